package build

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/privacy"
)

// The forms in which a report leaves the site.
const (
	ExportPDF     = "pdf"     // on paper
	ExportHTML    = "html"    // all of it in one file
	ExportArchive = "archive" // a package with checksums (BagIt)
)

// ExportFormats are the words for them.
func ExportFormats() []string { return []string{ExportPDF, ExportHTML, ExportArchive} }

// An ExportRequest says what leaves the site.
type ExportRequest struct {
	Report   string // its path
	State    string // number of an edition, [LatestWord] or [WorkingWord]; "" is the newest edition, else the working copy
	Format   string
	Chromium string // the browser that prints; "" looks for it
	NoPDF    bool   // an archive without the printed report
	Internal bool   // an archive with what was never published: sources, facts
}

// An Exported is what leaves the site.
type Exported struct {
	Findings []diag.Finding
	Name     string           // that a file or folder of it would have, without an ending
	Files    []layout.File    // one of a PDF or a single file, those of an archive with their paths in it; none with an error among the findings
	Edition  *edition.Edition // nil is the working copy
	Pages    int              // of a PDF
}

// Failed reports whether there is an error among the findings.
func (e *Exported) Failed() bool {
	return slices.ContainsFunc(e.Findings, func(f diag.Finding) bool { return f.Severity == diag.Error })
}

// Export makes a report ready to leave the site. A report that is not there is a
// [NoReportError], an edition that is not a [NotComparedError]; of a withdrawn
// one nothing is left to export, which is a finding.
func Export(ctx context.Context, cfg Config, req ExportRequest) (*Exported, error) {
	o, err := openSite(cfg, Staff)
	if err != nil {
		return nil, err
	}
	defer func() { _ = o.close() }() // only read from
	x := &exporter{opened: o, req: req, out: &Exported{}}
	x.press = newPress(req.Chromium, cfg.pdfCache())
	defer x.press.close()
	err = x.export(ctx)
	x.out.Findings = privacy.Conceal(x.diags.Sorted())
	if x.out.Failed() {
		x.out.Files = nil
	}
	return x.out, err
}

// An exporter is the state of one [Export].
type exporter struct {
	*opened
	req ExportRequest
	out *Exported
	in  layout.DocumentInput
}

func (x *exporter) export(ctx context.Context) error {
	x.diags = &diag.List{} // what is wrong with other files is no matter of this report
	e, err := x.wanted()
	if err != nil || x.diags.Failed() {
		return err
	}
	x.out.Edition = e
	if e != nil {
		err = x.frozen(e)
	} else {
		err = x.draft(ctx)
	}
	if err != nil || x.diags.Failed() {
		return err
	}
	x.out.Name = strings.ReplaceAll(x.req.Report, "/", "-")
	if e != nil {
		x.out.Name += "-utgava-" + strconv.Itoa(e.Number)
	} else {
		x.out.Name += "-arbetsmaterial"
	}
	switch x.req.Format {
	case ExportPDF:
		return x.paper(ctx)
	case ExportHTML:
		return x.single()
	default:
		return x.archive(ctx)
	}
}

// wanted is the edition that is asked for; nil is the working copy.
func (x *exporter) wanted() (*edition.Edition, error) {
	at := slices.IndexFunc(x.published, func(p *published) bool { return p.path == x.req.Report })
	var all []*edition.Edition
	if at >= 0 {
		all = x.published[at].editions
	} else if x.meta(x.req.Report) == nil {
		return nil, NoReport(x.fsys, x.req.Report)
	}
	newest := edition.Newest(all)
	switch word := x.req.State; {
	case word == WorkingWord, word == "" && newest == nil && x.gone(all) == nil:
		if x.meta(x.req.Report) == nil {
			return nil, NoReport(x.fsys, x.req.Report)
		}
		return nil, nil //nolint:nilnil // it is no edition
	case word == LatestWord || word == "":
		if newest != nil {
			return newest, nil
		}
		if e := x.gone(all); e != nil {
			x.withdrawn(e)
			return nil, nil //nolint:nilnil // the finding says why
		}
	default:
		for _, e := range all {
			if strconv.Itoa(e.Number) != word {
				continue
			}
			if e.Withdrawn != nil {
				x.withdrawn(e)
			}
			return e, nil
		}
	}
	missing := &NotComparedError{Report: x.req.Report, Word: x.req.State}
	for _, e := range all {
		if e.Withdrawn == nil {
			missing.Known = append(missing.Known, strconv.Itoa(e.Number))
		}
	}
	return nil, missing
}

// gone is the last edition of a report whose editions are all withdrawn, or nil.
func (x *exporter) gone(all []*edition.Edition) *edition.Edition {
	if len(all) == 0 || edition.Newest(all) != nil {
		return nil
	}
	return all[len(all)-1]
}

func (x *exporter) withdrawn(e *edition.Edition) {
	x.diags.Report("EXPORT-WITHDRAWN", diag.Place{File: path.Join(e.Dir, edition.YAMLName)}, "number", e.Number, "report", x.req.Report, "date", e.Withdrawn.Date)
}

// frozen makes ready an edition: as it was frozen, and as the log has it.
func (x *exporter) frozen(e *edition.Edition) error {
	if !e.Check(x.fsys, x.diags) {
		return nil
	}
	if err := x.checkLog(); err != nil || x.diags.Failed() {
		return err
	}
	snapshot, err := e.Snapshot(x.fsys)
	if err != nil {
		return err
	}
	x.in = x.documentOf(x.req.Report, e, snapshot)
	return nil
}

// draft makes ready the working copy.
func (x *exporter) draft(ctx context.Context) error {
	meta := x.meta(x.req.Report)
	if x.req.Format == ExportArchive {
		x.diags.Report("EXPORT-DRAFT", diag.Place{File: path.Join("content", meta.Path, "report.md")}, "report", meta.Path)
		return nil
	}
	x.metas = []*content.Meta{meta}
	if err := x.sourcesOf(ctx, false); err != nil || x.diags.Failed() {
		return err // nothing of it may be quoted
	}
	linked, err := x.linked(meta)
	if linked == nil || err != nil {
		return err
	}
	in := layout.ReportInput{Report: linked, Verdict: x.judged(linked), Newest: x.newestShown}
	if x.diags.Failed() {
		return nil
	}
	if err := x.drawn(ctx, &in); err != nil {
		return err
	}
	frozen, err := x.set.Freeze(x.site, in)
	if err != nil {
		return err
	}
	files := map[string][]byte{}
	for _, f := range frozen.Files {
		files[f.Path] = f.Content
	}
	x.in = layout.DocumentInput{
		Report: meta.Path, Committee: linked.Committee, Snapshot: frozen.Snapshot,
		Read: func(name string) ([]byte, error) {
			text, ok := files[name]
			if !ok {
				return nil, fmt.Errorf("no file %s in the working copy", name)
			}
			return text, nil
		},
	}
	return nil
}

// put adds a finished file, unless the privacy gate stops it.
func (x *exporter) put(name string, text []byte) {
	if f, bad := x.gate.Output(name, text); bad {
		f.Place.File = name
		x.diags.Add(f)
		return
	}
	x.out.Files = append(x.out.Files, layout.File{Path: name, Content: text})
}

// place is where a fault of what is exported is said to be.
func (x *exporter) place() diag.Place {
	if x.out.Edition != nil {
		return diag.Place{File: path.Join(x.out.Edition.Dir, edition.YAMLName)}
	}
	return diag.Place{File: path.Join("content", x.req.Report, "report.md")}
}

// paper prints the report.
func (x *exporter) paper(ctx context.Context) error {
	printed, err := x.printOne(ctx, x.in)
	if err != nil {
		return err
	}
	if !x.faulty(x.place(), printed.Faults, x.diags) {
		x.out.Pages = printed.Pages
		x.put(x.out.Name+"."+ExportPDF, printed.File)
	}
	return nil
}

// single makes the one file.
func (x *exporter) single() error {
	text, err := x.singleFile()
	if err == nil {
		x.put(x.out.Name+"."+ExportHTML, text)
	}
	return err
}

func (x *exporter) singleFile() ([]byte, error) {
	set, err := x.setOf(x.in.Snapshot.Lang)
	if err != nil {
		return nil, err
	}
	document, err := set.SingleFile(x.site, x.in)
	if err != nil {
		return nil, err
	}
	return document.HTML(nil)
}
