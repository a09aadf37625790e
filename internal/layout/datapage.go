package layout

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/content"
)

// DataFolder holds the page of all open data, and their catalogue.
const DataFolder = "data/"

// A DataPage is the content of data.html: all datasets of a site.
type DataPage struct {
	Title      string
	Deck       string
	Committees []DataCommittee
	Catalog    *Download // for programs, or nil
}

// A DataCommittee is the datasets of one committee.
type DataCommittee struct {
	ID    string // of its heading
	Name  string
	Kinds []DataKind
}

// A DataKind is the datasets of one kind: those of the newest report first.
type DataKind struct {
	Title    string
	Datasets []DatasetLink
}

// DataPages renders the page of all open data and their catalogue.
func (s *Set) DataPages(site *Site, committees []*content.Committee, reports []OpenReport) ([]File, error) {
	t := s.texts
	view := DataPage{Title: t.must("data.title"), Deck: t.must("data.deck")}
	var files []File
	if catalog := s.Catalog(site, reports); catalog != nil {
		files = append(files, File{Path: CatalogPath, Content: catalog})
		view.Catalog = &Download{
			Text: t.must("data.catalog"), Href: strings.TrimPrefix(CatalogPath, DataFolder), Format: t.must("data.catalog.format"), Size: size(s.lang, len(catalog)),
		}
	}
	for _, c := range committees {
		if kinds := s.dataKinds(c, reports); len(kinds) > 0 {
			view.Committees = append(view.Committees, DataCommittee{ID: dataID(c), Name: site.committeeName(c), Kinds: kinds})
		}
	}
	page := DataFolder + "index.html"
	frame := s.frame(site, page, "datasets", view.Title, crumb{text: view.Title})
	frame.Description = view.Deck
	html, err := s.page(frame, "data.html", view)
	return append(files, File{Path: page, Content: html}), err
}

// dataID is the address of a committee's datasets on the page of all open data.
func dataID(c *content.Committee) string { return "data-" + c.ID }

// dataKinds are the datasets of a committee by their kinds.
func (s *Set) dataKinds(c *content.Committee, reports []OpenReport) []DataKind {
	var kinds []DataKind
	at := map[string]int{}
	own := slices.DeleteFunc(slices.Clone(reports), func(r OpenReport) bool { return r.Committee.ID != c.ID })
	slices.SortStableFunc(own, func(a, b OpenReport) int {
		return cmp.Or(strings.Compare(lastDay(b), lastDay(a)), strings.Compare(b.Modified, a.Modified), strings.Compare(a.Path, b.Path))
	})
	for _, r := range own {
		for _, d := range r.Datasets {
			title := s.kindTitle(d.Kind)
			n, there := at[title]
			if !there {
				n = len(kinds)
				at[title] = n
				kinds = append(kinds, DataKind{Title: title})
			}
			folder := up(DataFolder) + numbered(r.Path+"/", r.Edition)
			link := DatasetLink{Title: d.Title, Href: folder + d.Page, Text: r.Title}
			for _, f := range d.Files {
				if f.Form == "clean" {
					link.CSV, link.Format = folder+f.Path, "CSV, "+size(s.lang, f.Size)
				}
			}
			kinds[n].Datasets = append(kinds[n].Datasets, link)
		}
	}
	other := s.kindTitle("")
	slices.SortStableFunc(kinds, func(a, b DataKind) int {
		if a.Title == other || b.Title == other {
			return cmp.Compare(btoi(a.Title == other), btoi(b.Title == other)) // tables of no kind come last
		}
		return strings.Compare(a.Title, b.Title)
	})
	return kinds
}

// lastDay is the last day of a report's data, or "".
func lastDay(r OpenReport) string {
	last := ""
	for i := range r.Datasets {
		last = max(last, r.Datasets[i].To)
	}
	return last
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
