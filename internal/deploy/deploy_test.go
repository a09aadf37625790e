package deploy

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"tertial/internal/audience"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/publog"
	"tertial/internal/site"
	"tertial/internal/squeeze"
)

// A town is a small site in states that follow each other. Every page loads a
// style sheet whose name holds its digest, and a file of data; both change.
type town struct {
	dir    string
	log    string
	copies bool
	own    map[string]string // further files
}

func newTown(t testing.TB) *town {
	t.Helper()
	return &town{dir: t.TempDir(), own: map[string]string{}, copies: true}
}

// build makes a state of the site.
func (o *town) build(t testing.TB, state int, pages ...string) {
	t.Helper()
	opts := site.Options{AsOf: "2026-11-23", Audience: "public"}
	if o.copies {
		opts.Copies = squeeze.Scheme
	}
	w, err := site.Open(o.dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	files := o.files(t, state, pages)
	for name, content := range files {
		if err := w.Add(name, []byte(content)); err != nil {
			t.Fatal(err)
		}
		for _, e := range squeeze.Encodings() {
			if copied := squeeze.Compress(e, []byte(content)); o.copies && copied != nil && squeeze.Worth(name, len(content)) {
				if err := w.Add(name+e.Ext(), copied); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if _, err := w.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (o *town) files(t testing.TB, state int, pages []string) map[string]string {
	t.Helper()
	style := fmt.Sprintf("assets/stil-%08x.css", state)
	files := map[string]string{style: strings.Repeat(fmt.Sprintf("p{order:%d}", state), 120), "tom.txt": ""}
	for _, page := range append(pages, "index.html", "namnd/index.html") {
		up := strings.Repeat("../", strings.Count(page, "/"))
		data := path.Join(path.Dir(page), fmt.Sprintf("tal-%d.csv", state))
		files[data] = fmt.Sprintf("a;b\n%d;2\n", state)
		files[page] = fmt.Sprintf("<html><head><link rel=\"stylesheet\" href=\"%s%s\"></head><body>%s <img src=\"%s%s\"></body></html>\n",
			up, style, strings.Repeat(fmt.Sprintf("Läget är %d. ", state), 120), up, data)
	}
	for name, content := range o.own {
		files[name] = content
	}
	var diags diag.List
	log := publog.Parse(diag.NewSource("log", []byte(o.log)), &diags)
	published, err := log.Files(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range published {
		files["changes/"+f.Path] = string(f.Content)
	}
	for entry, withdrawn := range log.Published {
		folder := fmt.Sprintf("%s/%d/", entry.Report, entry.Edition)
		if files[folder+"index.html"] = "<p>Tillbakadragen</p>"; withdrawn {
			continue
		}
		frozen := edition.FragmentStart + frozenText + edition.FragmentEnd
		files[folder+"index.html"], files[entry.Report+"/index.html"] = frozen, frozen
	}
	return files
}

const frozenText = "<p>Rapporten</p>\n"

// publish enters an edition in the log, or its withdrawal.
func (o *town) publish(t testing.TB, number int, kind publog.Kind) {
	t.Helper()
	log := publog.Parse(diag.NewSource("log", []byte(o.log)), &diag.List{})
	e := publog.Entry{Date: "2026-11-20", Kind: kind, Report: "namnd/2026/rapport", Edition: number, Digest: edition.Digest([]byte("x"))}
	if kind != publog.Withdrawal {
		e.Public = edition.PublicDigestOf([]edition.File{{Path: "index.html", Content: []byte(frozenText)}})
	}
	more := log.Next(e, &diag.List{})
	if more == nil {
		t.Fatal("the log does not take it")
	}
	o.log += string(more)
}

// A place is a target of a test.
type place struct {
	*Target
	store store
}

// aFolder is an empty folder whose name is not plain.
func aFolder(t testing.TB) *place {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "möten och annat")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return at(t, "file:"+dir, nil)
}

// aBucket is a folder of a bucket on a server in this process.
func aBucket(t testing.TB, wrap func(*gofakes3.GoFakeS3) *httptest.Server) *place {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("webb"); err != nil {
		t.Fatal(err)
	}
	fake := gofakes3.New(backend)
	var server *httptest.Server
	if wrap != nil {
		server = wrap(fake)
	} else {
		server = httptest.NewServer(fake.Server())
	}
	t.Cleanup(server.Close)
	return at(t, "s3://webb/nämnder och mer?endpoint="+server.URL, keys)
}

func keys(name string) string {
	return map[string]string{"AWS_ACCESS_KEY_ID": "nyckel", "AWS_SECRET_ACCESS_KEY": "hemlig"}[name]
}

func at(t testing.TB, address string, env func(string) string) *place {
	t.Helper()
	target, err := ParseTarget(address, env)
	if err != nil {
		t.Fatal(err)
	}
	s, err := target.open(t.Context(), Options{Wait: noWait})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.close() })
	return &place{target, s}
}

func noWait(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// both runs a test against a folder and a bucket.
func both(t *testing.T, test func(t *testing.T, p *place)) {
	t.Helper()
	t.Run("folder", func(t *testing.T) {
		t.Parallel()
		test(t, aFolder(t))
	})
	t.Run("bucket", func(t *testing.T) {
		t.Parallel()
		test(t, aBucket(t, nil))
	})
}

func options(o *town) Options {
	return Options{
		Source: o.dir, Audience: audience.Public, Wait: noWait, noSync: true,
		Holder: Holder{Host: "dator", PID: 1, Since: "nyss", Nonce: rand.Text()},
	}
}

// deploy runs and wants no finding.
func deploy(t testing.TB, p *place, opts Options) *Result {
	t.Helper()
	r, err := Run(t.Context(), p.Target, opts)
	if err != nil || r.Failed() {
		t.Fatalf("%v %v", err, said(r))
	}
	return r
}

func said(r *Result) []string {
	var out []string
	if r == nil {
		return nil
	}
	for _, f := range r.Findings {
		out = append(out, strings.TrimSuffix(string(f.Code)+"."+f.Variant, "."))
		_, _ = f.Message("sv"), f.Message("en")
	}
	return out
}

// files are what lies at a place, without what is our own.
func (p *place) files(t testing.TB) map[string]string {
	t.Helper()
	names, err := p.store.list(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for name := range names {
		if strings.HasPrefix(name, workName) {
			continue
		}
		content, err := p.store.read(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(content)
	}
	return out
}

var loads = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// walk reads the place as its readers do: every page must find all that it loads.
func (p *place) walk(t testing.TB) {
	t.Helper()
	files := p.files(t)
	for name, content := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, m := range loads.FindAllStringSubmatch(content, -1) {
			if _, ok := files[path.Join(path.Dir(name), m[1])]; !ok {
				t.Errorf("%s loads %s, which is missing", name, m[1])
			}
		}
		for _, e := range squeeze.Encodings() {
			if copied, ok := files[name+e.Ext()]; ok {
				page, err := squeeze.Expand(e, []byte(copied), most)
				if err != nil {
					t.Errorf("%s%s: %v", name, e.Ext(), err)
				}
				for _, m := range loads.FindAllStringSubmatch(string(page), -1) {
					if _, ok := files[path.Join(path.Dir(name), m[1])]; !ok {
						t.Errorf("%s%s loads %s, which is missing", name, e.Ext(), m[1])
					}
				}
			}
		}
	}
}

// is wants the place to hold just the site, and what lingers of the one before.
func (p *place) is(t testing.TB, o *town, lingering ...string) {
	t.Helper()
	got := p.files(t)
	raw, err := os.ReadFile(filepath.Join(o.dir, site.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	m, err := site.ParseManifest(raw)
	if err != nil {
		t.Fatal(err)
	}
	there, err := site.ParseManifest([]byte(got[site.ManifestName]))
	if err != nil || !site.Sealed([]byte(got[site.ManifestName])) {
		t.Errorf("the manifest: %v", err)
	}
	listed := sumsOf(there)
	delete(got, site.ManifestName)
	for _, f := range m.Files {
		if _, e := squeeze.Original(f.Path); e != squeeze.None && !p.store.isFolder() {
			continue
		}
		content, err := os.ReadFile(filepath.Join(o.dir, filepath.FromSlash(f.Path)))
		if err != nil {
			t.Fatal(err)
		}
		if have, ok := got[f.Path]; !ok || have != string(content) || listed[f.Path] != f.Sum {
			t.Errorf("%s is not the site's", f.Path)
		}
		delete(got, f.Path)
		delete(listed, f.Path)
	}
	for _, name := range lingering {
		for _, e := range squeeze.Encodings() {
			if p.store.isFolder() && o.copies {
				lingering = append(lingering, name+e.Ext())
			}
		}
	}
	for _, name := range lingering {
		if _, ok := got[name]; !ok || listed[name] == (site.Sum{}) {
			t.Errorf("%s does not linger", name)
		}
		delete(got, name)
		delete(listed, name)
	}
	if len(got)+len(listed) > 0 {
		t.Errorf("there is more: %q, and listed %q", sorted(got), sorted(listed))
	}
}

func TestDeploy(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		t.Helper()
		o := newTown(t)
		o.copies = false
		o.build(t, 1, "namnd/2026/a/index.html")
		r := deploy(t, p, options(o))
		if p.is(t, o); r.Added == 0 || r.Replaced+r.Removed+r.Unchanged > 0 || r.Kept {
			t.Errorf("first: %+v", r)
		}
		r = deploy(t, p, options(o))
		if p.is(t, o); len(r.Changes) > 0 || r.Bytes > 0 || r.Unchanged == 0 {
			t.Errorf("again: %+v", r)
		}
		o.build(t, 2, "namnd/2026/b/index.html")
		dry := options(o)
		dry.DryRun = true
		before := p.files(t)
		would := deploy(t, p, dry)
		if !equalFiles(before, p.files(t)) {
			t.Error("a dry run changed something")
		}
		r = deploy(t, p, options(o))
		p.is(t, o, "assets/stil-00000001.css")
		if !slices.Equal(would.Changes, r.Changes) || !r.Kept || r.Resumed {
			t.Errorf("would be %v, was %v", would.Changes, r.Changes)
		}
		if want := []Change{
			{Add, "assets/stil-00000002.css"},
			{Add, "namnd/2026/b/tal-2.csv"},
			{Add, "namnd/tal-2.csv"},
			{Add, "tal-2.csv"},
			{Add, "namnd/2026/b/index.html"},
			{Replace, "index.html"},
			{Replace, "namnd/index.html"},
			{Remove, "namnd/2026/a/index.html"},
			{Remove, "namnd/2026/a/tal-1.csv"},
			{Remove, "namnd/tal-1.csv"},
			{Remove, "tal-1.csv"},
		}; !slices.Equal(r.Changes, want) {
			t.Errorf("the order is %v", r.Changes)
		}
		if r = deploy(t, p, options(o)); len(r.Changes) > 0 || !r.Kept { // what lingers stays until something changes
			t.Errorf("again: %+v", r)
		}
		o.build(t, 3)
		deploy(t, p, options(o))
		p.is(t, o, "assets/stil-00000002.css")
		p.walk(t)
	})
}

func equalFiles(a, b map[string]string) bool {
	return slices.Equal(sorted(a), sorted(b)) && !slices.ContainsFunc(sorted(a), func(name string) bool { return a[name] != b[name] })
}

var errKilled = errors.New("killed")

// kill stops a run after so many changes at the target, at once and without a word.
func kill(after int) func(op, name string) error {
	var mu sync.Mutex
	return func(string, string) error {
		mu.Lock()
		defer mu.Unlock()
		if after--; after < 0 {
			return errKilled
		}
		return nil
	}
}

func (o *town) manifest(t testing.TB) site.Manifest {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(o.dir, site.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	m, err := site.ParseManifest(raw)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
