package prose

import (
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/swedish"
)

// mostLiterals is the share of declared literals, in per cent of all numbers,
// above which the text is no longer bound to its data.
const mostLiterals = 5

// declared reports whether a declared literal covers the number, and counts it.
func (c *checker) declared(cl *amount) bool {
	for i := range c.Literals {
		if covers(c.Literals[i].Text, cl.s.passage.Text, cl.Digits) {
			c.literals[i]++
			if cl.counted() {
				c.result.Declared++
			}
			return true
		}
	}
	return false
}

// covers reports whether a literal stands in the text around a stretch. Blanks
// of all kinds are the same.
func covers(literal, text string, at swedish.Span) bool {
	literal, digits := blanks(literal), blanks(at.Of(text))
	if literal == "" || !strings.Contains(literal, digits) {
		return false
	}
	room := 2 * len(literal)
	from, to := max(at.Start-room, 0), min(at.End+room, len(text))
	before, after := blanks(text[from:at.Start]), blanks(text[at.End:to])
	for i := 0; i+len(digits) <= len(literal); i++ {
		if literal[i:i+len(digits)] == digits && strings.HasSuffix(before, literal[:i]) && strings.HasPrefix(after, literal[i+len(digits):]) {
			return true
		}
	}
	return false
}

// blanks makes all white space single blanks.
func blanks(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\u00a0', '\u202f', '\u2009', '\n', '\t', '\r':
			return ' '
		default:
			return r
		}
	}, s)
}

// finish reports what concerns the whole text.
func (c *checker) finish() {
	c.twice()
	if c.AsIs {
		return
	}
	for i := range c.Literals {
		c.literal(&c.Literals[i], c.literals[i])
	}
	all := c.result.All()
	if c.result.Declared*100 > mostLiterals*all {
		place := c.Literals[0].Place
		c.diags.Add(diag.New("LITERALS", place, "literals", c.result.Declared, "all", all, "most", mostLiterals))
	}
}

// literal reports a declaration that declares nothing.
func (c *checker) literal(l *content.Literal, used int) {
	switch {
	case used > 0 || l.Text == "":
	case !hasAmount(l.Text, c.text):
		c.diags.Add(diag.New("LITERAL", l.Place, "text", l.Text).With("number"))
	default:
		c.diags.Add(diag.New("LITERAL", l.Place, "text", l.Text))
	}
}

func hasAmount(text string, o *swedish.Options) bool {
	for _, s := range swedish.Read(text, o).Sentences {
		for i := range s.Items {
			if s.Items[i].Kind == swedish.Amount {
				return true
			}
		}
	}
	return false
}
