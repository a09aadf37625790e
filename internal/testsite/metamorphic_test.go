package testsite

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	link "tertial/internal/report"
)

// numberFaults break relations and nothing else, so that they are the same in
// any clothes.
var numberFaults = []FaultKind{
	TotalDigit, WrongSign, WrongDeviation, NetOff, WideNet, CostTypeNet, SplitOutside, SumOfPlaces, TwoTables,
	WrongFlow, WrongShare, WrongScore, WrongProduct, UnevenTransfer, GrantExceeded, BudgetGap, WrongForecast,
}

// wardrobe returns clothes that differ from plain ones in one thing each, and
// many that differ in several.
func wardrobe() []Clothes {
	all := []Clothes{
		{Rows: 1},
		{Rows: 2},
		{Columns: 1},
		{Columns: 2},
		{Names: 1},
		{Names: 2},
		{Unit: "tkr"},
		{Unit: "mnkr"},
		{Sign: "ledger"},
		{Sign: "unsigned"},
		{Delimiter: ','},
		{Delimiter: '\t'},
		{Decimal: '.'},
		{Thousands: " "},
		{Thousands: "\u00a0"},
		{Thousands: "\u202f"},
		{Thousands: "'"},
		{Thousands: "."},
		{Decimal: '.', Thousands: ","},
		{Decimal: '.', Thousands: "\u2009"},
		{Encoding: "utf-8-bom"},
		{Encoding: "utf-16le"},
		{Encoding: "utf-16be"},
		{Encoding: "windows-1252"},
		{LineEnd: "\r\n"},
		{LineEnd: "\r"},
		{Negative: "−"},
		{Negative: "–"},
		{Negative: "trailing"},
		{Negative: "parentheses"},
		{Quoted: true},
		{Trimmed: true},
		{Declared: true},
	}
	for seed := range uint64(12) {
		all = append(all, RandomClothes(100+seed))
	}
	return all
}

// faulty is a site with a fault of each kind that any clothes keep, beside
// committees that leave nets or totals to be derived.
func faulty() Options {
	o := Options{Seed: 21, Committees: 3, Reports: 4}
	for i, kind := range numberFaults {
		o.Faults = append(o.Faults, Fault{kind, i % 4})
	}
	return o
}

// TestClothesDoNotMatter: a dataset in other clothes gives the same facts, the
// same figures in the text, and the same findings at the same cells.
func TestClothesDoNotMatter(t *testing.T) {
	t.Parallel()
	clothesDoNotMatter(t, wardrobe())
}

func clothesDoNotMatter(t *testing.T, wardrobe []Clothes) {
	t.Helper()
	want := know(t, faulty(), Clothes{})
	if len(want.findings) < len(numberFaults) || len(want.facts) < 1000 || len(want.figures) < 100 {
		t.Fatalf("only %d findings, %d facts and %d figures to compare", len(want.findings), len(want.facts), len(want.figures))
	}
	for _, c := range wardrobe {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			got := know(t, faulty(), c)
			differ(t, "fact", got.facts, want.facts)
			differ(t, "figure", got.figures, want.figures)
			differ(t, "finding", got.findings, want.findings)
		})
	}
}

// TestComparisonBites: a single digit is enough to be noticed.
func TestComparisonBites(t *testing.T) {
	t.Parallel()
	o := faulty()
	a := know(t, o, Clothes{})
	o.Faults = o.Faults[1:]
	b := know(t, o, RandomClothes(100))
	apart := 0
	for key, value := range a.facts {
		if b.facts[key] != value {
			apart++
		}
	}
	if apart == 0 || apart > 5 || len(a.facts) != len(b.facts) {
		t.Errorf("%d of %d facts differ, want the fault and what is derived from it", apart, len(a.facts))
	}
	if len(a.findings) <= len(b.findings) {
		t.Errorf("%d findings with the fault, %d without", len(a.findings), len(b.findings))
	}
}

// differ reports what only one of two maps has, and values that are not equal.
func differ(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	const most = 8
	n := 0
	report := func(format string, args ...any) {
		if n++; n <= most {
			t.Errorf(format, args...)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if value, ok := got[key]; !ok {
			report("%s lost: %s = %s", what, key, want[key])
		} else if value != want[key] {
			report("%s changed: %s = %s, want %s", what, key, value, want[key])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[key]; !ok {
			report("%s new: %s = %s", what, key, got[key])
		}
	}
	if n > most {
		t.Errorf("… and %d more", n-most)
	}
}

// knowledge is all that is known of a site, in words that do not depend on
// its clothes.
type knowledge struct {
	facts, figures, findings map[string]string
}

func know(t *testing.T, o Options, clothes Clothes) knowledge {
	t.Helper()
	o.Clothes = func(string, string) Clothes { return clothes }
	site := New(o)
	c := newChecker(t, site)
	k := knowledge{map[string]string{}, map[string]string{}, map[string]string{}}
	for _, meta := range c.metas {
		linked, _ := c.check(meta)
		made := site.report(slices.Index(site.Reports(), meta.Path))
		for _, d := range linked.Datasets {
			k.readFacts(t, d, undress(made.table(d.ID)))
		}
		k.readFigures(meta, linked)
	}
	for _, f := range c.diags.Sorted() {
		if f.Code == "CODENAME" && clothes.Names != 0 {
			continue // the register keeps the plain names
		}
		key := undressPlace(t, site, f.Place) + " " + string(f.Code)
		k.findings[key] = f.Severity.String()
	}
	return k
}

// original gives back the names that a table had before it was dressed.
type original struct{ rows, headers map[string]string }

func undress(d *dressed) original {
	o := original{map[string]string{}, map[string]string{}}
	for i := range d.rows {
		r := &d.rows[i]
		o.rows[d.rowName(r)] = r.name
		o.rows[d.names[r.section]] = r.section
	}
	for i := range d.columns {
		o.headers[d.headers[i]] = d.columns[i].header
	}
	return o
}

func (o original) row(name string) string {
	if was, ok := o.rows[name]; ok {
		return was
	}
	return name
}

func (k *knowledge) readFacts(t *testing.T, d *data.Dataset, names original) {
	t.Helper()
	for i := range d.Rows {
		for c := range d.Rows[i].Cells {
			for _, f := range d.Rows[i].Cells[c].Facts {
				key := d.Report + " " + d.ID + " " + dimensions(&f.Dimensions, names)
				if d.Columns[f.ColumnIndex].Derived {
					key += " derived as " + d.Columns[f.ColumnIndex].Header
				} else if f.Value == data.Number {
					// Numbers of no kind of value are told apart by their columns alone.
					key += " in " + names.headers[d.Columns[f.ColumnIndex].Header]
				}
				if _, twice := k.facts[key]; twice {
					t.Errorf("two facts are the same: %s", key)
				}
				k.facts[key] = statement(f)
			}
		}
	}
}

func dimensions(d *data.Dimensions, names original) string {
	under := strings.Split(d.Under, " / ")
	for i := range under {
		under[i] = names.row(under[i])
	}
	slices.Sort(under) // of two columns, either may come first
	return fmt.Sprintf("%s|%s|%s|%s|%s|%s %d %s %s–%s %s %s of %s against %s", d.Code, names.row(d.Name), strings.Join(under, "/"),
		d.Line, d.Group, d.Value, d.Year, d.Scope, d.From, d.To, d.Version, d.At, names.headers[d.Of], names.headers[d.Against])
}

// statement is what a fact says, amounts in kronor.
func statement(f *data.Fact) string {
	text := string(f.Status) + " " + f.Words
	if f.HasNumber() {
		text = inKronor(f.Quantity) + " " + text
	}
	if f.Derived != nil {
		text += " derived " + inKronor(f.Derived.Quantity) + " agrees " + strconv.FormatBool(f.Derived.Agrees)
	}
	return text
}

// inKronor writes a quantity with its accuracy, whatever its unit of money.
func inKronor(q quantity.Quantity) string {
	shift := map[quantity.Unit]int{quantity.Kronor: 0, quantity.Thousands: 3, quantity.Millions: 6}[q.Unit]
	unit := q.Unit
	if q.Unit.Money() {
		unit = quantity.Kronor
	}
	n := q.Number.Shift(shift).String()
	if strings.Contains(n, ".") {
		n = strings.TrimRight(strings.TrimRight(n, "0"), ".")
	}
	return fmt.Sprintf("%s %s ±%d %t", n, unit, q.Decimals-shift, q.Exact)
}

// readFigures reads the values of the text's figures, in their order.
func (k *knowledge) readFigures(meta *content.Meta, linked *link.Report) {
	for i, f := range linked.Doc.Figures {
		v := linked.Figures[f]
		if v == nil {
			continue
		}
		k.figures[meta.Path+" "+strconv.Itoa(i)] = inKronor(v.Quantity) + v.Word + v.Words
	}
}

// undressPlace names a cell by what it is instead of where it stands.
func undressPlace(t *testing.T, site *Site, at diag.Place) string {
	t.Helper()
	for i, name := range site.Reports() {
		rest, ok := strings.CutPrefix(at.File, "data/"+name+"/")
		if !ok {
			continue
		}
		d := site.report(i).table(strings.TrimSuffix(rest, ".csv"))
		s, err := d.csv()
		if err != nil {
			t.Fatal(err)
		}
		for cell, spot := range s.spots {
			if spot.line == at.Line && spot.column == at.Column && cell.row >= 0 {
				r := &d.rows[cell.row]
				return fmt.Sprintf("%s %s|%s|%s|%s", at.File, r.key, r.line, r.group, d.columns[cell.column].key)
			}
		}
	}
	return at.File + ":" + strconv.Itoa(at.Line)
}
