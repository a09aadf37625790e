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

// Main is the course that the page speaks of first: of those that are no part
// of another, the one with the most values, and of equals the first.
func (m *Measure) Main() *Course {
	best, most := m.Courses[0], -1
	for _, c := range m.Courses {
		if c.Group != "" || c.Line != "" && c.Line != Net && c.Line != m.Courses[0].Line {
			continue
		}
		if n := len(c.Outcomes()); n > most {
			best, most = c, n
		}
	}
	return best
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
