package swedish

import "strings"

// items finds all numbers and times, in order. At each token the first matcher
// that knows what stands there takes it.
func (r *reader) items() {
	for i := 0; i < len(r.tokens); {
		n := r.item(i)
		i += max(n, 1)
	}
	r.inherit()
}

// item notes what begins at a token and returns how many tokens it takes.
func (r *reader) item(i int) int {
	t := &r.tokens[i]
	if t.gap || i == 0 {
		if n := r.address(i); n > 0 {
			return r.add(Item{Kind: Address}, i, n)
		}
	}
	switch t.kind {
	case letters:
		return r.wordItem(i)
	case digits:
		return r.digitItem(i)
	case sign:
		return r.signItem(i)
	default:
		return 0
	}
}

// add notes an item that takes n tokens.
func (r *reader) add(it Item, i, n int) int {
	it.Span = Span{r.tokens[i].Start, r.tokens[i+n-1].End}
	r.found = append(r.found, it)
	r.from, r.to = append(r.from, i), append(r.to, i+n)
	return n
}

// wordItem reads what begins with a word: months, diary numbers, pointers,
// number words.
func (r *reader) wordItem(i int) int {
	if n := r.diary(i); n > 0 {
		return r.add(Item{Kind: Diary}, i, n)
	}
	if n := r.glued(i); n > 0 {
		return r.add(Item{Kind: Label}, i, n)
	}
	if it, n := r.monthItem(i); n > 0 {
		return r.add(it, i, n)
	}
	if it, n := r.spellItem(i); n > 0 {
		return r.add(it, i, n)
	}
	if n := r.pointerWord(i); n > 0 {
		return n
	}
	if it, n := r.worded(i); n > 0 {
		return r.add(it, i, n)
	}
	return 0
}

// digitItem reads what begins with a digit.
func (r *reader) digitItem(i int) int {
	for _, m := range [...]struct {
		kind  Kind
		match func(int) int
	}{
		{Diary, r.diaryDigits}, {Law, r.law}, {Clock, r.clock}, {Phone, r.phone}, {Postcode, r.postcode}, {Label, r.labelDigits},
	} {
		if n := m.match(i); n > 0 {
			return r.add(Item{Kind: m.kind}, i, n)
		}
	}
	if it, n := r.day(i); n > 0 {
		return r.add(it, i, n)
	}
	if n := r.age(i); n > 0 {
		return r.add(Item{Kind: Age}, i, n)
	}
	if it, n := r.year(i); n > 0 {
		return r.add(it, i, n)
	}
	if n := r.listNumber(i); n > 0 {
		return r.add(Item{Kind: Pointer}, i, n)
	}
	if n := r.code(i); n > 0 {
		return r.add(Item{Kind: Code}, i, n)
	}
	if it, n := r.amount(i); n > 0 {
		return r.add(it, i, n)
	}
	return 0
}

// signItem reads what begins with a sign: a signed amount, a paragraph sign, a
// telephone number with its country.
func (r *reader) signItem(i int) int {
	if r.is(i, "§") {
		if n := r.paragraph(i); n > 0 {
			return r.add(Item{Kind: Law}, i, n)
		}
		return 0
	}
	if n := r.phone(i); n > 0 {
		return r.add(Item{Kind: Phone}, i, n)
	}
	if it, n := r.signed(i); n > 0 {
		return r.add(it, i, n)
	}
	return 0
}

// address returns the length of an e-mail or web address with a digit in it.
func (r *reader) address(i int) int {
	n, at, digit := 0, false, false
	for k := i; k < len(r.tokens) && (k == i || !r.tokens[k].gap); k++ {
		t := &r.tokens[k]
		s := r.str(t)
		digit = digit || t.kind == digits
		at = at || s == "@" || t.fold == "www" || s == "/" && r.is(k-1, "/") && r.is(k-2, ":") && k-2 > i
		if !r.is(k, `.,;:!?)"”`) {
			n = k - i + 1
		}
	}
	if !at || !digit {
		return 0
	}
	return n
}

// glued returns the length of a word that digits belong to: Covid-19, T2, H2O,
// A4. "jan-20" and "-3" are none.
func (r *reader) glued(i int) int {
	if r.dash(i+1) && !r.at(i+1).gap && r.at(i+2).kind == digits && !r.at(i+2).gap {
		if monthOf(r.word(i)) > 0 || r.length(i+2) > 3 {
			return 0
		}
		return 3
	}
	if r.at(i+1).kind == digits && !r.at(i+1).gap {
		n := 2
		for k := i + 2; k < len(r.tokens) && !r.tokens[k].gap && r.tokens[k].kind != sign; k++ {
			n++
		}
		return n
	}
	return 0
}

// labelDigits returns the length of digits that are part of a name or of a
// word: 65+, 5-årsperiod, 3D, 24/7, 2:a.
func (r *reader) labelDigits(i int) int {
	next := r.at(i + 1)
	if next.gap {
		return 0
	}
	after := r.at(i + 2)
	switch {
	case next.kind == letters:
		return r.gluedUnit(i)
	case r.is(i+1, "+") && (after.gap || after.kind == sign):
		return 2
	case r.is(i+1, ":") && after.kind == letters && !after.gap:
		return 3
	case r.dash(i+1) && after.kind == letters && !after.gap:
		return 3
	case r.is(i+1, "/") && after.kind == digits && !after.gap && !r.is(i+3, "/") && r.number(i) <= 31 && r.number(i+2) <= 12:
		return 3
	}
	return 0
}

// gluedUnit returns 2 for digits with letters right behind them, unless they
// are a unit: 10kr, 5mnkr, 20km.
func (r *reader) gluedUnit(i int) int {
	if unit, _ := r.unit(i + 1); unit != "" || r.word(i+1) == "år" {
		return 0
	}
	return 2
}

// law returns the length of a statute or a part of one.
func (r *reader) law(i int) int {
	// 1998:808
	if r.length(i) == 4 && r.is(i+1, ":") && !r.at(i+1).gap && r.at(i+2).kind == digits && !r.at(i+2).gap {
		return 3
	}
	// prop. 2020/21:5
	if r.length(i) == 4 && r.is(i+1, "/") && r.length(i+2) == 2 && r.is(i+3, ":") && r.at(i+4).kind == digits && !r.at(i+4).gap {
		return 5
	}
	// 8 kap. 2 § …, 2 a §
	k := i + 1
	if r.word(k) == "kap" || r.word(k) == "kapitlet" {
		k++
		if r.is(k, ".") {
			k++
		}
		if n := r.lawParagraph(k); n > 0 {
			return k - i + n
		}
		return k - i
	}
	return r.lawParagraph(i)
}

// lawParagraph returns the length of "2 §", "2 a §", "2–4 §§", "3 och 4 §§".
func (r *reader) lawParagraph(i int) int {
	if r.at(i).kind != digits {
		return 0
	}
	for k := i + 1; k < i+9; k++ {
		switch {
		case r.is(k, "§"):
			for r.is(k+1, "§") {
				k++
			}
			return k - i + 1
		case r.dash(k), r.is(k, ","), r.word(k) == "och", r.word(k) == "eller", r.at(k).kind == digits:
		case r.at(k).kind == letters && letterCount(r.word(k)) == 1:
		default:
			return 0
		}
	}
	return 0
}

// paragraph returns the length of "§ 35", "§§ 3–5", "§ 35 a".
func (r *reader) paragraph(i int) int {
	k := i + 1
	for r.is(k, "§") {
		k++
	}
	if r.at(k).kind != digits {
		return 0
	}
	return r.series(k) - i
}

// series returns the index after a row of whole numbers: 3, 4 och 7–9.
func (r *reader) series(k int) int {
	k++
	for {
		next := k
		switch {
		case r.dash(next), r.is(next, ","), r.is(next, "/"), r.is(next, "."):
			next++
		case r.word(next) == "och", r.word(next) == "eller", r.word(next) == "samt", r.word(next) == "till", r.word(next) == "respektive":
			next++
		default:
			return k
		}
		if r.at(next).kind != digits || r.length(next) > 3 || r.is(k, ",./") && r.at(next).gap && !r.is(k, ",") {
			return k
		}
		if r.at(next).line || r.unitFollows(next+1) {
			return k
		}
		k = next + 1
	}
}

// unitFollows reports whether a unit stands at the token, so that the number
// before it is a quantity.
func (r *reader) unitFollows(k int) bool {
	_, n := r.unit(k)
	return n > 0
}

// clock returns the length of a time of day: 18:00, kl. 18.00–19.30 (the word
// stands before).
func (r *reader) clock(i int) int {
	if r.number(i) > 24 || r.number(i) < 0 || r.length(i) > 2 {
		return 0
	}
	said := r.word(i-1) == "kl" || r.word(i-1) == "klockan" || r.is(i-1, ".") && r.word(i-2) == "kl"
	full := (r.is(i+1, ":") || r.is(i+1, ".")) && !r.at(i+1).gap && !r.at(i+2).gap && r.length(i+2) == 2 && r.at(i+2).kind == digits && r.number(i+2) < 60
	colon := full && r.is(i+1, ":")
	range_ := full && r.dash(i+3) && r.length(i+4) == 2 && r.at(i+4).kind == digits && r.is(i+5, ".:") && r.length(i+6) == 2 && r.at(i+6).kind == digits
	switch {
	case range_ && (said || colon || r.is(i+1, ".")):
		return 7
	case full && (said || colon):
		return 3
	case said:
		if r.dash(i+1) && r.at(i+2).kind == digits {
			return 3
		}
		return 1
	}
	return 0
}

// phone returns the length of a telephone number.
func (r *reader) phone(i int) int {
	k := i
	if r.is(k, "+") {
		if r.at(k+1).kind != digits || r.at(k+1).gap || r.length(k+1) > 2 && r.length(k+1) < 8 {
			return 0
		}
		k++
		end, count := r.phoneDigits(k)
		if count < 9 {
			return 0
		}
		return end - i
	}
	if r.at(k).kind != digits {
		return 0
	}
	said := phoneWords[r.word(i-1)] || r.is(i-1, ":.") && phoneWords[r.word(i-2)]
	area := strings.HasPrefix(r.str(r.at(k)), "0") && r.length(k) >= 2 && r.length(k) <= 4 && (r.dash(k+1) || said || r.is(k+1, "/"))
	if !area && !said {
		return 0
	}
	end, count := r.phoneDigits(k)
	if count < 5 || count > 14 {
		return 0
	}
	return end - i
}

var phoneWords = map[string]bool{"tel": true, "tfn": true, "telefon": true, "telefonnummer": true, "mobil": true, "växel": true, "ring": true, "fax": true}

// phoneDigits goes over groups of digits with blanks and one dash between them.
func (r *reader) phoneDigits(k int) (end, count int) {
	for dashes := 0; ; k++ {
		switch {
		case r.at(k).kind == digits && !r.at(k).line || r.at(k).kind == digits && count == 0:
			count += r.length(k)
			end = k + 1
		case r.dash(k) && dashes == 0, r.is(k, "/") && dashes == 0:
			dashes++
		case r.is(k, "()"):
		default:
			return end, count
		}
	}
}

// postcode returns the length of "123 45 Orten".
func (r *reader) postcode(i int) int {
	if r.length(i) == 3 && r.at(i+1).kind == digits && r.length(i+1) == 2 && r.at(i+1).one && !r.is(i+2, ",.%") && r.upper(i+2) {
		return 2
	}
	return 0
}

// code returns 1 for digits that are a known code: in parentheses, at the
// front of a line before a name, or behind the word for one.
func (r *reader) code(i int) int {
	if !r.opts.Codes[r.str(r.at(i))] {
		return 0
	}
	if r.is(i-1, "(") && r.is(i+1, ")") || r.at(i).line && r.upper(i+1) {
		return 1
	}
	return 0
}

// listNumber returns the length of what numbers a list or a heading: "1.", "2)",
// "2.1 Ekonomi" at the front of a line, and any 2.1.3.
func (r *reader) listNumber(i int) int {
	k := i + 1
	for r.is(k, ".") && !r.at(k).gap && r.at(k+1).kind == digits && !r.at(k+1).gap && r.length(k+1) <= 2 {
		k += 2
	}
	points := (k - i - 1) / 2
	if points >= 2 {
		return k - i
	}
	if !r.at(i).line || r.length(i) > 2 {
		return 0
	}
	switch {
	case points == 1 && r.upper(k) && r.at(k).gap:
		return k - i
	case points == 0 && r.is(k, ".)") && !r.at(k).gap && r.at(k+1).gap && r.at(k+1).kind != digits:
		return 2
	}
	return 0
}
