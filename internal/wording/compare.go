package wording

import (
	"slices"
	"strings"

	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// comparison returns how many tokens a comparison takes that begins here:
// "jämfört med", "i jämförelse med", "gentemot"; 0 when none does.
func (s *sentence) comparison(i int) int {
	switch {
	case s.word(i, "jämfört") && s.word(i+1, "med", "mot"):
		return 2
	case s.word(i, "jämfört") && s.amount(i+1) != nil:
		return 1
	case s.word(i, "i") && s.word(i+1, "jämförelse") && s.word(i+2, "med"):
		return 3
	case s.word(i, "gentemot"):
		return 1
	}
	return 0
}

// against judges "A jämfört med B": which way it went, and by how much, where
// the sentence says so.
func (s *sentence) against(i int) {
	a := s.amountBefore(i)
	b := s.amountWithin(i+s.comparison(i)-1, 6)
	if a < 0 || b < 0 {
		return
	}
	if s.word(a-1, "med") || isHedge(s.tokens[max(a-1, 0)].fold) && s.word(a-2, "med") {
		s.changeFirst(a, b)
		return
	}
	if !s.measurable(a, b) || !s.alike(a, b) {
		return
	}
	if at, way := s.directionOf(a, b); at >= 0 {
		s.judge(at, way, b, a)
	}
}

// changeFirst judges "A, en ökning med X jämfört med B".
func (s *sentence) changeFirst(x, b int) {
	at := x - 1
	for at >= 0 && at >= x-4 && directions[s.tokens[at].fold] == 0 {
		at--
	}
	if at < 1 || directions[s.tokens[at].fold] == 0 || s.denied(at) {
		return
	}
	a := s.amountBefore(at)
	if a < 0 || !s.measurable(a, b) || !s.alike(a, b) || s.partial(x) {
		return
	}
	s.judge(at, directions[s.tokens[at].fold], b, a)
}

// alike reports whether two amounts name the same unit or noun: near enough to
// be numbers of one thing.
func (s *sentence) alike(a, b int) bool {
	x, y := s.amount(a), s.amount(b)
	if x.Unit != "" || y.Unit != "" {
		return x.Unit != "" && y.Unit != ""
	}
	return x.Noun == "" || y.Noun == "" || swedish.Stem(x.Noun) == swedish.Stem(y.Noun)
}

// amountBefore returns the last amount before a token in the same part of the
// sentence: words and years may stand between.
func (s *sentence) amountBefore(i int) int {
	for j := i - 1; j >= 0 && j >= i-10; j-- {
		if strings.ContainsAny(s.tokens[j+1].gap, ";:") || s.word(j, "medan", "men") {
			return -1
		}
		if s.amount(j) != nil {
			return j
		}
	}
	return -1
}

// amountWithin returns the first amount of the next tokens, where no comma or
// bracket comes before it.
func (s *sentence) amountWithin(i, most int) int {
	for j := i + 1; j < len(s.tokens) && j <= i+most; j++ {
		if strings.ContainsAny(s.tokens[j].gap, ",;:()") || s.word(j, "men", "medan", "och", "samt") {
			return -1
		}
		if s.amount(j) != nil {
			return j
		}
	}
	return -1
}

// directionOf finds which way A went against B: "har ökat till A jämfört med
// B", "A jämfört med B, vilket är en ökning".
func (s *sentence) directionOf(a, b int) (at, way int) {
	to := a - 1
	for to >= 0 && isHedge(s.tokens[to].fold) {
		to--
	}
	if s.word(to, "till") {
		for j := to - 1; j >= 0 && j >= to-4; j-- {
			if way := directions[s.tokens[j].fold]; way != 0 && !s.denied(j) {
				return j, way
			}
		}
	}
	for j := b + 1; j+1 < len(s.tokens) && j <= b+8; j++ {
		if s.amount(j) != nil || s.word(j, "medan", "men") {
			break
		}
		if s.word(j, "en") && noun(s.tokens[j+1].fold) && s.word(j-1, "är", "innebär", "motsvarar", "var", "innebar", "vilket") && !s.word(j+2, "än") {
			return j + 1, directions[s.tokens[j+1].fold]
		}
	}
	return -1, 0
}

// than judges "A, vilket är X högre än B" in a sentence of these three amounts.
func (s *sentence) than(i int) {
	way := directions[s.fold(i-1)]
	if s.word(i-1, "mer", "större") {
		way = 1
	} else if s.word(i-1, "mindre") {
		way = -1
	}
	x, b := s.amountBefore(i-1), s.amountWithin(i, 8)
	if way == 0 || x != i-2 || b < 0 || len(s.amounts) != 3 {
		return
	}
	a := s.amounts[0]
	if a >= x || !s.measurable(a, b) || s.bare(a, b) || !s.sameClause(a, x) {
		return
	}
	s.differ(a, b, x, way)
}

// bare reports whether one of two amounts has neither unit nor noun: what it
// counts is then not said.
func (s *sentence) bare(a, b int) bool {
	x, y := s.amount(a), s.amount(b)
	return x.Unit == "" && x.Noun == "" || y.Unit == "" && y.Noun == "" || !s.alike(a, b)
}

// sameClause reports whether nothing begins a new thought between two tokens.
func (s *sentence) sameClause(a, b int) bool {
	for j := a + 1; j < b; j++ {
		if s.word(j, "medan", "men", "och", "samt", "däremot") || strings.ContainsAny(s.tokens[j].gap, ";:(") {
			return false
		}
	}
	return true
}

// differ compares A − B with what it is said to be.
func (s *sentence) differ(a, b, x, way int) {
	d := s.amount(x)
	if !plain(d) || d.Sign == swedish.Minus {
		return
	}
	u, v := s.amount(a), s.amount(b)
	before, closedB := in(v, u.Unit)
	after, closedA := u.Interval()
	if !closedA || !closedB {
		return
	}
	if wrongWay(before, after, way) {
		s.say("DIR", "than", s.tokens[x+1].Span, "word", s.text(x+1), "a", s.printed(u), "b", s.printed(v))
		return
	}
	s.amountOfChange(d, v, u)
}

func (s *sentence) fold(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].fold
}

// formulas judges sums and products that are written out: 25 x 20 000 = 500 000.
func (s *sentence) formulas() {
	for i := range s.amounts {
		if i == 0 || s.operator(s.amounts[i-1], s.amounts[i]) == 0 {
			s.formula(s.amounts[i:])
		}
	}
}

// An operator stands between two terms.
func (s *sentence) operator(a, b int) byte {
	between := strings.TrimSpace(s.Text.Source[s.tokens[a].End:s.tokens[b].Start])
	switch between {
	case "":
		return signOperator(s.amount(b).Sign)
	case "+", "=", "/":
		return between[0]
	case "x", "×", "*", "·":
		return '*'
	case "-", "−", "–":
		return '-'
	}
	return 0
}

// signOperator is the operator that was read as the sign of a term.
func signOperator(sign swedish.Sign) byte {
	switch sign {
	case swedish.Plus:
		return '+'
	case swedish.Minus, swedish.Loose:
		return '-'
	case swedish.Unsigned:
	}
	return 0
}

// formula reads terms joined by one kind of operator, to the equals sign.
func (s *sentence) formula(list []int) {
	if len(list) < 3 {
		return
	}
	op := s.operator(list[0], list[1])
	if op == 0 || op == '=' || op == '/' {
		return
	}
	total, closed := s.amount(list[0]).Interval()
	n := 1
	for ; n < len(list) && s.operator(list[n-1], list[n]) == op; n++ {
		v, ok := s.amount(list[n]).Interval()
		v, closed = v.Abs(), closed && ok
		switch op {
		case '+':
			total = total.Add(v)
		case '-':
			total = total.Sub(v)
		case '*':
			total = exact(s.amount(list[n-1]), total).Mul(exact(s.amount(list[n]), v))
		}
	}
	if n == len(list) || s.operator(list[n-1], list[n]) != '=' || !closed {
		return
	}
	result := s.amount(list[n])
	said, ok := result.Interval()
	terms := slices.Clone(list[:n+1])
	if !ok || slices.ContainsFunc(terms, s.unclear) || !s.oneUnit(terms, op) || said.Overlaps(total) {
		return
	}
	s.say("CHANGE", "formula", result.Span, "stated", s.printed(result), "computed", middle(total, result, result))
}

// unclear reports whether a term is no single number: "2,9 - 3" may be a range.
func (s *sentence) unclear(i int) bool {
	it := s.amount(i)
	return it.Range || it.Part || it.Times || it.Ambiguous
}

// exact is a factor as it is printed: in a product a whole number is counted.
func exact(it *swedish.Item, v quantity.Interval) quantity.Interval {
	if it.Decimals <= 0 && it.Hedge == swedish.None && v.Contains(it.Number) {
		return quantity.Point(it.Number)
	}
	return v
}

// oneUnit reports whether terms can be added as they are printed: all in one
// unit, or bare. Factors may be of any.
func (s *sentence) oneUnit(terms []int, op byte) bool {
	if op == '*' {
		return true
	}
	unit := s.amount(terms[len(terms)-1]).Unit
	return !slices.ContainsFunc(terms, func(i int) bool { return s.amount(i).Unit != unit && s.amount(i).Unit != "" })
}
