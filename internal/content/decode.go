package content

import (
	"net/url"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// Kinds returns the kinds of reports, as front matter names them. The last is
// for whatever is none of the others.
func Kinds() []string {
	return []string{
		"monthly-report", "interim-report", "annual-report", "quality-report", "patient-safety-report",
		"internal-control-plan", "internal-control-report", "needs-and-priorities", "operational-plan", "competence-plan",
		"assignment-report", "grant-report", "decisions-report", "report",
	}
}

// Stages returns the stages of a report, from the first to the last.
func Stages() []string {
	return []string{
		"draft", "sent", "supplemented", "decided", "adjusted", "referred-back",
		"tabled", "dropped", "corrected", "replaced", "withdrawn",
	}
}

// readMeta reads the front matter strictly, of a report that may be seen.
func readMeta(meta *Meta, diags *diag.List) {
	source := meta.Source
	found := findHead(source.Text)
	if !found.ok {
		if found.start > 0 {
			diags.Add(diag.New("FRONT", source.Place(found.first, found.first+3)).With("open"))
		} else {
			diags.Add(diag.New("FRONT", source.File()).With("missing"))
		}
		return
	}
	o := yamltree.Parse(source, found.start, found.end, diags).Object()
	required(o, diags, "title")
	meta.Title = foldBlanks(o.String("title"))
	meta.Kind = o.Enum("kind", Kinds()...)
	meta.Dnr = o.String("dnr")
	meta.Related = o.Strings("related")
	meta.Period = period(o.Get("period"))
	meta.Date = o.Date("date")
	readMeeting(meta, o, diags)
	meta.Stage = o.Enum("stage", Stages()...)
	meta.Secret = o.Bool("secret")
	meta.Origin = foldBlanks(o.String("source"))
	meta.summaryAt = scalarOf(o.Get("summary"), source, 0)
	meta.Summary = meta.summaryAt.text
	meta.Lang = o.Enum("lang", diag.Languages()...)
	meta.Example = o.Bool("example")
	meta.Known = knownDifferences(o, diags)
	meta.Exceptions = exceptions(o, source, []string{root + "/" + meta.Path, "data/" + meta.Path}, diags)
	meta.Literals = literals(o, diags)
	meta.Author = foldBlanks(o.String("author"))
	meta.Formerly = formerly(o, IsReportPath, "", diags)
	meta.Overview = overview(o)
	readVisibility(meta, o, diags)
	o.Close()
}

// readVisibility compares what the key says with what was read of it before
// the rest of the file. Of two, the more hidden one holds.
func readVisibility(meta *Meta, o *yamltree.Object, diags *diag.List) {
	from := o.Date("from")
	says := Visibility(o.Enum("visibility", string(Internal), string(CommitteeOnly), string(Public), string(Withdrawn)))
	switch {
	case says == "":
		meta.Visibility = Internal
	case says.Rank() < meta.Visibility.Rank():
		meta.Visibility = says
	case says.Rank() > meta.Visibility.Rank() && from == meta.From:
		diags.Add(diag.New("FRONT", o.PlaceOf("visibility")).With("gate"))
	}
	meta.From = from
}

// readMeeting compares the meeting with the one whose window has decided who may
// see the report.
func readMeeting(meta *Meta, o *yamltree.Object, diags *diag.List) {
	date := o.Date("meeting")
	if date != "" && date != meta.Meeting {
		diags.Add(diag.New("FRONT", o.PlaceOf("meeting")).With("meeting"))
	}
	meta.Meeting = date
}

// required reports keys that are absent, empty or blank.
func required(o *yamltree.Object, diags *diag.List, keys ...string) {
	o.Required(keys...)
	for _, key := range keys {
		if n := o.Get(key); n != nil && n.Kind == yamltree.Scalar && strings.TrimSpace(n.Text) == "" {
			diags.Add(diag.New("YAML-MISSING", n.Place(), "key", key).With("empty"))
		}
	}
}

// period reads months from and to, one month alone, or a whole year.
func period(n *yamltree.Node) Period {
	if n == nil || !n.Scalar() {
		return Period{}
	}
	from, to, two := strings.Cut(n.Text, "/")
	switch {
	case two:
	case len(from) == len("2020"):
		from, to = from+"-01", from+"-12"
	default:
		to = from
	}
	if !isMonth(from) || !isMonth(to) || from > to {
		n.WrongValue("period")
		return Period{}
	}
	return Period{From: from, To: to}
}

// scalarOf returns the text of a value and where it stands, in a text that
// holds the source from the given offset on.
func scalarOf(n *yamltree.Node, source *diag.Source, offset int) scalar {
	if n == nil || n.Kind == yamltree.Broken || !n.Scalar() {
		return scalar{}
	}
	start, end := n.Start, n.End
	raw := string(source.Text[start:end])
	if len(raw) >= 2 && raw[1:len(raw)-1] == n.Text {
		start, end, raw = start+1, end-1, n.Text
	}
	value := scalar{text: n.Text, first: start + offset, last: end + offset, exact: raw == n.Text}
	if !value.exact {
		value.text = foldBlanks(value.text)
	}
	return value
}

// knownDifferences reads the findings that a report's authors accept.
func knownDifferences(o *yamltree.Object, diags *diag.List) []diag.KnownDifference {
	var all []diag.KnownDifference
	for _, item := range o.List("known_differences") {
		entry := item.Object()
		if entry == nil {
			continue
		}
		required(entry, diags, "rule", "at", "stated", "expected", "reason", "role")
		all = append(all, diag.KnownDifference{
			Rule: diag.Code(entry.String("rule")), At: entry.String("at"),
			Stated: entry.String("stated"), Expected: entry.String("expected"),
			Reason: foldBlanks(entry.String("reason")), Role: entry.String("role"),
			Place: entry.Place(),
		})
		entry.Close()
	}
	return all
}

// literals reads the numbers that a report's authors write by hand.
func literals(o *yamltree.Object, diags *diag.List) []Literal {
	var all []Literal
	for _, item := range o.List("literals") {
		entry := item.Object()
		if entry == nil {
			continue
		}
		required(entry, diags, "text", "reason")
		all = append(all, Literal{Text: foldBlanks(entry.String("text")), Reason: foldBlanks(entry.String("reason")), Place: entry.Place()})
		entry.Close()
	}
	return all
}

// contact reads whom a reader asks.
func contact(o *yamltree.Object, diags *diag.List) Contact {
	in := o.Map("contact")
	defer in.Close()
	return contactOf(in, diags)
}

// contactOf reads one contact.
func contactOf(in *yamltree.Object, diags *diag.List) Contact {
	c := Contact{Name: in.String("name"), Email: in.String("email"), Phone: in.String("phone"), URL: in.String("url")}
	if c.Email != "" && !isEmail(c.Email) {
		diags.Add(diag.New("ADDRESS", in.PlaceOf("email"), "value", c.Email).With("email"))
		c.Email = ""
	}
	if c.URL != "" && !isWebAddress(c.URL) {
		diags.Add(diag.New("ADDRESS", in.PlaceOf("url"), "value", c.URL))
		c.URL = ""
	}
	return c
}

func isEmail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && strings.Contains(host, ".") && !strings.ContainsAny(s, " <>:,\"") && !strings.Contains(host, "@")
}

// isWebAddress reports whether the text is an absolute address on the web.
func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}
