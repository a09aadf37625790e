package layout

import (
	"strconv"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// A differenceList is the differences shown under one table.
type differenceList struct {
	list  []KnownDifference
	hrefs map[*data.Fact]string // link of the mark in the cell
}

// known lists the differences of the table's rows, in their order. The page of
// checks is in the folder, seen from the table's page.
func (p *reportMaker) known(d *data.Dataset, id string, rows []int, checks string) differenceList {
	shown := map[int]bool{}
	for _, r := range rows {
		shown[r] = true
	}
	out := differenceList{hrefs: map[*data.Fact]string{}}
	for _, diff := range p.in.verdict().Of(d) {
		if !shown[diff.Fact.RowIndex] || out.hrefs[diff.Fact] != "" {
			continue
		}
		mark := strconv.Itoa(len(out.list) + 1)
		k := p.difference(&diff, checks+"index.html")
		k.ID, k.Mark = id+"-kd-"+mark, mark
		out.hrefs[diff.Fact] = "#" + k.ID
		out.list = append(out.list, k)
	}
	return out
}

func (in *ReportInput) verdict() *report.Verdict {
	if in.Verdict == nil {
		return &report.Verdict{}
	}
	return in.Verdict
}

// difference writes one difference; page leads to the page of checks.
func (p *reportMaker) difference(diff *report.Difference, page string) KnownDifference {
	k := KnownDifference{
		Rule: string(diff.Rule), RuleText: p.set.ruleText(string(diff.Rule)), Where: escape(p.whereOf(diff)),
		Stated: diff.Stated, Derived: diff.Expected, Words: !diff.Computed, Other: saidTwice(diff.Rule), Href: page + "#" + ruleID(string(diff.Rule)),
	}
	if diff.Computed {
		k.Stated, k.Derived = p.withUnit(diff.Fact.Quantity), p.withUnit(diff.Derived)
	}
	if (diff.Rule == "VERDICT" || diff.Rule == "UNTREATED") && diff.Expected != "" {
		k.Where = escape(diff.Expected) // the goal or risk, which no single cell is
	}
	if diff.Known != nil {
		k.Reason, k.Role = diff.Known.Reason, diff.Known.Role
	}
	return k
}

// saidTwice reports whether a rule compares what is stated in two places.
func saidTwice(rule diag.Code) bool {
	return rule == "DETAIL" || rule == "SAMETWICE" || rule == "CROSSDOC"
}

// whereOf names the place of a difference: row and column, or the column alone,
// or the whole table.
func (p *reportMaker) whereOf(diff *report.Difference) string {
	d := diff.Dataset
	if f := diff.Fact; f != nil {
		return d.Label(&d.Rows[f.RowIndex]) + ", " + d.Columns[f.ColumnIndex].Title
	}
	if diff.Column >= 0 && diff.Column < len(d.Columns) {
		return d.Columns[diff.Column].Title
	}
	return d.Description.Title
}

func (p *reportMaker) withUnit(q quantity.Quantity) string {
	text := q.Format(quantity.Style{Lang: p.set.lang, Decimals: max(q.Decimals, 0)})
	if unit := q.Unit.Symbol(p.set.lang); unit != "" {
		text += "\u00a0" + unit
	}
	return text
}
