package layout

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/agenda"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/golden"
)

// meetingSite reads the meetings of testdata/meetings.txtar, as staff see them
// on a day, and the texts and templates of the product.
func meetingSite(t *testing.T, lang, asOf string) (*Set, *Site) {
	t.Helper()
	set, site, _ := meetingFiles(t, lang, asOf)
	return set, site
}

func meetingFiles(t *testing.T, lang, asOf string) (*Set, *Site, fs.FS) {
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
		{Path: "omsorgsnamnden/2020/bifogad", Title: "Bifogad", Kind: "monthly-report", Visibility: content.Public},
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
	return set, site, fsys
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
		files, err := set.Meetings(site, MeetingsInput{Staff: true, Size: sizes, Sent: func(m *content.Meeting, day string) string {
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

// TestDelegations holds that the decisions of delegates are listed on the page
// of their meeting, and that their dataset has a page below it.
func TestDelegations(t *testing.T) {
	t.Parallel()
	set, site, fsys := meetingFiles(t, "sv", "2020-06-03")
	path := "omsorgsnamnden/2020/meetings/2020-05-26"
	diags := &diag.List{}
	d, err := data.ReadDataset(fsys, path, "delegation", data.Defaults{Date: "2020-05-26", Lang: "sv"}, nil, diags)
	if err != nil || d == nil || diags.Len() > 0 {
		t.Fatal(err, diags.Sorted())
	}
	meeting := site.Agenda.Meeting(path)
	files, err := set.Meetings(site, MeetingsInput{Delegations: map[*content.Item]*data.Dataset{meeting.Items[2].Item: d}})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, f := range files {
		pages[f.Path] = strings.ReplaceAll(string(f.Content), "\u00a0", " ")
	}
	for page, wants := range map[string][]string{
		path + "/index.html": {"4 beslut på delegation anmäls till nämnden 26 maj 2020.", `id="punkt-3-delegation"`, "Handläggare", `href="../../../../` + path + `/data/delegation/index.html"`},
		path + "/data/delegation/index.html": {
			`<a href="../../index.html">`, "<strong>Justerat 2 juni 2020.</strong>", "Anmälda delegationsbeslut", `href="delegation.xlsx"`, `href="../../../../../../omsorgsnamnden/2020/meetings/2020-05-26/index.html">26 maj 2020`,
		},
		path + "/data/delegation/delegation.csv": {"Serveringstillstånd"},
	} {
		for _, want := range wants {
			if !strings.Contains(pages[page], want) {
				t.Errorf("%s lacks %s", page, want)
			}
		}
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
