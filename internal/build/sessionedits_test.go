package build_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/testsite"
)

// An editor changes the files of a site as its authors do, well or badly, and
// takes changes back.
type editor struct {
	t    *testing.T
	rand *rand.Rand
	root string
	past []func() // what takes a change back, the last one last
	cfg  build.Config
}

// publish makes an edition of a report, if nothing stands in its way but warnings,
// which are acknowledged. It cannot be taken back.
func (e *editor) publish(report string) bool {
	cfg := e.cfg
	cfg.AsOf = "2029-01-01"
	var codes []string
	for range 2 {
		release, err := build.Publish(context.Background(), cfg, build.PublishRequest{
			Report: report, ApprovedBy: "nämndsekreterare", Reason: "Prov", Decision: "§ 7", Acknowledged: codes,
			Random: strings.NewReader(strings.Repeat(report, 9)),
		})
		if err != nil {
			return false // the site cannot be read as it is
		}
		if !release.Failed() {
			return true
		}
		for i := range release.Findings {
			if f := &release.Findings[i]; f.Severity == diag.Warning && !slices.Contains(codes, string(f.Code)) {
				codes = append(codes, string(f.Code))
			}
		}
	}
	return false
}

func (e *editor) path(name string) string { return filepath.Join(e.root, filepath.FromSlash(name)) }

func (e *editor) must(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

// files lists what matches a pattern, from the site's root.
func (e *editor) files(pattern string) []string {
	found, err := filepath.Glob(e.path(pattern))
	e.must(err)
	for i := range found {
		rel, err := filepath.Rel(e.root, found[i])
		e.must(err)
		found[i] = filepath.ToSlash(rel)
	}
	return found
}

// one chooses a file that matches, or "".
func (e *editor) one(pattern string) string {
	found := e.files(pattern)
	if len(found) == 0 {
		return ""
	}
	return found[e.rand.IntN(len(found))]
}

// save writes a file as an editor does: in place, or beside it and renamed. What
// was there before can be brought back.
func (e *editor) save(name, text string) {
	before, err := os.ReadFile(e.path(name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		e.t.Fatal(err)
	}
	gone := err != nil
	e.put(name, text)
	e.past = append(e.past, func() {
		if gone {
			e.must(os.Remove(e.path(name)))
			return
		}
		e.put(name, string(before))
	})
}

func (e *editor) put(name, text string) {
	e.must(os.MkdirAll(filepath.Dir(e.path(name)), 0o755))
	if e.rand.IntN(2) == 0 {
		e.must(os.WriteFile(e.path(name), []byte(text), 0o644))
		return
	}
	e.must(os.WriteFile(e.path(name)+"~", []byte(text), 0o644))
	e.must(os.Rename(e.path(name)+"~", e.path(name)))
}

// change replaces a text in one of the files that match.
func (e *editor) change(pattern, old, instead string) {
	if name := e.one(pattern); name != "" {
		text, err := os.ReadFile(e.path(name))
		e.must(err)
		e.save(name, strings.Replace(string(text), old, instead, 1))
	}
}

func (e *editor) add(pattern, more string) {
	if name := e.one(pattern); name != "" {
		text, err := os.ReadFile(e.path(name))
		e.must(err)
		e.save(name, string(text)+more)
	}
}

// move gives a file or folder another name, in content and data.
func (e *editor) move(from, to string) {
	for _, top := range [...]string{"content/", "data/"} {
		if _, err := os.Lstat(e.path(top + from)); err != nil {
			continue
		}
		if _, err := os.Lstat(e.path(top + to)); err == nil {
			continue
		}
		e.must(os.Rename(e.path(top+from), e.path(top+to)))
		e.past = append(e.past, func() { _ = os.Rename(e.path(top+to), e.path(top+from)) })
	}
}

func (e *editor) remove(name string) {
	if name == "" {
		return
	}
	text, err := os.ReadFile(e.path(name))
	e.must(err)
	e.must(os.Remove(e.path(name)))
	e.past = append(e.past, func() { e.put(name, string(text)) })
}

const (
	anyReport = "content/*/*/*/report.md"
	anyCSV    = "data/*/*/*/*.csv"
	anyYAML   = "data/*/*/*/*.yaml"
)

// edits are what authors do.
func (e *editor) edits() []func() {
	digit := func() string { return strconv.Itoa(e.rand.IntN(9) + 1) }
	return []func(){
		func() { e.add(anyReport, "\n\nDet kom "+digit()+" 412 brev under perioden.\n") },
		func() { e.add(anyReport, "\n\nSe [](#finns-inte) och `=drift[Nej; nej]`.\n") },
		func() {
			e.add(anyReport, "\n\nRing Anna på 070-123 45 6"+digit()+" eller skriv till anna@example.org.\n")
		},
		func() { e.change(anyReport, "title: ", "title: Om ") },
		func() { e.change(anyReport, "visibility: public", "visibility: internal") },
		func() { e.change(anyReport, "visibility: public", "visibility: committee") },
		func() { e.change(anyReport, "date: 20", "date: 19") },
		func() { e.change(anyReport, "kind: ", "kined: ") },
		func() {
			e.change(anyReport, "visibility: public\n", "visibility: public\nprivacy_exceptions:\n  - {kind: email, text: anna@example.org, reason: Prov, role: registrator}\n")
		},
		func() { e.change("content/*/*/*/[0-9]*.md", "Verksamheten", "Enheten") },
		func() { // a link to what may have moved or be missing
			if to := e.one(anyReport); to != "" {
				e.add(anyReport, "\n\nSe [den](/"+strings.TrimSuffix(strings.TrimPrefix(to, "content/"), "report.md")+").\n")
			}
		},
		func() {
			if from := e.one(anyReport); from != "" {
				old := strings.TrimSuffix(strings.TrimPrefix(from, "content/"), "/report.md")
				e.move(old, old+"-flyttad")
				e.change("content/"+old+"-flyttad/report.md", "visibility: ", "formerly: ["+old+"]\nvisibility: ")
			}
		},
		func() {
			if name := e.one(anyReport); name != "" {
				e.save(strings.TrimSuffix(name, "report.md")+"30-mer.md", "# Mer\n\nOch "+digit()+" 233 andra.\n")
			}
		},
		func() { e.change(anyCSV, digit(), digit()) },
		func() { e.change(anyCSV, ";", ";x") },
		func() { e.change("data/*/*/*/drift.csv", digit(), digit()) },
		func() { e.change("data/*/*/*/drift.csv", digit()+";", "9;") },
		func() { e.remove(e.one(anyCSV)) },
		func() { e.change(anyYAML, "title: ", "title: Nya ") },
		func() { e.change(anyYAML, "kind: ", "sort: ") },
		func() {
			e.add(anyYAML, "known_differences:\n  - {rule: CROSSDOC, at: x, stated: 1, expected: 2, reason: Prov, role: controller}\n")
		},
		func() { e.change("content/site.yaml", "name: ", "name: Nya ") },
		func() {
			e.add("content/site.yaml", "privacy_exceptions:\n  - {kind: email, text: anna@example.org, reason: Prov, role: registrator}\n")
		},
		func() { e.change("content/*/committee.yaml", "name: ", "name: Nya ") },
		func() { e.change("data/koder.csv", "Ledning", "Styrning") },
		func() { e.change("content/glossary.yaml", "målgrupp", "enhet") },
		func() { e.change("content/laws.yaml", "bibliotekslagen", "kommunallagen") },
		func() { e.save("layouts/assets/eget.css", "p{color:#12"+digit()+"}") },
		func() { e.save("layouts/text/sv.txt", "notfound.title: Borta "+digit()+"\n") },
		func() { e.save("layouts/notfound.html", "<h1>"+digit()+"</h1>\n") },
		func() { e.save("layouts/text/sv.txt", "finns.inte: Det "+digit()+"\n") }, // no finding: it stops the build
		func() { e.save("content/lös.txt", "lapp") },
		func() {
			if from := e.one(anyReport); from != "" {
				from = strings.TrimSuffix(strings.TrimPrefix(from, "content/"), "/report.md")
				e.move(from, from+"-ny")
			}
		},
		func() {
			if from := e.one(anyReport); from != "" {
				text, err := os.ReadFile(e.path(from))
				e.must(err)
				e.save(strings.TrimSuffix(from, "/report.md")+"-kopia/report.md", string(text))
			}
		},
		func() {
			if name := e.one("content/*/*/*/report.md"); name != "" {
				year := strings.Join(strings.Split(name, "/")[:3], "/")
				e.save(year+"/meetings/2015-0"+digit()+"-03.md", "---\ntitle: Möte\nvisibility: public\nitems:\n  - {number: 1, title: Upprop}\n---\n\nVälkommen.\n")
			}
		},
		func() { e.change(anyReport, "", "") }, // saved as it was
		func() {
			if name := e.one(anyReport); name != "" && e.cfg.Audience == build.Public {
				e.publish(strings.TrimSuffix(strings.TrimPrefix(name, "content/"), "/report.md"))
			}
		},
	}
}

// step makes a change, or takes the last ones back: often those that broke the
// site.
func (e *editor) step(broken bool) {
	if some := e.rand.IntN(10); len(e.past) > 0 && (some < 2 || broken && some < 8) {
		for range 1 + e.rand.IntN(2) {
			if n := len(e.past); n > 0 {
				e.past[n-1]()
				e.past = e.past[:n-1]
			}
		}
		return
	}
	all := e.edits()
	all[e.rand.IntN(len(all))]()
}

// sessionIsABuild edits a site at random and compares every build of a session
// with one from nothing.
func sessionIsABuild(t *testing.T, seed uint64, steps int, o testsite.Options, opts build.SessionOptions) {
	t.Helper()
	cfg := invented(t, o)
	cfg.ChartCache = t.TempDir()
	audiences := []build.Audience{build.Staff, build.Public, build.Committee}
	cfg.Audience = audiences[seed%3]
	s := build.NewSession(cfg, opts)
	defer s.Close()
	e := &editor{t: t, rand: rand.New(rand.NewPCG(seed, 1)), root: cfg.Root, cfg: cfg}
	if reports := testsite.New(o).Reports(); seed%3 > 0 && (!e.publish(reports[0]) || !e.publish(reports[1])) {
		t.Fatal("nothing could be published")
	}
	result := rebuild(t, s)
	good := 0
	for i := range steps {
		for range 1 + e.rand.IntN(2) {
			e.step(result.Failed())
		}
		built, err := s.Rebuild(context.Background())
		if err != nil {
			sameError(t, cfg, err)
			continue
		}
		result = built
		sameAsBuild(t, cfg, result, fmt.Sprintf("seed %d, step %d", seed, i))
		if t.Failed() {
			return
		}
		if !result.Failed() {
			good++
		}
	}
	if t.Logf("%d of %d builds without errors", good, steps); good == 0 {
		t.Error("no build had files to compare")
	}
	for _, back := range slices.Backward(e.past) {
		back()
	}
	sameAsBuild(t, cfg, rebuild(t, s), fmt.Sprintf("seed %d, all taken back", seed))
}

// sameError compares why a site could not be built.
func sameError(t *testing.T, cfg build.Config, got error) {
	t.Helper()
	cfg.Out = filepath.Join(t.TempDir(), "public")
	if _, err := build.Build(context.Background(), cfg); err == nil || err.Error() != got.Error() {
		t.Fatalf("the session fails: %v\na build from nothing: %v", got, err)
	}
}

// TestSessionIsABuild: whatever its authors do, what a session shows is what a
// build from nothing would write.
func TestSessionIsABuild(t *testing.T) {
	t.Parallel()
	o := testsite.Options{Seed: 7, Committees: 2, Years: 2, Charts: 1, Lean: true}
	for seed := range uint64(3) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			opts := build.SessionOptions{}
			if seed > 0 {
				opts.Now = time.Now //nolint:forbidigo // the times of files are those of this machine
			}
			sessionIsABuild(t, seed, 10, o, opts)
		})
	}
}
