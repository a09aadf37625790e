package diag

import (
	"fmt"
	"io"
	"slices"
)

// The types below are the parts of SARIF 2.1.0 (OASIS, 2020) that findings
// need. Columns are counted in code points, as those of a [Place] are.

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Invocations []sarifInvocation `json:"invocations"`
	ColumnKind  string            `json:"columnKind"`
	Language    string            `json:"language"`
	Results     []sarifResult     `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifInvocation struct {
	Successful bool `json:"executionSuccessful"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifRule struct {
	ID      Code         `json:"id"`
	Short   sarifText    `json:"shortDescription"`
	Full    sarifText    `json:"fullDescription"`
	Help    sarifText    `json:"help"`
	Default sarifDefault `json:"defaultConfiguration"`
}

type sarifDefault struct {
	Level string `json:"level"`
}

type sarifResult struct {
	RuleID       Code               `json:"ruleId"`
	RuleIndex    int                `json:"ruleIndex"`
	Level        string             `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Related      []sarifLocation    `json:"relatedLocations,omitempty"`
	Prints       sarifPrints        `json:"partialFingerprints"`
	Fixes        []sarifFix         `json:"fixes,omitempty"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
}

type sarifPrints struct {
	Finding string `json:"tertialFinding/v1"`
}

type sarifLocation struct {
	ID       *int           `json:"id,omitempty"`
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	Message  *sarifText     `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI    string `json:"uri"`
	BaseID string `json:"uriBaseId"`
}

type sarifRegion struct {
	StartLine   int        `json:"startLine"`
	StartColumn int        `json:"startColumn"`
	EndColumn   int        `json:"endColumn"` // of the first sign behind the region
	Snippet     *sarifText `json:"snippet,omitempty"`
}

type sarifLogical struct {
	Name string `json:"name"`
	Full string `json:"fullyQualifiedName"`
	Kind string `json:"kind"`
}

type sarifFix struct {
	Description sarifText     `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion `json:"deletedRegion"`
	Inserted sarifText   `json:"insertedContent"`
}

type sarifSuppression struct {
	Kind          string         `json:"kind"`
	Status        string         `json:"status"`
	Location      *sarifLocation `json:"location,omitempty"`
	Justification string         `json:"justification,omitempty"`
}

// SARIF writes the findings as a SARIF 2.1.0 log of one run, in order.
func (e Export) SARIF(w io.Writer, findings []Finding) error {
	rules, index := e.sarifRules(findings)
	prints := fingerprints(findings)
	results := make([]sarifResult, len(findings))
	for i := range findings {
		results[i] = e.sarifResult(&findings[i])
		results[i].RuleIndex = index[findings[i].Code]
		results[i].Prints.Finding = prints[i]
	}
	return writeJSON(w, sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0",
		Runs: []sarifRun{{
			Tool:        sarifTool{sarifDriver{Name: "Tertial", Version: e.Version, Rules: rules}},
			Invocations: []sarifInvocation{{Successful: true}},
			ColumnKind:  "unicodeCodePoints", Language: language(e.Lang), Results: results,
		}},
	})
}

// sarifRules describes the codes that occur, in alphabetical order.
func (e Export) sarifRules(findings []Finding) ([]sarifRule, map[Code]int) {
	index := make(map[Code]int)
	for i := range findings {
		index[findings[i].Code] = 0
	}
	codes := make([]Code, 0, len(index))
	for code := range index {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	rules := make([]sarifRule, len(codes))
	for i, code := range codes {
		index[code] = i
		rules[i] = e.sarifRule(code)
	}
	return rules, index
}

// sarifRule takes a rule's texts from the catalogue. Its help holds the page in
// every language, the reader's first: programs show one help text, and who
// reads it may not be who ran the check.
func (e Export) sarifRule(code Code) sarifRule {
	rule := sarifRule{ID: code, Short: sarifText{Text: string(code)}, Default: sarifDefault{Level: "error"}}
	langs := append([]string{language(e.Lang)}, languages[:]...)
	for i, lang := range langs {
		page, ok := Explain(code, lang)
		if !ok || i > 0 && lang == langs[0] {
			continue
		}
		if i > 0 {
			rule.Help.Text += "\n"
			rule.Help.Markdown += "\n---\n\n"
		} else {
			rule.Short.Text = page.Title
			rule.Default.Level = sarifLevel(page.Severity)
		}
		rule.Help.Text += page.Title + "\n\n" + page.Body
		rule.Help.Markdown += page.Markdown(lang)
	}
	rule.Full = rule.Short
	return rule
}

func sarifLevel(s Severity) string {
	if s == Known {
		return Note.String()
	}
	return s.String()
}

func (e Export) sarifResult(f *Finding) sarifResult {
	r := sarifResult{
		RuleID: f.Code, Level: sarifLevel(f.Severity), Message: sarifText{Text: f.Message(e.Lang)},
		Locations: []sarifLocation{e.sarifLocation(f.Place)},
	}
	for i, related := range f.Related {
		at := e.sarifLocation(related.Place)
		at.ID = &i
		at.Message = &sarifText{Text: f.RelatedText(related, e.Lang)}
		r.Related = append(r.Related, at)
	}
	if region := sarifStretch(f.Place); f.Instead != "" && region != nil && !f.Place.Part {
		region.Snippet = nil
		r.Fixes = []sarifFix{{
			Description: sarifText{Text: fmt.Sprintf(printerWords[language(e.Lang)]["instead"], f.Instead)},
			Changes: []sarifChange{{Artifact: e.sarifArtifact(f.Place), Replacements: []sarifReplacement{
				{Deleted: *region, Inserted: sarifText{Text: f.Instead}},
			}}},
		}}
	}
	if f.Severity == Known {
		r.Level = sarifLevel(catalogued(f.Code))
		r.Suppressions = []sarifSuppression{e.sarifSuppression(f.Accepted)}
	}
	return r
}

// catalogued is what a finding would cost if nobody had accepted it.
func catalogued(code Code) Severity {
	page, ok := Explain(code, languages[0])
	if !ok {
		return Error
	}
	return page.Severity
}

// sarifSuppression tells who has accepted a known difference, and why.
func (e Export) sarifSuppression(k *KnownDifference) sarifSuppression {
	s := sarifSuppression{Kind: "inSource", Status: "accepted"}
	if k != nil {
		at := e.sarifLocation(k.Place)
		s.Location = &at
		s.Justification = k.Reason + " (" + k.Role + ")"
	}
	return s
}

func (e Export) sarifArtifact(at Place) sarifArtifact {
	return sarifArtifact{URI: e.uri(at), BaseID: "%SRCROOT%"}
}

func (e Export) sarifLocation(at Place) sarifLocation {
	l := sarifLocation{Physical: sarifPhysical{Artifact: e.sarifArtifact(at), Region: sarifStretch(at)}}
	if at.Letter != "" {
		l.Logical = []sarifLogical{{Name: at.Header, Full: at.Letter + ":" + at.Header, Kind: "column"}}
	}
	return l
}

// sarifStretch is the marked stretch, or nil for a whole file.
func sarifStretch(at Place) *sarifRegion {
	if at.Line == 0 {
		return nil
	}
	r := &sarifRegion{StartLine: at.Line, StartColumn: max(at.Column, 1)}
	r.EndColumn = r.StartColumn + max(at.Length, 1)
	if text := at.marked(); text != "" {
		r.Snippet = &sarifText{Text: text}
	}
	return r
}
