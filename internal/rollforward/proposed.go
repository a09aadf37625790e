package rollforward

import (
	"regexp"
	"strings"
)

var (
	// proposedLine is a line that only a proposal of `tertial new dataset` has.
	proposedLine = regexp.MustCompile(`^ *# (?:Förslag till beskrivning av .*, efter rubrikerna och cellerna\.|Läs igenom det, rätta det som är fel och ta sedan bort kommentarerna\.|Enheten står på varje rad\.|system: ekonomisystemet  # .*|extracted: \d{4}-\d\d-\d\d  # .*)$`)

	// proposedComment is a line with what a proposal says at its end of how it
	// understood the value, of which nothing holds for new cells.
	proposedComment = regexp.MustCompile(`^(kind: .*?|sign: .*?|missing:| .*\})  # ?((?:[a-zåäö].*)?)$`)

	// readings are the words that such a comment on a column begins with.
	readings = regexp.MustCompile(`^(?:utfall|budget|prognos|målvärde|tal|avvikelse|förändring|förbrukad andel|återstår)\b`)
)

// unproposed takes away what a proposal said of the earlier file. What a person
// has not confirmed yet stays to be confirmed.
func unproposed(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		bare := strings.TrimRight(line, " \n")
		if proposedLine.MatchString(bare) {
			continue
		}
		m := proposedComment.FindStringSubmatch(bare)
		if m == nil || strings.HasSuffix(m[1], "}") && !readings.MatchString(m[2]) {
			out.WriteString(line)
			continue
		}
		out.WriteString(m[1])
		if at := strings.Index(m[2], confirm); at >= 0 {
			out.WriteString("  # " + m[2][at:])
		}
		out.WriteString("\n")
	}
	return out.String()
}
