package layout

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/agenda"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/golden"
)

// meetingSite reads the meetings of testdata/meetings.txtar, as staff see them
// on a day, and the texts and templates of the product.
func meetingSite(t *testing.T, lang, asOf string) (*Set, *Site) {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/meetings.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	diags := &diag.List{}
	site := &Site{Site: content.ReadSite(fsys, diags), Assets: &Assets{}, AsOf: asOf, BaseURL: "https://exempel.example/"}
	site.Committees = content.ReadCommittees(fsys, diags)
	reports := []*content.Meta{
		{Path: "omsorgsnamnden/2020/delarsrapport-1", Title: "Delårsrapport 1 2020", Kind: "interim-report", Dnr: "ON 2020:238", Meeting: "2020-05-26", Stage: "sent", Visibility: content.Public},
		{Path: "omsorgsnamnden/2020/uppdrag", Title: "Uppdragen", Kind: "assignment-report", Dnr: "ON 2020:238", Meeting: "2020-06-09", Visibility: content.Public},
		{Path: "omsorgsnamnden/2019/uppdrag", Title: "Uppdragen 2019", Kind: "assignment-report", Dnr: "ON 2020:238", Stage: "adjusted", Visibility: content.Public},
	}
	meetings := content.ScanMeetings(fsys, content.Seen{}, diags)
	site.Agenda = agenda.Link(agenda.Sources{Meetings: meetings, Reports: reports, Committees: site.Committees, AsOf: asOf}, diags)
	for _, m := range site.Agenda.Meetings {
		content.ParseMeeting(fsys, m.Meeting, diags)
	}
	for _, f := range diags.Sorted() {
		t.Errorf("%v", f)
	}
	set, err := NewSet(Files{os.DirFS("../../layouts")}, lang)
	if err != nil {
		t.Fatal(err)
	}
	return set, site
}

func sizes(_ *content.Meeting, file string) int64 {
	if file == "atgarder.pdf" {
		return 212_400
	}
	return -1
}

// TestMeetingPages holds every page of meetings and matters to what it was.
func TestMeetingPages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"sv", "en"} {
		set, site := meetingSite(t, lang, "2020-06-03")
		files, err := set.Meetings(site, MeetingsInput{Size: sizes, Sent: func(m *content.Meeting, day string) string {
			if day == "2020-05-22" {
				return m.Path + "/sent/2020-05-22/"
			}
			return ""
		}})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for _, f := range files {
			out.WriteString("-- " + f.Path + " --\n" + mainOf(string(f.Content)))
		}
		golden.Compare(t, "testdata/meetings."+lang+".golden", out.String())
	}
}

// mainOf is a page without what all pages share.
func mainOf(page string) string {
	from, to := strings.Index(page, "<main"), strings.Index(page, "</main>")
	if from < 0 || to < 0 {
		return strings.ReplaceAll(page, "\r\n", "\n")
	}
	_, head, _ := strings.Cut(page, `<p class="runhead">`)
	head, _, _ = strings.Cut(head, "</p>")
	notice := ""
	if _, rest, ok := strings.Cut(page, `<section class="notice`); ok {
		notice, _, _ = strings.Cut(rest, "\n")
	}
	return "notice:" + notice + "\nrunning head: " + head + "\n" + page[from:to]
}
