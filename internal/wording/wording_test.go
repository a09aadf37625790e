package wording

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"tertial/internal/diag"
	"tertial/internal/golden"
	"tertial/internal/swedish"
)

// TestSentences judges each line of testdata/*.txt as a paragraph of a report
// for 2021. A line that begins with a number of items and a bar ("4| …") is
// followed by such a list. Behind each sentence the golden file has what is said
// of it; in a file whose name begins with "right" nothing may be.
func TestSentences(t *testing.T) {
	t.Parallel()
	for _, file := range golden.Inputs(t, "testdata/*.txt", ".golden") {
		var out strings.Builder
		for line := range strings.Lines(read(t, file)) {
			said := judged(t, strings.TrimSpace(line))
			out.WriteString(line + said)
			if said != "" && strings.HasPrefix(file, "testdata/right") {
				t.Errorf("%s: said of a true sentence: %s%s", file, line, said)
			}
		}
		golden.Compare(t, file+".golden", out.String())
	}
}

// judged returns what is said of one line.
func judged(t testing.TB, line string) string {
	t.Helper()
	items := 0
	if n, text, ok := strings.Cut(line, "| "); ok {
		items, _ = strconv.Atoi(n)
		line = text
	}
	var diags diag.List
	source := diag.NewSource("text.md", []byte(line))
	Check(&Paragraph{Text: swedish.Read(line, nil), At: source.Place, Items: items, Year: 2021}, &diags)
	var out strings.Builder
	for _, f := range diags.Sorted() {
		start := f.Place.Column - 1
		marked := string([]rune(line)[start : start+f.Place.Length])
		fmt.Fprintf(&out, "    %s %q: %s\n", f.Code, marked, f.Message("sv"))
		if text := f.Message("en") + f.Message("sv"); strings.ContainsAny(text, "{}") {
			t.Errorf("unfilled: %s", text)
		}
	}
	return out.String()
}
