// Package diag describes what is wrong with the author's files and where.
//
// A stage never prints and never stops at its first finding: it adds to a
// [List] and goes on. Only the command decides how a List is shown and what it
// costs. Messages stand in catalogues, one file a code and a language, from
// which the printed text, the explanation of `tertial explain` and the pages
// under docs/checks are all made.
//
// What comes in are the values of all later packages; what goes out are text,
// JSON and an exit status. The package imports none of its neighbours.
package diag

import (
	"cmp"
	"slices"
	"sync"
)

// A Code names one kind of finding. It is a word (SUM, CSV-NUMBER), never
// reused and never renumbered; each has a page in two languages.
type Code string

// Severity says what a finding costs.
type Severity int

// The severities, from the mildest. Only an Error gives exit status 1;
// a Known finding is one that the authors have accepted in the open.
const (
	Known Severity = iota
	Note
	Warning
	Error
)

// String returns the severity's English word, as JSON prints it.
func (s Severity) String() string {
	switch s {
	case Known:
		return "known"
	case Note:
		return "note"
	case Warning:
		return "warning"
	default:
		return "error"
	}
}

// An Arg is one named value of a message. Value is a string, an int, or has a
// method Localize(lang string) string (package quantity's values do).
type Arg struct {
	Name  string
	Value any
}

// A Related is another place that matters for a finding, with a line of its
// own: the key names a `note.<key>` message of the finding's catalogue page.
type Related struct {
	Key   string
	Place Place
	Args  []Arg
}

// A Finding is one thing that is wrong, or worth knowing, in the author's
// files. It is a complete value: it can be kept, sorted, cached and printed
// after the files it speaks of are gone from memory.
type Finding struct {
	Code     Code
	Variant  string   // which `message.<variant>` of the catalogue; "" is `message`
	Severity Severity // from the catalogue unless the rule decides otherwise
	Place    Place
	Args     []Arg
	Related  []Related
	Instead  string           // what to write in place of the marked stretch, when there is one answer
	Accepted *KnownDifference // the entry that accepts it, for severity Known; else nil
}

// A List collects findings. The zero List is ready; it is safe for concurrent use.
type List struct {
	mu    sync.Mutex
	items []Finding
}

// Add appends a finding.
func (l *List) Add(f Finding) {
	l.mu.Lock()
	l.items = append(l.items, f)
	l.mu.Unlock()
}

// Report adds a finding of the catalogue's own severity. The pairs are
// alternately a name and its value, as in slog.
func (l *List) Report(code Code, at Place, pairs ...any) {
	l.Add(New(code, at, pairs...))
}

// New returns a finding with the catalogue's severity for its code.
func New(code Code, at Place, pairs ...any) Finding {
	return Finding{Code: code, Severity: SeverityOf(code), Place: at, Args: Args(pairs...)}
}

// Args turns alternating names and values into a slice of [Arg].
func Args(pairs ...any) []Arg {
	args := make([]Arg, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			panic("diag: argument names are strings")
		}
		args = append(args, Arg{Name: name, Value: pairs[i+1]})
	}
	return args
}

// With returns the finding with its message variant set.
func (f Finding) With(variant string) Finding {
	f.Variant = variant
	return f
}

// Propose returns the finding with what to write instead.
func (f Finding) Propose(instead string) Finding {
	f.Instead = instead
	return f
}

// See returns the finding with one more related place.
func (f Finding) See(key string, at Place, pairs ...any) Finding {
	f.Related = append(slices.Clip(f.Related), Related{Key: key, Place: at, Args: Args(pairs...)})
	return f
}

// Merge appends all findings of another list.
func (l *List) Merge(other *List) {
	other.mu.Lock()
	items := slices.Clone(other.items)
	other.mu.Unlock()
	l.mu.Lock()
	l.items = append(l.items, items...)
	l.mu.Unlock()
}

// Len returns the number of findings so far.
func (l *List) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.items)
}

// Count returns how many findings have the given severity.
func (l *List) Count(s Severity) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for i := range l.items {
		if l.items[i].Severity == s {
			n++
		}
	}
	return n
}

// Failed reports whether there is at least one error.
func (l *List) Failed() bool { return l.Count(Error) > 0 }

// Sorted returns the findings in the order of place, code and message, each
// once. Two findings are the same when everything that is printed is the same.
func (l *List) Sorted() []Finding {
	l.mu.Lock()
	items := slices.Clone(l.items)
	l.mu.Unlock()
	keys := make(map[string]struct{}, len(items))
	unique := make([]keyed, 0, len(items))
	for i := range items {
		key := items[i].key()
		if _, seen := keys[key]; seen {
			continue
		}
		keys[key] = struct{}{}
		unique = append(unique, keyed{&items[i], key})
	}
	slices.SortStableFunc(unique, compare)
	sorted := make([]Finding, len(unique))
	for i := range unique {
		sorted[i] = *unique[i].finding
	}
	return sorted
}

// A keyed finding is sorted by its key without making it anew each time.
type keyed struct {
	finding *Finding
	key     string
}

func compare(a, b keyed) int {
	p, q := &a.finding.Place, &b.finding.Place
	return cmp.Or(
		cmp.Compare(p.File, q.File),
		cmp.Compare(p.Line, q.Line),
		cmp.Compare(p.Column, q.Column),
		cmp.Compare(a.finding.Code, b.finding.Code),
		cmp.Compare(a.key, b.key),
	)
}

// key is everything that tells two findings apart.
func (f *Finding) key() string {
	return f.Place.key() + "\x00" + string(f.Code) + "\x00" + f.Variant + "\x00" + f.Message("en")
}
