// Package prose compares what sentences say with the facts.
//
// In comes an [Input]: the passages of a text, where the figures that are bound
// to facts are known, and the tables whose facts it may speak of. A linked
// report supplies one ([OfReport]), the literal text of a converted document
// another ([OfDocument]). Out go findings and a count of the numbers. Package
// swedish says what the words and numbers are; package reconcile has judged the
// tables before.
//
// An error is given only where the row is named, words say which of its values
// is meant, and the number is a likely slip of the pen for that value. All else
// is a warning or nothing: of a sentence that is true nobody should have to
// hear.
package prose

import (
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/report"
	"tertial/internal/swedish"
)

// An Input is a text with the facts that it may speak of.
type Input struct {
	Passages  []Passage
	Tables    []*Table
	Committee string // whose report it is; its name stands for the total
	Year      int    // the report's year; 0 when nobody knows
	From, To  data.Month
	Diaries   []string // printed patterns of diary numbers
	Literals  []content.Literal
	Lang      string
	AsIs      bool // no reference can be written in it: only errors are reported

	cards int              // figures in large type, which stand in no sentence
	text  *swedish.Options // made of the above
	idx   *index
}

// A Passage is a stretch of text that a reader sees as one.
type Passage struct {
	Role     content.PassageRole
	Text     string     // as a reader sees it: figures written out
	Bound    []Bound    // the figures in it, in order
	Headings []string   // that it stands under, the outermost first
	Beside   []*Subject // what it is set beside: an analysis under a row of a table
	Tables   []*Table   // that it refers to, or that stand in its section
	Items    int        // of the list that follows it directly; 0 where none does
	runs     []run      // where Text stands in the source
	place    func(start, end int) diag.Place
	intro    string // of an item of a list: the line that introduces the list
	block    int    // of a converted document: its index
	fixed    bool   // the numbers are the table's own headings or codes: a pipe table's head
}

// A Bound is a figure in a passage: its printed text and the facts behind it.
type Bound struct {
	swedish.Span
	Facts []*Fact // none where the fact is another report's
}

// A run maps a stretch of a passage to its source.
type run struct {
	at         int // offset in Passage.Text
	length     int
	start, end int  // in the source
	exact      bool // byte for byte
}

// Place returns where a stretch of the passage's text stands in its file.
func (p *Passage) Place(s swedish.Span) diag.Place {
	start, end := -1, -1
	for i := range p.runs {
		r := &p.runs[i]
		if s.End <= r.at || s.Start >= r.at+r.length {
			continue
		}
		from, to := r.start, r.end
		if r.exact {
			from, to = r.start+max(s.Start-r.at, 0), r.start+min(s.End-r.at, r.length)
		}
		if start < 0 {
			start = from
		}
		end = to
	}
	return p.place(max(start, 0), max(end, 0))
}

// Check compares all sentences with the facts, and counts the numbers of the
// text.
func Check(in *Input, diags *diag.List) report.Numbers {
	c := newChecker(in, diags)
	c.read()
	for _, s := range c.sentences {
		for _, rule := range rules {
			rule(c, s)
		}
	}
	c.finish()
	return c.result
}

// A rule looks at one sentence.
type rule func(*checker, *sentence)

// rules are applied to each sentence in this order. A rule that reports a
// number sets its claim's done, and later rules leave it alone.
var rules = []rule{against, compared, unbound, direction, target}

// A checker is the state of one call of Check.
type checker struct {
	*Input
	diags     *diag.List
	sentences []*sentence
	literals  []int // by literal: how many numbers it covers
	result    report.Numbers
	advised   bool // what to do about typed numbers has been said once
}

func newChecker(in *Input, diags *diag.List) *checker {
	if in.idx == nil {
		in.idx = newIndex(in)
	}
	return &checker{Input: in, diags: diags, literals: make([]int, len(in.Literals))}
}
