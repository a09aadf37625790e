package layout

import (
	"os"
	"slices"
	"strings"
	"testing"

	"tertial/internal/agenda"
	"tertial/internal/content"
)

func testSet(t *testing.T, lang string) *Set {
	t.Helper()
	set, err := NewSet(Files{os.DirFS("../../layouts")}, lang)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestMeetingState holds that every stage of a meeting and of an item has its
// words, in both languages.
func TestMeetingState(t *testing.T) {
	t.Parallel()
	sent := []content.Dispatch{{Date: "2020-05-19", Kind: content.Summons}}
	more := append(slices.Clone(sent), content.Dispatch{Date: "2020-05-22", Kind: content.Supplement})
	for _, tt := range []struct {
		m      content.Meeting
		asOf   string
		sv, en string
	}{
		{content.Meeting{}, "", "Arbetsmaterial. Kallelsen är inte utskickad och inget är beslutat.", "Draft. The summons is not sent and nothing is decided."},
		{content.Meeting{Stage: "sent", Dispatches: sent}, "2020-05-26", "Kallelse utskickad 19 maj 2020. Ärendena är förslag – inget är beslutat.", "Summons sent 19 May 2020. The items are proposals – nothing is decided."},
		{content.Meeting{Stage: "sent"}, "", "Kallelse utskickad. Ärendena är förslag – inget är beslutat.", "Summons sent. The items are proposals – nothing is decided."},
		{content.Meeting{Stage: "sent", Dispatches: sent}, "2020-05-27", "Kallelse utskickad 19 maj 2020. Här står förslagen. Vad nämnden beslutade är inte infört.", "Summons sent 19 May 2020. These are the proposals. What the committee decided is not entered."},
		{content.Meeting{Stage: "supplemented", Dispatches: more}, "", "Kallelse utskickad 19 maj 2020, kompletterad 22 maj 2020. Ärendena är förslag – inget är beslutat.", "Summons sent 19 May 2020, supplemented 22 May 2020. The items are proposals – nothing is decided."},
		{content.Meeting{Stage: "decided"}, "2030-01-01", "Sammanträdet hölls 26 maj 2020. Protokollet är inte justerat.", "The meeting was held 26 May 2020. The minutes are not adjusted."},
		{content.Meeting{Stage: "adjusted", Adjusted: "2020-06-02"}, "", "Justerat 2 juni 2020.", "Adjusted 2 June 2020."},
		{content.Meeting{Stage: "supplemented", Dispatches: more}, "2020-05-20", "Kallelse utskickad 19 maj 2020. Ärendena är förslag – inget är beslutat.", "Summons sent 19 May 2020. The items are proposals – nothing is decided."},
		{content.Meeting{Stage: "sent", Dispatches: more}, "2020-05-23", "Kallelse utskickad 19 maj 2020, kompletterad 22 maj 2020. Ärendena är förslag – inget är beslutat.", "Summons sent 19 May 2020, supplemented 22 May 2020. The items are proposals – nothing is decided."},
		{content.Meeting{Stage: "sent", Dispatches: more}, "2020-05-18", "Arbetsmaterial. Kallelsen är inte utskickad och inget är beslutat.", "Draft. The summons is not sent and nothing is decided."},
		{content.Meeting{Stage: "adjusted", Adjusted: "2020-06-02"}, "2020-06-01", "Sammanträdet hölls 26 maj 2020. Protokollet är inte justerat.", "The meeting was held 26 May 2020. The minutes are not adjusted."},
		{content.Meeting{Stage: "adjusted", Adjusted: "2020-06-02", Dispatches: sent}, "2020-05-20", "Kallelse utskickad 19 maj 2020. Ärendena är förslag – inget är beslutat.", "Summons sent 19 May 2020. The items are proposals – nothing is decided."},
		{content.Meeting{Stage: "sent", Cancelled: true}, "", "Inställt. Sammanträdet hålls inte.", "Cancelled. The meeting is not held."},
	} {
		for lang, want := range map[string]string{"sv": tt.sv, "en": tt.en} {
			m := tt.m
			m.Date = "2020-05-26"
			if got := testSet(t, lang).meetingState(&m, tt.asOf).Text; strings.ReplaceAll(got, "\u00a0", " ") != want {
				t.Errorf("%s: got %q, want %q", lang, got, want)
			}
		}
	}
	for _, lang := range []string{"sv", "en"} {
		set := testSet(t, lang)
		for _, stage := range content.Stages() {
			m, it := &content.Meeting{Date: "2020-05-26", Stage: stage}, &content.Item{Stage: stage, Number: 1}
			other := &content.Meeting{Date: "2020-05-26"}
			for what, state := range map[string]Stage{"meeting": set.meetingState(m, ""), "item": set.itemState(other, it), "matter": set.treatment(m, it, "", "")} {
				if state.Text == "" || state.Code == "" {
					t.Errorf("%s %s %s: %+v", lang, what, stage, state)
				}
			}
		}
	}
}

func TestTreatment(t *testing.T) {
	t.Parallel()
	sv := testSet(t, "sv")
	for want, tt := range map[string]struct {
		m         content.Meeting
		it        content.Item
		committee string
	}{
		"Förslag till nämnden 26 maj 2020, punkt 1 – ej beslutad":                  {m: content.Meeting{Stage: "sent"}, it: content.Item{Number: 1}},
		"Förslag till kommunstyrelsen 26 maj 2020 – ej beslutad":                   {m: content.Meeting{Stage: "sent"}, committee: "Kommunstyrelsen"},
		"Förslag till KS 26 maj 2020 – ej beslutad":                                {m: content.Meeting{Stage: "sent"}, committee: "KS"},
		"Beslutad av nämnden 26 maj 2020, § 45":                                    {m: content.Meeting{Stage: "adjusted", Adjusted: "2020-06-02"}, it: content.Item{Number: 1, Paragraph: 45}},
		"Beslutad av nämnden 26 maj 2020, § 46":                                    {m: content.Meeting{Stage: "decided"}, it: content.Item{Paragraph: 46, Adjusted: "2020-05-26"}},
		"Behandlad av nämnden 26 maj 2020, punkt 1 – protokollet är inte justerat": {m: content.Meeting{Stage: "decided"}, it: content.Item{Number: 1, Paragraph: 45}},
		"Återremitterad av nämnden 26 maj 2020, punkt 1":                           {m: content.Meeting{Stage: "adjusted", Adjusted: "2020-06-02"}, it: content.Item{Number: 1, Paragraph: 45, Stage: "referred-back"}},
		"Sammanträdet 26 maj 2020 ställdes in – ej beslutad":                       {m: content.Meeting{Stage: "sent", Cancelled: true}, it: content.Item{Number: 1}},
		"Arbetsmaterial inför nämnden 26 maj 2020, punkt 1 – ej beslutad":          {it: content.Item{Number: 1}},
	} {
		m := tt.m
		m.Date = "2020-05-26"
		asOf := "2020-05-20"
		if m.Stage == "decided" || m.Stage == "adjusted" {
			asOf = "2020-06-10"
		}
		if got := strings.ReplaceAll(sv.treatment(&m, &tt.it, asOf, tt.committee).Text, "\u00a0", " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	m := content.Meeting{Date: "2020-05-26", Stage: "sent"}
	if got := sv.treatment(&m, &content.Item{Number: 1}, "2021-01-01", "").Text; !strings.HasSuffix(got, "– beslutet är inte infört") {
		t.Errorf("long after the meeting: %q", got)
	}
}

// TestReportState holds that a report says what its meeting did with it, and
// its own stage where no meeting is known.
func TestReportState(t *testing.T) {
	t.Parallel()
	set, site := meetingSite(t, "sv", "2020-06-03")
	for want, m := range map[string]*content.Meta{
		"Beslutad av nämnden 26 maj 2020, § 45":                   {Path: "omsorgsnamnden/2020/delarsrapport-1", Meeting: "2020-05-26", Stage: "sent"},
		"Förslag till nämnden 9 juni 2020, punkt 1 – ej beslutad": {Path: "omsorgsnamnden/2020/uppdrag", Meeting: "2020-06-09"},
		"Utskickad till nämnden – ej beslutad":                    {Path: "omsorgsnamnden/2020/annan", Meeting: "2020-06-09", Stage: "sent"},
		"Beslutad och justerad":                                   {Path: "omsorgsnamnden/2019/uppdrag", Stage: "adjusted"},
		"Behandlad av nämnden 26 maj 2020, punkt 3":               {Path: "omsorgsnamnden/2020/bifogad"},
		"Bordlagd": {Path: "annannamnd/2020/annan", Meeting: "2020-05-26", Stage: "tabled"},
	} {
		if got := strings.ReplaceAll(set.reportState(site, m).Text, "\u00a0", " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	attached := &content.Meta{Path: "omsorgsnamnden/2020/delarsrapport-1", Meeting: "2020-05-26"}
	if got := set.meetingOf(site, attached, "../"); got != "<a href=\"../omsorgsnamnden/2020/meetings/2020-05-26/index.html#punkt-1\">26\u00a0maj 2020, punkt 1</a>" {
		t.Errorf("the way to the meeting: %s", got)
	}
	if got := set.meetingOf(&Site{}, attached, "../"); got != "26\u00a0maj 2020" {
		t.Errorf("without a meeting: %s", got)
	}
}

func TestStateNotice(t *testing.T) {
	t.Parallel()
	set := testSet(t, "sv")
	plain, noted := &Site{Site: &content.Site{Name: "Platsen"}}, &Site{Site: &content.Site{Name: "Platsen", Notice: "Ett prov."}}
	draft, decided := Stage{Code: "draft", Text: "x"}, Stage{Code: "decided", Text: "Beslutad, ej justerad."}
	for _, tt := range []struct {
		name         string
		site         *Site
		state        Stage
		example, say bool
		want         string
	}{
		{"a draft is loud", plain, draft, false, false, "draft: Arbetsmaterial. Ej beslutad. Siffror och text kan ändras."},
		{"a draft of an example too", plain, draft, true, false, "draft: Arbetsmaterial. Ej beslutad. Siffror och text kan ändras. Exempel: inte nämndens egen"},
		{"the site's own line stays", noted, draft, false, true, "draft: Arbetsmaterial. Ej beslutad. Siffror och text kan ändras. Platsen: ett prov."},
		{"said where the page doesn't", plain, decided, false, true, "info: Beslutad, ej justerad. "},
		{"with what the site says", noted, decided, false, true, "info: Beslutad, ej justerad. Platsen: ett prov."},
		{"not said twice", noted, decided, false, false, "info: Platsen. Ett prov."},
		{"an example", noted, decided, true, false, "example: Exempel. Inte nämndens egen"},
		{"nothing to say", plain, decided, false, false, ""},
	} {
		got := ""
		if n := set.stateNotice(tt.site, tt.state, tt.example, tt.say); n != nil {
			got = n.Kind + ": " + n.Word + ". " + string(n.Text)
		}
		if !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
	if n := set.notice(plain, &content.Meta{Visibility: content.Internal}); n == nil || n.Kind != "draft" {
		t.Errorf("an internal report without a stage: %+v", n)
	}
	if n := set.notice(plain, &content.Meta{Visibility: content.Public}); n != nil {
		t.Errorf("a public report without a stage: %+v", n)
	}
}

func TestAsk(t *testing.T) {
	t.Parallel()
	set, site := meetingSite(t, "sv", "2020-06-03")
	site.Committees = append(site.Committees, &content.Committee{ID: "c", Contact: content.Contact{URL: "https://exempel.example/?a&b"}})
	for page, want := range map[string]string{
		"index.html":                 "",
		"changes/index.html":         "",
		"omsorgsnamnden/index.html":  `Saknar du en handling? <a href="mailto:registrator@exempel.example">Kontakta registrator</a>, telefon 0123-456 78.`,
		"kommunstyrelsen/2020/x/1/a": "Saknar du en handling? Kontakta registrator.",
		"c/index.html":               `Saknar du en handling? <a href="https://exempel.example/?a&amp;b">Kontakta registrator</a>.`,
	} {
		if got := string(set.ask(site, page)); got != want {
			t.Errorf("%s: %s", page, got)
		}
	}
}

// TestMeetingLists holds what the start page and the pages of committees show of meetings.
func TestMeetingLists(t *testing.T) {
	t.Parallel()
	set, site := meetingSite(t, "sv", "2020-06-03")
	files, err := set.Lists(site, ListsInput{Committees: site.Committees})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, f := range files {
		pages[f.Path] = strings.ReplaceAll(string(f.Content), "\u00a0", " ")
	}
	wants := map[string][]string{
		"index.html": {"Nästa sammanträden", `<a class="go" href="omsorgsnamnden/2020/meetings/2020-06-09/index.html">Tisdag 9 juni 2020 kl. 18.00</a> <span class="small">Omsorgsnämnden`},
		"omsorgsnamnden/index.html": {
			`<a href="../omsorgsnamnden/2020/meetings/2020-06-09/index.html">Tisdag 9 juni 2020 kl. 18.00</a>`,
			`<span class="sec">§ 46</span> <a href="../omsorgsnamnden/2020/meetings/2020-05-26/index.html#punkt-2">Svar på motion om väntetider</a>`,
			`href="matters/index.html"`, `href="meetings/index.html"`, `href="meetings.ics"`, "Kontakta registrator",
		},
	}
	for page, parts := range wants {
		for _, part := range parts {
			if !strings.Contains(pages[page], part) {
				t.Errorf("%s lacks %s", page, part)
			}
		}
	}
	site.AsOf = "2020-07-01"
	if next := set.upcoming(site, site.Committees); len(next) != 1 || next[0].ISODate != "2020-08-25" {
		t.Errorf("next meetings of July: %+v", next)
	}
	site.AsOf = "2020-09-01"
	if next := set.upcoming(site, site.Committees); len(next) != 0 {
		t.Errorf("a meeting that is not held is next: %+v", next)
	}
	if next := set.upcoming(&Site{}, site.Committees); next != nil {
		t.Errorf("meetings without an agenda: %+v", next)
	}
}

// TestCalendars holds the calendar files of the site to the strict reader, and
// the names of their entries to what does not change.
func TestCalendars(t *testing.T) {
	t.Parallel()
	set, site := meetingSite(t, "sv", "2020-06-03")
	uids := func() (all []string) {
		files, err := set.Meetings(site, MeetingsInput{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if !strings.HasSuffix(f.Path, ".ics") {
				continue
			}
			c, err := parseCalendar(f.Content)
			if err != nil {
				t.Fatalf("%s: %v", f.Path, err)
			}
			for _, e := range c.below[1:] {
				all = append(all, e.props["UID"]...)
			}
		}
		return all
	}
	before := uids()
	site.BaseURL, site.AsOf = "", "2031-01-01"
	for _, c := range site.Committees {
		if c.ID == "omsorgsnamnden" {
			c.Formerly = []content.Former{{Path: "omsorgsnamnden"}}
			for _, m := range site.Agenda.Meetings {
				if m.Committee == c {
					m.Path = strings.Replace(m.Path, "omsorgsnamnden", "valfardsnamnden", 1)
				}
			}
			c.ID = "valfardsnamnden"
		}
	}
	if after := uids(); len(before) != 5 || strings.Join(before, " ") != strings.Join(after, " ") {
		t.Errorf("the entries are called\n%v\nand then\n%v", before, after)
	}
}

func TestDatesAndTimes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ got, want string }{
		{LongDate("sv", "2020-05-26"), "tisdag 26\u00a0maj 2020"},
		{LongDate("en", "2022-02-15"), "Tuesday 15\u00a0February 2022"},
		{LongDate("sv", "i maj"), "i maj"},
		{LongDate("fi", "2020-05-26"), "26\u00a0maj 2020"},
		{slug("Exempelköpings kommun"), "exempelkopings-kommun"},
		{slug("  Ä & Å (é) – 2  "), "a-a-e-2"},
		{slug(""), ""},
		{yearIn("SN/2020:238"), "2020"},
		{yearIn("33-1"), ""},
		{changed(&content.Meeting{Date: "2020-05-26"}), "2019-05-26"},
		{changed(&content.Meeting{Date: "x"}), "x"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
	for in, want := range map[string][2]string{"9": {"09.00", "09:00"}, "18.00": {"18.00", "18:00"}, "18:30": {"18.30", "18:30"}, "kväll": {"kväll", ""}, "25.00": {"25.00", ""}, "": {"", ""}} {
		if shown, hhmm := clock(in); shown != want[0] || hhmm != want[1] {
			t.Errorf("clock(%q) = %q, %q", in, shown, hhmm)
		}
	}
	for _, tt := range []struct {
		a, b string
		want int
	}{{"ON 2020:38", "ON 2020:238", -1}, {"ON 2020:038", "ON 2020:38", 0}, {"ON 2021:1", "ON 2020:238", 1}, {"ON 2020", "ON 2020:1", -1}, {"A 1", "B 1", -1}} {
		if got := naturally(tt.a, tt.b); got != tt.want {
			t.Errorf("naturally(%q, %q) = %d", tt.a, tt.b, got)
		}
	}
}

// TestNoTrace holds that a page says nothing of an item that is not in the
// agenda which the build may see, whatever the others are called.
func TestNoTrace(t *testing.T) {
	t.Parallel()
	pages := func(without bool) map[string]string {
		set, site := meetingSite(t, "sv", "2020-06-03")
		for _, m := range site.Agenda.Meetings {
			var kept []*agenda.Item
			for _, it := range m.Items {
				if it.Number != 2 || m.Committee.ID != "omsorgsnamnden" {
					kept = append(kept, it)
				}
			}
			if without {
				m.Items = kept
			}
		}
		files, err := set.Meetings(site, MeetingsInput{})
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, f := range files {
			out[f.Path] = string(f.Content)
		}
		return out
	}
	page := "omsorgsnamnden/2020/meetings/2020-05-26/index.html"
	if with := pages(false)[page]; !strings.Contains(with, "väntetid") {
		t.Fatal("the item is not there at all")
	}
	for _, word := range []string{"väntetid", "§\u00a046", "punkt-2", "partigrupp"} {
		if strings.Contains(pages(true)[page], word) {
			t.Errorf("%q of a hidden item stands on the page", word)
		}
	}
}
