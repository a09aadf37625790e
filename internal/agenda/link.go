package agenda

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
)

// Link links meetings. What cannot be linked is a finding, and linking goes on.
func Link(src Sources, diags *diag.List) *Agenda {
	l := &linker{
		Agenda: &Agenda{byPath: map[string]*Meeting{}, byReport: map[string]*Matter{}},
		src:    src, diags: diags, numbers: newRegister(src.Committees, diags), matters: map[string]*Matter{},
	}
	for _, m := range src.Meetings {
		l.meeting(m)
	}
	l.neighbours()
	for _, meta := range src.Reports {
		l.report(meta)
	}
	l.settle()
	l.misfits()
	for _, m := range l.Meetings {
		for _, it := range m.Items {
			l.mentions(it)
		}
	}
	for _, m := range l.Matters {
		slices.SortStableFunc(m.Mentioned, byTime)
	}
	return l.Agenda
}

// A linker is the state of one call of Link.
type linker struct {
	*Agenda
	src     Sources
	diags   *diag.List
	numbers *register
	matters map[string]*Matter // by key
	wrong   []misfit
}

// A misfit is a diary number that fits no pattern. It is reported when all
// matters are known, so that the nearest can be named.
type misfit struct {
	text      string
	committee *content.Committee
	at        diag.Place
}

func (l *linker) meeting(from *content.Meeting) {
	m := &Meeting{Committee: l.committee(from.Committee())}
	m.Meeting = withDefaults(from, m.Committee.Meetings)
	l.byPath[from.Path] = m
	l.Meetings = append(l.Meetings, m)
	for _, item := range from.Items {
		adjusted := from.AdjustedFor(item)
		it := &Item{
			Item: item, Meeting: m, Stage: from.StageOf(item), Late: from.Late(item),
			Decided: adjusted != "" && (l.src.AsOf == "" || adjusted <= l.src.AsOf),
		}
		m.Items = append(m.Items, it)
		if item.Dnr != "" {
			it.Matter = l.matter(item.Dnr, m.Committee, item.At("dnr"))
		}
		if it.Matter != nil {
			it.Matter.Items = append(it.Matter.Items, it)
		}
		for _, a := range item.Attachments {
			if a.Report == "" || slices.Contains(l.src.Withdrawn, a.Report) || !slices.Contains(l.src.Waiting, a.Report) {
				it.Attachments = append(it.Attachments, l.attachment(it, a))
			}
		}
	}
}

// withDefaults returns the meeting with what all meetings of its committee have.
func withDefaults(from *content.Meeting, all content.MeetingDefaults) *content.Meeting {
	m := *from
	m.Time = cmp.Or(m.Time, all.Time)
	m.Place = cmp.Or(m.Place, all.Place)
	m.NoticeBoard = cmp.Or(m.NoticeBoard, all.NoticeBoard)
	return &m
}

// committee returns a committee; one without a file has its id only.
func (l *linker) committee(id string) *content.Committee {
	for _, c := range l.src.Committees {
		if c.ID == id {
			return c
		}
	}
	return &content.Committee{ID: id, Name: id}
}

// matter returns the matter that a number names in a committee's papers, or
// nil, which is a finding where the committee says how its numbers look.
func (l *linker) matter(text string, c *content.Committee, at diag.Place) *Matter {
	n, ok := l.numbers.read(text, c)
	if !ok {
		if l.numbers.has(c) {
			l.wrong = append(l.wrong, misfit{text, c, at})
		}
		return nil
	}
	key := n.key()
	if l.matters[key] == nil {
		first := n.pattern
		for _, p := range l.numbers.patterns {
			if p.committee == first.committee && p.prefix == first.prefix {
				first = p
				break
			}
		}
		l.matters[key] = &Matter{Number: first.print(n.year, n.n), Committee: first.committee, ID: n.id(), year: n.year, n: n.n}
		l.Matters = append(l.Matters, l.matters[key])
	}
	return l.matters[key]
}

// report finds the matter of a report.
func (l *linker) report(meta *content.Meta) {
	if meta.Dnr == "" {
		return
	}
	m := l.matter(meta.Dnr, l.committee(meta.Committee()), keyPlace(meta, "dnr"))
	if m != nil {
		m.Reports = append(m.Reports, meta)
		l.byReport[meta.Path] = m
	}
}

// keyPlace is where a key of a report's front matter stands, with its value.
func keyPlace(meta *content.Meta, key string) diag.Place {
	if meta.Source == nil {
		return diag.Place{File: "content/" + meta.Path + "/report.md"}
	}
	mark := "\n" + key + ":"
	at := bytes.Index(meta.Source.Text, []byte(mark))
	if at < 0 {
		return meta.Source.File()
	}
	start := at + len(mark)
	value := meta.Source.Text[start:]
	if end := bytes.IndexAny(value, "\r\n"); end >= 0 {
		value = value[:end]
	}
	start += len(value) - len(bytes.TrimLeft(value, " "))
	return meta.Source.Place(start, start+len(bytes.TrimSpace(value)))
}

// attachment finds what a paper leads to.
func (l *linker) attachment(it *Item, a content.Attachment) Attachment {
	dispatch := cmp.Or(a.Dispatch, it.Dispatch)
	linked := Attachment{Attachment: a, Late: it.Meeting.Late(&content.Item{Dispatch: dispatch})}
	linked.Gone = slices.Contains(l.src.Withdrawn, a.Report)
	if a.Report == "" || linked.Gone {
		return linked
	}
	for _, meta := range l.src.Reports {
		if meta.Path == a.Report {
			linked.Meta = meta
			return linked
		}
	}
	if l.src.Exists != nil && l.src.Exists(a.Report) {
		at := diag.Place{File: "content/" + a.Report + "/report.md"}
		l.diags.Add(diag.New("MEETING-FILE", a.Place, "report", "/"+a.Report).With("hidden").See("report", at))
		return linked
	}
	l.missing(diag.New("MEETING-FILE", a.Place, "report", "/"+a.Report).With("report"), "/"+a.Report, l.reportPaths())
	return linked
}

// missing adds a finding with the nearest of what there is.
func (l *linker) missing(f diag.Finding, word string, candidates []string) {
	if near := diag.Nearest(word, candidates); near != "" {
		f.Args = append(f.Args, diag.Args("nearest", near)...)
		f = f.With(withNearest(f.Variant)).Propose(near)
	}
	l.diags.Add(f)
}

// withNearest is the variant of a message that also names the nearest thing.
func withNearest(variant string) string {
	switch variant {
	case "report":
		return "report-nearest"
	case "data":
		return "data-nearest"
	default:
		return "nearest"
	}
}

func (l *linker) reportPaths() []string {
	paths := make([]string, len(l.src.Reports))
	for i, meta := range l.src.Reports {
		paths[i] = "/" + meta.Path
	}
	return paths
}

// neighbours links each meeting to the committee's meetings before and after.
func (l *linker) neighbours() {
	slices.SortStableFunc(l.Meetings, func(a, b *Meeting) int { return cmp.Compare(a.Path, b.Path) })
	for i := 1; i < len(l.Meetings); i++ {
		if a, b := l.Meetings[i-1], l.Meetings[i]; a.Committee.ID == b.Committee.ID {
			a.After, b.Before = b, a
		}
	}
}

// settle puts what belongs to each matter in the order of time and names the
// matter after the newest of it.
func (l *linker) settle() {
	slices.SortFunc(l.Matters, func(a, b *Matter) int {
		return cmp.Or(cmp.Compare(a.Committee.ID, b.Committee.ID), cmp.Compare(a.year, b.year), cmp.Compare(a.n, b.n), cmp.Compare(a.ID, b.ID))
	})
	for _, m := range l.Matters {
		slices.SortStableFunc(m.Items, byTime)
		slices.SortStableFunc(m.Reports, func(a, b *content.Meta) int {
			return cmp.Or(cmp.Compare(reportDate(a), reportDate(b)), cmp.Compare(a.Path, b.Path))
		})
		if n := len(m.Items); n > 0 {
			m.Title = m.Items[n-1].Title
		} else if n := len(m.Reports); n > 0 {
			m.Title = m.Reports[n-1].Title
		}
	}
}

func byTime(a, b *Item) int {
	return cmp.Or(cmp.Compare(a.Meeting.Date, b.Meeting.Date), cmp.Compare(a.Meeting.Path, b.Meeting.Path))
}

func reportDate(meta *content.Meta) string { return cmp.Or(meta.Date, meta.Meeting, meta.Period.To) }

// misfits reports the numbers that fit no pattern.
func (l *linker) misfits() {
	for _, w := range l.wrong {
		var known []string
		for _, m := range l.Matters {
			if m.Committee.Body == w.committee.Body {
				known = append(known, m.Number)
			}
		}
		f := diag.New("DNR", w.at, "number", w.text)
		if near := l.numbers.nearest(w.text, w.committee, known); near != "" {
			f.Args = append(f.Args, diag.Args("instead", near)...)
			l.diags.Add(f.Propose(near))
			continue
		}
		patterns := make([]string, 0, len(w.committee.Numbers))
		for _, p := range w.committee.Numbers {
			patterns = append(patterns, strings.NewReplacer("{year}", "2020", "{n}", "123", "{doc}", "1").Replace(p))
		}
		f.Args = append(f.Args, diag.Args("patterns", strings.Join(patterns, ", "))...)
		l.diags.Add(f.With("unknown"))
	}
}

// mentions links the numbers that an item mentions to the matters that the
// site knows: related ones, and those of what is reported.
func (l *linker) mentions(it *Item) {
	mention := func(text string) Number {
		n := Number{Text: text}
		if read, ok := l.numbers.read(text, it.Meeting.Committee); ok {
			n.Matter = l.matters[read.key()]
		}
		if n.Matter != nil && n.Matter != it.Matter && !slices.Contains(n.Matter.Mentioned, it) {
			n.Matter.Mentioned = append(n.Matter.Mentioned, it)
		}
		return n
	}
	for _, text := range it.Item.Related {
		it.Related = append(it.Related, mention(text))
	}
	for _, r := range it.Reported {
		var numbers []Number
		for _, text := range r.Dnr {
			numbers = append(numbers, mention(text))
		}
		it.Numbers = append(it.Numbers, numbers)
	}
}
