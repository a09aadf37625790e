package verify

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/edition"
	"tertial/internal/publog"
)

// keep makes the repository of a town: the folders of its editions and its log.
// Each edition can be changed before it is entered.
func keep(t testing.TB, change func(*edition.Edition)) fstest.MapFS {
	t.Helper()
	o := newTown()
	fsys := fstest.MapFS{"content/site.yaml": {Data: []byte("name: Exempelköping\n")}}
	add := func(report string, number int, withdrawn *edition.Withdrawal) {
		files := []edition.File{{Path: "public/index.html", Content: []byte("<p>" + report + "</p>\n")}, {Path: "record.json", Content: []byte("{}\n")}}
		manifest := edition.Manifest(files)
		dir := edition.Dir(report, number)
		e := &edition.Edition{
			Dir: dir, Report: report, Number: number, Date: fmt.Sprintf("2026-11-%02d", 1+o.read().Size()), Kind: edition.First,
			Author: "controller", ApprovedBy: "nämndsekreterare", Tool: "tertial", Nonce: "abc",
			ContentDigest: edition.Digest(manifest), PublicDigest: edition.PublicDigestOf([]edition.File{{Path: "index.html", Content: files[0].Content}}),
			Checkpoint: o.read().CheckpointAt(o.read().Size()),
		}
		if number > 1 {
			e.Kind, e.Reason = edition.Revision, "Nya siffror"
		}
		change(e)
		enter := func(kind publog.Kind, public string) {
			text := e.YAML()
			fsys[dir+"/edition.yaml"] = &fstest.MapFile{Data: text}
			date := e.Date
			if kind == publog.Withdrawal {
				date = e.Withdrawn.Date
			}
			o.enter(t, publog.Entry{Date: date, Kind: kind, Report: report, Edition: number, Public: public, Digest: edition.Digest(text)})
		}
		enter(publog.Kind(e.Kind), e.PublicDigest)
		if withdrawn != nil {
			e.Withdrawn = withdrawn
			e.Withdrawn.Date = fmt.Sprintf("2026-11-%02d", 1+o.read().Size())
			enter(publog.Withdrawal, "")
			return
		}
		for _, f := range files {
			fsys[dir+"/"+f.Path] = &fstest.MapFile{Data: f.Content}
		}
		fsys[dir+"/manifest.sha256"] = &fstest.MapFile{Data: manifest}
	}
	add("namnd/2026/a", 1, nil)
	add("namnd/2026/b", 1, &edition.Withdrawal{Date: "2026-11-20", Reason: "Fel underlag", By: "nämndsekreterare", Preserved: "Dnr 1"})
	add("namnd/2026/a", 2, nil)
	fsys["content/log.txt"] = &fstest.MapFile{Data: []byte(o.log)}
	return fsys
}

func TestRepository(t *testing.T) {
	t.Parallel()
	good := keep(t, func(*edition.Edition) {})
	r, err := Repository(good, Options{})
	if err != nil || len(r.Findings) > 0 {
		t.Fatalf("%v, %v", lines(r), err)
	}
	if r.Editions != 2 || r.Withdrawn != 1 || r.Entries != 4 || r.Files != 9 || !strings.Contains(r.Checkpoint, "\n4\n") {
		t.Errorf("%+v", r)
	}
	if r, err := Repository(fstest.MapFS{}, Options{}); err != nil || len(r.Findings) > 0 || r.Checkpoint != "" {
		t.Errorf("an empty folder: %+v, %v", r, err)
	}
	one, two, gone := "content/namnd/2026/a/editions/1/", "content/namnd/2026/a/editions/2/", "content/namnd/2026/b/editions/1/"
	tests := map[string]struct {
		change func(fstest.MapFS)
		want   []string
	}{
		"a byte": {func(f fstest.MapFS) { swap(f, one+"public/index.html", "p>", "b>") }, []string{one + "public/index.html EDITION-CHANGED"}},
		"edition.yaml": {
			func(f fstest.MapFS) { swap(f, one+"edition.yaml", "abc", "abd") },
			[]string{one + "edition.yaml VERIFY-EDITION.yaml (content/log.txt:2)"},
		},
		"an edition is gone": {func(f fstest.MapFS) { drop2(f, two) }, []string{"content/log.txt:5 VERIFY-EDITION.lost"}},
		"the log is gone": {func(f fstest.MapFS) { delete(f, "content/log.txt") }, []string{
			one + "edition.yaml VERIFY-EDITION.unlogged", two + "edition.yaml VERIFY-EDITION.unlogged", gone + "edition.yaml VERIFY-EDITION.unlogged",
		}},
		"the log is edited": {
			func(f fstest.MapFS) { swap(f, "content/log.txt", "2026-11-01", "2026-11-02") },
			[]string{"content/log.txt:3 LOG-CHANGED (content/log.txt:2)"},
		},
		"the log was cut": {func(f fstest.MapFS) {
			text := string(f["content/log.txt"].Data)
			f["content/log.txt"] = &fstest.MapFile{Data: []byte(text[:strings.LastIndex(text[:len(text)-1], "\n")+1])}
		}, []string{two + "edition.yaml VERIFY-EDITION.unlogged"}},
		"withdrawn files": {
			func(f fstest.MapFS) { f[gone+"public/index.html"] = &fstest.MapFile{} },
			[]string{gone + "public/index.html EDITION-CHANGED.withdrawn"},
		},
	}
	for name, tt := range tests {
		fsys := fstest.MapFS{}
		for n, f := range good {
			fsys[n] = &fstest.MapFile{Data: f.Data}
		}
		tt.change(fsys)
		r, err := Repository(fsys, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if found := lines(r); !slices.Equal(found, tt.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(found, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// TestEveryByteOfARepository: whichever byte of an edition or of the log changes,
// a finding names the file, or of the log's last line the edition that it is about.
func TestEveryByteOfARepository(t *testing.T) {
	t.Parallel()
	good := keep(t, func(*edition.Edition) {})
	for _, name := range slices.Sorted(maps.Keys(good)) {
		if name == "content/site.yaml" {
			continue
		}
		for at := range good[name].Data {
			changed := bytes.Clone(good[name].Data)
			changed[at] ^= 1
			fsys := maps.Clone(good)
			fsys[name] = &fstest.MapFile{Data: changed}
			r, err := Repository(fsys, Options{})
			if err != nil {
				t.Fatal(err)
			}
			found := lines(r)
			if !names(found, name) && !strings.Contains(strings.Join(found, " "), "("+name+":") {
				t.Errorf("%s, byte %d: %v", name, at, found)
			}
		}
	}
}

// TestRepositoryHistory: an edition carries the checkpoint of the log before it,
// so it cannot be put on top of another history, and a kept one shows that too.
func TestRepositoryHistory(t *testing.T) {
	t.Parallel()
	good := keep(t, func(*edition.Edition) {})
	other := keep(t, func(e *edition.Edition) {
		if e.Number == 2 {
			e.Checkpoint = strings.Replace(e.Checkpoint, "\n3\n", "\n2\n", 1)
		}
	})
	r, err := Repository(other, Options{})
	want := []string{"content/namnd/2026/a/editions/2/edition.yaml VERIFY-EDITION.yaml (content/log.txt:5)"}
	if err != nil || !slices.Equal(lines(r), want) {
		t.Errorf("%v, want %v, %v", lines(r), want, err)
	}
	r, err = Repository(good, Options{})
	if err != nil {
		t.Fatal(err)
	}
	head, err := publog.ParseCheckpoint([]byte(r.Checkpoint))
	if err != nil {
		t.Fatal(err)
	}
	if r, err = Repository(good, Options{Kept: &Kept{Checkpoint: head}}); err != nil || r.Extended != 4 || r.Failed() {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err = Repository(other, Options{Kept: &Kept{Checkpoint: head}}); err != nil || !r.Failed() || r.Checkpoint != "" {
		t.Errorf("another history: %+v, %v", r, err)
	}
}

func drop2(f fstest.MapFS, folder string) {
	maps.DeleteFunc(f, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, folder) })
}
