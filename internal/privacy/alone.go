package privacy

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Alone returns a gate that judges as this one does, and what tells which of the
// exceptions it has found a use for, by their numbers: what was found in a file
// that has not changed can be told again by [Gate.Use].
func (g *Gate) Alone() (alone *Gate, used func() []int) {
	alone = &Gate{contacts: g.contacts, whom: g.whom, unpackers: g.unpackers}
	for _, e := range g.exceptions {
		alone.exceptions = append(alone.exceptions, e.again())
	}
	return alone, func() []int {
		var numbers []int
		for i, e := range alone.exceptions {
			if e.used.Load() {
				numbers = append(numbers, i)
			}
		}
		return numbers
	}
}

// Use notes that a use was found for the exceptions of these numbers.
func (g *Gate) Use(numbers []int) {
	for _, i := range numbers {
		g.exceptions[i].used.Store(true)
	}
}

// Allows writes down all that the gate's judgement depends on besides the file:
// two gates that allow the same judge alike, and number their exceptions alike.
func (g *Gate) Allows() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%q\n%q\n", g.whom, slices.Sorted(maps.Keys(g.contacts)))
	for _, e := range g.exceptions {
		fmt.Fprintf(&out, "%q %q %q %q %q %q %+v %d %q\n", e.Kind, e.Text, e.Digest, e.At, e.Reason, e.Role, e.Place, e.Last, e.Under)
	}
	return out.String()
}
