package testsite

import "strings"

// A chartForm writes one chart block.
type chartForm func(p *page)

// chartForms are all forms of charts; a report has some of them.
var chartForms = [...]chartForm{divergingBars, groupedBars, lines, stackedBars, standingBars, groupLines}

// charts writes the report's charts.
func (p *page) charts() {
	first := p.r.index * p.r.site.Charts
	for i := range p.r.site.Charts {
		chartForms[(first+i)%len(chartForms)](p)
	}
}

// chart writes a block with its keys in order.
func (p *page) chart(id, title string, keys ...string) {
	p.printf("```chart\nid: %s\ntitle: %s\n%s\n```\n\n", id, title, strings.Join(keys, "\n"))
}

func (p *page) line(data, line string) string { return quote(p.r.table(data).lineName(line)) }

func (p *page) columns(data string, keys ...string) string {
	headers := make([]string, len(keys))
	for i, k := range keys {
		headers[i] = quote(p.r.table(data).header(k))
	}
	return "values: [" + strings.Join(headers, ", ") + "]"
}

func divergingBars(p *page) {
	p.chart("dia-avvikelse", "Avvikelse mot budget per verksamhet", "type: bar", "direction: horizontal", "diverging: true",
		"data: drift", "rows: {line: "+p.line("drift", "net")+"}", p.columns("drift", "deviation"), "order: value", "unit: mnkr", "decimals: 1")
}

func groupedBars(p *page) {
	p.chart("dia-budget", "Budget och resultat", "type: bar", "stack: grouped", "data: drift",
		"rows: {line: "+p.line("drift", "costs")+"}", p.columns("drift", "budget", "result"), "unit: mnkr", "decimals: 0", "subtitle: Kostnader per verksamhet")
}

func lines(p *page) {
	p.chart("dia-manader", "Pågående insatser", "type: line", "data: manader", "series: row",
		"rows: {row: "+quote(p.r.table("manader").names["Pågående insatser"])+"}", p.columns("manader", "value"))
}

func stackedBars(p *page) {
	p.chart("dia-kostnadsslag", "Vad pengarna går till", "type: bar", "stack: stacked", "series: row", "data: kostnadsslag",
		"rows: {line: "+p.line("kostnadsslag", "costs")+", type: row}", p.columns("kostnadsslag", "final_prev", "budget"), "unit: mnkr")
}

func standingBars(p *page) {
	p.chart("dia-personer", "Deltagare och kontaktpersoner", "type: bar", "direction: vertical", "data: volymer",
		"rows: {row: [daglig, kontakt]}", p.columns("volymer", "prior"), "note: Förra året")
}

func groupLines(p *page) {
	p.chart("dia-nojda", "Nöjda kvinnor och män", "type: line", "data: indikatorer", "series: group",
		"rows: {row: nojd}", p.columns("indikatorer", "prior", "result"))
}
