package wording

import (
	"strings"

	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// directions are words that say which way something went: 1 up, −1 down.
var directions = map[string]int{
	"ökat": 1, "ökade": 1, "ökar": 1, "ökning": 1, "ökningen": 1, "stigit": 1, "steg": 1, "stiger": 1, "höjts": 1, "höjdes": 1, "höjs": 1, "höjning": 1,
	"höjningen": 1, "vuxit": 1, "växte": 1, "växer": 1, "uppgång": 1, "uppgången": 1, "öka": 1, "höjas": 1, "stiga": 1, "fler": 1, "högre": 1,
	"minskat": -1, "minskade": -1, "minskar": -1, "minskning": -1, "minskningen": -1, "sjunkit": -1, "sjönk": -1, "sjunker": -1, "sänkts": -1, "sänktes": -1,
	"sänks": -1, "sänkning": -1, "sänkningen": -1, "nedgång": -1, "nedgången": -1, "minska": -1, "sänkas": -1, "sjunka": -1, "färre": -1, "lägre": -1,
}

// changes judges "från A till B" and "A jämfört med B".
func (s *sentence) changes() {
	for i := range s.tokens {
		switch {
		case s.word(i, "från"):
			s.fromTo(i)
		case s.comparison(i) > 0:
			s.against(i)
		case s.word(i, "än"):
			s.than(i)
		default:
			s.listed(i)
		}
	}
}

// listed judges "61 år 2021 och 104 år 2022, en ökning med 43": two amounts with
// a year each, and a noun that says which way it went.
func (s *sentence) listed(at int) {
	if !noun(s.fold(at)) || !s.word(at-1, "en") || !strings.Contains(s.tokens[at-1].gap, ",") || s.denied(at) {
		return
	}
	b := s.amountBefore(at)
	if b < 0 || s.comparedTo(b) {
		return
	}
	a := s.amountBefore(b)
	if a < 0 || s.comparedTo(a) || s.word(a-1, "från") || !s.measurable(a, b) || !s.alike(a, b) {
		return
	}
	switch first, second := s.yearOf(a, b), s.yearOf(b, at); {
	case first == 0 || second == 0 || first == second:
	case first < second:
		s.judge(at, directions[s.fold(at)], a, b)
	default:
		s.judge(at, directions[s.fold(at)], b, a)
	}
}

// comparedTo reports whether an amount stands behind a word that compares; such
// a pair is judged by that word.
func (s *sentence) comparedTo(i int) bool {
	for j := max(0, i-5); j < i; j++ {
		if s.word(j, "jämfört", "än", "till", "mot", "gentemot", "med") {
			return true
		}
	}
	return false
}

// yearOf returns the year that stands between an amount and another token.
func (s *sentence) yearOf(i, before int) int {
	for j := i + 1; j < before && j <= i+4; j++ {
		if it := s.tokens[j].item; it != nil && it.Kind == swedish.Year && it.From == it.To {
			if it.Relative {
				return s.Year + it.Shift
			}
			return it.From.Year
		}
	}
	return 0
}

// fromTo judges a change from A to B: which way it went, and by how much.
func (s *sentence) fromTo(from int) {
	a := s.amountAfter(from, 3)
	if a < 0 {
		return
	}
	to := s.nextTo(a)
	if to < 0 {
		return
	}
	b := s.amountAfter(to, 3)
	if b < 0 || !s.measurable(a, b) {
		return
	}
	at, way := s.direction(from, b)
	if at < 0 {
		return
	}
	s.judge(at, way, a, b)
}

// nextTo finds the "till" that belongs to "från A": no other amount stands
// between, years may.
func (s *sentence) nextTo(a int) int {
	for j := a + 1; j < len(s.tokens) && j <= a+10; j++ {
		if s.word(j, "till") {
			return j
		}
		if s.amount(j) != nil || s.word(j, "och", "men", "medan", "samt") {
			return -1
		}
	}
	return -1
}

// measurable reports whether A and B are numbers of the same thing. Years of
// age are no measurements that change.
func (s *sentence) measurable(a, b int) bool {
	x, y := s.amount(a), s.amount(b)
	if !plain(x) || !plain(y) || x.Number.Sign() < 0 || y.Number.Sign() < 0 || !comparable(x, y) {
		return false
	}
	return x.Unit != "år" && y.Unit != "år" && x.Noun != "år" && y.Noun != "år"
}

// direction finds the word that says which way a change went: the nearest
// before it in its part of the sentence, or right behind it ("…, en ökning").
func (s *sentence) direction(from, b int) (at, way int) {
	for j := from - 1; j >= 0 && j >= from-14; j-- {
		if s.word(j, "medan", "men", "samtidigt", "däremot", "trots") {
			break
		}
		if d := directions[s.tokens[j].fold]; d != 0 {
			if s.denied(j) || s.word(j, "fler", "högre", "färre", "lägre") && s.word(j+1, "än") {
				return -1, 0
			}
			return j, d
		}
	}
	for j := b + 1; j < len(s.tokens) && j <= b+8; j++ {
		if s.amount(j) != nil || s.word(j, "medan", "men", "och") {
			break
		}
		if noun(s.tokens[j].fold) && !s.denied(j) {
			return j, directions[s.tokens[j].fold]
		}
	}
	return -1, 0
}

// noun reports whether a direction is said as a noun: en ökning.
func noun(fold string) bool {
	switch fold {
	case "ökning", "minskning", "höjning", "sänkning", "uppgång", "nedgång":
		return true
	}
	return false
}

// denied reports whether a word is taken back.
func (s *sentence) denied(i int) bool {
	for j := i - 1; j >= max(0, i-4); j-- {
		if strings.ContainsAny(s.tokens[j+1].gap, ",;:") || s.word(j, "men", "medan") {
			return false
		}
		if s.word(j, "inte", "ej", "varken", "utan", "ingen", "inga", "aldrig", "mindre") {
			return true
		}
	}
	return false
}

// judge compares a direction word and the amount of the change with A and B.
func (s *sentence) judge(at, way, a, b int) {
	x, y := s.amount(a), s.amount(b)
	before, closedA := in(x, y.Unit)
	after, closedB := y.Interval()
	if !closedA || !closedB {
		return
	}
	if wrongWay(before, after, way) {
		s.say("DIR", "sentence", s.tokens[at].Span, "word", s.text(at), "a", s.printed(x), "b", s.printed(y))
		return
	}
	by := s.by(at, a, b)
	if by < 0 {
		by = s.byBehind(max(a, b), a, b)
	}
	if by >= 0 {
		s.amountOfChange(s.amount(by), x, y)
	}
}

// byBehind finds the amount of a change that follows it: "…, alltså med 2",
// "…, en ökning med 2", "…, vilket är 2 procent".
func (s *sentence) byBehind(last, a, b int) int {
	said := false
	for j := last + 1; j < len(s.tokens) && j <= last+7; j++ {
		switch {
		case s.amount(j) != nil:
			if !said || j == a || j == b || s.partial(j) || directed(s.fold(j+1)) || s.word(j+1, "fler", "färre", "än") {
				return -1
			}
			return j
		case s.word(j, "alltså", "dvs", "säga", "ökning", "minskning", "höjning", "sänkning"):
			said = true
		case s.word(j, "är", "motsvarar", "innebär", "blir") && s.word(j-1, "vilket", "det"):
			said = true
		case s.word(j, "med", "år", "det", "vill", "vilket", "en", "är", "i", "under", "till") || isHedge(s.fold(j)) || s.tokens[j].item != nil:
		default:
			return -1
		}
	}
	return -1
}

// wrongWay reports whether the change certainly went the other way.
func wrongWay(before, after quantity.Interval, way int) bool {
	if way > 0 {
		return after.Hi.Cmp(before.Lo) < 0
	}
	return after.Lo.Cmp(before.Hi) > 0
}

// by finds the amount of the change: "ökat med 2 dagar", "en ökning med 2".
func (s *sentence) by(at, a, b int) int {
	for j := at + 1; j < len(s.tokens) && j <= at+4; j++ {
		if s.word(j, "med") {
			by := s.amountAfter(j, 2)
			if by < 0 || by == a || by == b || s.partial(by) {
				return -1
			}
			return by
		}
		if s.amount(j) != nil {
			break
		}
	}
	return -1
}

// partial reports whether an amount speaks of a share of something else, or is
// one of a pair ("61 respektive 50").
func (s *sentence) partial(by int) bool {
	return s.word(by+1, "respektive", "per", "och", "av") || s.word(by-1, "respektive")
}

// change is how far it is from x to y, in the unit of y, and where it begins.
// What is counted is exact.
func (s *sentence) change(x, y *swedish.Item) (change, before quantity.Interval, closed bool) {
	before, a := in(x, y.Unit)
	after, b := y.Interval()
	if s.exact(x) && s.exact(y) {
		before, after = quantity.Point(x.Number), quantity.Point(y.Number)
	}
	return after.Sub(before).Abs(), before, a && b
}

// exact reports whether an amount is a count, and not a mean or an index.
func (s *sentence) exact(it *swedish.Item) bool {
	if it.Unit != "" && !it.Unit.Counted() || it.Hedge != swedish.None || it.Decimals > 0 || !it.Number.IsInt() {
		return false
	}
	for j := range s.tokens {
		if f := s.tokens[j].fold; strings.HasPrefix(f, "index") || strings.HasPrefix(f, "snitt") || strings.HasPrefix(f, "genomsnitt") ||
			strings.HasPrefix(f, "medel") || strings.HasPrefix(f, "median") {
			return false
		}
	}
	return true
}

// amountOfChange compares what a change is said to be with what it is.
func (s *sentence) amountOfChange(d, x, y *swedish.Item) {
	said, closed := d.Interval()
	if !closed || !plain(d) || d.Sign == swedish.Minus {
		return
	}
	change, before, closed := s.change(x, y)
	if !closed {
		return
	}
	relative, ok := change.Quo(before)
	relative = relative.MulNumber(quantity.Int(100))
	right := change
	switch shares := x.Unit.Share() || y.Unit.Share(); {
	case d.Unit == quantity.PercentagePoints && shares:
	case d.Unit.Share() && shares:
		if points(d, x, y) {
			s.say("PP", "sentence", d.Span, "text", s.printed(d), "a", s.printed(x), "b", s.printed(y))
			return
		}
		if ok && relative.Overlaps(said) || change.Overlaps(said) {
			return
		}
	case d.Unit.Share() && ok:
		right = relative
	case shares || d.Unit == quantity.PercentagePoints || d.Unit.Share() || !comparable(d, y):
		return
	case s.exact(d):
		said = quantity.Point(d.Number)
	default:
		if said, closed = in(d, y.Unit); !closed {
			return
		}
	}
	if !said.Overlaps(right) {
		s.say("CHANGE", "", d.Span, "stated", s.printed(d), "a", s.printed(x), "b", s.printed(y), "computed", middle(right, d, y))
	}
}

// points reports whether what is called per cent is just the difference of two
// shares as they are printed, and not how much the one has grown by.
func points(d, x, y *swedish.Item) bool {
	difference := y.Number.Sub(x.Number).Abs()
	relative, ok := quantity.Quo(difference.Mul(quantity.Int(100)), x.Number.Abs(), max(d.Decimals, 0))
	return ok && difference.Equal(d.Number) && !relative.Equal(d.Number)
}

// spare is how many decimals are kept until a result is rounded to be shown.
const spare = 12

// middle is the middle of an interval, in the unit and as accurate as the amount
// is printed.
func middle(v quantity.Interval, like, of *swedish.Item) quantity.Quantity {
	decimals := max(like.Decimals, 0)
	half, _ := quantity.Quo(v.Lo.Add(v.Hi), quantity.Int(2), spare)
	q := quantity.Quantity{Number: half, Unit: like.Unit, Decimals: decimals}
	if !like.Unit.Share() && like.Unit != quantity.PercentagePoints && of.Unit != "" {
		q.Unit = of.Unit
		if converted, ok := q.In(like.Unit); ok && like.Unit != "" {
			q = converted
		}
	}
	q.Number, q.Decimals = q.Number.Round(decimals), decimals
	return q
}
