package layouts_test

import (
	"html/template"
	"strings"
	"testing"

	"tertial/internal/layout"
)

// sampleMeetings are pages of meetings and matters of the invented municipality.
func sampleMeetings(t *testing.T, set *template.Template) []samplePage {
	t.Helper()
	folder := "omsorgsnamnden/2020/meetings/2020-05-26/index.html"
	committee := layout.Crumb{Text: "Omsorgsnämnden", Href: "../../../index.html"}
	short := layout.Crumb{Text: "Omsorgsnämnden", Href: "../index.html"}
	draft := frame("meeting", "Sammanträde tisdag 9 juni 2020", 4, committee, layout.Crumb{Text: "9 juni 2020"})
	draft.Notice = &layout.Notice{Kind: "draft", Word: "Arbetsmaterial", Text: "Ej beslutad. Siffror och text kan ändras."}
	return []samplePage{
		{
			folder, "meeting.html", sampleMeeting(t, set),
			frame("meeting", "Sammanträde tisdag 26 maj 2020", 4, committee, layout.Crumb{Text: "26 maj 2020"}),
		},
		{"omsorgsnamnden/2020/meetings/2020-06-09/index.html", "meeting.html", sampleDraft(), draft},
		{
			"omsorgsnamnden/meetings/index.html", "meetings.html",
			layout.MeetingsPage{
				Kicker: "Omsorgsnämnden", Title: "Sammanträden", Next: &sampleCardsOfMeetings("")[0],
				Years:    []layout.MeetingYear{{Year: "2020", ID: "moten-2020", Meetings: sampleCardsOfMeetings("")}, {Year: "2019", ID: "moten-2019", Meetings: sampleCardsOfMeetings("")}},
				Calendar: &layout.Link{Text: "Nämndens sammanträden till kalendern", Href: "index.html"}, Matters: &layout.Link{Text: "Ärenden", Href: "index.html"},
			},
			frame("meetings", "Sammanträden", 2, short, layout.Crumb{Text: "Sammanträden"}),
		},
		{"omsorgsnamnden/meetings/none/index.html", "meetings.html", layout.MeetingsPage{Title: "Sammanträden"}, frame("meetings", "Sammanträden", 3)},
		{
			"omsorgsnamnden/matters/on-2020-238/index.html", "matter.html", sampleMatter(),
			frame("matter", "ON 2020:238 Delårsrapport 1 2020", 3, committee, layout.Crumb{Text: "ON 2020:238"}),
		},
		{
			"omsorgsnamnden/matters/index.html", "matters.html",
			layout.MattersPage{
				Kicker: "Omsorgsnämnden", Title: "Ärenden",
				Years: []layout.MatterYear{
					{Year: "2020", ID: "ar-2020", Matters: []layout.MatterCard{
						{Dnr: "ON 2020:238", Title: "Delårsrapport 1 2020", Href: "on-2020-238/index.html", State: "Beslutad av nämnden 26 maj 2020, § 45"},
						{Dnr: "ON 2020:12", Title: "Beslut på delegation 2020", Href: "on-2020-238/index.html", State: "Förslag till nämnden 9 juni 2020, punkt 8 – ej beslutad"},
					}},
					{ID: "ar-okant", Matters: []layout.MatterCard{{Dnr: "Komm A", Title: "Äldre ärende", Href: "on-2020-238/index.html", State: "Bordlagd"}}},
				},
			},
			frame("matters", "Ärenden", 2, short, layout.Crumb{Text: "Ärenden"}),
		},
		{"omsorgsnamnden/matters/none/index.html", "matters.html", layout.MattersPage{Title: "Ärenden"}, frame("matters", "Ärenden", 3)},
	}
}

func sampleCardsOfMeetings(committee string) []layout.MeetingCard {
	return []layout.MeetingCard{
		{
			Title: "Tisdag 9 juni 2020", Href: "index.html", Committee: committee, Date: "9 juni 2020", ISODate: "2020-06-09",
			When: "Tisdag 9 juni 2020 kl. 18.00", Place: "Kommunhuset, Storgatan 12", State: layout.Stage{Code: "sent", Text: "Kallelse utskickad 2 juni 2020. Ärendena är förslag – inget är beslutat."},
		},
		{
			Title: "Tisdag 26 maj 2020", Href: "index.html", Committee: committee, Date: "26 maj 2020", ISODate: "2020-05-26",
			When: "Tisdag 26 maj 2020 kl. 18.00", Place: "Kommunhuset, Storgatan 12", State: layout.Stage{Code: "adjusted", Text: "Justerat 2 juni 2020."},
		},
	}
}

func sampleProposal(title string) layout.DecisionView {
	return layout.DecisionView{
		Title: title, Who: "Från förvaltningen", Kind: "Förslag till kommunstyrelsen",
		Text: `<ol><li>Omsorgsnämnden godkänner delårsrapporten och överlämnar den till kommunstyrelsen för vidare beredning.</li><li>Förvaltningen får i uppdrag att till nästa sammanträde redovisa åtgärder för en budget i balans.</li></ol>`,
	}
}

func samplePapers() []layout.Paper {
	return []layout.Paper{
		{Title: "Tjänsteskrivelse", Href: "#punkt-1-memo", Type: "står nedan"},
		{Title: "Delårsrapport 1 2020", Href: "index.html", Type: "Delårsrapport"},
		{Title: "Åtgärdsplan för kötiden till budget- och skuldrådgivningen", Href: "index.html", Type: "Bilaga", Format: "PDF", Size: "212,4 kB", Late: "Utskickad senare, 22 maj 2020"},
		{Title: "Avtal med samordningsförbundet", Type: "Bilaga", Where: "finns hos registrator"},
	}
}

func sampleTable(t *testing.T, set *template.Template) layout.Table {
	t.Helper()
	return layout.Table{ID: "punkt-9-anmalda", Class: "plain words", HTML: template.HTML(strings.ReplaceAll(string(fragment(t, "table-plain.html")), "tab-volym", "punkt-9-anmalda"))}
}

func sampleMeeting(t *testing.T, set *template.Template) layout.MeetingPage {
	t.Helper()
	dnr := template.HTML(`<a href="index.html">ON 2020:238</a>`)
	return layout.MeetingPage{
		Kicker: "Omsorgsnämnden", Title: "Sammanträde tisdag 26 maj 2020", Deck: "Nämnden får årets första prognos, ett underskott, och ska svara på en motion om väntetider.",
		State:    layout.Stage{Code: "supplemented", Text: "Kallelse utskickad 19 maj 2020, kompletterad 22 maj 2020. Ärendena är förslag – inget är beslutat."},
		Meta:     []layout.Term{{Name: "Tid", Value: "kl. 18.00"}, {Name: "Plats", Value: "Kommunhuset, Storgatan 12, eller digitalt"}, {Name: "Allmänheten", Value: "Sammanträdet är öppet för alla"}, {Name: "Anslagstavla", Value: `<a href="https://exempel.example/anslagstavla">Kommunens anslagstavla</a>`}},
		Calendar: &layout.Link{Text: "Nämndens sammanträden till kalendern", Href: "index.html"},
		Agenda: []layout.AgendaEntry{
			{No: "1", Title: "Delårsrapport 1 2020", Href: "#punkt-1", Section: "§ 45", Dnr: "ON 2020:238", Matter: "index.html", Tags: []string{"skriftligt"}, Late: "Utskickad senare, 22 maj 2020"},
			{No: "2", Title: "Svar på motion om kortare väntetid till budget- och skuldrådgivningen", Href: "#punkt-2", Dnr: "KS 2019:72", Tags: []string{"skriftligt", "Återremitterad"}},
			{No: "6", Title: "Förvaltningschefen informerar", Href: "#punkt-6", Tags: []string{"muntligt"}},
			{No: "9", Title: "Anmälda ärenden", Href: "#punkt-9", Dnr: "ON 2020:10", Matter: "index.html"},
		},
		Secret:     true,
		Dispatches: []layout.Dispatch{{Date: "19 maj 2020", ISODate: "2020-05-19", Text: "Kallelsen som den skickades ut", Href: "index.html"}, {Date: "22 maj 2020", ISODate: "2020-05-22", Text: "Kompletterande utskick"}},
		Text:       `<p>Partierna har förmöten från kl. 17.00.</p>`,
		Items: []layout.ItemView{
			{
				ID: "punkt-1", No: "1", Title: "Delårsrapport 1 2020", Deck: "Prognosen för året är ett underskott på 38,2 miljoner kronor.", Late: "Utskickad senare, 22 maj 2020",
				Meta:      []layout.Term{{Name: "Diarienummer", Value: dnr}, {Name: "Andra nummer", Value: "KS 2020:158"}, {Name: "Föredragning", Value: "Skriftligt"}},
				Decisions: []layout.DecisionView{{Title: "Beslut, § 45", Made: true, Text: "<p>Omsorgsnämnden godkänner delårsrapporten.</p>", Notes: []string{"Omröstning: 7 ja, 4 nej, 0 avstod.", "Beslutet skiljer sig från det som föreslogs."}}, sampleProposal("Förslag till beslut")},
				Papers:    samplePapers(), MemoTitle: "Tjänsteskrivelse 12 maj 2020", MemoBy: "Stöd- och utvecklingschef",
				Memo:       `<p>Under årets första fyra månader har nettokostnaden ökat. Tre verksamheter står för nästan hela underskottet.</p><h4 id="punkt-1-ekonomi">Ekonomiska konsekvenser</h4><p>Beslutet medför inga kostnader i sig.</p><ul><li>Färre placeringar på institution.</li><li>Ny upphandling av familjehem.</li></ul>`,
				Recipients: []string{"Kommunstyrelsen", "Ekonomiavdelningen"},
			},
			{
				ID: "punkt-2", No: "2", Title: "Svar på motion om kortare väntetid till budget- och skuldrådgivningen", State: layout.Stage{Code: "referred-back", Text: "Återremitterad"},
				Meta:      []layout.Term{{Name: "Diarienummer", Value: "KS 2019:72"}},
				Decisions: []layout.DecisionView{sampleProposal("Förslag till beslut från förvaltningen"), {Title: "Förslag till beslut från ordföranden", Text: "<p>Motionen avslås.</p>"}},
				Motion: &layout.MotionView{By: "Lämnad av en partigrupp i fullmäktige 2 september 2019.", Text: "Motionen vill korta kön till rådgivningen.", Clauses: []layout.Clause{
					{Text: "att väntetiden ska vara högst åtta veckor", Label: "Förslag till svar:", Answer: "bifall", Reason: "Målet står redan i nämndens plan."},
					{Text: "att rådgivningen ska ha öppet en kväll i veckan", Label: "Förslag till svar:", Answer: "avslag"},
					{Text: "att kön redovisas varje månad"},
				}},
			},
			{ID: "punkt-6", No: "6", Title: "Förvaltningschefen informerar", Meta: []layout.Term{{Name: "Föredragning", Value: "Muntligt"}}},
			{ID: "punkt-9", No: "9", Title: "Anmälda ärenden", Meta: []layout.Term{{Name: "Diarienummer", Value: dnr}}, Tables: []layout.Table{sampleTable(t, set)}},
		},
		Previous: &layout.Link{Text: "28 april 2020", Href: "index.html"}, Next: &layout.Link{Text: "9 juni 2020", Href: "index.html"},
	}
}

func sampleDraft() layout.MeetingPage {
	return layout.MeetingPage{
		Kicker: "Omsorgsnämnden", Title: "Sammanträde tisdag 9 juni 2020",
		Todo:  []layout.TodoSection{{Text: "4 Kompetensförsörjningsplan", Href: "#arendelista", Role: "HR-specialist"}},
		State: layout.Stage{Code: "draft", Text: "Arbetsmaterial. Kallelsen är inte utskickad och inget är beslutat."},
	}
}

func sampleMatter() layout.MatterPage {
	return layout.MatterPage{
		Kicker: "Ärende ON 2020:238", Title: "Delårsrapport 1 2020", State: layout.Stage{Code: "adjusted", Text: "Beslutad av Kommunstyrelsen 15 juni 2020, § 112"},
		Meta:    []layout.Term{{Name: "Diarienummer", Value: "ON 2020:238"}, {Name: "Behandlas av", Value: "Omsorgsnämnden, Kommunstyrelsen"}, {Name: "Expedieras till", Value: "Kommunstyrelsen"}},
		Reports: samplePapers()[1:2],
		Steps: []layout.MatterStep{
			{ID: "m-2", Date: "15 juni 2020", ISODate: "2020-06-15", Title: "Kommunstyrelsen, punkt 12", Href: "index.html", Subject: "Nämndernas delårsrapporter", State: layout.Stage{Code: "adjusted", Text: "Beslutad av Kommunstyrelsen 15 juni 2020, § 112"}, Decisions: []layout.DecisionView{{Title: "Beslut, § 112", Made: true, Text: "<p>Kommunstyrelsen noterar rapporten.</p>"}}},
			{ID: "m-1", Date: "26 maj 2020", ISODate: "2020-05-26", Title: "Omsorgsnämnden, punkt 1", Href: "index.html", State: layout.Stage{Text: "Beslutad av Omsorgsnämnden 26 maj 2020, § 45"}, Decisions: []layout.DecisionView{sampleProposal("Förslag till beslut")}, Papers: samplePapers()[1:2]},
		},
	}
}
