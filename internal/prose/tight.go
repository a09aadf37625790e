package prose

import (
	"slices"
	"strings"

	"tertial/internal/data"
	"tertial/internal/swedish"
)

// tight reports whether nothing but words that say what the number is stands
// between what it is about and the number, and nothing behind it narrows that.
// What a heading or the committee's name says holds only for sentences that name
// nothing else.
func (c *amount) tight(l link) bool {
	s := c.s
	from, at := s.Start, c.mention()
	if at >= 0 && s.mentions[at].End <= c.Start {
		from = s.mentions[at].End
	}
	for i := range s.Words {
		w := &s.Words[i]
		switch {
		case w.Start < from, l >= beside && w.Start < c.before.Start:
		case w.End <= c.Start:
			if narrows(w.Fold) || !neutral(w.Fold) && !c.owns(w) && !c.also(w, at) {
				return false
			}
		case w.Start >= c.End && w.Start < c.after.End:
			if cutBefore(s, c, w.Start) {
				return true
			}
			if c.mentioned(w) {
				continue
			}
			if narrows(w.Fold) || w.Fold == "för" || w.Fold == "inom" || w.Fold == "till" || w.Fold == "från" {
				if !c.names(i+1) && !s.sayPeriod(i+1) && (!c.cues.change || w.Fold != "till" || !c.nextAt(w.End)) {
					return false
				}
			}
		}
	}
	return true
}

// nextAt reports whether the next number stands right behind a place: with 5 to
// 17.
func (c *amount) nextAt(end int) bool {
	return c.n+1 < len(c.s.claims) && strings.TrimSpace(c.s.passage.Text[end:c.s.claims[c.n+1].Start]) == ""
}

// sayPeriod reports whether the words from one on only say when: för perioden,
// för hela året, till antalet.
func (s *sentence) sayPeriod(i int) bool {
	for ; i < len(s.Words); i++ {
		switch s.Words[i].Fold {
		case "hela", "den":
		case "året", "helåret", "perioden", "månaden", "tertialet", "kvartalet", "antalet":
			return true
		default:
			return false
		}
	}
	return false
}

// narrowed reports whether any word of the sentence, or of the line that
// introduces the list it stands in, says that its numbers are of a part, or
// counted otherwise.
func (s *sentence) narrowed() bool {
	for i := range s.Words {
		if narrows(s.Words[i].Fold) {
			return true
		}
	}
	for _, w := range strings.Fields(strings.ToLower(s.passage.intro)) {
		if narrows(strings.Trim(w, ".,:;()")) {
			return true
		}
	}
	return false
}

// owns reports whether a word is part of what the number is about, of a year,
// or of another number.
func (c *amount) owns(w *swedish.Word) bool {
	if c.mentioned(w) {
		return true
	}
	for i := range c.s.Items {
		if c.s.Items[i].Contains(w.Span) {
			return true
		}
	}
	return false
}

// also reports whether a word belongs to the name of a mention from elsewhere in
// the sentence.
func (c *amount) also(w *swedish.Word, mention int) bool {
	return mention >= 0 && c.s.mentions[mention].also != "" && strings.HasPrefix(w.Fold, c.s.mentions[mention].also)
}

// mentioned reports whether a word is part of a name.
func (c *amount) mentioned(w *swedish.Word) bool {
	for i := range c.s.mentions {
		if c.s.mentions[i].Contains(w.Span) {
			return true
		}
	}
	return false
}

// names reports whether the claim's own subject is named from a word on.
func (c *amount) names(i int) bool {
	at := c.mention()
	return at >= 0 && c.s.mentions[at].first >= i && c.s.mentions[at].first <= i+1
}

// countsThat reports whether a claim that says what it counts speaks of what
// the fact counts.
func (c *amount) countsThat(f *Fact) bool {
	if c.Unit.Money() || c.Unit.Share() {
		return true
	}
	if vague(c.Unit) && c.countsOther(f) {
		return false
	}
	if c.Unit == f.Unit && c.Noun == "" {
		return true
	}
	if tallied[c.Noun] || tallied[string(c.Unit)] {
		for i := range c.s.mentions {
			if m := &c.s.mentions[i]; m.strong && slices.ContainsFunc(m.subjects, func(s *Subject) bool { return slices.Contains(s.Rows, f.Row) }) {
				return true
			}
		}
	}
	noun := c.Noun
	if noun == "" {
		noun = string(c.Unit)
	}
	if noun == "" {
		return true
	}
	return f.names(swedish.Stem(noun))
}

// countsOther reports whether a bare count says before the name, or right behind
// the number, that it counts something else than the fact: antalet ansökningar
// till gymnasieskolan, 300 sökande.
func (c *amount) countsOther(f *Fact) bool {
	words := c.s.Words
	other := func(w *swedish.Word) bool {
		return !tallied[w.Fold] && !c.mentioned(w) && !f.names(w.Stem) && !c.also(w, c.mention())
	}
	for i := range words {
		w := &words[i]
		switch {
		case w.Start >= c.after.End:
			return false
		case w.Start >= c.End:
			return !cutBefore(c.s, c, w.Start) && !neutral(w.Fold) && !narrows(w.Fold) && c.Noun == "" && c.Unit == "" && other(w)
		case w.End <= c.before.Start || i+1 >= len(words) || words[i+1].End > c.Start:
		case w.Fold == "antalet" || w.Fold == "antal":
			next := &words[i+1]
			if other(next) && (!neutral(next.Fold) || countNouns[next.Fold]) && !c.owns(next) {
				return true
			}
		}
	}
	return false
}

// countNouns are neutral between a name and a number, but not behind antalet.
var countNouns = map[string]bool{"hushåll": true, "medarbetare": true, "besök": true, "platser": true, "ansökningar": true, "beslut": true, "ärendena": true}

// tallied are nouns that say no more of a number than that it counts what the
// row counts.
var tallied = map[string]bool{
	"personer": true, "elever": true, "barn": true, "ärenden": true, "deltagare": true, "brukare": true, "klienter": true, "invånare": true, "anställda": true,
	"stycken": true, "st": true,
}

// narrows reports whether a word says that a number is about a part of what is
// named, or about something else.
func narrows(w string) bool {
	switch w {
	case "varav", "därav", "avser", "avseende", "beror", "exklusive", "inklusive", "exkl", "inkl", "utöver", "utan", "resterande", "resten", "främst",
		"delvis", "tilldelats", "tilldelades", "tillförts", "tillförs", "statsbidrag", "tilläggsbudget", "tilläggsanslag", "tillskott", "genomsnitt", "snitt", "per", "varje",
		"förklaras", "motsvarar", "motsvarande", "medel", "effekt", "exempelvis", "fått", "bland", "annat":
		return true
	default:
		return false
	}
}

// neutral reports whether a word only says what a number is: its kind, its
// line, its time, or how it is reached.
func neutral(w string) bool {
	if neutralWords[w] {
		return true
	}
	if kind, _ := kindOf(w); kind != "" && kind != data.Target {
		return true
	}
	change, _ := changeOf(w)
	return change || lineOf(w) != "" || groupOf(w) != "" || strings.HasSuffix(w, "nämnden") || strings.HasSuffix(w, "nämndens")
}

var neutralWords = func() map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(`
		är var blev blir uppgår uppgick till redovisar redovisade redovisas redovisades visar visade på bli ge ger gav ett en den det denna detta
		för i med om under som har hade ha haft ligger låg hamnar hamnade landar landade slutade slutar kostade kostar räknar nämnden nämndens förvaltningen
		förvaltningens verksamheten verksamhetens totalt sammanlagt totala sammantaget hela året helåret perioden periodens årets jämfört mot än från ca cirka
		drygt knappt omkring runt ungefär nästan närmare då där vilket och samt men att av vid efter nu också även fortfarande enligt antal antalet andel andelen
		uppmättes nådde ack ackumulerat januari februari mars april maj juni juli augusti september oktober november december tertial kvartalet första andra
		tredje sista medan samma tid utgör utgjorde budgeterade budgeterades sätts satt sattes följer åter varit vara kvar beräknade prognosticerade
		miljoner kronor tusen tkr mnkr mkr procent st personer negativ negativt positiv positivt prognostiserat beräknat väntat alltså dvs säga
		personer elever barn barnen deltagare brukare ärenden ärendena klienter hushåll invånare anställda medarbetare besök platser ansökningar beslut
		finns här stod står svarar svarade följer största minsta trots kostat genomsnittliga kortare längre
		resultat resultatet nettot summa summan siffran värdet värde tabell diagram avsnitt se redan förra föregående innevarande år kommunens bokförda`) {
		all[w] = true
	}
	return all
}()
