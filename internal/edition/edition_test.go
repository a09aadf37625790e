package edition

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
	"tertial/internal/golden"
)

const report = "namnden/2026/delar-1"

// sample is an edition with every field.
func sample() *Edition {
	return &Edition{
		Dir: Dir(report, 2), Report: report, Number: 2, Date: "2026-05-26", Kind: Correction,
		Reason: `Fel summa i "tabell 2" \ bilaga`, Author: "controller", ApprovedBy: "nämndsekreterare", SlipBy: "ekonomichef",
		Decision: "§ 12", Acknowledged: []string{"DIR", "UNBOUND"}, Tool: "Tertial 0.1", Nonce: "00ff", Checkpoint: "log\n3\nabc=\n",
		ContentDigest: Digest([]byte("content")), PublicDigest: Digest([]byte("public")),
		Withdrawn: &Withdrawal{Date: "2026-06-01", Reason: "Fel bilaga", By: "registrator", Preserved: "SN/2026:1", Disposal: "§ 9"},
	}
}

func TestYAML(t *testing.T) {
	t.Parallel()
	e := sample()
	golden.Compare(t, "testdata/edition.yaml", string(e.YAML()))
	var diags diag.List
	got := Parse(e.Dir, e.YAML(), &diags)
	if diags.Len() > 0 || !reflect.DeepEqual(got, e) {
		t.Errorf("%+v\n%v", got, messages(&diags))
	}
}

func messages(diags *diag.List) []string {
	var all []string
	for _, f := range diags.Sorted() {
		all = append(all, f.Place.File+": "+string(f.Code)+"."+f.Variant)
	}
	return all
}

// TestParseRefuses changes one line of a good edition.yaml at a time.
func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ old, now, want string }{
		{"format: tertial-edition/1", "format: tertial-edition/9", "YAML-VALUE"},
		{"number: 2", "number: 0", "YAML-VALUE"},
		{"number: 2", "numer: 2", "YAML-KEY"},
		{"date: 2026-05-26", "date: 2026-05-32", "YAML-VALUE"},
		{"kind: correction", "kind: rättelse", "YAML-VALUE"},
		{"kind: correction", "kind: revision", "EDITION-FIELD"},
		{"slip_by: \"ekonomichef\"\ndecision: \"§ 12\"\n", "", "EDITION-FIELD"},
		{"author: \"controller\"\n", "", "EDITION-FIELD"},
		{"  preserved: \"SN/2026:1\"\n  disposal: \"§ 9\"\n", "", "EDITION-FIELD"},
		{"  by: \"registrator\"\n", "", "YAML-MISSING"},
		{"nonce: \"00ff\"\n", "", "YAML-MISSING"},
		{Digest([]byte("content")), "abc", "YAML-VALUE"},
		{"Fel summa", "Fel\x00summa", "EDITION-FIELD"},
		{"Fel summa", "Fel\xffsumma", "EDITION-FIELD"},
	} {
		text := string(sample().YAML())
		if !strings.Contains(text, c.old) {
			t.Fatalf("no %q in the sample", c.old)
		}
		var diags diag.List
		if Parse("x", []byte(strings.Replace(text, c.old, c.now, 1)), &diags) != nil || !diags.Failed() {
			t.Errorf("%q for %q is taken", c.now, c.old)
		} else if got := diags.Sorted()[0].Code; string(got) != c.want {
			t.Errorf("%q for %q: %s, want %s", c.now, c.old, got, c.want)
		}
	}
	reason := strings.Replace(string(sample().YAML()), "reason: ", "#", 1)
	var diags diag.List
	if Parse("x", []byte(reason), &diags) != nil {
		t.Error("a correction without a reason is taken")
	}
	for _, text := range []string{"", "- a\n", "text", "format: [\n"} {
		diags := &diag.List{}
		if Parse("x", []byte(text), diags) != nil || !diags.Failed() {
			t.Errorf("%q is taken", text)
		}
	}
}

// FuzzParse reads anything; what is taken is written and read again as it was.
func FuzzParse(f *testing.F) {
	f.Add(sample().YAML())
	first := sample()
	first.Kind, first.SlipBy, first.Withdrawn, first.Acknowledged, first.Reason = First, "", nil, nil, ""
	f.Add(first.YAML())
	f.Add([]byte("format: tertial-edition/1\nkind: [x]\nwithdrawn:\n  date: 1\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var diags diag.List
		e := Parse("x", text, &diags)
		if e == nil {
			if !diags.Failed() {
				t.Error("refused without a word")
			}
			return
		}
		var again diag.List
		got := Parse("x", e.YAML(), &again)
		if again.Len() > 0 || !reflect.DeepEqual(got, e) {
			t.Errorf("%+v\n%+v\n%v", e, got, messages(&again))
		}
	})
}

// frozen puts an edition into a map of files, as a store would.
func frozen(t *testing.T, files fstest.MapFS, e *Edition) {
	t.Helper()
	content := parts()
	list := Manifest(content)
	e.seal([]byte{1}, list)
	for _, f := range append(content, File{ManifestName, list}, File{YAMLName, e.YAML()}) {
		files[e.Dir+"/"+f.Path] = &fstest.MapFile{Data: f.Content}
	}
}

// parts are the files of an edition that a caller makes.
func parts() []File {
	snapshot, _ := JSON(&Snapshot{Format: SnapshotFormat, Title: "Delårsrapport"})
	record, _ := JSON(&Record{Format: RecordFormat, Title: "Delårsrapport"})
	return []File{
		{"public/index.html", []byte("<h1>Läget</h1>\n<p>−1,5</p>\n")},
		{"public/data/drift/drift.csv", []byte("a;b\r\n1;2\r\n")},
		{"sources/content/report.md", []byte("# Läget\n")},
		{SnapshotName, snapshot},
		{RecordName, record},
	}
}

func numbered(n int) *Edition {
	e := sample()
	e.Number, e.Dir, e.Withdrawn = n, Dir(report, n), nil
	return e
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(files fstest.MapFS, dir string)
		want   []string
	}{
		"as it was": {func(fstest.MapFS, string) {}, nil},
		"changed": {func(m fstest.MapFS, d string) {
			m[d+"/public/index.html"] = &fstest.MapFile{Data: []byte("<h1>Läget</h1>\n<p>−1,6</p>\n")}
		}, []string{"/public/index.html: EDITION-CHANGED."}},
		"added and missing": {func(m fstest.MapFS, d string) {
			m[d+"/public/b.html"] = &fstest.MapFile{}
			delete(m, d+"/snapshot.json")
		}, []string{"/public/b.html: EDITION-CHANGED.added", "/snapshot.json: EDITION-CHANGED.missing"}},
		"a link": {func(m fstest.MapFS, d string) {
			m[d+"/snapshot.json"] = &fstest.MapFile{Data: []byte("record.json"), Mode: fs.ModeSymlink}
		}, []string{"/snapshot.json: EDITION-CHANGED.link"}},
		"line ends": {func(m fstest.MapFS, d string) {
			m[d+"/sources/content/report.md"].Data = []byte("# Läget\r\n")
			m[d+"/public/data/drift/drift.csv"].Data = []byte("a;b\n1;2\n")
		}, []string{"/public/data/drift/drift.csv: EDITION-CHANGED.crlf", "/sources/content/report.md: EDITION-CHANGED.crlf"}},
		"manifest with other line ends": {func(m fstest.MapFS, d string) {
			m[d+"/manifest.sha256"].Data = bytes.ReplaceAll(m[d+"/manifest.sha256"].Data, []byte("\n"), []byte("\r\n"))
		}, []string{"/manifest.sha256: EDITION-CHANGED.crlf"}},
		"manifest written anew": {func(m fstest.MapFS, d string) {
			m[d+"/manifest.sha256"].Data = Manifest([]File{{"a", nil}})
		}, []string{"/manifest.sha256: EDITION-CHANGED.manifest"}},
		"no manifest": {
			func(m fstest.MapFS, d string) { delete(m, d+"/manifest.sha256") },
			[]string{"/manifest.sha256: EDITION-CHANGED.missing"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files, e := fstest.MapFS{}, numbered(1)
			frozen(t, files, e)
			c.change(files, e.Dir)
			var diags diag.List
			if sound := e.Check(files, &diags); sound != (len(c.want) == 0) {
				t.Error("sound:", sound)
			}
			for i := range c.want {
				c.want[i] = e.Dir + c.want[i]
			}
			if got := messages(&diags); !reflect.DeepEqual(got, c.want) {
				t.Errorf("%q\nwant %q", got, c.want)
			}
		})
	}
}

func TestCheckOfManyAndOfWithdrawn(t *testing.T) {
	t.Parallel()
	files, e := fstest.MapFS{}, numbered(1)
	frozen(t, files, e)
	for i := range mostNamed + 7 {
		files[e.Dir+"/public/"+strings.Repeat("x", i+1)] = &fstest.MapFile{}
	}
	var diags diag.List
	if e.Check(files, &diags) || diags.Len() != 1 {
		t.Error(messages(&diags))
	}
	if f := diags.Sorted()[0]; f.Place.File != e.Dir || !strings.HasPrefix(f.Message("sv"), "10 filer i "+e.Dir) || !strings.Contains(f.Message("sv"), "public/xxx och ytterligare 7.") {
		t.Error(f.Message("sv"))
	}
	for i := range mostNamed + 7 {
		delete(files, e.Dir+"/public/"+strings.Repeat("x", i+1))
	}
	for _, name := range []string{".DS_Store", "public/Thumbs.db", "sources/data/desktop.ini"} { // of nobody's making
		files[e.Dir+"/"+name] = &fstest.MapFile{}
	}
	if none := (&diag.List{}); !e.Check(files, none) {
		t.Error(messages(none))
	}
	for name, f := range files { // as git writes them on some machines
		if strings.HasPrefix(name, e.Dir+"/") && !strings.HasSuffix(name, ManifestName) {
			f.Data = bytes.ReplaceAll(f.Data, []byte("\n"), []byte("\r\n"))
		}
	}
	if converted := (&diag.List{}); e.Check(files, converted) || !slices.Contains(messages(converted), e.Dir+": EDITION-CHANGED.crlf-many") {
		t.Error(messages(converted))
	}
	e.Withdrawn = sample().Withdrawn
	left := fstest.MapFS{e.Dir + "/edition.yaml": &fstest.MapFile{Data: e.YAML()}}
	if none := (&diag.List{}); !e.Check(left, none) {
		t.Error(messages(none))
	}
	left[e.Dir+"/public/index.html"] = &fstest.MapFile{}
	if some := (&diag.List{}); e.Check(left, some) || messages(some)[0] != e.Dir+"/public/index.html: EDITION-CHANGED.withdrawn" {
		t.Error(messages(some))
	}
}

// TestConflict: nobody is asked to edit a frozen file that git could not merge.
func TestConflict(t *testing.T) {
	t.Parallel()
	text := string(sample().YAML())
	for _, bad := range []string{"<<<<<<< HEAD\n" + text, strings.Replace(text, "number:", "<<<<<<< HEAD\nnumber: 2\n=======\nnumber:", 1)} {
		var diags diag.List
		if Parse(Dir(report, 2), []byte(bad), &diags) != nil || strings.Join(messages(&diags), " ") != Dir(report, 2)+"/edition.yaml: EDITION-CHANGED.conflict" {
			t.Error(messages(&diags))
		}
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{}
	for n := 1; n <= 2; n++ {
		frozen(t, files, numbered(n))
	}
	withdrawn := sample()
	withdrawn.Number, withdrawn.Dir = 3, Dir(report, 3)
	files[withdrawn.Dir+"/edition.yaml"] = &fstest.MapFile{Data: withdrawn.YAML()}
	var diags diag.List
	all := List(files, report, nil, &diags)
	if diags.Len() > 0 || len(all) != 3 || all[2].Withdrawn == nil || Newest(all) != all[1] || Newest(nil) != nil {
		t.Errorf("%v %v", all, messages(&diags))
	}
	if all := List(files, "namnden/2026/none", nil, &diags); all != nil || diags.Len() > 0 {
		t.Error(all, messages(&diags))
	}
	sum, err := all[0].SourcesDigest(files)
	if want := Digest(Manifest([]File{{"content/report.md", []byte("# Läget\n")}})); err != nil || sum != want {
		t.Error(sum, err)
	}
	if sum, err := all[0].Digest(files); err != nil || sum != Digest(files[all[0].Dir+"/edition.yaml"].Data) {
		t.Error(sum, err)
	}
	if s, err := all[0].Snapshot(files); err != nil || s.Title != "Delårsrapport" {
		t.Error(s, err)
	}
	if r, err := all[0].Record(files); err != nil || r.Title != "Delårsrapport" {
		t.Error(r, err)
	}
	files[all[0].Dir+"/record.json"].Data = []byte(`{"Format":"tertial-record/9"}`)
	if _, err := all[0].Record(files); !errors.Is(err, ErrFormat) {
		t.Error(err)
	}
	if _, err := all[2].Snapshot(files); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestListReportsWhatCannotBe(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{}
	frozen(t, files, numbered(1))
	frozen(t, files, numbered(4))
	dir := "content/" + report + "/editions/"
	files[dir+"2/edition.yaml"] = files[dir+"1/edition.yaml"]
	files[dir+"5/public/x"] = &fstest.MapFile{}
	files[dir+"01/edition.yaml"] = &fstest.MapFile{}
	files[dir+"README"] = &fstest.MapFile{}
	files[dir+".new/x"] = &fstest.MapFile{}
	files[dir+"6/edition.yaml"] = &fstest.MapFile{Data: []byte("record.json"), Mode: fs.ModeSymlink}
	files[dir+"7/edition.yaml"] = &fstest.MapFile{Data: make([]byte, maxYAML+1)}
	var diags diag.List
	all := List(files, report, nil, &diags)
	if len(all) != 2 {
		t.Error(all)
	}
	want := []string{
		dir[:len(dir)-1] + ": EDITION-NUMBER.gap",
		dir + "01: EDITION-NUMBER.name",
		dir + "2/edition.yaml: EDITION-NUMBER.",
		dir + "5: EDITION-MISSING.",
		dir + "6/edition.yaml: EDITION-CHANGED.link",
		dir + "7/edition.yaml: EDITION-FIELD.text",
		dir + "README: EDITION-NUMBER.name",
	}
	if got := messages(&diags); !reflect.DeepEqual(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}

	moved := fstest.MapFS{}
	e := numbered(1)
	e.Report = "namnden/2025/gammal"
	frozen(t, moved, e)
	var known, unknown diag.List
	List(moved, report, []string{"namnden/2025/gammal"}, &known)
	List(moved, report, nil, &unknown)
	if known.Len() > 0 || len(messages(&unknown)) != 1 || unknown.Sorted()[0].Code != "EDITION-REPORT" {
		t.Error(messages(&known), messages(&unknown))
	}
}

func TestManifestIsStrict(t *testing.T) {
	t.Parallel()
	good := string(Manifest(parts()))
	if _, err := readManifest([]byte(good)); err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(good, "\n")
	for _, bad := range []string{
		good[:len(good)-1], strings.ToUpper(good), strings.Replace(good, "  ", " ", 1), good + first + "\n",
		Digest(nil) + "  ../x\n", Digest(nil) + "  .\n", "x  y\n",
	} {
		if _, err := readManifest([]byte(bad)); err == nil {
			t.Errorf("taken: %q", bad)
		}
	}
}

// TestStore freezes an edition, withdraws it, and looks at what is on disk.
func TestStore(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := os.CopyFS(root, fstest.MapFS{"content/log.txt": &fstest.MapFile{Data: []byte("log\n")}}); err != nil {
		t.Fatal(err)
	}
	files := os.DirFS(root)
	if err := publish(root, nil, 1); err != nil {
		t.Fatal(err)
	}
	var diags diag.List
	all := List(files, report, nil, &diags)
	if len(all) != 1 || !all[0].Check(files, &diags) || diags.Len() > 0 {
		t.Fatal(all, messages(&diags))
	}
	if err := publish(root, nil, 1); !errors.Is(err, fs.ErrExist) {
		t.Error("twice:", err)
	}
	store, err := Open(root, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Withdraw(files, all[0]); err == nil {
		t.Error("withdrawn without a word")
	}
	if _, err := store.Freeze(numbered(2), nil, strings.NewReader("short")); err == nil {
		t.Error("frozen without a nonce")
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if err := withdraw(root, nil, 1); err != nil {
		t.Fatal(err)
	}
	all = List(files, report, nil, &diags)
	if len(all) != 1 || all[0].Withdrawn == nil || !all[0].Check(files, &diags) || diags.Len() > 0 {
		t.Fatal(all, messages(&diags))
	}
	left, err := filepath.Glob(filepath.Join(root, "content", report, "editions", "1", "*"))
	if err != nil || len(left) != 1 {
		t.Error(left, err)
	}
	if _, err := Open(filepath.Join(root, "none"), nil); err == nil {
		t.Error("a site that is not there")
	}
}

// publish freezes an edition and enters it in a log.
func publish(root string, hook func(op, name string) error, n int) error {
	store, err := Open(root, hook)
	if err != nil {
		return err
	}
	text, err := store.Freeze(numbered(n), parts(), strings.NewReader(strings.Repeat("x", nonceSize)))
	if err == nil {
		err = store.Put("content/log.txt", append([]byte("log\n"), Digest(text)...))
	}
	if err != nil {
		return errors.Join(err, store.Close())
	}
	return errors.Join(store.Commit(context.Background()), store.Close())
}

func withdraw(root string, hook func(op, name string) error, n int) error {
	store, err := Open(root, hook)
	if err != nil {
		return err
	}
	e := Read(os.DirFS(root), Dir(report, n), &diag.List{})
	e.Withdrawn = sample().Withdrawn
	text, err := store.Withdraw(os.DirFS(root), e)
	if err == nil {
		err = store.Put("content/log.txt", append([]byte("log\n"), Digest(text)...))
	}
	if err != nil {
		return errors.Join(err, store.Close())
	}
	return errors.Join(store.Commit(context.Background()), store.Close())
}
