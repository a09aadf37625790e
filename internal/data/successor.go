package data

import (
	"slices"

	"tertial/internal/tabular"
)

// maxSuccessors ends a ring of codes that replace each other.
const maxSuccessors = 40

// Successor follows a code, or a name that the register has for one, to the
// code that is used instead of it today. It returns false for what nothing
// replaces, for what several codes replace (a split has no single successor)
// and for a ring.
func (c *Codes) Successor(system, word string) (Code, bool) {
	at, ok := c.entryOf(system, word)
	if !ok {
		return Code{}, false
	}
	first := at
	for range maxSuccessors {
		next, ok := c.after(at)
		if !ok {
			return at, at.Code != first.Code
		}
		at = next
	}
	return Code{}, false
}

// entryOf finds the entry that a word is the code or a name of; a code comes first.
func (c *Codes) entryOf(system, word string) (Code, bool) {
	if e, ok := c.Lookup(system, word); ok {
		return e, true
	}
	folded := tabular.Fold(word)
	for _, e := range c.All() {
		named := tabular.Same(e.Name, folded) || slices.ContainsFunc(e.Alias, func(a string) bool { return tabular.Same(a, folded) })
		if named && (system == "" || tabular.Same(e.System, tabular.Fold(system))) {
			return e, true
		}
	}
	return Code{}, false
}

// after returns the only entry that replaces another of its system.
func (c *Codes) after(old Code) (Code, bool) {
	var next []Code
	for _, e := range c.All() {
		same := tabular.Same(e.System, tabular.Fold(old.System))
		if same && e.Code != old.Code && slices.Contains(splitAlias(e.Replaces), old.Code) && !slices.ContainsFunc(next, func(n Code) bool { return n.Code == e.Code }) {
			next = append(next, e)
		}
	}
	if len(next) != 1 {
		return Code{}, false
	}
	return next[0], true
}
