package layout

import (
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"path"
	"regexp"
	"strings"

	"tertial/internal/content"
	"tertial/internal/edition"
)

// A Frozen is what an edition publishes.
type Frozen struct {
	Snapshot *edition.Snapshot
	Files    []File // by their paths from the edition's own address
}

// Freeze renders what an edition publishes: the content of each page, downloads,
// and the style sheet and scripts that belong to that markup. in.Edition says
// which edition it is.
func (s *Set) Freeze(site *Site, in ReportInput) (*Frozen, error) {
	pages, err := s.ReportPages(site, in)
	if err != nil {
		return nil, err
	}
	m := in.Report.Meta
	f := &Frozen{Snapshot: &edition.Snapshot{
		Format: edition.SnapshotFormat, Lang: s.lang,
		Title: m.Title, Kind: m.Kind, Committee: in.Report.Committee.Name, Body: in.Report.Committee.Body, Dnr: m.Dnr,
		From: m.Period.From, To: m.Period.To, Date: m.Date, Meeting: m.Meeting, Stage: m.Stage, Example: m.Example, Origin: m.Origin,
		Deck: string(pages.Listing.Deck), Facts: pages.Facts, Words: s.words(),
	}}
	for _, c := range pages.Listing.Cards {
		f.Snapshot.Cards = append(f.Snapshot.Cards, frozenCard(c))
	}
	for i, d := range pages.Listing.Datasets {
		f.Snapshot.Datasets = append(f.Snapshot.Datasets, edition.Dataset{
			ID: in.Report.Datasets[i].ID, Title: d.Title, Href: d.Href, Text: d.Text, CSV: d.CSV, Format: d.Format,
			Kind: in.Report.Datasets[i].Description.Kind.Name,
		})
	}
	for _, p := range pages.Fragments {
		f.Snapshot.Pages = append(f.Snapshot.Pages, p.Page)
		main := `<div class="` + p.Kind + "\">\n" + strings.TrimSpace(string(p.Main)) + "\n</div>\n"
		f.Files = append(f.Files, File{Path: p.Path, Content: []byte(main)})
	}
	for _, file := range pages.Files {
		f.add(&f.Snapshot.Files, strings.TrimPrefix(file.Path, pages.Folder), file.Content)
	}
	f.assets(site.Assets)
	return f, nil
}

// add adds a file that is no page and notes its path.
func (f *Frozen) add(list *[]string, name string, content []byte) {
	*list = append(*list, name)
	f.Files = append(f.Files, File{Path: name, Content: content})
}

// assets adds one style sheet of all of the site's, and the scripts.
func (f *Frozen) assets(a *Assets) {
	var sheet strings.Builder
	var scripts []Asset
	for _, file := range a.Files {
		switch path.Ext(file.Path) {
		case ".css":
			sheet.WriteString(nested(string(file.Content)))
		case ".js":
			scripts = append(scripts, file)
		}
	}
	css := []byte("#" + frozenID + "{color:var(--ink)\n}\n#" + frozenID + "{\n" + sheet.String() + "}\n")
	sum := sha256.Sum256(css)
	f.add(&f.Snapshot.Styles, "assets/report-"+hex.EncodeToString(sum[:4])+".css", css)
	for _, script := range scripts {
		f.add(&f.Snapshot.Scripts, "assets/"+path.Base(script.Path), script.Content)
	}
}

// frozenID is the id of the element that holds an edition's own markup.
const frozenID = "_frozen"

// global are the at-rules that hold for a whole page, and comments: an edition's
// sheet has neither.
var global = regexp.MustCompile(`(?s)/\*.*?\*/|@(?:font-face|page[^{]*)\{(?:[^{}]|\{[^{}]*\})*\}|@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@(?:import|charset)[^;]*;`)

// nested makes a sheet that stands inside the rule of one element: what it sets
// at the root, it then sets at that element.
func nested(css string) string {
	css = global.ReplaceAllString(css, "")
	css = strings.ReplaceAll(css, ":root", "&")
	lines := strings.FieldsFunc(css, func(r rune) bool { return r == '\n' })
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n") + "\n"
}

func frozenCard(c Card) edition.Card {
	return edition.Card{
		Label: c.Label, Value: string(c.Value), Unit: c.Unit, Tone: c.Tone, Arrow: c.Arrow, Word: c.Word,
		Trend: string(c.Trend), Text: string(c.Text), Note: string(c.Note), Href: c.Href, From: c.From,
	}
}

func thawedCard(c edition.Card) Card {
	return Card{
		Label: c.Label, Value: template.HTML(c.Value), Unit: c.Unit, Tone: c.Tone, Arrow: c.Arrow, Word: c.Word, //nolint:gosec // written by frozenCard
		Trend: template.HTML(c.Trend), Text: template.HTML(c.Text), Note: template.HTML(c.Note), Href: c.Href, From: c.From, //nolint:gosec // likewise
	}
}

// EditionListing is what lists show of a report's newest edition. It stands at
// the report's path of today.
func EditionListing(report string, number int, s *edition.Snapshot) *Listing {
	l := &Listing{Meta: SnapshotMeta(report, s), Deck: template.HTML(s.Deck), Edition: number, Translations: translatedListing(s.Pages)} //nolint:gosec // written by Freeze
	for _, c := range s.Cards {
		l.Cards = append(l.Cards, thawedCard(c))
	}
	for _, d := range s.Datasets {
		folder := numbered("", number)
		link := DatasetLink{Title: d.Title, Href: folder + d.Href, Text: d.Text, Format: d.Format}
		if d.CSV != "" {
			link.CSV = folder + d.CSV
		}
		l.Datasets = append(l.Datasets, link)
	}
	return l
}

// SnapshotMeta is the front matter of a frozen report, as far as lists and
// notices need it.
func SnapshotMeta(report string, s *edition.Snapshot) *content.Meta {
	return &content.Meta{
		Path: report, Title: s.Title, Kind: s.Kind, Dnr: s.Dnr, Period: content.Period{From: s.From, To: s.To}, Date: s.Date,
		Meeting: s.Meeting, Stage: s.Stage, Visibility: content.Public, Origin: s.Origin, Lang: s.Lang, Example: s.Example,
	}
}
