package content

import "tertial/internal/yamltree"

// A ListBlock asks for a list of a kind of its own, with what it adds up to:
// goals, risks, controls, actions or decisions.
type ListBlock struct {
	Kind     string // the block's name
	Data     string // dataset's id
	DataAt   [2]int // its place
	Title    Inline
	Note     Inline
	Against  *Figure // of actions: what their effects are to make up for; nil for nothing
	Measures []Part  // of goals: ids of the datasets whose measures belong to them; nil for all that do
}

// listBlocks are the names of blocks that are lists.
var listBlocks = [...]string{"goals", "risks", "controls", "actions", "decisions"}

// list reads a block that is a list.
func (r *blockReader) list(name string, o *yamltree.Object) bool {
	required(o, r.diags, "id", "data", "title")
	ok := r.id(o)
	l := &ListBlock{
		Kind: name, Data: o.String("data"), DataAt: r.span(o.Get("data")), Title: r.text(o, "title"), Note: r.text(o, "note"),
	}
	switch name {
	case "actions":
		if n := o.Get("against"); n != nil {
			l.Against = r.figureOf(r.value(n))
		}
	case "goals":
		if o.Has("measures") {
			l.Measures = []Part{} // an empty list is none
		}
		for _, item := range o.List("measures") {
			if item.Scalar() {
				l.Measures = append(l.Measures, r.part(item))
			}
		}
	}
	o.Close()
	r.block.List = l
	return ok && l.Data != "" && len(l.Title) > 0
}
