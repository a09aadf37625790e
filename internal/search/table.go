package search

import (
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// sep stands between the values of a row, where a reader would see a line of the table.
const sep = " · "

// rowsFound is how many rows of one table are found by themselves. Of a longer
// table, the rest is found as text of the table.
const rowsFound = 400

// A grid is a table that is being read.
type grid struct {
	*reader
	caption string
	unit    string
	heads   map[string]string // column heads by id
	columns []string          // and by place
	group   string
	at      string // address of the table
	rows    int
	rest    []string
}

// table adds a table and its rows. What stands around it in its block is text
// of the section.
func (r *reader) table(n *html.Node) {
	table := first(n, byTag(atom.Table))
	if table == nil {
		r.walk(n)
		return
	}
	g := &grid{reader: r, heads: map[string]string{}}
	cap := first(table, byTag(atom.Caption))
	g.caption, g.unit = words(first(cap, byTag(atom.Strong)), nil), words(first(cap, byClass("sub")), nil)
	if g.caption == "" {
		g.caption = words(cap, nil)
	}
	for p := table; p != nil && g.at == ""; p = p.Parent {
		if id := attr(p, "id"); id != "" && !strings.HasPrefix(id, "_") {
			g.at = r.src.Path + "#" + id
		}
	}
	if g.at == "" {
		g.at = r.src.Path
	}
	g.thead(table)
	if r.src.Edition == "" && r.kind != Measure {
		each(table, byTag(atom.Tbody), g.body)
	}
	if r.kind != Data && g.caption != "" {
		text := append([]string{g.unit, strings.Join(g.columns, sep)}, g.rest...)
		r.add(Record{Address: g.at, Title: g.caption, Head: words(first(cap, byClass("fno")), nil), Text: strings.Join(text, " ")}, Table)
	}
	if n == table {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && first(c, byTag(atom.Table)) == nil && !mute(c) && !r.aside(c) {
			r.say(words(c, nil))
		}
	}
}

// thead reads the heads of the columns; of several rows the last one is used.
func (g *grid) thead(table *html.Node) {
	head := first(table, byTag(atom.Thead))
	if head == nil {
		return
	}
	each(head, byTag(atom.Tr), func(row *html.Node) {
		g.columns = g.columns[:0]
		each(row, byTag(atom.Th, atom.Td), func(cell *html.Node) {
			text := words(cell, nil)
			g.heads[attr(cell, "id")] = text
			for range span(cell) {
				g.columns = append(g.columns, text)
			}
		})
	})
}

func span(cell *html.Node) int {
	n, err := strconv.Atoi(attr(cell, "colspan"))
	if err != nil || n < 1 || n > 100 {
		return 1
	}
	return n
}

// body reads the rows of a tbody. A row that only has a name is the name of
// those after it.
func (g *grid) body(tbody *html.Node) {
	g.group = ""
	each(tbody, byTag(atom.Tr), func(row *html.Node) {
		if has(row, "grp") {
			g.group = words(row, nil)
			return
		}
		g.row(row)
	})
}

// row adds one row: its name is its title, its values are its text.
func (g *grid) row(tr *html.Node) {
	rec := Record{Head: g.caption, Main: has(tr, "net") || has(tr, "total")}
	id := attr(tr, "id")
	var values []string
	column := 0
	each(tr, byTag(atom.Th, atom.Td), func(cell *html.Node) {
		text := words(cell, nil)
		switch {
		case rec.Title == "" && (attr(cell, "scope") == "row" || column == 0):
			rec.Title = text
			if id == "" {
				id = attr(cell, "id")
			}
		case text != "" && !has(cell, "line"):
			values = append(values, strings.TrimSpace(g.column(cell, column)+" "+text))
		}
		column += span(cell)
	})
	if rec.Title == "" || id == "" || len(values) == 0 {
		return
	}
	if g.group != "" {
		rec.Title = g.group + ", " + lowerFirst(rec.Title)
	}
	rec.Text = strings.Join(values, sep)
	if g.rows++; g.rows > rowsFound {
		g.rest = append(g.rest, rec.Title)
		return
	}
	if g.kind == Data { // whose rows are found as part of it: they are too many
		first := &g.records[0]
		first.rows = append(first.rows, row{g.number(id), rec.Title + sep + rec.Text})
		return
	}
	rec.Address = g.src.Path + "#" + id
	rec.Hidden = g.unit
	g.add(rec, Table)
}

// number is the number that the id of a dataset's row ends with, if the rest is as
// the script expects it; or 0.
func (g *grid) number(id string) int {
	digits, ok := strings.CutPrefix(id, path.Base(path.Dir(g.src.Path))+"-r")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n < 0 {
		return 0
	}
	return n
}

// column is the head of a cell's column.
func (g *grid) column(cell *html.Node, at int) string {
	for _, id := range strings.Fields(attr(cell, "headers")) {
		if text, ok := g.heads[id]; ok {
			return text
		}
	}
	if at < len(g.columns) {
		return g.columns[at]
	}
	return ""
}

// lowerFirst makes the name of a row part of a sentence, unless it is an
// abbreviation.
func lowerFirst(s string) string {
	r := []rune(s)
	if len(r) > 1 && strings.ToUpper(string(r[1])) != string(r[1]) {
		return strings.ToLower(string(r[0])) + string(r[1:])
	}
	return s
}
