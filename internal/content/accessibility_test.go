package content_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/diag"
)

const wholeStatement = `name: Prov
accessibility:
  actor: Provköpings kommun
  service: Nämndernas rapporter
  compliance: partly
  assessed: 2026-01-10
  updated: 2026-02-01
  method: Egen granskning
  contact: {email: webb@example.org}
  issues:
    - {what: Gamla bilagor, reason: not-accessible, criterion: 1.3.1, until: 2026-12}
    - {what: Kartor, reason: burden, motivation: Många}
    - {what: Sändningar, reason: outside}
`

// readSite reads a site.yaml and gives what is found in it, a line each.
func readSite(text string) (*content.Site, string) {
	diags := &diag.List{}
	site := content.ReadSite(fstest.MapFS{"content/site.yaml": {Data: []byte(text)}}, diags)
	return site, lines(diags.Sorted())
}

func lines(found []diag.Finding) string {
	var out []string
	for _, f := range found {
		line := fmt.Sprintf("%d:%d %s", f.Place.Line, f.Place.Column, f.Code)
		if f.Variant != "" {
			line += "." + f.Variant
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestStatement(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, old, give string // old is what give stands for in the whole statement
		read, check     string
		asOf, today     string
	}{
		{name: "whole"},
		{name: "none", old: "accessibility:", give: "description: x\nignored:", read: "*", check: "0:0 ACCESSIBILITY"},
		{name: "no actor", old: "  actor: Provköpings kommun\n", check: "2:1 ACCESSIBILITY.actor"},
		{name: "empty actor", old: "actor: Provköpings kommun", give: "actor:", check: "2:1 ACCESSIBILITY.actor"},
		{name: "no service", old: "  service: Nämndernas rapporter\n", check: "2:1 ACCESSIBILITY.service"},
		{name: "no compliance", old: "  compliance: partly\n", check: "2:1 ACCESSIBILITY.compliance"},
		{name: "another compliance", old: "partly", give: "delvis", read: "5:15 YAML-VALUE"},
		{name: "no day of the assessment", old: "  assessed: 2026-01-10\n", check: "2:1 ACCESSIBILITY.assessed"},
		{name: "no day at all", old: "2026-01-10", give: "2026-02-30", read: "6:13 YAML-VALUE.form"},
		{name: "no day of the update", old: "  updated: 2026-02-01\n", check: "2:1 ACCESSIBILITY.updated"},
		{name: "no method", old: "  method: Egen granskning\n", check: "2:1 ACCESSIBILITY.method"},
		{name: "nobody to tell", old: "  contact: {email: webb@example.org}\n", check: "2:1 ACCESSIBILITY.contact"},
		{name: "a telephone", old: "email: webb@example.org", give: "phone: 0123-45 67 89"},
		{name: "in part, but nothing falls short", old: "list", check: "5:15 ACCESSIBILITY.issues"},
		{name: "in full, but something falls short", old: "partly", give: "full", check: "11:7 ACCESSIBILITY.full\n12:7 ACCESSIBILITY.full"},
		{name: "a burden without a motivation", old: ", motivation: Många", check: "12:7 ACCESSIBILITY.motivation"},
		{name: "another reason", old: "reason: outside", give: "reason: undantag", read: "13:34 YAML-VALUE"},
		{name: "no criterion", old: "1.3.1", give: "1.3", read: "11:64 YAML-VALUE.form"},
		{name: "no reason", old: ", reason: outside", read: "13:7 YAML-MISSING"},
		{name: "updated before it was assessed", old: "2026-02-01", give: "2026-01-09", check: "7:12 ACCESSIBILITY.order"},
		{name: "not yet", today: "2026-01-09", asOf: "2020-01-01", check: "6:13 ACCESSIBILITY.future\n7:12 ACCESSIBILITY.future"},
		{name: "a build of an earlier day", today: "2026-03-01", asOf: "2020-01-01"},
		{name: "a year old", today: "2027-01-10", asOf: "2027-01-10"},
		{name: "older", asOf: "2027-01-11", check: "6:13 ACCESSIBILITY-OLD"},
		{name: "another key", old: "actor:", give: "aktor:", read: "3:3 YAML-KEY", check: "2:1 ACCESSIBILITY.actor"},
	}
	_, list, _ := strings.Cut(wholeStatement, "method: Egen granskning\n  contact: {email: webb@example.org}\n")
	for _, tt := range tests {
		text := wholeStatement
		if tt.old == "list" {
			tt.old = list
		}
		if tt.old != "" {
			if text = strings.Replace(wholeStatement, tt.old, tt.give, 1); text == wholeStatement {
				t.Fatalf("%s: nothing is replaced", tt.name)
			}
		}
		site, read := readSite(text)
		if tt.read != "*" && read != tt.read {
			t.Errorf("%s: reading found\n%s\nwant\n%s", tt.name, read, tt.read)
		}
		if got := lines(site.CheckStatement(tt.asOf, tt.today)); got != tt.check {
			t.Errorf("%s: the check found\n%s\nwant\n%s", tt.name, got, tt.check)
		}
	}
}

func TestStatementOfTheSitesContact(t *testing.T) {
	t.Parallel()
	site, read := readSite(strings.Replace(wholeStatement, "  contact: {email: webb@example.org}\n", "", 1) + "contact: {url: https://example.org/}\n")
	if got := lines(site.CheckStatement("2026-03-01", "2026-03-01")); read+got != "" {
		t.Errorf("found %s %s", read, got)
	}
}

// An address that cannot be read has its own finding, and is not said to be missing besides.
func TestMisspeltAddress(t *testing.T) {
	t.Parallel()
	statement := strings.Replace(wholeStatement, "email: webb@example.org", "email: webb(at)example.org", 1)
	without := strings.Replace(wholeStatement, "  contact: {email: webb@example.org}\n", "", 1)
	for _, tt := range [...]struct{ text, check string }{
		{statement, ""},
		{without + "contact: {email: webb(at)example.org}\n", ""},
		{without + "contact: {name: Registrator}\n", "2:1 ACCESSIBILITY.contact"},
	} {
		site, read := readSite(tt.text)
		if got := lines(site.CheckStatement("2026-03-01", "2026-03-01")); got != tt.check || strings.Contains(read, "ADDRESS") != (tt.check == "") || site.NoFeedback() != (tt.check != "") {
			t.Errorf("%s\nread %s\nfound %s %v", tt.text, read, got, site.NoFeedback())
		}
	}
}

func TestFeedbackFor(t *testing.T) {
	t.Parallel()
	const statement = "accessibility: {actor: x, contact: {email: lag@example.org}}\n"
	tests := []struct {
		name, site, committee string
		want                  content.Feedback
	}{
		{"nothing", "", "", content.Feedback{}},
		{"telephones alone", "contact: {phone: 0123}\n", "contact: {phone: 0456}\n", content.Feedback{}},
		{"the site's contact", "contact: {email: a@example.org}\n", "", content.Feedback{Email: "a@example.org"}},
		{"the statement's", "contact: {email: a@example.org}\n" + statement, "", content.Feedback{Email: "lag@example.org"}},
		{"the committee's contact", statement, "contact: {email: b@example.org}\n", content.Feedback{Email: "b@example.org"}},
		{"the site's form", "feedback: https://example.org/fel\n", "contact: {email: b@example.org}\n", content.Feedback{URL: "https://example.org/fel"}},
		{"the site's mailbox", "feedback: fel@example.org\n" + statement, "", content.Feedback{Email: "fel@example.org"}},
		{"the committee's form", "feedback: fel@example.org\n", "feedback: https://example.org/fel?n=1\n", content.Feedback{URL: "https://example.org/fel?n=1"}},
	}
	for _, tt := range tests {
		diags := &diag.List{}
		fsys := fstest.MapFS{
			"content/site.yaml": {Data: []byte("name: Prov\n" + tt.site)}, "content/a/committee.yaml": {Data: []byte("name: A\n" + tt.committee)},
		}
		site, committees := content.ReadSite(fsys, diags), content.ReadCommittees(fsys, diags)
		if diags.Failed() {
			t.Fatalf("%s: %v", tt.name, diags.Sorted())
		}
		if got := site.FeedbackFor(committees[0]); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
	if _, read := readSite("name: Prov\nfeedback: ring oss\n"); read != "2:11 ADDRESS.feedback" {
		t.Errorf("an address that is none: %s", read)
	}
	site, _ := readSite("name: Prov\nfeedback: fel@example.org\n")
	if got := site.FeedbackFor(nil); got.Email != "fel@example.org" || got.Contact().Email != got.Email {
		t.Errorf("outside committees: %+v", got)
	}
}
