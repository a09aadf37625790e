package main

import (
	"encoding/json"
	"strconv"

	"tertial/internal/build"
	"tertial/internal/change"
	"tertial/internal/edition"
)

// diffFormat names the form of tertial diff --format json. Within the version
// keys are only added.
const diffFormat = "tertial-diff/1"

// A diffDocument is a comparison for programs (docs/diff.en.md).
type diffDocument struct {
	Format  string `json:"format"`
	Report  string `json:"report"`
	Old     string `json:"old"` // number of an edition, or working
	New     string `json:"new"`
	Summary string `json:"summary"`

	Numbers  []diffFact `json:"numbers"`
	Statuses []diffFact `json:"statuses"`
	Restated []diffFact `json:"restated"`
	Added    []diffFact `json:"added"`
	Removed  []diffFact `json:"removed"`
	// Protected are numbers of which nothing more is said.
	Protected []diffFact      `json:"protected"`
	Renamed   []change.Rename `json:"renamed"`
	Text      []diffSection   `json:"text"`
	Charts    []diffChart     `json:"charts"`
}

// A diffFact is a number that is not as it was.
type diffFact struct {
	Kind       change.Kind    `json:"kind"`
	Dataset    string         `json:"dataset"`
	Key        string         `json:"key"`
	Row        string         `json:"row"`
	Group      string         `json:"group,omitempty"`
	Column     string         `json:"column"`
	Headline   bool           `json:"keyFigure,omitempty"`
	Old        *diffValue     `json:"old,omitempty"`
	New        *diffValue     `json:"new,omitempty"`
	Difference *change.Amount `json:"difference,omitempty"`
	Share      *change.Amount `json:"share,omitempty"`
}

// A diffValue is what one of the two states.
type diffValue struct {
	Dataset  string `json:"dataset"` // id
	Cell     string `json:"cell"`    // fragment of the dataset's page
	Value    string `json:"value,omitempty"`
	Text     string `json:"text,omitempty"`
	Unit     string `json:"unit,omitempty"`
	Decimals int    `json:"decimals"`
	Status   string `json:"status"`
}

// A diffSection is a section of the text.
type diffSection struct {
	ID       string          `json:"id,omitempty"`
	Kind     change.TextKind `json:"kind,omitempty"`
	Number   string          `json:"number,omitempty"`
	Heading  string          `json:"heading,omitempty"`
	Passages []diffPassage   `json:"passages"`
}

// A diffPassage is a paragraph; changed ones have words.
type diffPassage struct {
	Kind       change.TextKind `json:"kind"`
	Role       string          `json:"role"`
	Text       string          `json:"text,omitempty"`
	Words      []change.Piece  `json:"words,omitempty"`
	Follows    bool            `json:"follows,omitempty"`
	Renumbered bool            `json:"renumbered,omitempty"`
	Moved      bool            `json:"moved,omitempty"`
}

// A diffChart is a chart that is not as it was.
type diffChart struct {
	Kind  change.TextKind `json:"kind"`
	ID    string          `json:"id"`
	Title string          `json:"title"`
}

// diffJSON writes a comparison for programs.
func diffJSON(compared *build.Comparison) ([]byte, error) {
	in := compared.Input
	c := in.Changes
	doc := diffDocument{
		Format: diffFormat, Report: in.Report, Old: stateWord(in.Old), New: stateWord(in.New), Summary: compared.Set.ChangesSummary(c),
		Numbers: diffFacts(c.Facts), Statuses: diffFacts(c.Statuses), Restated: diffFacts(c.Restated),
		Added: diffFacts(c.Added), Removed: diffFacts(c.Removed), Protected: diffFacts(c.Protected), Renamed: append([]change.Rename{}, c.Renamed...),
		Text: []diffSection{}, Charts: []diffChart{},
	}
	for i := range c.Text {
		doc.Text = append(doc.Text, sectionJSON(&c.Text[i]))
	}
	for _, chart := range c.Charts {
		of := chart.New
		if of == nil {
			of = chart.Old
		}
		doc.Charts = append(doc.Charts, diffChart{chart.Kind, of.ID, of.Title})
	}
	text, err := json.MarshalIndent(doc, "", "  ")
	return append(text, '\n'), err
}

func stateWord(e *edition.Edition) string {
	if e == nil {
		return build.WorkingWord
	}
	return strconv.Itoa(e.Number)
}

func diffFacts(facts []change.Fact) []diffFact {
	out := []diffFact{}
	for i := range facts {
		f := &facts[i]
		of := f.Fact()
		out = append(out, diffFact{
			Kind: f.Kind, Dataset: f.Set, Key: of.Key, Row: of.Row, Group: of.Group, Column: of.Column, Headline: f.Headline(),
			Old: valueJSON(f.OldSet, f.Old), New: valueJSON(f.NewSet, f.New), Difference: f.Difference, Share: f.Share,
		})
	}
	return out
}

func valueJSON(set string, f *edition.Fact) *diffValue {
	if f == nil {
		return nil
	}
	return &diffValue{Dataset: set, Cell: f.At, Value: f.Value, Text: f.Text, Unit: f.Unit, Decimals: f.Acc, Status: f.Status}
}

func sectionJSON(s *change.Section) diffSection {
	out := diffSection{ID: s.ID, Kind: s.Kind, Number: s.Number, Heading: s.Heading, Passages: []diffPassage{}}
	for i := range s.Passages {
		p := &s.Passages[i]
		of := p.New
		if of == nil {
			of = p.Old
		}
		passage := diffPassage{Kind: p.Kind, Role: of.Role, Words: p.Words, Follows: p.Follows, Renumbered: p.Renumbered, Moved: p.Moved}
		if p.Words == nil {
			passage.Text = of.Text
		}
		out.Passages = append(out.Passages, passage)
	}
	return out
}
