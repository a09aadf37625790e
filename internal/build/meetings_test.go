package build_test

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/sitecheck"
	"tertial/internal/testsite"
)

// openMeeting is a meeting of which all may see everything.
const openMeeting = `---
stage: sent
visibility: public
from: 2020-05-19
items:
  - number: 1
    title: Första punkten
    dnr: BN/2020:1
    visibility: public
    proposals: [Punkten godkänns.]
    attachments: [{file: karta.pdf}]
HIDDEN  - number: 4
    title: Sista punkten
    visibility: public
---

# Första punkten {#punkt-1}

Text.
SECTION
# Sista punkten {#punkt-4}

Mer text.
`

// hiddenItems are items and texts that only others may see.
const (
	hiddenItems = `  - number: 2
    title: Kanariefågel
    dnr: BN/2020:2
    related: ["BN/2020:1"]
    visibility: internal
    summary: Kanariefågel
    proposals: [Kanariefågel]
    attachments: [{file: kanariefagel.pdf}, Kanariefågel]
    data: [kanariefagel]
    delegation: kanariefagel
  - number: 3
    title: Kanariefågel
    visibility: public
    from: 2020-07-01
    reported: [Kanariefågel]
`
	hiddenSection = "\n# Kanariefågel {#punkt-2}\n\nKanariefågel, `=kanariefagel[Kanariefågel; antal]`.\n\n## Kanariefågel\n"
)

// TestHiddenMeetingsLeaveNoTrace: what the public gets of a site is the same
// bytes whether it has hidden items, meetings, texts, files and data or not.
func TestHiddenMeetingsLeaveNoTrace(t *testing.T) {
	t.Parallel()
	meeting := "content/barnnamnden/2020/meetings/2020-05-26"
	files := func(hidden bool) map[string]string {
		all := map[string]string{
			"content/barnnamnden/committee.yaml": "name: Barnnämnden\nnumbers: [\"BN/{year}:{n}\"]\n",
			meeting + "/karta.pdf":               "%PDF-1.4\n%%EOF\n",
		}
		item, section := "", ""
		if hidden {
			item, section = hiddenItems, hiddenSection
			all[meeting+"/kanariefagel.pdf"] = pdf("Kanariefågel", "Kanariefågel")
			all[meeting+"/punkt-3.md"] = "Kanariefågel\n"
			all["data/barnnamnden/2020/meetings/2020-05-26/kanariefagel.csv"] = "beslutstyp;antal\nKanariefågel;5\n"
			all["data/barnnamnden/2020/meetings/2020-05-26/kanariefagel.yaml"] = "title: Kanariefågel\nkind: decisions-delegation\n"
			all["content/barnnamnden/2020/meetings/2020-06-15.md"] = "---\ntitle: Kanariefågel\nvisibility: committee\nitems:\n  - number: 1\n    title: Kanariefågel\n    visibility: public\n---\nKanariefågel\n"
			all["content/barnnamnden/2020/meetings/2020-06-16.md"] = "---\ntitle: Kanariefågel\nvisibility: public\nfrom: 2020-06-02\n---\n"
		}
		all[meeting+".md"] = strings.NewReplacer("HIDDEN", item, "SECTION", section).Replace(openMeeting)
		return all
	}
	got, want := outputOf(t, planted(t, files(true)), build.Public), outputOf(t, planted(t, files(false)), build.Public)
	if !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))) {
		t.Errorf("files %q\nwithout hidden ones %q", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
	for name, content := range want {
		if !bytes.Equal(got[name], content) {
			t.Errorf("%s differs: %s", name, firstDifference(got[name], content))
		}
	}
	staff := outputOf(t, planted(t, files(true)), build.Staff)
	if page := staff["barnnamnden/2020/meetings/2020-05-26/index.html"]; bytes.Count(page, []byte("Kanariefågel")) < 6 {
		t.Errorf("staff do not see the hidden items:\n%s", page)
	}
}

// outputOf builds a site and returns all files of the output.
func outputOf(t *testing.T, root string, audience build.Audience) map[string][]byte {
	t.Helper()
	result, err := build.Build(context.Background(), config(root, audience))
	if err != nil {
		t.Fatal(err)
	}
	if result.Failed() {
		t.Fatalf("%s: %s", audience, text(t, result.Findings))
	}
	files := map[string][]byte{}
	out := os.DirFS(root + "/public")
	err = fs.WalkDir(out, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(out, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestPreviewCloses: the committee sees its papers until so many days after
// the minutes were adjusted, and not the day after.
func TestPreviewCloses(t *testing.T) {
	t.Parallel()
	root := planted(t, map[string]string{
		"content/barnnamnden/committee.yaml":              "name: Barnnämnden\npreview_days: 10\n",
		"content/barnnamnden/2020/meetings/2020-05-26.md": "---\ntitle: Nämndens eget\nvisibility: committee\nstage: adjusted\nadjusted: 2020-06-01\n---\n",
	})
	for _, c := range []struct {
		day  string
		open bool
	}{{"2020-05-20", true}, {"2020-06-11", true}, {"2020-06-12", false}} {
		cfg := config(root, build.Committee)
		cfg.AsOf, cfg.Out = c.day, t.TempDir()
		if result, err := build.Build(context.Background(), cfg); err != nil || result.Failed() {
			t.Fatal(err, text(t, result.Findings))
		}
		_, err := os.Stat(cfg.Out + "/barnnamnden/2020/meetings/2020-05-26/index.html")
		if c.open != (err == nil) {
			t.Errorf("%s: %v", c.day, err)
		}
	}
}

// TestFiguresOfAnEdition: what the public reads in a memo comes from the newest
// edition of the report, whatever its working copy says by then.
func TestFiguresOfAnEdition(t *testing.T) {
	t.Parallel()
	root := planted(t, map[string]string{
		"content/barnnamnden/2020/delar-1/report.md": "---\ntitle: Delårsrapport 1 2020\nkind: interim-report\nperiod: 2020-01/2020-04\ndate: 2020-05-12\nstage: sent\n" +
			"visibility: public\nauthor: controller\n---\n\nSe [](#tab-barn).\n\n```table\nid: tab-barn\ndata: barn\ncaption: Barn i förskolan\n```\n",
		"content/barnnamnden/2020/meetings/2020-05-26.md": "---\nstage: sent\nvisibility: public\nitems:\n  - number: 1\n    title: Barn\n    visibility: public\n" +
			"    attachments:\n      - report: /barnnamnden/2020/delar-1\n---\n\n# Barn {#punkt-1}\n\nDe var `=/barnnamnden/2020/delar-1/barn[Barn i förskolan; utfall_2019]`.\n",
	})
	release, err := build.Publish(context.Background(), config(root, build.Staff), build.PublishRequest{
		Report: "barnnamnden/2020/delar-1", ApprovedBy: "nämndsekreterare", Random: strings.NewReader(strings.Repeat("0123456789abcdef", 8)),
	})
	if err != nil || release.Failed() {
		t.Fatal(err, release)
	}
	lay(t, root, &txtar.Archive{Files: []txtar.File{{
		Name: "data/barnnamnden/2020/delar-1/barn.csv",
		Data: []byte("mått;enhet;utfall_2018;utfall_2019;utfall_2020\nBarn i förskolan;barn;1200;1333;Mäts i höst\nvarav pojkar;barn;610;640;Mäts i höst\n"),
	}}})
	page := "barnnamnden/2020/meetings/2020-05-26/index.html"
	if got := spaced(string(outputOf(t, root, build.Public)[page])); !strings.Contains(got, ">1~250</data>") || !strings.Contains(got, "Delårsrapport 1 2020</a>") {
		t.Errorf("the public does not read the edition:\n%s", got)
	}
	if got := spaced(string(outputOf(t, root, build.Staff)[page])); !strings.Contains(got, ">1~333</data>") {
		t.Errorf("staff do not read the working copy:\n%s", got)
	}
}

// TestGeneratedMeetings builds a generated municipality with its meetings: no
// check finds fault with it, no link leads nowhere, and the committee gets
// nothing of what is for staff.
func TestGeneratedMeetings(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := testsite.New(testsite.Options{Seed: 9, Committees: 2, Years: 2, Reports: 2, Charts: 1, Lean: true, Meetings: true}).WriteTo(root); err != nil {
		t.Fatal(err)
	}
	for _, audience := range []build.Audience{build.Staff, build.Committee} {
		cfg := config(root, audience)
		cfg.AsOf, cfg.Out = "2016-01-01", t.TempDir()
		result, err := build.Build(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range result.Findings {
			if f.Severity >= diag.Warning {
				t.Errorf("%s: %s:%d %s", audience, f.Place.File, f.Place.Line, f.Message("en"))
			}
		}
		shown := 0
		out := os.DirFS(cfg.Out)
		err = fs.WalkDir(out, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := fs.ReadFile(out, name)
			if bytes.Contains(raw, []byte(testsite.Hidden)) || strings.Contains(name, "forhandling") {
				shown++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if (audience == build.Staff) != (shown > 0) {
			t.Errorf("%s: %d files hold what is for staff", audience, shown)
		}
		problems, err := sitecheck.Check(out, sitecheck.Options{Base: "https://exempelkoping.example/namnder/"})
		if err != nil {
			t.Fatal(err)
		}
		for _, wrong := range problems {
			t.Errorf("%s: %v", audience, wrong)
		}
	}
}
