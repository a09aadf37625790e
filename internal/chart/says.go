package chart

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// This file writes the sentence that stands beside a drawing. Like the
// description it says only what holds of the values as they are printed: what
// looks the same is a tie, and a tie is not ranked.

// Lengths of the sentence and of a name in it, in characters.
const (
	sentenceMost = 140
	nameMost     = 60
)

// sentence joins what the values say, the most important first, as far as there
// is room. What the title says already is left out.
func (m *model) sentence() string {
	text := ""
	for _, c := range m.sayings() {
		if c == "" || m.titleSays(c) {
			continue
		}
		next := capital(c)
		if text != "" {
			next = text + "; " + lower(c)
		}
		if utf8.RuneCountInString(next) > sentenceMost && text != "" {
			break
		}
		text = next
	}
	if text == "" {
		return ""
	}
	return text + "."
}

// lower makes the first letter small where a saying is no name: one that begins
// a sentence of ours.
func lower(s string) string {
	for i, r := range s {
		return s[:i] + strings.ToLower(string(r)) + s[i+len(string(r)):]
	}
	return s
}

var digitGroups = regexp.MustCompile(`\d+(?:[.,\x{00a0}\x{202f}]\d+)*`)

// numbersIn are the numbers of a text, in digits and in words up to twelve.
func (m *model) numbersIn(text string) []string {
	list := digitGroups.FindAllString(text, -1)
	words := phrasesOf(m.Lang).numbers
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == ';' || r == ':' }) {
		switch w {
		case "ett":
			w = "en"
		case "inget":
			w = "ingen"
		}
		if slices.Contains(words, w) {
			list = append(list, w)
		}
	}
	return list
}

// titleSays reports whether all numbers of a saying stand in the title.
func (m *model) titleSays(saying string) bool {
	title := m.numbersIn(m.Title)
	own := m.numbersIn(saying)
	for _, n := range own {
		if !slices.Contains(title, n) {
			return false
		}
	}
	return len(own) > 0
}

// sayings are what the values of each form say, the most important first.
func (m *model) sayings() []string {
	switch {
	case len(m.Panels) > 0:
		return []string{m.highLow(m.panelPlaces())}
	case m.Form == Waterfall:
		return m.saySteps()
	case m.Form == Slope:
		return m.sayChanges()
	case m.Form == Dumbbell, m.Form == Paired:
		return []string{m.sayGap()}
	case m.Form == Bullet:
		return m.sayTargets()
	case m.Form == Heat:
		return []string{m.highLow(m.places())}
	case m.Form == Likert:
		return m.sayAnswers()
	case m.Form == Pie:
		return []string{m.sayPie()}
	case m.Stack == Share, m.Stack == Stacked && len(m.Series) > 1:
		return []string{m.sayParts()}
	case m.Form == Line, m.Form == Area:
		return m.sayLines()
	case len(m.Series) == 1:
		return m.sayBars()
	case m.Unlike:
		return nil
	case len(m.Series) == 2:
		return []string{m.sayGap()}
	}
	return []string{m.highLow(m.places())}
}

// sayBars says which bar is longest, and of deviations how many are minus.
func (m *model) sayBars() []string {
	w, r := saysOf(m.Lang), m.rank(0)
	signs := m.signs()
	switch {
	case r.count < 2:
		return nil
	case r.topText == r.bottomText:
		return []string{fmt.Sprintf(w.same, m.tied(r.topText, r.topRounded))}
	case m.Ordered:
		return m.sayCourse(0)
	case m.Words.Negative != "" && m.Diverging && m.below(r.bottomText) && len(r.bottom) <= manyNames:
		worst := fmt.Sprintf(w.worst, lower(m.Words.Negative), m.names(r.bottom), m.each(r.bottom, unsigned(r.bottomText), r.bottomRounded))
		return []string{worst, signs}
	case m.Diverging && m.below(r.bottomText):
		return []string{signs, m.extremeOf(w.mostMinus, w.countedMinus, r.bottom, r.bottomText, r.bottomRounded, r.count)}
	case r.minus:
		return []string{m.extremeOf(w.mostMinus, w.countedMinus, r.bottom, r.bottomText, r.bottomRounded, r.count)}
	}
	most, least, counted := w.high, w.low, w.countedHigh
	if m.amount() {
		most, least, counted = w.most, w.least, w.countedMost
	}
	top := m.extremeOf(most, counted, r.top, r.topText, r.topRounded, r.count)
	bottom := ""
	if len(r.bottom) <= manyNames {
		bottom = m.extremeOf(least, "", r.bottom, r.bottomText, r.bottomRounded, r.count)
	}
	return []string{signs, top, bottom}
}

// below reports whether a value is printed with a minus.
func (m *model) below(text string) bool {
	return strings.HasPrefix(text, "\u2212") || strings.HasPrefix(text, "-")
}

// extremeOf names those at an end, or counts them when they are many.
func (m *model) extremeOf(pattern, counted string, names []string, text string, rounded bool, count int) string {
	if len(names) > manyNames {
		return fmt.Sprintf(counted, m.tied(text, rounded), m.part(len(names), count, m.Of))
	}
	return fmt.Sprintf(pattern, m.names(names), m.each(names, text, rounded))
}

// each is a value, which several may share.
func (m *model) each(names []string, text string, rounded bool) string {
	value := m.tied(text, rounded)
	if len(names) > 1 {
		value += phrasesOf(m.Lang).each
	}
	return value
}

// names joins names that are cut where they are long.
func (m *model) names(list []string) string {
	short := make([]string, len(list))
	for i, n := range list {
		short[i] = brief(n)
	}
	return m.list(short)
}

// brief cuts a long name at a word.
func brief(name string) string {
	if utf8.RuneCountInString(name) <= nameMost {
		return name
	}
	runes := []rune(name)[:nameMost]
	cut := string(runes)
	if i := strings.LastIndexByte(cut, ' '); i > nameMost/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,-") + "…"
}

// sayLines says where lines begin and end.
func (m *model) sayLines() []string {
	switch {
	case len(m.Series) == 1:
		return m.sayCourse(0)
	case len(m.Series) == 2:
		return m.sayTwoLines()
	}
	return m.sayLast()
}

// ends are the first and the last category of a series with a value.
func (m *model) ends(i int) (first, last int) {
	first, last = -1, -1
	for j, c := range m.cells[i] {
		if !c.missing && first < 0 {
			first = j
		}
		if !c.missing {
			last = j
		}
	}
	return first, last
}

// sayCourse says where one series begins and ends, and where it was higher or
// lower between.
func (m *model) sayCourse(i int) []string {
	w := saysOf(m.Lang)
	first, last := m.ends(i)
	if first == last {
		return nil
	}
	row := m.cells[i]
	list := []string{fmt.Sprintf(w.fromTo, m.quantity(row[first].text), m.when(i, first), m.quantity(row[last].text), m.when(i, last))}
	r := m.rank(i)
	if r.topText == r.bottomText {
		return []string{fmt.Sprintf(w.same, m.tied(r.topText, r.topRounded))}
	}
	if row[first].text == row[last].text {
		list[0] = fmt.Sprintf(w.unchanged, m.when(i, first), m.when(i, last), m.quantity(row[last].text))
	}
	for _, end := range [...]struct {
		pattern, text string
		names         []string
		rounded       bool
	}{{w.alsoHigh, r.topText, r.top, r.topRounded}, {w.alsoLow, r.bottomText, r.bottom, r.bottomRounded}} {
		if end.text != row[first].text && end.text != row[last].text && len(end.names) <= manyNames {
			list = append(list, fmt.Sprintf(end.pattern, m.tied(end.text, end.rounded), m.names(end.names)))
		}
	}
	return list
}

// when names a category, and says where its value is no outcome.
func (m *model) when(i, j int) string {
	name := brief(m.Categories[j].Label)
	if m.Series[i].Points[j].Forecast {
		name += ", " + m.uncertain()
	}
	return name
}

// uncertain is what a value is called that is no outcome yet.
func (m *model) uncertain() string {
	if m.Uncertain != "" {
		return m.Uncertain
	}
	return saysOf(m.Lang).uncertain
}

func (m *model) sayTwoLines() []string {
	w := saysOf(m.Lang)
	var list []string
	for i := range m.Series {
		first, last := m.ends(i)
		if first == last {
			return m.sayLast()
		}
		from := m.quantity(m.cells[i][first].text) + " (" + m.when(i, first) + ")"
		to := m.quantity(m.cells[i][last].text) + " (" + m.when(i, last) + ")"
		if a, b := m.ends(0); i > 0 && a == first && b == last {
			from, to = m.quantity(m.cells[i][first].text), m.quantity(m.cells[i][last].text)
		}
		if from == to {
			list = append(list, fmt.Sprintf(w.firstLast, m.Series[i].Name, from))
			continue
		}
		list = append(list, fmt.Sprintf(w.series, m.Series[i].Name, from, to))
	}
	return []string{strings.Join(list, "; ")}
}

// sayLast ranks the series where they end, if all do at the same place.
func (m *model) sayLast() []string {
	w := saysOf(m.Lang)
	at := -1
	var cells []cell
	var names []string
	for i := range m.Series {
		_, last := m.ends(i)
		if last < 0 || at >= 0 && last != at {
			return []string{m.highLow(m.places())}
		}
		at = last
		cells, names = append(cells, m.cells[i][last]), append(names, m.Series[i].Name)
	}
	top, bottom := alone(cells, true), alone(cells, false)
	if top < 0 {
		return nil
	}
	when := brief(m.Categories[at].Label)
	if m.Series[top].Points[at].Forecast {
		when += " (" + m.uncertain() + ")"
	}
	list := []string{fmt.Sprintf(w.lastMost, when, brief(names[top]), m.quantity(cells[top].text))}
	if bottom >= 0 {
		list = append(list, fmt.Sprintf(w.also, brief(names[bottom]), m.quantity(cells[bottom].text)))
	}
	return list
}

// alone is the cell that is highest, or lowest, and that none is printed like;
// −1 when there is none.
func alone(cells []cell, high bool) int {
	best := -1
	for i, c := range cells {
		if c.missing {
			continue
		}
		if best < 0 || high && c.value.Cmp(cells[best].value) > 0 || !high && c.value.Cmp(cells[best].value) < 0 {
			best = i
		}
	}
	for i, c := range cells {
		if best >= 0 && i != best && !c.missing && c.text == cells[best].text {
			return -1
		}
	}
	return best
}

// A spot is a value with the names of where it stands.
type spot struct {
	cell
	category, series string
}

// places are all values of the drawing.
func (m *model) places() []spot {
	var list []spot
	for i := range m.cells {
		for j, c := range m.cells[i] {
			one := spot{c, m.Categories[j].Label, m.Series[i].Name}
			if m.Form == Line || m.Form == Area {
				one.category, one.series = one.series, one.category
			}
			list = append(list, one)
		}
	}
	return list
}

// panelPlaces are all values of all panels.
func (m *model) panelPlaces() []spot {
	var list []spot
	for _, panel := range m.Panels {
		for _, s := range panel.Series {
			for j, p := range s.Points {
				c, err := m.readPoint(p)
				if err != nil {
					return nil
				}
				name := panel.Title
				if s.Name != "" && len(panel.Series) > 1 {
					name += ", " + s.Name
				}
				list = append(list, spot{c, name, m.Categories[j].Label})
			}
		}
	}
	return list
}

// highLow names the highest and the lowest of many values.
func (m *model) highLow(list []spot) string {
	cells := make([]cell, len(list))
	for i, s := range list {
		cells[i] = s.cell
	}
	top, bottom := alone(cells, true), alone(cells, false)
	w := saysOf(m.Lang)
	high, low := w.high, w.low
	if m.amount() {
		high, low = w.most, w.least
	}
	place := func(i int) string { return fmt.Sprintf(w.place, brief(list[i].category), brief(list[i].series)) }
	switch {
	case top < 0 && bottom < 0 || top == bottom:
		return ""
	case bottom < 0:
		return fmt.Sprintf(high, place(top), m.quantity(list[top].text))
	case top < 0:
		return capital(fmt.Sprintf(low, place(bottom), m.quantity(list[bottom].text)))
	}
	return fmt.Sprintf(high, place(top), m.quantity(list[top].text)) + "; " +
		fmt.Sprintf(low, place(bottom), m.quantity(list[bottom].text))
}

// asPrinted is a value as its text has it: rounded to the decimals of the chart.
func (m *model) asPrinted(c cell) *big.Rat {
	r, ok := new(big.Rat).SetString(c.value.FloatString(m.Decimals))
	if !ok {
		return c.value
	}
	return r
}

// unsigned is a number as it is printed, without its minus: the word beside it
// says the sign already (domain.md §1).
func unsigned(text string) string { return strings.TrimPrefix(text, "\u2212") }
