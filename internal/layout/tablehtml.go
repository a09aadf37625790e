package layout

import (
	"html/template"
	"strconv"
	"strings"
)

// tableHTML writes the scroll region of a table, as docs/markup.md says. An
// empty title gives a table that its surroundings name by labelled.
func (s *Set) tableHTML(t *Table, labelled string) template.HTML {
	w := &tableWriter{set: s, t: t, grouped: strings.Contains(t.Class, "grouped")}
	caption := t.ID + "-cap"
	if labelled != "" {
		caption = labelled
	}
	w.write(`<div class="tw" role="region" tabindex="0" aria-labelledby="`, caption, `">`, "\n<table>\n")
	if labelled == "" {
		w.caption(caption)
	}
	w.head()
	for i := range t.Groups {
		w.group(&t.Groups[i])
	}
	w.write("</table>\n</div>")
	return template.HTML(w.b.String()) //nolint:gosec // every text is escaped by the writer
}

type tableWriter struct {
	set     *Set
	t       *Table
	b       strings.Builder
	grouped bool
}

func (w *tableWriter) write(parts ...string) {
	for _, p := range parts {
		w.b.WriteString(p)
	}
}

func (w *tableWriter) text(s string) { w.b.WriteString(template.HTMLEscapeString(s)) }

func (w *tableWriter) caption(id string) {
	w.write(`<caption id="`, id, `"><span class="cap">`)
	if w.t.Number != "" {
		w.write(`<span class="fno">`)
		w.text(w.t.Number)
		w.write(`</span> `)
	}
	w.write(`<strong>`, string(w.t.Title), `</strong>`)
	if w.t.Sub != "" {
		w.write(` <span class="sub">`)
		w.text(w.t.Sub)
		w.write(`</span>`)
	}
	w.write("</span></caption>\n")
}

func (w *tableWriter) head() {
	w.write("<thead><tr>")
	for _, c := range w.t.Columns {
		w.write(`<th scope="col" id="`, c.ID, `"`)
		w.class(headClass(c.Class))
		w.write(">")
		w.text(c.Text)
		if c.Flag != "" {
			w.flag(c.Flag)
		}
		w.note(c.Note)
		w.write("</th>")
	}
	w.write("</tr></thead>\n")
}

// headClass leaves out what only concerns cells.
func headClass(class string) string {
	return strings.TrimSpace(strings.ReplaceAll(" "+class+" ", " dev ", " "))
}

func (w *tableWriter) class(class string) {
	if class != "" {
		w.write(` class="`, class, `"`)
	}
}

func (w *tableWriter) group(g *Group) {
	w.write("<tbody")
	w.class(g.Class)
	w.write(">\n")
	if g.Name != "" {
		w.write(`<tr class="grp"><th scope="rowgroup" colspan="`, strconv.Itoa(len(w.t.Columns)), `" id="`, g.ID, `"><span>`)
		w.text(g.Name)
		w.note(g.Note)
		w.write("</span></th></tr>\n")
	}
	for i := range g.Rows {
		w.row(g, &g.Rows[i])
	}
	w.write("</tbody>\n")
}

func (w *tableWriter) row(g *Group, r *Row) {
	w.write("<tr")
	w.class(r.Class)
	w.write(`><th scope="row" id="`, r.ID, `"`)
	if w.grouped {
		w.headers(g.ID, w.t.Columns[0].ID)
	}
	w.write(">")
	w.text(r.Text)
	if strings.Contains(r.Class, "derived") {
		w.flag("derived")
	}
	w.note(r.Note)
	w.write("</th>")
	for i := range r.Cells {
		w.cell(g, r, i)
	}
	w.write("</tr>\n")
}

func (w *tableWriter) headers(ids ...string) {
	w.write(` headers="`)
	first := true
	for _, id := range ids {
		if id == "" {
			continue
		}
		if !first {
			w.write(" ")
		}
		first = false
		w.write(id)
	}
	w.write(`"`)
}

func (w *tableWriter) cell(g *Group, r *Row, i int) {
	c := &r.Cells[i]
	column := &w.t.Columns[i+1]
	w.write("<td")
	if c.ID != "" {
		w.write(` id="`, c.ID, `"`)
	}
	if w.grouped {
		w.headers(g.ID, r.ID, column.ID)
	}
	class := c.Class
	if strings.Contains(column.Class, "sep") {
		class = add(class, "sep")
	}
	w.class(shownClass(class))
	w.write(">")
	w.content(c)
	w.correctedMark(c)
	w.write("</td>")
}

// shownClass leaves out the words that only choose a sign.
func shownClass(class string) string {
	for _, word := range []string{" nil", " suppressed", " notapplicable"} {
		class = strings.ReplaceAll(class, word, "")
	}
	return class
}

func (w *tableWriter) content(c *Cell) {
	if c.HTML != "" {
		w.write(string(c.HTML))
		return
	}
	if strings.Contains(c.Class, "missing") && !strings.Contains(c.Class, "words") {
		w.sign(missingKey(c.Class))
		return
	}
	if c.Word != "" {
		w.write(`<span class="vh">`)
		w.text(c.Word)
		w.write(` </span>`)
	}
	w.text(c.Text)
	for _, flag := range [...][2]string{{"derived", "derived"}, {"prelim", "preliminary"}, {"revised", "revised"}} {
		if strings.Contains(c.Class, flag[0]) {
			w.flag(flag[1])
		}
	}
	if c.Derived != "" {
		w.disputed(c)
	}
}

// disputed writes the derived value beside the stated one, and the way to the
// explanation.
func (w *tableWriter) disputed(c *Cell) {
	if c.Known != "" {
		mark := strings.TrimPrefix(c.Known[strings.LastIndexByte(c.Known, '-')+1:], "#")
		w.write(`<a class="mark" href="`, c.Known, `"><span class="vh">`)
		w.text(w.set.texts.must("table.disputed.note", "mark", ""))
		w.write(`</span>`, mark, `</a>`)
	}
	w.write(` <span class="alt">`)
	key := "table.disputed"
	if c.Other {
		key = "table.disputed.other"
	}
	w.text(w.set.texts.must(key) + " " + c.Derived)
	w.write(`</span>`)
}

// note writes the mark of a footnote.
func (w *tableWriter) note(n int) {
	if n == 0 {
		return
	}
	mark := strconv.Itoa(n)
	w.write(` <a class="nt" href="#`, w.t.ID, `-n`, mark, `"><span class="vh">`)
	w.text(w.set.texts.must("table.note"))
	w.write(` </span>`, mark, `)</a>`)
}

func (w *tableWriter) flag(key string) {
	w.write(`<span class="fl" aria-hidden="true">`)
	w.text(w.set.texts.must("table." + key + ".flag"))
	w.write(`</span><span class="vh"> `)
	w.text(w.set.texts.must("table." + key))
	w.write(`</span>`)
}

func (w *tableWriter) sign(key string) {
	w.write(`<span aria-hidden="true">`)
	w.text(w.set.texts.must(key + ".sign"))
	w.write(`</span><span class="vh">`)
	w.text(w.set.texts.must(key))
	w.write(`</span>`)
}

func missingKey(class string) string {
	for _, word := range []string{"nil", "suppressed", "notapplicable"} {
		if strings.Contains(class, word) {
			return "table." + word
		}
	}
	return "table.missing"
}
