package layout

import (
	"net/url"
	"os"
	"strings"
	"testing"

	"tertial/internal/content"
)

func feedbackSet(t *testing.T, lang string) *Set {
	t.Helper()
	s, err := NewSet(Files{os.DirFS("../../layouts")}, lang)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFeedbackLetter(t *testing.T) {
	t.Parallel()
	site := &Site{
		Site:       &content.Site{Name: "Rapporter", Feedback: content.Feedback{Email: "fel+webb@example.org"}},
		Committees: []*content.Committee{{ID: "barn", Feedback: content.Feedback{Email: "barn@example.org"}}},
	}
	const report = "barn/2020/delar-1/"
	tests := []struct {
		name, page     string
		frame          Frame
		ref            reference
		to, subject    string
		body, notFound []string
	}{
		{
			"an edition", report + "2/index.html",
			Frame{Title: `50 % & "mer" + ö?`, Canonical: "https://example.org/r/" + report + "2/"},
			reference{number: 12, digest: "sha256:0123456789abcdef0123"},
			"barn@example.org", `Fel på sidan: 50 % & "mer" + ö?`,
			[]string{"Vad är fel?\r\n\r\n\r\n\r\nSida: https://example.org/r/" + report + "2/\r\n", "Utgåva: 12\r\n", ": 0123456789ab\r\n"},
			nil,
		},
		{
			"another page, of a site without an address", "changes/index.html",
			Frame{Title: "Logg"},
			reference{},
			"fel+webb@example.org", "Fel på sidan: Logg",
			[]string{"Sida: /changes/\r\n"},
			[]string{"Utgåva"},
		},
		{"the start page", "index.html", Frame{SiteName: "Rapporter"}, reference{}, "fel+webb@example.org", "Fel på sidan: Rapporter", []string{"Sida: /\r\n"}, nil},
		{"no page", "404.html", Frame{Kind: "notfound", Title: "Sidan finns inte"}, reference{}, "fel+webb@example.org", "Fel på sidan: Sidan finns inte", []string{"Sida: \r\n"}, nil},
		{
			"a long title", "index.html",
			Frame{Title: strings.Repeat("å", 300)},
			reference{},
			"fel+webb@example.org", "Fel på sidan: " + strings.Repeat("å", longestSubject-1) + "…",
			[]string{"Sida: /\r\n"},
			nil,
		},
	}
	s := feedbackSet(t, "sv")
	for _, tt := range tests {
		s.addFeedback(&tt.frame, site, tt.page, tt.ref)
		link := tt.frame.Footer.Feedback
		if link == nil || link.Text != "Rapportera fel på sidan (skriv ett e-brev)" {
			t.Fatalf("%s: %+v", tt.name, link)
		}
		rest, _ := strings.CutPrefix(link.Href, "mailto:")
		to, query, _ := strings.Cut(rest, "?")
		if to, _ = url.PathUnescape(to); to != tt.to {
			t.Errorf("%s: to %s, want %s", tt.name, to, tt.to)
		}
		if strings.ContainsAny(query, "+ \r\n\"") || strings.Count(query, "&") != 1 {
			t.Errorf("%s: a program for letters would read %s otherwise", tt.name, query)
		}
		subject, body, _ := strings.Cut(strings.TrimPrefix(query, "subject="), "&body=")
		subject, _ = url.PathUnescape(subject)
		body, _ = url.PathUnescape(body)
		if subject != tt.subject {
			t.Errorf("%s: subject %q, want %q", tt.name, subject, tt.subject)
		}
		for _, want := range tt.body {
			if !strings.Contains(body, want) {
				t.Errorf("%s: %q lacks %q", tt.name, body, want)
			}
		}
		for _, bad := range tt.notFound {
			if strings.Contains(body, bad) {
				t.Errorf("%s: %q has %q", tt.name, body, bad)
			}
		}
	}
}

func TestFeedbackForm(t *testing.T) {
	t.Parallel()
	site := &Site{Site: &content.Site{Feedback: content.Feedback{URL: "https://example.org/fel?n=r%C3%B6d#a"}}}
	frame := Frame{Title: "Nämnd & råd", Canonical: "https://example.org/r/"}
	s := feedbackSet(t, "en")
	s.addFeedback(&frame, site, "index.html", reference{number: 3, digest: "abc"})
	want := "https://example.org/fel?digest=abc&edition=3&n=r%C3%B6d&page=https%3A%2F%2Fexample.org%2Fr%2F&title=N%C3%A4mnd+%26+r%C3%A5d#a"
	if got := frame.Footer.Feedback; got == nil || got.Href != want || got.Text != "Report an error on this page (open a form)" {
		t.Errorf("%+v, want %s", got, want)
	}
	site.Feedback = content.Feedback{}
	if s.addFeedback(&frame, site, "index.html", reference{}); frame.Footer.Feedback != nil {
		t.Errorf("a link that leads nowhere: %+v", frame.Footer.Feedback)
	}
}

func TestStatementPage(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"sv", "en"} {
		s := feedbackSet(t, lang)
		site := &Site{Site: &content.Site{Name: "Rapporter"}, Assets: &Assets{}, Public: true}
		if files, err := s.Statement(site); len(files) > 0 || err != nil {
			t.Errorf("%s: a page of nothing: %v %v", lang, files, err)
		}
		site.Accessibility = &content.Statement{
			Actor: "Provköping <&>", Service: "Rapporter", Compliance: content.Partly, Assessed: "2026-01-02", Updated: "2026-02-03", Method: "Egen <granskning>",
			Contact: content.Contact{Email: "webb@example.org"},
			Issues: []content.Issue{
				{What: "Sändningar", Reason: content.Outside},
				{What: "Bilagor", Reason: content.NotAccessible, Criterion: "1.3.1", Alternative: "Ring oss", Until: "2026-12"},
				{What: "Kartor", Reason: content.Burden, Motivation: "Många"},
			},
		}
		page := text(t, s, site)
		last := 0
		for _, want := range []string{
			"Provköping &lt;&amp;&gt;", "mailto:webb@example.org", tellAuthority, `id="not-accessible"`, "Bilagor. Ring oss.", "2026. " + s.texts.must("a11y.criterion", "n", "1.3.1"),
			`id="burden"`, "Kartor. Många.", `id="outside"`, "Sändningar.", "Egen &lt;granskning&gt;", Date(lang, "2026-01-02"), Date(lang, "2026-02-03"),
		} {
			at := strings.Index(page, want)
			if at < last {
				t.Errorf("%s: %q is not where it should be", lang, want)
			}
			last = max(at, last)
		}
		site.Accessibility = &content.Statement{Compliance: content.Full, Issues: []content.Issue{{What: "Sändningar", Reason: content.Outside}}}
		if page := text(t, s, site); !strings.Contains(page, s.texts.must("a11y.none")) || strings.Contains(page, "mailto:") {
			t.Errorf("%s: what nobody has said is said: %s", lang, page)
		}
	}
}

func text(t *testing.T, s *Set, site *Site) string {
	t.Helper()
	files, err := s.Statement(site)
	if err != nil || len(files) != 1 || files[0].Path != "accessibility/index.html" {
		t.Fatalf("%v %v", files, err)
	}
	return string(files[0].Content)
}
