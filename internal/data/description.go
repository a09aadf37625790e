package data

import (
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
	"tertial/internal/yamltree"
)

// A Description is what the YAML file beside a CSV file says about it.
type Description struct {
	File             string // path in the site
	Title            string
	Kind             *Kind // never nil
	Unit             quantity.Unit
	Sign             Sign
	SignAt           diag.Place // where it says so, else where it begins
	Period           Period     // its own, else the report's
	Source           Extract
	Note             string
	License          string
	Restated         string // why earlier values differ from those published before
	Missing          []MissingWord
	Totals           []string // folded names of total rows, beside the usual ones
	Parts            []string // groups of the values in one cell, in order
	Split            Split
	Sums             Sums
	Overlapping      bool   // one thing may count in several of the varav rows
	Codes            string // the system of codes in the register; "" is any
	Dialect          tabular.Dialect
	KnownDifferences []diag.KnownDifference
	Matrix           *Matrix // of risks; nil for other kinds
	Limits           Limits  // of controls
	Base             int     // of decisions: the least count that is shown; 0 for other kinds

	source    *diag.Source
	decimals  int
	rounded   bool
	columns   []columnSpec
	relations []relationSpec
	rows      []rowSpec
}

// An Extract says where a file came from.
type Extract struct {
	System    string // ekonomisystemet
	Extracted string // ISO date
	Note      string
	Seal      string // SHA-256 of the file as it came, in hex; "" where none is kept

	sealed diag.Place // where the description says so
}

// Split says how groups relate to their whole.
type Split string

// The ways in which groups relate to their whole; "" says nothing.
const (
	SplitWithin Split = "within" // a share or mean: the whole lies between the groups
	SplitOfAll  Split = "of_all" // the groups add up to the whole
)

// Sums says whether the rows that are called totals are sums.
type Sums string

// The ways in which totals are sums; "" leaves it to the kind.
const (
	SumsNone Sums = "none"
	SumsRows Sums = "rows"
)

// A rowSpec is what a description says about the rows of one name or code.
type rowSpec struct {
	name  string // folded
	Type  RowType
	Unit  quantity.Unit
	Code  string
	Alias []string
	Note  string
}

// row returns what the description says about a row, or nil.
func (d *Description) row(row *Row) *rowSpec {
	for i := range d.rows {
		spec := &d.rows[i]
		if tabular.Same(row.Name, spec.name) || row.Code != "" && tabular.Same(row.Code, spec.name) {
			return spec
		}
	}
	return nil
}

// place turns a stretch of the description into a place.
func (d *Description) place(at span) diag.Place { return d.source.Place(at.start, at.end) }

// ParseDescription reads a description strictly. It returns nil when nothing
// can be done with the dataset, and has then said why.
func ParseDescription(src *diag.Source, defaults Defaults, diags *diag.List) *Description {
	o := yamltree.Parse(src, 0, len(src.Text), diags).Object()
	if o == nil {
		return nil
	}
	d := &Description{File: src.Name, source: src, decimals: -1}
	o.Required("title", "kind")
	d.Title = o.String("title")
	d.Kind = decodeKind(o, diags)
	d.Unit = decodeUnit(o)
	d.Sign = orElse(Sign(o.Enum("sign", "report", "ledger", "unsigned")), SignReport)
	d.SignAt = o.PlaceOf("sign")
	d.Period = decodePeriod(o, defaults)
	d.Source = decodeSource(o)
	d.Note, d.License, d.Restated = o.String("note"), o.String("license"), o.String("restated")
	d.Missing = decodeMissing(o)
	for _, name := range o.Strings("totals") {
		d.Totals = append(d.Totals, tabular.Fold(name))
	}
	d.Parts = decodeParts(o)
	d.Split = Split(o.Enum("split", string(SplitWithin), string(SplitOfAll)))
	d.Sums = Sums(o.Enum("sums", string(SumsNone), string(SumsRows)))
	d.Overlapping = o.Bool("overlapping")
	d.Codes = o.String("codes")
	if n, ok := o.Int("decimals", -3, 10); ok {
		d.decimals = n
	}
	d.rounded = o.Bool("rounded")
	d.Dialect = decodeDialect(o)
	d.KnownDifferences = decodeKnown(o)
	d.rows = decodeRows(o)
	d.relations = decodeRelations(o)
	d.decodeScales(o, diags)
	pairs := o.Pairs("columns")
	o.Close()
	if d.Kind == nil {
		return nil
	}
	d.decodeColumns(pairs)
	return d
}

// decodeKind finds the kind. A misspelled one is reported and read as the one
// that was meant, so that the rest can be checked in the same run.
func decodeKind(o *yamltree.Object, diags *diag.List) *Kind {
	name := o.String("kind")
	if name == "" {
		return nil
	}
	if k := KindOf(name); k != nil {
		return k
	}
	at := o.PlaceOf("kind")
	if slices.Contains(laterKinds[:], name) {
		diags.Add(diag.New("DATA-KIND", at, "kind", name, "list", strings.Join(KindNames(), ", ")).With("later"))
		return KindOf("table")
	}
	near := nearestKind(name)
	f := diag.New("DATA-KIND", at, "kind", name, "list", strings.Join(KindNames(), ", "), "nearest", near)
	if near == "" {
		diags.Add(f)
		return nil
	}
	diags.Add(f.With("near").Propose(near))
	return KindOf(near)
}

// laterKinds are those of the plan that cannot be read yet.
var laterKinds = [...]string{
	"survey",
}

func nearestKind(name string) string {
	folded := tabular.Fold(name)
	for i := range kinds {
		if tabular.Same(kinds[i].Title, folded) {
			return kinds[i].Name
		}
	}
	return diag.Nearest(name, KindNames())
}

func decodeUnit(o *yamltree.Object) quantity.Unit {
	unit, _ := quantity.ParseUnit(o.String("unit"))
	return unit
}

func decodePeriod(o *yamltree.Object, defaults Defaults) Period {
	text := o.String("period")
	if text == "" {
		return defaults.Period
	}
	p, ok := ParsePeriod(text)
	if !ok {
		o.Get("period").WrongValue("period")
		return defaults.Period
	}
	return p
}

func decodeSource(o *yamltree.Object) Extract {
	if n := o.Get("source"); n != nil && n.Kind == yamltree.Scalar {
		return Extract{Note: n.Text}
	}
	s := o.Map("source")
	e := Extract{System: s.String("system"), Extracted: s.Date("extracted"), Note: s.String("note")}
	e.Seal, e.sealed = decodeSeal(s), s.PlaceOf("sha256")
	s.Close()
	return e
}

// decodeMissing reads the words that may stand instead of a number: a list, or
// a map that says of each what it means.
func decodeMissing(o *yamltree.Object) []MissingWord {
	var words []MissingWord
	if n := o.Get("missing"); n != nil && n.Kind != yamltree.Map {
		for _, word := range o.Strings("missing") {
			words = append(words, MissingWord{word, Missing})
		}
		return foldWords(words)
	}
	for _, f := range o.Pairs("missing") {
		status := f.Value.Enum(string(Missing), string(NotApplicable), string(Suppressed))
		words = append(words, MissingWord{f.Key, orElse(Status(status), Missing)})
	}
	return foldWords(words)
}

func foldWords(words []MissingWord) []MissingWord {
	for i := range words {
		words[i].Word = tabular.Fold(words[i].Word)
	}
	return words
}

func decodeParts(o *yamltree.Object) []string {
	parts := o.Strings("parts")
	for i := range parts {
		parts[i] = ParseGroup(parts[i])
	}
	return parts
}

func decodeDialect(o *yamltree.Object) tabular.Dialect {
	d := tabular.Dialect{Encoding: o.String("encoding"), Thousands: thousands(o.String("thousands"))}
	d.Decimal = firstRune(o.Enum("decimal", ",", "."))
	switch delimiter := o.Enum("delimiter", ";", ",", "tab", "\t"); delimiter {
	case "tab":
		d.Delimiter = '\t'
	default:
		d.Delimiter = firstRune(delimiter)
	}
	return d
}

// thousands reads the words for separators that cannot be seen.
func thousands(text string) string {
	switch text {
	case "space", "blank", "blanksteg", "mellanslag":
		return " "
	default:
		return text
	}
}

func decodeKnown(o *yamltree.Object) []diag.KnownDifference {
	var all []diag.KnownDifference
	for _, item := range o.List("known_differences") {
		k := item.Object()
		k.Required("rule", "at", "stated", "expected", "reason", "role")
		all = append(all, diag.KnownDifference{
			Rule: diag.Code(k.String("rule")), At: k.String("at"), Stated: k.String("stated"), Expected: k.String("expected"),
			Reason: k.String("reason"), Role: k.String("role"), Place: item.Place(),
		})
		k.Close()
	}
	return all
}

func decodeRows(o *yamltree.Object) []rowSpec {
	var all []rowSpec
	for _, f := range o.Pairs("rows") {
		r := f.Value.Object()
		spec := rowSpec{name: tabular.Fold(f.Key), Unit: decodeUnit(r), Code: r.String("code"), Alias: decodeAlias(r), Note: r.String("note")}
		spec.Type = RowType(r.Enum("type", string(Plain), string(Subtotal), string(Total), string(OfWhich), string(Overlapping)))
		r.Close()
		all = append(all, spec)
	}
	return all
}

// decodeAlias reads one other name, or a list of them.
func decodeAlias(o *yamltree.Object) []string {
	if n := o.Get("alias"); n != nil && n.Kind == yamltree.Scalar {
		return []string{n.Text}
	}
	return o.Strings("alias")
}
