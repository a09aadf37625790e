package layout

import (
	"net/url"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/edition"
)

// longestSubject is how much of a page's title the subject of a letter has, in runes.
const longestSubject = 120

// shortDigest is how many characters of an edition's digest a letter has: enough
// to tell editions apart, few enough to be read out on the telephone.
const shortDigest = 12

// A reference is what a page shows, for whoever is told of something wrong on it.
type reference struct {
	number int    // of the edition, or 0
	digest string // the public digest of the edition, or ""
}

func referenceTo(e *edition.Edition) reference {
	return reference{number: e.Number, digest: e.PublicDigest}
}

// short is the beginning of the digest, without the name of its kind.
func (r reference) short() string {
	digest := r.digest[strings.IndexByte(r.digest, ':')+1:]
	return digest[:min(len(digest), shortDigest)]
}

// addFeedback gives the footer the link with which a reader tells of something
// wrong on the page: a letter that is begun, or a form that knows the page. The
// frame's canonical address must be final.
func (s *Set) addFeedback(f *Frame, site *Site, page string, ref reference) {
	f.Footer.Feedback = nil
	to := site.FeedbackFor(committeeAt(site, page))
	address := f.Canonical
	if address == "" {
		address = "/" + strings.TrimSuffix(page, "index.html")
	}
	if f.Kind == "notfound" {
		address = "" // it is shown at any address
	}
	title := f.Title
	if title == "" {
		title = f.SiteName
	}
	switch {
	case to.URL != "":
		f.Footer.Feedback = &Link{Text: s.texts.must("feedback.form"), Href: formAddress(to.URL, address, title, ref)}
	case to.Email != "":
		f.Footer.Feedback = &Link{Text: s.texts.must("feedback.mail"), Href: s.letter(to.Email, address, title, ref)}
	}
}

// committeeAt is the committee that a page belongs to, or nil.
func committeeAt(site *Site, page string) *content.Committee {
	id, _, below := strings.Cut(page, "/")
	for _, c := range site.Committees {
		if below && c.ID == id {
			return c
		}
	}
	return nil
}

// letter is the address of a letter that is begun: to whom, about which page, and
// what the page shows.
func (s *Set) letter(to, address, title string, ref reference) string {
	t := s.texts
	if r := []rune(title); len(r) > longestSubject {
		title = string(r[:longestSubject-1]) + "…"
	}
	lines := []string{t.must("feedback.describe"), "", "", "", t.must("feedback.page", "address", address)}
	if ref.number > 0 {
		lines = append(lines, t.must("feedback.edition", "n", ref.number))
	}
	if digest := ref.short(); digest != "" {
		lines = append(lines, t.must("feedback.digest", "digest", digest))
	}
	return "mailto:" + mailEscape(to) + "?subject=" + mailEscape(t.must("feedback.subject", "title", title)) +
		"&body=" + mailEscape(strings.Join(lines, "\r\n")+"\r\n")
}

// mailEscape escapes a text for an address of a letter (RFC 6068): a blank is
// %20, never a plus sign, which would stand in the letter.
func mailEscape(text string) string {
	escaped := url.QueryEscape(text)
	return strings.NewReplacer("+", "%20", "%40", "@", "%3A", ":", "%2F", "/").Replace(escaped)
}

// formAddress is the address of a form with what it can fill in beforehand.
func formAddress(form, address, title string, ref reference) string {
	u, err := url.Parse(form)
	if err != nil {
		return form // package content has tried it
	}
	q := u.Query()
	q.Set("page", address)
	q.Set("title", title)
	if ref.number > 0 {
		q.Set("edition", strconv.Itoa(ref.number))
	}
	if digest := ref.short(); digest != "" {
		q.Set("digest", digest)
	}
	u.RawQuery = q.Encode()
	return u.String()
}
