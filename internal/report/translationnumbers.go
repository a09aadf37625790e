package report

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
)

// typedNumber is a number as English writes it, with what follows directly.
var typedNumber = regexp.MustCompile(`\d+(?:,\d{3})*(?:\.\d+)?(\s*(?:%|per ?cent|percentage|million|billion|thousand|SEK\b|kr\b|tkr\b|mnkr\b))?`)

// checkNumbers counts the numbers of the text, and reports those that somebody
// has typed: in a translation above all they are not looked after when the data
// change. Days, years, small counts and what is part of a name are no such numbers.
func (t *Translation) checkNumbers(diags *diag.List) {
	passages := t.Doc.Passages()
	used := make([]bool, len(t.Meta.Literals))
	for i := range passages {
		for _, run := range passages[i].Runs {
			if run.Figure != nil {
				t.Numbers.Bound++
				continue
			}
			t.checkRun(&run, used, diags)
		}
	}
	for i, l := range t.Meta.Literals {
		if !used[i] && l.Text != "" {
			diags.Add(diag.New("LITERAL", l.Place, "text", l.Text))
		}
	}
}

func (t *Translation) checkRun(run *content.Run, used []bool, diags *diag.List) {
	for _, at := range typedNumber.FindAllStringSubmatchIndex(run.Text, -1) {
		text := run.Text[at[0]:at[1]]
		if !counts(run.Text, text, at) {
			continue
		}
		if t.declared(run.Text, text, used) {
			t.Numbers.Declared++
			continue
		}
		t.Numbers.Typed++
		place := t.Doc.Place(run.Start, run.End)
		if run.Exact {
			place = t.Doc.Place(run.Start+at[0], run.Start+at[0]+len(text))
		} else if i := bytes.Index(t.Doc.Text[run.Start:max(run.Start, run.End)], []byte(text)); i >= 0 { // folded over lines
			place = t.Doc.Place(run.Start+i, run.Start+i+len(text))
		}
		diags.Add(diag.New("TRANSLATION-NUMBER", place, "number", text))
	}
}

// declared reports whether a literal covers a number, and notes which.
func (t *Translation) declared(text, number string, used []bool) bool {
	for i, l := range t.Meta.Literals {
		if strings.Contains(l.Text, number) && strings.Contains(text, l.Text) {
			used[i] = true
			return true
		}
	}
	return false
}

// Whole numbers up to this one may be days, grades and small counts.
const mostSmall = 31

// counts reports whether a number states something that data may have.
func counts(text, number string, at []int) bool {
	if at[0] > 0 && strings.ContainsRune("/:§#-–", rune(text[at[0]-1])) || at[0] > 0 && isWord(text[at[0]-1]) {
		return false
	}
	if at[1] < len(text) && at[2] < 0 && (isWord(text[at[1]]) || text[at[1]] == '/' || text[at[1]] == ':') {
		return false
	}
	if at[2] >= 0 || strings.ContainsAny(number, ".,") {
		return true
	}
	n, err := strconv.Atoi(number)
	return err != nil || n > mostSmall && (n < 1900 || n > 2199)
}

func isWord(c byte) bool { return c >= 0x80 || c|0x20 >= 'a' && c|0x20 <= 'z' }
