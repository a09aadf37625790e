package proofread

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tertial/internal/asis"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/swedish"
)

// What a hint is given for. A hint is for those who write, never for readers; so
// that they are read, they are few.
const (
	mostHints = 6 // of one report
	mostAlike = 2 // of them of one sort

	hardLIX     = 55  // from here on, texts are hard to read even for those who are used to it
	leastLIX    = 100 // words of a section that has an index worth mentioning
	shortEnough = 15  // words of a sentence on average that is no trouble
	longWords   = 40  // of a sentence that is worth cutting in two
	chainOne    = 3   // passives of one sentence
	chainTwo    = 2   // passives of each of two sentences that follow each other
)

// A hint is a finding with how much it matters.
type hint struct {
	diag.Finding
	weight int
}

// A plainReader collects hints about the language of one report.
type plainReader struct {
	*Text
	glossary *content.Glossary
	hints    []hint
}

// Plain gives staff hints on how a text becomes easier to read: the ones that
// matter most, as notes. It is for Swedish texts.
func Plain(t *Text, glossary *content.Glossary, diags *diag.List) {
	p := &plainReader{Text: t, glossary: glossary}
	p.sections()
	p.abbreviations()
	p.officialese()
	slices.SortStableFunc(p.hints, func(a, b hint) int { return cmp.Compare(b.weight, a.weight) })
	alike, all := map[diag.Code]int{}, 0
	for _, h := range p.hints {
		if alike[h.Code]++; all < mostHints && alike[h.Code] <= mostAlike {
			all++
			diags.Add(h.Finding)
		}
	}
}

// Hints are the codes of the hints, which lists show after what is wrong.
func Hints() []diag.Code {
	return []diag.Code{"ABBREVIATION", "LIX", "LONG-SENTENCE", "OFFICIALESE", "PASSIVE"}
}

func (p *plainReader) hint(weight int, f diag.Finding) {
	p.hints = append(p.hints, hint{f, weight})
}

// running reports whether a block is text of sentences.
func running(b *asis.Block) bool { return b.Kind == asis.Paragraph || b.Kind == asis.Item }

// A sentence is one of a section, with the block that it stands in.
type sentence struct {
	*swedish.Sentence
	text   *swedish.Text
	block  *asis.Block
	length int
}

func (p *plainReader) place(s *sentence) diag.Place {
	return p.At(s.block.Start+s.Start, s.block.Start+s.End)
}

// sections reads the text section by section.
func (p *plainReader) sections() {
	var head *asis.Block
	var all []sentence
	var sum swedish.Readability
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Kind == asis.Heading {
			p.section(head, all, sum)
			head, all, sum = b, nil, swedish.Readability{}
			continue
		}
		if !running(b) {
			continue
		}
		text := swedish.Read(breaks.Replace(string(p.Raw[b.Start:b.End])), nil)
		sum = sum.Add(swedish.Readable(text))
		var own []sentence
		for k := range text.Sentences {
			s := sentence{Sentence: &text.Sentences[k], text: text, block: b}
			s.length = s.Length(text.Source)
			own = append(own, s)
			if s.length > longWords {
				p.hint(s.length-longWords+4, diag.New("LONG-SENTENCE", p.place(&s), "count", s.length, "most", longWords))
			}
		}
		p.passives(own)
		all = append(all, own...)
	}
	p.section(head, all, sum)
}

// section gives a hint for a section that is hard to read, and names its longest
// sentences.
func (p *plainReader) section(head *asis.Block, all []sentence, sum swedish.Readability) {
	lix := sum.LIX()
	if head == nil || sum.Words < leastLIX || lix < hardLIX {
		return
	}
	f := diag.New("LIX", p.At(head.Start, head.End), "title", head.Text, "lix", lix, "words", (sum.Words+sum.Sentences/2)/sum.Sentences,
		"long", (100*sum.Long+sum.Words/2)/sum.Words)
	if sum.Words <= shortEnough*sum.Sentences {
		p.hint(10+lix-hardLIX, f.With("words")) // the sentences need not be shorter
		return
	}
	longest := slices.Clone(all)
	slices.SortStableFunc(longest, func(a, b sentence) int { return cmp.Compare(b.length, a.length) })
	for i := range longest[:min(3, len(longest))] {
		f = f.See("long", p.place(&longest[i]), "count", longest[i].length)
	}
	p.hint(20+2*(lix-hardLIX), f)
}

// passives gives a hint for sentences in which nobody does anything.
func (p *plainReader) passives(all []sentence) {
	counts := make([]int, len(all))
	var before []string // the verbs of the sentence before
	for i := range all {
		words := all[i].text.Passives(all[i].Sentence)
		counts[i] = len(words)
		var verbs []string
		for _, w := range words {
			verbs = append(verbs, w.Fold)
		}
		both := once(append(before, verbs...))
		before, verbs = slices.Clone(verbs), once(verbs)
		switch {
		case len(verbs) >= chainOne:
			p.hint(4*len(verbs), diag.New("PASSIVE", p.place(&all[i]), "verbs", strings.Join(verbs, ", "), "count", len(verbs)))
		case i > 0 && len(words) >= chainTwo && counts[i-1] >= chainTwo && counts[i-1] < chainOne:
			at := p.At(all[i-1].block.Start+all[i-1].Start, all[i].block.Start+all[i].End)
			p.hint(2*(len(words)+counts[i-1]), diag.New("PASSIVE", at, "verbs", strings.Join(both, ", "), "count", len(both)).With("pair"))
			counts[i] = 0 // a third sentence begins anew
		}
	}
}

// once are words without those that came before.
func once(words []string) []string {
	var out []string
	for _, w := range words {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

var (
	// capitals is an abbreviation in capital letters, perhaps with a digit at its end.
	capitals = regexp.MustCompile(`[A-ZÅÄÖ]{2,5}[0-9]?`)
	// roman is a number of chapters and kings.
	roman = regexp.MustCompile(`^[IVXLC]+$`)
	// numberNext and sectionSign are what stands around the letters of a diary number or a
	// decision: SN 2021:64, KS § 202, § 23 KF.
	numberNext  = regexp.MustCompile(`^\s*(?:§|\d)`)
	sectionSign = regexp.MustCompile(`§\s*\d+\s*$`)
	// meaning is what an abbreviation stands for, right behind it.
	meaning = regexp.MustCompile(`^\s*(?:\(\s*[\pL]+[\s-]+[\pL]|, (?:det vill säga|dvs|som står för|förkort)|, [\pL]+ [\pL]+)`)
)

// everybody are abbreviations that need no explanation, and words that are
// written with capitals.
var everybody = strings.Fields("SOS AB EU FN IT TV PDF ID CV VD HR SMS USA OK GPS USB DVD WC NR OBS PS SKR SKL SCB CSV BNP ABC DN SVT SR UNHCR WHO COVID KPI BRIS HBTQ HBTQI FAQ AI PC QR URL")

// abbreviations finds those that nothing explains: not the text where it first
// uses them, nor the glossary, nor the register of acts.
func (p *plainReader) abbreviations() {
	type use struct {
		at    diag.Place
		count int
	}
	uses := map[string]*use{}
	var order []string
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if !running(b) || strings.ToUpper(b.Text) == b.Text {
			continue
		}
		line := breaks.Replace(string(p.Raw[b.Start:b.End]))
		for _, m := range capitals.FindAllStringIndex(line, -1) {
			word := line[m[0]:m[1]]
			if u := uses[word]; u != nil {
				u.count++
				continue
			}
			if p.explained(line, word, m[0], m[1]) {
				continue
			}
			uses[word] = &use{p.At(b.Start+m[0], b.Start+m[1]), 1}
			order = append(order, word)
		}
	}
	for _, word := range order {
		if u := uses[word]; !p.spelled(word) {
			p.hint(5+u.count, diag.New("ABBREVIATION", u.at, "text", word, "count", u.count))
		}
	}
}

// explained reports whether a run of capitals needs no explanation where it stands.
func (p *plainReader) explained(line, word string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:start])
	after, _ := utf8.DecodeRuneInString(line[end:])
	switch {
	case slices.Contains(everybody, word), roman.MatchString(word), p.Laws.Knows(word), len(p.glossary.Find(word)) > 0:
		return true
	case letter(before), letter(after), strings.ContainsRune("/:.&", before), after == '/' || after == '&':
		return true // part of a name or a number
	case p.diary(word), numberNext.MatchString(line[end:]), sectionSign.MatchString(line[:start]):
		return true // of another authority's number or section
	}
	return false
}

// diary reports whether letters begin the committee's diary numbers.
func (p *plainReader) diary(word string) bool {
	return slices.ContainsFunc(p.Patterns, func(pattern string) bool { return strings.HasPrefix(pattern, word) })
}

// spelled reports whether the text itself says anywhere what an abbreviation stands
// for: "… (ABC)", or "ABC (…)".
func (p *plainReader) spelled(word string) bool {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		line := breaks.Replace(string(p.Raw[b.Start:b.End]))
		for at := 0; ; {
			k := strings.Index(line[at:], word)
			if k < 0 {
				break
			}
			start, end := at+k, at+k+len(word)
			if strings.HasSuffix(strings.TrimRight(line[:start], " "), "(") && strings.HasPrefix(strings.TrimLeft(line[end:], " "), ")") || meaning.MatchString(line[end:]) {
				return true
			}
			at = end
		}
	}
	return false
}

// letter reports whether a sign belongs to a word.
func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
