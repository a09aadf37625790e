package data

import (
	"tertial/internal/tabular"
	"tertial/internal/yamltree"
)

// decodeColumns reads what the description says about each header.
func (d *Description) decodeColumns(pairs []yamltree.Field) {
	for _, f := range pairs {
		var s columnSpec
		if f.Value.Kind == yamltree.Map {
			s = d.columnMap(f)
		} else {
			s = d.columnWord(f.Value)
		}
		s.Header, s.at = f.Key, span{f.KeyStart, f.KeyEnd}
		d.columns = append(d.columns, s)
	}
}

// columnWord reads a column that is described by one word.
func (d *Description) columnWord(n *yamltree.Node) columnSpec {
	if n.Empty() {
		n.WrongType("text")
	}
	if w := d.Kind.word(n.Enum(d.Kind.words()...)); w != nil {
		return specOf(w)
	}
	s := newSpec()
	s.Role = RoleText
	return s
}

// columnMap reads a column that is described by a map.
func (d *Description) columnMap(f yamltree.Field) columnSpec {
	o := f.Value.Object()
	s := d.columnRole(f, o)
	s.ID, s.Title, s.Alias, s.Note = Slug(o.String("id")), o.String("title"), decodeAlias(o), o.String("note")
	s.Value = orElse(ValueKind(o.Enum("value", valueNames...)), s.Value)
	s.Scope = orElse(Scope(o.Enum("scope", scopeNames...)), s.Scope)
	if year, ok := o.Int("year", 1900, 2199); ok {
		s.Year = year
	}
	s.From, _ = isoMonth(o.Month("from"))
	s.To, _ = isoMonth(o.Month("to"))
	s.Version = o.Enum("version", versionNames...)
	s.At = o.Date("at")
	s.Line = Line(o.Enum("line", string(Income), string(Costs), string(Financial), string(Net)))
	s.Group = ParseGroup(o.String("group"))
	s.Unit = orElse(decodeUnit(o), s.Unit)
	if n, ok := o.Int("decimals", -3, 10); ok {
		s.Decimals = n
	}
	s.Rounded = o.Bool("rounded")
	s.Sign = Sign(o.Enum("sign", "report", "ledger", "unsigned"))
	s.of, s.ofAt = columnName(o, "of")
	s.against, s.agAt = columnName(o, "against")
	s.part.name, s.part.at = columnName(o, "numerator")
	s.whole.name, s.whole.at = columnName(o, "denominator")
	s.Parts = decodeParts(o)
	s.Missing = decodeMissing(o)
	s.Choices = decodeChoices(o, s.Choices)
	o.Close()
	return s
}

// columnRole begins a column with its role: the one that is given, that of a
// value, or the one that the kind knows the header by.
func (d *Description) columnRole(f yamltree.Field, o *yamltree.Object) columnSpec {
	if w := d.Kind.word(o.Enum("role", d.Kind.words()...)); w != nil {
		return specOf(w)
	}
	s := newSpec()
	s.Role = RoleValue
	if o.Has("value") || o.Has("role") {
		return s
	}
	if s, ok := d.Kind.headerSpec(tabular.Fold(f.Key)); ok {
		return s
	}
	if value, year, ok := yearHeader(tabular.Fold(f.Key)); ok && d.Kind.Years {
		s.Value = value
		s.Scope, s.Year = FullYear, year
		return s
	}
	o.Required("value")
	s.Value = Number
	return s
}

// A reference is a name in a description with its place.
type reference struct {
	name string
	at   span
}

func columnName(o *yamltree.Object, key string) (string, span) {
	text := o.String(key)
	if text == "" {
		return "", span{}
	}
	n := o.Get(key)
	return text, span{n.Start, n.End}
}

var (
	valueNames   = names(Outcome, Budget, Forecast, Target, Deviation, Change, Remaining, ShareUsed, Number)
	scopeNames   = names(YearToDate, FullYear, MonthScope, MonthlyAverage, PeriodScope, AtDate, EarlierYears, Lifetime)
	versionNames = []string{"preliminary", "final", "original", "revised", "periodised", "previous", carriedOver}
)

func names[T ~string](values ...T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}
