package testsite

import (
	"fmt"
	"strings"
)

// A FaultKind is something wrong that can be planted in a report.
type FaultKind string

// The faults. Those of numbers may break several relations at once: all of
// them must be found.
const (
	TotalDigit     FaultKind = "total-digit"     // a digit of a total
	WrongSign      FaultKind = "wrong-sign"      // a cost that is positive
	WrongDeviation FaultKind = "wrong-deviation" // a stated deviation
	NetOff         FaultKind = "net-off"         // a net by the least that rounding cannot explain
	WideNet        FaultKind = "wide-net"        // a net in a column
	CostTypeNet    FaultKind = "cost-type-net"   // the net of all kinds of costs
	SplitOutside   FaultKind = "split-outside"   // a whole that is not between women and men
	SumOfPlaces    FaultKind = "sum-of-places"   // a declared sum of things that are counted
	TwoTables      FaultKind = "two-tables"      // an amount in mnkr that is another one in tkr

	// Of the datasets of annual and interim reports.
	WrongFlow      FaultKind = "wrong-flow"      // a stock that is not what came and went
	WrongShare     FaultKind = "wrong-share"     // a share of two counts
	WrongScore     FaultKind = "wrong-score"     // a product of points
	WrongProduct   FaultKind = "wrong-product"   // a product of a number and a price
	UnevenTransfer FaultKind = "uneven-transfer" // a transfer that takes more than it gives
	GrantExceeded  FaultKind = "grant-exceeded"  // more used than was granted
	BudgetGap      FaultKind = "budget-gap"      // a decision that the revised budget does not show
	WrongForecast  FaultKind = "wrong-forecast"  // a deviation of a forecast
	TwoReports     FaultKind = "two-reports"     // what other reports of the year give otherwise: in the last of them
	WrongLabel     FaultKind = "wrong-label"     // a share by its name, in pieces

	AmbiguousNumber FaultKind = "ambiguous-number"
	UnreadableCell  FaultKind = "unreadable-cell"
	StrayQuote      FaultKind = "stray-quote"
	DoubleColumn    FaultKind = "double-column"
	DuplicateRow    FaultKind = "duplicate-row"
	ShortRow        FaultKind = "short-row"
	MixedEncoding   FaultKind = "mixed-encoding"
	EmptyFile       FaultKind = "empty-file"
	UnknownColumn   FaultKind = "unknown-column" // in the file only
	MissingColumn   FaultKind = "missing-column" // in the description only
	NoDescription   FaultKind = "no-description"
	UnknownKey      FaultKind = "unknown-key" // in a description

	UnknownBlockKey FaultKind = "unknown-block-key"
	UnknownDataset  FaultKind = "unknown-dataset"
	UnknownCell     FaultKind = "unknown-cell"
	UnknownXRef     FaultKind = "unknown-xref"
	BadFigure       FaultKind = "bad-figure"
)

// FaultKinds lists all faults.
func FaultKinds() []FaultKind {
	return []FaultKind{
		TotalDigit, WrongSign, WrongDeviation, NetOff, WideNet, CostTypeNet, SplitOutside, SumOfPlaces, TwoTables,
		WrongFlow, WrongShare, WrongScore, WrongProduct, UnevenTransfer, GrantExceeded, BudgetGap, WrongForecast, TwoReports, WrongLabel,
		AmbiguousNumber, UnreadableCell, StrayQuote, DoubleColumn, DuplicateRow, ShortRow, MixedEncoding, EmptyFile,
		UnknownColumn, MissingColumn, NoDescription, UnknownKey,
		UnknownBlockKey, UnknownDataset, UnknownCell, UnknownXRef, BadFigure,
	}
}

// A Fault plants something wrong in one report. The report's files are plain
// then, and complete: no committee's habits hide the fault.
type Fault struct {
	Kind   FaultKind
	Report int // which report, in the order of Site.Reports
}

// A Planted fault is a finding that a check of the site must make.
type Planted struct {
	Kind   FaultKind
	Code   string
	File   string
	Line   int // 0: the file as a whole
	Column int // in code points, from 1
}

// String is the finding as a compiler would print it.
func (p Planted) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Code)
}

// plantNumbers changes numbers of the report's tables.
func plantNumbers(kind FaultKind, tables []*table) {
	table := func(id string) *table {
		for _, t := range tables {
			if t.id == id {
				return t
			}
		}
		panic("testsite: no table " + id)
	}
	drift := table("drift")
	first, second := drift.rows[0].key, drift.rows[5].key
	switch kind {
	case TotalDigit:
		drift.at("total", "costs", "", "budget").digits -= 1_000
	case WrongSign:
		drift.at(second, "costs", "", "final_prev").digits *= -1
	case WrongDeviation:
		drift.at(second, "income", "", "deviation").digits += 700
	case NetOff:
		income, costs := drift.at(second, "income", "", "final_prev"), drift.at(second, "costs", "", "final_prev")
		drift.at(second, "net", "", "final_prev").digits = income.digits + costs.digits + 2
	case WideNet:
		table("period").at(first, "", "", "budget_net").digits += 90
	case CostTypeNet:
		table("kostnadsslag").at("net", "net", "", "budget").digits -= 4_000
	case SplitOutside:
		t := table("indikatorer")
		key := t.rows[3].key
		t.at(key, "", "", "result").digits = 5 + max(t.at(key, "", "women", "result").digits, t.at(key, "", "men", "result").digits)
	case SumOfPlaces:
		table("enheter").at("total", "", "", "places").digits++
	case TwoTables:
		table("period").at(first, "", "", "outcome_income").digits += 30
	case AmbiguousNumber:
		table("volymer").at("stod", "", "", "result").raw = "1.234"
	case UnreadableCell:
		table("nyckeltal").at("boende", "", "", "budget").raw = "cirka 12"
	case UnknownKey:
		drift.unknownKey = true
	default:
		plantLater(kind, table)
	}
}

// plantLater changes numbers of the tables that not every report has.
func plantLater(kind FaultKind, table func(string) *table) {
	switch kind {
	case WrongFlow:
		table("arenden").at("Utredningen", "", "", "ongoing").digits += 3
	case WrongShare:
		table("arenden").at("Mottagningen", "", "", "share").digits -= 40
	case WrongProduct:
		table("arenden").at("Uppföljningen", "", "", "cost").digits += 20_000
	case WrongScore:
		table("risker").at("Avtal följs inte", "", "", "score").digits++
	case UnevenTransfer:
		table("andringar").at("change-4", "", "", "amount").digits += 70
	case GrantExceeded:
		t := table("bidrag")
		t.at(grantNames[1].name, "", "", "used").digits = t.at(grantNames[1].name, "", "", "granted").digits + 1_000
	case BudgetGap:
		for _, key := range [...]string{"change-0", "total"} {
			table("andringar").at(key, "", "", "amount").digits += 900
		}
	case WrongForecast:
		t := table("prognoser")
		t.rows[1].values[2].digits += 12
	case TwoReports:
		table("volymer").at("stod", "", "", "prior").digits += 700
	default: // it is in the text, or in a file of its own
	}
}

// rawCode is the finding of a cell that is no number.
func rawCode(v *value) string {
	if v.raw == "1.234" {
		return "CSV-NUMBER"
	}
	return "CSV-CELL"
}

// annex is the dataset in which faults of files are planted: nothing refers to
// it, so that nothing else is wrong with the report.
const annex = "bilaga"

const (
	annexCSV = "namn;antal;datum\nNorra;12;2020-01-01\nSödra;7;2020-02-01\nÖstra;9;2020-03-01\n"

	annexYAML = "title: Bilaga\nkind: table\ncolumns:\n  namn: name\n  antal: {value: number, unit: st}\n  datum: text\n"
)

// An annexFault is how a fault changes the annex.
type annexFault struct {
	old, new     string // in the CSV file
	yaml         string // a line more in the description
	code         string
	line, column int
	inYAML       bool
}

var annexFaults = map[FaultKind]annexFault{
	StrayQuote:    {old: "Södra;", new: "\"Södra;", code: "CSV-QUOTE", line: 3, column: 1},
	DoubleColumn:  {old: annexCSV, new: widened("Datum"), code: "CSV-DOUBLE", line: 1, column: 18},
	DuplicateRow:  {old: "Östra;9", new: "Norra;9", code: "CSV-DUPLICATE", line: 4, column: 1},
	ShortRow:      {old: "Södra;7;2020-02-01", new: "Södra;7", code: "CSV-WIDTH", line: 3, column: 8},
	MixedEncoding: {old: "Södra", new: "S\xf6dra", code: "CSV-ENCODING", line: 3, column: 2},
	EmptyFile:     {old: annexCSV, new: "", code: "CSV-EMPTY"},
	UnknownColumn: {old: annexCSV, new: widened("oväntat"), code: "CSV-COLUMN", line: 1, column: 18},
	MissingColumn: {yaml: "  beläggning: {value: number, unit: \"%\"}\n", code: "CSV-COLUMN", line: 7, column: 3, inYAML: true},
	WrongLabel:    {old: "Östra;", new: "Andel i tid;", code: "LABELUNIT", line: 4, column: 13},
	NoDescription: {code: "DATA-DESCRIPTION"},
}

// widened is the annex with one more column.
func widened(header string) string {
	lines := strings.Split(strings.TrimSuffix(annexCSV, "\n"), "\n")
	for i := range lines {
		lines[i] += ";" + [...]string{header, "ja", "nej", ""}[i]
	}
	return strings.Join(lines, "\n") + "\n"
}

// plantFile adds the annex with a fault to the report's files.
func (r *report) plantFile(kind FaultKind) {
	f, ok := annexFaults[kind]
	if !ok {
		return
	}
	csv := annexCSV
	if f.old != "" {
		csv = strings.Replace(csv, f.old, f.new, 1)
	}
	data := r.dataDir()
	r.files[data+"/"+annex+".csv"] = []byte(csv)
	file := data + "/" + annex + ".csv"
	if kind != NoDescription {
		r.files[data+"/"+annex+".yaml"] = []byte(annexYAML + f.yaml)
	}
	if f.inYAML {
		file = data + "/" + annex + ".yaml"
	}
	r.plant(kind, f.code, file, spot{f.line, f.column})
}

func (r *report) plant(kind FaultKind, code, file string, at spot) {
	r.planted = append(r.planted, Planted{kind, code, file, at.line, at.column})
}
