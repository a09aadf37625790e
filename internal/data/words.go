package data

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tertial/internal/tabular"
)

// longestSlug is as much of a name as an identifier needs. What is cut there
// and would be the same gets a number.
const longestSlug = 60

// Slug makes an identifier of a name: a–z, 0–9 and hyphens.
func Slug(s string) string {
	out := make([]byte, 0, min(len(s), longestSlug))
	hyphen := false
	for _, r := range norm.NFC.String(s) {
		r = plainLetter(unicode.ToLower(r))
		if len(out) >= longestSlug {
			break
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if hyphen && len(out) > 0 {
				out = append(out, '-')
			}
			out = append(out, byte(r))
			hyphen = false
			continue
		}
		hyphen = true
	}
	return string(out)
}

// plainLetter takes the marks off a letter: å, ä, ö, é, ü.
func plainLetter(r rune) rune {
	switch r {
	case 'å', 'ä', 'à', 'á':
		return 'a'
	case 'ö', 'ø', 'ó':
		return 'o'
	case 'é', 'è':
		return 'e'
	case 'ü':
		return 'u'
	default:
		return r
	}
}

// TitleOf makes a heading of a header: utfall_intäkter becomes Utfall intäkter.
func TitleOf(header string) string {
	s := strings.Join(strings.Fields(strings.ReplaceAll(header, "_", " ")), " ")
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// lineWords are the folded names of an account's lines. The first of a line is
// its Swedish name, the second its English one.
var lineWords = [...]struct {
	line  Line
	words []string
}{
	{Income, []string{"intäkter", "income", "intäkt", "revenue", "verksamhetens intäkter", "summa intäkter"}},
	{Costs, []string{"kostnader", "costs", "kostnad", "cost", "expenses", "verksamhetens kostnader", "summa kostnader"}},
	{Financial, []string{"finansiella poster", "financial items", "finansiella", "financial", "finansnetto"}},
	{Net, []string{"netto", "net", "nettokostnad", "nettokostnader", "net cost", "netto kostnad", "nettoresultat"}},
}

// ParseLine returns the line that a word names.
func ParseLine(text string) (Line, bool) {
	folded := strings.TrimSpace(trimSign(tabular.Fold(text)))
	for i := range lineWords {
		for _, w := range lineWords[i].words {
			if w == folded {
				return lineWords[i].line, true
			}
		}
	}
	return "", false
}

// trimSign cuts a reminder of the sign from the name of a line: kostnader (-).
func trimSign(folded string) string {
	name, sign, ok := strings.Cut(folded, "(")
	if ok && strings.Trim(sign, "+-−–/± )") == "" {
		return name
	}
	return folded
}

// Name returns the line's name in Swedish or English, "" for no line.
func (l Line) Name(lang string) string {
	for i := range lineWords {
		if lineWords[i].line == l {
			return TitleOf(lineWords[i].words[langIndex(lang)])
		}
	}
	return string(l)
}

func langIndex(lang string) int {
	if lang == "en" {
		return 1
	}
	return 0
}

// magnitudeWord reports whether a name of a net line speaks of a cost's size,
// which is positive, rather than of a signed result.
func magnitudeWord(name string) bool {
	folded := tabular.Fold(name)
	return strings.Contains(folded, "nettokostnad") || strings.Contains(folded, "net cost")
}

// groupWords are the folded names of the groups that statistics share. Groups
// with other names keep them.
var groupWords = [...]struct {
	group string
	words []string
}{
	{"", []string{"totalt", "total", "samtliga", "alla", "all", "summa", "båda", "båda könen"}},
	{"women", []string{"kvinnor", "women", "kvinna", "k"}},
	{"men", []string{"män", "men", "man", "m"}},
	{"girls", []string{"flickor", "girls", "flicka"}},
	{"boys", []string{"pojkar", "boys", "pojke"}},
}

// ParseGroup returns the group that a word names: women for Kvinnor.
func ParseGroup(text string) string {
	folded := tabular.Fold(text)
	for i := range groupWords {
		for _, w := range groupWords[i].words {
			if w == folded {
				return groupWords[i].group
			}
		}
	}
	return strings.TrimSpace(text)
}

// GroupName returns a group's name in Swedish or English.
func GroupName(group, lang string) string {
	for i := range groupWords {
		if groupWords[i].group == group {
			return TitleOf(groupWords[i].words[langIndex(lang)])
		}
	}
	return group
}

// valueWords are the folded words by which prose may call a value column when
// only one column of the kind is meant.
var valueWords = [...]struct {
	value ValueKind
	words []string
}{
	{Outcome, []string{"utfall", "outcome", "actual", "bokslut"}},
	{Budget, []string{"budget"}},
	{Forecast, []string{"prognos", "forecast"}},
	{Target, []string{"målvärde", "target", "mål"}},
	{Deviation, []string{"avvikelse", "deviation", "budgetavvikelse", "prognosavvikelse"}},
	{Change, []string{"förändring", "change"}},
	{Remaining, []string{"återstår", "remaining", "kvar"}},
	{ShareUsed, []string{"förbrukad andel", "share used", "förbrukat"}},
	{Number, []string{"värde", "value"}},
}

// calls reports whether the folded word is a name of the kind of value.
func (v ValueKind) calls(folded string) bool {
	for i := range valueWords {
		if valueWords[i].value != v {
			continue
		}
		for _, w := range valueWords[i].words {
			if w == folded {
				return true
			}
		}
	}
	return false
}

// totalWords are the folded names of rows that add all the others.
var totalWords = [...]string{"summa", "totalt", "total", "alla", "samtliga", "totalsumma", "summa totalt", "grand total", "sum"}

// subtotalPrefixes begin the names of rows that add a block of rows.
var subtotalPrefixes = [...]string{"delsumma", "subtotal", "summa "}

// ofWhichPrefixes begin the names of rows that are part of the row above.
var ofWhichPrefixes = [...]string{"varav ", "därav ", "of which "}

// RowTypeByName returns how a row takes part in sums as its name tells, and how
// deep it stands below its parent.
func RowTypeByName(name string, totals []string) (RowType, int) {
	folded := tabular.Fold(name)
	if slices.Contains(totals, folded) || slices.Contains(totalWords[:], folded) {
		return Total, 0
	}
	for _, p := range subtotalPrefixes {
		if strings.HasPrefix(folded, p) {
			return Subtotal, 0
		}
	}
	for _, p := range ofWhichPrefixes {
		if strings.HasPrefix(folded, p) {
			return OfWhich, 1
		}
	}
	if n := dashes(folded); n > 0 {
		return OfWhich, n
	}
	return Plain, 0
}

// dashes counts the dashes, with blanks between, that a name begins with. A
// dash before a digit is a minus, and no sign of a part.
func dashes(name string) int {
	n := 0
	for i, r := range name {
		switch r {
		case '-', '–', '−':
			n++
		case ' ':
		default:
			if r >= '0' && r <= '9' && i == 1 {
				return 0
			}
			return n
		}
	}
	return 0
}

// rowTypes are the words of a row_type column.
var rowTypes = map[string]RowType{
	"row": Plain, "rad": Plain, "": Plain,
	"subtotal": Subtotal, "delsumma": Subtotal,
	"total": Total, "summa": Total, "totalt": Total,
	"of which": OfWhich, "varav": OfWhich,
	"overlapping": Overlapping, "överlappande": Overlapping,
}

// ParseRowType returns the type that a word of a row_type column means.
func ParseRowType(text string) (RowType, bool) {
	t, ok := rowTypes[tabular.Fold(text)]
	return t, ok
}

// statusWords are the words of a status column.
var statusWords = map[string]Status{
	"": Reported, "slutlig": Reported, "final": Reported, "definitiv": Reported, "reported": Reported,
	"preliminär": Preliminary, "prel": Preliminary, "preliminary": Preliminary,
	"reviderad": Revised, "rättad": Revised, "revised": Revised,
}

// ParseStatus returns what a word of a status column says of its row's numbers.
func ParseStatus(text string) (Status, bool) {
	s, ok := statusWords[tabular.Fold(text)]
	return s, ok
}
