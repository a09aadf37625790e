package layout

import (
	"html/template"
	"strconv"
	"strings"

	"tertial/internal/change"
	"tertial/internal/edition"
)

// sections are the text, word by word.
func (m *changesMaker) sections() []ChangesSection {
	var out []ChangesSection
	for i := range m.in.Changes.Text {
		s := &m.in.Changes.Text[i]
		section := ChangesSection{ID: "text-" + strconv.Itoa(i+1), Name: m.set.sectionIn(s), Href: m.sectionHref(s)}
		section.Note = m.set.sectionNote(s)
		for k := range s.Passages {
			section.Passages = append(section.Passages, m.passage(&s.Passages[k]))
		}
		out = append(out, section)
	}
	return out
}

// sectionName is a section's number and heading; what stands above the first
// one has a name too.
func (s *Set) sectionName(number, heading string) string {
	if name := strings.TrimSpace(number + " " + heading); name != "" {
		return name
	}
	return s.texts.must("changes.opening")
}

func (m *changesMaker) sectionHref(s *change.Section) string {
	if m.alone {
		return ""
	}
	e := m.in.New
	if s.Kind == change.TextRemoved {
		e = m.in.Old
	}
	page := "index.html"
	if s.Lang != "" {
		page = translationPath(s.Lang)
	}
	if s.ID != "" {
		page += "#" + s.ID
	}
	return m.folder(e) + page
}

// passage writes one paragraph with what was struck and what was put in.
func (m *changesMaker) passage(p *change.Passage) ChangesPassage {
	out := ChangesPassage{Class: string(p.Kind)}
	of := p.New
	if of == nil {
		of = p.Old
	}
	role, err := m.set.texts.Text("changes.role." + of.Role)
	if err != nil {
		role = m.t("changes.role.paragraph")
	}
	out.Label = role + ", " + m.t("changes.passage."+string(p.Kind))
	var b strings.Builder
	switch p.Kind {
	case change.TextAdded:
		m.mark(&b, "ins", p.New.Text)
	case change.TextRemoved:
		m.mark(&b, "del", p.Old.Text)
	case change.TextMoved:
		b.WriteString(template.HTMLEscapeString(p.New.Text))
	default:
		m.words(&b, p.Words)
	}
	out.HTML = template.HTML(b.String()) //nolint:gosec // every piece is escaped above
	var notes []string
	switch {
	case p.Renumbered:
		notes = append(notes, m.t("changes.renumbered"))
	case p.Follows:
		notes = append(notes, m.t("changes.follows"))
	}
	if p.Moved {
		notes = append(notes, m.t("changes.moved"))
	}
	out.Note = strings.Join(notes, " ")
	return out
}

func (m *changesMaker) words(b *strings.Builder, pieces []change.Piece) {
	for _, piece := range pieces {
		switch piece.Op {
		case change.Deleted:
			m.mark(b, "del", piece.Text)
		case change.Inserted:
			m.mark(b, "ins", piece.Text)
		default:
			b.WriteString(template.HTMLEscapeString(piece.Text))
		}
	}
}

// mark writes a stretch that was struck or put in. What is spoken before and
// after it says the same as its looks: few screen readers say the elements.
func (m *changesMaker) mark(b *strings.Builder, element, text string) {
	b.WriteString(`<` + element + `><span class="vh"> ` + template.HTMLEscapeString(m.t("changes."+element)) + ` </span>` +
		template.HTMLEscapeString(text) + `<span class="vh"> ` + template.HTMLEscapeString(m.t("changes."+element+".end")) + ` </span></` + element + `>`)
}

// charts are the drawings side by side.
func (m *changesMaker) charts() []ChangesChart {
	var out []ChangesChart
	for i := range m.in.Changes.Charts {
		c := &m.in.Changes.Charts[i]
		of := c.New
		if of == nil {
			of = c.Old
		}
		chart := ChangesChart{ID: "chart-" + strconv.Itoa(i+1), Title: m.t("ref.chart", "n", of.Number), Note: m.t("changes.chart." + string(c.Kind))}
		if of.Title != "" {
			chart.Title += ". " + of.Title
		}
		if c.Protected {
			chart.Note += " " + m.t("changes.chart.protected")
		}
		if c.Old != nil && c.Old.Title != "" {
			chart.Sides = append(chart.Sides, m.drawing(m.in.Old, c.Old, "_old-"))
		}
		if c.New != nil && c.New.Title != "" {
			chart.Sides = append(chart.Sides, m.drawing(m.in.New, c.New, "_new-"))
		}
		out = append(out, chart)
	}
	return out
}

func (m *changesMaker) drawing(e *edition.Edition, c *edition.Chart, prefix string) ChangesDrawing {
	d := ChangesDrawing{Label: upperFirst(m.name(e)), Title: c.Title, Sentence: c.Sentence}
	read := func(name string) template.HTML {
		if m.in.Drawing == nil || name == "" {
			return ""
		}
		return template.HTML(prefixIDs(string(m.in.Drawing(e, name)), prefix)) //nolint:gosec // drawn by package chart when it was frozen
	}
	d.Wide, d.Narrow = read(c.Wide), read(c.Narrow)
	return d
}
