package data

import (
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// Sign is how a file writes incomes and costs.
type Sign string

// The conventions of sign (domain.md §1).
const (
	SignReport   Sign = "report"   // income plus, costs minus
	SignLedger   Sign = "ledger"   // the opposite
	SignUnsigned Sign = "unsigned" // both plus
)

// A Column is one column of a dataset: what its header means. The dimensions
// that a value column fixes hold for all its facts; what it leaves empty comes
// from the row, then from the dataset.
type Column struct {
	Header  string // as the file has it
	Index   int    // in the file, from 0: gives Excel's letter
	Role    Role
	Word    string   // the role word that was given: activity_code, budget_fy; or ""
	Derived bool     // not in the file; computed in every row
	Choices []Choice // for RoleChoice: the words that its cells may hold; none for any
	ID      string   // stable and unique in the dataset: declared, else a slug of the header
	Title   string   // for readers: declared, else made from the header
	Note    string   // a footnote to all its values, or ""
	Alias   []string

	start, end int      // of the header in Dataset.Source
	at         span     // of its entry in the description
	names      []string // folded: header, id, title, aliases

	// For RoleValue:
	Value                  ValueKind
	Scope                  Scope
	Year                   int
	From                   Month
	To                     Month
	Version                string
	At                     string
	Line                   Line
	Group                  string
	Of                     int // index in Dataset.Columns of what is compared, −1 for none
	Against                int // and of what it is compared with
	Numerator, Denominator int // of what a share is made, −1 for none
	Unit                   quantity.Unit
	Decimals               int // declared accuracy; −1 when the numbers themselves decide
	Rounded                bool
	Sign                   Sign
	Parts                  []string // groups of the values in one cell, in order; none for one value
	Missing                []MissingWord
}

// A MissingWord is a text that may stand instead of a number.
type MissingWord struct {
	Word   string
	Status Status // Missing, NotApplicable or Suppressed
}

// span is a range of bytes in a description.
type span struct{ start, end int }

// A columnSpec is what a description says about one header.
type columnSpec struct {
	Column
	at      span
	short   shorthand // what the role word says
	of      string    // header or id, resolved when all columns are known
	against string
	ofAt    span
	agAt    span
	part    reference // numerator and denominator, likewise
	whole   reference
	used    bool
}

// newSpec returns a column about which nothing is said yet.
func newSpec() columnSpec {
	return columnSpec{Column: Column{Of: -1, Against: -1, Numerator: -1, Denominator: -1, Decimals: -1}}
}

// specOf returns the column that a role word means.
func specOf(w *RoleWord) columnSpec {
	s := newSpec()
	s.Role, s.Word, s.short = w.Role, w.Word, w.Value
	s.Value = w.Value.value
	s.Unit, s.Choices = w.Unit, w.Choices
	return s
}

// A resolver finds out what each header of a file means.
type resolver struct {
	desc    *Description
	grid    *tabular.Grid
	diags   *diag.List
	columns []Column
	specs   []*columnSpec // beside columns; what the description says
}

// resolveColumns returns the columns of the file in its order. Headers that
// nobody knows become text, with a finding.
func resolveColumns(desc *Description, grid *tabular.Grid, diags *diag.List) []Column {
	r := &resolver{desc: desc, grid: grid, diags: diags}
	var unknown []int
	for i := range grid.Header {
		header := grid.Header[i].Text
		if header == "" && r.hollow(i) {
			continue
		}
		spec, ok := r.spec(header)
		if !ok {
			unknown = append(unknown, i)
		}
		r.add(i, spec)
	}
	r.report(unknown)
	r.promote()
	r.identify()
	for i := range r.columns {
		if r.columns[i].Role == RoleValue {
			r.compare(i)
		}
	}
	for _, compares := range [...]bool{false, true} { // which take over what others have settled
		for i := range r.columns {
			if c := &r.columns[i]; c.Role == RoleValue && (c.Of >= 0) == compares {
				r.settle(i)
			}
		}
	}
	r.shares()
	return r.columns
}

// hollow reports whether a column without a header holds nothing. One that
// holds something has been reported, and is kept as text.
func (r *resolver) hollow(i int) bool {
	for k := range r.grid.Records {
		if r.grid.Records[k].Fields[i].Text != "" {
			return false
		}
	}
	return true
}

// spec finds what a header means: by the description, the kind's own words, or
// the year it ends with.
func (r *resolver) spec(header string) (*columnSpec, bool) {
	folded := tabular.Fold(header)
	if header == "" {
		s := newSpec()
		s.Role = RoleText
		return &s, true
	}
	for i := range r.desc.columns {
		if s := &r.desc.columns[i]; tabular.Same(s.Header, folded) {
			s.used = true
			return s, true
		}
	}
	if s, ok := r.desc.Kind.headerSpec(folded); ok {
		return &s, true
	}
	if value, year, ok := yearHeader(folded); ok && r.desc.Kind.Years {
		s := newSpec()
		s.Role, s.Value, s.Scope, s.Year = RoleValue, value, FullYear, year
		return &s, true
	}
	s := newSpec()
	s.Role = RoleText
	return &s, false
}

func (r *resolver) add(index int, spec *columnSpec) {
	c := spec.Column
	f := &r.grid.Header[index]
	c.Header, c.Index, c.start, c.end, c.at = f.Text, index, f.Start, f.End, spec.at
	if c.Title == "" {
		c.Title = TitleOf(c.Header)
	}
	r.columns = append(r.columns, c)
	r.specs = append(r.specs, spec)
}

// report says which columns only the file has and which only the description.
// Two of them that are nearly the same are one finding.
func (r *resolver) report(unknown []int) {
	headers := make([]string, 0, len(unknown))
	for _, i := range unknown {
		headers = append(headers, r.grid.Header[i].Text)
	}
	paired := map[string]bool{}
	for i := range r.desc.columns {
		s := &r.desc.columns[i]
		if s.used {
			continue
		}
		near := diag.Nearest(s.Header, headers)
		f := diag.New("CSV-COLUMN", r.desc.place(s.at), "column", s.Header, "file", r.grid.Source.Name, "list", diag.Shortlist(r.headers()), "nearest", near)
		if near == "" {
			r.diags.Add(f.With("absent"))
			continue
		}
		paired[near] = true
		r.diags.Add(f.With("absent-near").Propose(near))
		r.adopt(near, s)
	}
	for k, i := range unknown {
		if !paired[headers[k]] {
			r.unknown(i)
		}
	}
}

// adopt reads a header as the misspelled one of the description, so that what
// names the column is not wrong a second time.
func (r *resolver) adopt(header string, s *columnSpec) {
	for i := range r.columns {
		if c := &r.columns[i]; c.Header == header {
			is := s.Column
			is.Header, is.Index, is.start, is.end, is.at = c.Header, c.Index, c.start, c.end, s.at
			is.Title = orElse(is.Title, c.Title)
			is.Alias = append(is.Alias[:len(is.Alias):len(is.Alias)], s.Header)
			r.columns[i], r.specs[i] = is, s
		}
	}
}

func (r *resolver) unknown(i int) {
	f := r.grid.Header[i]
	at := r.grid.Source.Place(f.Start, f.End).InCell(f.Text, i)
	near := diag.Nearest(f.Text, r.known())
	finding := diag.New("CSV-COLUMN", at, "column", f.Text, "file", r.desc.File, "nearest", near)
	if near == "" {
		r.diags.Add(finding)
		return
	}
	r.diags.Add(finding.With("near").Propose(near))
}

// known lists the headers that the description and the kind know.
func (r *resolver) known() []string {
	var names []string
	for i := range r.desc.columns {
		if !r.desc.columns[i].used {
			names = append(names, r.desc.columns[i].Header)
		}
	}
	for _, list := range [...][]RoleWord{r.desc.Kind.Words, common} {
		for i := range list {
			if list[i].Header != "" {
				names = append(names, list[i].Header)
			}
		}
	}
	return names
}

func (r *resolver) headers() []string {
	names := make([]string, len(r.grid.Header))
	for i := range r.grid.Header {
		names[i] = r.grid.Header[i].Text
	}
	return names
}

// identify gives every column an id of its own.
func (r *resolver) identify() {
	taken := make(ids, len(r.columns))
	for i := range r.columns {
		c := &r.columns[i]
		if c.ID == "" {
			c.ID = Slug(c.Header)
		}
		c.ID = taken.unique(c.ID)
		c.foldNames()
	}
}

// compare finds the columns that a deviation or a change compares, and takes
// from the first what the column does not say itself.
func (r *resolver) compare(i int) {
	c, s := &r.columns[i], r.specs[i]
	c.Of = r.find(s.of, s.ofAt)
	c.Against = r.find(s.against, s.agAt)
	c.Numerator = r.find(s.part.name, s.part.at)
	c.Denominator = r.find(s.whole.name, s.whole.at)
	if c.Value == Deviation && c.Word != "deviation_stated" && (s.of == "" || s.against == "") && c.Word != "deviation" && c.Word != "deviation_total" {
		r.diags.Add(diag.New("DATA-COLUMN", r.place(i), "column", c.Header).With("compare"))
	}
}

// find returns the value column of a header or id, −1 with a finding when
// there is none.
func (r *resolver) find(name string, at span) int {
	if name == "" {
		return -1
	}
	folded := tabular.Fold(name)
	for i := range r.columns {
		c := &r.columns[i]
		if c.Role == RoleValue && c.named(folded) {
			return i
		}
	}
	near := diag.Nearest(name, r.headers())
	r.diags.Add(diag.New("DATA-COLUMN", r.desc.place(at), "column", name, "list", diag.Shortlist(r.headers())).With("of").Propose(near))
	return -1
}

// place is where a column is described, else its header in the file.
func (r *resolver) place(i int) diag.Place {
	if s := r.specs[i]; s.at.end > 0 {
		return r.desc.place(s.at)
	}
	f := r.grid.Header[r.columns[i].Index]
	return r.grid.Source.Place(f.Start, f.End).InCell(f.Text, r.columns[i].Index)
}

// ids counts how often each id was asked for.
type ids map[string]int

// unique returns the id, with a number behind it when it is taken already.
func (taken ids) unique(id string) string {
	id = orElse(id, "x")
	base := id
	for taken[id] > 0 {
		taken[base]++
		id = base + "-" + itoa(taken[base])
	}
	taken[id]++
	return id
}
