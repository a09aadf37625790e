package chart

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// saySteps says where a waterfall begins and ends, and its largest steps.
func (m *model) saySteps() []string {
	w, row := saysOf(m.Lang), m.cells[0]
	last := len(row) - 1
	if last < 1 || row[0].missing || row[last].missing {
		return nil
	}
	list := []string{fmt.Sprintf(w.steps, row[0].text, brief(m.Categories[0].Label), m.quantity(row[last].text), brief(m.Categories[last].Label))}
	var sizes []cell
	var at []int
	for j := 1; j < last; j++ {
		if c := row[j]; !c.missing && !m.Categories[j].Total {
			sizes, at = append(sizes, cell{value: new(big.Rat).Abs(c.value), text: strings.TrimLeft(c.text, "+\u2212-")}), append(at, j)
		}
	}
	var steps []string
	for len(steps) < 2 {
		i := alone(sizes, true)
		if i < 0 || sizes[i].value.Sign() == 0 {
			break
		}
		steps = append(steps, brief(m.Categories[at[i]].Label)+" "+row[at[i]].text)
		sizes[i].missing = true
	}
	if len(steps) == 2 {
		two := fmt.Sprintf(w.step, m.list(steps))
		if utf8.RuneCountInString(list[0]+"; "+two) <= sentenceMost {
			return append(list, two)
		}
	}
	if len(steps) > 0 {
		list = append(list, fmt.Sprintf(w.fewSteps, steps[0]))
	}
	return list
}

// sayChanges says of two points in time how many rose and which changed most.
func (m *model) sayChanges() []string {
	w := saysOf(m.Lang)
	if len(m.Categories) != 2 {
		return nil
	}
	if len(m.Series) == 1 {
		return m.sayCourse(0)
	}
	magnitude := m.allBelow()
	rose, fell, all := 0, 0, 0
	var changes []cell
	for i := range m.Series {
		a, b := m.cells[i][0], m.cells[i][1]
		if a.missing || b.missing {
			changes = append(changes, cell{missing: true})
			continue
		}
		all++
		from, to := m.asPrinted(a), m.asPrinted(b)
		if magnitude { // costs that are larger are a larger minus
			from, to = new(big.Rat).Abs(from), new(big.Rat).Abs(to)
		}
		switch to.Cmp(from) {
		case 1:
			rose++
		case -1:
			fell++
		}
		size := new(big.Rat).Sub(to, from)
		changes = append(changes, cell{value: size.Abs(size), text: size.RatString()})
	}
	if all < 2 {
		return nil
	}
	var list []string
	switch {
	case rose+fell == 0 && m.alike():
		return []string{w.none}
	case rose+fell == 0:
		return nil
	case fell == 0:
		list = append(list, capital(fmt.Sprintf(w.rose, m.part(rose, all, m.Of))))
	case rose == 0:
		list = append(list, capital(fmt.Sprintf(w.fell, m.part(fell, all, m.Of))))
	default:
		list = append(list, capital(fmt.Sprintf(w.roseFell, m.part(rose, all, m.Of), m.numeral(fell, all))))
	}
	if i := alone(changes, true); i >= 0 {
		list = append(list, fmt.Sprintf(w.change, brief(m.Series[i].Name), m.cells[i][0].text, m.quantity(m.cells[i][1].text)))
	}
	return list
}

// alike reports whether the two values of each category are the same, and not
// only when they are rounded.
func (m *model) alike() bool {
	cells := m.cells
	if m.Form == Slope {
		cells = nil
		for j := range m.Categories {
			var column []cell
			for i := range m.cells {
				column = append(column, m.cells[i][j])
			}
			cells = append(cells, column)
		}
	}
	for j := range cells[0] {
		if a, b := cells[0][j], cells[1][j]; !a.missing && !b.missing && a.value.Cmp(b.value) != 0 {
			return false
		}
	}
	return true
}

// numeral writes a count out of all, as part does.
func (m *model) numeral(n, all int) string {
	words := phrasesOf(m.Lang).numbers
	switch {
	case all >= len(words):
		return strconv.Itoa(n)
	case n == 1 && m.Neuter && m.Lang != "en":
		return "ett"
	}
	return words[n]
}

// allBelow reports whether no value is above zero and some are below.
func (m *model) allBelow() bool {
	below := false
	for _, row := range m.cells {
		for _, c := range row {
			if c.missing {
				continue
			}
			if c.value.Sign() > 0 {
				return false
			}
			below = below || c.value.Sign() < 0
		}
	}
	return below
}

// sayGap names the category in which two series differ most.
func (m *model) sayGap() string {
	w := saysOf(m.Lang)
	if len(m.Series) != 2 {
		return ""
	}
	var gaps []cell
	differ, all := 0, 0
	for j := range m.Categories {
		a, b := m.cells[0][j], m.cells[1][j]
		if a.missing || b.missing {
			gaps = append(gaps, cell{missing: true})
			continue
		}
		all++
		d := new(big.Rat).Sub(m.asPrinted(a), m.asPrinted(b))
		if d.Sign() != 0 {
			differ++
		}
		gaps = append(gaps, cell{value: d.Abs(d), text: d.RatString()})
	}
	i := alone(gaps, true)
	switch {
	case all == 0 || all == 1 && differ == 1 && len(m.Categories) == 1:
		return ""
	case differ == 0 && m.alike():
		return w.gapNone
	case i < 0:
		return ""
	}
	value := func(k int) string {
		return fmt.Sprintf(w.place, m.quantity(m.cells[k][i].text), m.seriesName(k))
	}
	return fmt.Sprintf(w.gap, brief(m.Categories[i].Label), value(0), value(1))
}

// seriesName is the name of a series inside a sentence: small where those of all
// series can be, so that they are written alike.
func (m *model) seriesName(k int) string {
	for _, s := range m.Series {
		if s.Name != "" && lowerName(s.Name) != strings.ToLower(s.Name) {
			return m.Series[k].Name
		}
	}
	return lowerName(m.Series[k].Name)
}

// lowerName makes a name small inside a sentence where it is one word of ours,
// such as a group; what has a second capital keeps its form.
func lowerName(name string) string {
	if rest := strings.ToLower(name); len(name) > 1 && name[1:] == rest[1:] && !strings.ContainsAny(name, "0123456789 ") {
		return rest
	}
	return name
}

// sayTargets says how many outcomes reach their targets. Where the direction of
// a measure is not known, or rounding hides the answer, it does not.
func (m *model) sayTargets() []string {
	w := saysOf(m.Lang)
	if len(m.Series) != 2 {
		return nil
	}
	reached, all := 0, 0
	for j, c := range m.Categories {
		a, b := m.cells[0][j], m.cells[1][j]
		if a.missing || b.missing {
			continue
		}
		all++
		cmp := a.value.Cmp(b.value)
		if cmp != 0 && (c.Aim == AimUnknown || a.text == b.text) {
			return []string{m.sayGap()}
		}
		if cmp == 0 || cmp > 0 == (c.Aim == AtLeast) {
			reached++
		}
	}
	if all == 0 {
		return nil
	}
	what := m.Of
	if what != "" && all < len(m.Categories) {
		what = fmt.Sprintf(w.withValue, what)
	}
	list := []string{capital(fmt.Sprintf(w.reach, m.part(reached, all, what)))}
	if m.Lang == "en" && reached == 1 {
		list[0] = strings.Replace(list[0], " reach ", " reaches ", 1)
	}
	if i := m.farthest(); i >= 0 {
		list = append(list, fmt.Sprintf(w.farthest, brief(m.Categories[i].Label), m.quantity(m.cells[0][i].text), m.quantity(m.cells[1][i].text)))
	}
	return list
}

// farthest is the measure that misses its target by the largest part of it; −1
// when several do, or none.
func (m *model) farthest() int {
	var misses []cell
	for j, c := range m.Categories {
		a, b := m.cells[0][j], m.cells[1][j]
		if a.missing || b.missing || b.value.Sign() == 0 {
			misses = append(misses, cell{missing: true})
			continue
		}
		d := new(big.Rat).Sub(b.value, a.value)
		if c.Aim == AtMost {
			d.Neg(d)
		}
		if d.Sign() <= 0 {
			misses = append(misses, cell{missing: true})
			continue
		}
		d.Quo(d, new(big.Rat).Abs(b.value))
		misses = append(misses, cell{value: d, text: d.RatString()})
	}
	return alone(misses, true)
}

// sayAnswers names the questions with the most and the fewest positive answers:
// those after the middle of the scale.
func (m *model) sayAnswers() []string {
	w := saysOf(m.Lang)
	from := (len(m.Series) + 1) / 2
	for i, s := range m.Series {
		if m.Neutral != "" && s.Name == m.Neutral {
			from = i + 1
		}
	}
	if len(m.Categories) < 2 {
		return nil
	}
	if m.Unit != "%" {
		m = m.shares()
	}
	var sums []cell
	for j := range m.Categories {
		sum, printed, missing := new(big.Rat), new(big.Rat), false
		for i := from; i < len(m.Series); i++ {
			c := m.cells[i][j]
			if missing = missing || c.missing; !c.missing {
				sum.Add(sum, c.value)
				printed.Add(printed, m.asPrinted(c))
			}
		}
		text := formatNumber(sum, m.Lang, m.Decimals, false)
		if text != formatNumber(printed, m.Lang, m.Decimals, false) {
			text = fmt.Sprintf(phrasesOf(m.Lang).rounded, text)
		}
		sums = append(sums, cell{missing: missing, value: sum, text: text})
	}
	top, bottom := alone(sums, true), alone(sums, false)
	var list []string
	if top >= 0 {
		list = append(list, fmt.Sprintf(w.agree, brief(m.Categories[top].Label), m.quantity(sums[top].text)))
	}
	if bottom >= 0 && top >= 0 && bottom != top {
		list = append(list, fmt.Sprintf(w.disagree, brief(m.Categories[bottom].Label), m.quantity(sums[bottom].text)))
	}
	return list
}

// sayPie names the largest part with its share.
func (m *model) sayPie() string {
	w := saysOf(m.Lang)
	i := alone(m.cells[0], true)
	if i < 0 || len(m.cells[0]) < 2 {
		return ""
	}
	sum := new(big.Rat)
	for _, c := range m.cells[0] {
		if c.missing {
			return fmt.Sprintf(w.one, brief(m.Categories[i].Label), m.quantity(m.cells[0][i].text))
		}
		sum.Add(sum, c.value)
	}
	if sum.Sign() <= 0 {
		return ""
	}
	share := new(big.Rat).Quo(m.cells[0][i].value, sum)
	return fmt.Sprintf(w.oneShare, brief(m.Categories[i].Label), percent(share.Mul(share, big.NewRat(100, 1)), m.Lang))
}

// sayParts names the series that is the largest part of the stacks.
func (m *model) sayParts() string {
	w, cells := saysOf(m.Lang), m.cells
	shares := m.Stack == Share
	if shares {
		cells = m.shares().cells
	}
	leader, same, best := -1, true, spot{}
	var leads []cell
	for j := range m.Categories {
		var column []cell
		for i := range cells {
			column = append(column, cells[i][j])
		}
		i := alone(column, true)
		if i < 0 {
			same = same && allMissing(column)
			continue
		}
		same = same && (leader < 0 || leader == i)
		leader = i
		leads = append(leads, column[i])
		if best.value == nil || column[i].value.Cmp(best.value) > 0 {
			best = spot{column[i], m.Categories[j].Label, m.Series[i].Name}
		}
	}
	value := func(c cell) string {
		if shares {
			return c.text
		}
		return m.quantity(c.text)
	}
	switch {
	case len(leads) == 0:
		return ""
	case len(m.Categories) == 1:
		return fmt.Sprintf(map[bool]string{true: w.oneShare, false: w.one}[shares], brief(best.series), value(best.cell))
	case same && len(leads) == 2 && len(m.Categories) == 2:
		return fmt.Sprintf(w.inBoth, brief(best.series), value(leads[0]), value(leads[1]))
	case same && len(leads) > 1 && (m.Ordered || m.Form == Area):
		return fmt.Sprintf(w.throughout, brief(best.series))
	case same && len(leads) > 1:
		what := m.Of
		if what == "" {
			what = w.bars
		}
		all := m.part(len(leads), len(leads), what)
		low, high := leads[0], leads[0]
		for _, c := range leads {
			if c.value.Cmp(low.value) < 0 {
				low = c
			}
			if c.value.Cmp(high.value) > 0 {
				high = c
			}
		}
		if !shares || low.text == high.text {
			return fmt.Sprintf(w.inAll, brief(best.series), all)
		}
		return fmt.Sprintf(w.inAllShare, brief(best.series), all, low.text, high.text)
	}
	if tiedWith(best.cell, leads) {
		return ""
	}
	return fmt.Sprintf(map[bool]string{true: w.biggestShare, false: w.biggest}[shares], brief(best.series), brief(best.category), value(best.cell))
}

func allMissing(cells []cell) bool {
	for _, c := range cells {
		if !c.missing {
			return false
		}
	}
	return true
}

// tiedWith reports whether several cells are printed like one.
func tiedWith(one cell, cells []cell) bool {
	n := 0
	for _, c := range cells {
		if c.text == one.text {
			n++
		}
	}
	return n > 1
}
