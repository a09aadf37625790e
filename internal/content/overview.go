package content

import (
	"slices"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// A SectionName is the id of a section, as an author wrote it.
type SectionName struct {
	ID    string
	Place diag.Place
}

// overview reads the ids of the sections that a report's overview begins with. An
// empty list is none, and no list the summary's.
func overview(o *yamltree.Object) []SectionName {
	if !o.Has("overview") {
		return nil
	}
	names := []SectionName{}
	for _, n := range o.List("overview") {
		if n.Scalar() && n.Text != "" {
			names = append(names, SectionName{n.Text, n.Place()})
		}
	}
	return names
}

// checkOverview reports ids that are no section's.
func (b *builder) checkOverview() {
	var ids []string
	for _, s := range b.doc.Sections {
		ids = append(ids, s.ID)
	}
	for _, name := range b.doc.Meta.Overview {
		if slices.Contains(ids, name.ID) {
			continue
		}
		if near := diag.Nearest(name.ID, ids); near != "" {
			b.diags.Add(diag.New("XREF", name.Place, "id", name.ID, "nearest", near).Propose(near))
		} else {
			b.diags.Add(diag.New("XREF", name.Place, "id", name.ID).With("none"))
		}
	}
}
