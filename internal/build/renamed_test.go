package build_test

import (
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/layout"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// publicFiles builds a publication for the public and returns its files.
func (p *publication) publicFiles(t *testing.T) map[string]string {
	t.Helper()
	cfg := p.config()
	cfg.Out = filepath.Join(t.TempDir(), "public")
	result, err := build.Build(context.Background(), cfg)
	if err != nil || result.Failed() {
		t.Fatal(err, saidOf(result.Findings))
	}
	files := map[string]string{}
	out := os.DirFS(cfg.Out)
	err = fs.WalkDir(out, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(out, name)
		files[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// rename moves a folder of content and of data.
func (p *publication) rename(t *testing.T, from, to string) {
	t.Helper()
	for _, top := range []string{"content", "data"} {
		old := filepath.Join(p.root, top, filepath.FromSlash(from))
		if _, err := os.Stat(old); err != nil {
			continue
		}
		if err := os.Rename(old, filepath.Join(p.root, top, filepath.FromSlash(to))); err != nil {
			t.Fatal(err)
		}
	}
}

var refresh = regexp.MustCompile(`http-equiv="refresh" content="0; url=([^"]+)"`)

// TestNoAddressIsLost: after a report, then its committee, and both again have
// been renamed, every address that was ever public leads to a page that is there.
func TestNoAddressIsLost(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	writeFile(t, filepath.Join(p.root, "content/barnnamnden/2020/meetings/2020-05-26.md"),
		"---\nstage: sent\nvisibility: public\ndispatches:\n  - date: 2020-05-19\nitems:\n  - number: 1\n    title: Ekonomin\n    visibility: public\n    attachments:\n      - report: /"+ofPublish+"\n---\n")
	p.must(t, ofPublish, nil)
	p.rename(t, otherPublish, "barnnamnden/2020/ej-publik") // of which nothing was public
	before := map[string]bool{}
	remember := func(files map[string]string) {
		for name := range files {
			if strings.Contains(name, "namnden/") && !strings.Contains(name, "/assets/") { // which only pages there ask for
				before[name] = true
			}
		}
	}
	now := p.publicFiles(t)
	remember(now)
	report := "content/barnnamnden/2020/delar-ett/report.md"
	p.rename(t, ofPublish, "barnnamnden/2020/delar-ett")
	p.edit(t, report, "author: controller", "author: controller\nformerly: [barnnamnden/2020/delar-1]")
	remember(p.publicFiles(t))
	p.must(t, "barnnamnden/2020/delar-ett", nil)
	remember(p.publicFiles(t))
	p.rename(t, "barnnamnden", "skolnamnden")
	p.edit(t, "content/skolnamnden/committee.yaml", "name:", "formerly: [barnnamnden]\nname:")
	now = p.publicFiles(t)
	if n := followed(t, before, now); n < 6 {
		t.Errorf("%d redirects", n)
	}
	for name := range now {
		if strings.Contains(name, "ej-publik") || strings.Contains(name, "delar-2") {
			t.Errorf("%s was never public", name)
		}
	}
}

// TestNoAddressOfTheMunicipalityIsLost: the same of the generated municipality
// with its meetings, one of whose committees and one of whose reports is renamed.
func TestNoAddressOfTheMunicipalityIsLost(t *testing.T) {
	t.Parallel()
	p := &publication{root: t.TempDir(), cache: t.TempDir(), day: "2026-01-01", builtIn: layouts.FS()}
	site := testsite.New(testsite.Options{Seed: 6, Committees: 2, Reports: 1, Charts: 1, Lean: true, Meetings: true})
	if err := os.CopyFS(p.root, site); err != nil {
		t.Fatal(err)
	}
	for _, report := range site.Reports() {
		p.must(t, report, func(req *build.PublishRequest) { req.Acknowledged = nil })
	}
	before := map[string]bool{}
	for name := range p.publicFiles(t) {
		if strings.Contains(name, "namnden/") && !strings.Contains(name, "/assets/") {
			before[name] = true
		}
	}
	reports := site.Reports()
	first, _, _ := strings.Cut(reports[0], "/")
	last := reports[len(reports)-1]
	p.rename(t, first, "exempelkoping-ny")
	p.edit(t, "content/exempelkoping-ny/committee.yaml", "task:", "formerly: ["+first+"]\ntask:")
	p.rename(t, last, last+"-ny")
	p.edit(t, "content/"+last+"-ny/report.md", "example: true", "example: true\nformerly: ["+last+"]")
	if n := followed(t, before, p.publicFiles(t)); n < 30 {
		t.Errorf("%d redirects", n)
	}
}

// followed follows all addresses that were public to what is there now, and
// returns how many lead on.
func followed(t *testing.T, before map[string]bool, now map[string]string) int {
	t.Helper()
	listed := map[string]string{}
	for line := range strings.Lines(now[layout.RedirectList]) {
		from, to, _ := strings.Cut(strings.TrimSpace(line), " ")
		listed[strings.TrimPrefix(from, "/")] = strings.TrimPrefix(to, "/")
	}
	for name := range before {
		text, there := now[name]
		switch to := refresh.FindStringSubmatch(text); {
		case there && to == nil:
		case there:
			if _, ok := now[path.Join(path.Dir(name), to[1])]; !ok {
				t.Errorf("%s leads to %s, which is not there", name, to[1])
			}
		default:
			if _, ok := now[listed[name]]; !ok {
				t.Errorf("%s is lost", name)
			}
		}
	}
	return len(listed)
}
