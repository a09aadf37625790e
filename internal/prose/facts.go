package prose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// A Table is rows of facts that stand together: a dataset, or a table of a
// converted document.
type Table struct {
	Title   string // for messages: the caption, or the dataset's title
	Rows    []*Row
	Section int           // index of the heading that it stands under; −1 unknown
	Dataset *data.Dataset // nil in a converted document
	now     int           // the year that is meant where none is said
	plan    bool          // it has no outcomes: what its text says plainly is budget
}

// A Row is a row with its facts.
type Row struct {
	Table   *Table
	Names   []string // its name as printed first, then aliases; none for a row without words
	Label   string   // for messages
	Code    string
	Section string // the heading that it stands under in the table
	Parent  string // the name of the row that it is part of
	Line    data.Line
	Group   string
	Total   bool
	Facts   []*Fact
}

// A Fact is a number that a sentence may speak of.
type Fact struct {
	quantity.Quantity
	Row      *Row
	Kind     data.ValueKind
	Year     int // 0 unknown
	Scope    data.Scope
	From, To data.Month // first and last month, where that is said
	Line     data.Line  // of the row, or what its column fixes
	Group    string
	Header   string     // of its column
	Source   *data.Fact // nil in a converted document
	Derived  bool       // not in the file
	guessed  bool       // nobody has said the unit of money
	month    int        // of a value of one month: which, 1 to 12
	at       func() diag.Place
}

// Place is where the fact stands.
func (f *Fact) Place() diag.Place {
	if f.at == nil {
		return diag.Place{}
	}
	return f.at()
}

// A Subject is what rows are about: all rows of one name, in any table, with
// their lines and groups.
type Subject struct {
	Label string
	Rows  []*Row
	Total bool // all of its rows are totals
	key   string
}

// A named is one name of a subject in the index.
type named struct {
	name    swedish.Name
	subject *Subject
	also    string // the stem of a word that the sentence must have too
	strong  bool   // long enough that the words are hardly used for anything else
}

// An index finds subjects by the words of a sentence.
type index struct {
	byStem   map[string][]named // by the first stem of the name
	subjects []*Subject
	totals   *Subject // the rows of totals
	bodies   []swedish.Name
	source   map[*data.Fact]*Fact
	codes    map[string]bool
	numbered []string // names with digits in them, which are no quantities
}

// newIndex enters the names of all rows.
func newIndex(in *Input) *index {
	x := &index{byStem: map[string][]named{}, totals: &Subject{Label: "Totalt", Total: true}, source: map[*data.Fact]*Fact{}, codes: map[string]bool{}}
	byKey := map[string]*Subject{}
	for _, t := range in.Tables {
		t.now = t.year(in.Year)
		t.plan = t.planned()
		lines := map[data.Line]int{}
		for _, r := range t.Rows {
			x.row(byKey, r)
			x.turned(byKey, r)
			if r.bare() {
				lines[r.Line]++
			}
		}
		for _, r := range t.Rows {
			if r.bare() && !r.Total && lines[r.Line] == 1 {
				x.totals.Rows = append(x.totals.Rows, r)
			}
		}
	}
	for _, body := range []string{in.Committee, "nämnden", "förvaltningen", "verksamheten som helhet"} {
		if n := swedish.NewName(body); len(n.Stems) > 0 {
			x.bodies = append(x.bodies, n)
		}
	}
	return x
}

// turned enters a name whose qualifier stands first, Median, övriga ärenden, as
// sentences have it: övriga ärenden, with the median anywhere.
func (x *index) turned(byKey map[string]*Subject, r *Row) {
	if len(r.Names) == 0 {
		return
	}
	first, rest, ok := strings.Cut(r.Names[0], ",")
	head, name := swedish.NewName(first), swedish.NewName(rest)
	const least = 2
	if s := byKey[strings.Join(swedish.NewName(r.Names[0]).Stems, " ")]; ok && s != nil && len(head.Stems) == 1 && len(name.Stems) >= least && len(head.Stems[0]) >= least+least && !generic(head) && !generic(name) {
		x.byStem[name.Stems[0]] = append(x.byStem[name.Stems[0]], named{name: name, subject: s, also: head.Stems[0], strong: true})
	}
}

// bare reports whether a row is a line of the whole account: Intäkter.
func (r *Row) bare() bool {
	return r.Line != "" && r.Section == "" && r.Parent == "" && len(r.Names) > 0 && generic(swedish.NewName(r.Names[0]))
}

// planned reports whether a table has budgets or forecasts, and no outcomes.
func (t *Table) planned() bool {
	plan := false
	for _, r := range t.Rows {
		for _, f := range r.Facts {
			switch f.Kind {
			case data.Outcome, data.Number:
				return false
			case data.Budget:
				plan = true
			default:
			}
		}
	}
	return plan
}

// year is the report's year where the table has it, else the table's last.
func (t *Table) year(now int) int {
	last := 0
	for _, r := range t.Rows {
		for _, f := range r.Facts {
			if f.Year == now {
				return now
			}
			last = max(last, f.Year)
		}
	}
	return last
}

// row enters a row under all its names.
func (x *index) row(byKey map[string]*Subject, r *Row) {
	for _, f := range r.Facts {
		if f.Source != nil {
			x.source[f.Source] = f
		}
	}
	if isDigits(r.Code) {
		x.codes[r.Code] = true
	}
	for _, name := range r.Names {
		if strings.ContainsAny(name, "0123456789") && !slices.Contains(x.numbered, name) {
			x.numbered = append(x.numbered, name)
		}
	}
	if r.Total || len(r.Names) > 0 && generic(swedish.NewName(r.Names[0])) {
		if r.Total {
			x.totals.Rows = append(x.totals.Rows, r)
		}
		if len(r.Names) == 0 || generic(swedish.NewName(r.Names[0])) {
			return
		}
	}
	for i, text := range r.Names {
		for _, name := range variants(text) {
			key := strings.Join(name.Stems, " ")
			if generic(name) {
				continue
			}
			s := byKey[key]
			if s == nil {
				s = &Subject{Label: r.Names[0], Total: r.Total, key: key}
				byKey[key] = s
				x.subjects = append(x.subjects, s)
				x.byStem[name.Stems[0]] = append(x.byStem[name.Stems[0]], named{name: name, subject: s, strong: (strong(name, text) || acronym(unitless(text))) && i < 6})
			}
			if len(s.Rows) == 0 || s.Rows[len(s.Rows)-1] != r {
				s.Rows = append(s.Rows, r)
			}
		}
	}
}

// variants are the ways in which running text shortens a row's name: without
// what stands in parentheses or after a comma, without the leading varav, Antal
// or Andel.
func variants(text string) []swedish.Name {
	var all []swedish.Name
	add := func(s string) {
		n := swedish.NewName(s)
		if len(n.Stems) == 0 {
			return
		}
		for _, have := range all {
			if have.Same(n) {
				return
			}
		}
		all = append(all, n)
	}
	add(text)
	if i := strings.IndexByte(text, '('); i > 0 {
		text = text[:i]
		add(text)
	}
	if i := strings.IndexAny(text, ",:;"); i > 0 {
		text = text[:i]
		add(text)
	}
	add(unitless(text))
	lower := strings.ToLower(strings.TrimLeft(text, " -–*•"))
	for _, lead := range [...]string{"varav ", "därav ", "antal ", "antalet ", "andel ", "andelen "} {
		if rest, ok := strings.CutPrefix(lower, lead); ok {
			add(rest)
			lower = rest
		}
	}
	return all
}

// unitless is a name without the words that say what is counted: of årsplatser
// HVB only the acronym is left, which sentences use. Other names stay as they
// are.
func unitless(text string) string {
	words := strings.Fields(strings.TrimLeft(text, " -–*•"))
	if len(words) != 2 {
		return ""
	}
	for i, w := range words {
		if _, known := quantity.ParseUnit(w); known && acronym(words[1-i]) {
			return words[1-i]
		}
	}
	return ""
}

// acronym reports whether a word is one of at least two capitals: LVU, SiS.
func acronym(w string) bool {
	capitals := 0
	for _, r := range w {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	const fewest, longest = 2, 5
	return capitals >= fewest && len(w) <= longest
}

// strong reports whether a name is more than one common word.
func strong(n swedish.Name, text string) bool {
	return len(n.Stems) > 1 || acronym(strings.TrimSpace(text)) || utf8.RuneCountInString(strings.TrimSpace(text)) >= longName
}

// longName is how many letters a name of one word needs to be no common word.
const longName = 10

// generic reports whether a name has only words that say which line, group or
// sum a row is, not what it is about.
func generic(n swedish.Name) bool {
	for _, stem := range n.Stems {
		if !genericStems[stem] {
			return false
		}
	}
	return true
}

var genericStems = stemSet(
	"totalt", "summa", "total", "netto", "nettokostnad", "intäkt", "intäkter", "kostnad", "kostnader", "resultat", "verksamhet", "verksamhetens",
	"kvinnor", "män", "flickor", "pojkar", "alla", "samtliga", "budget", "utfall", "prognos", "avvikelse", "övrigt", "övriga", "år", "antal", "andel", "mått", "finansiella", "poster",
	"ja", "nej", "mkr", "tkr", "mnkr", "kronor", "procent", "miljoner",
)

func stemSet(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[swedish.Stem(w)] = true
	}
	return set
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
