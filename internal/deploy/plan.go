package deploy

import (
	"bytes"
	"context"
	"crypto/sha256"
	"path"
	"path/filepath"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/site"
)

// A plan is all that is to be done at a target.
type plan struct {
	first     []string // files that go before all else, since they stand in the way
	tiers     [tiers][]step
	last      []string            // files that go at the end
	manifest  []byte              // that lies there then
	files     map[string]site.Sum // what it lists
	leaving   map[string]bool     // of these, what the site has no more
	unchanged int
	keep      bool // what is replaced or removed is kept
	anew      bool // and nothing of an earlier run's is
	isNew     func(name string) bool
}

// A step puts one file in place.
type step struct {
	path string
	item item // what is sent; its file is "" when the kept one is put back
	size int64
	old  bool // what stands there is of the deployment before, and is kept
}

// tell writes the plan into the result.
func (p *plan) tell(r *Result) {
	add := func(do Do, name string) { r.Changes = append(r.Changes, Change{do, name}) }
	for _, name := range p.first {
		add(Remove, name)
	}
	for _, steps := range p.tiers {
		for _, s := range steps {
			r.Bytes += s.size
			if p.isNew(s.path) {
				r.Added++
				add(Add, s.path)
			} else {
				r.Replaced++
				add(Replace, s.path)
			}
		}
	}
	for _, name := range p.last {
		add(Remove, name)
	}
	r.Removed, r.Unchanged, r.Kept = len(p.first)+len(p.last), p.unchanged, p.keep
}

// plan compares the folder with the target.
func (r *run) plan(ctx context.Context) (*plan, error) {
	items, err := r.local.items(r.store.isFolder(), r.opts.Encoding)
	if err != nil {
		return nil, err
	}
	r.checkTarget(items)
	if r.diags.Failed() {
		return nil, nil
	}
	p := r.newPlan()
	for _, name := range sorted(items) {
		if err := r.planFile(ctx, p, items[name]); err != nil {
			return nil, err
		}
		p.files[name] = items[name].sum
	}
	if r.diags.Failed() {
		return nil, nil
	}
	r.planRemovals(p)
	head := site.Manifest{AsOf: r.local.manifest.AsOf, Audience: r.local.manifest.Audience}
	if r.store.isFolder() {
		head.Copies = r.local.manifest.Copies
	}
	p.manifest = manifestOf(head, p.files)
	r.planKeeping(p)
	return p, nil
}

func (r *run) newPlan() *plan {
	t := r.there
	return &plan{
		files: map[string]site.Sum{}, leaving: map[string]bool{},
		isNew: func(name string) bool { _, ok := t.listing[name]; return !ok },
	}
}

// checkTarget says what at the target forbids to deploy there.
func (r *run) checkTarget(items map[string]item) {
	t, s := r.there, r.store
	if names := t.strangers(items); len(names) > 0 {
		const few = 5
		shown := strings.Join(names[:min(few, len(names))], ", ")
		if len(names) > few {
			shown += ", …"
		}
		r.diags.Add(diag.New("DEPLOY-FOREIGN", diag.Place{File: s.place("")}, "names", shown).With("strangers"))
	}
	r.checkRelease(items)
	if !bytes.HasPrefix(r.local.log, t.log) {
		at := diag.NewSource(s.place(logName), t.log)
		number := bytes.Count(t.log[:common(r.local.log, t.log)], []byte("\n")) + 1
		start := common(r.local.log, t.log)
		r.diags.Add(diag.New("DEPLOY-LOG", at.Place(start, start), "number", number))
	}
}

// indexFolder is where the index that readers search lies in every site that was
// built for release, and in no other.
const indexFolder = "search/pagefind/"

// checkRelease refuses to replace a site that was built for release by one that
// was not: search, printed reports and compressed copies would go.
func (r *run) checkRelease(items map[string]item) {
	indexed := func(name string) bool { return strings.HasPrefix(name, indexFolder) }
	for name := range items {
		if indexed(name) {
			return
		}
	}
	r.result.Bare = r.there.raw == nil && !r.there.begun
	released, gone := false, 0
	for name := range r.there.sums {
		if _, stays := items[name]; !stays && !r.there.leaving[name] {
			gone++
			released = released || indexed(name)
		}
	}
	if released {
		at := diag.Place{File: filepath.ToSlash(r.opts.Source)}
		r.diags.Add(diag.New("DEPLOY-SOURCE", at, "folder", at.File, "count", gone).With("bare"))
	}
}

// common is how many bytes two texts begin with in common.
func common(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// planFile decides about one file of the site.
func (r *run) planFile(ctx context.Context, p *plan, it item) error {
	t := r.there
	_, listed := t.listing[it.path]
	old, known := t.sums[it.path]
	if t.stands(it.path, it.size) && known && old == it.sum {
		p.unchanged++
		return nil
	}
	keep := listed && known && old != it.sum
	if listed && (t.touched[it.path] || !t.ours(it.path)) {
		same, asBefore, err := r.compare(ctx, it, old)
		if err != nil {
			return err
		}
		if same {
			p.unchanged++
			return nil
		}
		keep = keep && asBefore
		if !t.ours(it.path) {
			r.diags.Add(diag.New("DEPLOY-FOREIGN", diag.Place{File: r.store.place(it.path)}, "name", it.path))
			return nil
		}
	}
	at := tierOf(it.path, !listed)
	p.tiers[at] = append(p.tiers[at], step{path: it.path, item: it, size: it.size, old: keep})
	return nil
}

// compare looks at a file of which nobody knows whether it is the new one: a run
// was stopped when it may just have put it there, or somebody else has. It tells
// whether it is the new one, or the one of the deployment before.
func (r *run) compare(ctx context.Context, it item, old site.Sum) (same, asBefore bool, err error) {
	sum, ok, err := r.store.sum(ctx, it.path)
	if err != nil {
		return false, false, err
	}
	if !ok && r.there.listing[it.path] == it.size { // somebody else's: only its bytes tell
		content, err := r.store.read(ctx, it.path)
		if err != nil {
			return false, false, err
		}
		sum = sha256.Sum256(content)
	}
	return sum == it.sum && r.there.listing[it.path] == it.size, sum == old, nil
}

// planRemovals finds what goes: files of ours that the site has no more. Those
// that pages load stay until the next deployment.
func (r *run) planRemovals(p *plan) {
	t := r.there
	gone := map[string]bool{}
	for name := range t.sums {
		gone[name] = true
	}
	for name := range t.touched {
		gone[name] = true
	}
	blocks := blockers(p.files)
	nothing := r.nothingNew(p)
	for _, name := range sorted(gone) {
		_, wanted := p.files[name]
		_, listed := t.listing[name]
		sum, known := t.sums[name]
		switch {
		case wanted || !listed || name == site.ManifestName:
		case lingers(name) && known && (!t.leaving[name] || nothing) && !t.touched[name]:
			p.leaving[name] = true
		case blocks(name):
			p.first = append(p.first, name)
		default:
			p.last = append(p.last, name)
		}
		if p.leaving[name] {
			p.files[name] = sum
		}
	}
}

// nothingNew reports whether the target has just the site, and what lingers.
func (r *run) nothingNew(p *plan) bool {
	for name, sum := range r.there.sums {
		if want, ok := p.files[name]; ok && want != sum || !ok && !r.there.leaving[name] {
			return false
		}
	}
	for name := range p.files {
		if _, ok := r.there.sums[name]; !ok {
			return false
		}
	}
	return true
}

// blockers tells which file cannot stay while the others are put in place: one
// is a folder of the other.
func blockers(files map[string]site.Sum) func(name string) bool {
	folders := map[string]bool{}
	for name := range files {
		for dir := path.Dir(name); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	return func(name string) bool {
		if folders[name] {
			return true
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if _, ok := files[dir]; ok {
				return true
			}
		}
		return false
	}
}

// planKeeping decides whether what is replaced is kept: as long as the log is
// the same, for there is no way back from what was published or withdrawn. And
// it decides whether what an earlier run has kept belongs to that.
func (r *run) planKeeping(p *plan) {
	t := r.there
	log := r.local.sums[logName]
	p.keep = !r.opts.Forget && t.raw != nil && t.sums[logName] == log && bytes.Equal(t.log, r.local.log)
	finishing := t.begun && bytes.Equal(p.manifest, t.raw) // that run was stopped after all was in place
	going := t.begun && bytes.Equal(t.keptRaw, t.raw)
	p.anew = p.keep && !finishing && !going
	if finishing {
		p.keep = p.keep && t.keptRaw != nil && sumsOf(t.before)[logName] == log
	}
}

// manifestOf is the manifest of what lies at the target after a run.
func manifestOf(head site.Manifest, files map[string]site.Sum) []byte {
	for _, name := range sorted(files) {
		head.Files = append(head.Files, site.File{Path: name, Sum: files[name]})
	}
	return head.Bytes()
}
