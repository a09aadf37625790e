package swedish

// A Name is what a thing is called, made ready to be found in sentences in any
// form: "Barn och unga" stands in "ungas", "barnens och de ungas" does not.
type Name struct {
	Stems []string // of the words that count, in order; none for a name without words
}

// NewName takes a name apart. Connecting words, digits and signs don't count.
func NewName(text string) Name {
	r := newReader(text, nil)
	var n Name
	for i := range r.tokens {
		if t := &r.tokens[i]; t.kind == letters && !connecting[t.fold] {
			n.Stems = append(n.Stems, Stem(t.fold))
		}
	}
	return n
}

// connecting words may stand or be missing in a name.
var connecting = map[string]bool{"och": true, "samt": true, "o": true, "mm": true, "m": true, "mfl": true, "etc": true, "år": true, "inkl": true, "exkl": true}

// Find returns the first stretch of words, from an index on, that is the name,
// and false when there is none.
func (n Name) Find(words []Word, from int) (first, end int, ok bool) {
	if len(n.Stems) == 0 {
		return 0, 0, false
	}
	for i := from; i < len(words); i++ {
		if words[i].Stem == n.Stems[0] {
			if end, ok := n.At(words, i); ok {
				return i, end, true
			}
		}
	}
	return 0, 0, false
}

// At reports whether the name begins at a word, and returns the index of the
// word after it.
func (n Name) At(words []Word, i int) (end int, ok bool) {
	for k, stem := range n.Stems {
		for k > 0 && i < len(words) && connecting[words[i].Fold] {
			i++
		}
		if i >= len(words) || words[i].Stem != stem {
			return 0, false
		}
		i++
	}
	return i, true
}

// Same reports whether two names count the same words.
func (n Name) Same(m Name) bool {
	if len(n.Stems) != len(m.Stems) {
		return false
	}
	for i := range n.Stems {
		if n.Stems[i] != m.Stems[i] {
			return false
		}
	}
	return true
}
