package layout

import (
	"html/template"
	"path"
	"regexp"
	"strings"

	"tertial/internal/edition"
)

// A SentGone is a report that was sent and is withdrawn.
type SentGone struct {
	Report  string           // its path when it was sent
	Now     string           // its path of today
	Place   string           // folder of its pages among what was sent, with a final slash
	Edition *edition.Edition // that is withdrawn
}

// goneAt finds the withdrawn report that a page or file belongs to, or nil.
func (in *SentPageInput) goneAt(name string) *SentGone {
	for i := range in.Gone {
		if strings.HasPrefix(name, in.Gone[i].Place) {
			return &in.Gone[i]
		}
	}
	return nil
}

// sentTombstone is the page in place of one of a report that is withdrawn.
func (s *Set) sentTombstone(site *Site, in *SentPageInput, p edition.Page, g *SentGone, folder string) (File, error) {
	t, w := s.texts, g.Edition.Withdrawn
	address := folder + p.Path
	title := t.must("sent.gone")
	view := TombstonePage{
		Kicker: site.committeeName(in.Meeting.Committee), Title: title, Deck: t.must("sent.gone.deck", "date", Date(s.lang, w.Date)),
		Ask: anchor(up(address)+numbered(g.Now+"/", g.Edition.Number)+"index.html", t.must("sent.gone.more")),
	}
	frame := s.sentFrame(site, in, edition.Page{Path: p.Path, Kind: "tombstone", Title: title}, folder)
	html, err := s.page(frame, "tombstone.html", view)
	return File{Path: address, Content: html}, err
}

// anchors are links with what they hold.
var anchors = regexp.MustCompile(`(?s)<a [^>]*?href="([^"]*)"[^>]*>.*?</a>`)

// withoutGone takes the words out of links of a page to reports that are
// withdrawn: they lead to the page that says so.
func (s *Set) withoutGone(main []byte, in *SentPageInput, page string) []byte {
	if len(in.Gone) == 0 {
		return main
	}
	return anchors.ReplaceAllFunc(main, func(link []byte) []byte {
		href, _, _ := strings.Cut(string(anchors.FindSubmatch(link)[1]), "#")
		if scheme.MatchString(href) || strings.HasPrefix(href, "/") {
			return link
		}
		g := in.goneAt(path.Join(path.Dir(page), href))
		if g == nil {
			return link
		}
		to := way(path.Dir("x/"+page), "x/"+g.Place+"index.html")
		return []byte(`<a class="go" href="` + template.HTMLEscapeString(to) + `">` + template.HTMLEscapeString(s.texts.must("paper.withdrawn.title")) + `</a>`)
	})
}
