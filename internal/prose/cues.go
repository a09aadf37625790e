package prose

import (
	"strings"

	"tertial/internal/data"
	"tertial/internal/swedish"
)

// cues are what the words around a number say of it.
type cues struct {
	kind   data.ValueKind // "" when no word says it
	said   bool           // a noun says it, not only a verb such as väntas
	year   int            // 0 when none is said
	sure   bool           // the year stands at the number; else it is the sentence's only one, or the report's
	month  int            // the only month that the sentence names; 0 for none or several
	line   data.Line
	group  string
	scope  data.Scope
	change bool // the number is how much something differs: ökade med, högre
	down   bool // the change is a decrease
	mixed  bool // a comparison leaves open which side the words speak of
	budget bool // what it differs from is a budget
	part   bool // of something named only a part: varav, av dessa, för …
	lack   int  // −1 underskott, +1 överskott, 0 neither
}

// kindOf returns what a folded word says of the kind of a number.
func kindOf(w string) (kind data.ValueKind, said bool) {
	for _, first := range [...]string{"netto", "brutto", "helårs", "period", "kostnads", "intäkts", "års"} {
		if rest, ok := strings.CutPrefix(w, first); ok && rest != "" {
			if kind, said = kindOf(strings.TrimPrefix(rest, "s")); kind != "" {
				return kind, said
			}
		}
	}
	switch {
	case hasAny(w, "avvik", "underskott", "överskott", "budgetavvik", "prognosavvik", "budgetöverskrid", "budgetunderskott", "budgetöverskott", "överskrid", "underskrid"):
		return data.Deviation, true
	case strings.HasPrefix(w, "prognos") && !strings.HasPrefix(w, "prognostiser"), strings.HasPrefix(w, "helårsprognos"):
		return data.Forecast, true
	case strings.HasPrefix(w, "prognostiser"), w == "beräknas", w == "väntas", w == "förväntas", w == "bedöms", w == "räknar", w == "beräknar":
		return data.Forecast, false
	case strings.HasPrefix(w, "budget"), w == "ram", w == "ramen", strings.HasPrefix(w, "budgetram"), w == "internbudget", strings.HasSuffix(w, "budgeten"):
		return data.Budget, true
	case strings.HasPrefix(w, "utfall"), strings.HasPrefix(w, "bokslut"), strings.HasPrefix(w, "årsbokslut"), w == "helårsutfall":
		return data.Outcome, true
	case w == "kostade", w == "kostat", w == "kostar", w == "uppgick", w == "blev", w == "uppgår", w == "redovisas", w == "redovisades":
		return data.Outcome, false
	case w == "målvärde", w == "målvärdet", w == "måltal", w == "måltalet", w == "målet", w == "målnivå", w == "målnivån":
		return data.Target, true
	default:
		return "", false
	}
}

func hasAny(w string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(w, p) {
			return true
		}
	}
	return false
}

// lineOf returns which line of an account a folded word names.
func lineOf(w string) data.Line {
	switch {
	case strings.HasPrefix(w, "nettokostnad"), w == "netto", strings.HasPrefix(w, "nettoutfall"), strings.HasPrefix(w, "nettobudget"), strings.HasPrefix(w, "nettoresultat"), strings.HasPrefix(w, "nettoprognos"):
		return data.Net
	case strings.HasPrefix(w, "intäkt"):
		return data.Income
	case strings.HasPrefix(w, "kostnad"), strings.HasPrefix(w, "bruttokostnad"):
		return data.Costs
	default:
		return ""
	}
}

// groupOf returns which group a folded word names.
func groupOf(w string) string {
	switch w {
	case "kvinnor", "kvinnorna", "kvinnornas", "kvinna":
		return "women"
	case "män", "männen", "männens", "man":
		return "men"
	case "flickor", "flickorna":
		return "girls"
	case "pojkar", "pojkarna":
		return "boys"
	default:
		return ""
	}
}

// changeOf reports whether a folded word says that something differs or
// differed, and whether it is less.
func changeOf(w string) (change, down bool) {
	switch {
	case hasAny(w, "öka", "höj", "steg", "stig", "växt", "ökning", "förbättra"), w == "högre", w == "mer", w == "fler", w == "dyrare", w == "bättre", w == "större", w == "skillnad", w == "skillnaden", w == "förändring":
		return true, false
	case hasAny(w, "minsk", "sänk", "sjunk", "sjönk", "försämra"), w == "lägre", w == "mindre", w == "färre", w == "billigare", w == "sämre":
		return true, true
	default:
		return false, false
	}
}

// cuesOf reads the words around a claim.
func (c *checker) cuesOf(cl *amount) cues {
	var q cues
	s := cl.s
	relation := -1 // index of the last word before the number that says "compared with"
	for i := range s.Words {
		w := &s.Words[i]
		if w.End <= cl.before.Start {
			if g := groupOf(w.Fold); g != "" {
				q.group = g
			}
			continue
		}
		if w.Start >= cl.Start {
			break
		}
		if isRelation(s, i) {
			relation = i
		}
		c.wordBefore(&q, cl, i, relation)
	}
	q.part = q.part && !cl.named()
	c.wordsAfter(&q, cl)
	q.year, q.sure = c.yearOf(cl, relation)
	if q.year == 0 && c.Year > 0 && cl.reached() {
		q.year = c.Year
	}
	q.scope = scopeOf(cl)
	q.month = monthOf(s)
	q.mixed = q.mixed || respectively(s)
	if q.kind == "" && cl.n > 0 {
		inheritKind(&q, cl)
	}
	return q
}

// named reports whether a row is named in full between the number before and
// this one.
func (c *amount) named() bool {
	for i := range c.s.mentions {
		if m := &c.s.mentions[i]; m.strong && m.Start >= c.before.Start && m.End <= c.Start {
			return true
		}
	}
	return false
}

// monthOf is the only month that a sentence names.
func monthOf(s *sentence) int {
	month := 0
	for i := range s.Items {
		it := &s.Items[i]
		if it.Kind != swedish.Period && it.Kind != swedish.Day {
			continue
		}
		if month != 0 || it.From.Month != it.To.Month {
			return 0
		}
		month = it.To.Month
	}
	return month
}

// respectively reports whether a sentence lists two times and two numbers one
// after the other: 2020 och 2019, då 61 respektive 50.
func respectively(s *sentence) bool {
	years, said := 0, false
	for i := range s.Items {
		if s.Items[i].Kind == swedish.Year {
			years++
		}
	}
	for i := range s.Words {
		said = said || s.Words[i].Fold == "respektive" || s.Words[i].Fold == "resp"
	}
	return said && years > 1
}

// isRelation reports whether the word at an index compares: jämfört med, mot,
// än, från.
func isRelation(s *sentence, i int) bool {
	switch s.Words[i].Fold {
	case "mot", "än", "gentemot":
		return true
	case "med":
		return i > 0 && (s.Words[i-1].Fold == "jämfört" || s.Words[i-1].Fold == "jämförelse")
	case "till":
		return i > 1 && s.Words[i-1].Fold == "förhållande"
	default:
		return false
	}
}

// wordBefore takes what a word before the number says. The nearest word holds,
// but a deviation is not taken back by what it deviates from.
func (c *checker) wordBefore(q *cues, cl *amount, i, relation int) {
	w := &cl.s.Words[i]
	if hyphened(cl.s, i) {
		return
	}
	if kind, said := kindOf(w.Fold); kind != "" {
		switch {
		case kind == data.Budget && cl.n > 0 && cl.s.closesBefore(i, cl.Start):
		case q.kind == data.Deviation && kind == data.Budget && relation >= 0 && i-relation <= 3:
			q.mixed = q.mixed || i+2 < len(cl.s.Words) && cl.s.Words[i+1].Start < cl.Start && cl.s.Words[i+1].Fold == "på"
		case q.said && !said:
		default:
			q.kind, q.said = kind, said
		}
	}
	switch {
	case strings.Contains(w.Fold, "underskott"):
		q.lack = -1
	case strings.Contains(w.Fold, "överskott"):
		q.lack = 1
	}
	if line := lineOf(w.Fold); line != "" && (q.line != data.Net || line != data.Costs) {
		q.line = line
	}
	if g := groupOf(w.Fold); g != "" {
		q.group = g
	}
	if change, down := changeOf(w.Fold); change && c.differsBy(cl, i) {
		q.change, q.down = true, down
	}
	switch w.Fold {
	case "varav", "därav":
		q.part = true
	}
}

// differsBy reports whether the number tells how much the change of the word at
// an index is: ökade med 5, en ökning på 5; not ökade till 5, ökade från 5.
func (c *checker) differsBy(cl *amount, i int) bool {
	last := ""
	for k := i + 1; k < len(cl.s.Words) && cl.s.Words[k].Start < cl.Start; k++ {
		switch w := cl.s.Words[k].Fold; w {
		case "med", "på", "om":
			last = "by"
		case "till", "från", "mot", "då":
			last = "to"
		case "jämfört":
			return last == "by"
		}
	}
	return last == "by"
}

// wordsAfter takes what the words right behind the number say: 5 miljoner
// kronor högre, 38 i underskott, mot budget, i budget.
func (c *checker) wordsAfter(q *cues, cl *amount) {
	s := cl.s
	near := 0
	for i := range s.Words {
		w := &s.Words[i]
		if w.Start < cl.End || hyphened(s, i) {
			continue
		}
		if w.End > cl.after.End || near >= 7 || near > 0 && cutBefore(s, cl, w.Start) {
			break
		}
		near++
		if cl.next() && (w.Fold == "och" || w.Fold == "samt") {
			break // och underskottet 6,5: what follows is of the next number
		}
		if change, down := changeOf(w.Fold); change && near <= 3 && !strings.HasPrefix(w.Fold, "ök") && !strings.HasPrefix(w.Fold, "minsk") {
			q.change, q.down = true, down
		}
		kind, said := kindOf(w.Fold)
		switch {
		case kind == data.Budget && cl.nextAt(w.End) && q.kind == data.Outcome: // 5 mot budgeterade 3
		case kind == data.Deviation && q.said && cl.next() && cutBefore(s, cl, w.Start):
			// prognos 31,4, avvikelse 1,6: the word is of the next number
		case kind == data.Deviation && near <= 4:
			q.kind, q.said = kind, true
			if strings.Contains(w.Fold, "underskott") {
				q.lack = -1
			} else if strings.Contains(w.Fold, "överskott") {
				q.lack = 1
			}
		case kind == data.Budget && i > 0 && isRelation(s, i-1), kind == data.Budget && i > 1 && isRelation(s, i-2):
			q.budget = true
			if q.kind == "" || q.change || !q.said || q.kind == data.Budget {
				q.kind, q.said = data.Deviation, true
			}
		case kind == data.Budget && w.Fold != "budgeterat" && i > 0 && (s.Words[i-1].Fold == "över" || s.Words[i-1].Fold == "under" || s.Words[i-1].Fold == "än"):
			q.budget = true
			q.kind, q.said = data.Deviation, true
		case kind != "" && said && q.kind == "" && i > 0 && near <= 3 && (s.Words[i-1].Fold == "i" || s.Words[i-1].Fold == "enligt"):
			q.kind, q.said = kind, true
		}
		if line := lineOf(w.Fold); line != "" && q.line == "" && near <= 4 {
			q.line = line
		}
	}
}

// closesBefore reports whether the word at an index ends what is said of the
// number before: 2,9 från budget och skolan med 1,6.
func (s *sentence) closesBefore(i, number int) bool {
	if i == 0 || s.Words[i-1].Fold != "från" && !isRelation(s, i-1) {
		return false
	}
	for k := i + 1; k < len(s.Words) && s.Words[k].Start < number; k++ {
		if w := s.Words[k].Fold; w == "och" || w == "samt" || w == "medan" {
			return true
		}
	}
	return false
}

// next reports whether another number follows in the sentence.
func (c *amount) next() bool { return c.after.End < c.s.End }

// cutBefore reports whether a comma or a semicolon stands between the number
// and a place behind it.
func cutBefore(s *sentence, cl *amount, at int) bool {
	return strings.ContainsAny(s.passage.Text[cl.End:at], ",;:(")
}

// hyphened reports whether a hyphen follows the word: budget- och
// skuldrådgivning is no budget.
func hyphened(s *sentence, i int) bool {
	end := s.Words[i].End
	return end < len(s.passage.Text) && s.passage.Text[end] == '-'
}

// inheritKind takes what the claim before says where the two are compared or
// listed.
func inheritKind(q *cues, cl *amount) {
	before := cl.s.claims[cl.n-1]
	if before.cues.change || cl.s.parted(before.End, cl.Start) && !cl.s.sharesOut(before.End, cl.Start) || before.Unit != cl.Unit && before.Unit != "" && cl.Unit != "" {
		return
	}
	q.kind, q.said = before.cues.kind, before.cues.said
	if q.lack == 0 {
		q.lack = before.cues.lack
	}
	if q.line == "" {
		q.line = before.cues.line
	}
}

// sharesOut reports whether the words between two numbers only take a part of
// the first: varav.
func (s *sentence) sharesOut(from, to int) bool {
	for i := range s.Words {
		if w := &s.Words[i]; w.Start >= from && w.End <= to && (w.Fold == "varav" || w.Fold == "därav") {
			return true
		}
	}
	return false
}

// yearOf finds the year of a number: the one right behind it, else the last
// before it, else the sentence's only one.
func (c *checker) yearOf(cl *amount, relation int) (year int, sure bool) {
	s := cl.s
	only, several := 0, false
	for i := range s.Items {
		it := &s.Items[i]
		y := c.itemYear(it)
		if y == 0 {
			continue
		}
		if only != 0 && only != y {
			several = true
		}
		only = y
		if it.Start >= cl.End && it.Start < cl.after.End && behind(s.passage.Text[cl.End:it.Start]) {
			return y, true
		}
	}
	for i := len(s.Items) - 1; i >= 0; i-- {
		it := &s.Items[i]
		if it.End > cl.Start || it.Start < cl.before.Start {
			continue
		}
		y := c.itemYear(it)
		if y == 0 {
			continue
		}
		if relation >= 0 && s.Words[relation].End <= it.Start && !introduces(s, it.End, cl.Start) {
			return 0, false // compared with 2020: on which side the number stands is open
		}
		return y, true
	}
	if only != 0 && !several && relation < 0 && !s.compares() {
		return only, false
	}
	return 0, false
}

// compares reports whether the sentence compares two times or things.
func (s *sentence) compares() bool {
	for i := range s.Words {
		if isRelation(s, i) || s.Words[i].Fold == "från" || s.Words[i].Fold == "medan" || s.Words[i].Fold == "sedan" {
			return true
		}
	}
	return false
}

// compares reports whether the clause that a number stands in compares.
func (c *amount) compares() bool {
	for i := range c.s.Words {
		w := &c.s.Words[i]
		if !isRelation(c.s, i) && w.Fold != "från" && w.Fold != "medan" || w.Start >= c.after.End {
			continue
		}
		if w.Start < c.Start || !cutBefore(c.s, c, w.Start) {
			return true
		}
	}
	return false
}

// reached reports whether a number is what something has changed to, so that it
// is of the report's year: minskade med 5 jämfört med 2020 till 17.
func (c *amount) reached() bool {
	last, changed := "", false
	for i := range c.s.Words {
		w := &c.s.Words[i]
		if w.Start >= c.Start {
			break
		}
		last = w.Fold
		changed = changed || past(w.Fold)
	}
	if changed && last == "och" && c.n > 1 && c.s.claims[c.n-1].reachedBefore() {
		return strings.TrimSpace(c.s.passage.Text[c.s.claims[c.n-1].End:c.Start]) == "och"
	}
	return changed && last == "till" && !strings.HasPrefix(strings.TrimSpace(c.s.passage.Text[c.End:c.after.End]), "och")
}

// reachedBefore reports whether the word before a number is till.
func (c *amount) reachedBefore() bool {
	return strings.HasSuffix(strings.TrimSpace(c.s.passage.Text[c.before.Start:c.Start]), "till")
}

// behind reports whether a year after such a text belongs to the number before
// it: 5 miljoner kronor 2020, 17 årsplaceringar under 2021.
func behind(between string) bool {
	words := strings.Fields(strings.TrimPrefix(between, " till antalet"))
	if len(words) > 3 {
		return false
	}
	for _, w := range words {
		switch w {
		case "jämfört", "mot", "än", "till", "från", "sedan", "då", "och", "men":
			return false
		}
		if strings.ContainsAny(w, ",;:.()") {
			return false
		}
	}
	return true
}

// introduces reports whether the words between a year and a number say that
// the number is of that year: 2020 då 117 barn, 2020 på 5 miljoner.
func introduces(s *sentence, from, to int) bool {
	for i := range s.Words {
		w := &s.Words[i]
		if w.Start < from || w.End > to {
			continue
		}
		switch w.Fold {
		case "då", "när", "som", "var", "uppgick", "på", "där", "med":
			return true
		}
	}
	return false
}

// itemYear is the year that an item names, 0 for none or several.
func (c *checker) itemYear(it *swedish.Item) int {
	switch {
	case it.Kind != swedish.Year && it.Kind != swedish.Period && it.Kind != swedish.Day:
		return 0
	case it.Relative:
		if c.Year == 0 {
			return 0
		}
		return c.Year + it.Shift
	case it.From.Year != it.To.Year:
		return 0
	default:
		return it.From.Year
	}
}

// scopeOf tells what stretch of time the words speak of.
func scopeOf(cl *amount) data.Scope {
	for i := range cl.s.Words {
		switch w := cl.s.Words[i].Fold; {
		case hasAny(w, "helår", "årsprognos"), w == "hela" && i+1 < len(cl.s.Words) && hasAny(cl.s.Words[i+1].Fold, "året", "år"):
			return data.FullYear
		case w == "perioden", w == "periodens", w == "tertial", w == "ackumulerat":
			return data.YearToDate
		}
	}
	for i := range cl.s.Items {
		if it := &cl.s.Items[i]; it.Kind == swedish.Period && it.From.Month == 1 && it.To.Month > 1 && it.To.Month < 12 {
			return data.YearToDate
		}
	}
	return ""
}
