package testsite

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A page is one Markdown file that is being written.
type page struct {
	strings.Builder
	r    *report
	rand *rand.Rand
	file string // path in the site
}

func (p *page) printf(format string, args ...any) { fmt.Fprintf(p, format, args...) }

// spot is where the next letter will stand.
func (p *page) spot() spot { return spot{1, 1}.after(p.String()) }

// A cell names one fact for the text.
type cell struct {
	data             string
	key, line, group string // of the row
	column           string
	byName           bool
	report           string // path of another report, "" for the text's own
	table            *dressed
}

// figure writes a fact in prose.
func (p *page) figure(c cell, filters string) string {
	return "`=" + p.ref(c) + strings.TrimRight(" "+filters, " ") + "`"
}

// ref writes a reference: its parts in the order of the file's columns.
func (p *page) ref(c cell) string {
	d := c.table
	if d == nil {
		d = p.r.table(c.data)
	}
	var parts []string
	named := false
	for _, k := range d.colsAt {
		part := d.part(c, &d.columns[k], &named)
		if part != "" {
			parts = append(parts, escape(part))
		}
	}
	parts = append(parts, escape(d.header(c.column)))
	name := c.data
	if c.report != "" {
		name = "/" + c.report + "/" + name
	}
	return name + "[" + strings.Join(parts, "; ") + "]"
}

// part is what a reference says of one column of labels: code or name, whichever
// comes first, then line and group.
func (d *dressed) part(c cell, col *column, named *bool) string {
	r := d.find(c.key, c.line, c.group)
	switch col.role {
	case "activity_code", "pair_id", "measure_id", "project_no", "goal_id":
		if d.kind == "grants" {
			return ""
		}
		if c.byName || c.key == "total" || *named {
			return ""
		}
		*named = true
		return c.key
	case "activity", "measure", "name", "project", "goal", "decision":
		if col.key != "name" {
			return ""
		}
		if !c.byName && c.key != "total" && d.hasCode() || *named {
			return ""
		}
		*named = true
		if r == nil {
			r = d.anyLine(c.key)
		}
		if r == nil {
			return "Totalt" // a total that is derived is called so
		}
		return d.rowName(r)
	case "series", "account_type":
		return d.rowName(r)
	case "period", "year":
		return r.period
	case "line", "lines":
		return d.lineName(c.line)
	case "group":
		return d.groupName(c.group)
	}
	return ""
}

func (d *dressed) hasCode() bool { return d.column("code") != nil }

// anyLine finds another row of the same thing.
func (d *dressed) anyLine(key string) *row {
	for i := range d.rows {
		if d.rows[i].key == key {
			return &d.rows[i]
		}
	}
	return nil
}

func escape(part string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, "[", `\[`, "]", `\]`, "|", `\|`).Replace(part)
}

// amount writes an amount of the operating budget.
func (p *page) amount(c cell, filters string) string { return p.figure(c, p.millions(c)+" "+filters) }

// millions is the unit of a filter that shows an amount of the operating budget:
// millions of kronor unless that would show nothing.
func (p *page) millions(c cell) string {
	const least = 100_000 // kronor
	amount := p.r.amountOf(c)
	if amount > -least && amount < least {
		return "tkr"
	}
	return "mnkr"
}

func drift(key, line, column string) cell {
	return cell{data: "drift", key: key, line: line, column: column}
}

// front writes the front matter.
func (p *page) front() {
	r := p.r
	title := fmt.Sprintf("%s %d", r.typ.title, r.year)
	p.printf("---\ntitle: %s\nkind: %s\n", title, r.typ.kind)
	p.printf("dnr: %s/%d:%d\n", r.committee.diary, r.year, 17+r.typ.month*13)
	p.printf("period: %s\n", r.period())
	year, month := r.year, r.typ.month+1
	if month > 12 {
		year, month = year+1, 2
	}
	p.printf("date: %s-12\nmeeting: %s-26\n", isoMonth(year, month), isoMonth(year, month))
	p.printf("stage: adjusted\nvisibility: public\nauthor: controller\nexample: true\nsource: Påhittade siffror\n")
	summary := fmt.Sprintf("%s %s.", p.expects(), p.amount(drift("total", "net", "result"), ""))
	p.printf("summary: %q\n---\n\n", summary)
}

func (p *page) expects() string {
	if p.r.typ.annual() {
		return "Årets resultat blev"
	}
	return "Nämnden räknar med ett resultat på"
}

// period is the report's months as front matter has them.
func (r *report) period() string {
	if r.typ.month == 1 {
		return isoMonth(r.year, 1)
	}
	return isoMonth(r.year, 1) + "/" + isoMonth(r.year, r.typ.month)
}

// main writes the text up to the chapters about the activities.
func (p *page) main() {
	p.front()
	p.printf("# Sammanfattning\n\n")
	p.cards()
	p.printf("Avvikelsen mot budget är ett %s på %s. ",
		p.figure(drift("total", "net", "deviation"), "word(överskott/underskott)"),
		p.amount(drift("total", "net", "deviation"), "abs"))
	p.printf("Kostnaderna är %s av budgeten.\n\n", p.quotient())
	p.prose(3)
	p.printf("# Ekonomi %d {#ekonomi}\n\n", p.r.year)
	p.economy()
	p.printf("## Kostnadsslag\n\nHur kostnaderna fördelar sig visar [](#tab-kostnadsslag).\n\n")
	p.table("kostnadsslag", "Resultat per kostnadsslag")
	p.printf("## Perioden\n\n")
	first := p.r.now.accounts[0].code
	p.printf("Till och med %s var nettot för %s %s mot budgeterade %s.\n\n", months[p.r.typ.month-1],
		p.name("period", first),
		p.figure(cell{data: "period", key: first, column: "outcome_net"}, "mnkr 1"),
		p.figure(cell{data: "period", key: first, column: "budget_net", byName: true}, ""))
	p.table("period", "Utfall mot periodens budget")
	p.printf("[^1]: Kostnader skrivs med minus i tabellen.\n\n")
}

// name is a row's name as running text has it.
func (p *page) name(data, key string) string {
	d := p.r.table(data)
	name := d.rowName(d.anyLine(key))
	return strings.NewReplacer("[", `\[`, "]", `\]`, "*", `\*`, "_", `\_`).Replace(name)
}

// quotient is a share of two references.
func (p *page) quotient() string {
	costs, budget := p.ref(drift("total", "costs", "result")), p.ref(drift("total", "costs", "budget"))
	return "`=" + costs + " / " + budget + " share 1`"
}

func (p *page) cards() {
	p.printf("```keyfigures\n")
	p.printf("- label: Resultat mot budget\n  figure: %q\n  word: underskott\n  note: helåret %d\n",
		p.ref(drift("total", "net", "deviation"))+" "+p.millions(drift("total", "net", "deviation")), p.r.year)
	p.printf("- label: Nettokostnad\n  figure: %q\n", p.ref(drift("total", "net", "result"))+" mnkr abs")
	p.printf("- label: Belagda platser\n  figure: %q\n", p.ref(cell{data: "enheter", key: "total", column: "used"}))
	p.printf("```\n\n")
}

// economy writes about the operating budget.
func (p *page) economy() {
	accounts := p.r.now.accounts
	a, b := accounts[p.rand.IntN(len(accounts))].code, accounts[p.rand.IntN(len(accounts))].code
	p.printf("Störst är avvikelsen för %s: %s, se [](#tab-drift). ", p.name("drift", a), p.amount(drift(a, "net", "deviation"), "signed"))
	byName := drift(b, "costs", "result")
	byName.byName = true
	p.printf("För %s är kostnaderna %s,[^1] i kronor %s.\n\n", p.name("drift", b), p.amount(byName, "abs"), p.figure(drift(b, "costs", "result"), "kr"))
	p.printf("Tillsammans har de två en budget på `=%s + %s mnkr`. Skillnaden är `=%s - %s`.\n\n",
		p.ref(drift(a, "net", "budget")), p.ref(drift(b, "net", "budget")), p.ref(drift(a, "net", "budget")), p.ref(drift(b, "net", "budget")))
	p.table("drift", "Driftredovisning per verksamhet")
	p.charts()
	p.earlier(a)
	p.prose(2)
}

// earlier compares with a report of another year, when there is one.
func (p *page) earlier(code string) {
	e := p.r.before
	if e == nil {
		return
	}
	c := drift(code, "net", "result")
	c.report, c.table = e.path(), e.table("drift")
	if c.table.anyLine(code) == nil {
		return
	}
	p.printf("I [förra årets rapport](/%s/) var motsvarande tal %s.\n\n", e.path(), p.figure(c, "mnkr"))
}

// rest writes the chapters about the activities.
func (p *page) rest() {
	p.printf("# Verksamhet {#verksamhet}\n\nEkonomin står i [](#ekonomi).\n\n")
	p.acts()
	p.printf("## Volymer\n\n")
	p.printf("Antalet deltagare är %s mot %s i budget.\n\n",
		p.figure(cell{data: "volymer", key: "daglig", column: "result"}, "personer"),
		p.figure(cell{data: "volymer", key: "daglig", column: "budget", byName: true}, ""))
	p.table("volymer", "Volymer per målgrupp")
	p.printf("## Nyckeltal\n\nEn årsplats kostade %s förra året.\n\n", p.figure(cell{data: "nyckeltal", key: "boende", column: "prior"}, ""))
	p.table("nyckeltal", "Nyckeltal")
	p.printf("## Månad för månad\n\n")
	p.table("manader", "Pågående insatser och väntande ärenden")
	p.prose(2)
	p.printf("# Mål och mått\n\nAv kvinnorna är %s nöjda, av männen %s.\n\n",
		p.figure(cell{data: "indikatorer", key: "nojd", group: "women", column: "result"}, ""),
		p.figure(cell{data: "indikatorer", key: "nojd", group: "men", column: "result", byName: true}, "%"))
	p.table("indikatorer", "Mått och indikatorer")
	p.actions()
	p.later()
	p.units()
	p.faults()
}

// actions is a pipe table with figures in it.
func (p *page) actions() {
	accounts := p.r.now.accounts
	p.printf("# Åtgärder\n\n| Åtgärd | Verksamhet | Budget |\n|:---|---|---:|\n")
	for i := range 3 {
		a := accounts[i].code
		p.printf("| %s | %s | %s |\n", p.sentenceStart(), p.name("drift", a), p.figure(drift(a, "net", "budget"), "mnkr"))
	}
	p.printf("\n")
}

// later shows the datasets that only some reports have.
func (p *page) later() {
	if !p.r.isLong() {
		return
	}
	p.printf("# Budget, investeringar och bidrag\n\nFullmäktige har lagt till %s under året. Investeringarna väntas kosta %s.\n\n",
		p.figure(cell{data: "andringar", key: "total", column: "amount"}, "mnkr"),
		p.figure(cell{data: "investeringar", key: "total", column: "forecast"}, "mnkr abs"))
	p.table("andringar", "Budgetändringar")
	p.table("investeringar", "Investeringar per projekt")
	p.printf("Av bidragen har %s använts.\n\n", p.figure(cell{data: "bidrag", key: "total", column: "used"}, "tkr"))
	p.table("bidrag", "Statsbidrag och extra medel")
	p.table("prognoser", "Prognoserna mot bokslutet")
	p.printf("# Ärenden, mål och uppdrag\n\nPå mottagningen blev %s färdiga i tid.\n\n", p.figure(cell{data: "arenden", key: "Mottagningen", column: "share"}, ""))
	p.table("arenden", "Ärenden")
	p.table("risker", "Risker")
	p.table("mal", "Mål med nämndens bedömning")
	p.table("uppdrag", "Uppdrag")
	if p.r.typ.annual() || p.r.complete {
		p.table("personal", "Omsättning per yrkesgrupp")
	}
}

func (p *page) units() {
	u := units[p.rand.IntN(len(units))].name
	p.printf("# Enheter: %s platser\n\n", p.figure(cell{data: "enheter", key: "total", column: "places"}, ""))
	p.printf("I %s är %s av platserna belagda. Så skrivs ett tal i texten: `\\=enheter[…]`.\n\n",
		p.name("enheter", u), p.figure(cell{data: "enheter", key: u, column: "share"}, "0"))
	p.table("enheter", "Enheter")
}

// table writes a block that shows a dataset.
func (p *page) table(data, caption string) {
	p.printf("```table\nid: tab-%s\ndata: %s\ncaption: %s\n", data, data, caption)
	p.tableKeys(data)
	if data == "drift" && p.r.faults[UnknownBlockKey] {
		p.plant(UnknownBlockKey, "YAML-KEY", 0)
		p.printf("captoin: Två\n")
	}
	p.printf("```\n\n")
}

// plant notes that a fault stands so many letters behind the text so far.
func (p *page) plant(kind FaultKind, code string, ahead int) {
	at := p.spot()
	at.column += ahead
	p.r.plant(kind, code, p.file, at)
}

// faults writes what is wrong in the text.
func (p *page) faults() {
	if p.r.faults[UnknownDataset] {
		p.plant(UnknownDataset, "DATASET", 2)
		p.printf("`=drifft[Summa; Netto; budget]` är en felskrivning.\n\n")
	}
	if p.r.faults[UnknownCell] {
		p.plant(UnknownCell, "FIGURE-CELL", len("`=drift["))
		p.printf("`=drift[Samma; Netto; %s]` finns inte.\n\n", p.r.table("drift").header("budget"))
	}
	if p.r.faults[UnknownXRef] {
		p.plant(UnknownXRef, "XREF", len("Se "))
		p.printf("Se [](#tab-dirft).\n\n")
	}
	if p.r.faults[BadFigure] {
		p.plant(BadFigure, "FIGURE", 2)
		p.printf("`=drift[Summa; Netto` saknar sin hake.\n\n")
	}
}
