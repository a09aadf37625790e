package build

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"tertial/internal/layout"
)

// hasOpenData reports whether the build has a page of open data: the public's,
// when a report is published.
func (b *builder) hasOpenData() bool {
	if b.cfg.audience() != Public {
		return false
	}
	for _, p := range b.published {
		if p.newest != nil {
			return true
		}
	}
	return false
}

// openData writes the page and the catalogue of all datasets that are published.
func (b *builder) openData() error {
	if err := b.found(); err != nil || !b.site.OpenData {
		return err
	}
	reports, err := b.openReports()
	if err != nil {
		return err
	}
	files, err := b.set.DataPages(b.site, b.committees, reports)
	if err != nil {
		return err
	}
	return b.addAll(files)
}

// openReports are the published reports with the datasets of their newest
// editions, of which nothing but what they publish is read.
func (b *builder) openReports() ([]layout.OpenReport, error) {
	var all []layout.OpenReport
	for _, p := range b.published {
		if p.newest == nil {
			continue
		}
		s := p.snapshots[p.newest.Number]
		datasets, err := layout.OpenDatasets(s, func(name string) ([]byte, error) {
			text, err := fs.ReadFile(b.fsys, path.Join(p.newest.Public(), name))
			if err != nil {
				return nil, fmt.Errorf("edition %d: %w", p.newest.Number, err)
			}
			return text, nil
		})
		if err != nil {
			return nil, err
		}
		all = append(all, layout.OpenReport{
			Path: p.path, First: p.editions[0].Report, Title: s.Title, Lang: s.Lang, Committee: p.committee, Edition: p.newest.Number,
			Issued: p.editions[0].Date, Modified: p.newest.Date, Datasets: datasets,
		})
	}
	return all, nil
}

// found writes what tells search engines which pages there are: of a site for
// the public all, of any other none.
func (b *builder) found() error {
	if err := b.add(layout.RobotsPath, b.set.Robots(b.site)); err != nil {
		return err
	}
	if b.cfg.audience() != Public {
		return nil
	}
	if list := b.set.Sitemap(b.site, b.sitemap()); list != nil {
		return b.add(layout.SitemapPath, list)
	}
	return nil
}

// sitemap are the start page, the committees, the meetings, and each page of the
// editions that are not withdrawn, at their own addresses.
func (b *builder) sitemap() []layout.SitemapEntry {
	pages := []layout.SitemapEntry{{}}
	for _, lang := range b.site.Languages {
		pages = append(pages, layout.SitemapEntry{Path: lang + "/"})
	}
	for _, c := range b.committees {
		pages = append(pages, layout.SitemapEntry{Path: c.ID + "/"})
	}
	if b.site.OpenData {
		pages = append(pages, layout.SitemapEntry{Path: layout.DataFolder})
	}
	if len(b.site.Glossary.Terms) > 0 {
		pages = append(pages, layout.SitemapEntry{Path: layout.GlossaryFolder})
	}
	for _, m := range b.meetings {
		pages = append(pages, layout.SitemapEntry{Path: m.Path + "/"})
	}
	for _, page := range b.throughTime.pages {
		pages = append(pages, layout.SitemapEntry{Path: page})
	}
	for _, p := range b.published {
		for _, e := range p.editions {
			if e.Withdrawn != nil {
				continue
			}
			for _, page := range p.snapshots[e.Number].Pages {
				folder := layout.EditionFolder(p.path, e.Number) + strings.TrimSuffix(page.Path, "index.html")
				entry := layout.SitemapEntry{Path: folder, Modified: e.Date}
				if page.Path == "index.html" || page.Lang != "" {
					entry.In = layout.InLanguages(p.snapshots[e.Number], layout.EditionFolder(p.path, e.Number))
				}
				pages = append(pages, entry)
			}
		}
	}
	return pages
}
