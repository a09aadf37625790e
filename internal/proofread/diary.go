package proofread

import (
	"strings"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// A form is one way to write the numbers of a diary.
type form struct {
	prefix, between, colon string
}

func formOf(n *asis.Diary) form { return form{n.Prefix, n.Between, n.Colon} }

// broken reports whether a number is written as no diary writes it.
func (f form) broken() bool {
	return strings.Contains(f.between, "//") || f.between == "/ " || f.between == " /" || len(strings.TrimSpace(f.colon)) > 1 ||
		strings.Contains(f.colon, " ") || f.colon == "" || strings.Count(f.between+f.colon, " ") > 1
}

// diaries checks that the numbers of one diary are written in one way. The form
// is that of the committee's pattern, else the one that most numbers have.
func (c *checker) diaries() {
	count := map[form]int{}
	total := map[string]int{}
	first := map[form]int{}
	var order []form
	for i := range c.Diaries {
		n := &c.Diaries[i]
		f := formOf(n)
		if count[f] == 0 {
			first[f] = i
			order = append(order, f)
		}
		count[f]++
		total[n.Prefix]++
	}
	for _, f := range order {
		best, sure := c.canonical(f.prefix, order, count)
		n := &c.Diaries[first[f]]
		if pattern, ok := c.pattern(f.prefix); ok && (c.Report || c.own(f.prefix)) {
			if !c.allowed(f) {
				c.add(diag.New("DNR", c.At(n.Start, n.End), "number", c.text(n), "instead", pattern.write(n)).Propose(pattern.write(n)))
			}
			continue
		}
		if f == best {
			continue
		}
		fixed := best.write(n)
		switch {
		case f.broken():
			c.each(f, func(n *asis.Diary) {
				c.add(diag.New("DNR", c.At(n.Start, n.End), "number", c.text(n), "instead", best.write(n)).With("broken").Propose(best.write(n)))
			})
		case total[f.prefix] < 3:
		case count[best] >= 2*count[f]:
			c.add(diag.New("DNR", c.At(n.Start, n.End), "number", c.text(n), "instead", fixed, "count", count[f], "usual", count[best]).With("form").Propose(fixed))
		case sure:
			c.mixed(n, fixed, count[f], count[best])
		}
	}
}

// mixed notes that a diary's numbers are written in two ways, of which neither
// is clearly the usual one.
func (c *checker) mixed(n *asis.Diary, other string, count, usual int) {
	c.add(diag.Finding{
		Code: "DNR", Severity: diag.Note, Place: c.At(n.Start, n.End),
		Args: diag.Args("number", c.text(n), "instead", other, "count", count, "usual", usual),
	}.With("mixed"))
}

// own reports whether a paper's numbers are those of the committee whose pattern
// has the prefix: most are written in its forms. Another municipality's
// committee may have the same letters.
func (c *checker) own(prefix string) bool {
	own, all := 0, 0
	for i := range c.Diaries {
		if f := formOf(&c.Diaries[i]); f.prefix == prefix {
			all++
			if c.allowed(f) {
				own++
			}
		}
	}
	return own*2 > all
}

// each calls a function for every number of a form.
func (c *checker) each(f form, do func(*asis.Diary)) {
	for i := range c.Diaries {
		if formOf(&c.Diaries[i]) == f {
			do(&c.Diaries[i])
		}
	}
}

// canonical is the form of a diary's numbers: of those that are whole the most
// frequent, and of equals the one with more signs. It is sure when it is more
// frequent than every other.
func (c *checker) canonical(prefix string, order []form, count map[form]int) (best form, sure bool) {
	best = form{prefix, "/", ":"}
	most := 0
	for _, f := range order {
		if f.prefix != prefix || f.broken() {
			continue
		}
		switch n := count[f]; {
		case n > most:
			best, most, sure = f, n, true
		case n == most:
			sure = false
			if len(f.between) > len(best.between) || f.between == "/" {
				best = f
			}
		}
	}
	return best, sure
}

// write writes a number in a form.
func (f form) write(n *asis.Diary) string {
	colon := f.colon
	if colon == "" {
		colon = ":"
	}
	return n.Prefix + f.between + itoa(n.Year) + colon + n.Digits
}

// pattern is the first form that the committee's own patterns have for a prefix.
func (c *checker) pattern(prefix string) (form, bool) {
	for _, p := range c.Patterns {
		rest, ok := strings.CutPrefix(p, prefix)
		between, after, ok2 := strings.Cut(rest, "{year}")
		colon, _, ok3 := strings.Cut(after, "{n}")
		if ok && ok2 && ok3 && len(between) <= 2 {
			return form{prefix, between, colon}, true
		}
	}
	return form{}, false
}

// allowed reports whether the committee's own patterns know a form.
func (c *checker) allowed(f form) bool {
	for _, p := range c.Patterns {
		before, after, ok := strings.Cut(p, "{year}")
		if !ok {
			continue
		}
		colon, _, ok := strings.Cut(after, "{n}")
		if ok && before == f.prefix+f.between && colon == f.colon {
			return true
		}
	}
	return false
}
