package deploy

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"path"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"tertial/internal/diag"
	"tertial/internal/site"
	"tertial/internal/squeeze"
)

// do carries a plan out. Whatever stops it, the next run goes on from there.
func (r *run) do(ctx context.Context, p *plan) error {
	if len(r.result.Changes) == 0 && !r.there.begun {
		return r.same(ctx, p)
	}
	if err := r.begin(ctx, p); err != nil {
		return err
	}
	w := &worker{run: r, plan: p, total: len(r.result.Changes)}
	err := w.all(ctx)
	if errors.Is(err, errChanged) {
		return nil // which is a finding
	}
	if err != nil {
		return err
	}
	return r.finish(ctx, p)
}

// same ends a run that finds all files in place. The manifest may have the day
// of another build, and what is kept to go back to stays so.
func (r *run) same(ctx context.Context, p *plan) error {
	if !bytes.Equal(p.manifest, r.there.raw) {
		if err := r.write(ctx, site.ManifestName, p.manifest); err != nil {
			return err
		}
	}
	r.result.Kept = len(r.there.kept) > 0 && !r.opts.Forget && !r.opts.Rollback
	if r.result.Kept {
		return nil
	}
	if err := r.forget(ctx); err != nil {
		return err
	}
	return r.store.remove(ctx, r.previous(site.ManifestName))
}

// begin writes the journal, and clears the place for what is kept.
func (r *run) begin(ctx context.Context, p *plan) error {
	touched := maps.Clone(r.there.touched)
	for _, c := range r.result.Changes {
		touched[c.Path] = true
	}
	if err := r.write(ctx, journalName, listOf(touched)); err != nil {
		return err
	}
	if !p.anew {
		return nil
	}
	if err := r.forget(ctx); err != nil {
		return err
	}
	return r.write(ctx, r.previous(site.ManifestName), r.there.raw)
}

// previous is where a file of the deployment before is kept.
func (r *run) previous(name string) string { return previousName + r.store.secret() + "/" + name }

// forget removes what is kept of earlier deployments, but for the manifest that
// says what it was.
func (r *run) forget(ctx context.Context) error {
	own := r.previous(site.ManifestName)
	var names []string
	for _, name := range sorted(r.there.listing) {
		if strings.HasPrefix(name, previousName) && name != own {
			names = append(names, name)
		}
	}
	return each(ctx, names, func(name string) error { return r.store.remove(ctx, name) })
}

// write puts a small file of our own.
func (r *run) write(ctx context.Context, name string, content []byte) error {
	return r.store.put(ctx, name, ownParcel(name, content))
}

// A worker makes the changes of a plan and counts them.
type worker struct {
	*run
	plan  *plan
	total int

	mu   sync.Mutex
	done int
}

func (w *worker) all(ctx context.Context) error {
	if err := w.removeAll(ctx, w.plan.first); err != nil {
		return err
	}
	for _, steps := range w.plan.tiers {
		if err := each(ctx, steps, func(s step) error { return w.step(ctx, s) }); err != nil {
			return err
		}
	}
	if err := w.turn(ctx); err != nil {
		return err
	}
	for _, names := range pagesFirst(w.plan.last) {
		if err := w.removeAll(ctx, names); err != nil {
			return err
		}
	}
	return nil
}

// pagesFirst parts what goes: pages before what they need.
func pagesFirst(names []string) [2][]string {
	var parts [2][]string
	for _, name := range names {
		at := 1
		if file, _ := squeeze.Original(name); path.Ext(file) == ".html" {
			at = 0
		}
		parts[at] = append(parts[at], name)
	}
	return parts
}

// turn makes the manifest that of the new site. Until now the old one stood, and
// with it the right to say what is ours.
func (w *worker) turn(ctx context.Context) error {
	held, err := w.lock.held(ctx)
	if err != nil {
		return err
	}
	if !held {
		w.diags.Add(diag.New("DEPLOY-LOCKED", diag.Place{File: w.store.place("")}).With("lost"))
		return errChanged
	}
	if err := w.write(ctx, site.ManifestName, w.plan.manifest); err != nil {
		return err
	}
	return w.write(ctx, leavingName, listOf(w.plan.leaving))
}

// step puts one file in place, after what stands there was kept.
func (w *worker) step(ctx context.Context, s step) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.item.file == "" {
		if err := w.store.copy(ctx, w.previous(s.path), s.path); err != nil {
			return err
		}
		w.count()
		return nil
	}
	parcel, err := w.local.parcel(s.item)
	if err != nil {
		return err
	}
	if s.old && w.plan.keep {
		if err := w.store.copy(ctx, s.path, w.previous(s.path)); err != nil {
			return err
		}
	}
	if err := w.store.put(ctx, s.path, parcel); err != nil {
		return err
	}
	w.count()
	return nil
}

func (w *worker) removeAll(ctx context.Context, names []string) error {
	return each(ctx, names, func(name string) error { return w.removeOne(ctx, name) })
}

// each does something for many, some at a time. After an error no more is begun,
// and what has begun is waited for: nothing may reach the target when the lock is
// given back.
func each[T any](ctx context.Context, all []T, do func(T) error) error {
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(parallel)
	for _, one := range all {
		group.Go(func() error {
			if err := within.Err(); err != nil {
				return err
			}
			return do(one)
		})
	}
	return group.Wait()
}

func (w *worker) removeOne(ctx context.Context, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if w.keeps(name) {
		if err := w.store.copy(ctx, name, w.previous(name)); err != nil {
			return err
		}
	}
	if err := w.store.remove(ctx, name); err != nil {
		return err
	}
	w.count()
	return nil
}

// keeps reports whether a file that goes belongs to the deployment before.
func (w *worker) keeps(name string) bool {
	if !w.plan.keep || w.local == nil {
		return false
	}
	if w.plan.anew {
		_, ours := w.there.sums[name]
		return ours
	}
	for _, f := range w.there.before.Files {
		if f.Path == name {
			return !w.there.kept[name]
		}
	}
	return false
}

func (w *worker) count() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done++
	if w.opts.Progress != nil {
		w.opts.Progress(w.done, w.total)
	}
}

// finish removes what only a run needs. What was kept to go back to has its
// manifest as long as the journal stands: a rollback that is stopped here is
// completed by the next one.
func (r *run) finish(ctx context.Context, p *plan) error {
	if p.keep {
		return r.store.remove(ctx, journalName)
	}
	if err := r.forget(ctx); err != nil {
		return err
	}
	if err := r.store.remove(ctx, journalName); err != nil {
		return err
	}
	return r.store.remove(ctx, r.previous(site.ManifestName))
}

func ownParcel(name string, content []byte) *parcel {
	return &parcel{content: content, sum: sumOf(content), kind: site.MediaType(name), cache: CacheAsk}
}
