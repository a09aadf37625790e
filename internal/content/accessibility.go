package content

import (
	"regexp"
	"time"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// A Statement is the accessibility statement (tillgänglighetsredogörelse) that
// the law asks of a public actor's site: `accessibility` in site.yaml. What the
// authors have not said is empty; [Site.CheckStatement] says what that is.
type Statement struct {
	Actor      string // the public actor that answers for the site
	Service    string // the service as readers know it
	Compliance Compliance
	Issues     []Issue // what is known to fall short, in the authors' order
	Assessed   string  // ISO date of the assessment
	Updated    string  // ISO date on which the statement was last gone through
	Method     string  // how the site was assessed, in a sentence or more
	Contact    Contact // whom a reader tells; the site's own contact when the statement names none

	place    diag.Place            // of the key that it stands under
	places   map[string]diag.Place // of keys that are there, whatever their value
	misspelt bool                  // a way to reach somebody is there, but cannot be read
}

// Compliance is how far a site meets the law.
type Compliance string

// The degrees of compliance.
const (
	Full   Compliance = "full"
	Partly Compliance = "partly"
	Not    Compliance = "not"
)

// An Issue is content that falls short, and why.
type Issue struct {
	What        string // what a reader cannot do, and with what
	Reason      Reason
	Motivation  string // why it is so; required of what is a burden
	Criterion   string // number of the WCAG criterion, or ""
	Alternative string // what a reader can do instead, or ""
	Until       string // ISO month or date by which it is to be mended, or ""

	place diag.Place
}

// Reason is why content is not accessible: the groups that the authority asks for.
type Reason string

// The reasons.
const (
	NotAccessible Reason = "not-accessible" // it should be, and is not yet
	Burden        Reason = "burden"         // to mend it would be unreasonable (12 § of the law)
	Outside       Reason = "outside"        // the law does not cover it (9 §)
)

// Reasons lists them in the order in which a statement shows them.
func Reasons() []Reason { return []Reason{NotAccessible, Burden, Outside} }

// statement reads the accessibility statement, or returns nil when there is none.
func statement(o *yamltree.Object, diags *diag.List) *Statement {
	in := o.Map("accessibility")
	if in == nil {
		return nil
	}
	s := &Statement{
		Actor: foldBlanks(in.String("actor")), Service: foldBlanks(in.String("service")),
		Compliance: Compliance(in.Enum("compliance", string(Full), string(Partly), string(Not))),
		Assessed:   in.Date("assessed"), Updated: in.Date("updated"), Method: foldBlanks(in.String("method")),
		Contact: contact(in, diags), place: in.Place(), misspelt: misspelt(in), places: map[string]diag.Place{},
	}
	for _, f := range o.Node().Fields {
		if f.Key == "accessibility" {
			s.place = f.KeyPlace()
		}
	}
	for _, item := range in.List("issues") {
		if entry := item.Object(); entry != nil {
			s.Issues = append(s.Issues, issue(entry))
		}
	}
	for _, key := range statementKeys {
		if in.Has(key) {
			s.places[key] = in.PlaceOf(key)
		}
	}
	in.Close()
	return s
}

// criterion matches the number of a criterion of WCAG.
var criterion = regexp.MustCompile(`^[1-4]\.[1-9]\.[1-9][0-9]?$`)

func issue(entry *yamltree.Object) Issue {
	i := Issue{
		What: foldBlanks(entry.String("what")), Motivation: foldBlanks(entry.String("motivation")),
		Criterion: entry.String("criterion"), Alternative: foldBlanks(entry.String("alternative")), place: entry.Place(),
	}
	if i.Criterion != "" && !criterion.MatchString(i.Criterion) {
		entry.Get("criterion").WrongValue("criterion")
		i.Criterion = ""
	}
	i.Reason = Reason(entry.Enum("reason", string(NotAccessible), string(Burden), string(Outside)))
	if text := entry.String("until"); len(text) == len("2006-01") {
		i.Until = entry.Month("until")
	} else {
		i.Until = entry.Date("until")
	}
	entry.Required("what", "reason")
	entry.Close()
	return i
}

// statementKeys are what every statement must have; each is a variant of the finding.
var statementKeys = [...]string{"actor", "service", "compliance", "assessed", "updated", "method"}

// yearly is how long an assessment counts as fresh, in months.
const yearly = 12

// CheckStatement says what the site's accessibility statement lacks on a day:
// each finding with an example of what to write. After today, which is "" when
// it is not known, nothing can have been done yet.
func (s *Site) CheckStatement(asOf, today string) []diag.Finding {
	a := s.Accessibility
	if a == nil {
		at := diag.Place{File: root + "/" + siteFile}
		return []diag.Finding{diag.New("ACCESSIBILITY", at)}
	}
	var found []diag.Finding
	add := func(at diag.Place, variant string, pairs ...any) {
		found = append(found, diag.New("ACCESSIBILITY", at, pairs...).With(variant))
	}
	for _, key := range statementKeys {
		if _, ok := a.places[key]; !ok {
			add(a.place, key)
		}
	}
	if a.Contact.unreachable() && s.Contact.unreachable() && !a.misspelt && !s.misspelt {
		add(a.place, "contact")
	}
	for _, i := range a.Issues {
		switch {
		case i.Reason == Burden && i.Motivation == "":
			add(i.place, "motivation", "what", i.What)
		case a.Compliance == Full && (i.Reason == NotAccessible || i.Reason == Burden):
			add(i.place, "full", "what", i.What)
		}
	}
	if short := a.Compliance == Partly || a.Compliance == Not; short && len(a.Issues) == 0 {
		add(a.places["compliance"], "issues")
	}
	return append(found, a.checkDates(asOf, today)...)
}

// checkDates judges the days that the statement gives.
func (a *Statement) checkDates(asOf, today string) []diag.Finding {
	var found []diag.Finding
	for _, d := range [...]struct{ key, date string }{{"assessed", a.Assessed}, {"updated", a.Updated}} {
		if today != "" && d.date > max(today, asOf) {
			found = append(found, diag.New("ACCESSIBILITY", a.places[d.key], "key", d.key, "date", d.date, "today", today).With("future"))
		}
	}
	if old := monthsAfter(a.Assessed, yearly); old != "" && old < asOf {
		found = append(found, diag.New("ACCESSIBILITY-OLD", a.places["assessed"], "date", a.Assessed))
	}
	if a.Updated != "" && a.Updated < a.Assessed {
		found = append(found, diag.New("ACCESSIBILITY", a.places["updated"], "updated", a.Updated, "assessed", a.Assessed).With("order"))
	}
	return found
}

// monthsAfter is the day some months after an ISO date, or "".
func monthsAfter(iso string, months int) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return ""
	}
	return day.AddDate(0, months, 0).Format(time.DateOnly)
}

// unreachable reports whether a contact gives no way to reach anybody.
func (c Contact) unreachable() bool { return c.Email == "" && c.Phone == "" && c.URL == "" }

// misspelt reports whether a contact has an address that is none. That has a
// finding of its own, so that nobody is told besides that there is no address.
func misspelt(o *yamltree.Object) bool {
	in := o.Map("contact")
	c := contactOf(in, &diag.List{})
	return in.Has("email") && c.Email == "" || in.Has("url") && c.URL == ""
}

// A Feedback is where a reader tells of something wrong on a page.
type Feedback struct {
	Email string // that a letter is written to, or ""
	URL   string // of a form, which gets the page's address and edition as parameters, or ""
}

// feedback reads `feedback`: an address of a form or of a mailbox.
func feedback(o *yamltree.Object, diags *diag.List) Feedback {
	switch address := o.String("feedback"); {
	case address == "":
		return Feedback{}
	case isEmail(address):
		return Feedback{Email: address}
	case isWebAddress(address):
		return Feedback{URL: address}
	default:
		diags.Add(diag.New("ADDRESS", o.PlaceOf("feedback"), "value", address).With("feedback"))
		return Feedback{}
	}
}

// NoFeedback reports whether nobody has said where the readers of the site's own
// pages tell of something wrong. An address that cannot be read has a finding of its own.
func (s *Site) NoFeedback() bool {
	misspelt := s.misspelt || s.Accessibility != nil && s.Accessibility.misspelt
	return !misspelt && s.FeedbackFor(nil) == (Feedback{})
}

// FeedbackFor is where a reader of a committee's page tells of something wrong:
// what the committee has chosen, else the site, else the mailbox of the
// committee, of the accessibility statement or of the site. Without any of these it is empty. The committee may be nil.
func (s *Site) FeedbackFor(c *Committee) Feedback {
	var all []Feedback
	if c != nil {
		all = append(all, c.Feedback)
	}
	all = append(all, s.Feedback)
	if c != nil {
		all = append(all, c.Contact.feedback())
	}
	for _, f := range append(all, s.Accessibility.Whom().feedback(), s.Contact.feedback()) {
		if f != (Feedback{}) {
			return f
		}
	}
	return Feedback{}
}

// Contact is the mailbox as a contact, which the privacy gate lets pass.
func (f Feedback) Contact() Contact { return Contact{Email: f.Email} }

func (c Contact) feedback() Feedback { return Feedback{Email: c.Email} }

// Whom is whom a reader tells of what is not accessible, if the statement says it.
func (a *Statement) Whom() Contact {
	if a == nil {
		return Contact{}
	}
	return a.Contact
}
