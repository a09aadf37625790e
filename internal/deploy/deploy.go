// Package deploy brings a built site to where it is served: a folder, such as a
// mounted share, or a bucket of a server that speaks S3.
//
// In comes the folder that package build has written and a target; what goes out
// are the files that the target lacks, and findings when it may not be done. The
// command prints what comes out; package verify judges the folder first.
//
// # What may be touched
//
// The site's own manifest lies at the target and says which files are ours. Only
// those are replaced or removed, however much else lies there. The publication
// log there must be the beginning of ours: what was published stays published,
// and nothing that was withdrawn comes back. So also the previous deployment is
// kept, to go back to, only as long as the log is the same.
//
// # The order
//
// What pages need goes before the pages, and new pages before those that lead to
// them; then the manifest; then what is no longer there goes away. Each file is
// replaced as a whole. Style sheets and scripts of the deployment before stay until the
// next one, for readers who have just fetched a page that needs them. So whenever
// the command is stopped, each page at the target finds what it needs, and the
// next run goes on: before anything is changed, a journal at the target names
// all that is about to be.
//
// At the target, .tertial/ holds the lock, the journal, and the files of the
// previous deployment in a folder that nobody can guess.
package deploy

import (
	"context"
	"errors"
	"strings"
	"time"

	"tertial/internal/audience"
	"tertial/internal/diag"
	"tertial/internal/squeeze"
)

// Options say what is deployed and how. Source, Audience, Holder and Wait are required.
type Options struct {
	Source   string            // folder of the built site
	Audience audience.Audience // whom the target is for: the site must have been built for it
	Encoding squeeze.Encoding  // in a bucket, what browsers load lies there compressed

	DryRun    bool // only say what would be done
	Rollback  bool // put the previous deployment back instead
	Forget    bool // keep nothing to go back to, and remove what was kept
	BreakLock bool // take the lock of a run that is known to have ended

	Holder   Holder
	Wait     func(context.Context, time.Duration) error // between attempts
	Progress func(done, total int)                      // may be nil
	Hook     func(op, name string) error                // tests: asked before every change at the target
	noSync   bool                                       // tests: do not wait for the disk
}

// A Change is what happens to one file at the target.
type Change struct {
	Do   Do
	Path string
}

// Do is what a [Change] does.
type Do byte

// What changes do.
const (
	Add     Do = '+'
	Replace Do = '~'
	Remove  Do = '-'
)

// A Result says what was done, or would be.
type Result struct {
	Findings  []diag.Finding
	Changes   []Change // in the order in which they are made
	Added     int
	Replaced  int
	Removed   int
	Unchanged int
	Bytes     int64 // sent
	Resumed   bool  // an earlier run had been stopped, and this one went on from there
	Kept      bool  // the deployment before can be put back
	Bare      bool  // the target was empty, and the site is none of a release: it has no index to search
}

// Failed reports whether something stands in the way.
func (r *Result) Failed() bool { return len(r.Findings) > 0 }

// Run deploys. With findings nothing was changed at the target, but for the one
// that says that the folder has changed meanwhile: then the next run completes
// what this one began. So it does after an error, which is a [TargetError]
// when the target is the reason.
func Run(ctx context.Context, t *Target, opts Options) (*Result, error) {
	r := &run{opts: opts, result: &Result{}, diags: &diag.List{}}
	if err := r.prepare(ctx); err != nil || r.diags.Failed() {
		return r.end(err)
	}
	s, err := t.open(ctx, opts)
	if err != nil {
		return nil, err
	}
	r.store = &hooked{store: s, hook: opts.Hook}
	defer func() { _ = s.close() }() // what was written is written
	return r.end(r.locked(ctx))
}

// A run is the state of one deployment.
type run struct {
	opts   Options
	result *Result
	diags  *diag.List
	store  store
	lock   *lock  // nil for a dry run
	local  *local // nil when the previous deployment is put back
	there  *there
}

func (r *run) end(err error) (*Result, error) {
	r.result.Findings = r.diags.Sorted()
	return r.result, err
}

func (r *run) prepare(ctx context.Context) (err error) {
	if r.opts.Rollback {
		return nil
	}
	r.local, err = openLocal(ctx, r.opts, r.diags)
	return err
}

// locked does the run under the target's lock; a dry run needs none.
func (r *run) locked(ctx context.Context) (err error) {
	if !r.opts.DryRun {
		lock, err := takeLock(ctx, r.store, r.opts, r.diags)
		if lock == nil || err != nil {
			return err
		}
		defer func() { _ = lock.release(context.WithoutCancel(ctx)) }() // else the next run finds that we are gone
		r.lock = lock
	}
	if r.there, err = look(ctx, r.store, r.diags); err != nil || r.diags.Failed() {
		return err
	}
	if err := r.sweep(ctx); err != nil {
		return err
	}
	r.result.Resumed = r.there.begun
	var p *plan
	if r.opts.Rollback {
		p, err = r.planBack(ctx)
	} else {
		p, err = r.plan(ctx)
	}
	if err != nil || r.diags.Failed() {
		return err
	}
	p.tell(r.result)
	if r.opts.DryRun {
		return nil
	}
	return r.do(ctx, p)
}

// sweep removes what runs that were stopped had only begun to write.
func (r *run) sweep(ctx context.Context) error {
	for _, name := range sorted(r.there.listing) {
		if r.lock != nil && strings.HasPrefix(name, stageName) {
			if err := r.store.remove(ctx, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// errChanged is what stops a run that finds another file than the one it proved.
var errChanged = errors.New("the folder has changed meanwhile")
