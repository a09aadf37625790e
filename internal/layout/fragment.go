package layout

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/data"
	"tertial/internal/edition"
)

// A Fragment is a page without its frame.
type Fragment struct {
	edition.Page
	Main template.HTML // content of main
}

// ReportPages are all pages of a report without their frames, and what comes
// with them.
type ReportPages struct {
	Folder    string     // that all paths begin with: committee/year/report/ and, of an edition, its number
	Fragments []Fragment // the report's own page first; their paths count from Folder
	Files     []File     // downloads; their paths count from the site's root
	Listing   *Listing
	Facts     bool // the report's page has numbers whose source can be shown

	Translations []Translated
}

// ReportPages renders the pages of a report as they stand at the address of the
// working copy or of the edition that is being made.
func (s *Set) ReportPages(site *Site, in ReportInput) (*ReportPages, error) {
	p := &reportMaker{set: s, site: site, in: in, r: in.Report, marks: map[*data.Fact]string{}, folder: reportPath(in.Report.Meta)}
	if in.Edition > 0 {
		p.folder = numbered(p.folder, in.Edition)
	}
	p.pages = &ReportPages{Folder: p.folder, Facts: len(p.r.Doc.Figures) > 0}
	p.collectDifferences()
	p.corrected = correctionsOf(p.r, in.Corrected)
	body, err := p.body()
	if err != nil {
		return nil, err
	}
	view := p.view(body)
	overview, terms, err := p.levels(&view)
	if err != nil {
		return nil, err
	}
	if err := p.addText(&view); err != nil {
		return nil, err
	}
	page := p.page("index.html", "report", p.r.Meta.Title)
	page.Description = plainText(view.Deck)
	if err := p.render(page, "report.html", view); err != nil {
		return nil, err
	}
	if overview != "" {
		p.addOverview(overview, view.Deck)
	}
	for _, d := range p.r.Datasets {
		if err := p.dataset(d); err != nil {
			return nil, err
		}
	}
	if err := p.checksPage(); err != nil {
		return nil, err
	}
	for i := range in.Translations {
		if err := p.translated(&in.Translations[i]); err != nil {
			return nil, err
		}
	}
	p.pages.Listing = &Listing{
		Meta: p.r.Meta, Deck: view.Deck, Cards: view.Cards, Datasets: view.Datasets, Terms: terms, Translations: p.pages.Translations,
	}
	return p.pages, nil
}

// page says what frames show of one of the report's pages; name is empty for
// the report's own.
func (p *reportMaker) page(path, kind, title string, name ...string) edition.Page {
	own := edition.Step{Text: p.r.Meta.Title, Path: reportPath(p.r.Meta)}
	page := edition.Page{
		Path: path, Kind: kind, Title: title,
		RunningHead: strings.Join(append([]string{p.r.Committee.Name, p.r.Meta.Title}, name...), " · "),
		Trail:       []edition.Step{{Text: p.r.Committee.Name, Path: p.r.Committee.ID + "/"}, own},
	}
	for _, n := range name {
		page.Trail = append(page.Trail, edition.Step{Text: n})
	}
	page.Trail[len(page.Trail)-1].Path = ""
	return page
}

// render adds a page's content to the report's pages.
func (p *reportMaker) render(page edition.Page, template string, view any) error {
	main, err := p.set.fragment(template, view)
	if err == nil {
		p.pages.Fragments = append(p.pages.Fragments, Fragment{Page: page, Main: main})
	}
	return err
}

// dataFolder is the folder of one of the report's own datasets, with a final slash.
func (p *reportMaker) dataFolder(d *data.Dataset) string { return p.folder + "data/" + d.ID + "/" }

// otherFolder is the folder of the pages of another report, with a final slash:
// of its newest edition, where it has one.
func (p *reportMaker) otherFolder(report string) string {
	if report == p.r.Meta.Path {
		return p.folder
	}
	if p.in.Newest != nil {
		if n := p.in.Newest(report); n > 0 {
			return numbered(report+"/", n)
		}
	}
	return report + "/"
}

// inEdition leads a path from the site's root that goes into a report to the
// pages of its newest edition; the report's own address stays what it is, since
// the newest edition is there.
func inEdition(path string, folder func(report string) string) string {
	const depth = 3 // committee/year/report
	parts := strings.SplitN(path, "/", depth+1)
	if len(parts) <= depth || !slices.ContainsFunc([]string{"data/", checksFolder, overviewFolder}, func(own string) bool { return strings.HasPrefix(parts[depth], own) }) {
		return path
	}
	return folder(strings.Join(parts[:depth], "/")) + parts[depth]
}

// numbered is the folder of an edition in the folder of its report.
func numbered(folder string, number int) string { return folder + strconv.Itoa(number) + "/" }

// EditionFolder is the address of an edition from the site's root, with a final slash.
func EditionFolder(report string, number int) string { return numbered(report+"/", number) }

// trail makes the way to a page of the steps that an edition keeps.
func trail(steps []edition.Step) []crumb {
	crumbs := make([]crumb, len(steps))
	for i, s := range steps {
		crumbs[i] = crumb{text: s.Text, path: s.Path}
	}
	return crumbs
}
