// Package rollforward makes the next report of a series from an earlier one.
//
// In come a report's files and the period of the next one; out go the files of
// a scaffold: headings, blocks and ids, descriptions whose periods have moved,
// and tables with their headers and names but without figures, except those of
// last time that the next report compares with. What an author must write or
// decide is marked so that checks find it. Nothing that was said of the old
// figures is copied: no text, title, note, known difference, literal, edition.
// Command new report writes the files.
package rollforward

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// A Request says which report is to follow which.
type Request struct {
	From   *content.Meta
	To     string         // path of the new report; "" is From's, moved on
	Period content.Period // of the new report; zero is the next one
}

// A Scaffold is the files of a new report, and what its author must know.
type Scaffold struct {
	Report  string // its path
	Title   string
	Period  content.Period
	Files   []File
	Filled  int // columns that have figures of last time
	Confirm int // places that are marked to be confirmed
	Write   int // places that are marked to be written
}

// A File is one file of a scaffold, its path from the site's root.
type File struct {
	Path string
	Text string
}

// ErrPeriod says that the earlier report names no period, so that nothing says
// what comes next.
var ErrPeriod = errors.New("the report has no period")

// Next returns the period after a report's: a month later for what comes every
// month, else a year later, or as many years as it covers.
func Next(m *content.Meta) content.Period {
	months := 12
	if m.Kind == "monthly-report" {
		months = 1
	} else if years := month(m.Period.To).Year() - month(m.Period.From).Year(); years > 0 {
		months = 12 * (years + 1)
	}
	next := Later(m.Period, months)
	if months == 1 && m.Period.From != m.Period.To && month(m.Period.From).Month() == time.January { // the year so far
		next.From = next.To[:len("2020-")] + "01"
	}
	return next
}

// Make returns the scaffold. The error is for files that cannot be read; what
// is wrong in them is a finding of the report that they belong to, not of the
// new one.
func Make(fsys fs.FS, req Request, codes *data.Codes) (*Scaffold, error) {
	if req.From.Period.To == "" {
		return nil, ErrPeriod
	}
	period := req.Period
	if period.To == "" {
		period = Next(req.From)
	}
	shift := NewShift(req.From.Period, period)
	sets, err := datasets(fsys, req.From, codes)
	if err != nil {
		return nil, err
	}
	shift.keep = codesLikeYears(sets)
	out := &Scaffold{Report: req.To, Title: shift.Name(req.From.Title), Period: period}
	if out.Report == "" {
		committee, rest, _ := strings.Cut(req.From.Path, "/")
		out.Report = path.Join(committee, shift.Name(rest))
	}
	if err := out.text(fsys, req.From, &shift); err != nil {
		return nil, err
	}
	for _, d := range sets {
		if err := out.dataset(fsys, d, &shift); err != nil {
			return nil, err
		}
	}
	for _, f := range out.Files {
		out.Confirm += strings.Count(f.Text, confirm)
		out.Write += strings.Count(f.Text, "[Skriv ")
	}
	return out, nil
}

// datasets reads what can be read of the earlier report's data.
func datasets(fsys fs.FS, m *content.Meta, codes *data.Codes) ([]*data.Dataset, error) {
	period, _ := data.ParsePeriod(m.Period.From + "/" + m.Period.To)
	var sets []*data.Dataset
	for _, id := range data.List(fsys, m.Path) {
		d, err := data.ReadDataset(fsys, m.Path, id, data.Defaults{Period: period, Date: m.Date, Lang: "sv"}, codes, &diag.List{})
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", id, err)
		}
		if d != nil {
			sets = append(sets, d)
		}
	}
	return sets, nil
}

// codesLikeYears are the codes of rows that a year could be taken for, but for
// those that are years of the tables' headers: these must move.
func codesLikeYears(sets []*data.Dataset) map[string]bool {
	keep := map[string]bool{}
	for _, d := range sets {
		for i := range d.Rows {
			if code := d.Rows[i].Code; len(code) == len("2020") {
				keep[code] = true
			}
		}
	}
	for _, d := range sets {
		for i := range d.Columns {
			maps.DeleteFunc(keep, func(code string, _ bool) bool { return strings.Contains(d.Columns[i].Header, code) })
		}
	}
	return keep
}

// text adds the files of the narrative. A translation is of one report's text,
// so the next report begins without.
func (s *Scaffold) text(fsys fs.FS, from *content.Meta, shift *Shift) error {
	dir := path.Join("content", from.Path)
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return fmt.Errorf("read the report: %w", err)
	}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || path.Ext(name) != ".md" || strings.HasPrefix(name, ".") || content.FileLanguage(name) != "" {
			continue
		}
		source, err := fs.ReadFile(fsys, path.Join(dir, name))
		if err != nil {
			return fmt.Errorf("read the report: %w", err)
		}
		text, head := strings.TrimPrefix(string(source), "\ufeff"), ""
		if name == "report.md" {
			text, head = body(text), s.head(from)
		}
		s.Files = append(s.Files, File{Path: path.Join("content", s.Report, name), Text: head + narrative(text, shift)})
	}
	return nil
}

// body is a text behind its front matter.
func body(text string) string {
	lines := strings.SplitAfter(text, "\n")
	if len(lines) == 0 || strings.TrimRight(lines[0], " \t\r\n") != "---" {
		return text
	}
	end := slices.IndexFunc(lines[1:], func(l string) bool { return strings.TrimRight(l, " \t\r\n") == "---" })
	if end < 0 {
		return ""
	}
	return strings.Join(lines[end+2:], "")
}

// head is the front matter: what is known, and empty what is not.
func (s *Scaffold) head(from *content.Meta) string {
	var out strings.Builder
	line := func(key, value string) {
		if value != "" {
			out.WriteString(key + ": " + value + "\n")
		}
	}
	out.WriteString("---\n")
	line("title", strconv.Quote(s.Title))
	line("kind", from.Kind)
	out.WriteString("dnr:\n")
	line("period", s.Period.From+"/"+s.Period.To)
	out.WriteString("date:\nmeeting:\n")
	line("stage", "draft")
	line("visibility", string(content.Internal))
	if from.Example {
		line("example", "true")
	}
	if from.Author != "" {
		line("author", strconv.Quote(from.Author))
	}
	line("lang", from.Lang)
	if from.Origin != "" {
		line("source", `"`+confirm+`var siffrorna kommer ifrån"`)
	}
	line("summary", `"`+writeSummary+`"`)
	out.WriteString("---\n\n")
	return out.String()
}

// dataset adds a table and its description.
func (s *Scaffold) dataset(fsys fs.FS, d *data.Dataset, shift *Shift) error {
	name := strings.TrimSuffix(d.File, ".csv")
	description, err := fs.ReadFile(fsys, name+".yaml")
	if err != nil {
		return fmt.Errorf("read a description: %w", err)
	}
	t := newTable(d, shift)
	s.Filled += len(t.Filled)
	to := path.Join("data", s.Report, d.ID)
	s.Files = append(s.Files,
		File{Path: to + ".csv", Text: t.text(delimiter(d))},
		File{Path: to + ".yaml", Text: describe(strings.TrimPrefix(string(description), "\ufeff"), t)},
	)
	return nil
}

// delimiter is what stands between the fields of the file.
func delimiter(d *data.Dataset) string {
	if r := d.Description.Dialect.Delimiter; r != 0 {
		return string(r)
	}
	first, _, _ := strings.Cut(string(d.Source.Text), "\n")
	for _, sign := range []string{";", "\t"} {
		if strings.Contains(first, sign) {
			return sign
		}
	}
	return ","
}

// describe moves a description on. What it says of the old figures goes, what
// may still hold is to be confirmed.
func describe(text string, t *table) string {
	text = unproposed(strings.ReplaceAll(text, "\r\n", "\n"))
	var marks strings.Builder
	for _, header := range t.Doubt {
		marks.WriteString("# " + confirm + header + " har förra rapportens tal; gäller de än?\n")
	}
	for _, header := range t.Days {
		marks.WriteString("# " + confirm + header + " har förra rapportens dagar, flyttade\n")
	}
	known := knownOf(text, t.Filled)
	return marks.String() + edited(text, t.shift, map[string]edit{
		"known_differences": func(string, string) []string { return known }, "sha256": drop, "encoding": drop, "restated": remember,
		"source": func(key, old string) []string {
			return append(remember(key, old), key+`: "`+confirm+`var siffrorna kommer ifrån"`)
		},
		"note": func(key, old string) []string {
			return append(remember(key, old), "# "+confirm+"skriv en anmärkning, om en behövs")
		},
	})
}

// within are the rules that judge the figures of one column. Others compare
// them with figures that are new.
var within = [...]string{"SIGN", "NETTO", "SUM", "SPLIT", "RATIO", "NEWMEASURE", "LABELUNIT", "NUMFORMAT"}

// knownOf returns the known differences of the figures that come along, as
// they were written: the column has the same header for the same figures.
func knownOf(text string, filled []string) []string {
	tree := yamltree.Parse(diag.NewSource("", []byte(text)), 0, len(text), &diag.List{})
	var kept []string
	list := tree.Get("known_differences")
	if list == nil {
		return nil
	}
	for i, item := range list.Items {
		at, rule := item.Get("at"), item.Get("rule")
		if at == nil || rule == nil || !slices.Contains(within[:], rule.Text) || !slices.ContainsFunc(filled, func(h string) bool { return h == at.Text || strings.HasSuffix(at.Text, "; "+h) }) {
			continue
		}
		start, end := lineStart(text, item.Start), fieldEndOf(text, list, i)
		kept = append(kept, strings.TrimRight(text[start:end], "\n"))
	}
	if len(kept) == 0 {
		return nil
	}
	return append([]string{"known_differences:"}, kept...)
}

// fieldEndOf is where an item of a list ends: where the next one begins, or
// with the last line that belongs to it.
func fieldEndOf(text string, list *yamltree.Node, i int) int {
	if i+1 < len(list.Items) {
		return lineStart(text, list.Items[i+1].Start)
	}
	last := list.Items[i]
	if n := len(last.Fields); n > 0 {
		return fieldEnd(text, last.Fields[n-1].KeyStart, last.Fields[n-1].Value.End)
	}
	return nextLine(text, last.End)
}
