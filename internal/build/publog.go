package build

import (
	"path"
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/publog"
)

// checkLog compares the publication log with the editions: each entry has its
// edition, each edition its entry, and edition.yaml is what the entry's digest
// says.
func (b *builder) checkLog() error {
	log, err := b.readLog()
	if err != nil {
		return err
	}
	b.log, b.site.Published = log, log.Size() > 0
	if !log.Sound() {
		return nil // that was said, and its lines say nothing of the editions
	}
	b.extendsWritten()
	if b.misplaced() {
		return nil // which of them the log is about is not known
	}
	there := map[string]*edition.Edition{}
	for _, p := range b.published {
		for _, e := range p.editions {
			there[entryKey(e.Report, e.Number)] = e
		}
	}
	seen := map[string]bool{}
	for _, entry := range slices.Backward(log.Entries()) {
		key := entryKey(entry.Report, entry.Edition)
		if seen[key] {
			continue // a withdrawal has come after it
		}
		seen[key] = true
		if err := b.checkEntry(entry, there[key]); err != nil {
			return err
		}
	}
	for _, p := range b.published {
		for _, e := range p.editions {
			if !seen[entryKey(e.Report, e.Number)] {
				b.diags.Add(diag.New("EDITION-LOG", diag.Place{File: path.Join(e.Dir, edition.YAMLName)}, "number", e.Number).With("unlogged"))
			}
		}
	}
	return nil
}

// misplaced reports editions that are in two folders, or not where they belong.
func (b *builder) misplaced() bool {
	var all []*edition.Edition
	for _, p := range b.published {
		all = append(all, p.editions...)
	}
	return edition.Misplaced(all, b.diags)
}

// checkEntry compares the last entry about an edition with what is there.
func (b *builder) checkEntry(entry publog.Entry, e *edition.Edition) error {
	at := b.log.Place(entry.Number)
	if e == nil {
		b.diags.Add(diag.New("EDITION-LOG", at, "number", entry.Edition, "report", entry.Report).With("lost"))
		return nil
	}
	sum, err := e.Digest(b.fsys)
	if err != nil {
		return err
	}
	file := diag.Place{File: path.Join(e.Dir, edition.YAMLName)}
	switch withdrawn := entry.Kind == publog.Withdrawal; {
	case withdrawn != (e.Withdrawn != nil):
		b.diags.Add(diag.New("EDITION-LOG", file, "number", e.Number).With("withdrawal").See("log", at))
	case sum != entry.Digest, !withdrawn && e.PublicDigest != entry.Public:
		b.diags.Add(diag.New("EDITION-LOG", file, "number", e.Number).See("log", at))
	}
	return nil
}

func entryKey(report string, number int) string { return layout.EditionFolder(report, number) }

// public writes what tells of publications: the log with its tree, its page and
// the feeds, and the pages at addresses that something had before.
func (b *builder) public(list *layout.PublicLog) error {
	files, err := b.log.Files(b.cfg.Signer)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := b.add(layout.LogFolder+f.Path, f.Content); err != nil {
			return err
		}
	}
	pages, err := b.set.PublicLog(b.site, b.committees, list)
	if err != nil {
		return err
	}
	if err := b.addAll(pages); err != nil {
		return err
	}
	return b.redirects(b.movable())
}

// publicLog is the log with what it does not hold itself: names and reasons,
// which a withdrawal takes away.
func (b *builder) publicLog() (*layout.PublicLog, error) {
	head, err := b.log.Checkpoint(b.cfg.Signer)
	if err != nil {
		return nil, err
	}
	list := &layout.PublicLog{ID: b.log.ID(), Checkpoint: head, Key: b.cfg.Signer.Key()}
	for _, entry := range b.log.Entries() {
		p := layout.Publication{
			Number: entry.Number, Date: entry.Date, Kind: entry.Kind, Report: entry.Report, Edition: entry.Edition,
			Committee: firstStep(entry.Report), Folder: layout.EditionFolder(entry.Report, entry.Edition), Root: b.log.RootAt(entry.Number),
		}
		if entry.Kind != publog.Withdrawal {
			p.Public = entry.Public
		}
		if of, e := b.editionOf(entry.Report, entry.Edition); e != nil {
			p.Committee, p.Folder = of.committee.ID, layout.EditionFolder(of.path, e.Number)
			p.Withdrawn = e.Withdrawn != nil && entry.Kind != publog.Withdrawal
			tell(&p, b.set, of, e, entry.Kind)
		}
		list.Publications = append(list.Publications, p)
	}
	return list, nil
}

// editionOf finds an edition by the path that its report had when it was published.
func (b *builder) editionOf(report string, number int) (*published, *edition.Edition) {
	for _, p := range b.published {
		for _, e := range p.editions {
			if e.Report == report && e.Number == number {
				return p, e
			}
		}
	}
	return nil, nil
}

// tell adds what edition.yaml and the snapshot say.
func tell(p *layout.Publication, set *layout.Set, of *published, e *edition.Edition, kind publog.Kind) {
	if s := of.snapshots[e.Number]; s != nil {
		p.Title = s.Title
	}
	switch {
	case e.Withdrawn == nil:
		p.Reason, p.Ground = e.Reason, set.Basis(e)
	case kind == publog.Withdrawal:
		p.Reason = e.Withdrawn.Reason
	}
}

// movable are the reports that this build shows as redirects need them.
func (b *builder) movable() []moved {
	var all []moved
	for _, m := range b.metas {
		if !slices.ContainsFunc(b.published, func(p *published) bool { return p.path == m.Path }) {
			all = append(all, moved{path: m.Path, formerly: m.Formerly})
		}
	}
	for _, p := range b.published {
		m := moved{path: p.path, front: p.front}
		if meta := b.meta(p.path); meta != nil {
			m.formerly = meta.Formerly
		}
		for _, e := range p.editions {
			m.editions = append(m.editions, frozenPages{Edition: e, snapshot: p.snapshots[e.Number]})
		}
		all = append(all, m)
	}
	return all
}

// firstStep is the committee of a path.
func firstStep(report string) string {
	committee, _, _ := strings.Cut(report, "/")
	return committee
}
