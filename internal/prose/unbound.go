package prose

import (
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// unbound looks at every number of a sentence that somebody typed.
func unbound(c *checker, s *sentence) {
	for _, cl := range s.claims {
		switch {
		case !cl.typed():
		case !cl.done:
			c.number(cl)
		case cl.counted():
			c.result.Typed++
		}
	}
}

// number judges one typed number: wrong, a fact that can be bound, or neither.
func (c *checker) number(cl *amount) {
	if cl.counted() {
		c.result.Typed++
	}
	if cl.Times || cl.Part {
		return
	}
	subjects := c.subjectsOf(cl)
	found := c.matches(cl, subjects)
	var best *match
	for i := range found {
		if m := &found[i]; m.equal && (m.link != implied || m.chosen) && (best == nil || m.better(best)) {
			best = m
		}
	}
	wrong := c.wrong(cl, found, best)
	if wrong == nil && cl.cues.change && !cl.cues.budget && (best == nil || best.conflict == clash) && c.judgeable(cl) {
		wrong = c.wrongDifference(cl, subjects)
	}
	if wrong != nil {
		c.report(cl, wrong)
		return
	}
	if c.AsIs || !cl.counted() {
		return
	}
	if best == nil && len(cl.s.mentions) == 0 && cl.cues.said {
		best = ofAll(found)
	}
	c.offer(cl, found, best)
}

// ofAll returns a total that the number is, for sentences that name no row.
func ofAll(found []match) *match {
	var best *match
	for i := range found {
		if m := &found[i]; m.equal && m.link == implied && m.conflict == fits && (best == nil || m.better(best)) {
			best = m
		}
	}
	return best
}

// offer reports a number that nothing is known against, with the figure to
// write where there is one.
func (c *checker) offer(cl *amount, found []match, best *match) {
	f := diag.New("UNBOUND", cl.s.passage.Place(cl.Span), "number", cl.Of(cl.s.passage.Text))
	if best != nil && c.offerable(cl, found, best) {
		if o, ok := c.offerOf(cl, best.fact); ok && o.same {
			f.Place = cl.s.passage.Place(o.span)
			f.Args = append(f.Args, diag.Args("figure", o.figure, "name", best.fact.label(), "table", best.fact.Row.Table.Title)...)
			f = f.With("fact").See("fact", best.fact.Place())
			if cl.s.passage.writable(o.span) {
				f = f.Propose(o.figure)
			}
			c.diags.Add(f)
			return
		}
	}
	if d := c.derived(cl, found); d != nil && d.reference != "" && cl.Decimals >= 0 {
		if o, ok := c.figure(cl, d.reference, d.Quantity, content.Filters{Decimals: -1, Share: d.share}); ok && o.same {
			f.Args = append(f.Args, diag.Args("figure", o.figure)...)
			c.diags.Add(f.With("derived"))
			return
		}
	}
	if c.advised {
		f = f.With("more")
	}
	c.advised = true
	c.diags.Add(f)
}

// offerable reports whether a fact that is the number may be offered for it: the
// words don't choose other facts that it is not, and don't turn its sign round.
func (c *checker) offerable(cl *amount, found []match, best *match) bool {
	if best.conflict == clash || best.link <= carried && !best.chosen {
		return false
	}
	if f := best.fact; f.Kind == data.Deviation && cl.cues.lack != 0 && f.Number.Sign() != cl.cues.lack {
		return false
	}
	if cl.cues.group != "" && best.fact.Group == "" && !best.fact.Row.names(cl.cues.group) {
		return false // för kvinnor 7,6 procent is no number of all
	}
	if best.conflict == fits {
		return true
	}
	return !slices.ContainsFunc(c.meant(cl, found), func(m match) bool { return !m.equal && m.fact.Row.Table == best.fact.Row.Table })
}

// names reports whether a word of the row's name is of a group.
func (r *Row) names(group string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(r.Label)), func(w string) bool { return groupOf(strings.Trim(w, ",.:()")) == group })
}

// writable reports whether a figure can be put in the place of a stretch: it
// stands in one piece in the source.
func (p *Passage) writable(s swedish.Span) bool {
	for i := range p.runs {
		if r := &p.runs[i]; r.at <= s.Start && s.End <= r.at+r.length {
			return r.exact
		}
	}
	return false
}

// A factLabel names a fact in messages: row, line, column.
type factLabel struct{ row, column string }

func (f *Fact) label() factLabel { return factLabel{shortened(f.Row.Label), f.Header} }

// Localize returns the name; a column that is only a year is called one.
func (l factLabel) Localize(lang string) string {
	const year = 4
	switch {
	case l.column == "":
		return l.row
	case len(l.column) != year || !isDigits(l.column):
		return l.row + ", " + l.column
	case lang == "en":
		return l.row + ", column " + l.column
	default:
		return l.row + ", kolumnen " + l.column
	}
}

// shortened cuts a name that is longer than a message can carry.
func shortened(name string) string {
	const most = 70
	runes := []rune(name)
	if len(runes) <= most {
		return name
	}
	return strings.TrimRight(string(runes[:most]), " ,.(") + " …"
}

// A mistake is a number that contradicts a fact.
type mistake struct {
	fact *Fact
	slip slip
	from *Fact // where the same number stands, or what is compared with; nil for other slips

	change *quantity.Quantity // how much the two differ, where the text says that
}

// wrong returns how the number contradicts a fact beyond doubt, or nil.
func (c *checker) wrong(cl *amount, found []match, equal *match) *mistake {
	if !c.judgeable(cl) {
		return nil
	}
	if m := c.opposite(cl, found); m != nil {
		return m
	}
	if cl.cues.change && !cl.cues.budget {
		return c.wrongChange(cl, found, equal)
	}
	meant := c.meant(cl, found)
	if len(meant) == 0 {
		return nil
	}
	if equal != nil {
		return c.elsewhere(cl, equal, meant)
	}
	if stated := cl.cues.kind == data.Deviation && meant[0].fact.Kind == data.Deviation; !stated && c.derived(cl, found) != nil {
		return nil
	}
	for _, m := range meant {
		if s, digits := cl.slipOf(m.fact.Quantity); s != noSlip && c.certain(cl, m, s, digits) {
			return &mistake{fact: m.fact, slip: s}
		}
	}
	if m := c.otherRow(cl, meant); m != nil {
		return m
	}
	if cl.cues.sure && c.whole(cl, meant) && cl.near(meant[0].fact.Quantity) {
		return &mistake{fact: meant[0].fact, slip: nearSlip}
	}
	return nil
}

// whole reports whether a number can only be the one fact that the words name:
// row, unit and year are said, and nothing in the sentence or in the line that
// introduces it speaks of a part.
func (c *checker) whole(cl *amount, meant []match) bool {
	f := meant[0].fact
	return distinct(meant) == 1 && meant[0].link == strongly && cl.Unit == f.Unit && cl.Unit != "" && cl.tight(strongly) && !cl.s.narrowed() && cl.Hedge == swedish.None
}

// near reports whether a number is of the size of a fact: between half of it and
// twice it. What differs more is likely about something else.
func (c *amount) near(q quantity.Quantity) bool {
	n, ok := quantity.Convert(c.Number.Abs(), c.Unit, q.Unit)
	if !ok {
		return false
	}
	other, two := q.Number.Abs(), quantity.Int(2)
	return n.Cmp(other.Mul(two)) < 0 && other.Cmp(n.Mul(two)) < 0
}

// judgeable reports whether a number says enough to be wrong.
func (c *checker) judgeable(cl *amount) bool {
	switch {
	case cl.Range, cl.Ambiguous, cl.Times, cl.Part, cl.Hedge == swedish.Above, cl.Hedge == swedish.Below:
		return false
	case cl.cues.mixed, cl.cues.part, cl.s.passage.inTable():
		return false
	case cl.Number.IsZero():
		return false
	case cl.Worded && !cl.Unit.Money() && !cl.Unit.Share():
		return false
	}
	return true
}

// meant returns the facts that the words say the number is: of the chosen row,
// nothing speaking against them, and no more than a few.
func (c *checker) meant(cl *amount, found []match) []match {
	var out []match
	kinds := map[data.ValueKind]bool{}
	years := map[int]bool{}
	for i := range found {
		m := &found[i]
		if !m.chosen || m.link < implied || m.link == mentioned {
			continue
		}
		if m.conflict != clash {
			years[m.fact.Year] = true
		}
		if m.conflict == fits {
			kinds[m.fact.Kind] = true
			out = append(out, *m)
		}
	}
	if !cl.cues.said && (len(kinds) > 1 || cl.cues.change) {
		return nil
	}
	if len(years) > 1 && cl.cues.year == 0 && (c.Year == 0 || cl.compares()) {
		return nil
	}
	const most = 3
	if distinct(out) > most {
		return nil
	}
	return out
}

// distinct counts the different values of facts.
func distinct(all []match) int {
	n := 0
	for i := range all {
		same := false
		for k := range all[:i] {
			same = same || quantity.Agree(all[k].fact.Quantity, all[i].fact.Quantity)
		}
		if !same {
			n++
		}
	}
	return n
}

// certain reports whether a slip of so many digits is one beyond doubt.
func (c *checker) certain(cl *amount, m match, s slip, digits int) bool {
	tight := cl.tight(m.link)
	if !cl.countsThat(m.fact) || s == factorSlip && m.fact.guessed || !tight && cl.s.narrowed() {
		return false
	}
	least := 3
	switch {
	case m.link == implied:
		if !tight {
			return false
		}
	case m.link == headed, m.link == resumed:
		if !tight {
			return false
		}
	case tight:
		least = 2
	}
	switch {
	case s == factorSlip && tight && cl.sameDigits(m.fact.Quantity):
		if cl.cues.said {
			least = 2
		}
	case s == lostSlip && tight && cl.cues.said && m.link >= beside && m.conflict == fits:
	case s == factorSlip, s == lostSlip:
		least = max(least, 3)
		if m.link < beside {
			least++
		}
	}
	return digits >= least
}

// sameDigits reports whether a number has all the digits of a quantity, and no
// others.
func (c *amount) sameDigits(q quantity.Quantity) bool {
	own, other := digitsOf(c.Number.Abs(), max(c.Decimals, 0)), digitsOf(q.Number.Abs(), max(q.Decimals, 0))
	return strings.TrimRight(own, "0") == strings.TrimRight(other, "0")
}

// opposite finds a number whose sign, as words or a sign say, is the opposite
// of the fact's.
func (c *checker) opposite(cl *amount, found []match) *mistake {
	sign := cl.cues.lack
	if sign == 0 && cl.Sign == swedish.Minus {
		sign = -1
	}
	if sign == 0 || cl.cues.kind != data.Deviation || cl.cues.change {
		return nil
	}
	var wrong *Fact
	for i := range found {
		m := &found[i]
		if !m.equal || m.link == carried {
			continue
		}
		if m.fact.Number.Sign() == sign || m.fact.Kind != data.Deviation {
			return nil
		}
		if m.chosen && m.conflict == fits && m.link >= implied && m.link != mentioned {
			wrong = m.fact
		}
	}
	if wrong == nil || len(digitsOf(cl.Number.Abs(), max(cl.Decimals, 0))) < 2 {
		return nil
	}
	return &mistake{fact: wrong, slip: signSlip}
}

// elsewhere judges a number that a fact of the named row has, but not the one
// that the words name.
func (c *checker) elsewhere(cl *amount, equal *match, meant []match) *mistake {
	if equal.conflict != clash || !equal.chosen || cl.cues.change || !cl.tight(meant[0].link) {
		return nil
	}
	f := equal.fact
	var right *Fact
	for _, m := range meant {
		if m.equal {
			return nil
		}
		if right == nil && m.fact.Row.Table == f.Row.Table && m.fact.Line == f.Line && m.fact.Group == f.Group {
			right = m.fact
		}
	}
	if right == nil {
		return nil
	}
	digits := digitsOf(cl.Number.Abs(), max(cl.Decimals, 0))
	if !cl.Unit.Share() {
		digits = strings.Trim(digits, "0")
	}
	if len(digits) < 2 || meant[0].link < resumed {
		return nil
	}
	switch {
	case cl.cues.said && f.Kind != cl.cues.kind && f.Kind != data.Number:
		return &mistake{fact: right, slip: columnSlip, from: f}
	case cl.cues.sure && f.Year != cl.cues.year && f.Year != 0:
		return &mistake{fact: right, slip: yearSlip, from: f}
	default:
		return nil
	}
}

// otherRow judges a number that another row has in the column that the words
// name.
func (c *checker) otherRow(cl *amount, meant []match) *mistake {
	if meant[0].link < strongly || !cl.tight(strongly) || len(cl.s.mentions) != 1 {
		return nil
	}
	const least = 3
	if len(digitsOf(cl.Number.Abs(), max(cl.Decimals, 0))) < least {
		return nil
	}
	for _, m := range meant {
		if g := elsewhereInColumn(cl, m.fact); g != nil {
			return &mistake{fact: m.fact, slip: rowSlip, from: g}
		}
	}
	return nil
}

// elsewhereInColumn finds the number in another row of a fact's column.
func elsewhereInColumn(cl *amount, f *Fact) *Fact {
	for _, r := range f.Row.Table.Rows {
		if r == f.Row {
			continue
		}
		for _, g := range r.Facts {
			if g.Header == f.Header && g.Line == f.Line && g.Group == f.Group && cl.agrees(g.Quantity) {
				return g
			}
		}
	}
	return nil
}

// report adds the finding of a number that contradicts a fact.
func (c *checker) report(cl *amount, m *mistake) {
	cl.done = true
	if m.change != nil {
		c.reportChange(cl, m)
		return
	}
	f := m.fact
	finding := diag.New("PROSE", cl.s.passage.Place(cl.Span),
		"number", cl.Of(cl.s.passage.Text), "name", f.label(), "table", f.Row.Table.Title,
		"value", f.Quantity, "slip", m.slip)
	if m.from != nil {
		finding.Args = append(finding.Args, diag.Args("other", m.from.label())...)
		finding = finding.With("elsewhere")
	}
	if o, ok := c.offerOf(cl, f); ok && !c.AsIs && m.slip != signSlip {
		finding.Args = append(finding.Args, diag.Args("figure", o.figure)...)
		if finding.Variant == "" {
			finding = finding.With("figure")
		} else {
			finding = finding.With("elsewhere-figure")
		}
		if cl.s.passage.writable(o.span) {
			finding.Place = cl.s.passage.Place(o.span)
			finding = finding.Propose(o.figure)
		}
	}
	finding = finding.See("fact", f.Place())
	if m.from != nil {
		finding = finding.See("other", m.from.Place())
	}
	c.diags.Add(finding)
}

// reportChange adds the finding of a change that the facts do not have.
func (c *checker) reportChange(cl *amount, m *mistake) {
	if cl.Unit == quantity.PercentagePoints {
		m.change.Unit = cl.Unit
	}
	f := diag.New("PROSE", cl.s.passage.Place(cl.Span),
		"number", cl.Of(cl.s.passage.Text), "name", shortened(m.fact.Row.Label), "table", m.fact.Row.Table.Title,
		"value", m.fact.Quantity, "before", m.from.Quantity, "change", m.change.Abs(), "slip", m.slip)
	c.diags.Add(f.With("change").See("fact", m.fact.Place()).See("other", m.from.Place()))
}
