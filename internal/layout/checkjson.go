package layout

import (
	"bytes"
	"encoding/json"

	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// checkFormat names the form of checks.json, which docs/number-check.md
// describes. A program that reads it may rely on every key of that version.
const checkFormat = "tertial-number-check/1"

type checkFile struct {
	Format      string            `json:"format"`
	Language    string            `json:"language"`
	Report      checkedReport     `json:"report"`
	Meaning     string            `json:"meaning"`
	Relations   checkCounts       `json:"relations"`
	Numbers     checkNumbers      `json:"numbers"`
	Text        *checkText        `json:"text,omitempty"` // for staff
	Tolerance   []string          `json:"tolerance"`
	Rules       []checkFileRule   `json:"rules"`
	Differences []checkDifference `json:"differences"`
}

type checkedReport struct {
	Path      string `json:"path"`
	Title     string `json:"title"`
	Committee string `json:"committee"`
	From      string `json:"from,omitempty"` // first month of the period, as 2020-01
	To        string `json:"to,omitempty"`
}

type checkCounts struct {
	Tried int `json:"tried"`
	Agree int `json:"agree"`
	Known int `json:"known"`
	Open  int `json:"open"`
}

type checkNumbers struct {
	Stated    int `json:"stated"`
	Covered   int `json:"covered"`
	Bounded   int `json:"bounded"`
	Uncovered int `json:"uncovered"`
}

// checkText counts the numbers in the report's text.
type checkText struct {
	Bound    int `json:"bound"`
	Declared int `json:"declared"`
	Typed    int `json:"typed"`
	Share    int `json:"share"` // of the bound ones, per cent
}

type checkFileRule struct {
	Code   string `json:"code"`
	Text   string `json:"text"`
	Status string `json:"status"` // tried or not-tried
	checkCounts
	Datasets []checkFileSet `json:"datasets"`
}

type checkFileSet struct {
	ID string `json:"id"`
	checkCounts
}

type checkDifference struct {
	Rule    string      `json:"rule"`
	Status  string      `json:"status"` // known or open
	Dataset string      `json:"dataset"`
	Row     string      `json:"row,omitempty"`
	Column  string      `json:"column,omitempty"`
	File    string      `json:"file"`
	Line    int         `json:"line,omitempty"`   // in the file
	Letter  string      `json:"letter,omitempty"` // of the column, as spreadsheets name it
	Href    string      `json:"href"`
	Stated  checkAmount `json:"stated"`
	Derived checkAmount `json:"derived"`
	Reason  string      `json:"reason,omitempty"`
	Role    string      `json:"role,omitempty"`
}

// A checkAmount is an exact decimal as text, or words where nothing was computed.
type checkAmount struct {
	Value    string `json:"value,omitempty"`
	Unit     string `json:"unit,omitempty"`
	Decimals *int   `json:"decimals,omitempty"` // accuracy
	Words    string `json:"words,omitempty"`
}

// checkJSON is the number check for programs.
func (p *reportMaker) checkJSON() ([]byte, error) {
	t, v, m := p.set.texts, p.in.Verdict, p.r.Meta
	tried, agree, known := v.CountRelations()
	file := checkFile{
		Format: checkFormat, Language: p.set.lang,
		Report:  checkedReport{Path: m.Path, Title: m.Title, Committee: p.r.Committee.Name, From: m.Period.From, To: m.Period.To},
		Meaning: t.must("check.what"), Relations: checkCounts{tried, agree, known, tried - agree - known},
		Numbers:     checkNumbers{v.Cells, v.Covered, v.Bounded, v.Uncovered()},
		Tolerance:   []string{t.must("checks.tolerance.one"), t.must("checks.tolerance.sum"), t.must("checks.tolerance.exact"), t.must("checks.tolerance.shown")},
		Differences: []checkDifference{},
	}
	if n := v.Text; n != nil {
		file.Text = &checkText{n.Bound, n.Declared, n.Typed, n.Share()}
	}
	for _, r := range p.checkRules() {
		rule := checkFileRule{Code: r.Code, Text: r.Text, Status: "tried", checkCounts: checkCounts{r.Tried, r.Agree, r.Known, r.Open}, Datasets: []checkFileSet{}}
		if r.Tried == 0 {
			rule.Status = "not-tried"
		}
		file.Rules = append(file.Rules, rule)
	}
	for _, r := range v.Rules {
		if r.Tried == 0 {
			continue
		}
		for i := range file.Rules {
			if rule := &file.Rules[i]; rule.Code == string(r.Rule) {
				rule.Datasets = append(rule.Datasets, checkFileSet{r.Dataset, checkCounts{r.Tried, r.Agree, r.Known, r.Tried - r.Agree - r.Known}})
			}
		}
	}
	for i := range v.Differences {
		if diff := &v.Differences[i]; diff.Known != nil || !p.site.Public {
			file.Differences = append(file.Differences, p.checkDifference(diff))
		}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(file)
	return out.Bytes(), err
}

func (p *reportMaker) checkDifference(diff *report.Difference) checkDifference {
	d := diff.Dataset
	out := checkDifference{
		Rule: string(diff.Rule), Status: "open", Dataset: d.ID, File: d.ID + ".csv",
		Href: "../data/" + d.ID + "/index.html" + p.cellOf(diff), Stated: checkAmount{Words: diff.Stated}, Derived: checkAmount{Words: diff.Expected},
	}
	column := diff.Column
	if f := diff.Fact; f != nil {
		row := &d.Rows[f.RowIndex]
		out.Row, out.Line, column = d.Label(row), row.Number, f.ColumnIndex
	}
	if column >= 0 && column < len(d.Columns) {
		out.Column = d.Columns[column].Header
		out.Letter = diag.ColumnLetter(d.Columns[column].Index)
	}
	if diff.Computed {
		out.Stated, out.Derived = amount(diff.Fact.Quantity), amount(diff.Derived)
	}
	if diff.Known != nil {
		out.Status, out.Reason, out.Role = "known", diff.Known.Reason, diff.Known.Role
	}
	return out
}

func amount(q quantity.Quantity) checkAmount {
	return checkAmount{Value: q.Number.String(), Unit: string(q.Unit), Decimals: &q.Decimals}
}
