package build

import (
	"slices"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// totals recounts the rows that sum up the rows above them.
func (c *count) totals() {
	for i := 1; i < len(c.lines); i++ {
		label := asis.Fold(c.label(i))
		switch {
		case isSum(label):
			c.total(i, "SUM")
		case label == "netto" || label == "resultat" || label == "nettokostnad" || label == "nettokostnader" || label == "årets resultat":
			c.total(i, "NETTO")
		}
	}
}

func isSum(label string) bool {
	switch label {
	case "summa", "totalt", "total", "summa totalt", "totalsumma", "sammanlagt":
		return true
	}
	return false
}

// A summed column: where its total and the rows above it stand.
type summed struct {
	field   int
	members []int
	sum     quantity.Quantity
	agrees  bool
	proves  bool // agrees, and has more than one number that is not zero
}

// total recounts one row of sums. Of columns that cannot be added it makes
// itself sure by the others: most columns must agree.
func (c *count) total(i int, code diag.Code) {
	from := i - 1
	for from > 0 && !isSum(asis.Fold(c.label(from))) && !c.lines[from].lone() {
		from--
	}
	var all []summed
	right, wrong := 0, 0
	for k := range c.heads {
		if s, ok := c.sumUp(i, from+1, k); ok && c.adds(k, code) {
			all = append(all, s)
			if s.proves {
				right++
			}
			if !s.agrees {
				wrong++
			}
		}
	}
	for _, s := range all {
		if s.agrees || code == "SUM" && !c.meant(i, &s) {
			continue
		}
		switch {
		case right >= 2 && wrong <= max(1, right/3), right == 1 && wrong == 1 && c.slipped(i, &s), right == 0 && wrong == 1 && code == "SUM" && c.swapped(i, &s):
			c.sumFinding(i, &s, code)
		}
	}
}

// adds reports whether the numbers of a column can be added up.
func (c *count) adds(k int, code diag.Code) bool {
	if c.percent(k) || hasWord(c.heads[k], "snitt", "genomsnitt", "index", "pris", "riskvärde", "medel", "median", "ålder", "lön", "betyg", "frånvaro", "kvot") ||
		strings.Contains(" "+c.heads[k], " per ") || strings.Contains(c.heads[k], "/") {
		return false
	}
	return code == "NETTO" || !differs(c.heads[k])
}

// sumUp adds the rows from one line to the total's.
func (c *count) sumUp(i, from, k int) (summed, bool) {
	stated := c.cells[i][k]
	if stated == nil || !c.wide[k] {
		return summed{}, false
	}
	s := summed{field: k}
	for line := from; line < i; line++ {
		q := c.cells[line][k]
		if q == nil || strings.HasPrefix(asis.Fold(c.label(line)), "varav") || strings.HasPrefix(asis.Fold(c.label(line)), "därav") {
			continue
		}
		s.members = append(s.members, line)
		s.sum.Number, s.sum.Decimals = s.sum.Number.Add(q.Number), max(s.sum.Decimals, q.Decimals)
	}
	off := s.sum.Number.Sub(stated.Number).Abs()
	s.agrees = off.Shift(stated.Decimals).Cmp(quantity.Int(int64(len(s.members)+2)/2)) < 0
	filled := 0
	for _, m := range s.members {
		if !c.cells[m][k].Number.IsZero() {
			filled++
		}
	}
	s.proves = s.agrees && filled > 1
	return s, len(s.members) >= 2
}

// meant reports whether a row is meant to be the sum of a column that it is
// not: an average lies among its numbers, and persons may be counted in
// several rows, but of an amount of money each krona once.
func (c *count) meant(i int, s *summed) bool {
	if c.slipped(i, s) {
		return true
	}
	stated := c.cells[i][s.field].Number
	low, high := c.cells[s.members[0]][s.field].Number, c.cells[s.members[0]][s.field].Number
	for _, m := range s.members {
		n := c.cells[m][s.field].Number
		if n.Cmp(low) < 0 {
			low = n
		}
		if n.Cmp(high) > 0 {
			high = n
		}
	}
	return c.kronor() && (stated.Cmp(low) < 0 || stated.Cmp(high) > 0)
}

func (c *count) sumFinding(i int, s *summed, code diag.Code) {
	stated := *c.cells[i][s.field]
	difference := quantity.Quantity{Number: stated.Number.Sub(s.sum.Number), Decimals: s.sum.Decimals}
	first, last := s.members[0], s.members[len(s.members)-1]
	var f diag.Finding
	if code == "NETTO" {
		var t terms
		for _, m := range s.members {
			t = append(t, term{c.label(m), c.cells[m][s.field]})
		}
		f = diag.New(code, c.place(i, s.field), "stated", stated, "computed", s.sum, "terms", t)
	} else {
		f = diag.New(code, c.place(i, s.field), "name", c.label(i), "stated", stated, "computed", s.sum, "difference", difference).With("paper")
		f = f.See("rows", c.place(first, s.field), "first", c.label(first), "last", c.label(last), "count", len(s.members))
	}
	c.add(f, i, s.field, s.sum.Number)
}

// slipped reports whether one number with a digit wrong, or two digits in the
// wrong order, explains the difference between a total and its rows.
func (c *count) slipped(i int, s *summed) bool { return c.explains(i, s, oneDigit) || c.swapped(i, s) }

// swapped reports whether two digits in the wrong order explain it.
func (c *count) swapped(i int, s *summed) bool { return c.explains(i, s, swap) }

func (c *count) explains(i int, s *summed, slip func(a, b string) bool) bool {
	off := s.sum.Number.Sub(c.cells[i][s.field].Number)
	alike := func(n quantity.Number, m quantity.Number) bool {
		return n.Sign() == m.Sign() && slip(n.Abs().Shift(s.sum.Decimals).String(), m.Abs().Shift(s.sum.Decimals).String())
	}
	if alike(c.cells[i][s.field].Number, s.sum.Number) {
		return true
	}
	return slices.ContainsFunc(s.members, func(m int) bool {
		n := c.cells[m][s.field].Number
		return alike(n, n.Sub(off))
	})
}

// oneDigit reports whether two numbers of at least three digits differ in one.
func oneDigit(a, b string) bool {
	if len(a) != len(b) || len(a) < 3 {
		return false
	}
	n := 0
	for i := range len(a) {
		if a[i] != b[i] {
			n++
		}
	}
	return n == 1
}

// swap reports whether two numbers differ in the order of two neighbours.
func swap(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// bridge recounts a list that leads from one year's frame to the next: the first
// row and the changes are the last row. It speaks only where two digits in the
// wrong order explain the difference.
func (c *count) bridge() {
	last := len(c.lines) - 1
	if last < 4 || !frame(c.label(1)) || !frame(c.label(last)) {
		return
	}
	for i := 2; i < last; i++ {
		if isSum(asis.Fold(c.label(i))) || frame(c.label(i)) {
			return
		}
	}
	for k := range c.heads {
		if s, ok := c.sumUp(last, 1, k); ok && c.adds(k, "SUM") && !s.agrees && c.swapped(last, &s) {
			c.sumFinding(last, &s, "SUM")
		}
	}
}

// frame recognises the ends of a bridge: "Budget 2023", "Ram 2024", "Ingående balans".
func frame(label string) bool {
	low := strings.ToLower(label)
	named := hasWord(low, "budgetram", "ram", "budget", "kommunbidrag", "nettokostnad", "balans", "saldo")
	return named && (strings.Contains(low, "20") || hasWord(low, "ingående", "utgående"))
}

// The parts of a split.
const (
	whole = iota
	women
	men
	parts
)

// part says which part of a split a word is, or −1.
func part(text string) int {
	switch {
	case folds(text, "totalt", "total", "alla", "samtliga", "summa", "samtliga elever", "samtliga barn"):
		return whole
	case folds(text, "kvinnor", "flickor", "kvinna", "flicka"):
		return women
	case folds(text, "män", "pojkar", "man", "pojke"):
		return men
	}
	return -1
}

// A trio is a whole with the two parts of it, each a cell.
type trio [parts]struct{ line, field int }

// splitColumns compares columns for women, men and all.
func (c *count) splitColumns() {
	at := [parts]int{-1, -1, -1}
	for k := range c.heads {
		if p := part(c.heads[k]); p >= 0 && c.wide[k] {
			if at[p] >= 0 {
				return
			}
			at[p] = k
		}
	}
	if slices.Contains(at[:], -1) {
		return
	}
	var all []trio
	for i := 1; i < len(c.lines); i++ {
		var t trio
		for p, k := range at {
			t[p].line, t[p].field = i, k
		}
		all = append(all, t)
	}
	c.split(all, [parts]string{c.title(at[whole]), c.title(at[women]), c.title(at[men])})
}

// splitRows compares rows for women, men and all that stand together.
func (c *count) splitRows() {
	for i := 1; i+2 < len(c.lines); i++ {
		at := [parts]int{-1, -1, -1}
		for line := i; line < i+parts; line++ {
			if p := part(c.label(line)); p >= 0 {
				at[p] = line
			}
		}
		if slices.Contains(at[:], -1) {
			continue
		}
		var all []trio
		for k := range c.heads {
			var t trio
			for p, line := range at {
				t[p].line, t[p].field = line, k
			}
			if c.wide[k] {
				all = append(all, t)
			}
		}
		c.split(all, [parts]string{c.label(at[whole]), c.label(at[women]), c.label(at[men])})
		i += parts - 1
	}
}

// split judges trios that are of one sort: the whole is the sum of its parts in
// all of them, or lies between them in all of them, but for one at most.
func (c *count) split(all []trio, names [parts]string) {
	var added, between, not, outside []trio
	for _, t := range all {
		w, f, m := c.cells[t[whole].line][t[whole].field], c.cells[t[women].line][t[women].field], c.cells[t[men].line][t[men].field]
		if w == nil || f == nil || m == nil {
			continue
		}
		if f.Number.Add(m.Number).Sub(w.Number).Abs().Cmp(slack(w, f, m)) < 0 {
			added = append(added, t)
		} else if over := w.Number.Sub(f.Number).Sub(m.Number); over.Sign() < 0 || over.Shift(2).Cmp(w.Number.Mul(quantity.Int(2))) > 0 {
			not = append(not, t) // a few are neither
		}
		low, high := f.Number, m.Number
		if low.Cmp(high) > 0 {
			low, high = high, low
		}
		if w.Number.Cmp(low) >= 0 && w.Number.Cmp(high) <= 0 {
			between = append(between, t)
		} else {
			outside = append(outside, t)
		}
	}
	switch {
	case len(added) >= 2 && len(not) == 1:
		c.splitFinding(not[0], names, "")
	case len(added) == 0 && len(between) >= 2 && len(outside) == 1:
		c.splitFinding(outside[0], names, "within")
	}
}

func (c *count) splitFinding(t trio, names [parts]string, variant string) {
	cell := func(p int) *quantity.Quantity { return c.cells[t[p].line][t[p].field] }
	sum := quantity.Quantity{Number: cell(women).Number.Add(cell(men).Number), Decimals: max(cell(women).Decimals, cell(men).Decimals)}
	listed := terms{{names[women], cell(women)}, {names[men], cell(men)}}
	f := diag.New("SPLIT", c.place(t[whole].line, t[whole].field), "stated", *cell(whole), "terms", listed, "computed", sum).With(variant)
	for _, p := range [...]int{women, men} {
		f = f.See("term", c.place(t[p].line, t[p].field), "name", names[p], "value", *cell(p))
	}
	c.add(f, t[whole].line, t[whole].field, sum.Number)
}
