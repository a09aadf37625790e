package layout

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"tertial/internal/content"
)

// weekdays are the names of the days from Sunday on.
var weekdays = map[string][7]string{
	"sv": {"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"},
	"en": {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
}

// LongDate writes an ISO date with its weekday: tisdag 26 maj 2020. What is no
// date is returned as it is.
func LongDate(lang, iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	names, ok := weekdays[lang]
	if err != nil || !ok {
		return Date(lang, iso)
	}
	return names[day.Weekday()] + " " + Date(lang, iso)
}

// meetingState says in words what holds for a meeting and all that is on its
// pages. A summons for a day that has passed says that the outcome isn't there,
// since nobody has entered it.
func (s *Set) meetingState(m *content.Meeting, asOf string) Stage {
	state := Stage{Code: stageAt(m, asOf)}
	t := s.texts
	switch {
	case m.Cancelled || m.Stage == "dropped":
		state.Code, state.Text = "dropped", t.must("meeting.state.cancelled")
	case state.Code == "adjusted" && m.Adjusted != "":
		state.Text = t.must("meeting.state.adjusted", "date", Date(s.lang, m.Adjusted))
	case state.Code == "sent" || state.Code == "supplemented":
		outcome := "meeting.state.proposals"
		if asOf != "" && m.Date < asOf {
			outcome = "meeting.state.past"
		}
		state.Text = s.dispatched(sentBy(m, asOf)) + ". " + t.must(outcome)
	default:
		state.Text = t.must("meeting.state."+state.Code, "date", Date(s.lang, m.Date))
	}
	return state
}

// stageAt is a meeting's stage on a day: what its file says of later days has
// not happened yet.
func stageAt(m *content.Meeting, asOf string) string {
	stage := cmp.Or(m.Stage, "draft")
	if stage == "adjusted" && asOf != "" && asOf < m.Adjusted {
		stage = "decided"
	}
	if (stage == "decided" || stage == "adjusted") && asOf != "" && asOf < m.Date {
		stage = "sent"
	}
	switch sent := len(sentBy(m, asOf)); {
	case stage != "sent" && stage != "supplemented" || len(m.Dispatches) == 0:
		return stage
	case sent == 0:
		return "draft"
	case sent == 1:
		return "sent"
	default:
		return "supplemented"
	}
}

// sentBy are the dispatches up to a day.
func sentBy(m *content.Meeting, asOf string) []content.Dispatch {
	var sent []content.Dispatch
	for _, d := range m.Dispatches {
		if asOf == "" || d.Date <= asOf {
			sent = append(sent, d)
		}
	}
	return sent
}

// dispatched says when the papers were sent: "Kallelse utskickad 19 maj 2020,
// kompletterad 22 maj 2020".
func (s *Set) dispatched(sent []content.Dispatch) string {
	if len(sent) == 0 {
		return s.texts.must("meeting.sent.undated")
	}
	text := s.texts.must("meeting.sent", "date", Date(s.lang, sent[0].Date))
	if len(sent) > 1 {
		text += s.texts.must("meeting.supplemented", "date", Date(s.lang, sent[len(sent)-1].Date))
	}
	return text
}

// itemState is what holds for an item alone; it is zero when the meeting's
// state says it all.
func (s *Set) itemState(m *content.Meeting, it *content.Item) Stage {
	switch {
	case it.Adjusted != "" && it.Adjusted != m.Adjusted:
		return Stage{Code: "adjusted", Text: s.texts.must("item.adjusted", "date", Date(s.lang, it.Adjusted))}
	case it.Stage == "" || it.Stage == m.Stage:
		return Stage{}
	default:
		return Stage{Code: it.Stage, Text: s.texts.must("item.state." + it.Stage)}
	}
}

// decided reports whether an item's decision stands there and is adjusted on a day.
func decided(m *content.Meeting, it *content.Item, asOf string) bool {
	adjusted := m.AdjustedFor(it)
	return it.Paragraph > 0 && adjusted != "" && (asOf == "" || adjusted <= asOf)
}

// treatment says what a meeting did with a matter or report, or is asked to do:
// "Förslag till nämnden 26 maj 2020, punkt 1 – ej beslutat". With the
// committee's name it says which committee.
func (s *Set) treatment(m *content.Meeting, it *content.Item, asOf, committee string) Stage {
	t := s.texts
	pairs := []any{"committee", cmp.Or(s.inSentence(committee), t.must("item.thecommittee")), "date", Date(s.lang, m.Date), "item", s.itemNumber(it), "section", section(it)}
	key, code := outcome(m, it, asOf)
	return Stage{Code: code, Text: t.must("treatment."+key, pairs...)}
}

// briefly is [Set.treatment] for lists, where committee and item would be
// said over and over.
func (s *Set) briefly(m *content.Meeting, it *content.Item, asOf string) Stage {
	key, code := outcome(m, it, asOf)
	text, err := s.texts.Text("treatment.short."+key, "date", Date(s.lang, m.Date), "section", section(it))
	if err != nil {
		return s.treatment(m, it, asOf, "")
	}
	return Stage{Code: code, Text: text}
}

// outcome is what became of an item: the key of its words, and the code of its
// stage.
func outcome(m *content.Meeting, it *content.Item, asOf string) (key, code string) {
	code = cmp.Or(it.Stage, stageAt(m, asOf))
	switch {
	case m.Cancelled:
		return "cancelled", "dropped"
	case outcomes[code] || code == "draft":
		return code, code
	case decided(m, it, asOf):
		return "adjusted", "adjusted"
	case code == "adjusted": // but the item has no § of its own
		return "treated", "adjusted"
	case code == "decided":
		return "decided", "decided"
	case asOf != "" && m.Date < asOf:
		return "past", code
	default:
		return "proposed", code
	}
}

// inSentence writes a committee's name as within a sentence: Swedish has no
// capital there, but for abbreviations and names that begin with one.
func (s *Set) inSentence(name string) string {
	if r := []rune(name); s.lang != "sv" || len(r) < 2 || unicode.IsUpper(r[1]) {
		return name
	}
	return lowerFirst(name)
}

// outcomes are the stages of an item that say what became of it.
var outcomes = map[string]bool{"referred-back": true, "tabled": true, "dropped": true, "corrected": true, "replaced": true, "withdrawn": true}

// itemNumber is ", punkt 4", or empty for an item without a number.
func (s *Set) itemNumber(it *content.Item) string {
	if it.Number == 0 {
		return ""
	}
	return s.texts.must("item.number", "n", strconv.Itoa(it.Number))
}

// section is an item's § in the minutes, or empty.
func section(it *content.Item) string {
	if it.Paragraph == 0 {
		return ""
	}
	return "§\u00a0" + strconv.Itoa(it.Paragraph)
}

// late says when an item came that did not come with the summons, or when a
// paper of it did.
func (s *Set) late(m *content.Meeting, it *content.Item, asOf string) string {
	last := it.Dispatch
	for _, a := range it.Attachments {
		if asOf == "" || a.Dispatch <= asOf {
			last = max(last, a.Dispatch)
		}
	}
	return s.lateDay(m, last, asOf)
}

// lateDay says when something was sent that was not sent with the summons.
func (s *Set) lateDay(m *content.Meeting, day, asOf string) string {
	if len(m.Dispatches) == 0 || day <= m.Dispatches[0].Date || asOf != "" && asOf < day {
		return ""
	}
	return s.texts.must("meeting.late", "date", Date(s.lang, day))
}

// changed is the last day on which the content says that something happened to
// a meeting: what a calendar takes for the time of its entry. Before anything
// has, it is a day that all others come after, since entries may only grow newer.
func changed(m *content.Meeting) string {
	days := []string{m.Adjusted}
	for _, d := range m.Dispatches {
		days = append(days, d.Date)
	}
	if last := slices.Max(days); last != "" {
		return last
	}
	day, err := time.Parse(time.DateOnly, m.Date)
	if err != nil {
		return m.Date
	}
	return day.AddDate(-1, 0, 0).Format(time.DateOnly)
}

// changes counts what happened to a meeting, for calendars.
func changes(m *content.Meeting) int {
	n := len(m.Dispatches)
	if m.Adjusted != "" {
		n++
	}
	if m.Cancelled {
		n++
	}
	return n
}

// clock writes a time of day as in running text, and as HH:MM for programs.
func clock(text string) (shown, hhmm string) {
	hours, minutes, ok := strings.Cut(strings.ReplaceAll(text, ":", "."), ".")
	h, err1 := strconv.Atoi(hours)
	if !ok {
		minutes = "0"
	}
	m, err2 := strconv.Atoi(minutes)
	if text == "" || err1 != nil || err2 != nil || h < 0 || h > 23 || m < 0 || m > 59 {
		return text, ""
	}
	two := func(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
	return two(h) + "." + two(m), two(h) + ":" + two(m)
}
