package layout

import (
	"html/template"
	"slices"
	"strconv"

	"tertial/internal/content"
	"tertial/internal/publog"
)

// LogFolder is where the publication log stands in the built site.
const LogFolder = "changes/"

// A LogPage is the content of changes.html: everything that was ever published.
type LogPage struct {
	Title      string
	Deck       template.HTML
	Years      []LogYear // newest first
	Size       int       // entries
	Checkpoint string    // three lines, with signatures when there is a key
	Key        string    // public key, or empty
	Files      []Download
}

// A LogYear groups the publications of a year.
type LogYear struct {
	Year    string
	ID      string // id of its heading
	Entries []LogEntry
}

// A LogEntry is a publication in the list.
type LogEntry struct {
	ID        string // address of the entry: nr-12
	Number    string
	Date      string // "22 november 2026"
	ISODate   string
	Kind      string // first, revision, correction or withdrawal
	Word      string // the kind in words
	Title     string // of the report
	Edition   string // "utgåva 2"
	Href      string // the edition's own address
	Committee string // or empty
	Reason    string // or empty
	Ground    string // or empty
	Gone      string // when the edition was withdrawn later: a sentence that says so, or empty
}

// logPage renders /changes/.
func (s *Set) logPage(site *Site, committees []*content.Committee, log *PublicLog) (File, error) {
	page := LogFolder + "index.html"
	t := s.texts
	names := map[string]string{}
	for _, c := range committees {
		names[c.ID] = site.committeeName(c)
	}
	gone := map[string]string{} // date by report and edition
	for _, p := range log.Publications {
		if p.Kind == publog.Withdrawal {
			gone[p.key()] = p.Date
		}
	}
	view := LogPage{
		Title: t.must("log.title"), Deck: escape(t.must("log.deck")), Size: len(log.Publications), Checkpoint: log.Checkpoint, Key: log.Key,
		Files: []Download{
			{Text: t.must("log.file"), Href: publog.LogName, Format: t.must("log.file.format")},
			{Text: t.must("log.checkpoint.file"), Href: publog.CheckpointName, Format: t.must("log.checkpoint.format")},
			{Text: t.must("log.feed"), Href: "../" + FeedName, Format: t.must("log.feed.format")},
		},
	}
	for _, p := range slices.Backward(log.Publications) {
		e := s.logEntry(&p)
		e.Committee = names[p.Committee]
		if date := gone[p.key()]; date != "" && p.Kind != publog.Withdrawal {
			e.Gone = t.must("log.gone", "date", Date(s.lang, date))
		}
		view.add(p.Date[:4], e)
	}
	frame := s.frame(site, page, "log", view.Title, crumb{text: view.Title})
	frame.Description = t.must("log.deck")
	html, err := s.page(frame, "changes.html", view)
	return File{Path: page, Content: html}, err
}

// key names the edition that a publication is about.
func (p *Publication) key() string { return numbered(p.Report+"/", p.Edition) }

func (s *Set) logEntry(p *Publication) LogEntry {
	t := s.texts
	return LogEntry{
		ID: "nr-" + strconv.Itoa(p.Number), Number: t.must("number", "n", p.Number), Date: Date(s.lang, p.Date), ISODate: p.Date,
		Kind: string(p.Kind), Word: t.must("log.kind." + string(p.Kind)), Title: p.title(),
		Edition: t.must("log.edition", "edition", p.Edition), Href: "../" + p.Folder + "index.html",
		Reason: sentence(p.Reason), Ground: sentence(p.Ground),
	}
}

// add puts an entry under its year; they come newest first.
func (v *LogPage) add(year string, e LogEntry) {
	if n := len(v.Years); n == 0 || v.Years[n-1].Year != year {
		v.Years = append(v.Years, LogYear{Year: year, ID: "ar-" + year})
	}
	last := &v.Years[len(v.Years)-1]
	last.Entries = append(last.Entries, e)
}
