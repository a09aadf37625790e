package build

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"tertial/internal/change"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/search"
)

// indexFolder is where the search index stands, in the folder of the page that asks it.
const indexFolder = layout.SearchFolder + "pagefind/"

// openSearch lets every page lead to the page that searches, where there is
// anything to find.
func (b *builder) openSearch() { b.site.Search = len(b.metas)+len(b.published)+len(b.meetings) > 0 }

// searchPage writes the page that searches with the register. Without a
// delivery there is no index, and the page says so.
func (b *builder) searchPage(listings []*layout.Listing) error {
	in := layout.SearchInput{Listings: listings, Index: b.cfg.Delivery != nil, Measures: map[string]bool{}}
	for id, through := range b.throughTime.committees {
		in.Measures[id] = through.Indicators != nil
	}
	for _, k := range search.Kinds() {
		in.Kinds = append(in.Kinds, string(k))
	}
	for _, p := range b.published {
		for _, e := range p.editions {
			in.Older = in.Older || p.newest != nil && e.Withdrawn == nil && (e.Number != p.newest.Number || !p.front)
		}
	}
	files, err := b.set.Search(b.site, in)
	if err != nil {
		return err
	}
	return b.addAll(files)
}

// findIndexer finds the program that makes the index of a delivery: before any
// page is made, since nothing comes of them without it.
func (b *builder) findIndexer() error {
	if b.cfg.Delivery == nil || b.finished == nil {
		return nil
	}
	tool := ""
	if own, err := os.Executable(); err == nil {
		tool = filepath.Dir(own)
	}
	var err error
	b.indexer, err = search.Find(b.cfg.Delivery.Pagefind, tool, ".")
	return err
}

// searchIndex is a step of a delivery: it makes the index of all pages that are
// finished, as they are, so that nothing is found that no page shows.
func searchIndex(ctx context.Context, b *builder) error {
	records, err := b.searchRecords()
	if err != nil {
		return err
	}
	files, err := search.Index(ctx, b.indexer, b.set.Lang(), records)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := b.add(indexFolder+f.Path, f.Content); err != nil {
			return err
		}
	}
	return b.add(indexFolder+"LICENSE.txt", []byte(search.License))
}

// searchRecords takes all finished pages apart, in the order of their paths.
func (b *builder) searchRecords() ([]search.Record, error) {
	sources, err := b.searchSources()
	if err != nil {
		return nil, err
	}
	parts := make([][]search.Record, len(sources))
	var group errgroup.Group
	group.SetLimit(b.cfg.Workers)
	for i := range sources {
		group.Go(func() error {
			src := sources[i]
			var err error
			if src.HTML, err = b.finished.Read(src.Path); err != nil {
				return err
			}
			parts[i], err = search.Read(src)
			return err
		})
	}
	err = group.Wait()
	return slices.Concat(parts...), err
}

// searchSources are the pages that are searched. Of a report the newest edition
// is, at its own address, and of earlier ones the text; a report's own address
// shows either the newest edition, which is there already, or a working copy.
func (b *builder) searchSources() ([]search.Source, error) {
	exposed, err := b.exposed()
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, c := range b.committees {
		names[c.ID] = b.site.CommitteeName(c)
	}
	published := map[string]*published{}
	for _, p := range b.published {
		published[p.path] = p
	}
	var sources []search.Source
	for _, file := range b.finished.Paths() {
		if path.Base(file) != "index.html" {
			continue
		}
		src := search.Source{Path: file}
		steps := strings.Split(file, "/")
		if name, ok := names[steps[0]]; ok {
			src.Committee, src.Name = steps[0], name
		}
		if len(steps) > 2 && isYear(steps[1]) {
			src.Year = steps[1]
		}
		if len(steps) > 3 && steps[2] != "meetings" {
			p := published[path.Join(steps[:3]...)]
			if p != nil && (exposed[path.Join(steps[:4]...)] || !b.searched(p, steps[3:], &src)) {
				continue
			}
		}
		sources = append(sources, src)
	}
	return sources, nil
}

// exposed are the folders of editions that state what a later edition of their
// report protects. They stand as they were published, but are not found.
func (b *builder) exposed() (map[string]bool, error) {
	folders := map[string]bool{}
	for _, p := range b.published {
		var later []*edition.Record // that protect something
		for _, e := range slices.Backward(p.editions) {
			if e.Withdrawn != nil || len(p.editions) == 1 {
				continue
			}
			record, err := e.Record(b.fsys)
			if err != nil {
				return nil, err
			}
			if slices.ContainsFunc(later, func(l *edition.Record) bool { return change.ProtectsMore(l, record) }) {
				folders[p.path+"/"+strconv.Itoa(e.Number)] = true
			}
			if change.Protects(record) {
				later = append(later, record)
			}
		}
	}
	return folders, nil
}

// searched reports whether a page of a report that has editions is searched, and
// notes on it when it is of an earlier one.
func (b *builder) searched(p *published, steps []string, src *search.Source) bool {
	n, err := strconv.Atoi(steps[0])
	switch {
	case err != nil:
		return !p.front
	case p.newest == nil:
		return false
	case n == p.newest.Number && p.front:
		return true
	default:
		src.Edition = b.set.EditionName(n)
		return true
	}
}

func isYear(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil && len(s) == 4
}
