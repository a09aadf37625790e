package prose

import (
	"io/fs"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/report"
	"tertial/internal/testsite"
)

// A planted sentence is one that is true, or wrong in one known way.
type planted struct {
	kind string // "" for a true one
	form string // which sentence it is
	head string // the heading that it stands under; "" is none of its own
	text string
	line int
}

// sentences are how a report says a fact: {row}, {n} with its unit, {year}, and
// {lack} for underskott or överskott.
var sentences = map[string][]string{
	"deviation": {
		"{row} redovisar ett {lack} på {n} jämfört med budget.",
		"Avvikelsen för {row} är ett {lack} på {n}.",
		"Nämnden räknar med ett {lack} på {n} för {row}.",
		"{row} prognostiserar ett {lack} på {n}.",
		"Ett {lack} på {n} redovisas för {row}.",
	},
	"budget":   {"Budgeten för {row} är {n} netto.", "För {row} är nettobudgeten {n} {year}.", "{row} har en nettobudget på {n}."},
	"forecast": {"Prognosen för {row} är {n} netto.", "För {row} är nettoprognosen {n}.", "{row} har en nettoprognos på {n} för {year}."},
	"outcome":  {"Nettoutfallet för {row} var {n} {year}.", "Utfallet för {row} uppgick till {n} netto {year}.", "{row} hade ett nettoutfall på {n} {year}."},
	"costs":    {"Kostnaderna för {row} är {kind} {n}.", "{Kind} för {row} är {n} i kostnader."},
	"income":   {"Intäkterna för {row} är {kind} {n}."},
	"count":    {"{row} var {n} {year}.", "Utfallet för {row} var {n} {year}.", "{row} uppgick till {n} under {year}."},
}

// A plan says the sentences of one report.
type plan struct {
	rand   *rand.Rand
	report *report.Report
	year   int
	facts  []*data.Fact
}

// usable are the facts that a sentence can speak of: named rows, one meaning of
// kind and year, at least three digits as printed.
func (p *plan) usable() {
	for _, d := range p.report.Datasets {
		names := map[string]int{}
		for i := range d.Rows {
			names[d.Rows[i].Name+"|"+string(d.Rows[i].Line)+"|"+d.Rows[i].Group]++
		}
		for i := range d.Rows {
			row := &d.Rows[i]
			if row.Type == data.Total || row.Type == data.Heading || row.Name == "" || names[row.Name+"|"+string(row.Line)+"|"+row.Group] > 1 {
				continue
			}
			for k := range row.Cells {
				for _, f := range row.Cells[k].Facts {
					if f.HasNumber() && !d.Columns[f.ColumnIndex].Derived && !row.Derived && p.form(f) != "" {
						p.facts = append(p.facts, f)
					}
				}
			}
		}
	}
}

// form is which sentences a fact fits.
func (p *plan) form(f *data.Fact) string {
	d := f.Dataset
	switch {
	case f.Year == 0 || f.Group != "" || f.Number.Abs().Cmp(quantity.Int(1)) < 0:
		return ""
	case d.ID == "drift" && f.Line == data.Net:
		switch f.Value {
		case data.Deviation, data.Budget, data.Forecast, data.Outcome:
			if f.Value != data.Outcome && f.Year != p.year {
				return ""
			}
			return string(f.Value)
		default:
			return ""
		}
	case d.ID == "volymer" && f.Value == data.Outcome && f.Number.Abs().Cmp(quantity.Int(100)) >= 0 && f.Scope != data.YearToDate:
		return "count"
	default:
		return ""
	}
}

// say writes a sentence about a fact whose number is n.
func (p *plan) say(f *data.Fact, n, form string) string {
	lack := "överskott"
	if f.Number.Sign() < 0 {
		lack = "underskott"
	}
	row := f.Dataset.Rows[f.RowIndex].Name
	s := strings.NewReplacer("{row}", row, "{n}", n, "{year}", strconv.Itoa(f.Year), "{lack}", lack).Replace(form)
	return strings.NewReplacer("[", `\[`, "]", `\]`).Replace(s)
}

// number writes a fact as running text has it: millions with one decimal,
// thousands, or a count.
func (p *plan) number(f *data.Fact) (digits quantity.Number, unit string, decimals int) {
	if !f.Unit.Money() {
		return f.Number.Abs().Round(0), "", 0
	}
	kronor, _ := quantity.Convert(f.Number.Abs(), f.Unit, quantity.Kronor)
	if p.rand.IntN(3) > 0 && kronor.Cmp(quantity.Int(10_000_000)) >= 0 {
		unit = "miljoner kronor"
		if p.rand.IntN(3) == 0 {
			unit = "mnkr"
		}
		return kronor.Shift(-6).Round(1), unit, 1
	}
	return kronor.Shift(-3).Round(0), "tkr", 0
}

func (p *plan) write(n quantity.Number, unit string, decimals int) string {
	text := quantity.Quantity{Number: n}.Format(quantity.Style{Lang: "sv", Decimals: decimals})
	return strings.TrimRight(text+" "+unit, " ")
}

// kinds of wrong numbers. Each returns the sentence, or "" where the fact does
// not allow it.
var plantKinds = []struct {
	name string
	make func(*plan, *data.Fact, string) string
}{
	{"digit changed", func(p *plan, f *data.Fact, form string) string { return p.mutate(f, form, changeDigit) }},
	{"first digit changed", func(p *plan, f *data.Fact, form string) string { return p.mutate(f, form, changeFirst) }},
	{"digits swapped", func(p *plan, f *data.Fact, form string) string { return p.mutate(f, form, swapDigits) }},
	{"digit lost", func(p *plan, f *data.Fact, form string) string { return p.mutate(f, form, loseDigit) }},
	{"digit doubled", func(p *plan, f *data.Fact, form string) string { return p.mutate(f, form, doubleDigit) }},
	{"rounded wrongly", func(p *plan, f *data.Fact, form string) string { return p.mutate(f, form, offByOneDigit) }},
	{"ten times", func(p *plan, f *data.Fact, form string) string {
		n, unit, decimals := p.number(f)
		return p.say(f, p.write(n.Shift(1).Round(decimals), unit, decimals), form)
	}},
	{"a tenth", func(p *plan, f *data.Fact, form string) string {
		n, unit, decimals := p.number(f)
		return p.say(f, p.write(n.Shift(-1), unit, decimals+1), form)
	}},
	{"unit wrong", func(p *plan, f *data.Fact, form string) string {
		n, unit, decimals := p.number(f)
		switch unit {
		case "":
			return ""
		case "tkr":
			return p.say(f, p.write(n, "miljoner kronor", decimals), form)
		default:
			return p.say(f, p.write(n, "tkr", decimals), form)
		}
	}},
	{"sign", func(p *plan, f *data.Fact, form string) string {
		if f.Value != data.Deviation {
			return ""
		}
		n, unit, decimals := p.number(f)
		s := p.say(f, p.write(n, unit, decimals), form)
		if strings.Contains(s, "underskott") {
			return strings.Replace(s, "underskott", "överskott", 1)
		}
		return strings.Replace(s, "överskott", "underskott", 1)
	}},
	{"other column", func(p *plan, f *data.Fact, form string) string {
		return p.borrow(f, form, func(g *data.Fact) bool {
			return g.RowIndex == f.RowIndex && g.Value != f.Value && g.Year == f.Year && g.Value != data.Change
		})
	}},
	{"other year", func(p *plan, f *data.Fact, form string) string {
		if !strings.Contains(form, "{year}") {
			return ""
		}
		return p.borrow(f, form, func(g *data.Fact) bool { return g.RowIndex == f.RowIndex && g.Value == f.Value && g.Year != f.Year })
	}},
	{"other row", func(p *plan, f *data.Fact, form string) string {
		return p.borrow(f, form, func(g *data.Fact) bool {
			return g.ColumnIndex == f.ColumnIndex && g.Line == f.Line && g.Group == f.Group && g.RowIndex != f.RowIndex && g.Unit == f.Unit &&
				(f.Value != data.Deviation || g.Number.Sign() == f.Number.Sign())
		})
	}},
}

// mutate changes the digits of a number.
func (p *plan) mutate(f *data.Fact, form string, change func(*rand.Rand, string) string) string {
	n, unit, decimals := p.number(f)
	text := digitsOf(n, decimals)
	const least = 3
	if len(text) < least {
		return ""
	}
	wrong := change(p.rand, text)
	if wrong == "" || wrong == text || wrong[0] == '0' {
		return ""
	}
	m, err := quantity.Parse(wrong)
	if err != nil {
		return ""
	}
	if p.holds(f, m.Shift(-decimals), unit, decimals) {
		return ""
	}
	return p.say(f, p.write(m.Shift(-decimals), unit, decimals), form)
}

// holds reports whether a number is right for any fact that the same sentence
// can mean.
func (p *plan) holds(f *data.Fact, n quantity.Number, unit string, decimals int) bool {
	name := f.Dataset.Rows[f.RowIndex].Name
	for _, d := range p.report.Datasets {
		for i := range d.Rows {
			if d.Rows[i].Name != name {
				continue
			}
			for k := range d.Rows[i].Cells {
				for _, g := range d.Rows[i].Cells[k].Facts {
					if g.Line == f.Line && g.Value == f.Value && g.Year == f.Year && p.agree(g, n, unit, decimals) {
						return true
					}
				}
			}
		}
	}
	return false
}

func changeDigit(r *rand.Rand, s string) string {
	i := 1 + r.IntN(len(s)-1)
	return s[:i] + string('0'+(s[i]-'0'+byte(2+r.IntN(7)))%10) + s[i+1:]
}

func changeFirst(r *rand.Rand, s string) string {
	return string('1'+(s[0]-'1'+byte(2+r.IntN(6)))%9) + s[1:]
}

func swapDigits(r *rand.Rand, s string) string {
	i := r.IntN(len(s) - 1)
	return s[:i] + string(s[i+1]) + string(s[i]) + s[i+2:]
}

func loseDigit(r *rand.Rand, s string) string {
	if len(s) < 4 {
		return ""
	}
	i := r.IntN(len(s))
	return s[:i] + s[i+1:]
}

func doubleDigit(r *rand.Rand, s string) string {
	i := r.IntN(len(s))
	return s[:i+1] + s[i:]
}

func offByOneDigit(r *rand.Rand, s string) string {
	n, _ := quantity.Parse(s)
	step := quantity.Int(1)
	if r.IntN(2) == 0 {
		step = step.Neg()
	}
	return n.Add(step).String()
}

// borrow writes another fact's number in the sentence of a fact.
func (p *plan) borrow(f *data.Fact, form string, fits func(*data.Fact) bool) string {
	d := f.Dataset
	var others []*data.Fact
	for i := range d.Rows {
		for k := range d.Rows[i].Cells {
			for _, g := range d.Rows[i].Cells[k].Facts {
				if g.HasNumber() && !d.Columns[g.ColumnIndex].Derived && fits(g) && g.Unit.Money() == f.Unit.Money() {
					others = append(others, g)
				}
			}
		}
	}
	if len(others) == 0 {
		return ""
	}
	g := others[p.rand.IntN(len(others))]
	n, unit, decimals := p.number(g)
	if len(digitsOf(n, decimals)) < 3 || p.holds(f, n, unit, decimals) {
		return ""
	}
	return p.say(f, p.write(n, unit, decimals), form)
}

// agree reports whether a number is right for a fact after all.
func (p *plan) agree(f *data.Fact, n quantity.Number, unit string, decimals int) bool {
	u, _ := quantity.ParseUnit(unit)
	if unit == "" {
		u = f.Unit
	}
	return quantity.Agree(quantity.Quantity{Number: n, Unit: u, Decimals: decimals}, f.Abs())
}

// truths are sentences in which nothing is wrong, though numbers stand beside
// names: as they are, with hedges, with parts and with what no table has.
func (p *plan) truth(f *data.Fact, form string) string {
	n, unit, decimals := p.number(f)
	switch p.rand.IntN(8) {
	case 0: // a part of it
		part := n.Mul(quantity.Int(int64(11 + p.rand.IntN(70)))).Shift(-2).Round(decimals)
		return p.say(f, "{n}", "Av beloppet för {row} avser {n} lokaler och personal.") + "\x00" + p.write(part, unit, decimals)
	case 1: // something else about it
		other := n.Mul(quantity.Int(int64(101 + p.rand.IntN(90)))).Shift(-2).Round(decimals)
		return p.say(f, "{n}", "{row} har tilldelats {n} i statsbidrag.") + "\x00" + p.write(other, unit, decimals)
	case 2: // hedged
		if decimals == 1 {
			whole := n.Round(0)
			hedge := "cirka"
			if c := n.Cmp(whole); c > 0 {
				hedge = "drygt"
			} else if c < 0 {
				hedge = "knappt"
			}
			return p.say(f, hedge+" "+p.write(whole, unit, 0), form)
		}
	}
	return p.say(f, p.write(n, unit, decimals), form)
}

// plant writes as many sentences about a report, half of them wrong.
func (p *plan) plant(count int) []planted {
	var out []planted
	for tries := 0; len(out) < count && tries < count*50; tries++ {
		f := p.facts[p.rand.IntN(len(p.facts))]
		forms := sentences[p.form(f)]
		form := forms[p.rand.IntN(len(forms))]
		one := planted{form: form}
		wrong := len(out)%2 == 1
		switch sort := p.rand.IntN(9); {
		case sort < 3:
			one = p.elsewhere(f, wrong)
		case sort < 5:
			one = p.more(f, wrong)
		case !wrong:
			text, other, _ := strings.Cut(p.truth(f, form), "\x00")
			one.text = strings.Replace(text, "{n}", other, 1)
		default:
			k := plantKinds[p.rand.IntN(len(plantKinds))]
			one.kind, one.text = k.name, k.make(p, f, form)
		}
		if one.text != "" && !slices.ContainsFunc(out, func(o planted) bool { return o.text == one.text }) {
			out = append(out, one)
		}
	}
	return out
}

// elsewhere writes a sentence that does not name its row: it stands under a
// heading that does, or is about the whole; or one about a change.
func (p *plan) elsewhere(f *data.Fact, wrong bool) planted {
	one := planted{}
	n, unit, decimals := p.number(f)
	switch p.rand.IntN(3) {
	case 0:
		if f.Value != data.Deviation {
			return one
		}
		one.kind, one.head = "under a heading", strings.NewReplacer("[", `\[`, "]", `\]`).Replace(f.Dataset.Rows[f.RowIndex].Name)
		one.form = "Nämnden redovisar ett {lack} på {n} jämfört med budget."
	case 1:
		if f = p.total(f); f == nil {
			return one
		}
		n, unit, decimals = p.number(f)
		one.kind = "of the whole"
		one.form = map[data.ValueKind]string{
			data.Forecast: "Prognosen för nämnden är {n} netto.", data.Budget: "Nettobudgeten för nämnden är {n}.", data.Deviation: "Nämndens avvikelse är ett {lack} på {n}.",
		}[f.Value]
		if one.form == "" {
			return planted{}
		}
	default:
		before := p.before(f)
		if before == nil {
			return one
		}
		n, unit, decimals = f.Number.Sub(before.Number).Abs().Round(0), "tkr", 0
		one.kind = "change between years"
		one.form = "{row} - nettoutfallet är {n} annat {year} jämfört med " + strconv.Itoa(before.Year) + "."
		way := "lägre"
		if f.Number.Abs().Cmp(before.Number.Abs()) > 0 {
			way = "högre"
		}
		one.form = strings.Replace(one.form, "annat", way, 1)
	}
	text := digitsOf(n, decimals)
	const least = 3
	if len(text) < least {
		return planted{}
	}
	if wrong {
		changed := swapDigits(p.rand, text)
		if changed == text || changed[0] == '0' {
			return planted{}
		}
		m, _ := quantity.Parse(changed)
		n = m.Shift(-decimals)
	} else {
		one.kind = ""
	}
	one.text = p.say(f, p.write(n, unit, decimals), one.form)
	return one
}

// total is the fact of the whole in the column of a fact.
func (p *plan) total(f *data.Fact) *data.Fact {
	d := f.Dataset
	for i := range d.Rows {
		if row := &d.Rows[i]; row.Type == data.Total && row.Line == f.Line && !row.Derived && f.Unit.Money() {
			for _, g := range row.Cells[f.ColumnIndex].Facts {
				if g.HasNumber() && g.Number.Abs().Cmp(quantity.Int(1)) > 0 {
					return g
				}
			}
		}
	}
	return nil
}

// before is the outcome of the whole year before that of a fact.
func (p *plan) before(f *data.Fact) *data.Fact {
	if f.Value != data.Outcome || f.Scope != data.FullYear || f.Dataset.ID != "drift" || f.Unit != quantity.Thousands {
		return nil
	}
	for _, c := range f.Dataset.Rows[f.RowIndex].Cells {
		for _, g := range c.Facts {
			if g.HasNumber() && g.Value == data.Outcome && g.Scope == f.Scope && g.Year == f.Year-1 {
				return g
			}
		}
	}
	return nil
}

// withText is a site with sentences at the end of some reports.
type withText struct {
	fs.FS
	files fstest.MapFS
}

func (w withText) Open(name string) (fs.File, error) {
	if f, err := w.files.Open(name); err == nil {
		if s, err := f.Stat(); err == nil && !s.IsDir() {
			return f, nil
		}
	}
	return w.FS.Open(name)
}

// plantAll writes sentences into all reports of a site: those by path, and the
// site that has them.
func plantAll(t testing.TB, seed uint64, count int) (map[string][]planted, fs.FS) {
	t.Helper()
	site := testsite.New(testsite.Options{Seed: seed, Committees: 3, Years: 2, Reports: 4, Lean: true})
	var linking diag.List
	all := map[string][]planted{}
	files := fstest.MapFS{}
	reports := linkAll(t, site, &linking)
	for i, r := range reports {
		p := &plan{rand: rand.New(rand.NewPCG(seed, uint64(i))), report: r}
		period, _ := data.ParsePeriod(r.Meta.Period.From + "/" + r.Meta.Period.To)
		p.year = period.Year()
		p.usable()
		if len(p.facts) == 0 {
			t.Fatalf("%s has no facts to speak of", r.Meta.Path)
		}
		name := "content/" + r.Meta.Path + "/report.md"
		text, err := fs.ReadFile(site, name)
		if err != nil {
			t.Fatal(err)
		}
		list := p.plant(count/len(reports) + 1)
		body := string(text) + "\n# Kommentarer\n"
		for k := range list {
			if list[k].head == "" {
				list[k].head = "Övrigt"
			}
			body += "\n## " + list[k].head + "\n"
			list[k].line = strings.Count(body, "\n") + 2
			body += "\n" + list[k].text + "\n"
		}
		files[name] = &fstest.MapFile{Data: []byte(body)}
		all[name] = list
	}
	return all, withText{site, files}
}

// tally counts what was found of one kind.
type tally struct{ found, all int }

// TestPlantedNumbers: of wrong numbers nine in ten are found, of true sentences
// at most one in a hundred is taken for wrong.
func TestPlantedNumbers(t *testing.T) {
	t.Parallel()
	const sentenceCount = 1000
	all, site := plantAll(t, 11, sentenceCount)
	found, _ := checkSite(t, site)
	wrong := map[string]map[int]string{}
	for _, f := range found.Sorted() {
		if f.Code == "PROSE" {
			if wrong[f.Place.File] == nil {
				wrong[f.Place.File] = map[int]string{}
			}
			wrong[f.Place.File][f.Place.Line] = f.Message("sv")
		}
	}
	counts := map[string]*tally{}
	total := tally{}
	names := []string{""}
	for _, k := range plantKinds {
		names = append(names, k.name)
	}
	names = append(names, "under a heading", "of the whole", "change between years")
	names = append(names, moreKinds[:]...)
	for file, list := range all {
		for _, s := range list {
			c := counts[s.kind]
			if c == nil {
				c = &tally{}
				counts[s.kind] = c
			}
			message, hit := wrong[file][s.line]
			c.all++
			if hit {
				c.found++
			}
			if s.kind != "" {
				total.all++
				if hit {
					total.found++
				} else {
					t.Logf("missed (%s): %s", s.kind, s.text)
				}
			} else if hit {
				t.Logf("false: %s: %s", s.text, message)
			}
		}
	}
	for _, name := range names {
		if c := counts[name]; c != nil {
			t.Logf("%-20s %d of %d", map[bool]string{true: "true sentences", false: name}[name == ""], c.found, c.all)
		}
	}
	t.Logf("found %d of %d", total.found, total.all)
	if total.found*10 < total.all*9 {
		t.Errorf("found %d of %d wrong numbers, want nine in ten", total.found, total.all)
	}
	if f := counts[""]; f.found*100 > f.all {
		t.Errorf("%d of %d true sentences are taken for wrong, want at most one in a hundred", f.found, f.all)
	}
}
