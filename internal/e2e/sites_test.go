package e2e

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"testing"

	"tertial/internal/browsertest"
	"tertial/internal/build"
	"tertial/internal/sitecheck"
	"tertial/internal/testpublish"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// Sites are built for this address and served below its path.
const (
	prefix = "/under/a/prefix/"
	base   = "https://www.exempel.test" + prefix
)

// A site is a built site that several tests look at.
type site struct {
	name  string
	out   string   // its folder
	pages []string // all of them, sorted
	look  []string // the pages that no site before it has
	moves []string // pages that lead on by themselves, so that nobody sees them
}

// sites are the repository's own site and an invented municipality, as the public
// and as staff see them. Each is built once.
var sites = sync.OnceValues(func() ([]*site, error) {
	room, err := room()
	if err != nil {
		return nil, err
	}
	invented := filepath.Join(room, "invented")
	if err := invent(invented); err != nil {
		return nil, err
	}
	var all []*site
	seen := map[string]bool{}
	for _, s := range []struct{ name, root, audience string }{
		{"own", "../..", "public"}, {"own-staff", "../..", "staff"}, {"invented-staff", invented, "staff"}, {"invented", invented, "public"},
	} {
		made := &site{name: s.name, out: filepath.Join(room, "sites", s.name)}
		if _, err := run("-C", s.root, "build", "--as-of", asOf, "--base-url", base, "--audience", s.audience, "--out", made.out); err != nil {
			return nil, err
		}
		if err := made.list(seen); err != nil {
			return nil, err
		}
		all = append(all, made)
	}
	return all, nil
})

// invent writes a municipality that has published: of every report an edition, of
// one three, the last a correction. One report is withdrawn, and of one the first
// edition.
func invent(root string) error {
	const once, again, last = 3, 4, 5 // seeds: the numbers are others each time
	at := func(seed uint64) *testsite.Site {
		return testsite.New(testsite.Options{
			Seed: seed, Committees: 2, Reports: 4, Charts: 6, Lean: true, Gallery: true, Meetings: true,
		})
	}
	cfg := build.Config{
		Root: root, AsOf: asOf, Program: "Tertial", BuiltIn: layouts.FS(), BaseURL: base, ChartCache: filepath.Join(root, ".cache", "charts"),
	}
	if err := at(once).WriteTo(root); err != nil {
		return err
	}
	if _, err := testpublish.All(context.Background(), cfg); err != nil {
		return err
	}
	reports := at(once).Reports()
	for i, step := range []struct {
		seed uint64
		req  build.PublishRequest
	}{
		{again, build.PublishRequest{Report: reports[0], Reason: "Nya uppgifter från verksamheten"}},
		{again, build.PublishRequest{Report: reports[1], Reason: "Nytt utdrag"}},
		{last, build.PublishRequest{Report: reports[0], Reason: "Fel kolumn i utdraget", Correction: true, SlipBy: "controller"}},
	} {
		if err := at(step.seed).Rewrite(root); err != nil {
			return err
		}
		step.req.Random = testpublish.Random(uint64(i))
		if _, err := testpublish.One(context.Background(), cfg, step.req); err != nil {
			return err
		}
	}
	return errors.Join(
		testpublish.Withdraw(context.Background(), cfg, testsite.Lists),
		testpublish.Withdraw(context.Background(), cfg, reports[1], 1),
	)
}

// list finds the site's pages, and which are not among those seen.
func (s *site) list(seen map[string]bool) error {
	return fs.WalkDir(os.DirFS(s.out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" {
			return err
		}
		page, err := os.ReadFile(filepath.Join(s.out, filepath.FromSlash(name)))
		key := fmt.Sprintf("%s %x", name, sha256.Sum256(page))
		if s.pages = append(s.pages, name); !seen[key] {
			s.look = append(s.look, name)
		}
		if bytes.Contains(page, []byte(`http-equiv="refresh"`)) {
			s.moves = append(s.moves, name)
		}
		seen[key] = true
		return err
	})
}

// builtSites returns the sites, and builds them when no other test has.
func builtSites(t testing.TB) []*site {
	t.Helper()
	all, err := sites()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestStandards holds all files of the sites to what needs no browser: links that
// lead somewhere from anywhere, and valid HTML.
func TestStandards(t *testing.T) {
	t.Parallel()
	distinct := folder(t)
	for _, s := range builtSites(t) {
		if len(s.pages) < 5 {
			t.Errorf("%s: only %d pages: %v", s.name, len(s.pages), s.pages)
		}
		problems, err := sitecheck.Check(os.DirFS(s.out), sitecheck.Options{Base: base, Unlinked: []string{
			path.Join(testsite.Lists, "index.html"), // what is left at the address of a withdrawn report
		}})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			t.Errorf("%s: link: %s", s.name, p)
		}
		for _, page := range s.look {
			from := filepath.Join(s.out, filepath.FromSlash(page))
			to := filepath.Join(distinct, s.name, filepath.FromSlash(page))
			if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.Link(from, to)); err != nil {
				t.Fatal(err)
			}
		}
	}
	// Each checker starts once for all pages: most of its time is warming up.
	for _, line := range browsertest.HTMLValidate(t, distinct) {
		t.Errorf("html-validate: %s", line)
	}
	for _, line := range browsertest.Nu(t, distinct) {
		t.Errorf("vnu: %s", line)
	}
}
