package diag

import "io"

// jsonFinding is the form of a finding for other programs.
type jsonFinding struct {
	Code     Code          `json:"code"`
	Severity string        `json:"severity"`
	File     string        `json:"file,omitempty"`
	Line     int           `json:"line,omitempty"`
	Column   int           `json:"column,omitempty"`
	Length   int           `json:"length,omitempty"`
	Header   string        `json:"header,omitempty"`
	Letter   string        `json:"letter,omitempty"`
	Message  string        `json:"message"`
	Instead  string        `json:"instead,omitempty"`
	Reason   string        `json:"reason,omitempty"` // why a known difference is accepted
	Role     string        `json:"role,omitempty"`   // and by whom
	Related  []jsonRelated `json:"related,omitempty"`
}

type jsonRelated struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// WriteJSON writes the findings as one JSON array, in order.
func WriteJSON(w io.Writer, findings []Finding, lang string) error {
	out := make([]jsonFinding, 0, len(findings))
	for i := range findings {
		f := &findings[i]
		j := jsonFinding{
			Code: f.Code, Severity: f.Severity.String(), File: f.Place.File, Line: f.Place.Line, Column: f.Place.Column,
			Length: f.Place.Length, Header: f.Place.Header, Letter: f.Place.Letter, Message: f.Message(lang), Instead: f.Instead,
		}
		if f.Accepted != nil {
			j.Reason, j.Role = f.Accepted.Reason, f.Accepted.Role
		}
		for _, r := range f.Related {
			j.Related = append(j.Related, jsonRelated{File: r.Place.File, Line: r.Place.Line, Column: r.Place.Column, Message: f.RelatedText(r, lang)})
		}
		out = append(out, j)
	}
	return writeJSON(w, out)
}
