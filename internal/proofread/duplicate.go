package proofread

import (
	"slices"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// How long a text must be for its repetition to say something.
const (
	longItem      = 30
	longAnalysis  = 100
	longParagraph = 200
)

// duplicates finds rows that are the same but for their number, and the same
// analysis of different rows.
func (c *checker) duplicates() {
	for i := 1; i < len(c.Blocks); i++ {
		b, prev := &c.Blocks[i], &c.Blocks[i-1]
		if b.Kind != prev.Kind || b.Kind != asis.Item && b.Kind != asis.Paragraph || b.Gap > 1 && b.Kind == asis.Item {
			continue
		}
		text, before := withoutNumber(b), withoutNumber(prev)
		if len(text) >= longItem && text == before {
			c.add(diag.New("DUP", c.whole(b), "text", short(b.Text)).With(c.sameMark(b, prev)).See("first", c.whole(prev)))
		}
	}
	for _, t := range c.Tables {
		c.sameRows(t)
		c.sameAnalysis(t)
	}
}

// withoutNumber is a text without its number or sign. Of an item of an agenda the
// diary number belongs to it: two cases may have one title.
func withoutNumber(b *asis.Block) string {
	switch {
	case b.Mark == "agenda":
		_, _, rest := asis.SplitNumber(strings.ReplaceAll(strings.TrimLeft(b.Text, "-•■*| "), "\t", " "))
		return asis.Fold(rest)
	case b.Kind == asis.Item:
		return asis.Fold(b.Rest)
	}
	return asis.Fold(b.Text)
}

func (c *checker) sameMark(b, prev *asis.Block) string {
	if b.Mark != prev.Mark || !slices.Equal(b.Number, prev.Number) {
		return "number"
	}
	return ""
}

// short cuts a text for a message.
func short(text string) string {
	const most = 60
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	return strings.TrimSpace(string(r[:most])) + "…"
}

// sameRows finds two rows after each other with the same label and the same values.
func (c *checker) sameRows(t *asis.Table) {
	for k := t.Heads + 1; k < len(t.Rows); k++ {
		a, b := &t.Rows[k-1], &t.Rows[k]
		if len(a.Cells) != len(b.Cells) {
			continue
		}
		from := 0
		if n := strings.Trim(a.Cells[0].Text, "0123456789.§ "); n == "" && len(a.Cells) > 2 {
			from = 1
		}
		same, amounts, letters := true, 0, 0
		for x := from; x < len(a.Cells) && same; x++ {
			same = a.Cells[x].Text == b.Cells[x].Text
			if asis.Amount(b.Cells[x].Text) {
				amounts++
			} else {
				letters += len(b.Cells[x].Text)
			}
		}
		if same && letters >= 5 && (amounts >= 2 || letters >= longItem) {
			row := &c.Blocks[b.Block]
			c.add(diag.New("DUP", c.whole(row), "text", short(strings.ReplaceAll(row.Text, "\t", " "))).See("first", c.whole(&c.Blocks[a.Block])))
		}
	}
}

// sameAnalysis finds a long text that explains two rows.
func (c *checker) sameAnalysis(t *asis.Table) {
	seen := map[string]*asis.Cell{}
	for k := t.Heads; k < len(t.Rows); k++ {
		for x := range t.Rows[k].Cells {
			cell := &t.Rows[k].Cells[x]
			if len(cell.Text) < longAnalysis {
				continue
			}
			key := asis.Fold(cell.Text)
			if first := seen[key]; first != nil {
				c.add(diag.New("DUP", c.At(cell.Start, cell.End), "text", short(cell.Text)).With("analysis").See("first", c.At(first.Start, first.End)))
				continue
			}
			seen[key] = cell
		}
	}
}

// paragraphs finds long paragraphs that stand twice in one document. A memo
// repeats its summary and its decision, which is as it should be; a report with
// a contents list does not repeat itself.
func (c *checker) paragraphs() {
	for p := range c.Parts {
		part := &c.Parts[p]
		if part.Contents == nil {
			continue
		}
		seen := map[string]int{}
		for i := part.From; i < part.To; i++ {
			b := &c.Blocks[i]
			if b.Kind != asis.Paragraph || len(b.Text) < longParagraph || b.Glued && i > 0 && c.Blocks[i-1].Kind == asis.Paragraph && asis.Fold(c.Blocks[i-1].Text) == asis.Fold(b.Text) {
				continue
			}
			key := asis.Fold(b.Text)
			first, ok := seen[key]
			if !ok {
				seen[key] = i
				continue
			}
			if first == i-1 {
				continue // said already: two in a row
			}
			f := diag.New("DUP", c.whole(b), "text", short(b.Text)).With("paragraph")
			f.Severity = diag.Note
			c.add(f.See("first", c.whole(&c.Blocks[first])))
		}
	}
}
