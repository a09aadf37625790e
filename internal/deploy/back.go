package deploy

import (
	"context"
	"crypto/sha256"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/site"
)

func sumOf(content []byte) site.Sum { return sha256.Sum256(content) }

// planBack finds how to put the deployment before back. It must be whole, and
// the publication log must be the one of today: what was published stays so, and
// what was withdrawn does not come back.
func (r *run) planBack(ctx context.Context) (*plan, error) {
	t := r.there
	refuse := func(variant string) (*plan, error) {
		r.diags.Add(diag.New("DEPLOY-ROLLBACK", diag.Place{File: r.store.place("")}).With(variant))
		return nil, nil
	}
	before := sumsOf(t.before)
	switch {
	case t.keptRaw == nil && r.keptByOthers():
		return refuse("key")
	case t.keptRaw == nil:
		return refuse("none")
	case t.log != nil && sumOf(t.log) != before[logName], t.log == nil && before[logName] != site.Sum{}:
		return refuse("log")
	}
	p := r.newPlan()
	p.files, p.keep = before, false
	for _, name := range sorted(before) {
		if t.kept[name] {
			_, listed := t.listing[name]
			at := tierOf(name, !listed)
			p.tiers[at] = append(p.tiers[at], step{path: name, size: t.listing[r.previous(name)]})
			continue
		}
		stands, err := r.standsAs(ctx, name, before[name])
		if err != nil {
			return nil, err
		}
		if !stands {
			return refuse("incomplete")
		}
		p.unchanged++
	}
	r.planRemovals(p)
	head := t.before
	head.Files = nil
	p.manifest = manifestOf(head, p.files)
	return p, nil
}

// keptByOthers reports whether a deployment is kept in a folder whose name these
// keys do not know.
func (r *run) keptByOthers() bool {
	own := r.previous("")
	for name := range r.there.listing {
		if strings.HasPrefix(name, previousName) && !strings.HasPrefix(name, own) {
			return true
		}
	}
	return false
}

// standsAs reports whether a file of the deployment before was never changed.
func (r *run) standsAs(ctx context.Context, name string, want site.Sum) (bool, error) {
	t := r.there
	if _, listed := t.listing[name]; !listed {
		return false, nil
	}
	if !t.touched[name] {
		return t.sums[name] == want, nil
	}
	sum, ok, err := r.store.sum(ctx, name)
	return ok && sum == want, err
}
