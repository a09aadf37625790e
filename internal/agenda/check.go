package agenda

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tertial/internal/content"
	"tertial/internal/diag"
)

// Check judges what is linked: dates, numbers, §§, decisions and papers of
// every meeting, and the reports that name one.
func (a *Agenda) Check(src Sources, diags *diag.List) {
	c := &checker{Agenda: a, src: src, diags: diags}
	for _, m := range a.Meetings {
		c.dates(m)
		c.numbers(m)
		c.files(m)
		for _, it := range m.Items {
			c.item(it)
		}
	}
	c.paragraphs()
	for _, meta := range src.Reports {
		c.report(meta)
	}
}

// A checker is the state of one call of Check.
type checker struct {
	*Agenda
	src   Sources
	diags *diag.List
}

func (c *checker) add(code diag.Code, variant string, at diag.Place, pairs ...any) {
	c.diags.Add(diag.New(code, at, pairs...).With(variant))
}

// softer adds a finding that costs less than others of its code.
func (c *checker) softer(f diag.Finding, severity diag.Severity) {
	f.Severity = severity
	c.diags.Add(f)
}

// dates compares the meeting's days.
func (c *checker) dates(m *Meeting) {
	const code = "MEETING-DATE"
	for i, d := range m.Dispatches {
		if d.Date > m.Date {
			c.add(code, "dispatch", d.Place, "date", d.Date, "meeting", m.Date)
		}
		if i > 0 && d.Date < m.Dispatches[i-1].Date {
			before := m.Dispatches[i-1]
			c.diags.Add(diag.New(code, d.Place, "date", d.Date, "before", before.Date).With("order").See("before", before.Place))
		}
	}
	c.adjusted(m, m.Adjusted, m.At("adjusted"))
	switch {
	case m.Stage == "adjusted" && m.Adjusted == "":
		c.softer(diag.New(code, m.At("stage")).With("undated"), diag.Warning)
	case m.Adjusted != "" && beforeAdjustment(m.Stage):
		c.softer(diag.New(code, m.At("stage"), "date", m.Adjusted, "stage", m.Stage).With("behind"), diag.Warning)
	}
	for _, it := range m.Items {
		c.adjusted(m, it.Adjusted, it.At("adjusted"))
		c.dispatched(m, it.Dispatch, it.At("dispatch"))
		for i := range it.Attachments {
			c.dispatched(m, it.Attachments[i].Dispatch, it.Attachments[i].Place)
		}
		if it.MemoDate > m.Date {
			c.add(code, "memo", it.At("memo"), "date", it.MemoDate, "meeting", m.Date)
		}
	}
	c.from(m)
}

// beforeAdjustment reports whether a stage says that the minutes are not yet
// adjusted.
func beforeAdjustment(stage string) bool {
	return slices.Contains([]string{"draft", "sent", "supplemented", "decided"}, stage)
}

// daysToAdjust is how long after the meeting its minutes are adjusted at the
// latest.
const daysToAdjust = 14

func (c *checker) adjusted(m *Meeting, date string, at diag.Place) {
	switch days, ok := daysBetween(m.Date, date); {
	case !ok:
	case days < 0:
		c.add("MEETING-DATE", "adjusted", at, "date", date, "meeting", m.Date)
	case days > daysToAdjust:
		c.softer(diag.New("MEETING-DATE", at, "date", date, "meeting", m.Date, "days", days).With("late"), diag.Note)
	}
}

func daysBetween(from, to string) (int, bool) {
	a, err := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	const day = 24 * time.Hour
	return int(b.Sub(a) / day), err == nil && err2 == nil
}

// dispatched reports a dispatch that the meeting does not have.
func (c *checker) dispatched(m *Meeting, date string, at diag.Place) {
	if date == "" || slices.ContainsFunc(m.Dispatches, func(d content.Dispatch) bool { return d.Date == date }) {
		return
	}
	known := make([]string, len(m.Dispatches))
	for i, d := range m.Dispatches {
		known[i] = d.Date
	}
	if len(known) == 0 {
		c.add("MEETING-DATE", "none", at, "date", date)
		return
	}
	f := diag.New("MEETING-DATE", at, "date", date, "known", diag.Shortlist(known)).With("unknown")
	c.diags.Add(f.Propose(nearestDate(date, known)))
}

// nearestDate returns the date with the fewest days between, or "".
func nearestDate(date string, known []string) string {
	best, least := "", 0
	for _, k := range known {
		days, ok := daysBetween(date, k)
		if days = max(days, -days); ok && (best == "" || days < least) {
			best, least = k, days
		}
	}
	return best
}

// from says when papers are shown at another time than they are sent.
func (c *checker) from(m *Meeting) {
	if m.From != "" {
		switch {
		case c.src.AsOf != "" && m.From > c.src.AsOf:
			c.add("MEETING-FROM", "", m.At("from"), "from", m.From)
		case len(m.Dispatches) > 0 && m.From < m.Dispatches[0].Date:
			c.softer(diag.New("MEETING-FROM", m.At("from"), "from", m.From, "dispatch", m.Dispatches[0].Date).With("early"), diag.Warning)
		}
	}
	for _, it := range m.Items {
		switch {
		case it.From == "":
		case it.From < m.From:
			c.add("MEETING-FROM", "item", it.At("from"), "from", it.From, "meeting", m.From)
		case c.src.AsOf != "" && it.From > c.src.AsOf:
			c.add("MEETING-FROM", "", it.At("from"), "from", it.From)
		}
	}
}

// numbers compares the numbers and names of a meeting's items.
func (c *checker) numbers(m *Meeting) {
	byNumber, byID, there := map[int]*Item{}, map[string]*Item{}, map[int]bool{}
	for _, it := range m.Items {
		there[it.Number] = true
	}
	var before *Item
	for _, it := range m.Items {
		if first := byID[it.ID]; first != nil && first.Number != it.Number {
			c.diags.Add(diag.New("MEETING-ITEM", it.At("id"), "id", it.ID).With("id").See("first", first.At("")))
		}
		if it.ID != "" {
			byID[it.ID] = cmp.Or(byID[it.ID], it)
		}
		if it.Number == 0 {
			continue
		}
		first := byNumber[it.Number]
		switch at := it.At("number"); {
		case first != nil:
			c.diags.Add(diag.New("MEETING-ITEM", at, "number", it.Number).See("first", first.At("number")))
			continue
		case before != nil && it.Number < before.Number:
			c.softer(diag.New("MEETING-ITEM", at, "number", it.Number, "before", before.Number).With("order"), diag.Warning)
		case before != nil && !there[it.Number-1] && m.Whole():
			c.softer(diag.New("MEETING-ITEM", at, "number", it.Number, "before", before.Number).With("gap"), diag.Warning)
		}
		byNumber[it.Number], before = it, it
	}
}

// files compares the papers of a meeting with the files in its folder.
func (c *checker) files(m *Meeting) {
	if c.src.Files == nil {
		return
	}
	folder, datasets := c.src.Files(m.Meeting)
	for _, it := range m.Items {
		for i := range it.Attachments {
			a := &it.Attachments[i]
			if a.File != "" && !slices.Contains(folder, a.File) {
				f := diag.New("MEETING-FILE", a.Place, "file", a.File, "folder", m.Folder())
				c.nearest(f, a.File, folder)
			}
			if a.Meta != nil && a.Meta.Visibility.Rank() < min(it.Visibility.Rank(), m.Visibility.Rank()) {
				f := diag.New("MEETING-FILE", a.Place, "report", "/"+a.Report).With("hidden")
				c.softer(f.See("report", keyPlace(a.Meta, "visibility")), diag.Warning)
			}
		}
		for _, id := range it.Data {
			if !slices.Contains(datasets, id) {
				f := diag.New("MEETING-FILE", it.At("data"), "id", id, "folder", "data/"+m.Path).With("data")
				c.nearest(f, id, datasets)
			}
		}
	}
	if !c.src.Staff {
		return // a hidden item may have it
	}
	for _, name := range folder {
		if !m.Reads(m.Folder() + "/" + name) {
			at := diag.Place{File: m.Folder() + "/" + name}
			c.softer(diag.New("MEETING-FILE", at, "file", name).With("unused"), diag.Note)
		}
	}
}

// nearest adds a finding, with the nearest of what there is.
func (c *checker) nearest(f diag.Finding, word string, candidates []string) {
	(&linker{diags: c.diags}).missing(f, word, candidates)
}

// report compares a report with the meeting that it names. Of committees
// without meetings, and of what others may see, nothing is said.
func (c *checker) report(meta *content.Meta) {
	committee, _, _ := strings.Cut(meta.Path, "/")
	if meta.Meeting == "" || !slices.ContainsFunc(c.Meetings, func(m *Meeting) bool { return m.Committee.ID == committee }) {
		return
	}
	at := keyPlace(meta, "meeting")
	year, _, _ := strings.Cut(meta.Meeting, "-")
	path := committee + "/" + year + "/meetings/" + meta.Meeting
	m := c.Meeting(path)
	switch {
	case m != nil:
		c.onAgenda(meta, m, at)
	case c.src.Exists == nil || !c.src.Exists(path):
		c.noMeeting(meta, committee, at)
	}
}

func (c *checker) noMeeting(meta *content.Meta, committee string, at diag.Place) {
	var dates []string
	for _, m := range c.Meetings {
		if m.Committee.ID == committee {
			dates = append(dates, m.Date)
		}
	}
	f := diag.New("MEETING-REPORT", at, "date", meta.Meeting)
	if near := nearestDate(meta.Meeting, dates); near != "" {
		f.Args = append(f.Args, diag.Args("nearest", near)...)
		f = f.With("nearest").Propose(near)
	}
	c.diags.Add(f)
}

// onAgenda reports a report that no item of its meeting treats, or one that
// treats it under another number.
func (c *checker) onAgenda(meta *content.Meta, m *Meeting, at diag.Place) {
	matter := c.MatterOf(meta.Path)
	found := false
	for _, it := range m.Items {
		attached := slices.ContainsFunc(it.Attachments, func(a Attachment) bool { return a.Meta == meta })
		found = found || attached || matter != nil && it.Matter == matter
		if attached && matter != nil && it.Matter != nil && it.Matter != matter {
			f := diag.New("MEETING-REPORT", keyPlace(meta, "dnr"), "dnr", meta.Dnr, "other", it.Dnr).With("dnr")
			c.softer(f.See("item", it.At("dnr")), diag.Warning)
		}
	}
	if !found && m.Whole() {
		c.diags.Add(diag.New("MEETING-REPORT", at, "date", meta.Meeting).With("agenda").See("meeting", m.Source.File()))
	}
}

// paragraphs follows the §§ of each committee through each year.
func (c *checker) paragraphs() {
	byCommittee := map[string][]*Item{}
	var committees []string
	for _, m := range c.Meetings {
		if byCommittee[m.Committee.ID] == nil {
			committees = append(committees, m.Committee.ID)
		}
		for _, it := range m.Items {
			if it.Paragraph > 0 {
				byCommittee[m.Committee.ID] = append(byCommittee[m.Committee.ID], it)
			}
		}
	}
	for _, id := range committees {
		c.follow(byCommittee[id])
	}
}

// follow compares the §§ of one committee, in the order of time.
func (c *checker) follow(items []*Item) {
	seen := map[string]*Item{}
	var before *Item
	for _, it := range items {
		year := it.Meeting.Date[:len("2020")]
		key := year + " " + strconv.Itoa(it.Paragraph)
		first, at := seen[key], it.At("paragraph")
		sameYear := before != nil && before.Meeting.Date[:len("2020")] == year
		const code = "MEETING-PARAGRAPH"
		switch {
		case first != nil:
			c.diags.Add(diag.New(code, at, "number", it.Paragraph, "year", year).See("first", first.At("paragraph")))
		case sameYear && it.Paragraph < before.Paragraph:
			f := diag.New(code, at, "number", it.Paragraph, "before", before.Paragraph).With("order")
			c.softer(f.See("before", before.At("paragraph")), diag.Warning)
		case before != nil && !sameYear && it.Paragraph == before.Paragraph+1:
			f := diag.New(code, at, "number", it.Paragraph, "before", before.Paragraph).With("year")
			c.softer(f.See("before", before.At("paragraph")), diag.Warning)
		}
		seen[key], before = cmp.Or(first, it), it
	}
}
