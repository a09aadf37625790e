package build_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/build"
	"tertial/internal/edition"
	"tertial/internal/sitecheck"
)

const waiting = `---
title: Väntetider 2020
kind: interim-report
period: 2020-01/2020-08
visibility: public
author: controller
summary: I kön stod SUMMARY.
---

` + "```keyfigures\nKEY```" + `

# Kön

Läget i kön var detta: SENTENCE.

` + "```chart\nid: dia-ko\ntype: bar\ndata: ko\nvalues: [antal]\ntitle: TITLE\n```" + `

` + "```table\nid: tab-ko\ndata: ko\ncaption: Kön\n```\n"

// waitingReport is a report with numbers of two units in every place there is,
// or without them.
func waitingReport(numbers bool) string {
	figure := "`=ko[Norr; antal]`"
	words := strings.NewReplacer(
		"SUMMARY", figure+" personer", "KEY", "- label: Norr\n  figure: =ko[Norr; antal]\n- label: Öst\n  figure: =ko[Öst; antal]\n",
		"SENTENCE", "vid Norr väntade "+figure+" och vid båda `=ko[Norr; antal]+ko[Syd; antal]`", "TITLE", "Norr har "+figure+" i kö",
	)
	if !numbers {
		words = strings.NewReplacer(
			"SUMMARY", "få", "KEY", "- label: Öst\n  figure: =ko[Öst; antal]\n", "SENTENCE", "vid Norr och Syd väntade få", "TITLE", "Väst har flest i kö",
		)
	}
	return words.Replace(waiting)
}

// canaries finds the numbers that are protected in the end: 4711 and 4712 at
// Norr, 8322 at Syd, and their sums. The search index joins thousands with an apostrophe.
var canaries = regexp.MustCompile(`(^|[^0-9a-f])(4[\x{a0}\x{202f} ']?71[12]|8[\x{a0}\x{202f} ']?322|13[\x{a0}\x{202f} ']?03[34])($|[^0-9a-f])`)

// TestProtectedLater publishes numbers, corrects one and protects them in a
// third edition: outside of what was frozen before, nothing says them. Then the
// correction is withdrawn: it stays in the list that marks lead to, without its
// reason, and no link on any page is dead.
func TestProtectedLater(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	put := func(report, csv string) {
		lay(t, p.root, &txtar.Archive{Files: []txtar.File{
			{Name: "content/" + otherPublish + "/report.md", Data: []byte(report)},
			{Name: "data/" + otherPublish + "/ko.csv", Data: []byte(csv)},
			{Name: "data/" + otherPublish + "/ko.yaml", Data: []byte("title: Kö\nkind: table\nmissing: {X: suppressed}\ncolumns:\n  enhet: name\n" +
				"  antal: {value: number, scope: full-year, year: 2020, unit: personer}\n")},
		}})
	}
	publish := func(day string, change func(*build.PublishRequest)) {
		p.day = day
		p.must(t, otherPublish, func(r *build.PublishRequest) {
			r.Acknowledged = nil
			if change != nil {
				change(r)
			}
		})
	}
	put(waitingReport(true), "enhet;antal\nNorr;4711\nSyd;8322\nÖst;15\nVäst;90\n")
	publish("2020-06-01", nil)
	put(waitingReport(true), "enhet;antal\nNorr;4712\nSyd;8322\nÖst;16\nVäst;90\n")
	publish("2020-06-02", func(r *build.PublishRequest) {
		r.Correction, r.SlipBy, r.Reason = true, "ekonomichef", "Skälet till rättelsen"
	})
	p.looksFor(t, 2, "4[\u00a0]712")
	put(waitingReport(false), "enhet;antal\nNorr;X\nSyd;X\nÖst;16\nVäst;90\n")
	publish("2020-06-03", nil)
	out := p.built(t)
	p.noCanary(t, out)
	page := p.page(t, out, "2/changes")
	for _, want := range []string{"skyddat från och med utgåva 3", "det gamla visas inte", "15", "16"} {
		if !strings.Contains(page, want) {
			t.Errorf("/2/changes/ does not say %q", want)
		}
	}
	if first := p.page(t, out, "1/changes-to-latest"); strings.Contains(first, "_old-dia-ko") || !strings.Contains(first, "_new-dia-ko") {
		t.Error("the drawings of edition 1 and 3")
	}
	p.noCanaryInDiffs(t)
	if _, err := build.Withdraw(context.Background(), p.config(), build.WithdrawRequest{
		Report: otherPublish, Numbers: []int{2}, Reason: "Fel", By: "registrator", Preserved: "SN/2020:1", Hook: quick,
	}); err != nil {
		t.Fatal(err)
	}
	out = p.built(t)
	p.noCanary(t, out)
	if newest := p.page(t, out, "3"); !strings.Contains(newest, `id="_corrections"`) || !strings.Contains(newest, "Utgåvan är indragen 3") ||
		!strings.Contains(newest, "Skrivfel") || strings.Contains(newest, "Skälet till rättelsen") {
		t.Error("the withdrawn correction is not in the list, or its reason is")
	}
	if marked := p.page(t, out, "3/data/ko"); !strings.Contains(marked, `href="../../index.html#_corrections"`) {
		t.Error("no mark leads to the list")
	}
	problems, err := sitecheck.Check(os.DirFS(out), sitecheck.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		t.Error(problem)
	}
}

// built builds the public's site with its search.
func (p *publication) built(t *testing.T) string {
	t.Helper()
	cfg := p.config()
	cfg.Out = filepath.Join(t.TempDir(), "public")
	cfg.Delivery = &build.Delivery{PDF: build.PDFNone}
	result, err := build.Build(context.Background(), cfg)
	if err != nil || result.Failed() {
		t.Fatal(err, saidOf(result.Findings))
	}
	return cfg.Out
}

func (p *publication) page(t *testing.T, out, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, otherPublish, name, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// looksFor makes sure that there is something to find: what the frozen page of
// an edition says.
func (p *publication) looksFor(t *testing.T, number int, pattern string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(p.root, edition.Dir(otherPublish, number), "public", "index.html"))
	if err != nil || !regexp.MustCompile(pattern).Match(text) || !canaries.Match(text) {
		t.Fatalf("%v: the page has no canary:\n%s", err, text)
	}
}

// noCanary looks through all that is made anew of a report: the pages of what
// changed, the newest edition and what stands below frozen pages.
func (p *publication) noCanary(t *testing.T, out string) {
	t.Helper()
	seen := 0
	index := 0
	err := fs.WalkDir(os.DirFS(out), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || slices.Contains([]string{".br", ".gz"}, filepath.Ext(name)) {
			return err
		}
		text, err := os.ReadFile(filepath.Join(out, name))
		if packed, err := gzip.NewReader(bytes.NewReader(text)); err == nil {
			if text, err = io.ReadAll(packed); err != nil {
				return err
			}
			index++
		}
		name, _ = strings.CutPrefix(filepath.ToSlash(name), otherPublish+"/")
		shown := string(text)
		old := strings.HasPrefix(name, "1/") || strings.HasPrefix(name, "2/")
		if old && !strings.Contains(name, "changes") {
			if filepath.Ext(name) != ".html" {
				return err
			}
			_, shown, _ = strings.Cut(shown, edition.FragmentEnd)
		}
		seen++
		if at := canaries.FindStringIndex(shown); at != nil {
			t.Errorf("%s: …%s…", name, shown[max(0, at[0]-80):min(len(shown), at[1]+20)])
		}
		return err
	})
	if err != nil || seen < 5 || index < 5 {
		t.Errorf("%v: %d files, %d of the search index", err, seen, index)
	}
}

// noCanaryInDiffs compares every two states in the forms of the command.
func (p *publication) noCanaryInDiffs(t *testing.T) {
	t.Helper()
	states := []string{"1", "2", "3", build.WorkingWord}
	for _, old := range states {
		for _, now := range states {
			c, findings, err := build.Diff(context.Background(), p.config(), otherPublish, old, now, "", true)
			if err != nil || c == nil {
				t.Fatal(err, saidOf(findings))
			}
			html, err := c.Set.ChangesDocument(c.Site, c.Input)
			if err != nil {
				t.Fatal(err)
			}
			for _, shown := range []string{c.Set.ChangesText(c.Input, false), string(html)} {
				if at := canaries.FindStringIndex(shown); at != nil {
					t.Errorf("%s against %s: …%s…", now, old, shown[max(0, at[0]-80):min(len(shown), at[1]+20)])
				}
			}
		}
	}
}
