package reconcile_test

import (
	"fmt"
	"maps"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
	"tertial/internal/reconcile"
	"tertial/internal/report"
)

// BenchmarkExample checks the repository's own site: "rules" the checks alone,
// "all" with reading and linking.
func BenchmarkExample(b *testing.B) {
	fsys := os.DirFS("../..")
	r := newReader(b, fsys)
	var reports []*report.Report
	facts := 0
	for _, meta := range r.metas {
		linked := r.link(meta)
		reports = append(reports, linked)
		facts += countFacts(linked)
	}
	check := func(b *testing.B, reports []*report.Report) {
		b.Helper()
		var diags diag.List
		ledger := reconcile.NewLedger()
		for _, linked := range reports {
			reconcile.Check(linked, &diags)
			ledger.Add(linked)
		}
		ledger.Check(r.get, &diags)
	}
	b.Run("rules", func(b *testing.B) {
		for b.Loop() {
			check(b, reports)
		}
		b.ReportMetric(float64(facts), "facts")
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			r := newReader(b, fsys)
			var reports []*report.Report
			for _, meta := range r.metas {
				reports = append(reports, r.link(meta))
			}
			check(b, reports)
		}
		b.ReportMetric(float64(facts), "facts")
	})
}

// growthSizes are the numbers of facts for which the work is compared.
var growthSizes = [...]int{12_500, 25_000, 50_000, 100_000}

// BenchmarkGrowth checks reports of many facts, and reads them: the time a fact
// must not grow.
func BenchmarkGrowth(b *testing.B) {
	for _, shape := range growthShapes {
		for _, size := range growthSizes {
			name := shape.name + "/" + strconv.Itoa(size)
			b.Run("check/"+name, func(b *testing.B) {
				linked := shape.link(b, size)
				facts := countFacts(linked)
				b.ReportAllocs()
				for b.Loop() {
					reconcile.Check(linked, &diag.List{})
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(facts), "ns/fact")
			})
			b.Run("read/"+name, func(b *testing.B) {
				r := newReader(b, shape.site(size))
				b.ReportAllocs()
				for b.Loop() {
					r.datasets(r.metas[0], &diag.List{})
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/fact")
			})
		}
	}
}

// TestWorkGrowsWithFacts: eight times as many facts are eight times as much
// work, whatever the form of the table.
func TestWorkGrowsWithFacts(t *testing.T) {
	t.Parallel()
	for _, shape := range growthShapes {
		t.Run(shape.name, func(t *testing.T) {
			t.Parallel()
			small, large := measureWork(t, shape, 2_500), measureWork(t, shape, 20_000)
			t.Logf("%+v → %+v", small, large)
			if was, is := small.sum(), large.sum(); is*10 > was*8*11 || is*10 < was*8*9 {
				t.Errorf("the work is %d, then %d: want eight times as much", was, is)
			}
		})
	}
}

// work is what a check looks at: numbers, relations, their terms, and what is
// tried.
type work struct{ facts, relations, terms, tried int }

func (w work) sum() int { return w.facts + w.relations + w.terms + w.tried }

func measureWork(t *testing.T, shape growthShape, size int) work {
	t.Helper()
	linked := shape.link(t, size)
	var diags diag.List
	w := work{facts: countFacts(linked)}
	w.tried, _, _ = reconcile.Check(linked, &diags).Count()
	if n := diags.Count(diag.Error) + diags.Count(diag.Warning); n > 0 {
		t.Errorf("%d findings in a report without faults: %s", n, diags.Sorted()[0].Message("en"))
	}
	for _, d := range linked.Datasets {
		w.relations += len(d.Relations)
		for i := range d.Relations {
			w.terms += len(d.Relations[i].Terms)
		}
	}
	return w
}

func countFacts(r *report.Report) int {
	n := 0
	for _, d := range r.Datasets {
		for i := range d.Rows {
			for k := range d.Rows[i].Cells {
				n += len(d.Rows[i].Cells[k].Facts)
			}
		}
	}
	return n
}

// A growthShape is a form of tables that can have any number of facts.
type growthShape struct {
	name  string
	files func(size int) map[string]string // datasets of one report
}

func (s growthShape) site(size int) fstest.MapFS {
	site := fstest.MapFS{
		"content/site.yaml":                      {Data: []byte("name: Exempel\nlang: sv\n")},
		"content/namnden/committee.yaml":         {Data: []byte("name: Nämnden\nbody: Exempelköping\ntask: Är ett exempel.\n")},
		"content/namnden/2020/rapport/report.md": {Data: []byte(plainReport)},
	}
	for name, text := range s.files(size) {
		site["data/namnden/2020/rapport/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

func (s growthShape) link(t testing.TB, size int) *report.Report {
	t.Helper()
	r := newReader(t, s.site(size))
	linked := r.link(r.metas[0])
	if r.diags.Failed() {
		t.Fatal(r.diags.Sorted()[0].Message("en"))
	}
	return linked
}

// growthShapes are the forms: one long account, one with many subtotals, costs
// by type, groups beside their whole, parts of a whole, months, rows that a
// description relates, and many tables of which two and two say the same.
var growthShapes = []growthShape{
	{"account", func(size int) map[string]string { return longAccount("drift", 0, size/12, 0) }},
	{"subtotals", func(size int) map[string]string { return longAccount("drift", 0, size/12, 10) }},
	{"cost-types", longCostTypes},
	{"groups", longGroups},
	{"parts", longParts},
	{"months", longMonths},
	{"relations", longRelations},
	{"tables", func(size int) map[string]string {
		files := map[string]string{}
		for i := range size / 600 {
			maps.Copy(files, longAccount("drift"+strconv.Itoa(i), i/2, 50, 0))
		}
		return files
	}},
}

// longAccount is an operating budget of so many activities, each of three rows
// with four values, with a total, or a subtotal behind so many of them.
func longAccount(id string, number, activities, block int) map[string]string {
	var csv strings.Builder
	csv.WriteString("kod;verksamhet;rad;radtyp;ack_utfall;helårsbudget;prognos;avvikelse\n")
	write := func(code, name, typ string, n, part int) {
		for i, line := range [...]string{"Intäkter", "Kostnader", "Netto"} {
			v := [...]int{10, -30, -20}[i]*part + [...]int{100, -300, -200}[i]*n
			fmt.Fprintf(&csv, "%s;%s;%s;%s;%d;%d;%d;%d\n", code, name, line, typ, v, 3*v, 4*v, v)
		}
	}
	sum, above := 0, 0
	for i := range activities {
		part, n := i%7+1, strconv.Itoa(number*activities+i)
		write("1"+n, "Verksamhet "+n, "row", 1, part)
		sum, above = sum+part, above+1
		if block > 0 && (above == block || i == activities-1) {
			write("", "Summa "+n, "subtotal", above, sum)
			sum, above = 0, 0
		}
	}
	if block == 0 {
		write("", "Totalt", "total", activities, sum)
	}
	return map[string]string{id + ".csv": csv.String(), id + ".yaml": `title: Drift
kind: operating-budget
unit: tkr
columns:
  avvikelse: {value: deviation, of: prognos, against: helårsbudget}
`}
}

func longCostTypes(size int) map[string]string {
	var csv strings.Builder
	csv.WriteString("grupp;kontotyp;radtyp;ack_utfall;helårsbudget\n")
	n, a, b := size/4, 0, 0
	for i := range n {
		fmt.Fprintf(&csv, "Intäkter;Konto %d;row;%d;%d\n", i, 100+i%9, 300+i%7)
		a, b = a+i%9-i%11, b+i%7-i%13
	}
	for i := range n {
		fmt.Fprintf(&csv, "Kostnader;Konto %d;row;%d;%d\n", i, -100-i%11, -300-i%13)
	}
	fmt.Fprintf(&csv, "Netto;Netto;total;%d;%d\n", a, b)
	return map[string]string{"slag.csv": csv.String(), "slag.yaml": "title: Slag\nkind: cost-types\nunit: tkr\n"}
}

func longGroups(size int) map[string]string {
	var csv strings.Builder
	csv.WriteString("mått_id;mått;grupp;enhet;utfall_2019;utfall_2020\n")
	for i := range size / 6 {
		for g, group := range [...]string{"totalt", "kvinnor", "män"} {
			fmt.Fprintf(&csv, "m%d;Mått %d;%s;%%;%d;%d\n", i, i, group, [...]int{60, 62, 57}[g]+i%20, [...]int{61, 64, 56}[g]+i%20)
		}
	}
	return map[string]string{"matt.csv": csv.String(), "matt.yaml": "title: Mått\nkind: indicators\nsplit: within\n"}
}

func longParts(size int) map[string]string {
	var csv strings.Builder
	csv.WriteString("par;mått;enhet;radtyp;utfall_2019;budget_2020\n")
	for i := range size / 6 {
		fmt.Fprintf(&csv, "p%d;Platser %d;platser;row;%d;%d\n", i, i, 50+i%9, 60+i%9)
		fmt.Fprintf(&csv, "q%d;varav egna %d;platser;of_which;%d;%d\n", i, i, 20+i%9, 30)
		fmt.Fprintf(&csv, "r%d;varav köpta %d;platser;of_which;%d;%d\n", i, i, 20, 20+i%9)
	}
	return map[string]string{"volymer.csv": csv.String(), "volymer.yaml": "title: Volymer\nkind: volumes\n"}
}

func longMonths(size int) map[string]string {
	var csv strings.Builder
	csv.WriteString("period;serie;enhet;värde\n")
	for i := range size / 24 {
		for month := range 24 {
			fmt.Fprintf(&csv, "%d-%02d;Serie %d;ärenden;%d\n", 2018+month/12, month%12+1, i, 100+(month*7+i)%30)
		}
	}
	return map[string]string{"serier.csv": csv.String(), "serier.yaml": "title: Serier\nkind: series\n"}
}

func longRelations(size int) map[string]string {
	var csv strings.Builder
	csv.WriteString("namn;sannolikhet;konsekvens;värde;granskade;avvikande;andel\n")
	for i := range size / 6 {
		p, k := i%4+1, i%3+1
		fmt.Fprintf(&csv, "Risk %d;%d;%d;%d;%d;%d;%d\n", i, p, k, p*k, 40, 10+i%2*10, 25+i%2*25)
	}
	return map[string]string{"risker.csv": csv.String(), "risker.yaml": `title: Risker
kind: table
columns:
  sannolikhet: {value: number}
  konsekvens: {value: number}
  värde: {value: number}
  granskade: {value: number, unit: st}
  avvikande: {value: number, unit: st}
  andel: {value: number, unit: "%", numerator: avvikande, denominator: granskade}
relations:
  - {rule: MULT, result: värde, factors: [sannolikhet, konsekvens]}
`}
}
