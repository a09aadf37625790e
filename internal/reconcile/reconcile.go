// Package reconcile checks that the numbers agree: parts with totals, net with
// its lines, deviations with what they compare, one table with another, one
// report with the next.
//
// In comes a linked report; out go findings and a [report.Verdict], which the
// pages show. A rule looks at facts, relations and labels, never at names or
// figures of a document. Two values agree when the intervals that their
// rounding allows overlap (XBRL Calculations 1.1); a difference that the
// authors have declared known is kept as such and costs nothing. What spans
// reports is collected in a [Ledger] and checked when all reports are in it.
package reconcile

import (
	"tertial/internal/diag"
	"tertial/internal/report"
)

// A Scope says how much a rule looks at: one dataset, one report, or all
// reports of a committee.
type Scope string

// The scopes of rules.
const (
	DatasetScope Scope = "dataset"
	ReportScope  Scope = "report"
	SiteScope    Scope = "site"
)

// A Rule checks one thing. Its code has a page in the catalogue.
type Rule struct {
	Code    diag.Code
	Scope   Scope
	Relates bool       // it relates numbers to each other; other rules look at their names and forms
	check   func(*run) // nil for a rule of site scope, which a Ledger checks
}

// Rules returns all rules, in the order in which they are shown.
func Rules() []Rule {
	return []Rule{
		{"SIGN", DatasetScope, true, eachDataset(sign)},
		{"NETTO", DatasetScope, true, relations(netFinding)},
		{"SUM", DatasetScope, true, relations(sumFinding)},
		{"DEV", DatasetScope, true, eachDataset(deviation)},
		{"DEVHDR", DatasetScope, false, comparing(headers)},
		{"OMFATTNING", DatasetScope, false, comparing(scopes)},
		{"SPLIT", DatasetScope, true, relations(splitFinding)},
		{"RATIO", DatasetScope, true, relations(ratioFinding)},
		{"PP", DatasetScope, false, comparing(points)},
		{"MULT", DatasetScope, true, relations(productFinding)},
		{"FLOW", DatasetScope, true, relations(flowFinding)},
		{"GRANT", DatasetScope, true, relations(grantFinding)},
		{"TRANSFER", DatasetScope, true, relations(transferFinding)},
		{"DETAIL", ReportScope, true, details},
		{"SAMETWICE", ReportScope, true, sameTwice},
		{"VXP", ReportScope, true, volumesTimesPrices},
		{"BUDGETBRYGGA", ReportScope, true, bridges},
		{"LABELUNIT", ReportScope, false, labels},
		{"NEWMEASURE", DatasetScope, false, eachDataset(newMeasures)},
		{"TARGETMISSING", DatasetScope, false, eachDataset(targets)},
		{"VERDICT", DatasetScope, false, eachDataset(assessments)},
		{"UNTREATED", ReportScope, false, untreated},
		{"RATING", DatasetScope, false, eachDataset(rated)},
		{"CODENAME", ReportScope, false, codeNames},
		{"OUTLIER", DatasetScope, false, eachDataset(outliers)},
		{"NUMFORMAT", DatasetScope, false, eachDataset(formats)},
		{crossDoc, SiteScope, true, nil},
	}
}

// Check applies every rule but those of site scope to a report. Findings go to
// diags, known ones with that severity; an entry of known differences that
// accepts nothing is a finding too.
func Check(r *report.Report, diags *diag.List) *report.Verdict {
	c := newRun(r, diags)
	rules := Rules()
	for i := range rules {
		c.begin(&rules[i])
		if rules[i].check != nil {
			rules[i].check(c)
		}
	}
	for _, d := range r.Datasets {
		c.known[d].report(diags, DatasetScope, ReportScope)
	}
	c.count()
	return c.verdict
}
