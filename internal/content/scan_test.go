package content

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
)

// codes returns the codes of the findings, all of which have their messages.
func codes(diags *diag.List) []string {
	var all []string
	for _, f := range diags.Sorted() {
		for _, lang := range diag.Languages() {
			_ = f.Message(lang)
		}
		all = append(all, string(f.Code))
	}
	return all
}

func public(m *Meta) bool { return m.Visibility == Public && m.From <= "2020-06-01" }

// TestHidden breaks everything about a hidden report: nothing of it is read or
// reported, whatever way it is hidden in. Only that it cannot be seen who may
// read it is said, since a published report would vanish otherwise.
func TestHidden(t *testing.T) {
	broken := "title: [\nkind: ?\nfoo: \"\n---\n`=x[` <b> ![](x)\n\n##### x\n\n```chart\n\xff\x00"
	heads := map[string]string{
		"absent":        "---\n",
		"internal":      "---\nvisibility: internal\n",
		"committee":     "---\nvisibility: \"committee\" # till mötet\n",
		"withdrawn":     "---\nvisibility: withdrawn\n",
		"later":         "---\nvisibility: public\nfrom: 2020-06-02\n",
		"bad date":      "---\nvisibility: public\nfrom: snart\n",
		"misspelt":      "---\nvisibility: Public\n",
		"twice":         "---\nvisibility: public\nvisibility: internal\n",
		"twice, turned": "---\nvisibility: internal\nvisibility: public\n",
		"indented":      "---\nsummary: |\n  visibility: public\n",
		"comment":       "---\n# visibility: public\n",
		"no head":       "visibility: public\n",
		"other line":    "---\nvisibility:\n  public\n",
	}
	for name, head := range heads {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{
				"content/namnd/2020/Fel Namn/report.md":  {Data: []byte(head + broken)},
				"content/namnd/2020/dold/report.md":      {Data: []byte(head + broken)},
				"content/namnd/2020/dold/10-Å.md":        {Data: []byte("`=x`")},
				"content/namnd/2020/tom/10-x.md":         {Data: []byte("`=x`")},
				"content/namnd/2020/synlig/report.md":    {Data: []byte("---\ntitle: Synlig\nvisibility: public\nfrom: 2020-06-01\n---\n")},
				"content/namnd/2020/Synlig/report.md":    {Data: []byte(head + broken)},
				"content/namnd/2020/meetings/2020-01.md": {Data: []byte(broken)},
			}
			diags := new(diag.List)
			found := Scan(fsys, public, diags)
			var want []string
			if slices.Contains([]string{"bad date", "misspelt", "twice", "twice, turned", "other line"}, name) {
				want = []string{"VISIBILITY", "VISIBILITY", "VISIBILITY"}
			}
			if len(found) != 1 || found[0].Title != "Synlig" || !slices.Equal(codes(diags), want) {
				t.Errorf("found %v, findings %v", found, dumpFindings(t, diags))
			}
		})
	}
}

// TestHiddenIsNotRead counts the bytes that are read of a hidden report.
func TestHiddenIsNotRead(t *testing.T) {
	text := "---\nvisibility: committee\n---\n" + strings.Repeat("Hemligt.\n", 1<<20)
	fsys := &countingFS{FS: fstest.MapFS{"content/namnd/2020/dold/report.md": {Data: []byte(text)}}}
	diags := new(diag.List)
	if found := Scan(fsys, public, diags); len(found) != 0 || diags.Len() > 0 {
		t.Errorf("found %v, %v", found, codes(diags))
	}
	if fsys.bytes > 8<<10 {
		t.Errorf("%d bytes of a hidden report were read", fsys.bytes)
	}
}

// countingFS counts what is read of its files.
type countingFS struct {
	fs.FS
	bytes int
}

func (c *countingFS) Open(name string) (fs.File, error) {
	file, err := c.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if dir, ok := file.(fs.ReadDirFile); ok {
		return dir, nil
	}
	return countingFile{file, c}, nil
}

type countingFile struct {
	fs.File
	fsys *countingFS
}

func (c countingFile) Read(p []byte) (int, error) {
	n, err := c.File.Read(p)
	c.fsys.bytes += n
	return n, err
}

// TestVisible gives what show sees, and nothing more.
func TestVisible(t *testing.T) {
	fsys := reportFS([]byte("---\ntitle: x\nvisibility: 'public'\nfrom: 2020-05-01\n---\n"))
	var seen Meta
	Scan(fsys, func(m *Meta) bool { seen = *m; return false }, new(diag.List))
	if seen.Path != reportPath || seen.Visibility != Public || seen.From != "2020-05-01" || seen.Title != "" {
		t.Errorf("show saw %+v", seen)
	}
}

// TestGateHolds reads a visibility that the gate could not see.
func TestGateHolds(t *testing.T) {
	diags := new(diag.List)
	found := Scan(reportFS([]byte("---\ntitle: x\nvisibility:\n  public\n---\n")), nil, diags)
	if len(found) != 1 || found[0].Visibility != Internal || !slices.Equal(codes(diags), []string{"FRONT"}) {
		t.Errorf("found %+v, %v", found, dumpFindings(t, diags))
	}
}

// TestSecret finds secret material in every build and never returns it.
func TestSecret(t *testing.T) {
	const dir = "content/" + reportPath
	head := "---\ntitle: x\nsecret: true\n---\n"
	tests := map[string]struct {
		fsys fstest.MapFS
		want []string
	}{
		"bare":       {fstest.MapFS{dir + "/report.md": {Data: []byte(head)}}, nil},
		"text":       {fstest.MapFS{dir + "/report.md": {Data: []byte(head + "x")}}, []string{"SEKRETESS"}},
		"attachment": {fstest.MapFS{dir + "/report.md": {Data: []byte(head)}, dir + "/x.pdf": {}}, []string{"SEKRETESS"}},
		"data":       {fstest.MapFS{dir + "/report.md": {Data: []byte(head)}, "data/" + reportPath + "/x.csv": {}}, []string{"SEKRETESS"}},
		"other word": {fstest.MapFS{dir + "/report.md": {Data: []byte("---\nsecret: ja\n---\nx")}}, []string{"SEKRETESS"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, show := range []func(*Meta) bool{nil, public} {
				diags := new(diag.List)
				found := Scan(test.fsys, show, diags)
				if len(found) != 0 || !slices.Equal(codes(diags), test.want) {
					t.Errorf("found %v, %v", found, dumpFindings(t, diags))
				}
			}
		})
	}
}

// TestNames judges file names that no archive can hold.
func TestNames(t *testing.T) {
	fsys := fstest.MapFS{
		"content/" + reportPath + "/report.md":     {Data: []byte("---\ntitle: x\n---\n")},
		"content/" + reportPath + "/10-a\u030a.md": {Data: []byte("loss\n")},
		"content/" + reportPath + "/10-å.md":       {Data: []byte("hel\n")},
		"content/" + reportPath + "/10-Å.md":       {Data: []byte("stor\n")},
		"content/!/committee.yaml":                 {Data: []byte("name: x\n")},
	}
	diags := new(diag.List)
	ReadCommittees(fsys, diags)
	for _, meta := range Scan(fsys, nil, diags) {
		Parse(fsys, meta, diags)
	}
	want := []string{"PATH-NAME", "PATH-MISSING", "PATH-NAME", "PATH-CASE", "PATH-CASE"}
	got := codes(diags)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Error(dumpFindings(t, diags))
	}
}

// TestLinks follows symbolic links within the site and refuses all others.
func TestLinks(t *testing.T) {
	site, outside := t.TempDir(), t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	link := func(target, name string) {
		t.Helper()
		name = filepath.Join(site, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, name); err != nil {
			t.Fatal(err)
		}
	}
	const report = "---\ntitle: Delad\n---\nText\n"
	write(filepath.Join(outside, "report.md"), report)
	write(filepath.Join(site, "content/a/2020/riktig/report.md"), report)
	link("riktig", "content/a/2020/inne")
	link("inne", "content/a/2020/vidare")
	link(outside, "content/a/2020/ute")
	link("../../../../"+filepath.Base(outside), "content/a/2020/uppat")
	link("ring", "content/a/2020/ring")
	link("saknas", "content/a/2020/brott")
	link(filepath.Join(outside, "report.md"), "content/a/2020/fil/report.md")
	link(filepath.Join(outside, "report.md"), "content/a/2020/riktig/10-ute.md")
	link(filepath.Join(outside, "committee.yaml"), "content/a/committee.yaml")
	diags := new(diag.List)
	fsys := os.DirFS(site)
	ReadCommittees(fsys, diags)
	var titles []string
	for _, meta := range Scan(fsys, nil, diags) {
		titles = append(titles, meta.Path)
		Parse(fsys, meta, diags)
	}
	if want := []string{"a/2020/inne", "a/2020/riktig", "a/2020/vidare"}; !slices.Equal(titles, want) {
		t.Errorf("found %v", titles)
	}
	var places []string
	for _, f := range diags.Sorted() {
		if f.Code != "PATH-ESCAPE" {
			t.Errorf("%s: %s", f.Code, f.Message("en"))
		}
		places = append(places, strings.TrimPrefix(f.Place.File, "content/a/"))
	}
	want := []string{
		"2020/brott", "2020/fil/report.md", "2020/inne/10-ute.md", "2020/riktig/10-ute.md", "2020/ring",
		"2020/uppat", "2020/ute", "2020/vidare/10-ute.md", "committee.yaml",
	}
	if !slices.Equal(places, want) {
		t.Errorf("PATH-ESCAPE at %q", places)
	}
}

// TestSizes refuses what is no text by its size, and front matter without end.
func TestSizes(t *testing.T) {
	large := bytes.Repeat([]byte("x\n"), maxFile/2+1)
	fsys := fstest.MapFS{
		"content/site.yaml":          {Data: large},
		"content/a/2020/r/report.md": {Data: append([]byte("---\ntitle: x\n---\n"), large...)},
		"content/a/2020/s/report.md": {Data: append([]byte("---\n"), large...)},
		"content/a/2020/t/report.md": {Data: append([]byte("---"), large...)},
	}
	diags := new(diag.List)
	ReadSite(fsys, diags)
	for _, meta := range Scan(fsys, nil, diags) {
		if len(meta.Source.Text) > maxHead+4096 {
			t.Errorf("%s: %d bytes of front matter", meta.Path, len(meta.Source.Text))
		}
		Parse(fsys, meta, diags)
	}
	want := []string{"SIZE", "FRONT", "SIZE", "FRONT", "SIZE", "SIZE"}
	got := codes(diags)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Error(got)
	}
}

// failFS fails to read some files.
type failFS struct {
	fstest.MapFS
	fail string
}

func (f failFS) Open(name string) (fs.File, error) {
	if strings.Contains(name, f.fail) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("locked")}
	}
	return f.MapFS.Open(name)
}

func (f failFS) ReadFile(name string) ([]byte, error) {
	if strings.Contains(name, f.fail) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("locked")}
	}
	return f.MapFS.ReadFile(name)
}

// TestUnreadable reports files that cannot be read, and goes on.
func TestUnreadable(t *testing.T) {
	files := reportFS([]byte("---\ntitle: x\n---\n"))
	files["content/site.yaml"] = &fstest.MapFile{Data: []byte("name: x\n")}
	files["content/namnd/committee.yaml"] = &fstest.MapFile{Data: []byte("name: x\n")}
	for _, fail := range []string{"report.md", "committee.yaml", "site.yaml"} {
		diags := new(diag.List)
		fsys := failFS{files, fail}
		ReadSite(fsys, diags)
		ReadCommittees(fsys, diags)
		Scan(fsys, nil, diags)
		if !slices.Equal(codes(diags), []string{"FILE"}) {
			t.Errorf("%s: %v", fail, codes(diags))
		}
	}
}

// TestParallel parses at the same time what it parses alone.
func TestParallel(t *testing.T) {
	text, err := os.ReadFile("testdata/report.md")
	if err != nil {
		t.Fatal(err)
	}
	fsys := reportFS(text)
	meta := Scan(fsys, nil, new(diag.List))[0]
	want := dumpDocument(Parse(fsys, meta, new(diag.List)))
	diags := new(diag.List)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := dumpDocument(Parse(fsys, meta, diags)); got != want {
				t.Error("another document")
			}
		})
	}
	group.Wait()
}

// TestPathParts takes a report's path apart.
func TestPathParts(t *testing.T) {
	meta := &Meta{Path: reportPath}
	if meta.Committee() != "namnd" || meta.Year() != "2020" || (&Meta{Path: "x"}).Year() != "" {
		t.Error(meta.Committee(), meta.Year())
	}
	if got := new(Site).Place().File; got != "content/site.yaml" {
		t.Error(got)
	}
}

// TestNothing reads an empty site.
func TestNothing(t *testing.T) {
	diags := new(diag.List)
	fsys := fstest.MapFS{}
	site := ReadSite(fsys, diags)
	if site.Lang != "sv" || len(ReadCommittees(fsys, diags)) > 0 || len(Scan(fsys, nil, diags)) > 0 {
		t.Error("an empty site holds something")
	}
	if !slices.Equal(codes(diags), []string{"PATH-MISSING"}) {
		t.Error(codes(diags))
	}
}

// TestRepetition reads what is repeated until it hurts: it takes moments, and
// there is an end of the findings.
func TestRepetition(t *testing.T) {
	units := []string{
		"`=x` ", "`=d[a;\nb;\n", "[^a] ", "[](#x) ", "[x](y:) ", "<x:y> ", "# a\n\n", "<b>\n\n", "<b> ", "<!-- x -->\n\n",
		"[a] ", "![a](b) ", "> ", "- ", "1. ", "*a ", "[^a]: x\n", "<!--", "~~a ", "-", "---\n",
	}
	for _, unit := range units {
		text := "---\ntitle: x\n---\n[a]: /x\n\n" + strings.Repeat(unit, 50_000/len(unit))
		fsys := reportFS([]byte(text))
		diags := new(diag.List)
		for _, meta := range Scan(fsys, nil, diags) {
			Parse(fsys, meta, diags)
		}
		if diags.Len() > maxFindings {
			t.Errorf("%q: %d findings", unit, diags.Len())
		}
		if slices.Contains([]string{"> ", "- ", "1. "}, unit) != slices.Contains(codes(diags), "NESTING") {
			t.Errorf("%q: %v", unit, codes(diags))
		}
	}
}
