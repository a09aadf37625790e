package build

import (
	"path"
	"slices"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/propose"
	"tertial/internal/reconcile"
	"tertial/internal/report"
	"tertial/internal/tabular"
)

// paper is the report's path under which a paper's tables are read.
const paper = "papper/ar/rapport"

// A reading is a paper's tables as datasets.
type reading struct {
	doc    *asis.Document
	sheets map[string]*sheet // by file
	sets   []*data.Dataset
	report *report.Report
	period data.Period
	bare   []*sheet // tables of amounts that say in no unit
	all    []*sheet // in order
}

// readTables reads a paper's tables as `tertial new dataset` would describe
// them. What the description is unsure of is left out of the judgement, see
// recount.
func readTables(d *asis.Document) *reading {
	r := &reading{doc: d, sheets: map[string]*sheet{}, period: period(d)}
	defaults := data.Defaults{Period: r.period, Lang: "sv"}
	texts := memory{}
	all := sheets(d)
	r.all = all
	for _, s := range all {
		name := s.id + ".csv"
		raw := s.text()
		grid := tabular.Read(name, raw, tabular.Dialect{}, &diag.List{})
		if grid == nil {
			continue
		}
		description, _ := propose.Description(grid, name, defaults)
		if strings.Contains(string(description), "BEKRÄFTA: är beloppen i ") && !s.kronor() {
			r.bare = append(r.bare, s)
		}
		base := "data/" + paper + "/" + s.id
		texts[base+".csv"], texts[base+".yaml"] = raw, s.titled(description)
		r.sheets[base+".csv"], r.sheets[base+".yaml"] = s, s
	}
	for _, s := range all {
		if texts["data/"+paper+"/"+s.id+".csv"] == nil {
			continue
		}
		set, err := data.ReadDataset(texts, paper, s.id, defaults, nil, &diag.List{})
		if err == nil && set != nil {
			r.sets = append(r.sets, set)
		}
	}
	meta := &content.Meta{Path: paper, Title: path.Base(d.Source.Name)}
	r.report = report.Link(&content.Document{Meta: meta}, report.Sources{Committee: &content.Committee{}, Datasets: r.sets}, &diag.List{})
	return r
}

// recountRules are the rules, with the variants of their messages, whose
// findings about a paper's tables need no description that a person has
// confirmed. A variant "*" stands for all.
var recountRules = map[diag.Code][]string{
	"SIGN": {"*"}, "NETTO": {"*"}, "SUM": {""}, "DEV": {""}, "DEVHDR": {"*"}, "CODENAME": {"*"}, "NEWMEASURE": {"*"},
	"LABELUNIT": {"pair", "unit"}, "NUMFORMAT": {"decimals", "time"}, "SAMETWICE": {""}, "DETAIL": {""},
}

// certain reports whether a finding can be trusted although nobody has described
// the table.
func (r *reading) certain(f *diag.Finding) bool {
	variants, ok := recountRules[f.Code]
	if !ok || !slices.Contains(variants, f.Variant) && !slices.Contains(variants, "*") {
		return false
	}
	switch f.Code + "." + diag.Code(f.Variant) {
	case "LABELUNIT.unit": // the unit must be the cell's own
		return strings.Contains(f.Place.Text, "%") && r.percent(f.Place)
	case "NUMFORMAT.decimals":
		return r.amounts(f.Place)
	}
	return true
}

// percent reports whether the paper's own cell has the sign.
func (r *reading) percent(p diag.Place) bool {
	c, ok := r.sheets[p.File].cell(p)
	return ok && strings.Contains(c.Text, "%")
}

// amounts reports whether a table is one of amounts, or of shares only: then its
// numbers have one number of decimals.
func (r *reading) amounts(p diag.Place) bool {
	if r.sheets[p.File].shares() {
		return true
	}
	for _, d := range r.sets {
		if d.File == p.File {
			return d.Description.Unit == "tkr" || d.Description.Unit == "mnkr" || d.Description.Unit == "kr"
		}
	}
	return false
}

// recount judges the arithmetic of the tables.
func (r *reading) recount(diags *diag.List) {
	var found diag.List
	reconcile.Check(r.report, &found)
	all := found.Sorted()
	signs := map[diag.Place]bool{}
	for i := range all {
		if all[i].Code == "SIGN" {
			signs[all[i].Place] = true
		}
	}
	var kept []counted
	for _, f := range all {
		if f.Code != "SIGN" && follows(&f, signs) {
			continue // of a wrong sign: what it makes wrong says no more
		}
		if moved, ok := r.relocate(f); ok && r.sheets[f.Place.File] != nil && r.certain(&f) {
			kept = append(kept, counted{Finding: moved, sheet: r.sheets[f.Place.File]}.located(f.Place))
		}
	}
	for _, f := range r.together(kept) {
		diags.Add(f.Finding)
	}
	for _, s := range r.bare {
		for _, c := range s.lines[1].cells {
			if asis.Amount(c.Text) {
				diags.Add(diag.New("NUMFORMAT", r.doc.Place(c.Start, c.End), "value", c.Text).With("paper"))
				break
			}
		}
	}
}

// follows reports whether a finding counts with a cell whose sign is wrong.
func follows(f *diag.Finding, signs map[diag.Place]bool) bool {
	return slices.ContainsFunc(f.Related, func(r diag.Related) bool { return signs[r.Place] })
}

// relocate moves a finding from a table's CSV file to the paper.
func (r *reading) relocate(f diag.Finding) (diag.Finding, bool) {
	at, ok := r.place(f.Place)
	if !ok {
		return f, false
	}
	f.Place = at
	var related []diag.Related
	for _, rel := range f.Related {
		if rel.Key == "sign" {
			continue // of a description, which a paper has none of
		}
		if rel.Place, ok = r.place(rel.Place); ok {
			related = append(related, rel)
		}
	}
	f.Related = related
	return f, true
}

func (r *reading) place(p diag.Place) (diag.Place, bool) {
	s := r.sheets[p.File]
	if s == nil {
		return p, p.File == r.doc.Source.Name
	}
	c, ok := s.cell(p)
	if !ok {
		return p, false
	}
	return r.doc.Place(c.Start, c.End), true
}

// titled gives a description the words above the table as its title.
func (s *sheet) titled(description []byte) []byte {
	lines := strings.Split(s.first.Context, "\n")
	caption := strings.TrimSpace(lines[len(lines)-1])
	if caption == "" || len(caption) > 120 || asis.Sentence(caption) {
		caption = strings.ToUpper(s.id[:1]) + strings.ReplaceAll(s.id[1:], "-", " ")
	}
	caption = "title: \"" + strings.NewReplacer("\\", "", "\"", "").Replace(caption) + "\""
	out := strings.Split(string(description), "\n")
	for i, l := range out {
		if strings.HasPrefix(l, "title: ") {
			out[i] = caption
			break
		}
	}
	return []byte(strings.Join(out, "\n"))
}

// period guesses the months that a paper is about, from its first lines.
func period(d *asis.Document) data.Period {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		low := strings.ToLower(b.Text)
		if b.Kind == asis.Row || len(low) > 120 {
			continue
		}
		year := ""
		for _, w := range strings.FieldsFunc(low, func(r rune) bool { return r < '0' || r > '9' }) {
			if len(w) == 4 && (strings.HasPrefix(w, "20") || strings.HasPrefix(w, "19")) {
				year = w
			}
		}
		if year == "" {
			continue
		}
		for _, k := range reportKinds {
			if strings.Contains(low, k.word) {
				p, _ := data.ParsePeriod(year + "-01/" + year + "-" + k.month(low))
				return p
			}
		}
	}
	return data.Period{}
}

// A reportKind is a word by which a paper says what it is, and its last month.
type reportKind struct{ word, last string }

var reportKinds = []reportKind{
	{"månadsrapport", ""},
	{"delårsrapport", ""},
	{"tertialrapport", ""},
	{"delår", ""},
	{"verksamhetsberättelse", "12"},
	{"årsredovisning", "12"},
	{"bokslut", "12"},
	{"årsrapport", "12"},
	{"kvalitetsberättelse", "12"},
}

var monthNumbers = []string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"}

// month is the last month that a report of this kind is about.
func (k reportKind) month(low string) string {
	if k.last != "" {
		return k.last
	}
	for i := len(monthNumbers) - 1; i >= 0; i-- {
		if strings.Contains(low, monthNumbers[i]) {
			return []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"}[i]
		}
	}
	switch {
	case strings.Contains(low, " 1"):
		return "04"
	case strings.Contains(low, " 2"), strings.Contains(low, " 3"):
		return "08"
	}
	return "12"
}
