package diag

import (
	"fmt"
	"io"
	"slices"
)

// A leftOut counts the findings that a long list doesn't show, in the order in
// which their kinds were first met.
type leftOut struct {
	kinds []*leftOutKind
}

type leftOutKind struct {
	code     Code
	severity Severity
	shown    int
	left     int
	files    []string // those of the findings left out, which come in the order of files
}

// take reports whether a finding is shown: the first ones of a kind are, or
// all when most is 0.
func (l *leftOut) take(f *Finding, most int) bool {
	if most == 0 {
		return true
	}
	at := slices.IndexFunc(l.kinds, func(k *leftOutKind) bool { return k.code == f.Code && k.severity == f.Severity })
	if at < 0 {
		at = len(l.kinds)
		l.kinds = append(l.kinds, &leftOutKind{code: f.Code, severity: f.Severity})
	}
	k := l.kinds[at]
	if k.shown < most {
		k.shown++
		return true
	}
	k.left++
	if n := len(k.files); n == 0 || k.files[n-1] != f.Place.File {
		k.files = append(k.files, f.Place.File)
	}
	return false
}

// more says how many findings of each kind were left out, and how to see them.
func (p Printer) more(w io.Writer, rest *leftOut) {
	some := false
	for _, k := range rest.kinds {
		if k.left == 0 {
			continue
		}
		some = true
		word := p.word(k.severity.String())
		if len(k.files) == 1 {
			fmt.Fprintf(w, p.word("more.one"), k.left, k.files[0], word, k.code)
		} else {
			fmt.Fprintf(w, p.word("more"), k.left, len(k.files), word, k.code)
		}
	}
	if some {
		fmt.Fprint(w, p.word("all"))
	}
}
