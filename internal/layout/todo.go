package layout

import (
	"path"
	"strconv"

	"tertial/internal/content"
	"tertial/internal/diag"
)

// A Todo is what a report lacks before it can be dispatched. It exists in the
// pages of staff only, and never in an edition.
type Todo struct {
	Sections []TodoSection // whose owners are not done, in the report's order
	Places   []string      // what a template left and what must be confirmed: "report.md, rad 12: [Skriv …]"
	More     string        // how many further places there are, or empty
}

// A TodoSection is a section that its owner is not done with.
type TodoSection struct {
	Text string // with its number
	Href string
	Role string
}

// todoShown is how many places are listed; the checks list them all.
const todoShown = 8

// todo is nil where nothing is left, or where the reader is not staff.
func (p *reportMaker) todo() *Todo {
	if p.in.Verdict == nil || p.in.Verdict.Left == nil || p.in.Edition > 0 {
		return nil
	}
	view := &Todo{}
	for _, s := range p.r.Doc.Sections {
		if s.Owner != "" && !s.Done {
			view.Sections = append(view.Sections, TodoSection{Text: sectionText(s), Href: "#" + s.ID, Role: s.Owner})
		}
	}
	places := p.in.Verdict.Left.Places
	for i := range places[:min(len(places), todoShown)] {
		f := &places[i]
		view.Places = append(view.Places, p.set.texts.must("todo.place", "file", path.Base(f.Place.File), "line", strconv.Itoa(f.Place.Line), "text", leftText(f)))
	}
	if more := len(places) - todoShown; more > 0 {
		view.More = p.set.texts.must("todo.more", "n", strconv.Itoa(more))
	}
	if len(view.Sections)+len(view.Places) == 0 {
		return nil
	}
	return view
}

// leftText is what a finding found, or the finding itself.
func leftText(f *diag.Finding) string {
	for _, a := range f.Args {
		if text, ok := a.Value.(string); ok && (a.Name == "text" || a.Name == "title" || a.Name == "label") {
			return text
		}
	}
	return string(f.Code)
}

// sectionText is a section's heading behind its number.
func sectionText(s *content.Section) string {
	if s.Number == "" {
		return s.Text
	}
	return s.Number + "\u00a0" + s.Text
}
