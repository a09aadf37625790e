package series

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/data"
	"tertial/internal/edition"
	"tertial/internal/tabular"
)

// notAssessed is what a goal without an assessment counts as (data.NotAssessed).
const notAssessed = data.NotAssessed

// notAssessedText is how the lists of assessments spell it, in whose words goals
// are assessed.
const notAssessedText = "ej bedömt"

// goalRow is what a dataset of goals says of one of them.
type goalRow struct {
	subject, level string
	fact           *edition.Fact // any of its words
	assessed       bool
}

// unassessed finds the goals that a report states without an assessment: those on
// a level on which others are assessed, or, where no level is said, those
// beneath another goal that have none beneath them.
func (p *Part) unassessed(s *edition.Set) {
	if s.Kind != "goals" {
		return
	}
	rows, byCode, parents, levels := goalRows(s)
	if len(levels) == 0 {
		return
	}
	for _, r := range rows {
		code, _ := codeOf(r.subject)
		leaf := r.level == "" && byCode[r.subject] && !parents[tabular.Fold(code)]
		if r.assessed || !levels[r.level] || r.level == "" && !leaf {
			continue
		}
		p.words = append(p.words, word{subjectOf(s.Kind, r.subject), Assessment, "", notAssessed})
		year := p.Report.Year()
		if year == 0 {
			continue
		}
		f := r.fact
		identity := subjectOf(s.Kind, r.subject) + edition.KeySeparator + Assessment
		p.facts = append(p.facts, &Fact{
			Report: p.Report, Set: s.ID, SetTitle: s.Title, Kind: s.Kind, Subject: r.subject, Name: nameOf(f), Under: f.Group, Type: f.Type,
			Value: Assessment, Scope: FullYear, Year: year, Title: f.Column, Cell: f.At, Status: wordStatus, Text: notAssessedText, Unassessed: true,
			identity: identity + edition.KeySeparator + p.Report.Path, undated: identity,
		})
	}
}

// goalRows collects the goals of a dataset, which of them have a goal above them,
// which are above others, and the levels on which any is assessed.
func goalRows(s *edition.Set) (rows []*goalRow, beneath, parents, levels map[string]bool) {
	known := map[string]*goalRow{}
	beneath, parents, levels = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for k := range s.Facts {
		f := &s.Facts[k]
		if f.Status != wordStatus || f.Row == "" {
			continue
		}
		subject := unsigned(f.Subject())
		r := known[subject]
		if r == nil {
			r = &goalRow{subject: subject, fact: f}
			known[subject] = r
			rows = append(rows, r)
		}
		switch name := cmp.Or(f.Word, usualWords[f.ColumnID]); name {
		case Assessment:
			r.assessed = true
		case "level":
			r.level = tabular.Fold(f.Text)
		case "parent":
			beneath[subject], parents[tabular.Fold(f.Text)] = true, true
		}
	}
	for _, r := range rows {
		if r.assessed {
			levels[r.level] = true
		}
	}
	return rows, beneath, parents, levels
}

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

// economic are the kinds of reports that account for the same year one after
// the other.
var economic = [...]string{"monthly-report", "interim-report", "annual-report"}

// Earlier are the reports that a report is compared with: of a report on the
// economy the one before it of the same year, and of all the one of the same
// kind and months of the year before; where they have anything in common.
func (c *Committee) Earlier(r *Report) []*Report {
	var previous, lastYear *Report
	for _, o := range c.Reports {
		if o == r || byTime(o, r) >= 0 {
			continue
		}
		switch {
		case o.Year() == r.Year() && slices.Contains(economic[:], o.Kind) && slices.Contains(economic[:], r.Kind):
			if c.comparable(o, r) {
				previous = o
			}
		case o.Year() == r.Year()-1 && o.Kind == r.Kind && sameMonths(o, r):
			if c.comparable(o, r) {
				lastYear = o
			}
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

// comparable reports whether two reports state anything of the same.
func (c *Committee) comparable(old, now *Report) bool {
	return len(c.Compare(old, now).Sets) > 0 || len(c.Became(old, now)) > 0
}

// Became sets what one report forecast of the whole year against the outcome
// that a later one of the same year states, row by row; the difference is the
// forecast minus the outcome. Of several forecasts of a row the newest counts.
func (c *Committee) Became(old, now *Report) []ComparedSet {
	if old.Year() != now.Year() {
		return nil
	}
	forecasts := map[string]*Fact{}
	for _, f := range c.facts[old] {
		if f.Has && f.Value == Forecast && f.Scope == FullYear && f.Year == old.Year() {
			if known := forecasts[c.ofRow(f)]; known == nil || f.At > known.At {
				forecasts[c.ofRow(f)] = f
			}
		}
	}
	out := Comparison{Old: old, New: now}
	for _, f := range c.facts[now] {
		if !f.Has || f.Value != Outcome || f.Scope != FullYear || f.Year != now.Year() {
			continue
		}
		o := forecasts[c.ofRow(f)]
		if o == nil {
			continue
		}
		delete(forecasts, c.ofRow(f))
		out.pair(o, f)
	}
	for i := range out.Sets {
		for k := range out.Sets[i].Pairs {
			if d := out.Sets[i].Pairs[k].Difference; d != nil {
				d.Number = d.Number.Neg()
			}
		}
	}
	return out.Sets
}

// ofRow is what a fact is of, apart from its time and the sort of its value.
func (c *Committee) ofRow(f *Fact) string {
	set := c.seriesOf(f)
	if c.inEconomy(f) {
		set = economySeries
	}
	return strings.Join([]string{set, f.Kind, f.Subject, f.Line, f.Group, f.Type}, "\n")
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
