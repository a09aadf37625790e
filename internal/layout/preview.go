package layout

import (
	"fmt"

	"tertial/internal/content"
	"tertial/internal/data"
)

// Standing writes down all that a report's own pages show of the meetings: what
// one did with the report, where that is told, and the matter's address. While
// it is the same, other meetings may change without the report's pages.
func (s *Set) Standing(site *Site, m *content.Meta) string {
	matter := ""
	if site.Agenda != nil {
		if of := site.Agenda.MatterOf(m.Path); of != nil {
			matter = matterPath(of)
		}
	}
	return fmt.Sprintf("%+v\n%s\n%s\n%+v", s.reportState(site, m), s.meetingOf(site, m, ""), matter, s.notice(site, m))
}

// Cells are told where each fact of a report's tables is shown: the page, by its
// path from the report's folder, and the cell's id in it.
type Cells func(page, id string, f *data.Fact)

// told tells of a cell, where someone listens.
func (m *tableMaker) told(f *data.Fact, id string) {
	switch {
	case m.cells == nil:
	case m.full:
		m.cells("data/"+m.d.ID+"/index.html", id, f)
	default:
		m.cells("index.html", id, f)
	}
}
