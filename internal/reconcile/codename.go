package reconcile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
)

// A naming is a code with a name at one place of a report.
type naming struct {
	dataset *data.Dataset
	row     int
	column  int
	system  string // what sort of code it is
	code    string
	name    string
	alias   []string
}

// codeNames checks CODENAME: code and name are one pair in the register, or at
// least throughout the report.
func codeNames(c *run) {
	var all []naming
	for _, d := range c.report.Datasets {
		for i := range d.Rows {
			if d.Rows[i].Type != data.Heading && !d.Rows[i].Derived {
				all = append(all, namings(d, i)...)
			}
		}
	}
	conflicts := newNameBook(all)
	for i := range all {
		n := &all[i]
		if entries := n.dataset.Codes.Entries(n.dataset.Description.Codes, n.code); len(entries) > 0 {
			c.registered(n, entries)
			continue
		}
		conflicts.check(c, n)
	}
}

// Codes inside a text: "3698 Lokaler", "Barn och unga (73)".
var (
	codeFirst = regexp.MustCompile(`^(\d{2,6}) (\p{L}.*)$`)
	codeLast  = regexp.MustCompile(`^(\p{L}.*?) ?\((\d{2,6})\)$`)
)

// namings are the codes of a row with their names: of its own code column, and
// those in texts.
func namings(d *data.Dataset, i int) []naming {
	row := &d.Rows[i]
	var all []naming
	for k := range d.Columns {
		col := &d.Columns[k]
		if col.Role == data.RoleCode {
			if !ownID(col.Word) && row.Code != "" && row.Name != "" && row.Cells[k].Text != "" {
				all = append(all, naming{d, i, k, system(d, col.Word, row.Code), row.Code, row.Name, d.DeclaredAliases(row)})
			}
			continue
		}
		if col.Role != data.RoleName && col.Role != data.RoleText && col.Role != data.RoleSection {
			continue
		}
		if code, name, ok := codeInside(row.Cells[k].Text); ok {
			all = append(all, naming{d, i, k, system(d, "", code), code, name, nil})
		}
	}
	return all
}

// ownID reports whether a word is for ids that a list gives its own entries,
// which no register knows.
func ownID(word string) bool {
	switch word {
	case "pair_id", "measure_id", "goal_id", "risk_id", "control_id", "action_id":
		return true
	default:
		return false
	}
}

// codeInside divides a text that holds a code and a name.
func codeInside(text string) (code, name string, ok bool) {
	if text == "" || text[0] > '9' && !strings.HasSuffix(text, ")") {
		return "", "", false
	}
	text = strings.Join(strings.Fields(text), " ")
	if m := codeFirst.FindStringSubmatch(text); m != nil && !strings.HasPrefix(m[2], "kap.") { // no chapter of a law
		code, name = m[1], m[2]
	} else if m := codeLast.FindStringSubmatch(text); m != nil {
		code, name = m[2], m[1]
	}
	return code, name, code != "" && !isYear(code)
}

// system says which codes may be compared: those of the system that the
// description names, else those of one length.
func system(d *data.Dataset, word, code string) string {
	switch word {
	case "", "code", "activity_code", "project_no":
		return orElse(fold(d.Description.Codes), strconv.Itoa(len(code)))
	default:
		return word
	}
}

func isYear(code string) bool {
	n, err := strconv.Atoi(code)
	return err == nil && len(code) == 4 && n >= 1900 && n < 2200
}

// registered compares a naming with the register: any of the code's names will
// do, and the time must be one of those in which it holds.
func (c *run) registered(n *naming, entries []data.Code) {
	named := slices.DeleteFunc(slices.Clone(entries), func(e data.Code) bool { return !calls(&e, n.name) })
	if len(named) == 0 && slices.ContainsFunc(n.alias, func(a string) bool { return isName(entries, a) }) {
		named = entries // the description says that it is another name of it
	}
	o := n.outcome()
	switch {
	case len(named) == 0:
		e := &entries[len(entries)-1]
		o.expected = e.Name
		o.finding = func() diag.Finding {
			return diag.New("CODENAME", n.place(), "code", n.code, "name", n.name, "registered", e.Name).See("register", e.Place)
		}
	case !valid(named, n.dataset):
		e := &named[len(named)-1]
		o.expected = e.From + "–" + e.To
		o.finding = func() diag.Finding {
			return diag.New("CODENAME", n.place(), "code", n.code, "name", n.name, "from", orElse(e.From, "…"), "to", orElse(e.To, "…")).
				With("valid").See("register", e.Place)
		}
	default:
		o.agrees = true
	}
	c.found(o)
}

func isName(entries []data.Code, name string) bool {
	return slices.ContainsFunc(entries, func(e data.Code) bool { return calls(&e, name) })
}

func calls(e *data.Code, name string) bool {
	return fold(e.Name) == fold(name) || slices.ContainsFunc(e.Alias, func(a string) bool { return fold(a) == fold(name) })
}

// valid reports whether any entry holds in the period of the dataset.
func valid(entries []data.Code, d *data.Dataset) bool {
	p := d.Description.Period
	if p.IsZero() {
		return true
	}
	return slices.ContainsFunc(entries, func(e data.Code) bool {
		return (e.From == "" || e.From <= within(p.To, e.From)) && (e.To == "" || e.To >= within(p.From, e.To))
	})
}

// within is a month written as exactly as another text is: a year, or a month.
func within(m data.Month, as string) string {
	text := m.String()
	return text[:min(len(text), len(as))]
}

// A nameBook holds the names of each code, and the codes of each name, of a
// report, each with its first place.
type nameBook struct {
	names map[[2]string]map[string]*naming // by system and code
	codes map[[2]string]map[string]*naming // by system and name
}

func newNameBook(all []naming) *nameBook {
	b := &nameBook{names: map[[2]string]map[string]*naming{}, codes: map[[2]string]map[string]*naming{}}
	for i := range all {
		n := &all[i]
		put(b.names, [2]string{n.system, n.code}, fold(n.name), n)
		put(b.codes, [2]string{n.system, fold(n.name)}, n.code, n)
	}
	return b
}

func put(book map[[2]string]map[string]*naming, key [2]string, value string, n *naming) {
	if book[key] == nil {
		book[key] = map[string]*naming{}
	}
	if book[key][value] == nil {
		book[key][value] = n
	}
}

// check reports a code that has another name, or a name that has another code,
// earlier in the report. The first of them is the one that is compared with.
func (b *nameBook) check(c *run, n *naming) {
	o := n.outcome()
	other := earliest(b.names[[2]string{n.system, n.code}], n, c.report.Datasets)
	variant := "names"
	if other == n || described(n, other) {
		other = earliest(b.codes[[2]string{n.system, fold(n.name)}], n, c.report.Datasets)
		variant = "codes"
	}
	o.agrees = other == n || described(n, other) || other.code == n.code && fold(other.name) == fold(n.name)
	o.expected = other.name
	o.finding = func() diag.Finding {
		return diag.New("CODENAME", n.place(), "code", n.code, "name", n.name, "other", other.name, "other_code", other.code).
			With(variant).See("other", other.place())
	}
	c.found(o)
}

// described reports whether one of the two names is an alias of the other's row.
func described(a, b *naming) bool {
	alias := func(x, y *naming) bool {
		return slices.ContainsFunc(x.alias, func(s string) bool { return fold(s) == fold(y.name) })
	}
	return alias(a, b) || alias(b, a)
}

// earliest is the naming that stands first in the report.
func earliest(names map[string]*naming, than *naming, sets []*data.Dataset) *naming {
	best := than
	for _, n := range names {
		x, y := slices.Index(sets, n.dataset), slices.Index(sets, best.dataset)
		if x < y || x == y && (n.row < best.row || n.row == best.row && n.column < best.column) {
			best = n
		}
	}
	return best
}

func (n *naming) outcome() outcome {
	return outcome{dataset: n.dataset, column: n.column, stated: n.name}
}

func (n *naming) place() diag.Place {
	cell := &n.dataset.Rows[n.row].Cells[n.column]
	col := &n.dataset.Columns[n.column]
	return n.dataset.Source.Place(cell.Start, cell.End).InCell(col.Header, col.Index)
}
