package series

// Goals counts the committee's own assessments of its goals in the newest
// report that has any: by met, partly, not-met and not-assessed. Nothing is
// judged here. The report is nil where none has assessed goals.
func (c *Committee) Goals() (*Report, map[string]int) {
	for i := len(c.parts) - 1; i >= 0; i-- {
		counts := map[string]int{}
		n := 0
		for _, w := range c.parts[i].words {
			if w.word == Assessment && w.means != "" {
				counts[w.means]++
				n++
			}
		}
		if n > 0 {
			return c.parts[i].Report, counts
		}
	}
	return nil, nil
}

// Of are the measures that a report states, in the order of the index.
func (c *Committee) Of(r *Report) []*Measure {
	var out []*Measure
	for _, m := range c.Measures {
		for _, own := range m.Reports {
			if own == r {
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// Earlier are the reports that a report is compared with: the one before it of
// the same year, and the one of the same kind and months of the year before.
func (c *Committee) Earlier(r *Report) []*Report {
	var previous, lastYear *Report
	for _, o := range c.Reports {
		if o == r || byTime(o, r) >= 0 {
			continue
		}
		switch {
		case o.Year() == r.Year():
			previous = o
		case o.Year() == r.Year()-1 && o.Kind == r.Kind && sameMonths(o, r):
			lastYear = o
		}
	}
	var out []*Report
	for _, o := range []*Report{previous, lastYear} {
		if o != nil {
			out = append(out, o)
		}
	}
	return out
}

// sameMonths reports whether two reports are of the same months of their years.
func sameMonths(a, b *Report) bool {
	const year = len("2026")
	months := func(text string) string {
		if len(text) <= year {
			return ""
		}
		return text[year:]
	}
	return months(a.From) == months(b.From) && months(a.To) == months(b.To)
}
