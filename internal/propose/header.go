package propose

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// A heading is what the words of a header say (domain.md §1, "What headers
// mean"), before the rest of the file is known.
type heading struct {
	text     string // the header on one line
	value    data.ValueKind
	scope    data.Scope
	year     int
	from, to data.Month
	version  string
	line     data.Line
	unit     quantity.Unit
	back     bool             // föregående år, or the forecast before
	closed   bool             // through month 13: entries booked after December too
	strange  int              // words that mean nothing here
	compared []data.ValueKind // what the words of a comparison name, in order
	months   []data.Month     // 1 to 12, without their years, in order
	years    []int
}

// A headingWord is a word of headers and what it gives the heading. What an
// earlier word has given stays.
type headingWord struct {
	value   data.ValueKind
	scope   data.Scope
	version string
	line    data.Line
	back    bool
	neutral bool // says nothing, and is nothing strange
}

// headingWords are folded. Compounds of them (helårsbudget) need no entry.
var headingWords = map[string]headingWord{
	"utfall": {value: data.Outcome}, "outcome": {value: data.Outcome}, "actual": {value: data.Outcome}, "redovisat": {value: data.Outcome}, "redovisning": {value: data.Outcome},
	"bokslut": {value: data.Outcome, scope: data.FullYear, version: "final"}, "årsutfall": {value: data.Outcome, scope: data.FullYear, version: "final"},
	"budget": {value: data.Budget}, "budgetram": {value: data.Budget}, "internbudget": {value: data.Budget}, "årsbudget": {value: data.Budget, scope: data.FullYear},
	"prognos": {value: data.Forecast}, "forecast": {value: data.Forecast}, "årsprognos": {value: data.Forecast, scope: data.FullYear},
	"mål": {value: data.Target}, "målvärde": {value: data.Target}, "målnivå": {value: data.Target}, "målsatt": {value: data.Target}, "target": {value: data.Target},
	"avvikelse": {value: data.Deviation}, "avv": {value: data.Deviation}, "diff": {value: data.Deviation}, "deviation": {value: data.Deviation},
	"differens":  {value: data.Deviation}, //nolint:misspell // Swedish
	"förändring": {value: data.Change}, "förändr": {value: data.Change}, "change": {value: data.Change},
	"förbrukat": {value: data.ShareUsed}, "förbrukad": {value: data.ShareUsed}, "förbrukning": {value: data.ShareUsed},
	"belopp": {value: data.Number}, "antal": {value: data.Number}, "värde": {value: data.Number}, "andel": {value: data.Number},

	"ack": {scope: data.YearToDate, value: data.Outcome}, "ackumulerat": {scope: data.YearToDate, value: data.Outcome}, "ackumulerad": {scope: data.YearToDate},
	"ytd": {scope: data.YearToDate}, "tom": {scope: data.YearToDate}, "hittills": {scope: data.YearToDate},
	"period": {scope: data.YearToDate}, "perioden": {scope: data.YearToDate}, "periodens": {scope: data.YearToDate},
	"periodiserad": {scope: data.YearToDate, version: "periodised"},
	"helår":        {scope: data.FullYear}, "helåret": {scope: data.FullYear}, "helårs": {scope: data.FullYear},
	"genomsnitt": {scope: data.MonthlyAverage}, "snitt": {scope: data.MonthlyAverage}, "genomsnittlig": {scope: data.MonthlyAverage}, "månadssnitt": {scope: data.MonthlyAverage},

	"prel": {version: "preliminary"}, "preliminär": {version: "preliminary"}, "preliminärt": {version: "preliminary"},
	"slutlig": {version: "final"}, "slutligt": {version: "final"}, "definitiv": {version: "final"},
	"ursprunglig": {version: "original"}, "original": {version: "original"},
	"reviderad": {version: "revised"}, "rev": {version: "revised"}, "justerad": {version: "revised"},

	"fg": {back: true}, "fgå": {back: true}, "föregående": {back: true}, "förra": {back: true}, "fjolår": {back: true},

	"intäkter": {line: data.Income}, "kostnader": {line: data.Costs}, "netto": {line: data.Net}, "nettokostnad": {line: data.Net}, "nettokostnader": {line: data.Net},

	"innevarande": {neutral: true}, "år": {neutral: true}, "hela": {neutral: true}, "året": {neutral: true}, "mån": {neutral: true}, "månad": {neutral: true},
	"jämfört": {neutral: true}, "med": {neutral: true}, "mot": {neutral: true}, "och": {neutral: true}, "till": {neutral: true}, "av": {neutral: true}, "i": {neutral: true},
}

// parseHeading reads a header word by word.
func parseHeading(text string) heading {
	const most = 200 // bytes; what is longer is a text, not a header
	h := heading{text: strings.Join(strings.Fields(text), " ")}
	if len(h.text) > most {
		return h
	}
	words := headingTokens(h.text)
	for i := 0; i < len(words); {
		i += h.take(words[i:])
	}
	h.finish()
	return h
}

// headingTokens cuts a folded header into words and numbers. The percent sign
// is a word; other signs only part words.
func headingTokens(text string) []string {
	text = strings.NewReplacer("t.o.m.", "tom", "t.o.m", "tom", "t o m", "tom", "till och med", "tom").Replace(tabular.Fold(text))
	var words []string
	kind := 0 // of the last rune: 1 letter, 2 digit
	for _, r := range text {
		now := 0
		switch {
		case unicode.IsLetter(r):
			now = 1
		case r >= '0' && r <= '9':
			now = 2
		}
		switch {
		case r == '%':
			words = append(words, "%")
		case now == 0:
		case now == kind:
			words[len(words)-1] += string(r)
		default:
			words = append(words, string(r))
		}
		kind = now
	}
	return words
}

// take reads the first of the words and returns how many belonged together.
func (h *heading) take(words []string) int {
	w := words[0]
	if w[0] >= '0' && w[0] <= '9' {
		return h.number(words)
	}
	if m := data.MonthNumber(w); m > 0 {
		return h.monthWord(m, words)
	}
	if len(words) > 1 && words[1] == "13" && (w == "mån" || w == "månad" || w == "period" || w == "p") {
		h.closed = true
		if len(words) > 2 && h.shortYear(words[2]) {
			return 3
		}
		return 2
	}
	if months, ok := yearPart(words); ok {
		h.months = append(h.months, months[0], months[1])
		h.scope = cmp.Or(h.scope, data.PeriodScope)
		return 2
	}
	if unit, ok := headingUnit(w); ok {
		h.unit = cmp.Or(h.unit, unit)
		return 1
	}
	for _, part := range compound(w) {
		h.apply(part)
	}
	return 1
}

// headingUnit reads the units that stand in headers; other words that are
// units too (år, barn) mean something else there.
func headingUnit(word string) (quantity.Unit, bool) {
	unit, known := quantity.ParseUnit(word)
	return unit, known && (unit.Money() || unit == quantity.Percent)
}

// compound divides a word that is not known into two that are: helårsbudget,
// prognosavvikelse. A word that cannot be divided is returned whole.
func compound(word string) []string {
	if _, ok := headingWords[word]; ok {
		return []string{word}
	}
	for cut := len(word) - 1; cut > 0; cut-- {
		if _, ok := headingWords[word[cut:]]; !ok {
			continue
		}
		for _, first := range [...]string{word[:cut], strings.TrimSuffix(word[:cut], "s")} {
			if _, ok := headingWords[first]; ok {
				return []string{first, word[cut:]}
			}
		}
	}
	return []string{word}
}

func (h *heading) apply(word string) {
	w, ok := headingWords[word]
	if !ok {
		h.strange++
		return
	}
	if w.value != "" {
		h.compared = append(h.compared, w.value)
	}
	h.scope = cmp.Or(h.scope, w.scope)
	h.version = cmp.Or(h.version, w.version)
	h.line = cmp.Or(h.line, w.line)
	h.back = h.back || w.back
}

// number reads a year, a month as 2020-04 or 202004, or the year of the month
// before it.
func (h *heading) number(words []string) int {
	w := words[0]
	if len(w) == len("202004") {
		if m, ok := data.ParseMonth(w); ok {
			h.date(m)
			return 1
		}
	}
	year, ok := data.ParseYear(w)
	if !ok {
		h.strange++
		return 1
	}
	if len(words) > 1 {
		if m, ok := data.ParseMonth(w + "-" + words[1]); ok {
			h.date(m)
			return 2
		}
	}
	h.years = append(h.years, year)
	return 1
}

// date takes a month with its year.
func (h *heading) date(m data.Month) {
	h.years = append(h.years, m.Year())
	h.months = append(h.months, data.Month(m.Month()))
}

// monthWord reads the name of a month, and a year of two digits behind it.
func (h *heading) monthWord(m int, words []string) int {
	h.months = append(h.months, data.Month(m))
	if len(words) > 1 && h.shortYear(words[1]) {
		return 2
	}
	return 1
}

// shortYear takes a year of two digits.
func (h *heading) shortYear(word string) bool {
	year, ok := data.ParseYear("20" + word)
	if ok {
		h.years = append(h.years, year)
	}
	return ok
}

// yearPart reads T2, K1, Q1 or kvartal 1: the first and the last month.
func yearPart(words []string) (months [2]data.Month, ok bool) {
	lengths := map[string]int{"t": 4, "tertial": 4, "k": 3, "q": 3, "kv": 3, "kvartal": 3, "halvår": 6, "h": 6}
	n := lengths[words[0]]
	if n == 0 || len(words) < 2 || len(words[1]) != 1 {
		return months, false
	}
	part := int(words[1][0] - '0')
	if part < 1 || part > 12/n {
		return months, false
	}
	return [2]data.Month{data.Month((part-1)*n + 1), data.Month(part * n)}, true
}

// finish makes one statement of the words.
func (h *heading) finish() {
	h.kind()
	if len(h.years) > 0 {
		h.year = slices.Max(h.years)
	}
	h.span()
	if h.back && h.value == data.Forecast {
		h.version, h.back = cmp.Or(h.version, "previous"), false
	}
	if h.scope == data.YearToDate && h.value == data.Budget {
		h.version = cmp.Or(h.version, "periodised")
	}
	if h.value == "" && (h.scope != "" || h.version != "" || h.year != 0 || h.back) {
		h.value = data.Outcome
	}
}

// kind finds what is measured: a comparison if any word says so, else the first
// that is named.
func (h *heading) kind() {
	for _, v := range [...]data.ValueKind{data.Deviation, data.Change, data.ShareUsed} {
		if i := slices.Index(h.compared, v); i >= 0 {
			h.value = v
			h.compared = slices.DeleteFunc(h.compared, func(o data.ValueKind) bool { return o == v })
			return
		}
	}
	for _, v := range [...]data.ValueKind{data.Target, data.Forecast, data.Budget, data.Outcome, data.Number} {
		if slices.Contains(h.compared, v) {
			h.value = v
			return
		}
	}
}

// span finds scope and months: January to a month is the year so far, to month
// 13 the whole year with what was booked afterwards.
func (h *heading) span() {
	if len(h.months) == 0 {
		if h.closed {
			h.scope, h.version = data.FullYear, cmp.Or(h.version, "final")
		}
		return
	}
	first, last := h.months[0], h.months[len(h.months)-1]
	switch {
	case h.closed:
		h.scope, h.version = data.FullYear, cmp.Or(h.version, "final")
	case first == 1 && last == 12:
		h.scope, h.version = data.FullYear, cmp.Or(h.version, "preliminary")
	case len(h.months) > 1 && first == 1:
		h.scope = data.YearToDate
	case len(h.months) > 1:
		h.scope = data.PeriodScope
	case h.scope == "":
		h.scope = data.MonthScope
	}
	if h.year == 0 || h.scope == data.FullYear {
		return
	}
	h.to = data.MonthOf(h.year, int(last))
	if h.scope == data.PeriodScope {
		h.from = data.MonthOf(h.year-yearsBack(first, last), int(first))
	}
}

// yearsBack is how many years before the last month the first one lies.
func yearsBack(first, last data.Month) int {
	if first > last {
		return 1
	}
	return 0
}
