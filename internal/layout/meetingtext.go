package layout

import (
	"cmp"
	"html/template"
	"path"
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/report"
)

// narrative renders a memo or text; its highest headings are of the level
// given, and its ids have the prefix, so that many can stand on one page.
func (p *meetingsMaker) narrative(doc *content.Document, page, prefix string, level int) template.HTML {
	if doc == nil {
		return ""
	}
	r := p.in.Narratives[doc]
	if r == nil {
		r = &report.Report{Meta: doc.Meta, Doc: doc}
	}
	maker := p.maker(r, path.Dir(page)+"/")
	prose := &prose{
		set: p.set, report: r, depth: up(page), folder: maker.newestFolder,
		blocks: maker.block, linked: map[string]bool{}, prefix: prefix, deeper: level - topLevel, above: level - topLevel,
	}
	if highest := highestHeading(doc); highest > 0 {
		prose.above = level - 1 - highest
	}
	html, err := prose.render(doc)
	p.fail(cmp.Or(err, maker.err))
	for _, d := range r.Datasets {
		p.datasetPage(maker, d)
	}
	return html
}

// newestFolder is the folder of the pages of a report, with a final slash: of its
// newest edition, where it has one. A meeting's own datasets stand with its page,
// wherever its text is shown.
func (p *reportMaker) newestFolder(report string) string {
	if report == p.r.Meta.Path {
		return report + "/"
	}
	return p.otherFolder(report)
}

// topLevel is the level of the highest headings in a report.
const topLevel = 2

// highestHeading is the level of a document's highest headings as written, 0 when
// it has none.
func highestHeading(doc *content.Document) int {
	highest := 0
	for _, s := range doc.Sections {
		if highest == 0 || s.Node.Level < highest {
			highest = s.Node.Level
		}
	}
	return highest
}

// maker makes the pieces of a text that belongs to a meeting, as of a report's.
func (p *meetingsMaker) maker(r *report.Report, folder string) *reportMaker {
	return &reportMaker{
		set: p.set, site: p.site, in: ReportInput{Report: r, Newest: p.in.Newest}, r: r, folder: folder, pages: &ReportPages{Folder: folder},
	}
}

// datasetPage makes the page of a dataset that belongs to a meeting, once.
func (p *meetingsMaker) datasetPage(maker *reportMaker, d *data.Dataset) {
	page := maker.dataFolder(d) + "index.html"
	if d.Report != strings.TrimSuffix(maker.folder, "/") || p.has(page) {
		return
	}
	maker.pages.Fragments, maker.pages.Files = nil, nil
	p.fail(maker.dataset(d))
	m := p.site.Agenda.Meeting(d.Report)
	for _, f := range maker.pages.Fragments {
		frame := p.set.frame(p.site, page, f.Kind, f.Title, crumb{m.Committee.Name, m.Committee.ID + "/"},
			crumb{p.t("meetings.title"), m.Committee.ID + "/meetings/"}, crumb{Date(p.set.lang, m.Date), meetingPath(m.Meeting)}, crumb{text: d.Description.Title})
		state := p.set.meetingState(m.Meeting, p.site.AsOf)
		frame.Notice = p.set.stateNotice(p.site, state, m.Example, true)
		frame.RunningHead, frame.Description = runningHead(m.Committee.Name, d.Description.Title, state), f.Description
		if p.keep(page, frame, f.Main) {
			continue
		}
		html, err := p.set.framed(frame, f.Main)
		p.fail(err)
		p.files = append(p.files, File{Path: page, Content: html})
	}
	p.files = append(p.files, maker.pages.Files...)
}

// has reports whether there is a page at an address already.
func (p *meetingsMaker) has(page string) bool {
	if p.kept != nil {
		return slices.ContainsFunc(*p.kept, func(f Fragment) bool { return f.Path == page })
	}
	return slices.ContainsFunc(p.files, func(f File) bool { return f.Path == page })
}
