package layout

import (
	"strconv"

	"tertial/internal/data"
)

// A note is a footnote of a dataset's description, with what it concerns.
type note struct{ what, text string }

// notesOf are all footnotes of a dataset: columns first, then rows, each once.
func (p *reportMaker) notesOf(d *data.Dataset) []note {
	var notes []note
	for i := range d.Columns {
		if c := &d.Columns[i]; c.Note != "" {
			notes = append(notes, note{c.Title, c.Note})
		}
	}
	seen := map[string]bool{}
	for i := range d.Rows {
		row := &d.Rows[i]
		if text := d.NoteOf(row); text != "" && !seen[row.Name] {
			seen[row.Name] = true
			notes = append(notes, note{row.Name, text})
		}
	}
	return notes
}

// noteMark numbers a footnote of the table and returns its number; equal texts
// are one note. "" has none.
func (m *tableMaker) noteMark(text string) int {
	if text == "" {
		return 0
	}
	for i, known := range m.notes {
		if known == text {
			return i + 1
		}
	}
	m.notes = append(m.notes, text)
	return len(m.notes)
}

// footnotes are the notes that marks of the table lead to.
func (m *tableMaker) footnotes() []TableNote {
	var notes []TableNote
	for i, text := range m.notes {
		notes = append(notes, TableNote{ID: m.noteID(i + 1), Text: escape(text)})
	}
	return notes
}

func (m *tableMaker) noteID(n int) string { return m.id + "-n" + strconv.Itoa(n) }
