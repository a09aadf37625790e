package chart

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// This file writes the alternative text. It says only what holds of the values
// as they are printed: two that look the same are a tie, a missing one is never
// ranked, and a word for a sign is used only when the caller gave it.

// phrases are the sentences of one language.
type phrases struct {
	and                              string
	highest, lowest                  string // name list, value
	each                             string // after the value of a tie
	same                             string // all values, value
	only                             string // name, value
	manyHighest, manyLowest          string // value, count, of how many
	most, least, manyMost, manyLeast string // the same where all are below zero
	from                             string // first value, place, last value, place
	none                             string // no value at all
	missing, missingMany             string // names; count
	sign                             string // word, how many of what
	rounded                          string // before a value that others only share when rounded
	axis                             string // zero is not on it
	numbers                          []string
}

func phrasesOf(lang string) phrases {
	if lang == "en" {
		return phrases{
			and: "and", highest: "highest: %s, %s", lowest: "lowest: %s, %s", each: " each",
			same: "all values are %s", only: "%s (%s)",
			manyHighest: "highest, %s, are %s of %s", manyLowest: "lowest, %s, are %s of %s",
			most: "largest minus: %s, %s", least: "smallest: %s, %s",
			manyMost: "largest minus, %s, are %s of %s", manyLeast: "smallest, %s, are %s of %s",
			from: "from %s (%s) to %s (%s)", none: "no values",
			missing: "no value for %s", missingMany: "no value for %s of %s",
			sign: "%s in %s", rounded: "rounded to %s", axis: "zero is not on the value axis",
			numbers: strings.Fields("none one two three four five six seven eight nine ten eleven twelve"),
		}
	}
	return phrases{
		and: "och", highest: "högst: %s, %s", lowest: "lägst: %s, %s", each: " vardera",
		same: "alla värden är %s", only: "%s (%s)",
		manyHighest: "högst, %s, är %s av %s", manyLowest: "lägst, %s, är %s av %s",
		most: "störst minus: %s, %s", least: "minst: %s, %s",
		manyMost: "störst minus, %s, är %s av %s", manyLeast: "minst, %s, är %s av %s",
		from: "från %s (%s) till %s (%s)", none: "inga värden",
		missing: "värde saknas för %s", missingMany: "värde saknas för %s av %s",
		sign: "%s i %s", rounded: "avrundat %s", axis: "noll finns inte på värdeaxeln",
		numbers: strings.Fields("ingen en två tre fyra fem sex sju åtta nio tio elva tolv"),
	}
}

// title names the kind of chart and repeats the figure's title.
func (m *model) title() string {
	kind := kindOf(m)
	if m.Title == "" {
		return kind
	}
	return kind + ": " + m.Title
}

// describe says what the chart shows and its sentence leaves out. Of a single
// series the sentence tells the most.
func (m *model) describe() string {
	var sentences []string
	switch {
	case len(m.Panels) > 0:
		return m.eachPanel()
	case m.Form == Waterfall:
		sentences = m.walk()
	case len(m.Series) == 1 && m.sentence() != "":
		sentences = []string{m.rest()}
	case m.brief():
		if s := m.signs(); s != "" {
			sentences = append(sentences, s)
		}
		for i := range m.Series {
			s := strings.Join(m.clauses(i), "; ")
			if len(m.Series) > 1 {
				s = m.Series[i].Name + ": " + s
			}
			sentences = append(sentences, s)
		}
	default:
		sentences = []string{strings.TrimSuffix(m.howMany(len(m.Series)*len(m.Categories)), ".")}
	}
	if m.cut() {
		sentences = append(sentences, phrasesOf(m.Lang).axis)
	}
	for i, s := range sentences {
		sentences[i] = capital(s) + "."
	}
	return strings.Join(sentences, " ")
}

// brief reports whether a sentence a series can be listened to.
func (m *model) brief() bool { return len(m.Series) <= maxSeries }

// rest is what the sentence leaves out of a single series: the other end, what
// is missing, or else how many values there are.
func (m *model) rest() string {
	ph, r := phrasesOf(m.Lang), m.rank(0)
	var list []string
	course := m.Form == Line || m.Form == Area || m.Ordered
	if !course && r.topText != r.bottomText {
		said := func(text string) bool { return strings.Contains(m.sentence(), m.quantity(text)) }
		top, bottom := m.tied(r.topText, r.topRounded), m.tied(r.bottomText, r.bottomRounded)
		switch {
		case !said(r.topText) && r.minus && m.Form == Bar:
			list = append(list, m.extreme(ph.least, ph.manyLeast, r.top, top, r.count))
		case !said(r.topText):
			list = append(list, m.extreme(ph.highest, ph.manyHighest, r.top, top, r.count))
		case !said(r.bottomText):
			list = append(list, m.extreme(ph.lowest, ph.manyLowest, r.bottom, bottom, r.count))
		}
	}
	if s := m.gaps(0); s != "" {
		list = append(list, s)
	}
	if len(list) == 0 {
		return strings.TrimSuffix(m.howMany(r.count), ".")
	}
	return strings.Join(list, "; ")
}

// eachPanel says of each small chart of one series where it begins and ends.
func (m *model) eachPanel() string {
	var list []string
	for _, p := range m.Panels {
		if len(p.Series) != 1 {
			return m.howMany(len(m.panelPlaces()))
		}
		one := *m
		one.Panels, one.Series, one.cells = nil, p.Series, [][]cell{nil}
		for _, point := range p.Series[0].Points {
			c, err := m.readPoint(point)
			if err != nil {
				return ""
			}
			one.cells[0] = append(one.cells[0], c)
		}
		text := phrasesOf(m.Lang).none
		switch first, last := one.ends(0); {
		case first < 0:
		case first == last:
			text = fmt.Sprintf(phrasesOf(m.Lang).only, m.Categories[first].Label, m.quantity(one.cells[0][first].text))
		default:
			text = one.course(0)
		}
		list = append(list, p.Title+": "+text+".")
	}
	return strings.Join(list, " ")
}

// howMany says how many values the chart has.
func (m *model) howMany(n int) string {
	w := saysOf(m.Lang)
	if n == 1 {
		return w.valuesOne + "."
	}
	some, _ := m.share(n, n)
	return capital(fmt.Sprintf(w.values, some)) + "."
}

// walkMost is how many steps of a waterfall are read out.
const walkMost = 12

// walk names the steps of a waterfall in order.
func (m *model) walk() []string {
	row := m.cells[0]
	if len(row) > walkMost {
		return []string{strings.TrimSuffix(m.howMany(len(row)), ".")}
	}
	steps := make([]string, 0, len(row))
	for j, c := range row {
		text := c.text
		if c.missing && text == "" {
			text = "–"
		}
		steps = append(steps, m.Categories[j].Label+" "+text)
	}
	return []string{strings.Join(steps, "; ")}
}

// clauses say what is true of one series.
func (m *model) clauses(i int) []string {
	ph := phrasesOf(m.Lang)
	r := m.rank(i)
	var list []string
	switch {
	case r.count == 0:
		return []string{ph.none}
	case r.count == 1:
		list = append(list, fmt.Sprintf(ph.only, m.quantity(r.topText), r.top[0]))
	case r.topText == r.bottomText:
		list = append(list, fmt.Sprintf(ph.same, m.tied(r.topText, r.topRounded)))
	default:
		if m.Form == Line {
			list = append(list, m.course(i))
		}
		top, bottom := m.tied(r.topText, r.topRounded), m.tied(r.bottomText, r.bottomRounded)
		if r.minus && m.Form == Bar { // costs: who hears that one is the lowest takes it for the smallest
			list = append(list,
				m.extreme(ph.most, ph.manyMost, r.bottom, bottom, r.count), m.extreme(ph.least, ph.manyLeast, r.top, top, r.count))
			break
		}
		list = append(list,
			m.extreme(ph.highest, ph.manyHighest, r.top, top, r.count), m.extreme(ph.lowest, ph.manyLowest, r.bottom, bottom, r.count))
	}
	if s := m.gaps(i); s != "" {
		list = append(list, s)
	}
	return list
}

// A ranking is which categories of a series are highest and lowest as printed.
type ranking struct {
	count               int // of values
	top, bottom         []string
	topText, bottomText string
	// Values that differ are printed alike, at the top or at the bottom.
	topRounded, bottomRounded bool

	minus bool // all values are below zero, as printed too
}

func (m *model) rank(i int) ranking {
	var r ranking
	var most, least *big.Rat
	for _, c := range m.cells[i] {
		if c.missing {
			continue
		}
		r.count++
		r.minus = (r.minus || r.count == 1) && c.value.Sign() < 0 && strings.Trim(c.text, zeroSigns) != ""
		if most == nil || c.value.Cmp(most) > 0 {
			most, r.topText = c.value, c.text
		}
		if least == nil || c.value.Cmp(least) < 0 {
			least, r.bottomText = c.value, c.text
		}
	}
	for j, c := range m.cells[i] {
		if !c.missing && c.text == r.topText {
			r.top = append(r.top, m.Categories[j].Label)
			r.topRounded = r.topRounded || c.value.Cmp(most) != 0
		}
		if !c.missing && c.text == r.bottomText {
			r.bottom = append(r.bottom, m.Categories[j].Label)
			r.bottomRounded = r.bottomRounded || c.value.Cmp(least) != 0
		}
	}
	return r
}

// manyNames is how many names a sentence lists before it counts them.
const manyNames = 3

// tied is a printed value with its unit; it says so when others share it only
// because they are rounded.
func (m *model) tied(text string, rounded bool) string {
	if rounded {
		return fmt.Sprintf(phrasesOf(m.Lang).rounded, m.quantity(text))
	}
	return m.quantity(text)
}

func (m *model) extreme(named, counted string, names []string, value string, count int) string {
	ph := phrasesOf(m.Lang)
	switch {
	case len(names) > manyNames:
		n, all := m.share(len(names), count)
		return fmt.Sprintf(counted, value, n, all)
	case len(names) > 1:
		return fmt.Sprintf(named, m.list(names), value+ph.each)
	}
	return fmt.Sprintf(named, names[0], value)
}

// course is the first and the last value of a line.
func (m *model) course(i int) string {
	first, last := -1, -1
	for j, c := range m.cells[i] {
		if !c.missing && first < 0 {
			first = j
		}
		if !c.missing {
			last = j
		}
	}
	row := m.cells[i]
	return fmt.Sprintf(phrasesOf(m.Lang).from, m.quantity(row[first].text), m.Categories[first].Label,
		m.quantity(row[last].text), m.Categories[last].Label)
}

// gaps names the categories without a value.
func (m *model) gaps(i int) string {
	ph := phrasesOf(m.Lang)
	var names []string
	for j, c := range m.cells[i] {
		if c.missing {
			names = append(names, m.Categories[j].Label)
		}
	}
	switch {
	case len(names) == 0:
		return ""
	case len(names) > manyNames:
		n, all := m.share(len(names), len(m.Categories))
		return fmt.Sprintf(ph.missingMany, n, all)
	}
	return fmt.Sprintf(ph.missing, m.list(names))
}

// zeroSigns are what a number that is printed as zero consists of.
const zeroSigns = "0.,\u00a0\u202f +-\u2212"

// signs counts what the caller has words for: "Underskott i fem av åtta
// verksamheter". Values that are printed without a sign count as neither.
func (m *model) signs() string {
	if len(m.Series) != 1 || !m.Diverging {
		return ""
	}
	negative, positive, all := m.countSigns()
	word, n := m.Words.Negative, negative
	if n == 0 {
		word, n = m.Words.Positive, positive
	}
	if word == "" || n == 0 || all == 1 {
		return ""
	}
	what := m.Of
	if what != "" && all < len(m.cells[0]) {
		what = fmt.Sprintf(saysOf(m.Lang).withValue, what)
	}
	return fmt.Sprintf(phrasesOf(m.Lang).sign, word, m.part(n, all, what))
}

// countSigns counts the values of the first series that are printed with a
// sign, and all.
func (m *model) countSigns() (negative, positive, all int) {
	for _, c := range m.cells[0] {
		if c.missing {
			continue
		}
		all++
		switch printed := strings.Trim(c.text, zeroSigns); {
		case printed == "":
		case c.value.Sign() < 0:
			negative++
		case c.value.Sign() > 0:
			positive++
		}
	}
	return negative, positive, all
}

// cut reports whether a line chart's axis leaves zero out.
func (m *model) cut() bool {
	if m.Form != Line {
		return false
	}
	z := wideSizes()
	p := &plot{model: m, sizes: &z, metrics: &metrics{}}
	p.standingAxis(m.lineExtent())
	return p.lo > 0 || p.hi < 0
}

// quantity is a printed number with its unit.
func (m *model) quantity(text string) string {
	switch {
	case m.Unit == "" || m.Unit == "index":
		return text
	case text == "1" && m.UnitOne != "":
		return text + "\u00a0" + m.UnitOne
	case m.Unit == "%" && m.Lang == "en":
		return text + "%"
	case m.Lang == "en" && (m.Unit == "SEK" || strings.HasPrefix(m.Unit, "SEK ")):
		return "SEK\u00a0" + text + strings.Replace(strings.TrimPrefix(m.Unit, "SEK"), " ", "\u00a0", 1)
	}
	return text + "\u00a0" + m.Unit
}

// share writes two counts for "n of all": in words up to twelve. One is a digit,
// since Swedish has two words for it.
func (m *model) share(n, all int) (some, whole string) {
	words := phrasesOf(m.Lang).numbers
	if n == 1 || all >= len(words) {
		return strconv.Itoa(n), strconv.Itoa(all)
	}
	return words[n], words[all]
}

// list joins names: "A, B och C".
func (m *model) list(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " " + phrasesOf(m.Lang).and + " " + names[last]
}

// capital makes the first letter large.
func capital(s string) string {
	for i, r := range s {
		return s[:i] + strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
