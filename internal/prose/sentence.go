package prose

import (
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/swedish"
	"tertial/internal/wording"
)

// A sentence is one sentence of a passage with what it names and claims.
type sentence struct {
	swedish.Sentence
	passage  *Passage
	previous *sentence // in the same passage; nil for its first
	mentions []mention // in order, none inside another
	claims   []*amount
	heading  []*Subject // what the nearest heading that names something names
}

// A mention is a subject that a sentence names.
type mention struct {
	swedish.Span
	first, end int // words
	subjects   []*Subject
	also       string // the stem of what else names it, anywhere in the sentence
	strong     bool   // named by more than one common word, or at the front of the passage
}

// An amount is a number of a sentence with what the sentence says of it.
type amount struct {
	*swedish.Item
	s       *sentence
	n       int    // index in sentence.claims
	bound   *Bound // the figure that it is printed by; nil for a typed number
	literal bool   // part of a declared literal
	done    bool   // reported as wrong
	before  swedish.Span
	after   swedish.Span // the words around it, up to the numbers before and after
	cues    cues
}

// typed reports whether somebody wrote the number by hand without declaring it.
func (c *amount) typed() bool { return c.bound == nil && !c.literal }

// read takes all passages apart.
func (c *checker) read() {
	c.result.Bound += c.cards
	c.text = &swedish.Options{Diaries: c.Diaries, Codes: c.idx.codes}
	headings := map[string][]*Subject{}
	intro := ""
	for i := range c.Passages {
		p := &c.Passages[i]
		switch text := strings.TrimSpace(p.Text); {
		case p.Role == content.ListItem:
			p.intro = intro
		case strings.HasSuffix(text, ":"):
			intro = text
		default:
			intro = ""
		}
		c.result.Bound += len(p.Bound)
		if p.fixed {
			continue
		}
		text := swedish.Read(p.Text, c.text)
		wording.Check(&wording.Paragraph{Text: text, At: p.at, Items: p.Items, Year: c.Year}, c.diags)
		var previous *sentence
		for k := range text.Sentences {
			s := &sentence{Sentence: text.Sentences[k], passage: p, previous: previous, heading: c.headed(p, headings)}
			s.mentions = c.idx.mentions(s)
			c.claims(s)
			c.sentences = append(c.sentences, s)
			previous = s
		}
	}
}

// at is the place of a stretch of the passage's text.
func (p *Passage) at(start, end int) diag.Place {
	return p.Place(swedish.Span{Start: start, End: end})
}

// headed returns the subjects that the innermost heading that names any names.
func (c *checker) headed(p *Passage, known map[string][]*Subject) []*Subject {
	for i := len(p.Headings) - 1; i >= 0; i-- {
		text := p.Headings[i]
		found, ok := known[text]
		if !ok {
			for _, h := range swedish.Read(text, c.text).Sentences {
				for _, m := range c.idx.mentions(&sentence{Sentence: h, passage: p}) {
					found = append(found, m.subjects...)
				}
			}
			known[text] = found
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// mentions finds the subjects that a sentence names. Of names that overlap the
// longest holds.
func (x *index) mentions(s *sentence) []mention {
	var out []mention
	for i := 0; i < len(s.Words); i++ {
		found := mention{first: i, end: i}
		for _, n := range x.byStem[s.Words[i].Stem] {
			end, ok := n.name.At(s.Words, i)
			if !ok || end < found.end {
				continue
			}
			if end > found.end {
				found = mention{first: i, end: end}
			}
			if n.also != "" && !s.has(n.also) {
				continue
			}
			found.subjects, found.also = append(found.subjects, n.subject), n.also
			found.strong = found.strong || n.strong || s.stressed(i)
		}
		if len(found.subjects) == 0 {
			x.compound(s, i, &found)
		}
		if len(found.subjects) == 0 {
			continue
		}
		found.Span = swedish.Span{Start: s.Words[i].Start, End: s.Words[found.end-1].End}
		out = append(out, found)
		i = found.end - 1
	}
	return out
}

// compound finds the subject whose name of one word begins a word: hälsoskydd in
// hälsoskyddsärenden.
func (x *index) compound(s *sentence, i int, found *mention) {
	stem := uncompounded(s.Words[i].Fold)
	if stem == "" {
		return
	}
	for _, n := range x.byStem[stem] {
		if len(n.name.Stems) == 1 && n.also == "" {
			found.subjects, found.end, found.strong = append(found.subjects, n.subject), i+1, true
		}
	}
}

// has reports whether a word of the sentence begins with a stem.
func (s *sentence) has(stem string) bool {
	for i := range s.Words {
		if strings.HasPrefix(s.Words[i].Fold, stem) {
			return true
		}
	}
	return false
}

// stressed reports whether a single common word names what the sentence is
// about: it begins the sentence, or stands where its topic does (prognosen för
// lokaler).
func (s *sentence) stressed(i int) bool {
	if i == 0 || i == 1 && hasAny(s.Words[0].Fold, "antal", "andel", "därefter") || i == 2 && s.Words[0].Fold == "därefter" {
		return true
	}
	if w := s.Words[i-1].Fold; w != "för" && w != "inom" || i < 2 {
		return i == 1 && (s.Words[0].Fold == "för" || s.Words[0].Fold == "inom")
	}
	return neutral(s.Words[i-2].Fold)
}

// claims lists the amounts of a sentence.
func (c *checker) claims(s *sentence) {
	for i := range s.Items {
		it := &s.Items[i]
		if it.Kind != swedish.Amount || c.idx.inName(s.passage.Text, it.Digits) {
			continue
		}
		cl := &amount{Item: it, s: s, n: len(s.claims), before: swedish.Span{Start: s.Start, End: it.Start}, after: swedish.Span{Start: it.End, End: s.End}}
		if k := len(s.claims) - 1; k >= 0 {
			cl.before.Start = s.claims[k].End
			s.claims[k].after.End = it.Start
		}
		for k := range s.passage.Bound {
			if b := &s.passage.Bound[k]; b.Start < it.End && it.Start < b.End {
				cl.bound = b
			}
		}
		s.claims = append(s.claims, cl)
	}
	for _, cl := range s.claims {
		cl.literal = cl.bound == nil && c.declared(cl)
		cl.cues = c.cuesOf(cl)
	}
}

// counted reports whether a typed number counts among the numbers of the text:
// written with digits, or in words with a unit of money or a share.
func (c *amount) counted() bool {
	if c.Times || c.Part {
		return false
	}
	return !c.Worded || c.Unit.Money() || c.Unit.Share()
}

// inTable reports whether the passage is a cell of a table in the text.
func (p *Passage) inTable() bool { return p.Role == content.TableCell }

// inName reports whether digits belong to the name of a row: Storgatan 4, 2 tr.
func (x *index) inName(text string, digits swedish.Span) bool {
	return slices.ContainsFunc(x.numbered, func(name string) bool { return covers(name, text, digits) })
}
