package testsite

import (
	"io/fs"
	"strings"
	"testing"

	"tertial/internal/agenda"
	"tertial/internal/content"
	"tertial/internal/diag"
)

// TestMeetings: the meetings of a generated site give no finding at all, every
// report is on an agenda, and one matter goes through all meetings of a
// committee. The public gets nothing of what only staff may see.
func TestMeetings(t *testing.T) {
	t.Parallel()
	site := New(Options{Seed: 4, Committees: 3, Years: 3, Reports: 6, Meetings: true})
	for _, public := range []bool{false, true} {
		open := func(v content.Visibility) bool { return !public || v == content.Public }
		diags := &diag.List{}
		src := agenda.Sources{
			Committees: content.ReadCommittees(site, diags), Reports: content.Scan(site, nil, diags), AsOf: "2030-01-01", Staff: !public,
			Meetings: content.ScanMeetings(site, content.Seen{
				Meeting: func(m *content.Meeting) bool { return open(m.Visibility) },
				Item:    func(_ *content.Meeting, it *content.Item) bool { return open(it.Visibility) },
			}, diags),
			Files: func(m *content.Meeting) ([]string, []string) {
				var names []string
				entries, _ := fs.ReadDir(site, m.Folder())
				for _, e := range entries {
					names = append(names, e.Name())
				}
				return names, nil
			},
		}
		for _, m := range src.Meetings {
			content.ParseMeeting(site, m, diags)
		}
		a := agenda.Link(src, diags)
		a.Check(src, diags)
		for _, f := range diags.Sorted() {
			t.Errorf("%s:%d %s: %s", f.Place.File, f.Place.Line, f.Code, f.Message("en"))
		}
		if meetings := 3 * (1 + 3*6 - 1); len(a.Meetings) < meetings/2 || len(a.Meetings) > meetings {
			t.Errorf("%d meetings", len(a.Meetings))
		}
		for _, path := range site.Reports() {
			if m := a.MatterOf(path); m == nil || len(m.Items) == 0 {
				t.Errorf("%s is on no agenda", path)
			}
		}
		checkMatters(t, a)
		for _, m := range a.Meetings {
			for _, it := range m.Items {
				if public && strings.Contains(it.Title+it.Summary, Hidden) {
					t.Errorf("%s: the public sees %q", m.Path, it.Title)
				}
			}
			if public == strings.Contains(string(m.Source.Text), Hidden) || !m.SecretLine {
				t.Errorf("%s: public %v, but its source does not fit", m.Path, public)
			}
		}
	}
}

// checkMatters fails unless the matter that goes on for years is in every
// meeting of its committee, in the order of time.
func checkMatters(t *testing.T, a *agenda.Agenda) {
	t.Helper()
	meetings := map[string]int{}
	for _, m := range a.Meetings {
		meetings[m.Committee.ID]++
	}
	for _, m := range a.Matters {
		if m.Title != "Lokalplan" {
			continue
		}
		if len(m.Items) != meetings[m.Committee.ID] {
			t.Errorf("%s has %d items of %d meetings", m.Number, len(m.Items), meetings[m.Committee.ID])
		}
		for i := 1; i < len(m.Items); i++ {
			if m.Items[i-1].Meeting.Date >= m.Items[i].Meeting.Date {
				t.Errorf("%s: %s before %s", m.Number, m.Items[i-1].Meeting.Date, m.Items[i].Meeting.Date)
			}
		}
		delete(meetings, m.Committee.ID)
	}
	if len(meetings) > 0 {
		t.Errorf("committees without such a matter: %v", meetings)
	}
}
