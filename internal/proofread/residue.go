package proofread

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// leftovers are phrases that templates put where an author should write, in
// small letters.
var leftovers = []string{
	"skriv namn", "skriv nummer", "skriv datum", "skriv text", "skriv titel", "skriv din text", "skriv här", "skriv in namn",
	"klicka här för att", "klicka eller tryck här", "klicka och skriv", "lorem ipsum", "dolor sit amet",
	"kommer senare", "text kommer", "fylls i senare", "kompletteras senare", "välj ett objekt", "ange text här", "ange rubrik",
	"infoga text", "infoga diagram här", "infoga tabell här", "infoga bild här", "här skriver du", "[här ", "ta bort denna text",
	"(nämndens namn)", "(förvaltningens namn)", "xx månad", "???", "å å å å", "åååå-mm-dd",
}

// bracketWords begin a placeholder in square or angle brackets.
var bracketWords = []string{
	"namn", "datum", "text", "titel", "belopp", "antal", "nummer", "år", "månad", "kommun", "nämnd", "enhet", "skriv", "ange", "fyll i", "infoga",
	"xx", "dag", "diarienummer", "dnr", "rubrik", "ort", "avdelning", "förvaltning", "välj", "klicka", "tal", "siffra", "..", "…",
}

// residue finds what templates leave.
func (c *checker) residue() {
	for i := range c.Blocks {
		b := &c.Blocks[i]
		if b.Kind == asis.ContentsLine {
			continue
		}
		line := c.raw(b)
		if !c.leftover(b, line) {
			c.placeholders(b, line)
			c.crosses(b, line)
		}
	}
}

// leftover finds phrases of templates. Capitals are needed for the two that
// are ordinary words too.
func (c *checker) leftover(b *asis.Block, line string) bool {
	low := strings.ToLower(line)
	if len(low) != len(line) {
		low = line
	}
	for _, l := range leftovers {
		at := strings.Index(low, l)
		if at < 0 || at > 0 && isLetterBefore(low, at) && l[0] != '[' {
			continue
		}
		if strings.HasPrefix(l, "skriv ") && !afterLabel(line[:at]) && !c.belowLabel(b, l) { // a form may ask for it
			continue
		}
		found := line[at : at+len(l)]
		if (l == "kommer senare" || l == "kompletteras senare" || l == "fylls i senare" || l == "text kommer") && found != strings.ToUpper(found) && len(b.Text) > len(l)+12 {
			continue
		}
		phrase := c.rest(line, at, len(l))
		c.add(diag.New("TEMPLATE", c.at(b, at, at+len(phrase)), "text", phrase))
		return true
	}
	return false
}

// rest is a found phrase with the words after it, cut to what is readable.
func (c *checker) rest(line string, at, length int) string {
	const most = 60
	end := at + length
	for end < len(line) && end < at+most && strings.IndexByte("\t.;", line[end]) < 0 {
		end++
	}
	if end == at+most && end < len(line) { // not in the middle of a word
		if cut := strings.LastIndexByte(line[at+length:end], ' '); cut > 0 {
			end = at + length + cut
		}
	}
	for end < len(line) && !utf8.RuneStart(line[end]) {
		end++
	}
	return strings.TrimSpace(line[at:end])
}

// afterLabel reports whether a stretch stands where a value should: behind a
// label with a colon, in a bracket or alone in a cell.
func afterLabel(before string) bool {
	before = strings.TrimRight(before, " ")
	return strings.HasSuffix(before, ":") || strings.HasSuffix(before, "[") || strings.HasSuffix(before, "<") || strings.HasSuffix(before, "\t") && before != "\t"
}

// belowLabel reports whether a line is a phrase and nothing else, in small
// letters, below a label.
func (c *checker) belowLabel(b *asis.Block, phrase string) bool {
	if b.Text != phrase {
		return false
	}
	for i := range c.Blocks {
		if c.Blocks[i].Start == b.Start && i > 0 {
			label := asis.Fold(c.Blocks[i-1].Text)
			return fieldLabels[label] || signers[label]
		}
	}
	return false
}

func isLetterBefore(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return unicode.IsLetter(r)
}

// placeholders finds [namn] and <datum>, but not […] in a quotation.
func (c *checker) placeholders(b *asis.Block, line string) {
	for i := 0; i < len(line); i++ {
		var closing byte
		switch line[i] {
		case '[':
			closing = ']'
		case '<':
			closing = '>'
		default:
			continue
		}
		end := strings.IndexByte(line[i:], closing)
		if end < 2 || end > 60 || strings.HasPrefix(line[i+end+1:], "(") {
			continue
		}
		inner := strings.ToLower(line[i+1 : i+end])
		if !placeholderWord(inner) || closing == ']' && (strings.HasPrefix(inner, "..") || strings.HasPrefix(inner, "…")) && quoted(line) {
			continue
		}
		c.add(diag.New("TEMPLATE", c.at(b, i, i+end+1), "text", line[i:i+end+1]))
		i += end
	}
}

func placeholderWord(inner string) bool {
	for _, w := range bracketWords {
		if rest, ok := strings.CutPrefix(inner, w); ok {
			r, _ := utf8.DecodeRuneInString(rest)
			if rest == "" || !unicode.IsLetter(r) && r != '=' {
				return true
			}
		}
	}
	return false
}

func quoted(line string) bool { return strings.ContainsAny(line, "\"”“»«'’") }

// crosses finds xx, XX and xxx as a word, or in a diary number.
func (c *checker) crosses(b *asis.Block, line string) {
	for i := 0; i+1 < len(line); i++ {
		if line[i]|0x20 != 'x' || line[i+1]|0x20 != 'x' {
			continue
		}
		start, end := i, i
		for end < len(line) && line[end]|0x20 == 'x' {
			end++
		}
		if !c.crossWord(line, start, end) {
			i = end
			continue
		}
		for start > 0 && strings.IndexByte(" \t(", line[start-1]) < 0 {
			start--
		}
		for end < len(line) && strings.IndexByte(" \t),;", line[end]) < 0 {
			end++
		}
		if open := strings.LastIndexAny(line[:start], "[<"); open >= 0 && !strings.ContainsAny(line[open:start], "]>") {
			i = end // inside a placeholder, which has been reported
			continue
		}
		c.add(diag.New("TEMPLATE", c.at(b, start, end), "text", strings.Trim(line[start:end], ".*")))
		i = end
	}
}

// crossWord reports whether crosses stand for something to fill in: they are
// no part of a word, no size of clothes and no Roman number.
func (c *checker) crossWord(line string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:start])
	after, _ := utf8.DecodeRuneInString(line[end:])
	if unicode.IsLetter(before) || unicode.IsLetter(after) {
		return false
	}
	if unicode.IsDigit(before) && !strings.HasSuffix(line[:start], "20") && !strings.HasSuffix(line[:start], "-") {
		return false
	}
	word := line[start:end]
	return word == strings.ToLower(word) || word == strings.ToUpper(word) && c.forNumber(line, start, end)
}

// forNumber reports whether capital crosses stand for a number. Minutes write
// them for a person's name too, which is as it should be.
func (c *checker) forNumber(line string, start, end int) bool {
	if r, _ := utf8.DecodeLastRuneInString(line[:start]); unicode.IsDigit(r) || r == ':' || r == '/' || r == '-' {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(line[end:]); r == ':' || r == '-' || r == '/' || r == '%' || r == ',' && end+1 < len(line) && line[end+1]|0x20 == 'x' {
		return true
	}
	before, _ := wordBefore(line, start)
	after, _, _ := strings.Cut(strings.TrimLeft(line[end:], " "), " ")
	return leads[strings.ToLower(before)] || counted[strings.ToLower(strings.Trim(after, ".,;:)"))] || months[strings.ToLower(after)] > 0
}

// leads are words before a number that is missing.
var leads = map[string]bool{
	"§": true, "§§": true, "den": true, "nr": true, "dnr": true, "nummer": true, "sid": true, "sidan": true, "tabell": true, "diagram": true,
	"avsnitt": true, "bilaga": true, "punkt": true, "antal": true, "cirka": true, "ca": true, "på": true,
}

// counted are words behind one.
var counted = map[string]bool{
	"kronor": true, "kr": true, "tkr": true, "mkr": true, "mnkr": true, "miljoner": true, "miljon": true, "tusen": true, "procent": true, "procentenheter": true,
	"%": true, "st": true, "stycken": true, "personer": true, "barn": true, "dagar": true, "veckor": true, "månader": true, "år": true, "timmar": true,
	"platser": true, "ärenden": true, "beslut": true, "månad": true,
}

// fieldLabels are labels of forms that must not stand empty, folded.
var fieldLabels = map[string]bool{
	"dnr": true, "diarienummer": true, "diarienr": true, "referens": true, //nolint:misspell // Swedish
	"mottagare": true, "datum": true, "handläggare": true,
	"dokumentet ersätter": true, "relaterade dokument": true, "dokumentansvarig": true, "dokumentet gäller för": true,
	"dokumentet gäller till den": true, "dokumentet beslutades den": true, "dokumentet är beslutat av": true, "expedieras till": true,
	"gäller från": true, "gäller till": true, "beslutad av": true, "ansvarig": true, "kontaktperson": true, "paragraf": true,
	"e-post": true, "epost": true, "e-postadress": true, "telefon": true, "ordförande": true, "sekreterare": true, "plats": true, "tid": true,
	"justerare": true, "beslutsdatum": true, "fastställd av": true, "fastställd": true, "giltig till": true, "version": true, "bilagor": true,
}

// bareLabels are the labels that are fields without a colon too. The others may
// be titles under a signature.
var bareLabels = map[string]bool{
	"dnr": true, "diarienummer": true, "diarienr": true, "mottagare": true, "expedieras till": true, "dokumentet ersätter": true, "relaterade dokument": true,
}

// fields finds labels without a value.
func (c *checker) fields() {
	for i := range c.Blocks {
		b := &c.Blocks[i]
		if b.Kind == asis.ContentsLine || b.Kind == asis.Row && strings.Count(b.Text, "\t") > 1 || len(b.Text) > 120 {
			continue
		}
		c.mail(b)
		c.lonelyMail(i)
		label := asis.Fold(b.Text)
		if !fieldLabels[label] || b.Kind == asis.Heading || !bareLabels[label] && !strings.HasSuffix(b.Text, ":") {
			continue
		}
		if i+1 < len(c.Blocks) && c.fills(i) || signers[label] && c.signed(i) {
			continue
		}
		f := diag.New("TEMPLATE", c.whole(b), "label", strings.TrimRight(b.Text, ": \t")).With("field")
		if item := c.Parts[b.Part].Item; (label == "dnr" || label == "diarienummer") && item != nil {
			if n := item.SectionDiary; n != nil {
				f = f.Propose(b.Text + " " + c.text(n))
			} else if n := item.Diary; n != nil {
				f = f.Propose(b.Text + " " + c.text(n))
			}
		}
		c.add(f)
	}
}

// signers are the labels below which people write their names by hand.
var signers = map[string]bool{"ordförande": true, "sekreterare": true, "justerare": true, "vid protokollet": true, "nämndsekreterare": true}

// signed reports whether a label is one of several for signatures.
func (c *checker) signed(i int) bool {
	for j := max(0, i-4); j < min(len(c.Blocks), i+5); j++ {
		label := asis.Fold(c.Blocks[j].Text)
		if j != i && (signers[label] || label == "underskrifter" || label == "underskrift") {
			return true
		}
	}
	return false
}

// fills reports whether the line after a label can be its value.
func (c *checker) fills(i int) bool {
	b, next := &c.Blocks[i], &c.Blocks[i+1]
	label := asis.Fold(b.Text)
	text := asis.Fold(next.Text)
	switch {
	case next.Part != b.Part, next.Kind == asis.ContentsHead, fieldLabels[text], sectionNames[text]:
		return false
	case label == "dnr" || label == "diarienummer" || label == "diarienr":
		return strings.ContainsAny(next.Text, "0123456789") && len(next.Text) < 40
	case labelled(next.Text) && strings.HasSuffix(b.Text, ":"):
		return false
	case next.Kind == asis.Heading && len(next.Number) > 0:
		return false
	case strings.Contains(c.raw(next), "**") && strings.ToUpper(next.Text) == next.Text && next.Gap > 0: // the mark of the next paper
		return false
	}
	return true
}

// labelled recognises "Label: value" and "Label:".
func labelled(text string) bool {
	label, _, ok := strings.Cut(text, ":")
	return ok && len(label) < 60 && len(strings.Fields(label)) <= 6 && startsUpper(label) && !strings.Contains(label, ".")
}

// contactLabels stand above a name and an e-mail address in a memo's head.
var contactLabels = map[string]bool{
	"referens":    true, //nolint:misspell // Swedish
	"handläggare": true, "kontaktperson": true, "kontakt": true, "e-post": true, "epost": true,
}

// lonelyMail finds an address without @ below the name of an official.
func (c *checker) lonelyMail(i int) {
	b := &c.Blocks[i]
	word := strings.TrimRight(b.Text, ".")
	if strings.ContainsAny(word, " @/\t:") || strings.Count(word, ".") < 2 || strings.HasPrefix(word, "www.") || strings.ContainsAny(word, "0123456789") {
		return
	}
	switch word[strings.LastIndexByte(word, '.'):] {
	case ".se", ".com", ".nu", ".org", ".eu", ".example":
	default:
		return
	}
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if contactLabels[asis.Fold(c.Blocks[j].Text)] {
			c.add(diag.New("TEMPLATE", c.whole(b), "text", word).With("email"))
			return
		}
	}
}

// mail finds an e-mail field whose address has no @.
func (c *checker) mail(b *asis.Block) {
	line := c.raw(b)
	low := strings.ToLower(line)
	for _, label := range []string{"e-post:", "e-post :", "epost:", "e-mail:", "mejl:", "mail:", "e-postadress:", "e-post\t", "epost\t"} {
		at := strings.Index(low, label)
		if at < 0 || at > 0 && isLetterBefore(low, at) || len(low) != len(line) {
			continue
		}
		value, _, _ := strings.Cut(strings.TrimSpace(line[at+len(label):]), "\t")
		word, _, _ := strings.Cut(value, " ")
		word = strings.TrimRight(word, ".,;")
		if strings.Contains(value, "@") || !strings.Contains(word, ".") || strings.HasPrefix(word, "www") || strings.Contains(word, "/") {
			continue
		}
		start := strings.Index(line, word)
		c.add(diag.New("TEMPLATE", c.at(b, start, start+len(word)), "text", word).With("email"))
		return
	}
}
