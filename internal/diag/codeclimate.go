package diag

import "io"

// A climateIssue is a finding in Code Climate's form, as GitLab reads it.
type climateIssue struct {
	Type        string            `json:"type"` // always issue
	CheckName   Code              `json:"check_name"`
	Description string            `json:"description"`
	Content     *climateContent   `json:"content,omitempty"`
	Categories  []string          `json:"categories"`
	Severity    string            `json:"severity"`
	Fingerprint string            `json:"fingerprint"`
	Location    climateLocation   `json:"location"`
	Others      []climateLocation `json:"other_locations,omitempty"`
}

type climateContent struct {
	Body string `json:"body"` // Markdown
}

type climateLocation struct {
	Path  string       `json:"path"`
	Lines climateLines `json:"lines"`
}

type climateLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// climateSeverity is Code Climate's word. An error stops the publication, which
// is what the form calls critical.
func climateSeverity(s Severity) string {
	switch s {
	case Error:
		return "critical"
	case Warning:
		return "major"
	case Note:
		return "minor"
	default:
		return "info"
	}
}

// CodeClimate writes the findings as one Code Climate JSON array, in order.
func (e Export) CodeClimate(w io.Writer, findings []Finding) error {
	prints := fingerprints(findings)
	issues := make([]climateIssue, 0, len(findings))
	for i := range findings {
		f := &findings[i]
		issue := climateIssue{
			Type: "issue", CheckName: f.Code, Description: f.Message(e.Lang), Categories: []string{"Bug Risk"},
			Severity: climateSeverity(f.Severity), Fingerprint: prints[i], Location: e.climateLocation(f.Place),
		}
		if page, ok := Explain(f.Code, e.Lang); ok {
			issue.Content = &climateContent{Body: page.Body}
		}
		for _, r := range f.Related {
			issue.Others = append(issue.Others, e.climateLocation(r.Place))
		}
		issues = append(issues, issue)
	}
	return writeJSON(w, issues)
}

func (e Export) climateLocation(at Place) climateLocation {
	line := max(at.Line, 1) // the form has no file without a line
	return climateLocation{Path: e.path(at), Lines: climateLines{Begin: line, End: line}}
}
