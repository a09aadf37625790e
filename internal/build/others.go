package build

import (
	"maps"
	"slices"
	"sync"

	"tertial/internal/content"
	"tertial/internal/data"
)

// othersKept is how many reports' datasets are kept for others that take
// figures from them. Reports are taken in the order of their paths, and refer
// to their neighbours: few are enough, and memory does not grow with the site.
const othersKept = 12

// others reads the datasets of reports that others take figures from. What is
// wrong in them is found when their own report is taken. It is safe for
// concurrent use.
type others struct {
	b     *builder
	paths []string
	metas map[string]*content.Meta

	mu     sync.Mutex
	recent []otherReport   // the last used one first
	used   map[string]bool // paths of the reports that were asked for
}

type otherReport struct {
	path string
	read func() readSets
}

// readSets are the datasets of a report, and in a session all that they were
// made of.
type readSets struct {
	sets []*data.Dataset
	told map[question]string
}

func newOthers(b *builder) *others {
	o := &others{b: b, metas: map[string]*content.Meta{}, used: map[string]bool{}}
	for _, m := range b.metas {
		o.paths = append(o.paths, m.Path)
		o.metas[m.Path] = m
	}
	for _, p := range b.published { // what this build shows of them are editions, or that they are withdrawn
		if o.metas[p.path] == nil {
			o.paths = append(o.paths, p.path)
		}
	}
	slices.Sort(o.paths)
	return o
}

// get returns the datasets of a report, and false when this build may not see
// such a report.
func (o *others) get(path string) (readSets, bool) {
	meta, ok := o.metas[path]
	if !ok {
		return readSets{}, false
	}
	o.mu.Lock()
	o.used[path] = true
	o.mu.Unlock()
	return o.entry(meta).read(), true
}

// asked are the reports that others took figures from, sorted, each once.
func (o *others) asked() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Sorted(maps.Keys(o.used))
}

// entry finds or makes the report's entry and puts it first.
func (o *others) entry(meta *content.Meta) otherReport {
	o.mu.Lock()
	defer o.mu.Unlock()
	at := slices.IndexFunc(o.recent, func(r otherReport) bool { return r.path == meta.Path })
	var entry otherReport
	if at >= 0 {
		entry = o.recent[at]
		o.recent = slices.Delete(o.recent, at, at+1)
	} else {
		entry = otherReport{path: meta.Path, read: sync.OnceValue(func() readSets { return o.b.readAgain(meta) })}
	}
	o.recent = slices.Insert(o.recent, 0, entry)
	o.recent = o.recent[:min(len(o.recent), othersKept)]
	return entry
}
