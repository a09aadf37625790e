package prose

import (
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/report"
	"tertial/internal/swedish"
)

// An offer is the figure to write in place of a typed number.
type offer struct {
	figure string       // with its backquotes
	span   swedish.Span // what it replaces
	same   bool         // it prints the same number
}

// offerOf makes the figure that shows a fact as the claim prints it. It returns
// false where no figure can.
func (c *checker) offerOf(cl *amount, f *Fact) (offer, bool) {
	if f.Source == nil || cl.Decimals < 0 || cl.Range || cl.Worded {
		return offer{}, false
	}
	return c.figure(cl, f.Source.Dataset.Reference(f.Source), f.Quantity, content.Filters{Decimals: -1})
}

// figure adds the filters that a reference needs to print as the claim does.
func (c *checker) figure(cl *amount, reference string, q quantity.Quantity, fl content.Filters) (offer, bool) {
	span := cl.Digits
	filters := ""
	if fl.Share {
		filters = " share"
	}
	if cl.Unit.Money() || cl.Unit.Share() || cl.Unit == quantity.PercentagePoints {
		span = cl.Span
		if cl.Unit != q.Unit {
			converted, ok := report.Convert(q, cl.Unit)
			if !ok {
				return offer{}, false
			}
			q, fl.Unit = converted, string(cl.Unit)
			filters += " " + fl.Unit
		}
	}
	if q.Decimals != cl.Decimals {
		q.Decimals = cl.Decimals
		filters += " " + strconv.Itoa(cl.Decimals)
	}
	if q.Number.Sign() < 0 && cl.Number.Sign() >= 0 {
		q.Number, fl.Abs = q.Number.Abs(), true
		filters += " abs"
	}
	if cl.Sign == swedish.Plus {
		fl.Signed = true
		filters += " signed"
	}
	if cl.Sign == swedish.Minus || cl.Sign == swedish.Plus {
		span.Start = cl.Start
	}
	v := report.Value{Quantity: q, Figure: &content.Figure{Filters: fl}}
	printed := numeral(v.Numeral("sv"))
	typed := numeral(swedish.Span{Start: span.Start, End: cl.Digits.End}.Of(cl.s.passage.Text))
	return offer{figure: "`=" + reference + filters + "`", span: span, same: printed == typed}, true
}

// numeral makes ways to write a number the same.
func numeral(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00a0', '\u202f', '\u2009':
			return -1
		case '−', '–':
			return '-'
		default:
			return r
		}
	}, text)
}

// A derivation is a number that facts of named rows give together.
type derivation struct {
	quantity.Quantity
	reference string
	share     bool
}

// derived looks for a sum, a difference or a share of facts that agrees with
// the claim. Its rows must be named and its relation said.
func (c *checker) derived(cl *amount, found []match) *derivation {
	var chosen []*Fact
	for i := range found {
		if found[i].link >= headed || found[i].chosen {
			chosen = append(chosen, found[i].fact)
		}
	}
	const most = 400 // pairs of more facts than that would cost too much time
	if len(chosen) > most {
		chosen = chosen[:most]
	}
	q := &cl.cues
	if q.change || q.kind == data.Deviation || q.kind == data.Change {
		if d := c.difference(cl, chosen); d != nil {
			return d
		}
	}
	if cl.Unit.Share() {
		return c.shareOf(cl)
	}
	if saysSum(cl.s) {
		return c.sum(cl)
	}
	return nil
}

// difference looks for two facts of one row whose difference the claim is.
func (c *checker) difference(cl *amount, facts []*Fact) *derivation {
	for i, a := range facts {
		for _, b := range facts[i+1:] {
			if a.Row.Table != b.Row.Table || a.Line != b.Line || a.Group != b.Group || a.Unit != b.Unit || a.Header == b.Header || !oneThing(a, b) {
				continue
			}
			if a.Kind == data.Deviation || b.Kind == data.Deviation || a.Kind == data.Change || b.Kind == data.Change {
				continue
			}
			if !comparedBy(&cl.cues, a, b) {
				continue
			}
			d := quantity.Quantity{Number: a.Number.Sub(b.Number), Unit: a.Unit, Decimals: min(a.Decimals, b.Decimals), Exact: a.Exact && b.Exact}
			if !cl.mayBe(a.Interval().Sub(b.Interval()), a.Unit) {
				continue
			}
			if a.Year < b.Year {
				a, b = b, a
				d.Number = d.Number.Neg()
			}
			return &derivation{Quantity: d, reference: pair(a, b, " - ")}
		}
	}
	return nil
}

// comparedBy reports whether the words can compare two facts: a deviation is one
// from a budget, a change one between two years or from a budget.
func comparedBy(q *cues, a, b *Fact) bool {
	budget := (a.Kind == data.Budget) != (b.Kind == data.Budget)
	if !q.change {
		return budget && a.Year == b.Year && a.Scope == b.Scope
	}
	return budget || a.Kind == b.Kind && a.Year != b.Year
}

// oneThing reports whether two facts are of rows of one name.
func oneThing(a, b *Fact) bool {
	return a.Row == b.Row || len(a.Row.Names) > 0 && len(b.Row.Names) > 0 && a.Row.Names[0] == b.Row.Names[0]
}

func pair(a, b *Fact, operator string) string {
	if a.Source == nil || b.Source == nil {
		return ""
	}
	return a.Source.Dataset.Reference(a.Source) + operator + b.Source.Dataset.Reference(b.Source)
}

// saysSum reports whether a sentence adds up.
func saysSum(s *sentence) bool {
	for i := range s.Words {
		switch s.Words[i].Fold {
		case "tillsammans", "sammanlagt", "totalt", "summan", "summa":
			return true
		}
	}
	return false
}

// sum adds the facts of one column over the rows that the sentence names.
func (c *checker) sum(cl *amount) *derivation {
	var subjects []*Subject
	for _, m := range cl.s.mentions {
		if m.strong {
			subjects = append(subjects, m.subjects[0])
		}
	}
	if len(subjects) < 2 {
		return nil
	}
	var best *derivation
	bestFit := clash
	for _, r := range subjects[0].Rows {
		for _, f := range r.Facts {
			fit, _ := c.judge(cl, f)
			if !cl.comparable(f) || fit >= bestFit {
				continue
			}
			total := quantity.Quantity{Number: f.Number, Unit: f.Unit, Decimals: f.Decimals, Exact: f.Exact}
			references, all := []string{f.reference()}, true
			for _, other := range subjects[1:] {
				g := other.same(f)
				if g == nil {
					all = false
					break
				}
				total.Number = total.Number.Add(g.Number)
				references = append(references, g.reference())
			}
			if all && cl.agrees(total) {
				best, bestFit = &derivation{Quantity: total, reference: strings.Join(references, " + ")}, fit
			}
		}
	}
	return best
}

func (f *Fact) reference() string {
	if f.Source == nil {
		return ""
	}
	return f.Source.Dataset.Reference(f.Source)
}

// same returns the subject's fact in the column of another fact.
func (s *Subject) same(f *Fact) *Fact {
	for _, r := range s.Rows {
		if r.Table != f.Row.Table {
			continue
		}
		for _, g := range r.Facts {
			if g.Header == f.Header && g.Line == f.Line && g.Group == f.Group {
				return g
			}
		}
	}
	return nil
}

// shareOf looks for a quotient of two facts of one column, or of one row, that
// the claimed share is. The text must say that it is a share, and both must be of
// one stretch of time. Facts that the text says too come first; without any the
// table must be one of the section's.
func (c *checker) shareOf(cl *amount) *derivation {
	facts := c.shareable(cl)
	var best *derivation
	most := -1
	for _, a := range facts {
		for _, b := range facts {
			if a.fact == b.fact || a.fact.Unit != b.fact.Unit || a.fact.Row.Table != b.fact.Row.Table || a.fact.Header != b.fact.Header && a.fact.Row != b.fact.Row || !cl.s.sharedBy(&a, &b) {
				continue
			}
			said := a.said + b.said
			if said <= most || said == 0 && len(cl.s.passage.Tables) > 0 && !slices.Contains(cl.s.passage.Tables, a.fact.Row.Table) {
				continue
			}
			n, ok := quantity.Quo(a.fact.Number.Shift(2), b.fact.Number, 4)
			if !ok || n.Abs().Cmp(quantity.Int(1000)) > 0 {
				continue
			}
			if d := (quantity.Quantity{Number: n, Unit: quantity.Percent, Decimals: 4}); cl.agrees(d) {
				best, most = &derivation{Quantity: d, reference: pair(a.fact, b.fact, " / "), share: true}, said
			}
		}
	}
	return best
}

// A stated is a fact with whether the text around a claim says it.
type stated struct {
	fact *Fact
	said int // 2 in the same sentence, 1 in the one before, 0 nowhere
}

// shareable are the facts that a share can be made of.
func (c *checker) shareable(cl *amount) []stated {
	const most = 120
	var all []stated
	for _, l := range c.subjectsOf(cl) {
		if l.link == carried {
			continue
		}
		for _, r := range l.subject.Rows {
			for _, f := range r.Facts {
				if f.Unit.Share() || f.Number.IsZero() || c.Year != 0 && f.Year != 0 && f.Year < c.Year-1 || len(all) == most {
					continue
				}
				one := stated{fact: f}
				switch {
				case cl.anchored(f):
					one.said = 2
				case cl.s.previous != nil && slices.ContainsFunc(cl.s.previous.claims, func(o *amount) bool { return o.comparable(f) && o.agrees(f.Quantity) }):
					one.said = 1
				}
				all = append(all, one)
			}
		}
	}
	return all
}

// sharedBy reports whether a sentence can speak of one fact as a share of
// another: it says that it does, and both are of one year and one stretch of it,
// unless it says both numbers, or whose the larger is: av årets budget.
func (s *sentence) sharedBy(x, y *stated) bool {
	a, b := x.fact, y.fact
	change := a.Kind == data.Change || a.Kind == data.Deviation
	says, yearly := change, false
	for i := range s.Words {
		switch w := s.Words[i].Fold; {
		case w == "av", hasAny(w, "andel", "motsvara", "utgör", "utgjorde", "täck"):
			says = true
		case w == "årets", hasAny(w, "helår"):
			yearly = true
		}
	}
	both := x.said > 1 && y.said > 1
	scope := both || a.Scope == b.Scope || a.Scope == "" || b.Scope == "" || yearly && b.Scope == data.FullYear && a.Kind == data.Outcome && b.Kind == data.Budget
	return says && scope && (a.Year == b.Year || change)
}
