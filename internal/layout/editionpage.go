package layout

import (
	"cmp"
	"fmt"
	"html/template"
	"path"
	"regexp"
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/edition"
)

// An EditionInput is one published edition with everything that its pages show.
type EditionInput struct {
	Report    string             // its path of today
	Committee *content.Committee // likewise
	Editions  []*edition.Edition // all of the report, the first one first
	Edition   *edition.Edition
	Snapshot  *edition.Snapshot
	Newest    *edition.Edition  // the newest one that is published
	Latest    *edition.Snapshot // of the newest one
	Read      func(name string) ([]byte, error)
	// Front is whether the report's own address shows this edition: it is the
	// newest, and no working copy stands there.
	Front bool
	PDF   *PDF // the edition on paper, or nil

	Corrections template.HTML            // on the report's page
	History     map[string]template.HTML // on the page of a dataset, by its id
	Changes     map[int]bool             // editions that have a page of what they changed
	Sections    []Link                   // that this edition and the newest share, by fragments
	Through     *ThroughReport           // what is known of the report through time, or nil
	// Languages are sets and sites by the languages that pages of the edition may
	// have beside its own, and CorrectionsIn the section of corrections in each.
	Languages     map[string]InLanguage
	CorrectionsIn map[string]template.HTML
}

// Edition wraps the frozen pages of an edition in the frame of today, and gives
// its other files as they are. The fragments stand in the pages of the edition's
// own address byte by byte, between the marks of [edition.FragmentStart] and [edition.FragmentEnd].
func (s *Set) Edition(site *Site, in EditionInput) ([]File, error) {
	e := &editionMaker{set: s, site: site, in: in, folder: numbered(in.Report+"/", in.Edition.Number)}
	var files []File
	var err error
	if e.open, err = OpenDatasets(in.Snapshot, in.Read); err != nil {
		return nil, err
	}
	for i, p := range in.Snapshot.Pages {
		e := e.of(p)
		main, err := in.Read(p.Path)
		if err != nil {
			return nil, fmt.Errorf("read edition: %w", err)
		}
		page, err := e.wrap(p, e.folder+p.Path, string(main))
		if err != nil {
			return nil, err
		}
		files = append(files, page)
		if i > 0 && p.Lang == "" || !in.Front {
			continue
		}
		front, err := e.wrap(p, in.Report+"/"+p.Path, moved(string(main), e.way(p)))
		if err != nil {
			return nil, err
		}
		files = append(files, front)
	}
	for _, name := range slices.Concat(in.Snapshot.Files, in.Snapshot.Styles, in.Snapshot.Scripts) {
		text, err := in.Read(name)
		if err != nil {
			return nil, fmt.Errorf("read edition: %w", err)
		}
		files = append(files, File{Path: e.folder + name, Content: text})
	}
	if in.PDF != nil {
		files = append(files, File{Path: e.folder + in.PDF.Name, Content: in.PDF.File})
	}
	return files, nil
}

// An editionMaker makes the pages of one edition.
type editionMaker struct {
	set    *Set
	site   *Site
	in     EditionInput
	folder string // the edition's own, with a final slash
	open   []OpenDataset
}

// wrap puts a fragment into the frame of a page at an address.
func (e *editionMaker) wrap(p edition.Page, address, main string) (File, error) {
	t, in := e.set.texts, &e.in
	frame := e.frame(p, address)
	if d := e.schema(p); d != nil {
		frame.Schema = d
	} else if w := e.work(p); w != nil {
		frame.Schema = w
	}
	view := EditionPage{
		Number: in.Edition.Number, Date: Date(e.set.lang, in.Edition.Date), ISODate: in.Edition.Date,
		Kind: string(in.Edition.Kind), KindText: t.must("edition.kind." + string(in.Edition.Kind)),
		Frozen: template.HTML(edition.FragmentStart + main + edition.FragmentEnd), //nolint:gosec // written by Freeze
	}
	root := up(address)
	if in.Newest != nil && in.Newest.Number != in.Edition.Number {
		view.Old = e.old(p, root)
	}
	if p.Path == in.Snapshot.Pages[0].Path {
		view.Editions = e.set.editionItems(in.Editions, in.Newest, in.Edition, root+in.Report+"/", in.Changes)
		view.Cite, view.Corrections, view.PDF = e.cite(), in.Corrections, e.pdf(root)
	} else {
		view.All = root + e.folder + "index.html#" + editionsID
		for _, d := range in.Snapshot.Datasets {
			if d.Href == p.Path {
				view.History = in.History[d.ID]
			}
		}
	}
	if p.Lang != "" {
		view.Corrections = template.HTML(moved(string(in.CorrectionsIn[p.Lang]), "..")) //nolint:gosec // was finished markup before
	}
	if address != e.folder+p.Path {
		way := e.way(p)
		view.History, view.Corrections = shift(view.History, way), shift(view.Corrections, way)
	}
	if p.Path == in.Snapshot.Pages[0].Path {
		var err error
		if view.Through, err = e.set.throughPanel(in.Through, root); err != nil {
			return File{}, err
		}
	}
	html, err := e.set.page(frame, "edition.html", view)
	if p.Lang != "" {
		html = e.marked(html)
	}
	return File{Path: address, Content: html}, err
}

// editionsID is the id of the list of editions.
const editionsID = "_editions"

// frame is today's frame with the edition's own style sheets and scripts.
func (e *editionMaker) frame(p edition.Page, address string) Frame {
	meta := SnapshotMeta(e.in.Report, e.in.Snapshot)
	frame := e.set.frame(e.site, address, p.Kind, p.Title, e.crumbs(p)...)
	root := up(address)
	frame.Styles = nil
	for _, style := range e.site.Assets.Styles {
		if style != e.site.Assets.Content {
			frame.Styles = append(frame.Styles, root+style)
		}
	}
	for _, style := range e.in.Snapshot.Styles {
		frame.Styles = append(frame.Styles, root+e.folder+style)
	}
	frame.Scripts = nil
	if len(frame.Words) > 0 {
		frame.Words = cmp.Or(p.Words, e.in.Snapshot.Words)
		for _, script := range e.in.Snapshot.Scripts {
			frame.Scripts = append(frame.Scripts, root+e.folder+script)
		}
	}
	if e.site.BaseURL != "" {
		frame.Canonical = e.site.BaseURL + e.folder + strings.TrimSuffix(p.Path, "index.html")
	}
	e.set.addFeedback(&frame, e.site, address, referenceTo(e.in.Edition))
	frame.Notice = e.set.notice(e.site, meta)
	frame.Description = p.Description
	if p.Path == e.in.Snapshot.Pages[0].Path || p.Lang != "" {
		original := cmp.Or(e.in.Snapshot.Lang, "sv")
		e.set.addLanguages(&frame, e.site, e.folder, address, cmp.Or(p.Lang, original), original, languagesOf(e.in.Snapshot.Pages))
	}
	frame.RunningHead = runningHead(p.RunningHead, e.set.texts.must("edition.n", "n", e.in.Edition.Number), e.set.noticed(e.site, meta))
	return frame
}

// crumbs is the way to a page under the names and paths of today.
func (e *editionMaker) crumbs(p edition.Page) []crumb {
	crumbs := trail(p.Trail)
	for i := range crumbs {
		switch {
		case i == 0:
			crumbs[i] = crumb{e.in.Committee.Name, e.in.Committee.ID + "/"}
		case crumbs[i].path != "":
			crumbs[i].path = e.folder
		}
	}
	return crumbs
}

// old leads to the newest edition.
func (e *editionMaker) old(p edition.Page, root string) *OldEdition {
	t, in := e.set.texts, &e.in
	folder := root + numbered(in.Report+"/", in.Newest.Number)
	same := slices.ContainsFunc(in.Latest.Pages, func(q edition.Page) bool { return q.Path == p.Path })
	name := p.Path
	if !same {
		name = in.Latest.Pages[0].Path
	}
	old := &OldEdition{
		Text:   t.must("edition.newest", "n", in.Newest.Number, "date", Date(e.set.lang, in.Newest.Date)),
		Newest: Link{Text: t.must("edition.newest.go", "n", in.Newest.Number), Href: folder + name},
	}
	if p.Path != in.Snapshot.Pages[0].Path {
		return old
	}
	for _, section := range in.Sections {
		old.Sections = append(old.Sections, Link{Text: section.Text, Href: folder + name + section.Href})
	}
	old.Changes = &Link{Text: t.must("edition.changes.latest"), Href: root + e.folder + "changes-to-latest/index.html"}
	return old
}

// cite says how to refer to the edition.
func (e *editionMaker) cite() []Term {
	t, in := e.set.texts, &e.in
	text := strings.Join([]string{
		e.site.committeeName(in.Committee) + " (" + in.Edition.Date[:4] + ")",
		in.Snapshot.Title, t.must("edition.line", "n", in.Edition.Number) + ", " + Date(e.set.lang, in.Edition.Date),
	}, ". ") + "."
	if e.site.BaseURL != "" {
		text += " " + e.site.BaseURL + e.folder
	}
	return []Term{
		{Name: t.must("edition.cite"), Value: escape(text)},
		{Name: t.must("edition.digest"), Value: template.HTML(`<code>` + template.HTMLEscapeString(in.Edition.PublicDigest) + `</code>`)}, //nolint:gosec // escaped here
	}
}

// editionItems is the list of a report's editions, the newest first. Links begin
// with root, the way to the report's folder.
func (s *Set) editionItems(all []*edition.Edition, newest, current *edition.Edition, root string, changes map[int]bool) []EditionItem {
	t := s.texts
	var items []EditionItem
	for _, e := range slices.Backward(all) {
		item := EditionItem{
			Number: e.Number, Current: current != nil && e.Number == current.Number, Newest: newest != nil && e.Number == newest.Number,
			Date: Date(s.lang, e.Date), ISODate: e.Date, Kind: string(e.Kind), Reason: sentence(e.Reason), Text: s.ground(e), Digest: e.PublicDigest,
		}
		folder := numbered(root, e.Number)
		if !item.Current {
			item.Href = folder + "index.html"
		}
		if e.Withdrawn != nil {
			item.Kind, item.Digest = "withdrawn", ""
			item.Gone = escape(t.must("edition.gone", "date", Date(s.lang, e.Withdrawn.Date), "reason", sentence(e.Withdrawn.Reason)))
		}
		if changes[e.Number] {
			item.Changes = &Link{Text: t.must("edition.changes"), Href: folder + "changes/index.html"}
		}
		items = append(items, item)
	}
	return items
}

// ground says what kind of edition it is, and on whose word.
func (s *Set) ground(e *edition.Edition) string {
	t := s.texts
	text := upperFirst(t.must("edition.kind." + string(e.Kind)))
	if basis := s.Basis(e); basis != "" {
		text += ". " + basis
	}
	if e.ApprovedBy != "" {
		text += ". " + t.must("edition.approved", "role", e.ApprovedBy)
	}
	return text + "."
}

// Basis says on what an edition rests: who corrected a slip, or the decision
// that it follows; "" for one that needs nothing.
func (s *Set) Basis(e *edition.Edition) string {
	switch {
	case e.SlipBy != "":
		return s.texts.must("edition.slip", "role", e.SlipBy)
	case e.Decision != "":
		return s.texts.must("edition.decision", "decision", e.Decision)
	default:
		return ""
	}
}

// relative are links and addresses in our own markup, which writes every
// attribute with straight quotes and escapes those in texts.
var relative = regexp.MustCompile(` (?:href|src)="[^"#][^"]*"`)

// moved leads the relative links of a fragment to where they led from another
// folder: way leads from the page's folder to the one that they count from.
func moved(fragment, way string) string {
	return relative.ReplaceAllStringFunc(fragment, func(attribute string) string {
		name, value, _ := strings.Cut(strings.TrimSuffix(attribute, `"`), `"`)
		if scheme.MatchString(value) || strings.HasPrefix(value, "/") {
			return attribute
		}
		target, fragment, found := strings.Cut(value, "#")
		target = path.Join(way, target)
		if found {
			target += "#" + fragment
		}
		return name + `"` + target + `"`
	})
}

// scheme matches an address that does not count from the page.
var scheme = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*:`)

// shift is moved for what a build of today has made for the edition's address.
func shift(html template.HTML, way string) template.HTML {
	return template.HTML(moved(string(html), way)) //nolint:gosec // was finished markup before
}

// A TombstoneInput is a withdrawn edition.
type TombstoneInput struct {
	Report    string
	Committee *content.Committee
	Editions  []*edition.Edition
	Edition   *edition.Edition
	Newest    *edition.Edition // the newest published one, or nil
	Front     bool             // no working copy stands at the report's own address
	Changes   map[int]bool
}

// Tombstone renders the page that stands in place of a withdrawn edition, and,
// when no edition of the report is published, in place of the report.
func (s *Set) Tombstone(site *Site, in TombstoneInput) ([]File, error) {
	folder := numbered(in.Report+"/", in.Edition.Number)
	addresses := []string{folder + "index.html"}
	if in.Front && in.Newest == nil && in.Edition == in.Editions[len(in.Editions)-1] {
		addresses = append(addresses, in.Report+"/index.html")
	}
	var files []File
	for _, address := range addresses {
		view := s.tombstone(site, in, address)
		frame := s.frame(site, address, "tombstone", view.Title, crumb{in.Committee.Name, in.Committee.ID + "/"}, crumb{text: view.Title})
		frame.NoIndex = true
		if site.BaseURL != "" {
			frame.Canonical = site.BaseURL + folder
		}
		frame.RunningHead = in.Committee.Name + " · " + view.Title
		html, err := s.page(frame, "tombstone.html", view)
		if err != nil {
			return nil, err
		}
		files = append(files, File{Path: address, Content: html})
	}
	return files, nil
}

// reportLink names a report, and leads to its own address from any other page.
func reportLink(report, root, address string) template.HTML {
	own := report + "/index.html"
	if own == address {
		return escape(report)
	}
	return template.HTML(`<a href="` + template.HTMLEscapeString(root+own) + `">` + template.HTMLEscapeString(report) + `</a>`) //nolint:gosec // escaped here
}

func (s *Set) tombstone(site *Site, in TombstoneInput, address string) TombstonePage {
	root := up(address)
	t, e, w := s.texts, in.Edition, in.Edition.Withdrawn
	view := TombstonePage{
		Kicker: site.committeeName(in.Committee), Title: t.must("tombstone.title", "n", e.Number),
		Deck: t.must("tombstone.deck", "date", Date(s.lang, w.Date)),
	}
	add := func(key, value string) {
		if value != "" {
			view.Terms = append(view.Terms, Term{Name: t.must(key), Value: escape(value)})
		}
	}
	view.Terms = append(view.Terms, Term{Name: t.must("tombstone.report"), Value: reportLink(in.Report, root, address)})
	add("tombstone.published", Date(s.lang, e.Date))
	add("tombstone.withdrawn", Date(s.lang, w.Date))
	add("tombstone.reason", w.Reason)
	add("tombstone.by", w.By)
	add("tombstone.preserved", w.Preserved)
	add("tombstone.disposal", w.Disposal)
	view.Ask = escape(t.must("tombstone.ask"))
	if c := contact(in.Committee.Contact); c != "" {
		view.Ask = escape(t.must("tombstone.ask.whom")) + " " + c + "."
	}
	if len(in.Editions) > 1 {
		view.Editions = s.editionItems(in.Editions, in.Newest, e, root+in.Report+"/", in.Changes)
	}
	return view
}
