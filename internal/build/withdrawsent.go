package build

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/edition"
	"tertial/internal/layout"
)

// withdrawnPaper finds the withdrawn edition because of which a report that was
// sent is not shown any more: when no edition of it is left, the last one; else
// the one that was made of the same as what was sent. What was sent after a
// withdrawal is not touched by it. nil is none.
func (b *builder) withdrawnPaper(sent *edition.Edition, report string) (*published, *edition.Edition) {
	for _, p := range b.published {
		if p.path != report && !slices.ContainsFunc(p.editions, func(e *edition.Edition) bool { return e.Report == report }) {
			continue
		}
		for _, e := range slices.Backward(p.editions) {
			if e.Withdrawn == nil || sent.Date > e.Withdrawn.Date {
				continue
			}
			if p.newest == nil || e.Withdrawn.Sources != "" && e.Withdrawn.Sources == b.sourcesSent(e, sent, report) {
				return p, e
			}
		}
	}
	return nil, nil
}

// gone are the reports of a dispatch that are withdrawn.
func (b *builder) gone(sent *edition.Edition) []layout.SentGone {
	var all []layout.SentGone
	for _, report := range b.sentReports(sent) {
		if p, e := b.withdrawnPaper(sent, report); e != nil {
			all = append(all, layout.SentGone{Report: report, Now: p.path, Place: b.sentPlace(sent, report), Edition: e})
		}
	}
	return all
}

// sourcesOfEdition is the digest of what an edition was made of, without what
// stands about it: from a report's folder, with the edition's nonce.
func (b *builder) sourcesOfEdition(e *edition.Edition) string {
	return b.sourcesDigest(e, path.Join(e.Dir, edition.SourcesFolder), "")
}

// sourcesSent is the same of a report among papers that were sent.
func (b *builder) sourcesSent(e, sent *edition.Edition, report string) string {
	return b.sourcesDigest(e, path.Join(sent.Dir, edition.SourcesFolder), report)
}

func (b *builder) sourcesDigest(e *edition.Edition, dir, report string) string {
	files, err := b.sourcesAt(dir, report)
	if err != nil || len(files) == 0 {
		return ""
	}
	all := []string{e.Nonce}
	for _, top := range [...]string{"content", "data"} {
		all = append(all, top)
		for _, f := range files {
			if name, ok := strings.CutPrefix(f.Path, top+"/"); ok {
				all = append(all, edition.Digest(f.Content)+"/"+name)
			}
		}
	}
	return edition.Digest([]byte(strings.Join(all, "\n")))
}

// A sentWith is a dispatch among whose papers a report is.
type sentWith struct {
	*edition.Edition        // of which only Dir and Number are known
	meeting, report  string // their paths
}

// sentBefore are the dispatches with the report that is withdrawn.
func (w *withdrawer) sentBefore() []sentWith {
	reports := []string{w.req.Report}
	for _, e := range w.editions {
		reports = append(reports, e.Report)
	}
	slices.Sort(reports)
	var all []sentWith
	for _, report := range slices.Compact(reports) {
		names, err := fs.Glob(w.fsys, path.Join("content/*/*/meetings/*", dispatchesFolder, "*", recordsFolder, report+".json"))
		if err != nil {
			continue // no report has such a name
		}
		for _, name := range names {
			dir := strings.TrimSuffix(name, "/"+path.Join(recordsFolder, report+".json"))
			if n, err := strconv.Atoi(path.Base(dir)); err == nil {
				meeting := strings.TrimPrefix(path.Dir(path.Dir(dir)), "content/")
				all = append(all, sentWith{&edition.Edition{Dir: dir, Number: n}, meeting, report})
			}
		}
	}
	return all
}

// sentAddresses are those of the pages of dispatches on which something of the
// editions stands, from the site's root: committee and staff have seen them.
func (w *withdrawer) sentAddresses() []string {
	var all []string
	for _, s := range w.sentBefore() {
		folder := layout.SentFolder(s.meeting, s.Number)
		all = append(all, folder, strings.TrimSuffix(layout.SentChanges(s.meeting, s.Number, s.report), "index.html"))
		place := w.sentPlace(s.Edition, s.report)
		for _, name := range w.published(s.Edition) {
			if below(name, strings.TrimSuffix(place, "/")) {
				all = append(all, folder+strings.TrimSuffix(name, "index.html"))
			}
		}
	}
	return all
}

// withDispatches names the folder of each dispatch with the report once, in
// place of the files in it.
func (w *withdrawer) withDispatches(names []string) []string {
	for _, s := range w.sentBefore() {
		names = slices.DeleteFunc(names, func(name string) bool { return below(name, s.Dir) })
		names = append(names, s.Dir+"/")
	}
	slices.Sort(names)
	return slices.Compact(names)
}
