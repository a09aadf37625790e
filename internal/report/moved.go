package report

import (
	"slices"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
)

// succeeded looks a reference up once more with the successors of the codes and
// names that the dataset does not know: what an activity was called before it
// was renamed or merged. It returns nil where that leads to no single fact.
func (l *linker) succeeded(d *data.Dataset, ref *content.Reference, parts []string) *data.Fact {
	now := slices.Clone(parts)
	var notes []diag.Finding
	for i, p := range ref.Parts {
		if d.Known(p.Text) {
			continue
		}
		next, ok := d.Codes.Successor(d.Description.Codes, p.Text)
		if !ok {
			continue
		}
		now[i] = next.Code
		notes = append(notes, diag.New("SUCCESSOR", l.Doc.Place(p.Start, p.End), "old", p.Text, "code", next.Code, "name", next.Name).Propose(next.Code))
	}
	if len(notes) == 0 {
		return nil
	}
	fact, _ := d.Lookup(now)
	if fact == nil {
		return nil
	}
	for _, f := range notes {
		l.diags.Add(f)
	}
	return fact
}

// moved follows the path of something that is not where it was, and notes at
// the place that names it where it is.
func (l *linker) moved(p string, at diag.Place) (string, bool) {
	if l.src.Moved == nil {
		return p, false
	}
	now, ok := l.src.Moved(p)
	if ok {
		l.diags.Add(diag.New("MOVED", at, "old", "/"+p, "now", "/"+now).Propose("/" + now))
	}
	return now, ok
}
