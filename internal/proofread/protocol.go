package proofread

import (
	"slices"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// A paragraph is one § of a protocol: an entry of its list, or a heading.
type paragraph struct {
	block  int
	number int
	title  string
	diary  *asis.Diary
}

// paragraphLines are the §§ that begin lines, in order.
func (c *checker) paragraphLines() []paragraph {
	var all []paragraph
	for i := range c.Blocks {
		b := &c.Blocks[i]
		text := b.Text
		switch {
		case b.Kind == asis.Item && strings.HasPrefix(b.Mark, "§ ") && len(b.Rest) < 200:
			text = b.Mark + "\t" + b.Rest
		case (b.Kind == asis.Row || b.Kind == asis.ContentsLine) && strings.HasPrefix(text, "§"):
			text = strings.TrimLeft(strings.TrimPrefix(text, "§"), " ")
			digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
			text = text[:digits] + "\t" + strings.TrimLeft(text[digits:], " \t")
		default:
			continue
		}
		mark, rest, _ := strings.Cut(text, "\t")
		n, ok := whole(strings.Trim(mark, "§ "))
		if !ok || n == 0 {
			continue
		}
		p := paragraph{block: i, number: n, diary: c.diaryIn(i, i+1)}
		p.title, _, _ = strings.Cut(strings.TrimSpace(rest), "\t")
		if p.diary != nil {
			p.title, _, _ = strings.Cut(p.title, p.diary.Prefix)
		}
		p.title = strings.TrimRight(p.title, " (.…0123456789")
		all = append(all, p)
	}
	return all
}

// whole reads a number of digits only.
func whole(s string) (int, bool) {
	n := 0
	for _, d := range s {
		if d < '0' || d > '9' || n > 99_999 {
			return 0, false
		}
		n = n*10 + int(d-'0')
	}
	return n, s != ""
}

// diaryIn is the first diary number of some blocks.
func (c *checker) diaryIn(from, to int) *asis.Diary {
	for i := range c.Diaries {
		if n := &c.Diaries[i]; n.Block >= from && n.Block < to {
			return n
		}
	}
	return nil
}

// protocol compares the list of §§ at the head of a protocol with the §§ that
// follow: most of them must be alike.
func (c *checker) protocol() {
	all := c.paragraphLines()
	listed := 1
	for listed < len(all) && all[listed].block == all[listed-1].block+1 && all[listed].number > all[listed-1].number {
		listed++
	}
	if listed < 3 || len(all) < listed+3 {
		return
	}
	list, heads := all[:listed], all[listed:]
	for k := range heads {
		end := len(c.Blocks)
		if k+1 < len(heads) {
			end = heads[k+1].block
		}
		heads[k].diary = c.diaryOf(heads[k].block, end)
	}
	alike := 0
	for i := range list {
		if at := slices.IndexFunc(heads, func(h paragraph) bool { return h.number == list[i].number && sameWords(h.title, list[i].title) }); at >= 0 {
			alike++
		}
	}
	if alike*2 < listed || alike < 3 {
		return
	}
	for i := range list {
		c.compareParagraph(&list[i], list, heads)
	}
}

// diaryOf is the diary number of a §: in its heading, or in a field below it.
func (c *checker) diaryOf(head, end int) *asis.Diary {
	if n := c.diaryIn(head, head+1); n != nil {
		return n
	}
	for i := head + 1; i < min(end, head+4); i++ {
		if c.isField(&c.Blocks[i]) {
			return c.diaryIn(i, i+1)
		}
	}
	return nil
}

func sameWords(a, b string) bool {
	x, y := words(a), words(b)
	return len(x) > 0 && len(y) > 0 && (hasPrefix(x, y) || hasPrefix(y, x))
}

// compareParagraph compares one entry with the § that it must mean: the one of
// its words, else the one of its number.
func (c *checker) compareParagraph(e *paragraph, list, heads []paragraph) {
	b := &c.Blocks[e.block]
	byTitle := -1
	for k := range heads {
		if sameWords(heads[k].title, e.title) && (byTitle < 0 || heads[k].number == e.number) {
			byTitle = k
		}
	}
	byNumber := slices.IndexFunc(heads, func(h paragraph) bool { return h.number == e.number })
	switch {
	case byTitle >= 0:
		h := &heads[byTitle]
		if h.number != e.number && !c.misnumbered[h.block] {
			c.add(diag.New("TOC", c.whole(b), "title", e.title, "number", "§ "+itoa(e.number), "heading", "§ "+itoa(h.number)).With("number").
				See("heading", c.whole(&c.Blocks[h.block])))
		}
		if e.diary != nil && h.diary != nil && e.diary.Prefix == h.diary.Prefix && !e.diary.Same(h.diary) {
			c.differs(e.diary, h.diary)
		}
	case byNumber >= 0:
		h := &heads[byNumber]
		if slices.ContainsFunc(list, func(o paragraph) bool { return sameWords(o.title, h.title) }) {
			return
		}
		c.add(diag.New("TOC", c.whole(b), "title", e.title, "heading", h.title).With("text").See("heading", c.whole(&c.Blocks[h.block])))
	case !c.secret(0, len(c.Raw)):
		c.add(diag.New("TOC", c.whole(b), "title", e.title).With("missing"))
	}
}

// repaired returns a sequence as it should be: a number whose neighbours are
// two apart stands between them.
func repaired(numbers []int) []int {
	out := slices.Clone(numbers)
	for k := 1; k+1 < len(numbers); k++ {
		if numbers[k+1]-out[k-1] == 2 {
			out[k] = out[k-1] + 1
		}
	}
	return out
}

// steps counts how often a number follows the one before.
func steps(numbers []int) int {
	n := 0
	for k := 1; k < len(numbers); k++ {
		if numbers[k] == numbers[k-1]+1 {
			n++
		}
	}
	return n
}

// consecutive judges numbers of which nearly all follow each other, and says of
// one slip one thing: not that the number after it is wrong too.
func (c *checker) consecutive(at, numbers []int) {
	right := repaired(numbers)
	if len(numbers) < 5 || steps(right)*10 < (len(numbers)-1)*8 {
		return
	}
	for k := 1; k < len(numbers); k++ {
		b, prev := &c.Blocks[at[k]], &c.Blocks[at[k-1]]
		switch d := right[k] - right[k-1]; {
		case numbers[k] != right[k]:
			c.misnumbered[at[k]] = true
			c.follow(b, right[k-1], numbers[k], prev)
		case d >= 0 && d <= 3:
			c.follow(b, right[k-1], right[k], prev)
		}
	}
}

// numberColumns checks the numbers in tables whose first column has them: "Nr".
func (c *checker) numberColumns() {
	for _, t := range c.Tables {
		if t.Heads == 0 || t.Heads >= len(t.Rows) || !isNumberHead(t.Rows[t.Heads-1].Cells[0].Text) {
			continue
		}
		var at, numbers []int
		for _, r := range t.Rows[t.Heads:] {
			if n, ok := whole(strings.TrimRight(r.Cells[0].Text, ".)")); ok {
				at, numbers = append(at, r.Block), append(numbers, n)
			}
		}
		if len(numbers) > 0 && numbers[0] == 1 {
			c.consecutive(at, numbers)
		}
	}
}

func isNumberHead(text string) bool {
	switch asis.Fold(text) {
	case "nr", "nummer", "löpnr", "löpnummer", "ärende nr", "ärendenr", "punkt":
		return true
	}
	return false
}
