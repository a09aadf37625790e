package layouts_test

import (
	"html/template"
	"os"
	"strings"
	"testing"

	"tertial/internal/layout"
)

// fragment reads a piece of finished markup from testdata.
func fragment(t *testing.T, name string) template.HTML {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return template.HTML(strings.TrimSpace(string(data)))
}

// frame is the sample's frame for a page so many folders down.
func frame(kind, title string, depth int, crumbs ...layout.Crumb) layout.Frame {
	root := strings.Repeat("../", depth)
	if len(crumbs) > 0 {
		crumbs = append([]layout.Crumb{{Text: "Start", Href: root + "index.html"}}, crumbs...)
	}
	return layout.Frame{
		Kind: kind, Title: title, SiteName: "Exempelköpings rapporter", CSP: policy, Search: &layout.SearchForm{Action: root + "search/index.html", Here: kind == "start"}, NoIndex: kind == "notfound",
		Description: "Rapporter och siffror från Exempelköpings nämnder.",
		Canonical:   "https://rapporter.example/" + kind + "/",
		Styles:      []string{root + "assets/frame.css", root + "assets/tertial.css", root + "assets/theme.css"},
		Icon:        root + "assets/icon.svg",
		Brand:       layout.Brand{Name: "Exempelköpings rapporter", Home: root + "index.html"},
		Nav:         []layout.Link{{Text: "Nämnder", Href: root + "index.html#committees", Current: kind == "committee"}, {Text: "Öppna data", Href: root + "index.html"}, {Text: "Om sifferkontrollen", Href: root + "index.html"}},
		Crumbs:      crumbs,
		Notice:      &layout.Notice{Kind: "example", Word: "Exempel", Text: "Kommunen och alla siffror är påhittade."},
		RunningHead: strings.TrimPrefix("Omsorgsnämnden · "+title, "Omsorgsnämnden · Omsorgs"),
		Footer: layout.Footer{
			Text:    `<p>Exempelköpings kommun, ekonomistaben.</p>`,
			Ask:     `Saknar du en handling? <a href="mailto:registrator@exempel.example">Kontakta registrator</a>.`,
			Out:     []layout.Link{{Text: "Till exempelkoping.example", Href: "https://www.exempelkoping.example/"}},
			Links:   []layout.Link{{Text: "Tillgänglighet", Href: root + "index.html"}, {Text: "Personuppgifter", Href: root + "index.html"}, {Text: "Kontakt", Href: root + "index.html"}},
			Program: "Tertial",
		},
	}
}

func sampleCards() []layout.Card {
	return []layout.Card{
		{Label: "Prognos mot budget", Value: `<data class="fact" value="-38240000" data-unit="kr">−38,2</data>`, Unit: "mnkr", Tone: "worse", Arrow: "down", Word: "Underskott", Text: "5,9 % av nettobudgeten"},
		{Label: "Nettokostnad januari–april", Value: `<data class="fact" value="-232089000" data-unit="kr">232,1</data>`, Unit: "mnkr", Text: "31,2 mer än samma tid 2019", Note: "Varav 9,8 lokalhyra, som 2019 debiterades sent."},
		{Label: "Förbrukat av årets budget", Value: `<data class="fact" value="36.0" data-unit="%">36,0</data>`, Unit: "%", Text: "efter 4 av 12 månader"},
		{Label: "Väntetid till skuldrådgivning", Value: `<data class="fact" value="60" data-unit="veckor">60</data>`, Unit: "veckor", Tone: "worse", Arrow: "up", Word: "Ökar", Text: "47 vid årsskiftet"},
		{Label: "Investeringar, prognos", Value: `<data class="fact" value="3000000" data-unit="kr">3,0</data>`, Unit: "mnkr", Tone: "better", Text: "av 4,0 i budget"},
	}
}

func sampleKnown(id, to string) []layout.KnownDifference {
	return []layout.KnownDifference{{
		ID: id, Mark: "1", Rule: "DEV", RuleText: "Avvikelsen stämmer inte",
		Where:  template.HTML(`<a href="#` + to + `">Vuxna utan beroende, Kostnader, Avvikelse</a>`),
		Stated: "−17\u00a0780\u00a0tkr", Derived: "−17\u00a0680\u00a0tkr",
		Reason: "Skrivfel i underlaget till nämnden, rättas i nästa rapport.", Role: "controller",
	}}
}

func samplePages(t *testing.T, set *template.Template) []samplePage {
	t.Helper()
	deck := template.HTML(`Omsorgsnämnden räknar med att året slutar <data class="fact" value="-38240000">38,2 miljoner kronor</data> över budget. Tre verksamheter står för nästan hela underskottet.`)
	card := layout.ReportCard{
		Title: "Delårsrapport 1 2020", Href: "omsorgsnamnden/2020/delarsrapport-1/index.html", Committee: "Omsorgsnämnden",
		Period: "Januari–april 2020", Date: "12 maj 2020", ISODate: "2020-05-12", Stage: layout.Stage{Code: "sent", Text: "Ej beslutad"}, Summary: deck,
	}
	second, third := card, card
	second.Title, second.Date, second.ISODate, second.Period, second.Stage.Text = "Månadsrapport februari 2020", "18 mars 2020", "2020-03-18", "Januari–februari 2020", "Beslutad 24 mars 2020, § 31"
	second.Summary = "Periodens resultat är 3,7 miljoner kronor sämre än budget. Prognosen för året är oförändrad."
	third.Title, third.Committee, third.Date, third.ISODate, third.Period, third.Stage.Text = "Verksamhetsberättelse 2019", "Barn- och ungdomsnämnden", "27 februari 2020", "2020-02-27", "Helåret 2019", "Beslutad 3 mars 2020, § 18"
	third.Summary = "Nio av elva mål bedöms uppfyllda. Kön till förskolan är borta."
	return []samplePage{
		{"index.html", "start.html", sampleStart(card, second, third), frame("start", "", 0)},
		{"omsorgsnamnden/index.html", "committee.html", sampleCommittee(card), frame("committee", "Omsorgsnämnden", 1, layout.Crumb{Text: "Omsorgsnämnden"})},
		{
			"omsorgsnamnden/2020/delarsrapport-1/index.html", "report.html", sampleReport(t, set, deck),
			frame("report", "Delårsrapport 1 2020", 3, layout.Crumb{Text: "Omsorgsnämnden", Href: "../../index.html"}, layout.Crumb{Text: "Delårsrapport 1 2020"}),
		},
		{
			"omsorgsnamnden/2020/delarsrapport-1/data/drift/index.html", "dataset.html", sampleDataset(t),
			frame("dataset", "Driftredovisning per verksamhet", 5, layout.Crumb{Text: "Omsorgsnämnden", Href: "../../../../index.html"}, layout.Crumb{Text: "Delårsrapport 1 2020", Href: "../../index.html"}, layout.Crumb{Text: "Driftredovisning per verksamhet"}),
		},
		{
			"omsorgsnamnden/2020/delarsrapport-1/checks/index.html", "checks.html", sampleChecks(),
			frame("checks", "Sifferkontroll av Delårsrapport 1 2020", 4, layout.Crumb{Text: "Omsorgsnämnden", Href: "../../../index.html"}, layout.Crumb{Text: "Delårsrapport 1 2020", Href: "../index.html"}, layout.Crumb{Text: "Sifferkontroll"}),
		},
		{"404.html", "notfound.html", layout.NotFoundPage{Links: []layout.Link{{Text: "Till startsidan", Href: "index.html"}}}, frame("notfound", "Sidan finns inte", 0)},
	}
}

func sampleStart(cards ...layout.ReportCard) layout.StartPage {
	corrected := cards[1]
	corrected.Kind, corrected.Word, corrected.Reason = "correction", "Rättelse", "Avvikelsen för vuxna var skriven med fel tecken."
	return layout.StartPage{
		Title: "Exempelköpings rapporter", Deck: "Hur går det för nämnderna? Här finns deras rapporter, med varje siffra att följa till källan.", Few: true,
		Search: &layout.SearchForm{Action: "search/index.html", Here: true},
		Find:   []layout.Link{{Text: "Öppna data", Href: "index.html"}, {Text: "Alla ärenden", Href: "index.html"}},
		News: []layout.NewsDay{
			{Date: corrected.Date, ISODate: corrected.ISODate, Reports: []layout.ReportCard{corrected}},
			{Date: cards[0].Date, ISODate: cards[0].ISODate, Reports: []layout.ReportCard{cards[0], cards[2]}},
		},
		All: &layout.Link{Text: "Allt som har publicerats", Href: "index.html"}, Meetings: sampleCardsOfMeetings("Omsorgsnämnden")[:1],
		Bodies: []layout.BodyCards{{Committees: []layout.CommitteeCard{
			{Name: "Omsorgsnämnden", Href: "omsorgsnamnden/index.html", Text: "Stöd till barn, unga och vuxna, ekonomiskt bistånd och insatser för personer med funktionsnedsättning.", Count: 12},
			{Name: "Barn- och ungdomsnämnden", Href: "omsorgsnamnden/index.html", Text: "Förskola, grundskola och fritidshem.", Count: 1},
			{Name: "Samhällsbyggnads- och trafiksäkerhetsnämnden", Href: "omsorgsnamnden/index.html", Count: 8},
		}}},
	}
}

func sampleCommittee(latest layout.ReportCard) layout.CommitteePage {
	latest.Href, latest.Cards = "2020/delarsrapport-1/index.html", sampleCards()[:4]
	list := func(year string) []layout.ReportCard {
		stage := layout.Stage{Text: "Beslutad"}
		return []layout.ReportCard{
			{Title: "Delårsrapport 1 " + year, Href: latest.Href, Period: "Januari–april", Stage: stage},
			{Title: "Månadsrapport februari " + year, Href: latest.Href, Period: "Januari–februari", Stage: stage},
			{Title: "Verksamhetsplan med internbudget " + year, Href: latest.Href, Period: "Helåret", Stage: stage},
		}
	}
	return layout.CommitteePage{
		Kicker: "Exempelköpings kommun", Title: "Omsorgsnämnden",
		Deck:   "Nämnden svarar för stöd till barn, unga och vuxna, ekonomiskt bistånd och insatser för personer med funktionsnedsättning.",
		Latest: &latest, Next: &sampleCardsOfMeetings("")[0], Decided: &sampleCardsOfMeetings("")[1],
		Decisions:   []layout.DecisionCard{{Section: "§ 45", Title: "Delårsrapport 1 2020", Href: "index.html"}, {Section: "§ 46", Title: "Svar på motion om kortare väntetid till budget- och skuldrådgivningen", Href: "index.html"}, {Section: "§ 47", Title: "Beslut på delegation", Href: "index.html"}},
		Meetings:    []layout.MeetingYear{{Year: "2020", ID: "moten-2020", Meetings: sampleCardsOfMeetings("")}},
		AllMeetings: &layout.Link{Text: "Alla sammanträden", Href: "index.html"}, Matters: &layout.Link{Text: "Alla ärenden", Href: "index.html"},
		Calendar:   &layout.Link{Text: "Nämndens sammanträden till kalendern", Href: "index.html"},
		Years:      []layout.Year{{Year: "2020", ID: "y2020", Reports: list("2020")}, {Year: "2019", ID: "y2019", Reports: list("2019")}, {Year: "2018", ID: "y2018", Reports: list("2018")}, {Year: "2017", ID: "y2017", Folded: true, Reports: list("2017")}},
		Data:       &layout.Link{Text: "Alla nämndens datamängder", Href: "index.html"},
		News:       []layout.ReportCard{{Title: "Månadsrapport februari 2020", Href: "index.html", Date: "18 mars 2020", ISODate: "2020-03-18", Kind: "correction", Word: "Rättelse"}, {Title: "Delårsrapport 1 2020", Href: "index.html", Date: "12 maj 2020", ISODate: "2020-05-12", Kind: "first"}},
		Economy:    "2020: nettobudget 652,3 mnkr, prognos efter april underskott 38,2",
		Goals:      "9 uppfyllda, 1 delvis, 1 inte, 0 ej bedömda",
		Forecasts:  "2019: delår 1 −16,7, oktober −6,3, bokslut +3,9 mnkr",
		Indicators: &layout.Link{Text: "Mått och verksamheter över tid", Href: "index.html"},
		Contact:    []layout.Term{{Name: "Nämndsekreterare", Value: `<a href="mailto:omsorg@exempel.example">omsorg@exempel.example</a>`}, {Name: "Ekonomi", Value: "Controller, ekonomistaben"}},
	}
}

func sampleReport(t *testing.T, set *template.Template, deck template.HTML) layout.ReportPage {
	t.Helper()
	return layout.ReportPage{
		Kicker: "Omsorgsnämnden · delårsrapport · januari–april 2020", Title: "Delårsrapport 1 2020",
		Stage: layout.Stage{Code: "sent", Text: "Förslag till nämnden 26 maj 2020, punkt 1 – ej beslutad"},
		Deck:  deck, Cards: sampleCards(),
		Reading: "minus i avvikelsen är sämre än budget. mnkr = miljoner kronor.",
		Meta: []layout.Term{
			{Name: "Diarienummer", Value: "ON/2020:238"},
			{Name: "Rapportens datum", Value: `<time datetime="2020-05-12">12 maj 2020</time>`},
			{Name: "Sammanträde", Value: "26 maj 2020"},
			{Name: "Källa", Value: "Exempelköpings kommun, handlingar till omsorgsnämnden"},
		},
		Check: &layout.NumberCheck{Tried: 214, Agree: 213, Known: 1, Href: "checks/index.html"},
		TOC: []layout.TOCEntry{
			{Number: "1", Text: "Sammanfattning", Href: "#sammanfattning", Sub: []layout.TOCEntry{{Number: "1.1", Text: "Vad nämnden gör åt det", Href: "#atgarder"}}},
			{Number: "2", Text: "Ekonomi", Href: "#ekonomi", Sub: []layout.TOCEntry{{Number: "2.1", Text: "Driftredovisning", Href: "#driftredovisning"}, {Number: "2.2", Text: "Perioden", Href: "#perioden"}}},
			{Number: "3", Text: "Verksamhet", Href: "#verksamhet", Sub: []layout.TOCEntry{{Number: "3.1", Text: "Barn och unga i heldygnsvård", Href: "#heldygnsvard"}, {Number: "3.2", Text: "Arbetsmarknadsinsatser och upphandlingsuppföljning", Href: "#upphandling"}}},
		},
		Downloads: []layout.Download{{Text: "Alla siffror", Href: "index.html", Format: "CSV, UTF-8, semikolon", Size: "6,4 kB", Name: "delarsrapport-1.csv"}},
		Facts:     true,
		Body:      sampleBody(t, set),
		Datasets: []layout.DatasetLink{
			{Title: "Driftredovisning per verksamhet", Href: "data/drift/index.html", Text: "27 rader, tusen kronor", CSV: "data/drift/index.html", Format: "CSV, 2,1 kB"},
			{Title: "Barn och unga i heldygnsvård", Href: "data/drift/index.html", Text: "5 rader, antal barn", CSV: "data/drift/index.html", Format: "CSV, 0,4 kB"},
		},
		Cite: "Exempelköpings kommun, omsorgsnämnden: Delårsrapport 1 2020, 12 maj 2020.",
	}
}

// sampleBody is the narrative of testdata with its blocks filled in.
func sampleBody(t *testing.T, set *template.Template) template.HTML {
	t.Helper()
	source := template.HTML(`<a href="data/drift/index.html">Driftredovisning per verksamhet</a>, ekonomisystemet 4 maj 2020`)
	tables := []layout.Table{
		{
			ID: "tab-drift", Class: "grouped", HTML: fragment(t, "table-grouped.html"), Source: source, Known: sampleKnown("kd-1", "tab-drift-r11c5"),
			Legend: []layout.Term{{Name: "b", Value: "beräknat ur tabellens rader, står inte i källan"}, {Name: "..", Value: "uppgift saknas"}},
		},
		{ID: "tab-period", Class: "plain matrix", HTML: fragment(t, "table-matrix.html"), Source: source},
		{ID: "tab-volym", Class: "plain", HTML: fragment(t, "table-plain.html"), Source: source, Legend: []layout.Term{{Name: "p", Value: "preliminärt"}}},
	}
	charts := []layout.Chart{
		{
			ID: "dia-avvikelse", Number: "Diagram 1", Title: "Fem av åtta verksamheter drar över budgeten", Sub: "Prognos minus budget för helåret 2020, miljoner kronor",
			Wide: fragment(t, "chart-bars-wide.svg"), Narrow: fragment(t, "chart-bars-narrow.svg"), Source: source,
			Data: template.HTML(strings.NewReplacer("tab-volym", "dia-avvikelse", `<span class="fno">Tabell 3</span> `, "").Replace(string(fragment(t, "table-plain.html")))),
		},
		{
			ID: "dia-placeringar", Number: "Diagram 2", Title: "Allt fler barn placeras på institution", Sub: "Barn i heldygnsvård per månad, januari 2019–februari 2020, antal barn",
			Legend: []layout.Swatch{{Class: "k1", Text: "Institution"}, {Class: "k2", Text: "Familjehem"}, {Class: "k3", Text: "Jourhem"}},
			Wide:   fragment(t, "chart-lines-wide.svg"), Narrow: fragment(t, "chart-lines-narrow.svg"), Source: source,
		},
	}
	body := string(fragment(t, "report-body.html"))
	for _, x := range tables {
		body = strings.Replace(body, "@@"+x.ID+"@@", string(execute(t, set, "table.html", x)), 1)
	}
	for _, x := range charts {
		body = strings.Replace(body, "@@"+x.ID+"@@", string(execute(t, set, "chart.html", x)), 1)
	}
	return template.HTML(body)
}

func sampleDataset(t *testing.T) layout.DatasetPage {
	t.Helper()
	return layout.DatasetPage{
		Kicker: "Datamängd · Omsorgsnämnden", Title: "Driftredovisning per verksamhet",
		Deck:   "Intäkter och kostnader för nämndens verksamheter, mot budget och mot samma tid förra året.",
		Report: layout.Link{Text: "Delårsrapport 1 2020", Href: "../../index.html"},
		Reading: []layout.Term{
			{Name: "Enhet", Value: "tusen kronor (tkr)"},
			{Name: "Tecken", Value: "Intäkter är plus, kostnader minus. Minus i avvikelsen är sämre än budget."},
			{Name: "I rutorna", Value: "b = beräknat ur tabellens rader. .. = uppgift saknas."},
		},
		Table: layout.Table{
			ID: "drift", Class: "grouped long", HTML: fragment(t, "table-dataset.html"), Known: sampleKnown("kd-d1", "drift-r11c5"),
			Legend: []layout.Term{{Name: "b", Value: "beräknat ur tabellens rader, står inte i källan"}, {Name: "..", Value: "uppgift saknas"}},
		},
		Columns: []layout.ColumnInfo{
			{ID: "col-1", Name: "verksamhet", Text: "Verksamhetens namn"},
			{ID: "col-2", Name: "ack_utfall_2020_04", Text: "Utfall januari–april 2020", Unit: "tkr", Details: "Preliminärt, hela tusental"},
			{ID: "col-3", Name: "prognos_2020", Text: "Prognos för helåret 2020 per 30 april", Unit: "tkr"},
			{ID: "col-4", Name: "avv_budget_prognos", Text: "Prognos minus budget för helåret", Unit: "tkr", Details: "Plus är bättre än budget"},
		},
		Source:    []layout.Term{{Name: "System", Value: "Ekonomisystemet"}, {Name: "Uttagen", Value: `<time datetime="2020-05-04">4 maj 2020</time>`}, {Name: "Av", Value: "Controller"}, {Name: "Ändrat för hand", Value: "Inget"}},
		Uses:      []layout.Use{{Text: "Tabell 1, Driftredovisning per verksamhet", Href: "../../index.html#tab-drift", Details: "27 rader, 5 kolumner"}, {Text: "Diagram 1, Fem av åtta verksamheter drar över budgeten", Href: "../../index.html#dia-avvikelse", Details: "8 rader, 1 kolumn"}, {Text: "Avsnitt 1, Sammanfattning", Href: "../../index.html#sammanfattning", Details: "3 tal i texten"}},
		Checks:    []layout.Check{{Code: "NETTO", Text: "Intäkter och kostnader ger nettot", Tried: 45, Agree: 45}, {Code: "SUM", Text: "Delarna blir summan", Tried: 15, Agree: 15}, {Code: "DEV", Text: "Prognos minus budget ger avvikelsen", Tried: 27, Agree: 26, Known: 1}},
		Downloads: []layout.Download{{Text: "CSV som den kom", Href: "index.html", Format: "Windows-1252, semikolon, decimalkomma", Size: "2,1 kB", Name: "drift.csv"}, {Text: "CSV för program", Href: "index.html", Format: "UTF-8, komma, decimalpunkt", Size: "2,3 kB", Name: "drift.clean.csv"}},
	}
}

func sampleChecks() layout.CheckPage {
	drift, volym := "../data/drift/index.html", "../data/drift/index.html"
	known := sampleKnown("known-drift-1", "known")[0]
	known.Where = `<a href="../data/drift/index.html#drift-r14c5">Vuxna utan beroende, Kostnader, Avvikelse</a>`
	known.Mark, known.Href = "", "#rule-dev"
	words, open := known, known
	words.ID, words.Words, words.Rule, words.RuleText = "known-drift-2", true, "LABELUNIT", "Enheten passar måttets namn"
	words.Stated, words.Derived, words.Reason = "procent", "antal", "Källan anger andelen i en rad som heter antal."
	open.ID, open.Reason, open.Role, open.Rule, open.RuleText, open.Href = "open-drift-1", "", "", "OUTLIER", "Inget tal sticker ut från sina grannar", "#rule-outlier"
	set := func(rule, id string, tried, known, open int) layout.CheckCount {
		title, href := "Driftredovisning per verksamhet", drift
		if id == "volym" {
			title, href = "Barn och unga i heldygnsvård", volym
		}
		return layout.CheckCount{ID: rule + "-" + id, Title: title, Href: href, Tried: tried, Agree: tried - known - open, Known: known, Open: open}
	}
	return layout.CheckPage{
		Kicker: "Omsorgsnämnden · Delårsrapport 1 2020", Title: "Sifferkontroll",
		Deck:   "214 samband prövade, 211 stämmer, 2 kända skillnader, 1 skillnad utan förklaring.",
		Report: layout.Link{Text: "Delårsrapport 1 2020", Href: "../index.html"}, AnyOpen: true,
		Known: []layout.CheckedSet{{ID: "known-drift", Title: "Driftredovisning per verksamhet", Href: drift, List: []layout.KnownDifference{known, words}}},
		Open:  []layout.CheckedSet{{ID: "open-drift", Title: "Driftredovisning per verksamhet", Href: drift, List: []layout.KnownDifference{open}}},
		Rules: []layout.CheckRule{
			{ID: "rule-sum", Code: "SUM", Text: "Delarna blir summan", Tried: 96, Agree: 96, Sets: []layout.CheckCount{set("rule-sum", "drift", 90, 0, 0), set("rule-sum", "volym", 6, 0, 0)}},
			{ID: "rule-dev", Code: "DEV", Text: "Avvikelserna är skillnaden mellan det som jämförs", Tried: 54, Agree: 53, Known: 1, Sets: []layout.CheckCount{set("rule-dev", "drift", 54, 1, 0)}},
			{ID: "rule-labelunit", Code: "LABELUNIT", Text: "Enheten passar måttets namn", Tried: 34, Agree: 33, Known: 1, Sets: []layout.CheckCount{set("rule-labelunit", "drift", 34, 1, 0)}},
			{ID: "rule-outlier", Code: "OUTLIER", Text: "Inget tal sticker ut från sina grannar", Tried: 30, Agree: 29, Open: 1, Sets: []layout.CheckCount{set("rule-outlier", "drift", 30, 0, 1)}},
		},
		Untried: []layout.CheckRule{
			{ID: "rule-split", Code: "SPLIT", Text: "Kvinnor och män stämmer med helheten"},
			{ID: "rule-budgetbrygga", Code: "BUDGETBRYGGA", Text: "Ändringarna leder från ursprunglig till reviderad budget"},
		},
		Reach: &layout.CheckReach{Cells: 412, Covered: 301, Bounded: 12, Uncovered: 99, Parts: []layout.ReachPart{
			{Class: "covered", X: 0, Width: 730}, {Class: "bounded", X: 730, Width: 30}, {Class: "uncovered", X: 760, Width: 240},
		}},
		Downloads: []layout.Download{{Text: "Kontrollen för program", Href: "checks.json", Format: "JSON", Size: "3,1 kB", Name: "checks.json"}},
	}
}
