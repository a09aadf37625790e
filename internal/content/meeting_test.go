package content

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
	"tertial/internal/golden"
	"tertial/internal/yamltree"
)

// toPublic is what a public build of 1 June 2020 sees.
func toPublic() Seen {
	open := func(v Visibility, from string) bool { return v == Public && from <= "2020-06-01" }
	return Seen{
		Meeting: func(m *Meeting) bool { return open(m.Visibility, m.From) },
		Item:    func(_ *Meeting, it *Item) bool { return open(it.Visibility, it.From) },
		Decisions: func(m *Meeting, it *Item) bool {
			adjusted := m.AdjustedFor(it)
			return adjusted != "" && adjusted <= "2020-06-01"
		},
	}
}

// TestMeetings reads the meetings of each testdata/meetings/*.txtar as staff
// and as the public do. What each sees and is told stands in want.txt.
func TestMeetings(t *testing.T) {
	t.Parallel()
	for _, c := range golden.Cases(t, "testdata/meetings/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			fsys := fstest.MapFS{}
			for _, f := range c.Files {
				if strings.Contains(f.Name, "/") {
					fsys[f.Name] = &fstest.MapFile{Data: f.Data}
				}
			}
			c.Compare(t, "want.txt", "STAFF\n"+readMeetings(t, fsys, Seen{})+"\nPUBLIC\n"+readMeetings(t, fsys, toPublic()))
		})
	}
}

// readMeetings reads all meetings as far as they may be seen, and dumps them.
func readMeetings(t *testing.T, fsys fstest.MapFS, seen Seen) string {
	t.Helper()
	diags := new(diag.List)
	d := &dumper{}
	for _, m := range ScanMeetings(fsys, seen, diags) {
		ParseMeeting(fsys, m, diags)
		d.meeting(m)
	}
	return d.out.String() + "findings:\n" + dumpFindings(t, diags)
}

func (d *dumper) meeting(m *Meeting) {
	d.line(0, "%s: %q %s %s stage=%s from=%q adjusted=%q whole=%v", m.Path, m.Title, m.Date, m.Visibility, m.Stage, m.From, m.Adjusted, m.Whole())
	d.line(1, "time=%s–%s place=%q kind=%q closed=%v cancelled=%v secret=%v board=%q", m.Time, m.Ends, m.Place, m.Kind, m.Closed, m.Cancelled, m.SecretLine, m.NoticeBoard)
	d.line(1, "source=%q summary=%q lang=%q example=%v", m.Origin, m.Summary, m.Lang, m.Example)
	for _, s := range m.Dispatches {
		d.line(1, "%s %s at %d", s.Kind, s.Date, s.Place.Line)
	}
	d.text(m.Text)
	for _, it := range m.Items {
		d.item(m, it)
	}
}

func (d *dumper) item(m *Meeting, it *Item) {
	at := it.At("title")
	d.line(1, "%d %q (%s) %s at %d:%d", it.Number, it.Title, it.ID, it.Visibility, at.Line, at.Column)
	d.line(2, "dnr=%q related=%q oral=%v stage=%s late=%v §=%d adjusted=%q from=%q", it.Dnr, it.Related, it.Oral, m.StageOf(it), m.Late(it), it.Paragraph, m.AdjustedFor(it), it.From)
	d.line(2, "memo=%q %q owner=%q done=%v summary=%q", it.MemoDate, it.Author, it.Owner, it.Done, it.Summary)
	for _, p := range it.Proposals {
		d.line(2, "proposal %s %s: %s", p.Origin, p.Kind, p.Text)
	}
	for _, p := range it.Decisions {
		d.line(2, "decision %s %s: %s", p.Origin, p.Kind, p.Text)
	}
	if it.Votes != nil {
		d.line(2, "votes %+v reservations %q", *it.Votes, it.Reservations)
	}
	for _, a := range it.Attachments {
		d.line(2, "attachment %q report=%q file=%q dispatch=%q at %d", a.Title, a.Report, a.File, a.Dispatch, a.Place.Line)
	}
	if len(it.Recipients)+len(it.Data) > 0 || it.Delegation != "" {
		d.line(2, "to %q data=%q delegation=%q", it.Recipients, it.Data, it.Delegation)
	}
	for _, r := range it.Reported {
		d.line(2, "reported %q by %q § %d %s %q", r.Title, r.By, r.Paragraph, r.Date, r.Dnr)
	}
	if it.Motion != nil {
		d.line(2, "motion by %q %s: %s", it.Motion.By, it.Motion.Submitted, it.Motion.Text)
		for _, c := range it.Motion.Clauses {
			d.line(3, "%q proposal=%s decision=%s (%s)", c.Text, c.Proposal, c.Decision, c.Comment)
		}
	}
	d.text(it.Memo)
}

func (d *dumper) text(doc *Document) {
	if doc == nil {
		return
	}
	sub := &dumper{doc: doc}
	for c := doc.Root.FirstChild(); c != nil; c = c.NextSibling() {
		sub.node(c, 2)
	}
	sub.lists()
	d.out.WriteString(sub.out.String())
}

const canary = "Kanariefågel"

// TestHiddenItems hides an item in every way that an author may write it, with
// a canary in its title, its values and its text: nothing of it is in what a
// public build gets, and its number and name are not either.
func TestHiddenItems(t *testing.T) {
	t.Parallel()
	items := map[string]string{
		"usual":           "  - number: 4\n    title: X\n    visibility: internal\n    proposals:\n      - X\n",
		"absent":          "  - number: 4\n    title: X\n",
		"later":           "  - number: 4\n    title: X\n    visibility: public\n    from: 2020-06-02\n",
		"committee":       "  - number: 4\n    visibility: committee\n    title: X\n",
		"withdrawn":       "  - number: 4\n    visibility: 'withdrawn'\n    title: X\n",
		"comment":         "  - number: 4 # X\n    # X\n    visibility: committee # public\n    title: X\n",
		"block text":      "  - number: 4\n    title: >-\n      X\n      - visibility: public\n    visibility: internal\n",
		"nested":          "  - number: 4\n    title: X\n    attachments:\n      - title: X\n        visibility: public\n    memo:\n      visibility: public\n",
		"dash alone":      "  -\n    number: 4\n    title: X\n    visibility: internal\n",
		"flush list":      "  - number: 4\n    title: X\n    proposals:\n    - X\n    - X\n",
		"quoted key":      "  - \"number\": 4\n    \"visibility\": \"internal\"\n    \"title\": \"X\"\n",
		"carriage return": "  - number: 4\r\n    title: X\r\n    visibility: internal\r\n",
		"twice":           "  - number: 4\n    visibility: public\n    title: X\n    visibility: internal\n",
		"misspelt":        "  - number: 4\n    visibility: Public\n    title: X\n",
		"bad date":        "  - number: 4\n    visibility: public\n    from: i morgon\n    title: X\n",
		"own name":        "  - number: 4\n    id: punkt-4\n    title: X\n",
		"flow":            "  - {number: 4, title: X, visibility: internal}\n",
		"open quote":      "  - number: 4\n    title: \"X\n    visibility: public\n    X\"\n    visibility: internal\n",
		"open bracket":    "  - number: 4\n    recipients: [X,\n    visibility: public\n    ,X]\n    visibility: internal\n",
		"dash in quotes":  "  - number: 4\n    title: \"X\n  - visibility: public\n    title: X\"\n    visibility: internal\n",
	}
	for name, item := range items {
		for _, below := range []bool{false, true} {
			t.Run(fmt.Sprint(name, below), func(t *testing.T) {
				t.Parallel()
				hide(t, item, below)
			})
		}
	}
}

// hide looks for the canary in all that the public gets of a meeting with the
// item before or behind one that all may see.
func hide(t *testing.T, item string, below bool) {
	t.Helper()
	item = strings.ReplaceAll(item, "X", canary)
	shown := "  - number: 3\n    title: Synlig punkt\n    visibility: public\n"
	all := shown + item
	if !below {
		all = item + shown
	}
	text := "---\nvisibility: public\nstage: sent\nitems:\n" + all + "---\n\nInledning.\n\n# A {#punkt-3}\n\nSynlig text.\n\n# " + canary +
		" {#punkt-4}\n\n" + canary + "\n\n## " + canary + "\n\n```\n# " + canary + " {#punkt-3}\n```\n\n# " + canary + "\n\n[^1]: " + canary + "\n"
	file := "content/namnd/2020/meetings/2020-05-26.md"
	fsys := fstest.MapFS{
		file: {Data: []byte(text)},
		"content/namnd/2020/meetings/2020-05-26/punkt-4.md": {Data: []byte(canary)},
	}
	diags := new(diag.List)
	found := ScanMeetings(fsys, toPublic(), diags)
	if len(found) != 1 {
		t.Fatalf("%d meetings\n%s", len(found), dumpFindings(t, diags))
	}
	m := found[0]
	ParseMeeting(fsys, m, diags)
	d := &dumper{}
	d.meeting(m)
	var said strings.Builder
	said.WriteString(dumpFindings(t, diags))
	for _, f := range diags.Sorted() {
		said.WriteString(f.Place.Text)
	}
	for what, got := range map[string]string{
		"dump": d.out.String(), "source": string(m.Source.Text), "cover": string(m.Cover([]byte(text))), "findings": said.String(),
	} {
		if strings.Contains(got, canary) {
			t.Errorf("the canary is in the %s:\n%s", what, got)
		}
	}
	if m.Text != nil && bytes.Contains(m.Text.Text, []byte(canary)) {
		t.Errorf("the canary is in the text")
	}
	if m.Reads("content/namnd/2020/meetings/2020-05-26/punkt-4.md") || len(m.Items) > 1 || m.Whole() {
		t.Errorf("the hidden item is read, %d items, whole: %v", len(m.Items), m.Whole())
	}
	if len(m.Items) == 0 && !diags.Failed() {
		t.Errorf("the visible item is gone, and nothing is said of it")
	}
}

// TestHiddenMeeting breaks everything about hidden meetings: nothing of them
// is read or reported but that it cannot be seen who may read them.
func TestHiddenMeeting(t *testing.T) {
	t.Parallel()
	broken := "title: [\nitems: ?\nfoo: \"\n---\n# x {#y}\n\xff\x00"
	for name, c := range map[string]struct {
		head string
		want []string
	}{
		"absent":    {"---\n", nil},
		"committee": {"---\nvisibility: committee\n", nil},
		"later":     {"---\nvisibility: public\nfrom: 2020-06-02\n", nil},
		"misspelt":  {"---\nvisibility: publik\n", []string{"VISIBILITY"}},
		"no head":   {"visibility: public\n", nil},
	} {
		diags := new(diag.List)
		fsys := fstest.MapFS{"content/namnd/2020/meetings/inte ett datum.md": {Data: []byte(c.head + broken)}}
		if found := ScanMeetings(fsys, toPublic(), diags); len(found) != 0 || !slices.Equal(codes(diags), c.want) {
			t.Errorf("%s: %d meetings, findings %v", name, len(found), codes(diags))
		}
	}
}

// TestSecretItem: what is marked secret may hold nothing at all, whoever may see
// the meeting; a bare mark is a line without number, title or count.
func TestSecretItem(t *testing.T) {
	t.Parallel()
	for item, bad := range map[string]bool{
		"  - secret: true\n":                                       false,
		"  - secret: true\n  - secret: true\n":                     false,
		"  - secret: true\n    visibility: public\n":               false,
		"  - number: 4\n    secret: true\n":                        true,
		"  - secret: true\n    title: Hemligt\n":                   true,
		"  - secret: ja\n    attachments:\n      - a\n":            true,
		"  - visibility: internal\n    secret: true\n    dnr: x\n": true,
	} {
		for _, visibility := range []string{"public", "internal"} {
			fsys := fstest.MapFS{"content/namnd/2020/meetings/2020-05-26.md": {Data: []byte("---\nvisibility: " + visibility + "\nitems:\n" + item + "---\n")}}
			diags := new(diag.List)
			found := ScanMeetings(fsys, toPublic(), diags)
			if got := slices.Contains(codes(diags), "SEKRETESS"); got != bad {
				t.Errorf("%s %q: findings %v", visibility, item, codes(diags))
			}
			if !bad && visibility == "public" && (len(found) != 1 || !found[0].SecretLine || len(found[0].Items) > 0) {
				t.Errorf("%q: %+v", item, found)
			}
		}
	}
	fsys := fstest.MapFS{"content/namnd/2020/meetings/2020-05-26.md": {Data: []byte("---\nsecret: true\nvisibility: public\n---\n")}}
	diags := new(diag.List)
	if found := ScanMeetings(fsys, Seen{}, diags); len(found) > 0 || !slices.Equal(codes(diags), []string{"SEKRETESS"}) {
		t.Errorf("a secret meeting: %d, %v", len(found), codes(diags))
	}
}

// FuzzMeeting reads any text as a meeting. Whatever the YAML says of who may
// see an item holds: in a build that is not stopped by an error, no value of an
// item that is not public is left for the public. The tree of the whole text
// is asked for it, which the gate does not know.
func FuzzMeeting(f *testing.F) {
	for _, c := range golden.Cases(f, "testdata/meetings/*.txtar") {
		for _, file := range c.Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(string(file.Data))
			}
		}
	}
	f.Add("---\nvisibility: public\nitems:\n  - title: \"abcdef\n  - visibility: public\n    title: ghijkl\"\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		file := "content/namnd/2020/meetings/2020-05-26.md"
		fsys := fstest.MapFS{file: {Data: []byte(text)}}
		readMeetings(t, fsys, Seen{})
		diags := new(diag.List)
		found := ScanMeetings(fsys, toPublic(), diags)
		if len(found) == 0 || diags.Failed() {
			return
		}
		ParseMeeting(fsys, found[0], diags)
		head := findHead([]byte(text))
		tree := yamltree.Parse(diag.NewSource(file, []byte(text)), head.start, head.end, new(diag.List))
		if diags.Failed() || tree == nil || tree.Get("items") == nil {
			return
		}
		cover := string(found[0].Cover([]byte(text)))
		for _, item := range tree.Get("items").Items {
			if v := item.Get("visibility"); v == nil || v.Text != string(Public) {
				uncovered(t, item, text, cover)
			}
		}
	})
}

// uncovered fails for a value of a hidden item that can still be read and
// stands nowhere else.
func uncovered(t *testing.T, n *yamltree.Node, text, cover string) {
	t.Helper()
	for _, f := range n.Fields {
		uncovered(t, f.Value, text, cover)
	}
	for _, item := range n.Items {
		uncovered(t, item, text, cover)
	}
	const telling = 6 // shorter values stand anywhere
	if n.Kind == yamltree.Scalar && len(n.Text) >= telling && strings.Count(text, n.Text) == 1 && strings.Contains(cover, n.Text) {
		t.Errorf("%q of a hidden item is left in\n%s", n.Text, cover)
	}
}

// TestUnclearItems: where quotes or brackets go on in the next line the gate
// does not say where an item ends, by itself, before the tree is asked.
func TestUnclearItems(t *testing.T) {
	t.Parallel()
	for items, unclear := range map[string]bool{
		"  - title: \"a\"\n":                       false,
		"  - title: 'it''s' # \"\n":                false,
		"  - to: [\"a]\", b]\n":                    false,
		"  - memo: {date: x}\n    title: a \"b\n":  false,
		"  - title: >-\n      \"a\n":               false,
		"  - title: \"a\n    b\"\n":                true,
		"  - title: 'it''s\n    b'\n":              true,
		"  - to: [\"a]\",\n    b]\n":               true,
		"  - memo: {date: \"}\n    \"}\n":          true,
		"  - proposals:\n      - \"a\n      b\"\n": true,
		"  - title: !!str \"a\n    b\"\n":          true,
		"  - {title: a}\n":                         true,
		"  - title\n":                              true,
		"  - a: b\n   c: d\n":                      true,
		"    - a: b\n  - c: d\n":                   true,
		"\t- a: b\n":                               true,
	} {
		if got := gateMeeting([]byte("---\nitems:\n"+items+"---\n")).unclear > 0; got != unclear {
			t.Errorf("%q: unclear %v", items, got)
		}
	}
}

// TestTreeAgainstGate: when the tree has other items than the gate decided
// about, as many as they may be, none is shown.
func TestTreeAgainstGate(t *testing.T) {
	t.Parallel()
	text := "---\nvisibility: public\nitems:\n  - title: En\n    visibility: public\n---\n"
	for name, move := range map[string]func(*itemGate){
		"before": func(g *itemGate) { g.start += len("  - t") }, "behind": func(g *itemGate) { g.end -= 30 }, "none": func(*itemGate) {},
	} {
		g := gateMeeting([]byte(text))
		move(&g.items[0])
		diags := new(diag.List)
		m := &Meeting{Path: "namnd/2020/meetings/2020-05-26", Visibility: Public, Source: diag.NewSource("m.md", []byte(text))}
		(&meetingScanner{diags: diags}).read(m, &g)
		if shown := name == "none"; shown != (len(m.Items) == 1) || shown == diags.Failed() {
			t.Errorf("%s: %d items, findings %v", name, len(m.Items), codes(diags))
		}
	}
}
