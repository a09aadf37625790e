package series

import "strconv"

func itoa(n int) string { return strconv.Itoa(n) }

// A Verdict is what can be said of a change from what is declared.
type Verdict string

// The verdicts; empty says nothing.
const (
	Better Verdict = "better"
	Worse  Verdict = "worse"
	Same   Verdict = "same"
)

// Judge says whether the last change of a course is for the better, which only
// a declared direction decides.
func (m *Measure) Judge(p *Point) Verdict {
	switch {
	case p == nil || p.Change == nil || m.Rising == 0:
		return ""
	case p.Change.Number.IsZero():
		return Same
	case p.Change.Number.Sign() == m.Rising:
		return Better
	default:
		return Worse
	}
}

// Reached says whether a point reaches its target; known is false where nobody
// has declared on which side of the target it should be.
func (m *Measure) Reached(p *Point) (reached, known bool) {
	if p == nil || !p.Has || p.Aim == nil || p.Aim.Value != Target || !p.Aim.Has || m.Rising == 0 {
		return false, false
	}
	aim, ok := p.Aim.Amount.In(p.Amount.Unit)
	if !ok {
		return false, false
	}
	return p.Amount.Number.Cmp(aim.Number)*m.Rising >= 0, true
}

// Main is the course that the page speaks of first: the whole before its groups,
// the result before its parts, then the one with the newest value, and of equals
// the one with the most values. Where there are only groups it is one of them:
// who speaks of it says Group, and Name and Column, too.
func (m *Measure) Main() *Course {
	var best *Course
	for _, c := range m.Courses {
		if best == nil || c.before(best, m.Courses[0].Line) {
			best = c
		}
	}
	return best
}

// before reports whether a course is spoken of before another.
func (c *Course) before(o *Course, line string) bool {
	if a, b := whole(c.Group), whole(o.Group); a != b {
		return a < b
	}
	part := func(c *Course) bool { return c.Line != "" && c.Line != Net && c.Line != line }
	if a, b := part(c), part(o); a != b {
		return b
	}
	if a, b := c.newest(), o.newest(); a != b {
		return a > b
	}
	return len(c.Outcomes()) > len(o.Outcomes())
}

// newest is the time of the newest value: 2026-08, 2026-12 of a whole year.
func (c *Course) newest() string {
	newest := ""
	for _, p := range c.Points {
		if p.Value == "" || !p.Has && p.Text == "" {
			continue
		}
		to := p.To
		if to == "" {
			to = itoa(p.Year) + "-12"
		}
		newest = max(newest, to)
	}
	return newest
}

// Outcomes are the points of a course with an outcome, one a time.
func (c *Course) Outcomes() []*Point {
	var out []*Point
	for _, p := range c.Points {
		if !p.Has || p.Value == Forecast {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Year == p.Year && out[n-1].To == p.To {
			out[n-1] = p
			continue
		}
		out = append(out, p)
	}
	return out
}

// Latest is the forecast that is newer than every outcome, or nil.
func (c *Course) Latest() *Point {
	outcomes := c.Outcomes()
	for i := len(c.Points) - 1; i >= 0; i-- {
		p := c.Points[i]
		if p.Value == Forecast && p.Has && (len(outcomes) == 0 || p.Year > outcomes[len(outcomes)-1].Year) {
			return p
		}
	}
	return nil
}
