package proofread

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/report"
)

// FromReport makes a text of a report's narrative: what a reader sees of it,
// with figures, code and addresses left out.
func FromReport(r *report.Report) *Text {
	t := &Text{Raw: bytes.Repeat([]byte{' '}, len(r.Doc.Text)), At: r.Doc.Place, Patterns: r.Committee.Numbers, Report: true}
	passages := r.Doc.Passages()
	for i := range passages {
		if b, ok := t.passage(&passages[i]); ok {
			t.Blocks = append(t.Blocks, b)
		}
	}
	t.Parts = []asis.Part{{To: len(t.Blocks)}}
	for i := range t.Blocks {
		b := &t.Blocks[i]
		for n := range asis.DiaryNumbers(string(t.Raw[b.Start:b.End])) {
			n.Start, n.End, n.Block = n.Start+b.Start, n.End+b.Start, i
			t.Diaries = append(t.Diaries, n)
		}
	}
	t.targets(r)
	t.emptySections(r.Doc)
	return t
}

// emptySections finds sections with nothing between their heading and the next
// one of the same or a higher level.
func (t *Text) emptySections(doc *content.Document) {
	for i := 0; i+1 < len(doc.Sections); i++ {
		s, next := doc.Sections[i], doc.Sections[i+1]
		line := bytes.IndexByte(doc.Text[s.Start:next.Start], '\n')
		if line < 0 || next.Level > s.Level || len(bytes.TrimSpace(doc.Text[s.Start+line:next.Start])) > 0 {
			continue
		}
		end := len(doc.Text)
		if n := bytes.IndexByte(doc.Text[next.Start:], '\n'); n >= 0 {
			end = next.Start + n
		}
		t.found = append(t.found, diag.New("TEMPLATE", t.At(s.Start, s.Start+line), "title", s.Text, "next", next.Text).With("empty").
			See("next", t.At(next.Start, end)))
	}
}

// passage makes a block of a passage, and copies what is text of it.
func (t *Text) passage(p *content.Passage) (asis.Block, bool) {
	if len(p.Runs) == 0 {
		return asis.Block{}, false
	}
	b := asis.Block{Start: p.Runs[0].Start, End: p.Runs[0].End, Kind: kindOf(p.Role)}
	var text strings.Builder
	for i := range p.Runs {
		r := &p.Runs[i]
		b.Start, b.End = min(b.Start, r.Start), max(b.End, r.End)
		if r.Exact {
			copy(t.Raw[r.Start:r.End], r.Text)
		}
		if r.Figure == nil {
			text.WriteString(r.Text)
		} else {
			text.WriteString("…")
		}
	}
	b.Text = strings.Join(strings.Fields(text.String()), " ")
	b.Rest = b.Text
	return b, b.Text != ""
}

func kindOf(role content.PassageRole) asis.Kind {
	switch role {
	case content.Heading, content.Title:
		return asis.Heading
	case content.ListItem:
		return asis.Item
	case content.TableCell:
		return asis.Row
	case content.Remark:
		return asis.Footnote
	case content.Lead, content.Paragraph, content.BlockText:
		return asis.Paragraph
	}
	return asis.Paragraph
}

// targets lists what references can be written to.
func (t *Text) targets(r *report.Report) {
	kinds := map[report.TargetKind]string{
		report.SectionTarget: "section", report.TableTarget: "table", report.ChartTarget: "chart", report.ListTarget: "table",
	}
	for _, id := range slices.Sorted(maps.Keys(r.Targets)) {
		target := r.Targets[id]
		t.Targets = append(t.Targets, Target{Kind: kinds[target.Kind], Number: target.Number, ID: id})
	}
}

// Description finds what a proposed description still asks a person to confirm.
func Description(source *diag.Source, diags *diag.List) {
	const word = "BEKRÄFTA"
	before, line, ok := bytes.Cut(source.Text, []byte(word))
	if !ok {
		return
	}
	at, count := len(before), 1+bytes.Count(line, []byte(word))
	line = source.Text[at:]
	if end := bytes.IndexAny(line, "\r\n"); end >= 0 {
		line = line[:end]
	}
	text := string(line)
	if quote := before[bytes.LastIndexByte(before, '\n')+1:]; bytes.HasSuffix(quote, []byte(`"`)) || bytes.HasSuffix(quote, []byte("'")) {
		text, _, _ = strings.Cut(text, string(quote[len(quote)-1])) // the value of a key, in quotes
	}
	diags.Add(diag.New("TEMPLATE", source.Place(at, at+len(word)), "text", text, "count", count).With("confirm"))
}
