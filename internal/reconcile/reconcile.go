// Package reconcile checks that the numbers agree: parts with totals, net with
// its lines, deviations with what they compare, wholes with their split.
//
// In comes a linked report; out go findings and a [report.Verdict], which the
// pages show. A rule looks at facts and relations only, never at names or
// figures of a document. Two values agree when the intervals that their
// rounding allows overlap (XBRL Calculations 1.1); a difference that the
// authors have declared known is kept as such and costs nothing.
package reconcile

import (
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// A Rule checks one dataset.
type Rule struct {
	Code  diag.Code
	Check func(d *data.Dataset, found func(Outcome))
}

// An Outcome is one relation tried by a rule.
type Outcome struct {
	Fact    *data.Fact        // the stated fact that is judged
	Derived quantity.Quantity // what it should be
	Agrees  bool
	Finding diag.Finding // filled only when it does not agree
}

// Rules returns all rules, in the order in which they are shown.
func Rules() []Rule {
	return []Rule{
		{Code: "SIGN", Check: sign},
		{Code: "NETTO", Check: relations("NETTO", netFinding)},
		{Code: "SUM", Check: relations("SUM", sumFinding)},
		{Code: "DEV", Check: relations("DEV", deviationFinding)},
		{Code: "SPLIT", Check: relations("SPLIT", splitFinding)},
	}
}

// Check applies every rule to every dataset of a report. Findings go to diags,
// known ones with that severity; an entry of known differences that accepts
// nothing is a finding too.
func Check(r *report.Report, diags *diag.List) *report.Verdict {
	v := &report.Verdict{}
	for _, d := range r.Datasets {
		known := newAcceptance(d, r.Meta.Known)
		for _, rule := range Rules() {
			count := report.RuleCount{Rule: rule.Code, Dataset: d.ID}
			rule.Check(d, func(o Outcome) {
				count.Tried++
				if o.Agrees {
					count.Agree++
					return
				}
				entry := known.accepts(rule.Code, o)
				if entry != nil {
					count.Known++
					o.Finding.Severity = diag.Known
				}
				diags.Add(o.Finding)
				v.Differences = append(v.Differences, report.Difference{Rule: rule.Code, Fact: o.Fact, Derived: o.Derived, Known: entry})
			})
			v.Rules = append(v.Rules, count)
		}
		known.report(diags)
	}
	return v
}

// Place returns where a fact stands, as a person would point at it.
func Place(f *data.Fact) diag.Place {
	at := f.Dataset.Source.Place(f.Start, f.End)
	return at.InCell(f.Dataset.Columns[f.ColumnIndex].Header, f.ColumnIndex)
}

// Name returns what a person calls a fact: its row, line and group.
func Name(f *data.Fact) string {
	name := f.Dataset.Rows[f.RowIndex].Name
	if f.Line != "" {
		name = joined(name, f.Dataset.LineName(f.Line))
	}
	return joined(name, f.Group)
}

func joined(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || a == b:
		return a
	default:
		return a + ", " + b
	}
}
