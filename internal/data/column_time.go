package data

import (
	"strconv"

	"tertial/internal/diag"
	"tertial/internal/quantity"
)

func itoa(n int) string { return strconv.Itoa(n) }

// settle completes a value column: what a shorthand means in the report's
// year, what a comparison takes from its first column, and its sign and unit.
func (r *resolver) settle(i int) {
	c, s := &r.columns[i], r.specs[i]
	if s.short.scope != "" {
		r.expand(c, s.short)
	}
	if c.Of >= 0 {
		c.inherit(&r.columns[c.Of])
	}
	if c.Value == ShareUsed && c.Unit == "" {
		c.Unit = quantity.Percent
	}
	if c.Sign == "" {
		c.Sign = r.desc.Sign
	}
	if len(c.Parts) == 0 {
		c.Parts = r.desc.Parts
	}
	if c.Decimals < 0 {
		c.Decimals = r.desc.decimals
	}
	c.Rounded = c.Rounded || r.desc.rounded
	r.time(i)
}

// expand writes out a shorthand for the report's period.
func (r *resolver) expand(c *Column, short shorthand) {
	c.Scope, c.Version = short.scope, orElse(c.Version, short.version)
	base := r.desc.Period
	if base.IsZero() {
		return // time reports it
	}
	if c.Year == 0 {
		c.Year = base.Year() - short.back
	}
	if short.scope == YearToDate && c.To == 0 {
		c.To = MonthOf(c.Year, base.To.Month())
	}
}

// inherit takes from another column what this one leaves open.
func (c *Column) inherit(of *Column) {
	if c.Year == 0 && c.To == 0 {
		c.Year, c.From, c.To = of.Year, of.From, of.To
	}
	c.Scope = orElse(c.Scope, of.Scope)
	c.Line = orElse(c.Line, of.Line)
	c.Group = orElse(c.Group, of.Group)
	if c.Unit == "" {
		c.Unit = of.Unit
		if c.Unit == quantity.Percent && c.Value != ShareUsed {
			c.Unit = quantity.PercentagePoints
		}
	}
	if len(c.Parts) == 0 {
		c.Parts = of.Parts
	}
}

func orElse[T comparable](value, other T) T {
	var zero T
	if value == zero {
		return other
	}
	return value
}

// time makes year, scope and months of a column agree, and asks for what is
// missing. A column whose rows carry the period has none of its own.
func (r *resolver) time(i int) {
	c := &r.columns[i]
	if r.hasRole(RolePeriod) {
		return
	}
	if c.Scope == AtDate && c.To == 0 && c.At != "" {
		c.To, _ = isoMonth(c.At[:len("2020-04")])
	}
	if c.To != 0 {
		c.Year = orElse(c.Year, c.To.Year())
	}
	base := r.desc.Period
	switch {
	case c.clash():
		r.diags.Add(diag.New("DATA-COLUMN", r.place(i), "column", c.Header, "year", c.Year, "to", c.To).With("clash"))
	case c.Scope == "" && (c.Year == 0 || c.To != 0):
		if c.timed() {
			r.diags.Add(diag.New("DATA-COLUMN", r.place(i), "column", c.Header))
		}
		return
	case c.Year == 0 && base.IsZero():
		if c.Of < 0 { // else the column that it takes its time from is reported
			r.diags.Add(diag.New("DATA-COLUMN", r.place(i), "column", c.Header).With("period"))
		}
		return
	case c.Year == 0:
		c.Year = base.Year()
	}
	c.Scope = orElse(c.Scope, FullYear)
	r.months(i)
}

// clash reports whether a column says two different things of its time.
func (c *Column) clash() bool {
	return c.To != 0 && (c.To.Year() != c.Year || c.Scope == FullYear && c.To.Month() != 12) || c.From > c.To && c.To != 0
}

// months fixes the months of a column's scope.
func (r *resolver) months(i int) {
	c := &r.columns[i]
	base := r.desc.Period
	switch c.Scope {
	case FullYear, MonthlyAverage, EarlierYears, Lifetime:
		c.From, c.To = 0, 0
	case YearToDate, MonthScope, PeriodScope:
		if c.To == 0 && !base.IsZero() {
			c.To = MonthOf(c.Year, base.To.Month())
		}
		if c.To == 0 {
			r.diags.Add(diag.New("DATA-COLUMN", r.place(i), "column", c.Header).With("to"))
		}
		if c.Scope == MonthScope && c.From == 0 {
			c.From = c.To
		}
	case AtDate:
	}
}

// timed reports whether a value of the kind means nothing without its year.
func (c *Column) timed() bool {
	switch c.Value {
	case Outcome, Budget, Forecast, Target:
		return true
	default:
		return false
	}
}

func (r *resolver) hasRole(role Role) bool {
	for i := range r.columns {
		if r.columns[i].Role == role {
			return true
		}
	}
	return false
}

// A Stretch is the time that a value column is about.
type Stretch struct {
	scope    Scope
	year     int
	from, to Month
}

// Stretch returns the time that a value column is about; messages name it.
func (c *Column) Stretch() Stretch { return Stretch{c.Scope, c.Year, c.From, c.To} }

// Localize names the time in a message.
func (s Stretch) Localize(lang string) string {
	year := itoa(s.year)
	sv := lang != "en"
	switch s.scope {
	case FullYear:
		if sv {
			return "hela " + year
		}
		return "all of " + year
	case YearToDate:
		return MonthOf(s.year, 1).String() + "–" + s.to.String()
	case MonthlyAverage:
		if sv {
			return "en genomsnittlig månad " + year
		}
		return "an average month of " + year
	default:
		return Period{orElse(s.from, s.to), s.to}.String()
	}
}
