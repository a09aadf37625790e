package build_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// named wants each address that is removed or says something else after a
// withdrawal among those to purge, and returns how many there are.
func named(t *testing.T, before, after map[string]string, purge []string) int {
	t.Helper()
	n := 0
	for _, files := range []map[string]string{before, after} {
		for name := range files {
			if before[name] == after[name] {
				continue
			}
			if name == "index.html" || strings.HasSuffix(name, "/index.html") {
				name = strings.TrimSuffix(name, "index.html")
			}
			if n++; !slices.Contains(purge, "/"+name) {
				t.Errorf("%s is another now, and is not named", name)
			}
		}
	}
	return n
}

// TestWithdrawalNamesAllThatChanges: what changes is found by building the site
// before and after.
func TestWithdrawalNamesAllThatChanges(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	writeFile(t, filepath.Join(p.root, "content/barnnamnden/2020/meetings/2020-05-26.md"),
		"---\nstage: sent\nvisibility: public\nitems:\n  - number: 1\n    title: Ekonomin\n    visibility: public\n    attachments:\n      - report: /"+ofPublish+"\n---\n")
	p.must(t, ofPublish, nil)
	before := p.publicFiles(t)
	result, err := p.withdraw(quick)
	if err != nil || result.Failed() || result.Guessed || len(result.Stopping) > 0 {
		t.Fatal(err, saidOf(result.Findings), saidOf(result.Stopping))
	}
	if n := named(t, before, p.publicFiles(t), result.Purge); n < 15 {
		t.Errorf("%d changed: %s", n, result.Purge)
	}
	if !slices.Contains(result.Purge, "/barnnamnden/2020/meetings/2020-05-26/") {
		t.Error(result.Purge)
	}
}

// TestWithdrawalInAMunicipality: a meeting takes a figure from the report, so
// that the site cannot be built before that is mended. All is named even so.
func TestWithdrawalInAMunicipality(t *testing.T) {
	t.Parallel()
	p := &publication{root: t.TempDir(), cache: t.TempDir(), day: "2026-01-01", builtIn: layouts.FS()}
	municipality := testsite.New(testsite.Options{Seed: 6, Committees: 2, Reports: 1, Charts: 1, Lean: true, Meetings: true})
	if err := os.CopyFS(p.root, municipality); err != nil {
		t.Fatal(err)
	}
	for _, report := range municipality.Reports() {
		p.must(t, report, func(req *build.PublishRequest) { req.Acknowledged = nil })
	}
	before := p.publicFiles(t)
	cfg := p.config()
	cfg.BaseURL = "/"
	result, err := build.Withdraw(context.Background(), cfg, build.WithdrawRequest{
		Report: municipality.Reports()[0], Reason: "Fel", By: "registrator", Preserved: "SN/2020:1", Hook: quick,
	})
	if err != nil || result.Failed() || !result.Guessed || len(result.Stopping) == 0 {
		t.Fatal(err, saidOf(result.Findings), saidOf(result.Stopping))
	}
	mended := regexp.MustCompile("`=/[^`]*`")
	for _, f := range result.Stopping {
		name := filepath.Join(p.root, f.Place.File)
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, name, mended.ReplaceAllString(string(text), "mycket"))
	}
	if n := named(t, before, p.publicFiles(t), result.Purge); n < 40 {
		t.Errorf("%d changed: %s", n, result.Purge)
	}
}

// TestWithdrawalSaysWhatStops: a meeting that takes a figure from the report
// keeps the site from being built, and that is said with file and line.
func TestWithdrawalSaysWhatStops(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	writeFile(t, filepath.Join(p.root, "content/barnnamnden/2020/meetings/2020-05-26.md"),
		"---\nstage: sent\nvisibility: public\n---\n\nNettot var `=/"+ofPublish+"/drift[Summa; Netto; prognos] mnkr 1`.\n")
	p.must(t, ofPublish, nil)
	result, err := p.withdraw(quick)
	if err != nil || result.Failed() {
		t.Fatal(err, saidOf(result.Findings))
	}
	if len(result.Stopping) != 1 || result.Stopping[0].Place.File != "content/barnnamnden/2020/meetings/2020-05-26.md" || result.Stopping[0].Place.Line != 6 {
		t.Error(saidOf(result.Stopping))
	}
	if !result.Guessed || !slices.Contains(result.Purge, "/barnnamnden/2020/meetings/2020-05-26/") || !slices.Contains(result.Purge, "/changes/checkpoint") {
		t.Error(result.Guessed, result.Purge)
	}
}
