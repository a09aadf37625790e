package build_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/publog"
	"tertial/internal/site"
	"tertial/layouts"
)

const (
	ofPublish    = "barnnamnden/2020/delar-1"
	otherPublish = "barnnamnden/2020/delar-2"
)

// A publication is a site whose reports are published.
type publication struct {
	root    string
	cache   string
	day     string
	builtIn fs.FS
}

func newPublication(t *testing.T) *publication {
	t.Helper()
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	p := &publication{root: t.TempDir(), cache: t.TempDir(), day: "2020-06-01", builtIn: layouts.FS()}
	lay(t, p.root, base)
	p.edit(t, "content/"+ofPublish+"/report.md", "stage: sent", "stage: sent\nauthor: controller")
	return p
}

// edit replaces a text in a file that must hold it.
func (p *publication) edit(t *testing.T, name, old, now string) {
	t.Helper()
	name = filepath.Join(p.root, name)
	text, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatalf("%s has no %q: %v", name, old, err)
	}
	if err := os.WriteFile(name, []byte(strings.ReplaceAll(string(text), old, now)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (p *publication) config() build.Config {
	return build.Config{Root: p.root, AsOf: p.day, Program: "Tertial", BuiltIn: p.builtIn, ChartCache: p.cache}
}

func (p *publication) publish(report string, hook site.ChangeHook, change func(*build.PublishRequest)) (*build.Release, error) {
	req := build.PublishRequest{
		Report: report, ApprovedBy: "sekreterare", Reason: "Nytt", Random: strings.NewReader(strings.Repeat("x", 64)), Hook: hook,
		Acknowledged: []string{"UNBOUND"},
	}
	if change != nil {
		change(&req)
	}
	return build.Publish(context.Background(), p.config(), req)
}

func (p *publication) withdraw(hook site.ChangeHook) (*build.Withdrawal, error) {
	return build.Withdraw(context.Background(), p.config(), build.WithdrawRequest{
		Report: ofPublish, Reason: "Fel", By: "registrator", Preserved: "SN/2020:1", Hook: hook,
	})
}

func (p *publication) must(t *testing.T, report string, change func(*build.PublishRequest)) *edition.Edition {
	t.Helper()
	release, err := p.publish(report, quick, change)
	if err != nil {
		t.Fatal(err)
	}
	if release.Failed() {
		t.Fatal(saidOf(release.Findings))
	}
	return release.Edition
}

func saidOf(findings []diag.Finding) string {
	var out strings.Builder
	for i := range findings {
		out.WriteString(string(findings[i].Code) + " " + findings[i].Place.File + ": " + findings[i].Message("sv") + "\n")
	}
	return out.String()
}

// quick does not wait for the disk.
func quick(string, string) error { return nil }

func (p *publication) tree(t *testing.T) string {
	t.Helper()
	var out strings.Builder
	err := filepath.WalkDir(p.root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		out.WriteString(strings.TrimPrefix(name, p.root) + " " + edition.Digest(text) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var errNoRoom = errors.New("no space left on device")

// stride thins out the steps at which the disk is full; package edition tries
// each of them.
const stride = 11

// TestPublishOnAFullDisk fails a publication and a withdrawal at steps on disk:
// there is an error and nothing is changed, or there is none and all is done.
func TestPublishOnAFullDisk(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	p.must(t, ofPublish, nil)
	p.edit(t, "content/"+ofPublish+"/report.md", "# Barn", "# Barnen")
	for name, run := range map[string]func(hook site.ChangeHook) error{
		"publish": func(hook site.ChangeHook) error {
			release, err := p.publish(ofPublish, hook, nil)
			if err == nil && release.Failed() {
				err = errors.New(saidOf(release.Findings))
			}
			return err
		},
		"withdraw": func(hook site.ChangeHook) error {
			_, err := p.withdraw(hook)
			return err
		},
	} {
		steps := 0
		for n := 1; ; n += stride {
			before, count := p.tree(t), 0
			err := run(func(string, string) error {
				if count++; count == n {
					return errNoRoom
				}
				return nil
			})
			if count < n {
				if err != nil {
					t.Fatal(name, err)
				}
				break
			}
			steps++
			if _, err := edition.Recover(p.root); err != nil {
				t.Fatal(err)
			}
			if err != nil && (!errors.Is(err, errNoRoom) || p.tree(t) != before) {
				t.Fatalf("%s, step %d: %v, and the site is changed", name, n, err)
			}
			if err == nil {
				break // it failed when all was done
			}
		}
		if steps < 5 {
			t.Errorf("%s: only %d steps", name, steps)
		}
	}
	result, err := build.Check(context.Background(), p.config())
	if err != nil || result.Failed() {
		t.Error(err, saidOf(result.Findings))
	}
}

// TestFiguresOfOthersAreFrozen publishes a report that takes a figure from
// another, and changes that one: the edition says what it said.
func TestFiguresOfOthersAreFrozen(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	other := "---\ntitle: Delårsrapport 2\nkind: interim-report\nperiod: 2020-01/2020-08\nvisibility: public\nauthor: controller\n---\n\n# Läget\n\nTidigare väntades `=/" +
		ofPublish + "/drift[Summa; Netto; prognos] mnkr 1`, se [rapporten](../delar-1/data/drift/).\n"
	lay(t, p.root, &txtar.Archive{Files: []txtar.File{{Name: "content/" + otherPublish + "/report.md", Data: []byte(other)}}})
	release, err := p.publish(otherPublish, quick, func(r *build.PublishRequest) { r.Acknowledged = nil })
	if err != nil || !strings.Contains(saidOf(release.Findings), "PUBLISH-OTHER") {
		t.Fatal(err, saidOf(release.Findings))
	}
	p.must(t, ofPublish, nil)
	e := p.must(t, otherPublish, func(r *build.PublishRequest) { r.Acknowledged = nil })
	page := filepath.Join(p.root, e.Public(), "index.html")
	before, err := os.ReadFile(page)
	if err != nil || !strings.Contains(string(before), "../../delar-1/1/data/drift/") && !strings.Contains(string(before), "delar-1") {
		t.Fatalf("%v: %s", err, before)
	}
	p.edit(t, "data/"+ofPublish+"/drift.csv", "Summa", "Hela nämnden")
	cfg := p.config()
	cfg.Out = t.TempDir()
	result, err := build.Build(context.Background(), cfg)
	if err != nil || result.Failed() {
		t.Fatal(err, saidOf(result.Findings))
	}
	shown, err := os.ReadFile(filepath.Join(cfg.Out, otherPublish, "1", "index.html"))
	if err != nil || !strings.Contains(string(shown), string(before)) {
		t.Errorf("%v: the frozen page is another", err)
	}
}

// TestPublishStopsAtTheGate publishes a page that puts an identity number
// together from pieces that no source has.
func TestPublishStopsAtTheGate(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	text, err := fs.ReadFile(layouts.FS(), "report.html")
	if err != nil {
		t.Fatal(err)
	}
	number := canary(t)
	p.builtIn = over(t, "report.html", string(text)+`<p>`+number[:7]+`<b>{{with "`+number[7:9]+`"}}{{.}}{{end}}{{with "`+number[9:]+`"}}{{.}}{{end}}</b></p>`)
	before := p.tree(t)
	release, err := p.publish(ofPublish, quick, nil)
	if err != nil || !release.Failed() || p.tree(t) != before {
		t.Fatalf("%v: published all the same", err)
	}
	if got := saidOf(release.Findings); !strings.Contains(got, "PERSONNUMMER") || strings.Contains(got, number) {
		t.Error(got)
	}
	for _, s := range release.Steps {
		if (s.State == build.Refused) != (s.Name == "privacy") {
			t.Error(s)
		}
	}
}

// TestCorrectionMarksItsPlaces corrects a number: its cell is marked in the
// frozen pages, and the old value stands nowhere in them.
func TestCorrectionMarksItsPlaces(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	p.must(t, ofPublish, nil)
	p.edit(t, "data/"+ofPublish+"/barn.csv", "1250", "1251")
	e := p.must(t, ofPublish, func(r *build.PublishRequest) { r.Correction, r.SlipBy = true, "ekonomichef" })
	if e.Kind != edition.Correction || e.Number != 2 || e.SlipBy != "ekonomichef" || e.Checkpoint == "" {
		t.Errorf("%+v", e)
	}
	text, err := os.ReadFile(filepath.Join(p.root, e.Public(), "data", "barn", "index.html"))
	if err != nil || !strings.Contains(string(text), "_corrections") {
		t.Errorf("%v: no mark in %s", err, text)
	}
	if strings.Contains(string(text), "1250") || strings.Contains(string(text), "1\u00a0250") {
		t.Error("the old value stands in a frozen page")
	}
}

func TestPublishAndWithdrawOneAtATime(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	store, err := edition.Open(p.root, quick)
	if err != nil {
		t.Fatal(err)
	}
	var locked *site.LockedError
	if _, err := p.publish(ofPublish, quick, nil); !errors.As(err, &locked) {
		t.Error(err)
	}
	if _, err := p.withdraw(quick); !errors.As(err, &locked) {
		t.Error(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	var none *build.NoReportError
	if _, err := p.publish("barnnamnden/2020/dellar-1", quick, nil); !errors.As(err, &none) || none.Nearest != ofPublish {
		t.Error(err)
	}
	var nothing *build.NoEditionError
	if _, err := p.withdraw(quick); !errors.As(err, &nothing) {
		t.Error(err)
	}
}

// TestWithdrawEmptiesTheCacheOfDrawings, and an edition that cannot be read is
// no edition that is not there.
func TestWithdrawEmptiesTheCacheOfDrawings(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	e := p.must(t, ofPublish, nil)
	drawings := func() int {
		names, err := filepath.Glob(filepath.Join(p.cache, "*.chart"))
		if err != nil {
			t.Fatal(err)
		}
		return len(names)
	}
	if drawings() == 0 {
		t.Fatal("nothing was drawn")
	}
	p.edit(t, e.Dir+"/edition.yaml", "number: 1", "number: ett")
	result, err := p.withdraw(quick)
	if err != nil || !result.Failed() || !strings.Contains(saidOf(result.Findings), "YAML-TYPE") {
		t.Fatal(err, saidOf(result.Findings))
	}
	p.edit(t, e.Dir+"/edition.yaml", "number: ett", "number: 1")
	result, err = p.withdraw(quick)
	if err != nil || result.Failed() || drawings() != 0 {
		t.Error(err, saidOf(result.Findings), drawings())
	}
	text, err := os.ReadFile(filepath.Join(p.root, publog.Path))
	if err != nil || !strings.Contains(string(text), "withdrawal "+ofPublish+" 1 - ") {
		t.Errorf("%v: %s", err, text)
	}
}

// TestFaultsOfOthers: what is wrong in another report does not matter, but that
// it says something else is to be acknowledged.
func TestFaultsOfOthers(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	later, err := txtar.ParseFile("testdata/crossdoc.txtar")
	if err != nil {
		t.Fatal(err)
	}
	lay(t, p.root, later)
	p.edit(t, "content/"+otherPublish+"/report.md", "# Läget", "# Läget\n\nSe [](#ingenstans).")
	release, err := p.publish(ofPublish, quick, nil)
	if err != nil || !release.Failed() {
		t.Fatal(err, "published")
	}
	for _, f := range release.Findings {
		if f.Code == "XREF" || f.Code == "CROSSDOC" && f.Severity != diag.Warning {
			t.Error(saidOf([]diag.Finding{f}))
		}
	}
	e := p.must(t, ofPublish, func(r *build.PublishRequest) { r.Acknowledged = append(r.Acknowledged, "CROSSDOC") })
	if got := strings.Join(e.Acknowledged, " "); got != "CROSSDOC UNBOUND" {
		t.Error(got)
	}
}
