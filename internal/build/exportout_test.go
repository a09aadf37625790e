package build_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/browsertest"
	"tertial/internal/build"
	"tertial/internal/edition"
	"tertial/internal/layout"
	printing "tertial/internal/pdf"
)

// export exports, and wants nothing to be found.
func (p *publication) export(t *testing.T, req build.ExportRequest) *build.Exported {
	t.Helper()
	req.Report = ofPublish
	out, err := build.Export(t.Context(), p.config(), req)
	if err != nil || out.Failed() {
		t.Fatal(err, saidOf(out.Findings))
	}
	return out
}

// filesOf are the files of an export by their paths.
func filesOf(files []layout.File) map[string]string {
	all := map[string]string{}
	for _, f := range files {
		all[f.Path] = string(f.Content)
	}
	return all
}

// TestExportArchive: the package is whole, its checksums are right, the digest of
// what was published is that of the log, it is the same every time, and nothing is
// in it that was not published unless that is asked for.
func TestExportArchive(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	e := p.must(t, ofPublish, nil)
	const hidden = "Detta är bara för den som arbetar med rapporten"
	p.edit(t, "content/"+ofPublish+"/report.md", "# Läget", "# Läget\n\n"+hidden+".") // a later working copy
	out := p.export(t, build.ExportRequest{Format: build.ExportArchive, NoPDF: true})
	files := filesOf(out.Files)
	for _, want := range []string{
		"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "data/LASMIG.txt", "data/rapport.html", "data/rapport.txt", "data/metadata.json",
		"data/metadata.csv", "data/logg.txt", "data/publicerat.sha256", "data/publicerat/index.html", "data/publicerat/data/drift/drift.csv", "data/publicerat/data/drift/drift-clean.csv-metadata.json",
	} {
		if files[want] == "" {
			t.Errorf("the package lacks %s", want)
		}
	}
	if edition.Digest([]byte(files["data/publicerat.sha256"])) != e.PublicDigest || !strings.Contains(files["data/metadata.json"], e.PublicDigest) || !strings.Contains(files["data/logg.txt"], e.PublicDigest) {
		t.Error("the digest of what was published is another one")
	}
	var payload, tags strings.Builder
	for _, f := range out.Files {
		line := edition.Digest(f.Content) + "  " + f.Path + "\n"
		if strings.HasPrefix(f.Path, "data/") {
			payload.WriteString(line)
		} else if f.Path != "tagmanifest-sha256.txt" {
			tags.WriteString(line)
		}
	}
	if files["manifest-sha256.txt"] != payload.String() || files["tagmanifest-sha256.txt"] != tags.String() {
		t.Error("the manifests are wrong")
	}
	for name, text := range files {
		if strings.Contains(text, hidden) || strings.Contains(text, e.ContentDigest) || strings.Contains(text, e.Nonce) || strings.Contains(name, "opublicerat") {
			t.Errorf("%s holds what was not published", name)
		}
	}
	if strings.Contains(files["data/LASMIG.txt"], "rapport.pdf") {
		t.Error("it speaks of a PDF that is not there")
	}
	again := p.export(t, build.ExportRequest{State: "1", Format: build.ExportArchive, NoPDF: true})
	if a, b := zipped(t, out), zipped(t, again); !bytes.Equal(a, b) {
		t.Error("a second package has other bytes")
	}
	inner := filesOf(p.export(t, build.ExportRequest{Format: build.ExportArchive, NoPDF: true, Internal: true}).Files)
	if inner["data/opublicerat/sources/content/report.md"] == "" || inner["data/opublicerat/edition.yaml"] == "" || !strings.Contains(inner["data/LASMIG.txt"], "OBS!") ||
		!strings.Contains(inner["data/metadata.csv"], "contains_internal") {
		t.Error("what was asked for is not there, or not named")
	}
}

func zipped(t *testing.T, out *build.Exported) []byte {
	t.Helper()
	var packed bytes.Buffer
	if err := build.WriteZip(&packed, "paket", out.Edition.Date, out.Files); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// TestExportSingleFile: the file of an edition is valid and the same every time,
// and a draft says that it is one.
func TestExportSingleFile(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	draft := p.export(t, build.ExportRequest{Format: build.ExportHTML})
	if draft.Edition != nil || !strings.Contains(draft.Name, "arbetsmaterial") || !strings.Contains(string(draft.Files[0].Content), "Arbetsmaterial") {
		t.Error("the draft does not say that it is one")
	}
	p.must(t, ofPublish, nil)
	first := p.export(t, build.ExportRequest{Format: build.ExportHTML})
	second := p.export(t, build.ExportRequest{Format: build.ExportHTML, State: build.LatestWord})
	if first.Edition == nil || !bytes.Equal(first.Files[0].Content, second.Files[0].Content) {
		t.Error("a second file has other bytes")
	}
	if working := p.export(t, build.ExportRequest{Format: build.ExportHTML, State: build.WorkingWord}); working.Edition != nil {
		t.Error("the working copy is not to be had")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "rapport.html"), first.Files[0].Content, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, said := range browsertest.HTMLValidate(t, dir) {
		t.Error(said)
	}
}

// TestExportRefused: what cannot be exported is said to be so.
func TestExportRefused(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	export := func(req build.ExportRequest) (*build.Exported, error) {
		if req.Report == "" {
			req.Report = ofPublish
		}
		return build.Export(t.Context(), p.config(), req)
	}
	found := func(code string, req build.ExportRequest) {
		t.Helper()
		if out, err := export(req); err != nil || !strings.Contains(saidOf(out.Findings), code+" ") || out.Files != nil {
			t.Errorf("%s: %v %s", code, err, saidOf(out.Findings))
		}
	}
	var none *build.NoReportError
	if _, err := export(build.ExportRequest{Report: "barnnamnden/2020/ingen", Format: build.ExportHTML}); !errors.As(err, &none) {
		t.Error(err)
	}
	var missing *build.NotComparedError
	for _, state := range []string{"1", build.LatestWord} {
		if _, err := export(build.ExportRequest{State: state, Format: build.ExportHTML}); !errors.As(err, &missing) || missing.Word != state {
			t.Error(state, err)
		}
	}
	found("EXPORT-DRAFT", build.ExportRequest{Format: build.ExportArchive})
	e := p.must(t, ofPublish, nil)
	if _, err := export(build.ExportRequest{State: "2", Format: build.ExportHTML}); !errors.As(err, &missing) || len(missing.Known) != 1 {
		t.Error(err)
	}
	name := e.Public() + "/report.txt"
	text, err := os.ReadFile(filepath.Join(p.root, name))
	if err != nil {
		t.Fatal(err)
	}
	p.edit(t, name, string(text), string(text)+"Mer.\n")
	found("EDITION-CHANGED", build.ExportRequest{Format: build.ExportHTML})
	p.edit(t, name, string(text)+"Mer.\n", string(text))
	if result, err := p.withdraw(quick); err != nil || result.Failed() {
		t.Fatal(err)
	}
	found("EXPORT-WITHDRAWN", build.ExportRequest{Format: build.ExportHTML})
	found("EXPORT-WITHDRAWN", build.ExportRequest{State: "1", Format: build.ExportArchive})
	found("EXPORT-WITHDRAWN", build.ExportRequest{State: build.LatestWord, Format: build.ExportPDF})
	if err := build.WriteZip(&bytes.Buffer{}, "a", "i dag", nil); err == nil {
		t.Error("an archive of no day")
	}
}

// TestPrintedOnce: an edition is printed, and kept: the next time, and in a
// release, the browser is asked only which version it is. The page leads to the
// file, and a withdrawal leaves none of it.
func TestPrintedOnce(t *testing.T) {
	t.Parallel()
	browser, err := printing.FindBrowser(t.Context(), os.Getenv("CHROMIUM"))
	if err != nil {
		t.Fatal(err)
	}
	p := newPublication(t)
	p.must(t, ofPublish, nil)
	first := p.export(t, build.ExportRequest{Format: build.ExportPDF, Chromium: browser.Path})
	if first.Pages < 1 || len(first.Files) != 1 {
		t.Fatal(first.Pages)
	}
	if faults := printing.Check(first.Files[0].Content, "Utgåva 1"); len(faults) > 0 {
		t.Error(faults)
	}
	lazy := filepath.Join(t.TempDir(), "chromium")
	if err := os.WriteFile(lazy, []byte("#!/bin/sh\n[ \"$1\" = --version ] && echo Chromium "+browser.Version+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	second := p.export(t, build.ExportRequest{Format: build.ExportPDF, Chromium: lazy})
	if !bytes.Equal(first.Files[0].Content, second.Files[0].Content) {
		t.Error("what was kept is another file")
	}
	cfg := p.config()
	cfg.Out, cfg.Delivery = filepath.Join(t.TempDir(), "out"), &build.Delivery{Chromium: lazy}
	if result, err := build.Build(t.Context(), cfg); err != nil || result.Failed() {
		t.Fatal(err, saidOf(result.Findings))
	}
	made, err := os.ReadFile(filepath.Join(cfg.Out, ofPublish, "1", "report.pdf"))
	if err != nil || !bytes.Equal(made, first.Files[0].Content) {
		t.Error("the release has another file", err)
	}
	for name, link := range map[string]string{"index.html": `href="../../../` + ofPublish + `/1/report.pdf"`, "1/index.html": `href="../../../../` + ofPublish + `/1/report.pdf"`} {
		page, err := os.ReadFile(filepath.Join(cfg.Out, ofPublish, name))
		if err != nil || !strings.Contains(string(page), link+">Hämta som PDF</a> (") {
			t.Errorf("%s does not lead to the file: %v", name, err)
		}
	}
	kept := func() int {
		names, err := filepath.Glob(filepath.Join(p.cache, "pdf", "*.kept"))
		if err != nil {
			t.Fatal(err)
		}
		return len(names)
	}
	if kept() != 1 {
		t.Errorf("%d files are kept", kept())
	}
	if result, err := p.withdraw(quick); err != nil || result.Failed() || kept() != 0 {
		t.Error("what was withdrawn is still kept", err)
	}
}

// TestNoBrowser: a release or an export without a browser says so, and writes
// nothing.
func TestNoBrowser(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	p.must(t, ofPublish, nil)
	cfg := p.config()
	cfg.Out, cfg.Delivery = filepath.Join(t.TempDir(), "out"), &build.Delivery{Chromium: filepath.Join(p.root, "none")}
	var trouble *printing.BrowserError
	if _, err := build.Build(context.Background(), cfg); !errors.As(err, &trouble) || trouble.Kind != printing.Missing {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(cfg.Out, "index.html")); err == nil {
		t.Error("a release without its PDF is written")
	}
	if _, err := build.Export(t.Context(), p.config(), build.ExportRequest{Report: ofPublish, Format: build.ExportPDF, Chromium: cfg.Delivery.Chromium}); !errors.As(err, &trouble) {
		t.Error(err)
	}
}
