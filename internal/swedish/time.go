package swedish

var monthNames = map[string]int{
	"januari": 1, "februari": 2, "mars": 3, "april": 4, "maj": 5, "juni": 6, "juli": 7, "augusti": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "febr": 2, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dec": 12,
}

func monthOf(word string) int { return monthNames[word] }

func isYear(n int) bool { return n >= 1900 && n <= 2099 }

// day reads a date that begins with a digit: 2020-05-26, 26 maj 2020, 200526.
func (r *reader) day(i int) (Item, int) {
	if r.length(i) == 4 && isYear(r.number(i)) && r.dash(i+1) && r.joined(i+1) && r.at(i+2).kind == digits && r.joined(i+2) {
		month := r.number(i + 2)
		if r.length(i+2) == 2 && month >= 1 && month <= 12 {
			if r.dash(i+3) && r.joined(i+3) && r.length(i+4) == 2 && r.joined(i+4) && r.at(i+4).kind == digits && isDay(r.number(i+4)) {
				d := Date{r.number(i), month, r.number(i + 4)}
				return Item{Kind: Day, From: d, To: d}, 5
			}
			d := Date{r.number(i), month, 0}
			return Item{Kind: Period, From: d, To: d}, 3
		}
	}
	if it, n := r.dayMonth(i); n > 0 {
		return it, n
	}
	if it, n := r.pointed(i); n > 0 {
		return it, n
	}
	return r.compact(i)
}

func (r *reader) joined(i int) bool { return !r.at(i).gap }

func isDay(n int) bool { return n >= 1 && n <= 31 }

// dayMonth reads "26 maj", "26–28 maj 2020", "1 maj till 3 juni".
func (r *reader) dayMonth(i int) (Item, int) {
	if r.length(i) > 2 || !isDay(r.number(i)) {
		return Item{}, 0
	}
	first, k := r.number(i), i+1
	last := first
	if r.is(k, ":") && r.joined(k) && (r.word(k+1) == "e" || r.word(k+1) == "a") {
		k += 2
	}
	if (r.dash(k) || r.word(k) == "och" || r.word(k) == "till") && r.at(k+1).kind == digits && r.length(k+1) <= 2 && isDay(r.number(k+1)) {
		last, k = r.number(k+1), k+2
	}
	month := monthOf(r.word(k))
	if month == 0 || r.at(k).line {
		return Item{}, 0
	}
	k++
	it := Item{Kind: Day, From: Date{0, month, first}, To: Date{0, month, last}}
	if r.is(k, ".") && r.at(k+1).kind == digits && letterCount(r.word(k-1)) <= 4 {
		k++
	}
	if y := r.number(k); r.length(k) == 4 && isYear(y) && !r.at(k).line {
		it.From.Year, it.To.Year = y, y
		k++
	}
	return it, k - i
}

// pointed reads 26.5.2020.
func (r *reader) pointed(i int) (Item, int) {
	if !r.is(i+1, ".") || !r.is(i+3, ".") || r.at(i+2).kind != digits || r.length(i+4) != 4 || !isYear(r.number(i+4)) {
		return Item{}, 0
	}
	for k := i + 1; k <= i+4; k++ {
		if r.at(k).gap {
			return Item{}, 0
		}
	}
	month, day := r.number(i+2), r.number(i)
	if !isDay(day) || month < 1 || month > 12 {
		return Item{}, 0
	}
	d := Date{r.number(i + 4), month, day}
	return Item{Kind: Day, From: d, To: d}, 5
}

// compact reads 200526 and 20200526, when that is a date and no unit follows.
func (r *reader) compact(i int) (Item, int) {
	n := r.number(i)
	var year int
	switch r.length(i) {
	case 6:
		year = 2000 + n/10000
	case 8:
		year = n / 10000
	default:
		return Item{}, 0
	}
	month, day := n/100%100, n%100
	if !isYear(year) || year > 2060 || month < 1 || month > 12 || !isDay(day) || r.unitFollows(i+1) || r.is(i+1, ",") && r.at(i+2).kind == digits && r.joined(i+2) {
		return Item{}, 0
	}
	d := Date{year, month, day}
	return Item{Kind: Day, From: d, To: d}, 1
}

// year reads a year or a stretch of years: 2020, 2017–2019, 2020/21.
func (r *reader) year(i int) (Item, int) {
	y := r.number(i)
	if r.length(i) != 4 || !isYear(y) || r.countsHere(i) {
		return Item{}, 0
	}
	it := Item{Kind: Year, From: Date{Year: y}, To: Date{Year: y}}
	if !r.dash(i+1) && !r.is(i+1, "/") || r.at(i+2).kind != digits {
		return it, 1
	}
	next := r.number(i + 2)
	switch {
	case r.length(i+2) == 4 && isYear(next) && next >= y:
		it.To.Year = next
		return it, 3
	case r.length(i+2) == 2 && r.joined(i+1) && r.joined(i+2) && (y/100*100+next) > y:
		it.To.Year = y/100*100 + next
		return it, 3
	}
	return it, 1
}

// countsHere reports whether four digits that could be a year are a quantity:
// a unit follows, or decimals, or more digits.
func (r *reader) countsHere(i int) bool {
	if r.is(i+1, ",.") && r.joined(i+1) && r.at(i+2).kind == digits && r.joined(i+2) {
		return true
	}
	if r.is(i+1, "%") {
		return true
	}
	unit, n := r.unit(i + 1)
	return n > 0 && unit != "år" && unit != "dagar" && unit != "månader"
}

// monthItem reads what begins with a month: april, april 2020, januari–april,
// jan 20 – april 20, januari till och med april 2021.
func (r *reader) monthItem(i int) (Item, int) {
	from, k := r.month(i, false)
	if k == 0 {
		return Item{}, 0
	}
	to, end := from, k
	next := k
	switch {
	case r.dash(next), r.word(next) == "till" && r.word(next+1) != "och":
		next++
	case r.word(next) == "till" && r.word(next+1) == "och" && r.word(next+2) == "med":
		next += 3
	default:
		return Item{Kind: Period, From: from, To: to}, end - i
	}
	if m, e := r.month(next, k == i+2); e > 0 {
		to, end = m, e
		if from.Year == 0 {
			from.Year = to.Year
			if from.Month > to.Month && from.Year > 0 {
				from.Year--
			}
		}
	}
	return Item{Kind: Period, From: from, To: to}, end - i
}

// month reads a month with its year, when it has one, and returns the index
// after it. A year of two digits is one behind a short name, or where the text
// has just written another so.
func (r *reader) month(i int, short bool) (Date, int) {
	w := r.word(i)
	month := monthOf(w)
	if month == 0 {
		return Date{}, 0
	}
	k := i + 1
	at := k
	if r.is(at, ".-") && r.joined(at) {
		at++
	}
	switch y := r.number(at); {
	case r.at(at).kind != digits || r.at(at).line:
	case r.length(at) == 4 && isYear(y) && !r.countsHere(at):
		return Date{Year: y, Month: month}, at + 1
	case r.length(at) == 2 && (at > k || (short || letterCount(w) <= 4) && !r.unitFollows(at+1) || r.dash(at+1)) && y >= 10 && y < 60:
		return Date{Year: 2000 + y, Month: month}, at + 1
	}
	return Date{Month: month}, k
}

// spellItem reads stretches of time that are named by words: första kvartalet,
// tertial 1, delår 1, föregående år, i år.
func (r *reader) spellItem(i int) (Item, int) {
	w := r.word(i)
	if months := spells[w]; months > 0 {
		if n := r.number(i + 1); r.length(i+1) == 1 && n >= 1 && n <= 12/months && r.at(i+1).kind == digits {
			return r.withYear(part(months, n), i, 2)
		}
		return Item{}, 0
	}
	if n := ordinals[w]; n > 0 {
		if months := spells[r.word(i+1)]; months > 0 && n <= 12/months {
			return r.withYear(part(months, n), i, 2)
		}
		return Item{}, 0
	}
	if shift, ok := relatives[w]; ok && r.word(i+1) == "år" || ok && r.word(i+1) == "året" || ok && r.word(i+1) == "års" {
		return Item{Kind: Year, Relative: true, Shift: shift}, 2
	}
	switch {
	case w == "i" && r.word(i+1) == "år" && r.at(i+2).kind != digits:
		return Item{Kind: Year, Relative: true}, 2
	case w == "i" && r.word(i+1) == "fjol", w == "året" && r.word(i+1) == "innan", w == "året" && r.word(i+1) == "före", w == "året" && r.word(i+1) == "dessförinnan":
		return Item{Kind: Year, Relative: true, Shift: -1}, 2
	}
	return Item{}, 0
}

var spells = map[string]int{
	"kvartal": 3, "kvartalet": 3, "tertial": 4, "tertialet": 4, "tertialen": 4, "halvår": 6, "halvåret": 6,
}

var relatives = map[string]int{"föregående": -1, "förra": -1, "fjol": -1, "innevarande": 0, "detta": 0, "nästa": 1, "kommande": 1}

var ordinals = map[string]int{"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 0}

func part(months, n int) Item {
	return Item{Kind: Period, From: Date{Month: (n-1)*months + 1}, To: Date{Month: n * months}}
}

// withYear adds the year that follows a stretch of months.
func (r *reader) withYear(it Item, i, n int) (Item, int) {
	k := i + n
	if y := r.number(k); r.length(k) == 4 && isYear(y) && r.at(k).kind == digits && !r.countsHere(k) {
		it.From.Year, it.To.Year = y, y
		return it, n + 1
	}
	return it, n
}

// age returns the length of an age: 0–20 år, 18 år och äldre, under 18 år.
func (r *reader) age(i int) int {
	k := i + 1
	ranged := false
	if (r.dash(k) || r.word(k) == "till" || r.word(k) == "och") && r.at(k+1).kind == digits && r.length(k+1) <= 3 {
		k += 2
		ranged = true
	}
	if r.length(i) > 3 || r.number(i) > 120 {
		return 0
	}
	if r.dash(k) && r.joined(k) && ageNouns[Stem(r.word(k+1))] {
		return k - i + 2
	}
	if ageNouns[Stem(r.word(k))] {
		return k - i + 1
	}
	if w := r.word(k); w != "år" && w != "års" {
		if ranged && ageBefore[r.word(i-1)] && r.is(i-2, "") {
			return k - i
		}
		if w := r.word(i - 1); w == "åldern" || w == "åldrarna" || w == "ålder" {
			return k - i
		}
		return 0
	}
	end := k + 1
	if n := r.ageAfter(end); n > 0 {
		return end + n - i
	}
	if w := r.word(i - 2); r.word(i-1) == "än" && (w == "yngre" || w == "äldre") {
		return end - i
	}
	if r.word(i-1) == "mellan" && ranged && r.agesNear(i-2) {
		return end - i
	}
	if ranged && r.is(i+1, "-–−") || ageBefore[Stem(r.word(i-1))] || r.word(i-1) == "under" && ageBefore[Stem(r.word(i-2))] || r.word(i-1) == "över" && ageBefore[Stem(r.word(i-2))] {
		return end - i
	}
	return 0
}

// agesNear reports whether one of the words before an index is of people of
// some age: de unga är nu mellan 15 och 17 år.
func (r *reader) agesNear(i int) bool {
	const room = 4
	for k := i; k > i-room; k-- {
		if ageBefore[Stem(r.word(k))] {
			return true
		}
	}
	return false
}

// ageAfter returns how many words behind "18 år" say that it is an age.
func (r *reader) ageAfter(k int) int {
	switch r.word(k) {
	case "gammal", "gamla", "fyllda", "ålder", "unga":
		return 1
	case "och", "eller":
		switch r.word(k + 1) {
		case "äldre", "yngre", "uppåt", "över", "nedåt", "under":
			return 2
		}
	}
	return 0
}

var ageBefore = stems("ålder", "åldern", "åldrarna", "barn", "unga", "ungdomar", "vuxna", "personer", "flickor", "pojkar", "kvinnor", "män", "fyllt", "fyller", "äldre", "invånare", "befolkning", "elever")

var ageNouns = stems("åring", "åringar", "åringarna")
