package content

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// meetingsFolder is where a committee's meetings of a year lie.
const meetingsFolder = "meetings"

// ScanMeetings finds the site's meetings and returns the front matter of what
// may be seen of them, in the order of their paths. It reads nothing of a file
// behind its front matter. Of what may not be seen nothing else is looked at
// than what decides it, so that its errors do not appear; that something is
// secret and yet has any material is a finding in any case.
func ScanMeetings(fsys fs.FS, seen Seen, diags *diag.List) []*Meeting {
	s := &meetingScanner{fsys: fsys, seen: seen, diags: diags}
	for _, committee := range committeeIDs(fsys, new(diag.List)) { // ReadCommittees reports
		years := folder{fsys: fsys, dir: path.Join(root, committee), diags: new(diag.List)}.items() // Scan reports
		for _, year := range folders(years) {
			if isYear(year) {
				s.year(path.Join(committee, year, meetingsFolder), year)
			}
		}
	}
	return s.found
}

// A meetingScanner is the state of one call of ScanMeetings.
type meetingScanner struct {
	fsys  fs.FS
	seen  Seen
	diags *diag.List
	found []*Meeting
}

func (s *meetingScanner) year(dir, year string) {
	in := folder{fsys: s.fsys, dir: path.Join(root, dir), diags: s.diags}
	for _, name := range files(in.items()) {
		date, ok := strings.CutSuffix(name, ".md")
		if !ok {
			continue
		}
		m := s.meeting(path.Join(dir, date))
		if m == nil {
			continue
		}
		if !isDate(date) || !strings.HasPrefix(date, year) {
			s.diags.Add(diag.New("MEETING-DATE", diag.Place{File: path.Join(in.dir, name)}, "name", name, "year", year).With("name"))
			continue
		}
		s.found = append(s.found, m)
	}
}

// meeting reads what may be seen of a meeting, or returns nil.
func (s *meetingScanner) meeting(name string) *Meeting {
	file := path.Join(root, name+".md")
	text, err := readHead(s.fsys, file)
	g := gateMeeting(text)
	m := &Meeting{Path: name, Date: path.Base(name), Visibility: g.visibility, From: g.from, Adjusted: g.adjusted, Secret: g.secret}
	whole := diag.NewSource(file, text)
	if s.secret(m, &g, whole) || g.secret {
		return nil
	}
	switch {
	case s.seen.Meeting != nil && !s.seen.Meeting(m):
		if g.doubtful {
			s.diags.Add(diag.New("VISIBILITY", diag.Place{File: file}).With("meeting"))
		}
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		s.diags.Report("FILE", diag.Place{File: file}, "reason", err)
		return nil
	}
	if !checkText(whole, s.diags) {
		return nil
	}
	m.Source = diag.NewSource(file, m.cover(s.seen, &g, whole, s.diags))
	s.read(m, &g)
	return m
}

// secret reports whether a meeting, or an item that has any material, is
// marked secret, and says so in every build.
func (s *meetingScanner) secret(m *Meeting, g *meetingGate, whole *diag.Source) bool {
	bad := g.secret
	if bad {
		s.diags.Report("SEKRETESS", whole.File(), "file", whole.Name)
	}
	for i, item := range g.items {
		m.SecretLine = m.SecretLine || item.secret
		if item.secret && !item.bare && !g.secret {
			bad = true
			s.diags.Add(diag.New("SEKRETESS", whole.Place(item.key, item.key+1).Unseen(), "number", i+1).With("item"))
		}
	}
	return bad
}

// cover notes what of the file may not be seen, and returns the front matter
// without it.
func (m *Meeting) cover(seen Seen, g *meetingGate, whole *diag.Source, diags *diag.List) []byte {
	for _, item := range g.items {
		if item.id != "" {
			m.veil.known = append(m.veil.known, item.id)
		}
		it := &Item{ID: item.id, Visibility: item.visibility, From: item.from, Adjusted: item.adjusted}
		if g.unclear == 0 && !item.secret && (seen.Item == nil || seen.Item(m, it)) {
			continue
		}
		if item.doubtful && g.unclear == 0 {
			diags.Add(diag.New("VISIBILITY", whole.Place(item.key, item.key+1).Unseen()).With("item"))
		}
		m.veil.items = append(m.veil.items, [2]int{item.start, item.end})
		m.veil.some = m.veil.some || !item.secret
		if item.id != "" {
			m.veil.hidden = append(m.veil.hidden, item.id)
		}
	}
	if g.unclear > 0 {
		diags.Add(diag.New("VISIBILITY", whole.Place(g.unclear, g.unclear+1).Unseen()).With("items"))
	}
	return m.veil.head(whole.Text)
}

// read reads the front matter strictly.
func (s *meetingScanner) read(m *Meeting, g *meetingGate) {
	found := findHead(m.Source.Text)
	if !found.ok {
		variant, at := "missing", m.Source.File()
		if found.start > 0 {
			variant, at = "open", m.Source.Place(found.first, found.first+3)
		}
		s.diags.Add(diag.New("FRONT", at).With(variant))
		return
	}
	r := &meetingReader{Meeting: m, diags: s.diags, seen: s.seen}
	o := yamltree.Parse(m.Source, found.start, found.end, s.diags).Object()
	r.meeting(o)
	r.items(o, g)
	o.Close()
}

// A meetingReader takes the front matter of a meeting apart.
type meetingReader struct {
	*Meeting
	diags *diag.List
	seen  Seen
}

func (r *meetingReader) meeting(o *yamltree.Object) {
	r.at = keyPlaces(o)
	r.Title = foldBlanks(o.String("title"))
	if date := o.Date("date"); date != "" && date != r.Date {
		r.diags.Add(diag.New("MEETING-DATE", o.PlaceOf("date"), "date", date, "name", r.Date))
	}
	r.Time = clockTime(o, "time")
	r.Ends = clockTime(o, "ends")
	r.Place = foldBlanks(o.String("place"))
	r.Kind = o.Enum("kind", MeetingKinds()...)
	r.Closed = o.Bool("closed")
	r.Cancelled = o.Bool("cancelled")
	r.Stage = o.Enum("stage", Stages()...)
	r.Dispatches = r.dispatches(o)
	r.Adjusted = o.Date("adjusted")
	r.NoticeBoard = webAddress(o, "notice_board", r.diags)
	r.Origin = foldBlanks(o.String("source"))
	r.Summary = foldBlanks(o.String("summary"))
	r.Lang = o.Enum("lang", diag.Languages()...)
	r.Example = o.Bool("example")
	r.Exceptions = exceptions(o, r.Source, []string{r.Source.Name, r.Folder(), "data/" + r.Path}, r.diags)
	o.Known("secret")
	visibility := Meta{Visibility: r.Visibility, From: r.From}
	readVisibility(&visibility, o, r.diags)
	r.Visibility, r.From = visibility.Visibility, visibility.From
}

// dispatches reads when papers were sent, in the order of the file.
func (r *meetingReader) dispatches(o *yamltree.Object) []Dispatch {
	var all []Dispatch
	for _, node := range o.List("dispatches") {
		entry := node.Object()
		if entry == nil {
			continue
		}
		required(entry, r.diags, "date")
		d := Dispatch{Date: entry.Date("date"), Kind: entry.Enum("kind", Summons, Supplement), Place: entry.PlaceOf("date")}
		entry.Close()
		if d.Kind == "" {
			d.Kind = Supplement
			if len(all) == 0 {
				d.Kind = Summons
			}
		}
		if d.Date != "" {
			all = append(all, d)
		}
	}
	return all
}

// items reads the agenda. The tree and the gate must have found the same items
// at the same places; else what was decided about them may hold for others.
func (r *meetingReader) items(o *yamltree.Object, g *meetingGate) {
	nodes := o.List("items")
	var gates []itemGate
	for _, item := range g.items {
		if !r.veiled(item) {
			gates = append(gates, item)
		}
	}
	agree := len(nodes) == len(gates)
	for i := 0; agree && i < len(nodes); i++ {
		agree = nodes[i].Start >= gates[i].start && nodes[i].End <= gates[i].end
	}
	if !agree {
		if g.unclear == 0 {
			r.diags.Add(diag.New("VISIBILITY", r.At("items").Unseen()).With("items"))
		}
		return
	}
	for i, node := range nodes {
		entry := node.Object()
		if entry == nil {
			continue
		}
		it := &Item{ID: gates[i].id, Visibility: gates[i].visibility, From: gates[i].from}
		r.item(it, entry)
		entry.Close()
		if r.seen.Item == nil || r.seen.Item(r.Meeting, it) {
			r.Items = append(r.Items, it)
		}
	}
}

func (r *meetingReader) veiled(item itemGate) bool {
	for _, span := range r.veil.items {
		if span[0] == item.start {
			return true
		}
	}
	return false
}

// keyPlaces notes where the values of a map's keys stand.
func keyPlaces(o *yamltree.Object) places {
	at := places{"": o.Place()}
	if node := o.Node(); node != nil {
		for _, f := range node.Fields {
			at[f.Key] = f.Value.Place()
		}
	}
	return at
}

// hasText reports whether a stretch of Markdown says anything.
func hasText(text []byte) bool { return len(bytes.TrimSpace(text)) > 0 }
