package swedish

import "tertial/internal/quantity"

// numeral is a number in digits: how many tokens it takes, its value, and how
// accurate it is.
type numeral struct {
	tokens    int
	number    quantity.Number
	decimals  int
	ambiguous bool
}

// mostDigits is as long as a number may be; longer ones are names of something.
const mostDigits = 15

// numeral reads digits from a token on: 1 234,5; 1.234.567; 12.5.
func (r *reader) numeral(i int) (numeral, bool) {
	text := make([]byte, 0, 24)
	text = append(text, r.str(r.at(i))...)
	n := numeral{tokens: 1}
	if len(text) > mostDigits {
		return n, false
	}
	if len(text) <= 3 && text[0] != '0' {
		text = r.groups(i, &n, text)
	}
	k := i + n.tokens
	if (r.is(k, ",") || r.is(k, ".") && n.tokens == 1) && r.joined(k) && r.at(k+1).kind == digits && r.joined(k+1) {
		if r.is(k, ".") && r.length(k+1) > 2 {
			return n, false // no decimals of ours
		}
		decimals := r.str(r.at(k + 1))
		n.decimals = len(decimals)
		text = append(append(text, '.'), decimals...)
		n.tokens += 2
	}
	if len(text) > mostDigits+4 {
		return n, false
	}
	number, err := quantity.Parse(trimZeros(string(text)))
	n.number = number
	return n, err == nil
}

// groups appends the groups of three digits that follow the first.
func (r *reader) groups(i int, n *numeral, text []byte) []byte {
	k := i + 1
	for {
		switch {
		case r.at(k).kind == digits && r.at(k).one && r.length(k) == 3 && !r.decimalsOf(k, i):
			text = append(text, r.str(r.at(k))...)
			k++
		case r.is(k, ".") && r.joined(k) && r.at(k+1).kind == digits && r.joined(k+1) && r.length(k+1) == 3:
			text = append(text, r.str(r.at(k+1))...)
			n.ambiguous = n.ambiguous || k == i+1
			k += 2
		default:
			n.tokens = k - i
			return text
		}
	}
}

// decimalsOf reports whether three digits begin a number of their own: a year
// or a day stands before them.
func (r *reader) decimalsOf(k, first int) bool {
	return k == first+1 && monthOf(r.word(first-1)) > 0
}

func trimZeros(s string) string {
	for len(s) > 1 && s[0] == '0' && s[1] != '.' {
		s = s[1:]
	}
	return s
}

// amount reads a quantity that begins with a digit.
func (r *reader) amount(i int) (Item, int) {
	n, ok := r.numeral(i)
	if !ok {
		return Item{Kind: Label}, n.tokens
	}
	it := Item{Kind: Amount, Number: n.number, Decimals: n.decimals, Ambiguous: n.ambiguous}
	end := i + n.tokens
	it.Digits = Span{r.at(i).Start, r.at(end - 1).End}
	end = r.rangeEnd(&it, i, end)
	if r.is(end, ":") && r.dash(end+1) || r.is(end, ":-") && r.joined(end) && r.dash(end+1) { // 320 000:-
		it.Unit = quantity.Kronor
		end += 2
	} else {
		end = r.measure(&it, end)
	}
	r.hedge(&it, i)
	return it, end - i
}

// rangeEnd reads the upper end of 10–12 and mellan 10 och 12, and returns the
// index after it.
func (r *reader) rangeEnd(it *Item, i, end int) int {
	var next int
	switch {
	case r.dash(end) && r.at(end+1).kind == digits && r.at(end).gap == r.at(end+1).gap:
		next = end + 1
	case r.word(end) == "och" && r.word(i-1) == "mellan" && r.at(end+1).kind == digits:
		next = end + 1
	default:
		return end
	}
	high, ok := r.numeral(next)
	if !ok || high.number.Cmp(it.Number) <= 0 || r.length(next) == 4 && isYear(r.number(next)) && !r.countsHere(next) {
		return end
	}
	it.High, it.Range = high.number, true
	it.Decimals = max(it.Decimals, high.decimals)
	it.Digits.End = r.at(next + high.tokens - 1).End
	return next + high.tokens
}

// signed reads a quantity behind a sign.
func (r *reader) signed(i int) (Item, int) {
	minus := r.dash(i) && r.str(r.at(i)) != "—"
	if !minus && !r.is(i, "+") {
		return Item{}, 0
	}
	digit := r.at(i + 1)
	if digit.kind != digits {
		return Item{}, 0
	}
	before := r.at(i - 1)
	if !r.at(i).gap && before.kind != ending && !r.is(i-1, "(/") {
		return Item{}, 0 // a hyphen or a dash in a range
	}
	if r.itemLike(i + 1) {
		return Item{}, 0
	}
	it, n := r.amount(i + 1)
	if it.Kind != Amount {
		return Item{}, 0
	}
	switch {
	case !minus:
		it.Sign = Plus
	case digit.gap:
		it.Sign = Loose
		if r.at(i).line || it.Unit == "" {
			return Item{}, 0 // a dash in front of an item of a list
		}
	default:
		it.Sign = Minus
	}
	if minus {
		it.Number = it.Number.Neg()
		if it.Range {
			it.Number, it.High = it.High.Neg(), it.Number
		}
	}
	r.hedge(&it, i)
	return it, n + 1
}

// itemLike reports whether digits are something else than a quantity, so that
// the sign before them is a dash.
func (r *reader) itemLike(i int) bool {
	if _, n := r.day(i); n > 0 {
		return true
	}
	if _, n := r.year(i); n > 0 {
		return true
	}
	return r.law(i) > 0 || r.clock(i) > 0 || r.phone(i) > 0 || r.postcode(i) > 0 || r.labelDigits(i) > 0 || r.age(i) > 0
}

// measure reads the unit that follows a number, and returns the index after it.
func (r *reader) measure(it *Item, k int) int {
	if r.at(k).line {
		return k
	}
	if r.is(k, "%") {
		if r.dash(k+1) && stemIs(r.word(k+2), "enhet") {
			it.Unit = quantity.PercentagePoints
			return k + 3
		}
		it.Unit = quantity.Percent
		return k + 1
	}
	if unit, n := r.unit(k); n > 0 {
		it.Unit = unit
		return r.per(it, r.scaled(it, k, n))
	}
	if w := r.at(k); w.kind == letters && !functionWords[w.fold] {
		it.Noun = w.fold
	}
	return k
}

// scaled makes 5 000 personer of "5 tusen personer": a power of ten before what
// is counted belongs to the number.
func (r *reader) scaled(it *Item, k, n int) int {
	var power int
	switch {
	case n > 1 || r.is(k, "%"):
		return k + n
	case it.Unit == quantity.Millions && isMillion(r.word(k)):
		power = 6
	case it.Unit == quantity.Billions && isBillion(r.word(k)):
		power = 9
	case it.Unit == quantity.Thousands && r.word(k) == "tusen":
		power = 3
	default:
		return k + n
	}
	next := k + 1
	unit, known := quantity.ParseUnit(r.word(next))
	if !known || !unit.Counted() || r.word(next) == "" {
		if it.Unit == quantity.Thousands { // "tusen" alone scales what is counted
			it.Number, it.High, it.Decimals, it.Unit = it.Number.Shift(power), it.High.Shift(power), it.Decimals-power, ""
			if w := r.at(next); w.kind == letters && !functionWords[w.fold] {
				it.Noun = w.fold
			}
		}
		return next
	}
	it.Number, it.High, it.Decimals, it.Unit = it.Number.Shift(power), it.High.Shift(power), it.Decimals-power, unit
	return next + 1
}

// per reads what an amount of money is for: kronor per dygn, tkr/plats.
func (r *reader) per(it *Item, k int) int {
	if !it.Unit.Money() {
		return k
	}
	if stroke := r.is(k, "/") && r.joined(k); r.word(k) != "per" && !stroke {
		return k
	}
	noun := r.word(k + 1)
	if noun == "" {
		return k
	}
	unit, _ := quantity.ParseUnit(string(it.Unit) + "/" + noun)
	it.Unit = unit
	return k + 2
}

// unit reads a unit of money, a share or something counted from a token on, and
// returns how many tokens it takes.
func (r *reader) unit(k int) (quantity.Unit, int) {
	t := r.at(k)
	if t.kind != letters || t.line {
		return "", 0
	}
	next := r.word(k + 1)
	switch w := t.fold; {
	case isMillion(w), w == "mn", w == "milj":
		return withKronor(quantity.Millions, next, r.is(k+1, "."), r.word(k+2))
	case isBillion(w), w == "md", w == "mdr":
		return withKronor(quantity.Billions, next, false, "")
	case w == "tusen", w == "tusental", w == "tusentals":
		return withKronor(quantity.Thousands, next, false, "")
	case isKronor(w):
		return quantity.Kronor, 1
	case w == "procentenhet", w == "procentenheter", w == "pe", w == "pp":
		return quantity.PercentagePoints, 1
	case w == "procent", w == "procents", w == "procentigt", w == "procentig":
		return quantity.Percent, 1
	case w == "år" && r.length(k+1) == 4 && isYear(r.number(k+1)):
		return "", 0 // 100 år 2020
	default:
		return knownUnit(w)
	}
}

// knownUnit looks up a unit of one word. Words that are more than units in a
// sentence are left to the noun.
func knownUnit(w string) (quantity.Unit, int) {
	if u, ok := unitWords[w]; ok {
		return u, 1
	}
	return "", 0
}

func withKronor(unit quantity.Unit, next string, point bool, after string) (quantity.Unit, int) {
	switch {
	case isKronor(next):
		return unit, 2
	case point && isKronor(after):
		return unit, 3
	case point:
		return unit, 2
	default:
		return unit, 1
	}
}

func isMillion(w string) bool {
	return w == "miljoner" || w == "miljon" || w == "millioner" || w == "million" || w == "miljonerna"
}

func isBillion(w string) bool { return w == "miljarder" || w == "miljard" }

// isKronor knows the word with the slips of the pen that are common in it.
func isKronor(w string) bool {
	switch w {
	case "kronor", "kr", "krona", "kronorna", "sek", "kroner", "koronor", "konor":
		return true
	default:
		return false
	}
}

func stemIs(word, stem string) bool { return word != "" && Stem(word) == Stem(stem) }

// hedge looks for a hedge before the token at which a number begins.
func (r *reader) hedge(it *Item, i int) {
	k := i - 1
	if r.is(k, ".") && r.joined(k) && r.at(k-1).kind == letters {
		k-- // ca.
	}
	w := r.word(k)
	if w == "" {
		return
	}
	hedge, from := hedgeWords[w], k
	if pair, ok := hedgePairs[w][r.word(k-1)]; ok {
		hedge, from = pair, k-1
	}
	if hedge == Below && w == "under" && !it.Unit.Money() && !it.Unit.Share() {
		return
	}
	if hedge == None {
		return
	}
	it.Hedge, it.HedgeSpan = hedge, Span{r.at(from).Start, r.at(k).End}
}

// inherit gives the unit of the last number of a row to those before it: från 2
// till 3 miljoner kronor, 17,2 respektive 13,8 procent.
func (r *reader) inherit() {
	for i := len(r.found) - 2; i >= 0; i-- {
		it, next := &r.found[i], &r.found[i+1]
		if it.Kind != Amount || next.Kind != Amount || it.Unit != "" || it.Noun != "" || it.Worded || next.Worded || next.Unit == "" && next.Noun == "" {
			continue
		}
		if !r.connected(r.to[i], r.from[i+1], next) {
			continue
		}
		it.Unit, it.Noun, it.Inherited = next.Unit, next.Noun, true
	}
}

// connected reports whether what stands between two numbers joins them.
func (r *reader) connected(from, to int, next *Item) bool {
	for to > from && (hedgeWords[r.word(to-1)] != None || r.is(to-1, "-–−+")) {
		to--
	}
	if to-from != 1 {
		return false
	}
	switch r.word(from) {
	case "till", "och", "respektive", "eller", "resp", "samt", "mot":
		return true
	default:
		return r.is(from, ",") && next.Inherited || r.dash(from)
	}
}
