package agenda

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
)

// A pattern is one way in which a committee writes its diary numbers, such as
// SN/{year}:{n}. Blanks and leading zeros don't count when a number is read.
type pattern struct {
	committee *content.Committee
	text      string
	prefix    string // the letters before the first number: SN
	expr      *regexp.Regexp
	parts     []string // what each group of expr is: year, n, doc
}

// A number is a diary number that fits a pattern.
type number struct {
	pattern *pattern
	year, n int
}

// placeholders are the parts of a pattern, with what they match. A document's
// number within the matter is not part of the matter's name.
var placeholders = map[string]string{
	"{year}": `(\d{4})`,
	"{n}":    `(\d{1,7})`,
	"{doc}":  `(\d{1,4})`,
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// parsePattern reads a pattern; nil when it has an unknown part or no number.
func parsePattern(c *content.Committee, text string) *pattern {
	p := &pattern{committee: c, text: text}
	var expr strings.Builder
	rest := strings.ReplaceAll(text, " ", "")
	for first := true; ; first = false {
		at := placeholder.FindStringIndex(rest)
		literal := rest
		if at != nil {
			literal = rest[:at[0]]
		}
		if first {
			p.prefix = letters(literal)
		}
		expr.WriteString(regexp.QuoteMeta(literal))
		if at == nil {
			break
		}
		group, ok := placeholders[rest[at[0]:at[1]]]
		if !ok {
			return nil
		}
		expr.WriteString(group)
		p.parts = append(p.parts, strings.Trim(rest[at[0]:at[1]], "{}"))
		rest = rest[at[1]:]
	}
	if !slices.Contains(p.parts, "n") || p.prefix == "" {
		return nil
	}
	p.expr = regexp.MustCompile("^" + expr.String() + "$")
	return p
}

// letters keeps the letters of a text.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("/-:. ", r) {
			return -1
		}
		return r
	}, text)
}

// read reads a number of this pattern.
func (p *pattern) read(text string) (number, bool) {
	found := p.expr.FindStringSubmatch(strings.Join(strings.Fields(text), ""))
	if found == nil {
		return number{}, false
	}
	read := number{pattern: p}
	for i, part := range p.parts {
		value, _ := strconv.Atoi(found[i+1]) // digits only, and few of them
		switch part {
		case "year":
			read.year = value
		case "n":
			read.n = value
		}
	}
	return read, true
}

// print writes a number as the pattern has it, without leading zeros.
func (p *pattern) print(year, n int) string {
	out := strings.NewReplacer("{year}", strconv.Itoa(year), "{n}", strconv.Itoa(n)).Replace(p.text)
	if at := strings.Index(out, "{doc}"); at >= 0 {
		out = strings.TrimRight(out[:at], "/-:. ")
	}
	return out
}

// key is what two ways of writing one number have in common.
func (n number) key() string {
	return n.pattern.committee.Body + "\x00" + n.pattern.prefix + "\x00" + strconv.Itoa(n.year) + "\x00" + strconv.Itoa(n.n)
}

// id names the matter in addresses.
func (n number) id() string {
	plain := strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e").Replace(strings.ToLower(n.pattern.prefix))
	id := strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(plain, "-"), "-")
	if n.year > 0 {
		id += "-" + strconv.Itoa(n.year)
	}
	return id + "-" + strconv.Itoa(n.n)
}

// A register knows how all committees write their numbers.
type register struct{ patterns []*pattern }

// newRegister reads the patterns of all committees; one that cannot be used is
// a finding.
func newRegister(committees []*content.Committee, diags *diag.List) *register {
	r := &register{}
	for _, c := range committees {
		for _, text := range c.Numbers {
			p := parsePattern(c, text)
			if p == nil {
				diags.Add(diag.New("DNR", committeePlace(c), "pattern", text).With("pattern"))
				continue
			}
			r.patterns = append(r.patterns, p)
		}
	}
	return r
}

func committeePlace(c *content.Committee) diag.Place {
	if c.Source == nil {
		return diag.Place{File: "content/" + c.ID + "/committee.yaml"}
	}
	return c.Source.File()
}

// has reports whether a committee says how its numbers are written.
func (r *register) has(c *content.Committee) bool {
	return slices.ContainsFunc(r.patterns, func(p *pattern) bool { return p.committee == c })
}

// read reads a number of a committee's own diary, or of another committee of
// the same municipality.
func (r *register) read(text string, c *content.Committee) (number, bool) {
	for _, own := range [...]bool{true, false} {
		for _, p := range r.patterns {
			if own != (p.committee == c) || !own && p.committee.Body != c.Body {
				continue
			}
			if n, ok := p.read(text); ok {
				return n, true
			}
		}
	}
	return number{}, false
}

// loose takes a number apart that is written in some way of its own.
var loose = regexp.MustCompile(`^(\pL{1,6})\D*?((?:19|20)?\d\d)\D+(\d{1,7})`)

// nearest proposes the right way to write a number that fits no pattern: one
// of a matter that is known, or its own parts in the committee's pattern. ""
// is none.
func (r *register) nearest(text string, c *content.Committee, known []string) string {
	found := loose.FindStringSubmatch(strings.TrimSpace(text))
	var candidates []string
	for _, p := range r.patterns {
		if found == nil || p.committee != c || diag.Nearest(found[1], []string{p.prefix}) == "" {
			continue
		}
		year, _ := strconv.Atoi(found[2])
		if len(found[2]) == len("20") {
			year += 2000
		}
		n, _ := strconv.Atoi(found[3])
		candidates = append(candidates, p.print(year, n))
	}
	if len(candidates) > 0 {
		return candidates[0]
	}
	return diag.Nearest(text, known)
}
