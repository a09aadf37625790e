package preview

import (
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tertial/internal/diag"
)

// A notice is a finding as the page's script shows it.
type notice struct {
	Severity string   `json:"severity"` // error, warning, note
	Code     string   `json:"code"`
	Message  string   `json:"message"`
	File     string   `json:"file,omitempty"` // with line and column as a compiler writes them
	Name     string   `json:"name,omitempty"` // the file alone
	Line     int      `json:"line,omitempty"`
	Column   int      `json:"column,omitempty"`
	Href     string   `json:"href,omitempty"` // opens the place in an editor
	Instead  string   `json:"instead,omitempty"`
	Related  []notice `json:"related,omitempty"`
	Mark     *mark    `json:"mark,omitempty"`
	Here     bool     `json:"here"` // it concerns the page that asks
}

// A mark is a number of the text that the page is to show as typed by hand or
// wrong. The page knows no lines: the words before and after it tell where it is.
type mark struct {
	Text   string `json:"text"`
	Before string `json:"before"`
	After  string `json:"after"`
	Wrong  bool   `json:"wrong"` // it disagrees with a table
}

// notices are the findings that an author is told of: all but known differences.
func (s *Server) notices(findings []diag.Finding) []notice {
	var all []notice
	for i := range findings {
		if f := &findings[i]; f.Severity > diag.Known {
			all = append(all, s.notice(f))
		}
	}
	return all
}

func (s *Server) notice(f *diag.Finding) notice {
	n := s.place(f.Place)
	n.Severity, n.Code, n.Message, n.Instead = f.Severity.String(), string(f.Code), f.Message(s.opts.Lang), f.Instead
	n.Mark = markOf(f)
	for _, r := range f.Related {
		related := s.place(r.Place)
		related.Message = f.RelatedText(r, s.opts.Lang)
		n.Related = append(n.Related, related)
	}
	return n
}

// place says where something is and how an editor is sent there.
func (s *Server) place(at diag.Place) notice {
	if at.File == "" {
		return notice{}
	}
	n := notice{Name: at.File, File: at.File, Line: at.Line, Column: at.Column, Href: s.editor(at)}
	if at.Line > 0 {
		n.File += ":" + strconv.Itoa(at.Line) + ":" + strconv.Itoa(at.Column)
	}
	return n
}

// editor is an address that opens a place in Visual Studio Code, and in other
// editors that answer to it.
func (s *Server) editor(at diag.Place) string {
	if s.opts.Root == "" || !filepath.IsLocal(filepath.FromSlash(at.File)) {
		return ""
	}
	file := filepath.ToSlash(s.opts.Root) + "/" + at.File
	if !strings.HasPrefix(file, "/") {
		file = "/" + file // C:/…
	}
	address := (&url.URL{Scheme: "vscode", Host: "file", Path: file}).String()
	if at.Line > 0 {
		address += ":" + strconv.Itoa(at.Line) + ":" + strconv.Itoa(max(at.Column, 1))
	}
	return address
}

// markOf returns what to mark in the text for a finding, or nil.
func markOf(f *diag.Finding) *mark {
	at := f.Place
	if f.Code != "UNBOUND" && f.Code != "PROSE" || at.Line == 0 || at.Hidden {
		return nil
	}
	line := []rune(at.Text)
	from := min(max(at.Column-1-at.Shift, 0), len(line))
	to := min(from+at.Length, len(line))
	m := &mark{Text: plain(string(line[from:to])), Before: plain(string(line[:from])), After: plain(string(line[to:])), Wrong: f.Code == "PROSE"}
	if m.Text == "" || strings.ContainsRune(m.Text, gap) {
		return nil
	}
	return m
}

// gap stands where the page says something that the source does not: the value
// of a figure, the number of a table.
const gap = '\uFFFC'

// plain takes the marks of Markdown out of a piece of a line, and white space
// folded to single blanks: what a page shows of it.
func plain(text string) string {
	var out strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch r {
		case '`':
			_, rest, closed := strings.Cut(text[size:], "`")
			if !closed {
				rest = ""
			}
			out.WriteRune(gap)
			text = rest
			continue
		case '[':
			if rest, ok := strings.CutPrefix(text, "[]("); ok {
				_, text, _ = strings.Cut(rest, ")")
				out.WriteRune(gap)
				continue
			}
			if !strings.Contains(text, "](") {
				out.WriteRune(r)
			}
		case ']':
			if rest, ok := strings.CutPrefix(text, "]("); ok {
				_, text, _ = strings.Cut(rest, ")")
				continue
			}
			out.WriteRune(r)
		case '*', '_', '#', '\\':
		default:
			out.WriteRune(r)
		}
		text = text[size:]
	}
	return blanks(out.String())
}

// blanks folds white space, also what does not break, and keeps one at each end.
func blanks(s string) string {
	fields := strings.Fields(s)
	if len(fields) == 0 {
		return ""
	}
	out := strings.Join(fields, " ")
	if first, _ := utf8.DecodeRuneInString(s); !strings.HasPrefix(out, string(first)) {
		out = " " + out
	}
	if last, _ := utf8.DecodeLastRuneInString(s); !strings.HasSuffix(out, string(last)) {
		out += " "
	}
	return out
}

// mostTold is how many findings of a kind a page is told of.
const mostTold = 100

// told chooses what a page is told: what concerns it first, errors before all
// else. It returns how many of each severity there are in all.
func told(found []notice, page string) (list []notice, counts map[string]int) {
	list, counts = []notice{}, map[string]int{}
	folder := folderOf(page)
	for _, n := range found {
		counts[n.Severity]++
		n.Here = folder != "" && strings.HasPrefix(n.Name, "content/"+folder) || folder != "" && strings.HasPrefix(n.Name, "data/"+folder)
		list = append(list, n)
	}
	slices.SortStableFunc(list, func(a, b notice) int {
		if a.Here != b.Here {
			return map[bool]int{true: -1, false: 1}[a.Here]
		}
		return rank(a.Severity) - rank(b.Severity)
	})
	taken := map[string]int{}
	list = slices.DeleteFunc(list, func(n notice) bool {
		taken[n.Severity]++
		return taken[n.Severity] > mostTold
	})
	return list, counts
}

func rank(severity string) int {
	return slices.Index([]string{"error", "warning", "note"}, severity)
}

// folderOf is the report that a page belongs to, with a final slash, or "".
func folderOf(page string) string {
	const depth = 3 // committee/year/report
	steps := strings.Split(page, "/")
	if len(steps) <= depth {
		return ""
	}
	return strings.Join(steps[:depth], "/") + "/"
}
