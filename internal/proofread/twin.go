package proofread

import (
	"strings"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// twins compares what an item's section says twice: the decision with the
// proposal, and the summary on the cover with that of the memo. Differences
// are notes: a committee may decide otherwise than it was proposed.
func (c *checker) twins() {
	for p := range c.Parts {
		part := &c.Parts[p]
		if part.Item == nil || part.Contents != nil {
			continue
		}
		texts := map[string][][]int{}
		for i := part.From; i < part.To; i++ {
			if name := asis.Fold(c.Blocks[i].Text); twinNames[name] {
				texts[name] = append(texts[name], c.under(i, part.To))
			}
		}
		if d, f := texts["beslut"], texts["förslag till beslut"]; len(d) == 1 && len(f) == 1 && len(d[0]) > 0 && len(f[0]) > 0 {
			c.decision(d[0], f[0])
		}
		for _, name := range []string{"sammanfattning", "ärendet"} {
			if t := texts[name]; len(t) == 2 {
				c.twin(t[0], t[1], "TWIN")
			}
		}
	}
}

// twinNames are the headings whose texts stand twice.
var twinNames = map[string]bool{"beslut": true, "förslag till beslut": true, "sammanfattning": true, "ärendet": true}

// under are the paragraphs under a heading.
func (c *checker) under(i, to int) []int {
	var found []int
	for j := i + 1; j < to; j++ {
		b := &c.Blocks[j]
		name := asis.Fold(b.Text)
		switch {
		case b.Kind == asis.PageHeader || c.isField(b) || pageDate(b.Text):
			continue
		case twinNames[name] || sectionNames[name] || fieldLabels[name] || b.Kind == asis.Heading || b.Gap > 2 || b.Kind == asis.Row:
			return found
		case len(words(b.Text)) < fewestWords:
			return found
		}
		found = append(found, j)
	}
	return found
}

// decision compares a decision with its proposal.
func (c *checker) decision(decided, proposed []int) {
	c.twin(decided, proposed, "DECISION")
	for _, i := range decided {
		best := 0
		for _, j := range proposed {
			best = max(best, alike(words(c.Blocks[i].Text), words(c.Blocks[j].Text)))
		}
		if best < twinAlike {
			b := &c.Blocks[i]
			c.add(diag.New("DECISION", c.whole(b), "text", short(b.Text)).With("more").See("proposal", c.whole(&c.Blocks[proposed[0]])))
		}
	}
}

// twinAlike is how alike two paragraphs must be to be the same one, in per cent.
const twinAlike = 80

// twin reports paragraphs that are nearly but not quite the same, with the
// words that differ.
func (c *checker) twin(first, second []int, code diag.Code) {
	for _, j := range second {
		b := words(c.Blocks[j].Text)
		best, at := 0, -1
		for _, i := range first {
			if score := alike(words(c.Blocks[i].Text), b); score > best {
				best, at = score, i
			}
		}
		if at < 0 || best < twinAlike {
			continue
		}
		onlyA, onlyB := differing(words(c.Blocks[at].Text), b)
		if len(onlyA)+len(onlyB) == 0 {
			continue
		}
		f := diag.New(code, c.wordAt(j, onlyB), "here", list(onlyB), "there", list(onlyA))
		c.add(f.See("other", c.wordAt(at, onlyA)))
	}
}

// list writes words for a message; none are a dash.
func list(words []string) string {
	const most = 6
	if len(words) == 0 {
		return "–"
	}
	if len(words) > most {
		return strings.Join(words[:most], " ") + " …"
	}
	return strings.Join(words, " ")
}

// wordAt is the place of the first of some words in a block, else the block.
func (c *checker) wordAt(i int, words []string) diag.Place {
	b := &c.Blocks[i]
	line := c.raw(b)
	low := strings.ToLower(line)
	for _, w := range words {
		if at := strings.Index(low, w); at >= 0 && len(low) == len(line) {
			return c.at(b, at, at+len(w))
		}
	}
	return c.whole(b)
}
