// Package wording judges what a sentence says of its own numbers: that something
// fell from 88 to 90, that 17 of 22 is 70 per cent, that five areas follow where
// there are four.
//
// In come paragraphs that package swedish has read; out go findings. No table is
// needed: the sentence contradicts itself. What a sentence says against the
// tables is package prose's business. Precision comes first: a pattern is judged
// only where the sentence leaves no other reading, and rounding and hedges
// ("drygt", "cirka") are allowed for.
package wording

import (
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// A Paragraph is a stretch of running text and what follows it.
type Paragraph struct {
	Text  *swedish.Text
	At    func(start, end int) diag.Place // of a stretch of Text.Source
	Items int                             // items of a list that follows directly; 0 where none does
	Year  int                             // the year that the paper reports on; 0 when it is not known, or it plans ahead
}

// Check judges every sentence of a paragraph.
func Check(p *Paragraph, diags *diag.List) {
	var before *sentence
	for i := range p.Text.Sentences {
		s := &sentence{Paragraph: p, diags: diags, last: i == len(p.Text.Sentences)-1, before: before}
		before = s
		s.read(&p.Text.Sentences[i])
		s.formulas()
		s.doubleSigns()
		if p.Year > 0 {
			s.years()
		}
		s.counted()
		if len(s.amounts) < 2 {
			continue
		}
		s.changes()
		s.ratios()
		s.parts()
	}
}

// A token is a word or an item of a sentence.
type token struct {
	swedish.Span
	fold string        // of a word; "" for an item
	item *swedish.Item // nil for a word
	gap  string        // what stands between it and the token before, blanks apart
}

// A sentence is one being judged.
type sentence struct {
	*Paragraph
	diags   *diag.List
	tokens  []token
	amounts []int     // tokens that are amounts
	last    bool      // of its paragraph
	before  *sentence // nil for the first of its paragraph
	end     string
}

// read puts words and items in one row.
func (s *sentence) read(from *swedish.Sentence) {
	w := 0
	add := func(t token) {
		start := from.Start
		if n := len(s.tokens); n > 0 {
			start = s.tokens[n-1].End
		}
		t.gap = strings.TrimSpace(s.Text.Source[min(start, t.Start):t.Start])
		s.tokens = append(s.tokens, t)
	}
	words := func(until int) {
		for ; w < len(from.Words) && from.Words[w].Start < until; w++ {
			add(token{Span: from.Words[w].Span, fold: from.Words[w].Fold})
		}
	}
	for i := range from.Items {
		it := &from.Items[i]
		words(it.Start)
		for w < len(from.Words) && from.Words[w].Start < it.End {
			w++
		}
		if it.Kind == swedish.Amount {
			s.amounts = append(s.amounts, len(s.tokens))
		}
		add(token{Span: it.Span, item: it})
	}
	words(from.End + 1)
	if n := len(s.tokens); n > 0 {
		s.end = strings.TrimSpace(s.Text.Source[s.tokens[n-1].End:from.End])
	}
}

// amount returns the amount that is the token, or nil.
func (s *sentence) amount(i int) *swedish.Item {
	if i < 0 || i >= len(s.tokens) || s.tokens[i].item == nil || s.tokens[i].item.Kind != swedish.Amount {
		return nil
	}
	return s.tokens[i].item
}

// word reports whether a token is one of the words.
func (s *sentence) word(i int, words ...string) bool {
	return i >= 0 && i < len(s.tokens) && s.tokens[i].item == nil && slices.Contains(words, s.tokens[i].fold)
}

// amountAfter returns the amount that follows a token, hedges and the words
// that may stand between apart; −1 when something else does.
func (s *sentence) amountAfter(i int, most int, between ...string) int {
	for j := i + 1; j < len(s.tokens) && j <= i+1+most; j++ {
		if s.amount(j) != nil {
			return j
		}
		if strings.ContainsAny(s.tokens[j].gap, ".;:()") || s.tokens[j].item != nil {
			return -1
		}
		if !isHedge(s.tokens[j].fold) && !slices.Contains(between, s.tokens[j].fold) {
			return -1
		}
	}
	return -1
}

func isHedge(fold string) bool {
	switch fold {
	case "ca", "cirka", "omkring", "runt", "ungefär", "drygt", "knappt", "nästan", "närmare", "totalt", "sammanlagt", "hela", "endast", "bara", "de", "dagens":
		return true
	}
	return false
}

// plain reports whether an amount is one number that can be reckoned with.
func plain(it *swedish.Item) bool {
	return !it.Range && !it.Part && !it.Times && !it.Ambiguous && it.Sign != swedish.Loose
}

// comparable reports whether two amounts are of the same thing as far as the
// text says: the same unit, or the same noun, or one of them bare.
func comparable(a, b *swedish.Item) bool {
	if a.Unit != "" && b.Unit != "" {
		_, ok := quantity.Convert(quantity.Int(1), a.Unit, b.Unit)
		return ok
	}
	if a.Unit != "" || b.Unit != "" {
		bare := a
		if a.Unit != "" {
			bare = b
		}
		return bare.Noun == ""
	}
	return a.Noun == "" || b.Noun == "" || swedish.Stem(a.Noun) == swedish.Stem(b.Noun)
}

// in returns what an amount may stand for in the unit of another.
func in(it *swedish.Item, unit quantity.Unit) (quantity.Interval, bool) {
	v, closed := it.Interval()
	if it.Unit == "" || unit == "" || it.Unit == unit {
		return v, closed
	}
	lo, a := quantity.Convert(v.Lo, it.Unit, unit)
	hi, b := quantity.Convert(v.Hi, it.Unit, unit)
	return quantity.Interval{Lo: lo, Hi: hi}, closed && a && b
}

// say adds a finding at a stretch of the sentence.
func (s *sentence) say(code diag.Code, variant string, span swedish.Span, args ...any) {
	f := diag.New(code, s.At(span.Start, span.End), args...)
	if variant != "" {
		f = f.With(variant)
	}
	s.diags.Add(f)
}

// text is a token as it is written.
func (s *sentence) text(i int) string { return s.tokens[i].Of(s.Text.Source) }

// printed is an amount as it is written, with its unit.
func (s *sentence) printed(it *swedish.Item) string {
	return strings.Join(strings.Fields(it.Of(s.Text.Source)), " ")
}
