package swedish

import "unicode/utf8"

// abbreviations end with a point that ends no sentence. Those of one letter
// (t.ex., s.k.) are known by their form.
var abbreviations = map[string]bool{
	"ex": true, "bl": true, "ca": true, "kl": true, "nr": true, "resp": true, "kap": true, "inkl": true, "exkl": true, "dvs": true,
	"osv": true, "etc": true, "mfl": true, "jfr": true, "st": true, "sid": true, "tel": true, "dnr": true, "milj": true, "tkr": true,
	"fr": true, "tom": true, "from": true, "proc": true, "avd": true, "art": true, "prop": true, "bil": true, "ang": true, "avs": true,
	"forts": true, "gm": true, "ggr": true, "mån": true, "obs": true, "enl": true, "ev": true, "pga": true, "sek": true, "tab": true, "tfn": true, "tim": true,
	"jan": true, "feb": true, "aug": true, "sept": true, "sep": true, "okt": true, "nov": true, "dec": true, "max": true, "min": true,
}

// sentences cuts the tokens into sentences and gives each its words and items.
func (r *reader) sentences() []Sentence {
	var out []Sentence
	first, item := 0, 0
	for i := range r.tokens {
		if i+1 < len(r.tokens) && !r.ends(i) {
			continue
		}
		s := Sentence{Span: Span{r.tokens[first].Start, r.tokens[i].End}, Words: r.words(first, i+1)}
		begin := item
		for item < len(r.found) && r.found[item].Start < s.End {
			s.End = max(s.End, r.found[item].End) // an item is never cut
			item++
		}
		s.Items = r.found[begin:item:item]
		out = append(out, s)
		first = i + 1
	}
	return out
}

// ends reports whether a sentence ends with the token at an index.
func (r *reader) ends(i int) bool {
	if r.inside(i) {
		return false
	}
	next := r.at(i + 1)
	if next.line && r.lineBreaks(i) {
		return true
	}
	switch {
	case r.is(i, "!?"):
		return next.gap
	case r.is(i, "."), r.is(i, "…"):
		return next.gap && r.begins(i+1) && !r.abbreviated(i)
	case r.is(i, `)"”'»`) && r.is(i-1, ".!?"):
		return next.gap && r.begins(i+1)
	default:
		return false
	}
}

// lineBreaks reports whether a line break after a token is one between
// sentences: an empty line, a tab, or a line that begins as items of lists do.
func (r *reader) lineBreaks(i int) bool {
	a, b := r.at(i), r.at(i+1)
	breaks := 0
	for _, c := range r.text[a.End:b.Start] {
		switch c {
		case '\n':
			breaks++
		case '\t':
			return true
		}
	}
	if breaks == 0 {
		return false
	}
	return breaks > 1 || r.is(i+1, "•*■-–") && r.at(i+2).gap
}

// begins reports whether a sentence can begin at the token.
func (r *reader) begins(i int) bool {
	t := r.at(i)
	switch t.kind {
	case letters:
		return r.upper(i)
	case digits, ending:
		return true
	default:
		c, _ := utf8.DecodeRuneInString(r.str(t))
		return c != ',' && c != ';' && c != ')' && c != '%'
	}
}

// abbreviated reports whether the point at an index belongs to the word before
// it.
func (r *reader) abbreviated(i int) bool {
	before := r.at(i - 1)
	switch before.kind {
	case letters:
		if before.End != r.at(i).Start {
			return false
		}
		if letterCount(before.fold) == 1 {
			// t.ex., s.k., initials; but "bilaga A." ends
			return r.is(i-2, ".") || !r.upper(i+1) || r.upper(i-1)
		}
		if !abbreviations[before.fold] {
			return false
		}
		return !closing[before.fold] || !r.upper(i+1)
	case digits:
		// "1. Något" at the front of a line, and "den 3. maj"
		return r.at(i-1).line || r.at(i+1).kind == letters && !r.upper(i+1)
	default:
		return false
	}
}

// inside reports whether an item goes on after the token.
func (r *reader) inside(i int) bool {
	end := r.at(i).End
	lo, hi := 0, len(r.found)
	for lo < hi { // the last item that begins before the token's end
		mid := (lo + hi) / 2
		if r.found[mid].Start < end {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo > 0 && r.found[lo-1].End > end
}

// closing are abbreviations that often end a sentence too: before a capital
// letter their point is a full stop.
var closing = map[string]bool{
	"osv": true, "etc": true, "mfl": true, "tkr": true, "st": true, "tom": true, "mån": true, "tim": true, "ggr": true, "sek": true,
	"jan": true, "feb": true, "aug": true, "sept": true, "sep": true, "okt": true, "nov": true, "dec": true, "max": true, "min": true, "from": true, "art": true,
}
