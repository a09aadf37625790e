package prose

import (
	"strings"

	"tertial/internal/diag"
)

// fewestWords is how many words a sentence has at least that can be known again
// by its words.
const fewestWords = 6

// twice compares sentences that are the same but for one number: a summary that
// is repeated further on, where only one of the two has been corrected. What the
// sentence is about must be named in it.
func (c *checker) twice() {
	seen := map[string]*amount{}
	for _, s := range c.sentences {
		if len(s.Words) < fewestWords || s.passage.inTable() || !c.names(s) {
			continue
		}
		for i, cl := range s.claims {
			if !cl.typed() || cl.Range || !cl.counted() {
				continue
			}
			key := s.without(i)
			first, known := seen[key]
			if !known {
				seen[key] = cl
				continue
			}
			if first.s.passage != s.passage && first.Unit == cl.Unit && !cl.done && !first.done && !cl.agrees(first.Quantity()) && cl.slippedFrom(first) {
				c.sameTwice(first, cl)
			}
		}
	}
}

// slippedFrom reports whether one of two numbers is a likely slip of the pen for
// the other, of what their sentences are about as a whole.
func (c *amount) slippedFrom(first *amount) bool {
	const least = 3
	s, digits := c.slipOf(first.Quantity())
	return s != noSlip && digits >= least && c.tight(strongly)
}

// names reports whether a sentence says what it is about.
func (c *checker) names(s *sentence) bool {
	for i := range s.mentions {
		if s.mentions[i].strong {
			return true
		}
	}
	for i, w := range s.Words {
		for _, n := range c.idx.bodies {
			if _, ok := n.At(s.Words, i); ok && i > 0 && s.Words[i-1].Fold == "för" && w.Stem == n.Stems[0] {
				return true
			}
		}
	}
	return false
}

// without is the sentence with a mark in the place of one of its numbers.
func (s *sentence) without(i int) string {
	cl := s.claims[i]
	text := s.passage.Text[s.Start:cl.Start] + "\x01" + s.passage.Text[cl.End:s.End]
	return strings.Join(strings.Fields(strings.ToLower(text)), " ")
}

func (c *checker) sameTwice(first, second *amount) {
	second.done = true
	f := diag.New("SAMETWICE", second.s.passage.Place(second.Span),
		"value", second.Of(second.s.passage.Text), "other", first.Of(first.s.passage.Text))
	c.diags.Add(f.With("text").See("other", first.s.passage.Place(first.Span)))
}
