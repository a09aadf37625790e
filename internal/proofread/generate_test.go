package proofread_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A paper is a made-up converted document: an agenda, a memo and a report.
type paper struct {
	rnd      *rand.Rand
	items    []item
	sections []section
	dates    []string
	goals    []string
	volumes  []string
	asked    []string
	dnr      string // of the memo
	numbered bool
}

type item struct {
	number, title, dnr   string // in the agenda
	own, heading, ownDnr string // in its section
}

type section struct {
	number, listed, title string
	page                  int
	text                  []string
}

var (
	things = strings.Fields("lekplatserna badplatserna planteringarna bänkarna skyltarna stigarna broarna bryggorna ängarna träden")
	places = []string{"vid ån", "vid kanalen", "i norra delen", "i södra delen", "på torget", "i hamnen", "längs strandvägen", "kring sjön"}
	acts   = []string{"rustas upp", "sköts enligt plan", "besiktigas varje vår", "har fått nya ytor", "målas om", "används av fler än förra året"}
	whys   = []string{"eftersom våren har varit torr", "enligt nämndens beslut", "för att fler ska kunna besöka parken", "i samråd med skolan", "med egen personal"}
)

func (p *paper) pick(list []string) string { return list[p.rnd.IntN(len(list))] }

// sentence makes a sentence that no rule has anything to say of.
func (p *paper) sentence() string {
	s := fmt.Sprintf("%s %s %s %s.", title(p.pick(things)), p.pick(places), p.pick(acts), p.pick(whys))
	switch p.rnd.IntN(6) {
	case 0:
		s += fmt.Sprintf(" Det gäller från den %d maj till den %d juni 2022.", 1+p.rnd.IntN(28), 1+p.rnd.IntN(28))
	case 1:
		s += fmt.Sprintf(" Kostnaden är %d tkr, se avsnitt %d.", 100+p.rnd.IntN(900), 1+p.rnd.IntN(3))
	case 2:
		s += " Ansvaret följer av 4 kap. 1 § i lagen (1998:808), som gäller sedan 1999-01-01."
	case 3:
		s += " Tabell 1 visar antalet."
	}
	return s
}

func title(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// newPaper makes a paper without faults.
func newPaper(seed uint64) *paper {
	p := &paper{rnd: rand.New(rand.NewPCG(seed, 5)), dnr: "PN/2022:238", numbered: seed%3 != 0}
	order := p.rnd.Perm(len(things))
	for i := range 5 + p.rnd.IntN(3) {
		t := fmt.Sprintf("Upprustning av %s %s", things[order[i]], p.pick(places))
		n := fmt.Sprintf("PN/2022:%d", 20+7*i)
		if i == 0 {
			n = p.dnr
		}
		number := strconv.Itoa(i + 1)
		p.items = append(p.items, item{number, t, n, number, t, n})
	}
	page := 3
	for i := range 6 + p.rnd.IntN(4) {
		t := fmt.Sprintf("%s %s under år %d", title(things[order[i%10]]), places[i%len(places)], 2012+i)
		n := strconv.Itoa(i + 1)
		p.sections = append(p.sections, section{n, t, t, page, p.text()})
		for k := range p.rnd.IntN(4) {
			page += p.rnd.IntN(2)
			sub := fmt.Sprintf("%s och %s %s", title(p.pick(acts)), things[order[(i+k+1)%10]], places[(i+k)%len(places)])
			p.sections = append(p.sections, section{fmt.Sprintf("%s.%d", n, k+1), sub, sub, page, p.text()})
		}
		page += 1 + p.rnd.IntN(2)
	}
	for i := range 9 {
		p.dates = append(p.dates, fmt.Sprintf("2022-%02d-%02d", 1+i, 1+p.rnd.IntN(28)))
	}
	for i := range 4 {
		p.goals = append(p.goals, p.sections[i].title)
	}
	p.volumes = []string{"Lekplatser*\t12\t14", "Bänkar\t40\t44", "Skyltar\t7\t9", "Träd\t1 200\t1 240"}
	for i := range 6 {
		p.asked = append(p.asked, fmt.Sprintf("%d. Hur ofta besöker du %s %s?", i+1, things[order[i]], p.pick(places)))
	}
	return p
}

func (p *paper) text() []string {
	var out []string
	for range 1 + p.rnd.IntN(3) {
		out = append(out, p.sentence()+" "+p.sentence())
	}
	return out
}

// String writes the paper as a conversion would.
func (p *paper) String() string {
	var b strings.Builder
	line := func(s string, gap int) { b.WriteString(s + strings.Repeat("\n", gap+1)) }
	line("Kallelse till parknämnden", 1)
	line("Ärenden", 1)
	for _, it := range p.items {
		line(fmt.Sprintf("%s.\t%s\t%s", it.number, it.title, it.dnr), 0)
	}
	line("", 2)
	for i, it := range p.items {
		line(fmt.Sprintf("%s %s (%s)", it.own, it.heading, it.ownDnr), 1)
		line("Beslut", 1)
		line("Parknämnden godkänner förslaget om ärende nummer "+strconv.Itoa(i+1)+" och lämnar över det.", 1)
		if i == 0 {
			p.memo(line)
		}
	}
	return b.String()
}

func (p *paper) memo(line func(string, int)) {
	line("2022-05-04", 1)
	line("Dnr "+p.dnr, 1)
	line("Mottagare", 1)
	line("Parknämnden", 1)
	line("Förslag till beslut", 1)
	line("Parknämnden godkänner förslaget om ärende nummer 1 och lämnar över det.", 2)
	line("Innehållsförteckning", 1)
	for _, s := range p.sections {
		line(fmt.Sprintf("%s\t%s.....\t%d", s.number, s.listed, s.page), 0)
	}
	line("", 0)
	for _, s := range p.sections {
		line(s.number+" "+s.title, 1)
		for _, t := range s.text {
			line(t, 1)
		}
	}
	line("Målen för året är:", 1)
	for _, g := range p.goals {
		line("- "+g, 0)
	}
	line("", 0)
	line("Tabell 1. Volymer", 1)
	line("\t2021\t2022", 0)
	for _, v := range p.volumes {
		line(v, 0)
	}
	line("", 0)
	line("* Även lekplatser på skolgårdar.", 1)
	for _, d := range p.dates {
		line("- "+d+" "+p.pick(things)+" "+p.pick(places), 0)
	}
	line("", 0)
	for _, q := range p.asked {
		line(q, 1)
		line("Varje vecka", 1)
	}
}

// A planted fault changes a paper; the rule with the code must find it.
type planted struct {
	code  string
	plant func(p *paper)
}

// addTo adds words to a paragraph of a random section.
func (p *paper) addTo(words string) {
	s := &p.sections[p.rnd.IntN(len(p.sections))]
	s.text[p.rnd.IntN(len(s.text))] += " " + words
}

// some is a random number from one to the last but one.
func (p *paper) some(length int) int { return 1 + p.rnd.IntN(length-2) }

var faults = []planted{
	{"XREF.broken", func(p *paper) { p.addTo("Se Fel! Hittar inte referenskälla.") }},
	{"XREF.section", func(p *paper) { p.addTo("Se avsnitt 17.") }},
	{"XREF.table", func(p *paper) { p.addTo("Det visas i tabell 9.") }},
	{"TOC.text", func(p *paper) {
		s := &p.sections[p.some(len(p.sections))]
		s.listed = strings.Replace(s.listed, " ", " alla ", 1)
	}},
	{"TOC.text", func(p *paper) { s := &p.sections[p.some(len(p.sections))]; s.title = s.title[:len(s.title)-1] }},
	{"TOC.page", func(p *paper) { p.sections[p.some(len(p.sections))].page = 1 }},
	{"TOC.missing", func(p *paper) {
		p.sections[p.some(len(p.sections))].title = "Helt andra ord om annat"
	}},
	{"TOC.ocr", func(p *paper) {
		for i := range p.sections {
			if p.sections[i].number == "1" {
				p.sections[i].title = "\x00"
			}
		}
	}},
	{"HEADINGREUSE", func(p *paper) { g := &p.goals[p.rnd.IntN(4)]; *g = strings.Replace(*g, " ", " alla ", 1) }},
	{"NUMBERING.gap", func(p *paper) {
		i := 1 + p.rnd.IntN(len(p.items)-2)
		p.items = slices.Delete(p.items, i, i+1)
	}},
	{"NUMBERING.gap", func(p *paper) { i := 2 + p.rnd.IntN(3); p.asked = slices.Delete(p.asked, i, i+1) }},
	{"NUMBERING.double", func(p *paper) { i := 2 + p.rnd.IntN(3); p.asked[i] = p.asked[i-1][:2] + p.asked[i][2:] }},
	{"NUMBERING.title", func(p *paper) {
		it := &p.items[p.rnd.IntN(len(p.items))]
		it.heading = strings.Replace(it.heading, "Upprustning", "Uprustning", 1)
	}},
	{"DNR.case", func(p *paper) {
		it := &p.items[p.some(len(p.items))]
		it.ownDnr = strings.Replace(it.ownDnr, "2022", "2021", 1)
	}},
	{"DNR.case", func(p *paper) { p.dnr = "PN/2022:283" }},
	{"DNR.broken", func(p *paper) { it := &p.items[p.some(len(p.items))]; it.dnr = strings.Replace(it.dnr, "/", "//", 1) }},
	{"DNR.form", func(p *paper) { it := &p.items[p.some(len(p.items))]; it.dnr = strings.Replace(it.dnr, "/", " ", 1) }},
	{"DATE", func(p *paper) { p.addTo("Mötet hålls den 31 juni 2022.") }},
	{"DATE", func(p *paper) { p.addTo("Ansökan kom in 2022-02-29.") }},
	{"DATE.doubled", func(p *paper) { p.addTo("Sjökrogen 2022-2022-08-01.") }},
	{"DATE.interval", func(p *paper) { p.addTo("Bron är stängd 2022-07-17–2022-04-18.") }},
	{"DATE.weekday", func(p *paper) { p.addTo("Mötet är tisdag 25 maj 2022.") }},
	{"DATE.order", func(p *paper) { i := p.some(len(p.dates)); p.dates[i], p.dates[i+1] = p.dates[i+1], p.dates[i] }},
	{"TEMPLATE", func(p *paper) { p.addTo("Text KOMMER SENARE.") }},
	{"TEMPLATE", func(p *paper) { p.addTo("Kostnaden är XX kronor.") }},
	{"TEMPLATE", func(p *paper) { p.addTo("Planen gäller från [datum].") }},
	{"TEMPLATE.field", func(p *paper) { p.dnr = "" }},
	{"TEMPLATE.section", func(p *paper) {
		for i := range p.sections[:len(p.sections)-1] {
			if len(p.sections[i].number) >= len(p.sections[i+1].number) {
				p.sections[i].text = nil
				return
			}
		}
		p.sections[len(p.sections)-2].text, p.sections[len(p.sections)-1].number = nil, "99"
	}},
	{"FOOTNOTE.unexplained", func(p *paper) { p.volumes[1] = "Bänkar**\t40\t44" }},
	{"FOOTNOTE.lone", func(p *paper) { p.volumes[0] = "Lekplatser\t12\t14" }},
	{"DUP", func(p *paper) { p.volumes = slices.Insert(p.volumes, 1, "Lekplatser*\t12\t14", "Lekplatser*\t12\t14") }},
	{"DUP.number", func(p *paper) { p.items[3].title, p.items[3].dnr = p.items[2].title, p.items[2].dnr }},
	{"DUP.paragraph", func(p *paper) {
		long := strings.Repeat(p.sentence()+" ", 4)
		p.sections[0].text = append(p.sections[0].text, long)
		p.sections[len(p.sections)-1].text = append(p.sections[len(p.sections)-1].text, long)
	}},
}

// TestPlanted plants each fault in several papers. Every one must be found, and
// in papers without faults nothing.
func TestPlanted(t *testing.T) {
	t.Parallel()
	const papers = 20
	for seed := range uint64(papers) {
		if got := show(find(t, newPaper(seed).String(), nil)); got != "" {
			t.Fatalf("paper %d has no fault, but:\n%s\n%s", seed, got, newPaper(seed))
		}
	}
	type count struct{ planted, found, beside int }
	counts := map[string]*count{}
	for k, f := range faults {
		n := counts[f.code]
		if n == nil {
			n = &count{}
			counts[f.code] = n
		}
		for i := range uint64(papers) {
			p := newPaper(100*uint64(k) + i)
			f.plant(p)
			text := strings.ReplaceAll(p.String(), "1 \x00\n", "I "+p.sections[0].listed+"\n")
			found, beside := judge(show(find(t, text, nil)), f.code)
			n.planted++
			if found {
				n.found++
			} else if n.planted-n.found < 3 {
				t.Logf("%s of paper %d is not found", f.code, 100*uint64(k)+i)
			}
			if beside != "" {
				n.beside++
				t.Logf("%s of paper %d, beside it: %s", f.code, 100*uint64(k)+i, beside)
			}
		}
	}
	all := count{}
	for _, code := range sortedKeys(counts) {
		n := counts[code]
		t.Logf("%-22s planted %3d, found %3d, others %d", code, n.planted, n.found, n.beside)
		all.planted, all.found, all.beside = all.planted+n.planted, all.found+n.found, all.beside+n.beside
		if n.found*10 < n.planted*9 {
			t.Errorf("%s: %d of %d found", code, n.found, n.planted)
		}
	}
	t.Logf("in all: planted %d, found %d, others %d", all.planted, all.found, all.beside)
	if all.found*100 < all.planted*97 || all.beside*100 > all.planted {
		t.Errorf("planted %d, found %d, others %d", all.planted, all.found, all.beside)
	}
}

// judge reports whether the code is among the findings, and the first that is
// not of its family: what follows from the fault may be found too.
func judge(findings, code string) (found bool, beside string) {
	family, _, _ := strings.Cut(code, ".")
	for line := range strings.Lines(findings) {
		if strings.HasPrefix(line, "  ") {
			continue
		}
		got := strings.Fields(line)[2]
		found = found || got == code
		if of, _, _ := strings.Cut(got, "."); of != family && !follows[family+" "+of] {
			beside = line
		}
	}
	return found, beside
}

// follows says which rules see the same fault from another side.
var follows = map[string]bool{
	"TOC HEADINGREUSE": true, "DNR TEMPLATE": true, "TEMPLATE DNR": true, "TEMPLATE NUMBERING": true, "TEMPLATE TOC": true, "DUP NUMBERING": true, "NUMBERING DNR": true,
	"TOC TEMPLATE": true, "DUP DNR": true,
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
