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
// checks CROSSDOC when all are in it. It keeps no dataset: a line of it is
// forty bytes a number. Reports may be added in any order and at the same time.
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

// A ledgerLine is what one number may have been before it was rounded, with the
// digest of all that it measures. It is small: a site has millions.
type ledgerLine struct {
	key    uint64
	lo, hi int64 // without their decimal point
	set    int32
	row    int32
	column int16
	part   int16
	unit   int16
	places int8 // how many digits of lo and hi stand after the point
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

// Join takes all that another ledger holds, which stays as it is: the reports of
// a site may be read one by one, and those that have not changed need not be read
// again.
func (l *Ledger) Join(other *Ledger) {
	other.mu.Lock()
	defer other.mu.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	reports, sets := int32(len(l.reports)), int32(len(l.sets))
	l.reports = append(l.reports, other.reports...)
	for _, s := range other.sets {
		s.report += reports
		l.sets = append(l.sets, s)
	}
	units := make([]int16, len(other.units))
	for i, unit := range other.units {
		units[i] = l.unit(unit)
	}
	for _, line := range other.lines {
		line.set += sets
		line.unit = units[line.unit]
		l.lines = append(l.lines, line)
	}
}

// unit is the number of a unit in this ledger.
func (l *Ledger) unit(unit quantity.Unit) int16 {
	n, ok := l.unitNo[unit]
	if !ok {
		n = int16(len(l.units))
		l.units = append(l.units, unit)
		l.unitNo[unit] = n
	}
	return n
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
	unit := l.unit(f.Unit)
	interval := likely(f, f.Unit)
	places := max(interval.Lo.Decimals(), interval.Hi.Decimals())
	lo, okLo := interval.Lo.Shift(places).Int64()
	hi, okHi := interval.Hi.Shift(places).Int64()
	if !okLo || !okHi || places > maxPlaces {
		return // no amount has so many digits
	}
	l.lines = append(l.lines, ledgerLine{
		key: key, lo: lo, hi: hi, set: int32(len(l.sets) - 1), row: int32(f.RowIndex), column: int16(f.ColumnIndex),
		part: int16(f.Part), unit: unit, places: int8(places), soft: soft,
	})
}

// maxPlaces is how many decimals a line can hold.
const maxPlaces = 18

// interval returns what a line holds, in the unit of another.
func (l *Ledger) interval(line, as *ledgerLine) (quantity.Interval, bool) {
	from, to := l.units[line.unit], l.units[as.unit]
	lo, ok := quantity.Convert(quantity.Int(line.lo).Shift(-int(line.places)), from, to)
	hi, _ := quantity.Convert(quantity.Int(line.hi).Shift(-int(line.places)), from, to)
	return quantity.Interval{Lo: lo, Hi: hi}, ok
}

// unitless reports whether one of two lines has no unit and the other has one:
// NUMFORMAT and LABELUNIT ask for it.
func (l *Ledger) unitless(a, b *ledgerLine) bool {
	return (l.units[a.unit] == quantity.None) != (l.units[b.unit] == quantity.None)
}

func (l *Ledger) reportOf(line *ledgerLine) *ledgerReport { return &l.reports[l.sets[line.set].report] }

// Check compares what different reports of a committee say of the same thing.
// The datasets of reports that differ are asked for again with get, as the
// build reads them. It returns what was tried of each report, by path.
func (l *Ledger) Check(get func(path string) ([]*data.Dataset, bool), diags *diag.List) map[string]*report.Verdict {
	l.mu.Lock()
	defer l.mu.Unlock()
	slices.SortFunc(l.lines, l.compare)
	c := &crossing{ledger: l, get: get, diags: diags, verdicts: map[string]*report.Verdict{}, known: map[*data.Dataset]*acceptance{}, read: map[string][]*data.Dataset{}}
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
