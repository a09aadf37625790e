package wording

import (
	"slices"
	"strings"

	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// ratios judges counts with their share: "17 av 22, motsvarande 77 procent".
func (s *sentence) ratios() {
	s.ofThem()
	for _, i := range s.amounts {
		switch it := s.amount(i); {
		case s.word(i+1, "av") && it.Unit.Share():
			s.shareOf(i)
		case s.word(i+1, "av"):
			s.ratio(i, s.amountAfter(i+1, 3, "våra", "alla", "samtliga", "dessa", "nämndens"))
		case s.word(i-1, "av"), s.word(i-2, "av") && (isHedge(s.fold(i-1)) || strings.HasSuffix(s.fold(i-1), "s")):
			s.ratio(s.nextAmount(i), i)
		case s.word(i-1, "varav") && s.clausesOf(i):
			s.ratio(i, s.amountBefore(i-1))
		}
	}
}

// clausesOf reports whether "varav n …, p procent" may be a share of the whole
// before it: the whole has no other part.
func (s *sentence) clausesOf(i int) bool {
	whole, share := s.amountBefore(i-1), s.nextAmount(i)
	return whole >= 0 && share >= 0 && s.amount(share).Unit.Share() && s.nextAmount(share) < 0
}

// nextAmount returns the amount after the one at i, or −1.
func (s *sentence) nextAmount(i int) int {
	if at := slices.Index(s.amounts, i); at >= 0 && at+1 < len(s.amounts) {
		return s.amounts[at+1]
	}
	return -1
}

// ofThem judges "Av dem är n …, vilket är p procent": of the one count that the
// sentence before gives.
func (s *sentence) ofThem() {
	if s.before == nil || len(s.amounts) != 2 || !s.word(0, "av") || !s.word(1, "dem", "dessa", "de") {
		return
	}
	whole := -1
	for _, i := range s.before.amounts {
		if !s.before.counts(i) || s.before.word(i-1, "med", "på") {
			continue
		}
		if whole >= 0 {
			return
		}
		whole = i
	}
	n, p := s.amounts[0], s.amounts[1]
	if whole < 0 || !s.counts(n) || !s.amount(p).Unit.Share() || !plain(s.amount(p)) || !s.isShare(n, p) && !s.linked(n, p) {
		return
	}
	m := s.before.amount(whole)
	if s.amount(n).Number.Cmp(m.Number) > 0 {
		return
	}
	ratio, ok := quantity.Point(s.amount(n).Number.Mul(quantity.Int(100))).Quo(quantity.Point(m.Number))
	said, closed := s.amount(p).Interval()
	if ok && closed && !said.Overlaps(ratio) {
		s.say("RATIO", "sentence", s.amount(p).Span, "a", s.printed(s.amount(n)), "b", s.before.printed(m),
			"stated", s.printed(s.amount(p)), "computed", middle(ratio, s.amount(p), s.amount(p)))
	}
}

// ratio compares n of m with the share that stands beside it.
func (s *sentence) ratio(n, m int) {
	if n < 0 || m < 0 || !s.counts(n) || !s.counts(m) || s.amount(n).Number.Cmp(s.amount(m).Number) > 0 {
		return
	}
	p := s.shareBeside(min(n, m), max(n, m))
	if p < 0 {
		return
	}
	whole := quantity.Point(s.amount(m).Number)
	ratio, ok := quantity.Point(s.amount(n).Number.Mul(quantity.Int(100))).Quo(whole)
	s.compareShare(p, n, m, ratio, ok)
}

func (s *sentence) compareShare(p, n, m int, ratio quantity.Interval, ok bool) {
	share := s.amount(p)
	said, closed := share.Interval()
	if !ok || !closed || said.Overlaps(ratio) {
		return
	}
	s.say("RATIO", "sentence", share.Span, "a", s.printed(s.amount(n)), "b", s.printed(s.amount(m)),
		"stated", s.printed(share), "computed", middle(ratio, share, share))
}

// counts reports whether an amount is a whole number of things.
func (s *sentence) counts(i int) bool {
	it := s.amount(i)
	return plain(it) && it.Hedge == swedish.None && it.Decimals <= 0 && it.Number.IsInt() && it.Number.Sign() > 0 &&
		!it.Unit.Share() && it.Unit != quantity.PercentagePoints && !it.Money()
}

// shareBeside finds the share that n of m is said to be: right behind them, or
// before them when they stand in brackets.
func (s *sentence) shareBeside(first, last int) int {
	for j := last + 1; j < len(s.tokens) && j <= last+7; j++ {
		if it := s.amount(j); it != nil {
			if it.Unit.Share() && plain(it) && s.linked(last, j) && !s.word(j+1, "av") && !directed(s.fold(j+1)) {
				return j
			}
			break
		}
	}
	if j := s.amountBefore(first); j >= 0 && strings.Contains(s.tokens[first].gap, "(") && first-j <= 3 && s.amount(j).Unit.Share() && plain(s.amount(j)) {
		return j
	}
	return -1
}

// linked reports whether a share is said to be that of what stands before it.
func (s *sentence) linked(from, share int) bool {
	if strings.HasSuffix(s.tokens[share].gap, "(") {
		return strings.HasPrefix(s.after(share), ")")
	}
	for j := from + 1; j <= share; j++ {
		if s.word(j, "motsvarande", "motsvarar", "motsvarade", "alltså", "dvs") {
			return true
		}
		if s.word(j, "och", "men", "medan", "samt", "varav") {
			return false
		}
	}
	near := share-from <= 3 || share == len(s.tokens)-1
	return strings.HasSuffix(s.tokens[share].gap, ",") && near
}

// shareOf judges "A, vilket är 5,7 procent av B".
func (s *sentence) shareOf(p int) {
	a, b := s.amountBefore(p), s.amountWithin(p+1, 6)
	if a < 0 || b < 0 || !plain(s.amount(p)) || !plain(s.amount(a)) || !plain(s.amount(b)) || p-a > 6 {
		return
	}
	x, y := s.amount(a), s.amount(b)
	if !x.Money() || !y.Money() || !comparable(x, y) || s.word(a-1, "med") || !s.isShare(a, p) {
		return
	}
	part, closedA := in(x, y.Unit)
	whole, closedB := y.Interval()
	ratio, ok := part.Abs().MulNumber(quantity.Int(100)).Quo(whole.Abs())
	s.compareShare(p, a, b, ratio, ok && closedA && closedB)
}

// after is what follows a token before the next.
func (s *sentence) after(i int) string {
	if i+1 < len(s.tokens) {
		return s.tokens[i+1].gap
	}
	return s.end
}

// isShare reports whether a share is said to be that of the amount before it.
func (s *sentence) isShare(a, p int) bool {
	for j := a + 1; j < p; j++ {
		if s.word(j, "motsvarar", "motsvarande", "motsvarade", "är", "var") && !s.word(j-1, "det", "som") {
			return true
		}
	}
	return strings.HasSuffix(s.tokens[p].gap, "(")
}

// parts judges wholes with parts: a part that is greater than its whole, women
// and men who are not all.
func (s *sentence) parts() {
	for i := range s.tokens {
		if s.word(i, "varav", "därav") {
			s.ofWhich(i)
		}
	}
	s.sexes()
	s.net()
	s.product()
}

func (s *sentence) ofWhich(i int) {
	whole, part := s.amountBefore(i), s.amountAfter(i, 1)
	if whole < 0 || part < 0 {
		return
	}
	x, y := s.amount(whole), s.amount(part)
	if !plain(x) || !plain(y) || x.Number.Sign() < 0 || y.Number.Sign() < 0 {
		return
	}
	if !s.alike(whole, part) && (!s.things(whole) || !s.things(part)) {
		return
	}
	limit, closedX := s.room(x, x.Unit)
	v, closedY := s.room(y, x.Unit)
	switch {
	case !closedX || !closedY:
	case v.Lo.Cmp(limit.Hi) > 0 && s.alike(whole, part):
		s.say("SPLIT", "more", y.Span, "part", s.printed(y), "stated", s.printed(x))
	default:
		s.allParts(whole, part, limit, v)
	}
}

// room is what an amount may stand for: a count is exact.
func (s *sentence) room(it *swedish.Item, unit quantity.Unit) (quantity.Interval, bool) {
	if s.exact(it) {
		return quantity.Point(it.Number), true
	}
	return in(it, unit)
}

// allParts adds up the parts that follow the first: "varav 6 …, 4 … och 2 …".
// Together they are not more than the whole.
func (s *sentence) allParts(whole, part int, limit, sum quantity.Interval) {
	x := s.amount(whole)
	last := part
	for k := slices.Index(s.amounts, part) + 1; k < len(s.amounts); k++ {
		i := s.amounts[k]
		it := s.amount(i)
		if !plain(it) || it.Number.Sign() < 0 || !s.alikePart(part, i) || !s.next(last, i) {
			break
		}
		v, closed := s.room(it, x.Unit)
		if !closed {
			return
		}
		sum, last = sum.Add(v), i
	}
	if last != part && sum.Lo.Cmp(limit.Hi) > 0 {
		s.say("SPLIT", "parts", x.Span, "stated", s.printed(x), "computed", middle(sum, s.amount(last), x))
	}
}

// alikePart reports whether an amount counts what another part of a whole does:
// the same unit, or things that have each their noun.
func (s *sentence) alikePart(a, b int) bool {
	x, y := s.amount(a), s.amount(b)
	if x.Money() || y.Money() || x.Unit.Share() || y.Unit.Share() {
		return x.Unit == y.Unit
	}
	return s.counts(a) && s.counts(b) && (s.amount(a).Noun == "" || s.things(a) && s.things(b))
}

// things reports whether an amount counts what the word behind it names, such as
// 95 hyresrätter: kinds of things don't overlap, as "60 med skulder" may.
func (s *sentence) things(i int) bool {
	noun := s.amount(i).Noun
	switch noun {
	case "gäller", "avser", "kommer", "omfattar", "har", "var", "rör", "saknar", "väntar", "pågår", "beror", "ligger", "under", "över", "efter":
		return false
	}
	return s.counts(i) && (strings.HasSuffix(noun, "er") || strings.HasSuffix(noun, "ar") || strings.HasSuffix(noun, "or"))
}

// next reports whether a part follows another in a list: nothing else begins
// between them.
func (s *sentence) next(a, b int) bool {
	if b-a > 8 || s.word(b-1, "på", "med", "till", "från", "av", "än", "per", "om", "under", "inom") {
		return false
	}
	joined := false
	for j := a + 1; j <= b; j++ {
		if strings.ContainsAny(s.tokens[j].gap, ";:().") || s.word(j, "varav", "därav", "medan", "men", "vilket", "jämfört", "som", "än", "motsvarande") {
			return false
		}
		joined = joined || strings.Contains(s.tokens[j].gap, ",") || s.word(j, "och", "samt")
	}
	return joined
}

// net judges "intäkterna blev 88 och kostnaderna 226, vilket ger ett netto på
// 138" in a sentence of these three amounts.
func (s *sentence) net() {
	if len(s.amounts) != 3 {
		return
	}
	income, costs, net := -1, -1, -1
	for k, i := range s.amounts {
		if it := s.amount(i); !it.Money() || !plain(it) {
			return
		}
		from := 0
		if k > 0 {
			from = s.amounts[k-1] + 1
		}
		switch s.lineBetween(from, i) {
		case "income":
			income = i
		case "costs":
			costs = i
		case "net":
			net = i
		}
	}
	if income < 0 || costs < 0 || net < 0 || net < max(income, costs) {
		return
	}
	n := s.amount(net)
	said, a := n.Interval()
	in1, b := in(s.amount(income), n.Unit)
	out, c := in(s.amount(costs), n.Unit)
	right := out.Abs().Sub(in1.Abs())
	if a && b && c && !said.Abs().Overlaps(right.Abs()) {
		s.say("CHANGE", "net", n.Span, "stated", s.printed(n), "computed", middle(right.Abs(), n, n),
			"income", s.printed(s.amount(income)), "costs", s.printed(s.amount(costs)))
	}
}

// lineBetween tells which line of an account the words before an amount name; the
// sentence must say nothing that makes it another's.
func (s *sentence) lineBetween(from, to int) string {
	found := ""
	for j := from; j < to; j++ {
		switch f := s.tokens[j].fold; {
		case strings.HasPrefix(f, "nettokostnad"), f == "netto", f == "nettot", strings.HasPrefix(f, "nettoresultat"), strings.HasPrefix(f, "nettounderskott"):
			found = "net"
		case f == "intäkterna", f == "intäkter":
			found = "income"
		case f == "kostnaderna", f == "kostnader", f == "bruttokostnaderna", f == "bruttokostnader":
			found = "costs"
		case f == "varav", f == "därav", f == "budget", f == "budgeten", f == "än":
			return ""
		}
	}
	return found
}

// product judges "tre stycken kostar 45 000 kronor styck, sammanlagt 135 000".
func (s *sentence) product() {
	if len(s.amounts) != 3 {
		return
	}
	n, price, total := s.amounts[0], s.amounts[1], s.amounts[2]
	x, y, z := s.amount(n), s.amount(price), s.amount(total)
	if !s.counts(n) || !y.Money() || !z.Money() || !plain(y) || !plain(z) || !s.each(price) || !s.allTogether(total) {
		return
	}
	one, a := in(y, z.Unit)
	said, b := z.Interval()
	right := quantity.Point(x.Number).Mul(one)
	if a && b && !said.Overlaps(right) {
		s.say("CHANGE", "formula", z.Span, "stated", s.printed(z), "computed", middle(right, z, z))
	}
}

// allTogether reports whether an amount is said to be that of all.
func (s *sentence) allTogether(i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if s.word(j, "sammanlagt", "totalt", "tillsammans") {
			return true
		}
		if !isHedge(s.fold(j)) {
			return false
		}
	}
	return false
}

// each reports whether an amount is the price of one.
func (s *sentence) each(i int) bool {
	return s.word(i+1, "styck", "vardera") || s.word(i+1, "per") && s.word(i+2, "styck")
}

// sexes judges "144 personer, 85 män och 59 kvinnor" and "35 % flickor, 65 % pojkar".
func (s *sentence) sexes() {
	women, men := s.sex("kvinnor", "flickor"), s.sex("män", "pojkar")
	if women < 0 || men < 0 || max(women, men)-min(women, men) > 4 {
		return
	}
	w, m := s.amount(women), s.amount(men)
	sum := w.Number.Add(m.Number)
	switch {
	case !plain(w) || !plain(m):
	case w.Unit.Share() && m.Unit.Share():
		if sum.Cmp(quantity.Int(101)) > 0 && strings.Contains(s.tokens[min(women, men)].gap, "(") {
			s.say("SPLIT", "shares", w.Span, "a", s.printed(w), "b", s.printed(m), "computed", quantity.Quantity{Number: sum, Unit: quantity.Percent})
		}
	case s.counts(women) && s.counts(men):
		s.sexesOf(women, men, sum)
	}
}

// sexesOf compares women and men with the only other number of the sentence.
func (s *sentence) sexesOf(women, men int, sum quantity.Number) {
	whole := s.amountBefore(min(women, men))
	if len(s.amounts) != 3 || whole < 0 || !s.counts(whole) || s.amount(whole).Number.Equal(sum) {
		return
	}
	if s.linkedParts(whole, min(women, men)) {
		s.say("SPLIT", "sexes", s.amount(whole).Span, "stated", s.printed(s.amount(whole)),
			"a", s.printed(s.amount(women)), "b", s.printed(s.amount(men)), "computed", quantity.Quantity{Number: sum})
	}
}

// linkedParts reports whether women and men are said to be the parts of a whole.
func (s *sentence) linkedParts(whole, first int) bool {
	return s.word(first-1, "varav", "därav") || strings.ContainsAny(s.tokens[first].gap, "(:–") || first-whole <= 2 && strings.Contains(s.tokens[first].gap, ",")
}

// sex finds the amount that counts women or men: its noun, or the word behind
// its percent sign.
func (s *sentence) sex(nouns ...string) int {
	found := -1
	for _, i := range s.amounts {
		it := s.amount(i)
		if slices.Contains(nouns, it.Noun) || slices.Contains(nouns, string(it.Unit)) || it.Noun == "" && s.word(i+1, nouns...) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}
