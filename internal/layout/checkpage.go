package layout

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/data"
	"tertial/internal/report"
)

// checksFolder is where a report's number check is, seen from the report.
const checksFolder = "checks/"

// checksPage renders the page of the number check, and the same for programs.
func (p *reportMaker) checksPage() error {
	if p.in.Verdict == nil || len(p.r.Datasets) == 0 {
		return nil
	}
	data, err := p.checkJSON()
	if err != nil {
		return err
	}
	view := p.checkView(len(data))
	title := p.set.texts.must("checks.title")
	page := p.page(checksFolder+"index.html", "checks", p.set.texts.must("checks.page", "report", p.r.Meta.Title), title)
	page.Description = plainText(view.Deck)
	p.pages.Files = append(p.pages.Files, File{Path: p.folder + checksFolder + "checks.json", Content: data})
	return p.render(page, "checks.html", view)
}

func (p *reportMaker) checkView(jsonSize int) CheckPage {
	t := p.set.texts
	tried, agree, known := p.in.Verdict.CountRelations()
	view := CheckPage{
		Kicker: p.site.committeeName(p.r.Committee) + " · " + p.r.Meta.Title, Title: t.must("checks.title"), Deck: escape(p.checkSentence()),
		Report: Link{Text: p.r.Meta.Title, Href: "../index.html"}, AnyOpen: tried > agree+known, Reach: p.reach(),
		Downloads: []Download{{Text: t.must("checks.json"), Href: "checks.json", Format: "JSON", Size: size(p.set.lang, jsonSize), Name: "checks.json"}},
	}
	view.Known = p.checkedSets("known-", func(d *report.Difference) bool { return d.Known != nil })
	if !p.site.Public {
		view.Open = p.checkedSets("open-", func(d *report.Difference) bool { return d.Known == nil && p.in.Verdict.Relates(d.Rule) })
	}
	view.Text = p.boundSentence()
	for _, r := range p.checkRules() {
		if r.Tried > 0 {
			view.Rules = append(view.Rules, r)
		} else {
			view.Untried = append(view.Untried, r)
		}
	}
	return view
}

// checkSentence is the result in one sentence.
func (p *reportMaker) checkSentence() string {
	t := p.set.texts
	tried, agree, known := p.in.Verdict.CountRelations()
	if tried == 0 {
		return upperFirst(t.must("check.none")) + "."
	}
	parts := []string{t.must("check.tried", "n", tried), t.must("check.agree", "n", agree)}
	if known > 0 {
		parts = append(parts, t.must("check.known", "n", known))
	}
	if open := tried - agree - known; open > 0 {
		parts = append(parts, t.must("check.open", "n", open))
	}
	return strings.Join(parts, ", ") + "."
}

// boundSentence says, to staff, how many of the text's numbers are bound.
func (p *reportMaker) boundSentence() string {
	n := p.in.Verdict.Text
	switch {
	case n == nil:
		return ""
	case n.All() == 0:
		return p.set.texts.must("checks.text.none")
	}
	return p.set.texts.must("checks.text.share", "bound", n.Bound, "n", n.All(), "share", n.Share(), "declared", n.Declared, "typed", n.Typed)
}

// checkedSets lists the differences that are wanted, under their datasets.
func (p *reportMaker) checkedSets(prefix string, wanted func(*report.Difference) bool) []CheckedSet {
	var sets []CheckedSet
	for _, d := range p.r.Datasets {
		set := CheckedSet{ID: prefix + d.ID, Title: d.Description.Title, Href: "../data/" + d.ID + "/index.html"}
		for i := range p.in.Verdict.Differences {
			diff := &p.in.Verdict.Differences[i]
			if diff.Dataset == d && wanted(diff) {
				k := p.difference(diff, "")
				k.ID = prefix + d.ID + "-" + strconv.Itoa(len(set.List)+1)
				k.Where = linked(set.Href+p.cellOf(diff), k.Where)
				set.List = append(set.List, k)
			}
		}
		if len(set.List) > 0 {
			sets = append(sets, set)
		}
	}
	return sets
}

func linked(href string, text template.HTML) template.HTML {
	return `<a href="` + template.HTML(template.HTMLEscapeString(href)) + `">` + text + `</a>` //nolint:gosec // escaped here
}

// cellOf is the fragment of the dataset's page where a difference stands: the
// cell, else the column's explanation, else nothing.
func (p *reportMaker) cellOf(diff *report.Difference) string {
	switch {
	case diff.Fact != nil:
		return "#" + p.fullMaker(diff.Dataset).cellID(diff.Fact)
	case diff.Column >= 0 && diff.Column < len(diff.Dataset.Columns):
		return "#kolumn-" + diff.Dataset.Columns[diff.Column].ID
	default:
		return ""
	}
}

// cellID is the id of a fact's cell in the table that m makes.
func (m *tableMaker) cellID(f *data.Fact) string {
	at := slices.Index(m.values, f.ColumnIndex)
	return m.rowID(&m.d.Rows[f.RowIndex], f.RowIndex+1) + "c" + strconv.Itoa(len(m.texts)+at+1)
}

// checkRules adds up what each rule tried, by dataset.
func (p *reportMaker) checkRules() []CheckRule {
	var rules []CheckRule
	for _, sum := range p.in.Verdict.ByRule() {
		code := string(sum.Rule)
		rule := CheckRule{
			ID: ruleID(code), Code: code, Text: p.set.ruleText(code),
			Tried: sum.Tried, Agree: sum.Agree, Known: sum.Known, Open: sum.Tried - sum.Agree - sum.Known,
		}
		for _, r := range p.in.Verdict.Rules {
			if r.Rule == sum.Rule && r.Tried > 0 {
				rule.Sets = append(rule.Sets, p.checkCount(rule.ID, r))
			}
		}
		rules = append(rules, rule)
	}
	return rules
}

func (p *reportMaker) checkCount(rule string, r report.RuleCount) CheckCount {
	c := CheckCount{
		ID: rule + "-" + r.Dataset, Title: r.Dataset,
		Tried: r.Tried, Agree: r.Agree, Known: r.Known, Open: r.Tried - r.Agree - r.Known,
	}
	for _, d := range p.r.Datasets {
		if d.ID == r.Dataset {
			c.Title, c.Href = d.Description.Title, "../data/"+d.ID+"/index.html#checks"
		}
	}
	return c
}

// ruleID is the id of a rule on the page of checks.
func ruleID(code string) string { return "rule-" + strings.ToLower(code) }

// reachWidth is the width of the bar in the units of its drawing; a part that
// holds anything is at least reachLeast wide, so that it can be seen.
const (
	reachWidth = 1000
	reachLeast = 4
)

// reach says how many of the stated numbers the rules cover.
func (p *reportMaker) reach() *CheckReach {
	v := p.in.Verdict
	if v.Cells == 0 {
		return nil
	}
	r := &CheckReach{Cells: v.Cells, Covered: v.Covered, Bounded: v.Bounded, Uncovered: v.Uncovered()}
	x := 0
	for _, part := range []struct {
		class string
		n     int
	}{{"covered", r.Covered}, {"bounded", r.Bounded}, {"uncovered", r.Uncovered}} {
		if part.n <= 0 {
			continue
		}
		width := min(max(part.n*reachWidth/v.Cells, reachLeast), reachWidth-x)
		r.Parts = append(r.Parts, ReachPart{Class: part.class, X: x, Width: width})
		x += width
	}
	if last := len(r.Parts) - 1; last >= 0 {
		r.Parts[last].Width = reachWidth - r.Parts[last].X
	}
	return r
}
