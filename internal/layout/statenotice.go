package layout

import (
	"html/template"
	"strings"

	"tertial/internal/agenda"
	"tertial/internal/content"
)

// reportState is what holds for a report, in words: what the committee's
// meeting did with it, or is asked to do, where a meeting says so; else its own
// stage.
func (s *Set) reportState(site *Site, m *content.Meta) Stage {
	if it := site.itemOf(m); it != nil {
		return s.treatment(it.Meeting.Meeting, it.Item, site.AsOf, "")
	}
	return s.stage(m)
}

// listedState is a report's state in a list.
func (s *Set) listedState(site *Site, m *content.Meta) Stage {
	if it := site.itemOf(m); it != nil {
		return s.briefly(it.Meeting.Meeting, it.Item, site.AsOf)
	}
	return s.stage(m)
}

// itemOf is the item of a meeting that treats a report: the one it is attached
// to, the newest of several, else the one with its diary number, at the meeting
// that the report names. Without a name any meeting that has it attached will do.
func (s *Site) itemOf(m *content.Meta) *agenda.Item {
	if s.Agenda == nil {
		return nil
	}
	var found, numbered *agenda.Item
	matter := s.Agenda.MatterOf(m.Path)
	for _, meeting := range s.Agenda.Meetings {
		named := m.Meeting == meeting.Date && meeting.Meeting.Committee() == m.Committee()
		if m.Meeting != "" && !named {
			continue
		}
		for _, it := range meeting.Items {
			switch {
			case attached(it, m.Path):
				if found == nil || found.Meeting.Date <= meeting.Date {
					found = it
				}
			case named && numbered == nil && matter != nil && it.Matter == matter:
				numbered = it
			}
		}
	}
	if found != nil {
		return found
	}
	return numbered
}

func attached(it *agenda.Item, report string) bool {
	for i := range it.Attachments {
		if a := &it.Attachments[i]; a.Meta != nil && a.Meta.Path == report {
			return true
		}
	}
	return false
}

// meetingOf leads to the meeting that treats a report, at its item; it is the
// date alone where no page of the meeting is shown.
func (s *Set) meetingOf(site *Site, m *content.Meta, root string) template.HTML {
	if it := site.itemOf(m); it != nil {
		return anchor(root+meetingPath(it.Meeting.Meeting)+"index.html#"+anchorOf(it), Date(s.lang, it.Meeting.Date)+s.itemNumber(it.Item))
	}
	return escape(Date(s.lang, m.Meeting))
}

// notice is the line on top of a report's page that says what holds for it.
func (s *Set) notice(site *Site, m *content.Meta) *Notice {
	return s.stateNotice(site, s.noticed(site, m), m.Example, true)
}

// noticed is a report's state; what is not sent to anybody is a draft.
func (s *Set) noticed(site *Site, m *content.Meta) Stage {
	state := s.reportState(site, m)
	if state.Code == "" && !m.Visibility.ForWeb() {
		state.Code = "draft"
	}
	return state
}

// stateNotice is the line on top of a page. A draft is loud; another state is
// said where say asks for it, since the head of the page may say it already.
func (s *Set) stateNotice(site *Site, state Stage, example, say bool) *Notice {
	t := s.texts
	kind, word, text := "info", "", ""
	switch {
	case example:
		kind, word, text = "example", t.must("notice.example"), t.must("notice.example.text")
	case site.Notice != "":
		word, text = site.Name, site.Notice
	}
	switch {
	case state.Code == "draft":
		return &Notice{Kind: "draft", Word: t.must("notice.draft"), Text: escape(strings.TrimSpace(t.must("notice.draft.text") + " " + aside(word, text)))}
	case say && state.Text != "":
		return &Notice{Kind: kind, Word: strings.TrimSuffix(state.Text, "."), Text: escape(aside(word, text))}
	case word == "":
		return nil
	default:
		return &Notice{Kind: kind, Word: word, Text: escape(text)}
	}
}

// aside joins a word and what it means.
func aside(word, text string) string {
	if word == "" {
		return text
	}
	return word + ": " + lowerFirst(text)
}

// ask says whom a reader of a committee's page asks for a paper that is
// missing; other pages don't.
func (s *Set) ask(site *Site, page string) template.HTML {
	id, _, below := strings.Cut(page, "/")
	if !below {
		return ""
	}
	for _, c := range site.Committees {
		if c.ID == id {
			return s.askRegistrar(c.Registrar())
		}
	}
	return ""
}

func (s *Set) askRegistrar(c content.Contact) template.HTML {
	who := template.HTMLEscapeString(s.texts.must("ask.whom"))
	switch {
	case c.Email != "":
		who = string(anchor("mailto:"+c.Email, s.texts.must("ask.whom")))
	case c.URL != "":
		who = string(anchor(c.URL, s.texts.must("ask.whom")))
	}
	text := template.HTMLEscapeString(s.texts.must("ask.missing")) + " " + who
	if c.Phone != "" {
		text += template.HTMLEscapeString(s.texts.must("ask.phone", "phone", c.Phone))
	}
	return template.HTML(text + ".") //nolint:gosec // every piece is escaped above
}
