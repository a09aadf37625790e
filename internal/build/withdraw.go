package build

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/pdf"
	"tertial/internal/privacy"
	"tertial/internal/publog"
	"tertial/internal/site"
)

// A WithdrawRequest says which editions are taken off the web, and on what ground.
type WithdrawRequest struct {
	Report    string // its path: committee/year/report
	Numbers   []int  // of the editions; none is all that are published
	Reason    string
	By        string // role
	Preserved string // where it is kept: a diary number or an archive's reference; or
	Disposal  string // the decision (§) to destroy it
	// Acknowledged are codes of warnings about the words above that have been read.
	Acknowledged []string
	Hook         site.ChangeHook
}

// A Withdrawal is what came of it.
type Withdrawal struct {
	Findings  []diag.Finding
	Editions  []*edition.Edition // that were withdrawn
	Date      string             // of the withdrawal: that of the log's last entry, should the clock be before it
	Purge     []string           // addresses that caches and search engines may still hold, with the site's base URL
	Guessed   bool               // the site cannot be built, so other pages that name the report may be missing from Purge
	Stopping  []diag.Finding     // errors elsewhere that came of it and stop the next build
	Referring []string           // files of other reports that name this one
}

// Failed reports whether nothing was withdrawn.
func (w *Withdrawal) Failed() bool { return len(w.Editions) == 0 }

// A NoEditionError says that a report has no such edition that is published.
type NoEditionError struct {
	Report    string
	Number    int  // 0 is any
	Withdrawn bool // it was withdrawn before
}

func (e *NoEditionError) Error() string {
	return fmt.Sprintf("%s has no published edition %d", e.Report, e.Number)
}

// Withdraw takes editions of a report off the web: of each edition.yaml is left,
// which says so, and the log gets an entry. All else of them is removed, in one
// step. An edition that was changed by hand is withdrawn all the same.
func Withdraw(ctx context.Context, cfg Config, req WithdrawRequest) (result *Withdrawal, err error) {
	store, err := edition.Open(cfg.Root, req.Hook)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	root, err := os.OpenRoot(cfg.Root)
	if err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	defer func() { _ = root.Close() }() // only read from
	w := &withdrawer{
		builder: &builder{cfg: cfg, fsys: root.FS(), diags: &diag.List{}}, req: req, store: store, result: &Withdrawal{},
	}
	if err := w.plan(); err != nil {
		return nil, err
	}
	w.result.Findings = privacy.Conceal(w.diags.Sorted())
	if w.diags.Failed() {
		w.result.Editions = nil
		return w.result, nil
	}
	before := render(ctx, cfg, req.Report, Public)
	if err := w.stage(); err != nil {
		return nil, err
	}
	if err := store.Commit(ctx); err != nil {
		return nil, err
	}
	return w.result, errors.Join(w.around(ctx, before), clearDrawings(cfg.ChartCache), pdf.OpenKeep(cfg.pdfCache()).Clear())
}

// A withdrawer is the state of one call of Withdraw.
type withdrawer struct {
	*builder
	req      WithdrawRequest
	store    *edition.Store
	editions []*edition.Edition
	pagesOf  []string // paths of the pages and files on which something of the editions stands
	result   *Withdrawal
}

// plan finds the editions and all that refers to them.
func (w *withdrawer) plan() error {
	known := &diag.List{} // what else is wrong with the site must not keep anything on the web
	own := content.ReadSite(w.fsys, known)
	w.site = &layout.Site{Site: own, BaseURL: withSlash(cmp.Or(w.cfg.BaseURL, own.BaseURL, "/"))}
	w.committees = content.ReadCommittees(w.fsys, known)
	w.gate = w.newGate()
	if _, err := fs.Stat(w.fsys, path.Join("content", w.req.Report)); err != nil {
		return NoReport(w.fsys, w.req.Report)
	}
	found := &diag.List{}
	w.editions = edition.ListIn(w.fsys, path.Join("content", w.req.Report, edition.Folder), found)
	err := w.choose()
	var missing *NoEditionError
	if errors.As(err, &missing) && found.Failed() {
		w.diags.Merge(found) // it may be there, and cannot be read
		return nil
	}
	if err != nil {
		return err
	}
	if w.log, err = w.readLog(); err != nil {
		return err
	}
	w.checkWords()
	w.tryLog()
	w.pagesOf = append(w.addresses(), w.sentAddresses()...)
	w.result.Referring, err = w.referring()
	w.result.Referring = w.withDispatches(w.result.Referring)
	return err
}

// checkWords puts what is published with the withdrawal before the privacy gate.
// Nothing takes it back, so a warning must have been read.
func (w *withdrawer) checkWords() {
	asked := map[diag.Code]bool{}
	dir := edition.Dir(w.req.Report, w.result.Editions[0].Number)
	found := w.gateWords(dir, []said{
		{"--reason", w.req.Reason}, {"--by", w.req.By}, {"--preserved", w.req.Preserved}, {"--disposal-decision", w.req.Disposal},
	})
	if privacy.LooksLikePerson(w.req.By) {
		found = append(found, diag.New("ROLE-NAME", diag.Place{File: dir}, "role", w.req.By))
	}
	for _, f := range found {
		w.diags.Add(f)
		if f.Severity != diag.Warning || asked[f.Code] || slices.Contains(w.req.Acknowledged, string(f.Code)) {
			continue
		}
		asked[f.Code] = true
		w.diags.Add(diag.New("PUBLISH-ACKNOWLEDGE", f.Place, "code", string(f.Code)).With("withdrawal"))
	}
}

// tryLog asks the log whether it takes entries of that day. What must go is not
// kept by a last entry of a later day: the withdrawal then gets that one.
func (w *withdrawer) tryLog() {
	for _, f := range w.ahead(diag.Place{File: "--as-of"}) {
		w.diags.Add(f)
	}
	w.cfg.AsOf = max(w.cfg.AsOf, w.log.LastDate())
	w.result.Date = w.cfg.AsOf
	e := w.result.Editions[0]
	w.log.Next(publog.Entry{
		Date: w.cfg.AsOf, Kind: publog.Withdrawal, Report: e.Report, Edition: e.Number, Digest: edition.Digest(nil),
	}, w.diags)
}

// choose finds the editions that are asked for.
func (w *withdrawer) choose() error {
	for _, e := range w.editions {
		if e.Withdrawn == nil && (len(w.req.Numbers) == 0 || slices.Contains(w.req.Numbers, e.Number)) {
			w.result.Editions = append(w.result.Editions, e)
		}
	}
	for _, n := range w.req.Numbers {
		at := slices.IndexFunc(w.editions, func(e *edition.Edition) bool { return e.Number == n })
		if at < 0 || w.editions[at].Withdrawn != nil {
			return &NoEditionError{Report: w.req.Report, Number: n, Withdrawn: at >= 0}
		}
	}
	if len(w.result.Editions) == 0 {
		return &NoEditionError{Report: w.req.Report, Withdrawn: len(w.editions) > 0}
	}
	return nil
}

// stage puts the change together, and the entries in the log.
func (w *withdrawer) stage() error {
	var entries []publog.Entry
	for _, e := range w.result.Editions {
		e.Withdrawn = &edition.Withdrawal{
			Date: w.cfg.AsOf, Reason: w.req.Reason, By: w.req.By, Preserved: w.req.Preserved, Disposal: w.req.Disposal,
			Sources: w.sourcesOfEdition(e),
		}
		text, err := w.store.Withdraw(w.fsys, e)
		if err != nil {
			return err
		}
		entries = append(entries, publog.Entry{
			Date: w.cfg.AsOf, Kind: publog.Withdrawal, Report: e.Report, Edition: e.Number, Digest: edition.Digest(text),
		})
	}
	return enter(w.fsys, w.store, w.log, entries)
}

// addresses are the paths of all pages and files on which something of the
// editions stood.
func (w *withdrawer) addresses() []string {
	var all []string
	for _, e := range w.result.Editions {
		for _, report := range slices.Compact([]string{w.req.Report, e.Report}) {
			for _, page := range w.pages(e) {
				all = append(all, report+"/"+page)
			}
		}
	}
	return all
}

// pages are the addresses, from the report's, of an edition's pages and files,
// and of the pages of all others: their frames tell of the editions, of what
// was corrected and of how numbers have changed.
func (w *withdrawer) pages(e *edition.Edition) []string {
	pages := []string{""}
	for _, other := range w.editions {
		folder := strconv.Itoa(other.Number) + "/"
		pages = append(pages, folder, folder+"changes/", folder+"changes-to-latest/", folder+edition.PrintName)
		for _, name := range w.published(other) {
			if other == e || path.Base(name) == "index.html" {
				pages = append(pages, folder+name)
			}
		}
	}
	return pages
}

// published are the paths of an edition's pages and files from its own address,
// as far as they can still be told.
func (w *withdrawer) published(e *edition.Edition) []string {
	var names []string
	err := fs.WalkDir(w.fsys, e.Public(), func(at string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, strings.TrimPrefix(at, e.Public()+"/"))
		}
		return nil
	})
	if err != nil {
		return nil
	}
	return names
}

// referring are the files of other reports, working copies and editions, that
// name this one.
func (w *withdrawer) referring() ([]string, error) {
	needle := []byte(w.req.Report)
	var names []string
	for _, top := range [...]string{"content", "data"} {
		err := fs.WalkDir(w.fsys, top, func(at string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && (at == path.Join(top, w.req.Report) || at != top && strings.HasPrefix(entry.Name(), ".")):
				return fs.SkipDir
			case !slices.Contains([]string{".md", ".yaml", ".html"}, path.Ext(at)) || !entry.Type().IsRegular():
				return nil
			}
			text, err := fs.ReadFile(w.fsys, at)
			if bytes.Contains(text, needle) {
				names = append(names, at)
			}
			return err
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("look for references: %w", err)
		}
	}
	return names, nil
}

// clearDrawings empties the folder of kept drawings, which may hold some of
// what was withdrawn.
func clearDrawings(dir string) error {
	if dir == "" {
		return nil
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.chart"))
	for _, name := range names {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}
