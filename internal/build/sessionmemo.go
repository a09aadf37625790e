package build

import (
	"maps"
	"sync"

	"tertial/internal/diag"
)

// A memo is what a session remembers of the steps of its builds. It is safe for
// concurrent use.
type memo struct {
	mu     sync.Mutex
	build  int // number of the build that is under way
	serial int // of the last step that was done
	steps  map[string]*made
	files  map[string][]byte // of this build
}

// made is what a step made of what it was told. Nobody changes it.
type made struct {
	serial   int // no two are the same
	used     int // number of the last build that had use for it
	inputs   string
	told     map[question]string
	findings []diag.Finding
	texts    []TextNumbers
	files    map[string][]byte
	value    any
	complete bool // it drew and wrote what there was: no error of another step had stopped it
}

func newMemo() *memo { return &memo{steps: map[string]*made{}} }

// begin starts a build.
func (m *memo) begin() {
	m.build++
	m.files = map[string][]byte{}
}

// end forgets the steps that the build had no use for.
func (m *memo) end() {
	maps.DeleteFunc(m.steps, func(_ string, s *made) bool { return s.used != m.build })
}

// Add implements writer.
func (m *memo) Add(path string, content []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[path] = content
	return nil
}

// caught is a writer of one step.
type caught map[string][]byte

// Add implements writer.
func (c caught) Add(path string, content []byte) error {
	c[path] = content
	return nil
}

// step does a part of the build, or takes what it made in a build before when all
// that it depends on is as it was. That is inputs, which stand for whatever the
// part takes from the builder, and every look at a file, which is counted by
// itself. Without a session the part is simply done.
//
// The part must use the builder that it is given, and change nothing of it but
// findings, files and counts: the rest is its value.
func (b *builder) step(name, inputs string, do func(*builder) (any, error)) (*made, error) {
	if b.memo == nil {
		value, err := do(b)
		return &made{value: value}, err
	}
	m := b.memo
	m.mu.Lock()
	s := m.steps[name]
	m.mu.Unlock()
	if s == nil || s.inputs != inputs || !s.complete && !b.failed() || !b.view.holds(s.told) || !holds(s.value, b) {
		var err error
		if s, err = b.perform(inputs, do); err != nil {
			return nil, err
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if s.serial == 0 {
		m.serial++
		s.serial = m.serial
	}
	s.used = m.build
	m.steps[name] = s
	for _, f := range s.findings {
		b.diags.Add(f)
	}
	for _, n := range s.texts {
		b.counts.add(n)
	}
	maps.Copy(m.files, s.files)
	return s, nil
}

// A conditional value holds only under conditions that it knows itself.
type conditional interface {
	// holds reports whether the part would make the same again.
	holds(b *builder) bool
}

func holds(value any, b *builder) bool {
	v, ok := value.(conditional)
	return !ok || v.holds(b)
}

// perform does a part with account kept of all that it asks for and makes.
func (b *builder) perform(inputs string, do func(*builder) (any, error)) (*made, error) {
	part, files := b.part()
	value, err := do(part)
	if err != nil {
		return nil, err
	}
	told, _ := part.fsys.(*tracker)
	return &made{
		inputs: inputs, told: told.all(), findings: part.diags.Sorted(), texts: part.counts.list, files: files, value: value,
		complete: part.diags.Failed() || !b.failed(),
	}, nil
}

// part is the builder for one step: it keeps account of what it reads, and has
// findings, files and counts of its own.
func (b *builder) part() (*builder, caught) {
	p, files, t := *b, caught{}, newTracker(b.view)
	p.whole, p.fsys, p.diags, p.counts = b, t, &diag.List{}, &counts{}
	if b.writer != nil {
		p.writer = guard{to: files, b: &p}
	}
	if past := b.cfg.Past; past != nil {
		p.cfg.Past = func(file string, wanted func([]byte) bool) ([]byte, bool) {
			t.note(lookPast, "")
			return past(file, wanted)
		}
	}
	return &p, files
}

// failed reports whether there is an error so far, in this step or any other.
func (b *builder) failed() bool {
	return b.diags.Failed() || b.whole != nil && b.whole.failed()
}
