package content

import "tertial/internal/yamltree"

// A TableBlock asks for a table of facts.
type TableBlock struct {
	Selection
	Caption  Inline
	Note     Inline
	Unit     string
	Decimals int    // −1 is the facts' own
	Trend    bool   // a last column draws the course of each row's values
	Course   []Part // the value columns that it draws, in order; none for all that are one kind in time
	TrendAt  [2]int
}

func (r *blockReader) table(o *yamltree.Object) bool {
	required(o, r.diags, "id", "data", "caption")
	ok := r.id(o)
	t := &TableBlock{
		Selection: r.selection(o),
		Caption:   r.text(o, "caption"),
		Note:      r.text(o, "note"),
		Unit:      o.String("unit"),
		Decimals:  decimals(o),
		TrendAt:   r.span(o.Get("trend")),
	}
	r.trend(o, t)
	o.Close()
	r.block.Table = t
	return ok && t.Data != "" && len(t.Caption) > 0
}

// trend reads true, or the value columns whose course is drawn.
func (r *blockReader) trend(o *yamltree.Object, t *TableBlock) {
	if n := o.Get("trend"); n == nil || n.Kind != yamltree.List {
		t.Trend = o.Bool("trend")
		return
	}
	for _, item := range o.List("trend") {
		if item.Scalar() {
			t.Course = append(t.Course, r.part(item))
		}
	}
	t.Trend = len(t.Course) > 0
}
