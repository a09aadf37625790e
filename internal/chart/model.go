package chart

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"unicode"
)

// ErrNoData says that a Spec has no value to draw: no categories, no series, or
// every point missing. The caller shows the words for it instead of a picture.
var ErrNoData = errors.New("chart: nothing to draw")

// A SpecError says which part of a Spec cannot be drawn.
type SpecError struct {
	Field  string // "Series[1].Points[3].Value"
	Reason string
}

// Error names field and reason.
func (e *SpecError) Error() string { return "chart: " + e.Field + ": " + e.Reason }

// Most that a chart can hold and still be read, or drawn in reasonable time.
const (
	maxBars       = 400
	maxLinePoints = 2000
	maxFraction   = 6
	maxLabel      = 400 // bytes
)

// A cell is a point whose value has been read.
type cell struct {
	missing bool
	value   *big.Rat // nil when missing
	pos     float64  // value for geometry only; 0 when missing
	text    string   // as printed: the number, or the words for what is missing
}

// A model is a Spec that has been checked and whose values have been read. The
// strings of its Spec are clean: valid, without control characters or double blanks.
type model struct {
	Spec
	cells    [][]cell // by series, then category
	inShares bool     // the cells are per cent of their category

	// Of small multiples: the panels; in one of them the extent of all, and
	// whether any has a forecast.
	panels    []*model
	common    *[2]float64
	forecasts bool
	fine      int // decimals of all panels
}

// readSpec checks spec and reads its values.
func readSpec(spec Spec) (*model, error) {
	m := &model{Spec: spec}
	m.clean()
	if err := m.checkShape(); err != nil {
		return nil, err
	}
	if len(m.Panels) > 0 {
		if err := m.readPanels(); err != nil {
			return nil, err
		}
		return m, nil
	}
	seen := false
	for i, s := range m.Series {
		row := make([]cell, len(s.Points))
		for j, p := range s.Points {
			c, err := m.readPoint(p)
			if err != nil {
				return nil, &SpecError{fmt.Sprintf("Series[%d].Points[%d].Value", i, j), err.Error()}
			}
			seen = seen || !c.missing
			row[j] = c
		}
		m.cells = append(m.cells, row)
	}
	if !seen {
		return nil, ErrNoData
	}
	if err := m.checkValues(); err != nil {
		return nil, err
	}
	return m, nil
}

func (m *model) readPoint(p Point) (cell, error) {
	if p.Missing {
		return cell{missing: true, text: oneLine(p.MissingText)}, nil
	}
	value, ok := parseDecimal(p.Value)
	if !ok {
		return cell{}, fmt.Errorf("%.60q is not a decimal of at most %d digits and %d decimals", p.Value, maxWhole, maxDecimals)
	}
	c := cell{value: value, text: oneLine(p.Text)}
	c.pos, _ = value.Float64()
	if c.text == "" {
		c.text = formatNumber(value, m.Lang, m.Decimals, m.Signed)
	}
	return c, nil
}

// clean fills in what an empty string means and makes each text one line.
func (m *model) clean() {
	fill := func(s *string, first string) {
		if *s == "" {
			*s = first
		}
	}
	fill((*string)(&m.Form), string(Bar))
	fill((*string)(&m.Direction), string(Vertical))
	fill((*string)(&m.Stack), string(Grouped))
	fill((*string)(&m.Baseline), string(BaselineAuto))
	fill(&m.Lang, "sv")
	m.Signed = m.Signed || m.Diverging
	for _, s := range []*string{&m.Title, &m.Of, &m.Unit, &m.Uncertain, &m.Words.Negative, &m.Words.Positive} {
		*s = oneLine(*s)
	}
	// The slices are the caller's: copy before changing.
	m.Categories = append([]Category(nil), m.Categories...)
	for i, c := range m.Categories {
		m.Categories[i] = Category{Label: oneLine(c.Label), Short: oneLine(c.Short), Total: c.Total, Aim: c.Aim}
	}
	m.Panels = append([]Panel(nil), m.Panels...)
	for k, p := range m.Panels {
		m.Panels[k].Title = oneLine(p.Title)
		m.Panels[k].Series = append([]Series(nil), p.Series...)
		for i := range m.Panels[k].Series {
			m.Panels[k].Series[i].Name = oneLine(m.Panels[k].Series[i].Name)
		}
	}
	m.Series = append([]Series(nil), m.Series...)
	for i := range m.Series {
		m.Series[i].Name = oneLine(m.Series[i].Name)
	}
}

func (m *model) checkShape() error {
	switch {
	case !validID(m.ID):
		return &SpecError{"ID", fmt.Sprintf("%.60q is not letters, digits, - and _, beginning with a letter", m.ID)}
	case m.Direction != Vertical && m.Direction != Horizontal:
		return &SpecError{"Direction", fmt.Sprintf("%q is neither vertical nor horizontal", m.Direction)}
	case m.Stack != Grouped && m.Stack != Stacked && m.Stack != Share:
		return &SpecError{"Stack", fmt.Sprintf("%q is neither grouped, stacked nor share", m.Stack)}
	case m.Baseline != BaselineAuto && m.Baseline != BaselineZero && m.Baseline != BaselineFree:
		return &SpecError{"Baseline", fmt.Sprintf("%q is neither auto, zero nor free", m.Baseline)}
	case m.Lang != "sv" && m.Lang != "en":
		return &SpecError{"Lang", fmt.Sprintf("%q is neither sv nor en", m.Lang)}
	case m.Decimals < 0 || m.Decimals > maxFraction:
		return &SpecError{"Decimals", fmt.Sprintf("%d is not between 0 and %d", m.Decimals, maxFraction)}
	case len(m.Categories) == 0 || len(m.Series) == 0 && len(m.Panels) == 0:
		return ErrNoData
	case len(m.Panels) > 0:
		return m.checkNames()
	}
	if err := m.checkForm(); err != nil {
		return err
	}
	return m.checkNames()
}

// checkBarsAndLines says what bars and lines cannot show.
func (m *model) checkBarsAndLines() error {
	switch {
	case m.Form == Line && m.Direction == Horizontal:
		return &SpecError{"Direction", "lines run from left to right"}
	case m.Form == Line && m.Stack != Grouped:
		return &SpecError{"Stack", "lines are not stacked"}
	case m.Diverging && (len(m.Series) > 1 || m.Form != Bar):
		return &SpecError{"Diverging", "two colours by sign need the bars of a single series"}
	}
	return m.checkCounts(maxSeries)
}

// checkCounts bounds series and values.
func (m *model) checkCounts(series int) error {
	if len(m.Series) > series {
		return &SpecError{"Series", fmt.Sprintf("%d series; more than %d cannot be told apart", len(m.Series), series)}
	}
	most := maxBars
	if m.Form == Line || m.Form == Area {
		most = maxLinePoints * maxSeries
	}
	if n := len(m.Categories); n > maxLinePoints || n*len(m.Series) > most {
		return &SpecError{"Categories", fmt.Sprintf("%d × %d values are too many for one chart", n, len(m.Series))}
	}
	return nil
}

// checkNames bounds names and compares lengths.
func (m *model) checkNames() error {
	for i, c := range m.Categories {
		if c.Label == "" || len(c.Label) > maxLabel || len(c.Short) > maxLabel {
			return &SpecError{fmt.Sprintf("Categories[%d].Label", i), "a category needs a name of reasonable length"}
		}
	}
	for i, s := range m.Series {
		if s.Name == "" && len(m.Series) > 1 || len(s.Name) > maxLabel {
			return &SpecError{fmt.Sprintf("Series[%d].Name", i), "one of several series needs a name of reasonable length"}
		}
		if len(s.Points) != len(m.Categories) {
			return &SpecError{
				fmt.Sprintf("Series[%d].Points", i),
				fmt.Sprintf("%d points for %d categories", len(s.Points), len(m.Categories)),
			}
		}
	}
	return nil
}

// validID accepts what may stand in an id, a fragment and an attribute alike.
func validID(id string) bool {
	for i, r := range id {
		if !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r) && r != '-' && r != '_') {
			return false
		}
	}
	return id != "" && len(id) <= maxLabel
}

// oneLine makes a text safe to set in one line: valid UTF-8, no control or
// bidirectional formatting characters, no run of blanks. No-break spaces stay.
func oneLine(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		switch {
		case r != '\u00a0' && r != '\u202f' && unicode.IsSpace(r):
			blank = true
			continue
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\ufffe', r == '\uffff':
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteRune(r)
	}
	return b.String()
}
