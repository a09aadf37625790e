package swedish

import "strings"

// pointerWords stand before the number of a thing, which is no quantity. The
// stem is looked up.
var pointerWords = stems(
	"avsnitt", "kapitel", "kap", "tabell", "diagram", "figur", "bild", "bilaga", "bilagor", "punkt", "punkter", "steg", "sida", "sid", "sidan", "sidor",
	"nr", "nummer", "paragraf", "fråga", "fas", "etapp", "nivå", "version", "kolumn", "rad", "zon", "linje", "klass",
	"alternativ", "utgåva", "artikel", "mål", "delmål", "åtagande", "uppdrag", "vecka", "v", "årskurs", "åk", "årskurser", "konto",
	"kod", "verksamhetskod", "projekt", "ansvar", "ärende", "protokoll", "rubrik", "not", "fotnot", "sfs", "prop", "proposition",
	"sosfs", "hslf", "delår", "delårsrapport", "kategori", "typ", "scenario", "spår", "hus", "våning", "rum", "buss", "väg",
	"appendix", "dnr", "diarienummer", "diarienr", "ärendenummer", "org", "organisationsnummer", "plats", "kvalitetsområde", "målområde", "fokusområde", "iso",
)

func stems(words ...string) map[string]bool {
	all := make(map[string]bool, len(words))
	for _, w := range words {
		all[Stem(w)] = true
		all[w] = true
	}
	return all
}

// pointerWord notes the numbers behind a pointer word and returns how many
// tokens the word and they take; 0 when there are none.
func (r *reader) pointerWord(i int) int {
	if next := r.at(i + 1).kind; next != digits && (next != sign || r.at(i+2).kind != digits) {
		return 0
	}
	w := r.word(i)
	if !pointerWords[w] && !pointerWords[Stem(w)] && (!r.upper(i) || !isStreet(w)) {
		return 0
	}
	k := i + 1
	if r.is(k, ".:") && !r.at(k).gap || r.is(k, "#") {
		k++
	}
	t := r.at(k)
	if t.kind != digits || t.line {
		return 0
	}
	if r.length(k) == 4 && isYear(r.number(k)) && w != "nr" && w != "projekt" && w != "konto" {
		return 0 // mål 2020, plan 2021
	}
	if r.is(k+1, ",") && !r.at(k+1).gap && r.at(k+2).kind == digits && !r.at(k+2).gap {
		return 0 // målet 7,5 procent
	}
	end := r.pointerEnd(k)
	if r.unitFollows(end) || r.is(end, "%") {
		return 0
	}
	if w == "diarienummer" || w == "dnr" || w == "diarienr" || w == "ärendenummer" {
		return r.add(Item{Kind: Diary}, k, end-k) + k - i
	}
	return r.add(Item{Kind: Pointer}, k, end-k) + k - i
}

// isStreet reports whether a word is the name of a street.
func isStreet(w string) bool {
	for _, end := range [...]string{"gatan", "vägen", "gränd", "torget", "allén", "stigen"} {
		if strings.HasSuffix(w, end) && len(w) > len(end) {
			return true
		}
	}
	return false
}

// pointerEnd returns the index after the numbers of a pointer: 2.1.3, 3 och 4,
// 2020/123, 2 a.
func (r *reader) pointerEnd(k int) int {
	end := k + 1
	for r.is(end, ".:/-") && !r.at(end).gap && r.at(end+1).kind == digits && !r.at(end+1).gap {
		end += 2
	}
	if end > k+1 {
		return end
	}
	return r.series(k)
}

// diary returns the length of a diary number that begins with letters:
// SN/2020:238, SN 2020:218, KS2020/158/11, or one of the site's patterns.
func (r *reader) diary(i int) int {
	t := r.at(i)
	if t.End-t.Start > 12 || statutes[t.fold] || !allUpper(r.str(t)) {
		return 0
	}
	k := i + 1
	if r.is(k, "/-") && !r.at(k).gap {
		k++
	}
	if r.at(k).kind != digits || r.length(k) != 4 || !isYear(r.number(k)) || r.at(k).gap && k > i+1 {
		return 0
	}
	if !r.is(k+1, ":/-") || r.at(k+1).gap {
		return 0
	}
	if r.at(k+2).kind != digits || r.at(k+2).gap {
		return 0
	}
	if r.is(k+1, "-") && r.length(k+2) <= 2 && (r.is(k+3, "-") || r.at(i+1).gap) {
		return 0 // a date behind a word in capitals
	}
	end := k + 3
	if r.is(end, "/-:") && !r.at(end).gap && r.at(end+1).kind == digits && !r.at(end+1).gap {
		end += 2
	}
	return end - i
}

// statutes are collections of laws, whose numbers look like those of a diary.
var statutes = map[string]bool{"sfs": true, "sosfs": true, "hslf": true, "fs": true, "skr": true, "sou": true, "ds": true}

func allUpper(s string) bool {
	for _, c := range s {
		if c >= 'a' && c <= 'z' || c == 'å' || c == 'ä' || c == 'ö' {
			return false
		}
	}
	return true
}

// diaryDigits returns the length of a diary number without letters, behind its
// word or in one of the site's patterns: dnr 2020-1234, 34.5-1234/2020.
func (r *reader) diaryDigits(i int) int {
	k := i
	parts := 0
	for r.is(k+1, "-/:.") && !r.at(k+1).gap && r.at(k+2).kind == digits && !r.at(k+2).gap {
		k += 2
		parts++
	}
	said := diaryWords[r.word(i-1)] || r.is(i-1, ":.") && diaryWords[r.word(i-2)]
	long := parts > 1 && r.length(k) == 4 && isYear(r.number(k)) && r.is(k-1, "/") && r.length(k-2) > 2
	if said && parts > 0 || long {
		return k - i + 1
	}
	return 0
}

var diaryWords = map[string]bool{"dnr": true, "diarienr": true, "diarienummer": true, "ärendenr": true, "ärendenummer": true, "ref": true}
