package build_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/diag"
)

// TestLeakTable builds a site with a thing for every visibility, date and stage,
// for every audience on every day that decides something: what an audience may
// not see stands in no file, name or message that it gets, and what it may see is there.
func TestLeakTable(t *testing.T) {
	t.Parallel()
	site := newLeakSite()
	site.freeze(t)
	everything := func(*plantedThing) bool { return true }
	root := t.TempDir()
	writeAll(t, root, site.files(everything, everything, false))
	for _, audience := range build.Audiences() {
		days := leakDays()
		if audience == build.Staff {
			days = days[2:3] // they see the same on all days
		}
		for _, day := range days {
			t.Run(string(audience)+" "+day, func(t *testing.T) {
				t.Parallel()
				site.judge(t, root, audience, day)
			})
		}
	}
}

// judge builds for one audience on one day and looks into all that comes out.
func (s *leakSite) judge(t *testing.T, root string, audience build.Audience, day string) {
	t.Helper()
	cfg := config(root, audience)
	cfg.AsOf, cfg.Out = day, filepath.Join(t.TempDir(), "out")
	result, err := build.Build(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if result.Failed() {
		t.Fatal(text(t, result.Findings))
	}
	files := readAll(t, cfg.Out)
	found := s.words(t, files, audience, day)
	for _, p := range s.things {
		if strings.Contains(p.visible(day), string(audience[:1])) && !found[p.word('a')] {
			t.Errorf("%s %s from %q is not shown: %s", p.kind, p.visibility, p.from, p.word('a'))
		}
	}
	s.words(t, map[string][]byte{"findings": []byte(everyForm(t, result.Findings))}, audience, day)
	if day == leakDays()[2] {
		s.live(t, cfg, audience, files)
	}
}

// live looks into what the same site gives while its authors write.
func (s *leakSite) live(t *testing.T, cfg build.Config, audience build.Audience, files map[string][]byte) {
	t.Helper()
	day := cfg.AsOf
	session := build.NewSession(cfg, build.SessionOptions{})
	defer session.Close()
	live, err := session.Rebuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.words(t, live.Files, audience, day)
	s.words(t, map[string][]byte{"findings while writing": []byte(everyForm(t, live.Findings))}, audience, day)
	for name := range live.Files {
		if !bytes.Equal(files[name], live.Files[name]) {
			t.Errorf("%s is another while writing than in a build", name)
		}
	}
}

// canaryWord finds words that stand for a thing and a place.
var canaryWord = regexp.MustCompile(`(?i)kanarie([a-z])([a-z])([a-z])`)

// words finds all canaries in files and their names, packed ones too, and
// reports those that the audience may not see.
func (s *leakSite) words(t *testing.T, files map[string][]byte, audience build.Audience, day string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, content := range append(unpacked(t, name, files[name]), []byte(name)) {
			for _, m := range canaryWord.FindAllSubmatch(content, -1) {
				low := bytes.ToLower(m[1])[0]
				thing, place := s.things[int(low-'a')*26+int(bytes.ToLower(m[2])[0]-'a')], bytes.ToLower(m[3])[0]
				may := thing.tells
				if strings.HasPrefix(name, "findings") {
					may = thing.told
				}
				if !found[thing.word(place)] && !may(place, string(audience[:1]), day) {
					t.Errorf("%s on %s: %s holds %s of a %s that is %s from %q, adjusted %q", audience, day, name, m[0], thing.kind, thing.visibility, thing.from, thing.adjusted)
				}
				found[thing.word(place)] = true
			}
		}
	}
	return found
}

// unpacked is a file with all that is packed in it.
func unpacked(t *testing.T, name string, content []byte) [][]byte {
	t.Helper()
	all := [][]byte{content}
	if r, err := zip.NewReader(bytes.NewReader(content), int64(len(content))); err == nil {
		for _, f := range r.File {
			in, err := f.Open()
			if err != nil {
				t.Fatal(name, err)
			}
			raw, err := io.ReadAll(in)
			if err != nil {
				t.Fatal(name, err)
			}
			all = append(all, []byte(f.Name+f.Comment))
			all = append(all, unpacked(t, name+"/"+f.Name, raw)...)
		}
	}
	if r, err := gzip.NewReader(bytes.NewReader(content)); err == nil {
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(name, err)
		}
		all = append(all, []byte(r.Name+r.Comment))
		all = append(all, unpacked(t, name, raw)...)
	}
	return all
}

// everyForm is what is said of a site in all languages and forms.
func everyForm(t *testing.T, findings []diag.Finding) string {
	t.Helper()
	var out bytes.Buffer
	for _, lang := range diag.Languages() {
		export := diag.Export{Lang: lang}
		for _, write := range []func() error{
			func() error { return diag.Printer{Lang: lang}.Print(&out, findings) },
			func() error { return diag.WriteJSON(&out, findings, lang) },
			func() error { return export.SARIF(&out, findings) },
			func() error { return export.CodeClimate(&out, findings) },
		} {
			if err := write(); err != nil {
				t.Fatal(err)
			}
		}
	}
	return out.String()
}

// TestLeakLessSite: what the public and the committee get of a site is the same
// bytes whether what is hidden from them is there or not.
func TestLeakLessSite(t *testing.T) {
	t.Parallel()
	site := newLeakSite()
	site.freeze(t)
	for _, audience := range []build.Audience{build.Public, build.Committee} {
		for _, day := range leakDays()[:4] {
			t.Run(string(audience)+" "+day, func(t *testing.T) {
				t.Parallel()
				who := string(audience[:1])
				keep := func(p *plantedThing) bool {
					return p.kind == "edition" || p.kind == "gone" || strings.Contains(p.visible(day), who)
				}
				decided := func(p *plantedThing) bool { return p.tells('d', who, day) }
				everything := func(*plantedThing) bool { return true }
				got := builtOn(t, site.files(everything, everything, false), audience, day)
				want := builtOn(t, site.files(keep, decided, false), audience, day)
				for _, name := range slices.Sorted(maps.Keys(got)) {
					if want[name] == nil {
						t.Errorf("%s is there with what is hidden alone", name)
					} else if !bytes.Equal(got[name], want[name]) {
						t.Errorf("%s differs: %s", name, firstDifference(got[name], want[name]))
					}
				}
				for name := range want {
					if got[name] == nil {
						t.Errorf("%s is missing with what is hidden", name)
					}
				}
			})
		}
	}
}

// builtOn builds a site of files on a day and returns its output.
func builtOn(t *testing.T, files map[string]string, audience build.Audience, day string) map[string][]byte {
	t.Helper()
	root := t.TempDir()
	writeAll(t, root, files)
	cfg := config(root, audience)
	cfg.AsOf = day
	result, err := build.Build(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if result.Failed() {
		t.Fatal(text(t, result.Findings))
	}
	return readAll(t, filepath.Join(root, "public"))
}

func writeAll(t *testing.T, root string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		writeFile(t, filepath.Join(root, filepath.FromSlash(name)), content)
	}
}

// readAll reads all files below a folder by their paths.
func readAll(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return fmt.Errorf("read output: %w", err)
		}
		files[filepath.ToSlash(rel)], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
