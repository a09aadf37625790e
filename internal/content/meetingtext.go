package content

import (
	"errors"
	"io/fs"
	"path"

	"tertial/internal/diag"
)

// ParseMeeting reads the texts of a meeting: what stands in its file before
// the first item's section, and the memo of each item, which is the section
// that bears its id or a file of its own in the meeting's folder. A memo can
// hold all that a report's text can, figures included, but no blocks: charts
// and numbered tables belong in a report. What the build may not see is not read.
func ParseMeeting(fsys fs.FS, m *Meeting, diags *diag.List) {
	whole, err := readFile(fsys, m.Source.Name, diags)
	if err != nil || whole == nil {
		return // reported, or gone since the folder was read
	}
	source := diag.NewSource(whole.Name, m.Cover(whole.Text))
	parts := m.veil.sections(whole.Text, findHead(whole.Text).body, diags, whole)
	for _, it := range m.Items {
		m.memo(fsys, it, source, parts, diags)
	}
	if first := parts[0]; hasText(source.Text[first.body:first.end]) {
		m.Text = m.parse(&Item{Title: m.Title}, segment{source: source, body: first.body, end: first.end}, 0, diags)
	}
}

// memo reads the memo of one item.
func (m *Meeting) memo(fsys fs.FS, it *Item, source *diag.Source, parts []part, diags *diag.List) {
	if it.ID == "" {
		return
	}
	for _, p := range parts {
		if !p.shown || p.id != it.ID || !hasText(source.Text[p.body:p.end]) {
			continue
		}
		if it.Memo != nil {
			diags.Add(diag.New("MEETING-SECTION", source.Place(p.start, p.body), "id", it.ID).With("twice"))
			return
		}
		it.Memo = m.parse(it, segment{source: source, body: p.body, end: p.end}, 1, diags)
	}
	file := path.Join(m.Folder(), it.ID+".md")
	own, err := readFile(fsys, file, diags)
	switch {
	case errors.Is(err, fs.ErrNotExist) || own == nil:
	case it.Memo != nil:
		diags.Add(diag.New("MEETING-SECTION", own.File(), "id", it.ID, "file", path.Base(m.Source.Name)).With("both"))
	default:
		if _, err := resolve(fsys, file); err != nil {
			folder{fsys: fsys, dir: m.Folder(), diags: diags}.follow(it.ID + ".md")
			return
		}
		it.Memo = m.parse(it, segment{source: own, end: len(own.Text)}, 0, diags)
	}
}

// parse reads one stretch of Markdown. Its headings are below a heading of the
// given level, which is not part of it.
func (m *Meeting) parse(it *Item, file segment, below int, diags *diag.List) *Document {
	meta := &Meta{
		Path: m.Path, Title: it.Title, Dnr: it.Dnr, Date: orElse(it.MemoDate, m.Date), Meeting: m.Date, Stage: m.StageOf(it),
		Visibility: it.Visibility, From: it.From, Lang: m.Lang, Example: m.Example, Source: m.Source,
	}
	b := &builder{
		doc: &Document{Meta: meta, Text: file.source.Text}, diags: diags, below: below, plainHeadings: true,
		ids: map[string]diag.Place{}, lost: map[string]bool{}, found: map[diag.Code]int{},
	}
	if file.body == 0 {
		file.body = b.noHead(file.source)
	}
	b.doc.files = []segment{file}
	b.parseText()
	for _, block := range b.doc.Blocks {
		diags.Add(diag.New("MEETING-SECTION", b.doc.Place(block.Start, block.End)).With("block"))
	}
	return b.doc
}

// Reads reports whether the build may read a file of the site because of this
// meeting: its own, the memos and attachments of the items that it may see, and
// their datasets.
func (m *Meeting) Reads(file string) bool {
	if file == m.Source.Name {
		return true
	}
	dir, name := path.Split(file)
	switch path.Clean(dir) {
	case m.Folder():
		for _, it := range m.Items {
			if it.ID != "" && name == it.ID+".md" || it.attaches(name) {
				return true
			}
		}
	case "data/" + m.Path:
		id := name[:len(name)-len(path.Ext(name))]
		for _, it := range m.Items {
			for _, own := range it.Data {
				if own == id {
					return true
				}
			}
		}
	}
	return false
}

func (it *Item) attaches(name string) bool {
	for _, a := range it.Attachments {
		if a.File == name {
			return true
		}
	}
	return false
}
