package proofread

import (
	"slices"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// agendas checks that items are numbered 1 to n, and that the section of an
// item has its title and its diary number.
func (c *checker) agendas() {
	for _, a := range c.Agendas {
		numbers := make([]int, len(a.Items))
		for i := range a.Items {
			numbers[i] = a.Items[i].Number
		}
		right := repaired(numbers)
		for i := range a.Items {
			item := &a.Items[i]
			if i > 0 {
				c.follow(&c.Blocks[item.Block], right[i-1], numbers[i], &c.Blocks[a.Items[i-1].Block])
			}
			if item.HeadingBlock >= 0 {
				c.sameTitle(item)
				c.sameCase(item)
			}
		}
	}
}

// follow reports a number that does not follow the one before.
func (c *checker) follow(b *asis.Block, before, now int, prev *asis.Block) {
	switch {
	case now == before+1:
	case now == before:
		c.add(diag.New("NUMBERING", c.whole(b), "number", itoa(now)).With("double").See("first", c.whole(prev)))
	case now > before+1 && c.secret(prev.Start, b.End): // what is secret has its number too
	case now > before+1:
		c.add(diag.New("NUMBERING", c.whole(b), "number", itoa(now), "before", itoa(before), "expected", itoa(before+1)).With("gap").See("before", c.whole(prev)))
	default:
		c.add(diag.New("NUMBERING", c.whole(b), "number", itoa(now), "before", itoa(before), "expected", itoa(before+1)).With("back").See("before", c.whole(prev)))
	}
}

// secret reports whether a stretch, or what follows it directly, says that
// something is left out for secrecy.
func (c *checker) secret(start, end int) bool {
	const behind = 300
	text := strings.ToLower(string(c.Raw[start:min(end+behind, len(c.Raw))]))
	return strings.Contains(text, "sekretess")
}

// sameTitle compares an item of the agenda with the heading of its section.
func (c *checker) sameTitle(item *asis.AgendaItem) {
	if strings.Join(words(item.Title), " ") == strings.Join(words(item.Heading), " ") {
		return
	}
	b := &c.Blocks[item.Block]
	f := diag.New("NUMBERING", c.whole(b), "number", itoa(item.Number), "title", item.Title, "heading", item.Heading).With("title")
	if hasPrefix(words(item.Title), words(item.Heading)) { // the one is the other cut short
		f.Severity = diag.Note
	}
	c.add(f.See("section", c.whole(&c.Blocks[item.HeadingBlock])))
}

// sameCase compares the diary numbers of an item, its section and its memos.
func (c *checker) sameCase(item *asis.AgendaItem) {
	known := item.Diary
	if known == nil {
		known = item.SectionDiary
	}
	if known == nil {
		return
	}
	if s := item.SectionDiary; s != nil && !s.Same(known) {
		c.differs(known, s)
		known = s // the memos are judged by their own section
	}
	for i := range c.Diaries {
		n := &c.Diaries[i]
		if p := &c.Parts[c.Blocks[n.Block].Part]; p.Item != item || p.Contents != nil || n.Block-item.HeadingBlock > memoReach {
			continue
		}
		if c.isField(&c.Blocks[n.Block]) && n.Prefix == known.Prefix && !n.Same(known) {
			c.differs(known, n)
		}
	}
}

// memoReach is how many blocks behind a matter's heading its memo begins; what
// follows later may be attachments of other matters.
const memoReach = 60

// isField reports whether a line is a field for a diary number and no more:
// "Dnr SN/2020:218".
func (c *checker) isField(b *asis.Block) bool {
	label, _, _ := strings.Cut(asis.Fold(b.Text), " ")
	return (strings.HasPrefix(label, "dnr") || strings.HasPrefix(label, "diarienummer")) && len(b.Text) < 40
}

func (c *checker) differs(known, n *asis.Diary) {
	f := diag.New("DNR", c.At(n.Start, n.End), "number", c.text(n), "other", c.text(known)).With("case")
	c.add(f.See("other", c.At(known.Start, known.End)))
}

func (c *checker) text(n *asis.Diary) string { return string(c.Raw[n.Start:n.End]) }

// headingNumbers checks that section numbers follow each other, in documents
// that have several levels or a contents list.
func (c *checker) headingNumbers() {
	for p := range c.Parts {
		part := &c.Parts[p]
		var found []int
		deep := false
		for i := part.From; i < part.To; i++ {
			b := &c.Blocks[i]
			if b.Kind == asis.Heading && b.Number != nil && b.Mark != "agenda" && !b.Dotted {
				found = append(found, i)
				deep = deep || len(b.Number) > 1
			}
		}
		if len(found) < 4 || !deep && part.Contents == nil {
			continue
		}
		c.sequence(found)
	}
}

// sequence judges the numbers of the headings in order. A number that begins
// anew begins another document. Only a number that another heading nearby
// confirms as misplaced is reported: one slip, not every line after it.
func (c *checker) sequence(found []int) {
	var last []int
	lastAt := -1
	for k, i := range found {
		b := &c.Blocks[i]
		switch {
		case last == nil || slices.Equal(b.Number, []int{1}):
			last, lastAt = b.Number, i
			continue
		case slices.ContainsFunc(nexts(last), func(n []int) bool { return slices.Equal(n, b.Number) }):
			last, lastAt = b.Number, i
			continue
		}
		if c.misnumbered[i] {
			last, lastAt = b.Number, i
			continue
		}
		twice := slices.Equal(last, b.Number) && !b.Glued && asis.Fold(b.Rest) != asis.Fold(c.Blocks[lastAt].Rest)
		if !near(last, b.Number) || !twice && k+1 < len(found) && c.outlier(last, found[k+1]) {
			continue // a numbered line that is no heading, or a heading repeated on a page
		}
		variant := "gap"
		if slices.Equal(last, b.Number) {
			variant = "double"
		} else if slices.Compare(b.Number, last) < 0 {
			variant = "back"
		}
		f := diag.New("NUMBERING", c.whole(b), "number", number(b.Number), "before", number(last), "expected", expected(last, b.Number)).With(variant)
		if variant == "double" {
			f = f.See("first", c.whole(&c.Blocks[lastAt]))
		} else {
			f = f.See("before", c.whole(&c.Blocks[lastAt]))
		}
		c.add(f)
		last, lastAt = b.Number, i
	}
}

// outlier reports whether the next heading follows the last one, so that the
// one between is none.
func (c *checker) outlier(last []int, next int) bool {
	n := c.Blocks[next].Number
	return slices.ContainsFunc(nexts(last), func(m []int) bool { return slices.Equal(m, n) })
}

// near reports whether a number is close to what should come: the same but for
// a step of at most two at one level.
func near(last, now []int) bool {
	depth := min(len(last), len(now))
	if len(now) > len(last)+2 {
		return false
	}
	for i := range depth {
		if d := now[i] - last[i]; d != 0 {
			return d >= -1 && d <= 3
		}
	}
	return true
}

// expected is the number that should stand in place of a misplaced one: at its
// own depth where that can be said.
func expected(last, now []int) string {
	for _, n := range nexts(last) {
		if len(n) == len(now) {
			return number(n)
		}
	}
	return number(nexts(last)[1])
}

// A run is a numbered list that is being read.
type run struct {
	last  int
	block int
	size  int
}

// itemNumbers checks the numbers of lists and questions, 1 to n. Lists may
// stand inside lists, and questions far apart.
func (c *checker) itemNumbers() {
	for p := range c.Parts {
		var open []run
		for i := c.Parts[p].From; i < c.Parts[p].To; i++ {
			b := &c.Blocks[i]
			switch {
			case b.Kind == asis.Heading:
				open = nil
			case b.Kind == asis.Item && b.Dotted && len(b.Number) == 1 && b.Mark != "agenda":
				open = c.item(open, i)
			}
		}
	}
	c.paragraphSigns()
	c.numberColumns()
	c.protocol()
}

// item takes one numbered line and returns the lists that are open after it.
func (c *checker) item(open []run, i int) []run {
	b := &c.Blocks[i]
	n := b.Number[0]
	for k := len(open) - 1; k >= 0; k-- {
		if n == open[k].last+1 {
			open[k].last, open[k].block, open[k].size = n, i, open[k].size+1
			return open[:k+1]
		}
	}
	if n == 1 {
		return append(open, run{last: 1, block: i, size: 1})
	}
	if len(open) == 0 {
		return nil
	}
	k := len(open) - 1
	if open[k].size < 2 || n > open[k].last+3 || n < open[k].last {
		return open
	}
	c.follow(b, open[k].last, n, &c.Blocks[open[k].block])
	open[k].last, open[k].block, open[k].size = n, i, open[k].size+1
	return open
}

// paragraphSigns checks §§ that head the sections of a protocol: nearly all of
// them follow each other.
func (c *checker) paragraphSigns() {
	var at, numbers []int
	for i := range c.Blocks {
		b := &c.Blocks[i]
		if n, ok := strings.CutPrefix(b.Mark, "§ "); ok && b.Kind == asis.Item && len(b.Rest) < 200 {
			v := 0
			for _, d := range n {
				v = v*10 + int(d-'0')
			}
			at, numbers = append(at, i), append(numbers, v)
		}
	}
	c.consecutive(at, numbers)
}
