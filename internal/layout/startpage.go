package layout

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tertial/internal/content"
	"tertial/internal/publog"
)

// What the start page shows: that many reports, and what a committee answers
// for as long as there are no more of them.
const (
	newsShown      = 8
	fewCommittees  = 6
	numbersOffered = 4 // committees whose matters the start page leads to
)

// start renders the start page: the committees, what is new and corrected, the
// next meetings, and ways to a number or a matter.
func (s *Set) start(site *Site, in *ListsInput, listings []*Listing) (File, error) {
	view := StartPage{
		Title: site.Name, Deck: escape(site.Description), Meetings: s.upcoming(site, in.Committees), Find: s.find(site, in.Committees),
		Few: len(in.Committees) <= fewCommittees,
	}
	frame := s.frame(site, "index.html", "start", "")
	frame.Description = site.Description
	s.addLanguages(&frame, site, "", "index.html", s.lang, s.lang, site.Languages)
	view.Search = frame.Search
	for _, c := range in.Committees {
		view.addCommittee(site, CommitteeCard{Name: c.Name, Href: c.ID + "/index.html", Text: c.Task, Count: len(of(c, listings))}, c.Body)
	}
	for _, card := range s.news(site, in, listings, "", "") {
		view.addNews(card)
	}
	if site.Published {
		view.All = &Link{Text: s.texts.must("start.all"), Href: LogFolder + "index.html"}
	}
	html, err := s.page(frame, "start.html", view)
	return File{Path: "index.html", Content: html}, err
}

// addCommittee puts a committee under its municipality, where there are several.
func (v *StartPage) addCommittee(site *Site, card CommitteeCard, body string) {
	if !site.Bodies {
		body = ""
	}
	i := slices.IndexFunc(v.Bodies, func(b BodyCards) bool { return b.Name == body })
	if i < 0 {
		i = len(v.Bodies)
		v.Bodies = append(v.Bodies, BodyCards{Name: body, ID: "body-" + card.Href[:strings.IndexByte(card.Href, '/')]})
	}
	v.Bodies[i].Committees = append(v.Bodies[i].Committees, card)
}

// addNews puts a report under its day; days come newest first.
func (v *StartPage) addNews(card ReportCard) {
	if n := len(v.News); n == 0 || v.News[n-1].ISODate != card.ISODate {
		v.News = append(v.News, NewsDay{Date: card.Date, ISODate: card.ISODate})
	}
	last := &v.News[len(v.News)-1]
	last.Reports = append(last.Reports, card)
}

// find leads to numbers and matters without words to search for: the open data
// and, where they are few, the matters of each committee.
func (s *Set) find(site *Site, committees []*content.Committee) []Link {
	links := s.mainPages(site)
	var matters []Link
	for _, own := range site.meetings() {
		if len(own.matters)+len(own.others) > 0 && slices.Contains(committees, own.committee) {
			matters = append(matters, Link{Text: s.texts.must("start.matters", "committee", site.committeeName(own.committee)), Href: own.committee.ID + "/matters/index.html"})
		}
	}
	if len(matters) == 1 {
		matters[0].Text = s.texts.must("start.matters.all")
	}
	if len(matters) <= numbersOffered {
		links = append(links, matters...)
	}
	return links
}

// A happening is a report with the last that was published of it, if anything was.
type happening struct {
	listing *Listing     // nil when nothing of the report is shown any more
	last    *Publication // nil for a working copy
}

// day is when it happened.
func (h happening) day() string {
	if h.last != nil {
		return h.last.Date
	}
	return when(h.listing.Meta)
}

// news are the reports by what happened to them last, and their corrections of
// the last year, the newest first: those of a committee, or of all.
func (s *Set) news(site *Site, in *ListsInput, listings []*Listing, committee, root string) []ReportCard {
	names := map[string]string{}
	for _, c := range in.Committees {
		names[c.ID] = site.committeeName(c)
	}
	all := happenings(in.Log, listings, committee, yearBefore(site.AsOf))
	cards := make([]ReportCard, 0, newsShown)
	for _, h := range all[:min(len(all), newsShown)] {
		card := s.newsCard(site, h, root)
		if committee == "" {
			card.Committee = names[h.committee()]
		}
		cards = append(cards, card)
	}
	return cards
}

// happenings joins what is shown with the log, the newest first; on one day the
// newest report comes first. Corrections since a day are told of though the
// report has had a newer edition, as long as what they corrected is shown.
func happenings(log *PublicLog, listings []*Listing, committee, since string) []happening {
	last := map[string]*Publication{}
	if log != nil {
		for i := range log.Publications {
			p := &log.Publications[i]
			last[p.reportNow()] = p
		}
	}
	var all []happening
	for _, l := range listings {
		h := happening{listing: l}
		if l.Edition > 0 {
			h.last = last[l.Meta.Path]
		}
		delete(last, l.Meta.Path)
		all = append(all, h)
	}
	if log != nil {
		for i := range log.Publications {
			if p := &log.Publications[i]; last[p.reportNow()] == p && p.Kind == publog.Withdrawal {
				all = append(all, happening{last: p})
			}
		}
	}
	all = append(all, olderCorrections(log, all, since)...)
	all = slices.DeleteFunc(all, func(h happening) bool { return committee != "" && h.committee() != committee })
	slices.SortStableFunc(all, func(a, b happening) int { return cmp.Compare(b.day(), a.day()) })
	return all
}

// olderCorrections are those since a day that are not the last of their reports.
func olderCorrections(log *PublicLog, last []happening, since string) []happening {
	if log == nil {
		return nil
	}
	var all []happening
	for i := range log.Publications {
		p := &log.Publications[i]
		if p.Kind != publog.Correction || p.Withdrawn || p.Date < since {
			continue
		}
		k := slices.IndexFunc(last, func(h happening) bool {
			return h.listing != nil && h.listing.Edition > 0 && h.listing.Meta.Path == p.reportNow()
		})
		if k >= 0 && last[k].last != p {
			all = append(all, happening{listing: last[k].listing, last: p})
		}
	}
	return all
}

// yearBefore is the day a year before another.
func yearBefore(iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return day.AddDate(-1, 0, 0).Format(time.DateOnly)
}

func (h happening) committee() string {
	if h.listing != nil {
		return h.listing.Meta.Committee()
	}
	return h.last.Committee
}

// reportNow is the folder of the report today, without a final slash.
func (p *Publication) reportNow() string {
	folder := strings.TrimSuffix(p.Folder, "/")
	if i := strings.LastIndexByte(folder, '/'); i >= 0 {
		return folder[:i]
	}
	return folder
}

// newsCard is a report with what happened to it.
func (s *Set) newsCard(site *Site, h happening, root string) ReportCard {
	var card ReportCard
	if h.listing != nil {
		card = s.reportCard(site, h.listing, root)
	} else {
		card = ReportCard{Title: h.last.Title, Href: root + h.last.Folder + "index.html"}
		if card.Title == "" { // what it was called may not be said any more
			card.Title, card.Period = s.texts.must("paper.withdrawn.title"), h.last.Report
		}
	}
	if p := h.last; p != nil {
		card.Date, card.ISODate, card.Kind = Date(s.lang, p.Date), p.Date, string(p.Kind)
		if p.Kind != publog.First {
			card.Word, card.Reason = s.texts.must("log.kind."+string(p.Kind)), sentence(p.Reason)
		}
		if p.Kind == publog.Withdrawal && h.listing != nil {
			card.Word = s.texts.must("start.withdrawn", "edition", p.Edition)
		}
		if p.Kind == publog.Correction && h.listing != nil && p.Edition != h.listing.Edition {
			card.Title, card.Href = card.Title+", "+s.texts.must("edition.n", "n", p.Edition), root+p.Folder+"index.html"
			card.Stage, card.Period = Stage{}, ""
		}
	}
	return card
}
