package proofread

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// A reference is a typed "avsnitt 2.1", "tabell 3", "bilaga A".
type reference struct {
	kind       string // "section", "table", "chart", "attachment"
	number     string
	start, end int // in the raw text of its block
	after      string
}

// referenceWords are the words that a typed reference begins with.
var referenceWords = map[string]string{
	"avsnitt": "section", "avsnittet": "section", "rubrik": "section", "rubriken": "section", "kapitel": "section", "kapitlet": "section",
	"tabell": "table", "diagram": "chart", "figur": "chart",
	"bilaga": "attachment",
}

// references finds the typed references of one line.
func references(line string) []reference {
	var found []reference
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		if !unicode.IsLetter(r) {
			i += size
			continue
		}
		end := i
		for end < len(line) {
			r, size := utf8.DecodeRuneInString(line[end:])
			if !unicode.IsLetter(r) && r != '-' {
				break
			}
			end += size
		}
		word := line[i:end]
		if len(word) >= 5 && len(word) <= 10 {
			if kind := referenceWords[strings.ToLower(word)]; kind != "" {
				if ref, ok := referenceAt(line, i, end, kind); ok {
					found = append(found, ref)
				}
			}
		}
		i = end
	}
	return found
}

func referenceAt(line string, start, end int, kind string) (reference, bool) {
	rest := strings.TrimLeft(line[end:], " \u00a0")
	if rest == line[end:] {
		return reference{}, false
	}
	at := len(line) - len(rest)
	n := 0
	for n < len(rest) && (rest[n] >= '0' && rest[n] <= '9' || rest[n] == '.' && n+1 < len(rest) && rest[n+1] >= '0' && rest[n+1] <= '9') {
		n++
	}
	if n == 0 && kind == "attachment" && rest[0:min(1, len(rest))] >= "A" && rest[0:min(1, len(rest))] <= "H" && (len(rest) == 1 || !isLetterAt(rest, 1)) {
		n = 1
	}
	if n == 0 || n > 9 || isLetterAt(rest, n) {
		return reference{}, false
	}
	number := rest[:n]
	if len(number) > 2 && !strings.Contains(number, ".") { // a year
		return reference{}, false
	}
	return reference{kind: kind, number: number, start: start, end: at + n, after: rest[n:]}, true
}

func isLetterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// elsewhere reports whether a reference leads into another document: a law,
// a plan, a report that is named after it.
func (r *reference) elsewhere(before string) bool {
	after := strings.ToLower(strings.TrimLeft(r.after, " "))
	if strings.HasPrefix(after, "i ") || strings.HasPrefix(after, "av ") || strings.HasPrefix(after, "§") || strings.HasPrefix(after, "till ") ||
		strings.HasPrefix(after, "ur ") || strings.HasPrefix(after, "från ") {
		return !strings.HasPrefix(after, "i denna") && !strings.HasPrefix(after, "i rapporten") && !strings.HasPrefix(after, "i det här")
	}
	for _, w := range []string{"lagen", "balken", "sol", "lss", "lag ", "förordning", "föreskrift", "afs ", "grundlag"} {
		if strings.HasPrefix(after, w) || strings.Contains(first(after, 3), w) {
			return true
		}
	}
	if dot := strings.LastIndex(before, ". "); dot >= 0 { // the same sentence
		before = before[dot+1:]
	}
	tail := strings.ToLower(before[max(0, len(before)-60):])
	for _, w := range []string{"balken", "lagen", "förordning", "föreskrift", "budgetens ", "planens ", "policyn"} {
		if strings.Contains(tail, w) && r.kind == "section" {
			return true
		}
	}
	return false
}

// first are the first words of a text.
func first(text string, n int) string {
	fields := strings.Fields(text)
	return strings.Join(fields[:min(n, len(fields))], " ") + " "
}

// xrefs checks that references lead somewhere.
func (c *checker) xrefs() {
	known := c.targets()
	told := map[string]bool{}
	for i := range c.Blocks {
		b := &c.Blocks[i]
		line := c.raw(b)
		if start, end := asis.Broken(line); start >= 0 {
			c.add(diag.New("XREF", c.at(b, start, end), "text", line[start:end]).With("broken"))
		}
		if !prose(b) && b.Kind != asis.Heading {
			continue
		}
		for _, ref := range references(line) {
			if c.names(b, &ref) {
				continue
			}
			c.judgeReference(b, &ref, line, known, told)
		}
		if !c.Report && b.Kind != asis.Row {
			c.direction(i, line)
		}
	}
}

// names reports whether a block is itself what the reference would lead to: a
// caption or a heading that begins with the words.
func (c *checker) names(b *asis.Block, ref *reference) bool {
	lead := strings.TrimLeft(string(c.Raw[b.Start:b.Start+ref.start]), "* -•#0123456789.\t_<>pi/b")
	if lead != "" {
		return false
	}
	rest := strings.TrimLeft(ref.after, " *")
	return b.Kind == asis.Title || b.Kind == asis.Heading || rest == "" || strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ":") ||
		strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "–") || startsUpper(rest)
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// A targetSet is what references of one kind can lead to.
type targetSet map[string][]string // kind → numbers, in order

// targets collects numbered headings, contents entries, captions and attachments.
func (c *checker) targets() targetSet {
	known := targetSet{}
	add := func(kind, number string) {
		if !slices.Contains(known[kind], number) {
			known[kind] = append(known[kind], number)
		}
	}
	for i := range c.Blocks {
		b := &c.Blocks[i]
		if b.Number != nil && (b.Kind == asis.Heading && b.Mark != "agenda" || b.Kind == asis.Item && b.Mark != "agenda") {
			if b.Kind == asis.Heading || c.attached(i) {
				add(map[bool]string{true: "section", false: "attachment"}[b.Kind == asis.Heading], number(b.Number))
			}
		}
		if b.Kind == asis.Row && b.Table != nil { // "1.1" in the first cell of a table of sections
			first, _, _ := strings.Cut(b.Text, "\t")
			if n, _, rest := asis.SplitNumber(first); len(n) > 1 && rest == "" {
				add("section", number(n))
			}
		}
		for _, ref := range references(c.raw(b)) {
			if b.Kind == asis.ContentsLine || c.names(b, &ref) || ref.kind == "attachment" && c.listed(b, &ref) {
				add(ref.kind, ref.number)
			}
		}
	}
	for _, list := range c.Contents {
		for i := range list.Entries {
			if n := list.Entries[i].Number; n != nil {
				add("section", number(n))
			}
		}
	}
	for _, t := range c.Targets {
		add(t.Kind, t.Number)
	}
	return known
}

// attached reports whether an item stands in the list under "Bilagor".
func (c *checker) attached(i int) bool {
	for j := i - 1; j >= 0 && j > i-20; j-- {
		switch asis.Fold(c.Blocks[j].Text) {
		case "bilagor", "bilaga", "bilageförteckning":
			return true
		}
		if c.Blocks[j].Kind != asis.Item {
			return false
		}
	}
	return false
}

// listed reports whether an attachment is named in a list of attachments.
func (c *checker) listed(b *asis.Block, ref *reference) bool {
	return b.Kind == asis.Item && ref.start < 8 || b.Kind == asis.Row && ref.start < 4
}

// judgeReference reports a reference that leads nowhere. Of a kind that the
// document does not number nothing can be said.
func (c *checker) judgeReference(b *asis.Block, ref *reference, line string, known targetSet, told map[string]bool) {
	if ref.elsewhere(line[:ref.start]) {
		return
	}
	if c.Report {
		c.typed(b, ref, line)
		return
	}
	numbers := known[ref.kind]
	text := line[ref.start:ref.end]
	key := itoa(b.Part) + " " + strings.ToLower(text)
	if len(numbers) == 0 || slices.Contains(numbers, strings.TrimRight(ref.number, ".")) || told[key] {
		return
	}
	told[key] = true
	c.add(diag.New("XREF", c.at(b, ref.start, ref.end), "text", text, "known", diag.Shortlist(numbers)).With(ref.kind))
}

// typed offers the reference to write in place of a number typed by hand.
func (c *checker) typed(b *asis.Block, ref *reference, line string) {
	for _, t := range c.Targets {
		if t.Kind == ref.kind && t.Number == ref.number {
			instead := "[](#" + t.ID + ")"
			c.add(diag.Finding{
				Code: "XREF", Severity: diag.Warning, Place: c.at(b, ref.start, ref.end),
				Args: diag.Args("text", line[ref.start:ref.end], "instead", instead),
			}.With("typed").Propose(instead))
			return
		}
	}
	if ref.kind == "attachment" {
		return
	}
	variant := "typed-unknown"
	if ref.kind == "section" {
		variant = "typed-section"
	}
	c.add(diag.Finding{
		Code: "XREF", Severity: diag.Warning, Place: c.at(b, ref.start, ref.end),
		Args: diag.Args("text", line[ref.start:ref.end]),
	}.With(variant))
}

// direction checks "tabellen nedan" and "tabellen ovan": a table stands within
// reach. Pictures are lost in conversion, so of charts nothing is said, nor
// where several empty lines show that something is gone.
func (c *checker) direction(i int, line string) {
	low := strings.ToLower(line)
	for _, phrase := range []string{"tabellen nedan", "nedanstående tabell", "tabellen ovan", "ovanstående tabell", "följande tabell"} {
		at := strings.Index(low, phrase)
		if at < 0 || len(low) != len(line) {
			continue
		}
		step := 1
		if strings.Contains(phrase, "ovan") {
			step = -1
		}
		if !c.tableNear(i, step) {
			c.add(diag.New("XREF", c.at(&c.Blocks[i], at, at+len(phrase)), "text", line[at:at+len(phrase)]).With("nothing"))
		}
	}
}

// reach is how many blocks away a table may stand.
const reach = 12

func (c *checker) tableNear(i, step int) bool {
	for n, j := 0, i; n < reach; n++ {
		if step < 0 && c.Blocks[j].Gap > 2 {
			return true
		}
		j += step
		if j < 0 || j >= len(c.Blocks) {
			return step < 0
		}
		b := &c.Blocks[j]
		if b.Kind == asis.Row || step > 0 && b.Gap > 2 || strings.HasPrefix(b.Text, "Tabell") || strings.HasPrefix(b.Text, "Diagram") {
			return true
		}
	}
	return false
}
