package layout

import (
	"strings"

	"tertial/internal/series"
)

// measureWords say in words what a measure is now, and from what; whether that
// is better, by its declared direction alone; and whether it reaches its target.
func (s *Set) measureWords(x *series.Measure) (deck, judgment, tone, target string) {
	c := x.Main()
	outcomes := c.Outcomes()
	var parts []string
	if len(outcomes) > 0 {
		p := outcomes[len(outcomes)-1]
		parts = append(parts, s.pointWords(c, p))
		judgment, tone = s.judgment(x, p)
		target = s.targetWords(x, p)
	} else if p := lastWords(c); p != nil {
		parts = append(parts, s.texts.must("indicators.say.words", "text", p.Text, "time", s.PointTime(p)))
	}
	if p := c.Latest(); p != nil {
		key := "indicators.say.forecast"
		if p.At != "" {
			key = "indicators.say.forecast.at"
		}
		parts = append(parts, s.texts.must(key, "time", s.PointTime(p), "value", s.amount(p.Amount, ""), "date", Date(s.lang, p.At)))
	}
	parts = append(parts, s.texts.must("indicators.say.reports", "n", len(x.Reports)))
	return strings.Join(parts, " "), judgment, tone, target
}

// lastWords is the last time of which something is said in words.
func lastWords(c *series.Course) *series.Point {
	for i := len(c.Points) - 1; i >= 0; i-- {
		if c.Points[i].Text != "" {
			return c.Points[i]
		}
	}
	return nil
}

// pointWords are the value of a time, and from what it came.
func (s *Set) pointWords(c *series.Course, p *series.Point) string {
	what := partName(c)
	if c.Line != "" {
		what += s.texts.must("line."+c.Line) + ": "
	}
	if c.Scope == series.YearToDate || c.Scope == series.MonthlyAverage {
		what += s.scopeName(c) + ": "
	}
	now, when := s.amount(p.Amount, ""), s.PointTime(p)
	if p.Since == nil {
		return upperFirst(what + s.texts.must("indicators.say.value", "value", now, "time", when))
	}
	key := "indicators.say.change"
	if p.Change.Number.IsZero() {
		key = "indicators.say.same"
	}
	return upperFirst(what + s.texts.must(key, "value", now, "time", when, "before", s.amount(p.Since.Amount, ""), "since", s.PointTime(p.Since)))
}

// partName names the part of the whole that a course is of, or nothing.
func partName(c *series.Course) string {
	if c.Group == "" {
		return ""
	}
	return c.Group + ": "
}

// judgment says better or worse where a direction is declared.
func (s *Set) judgment(x *series.Measure, p *series.Point) (text, tone string) {
	v := x.Judge(p)
	if v == "" || len(p.Breaks) > 0 && p.Breaks[0].Kind != series.GapBreak {
		return "", ""
	}
	direction := "rising"
	if x.Rising < 0 {
		direction = "falling"
	}
	if v != series.Same {
		tone = string(v)
	}
	return s.texts.must("indicators.judge."+string(v), "aim", s.texts.must("indicators.aim."+direction)), tone
}

func (s *Set) targetWords(x *series.Measure, p *series.Point) string {
	if p.Aim == nil || !p.Aim.Has || p.Aim.Value != series.Target {
		return ""
	}
	aim := s.amount(p.Aim.Amount, "")
	reached, known := x.Reached(p)
	switch {
	case !known:
		return s.texts.must("indicators.target.is", "value", aim, "time", s.PointTime(p))
	case reached:
		return s.texts.must("indicators.target.reached", "value", aim, "time", s.PointTime(p))
	default:
		return s.texts.must("indicators.target.missed", "value", aim, "time", s.PointTime(p))
	}
}

// newest is the newest value in a few words, for lists.
func (s *Set) newest(x *series.Measure) string {
	c := x.Main()
	if outcomes := c.Outcomes(); len(outcomes) > 0 {
		p := outcomes[len(outcomes)-1]
		return partName(c) + s.amount(p.Amount, "") + ", " + s.PointTime(p)
	}
	if p := c.Latest(); p != nil {
		return partName(c) + s.amount(p.Amount, "") + ", " + lowerFirst(s.texts.must("value.forecast")) + " " + s.PointTime(p)
	}
	if p := lastWords(c); p != nil {
		return p.Text + ", " + s.PointTime(p)
	}
	return ""
}
