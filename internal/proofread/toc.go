package proofread

import (
	"slices"
	"strconv"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

func itoa(n int) string { return strconv.Itoa(n) }

// An alignment says which heading each entry of a contents list leads to.
type alignment struct {
	c        *checker
	contents *asis.Contents
	from, to int         // blocks that may be headings
	found    []int       // by entry: block, or −1
	taken    map[int]int // block → entry
}

// toc compares contents lists with the headings that follow.
func (c *checker) toc() {
	for i, list := range c.Contents {
		c.pages(list)
		to := len(c.Blocks)
		for _, p := range c.Parts {
			if p.From > list.Last {
				to = p.From
				break
			}
		}
		if i+1 < len(c.Contents) {
			to = min(to, c.Contents[i+1].Head)
		}
		a := &alignment{c: c, contents: list, from: list.Last + 1, to: to, taken: map[int]int{}}
		a.align()
		a.judge()
	}
}

// pages checks that page numbers are numbers and do not decrease.
func (c *checker) pages(list *asis.Contents) {
	last := -1
	for i := range list.Entries {
		e := &list.Entries[i]
		if e.Page == 0 || c.lost(e) {
			continue
		}
		if last >= 0 && e.Page < list.Entries[last].Page {
			before := &list.Entries[last]
			c.add(diag.New("TOC", c.At(e.Start, e.End), "title", e.Title, "page", e.Page, "before", before.Page).With("page").
				See("before", c.At(before.Start, before.End)))
			continue // one wrong page is one finding
		}
		last = i
	}
}

// lost reports whether an entry's page is a lost reference.
func (c *checker) lost(e *asis.Entry) bool {
	start, _ := asis.Broken(e.PageText)
	return start >= 0
}

// couldBe reports whether a block may be a heading that a contents list names.
func couldBe(b *asis.Block) bool {
	switch b.Kind {
	case asis.Row, asis.ContentsHead, asis.ContentsLine, asis.PageHeader, asis.Footnote:
		return false
	case asis.Paragraph, asis.Heading, asis.Title, asis.Item:
		return len(b.Text) <= 400
	}
	return false
}

// title is a block's text without a section number.
func title(b *asis.Block) string {
	_, _, rest := asis.SplitNumber(strings.ReplaceAll(b.Text, "\t", " "))
	return rest
}

// align finds the longest run of entries and headings in one order.
func (a *alignment) align() {
	entries := a.contents.Entries
	byTitle := map[string][]int{}
	for i := range entries {
		key := asis.Fold(entries[i].Title)
		byTitle[key] = append(byTitle[key], i)
	}
	var pairs []pair
	chains := make(chains, len(entries)+1)
	for j := a.from; j < a.to; j++ {
		b := &a.c.Blocks[j]
		if !couldBe(b) {
			continue
		}
		first := len(pairs)
		for _, i := range byTitle[asis.Fold(title(b))] {
			score, before := chains.best(i)
			pairs = append(pairs, pair{entry: i, block: j, score: score + certainty(&entries[i], b), before: before})
		}
		for k := first; k < len(pairs); k++ { // a line is the heading of one entry
			chains.add(pairs[k].entry, pairs[k].score, k)
		}
	}
	a.found = make([]int, len(entries))
	for i := range a.found {
		a.found[i] = -1
	}
	best := -1
	for k := range pairs {
		if best < 0 || pairs[k].score > pairs[best].score {
			best = k
		}
	}
	for ; best >= 0; best = pairs[best].before {
		a.found[pairs[best].entry] = pairs[best].block
		a.taken[pairs[best].block] = pairs[best].entry
	}
}

// A pair is an entry with a heading of the same words, and the best chain of
// pairs that ends with it.
type pair struct{ entry, block, score, before int }

// chains keeps the best chain of pairs that ends at each entry or before it, as
// a Fenwick tree.
type chains []struct{ score, pair int }

// best returns the best chain that ends before an entry; −1 for none.
func (t chains) best(entry int) (score, pair int) {
	pair = -1
	for i := entry; i > 0; i -= i & -i {
		if t[i].score > score {
			score, pair = t[i].score, t[i].pair
		}
	}
	return score, pair
}

// add enters a chain that ends at an entry.
func (t chains) add(entry, score, pair int) {
	for i := entry + 1; i < len(t); i += i & -i {
		if score > t[i].score {
			t[i].score, t[i].pair = score, pair
		}
	}
}

// certainty is how surely a line is an entry's heading, by its number.
func certainty(e *asis.Entry, b *asis.Block) int {
	switch {
	case e.Number == nil && b.Number == nil, slices.Equal(e.Number, b.Number):
		return 3
	case e.Number == nil || b.Number == nil:
		return 2
	}
	return 1
}

// judge says what the contents list and the headings disagree about. A list
// most of whose entries lead nowhere describes a text that is not in the file.
func (a *alignment) judge() {
	a.cover()
	missing, all := 0, 0
	for _, j := range a.found {
		if j != inCover {
			all++
		}
		if j == -1 {
			missing++
		}
	}
	if missing*2 > all {
		return
	}
	a.reportCover()
	end := len(a.found)
	for end > 0 && a.found[end-1] == -1 && len(a.found)-end < 3 {
		end--
	}
	if len(a.found)-end < 3 { // three in a row at the end: the file ends before the text does
		end = len(a.found)
	}
	for i := range end {
		e := &a.contents.Entries[i]
		switch j := a.found[i]; {
		case j == inCover:
		case j >= 0:
			a.compareNumber(e, j)
		default:
			a.unfound(i)
		}
	}
	a.unlisted()
	a.doubles()
}

// inCover marks an entry whose words stand before the contents list only.
const inCover = -2

// cover finds entries that lead to lines of the cover: boxes of document types
// which the word processor took for headings. The title itself may stand there.
func (a *alignment) cover() {
	first := max(0, a.contents.Head-80)
	for i := range a.contents.Entries {
		e := &a.contents.Entries[i]
		at := -1
		for j := first; j < a.contents.Head && a.found[i] == -1; j++ {
			if couldBe(&a.c.Blocks[j]) && asis.Fold(title(&a.c.Blocks[j])) == asis.Fold(e.Title) {
				at = j
				break
			}
		}
		if at >= 0 {
			a.found[i] = inCover
		}
	}
}

// reportCover reports two or more entries in a row that stand on the cover. The
// first entry of the list may be the title.
func (a *alignment) reportCover() {
	for i := 1; i < len(a.found); i++ {
		from := i
		for i < len(a.found) && a.found[i] == inCover {
			i++
		}
		if i-from >= 2 {
			a.reportRun(from, i)
		}
	}
}

func (a *alignment) reportRun(from, to int) {
	first, last := &a.contents.Entries[from], &a.contents.Entries[to-1]
	var titles []string
	for i := from; i < to; i++ {
		titles = append(titles, a.contents.Entries[i].Title)
	}
	a.c.add(diag.New("TOC", a.c.At(first.Start, first.End), "titles", strings.Join(titles, ", ")).With("cover").
		See("last", a.c.At(last.Start, last.End)))
}

// compareNumber compares the number of an entry with that of its heading.
func (a *alignment) compareNumber(e *asis.Entry, j int) {
	b := &a.c.Blocks[j]
	if e.Number == nil || b.Number == nil || slices.Equal(e.Number, b.Number) {
		return
	}
	a.c.misnumbered[j] = true
	a.c.add(diag.New("TOC", a.c.At(e.Start, e.End), "title", e.Title, "number", number(e.Number), "heading", number(b.Number)).With("number").
		See("heading", a.c.whole(b)))
}

// unfound looks for the heading that an entry must mean: the same number, or
// nearly the same words, between its neighbours' headings.
func (a *alignment) unfound(i int) {
	e := &a.contents.Entries[i]
	from, to := a.from, a.to
	for k := i - 1; k >= 0; k-- {
		if a.found[k] >= 0 {
			from = a.found[k] + 1
			break
		}
	}
	for k := i + 1; k < len(a.found); k++ {
		if a.found[k] >= 0 {
			to = a.found[k]
			break
		}
	}
	if j := a.glued(e, from, to); j >= 0 {
		a.found[i], a.taken[j] = j, i
		return
	}
	if j := a.misread(e, from, to); j >= 0 {
		a.found[i], a.taken[j] = j, i
		return
	}
	if j := a.nearest(e, from, to); j >= 0 {
		b := &a.c.Blocks[j]
		a.found[i], a.taken[j] = j, i
		a.c.add(diag.New("TOC", a.c.At(e.Start, e.End), "title", e.Title, "heading", title(b)).With("text").
			See("heading", a.c.whole(b)))
		return
	}
	if j := a.elsewhere(e); j >= 0 {
		a.found[i], a.taken[j] = j, i
		a.c.add(diag.New("TOC", a.c.At(e.Start, e.End), "title", e.Title).With("order").See("heading", a.c.whole(&a.c.Blocks[j])))
		return
	}
	a.c.add(diag.New("TOC", a.c.At(e.Start, e.End), "title", e.Title).With("missing"))
}

// glued finds a line that begins with the heading: the conversion has lost the
// line break behind it.
func (a *alignment) glued(e *asis.Entry, from, to int) int {
	want := asis.Fold(e.Title)
	for j := from; j < to; j++ {
		b := &a.c.Blocks[j]
		if b.Kind == asis.Row || b.Kind == asis.ContentsLine || len(want) < 12 && !slices.Equal(b.Number, e.Number) {
			continue
		}
		if rest, ok := strings.CutPrefix(asis.Fold(title(b)), want); ok && strings.HasPrefix(rest, " ") && (e.Number == nil || slices.Equal(b.Number, e.Number)) &&
			startsUpper(strings.TrimSpace(title(b)[min(len(e.Title), len(title(b))):])) {
			return j
		}
	}
	return -1
}

// misread finds a heading whose number a conversion has misread: "I Läget" for
// "1 Läget", "l" or "|" for 1, "O" for 0.
func (a *alignment) misread(e *asis.Entry, from, to int) int {
	for j := from; j < to; j++ {
		b := &a.c.Blocks[j]
		if !couldBe(b) || len(e.Number) == 0 {
			continue
		}
		first, rest, ok := strings.Cut(strings.ReplaceAll(b.Text, "\t", " "), " ")
		if !ok || asis.Fold(rest) != asis.Fold(e.Title) {
			continue
		}
		read := strings.NewReplacer("I", "1", "l", "1", "|", "1", "O", "0", "S", "5", "B", "8", ",", ".").Replace(strings.TrimRight(first, "."))
		if read != number(e.Number) {
			continue
		}
		a.c.add(diag.New("TOC", a.c.at(b, 0, len(first)), "found", first, "number", number(e.Number)).With("ocr").Propose(number(e.Number)))
		return j
	}
	return -1
}

// nearest finds the heading that an entry nearly names.
func (a *alignment) nearest(e *asis.Entry, from, to int) int {
	want := words(e.Title)
	best, at := 0, -1
	for j := from; j < to; j++ {
		b := &a.c.Blocks[j]
		if _, taken := a.taken[j]; taken || !couldBe(b) || b.Kind == asis.Item && !slices.Equal(b.Number, e.Number) || b.Glued && b.Kind == asis.Paragraph && len(b.Text) > 2*len(e.Title)+20 {
			continue
		}
		score := max(alike(want, words(title(b))), letters(e.Title, title(b)))
		if slices.Equal(b.Number, e.Number) && e.Number != nil && !b.Dotted {
			score += 40
		}
		if asis.Sentence(b.Text) && len(b.Text) > 2*len(e.Title) {
			continue
		}
		if score > best {
			best, at = score, j
		}
	}
	if best < 60 {
		return -1
	}
	return at
}

// elsewhere finds the heading in another place than the contents list says.
func (a *alignment) elsewhere(e *asis.Entry) int {
	for j := a.from; j < a.to; j++ {
		b := &a.c.Blocks[j]
		if _, taken := a.taken[j]; !taken && b.Kind == asis.Heading && asis.Fold(title(b)) == asis.Fold(e.Title) && slices.Equal(b.Number, e.Number) {
			return j
		}
	}
	return -1
}

// unlisted finds numbered headings that the contents list forgets, of levels
// that it shows.
func (a *alignment) unlisted() {
	deepest, numbered := 0, 0
	for i := range a.contents.Entries {
		deepest = max(deepest, len(a.contents.Entries[i].Number))
		if a.contents.Entries[i].Number != nil {
			numbered++
		}
	}
	if numbered*2 < len(a.contents.Entries) {
		return
	}
	for j := a.from; j < a.to; j++ {
		b := &a.c.Blocks[j]
		if _, ok := a.taken[j]; ok || b.Kind != asis.Heading || b.Mark == "agenda" || len(b.Number) == 0 || len(b.Number) > deepest || b.Dotted {
			continue
		}
		if a.fits(b, j) {
			a.c.add(diag.New("TOC", a.c.whole(b), "title", b.Text).With("unlisted"))
		}
	}
}

// fits reports whether an unlisted heading's number goes on from the one before
// it in the list, so that it is a heading and no numbered line.
func (a *alignment) fits(b *asis.Block, j int) bool {
	for k := j - 1; k >= a.from; k-- {
		if _, ok := a.taken[k]; ok {
			return slices.ContainsFunc(nexts(a.c.Blocks[k].Number), func(n []int) bool { return slices.Equal(n, b.Number) }) && len(b.Number) > 1
		}
	}
	return false
}

// nexts are the numbers that may follow a section number.
func nexts(n []int) [][]int {
	all := [][]int{append(slices.Clone(n), 1)}
	for i := len(n); i > 0; i-- {
		next := slices.Clone(n[:i])
		next[i-1]++
		all = append(all, next)
	}
	return all
}

// doubles finds numbers that stand twice in the contents list.
func (a *alignment) doubles() {
	seen := map[string]*asis.Entry{}
	for i := range a.contents.Entries {
		e := &a.contents.Entries[i]
		if e.Number == nil {
			continue
		}
		key := number(e.Number)
		if first := seen[key]; first != nil {
			a.c.add(diag.New("NUMBERING", a.c.At(e.Start, e.End), "number", key).With("double").See("first", a.c.At(first.Start, first.End)))
			continue
		}
		seen[key] = e
	}
}
