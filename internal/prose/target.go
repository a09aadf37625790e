package prose

import (
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
)

// target finds sentences that say that a measure reaches its target, where the
// table has targets for the year but none for this measure.
func target(c *checker, s *sentence) {
	at, ok := s.reaches()
	if !ok || c.AsIs || s.passage.inTable() {
		return // of a converted table nobody knows which columns hold words
	}
	row := s.measure()
	if row == nil || row.target(c.Year) || !row.Table.targets(c.Year) || row.inYear(c.Year) == nil {
		return
	}
	word := s.Words[at]
	f := diag.New("TARGETMISSING", s.passage.Place(word.Span), "name", row.Label, "year", c.Year).With("prose").
		See("outcome", row.inYear(c.Year).Place())
	f.Severity = diag.Warning // in the table alone it is a note
	c.diags.Add(f)
}

// reaches finds a word that says that a target is reached, or not.
func (s *sentence) reaches() (at int, ok bool) {
	named, reached := -1, false
	for i := range s.Words {
		switch w := s.Words[i].Fold; {
		case w == "målet", w == "målvärdet", w == "målnivån", w == "måltalet":
			named = i
		case strings.HasPrefix(w, "uppnå"), strings.HasPrefix(w, "uppfyll"), w == "når", w == "nås", w == "nåddes", w == "nått", w == "nåtts", w == "nådde":
			reached = true
		}
	}
	return named, named >= 0 && reached
}

// measure is the row that a sentence about a target is about: the one named in
// it, beside it or above it.
func (s *sentence) measure() *Row {
	if row := s.onlyRow(); row != nil {
		return row
	}
	subjects := s.passage.Beside
	if len(subjects) == 0 {
		subjects = s.heading
	}
	if len(s.mentions) > 0 || len(subjects) != 1 || len(subjects[0].Rows) != 1 {
		return nil
	}
	return subjects[0].Rows[0]
}

// target reports whether a row has a target for a year, in figures or words.
func (r *Row) target(year int) bool {
	for _, f := range r.Facts {
		if f.Kind == data.Target && f.Year == year || f.Source != nil && wordedTarget(f.Source, year) {
			return true
		}
	}
	return false
}

// wordedTarget reports whether the row of a fact has a target such as "ökar".
func wordedTarget(f *data.Fact, year int) bool {
	for _, cell := range f.Dataset.Rows[f.RowIndex].Cells {
		for _, other := range cell.Facts {
			if other.Value == data.Target && other.Year == year && (other.HasNumber() || strings.Trim(other.Words, ".-–− ") != "") {
				return true
			}
		}
	}
	return false
}

// targets reports whether any row of a table has a target for a year.
func (t *Table) targets(year int) bool {
	for _, r := range t.Rows {
		if r.target(year) {
			return true
		}
	}
	return false
}
