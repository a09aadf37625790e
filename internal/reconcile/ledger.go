package reconcile

import (
	"cmp"
	"slices"
	"sync"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// A Ledger collects what the reports of a site say of the same things, and
// checks CROSSDOC when all are in it. It keeps no dataset: a line of it is some
// fifty bytes a number. Reports may be added in any order and at the same time.
type Ledger struct {
	mu      sync.Mutex
	reports []ledgerReport
	sets    []ledgerSet
	units   []quantity.Unit
	unitNo  map[quantity.Unit]int16
	lines   []ledgerLine
}

type ledgerReport struct {
	meta    *content.Meta
	order   string // by which reports follow each other
	bridged bool   // it shows how its budget came about
}

type ledgerSet struct {
	report int32
	id     string
	known  bool // known differences of the rule are declared for it
}

// A ledgerLine is one number with the digest of all that it measures.
type ledgerLine struct {
	key    uint64
	number quantity.Number
	set    int32
	row    int32
	column int16
	part   int16
	unit   int16
	places int8
	exact  bool
	soft   bool // a budget, whatever its version: a difference asks for its bridge
}

// NewLedger returns an empty ledger.
func NewLedger() *Ledger { return &Ledger{unitNo: map[quantity.Unit]int16{}} }

// Add takes all numbers of a report that other reports may state too.
func (l *Ledger) Add(r *report.Report) {
	order := cmp.Or(r.Meta.Date, r.Meta.Period.To)
	book := ledgerReport{meta: r.Meta, order: order + "\x00" + r.Meta.Path}
	for _, d := range r.Datasets {
		book.bridged = book.bridged || d.Description.Kind.Name == budgetChanges
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	number := int32(len(l.reports))
	l.reports = append(l.reports, book)
	for _, d := range r.Datasets {
		known := declares(r.Meta.Known) || declares(d.Description.KnownDifferences)
		l.sets = append(l.sets, ledgerSet{report: number, id: d.ID, known: known})
		l.addDataset(r.Meta.Committee(), d)
	}
}

func declares(list []diag.KnownDifference) bool {
	return slices.ContainsFunc(list, func(k diag.KnownDifference) bool { return k.Rule == crossDoc })
}

func (l *Ledger) addDataset(committee string, d *data.Dataset) {
	eachFact(d, func(f *data.Fact) {
		if !stated(f) || !lasting(f) {
			return
		}
		id := identity{committee: committee, kind: d.Description.Kind.Name, fact: f}
		if f.Value != data.Forecast || f.At != "" {
			l.addLine(id.digest(), f, false)
		}
		if f.Value == data.Budget && f.Scope == data.FullYear && f.Line == data.Net && isWhole(f) {
			id.anyVersion = true
			l.addLine(id.digest(), f, true)
		}
	})
}

// lasting reports whether a number stays what it is when the next report comes.
func lasting(f *data.Fact) bool {
	switch f.Value {
	case data.Outcome, data.Budget, data.Forecast, data.Target, data.Number:
		return f.Year != 0 || f.To != 0
	default:
		return false
	}
}

func (l *Ledger) addLine(key uint64, f *data.Fact, soft bool) {
	unit, ok := l.unitNo[f.Unit]
	if !ok {
		unit = int16(len(l.units))
		l.units = append(l.units, f.Unit)
		l.unitNo[f.Unit] = unit
	}
	l.lines = append(l.lines, ledgerLine{
		key: key, number: f.Number, set: int32(len(l.sets) - 1), row: int32(f.RowIndex), column: int16(f.ColumnIndex),
		part: int16(f.Part), unit: unit, places: int8(min(max(f.Decimals, -100), 100)), exact: f.Exact, soft: soft,
	})
}

func (l *Ledger) quantity(line *ledgerLine) quantity.Quantity {
	return quantity.Quantity{Number: line.number, Unit: l.units[line.unit], Decimals: int(line.places), Exact: line.exact}
}

func (l *Ledger) reportOf(line *ledgerLine) *ledgerReport { return &l.reports[l.sets[line.set].report] }

// Check compares what different reports of a committee say of the same thing.
// The datasets of reports that differ are asked for again with get, as the
// build reads them. It returns what was tried of each report, by path.
func (l *Ledger) Check(get func(path string) ([]*data.Dataset, bool), diags *diag.List) map[string]*report.Verdict {
	l.mu.Lock()
	defer l.mu.Unlock()
	slices.SortFunc(l.lines, l.compare)
	c := &crossing{ledger: l, get: get, diags: diags, verdicts: map[string]*report.Verdict{}, known: map[*data.Dataset]*acceptance{}}
	c.declared()
	for from := 0; from < len(l.lines); {
		to := from + 1
		for to < len(l.lines) && l.lines[to].key == l.lines[from].key {
			to++
		}
		c.group(l.lines[from:to])
		from = to
	}
	c.unused()
	return c.sorted()
}

// compare orders lines of one thing by the order of their reports. Nothing
// in it depends on the order in which reports were added.
func (l *Ledger) compare(a, b ledgerLine) int {
	if a.key != b.key {
		return cmp.Compare(a.key, b.key)
	}
	return cmp.Or(
		cmp.Compare(l.reportOf(&a).order, l.reportOf(&b).order),
		cmp.Compare(l.sets[a.set].id, l.sets[b.set].id),
		cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column), cmp.Compare(a.part, b.part),
	)
}
