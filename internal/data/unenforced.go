package data

import (
	"slices"

	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// Report categories of decisions that have not been carried out in time. The
// last one is two merged, where one alone would tell of single persons.
const (
	NewCase      = "new"
	Executed     = "executed"
	Ended        = "ended"
	Remains      = "remaining"
	EndedOrStill = "ended-or-remaining"
)

// categories are the words of report categories, in the order in which they
// are shown.
var categories = []Choice{
	{NewCase, []string{"nya", "ny", "nya beslut", "nyrapporterade", "ny rapportering"}},
	{Executed, []string{"tidigare, nu verkställda", "verkställda", "tidigare verkställda", "har verkställts"}},
	{Ended, []string{"tidigare, avslutade", "avslutade", "tidigare, avslutade utan verkställighet", "avslutade utan verkställighet", "har avslutats"}},
	{Remains, []string{"tidigare, kvar", "kvar", "kvarstår", "tidigare, ännu inte verkställda", "ännu inte verkställda", "tidigare, kvarstår"}},
	{EndedOrStill, []string{"tidigare, avslutade eller kvar", "avslutade eller kvar", "tidigare, kvar eller avslutade"}},
}

// CategoryNames lists the words of report categories in the order in which
// they are shown.
func CategoryNames() []string { return []string{NewCase, Executed, Ended, Remains, EndedOrStill} }

// An Unenforced is one count of decisions that were not carried out in time.
type Unenforced struct {
	Row      int // index in Dataset.Rows
	Quarter  Period
	Text     string // the quarter as the file has it
	Law      string
	Category string // NewCase …; "" for an unknown word
	Measure  string // "" is all of them
	Group    string // "" is all
	Count    *Fact  // nil where the cell is empty
	Days     *Fact  // the median; nil for none
}

// Unenforced returns the counts of a dataset of that kind in the file's order,
// nil for other kinds.
func (d *Dataset) Unenforced() []Unenforced {
	if d.Description.Kind.Name != unenforcedName {
		return nil
	}
	count, days := d.columnOf("count"), d.columnOf("median_days")
	var all []Unenforced
	for i := range d.Rows {
		row := &d.Rows[i]
		if !row.listed() {
			continue
		}
		u := Unenforced{
			Row: i, Quarter: Period{row.From, row.To}, Text: row.Period, Law: d.Entry(row, "law"), Category: categoryOf(row.Name),
			Measure: d.Entry(row, "measure_type"), Group: row.Group, Days: row.number(days),
		}
		if count >= 0 {
			u.Count = row.fact(count, 0)
		}
		if ParseGroup(u.Measure) == "" {
			u.Measure = ""
		}
		all = append(all, u)
	}
	return all
}

func categoryOf(text string) string {
	c := Column{Choices: categories}
	word, _ := c.choose(text)
	return word
}

// Number returns the count as a number, and whether it is one.
func (u *Unenforced) Number() (quantity.Number, bool) {
	if u.Count == nil || !u.Count.HasNumber() {
		return quantity.Number{}, false
	}
	return u.Count.Number, true
}

// hidden reports whether the count is protected.
func (u *Unenforced) hidden() bool { return u.Count != nil && u.Count.Status == Suppressed }

// unenforced checks counts of decisions: known categories, no count so small
// that it tells of persons, and none that others give away.
func (c *checker) unenforced() {
	all := c.d.Unenforced()
	base := quantity.Int(int64(c.d.Description.Base))
	for i := range all {
		u := &all[i]
		if name := c.d.Rows[u.Row].Name; u.Category == "" && name != "" {
			c.category(u.Row, name)
		}
		if n, ok := u.Number(); ok && n.Sign() > 0 && n.Cmp(base) < 0 {
			c.diags.Add(diag.New("SMALLCOUNT", c.d.factPlace(u.Count), "row", c.d.Label(&c.d.Rows[u.Row]), "limit", c.d.Description.Base))
		}
		if u.hidden() && u.Days != nil {
			c.diags.Add(diag.New("SMALLCOUNT", c.d.factPlace(u.Days), "row", c.d.Label(&c.d.Rows[u.Row]), "limit", c.d.Description.Base).With("median"))
		}
	}
	c.givenAway(all)
}

// category reports a report category that nobody knows, with the nearest.
func (c *checker) category(row int, name string) {
	words := (&Column{Choices: categories}).choices()
	near := diag.Nearest(name, words)
	f := diag.New("CSV-CELL", c.d.NamePlace(row), "value", name, "column", c.d.Columns[c.d.nameColumn(&c.d.Rows[row])].Header,
		"list", diag.Shortlist(words), "nearest", near)
	if near == "" {
		c.diags.Add(f.With("choice"))
		return
	}
	c.diags.Add(f.With("choice-near").Propose(near))
}

// A cohort is what two counts must share to be compared.
type cohort struct{ law, measure, group string }

func (u *Unenforced) cohort() cohort {
	return cohort{tabular.Fold(u.Law), tabular.Fold(u.Measure), u.Group}
}

// givenAway reports a protected count that the others of its whole give away:
// it is the only one that is protected there.
func (c *checker) givenAway(all []Unenforced) {
	for i := range all {
		whole := &all[i]
		if _, ok := whole.Number(); !ok || whole.Measure != "" || whole.Group != "" {
			continue
		}
		var only *Unenforced
		hidden, parts := 0, 0
		for k := range all {
			u := &all[k]
			if u.Quarter != whole.Quarter || u.Category != whole.Category || u.Law != whole.Law || u.Measure == "" || u.Group != "" {
				continue
			}
			if parts++; u.hidden() {
				only = u
				hidden++
			}
		}
		if hidden == 1 && parts > 1 {
			c.diags.Add(diag.New("SMALLCOUNT", c.d.factPlace(only.Count), "row", c.d.Label(&c.d.Rows[only.Row]), "limit", c.d.Description.Base).
				With("computable").See("whole", c.d.factPlace(whole.Count)))
		}
	}
}

// quarters relates each quarter to the one before: what remained and was new
// then is now carried out, ended or remains. What is new now stands apart.
func (r *relater) quarters() {
	if r.d.Description.Kind.Name != unenforcedName {
		return
	}
	all := r.d.Unenforced()
	type key struct {
		of       cohort
		quarter  Period
		category string
	}
	counts := map[key]*Fact{}
	var results []key
	for i := range all {
		u := &all[i]
		k := key{u.cohort(), u.Quarter, u.Category}
		if _, seen := counts[k]; seen || u.Count == nil {
			continue
		}
		counts[k] = u.Count
		if u.Category == Remains || u.Category == EndedOrStill {
			results = append(results, k)
		}
	}
	for _, k := range results {
		length := k.quarter.To - k.quarter.From + 1
		before := Period{k.quarter.From - length, k.quarter.From - 1}
		wanted := []Term{
			{1, counts[key{k.of, before, Remains}]}, {1, counts[key{k.of, before, NewCase}]}, {-1, counts[key{k.of, k.quarter, Executed}]},
		}
		if k.category == Remains {
			wanted = append(wanted, Term{-1, counts[key{k.of, k.quarter, Ended}]})
		}
		missing := slices.ContainsFunc(wanted, func(t Term) bool { return t.Fact == nil || !t.Fact.HasNumber() })
		if result := counts[k]; !missing && result.HasNumber() {
			r.state(&Relation{Rule: "FLOW", Result: result, Terms: wanted})
		}
	}
}

// products relates the values of risks to what they are made of.
func (r *relater) products() {
	if r.d.Description.Kind.Name != risksName {
		return
	}
	probability, consequence, value := r.d.columnOf("probability"), r.d.columnOf("consequence"), r.d.columnOf("risk_value")
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		a, b, f := row.number(probability), row.number(consequence), row.number(value)
		if a != nil && b != nil && f != nil && row.listed() {
			r.state(&Relation{Rule: "MULT", Form: Product, Result: f, Terms: []Term{{1, a}, {1, b}}})
		}
	}
}

// lists builds the relations of kinds that are lists.
func (r *relater) lists() {
	r.products()
	r.compliance()
	r.quarters()
}
