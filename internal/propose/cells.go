package propose

import (
	"errors"
	"slices"
	"strings"

	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// A clue is what a column of a file shows before anybody has described it.
type clue struct {
	index   int
	heading heading
	folded  string // the header
	plain   string // the same without its unit in parentheses
	texts   []string
	numbers []quantity.Number // beside texts; valid where readable
	read    []bool

	filled, numeric, answers, distinct          int
	lines, units, groups, types, periods, years int
	parts                                       int // values in one cell, where most cells have as many
	percent                                     bool
	decimals                                    int
}

// A survey is what all columns of a file show together.
type survey struct {
	clues     []*clue
	format    quantity.NumberFormat
	ambiguous string // a number that can be read in two ways
}

// lookAt surveys a grid. Columns without a header are left out.
func lookAt(grid *tabular.Grid) *survey {
	s := &survey{}
	for i, h := range grid.Header {
		if h.Text == "" {
			continue
		}
		c := &clue{index: i, heading: parseHeading(h.Text), folded: tabular.Fold(h.Text), plain: tabular.Fold(bare(h.Text))}
		for k := range grid.Records {
			c.texts = append(c.texts, grid.Records[k].Fields[i].Text)
		}
		s.clues = append(s.clues, c)
	}
	s.format = quantity.Scan(func(yield func(string) bool) {
		for _, c := range s.clues {
			if labelHeaders[c.plain] != "" {
				continue
			}
			for _, t := range c.texts {
				if !yield(t) {
					return
				}
			}
		}
	})
	if s.format.Decimal == s.format.Thousands {
		s.format.Decimal = 0
	}
	s.decide(grid.Delimiter)
	for _, c := range s.clues {
		s.tally(c)
	}
	return s
}

// decide supposes a decimal sign where a number can be read in two ways: a
// point where commas part the fields, else a comma.
func (s *survey) decide(delimiter rune) {
	for _, c := range s.clues {
		for _, text := range c.texts {
			_, err := quantity.Read(text, s.format)
			if e := (*quantity.AmbiguousError)(nil); !errors.As(err, &e) {
				continue
			}
			s.ambiguous, s.format.Decimal = text, ','
			if delimiter == ',' {
				s.format.Decimal = '.'
			}
			return
		}
	}
}

// tally counts what the cells of a column can be.
func (s *survey) tally(c *clue) {
	seen := map[string]bool{}
	c.numbers = make([]quantity.Number, len(c.texts))
	c.read = make([]bool, len(c.texts))
	parts := map[int]int{}
	for i, text := range c.texts {
		if text == "" || text == ".." || text == "." {
			continue
		}
		c.filled++
		if !seen[text] {
			seen[text] = true
			c.distinct++
		}
		s.number(c, i, text)
		if n := s.severalNumbers(text); n > 1 {
			parts[n]++
		}
		c.label(text)
	}
	for _, n := range [...]int{2, 3} {
		if 2*parts[n] > c.filled {
			c.parts, c.numeric = n, c.numeric+parts[n]
		}
	}
}

// number reads one cell as a number or an answer.
func (s *survey) number(c *clue, i int, text string) {
	reading, err := quantity.Read(text, s.format)
	switch {
	case err == nil:
		c.numbers[i], c.read[i] = reading.Number, true
		c.decimals = max(c.decimals, reading.Decimals)
		c.percent = c.percent || reading.Percent
		c.numeric++
	case data.IsYesNo(text):
		c.answers++
	}
}

// severalNumbers returns how many numbers a cell divides into, 0 when one of
// the parts is none.
func (s *survey) severalNumbers(text string) int {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '|' })
	for _, p := range parts {
		if _, err := quantity.Read(strings.TrimSpace(p), s.format); err != nil {
			return 0
		}
	}
	return len(parts)
}

// label counts what a cell says about its row.
func (c *clue) label(text string) {
	if _, ok := data.ParseLine(bare(text)); ok {
		c.lines++
	}
	if unit, known := quantity.ParseUnit(text); known && unit != "" || data.IsYesNo(text) || tabular.Fold(text) == data.YesNo {
		c.units++
	}
	if g := data.ParseGroup(text); g != strings.TrimSpace(text) {
		c.groups++
	}
	if _, ok := data.ParseRowType(text); ok {
		c.types++
	}
	if _, ok := data.ParsePeriod(text); ok {
		c.periods++
	}
	if _, ok := data.ParseYear(text); ok {
		c.years++
	}
}

// bare is a name without what stands in parentheses behind it: Kostnader (-).
func bare(text string) string {
	before, _, _ := strings.Cut(text, "(")
	return strings.TrimSpace(before)
}

// mostly reports whether n of the filled cells are most of them.
func (c *clue) mostly(n int) bool { return c.filled > 0 && 5*n >= 4*c.filled }

// isValue reports whether a column holds values: its cells are numbers, and its
// header is not that of a label; or there is nothing but its header to go by.
func (c *clue) isValue() bool {
	if labelHeaders[c.plain] != "" {
		return false
	}
	if c.numeric > 0 && c.years == c.numeric && c.heading.unit == "" && len(c.heading.compared) == 0 {
		return false // years are when, not how much
	}
	if c.filled == 0 {
		return c.heading.value != ""
	}
	return c.numeric > 0 && 2*(c.numeric+c.answers) >= c.filled || c.heading.value != "" && c.answers > 0
}

// sums adds up the signs of the amounts of one line: how many are negative and
// how many positive.
func (c *clue) signs(of func(row int) bool) (negative, positive int) {
	for i, ok := range c.read {
		if !ok || !of(i) {
			continue
		}
		switch c.numbers[i].Sign() {
		case -1:
			negative++
		case 1:
			positive++
		}
	}
	return negative, positive
}

// explains counts the rows in which a column is the difference of two others,
// and those in which it is not.
func (c *clue) explains(of, against *clue, signed bool) (yes, no int) {
	slack := quantity.Int(2).Shift(-min(c.decimals, of.decimals, against.decimals))
	for i := range c.read {
		if !c.read[i] || !of.read[i] || !against.read[i] {
			continue
		}
		stated, difference := c.numbers[i], of.numbers[i].Sub(against.numbers[i])
		if !signed {
			stated, difference = stated.Abs(), difference.Abs()
		}
		if difference.Sub(stated).Abs().Cmp(slack) < 0 {
			yes++
		} else {
			no++
		}
	}
	return yes, no
}

// constant reports whether equal cells of the column always stand beside equal
// cells of the other: whether a code means one name.
func (c *clue) constant(other *clue) bool {
	names := map[string]string{}
	for i, text := range c.texts {
		if text == "" {
			continue
		}
		if before, seen := names[text]; seen && before != other.texts[i] {
			return false
		}
		names[text] = other.texts[i]
	}
	return true
}

// labelHeaders are folded headers of columns that are no values, although
// their cells may be numbers, with the role that they hint at.
var labelHeaders = map[string]data.Role{
	"kod": data.RoleCode, "nr": data.RoleCode, "nummer": data.RoleCode, "id": data.RoleCode, "konto": data.RoleCode, "ansvar": data.RoleCode,
	"projekt nr": data.RoleCode, "projektnr": data.RoleCode, "yrkesgrupp kod": data.RoleCode, "aid": data.RoleCode, "verksamhet kod": data.RoleCode, "verksamhetskod": data.RoleCode, "mått id": data.RoleCode, "par": data.RoleCode,
	"code": data.RoleCode, "mål id": data.RoleText,

	"verksamhet": data.RoleName, "verksamheter": data.RoleName, "benämning": data.RoleName, "namn": data.RoleName, "name": data.RoleName, "aktivitet": data.RoleName, "projekt": data.RoleName,
	"kontotyp": data.RoleName, "kostnadstyp": data.RoleName, "kostnadsslag": data.RoleName, "kontoslag": data.RoleName, "indikator": data.RoleName, "mått": data.RoleName,
	"yrkesgrupp": data.RoleName, "befattning": data.RoleName, "uppdrag": data.RoleName, "tillfälle": data.RoleName,
	"nyckeltal": data.RoleName, "målsatt mått": data.RoleName, "serie": data.RoleName, "placering": data.RoleName, "insats": data.RoleName,

	"avsnitt": data.RoleSection, "underavsnitt": data.RoleSection, "målgrupp": data.RoleSection, "område": data.RoleSection, "kontogrupp": data.RoleSection,
	"rad": data.RoleLine, "slag": data.RoleLine, "post": data.RoleLine,
	"grupp": data.RoleGroup, "kön": data.RoleGroup, "del": data.RoleGroup,
	"enhet": data.RoleUnit, "sort": data.RoleUnit,
	"radtyp": data.RoleType, "row type": data.RoleType,
	"period": data.RolePeriod, "år": data.RolePeriod, "månad": data.RolePeriod, "kvartal": data.RolePeriod, "tertial": data.RolePeriod,
	"budgetår": data.RolePeriod,
	"status":   data.RoleStatus,
	"datum":    data.RoleDate, "per": data.RoleDate, "bedömd": data.RoleDate,
	"senast": data.RoleDeadline, "klart": data.RoleDeadline, "rekvireras senast": data.RoleDeadline, "återrapporteras senast": data.RoleDeadline,
	"diarienummer": data.RoleText, "givare": data.RoleText, "överordnat": data.RoleText, "nivå": data.RoleText, "orsak": data.RoleText, "beslut": data.RoleText,
	"från": data.RoleText, "till": data.RoleText, "§": data.RoleText,
	"kommentar": data.RoleText, "anmärkning": data.RoleText, "källa": data.RoleText, "definition": data.RoleText, "riktning": data.RoleText, "typ": data.RoleText,
	"räknesätt": data.RoleText, "dagar": data.RoleText, "basis": data.RoleText, "mätperiod": data.RoleText, "ny från": data.RoleText, "annualiserad": data.RoleText,
}

// values are the value columns in the file's order.
func (s *survey) values() []*clue {
	return slices.DeleteFunc(slices.Clone(s.clues), func(c *clue) bool { return !c.isValue() })
}

// labels are the other columns.
func (s *survey) labels() []*clue {
	return slices.DeleteFunc(slices.Clone(s.clues), (*clue).isValue)
}
