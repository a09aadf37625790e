package proofread

import (
	"slices"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// reuseAlike is how alike, in per cent of the words, an item must be to a heading
// to mean it: nine words of ten, or six of seven where no number differs.
const reuseAlike = 84

// A named heading is one that lists may repeat: a goal, an area.
type named struct {
	block int
	words []string
	plain string
}

// goalLabels stand before a goal in its heading and not in lists.
var goalLabels = []string{"mål:", "utvecklingsmål:", "målområde:", "område:", "åtagande:", "fokusområde:", "aktivitet:", "uppdrag:"}

// bareGoal cuts number and label from a heading: "2.1.1 Nämndens mål: 1:5 Text".
func bareGoal(b *asis.Block) string {
	text := title(b)
	if label, rest, ok := strings.Cut(text, ":"); ok {
		low := strings.ToLower(label) + ":"
		for _, l := range goalLabels {
			if strings.HasSuffix(low, l) && len(strings.Fields(rest)) >= 2 {
				text = strings.TrimSpace(rest)
				break
			}
		}
	}
	if first, rest, ok := strings.Cut(text, " "); ok && strings.Trim(first, "0123456789:.") == "" && first != "" {
		text = rest
	}
	return text
}

// headingReuse finds items that repeat a heading in nearly the same words. A
// heading that another item of the list repeats exactly is not meant.
func (c *checker) headingReuse() {
	var heads []named
	for i := range c.Blocks {
		b := &c.Blocks[i]
		if b.Kind != asis.Heading && (b.Kind != asis.Title || !c.Report) || b.Mark == "agenda" {
			continue
		}
		text := bareGoal(b)
		if w := words(text); len(w) >= fewestWords {
			heads = append(heads, named{block: i, words: w, plain: strings.Join(w, " ")})
		}
	}
	if len(heads) == 0 {
		return
	}
	for i := 0; i < len(c.Blocks); {
		if c.Blocks[i].Kind != asis.Item {
			i++
			continue
		}
		from := i
		for i < len(c.Blocks) && c.Blocks[i].Kind == asis.Item && (i == from || c.Blocks[i].Gap == 0 || c.Blocks[i].Gap == 1) {
			i++
		}
		c.reuseIn(heads, from, i)
	}
}

// fewestWords is how many words a heading must have to be recognised in a list.
const fewestWords = 5

func (c *checker) reuseIn(heads []named, from, to int) {
	exact := map[string]bool{}
	for i := from; i < to; i++ {
		exact[strings.Join(words(c.Blocks[i].Rest), " ")] = true
	}
	for i := from; i < to; i++ {
		b := &c.Blocks[i]
		w := words(b.Rest)
		if len(w) < fewestWords || b.Mark == "agenda" {
			continue
		}
		plain := strings.Join(w, " ")
		best, at := 0, -1
		for k := range heads {
			h := &heads[k]
			if h.plain == plain {
				at = -1
				break
			}
			if n := len(h.words) - len(w); n > 3 || n < -3 || c.Blocks[h.block].Part != b.Part || shared(w, h.words)*2 < len(w) {
				continue
			}
			if score := alike(w, h.words); score > best {
				best, at = score, k
			}
		}
		if at < 0 || best < reuseAlike || exact[heads[at].plain] || !slip(w, heads[at].words) {
			continue
		}
		h := &c.Blocks[heads[at].block]
		c.add(diag.New("HEADINGREUSE", c.at(b, 0, b.End-b.Start), "text", b.Rest, "heading", bareGoal(h)).See("heading", c.whole(h)))
	}
}

// shared counts the words of a that b has too.
func shared(a, b []string) int {
	n := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			n++
		}
	}
	return n
}

// slip reports whether two wordings differ as slips do: in few words, and not
// in a number or a year.
func slip(a, b []string) bool {
	onlyA, onlyB := differing(a, b)
	for _, w := range append(append([]string{}, onlyA...), onlyB...) {
		if digits(w) || opposites[w] {
			return false
		}
	}
	return len(onlyA) <= 3 && len(onlyB) <= 3
}

// opposites are words by which two texts that are otherwise the same mean
// different things.
var opposites = map[string]bool{
	"kvinnor": true, "män": true, "flickor": true, "pojkar": true, "barn": true, "unga": true, "vuxna": true, "äldre": true,
	"ökar": true, "minskar": true, "ökat": true, "minskat": true, "inte": true, "ej": true, "god": true, "godtagbar": true, "med": false, "utan": true,
	"interna": true, "externa": true, "extern": true, "intern": true, "kvinnors": true, "mäns": true, "norra": true, "södra": true, "östra": true, "västra": true,
}
