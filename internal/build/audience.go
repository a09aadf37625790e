package build

import (
	"tertial/internal/audience"
	"tertial/internal/content"
)

// Audience says who a build is for. Package audience decides what it sees.
type Audience = audience.Audience

// The audiences.
const (
	Public    = audience.Public
	Committee = audience.Committee
	Staff     = audience.Staff
)

// Audiences lists them, the default first.
func Audiences() []Audience { return audience.All() }

func (c *Config) audience() Audience {
	if c.Audience == "" {
		return Public
	}
	return c.Audience
}

// reader is whom the build is for, and when.
func (c *Config) reader() audience.Reader {
	return audience.Reader{Audience: c.audience(), AsOf: c.AsOf}
}

// sees decides whether this build may see a report: from its visibility, its
// date, and the window of the meeting whose papers it is among.
func (b *builder) sees(m *content.Meta) bool {
	rule := audience.Rule{Visibility: m.Visibility, From: m.From}
	if m.Meeting != "" {
		rule.Window = content.MeetingWindow(b.fsys, m.Committee(), m.Meeting, b.previewDays(m.Committee()))
	}
	return b.cfg.reader().Sees(rule)
}

// previewDays is how long a committee has its papers after the minutes were adjusted.
func (b *builder) previewDays(committee string) int {
	for _, c := range b.committees {
		if c.ID == committee {
			return c.PreviewDays
		}
	}
	return 0
}

// seen is what this build may see of meetings, from visibility and dates alone.
func (b *builder) seen() content.Seen {
	reader := b.cfg.reader()
	sees := func(m *content.Meeting, v content.Visibility, from string) bool {
		window := audience.MeetingWindow(m.From, m.Adjusted, b.previewDays(m.Committee()))
		return reader.Sees(audience.Rule{Visibility: v, From: from, Window: window})
	}
	return content.Seen{
		Meeting: func(m *content.Meeting) bool { return sees(m, m.Visibility, m.From) },
		Item:    func(m *content.Meeting, it *content.Item) bool { return sees(m, it.Visibility, it.From) },
		Decisions: func(m *content.Meeting, it *content.Item) bool {
			return reader.SeesDecision(m.AdjustedFor(it))
		},
	}
}
