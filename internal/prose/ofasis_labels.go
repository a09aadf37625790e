package prose

import (
	"slices"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// splitLabel reads the label of a row in a table with two columns of labels:
// what is measured, and below it for whom. An empty first label is that of the
// row above.
func splitLabel(from *asis.TableRow, heads []head, above string) (measure, group string, ok bool) {
	const labels = 2
	if len(from.Cells) <= labels || len(heads) <= labels || heads[1].text != "" {
		return "", "", false
	}
	measure, who := from.Cells[0].Text, from.Cells[1].Text
	if measure == "" {
		measure = above
	}
	words := strings.Fields(strings.ToLower(who))
	if measure == "" || len(words) != 1 {
		return "", "", false
	}
	group = groupOf(words[0])
	return measure, group, group != "" || isTotal(who)
}

// caption gives columns that say a year and no kind what the caption of the
// table says: in an internal budget all is budget.
func caption(text string, heads []head) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	last := strings.ToLower(lines[len(lines)-1])
	kind := data.ValueKind("")
	for _, w := range strings.FieldsFunc(last, func(r rune) bool { return strings.ContainsRune(" ,.:;()", r) }) {
		switch {
		case strings.HasPrefix(w, "internbudget"), strings.HasPrefix(w, "budget") && kind == "", w == "driftbudget", w == "investeringsbudget":
			kind = data.Budget
		case strings.HasPrefix(w, "prognos"), strings.HasPrefix(w, "utfall"), strings.HasPrefix(w, "bokslut"), strings.HasPrefix(w, "uppföljning"), strings.HasPrefix(w, "avvik"):
			return
		}
	}
	if kind == "" || slices.ContainsFunc(heads, func(h head) bool { return h.kind == data.Outcome || h.kind == data.Forecast }) {
		return
	}
	for i := range heads {
		if heads[i].kind == data.Number {
			heads[i].kind = kind
		}
	}
}

// compoundTails are what sentences add to the name of a row: hälsoskyddsärenden.
var compoundTails = [...]string{"ärendena", "ärenden", "ärende", "verksamheten", "verksamhet", "kostnaderna", "kostnader", "intäkterna", "intäkter"}

// uncompounded is the stem of a word without such an addition; "" where it has
// none.
func uncompounded(fold string) string {
	for _, tail := range compoundTails {
		rest, ok := strings.CutSuffix(fold, tail)
		if !ok {
			continue
		}
		const least = 5
		if rest = strings.TrimSuffix(rest, "s"); len(rest) < least {
			return ""
		}
		return swedish.Stem(rest)
	}
	return ""
}

// of makes a row one of a group.
func (r *Row) of(group string) {
	if r == nil || group == "" {
		return
	}
	r.Group = group
	r.Label += ", " + groupNames[group]
	for _, f := range r.Facts {
		f.Group = orElse(f.Group, group)
	}
}

// groupNames are how converted papers call the groups.
var groupNames = map[string]string{"women": "kvinnor", "men": "män", "girls": "flickor", "boys": "pojkar"}

// unitInName is the unit that a row's name says: Institution SoL, årsplatser.
// Words for people name rows too often to be taken for units.
func unitInName(name string) quantity.Unit {
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" ,()-–", r) }) {
		switch u, _ := quantity.ParseUnit(w); u {
		case "årsplats", "årsboende", "årsarbetare", "dygn", "dagar", "timmar", "veckor", "månader", quantity.Percent:
			return u
		default:
		}
	}
	switch {
	case hasAny(name, "andel"):
		return quantity.Percent
	case hasAny(name, "antal"):
		return quantity.Pieces
	default:
		return ""
	}
}

// isTotal reports whether a name is that of a sum.
func isTotal(name string) bool {
	switch asis.Fold(name) {
	case "totalt", "summa", "total", "totalsumma", "summa totalt", "netto", "resultat", "alla":
		return true
	default:
		return false
	}
}
