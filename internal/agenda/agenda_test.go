package agenda_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/agenda"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/golden"
)

// TestCases links and checks the site of each testdata/*.txtar on 1 June 2020,
// as staff do, or as the public where the case is named public-*. What is
// linked and what is said stands in want.txt.
func TestCases(t *testing.T) {
	t.Parallel()
	for _, c := range golden.Cases(t, "testdata/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			c.Compare(t, "want.txt", link(t, c.Archive, strings.HasPrefix(c.Name, "public-")))
		})
	}
}

const today = "2020-06-01"

// link reads a site as a build would, and says what came of it.
func link(t *testing.T, archive *txtar.Archive, public bool) string {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		if strings.Contains(f.Name, "/") {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	open := func(v content.Visibility, from string) bool { return !public || v == content.Public && from <= today }
	diags := new(diag.List)
	src := agenda.Sources{
		Committees: content.ReadCommittees(fsys, diags), AsOf: today, Staff: !public,
		Reports: content.Scan(fsys, func(m *content.Meta) bool { return open(m.Visibility, m.From) }, diags),
		Meetings: content.ScanMeetings(fsys, content.Seen{
			Meeting:   func(m *content.Meeting) bool { return open(m.Visibility, m.From) },
			Item:      func(_ *content.Meeting, it *content.Item) bool { return open(it.Visibility, it.From) },
			Decisions: func(m *content.Meeting, it *content.Item) bool { return !public || m.AdjustedFor(it) != "" },
		}, diags),
		Exists: func(name string) bool {
			_, report := fs.Stat(fsys, "content/"+name+"/report.md")
			_, meeting := fs.Stat(fsys, "content/"+name+".md")
			return report == nil || meeting == nil
		},
		Files: func(m *content.Meeting) ([]string, []string) {
			return names(fsys, m.Folder(), ""), names(fsys, "data/"+m.Path, ".csv")
		},
	}
	for _, m := range src.Meetings {
		content.ParseMeeting(fsys, m, diags)
	}
	a := agenda.Link(src, diags)
	a.Check(src, diags)
	return show(a) + "findings:\n" + findings(t, diags)
}

func names(fsys fs.FS, dir, suffix string) []string {
	entries, _ := fs.ReadDir(fsys, dir)
	var all []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), suffix); ok {
			all = append(all, name)
		}
	}
	return all
}

// show writes down what leads where.
func show(a *agenda.Agenda) string {
	var out strings.Builder
	for _, m := range a.Meetings {
		fmt.Fprintf(&out, "%s of %q, before %s, after %s\n", m.Path, m.Committee.Name, at(m.Before), at(m.After))
		for _, it := range m.Items {
			fmt.Fprintf(&out, "  %d %s: stage=%s late=%v decided=%v", it.Number, it.Title, it.Stage, it.Late, it.Decided)
			if it.Matter != nil {
				fmt.Fprintf(&out, " matter=%s", it.Matter.Number)
			}
			for _, at := range it.Attachments {
				fmt.Fprintf(&out, " [%s%s%s found=%v late=%v]", at.Title, at.Report, at.File, at.Meta != nil, at.Late)
			}
			for _, n := range it.Related {
				fmt.Fprintf(&out, " related=%s:%v", n.Text, n.Matter != nil)
			}
			fmt.Fprintf(&out, " numbers=%d\n", len(it.Numbers))
		}
	}
	for _, m := range a.Matters {
		fmt.Fprintf(&out, "%s/%s %s %q:", m.Committee.ID, m.ID, m.Number, m.Title)
		for _, it := range m.Items {
			fmt.Fprintf(&out, " %s:%d", path.Base(it.Meeting.Path), it.Number)
		}
		for _, it := range m.Mentioned {
			fmt.Fprintf(&out, " (%s:%d)", path.Base(it.Meeting.Path), it.Number)
		}
		for _, r := range m.Reports {
			fmt.Fprintf(&out, " %s:%v", path.Base(r.Path), a.MatterOf(r.Path) == m)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func at(m *agenda.Meeting) string {
	if m == nil {
		return "none"
	}
	return m.Date
}

// hole is a value that a message asks for and does not get.
var hole = regexp.MustCompile(`\{[a-z]+\}`)

// patterns have braces of their own.
var patterns = strings.NewReplacer("{year}", "", "{n}", "", "{doc}", "")

func findings(t *testing.T, diags *diag.List) string {
	t.Helper()
	var out strings.Builder
	for _, f := range diags.Sorted() {
		fmt.Fprintf(&out, "%s:%d:%d %s %s: %s\n", f.Place.File, f.Place.Line, f.Place.Column, f.Severity, f.Code, f.Message("sv"))
		if f.Instead != "" {
			fmt.Fprintf(&out, "  instead: %s\n", f.Instead)
		}
		for _, r := range f.Related {
			fmt.Fprintf(&out, "  %s:%d %s\n", r.Place.File, r.Place.Line, f.RelatedText(r, "sv"))
		}
		for _, lang := range diag.Languages() {
			if text := patterns.Replace(f.Message(lang)); hole.MatchString(text) {
				t.Errorf("%s: a message with a hole: %s", f.Code, text)
			}
		}
	}
	return out.String()
}

// TestEveryFindingHasACase: what the package can say is said in a case.
func TestEveryFindingHasACase(t *testing.T) {
	t.Parallel()
	var all strings.Builder
	for _, c := range golden.Cases(t, "testdata/*.txtar") {
		all.WriteString(c.Text("want.txt"))
	}
	for _, code := range []string{
		"MEETING-DATE", "MEETING-ITEM", "MEETING-FILE", "MEETING-PARAGRAPH", "MEETING-FROM", "MEETING-DECISION", "MEETING-REPORT", "DNR", "DECISION",
	} {
		if !strings.Contains(all.String(), " "+code+": ") {
			t.Errorf("no case says %s", code)
		}
	}
}

// TestDocs: the example that the pages for authors begin with is one that can
// be used as it stands, and both pages have the same.
func TestDocs(t *testing.T) {
	t.Parallel()
	var examples []string
	for _, lang := range []string{"sv", "en"} {
		page, err := os.ReadFile("../../docs/meetings." + lang + ".md")
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(page), "````markdown\n")
		example, _, ok := strings.Cut(rest, "````\n")
		if !ok {
			t.Fatalf("docs/meetings.%s.md has no example", lang)
		}
		examples = append(examples, example)
	}
	if examples[0] != examples[1] {
		t.Error("the examples of the two pages differ")
	}
	archive := &txtar.Archive{Files: []txtar.File{
		{Name: "content/socialnamnden/committee.yaml", Data: []byte("name: Socialnämnden\nbody: Kommunen\nnumbers: [\"SN/{year}:{n}\"]\n")},
		{Name: "content/socialnamnden/2026/meetings/2026-05-26.md", Data: []byte(examples[0])},
		{Name: "content/socialnamnden/2026/meetings/2026-05-26/kostnader.pdf"},
		{Name: "content/socialnamnden/2026/delarsrapport-1/report.md", Data: []byte("---\ntitle: Delårsrapport 1\nvisibility: public\ndnr: SN/2026:238\n---\n")},
		{Name: "data/socialnamnden/2026/meetings/2026-05-26/delegation.csv"},
	}}
	_, said, _ := strings.Cut(link(t, archive, false), "findings:\n")
	for line := range strings.Lines(said) {
		if !strings.Contains(line, " note MEETING-FROM: ") { // the example is in the future of the tests
			t.Error(line)
		}
	}
}

// FuzzNumber: two ways of writing one number are one matter, whatever their
// blanks and zeros, and its printed form is read as the same again.
func FuzzNumber(f *testing.F) {
	for _, text := range []string{"SN/2020:238", "SN 2020:0238", "SN/ 2020:238", "SN2020:238", "KS/2020:1", "sn/2020", "", "SN/2020:2380000000000"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		src := func(dnr string) (*agenda.Matter, *diag.List) {
			committee := &content.Committee{ID: "namnd", Body: "Kommun", Numbers: []string{"SN/{year}:{n}", "SN {year}:{n}"}}
			meta := &content.Meta{Path: "namnd/2020/rapport", Title: "Rapport", Dnr: dnr}
			diags := new(diag.List)
			a := agenda.Link(agenda.Sources{Committees: []*content.Committee{committee}, Reports: []*content.Meta{meta}}, diags)
			for _, found := range diags.Sorted() {
				_ = found.Message("sv")
			}
			return a.MatterOf(meta.Path), diags
		}
		matter, diags := src(text)
		if (matter == nil) != (diags.Len() > 0) && text != "" {
			t.Fatalf("%q: matter %v, findings %d", text, matter, diags.Len())
		}
		if matter == nil {
			return
		}
		again, _ := src(matter.Number)
		if again == nil || again.ID != matter.ID || again.Number != matter.Number {
			t.Errorf("%q is %s, and that is %v", text, matter.Number, again)
		}
	})
}
