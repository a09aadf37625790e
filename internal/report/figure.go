package report

import (
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// figure binds one figure of the prose, once.
func (l *linker) figure(f *content.Figure) *Value {
	if v, ok := l.Figures[f]; ok {
		return v
	}
	v := l.evaluate(f)
	l.Figures[f] = v
	if v == nil {
		return nil
	}
	for _, fact := range v.Facts {
		if l.owns(fact) {
			l.use(fact.Dataset, Use{Kind: UseFigure, Section: l.sectionAt(f.Start), Facts: []*data.Fact{fact}})
		}
	}
	return v
}

func (l *linker) owns(f *data.Fact) bool { return f.Dataset.Report == l.Meta.Path }

// evaluate returns the figure's value, or nil after a finding.
func (l *linker) evaluate(f *content.Figure) *Value {
	facts := make([]*data.Fact, 0, len(f.Terms))
	for i := range f.Terms {
		fact := l.fact(&f.Terms[i].Reference)
		if fact == nil {
			return nil
		}
		facts = append(facts, fact)
	}
	v := &Value{Figure: f, Facts: facts}
	at := l.Doc.Place(f.Start, f.End)
	for i, fact := range facts {
		if fact.Status == data.Suppressed {
			l.suppressed(fact, l.Doc.Place(f.Terms[i].Start, f.Terms[i].End))
			return nil
		}
		if fact.HasNumber() {
			continue
		}
		if len(facts) > 1 || f.Filters.Positive != "" {
			l.diags.Add(diag.New("FIGURE-MISSING", l.Doc.Place(f.Terms[i].Start, f.Terms[i].End), "words", fact.Words))
			return nil
		}
		v.Words = fact.Words
		return v
	}
	q, ok := l.combine(f, facts, at)
	if !ok {
		return nil
	}
	return l.filter(v, q, at)
}

// suppressed reports a figure of a value that its table does not show.
func (l *linker) suppressed(f *data.Fact, at diag.Place) {
	d := f.Dataset
	row := d.Label(&d.Rows[f.RowIndex])
	if group := data.GroupName(f.Group, d.Lang()); f.Group != "" && f.Group != d.Rows[f.RowIndex].Group {
		row += ", " + group
	}
	l.diags.Report("SUPPRESS", at, "row", row, "column", d.Columns[f.ColumnIndex].Title)
}

// combine joins the terms from left to right.
func (l *linker) combine(f *content.Figure, facts []*data.Fact, at diag.Place) (quantity.Quantity, bool) {
	q := facts[0].Quantity
	for i := 1; i < len(facts); i++ {
		b := facts[i].Quantity
		switch op := f.Terms[i].Operator; op {
		case '/':
			ratio, ok := quotient(q, b)
			if !ok {
				l.diags.Add(diag.New("FIGURE-ZERO", at).With("division"))
				return q, false
			}
			q = ratio
		default:
			c, ok := b.In(q.Unit)
			if !ok {
				l.diags.Add(diag.New("FIGURE-UNIT", at, "a", q.Unit.Symbol("sv"), "b", b.Unit.Symbol("sv")).With("sum"))
				return q, false
			}
			if op == '-' {
				c.Number = c.Number.Neg()
			}
			q = quantity.Quantity{
				Number: q.Number.Add(c.Number), Unit: differenceUnit(q.Unit, op),
				Decimals: min(q.Decimals, c.Decimals), Exact: q.Exact && c.Exact,
			}
		}
	}
	return q, true
}

// differenceUnit is the unit of a sum or a difference: that of two percentages
// is in percentage points.
func differenceUnit(unit quantity.Unit, operator byte) quantity.Unit {
	if unit.Share() && operator == '-' {
		return quantity.PercentagePoints
	}
	return unit
}

// quotientDigits are kept of a quotient: more than any figure shows, so that
// its final rounding is right.
const quotientDigits = 12

func quotient(a, b quantity.Quantity) (quantity.Quantity, bool) {
	if c, ok := b.In(a.Unit); ok {
		b = c
	}
	n, ok := quantity.Quo(a.Number, b.Number, quotientDigits)
	unit := quantity.Unit("")
	if a.Unit != b.Unit && a.Unit != "" && b.Unit != "" {
		unit = a.Unit + "/" + b.Unit
	}
	return quantity.Quantity{Number: n, Unit: unit, Decimals: 2}, ok
}

// filter applies the figure's filters.
func (l *linker) filter(v *Value, q quantity.Quantity, at diag.Place) *Value {
	fl := v.Figure.Filters
	if fl.Share {
		q = quantity.Quantity{Number: q.Number.Shift(2), Unit: "%", Decimals: max(q.Decimals-2, 0)}
	}
	if fl.Unit != "" {
		unit, _ := quantity.ParseUnit(fl.Unit)
		c, ok := Convert(q, unit)
		if !ok {
			f := diag.New("FIGURE-UNIT", at, "a", q.Unit.Symbol("sv"), "b", fl.Unit)
			if q.Unit == quantity.None {
				f = f.With("none")
			}
			l.diags.Add(f)
			return nil
		}
		q = c
	}
	if fl.Decimals >= 0 {
		q.Decimals = fl.Decimals
	}
	if fl.Abs {
		q.Number = q.Number.Abs()
	}
	v.Quantity = q
	if fl.Positive == "" && !q.Number.IsZero() && q.Number.Round(q.Decimals).IsZero() {
		l.diags.Add(diag.New("FIGURE-ROUNDED", at, "value", v.Facts[0].Quantity, "unit", q.Unit.Symbol("sv")))
	}
	return l.word(v, at)
}

// Convert writes a quantity in the unit that an author asks for, as accurately
// as that unit is read: millions with more than one decimal are thousands in
// disguise. It does not matter in which unit the file is written.
func Convert(q quantity.Quantity, unit quantity.Unit) (quantity.Quantity, bool) {
	c, ok := q.In(unit)
	if ok && (unit == quantity.Millions || unit == quantity.Billions) {
		c.Decimals = min(c.Decimals, 1)
	}
	return c, ok
}

// word puts the word in place of the number, by its sign.
func (l *linker) word(v *Value, at diag.Place) *Value {
	fl := v.Figure.Filters
	if fl.Positive == "" {
		return v
	}
	switch v.Number.Sign() {
	case 0:
		l.diags.Add(diag.New("FIGURE-ZERO", at, "a", fl.Positive, "b", fl.Negative))
		return nil
	case 1:
		v.Word = fl.Positive
	default:
		v.Word = fl.Negative
	}
	return v
}

// fact finds the fact of a reference, or reports it with what is nearest.
func (l *linker) fact(ref *content.Reference) *data.Fact {
	at := l.Doc.Place(ref.Start, ref.End)
	d := l.dataset(ref.Report, ref.Dataset, at)
	if d == nil {
		return nil
	}
	parts := make([]string, len(ref.Parts))
	for i, p := range ref.Parts {
		parts[i] = p.Text
	}
	fact, found := d.Lookup(parts)
	switch {
	case fact != nil:
		return fact
	case len(found) > 1:
		l.ambiguous(d, found, at)
	default:
		if fact = l.succeeded(d, ref, parts); fact != nil {
			return fact
		}
		l.unknown(d, ref)
	}
	return nil
}

func (l *linker) ambiguous(d *data.Dataset, found []*data.Fact, at diag.Place) {
	names := make([]string, 0, len(found))
	for _, f := range found {
		names = append(names, d.Reference(f))
	}
	l.diags.Add(diag.New("FIGURE-AMBIGUOUS", at, "count", len(found), "list", strings.Join(names[:min(3, len(names))], ", ")).
		Propose("`=" + names[0] + "`"))
}

// unknown reports the part of a reference that names nothing.
func (l *linker) unknown(d *data.Dataset, ref *content.Reference) {
	names := d.Names()
	for _, p := range ref.Parts {
		if d.Known(p.Text) {
			continue
		}
		f := diag.New("FIGURE-CELL", l.Doc.Place(p.Start, p.End), "name", p.Text, "file", d.File)
		if parts := strings.Split(p.Text, ","); len(parts) > 1 && knownAll(d, parts) {
			for i := range parts {
				parts[i] = strings.TrimSpace(parts[i])
			}
			l.diags.Add(f.With("comma").Propose(strings.Join(parts, "; ")))
			return
		}
		l.report(f, p.Text, names)
		return
	}
	l.diags.Add(diag.New("FIGURE-CELL", l.Doc.Place(ref.Start, ref.End), "file", d.File).With("together"))
}

// knownAll reports whether each of the texts names something of the dataset.
func knownAll(d *data.Dataset, texts []string) bool {
	return !slices.ContainsFunc(texts, func(text string) bool { return !d.Known(strings.TrimSpace(text)) })
}

// sectionAt returns the id of the section in which an offset of the text stands.
func (l *linker) sectionAt(offset int) string {
	id := ""
	for _, s := range l.Doc.Sections {
		if s.Start > offset {
			break
		}
		id = s.ID
	}
	return id
}

// Format writes the value as its figure asks: in prose with the unit in words,
// elsewhere with its symbol. Money and shares always carry their unit; what is
// counted carries it when the figure names it.
func (v *Value) Format(lang string, prose bool) string {
	if v.Word != "" {
		return v.Word
	}
	if v.Words != "" {
		return v.Words
	}
	fl := v.Figure.Filters
	style := quantity.Style{Lang: lang, Decimals: v.Decimals, Signed: fl.Signed}
	text := v.Quantity.Format(style)
	if !v.Unit.Money() && !v.Unit.Share() && fl.Unit == "" {
		return text
	}
	if lang == "en" && (v.Unit.Money() || v.Unit.Share()) {
		style.Unit = true // English puts the currency first, and no blank before %: SEK 3.4 million, 12.6%
		return v.Quantity.Format(style)
	}
	unit := v.Unit.Symbol(lang)
	if prose {
		unit = v.Unit.Long(lang, v.Number)
	}
	return text + "\u00a0" + unit
}

// Numeral writes the value without its unit, for large type.
func (v *Value) Numeral(lang string) string {
	if v.Word != "" || v.Words != "" {
		return v.Word + v.Words
	}
	return v.Quantity.Format(quantity.Style{Lang: lang, Decimals: v.Decimals, Signed: v.Figure.Filters.Signed})
}
