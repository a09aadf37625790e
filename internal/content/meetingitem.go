package content

import (
	"strings"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// maxNumber is the largest number of an item or §: a year has fewer.
const maxNumber = 9999

func (r *meetingReader) item(it *Item, o *yamltree.Object) {
	it.at = keyPlaces(o)
	o.Required("title")
	it.Number, _ = o.Int("number", 1, maxNumber)
	o.Known("id", "secret")
	if it.ID != "" && !isSlug(it.ID) {
		r.diags.Add(diag.New("ID", o.PlaceOf("id"), "id", it.ID, "instead", slug(it.ID)))
	}
	it.Title = foldBlanks(o.String("title"))
	it.Dnr = foldBlanks(o.String("dnr"))
	it.Related = o.Strings("related")
	it.Oral = o.Enum("presented", "written", "oral") == "oral"
	visibility := Meta{Visibility: it.Visibility, From: it.From}
	readVisibility(&visibility, o, r.diags)
	it.Visibility, it.From = visibility.Visibility, visibility.From
	it.Stage = o.Enum("stage", Stages()...)
	it.Dispatch = o.Date("dispatch")
	it.Adjusted = o.Date("adjusted")
	it.Summary = foldBlanks(o.String("summary"))
	it.Owner = foldBlanks(o.String("owner"))
	it.Done = o.Bool("done")
	memo := o.Map("memo")
	it.MemoDate, it.Author = memo.Date("date"), foldBlanks(memo.String("author"))
	memo.Close()
	it.Proposals = r.decisions(o, "proposals", Origins()[0])
	it.Attachments = r.attachments(o)
	it.Recipients = o.Strings("recipients")
	it.Data = o.Strings("data")
	it.Delegation = o.String("delegation")
	it.Reported = r.reported(o)
	it.Motion = r.motion(o)
	r.decided(it, o)
}

// decided reads what the committee decided. A build that may not see it yet
// does not get it.
func (r *meetingReader) decided(it *Item, o *yamltree.Object) {
	it.Decisions = r.decisions(o, "decisions", "committee")
	it.Reservations = o.Strings("reservations")
	it.Paragraph, _ = o.Int("paragraph", 1, maxNumber)
	it.Votes = votes(o)
	if r.seen.Decisions == nil || r.seen.Decisions(r.Meeting, it) {
		return
	}
	it.Decisions, it.Reservations, it.Paragraph, it.Votes = nil, nil, 0, nil
	if it.Motion != nil {
		for i := range it.Motion.Clauses {
			it.Motion.Clauses[i].Decision = ""
		}
	}
}

// decisions reads a list of sentences that are proposed or decided. One is a
// text, or a map with its origin and kind.
func (r *meetingReader) decisions(o *yamltree.Object, key, origin string) []Decision {
	var all []Decision
	for _, node := range o.List(key) {
		d := Decision{Origin: origin, Kind: DecisionKinds()[0], Place: node.Place()}
		if node.Kind == yamltree.Scalar {
			d.Text = foldBlanks(node.Text)
		} else if entry := node.Object(); entry != nil {
			required(entry, r.diags, "text")
			d.Text, d.Place = foldBlanks(entry.String("text")), entry.PlaceOf("text")
			d.Origin = orElse(entry.Enum("origin", Origins()...), d.Origin)
			d.Kind = orElse(entry.Enum("kind", DecisionKinds()...), d.Kind)
			entry.Close()
		}
		if strings.TrimSpace(d.Text) != "" {
			all = append(all, d)
		}
	}
	return all
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func votes(o *yamltree.Object) *Votes {
	in := o.Map("votes")
	if in == nil {
		return nil
	}
	const most = 999
	v := &Votes{}
	in.Required("yes", "no")
	v.Yes, _ = in.Int("yes", 0, most)
	v.No, _ = in.Int("no", 0, most)
	v.Abstained, _ = in.Int("abstained", 0, most)
	in.Close()
	return v
}

// attachments reads the papers of an item. One is a title, or a map.
func (r *meetingReader) attachments(o *yamltree.Object) []Attachment {
	var all []Attachment
	for _, node := range o.List("attachments") {
		a := Attachment{Place: node.Place()}
		if node.Kind == yamltree.Scalar {
			a.Title = foldBlanks(node.Text)
		} else if entry := node.Object(); entry != nil {
			r.attachment(&a, entry)
		}
		if a.Title+a.Report+a.File != "" {
			all = append(all, a)
		}
	}
	return all
}

func (r *meetingReader) attachment(a *Attachment, entry *yamltree.Object) {
	a.Title = foldBlanks(entry.String("title"))
	a.Report = strings.Trim(entry.String("report"), "/")
	a.File = entry.String("file")
	a.Dispatch = entry.Date("dispatch")
	entry.Close()
	switch {
	case a.Report != "":
		a.Place = entry.PlaceOf("report")
	case a.File != "":
		a.Place = entry.PlaceOf("file")
	}
	switch {
	case a.Report != "" && a.File != "":
		r.diags.Add(diag.New("MEETING-FILE", entry.Place()).With("both"))
	case a.Title+a.Report+a.File == "":
		r.diags.Add(diag.New("MEETING-FILE", entry.Place()).With("empty"))
	case strings.ContainsAny(a.File, `/\`) || strings.HasPrefix(a.File, "."):
		r.diags.Add(diag.New("MEETING-FILE", a.Place, "file", a.File).With("path"))
		a.File = ""
	}
}

// reported reads the matters that are reported to the committee. One is a text,
// or a map.
func (r *meetingReader) reported(o *yamltree.Object) []Reported {
	var all []Reported
	for _, node := range o.List("reported") {
		entry := Reported{Place: node.Place()}
		if node.Kind == yamltree.Scalar {
			entry.Title = foldBlanks(node.Text)
		} else if in := node.Object(); in != nil {
			required(in, r.diags, "title")
			entry.Title, entry.By, entry.Date = foldBlanks(in.String("title")), foldBlanks(in.String("by")), in.Date("date")
			entry.Paragraph, _ = in.Int("paragraph", 1, maxNumber)
			if n := in.Get("dnr"); n != nil && n.Kind == yamltree.Scalar {
				entry.Dnr = []string{n.Text}
			} else {
				entry.Dnr = in.Strings("dnr")
			}
			in.Close()
		}
		if entry.Title != "" {
			all = append(all, entry)
		}
	}
	return all
}

func (r *meetingReader) motion(o *yamltree.Object) *Motion {
	in := o.Map("motion")
	if in == nil {
		return nil
	}
	required(in, r.diags, "by")
	m := &Motion{
		By: foldBlanks(in.String("by")), Submitted: in.Date("submitted"), Text: foldBlanks(in.String("text")), Place: in.Place(),
	}
	for _, node := range in.List("clauses") {
		entry := node.Object()
		if entry == nil {
			continue
		}
		required(entry, r.diags, "text")
		m.Clauses = append(m.Clauses, Clause{
			Text: foldBlanks(entry.String("text")), Proposal: entry.Enum("proposal", Answers()...),
			Decision: entry.Enum("decision", Answers()...), Comment: foldBlanks(entry.String("comment")), Place: entry.Place(),
		})
		entry.Close()
	}
	in.Close()
	return m
}
