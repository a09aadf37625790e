package content

import (
	"slices"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// The keys of blocks that say words; all others choose data or form, which a
// translation takes from the original.
var wordKeys = [...]string{"title", "subtitle", "caption", "note", "source", "label", "from", "to"}

// kind is the name of a block.
func (b *Block) kind() string {
	switch {
	case b.Chart != nil:
		return "chart"
	case b.Table != nil:
		return "table"
	case b.List != nil:
		return b.List.Kind
	default:
		return "keyfigures"
	}
}

// translated reads a block of a translation: its id and its words. Data and form
// are those of the original's block.
func (r *blockReader) translated(name string, tree *yamltree.Node) bool {
	if name == "keyfigures" {
		return r.translatedCards(tree)
	}
	o := tree.Object()
	if o == nil {
		return false
	}
	required(o, r.diags, "id")
	if !r.id(o) {
		return false
	}
	at := o.PlaceOf("id")
	i := slices.IndexFunc(r.from.Blocks, func(b *Block) bool { return b.ID == r.block.ID })
	if i < 0 {
		r.diags.Add(r.unknownBlock(at, name))
		return false
	}
	from := r.from.Blocks[i]
	if from.kind() != name {
		r.diags.Add(diag.New("TRANSLATION-BLOCK", at, "id", r.block.ID, "kind", name, "is", from.kind()).With("kind"))
		return false
	}
	switch {
	case from.Chart != nil:
		r.translatedChart(o, from.Chart)
	case from.Table != nil:
		r.translatedTable(o, from.Table)
	default:
		r.translatedList(o, from.List)
	}
	r.dataKeys(o)
	o.Close()
	return true
}

// unknownBlock says that the original has no block with an id. Where one of the
// same kind has nearly that id, it is the one that is meant: that the translation
// lacks it, and what refers to it, is not reported too.
func (r *blockReader) unknownBlock(at diag.Place, name string) diag.Finding {
	var ids []string
	for _, b := range r.from.Blocks {
		if b.kind() == name && b.ID != "" {
			ids = append(ids, b.ID)
		}
	}
	near := diag.Nearest(r.block.ID, ids)
	if near == "" {
		return diag.New("TRANSLATION-BLOCK", at, "id", r.block.ID, "kind", name).With("extra")
	}
	r.lost[near] = true
	return diag.New("TRANSLATION-BLOCK", at, "id", r.block.ID, "nearest", near).With("near").Propose(near)
}

// dataKeys reports the keys that choose data or form: they would look as if they
// meant something.
func (r *blockReader) dataKeys(o *yamltree.Object) {
	for _, f := range o.Node().Fields {
		if f.Key == "id" || slices.Contains(wordKeys[:], f.Key) || !slices.Contains(blockKeys[:], f.Key) {
			continue
		}
		o.Known(f.Key)
		r.diags.Add(diag.New("TRANSLATION-KEY", f.KeyPlace(), "key", f.Key))
	}
}

// blockKeys are all keys of blocks that choose data or form.
var blockKeys = [...]string{
	"data", "rows", "values", "type", "direction", "stack", "baseline", "diverging", "magnitude", "order", "series", "panels", "neutral",
	"unit", "decimals", "trend", "against", "measures", "figure",
}

// whole is the place of what is taken from the original: the block itself.
func (r *blockReader) whole() [2]int { return [2]int{r.block.Start, r.block.End} }

// selected is a selection of the original, placed at the block.
func (r *blockReader) selected(s Selection) Selection {
	at := r.whole()
	s.DataAt = at
	s.Values = r.placed(s.Values)
	s.Rows = slices.Clone(s.Rows)
	for i := range s.Rows {
		s.Rows[i].Values = r.placed(s.Rows[i].Values)
	}
	return s
}

func (r *blockReader) placed(parts []Part) []Part {
	parts = slices.Clone(parts)
	for i := range parts {
		parts[i].Start, parts[i].End = r.block.Start, r.block.End
	}
	return parts
}

// figureFrom is a figure of the original, placed at the block.
func (r *blockReader) figureFrom(f *Figure) *Figure {
	if f == nil {
		return nil
	}
	own := *f
	own.Start, own.End = r.block.Start, r.block.End
	own.Filters.Start, own.Filters.End = own.Start, own.End
	own.Terms = slices.Clone(f.Terms)
	for i := range own.Terms {
		t := &own.Terms[i]
		t.Start, t.End = own.Start, own.End
		t.Parts = r.placed(t.Parts)
	}
	return &own
}

// words reads the words of a key. That the original says something there and the
// translation does not is a finding.
func (r *blockReader) words(o *yamltree.Object, key string, original Inline) Inline {
	text := r.text(o, key)
	switch {
	case len(text) == 0 && len(original) > 0:
		r.diags.Add(diag.New("TRANSLATION-WORDS", o.Place(), "key", key, "original", original.text()).With("block"))
	case len(text) > 0 && len(original) == 0:
		r.diags.Add(diag.New("TRANSLATION-WORDS", o.PlaceOf(key), "key", key).With("added"))
	}
	return text
}

// title is words that a block cannot be without: those of the original stand
// where there are none, so that numbering and references hold.
func (r *blockReader) title(o *yamltree.Object, key string, original Inline) Inline {
	if text := r.words(o, key, original); len(text) > 0 {
		return text
	}
	return r.inlineFrom(original)
}

// inlineFrom is a short text of the original, its figures placed at the block.
func (r *blockReader) inlineFrom(in Inline) Inline {
	out := make(Inline, len(in))
	for i, p := range in {
		out[i] = Piece{Text: p.Text, Figure: r.figureFrom(p.Figure)}
	}
	return out
}

func (r *blockReader) translatedChart(o *yamltree.Object, from *ChartBlock) {
	c := *from
	c.Selection = r.selected(from.Selection)
	c.Title, c.Subtitle = r.title(o, "title", from.Title), r.words(o, "subtitle", from.Subtitle)
	c.Note, c.Source = r.words(o, "note", from.Note), r.words(o, "source", from.Source)
	c.TitleAt = r.span(o.Get("title"))
	c.From, c.To = r.translatedEnd(o, "from", from.From), r.translatedEnd(o, "to", from.To)
	c.places = map[string][2]int{}
	for key := range from.places {
		c.places[key] = r.whole()
	}
	r.block.Chart = &c
}

func (r *blockReader) translatedEnd(o *yamltree.Object, key string, from *ChartEnd) *ChartEnd {
	if from == nil {
		return nil
	}
	in := o.Get(key).Object()
	end := &ChartEnd{Figure: r.figureFrom(from.Figure)}
	if in == nil {
		r.diags.Add(diag.New("TRANSLATION-WORDS", o.Place(), "key", key+".label", "original", from.Label.text()).With("block"))
		end.Label = r.inlineFrom(from.Label)
		return end
	}
	end.Label = r.title(in, "label", from.Label)
	r.dataKeys(in)
	in.Close()
	return end
}

func (r *blockReader) translatedTable(o *yamltree.Object, from *TableBlock) {
	t := *from
	t.Selection = r.selected(from.Selection)
	t.Caption, t.Note = r.title(o, "caption", from.Caption), r.words(o, "note", from.Note)
	t.Course, t.TrendAt = r.placed(from.Course), r.whole()
	r.block.Table = &t
}

func (r *blockReader) translatedList(o *yamltree.Object, from *ListBlock) {
	l := *from
	l.DataAt, l.Against = r.whole(), r.figureFrom(from.Against)
	l.Title, l.Note = r.title(o, "title", from.Title), r.words(o, "note", from.Note)
	if from.Measures != nil {
		l.Measures = append([]Part{}, r.placed(from.Measures)...)
	}
	r.block.List = &l
}

// translatedCards reads a list of cards: of each its words, in the order of the
// original's.
func (r *blockReader) translatedCards(tree *yamltree.Node) bool {
	if tree.Kind != yamltree.List {
		tree.WrongType("list")
		return false
	}
	before := 0
	for _, b := range r.doc.Blocks {
		if b.KeyFigures != nil {
			before++
		}
	}
	var from *KeyFiguresBlock
	for _, b := range r.from.Blocks {
		if b.KeyFigures != nil && before >= 0 {
			if before == 0 {
				from = b.KeyFigures
			}
			before--
		}
	}
	at := r.doc.Place(r.block.Start, r.block.Start+len("```keyfigures"))
	if from == nil {
		r.diags.Add(diag.New("TRANSLATION-BLOCK", at, "kind", "keyfigures").With("extra-cards"))
		return false
	}
	if len(tree.Items) != len(from.Items) {
		r.diags.Add(diag.New("TRANSLATION-BLOCK", at, "count", len(tree.Items), "all", len(from.Items)).With("cards"))
	}
	k := &KeyFiguresBlock{}
	for i, item := range tree.Items {
		o := item.Object()
		if o == nil || i >= len(from.Items) {
			continue
		}
		k.Items = append(k.Items, r.translatedCard(o, &from.Items[i]))
	}
	r.block.KeyFigures = k
	return true
}

func (r *blockReader) translatedCard(o *yamltree.Object, from *KeyFigure) KeyFigure {
	card := KeyFigure{Label: r.title(o, "label", from.Label), Figure: r.figureFrom(from.Figure), Note: r.words(o, "note", from.Note)}
	card.Word = foldBlanks(o.String("word"))
	if from.Word != "" && card.Word == "" {
		r.diags.Add(diag.New("TRANSLATION-WORDS", o.Place(), "key", "word", "original", from.Word).With("block"))
	}
	if from.Trend != nil {
		t := *from.Trend
		t.Selection, t.At = r.selected(from.Trend.Selection), r.whole()
		t.Figures = nil
		for _, f := range from.Trend.Figures {
			t.Figures = append(t.Figures, r.figureFrom(f))
		}
		card.Trend = &t
	}
	r.dataKeys(o)
	o.Close()
	return card
}

// compareBlocks reports the blocks of the original that the translation lacks,
// and one that stands in another place among the others.
func (b *builder) compareBlocks() {
	b.doc.XRefs = slices.DeleteFunc(b.doc.XRefs, func(x *XRef) bool { return b.lost[x.ID] }) // reported at the block
	seen := func(list []*Block, x *Block) bool {
		return slices.ContainsFunc(list, func(y *Block) bool { return x.ID != "" && x.ID == y.ID })
	}
	cards, there := 0, 0
	for _, block := range b.doc.Blocks {
		if block.KeyFigures != nil {
			there++
		}
	}
	var shared []*Block
	for _, block := range b.from.Blocks {
		at := b.from.Place(block.Start, block.Start+len("```"))
		switch {
		case block.KeyFigures != nil:
			if cards++; cards > there {
				b.diags.Add(diag.New("TRANSLATION-BLOCK", b.doc.Meta.Source.File(), "kind", "keyfigures").With("no-cards").See("original", at))
			}
		case seen(b.doc.Blocks, block):
			shared = append(shared, block)
		case !b.lost[block.ID]:
			b.diags.Add(diag.New("TRANSLATION-BLOCK", b.doc.Meta.Source.File(), "id", block.ID, "kind", block.kind()).See("original", at))
		}
	}
	next := 0
	for _, block := range b.doc.Blocks {
		if !seen(shared, block) {
			continue
		}
		if want := shared[next]; want.ID != block.ID {
			f := diag.New("TRANSLATION-BLOCK", b.doc.Place(block.Start, block.Start+len("```")), "id", block.ID, "other", want.ID).With("order")
			f.Severity = diag.Warning
			b.diags.Add(f)
			return
		}
		next++
	}
}
