package layout

import (
	"html/template"
	"strconv"

	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// A differenceList is the differences shown under one table.
type differenceList struct {
	list  []KnownDifference
	hrefs map[*data.Fact]string // link of the mark in the cell
}

// known lists the differences of the table's rows, in their order.
func (p *reportMaker) known(d *data.Dataset, id string, rows []int) differenceList {
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
		k := p.difference(&diff)
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

func (p *reportMaker) difference(diff *report.Difference) KnownDifference {
	f := diff.Fact
	row := &f.Dataset.Rows[f.RowIndex]
	where := row.Name
	if row.Line != "" {
		where += ", " + f.Dataset.LineName(row.Line)
	}
	where += ", " + f.Dataset.Columns[f.ColumnIndex].Title
	k := KnownDifference{
		Rule: string(diff.Rule), RuleText: p.set.ruleText(string(diff.Rule)), Where: template.HTML(template.HTMLEscapeString(where)), //nolint:gosec // escaped here
		Stated: p.withUnit(f.Quantity), Derived: p.withUnit(diff.Derived),
	}
	if diff.Known != nil {
		k.Reason, k.Role = diff.Known.Reason, diff.Known.Role
	}
	return k
}

func (p *reportMaker) withUnit(q quantity.Quantity) string {
	text := q.Format(quantity.Style{Lang: p.set.lang, Decimals: max(q.Decimals, 0)})
	if unit := q.Unit.Symbol(p.set.lang); unit != "" {
		text += "\u00a0" + unit
	}
	return text
}
