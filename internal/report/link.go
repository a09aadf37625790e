package report

import (
	"maps"
	"slices"
	"strconv"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
)

// Sources is what a document is linked to.
type Sources struct {
	Committee *content.Committee
	Datasets  []*data.Dataset
	// Unread are ids of the report's datasets that could not be read, which
	// was reported; what refers to them is not at fault.
	Unread []string
	// Other returns the datasets of another report that this build may see,
	// and false when there is no such report. It must be safe for concurrent use.
	Other func(path string) ([]*data.Dataset, bool)
	// Reports lists the paths that Other knows, to propose the nearest.
	Reports []string
	// Moved returns where what had a path before is now, and false for what has
	// not moved; nil where nothing has.
	Moved func(path string) (string, bool)
	// Committees lists the committees that have a page; without them links to
	// pages of the site are not judged.
	Committees []string
	// Meetings lists the paths of the meetings that have a page; without them
	// links to meetings are not judged.
	Meetings []string
}

// Link binds a document to its data. What cannot be bound is a finding, and
// linking goes on: the result holds all the rest.
func Link(doc *content.Document, src Sources, diags *diag.List) *Report {
	l := &linker{
		Report: &Report{
			Meta: doc.Meta, Committee: src.Committee, Doc: doc, Datasets: src.Datasets,
			Figures:    make(map[*content.Figure]*Value, len(doc.Figures)),
			KeyFigures: map[*content.Block]*Cards{},
			Targets:    map[string]Target{},
			Uses:       map[string][]Use{},
		},
		src:   src,
		diags: diags,
	}
	l.sections()
	for _, f := range doc.Figures {
		l.figure(f)
	}
	for _, b := range doc.Blocks {
		l.block(b)
	}
	l.xrefs()
	l.links()
	return l.Report
}

// A linker is the state of one call of Link.
type linker struct {
	*Report
	src   Sources
	diags *diag.List
}

func (l *linker) sections() {
	for _, s := range l.Doc.Sections {
		l.Targets[s.ID] = Target{Kind: SectionTarget, ID: s.ID, Number: s.Number, Text: s.Text}
	}
}

func (l *linker) block(b *content.Block) {
	switch {
	case b.Table != nil:
		l.table(b)
	case b.Chart != nil:
		l.chart(b)
	case b.KeyFigures != nil:
		l.cards(b)
	case b.List != nil:
		l.list(b)
	}
}

// target registers a numbered table or chart.
func (l *linker) target(kind TargetKind, id string, number int, text string) {
	l.Targets[id] = Target{Kind: kind, ID: id, Number: strconv.Itoa(number), Text: text}
}

// xrefs reports every cross-reference that leads nowhere.
func (l *linker) xrefs() {
	for _, x := range l.Doc.XRefs {
		if _, ok := l.Targets[x.ID]; ok {
			continue
		}
		near := diag.Nearest(x.ID, slices.Sorted(maps.Keys(l.Targets)))
		f := diag.New("XREF", l.Doc.Place(x.Start, x.End), "id", x.ID, "nearest", near)
		if near == "" {
			f = f.With("none")
		} else {
			f = f.Propose("[](#" + near + ")")
		}
		l.diags.Add(f)
	}
}

// dataset finds a dataset by id, of this report or another, or reports it.
func (l *linker) dataset(report, id string, at diag.Place) *data.Dataset {
	sets := l.Datasets
	if report != "" && report != l.Meta.Path {
		var ok bool
		if sets, ok = l.src.Other(report); !ok {
			if now, moved := l.moved(report, at); moved {
				return l.dataset(now, id, at)
			}
			f := diag.New("FIGURE-REPORT", at, "report", "/"+report)
			if slices.Contains(l.src.Reports, report) { // it is known, and there is nothing of it to be had
				l.diags.Add(f.With("none"))
				return nil
			}
			l.report(f, "/"+report, prefixed(l.src.Reports))
			return nil
		}
	}
	for _, d := range sets {
		if d.ID == id {
			return d
		}
	}
	if own := report == "" || report == l.Meta.Path; own && slices.Contains(l.src.Unread, id) {
		return nil
	}
	ids := make([]string, len(sets))
	for i, d := range sets {
		ids[i] = d.ID
	}
	if len(ids) == 0 {
		l.diags.Add(diag.New("DATASET", at, "id", id).With("none"))
		return nil
	}
	l.report(diag.New("DATASET", at, "id", id, "list", diag.Shortlist(ids)), id, ids)
	return nil
}

// report adds a finding with the nearest candidate, when there is one.
func (l *linker) report(f diag.Finding, word string, candidates []string) {
	if near := diag.Nearest(word, candidates); near != "" {
		f.Args = append(f.Args, diag.Args("nearest", near)...)
		l.diags.Add(f.With("nearest"))
		return
	}
	l.diags.Add(f)
}

func (l *linker) use(d *data.Dataset, u Use) {
	l.Uses[d.ID] = append(l.Uses[d.ID], u)
}

func prefixed(paths []string) []string {
	out := make([]string, len(paths))
	for i, p := range paths {
		out[i] = "/" + p
	}
	return out
}
