package layout

import (
	"html/template"
	"slices"
	"strings"
)

// A LawsView is the content of laws.html: the acts that a report names.
type LawsView struct {
	Title string
	Text  string // as of what day they are to be read, or empty
	Laws  []LawView
}

// A LawView is one act.
type LawView struct {
	Name     string // "socialtjänstlagen"
	Number   string // "2001:453"
	Short    string // "SoL", where the report says so; or empty
	Href     string // the official text
	Sections string // that the report names: "3 kap. 3 § och 16 kap. 6 f §", or empty
	State    string // what became of it since: "gällde till och med 30 juni 2025", or empty
}

// laws renders the list of the acts that a text names; it is empty for none.
func (p *reportMaker) laws(text string) template.HTML {
	laws := p.site.Laws
	if laws == nil {
		return ""
	}
	first, last := p.r.Meta.Days()
	cited := laws.Cited(strings.Split(text, "\n"), first, last)
	if len(cited) == 0 {
		return ""
	}
	t := p.set.texts
	view := LawsView{Title: t.must("laws.title")}
	if day := p.r.Meta.Date; day != "" {
		view.Text = t.must("laws.text", "date", Date(p.set.lang, day))
	}
	for _, c := range cited {
		v := LawView{Name: c.Law.Name, Number: c.Law.SFS, Href: c.Law.Address, Short: c.Short, Sections: p.set.list(c.Sections)}
		if c.Law.To != "" && (last == "" || c.Law.To <= last) {
			v.State = t.must("laws.ended", "date", Date(p.set.lang, c.Law.To))
		}
		view.Laws = append(view.Laws, v)
	}
	slices.SortStableFunc(view.Laws, func(a, b LawView) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	return p.fragment("laws.html", view)
}

// list joins parts as in a sentence: a, b och c.
func (s *Set) list(parts []string) string {
	last := len(parts) - 1
	if last < 1 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:last], ", ") + " " + s.texts.must("list.and") + " " + parts[last]
}
