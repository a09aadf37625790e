package data

import (
	"slices"
	"strings"

	"tertial/internal/diag"
)

// A Risk is one row of a dataset of risks.
type Risk struct {
	Row         int // index in Dataset.Rows
	ID, Name    string
	Area        string
	Common      bool   // of the whole municipality
	List        string // gross or net; "" where it is not said
	Probability int    // a step of the scale; 0 where there is none
	Consequence int    // likewise
	Value       int    // their product; 0 where one is missing
	Level       int    // index in Matrix.Levels, −1 for none
	Stated      *Fact  // the value that the file states, or nil
	Treatment   string
	Reason      string
	Place       diag.Place
}

// Untreated reports whether the risk is at or over the limit of its matrix, and
// nothing is done about it.
func (r *Risk) Untreated(m *Matrix, treated bool) bool {
	return m.Limit > 0 && r.Value >= m.Limit && !treated
}

// Risks returns the risks of a dataset of that kind in the file's order, nil
// for other kinds.
func (d *Dataset) Risks() []Risk {
	if d.Description.Kind.Name != risksName {
		return nil
	}
	m := d.Description.Matrix
	probability, consequence, value := d.columnOf("probability"), d.columnOf("consequence"), d.columnOf("risk_value")
	var all []Risk
	for i := range d.Rows {
		row := &d.Rows[i]
		if !row.listed() {
			continue
		}
		r := Risk{
			Row: i, ID: row.Code, Name: row.Name, Area: d.Entry(row, "area"), Common: d.Entry(row, "municipality_wide") == "yes",
			List: d.Entry(row, "list"), Treatment: d.Entry(row, "treatment"), Reason: d.Entry(row, "reason"),
			Probability: m.step(row.number(probability)), Consequence: m.step(row.number(consequence)),
			Level: -1, Stated: row.number(value), Place: d.NamePlace(i),
		}
		if r.Probability > 0 && r.Consequence > 0 {
			r.Value = r.Probability * r.Consequence
			r.Level = m.LevelAt(r.Probability, r.Consequence)
		}
		all = append(all, r)
	}
	return all
}

// step is the step of the scale that a fact is, 0 for none.
func (m *Matrix) step(f *Fact) int {
	if f == nil {
		return 0
	}
	n, ok := f.Number.Int64()
	if !ok || n < 1 || n > int64(m.Steps) {
		return 0
	}
	return int(n)
}

// listed reports whether a row is an entry of a list, and neither a sum nor a
// heading.
func (row *Row) listed() bool {
	return !row.Derived && row.Type != Heading && row.Type != Total && row.Type != Subtotal
}

// number returns the number of a row in a value column, nil for none.
func (row *Row) number(column int) *Fact {
	if column < 0 {
		return nil
	}
	if f := row.fact(column, 0); f != nil && f.HasNumber() {
		return f
	}
	return nil
}

// SplitIDs returns the ids that a cell names: R1, R6.
func SplitIDs(text string) []string {
	ids := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '/' || r == '|' })
	for i := range ids {
		ids[i] = strings.TrimSpace(ids[i])
	}
	return slices.DeleteFunc(ids, func(id string) bool { return id == "" })
}

// risks checks that each number is a step of the scale, and that the words
// beside the numbers are those of the step.
func (c *checker) risks() {
	m := c.d.Description.Matrix
	scales := [...]struct {
		word, words string
		scale       []string
	}{{"probability", "probability_word", m.Probability}, {"consequence", "consequence_word", m.Consequence}}
	for i := range c.d.Rows {
		row := &c.d.Rows[i]
		if !row.listed() {
			continue
		}
		for _, s := range scales {
			k := c.d.columnOf(s.word)
			f := row.number(k)
			if f == nil {
				continue
			}
			step := m.step(f)
			if step == 0 {
				c.diags.Add(diag.New("RISK", c.d.factPlace(f), "row", c.d.Label(row), "column", c.d.Columns[k].Title, "value", f.Quantity, "steps", m.Steps))
				continue
			}
			c.stepWord(i, c.d.Columns[k].Title, s.words, s.scale, step)
		}
	}
}
