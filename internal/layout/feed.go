package layout

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/publog"
)

// feedEntries is how many publications a feed goes back.
const feedEntries = 100

// FeedName is the name of the feed at the site's root and in each committee's folder.
const FeedName = "feed.xml"

// A PublicLog is what the pages and feeds about publications show: the
// publication log, with what it does not hold itself.
type PublicLog struct {
	ID           string        // of the log for ever: publog.Log.ID
	Checkpoint   string        // the text of /changes/checkpoint, signed or not
	Key          string        // public key that signs it, or ""
	Publications []Publication // one for each entry of the log, in its order: the oldest first
}

// A Publication is an entry of the log.
type Publication struct {
	Number    int    // of the entry
	Date      string // ISO date
	Kind      publog.Kind
	Report    string // path in the log: the report's when it was published
	Edition   int
	Committee string // id of the committee today
	Folder    string // where the edition stands today, from the site's root, with a final slash: committee/year/report/2/
	Title     string // of the report; "" where it may not be said any more, then the path stands instead
	Reason    string // from edition.yaml, of a withdrawal why it was withdrawn; or ""
	Ground    string // what it rests on, in words: Set.Basis; or ""
	Public    string // hex public digest; "" of a withdrawal
	Root      string // root of the log's tree with this entry: publog.Log.RootAt(Number)
	Withdrawn bool   // the edition was withdrawn later
}

// title is what the publication is called.
func (p *Publication) title() string { return cmp.Or(p.Title, p.Report) }

// urn makes a name for ever of what is named: it depends on nothing that can
// move or be called otherwise one day.
func (l *PublicLog) urn(what string) string {
	sum := sha256.Sum256([]byte(l.ID + "\n" + what))
	sum[6] = sum[6]&0x0f | 0x80 // a UUID of version 8: the digest of a name
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

func (l *PublicLog) entryID(number int) string { return l.urn("entry " + strconv.Itoa(number)) }

// PublicLog renders the page of the publication log and the feeds, of the site
// and of each committee: with an empty log none of them. What the log itself
// publishes (publog.Log.Files) is the caller's to add, below changes/.
func (s *Set) PublicLog(site *Site, committees []*content.Committee, log *PublicLog) ([]File, error) {
	if len(log.Publications) == 0 {
		return nil, nil
	}
	page, err := s.logPage(site, committees, log)
	if err != nil {
		return nil, err
	}
	files := []File{page, {Path: FeedName, Content: s.feed(site, nil, log)}}
	for _, c := range committees {
		files = append(files, File{Path: c.ID + "/" + FeedName, Content: s.feed(site, c, log)})
	}
	return files, nil
}

// A feed is an Atom feed being written.
type feed struct {
	set  *Set
	site *Site
	log  *PublicLog
	root string // way to the site's root
	out  bytes.Buffer
}

// feed is the Atom feed (RFC 4287) of the site, or of a committee: its
// publications, the newest first, and a tombstone (RFC 6721) for each edition
// that was withdrawn.
func (s *Set) feed(site *Site, c *content.Committee, log *PublicLog) []byte {
	page, id, title := FeedName, "", site.Name
	if c != nil {
		page, id, title = c.ID+"/"+FeedName, c.ID, site.committeeName(c)
	}
	f := &feed{set: s, site: site, log: log, root: site.BaseURL}
	if f.root == "" {
		f.root = up(page)
	}
	shown := f.shown(id)
	f.out.WriteString(xml.Header + `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns:log="https://c2sp.org/tlog-checkpoint" xml:lang="` + s.lang + `">` + "\n")
	f.element("id", log.urn("feed "+id))
	f.element("title", s.texts.must("feed.title", "site", title))
	f.element("updated", moment(log.updated(shown)))
	f.open("author")
	f.element("name", site.Name)
	f.shut("author")
	f.link("self", "application/atom+xml", f.root+page)
	f.link("alternate", "text/html", f.page(strings.TrimSuffix(page, FeedName)))
	f.link("related", "text/html", f.page("changes/"))
	if site.Program != "" {
		f.element("generator", site.Program)
	}
	f.element("log:checkpoint", log.Checkpoint)
	for i := range shown {
		f.entry(&shown[i])
	}
	for i := range shown {
		if shown[i].Kind == publog.Withdrawal {
			f.tombstone(&shown[i])
		}
	}
	f.shut("feed")
	return f.out.Bytes()
}

// shown are the publications of a committee, or of all, the newest first.
func (f *feed) shown(committee string) []Publication {
	var shown []Publication
	for _, p := range slices.Backward(f.log.Publications) {
		if len(shown) < feedEntries && (committee == "" || p.Committee == committee) {
			shown = append(shown, p)
		}
	}
	return shown
}

// updated is the day of the newest publication; of a feed without any, the day
// of the log's first.
func (l *PublicLog) updated(shown []Publication) string {
	if len(shown) > 0 {
		return shown[0].Date
	}
	return l.Publications[0].Date
}

// moment is a day as a time, as Atom wants it.
func moment(date string) string { return date + "T00:00:00Z" }

// entry writes a publication; of a withdrawn edition nothing but its tombstone
// and the entry of the withdrawal remains.
func (f *feed) entry(p *Publication) {
	if p.Withdrawn && p.Kind != publog.Withdrawal {
		return
	}
	t := f.set.texts
	f.open("entry")
	f.element("id", f.log.entryID(p.Number))
	f.element("title", t.must("feed.entry."+string(p.Kind), "title", p.title(), "edition", p.Edition))
	f.element("updated", moment(p.Date))
	f.link("alternate", "text/html", f.page(p.Folder))
	kind := t.must("log.kind." + string(p.Kind))
	f.out.WriteString(`<category term="` + string(p.Kind) + `" label="` + xmlText(kind) + "\"/>\n")
	f.element("summary", strings.Join(f.says(p), " "))
	f.out.WriteString(`<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">`)
	for _, sentence := range f.says(p) {
		f.out.WriteString("<p>" + xmlText(sentence) + "</p>")
	}
	if p.Public != "" {
		f.out.WriteString("<p>" + xmlText(t.must("feed.digest")) + " <code>" + p.Public + "</code></p>")
	}
	f.out.WriteString("<p>" + xmlText(t.must("feed.checkpoint")) + "</p><pre>" + xmlText(f.checkpoint(p)) + "</pre>")
	f.out.WriteString("</div></content>\n")
	f.shut("entry")
}

// checkpoint is the log's when the publication was its last entry. It stands in
// the entry, which programs keep: so each of them can bear witness.
func (f *feed) checkpoint(p *Publication) string {
	return publog.Checkpoint{Origin: f.log.ID, Size: p.Number, Root: p.Root}.Text()
}

// says tells what was published, and why.
func (f *feed) says(p *Publication) []string {
	t := f.set.texts
	out := []string{t.must("feed.says."+string(p.Kind), "edition", p.Edition, "date", Date(f.set.lang, p.Date))}
	if p.Reason != "" {
		out = append(out, t.must("feed.reason", "reason", sentence(p.Reason)))
	}
	if p.Ground != "" {
		out = append(out, sentence(p.Ground))
	}
	return out
}

// sentence ends a text with a full stop where it has no end.
func sentence(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") {
		return text
	}
	return text + "."
}

// tombstone says that the entry of a withdrawn edition is to be forgotten.
func (f *feed) tombstone(p *Publication) {
	for _, old := range f.log.Publications {
		if old.Report != p.Report || old.Edition != p.Edition || old.Kind == publog.Withdrawal {
			continue
		}
		f.out.WriteString(`<at:deleted-entry ref="` + f.log.entryID(old.Number) + `" when="` + moment(p.Date) + "\">\n")
		f.element("at:comment", strings.Join(f.says(p), " "))
		f.shut("at:deleted-entry")
	}
}

// page is the address of a folder's page.
func (f *feed) page(folder string) string {
	if f.site.BaseURL != "" {
		return f.root + folder
	}
	return f.root + folder + "index.html"
}

func (f *feed) open(name string) { f.out.WriteString("<" + name + ">\n") }

func (f *feed) shut(name string) { f.out.WriteString("</" + name + ">\n") }

func (f *feed) element(name, text string) {
	f.out.WriteString("<" + name + ">" + xmlText(text) + "</" + name + ">\n")
}

func (f *feed) link(rel, kind, href string) {
	f.out.WriteString(`<link rel="` + rel + `" type="` + kind + `" href="` + xmlText(href) + "\"/>\n")
}

// xmlText escapes a text for elements and attributes. Line feeds stay.
func xmlText(text string) string {
	var out bytes.Buffer
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out.WriteByte('\n')
		}
		_ = xml.EscapeText(&out, []byte(line)) // a buffer takes everything
	}
	return out.String()
}

// feedLinks are the feeds that a page offers: the site's, and on a committee's
// own page also the committee's.
func (s *Set) feedLinks(site *Site, root string, c *content.Committee) []Link {
	if !site.Published {
		return nil
	}
	links := []Link{{Text: s.texts.must("feed.title", "site", site.Name), Href: root + FeedName}}
	if c != nil {
		links = append(links, Link{Text: s.texts.must("feed.title", "site", site.committeeName(c)), Href: root + c.ID + "/" + FeedName})
	}
	return links
}
