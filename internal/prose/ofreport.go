package prose

import (
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/report"
	"tertial/internal/swedish"
)

// OfReport returns the text and the facts of a linked report.
func OfReport(r *report.Report) *Input {
	in := &Input{Committee: r.Committee.Name, Diaries: r.Committee.Numbers, Literals: r.Meta.Literals, Lang: "sv"}
	if p, ok := data.ParsePeriod(r.Meta.Period.From + "/" + r.Meta.Period.To); ok {
		in.From, in.To, in.Year = p.From, p.To, p.To.Year()
	}
	for _, d := range r.Datasets {
		in.Tables = append(in.Tables, tableOf(r, d))
	}
	for _, block := range r.Doc.Blocks {
		if cards := r.KeyFigures[block]; cards != nil {
			in.cards += len(cards.Items)
		}
	}
	in.idx = newIndex(in)
	b := &binder{r: r, in: in}
	passages := r.Doc.Passages()
	b.tables = b.tablesOf(passages)
	for i := range passages {
		in.Passages = append(in.Passages, b.passage(&passages[i]))
	}
	return in
}

// tableOf makes a table of a dataset. Only what the file states is compared.
func tableOf(r *report.Report, d *data.Dataset) *Table {
	t := &Table{Title: d.Description.Title, Dataset: d, Section: -1}
	if shown := r.TableOf(d); shown != nil && shown.Caption != "" {
		t.Title = shown.Caption
	}
	for i := range d.Rows {
		if row := rowOf(t, d, &d.Rows[i]); row != nil {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func rowOf(t *Table, d *data.Dataset, from *data.Row) *Row {
	row := &Row{
		Table: t, Label: d.Label(from), Code: from.Code, Section: from.Section, Line: from.Line, Group: from.Group,
		Total: from.Type == data.Total,
	}
	for _, name := range append([]string{from.Name}, from.Aliases...) {
		if name != "" && !slices.Contains(row.Names, name) {
			row.Names = append(row.Names, name)
		}
	}
	if from.Parent >= 0 {
		row.Parent = d.Rows[from.Parent].Name
	}
	for k := range from.Cells {
		for _, f := range from.Cells[k].Facts {
			if f.HasNumber() {
				row.Facts = append(row.Facts, factOf(row, d, f))
			}
		}
	}
	if len(row.Facts) == 0 {
		return nil
	}
	return row
}

func factOf(row *Row, d *data.Dataset, f *data.Fact) *Fact {
	column := &d.Columns[f.ColumnIndex]
	fact := &Fact{
		Quantity: f.Quantity, Row: row, Kind: f.Value, Year: f.Year, Scope: f.Scope, From: f.From, To: f.To,
		Line: f.Line, Group: f.Group, Header: column.Title, Source: f,
		Derived: column.Derived || d.Rows[f.RowIndex].Derived,
	}
	if f.Scope == data.MonthScope && f.To != 0 {
		fact.month = f.To.Month()
	}
	if fact.Year == 0 && f.To != 0 {
		fact.Year = f.To.Year()
	}
	fact.at = func() diag.Place {
		if fact.Derived {
			return d.Source.File()
		}
		return d.Source.Place(f.Start, f.End).InCell(column.Header, column.Index)
	}
	return fact
}

// A binder turns a document's passages into those of an input.
type binder struct {
	r      *report.Report
	in     *Input
	tables map[int][]*Table // by section
}

// tablesOf finds which tables each section shows, by its first block's place.
func (b *binder) tablesOf(passages []content.Passage) map[int][]*Table {
	of := map[*content.Block]*data.Dataset{}
	for _, t := range b.r.Tables {
		of[t.Block] = t.Dataset
	}
	for _, c := range b.r.Charts {
		of[c.Block] = c.Dataset
	}
	by := map[int][]*Table{}
	for i := range passages {
		p := &passages[i]
		d := of[p.Block]
		if p.Block == nil || d == nil {
			continue
		}
		if t := b.in.Tables[slices.Index(b.r.Datasets, d)]; !slices.Contains(by[p.Section], t) {
			by[p.Section] = append(by[p.Section], t)
		}
	}
	return by
}

// passage writes a passage out as a reader sees it.
func (b *binder) passage(from *content.Passage) Passage {
	p := Passage{Role: from.Role, Items: from.Items, Tables: b.tables[from.Section], place: b.r.Doc.Place}
	p.fixed = from.Role == content.TableCell && from.Row == 0
	var text strings.Builder
	for i := range from.Runs {
		r := &from.Runs[i]
		at := text.Len()
		switch {
		case r.Figure != nil:
			b.figure(&p, &text, r)
		case r.XRef != "":
			text.WriteString(targetText(b.r.Targets[r.XRef]))
		default:
			text.WriteString(r.Text)
		}
		p.runs = append(p.runs, run{at: at, length: text.Len() - at, start: r.Start, end: r.End, exact: r.Exact})
	}
	p.Text = text.String()
	p.Headings = b.headings(from)
	return p
}

// targetText is what a cross-reference says, as far as sentences are compared:
// what it leads to is not named by it.
func targetText(t report.Target) string {
	switch t.Kind {
	case report.TableTarget:
		return "tabell " + t.Number
	case report.ChartTarget:
		return "diagram " + t.Number
	case report.SectionTarget:
		return "avsnitt " + t.Number
	default:
		return ""
	}
}

// figure writes out a figure and notes what it is bound to.
func (b *binder) figure(p *Passage, text *strings.Builder, r *content.Run) {
	start := text.Len()
	bound := Bound{}
	if v := b.r.Figures[r.Figure]; v != nil {
		text.WriteString(v.Format(b.in.Lang, true))
		for _, f := range v.Facts {
			if fact := b.in.idx.source[f]; fact != nil {
				bound.Facts = append(bound.Facts, fact)
			}
		}
	} else {
		text.WriteString(r.Figure.Raw)
	}
	bound.Span = swedish.Span{Start: start, End: text.Len()}
	p.Bound = append(p.Bound, bound)
}

// headings are the texts of the sections that a passage stands in.
func (b *binder) headings(p *content.Passage) []string {
	if p.Section < 0 {
		return nil
	}
	var out []string
	level := 100
	for i := p.Section; i >= 0; i-- {
		s := b.r.Doc.Sections[i]
		if s.Level >= level {
			continue
		}
		level = s.Level
		if p.Role != content.Heading || i != p.Section {
			out = append(out, s.Text)
		}
		if level <= 1 {
			break
		}
	}
	slices.Reverse(out)
	return out
}
