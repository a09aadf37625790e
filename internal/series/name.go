package series

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tertial/internal/quantity"
)

// name gives every measure its address. It is the word of its kind with its
// code, else with its name, so that it depends on nothing but the measure
// itself, whatever reports come or go. A code that has replaced another keeps
// the address of the first one in the register; the others lead there.
//
// Where two measures would have one address, the one that the oldest report
// states keeps it, and the others get four letters of the digest of what they
// are: reports that come later take no address from anyone.
func (j *joiner) name(c *Committee) {
	order := slices.Clone(c.Measures)
	slices.SortStableFunc(order, func(a, b *Measure) int {
		if d := byTime(a.Reports[0], b.Reports[0]); d != 0 {
			return d
		}
		return strings.Compare(a.identity(), b.identity())
	})
	taken := map[string]bool{}
	for _, m := range order {
		m.ID = m.slug(j.first(m))
		for n := 0; taken[m.ID]; n++ {
			m.ID = m.slug(j.first(m)) + "-" + m.digest(n)
		}
		taken[m.ID] = true
	}
	for _, m := range order {
		for _, code := range j.chain(m) {
			if address := m.slug(code); !taken[address] {
				taken[address] = true
				m.Addresses = append(m.Addresses, address)
			}
		}
	}
}

// identity is what no two measures of a committee share.
func (m *Measure) identity() string {
	f := m.facts[0]
	return strings.Join([]string{m.Kind, m.system, m.Code, f.Subject, f.Column, dimension(f), f.Kind, f.Set}, "\n")
}

func (m *Measure) digest(n int) string {
	const letters = 2 // bytes, of two letters each
	text := m.identity()
	if n > 0 {
		text += "\n" + strconv.Itoa(n)
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:letters])
}

// first is the first code that a measure had by the register.
func (j *joiner) first(m *Measure) string {
	if chain := j.chain(m); len(chain) > 0 {
		return chain[0]
	}
	return m.Code
}

// mostCodes ends a ring of codes that replace each other.
const mostCodes = 40

// chain are the codes of a measure in the order in which they replaced each
// other, as far as each replaced only one.
func (j *joiner) chain(m *Measure) []string {
	if m.Code == "" {
		return nil
	}
	chain := []string{m.Code}
	for len(chain) < mostCodes {
		before := ""
		for _, e := range j.codes.Entries(m.system, chain[0]) {
			before = e.Replaces
		}
		if before == "" || strings.ContainsAny(before, "|,") || slices.Contains(chain, before) {
			break
		}
		if next, ok := j.codes.Successor(m.system, before); !ok || !strings.EqualFold(next.Code, m.Code) {
			break
		}
		chain = append([]string{before}, chain...)
	}
	return chain
}

// mostLetters is how long the name in an address may be.
const mostLetters = 60

// slug is the address of a measure of the code or, without one, of its name.
func (m *Measure) slug(code string) string {
	word := m.Kind
	if i := kindOrder(m.Kind); i >= 0 {
		word = kinds[i][1]
	}
	text := code
	if text == "" {
		text = strings.ReplaceAll(m.facts[0].Subject, " › ", " ")
	}
	if text == "" {
		text = m.facts[0].Column
	}
	name := slug(text)
	if len(name) > mostLetters {
		name = strings.TrimRight(name[:mostLetters], "-") + "-" + m.digest(0)
	}
	if name == "" {
		name = m.digest(0)
	}
	return word + "-" + name
}

// slug turns a name into lower-case ASCII letters, digits and single hyphens.
func slug(text string) string {
	var out strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(text) {
		r = unicode.ToLower(r)
		switch {
		case unicode.Is(unicode.Mn, r):
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			if gap && out.Len() > 0 {
				out.WriteByte('-')
			}
			gap = false
			out.WriteRune(r)
		default:
			gap = true
		}
	}
	return out.String()
}

// unitOf is the unit in which amounts of a course are shown: that of the newest
// statement, but millions for accounts of thousands are left as they are.
func unitOf(facts []*Fact) quantity.Unit {
	for _, f := range slices.Backward(facts) {
		if f.Has {
			return f.Amount.Unit
		}
	}
	return quantity.None
}
