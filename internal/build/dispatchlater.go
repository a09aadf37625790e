package build

import (
	"cmp"
	"path"
	"slices"

	"tertial/internal/agenda"
	"tertial/internal/content"
	"tertial/internal/layout"
)

// later reports whether something comes with a later dispatch than the one that
// is made on a day: it names that dispatch, or opens on its day.
func later(m *content.Meeting, dispatch, from, day string) bool {
	if slices.ContainsFunc(m.Dispatches, func(s content.Dispatch) bool { return s.Date == from }) {
		dispatch = max(dispatch, from)
	}
	return dispatch > day
}

// A paperDay is what has to do with the day on which papers come.
type paperDay struct {
	kept, late map[string]bool // paths of reports, and of files from the site's root
	items      map[*agenda.Item]bool
}

// leaveLater takes off the agenda what comes with a later dispatch: items,
// attachments, and the reports that they lead to.
func (d *dispatcher) leaveLater() {
	days := paperDay{kept: map[string]bool{}, late: map[string]bool{}, items: map[*agenda.Item]bool{}}
	m, day := d.meeting.Meeting, d.cfg.AsOf
	for _, it := range d.meeting.Items {
		gone := later(m, it.Dispatch, it.From, day)
		days.items[it] = gone
		it.Attachments = slices.DeleteFunc(slices.Clone(it.Attachments), func(a agenda.Attachment) bool {
			out := gone || later(m, cmp.Or(a.Dispatch, it.Dispatch), fromOf(a.Meta), day)
			days.note(m, &a, out)
			return out
		})
		if it.Matter == nil {
			continue
		}
		for _, r := range it.Matter.Reports {
			if r.Meeting == m.Date && r.Committee() == m.Committee() && (gone || later(m, "", r.From, day)) {
				days.late[r.Path] = true
			}
		}
	}
	d.late = days.late
	for name := range days.kept {
		delete(d.late, name)
	}
	d.meeting.Items = slices.DeleteFunc(slices.Clone(d.meeting.Items), func(it *agenda.Item) bool { return days.items[it] })
	for _, matter := range d.site.Agenda.Matters {
		matter.Items = slices.DeleteFunc(slices.Clone(matter.Items), func(it *agenda.Item) bool { return days.items[it] })
		matter.Mentioned = slices.DeleteFunc(slices.Clone(matter.Mentioned), func(it *agenda.Item) bool { return days.items[it] })
		matter.Reports = slices.DeleteFunc(slices.Clone(matter.Reports), func(r *content.Meta) bool { return d.late[r.Path] })
	}
}

func fromOf(m *content.Meta) string {
	if m == nil {
		return ""
	}
	return m.From
}

// note notes the report or file that an attachment leads to.
func (p *paperDay) note(m *content.Meeting, a *agenda.Attachment, late bool) {
	there := p.kept
	if late {
		there = p.late
	}
	switch {
	case a.Meta != nil:
		there[a.Meta.Path] = true
	case a.File != "":
		there[path.Join(m.Folder(), a.File)] = true
	}
}

// comesNow reports whether something that an earlier dispatch left out comes
// with this one: then the papers are others, although no file is.
func (d *dispatcher) comesNow(before string) bool {
	m := d.meeting.Meeting
	return slices.ContainsFunc(d.meeting.Items, func(it *agenda.Item) bool {
		return later(m, it.Dispatch, it.From, before) || slices.ContainsFunc(it.Attachments, func(a agenda.Attachment) bool {
			return later(m, cmp.Or(a.Dispatch, it.Dispatch), fromOf(a.Meta), before)
		})
	})
}

// attachedNow reads the files that the items that are sent have attached.
func (d *dispatcher) attachedNow() ([]layout.File, error) {
	m := *d.meeting.Meeting
	m.Items = nil
	for _, it := range d.meeting.Items {
		one := *it.Item
		one.Attachments = nil
		for i := range it.Attachments {
			one.Attachments = append(one.Attachments, it.Attachments[i].Attachment)
		}
		m.Items = append(m.Items, &one)
	}
	return d.attached(&m)
}
