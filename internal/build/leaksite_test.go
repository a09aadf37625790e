package build_test

import (
	"fmt"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/testpublish"
)

// The days of the leak table: papers open on the 20th of May or in July, the
// committee's window opens on the 19th and closes ten days after the 1st of June.
const (
	leakSent     = "2020-05-19"
	leakSoon     = "2020-05-20"
	leakLater    = "2020-07-01"
	leakAdjusted = "2020-06-01"
	leakLast     = "2020-06-11"
	leakMeeting  = "2020-05-26"
)

func leakDays() []string {
	return []string{"2020-05-18", leakSoon, "2020-06-05", "2020-06-12", "2020-07-02"}
}

// A plantedThing is one thing of a site that has words of its own, canaries, which
// stand nowhere else: kanarie, two letters for the thing, one for the place.
type plantedThing struct {
	kind       string // report, edition, gone, meeting, item, sent, stray
	visibility string
	from       string
	window     [2]string     // of the meeting that it belongs to; "" is no end
	within     *plantedThing // the meeting of an item
	adjusted   string        // when the decision may be told
	index      int
}

// word is a canary of the thing for a place. What stands at place z is for
// nobody to read, at s for staff, and at d what was decided.
func (p *plantedThing) word(place byte) string {
	return "Kanarie" + string([]byte{'a' + byte(p.index/26), 'a' + byte(p.index%26), place})
}

// visible is the table of the design, written once more and in another way than
// the program has it: the letters of those who see the thing.
func (p *plantedThing) visible(day string) string {
	open := p.from == "" || p.from <= day
	inside := p.window[0] <= day && (p.window[1] == "" || day <= p.window[1])
	var who string
	switch {
	case p.kind == "gone" || p.kind == "stray":
		return ""
	case p.kind == "edition":
		return "scp"
	case p.visibility == "internal":
		who = "s"
	case p.visibility == "committee" && open && inside:
		who = "sc"
	case p.visibility == "committee":
		who = "s"
	case p.kind == "report": // the public sees a report as an edition only
		who = "sc"
	case open:
		who = "scp"
	default:
		who = "sc"
	}
	if p.within != nil {
		who = common(who, p.within.visible(day))
	}
	return who
}

func common(a, b string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(b, r) {
			return r
		}
		return -1
	}, a)
}

// tells decides whether a word of the thing may stand in what an audience gets.
func (p *plantedThing) tells(place byte, who, day string) bool {
	switch {
	case place == 'z':
		return false
	case place == 's':
		return who == "s" && p.visible(day) != ""
	case place == 'd' && p.kind == "item":
		return strings.Contains(p.visible(day), who) && (who == "s" || p.adjusted != "" && p.adjusted <= day)
	default:
		return strings.Contains(p.visible(day), who)
	}
}

// told decides whether a word of the thing may stand in a message to those who
// build for an audience: a line of what it sees may be quoted, staff are told of
// stray files, and that a public report waits for its edition is said to all.
func (p *plantedThing) told(place byte, who, day string) bool {
	switch {
	case p.kind == "stray":
		return who == "s"
	case p.kind == "report" && who == "p":
		return place == 'c' && p.visibility == "public" && p.from <= day
	default:
		return p.tells(place, who, day) || (place == 'z' || place == 's') && p.tells('a', who, day)
	}
}

// A leakSite is a site with hidden things of all kinds.
type leakSite struct {
	things []*plantedThing
	frozen map[string]string // files that commands have made: editions, dispatches, the log
}

func (s *leakSite) add(p plantedThing) *plantedThing {
	p.index = len(s.things)
	s.things = append(s.things, &p)
	return &p
}

// all returns the things of a kind.
func (s *leakSite) all(kind string) (found []*plantedThing) {
	for _, p := range s.things {
		if p.kind == kind {
			found = append(found, p)
		}
	}
	return found
}

// newLeakSite plants a thing for every visibility, date and window.
func newLeakSite() *leakSite {
	s := &leakSite{}
	window := [2]string{leakSent, leakLast}
	for _, v := range []string{"internal", "committee", "public"} {
		for _, from := range []string{"", leakSoon, leakLater} {
			s.add(plantedThing{kind: "report", visibility: v, from: from})
			s.add(plantedThing{kind: "report", visibility: v, from: from, window: window})
		}
	}
	main := s.add(plantedThing{kind: "meeting", visibility: "public", from: leakSent, window: window, adjusted: leakAdjusted})
	for _, v := range []string{"internal", "committee", "public"} {
		for _, from := range []string{"", leakSoon, leakLater} {
			s.add(plantedThing{kind: "item", visibility: v, from: from, window: window, within: main, adjusted: leakAdjusted})
		}
		s.add(plantedThing{kind: "item", visibility: v, window: window, within: main, adjusted: "2020-06-03"})
		for _, from := range []string{"", leakLater} {
			for _, adjusted := range []string{"", leakAdjusted} {
				w := [2]string{from, ""}
				if adjusted != "" {
					w[1] = leakLast
				}
				m := s.add(plantedThing{kind: "meeting", visibility: v, from: from, window: w, adjusted: adjusted})
				s.add(plantedThing{kind: "item", visibility: "public", window: w, within: m, adjusted: adjusted})
			}
		}
	}
	for _, kind := range []string{"edition", "gone", "stray"} {
		s.add(plantedThing{kind: kind, visibility: "public"})
	}
	s.add(plantedThing{kind: "later", visibility: "internal"})
	s.add(plantedThing{kind: "later", visibility: "internal"})
	s.add(plantedThing{kind: "sent", visibility: "committee", from: leakSent, window: window})
	return s
}

// files are the sources of the site with the things that keep accepts. Early
// is the site as it was before the first papers were sent.
func (s *leakSite) files(keep func(*plantedThing) bool, decided func(*plantedThing) bool, early bool) map[string]string {
	files := map[string]string{
		"content/site.yaml":            "name: Kommunen\ncontact: {email: kommunen@example.org}\n" + statement,
		"content/namnd/committee.yaml": "name: Nämnden\npreview_days: 10\n",
	}
	for i, p := range s.all("report") {
		if keep(p) {
			p.report(files, i)
		}
	}
	for i, m := range s.all("meeting") {
		if keep(m) {
			s.meeting(files, m, i, keep, decided, early)
		}
	}
	for _, p := range s.all("stray") {
		if keep(p) {
			files["content/namnd/"+p.word('a')+".txt"] = p.word('b')
			files["content/namnd/2020/meetings/"+leakMeeting+"/"+p.word('c')+".txt"] = p.word('d')
			files["data/namnd/2020/"+p.word('e')+"/x.csv"] = p.word('f') + ";" + p.word('g') + "\n"
		}
	}
	if early {
		return files
	}
	for name, content := range s.frozen {
		if !strings.Contains(name, "/dispatches/") || keep(s.all("sent")[0]) {
			files[name] = content
		}
	}
	for i, p := range s.all("later") { // the working copies of what was published
		if keep(p) {
			files["content/namnd/2020/"+[]string{"utgivet", "indraget"}[i]+"/report.md"] = p.published("internal")
		}
	}
	return files
}

// report writes a report with words in everything that a report has.
func (p *plantedThing) report(files map[string]string, i int) {
	stages := []string{"draft", "sent", "supplemented", "decided", "adjusted", "referred-back", "tabled", "corrected"}
	front := "title: Rapport " + p.word('a') + "\nkind: interim-report\nperiod: 2020-01/2020-04\nvisibility: " + p.visibility +
		"\nstage: " + stages[i%len(stages)] + "\nsummary: Om " + p.word('b') + "\ndnr: " + p.word('h') + "\nsource: " + p.word('i') + " # " + p.word('z') + "\n"
	if p.from != "" {
		front += "from: " + p.from + "\n"
	}
	if p.window[0] != "" {
		front += "meeting: " + leakMeeting + "\n"
	}
	name := "namnd/2020/" + strings.ToLower(p.word('c'))
	files["content/"+name+"/report.md"] = "---\n" + front + "---\n\n# Om " + p.word('d') + " {#" + strings.ToLower(p.word('e')) + " owner=" + strings.ToLower(p.word('s')) + "}\n\n<!-- " + p.word('z') + " -->\n\nText " +
		p.word('f') + " och `=" + strings.ToLower(p.word('g')) + "[" + p.word('k') + "; Netto; prognos]`.\n\n```table\nid: tab-x\ndata: " + strings.ToLower(p.word('g')) + "\ncaption: " + p.word('j') + "\n```\n"
	data := "data/" + name + "/" + strings.ToLower(p.word('g'))
	files[data+".csv"] = "verksamhet;rad;budget;prognos;avvikelse\n" + p.word('k') + ";Netto;-800,0;-795,5;5,5\n"
	files[data+".yaml"] = "# " + p.word('z') + "\ntitle: Om " + p.word('l') + "\nkind: operating-budget\nunit: tkr\nnote: " + p.word('m') +
		"\ncolumns:\n  verksamhet: activity\n  rad: line\n  budget: {value: budget, scope: full-year, year: 2020}\n  prognos: {value: forecast, scope: full-year, year: 2020}\n  avvikelse: {value: deviation, of: prognos, against: budget}\n" +
		"known_differences:\n  - {rule: DEV, at: \"" + p.word('k') + "; Netto; avvikelse\", stated: \"5,5\", expected: \"4,5\", reason: Enligt " + p.word('n') + ", role: controller}\n"
}

// day is when a meeting is: the one whose papers are sent, or another.
func (p *plantedThing) day(i int) string {
	if i == 0 {
		return leakMeeting
	}
	return fmt.Sprintf("2020-05-%02d", i)
}

// meeting writes a meeting with those of its items that keep accepts.
func (s *leakSite) meeting(files map[string]string, m *plantedThing, i int, keep, decided func(*plantedThing) bool, early bool) {
	day := m.day(i)
	name := "namnd/2020/meetings/" + day
	stages := []string{"adjusted", "draft", "sent", "decided", "adjusted"}
	front := "title: Om " + m.word('a') + "\nplace: " + m.word('b') + "\nsummary: " + m.word('c') + "\nsource: " + m.word('e') + "\nvisibility: " + m.visibility + "\n"
	stage := stages[i%len(stages)]
	if early && i == 0 {
		stage = "sent"
	}
	if i == 0 {
		front += "dispatches: [{date: " + leakSent + "}]\n"
	}
	front += "stage: " + stage + "\n"
	if m.from != "" {
		front += "from: " + m.from + "\n"
	}
	if m.adjusted != "" && !early {
		front += "adjusted: " + m.adjusted + "\n"
	}
	text := "\nText " + m.word('f') + "\n"
	front += "items:\n"
	if i == 0 {
		front += "  - title: Upprop\n    visibility: public\n    summary: " + s.lastWord(keep, early) + "\n"
	}
	n := 0
	for _, it := range s.all("item") {
		if it.within != m {
			continue
		}
		n++
		if keep(it) {
			entry, section := it.item(files, name, n, decided(it) && !early)
			front, text = front+entry, text+section
		}
	}
	files["content/"+name+".md"] = "---\n" + front + "---\n" + text
}

// lastWord is what stood in the papers when they were sent, and does not any more.
func (s *leakSite) lastWord(keep func(*plantedThing) bool, early bool) string {
	if sent := s.all("sent")[0]; early && keep(sent) {
		return "Om " + sent.word('a')
	}
	return "Det som gäller."
}

// item writes an item with words in everything that an item has, and returns
// its lines of the agenda and its section.
func (p *plantedThing) item(files map[string]string, meeting string, n int, decided bool) (entry, section string) {
	id := strings.ToLower(p.word('a'))
	entry = "  - id: " + id + "\n    title: Om " + p.word('b') + " # " + p.word('z') + "\n    dnr: " + p.word('c') + "\n    visibility: " + p.visibility + "\n    summary: " + p.word('e') +
		"\n    related: [" + p.word('f') + "]\n    proposals: [Om " + p.word('g') + "]\n    recipients: [" + p.word('h') + "]\n    owner: " + strings.ToLower(p.word('s')) + "\n" +
		"    attachments: [{file: " + p.word('i') + ".jpg, title: " + p.word('j') + "}, " + p.word('k') + "]\n    reported: [{title: " + p.word('l') + ", by: " + p.word('m') + "}]\n" +
		"    data: [" + strings.ToLower(p.word('n')) + "]\n    delegation: " + strings.ToLower(p.word('n')) + "\n"
	if p.window[0] == leakSent && p.window[1] == leakLast { // its papers are sent
		entry += "    done: true\n"
	}
	if p.from != "" {
		entry += "    from: " + p.from + "\n"
	}
	if p.adjusted != "" && p.adjusted != p.within.adjusted {
		entry += "    adjusted: " + p.adjusted + "\n"
	}
	if decided {
		entry += "    decisions: [Om " + p.word('d') + "]\n    reservations: [" + p.word('d') + "]\n"
	}
	files["content/"+meeting+"/"+p.word('i')+".jpg"] = jpeg(p.word('o'))
	data := "data/" + meeting + "/" + strings.ToLower(p.word('n'))
	files[data+".csv"] = "beslutstyp;antal\n" + p.word('p') + ";5\n"
	files[data+".yaml"] = "title: " + p.word('q') + "\nkind: decisions-delegation\n"
	text := "Det gäller " + p.word('r') + ".\n\n<!-- " + p.word('z') + " -->\n"
	if n%2 == 0 {
		files["content/"+meeting+"/"+id+".md"] = text
		return entry, ""
	}
	return entry, "\n# Om " + p.word('b') + " {#" + id + "}\n\n" + text
}

// published is a report that was published, or its working copy.
func (p *plantedThing) published(visibility string) string {
	return "---\ntitle: Om " + p.word('a') + "\nkind: interim-report\nperiod: 2020-01/2020-04\nvisibility: " + visibility +
		"\nstage: sent\nauthor: controller\n---\n\n# Läget\n\n<!-- " + p.word('z') + " -->\n\nText " + p.word('b') + ".\n"
}

// freeze publishes, withdraws and sends what the site has of that.
func (s *leakSite) freeze(t *testing.T) {
	t.Helper()
	everything := func(*plantedThing) bool { return true }
	root := t.TempDir()
	early := s.files(everything, everything, true)
	edition, gone := s.all("edition")[0], s.all("gone")[0]
	early["content/namnd/2020/utgivet/report.md"], early["content/namnd/2020/indraget/report.md"] = edition.published("public"), gone.published("public")
	writeAll(t, root, early)
	cfg := config(root, build.Staff)
	cfg.AsOf = "2020-05-10"
	for _, name := range []string{"utgivet", "indraget"} {
		if _, err := testpublish.One(t.Context(), cfg, build.PublishRequest{Report: "namnd/2020/" + name}); err != nil {
			t.Fatal(err)
		}
	}
	if w, err := build.Withdraw(t.Context(), cfg, build.WithdrawRequest{Report: "namnd/2020/indraget", Reason: "Fel underlag", By: "nämndsekreterare", Preserved: "e-arkivet"}); err != nil || w.Failed() {
		t.Fatal(err, w)
	}
	cfg.AsOf = leakSent
	sent, err := build.SendPapers(t.Context(), cfg, build.DispatchRequest{Meeting: "namnd/2020/meetings/" + leakMeeting, Random: testpublish.Random(3)})
	if err != nil || sent.Failed() {
		t.Fatal(err, sent.Steps, text(t, sent.Findings))
	}
	s.frozen = map[string]string{}
	for name, content := range readAll(t, root) {
		if strings.Contains(name, "/editions/") || strings.Contains(name, "/dispatches/") || name == "content/log.txt" {
			s.frozen[name] = string(content)
		}
	}
}
