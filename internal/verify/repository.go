package verify

import (
	"errors"
	"io/fs"
	"path"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/publog"
)

// Repository verifies the editions and the publication log in a site's own
// folder: each byte of an edition with its manifest, each edition.yaml with the
// log, and the log with itself and the checkpoint that was kept. An error means
// that the folder could not be read.
func Repository(fsys fs.FS, opts Options) (*Result, error) {
	text, err := fs.ReadFile(fsys, publog.Path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	r := &repository{fsys: fsys, diags: &diag.List{}, result: &Result{}, seen: map[int]bool{}}
	r.log = publog.Parse(diag.NewSource(publog.Path, text), r.diags)
	if kept := opts.Kept; kept != nil && r.log.Sound() && r.log.CheckExtends(kept.Checkpoint, kept.Place, r.diags) {
		r.result.Extended = kept.Size
	}
	if err := r.editions(); err != nil {
		return nil, err
	}
	edition.Misplaced(r.all, r.diags)
	r.lost()
	r.result.Entries = r.log.Size()
	if r.result.Findings = r.diags.Sorted(); !r.result.Failed() && r.log.Size() > 0 {
		r.result.Checkpoint = r.log.Head(nil).Text()
	}
	return r.result, nil
}

type repository struct {
	fsys   fs.FS
	log    *publog.Log
	seen   map[int]bool
	all    []*edition.Edition
	diags  *diag.List
	result *Result
}

// editions looks at every folder with editions below content/.
func (r *repository) editions() error {
	err := fs.WalkDir(r.fsys, "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() || path.Base(name) != edition.Folder {
			return err
		}
		for _, e := range edition.ListIn(r.fsys, name, r.diags) {
			r.edition(e)
			r.all = append(r.all, e)
		}
		return fs.SkipDir
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (r *repository) edition(e *edition.Edition) {
	r.result.Editions++
	if e.Withdrawn != nil {
		r.result.Editions--
		r.result.Withdrawn++
	}
	before := r.diags.Len()
	e.Check(r.fsys, r.diags)
	if r.diags.Len() == before {
		r.result.Files += r.count(e.Dir)
	}
	if r.log.Sound() && e.Kind != edition.Sent {
		r.logged(e)
	}
}

// count is how many files a folder holds.
func (r *repository) count(dir string) int {
	n := 0
	err := fs.WalkDir(r.fsys, dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !edition.Litter(name) {
			n++
		}
		return err
	})
	if err != nil {
		return 0
	}
	return n
}

// logged compares edition.yaml with the lines about the edition.
func (r *repository) logged(e *edition.Edition) {
	at := diag.Place{File: path.Join(e.Dir, edition.YAMLName)}
	latest, ok := r.log.Latest(e.Report, e.Number)
	if !ok {
		r.diags.Add(diag.New("VERIFY-EDITION", at, "name", at.File).With("unlogged"))
		return
	}
	r.seen[latest.Number] = true
	sum, err := e.Digest(r.fsys)
	if err != nil {
		r.diags.Report("FILE", at, "reason", err)
		return
	}
	published := r.publication(e)
	if sum != latest.Digest || !agree(e, published, latest) || !r.fits(e, published.Number-1) {
		r.diags.Add(diag.New("VERIFY-EDITION", at, "name", at.File).With("yaml").See("log", r.log.Place(latest.Number)))
	}
}

// publication is the line that published an edition.
func (r *repository) publication(e *edition.Edition) publog.Entry {
	for entry := range r.log.Published {
		if entry.Report == e.Report && entry.Edition == e.Number {
			return entry
		}
	}
	return publog.Entry{}
}

// agree reports whether the lines about an edition say what its edition.yaml
// says: nothing else bears witness to the last line of a log.
func agree(e *edition.Edition, published, latest publog.Entry) bool {
	date := e.Date
	if e.Withdrawn != nil {
		date = e.Withdrawn.Date
	}
	return published.Public == e.PublicDigest && published.Kind == publog.Kind(e.Kind) && published.Date == e.Date &&
		latest.Date == date && (latest.Kind == publog.Withdrawal) == (e.Withdrawn != nil)
}

// fits reports whether an edition carries the checkpoint of the log as it was
// before the edition was entered.
func (r *repository) fits(e *edition.Edition, before int) bool {
	if before <= 0 {
		return e.Checkpoint == ""
	}
	head, err := publog.ParseCheckpoint([]byte(e.Checkpoint))
	return err == nil && head.Size == before && head.Root == r.log.RootAt(before)
}

// lost reports lines of the log whose edition is not there.
func (r *repository) lost() {
	if !r.log.Sound() {
		return
	}
	for entry := range r.log.Published {
		if latest, _ := r.log.Latest(entry.Report, entry.Edition); !r.seen[latest.Number] {
			r.diags.Add(diag.New("VERIFY-EDITION", r.log.Place(entry.Number), "edition", entry.Edition, "report", entry.Report).With("lost"))
		}
	}
}
