package asis

import (
	"strings"
	"unicode/utf8"
)

// items marks the lines of lists and the notes below tables.
func (d *Document) items() {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != Paragraph {
			continue
		}
		if mark, rest := d.note(i); mark != "" {
			b.Kind, b.Mark, b.Rest = Footnote, mark, rest
			continue
		}
		if mark, rest := bullet(b.Text); mark != "" {
			b.Kind, b.Mark, b.Rest = Item, mark, rest
			continue
		}
		number, dotted, rest := SplitNumber(b.Text)
		if len(number) == 1 && dotted && rest != "" {
			b.Kind, b.Number, b.Dotted, b.Rest = Item, number, true, rest
			b.Mark = strings.TrimSpace(strings.TrimSuffix(b.Text, rest))
		}
	}
}

// bullet cuts a list's sign from a line: "- ", "• ", "■ ", "a) ", "§ 35 ".
func bullet(text string) (mark, rest string) {
	for _, sign := range []string{"- ", "• ", "■ ", "– ", "o ", "* ", "\uf0b7 "} {
		if rest, ok := strings.CutPrefix(text, sign); ok {
			return strings.TrimSpace(sign), strings.TrimSpace(rest)
		}
	}
	if len(text) > 3 && text[0] >= 'a' && text[0] <= 'z' && text[1] == ')' && text[2] == ' ' {
		return text[:2], strings.TrimSpace(text[3:])
	}
	if after, ok := strings.CutPrefix(text, "§"); ok {
		words := strings.TrimLeft(after, " ")
		digits := len(words) - len(strings.TrimLeft(words, "0123456789"))
		if digits > 0 && digits < 5 && (digits == len(words) || words[digits] == ' ') {
			return "§ " + words[:digits], strings.TrimSpace(words[digits:])
		}
	}
	return "", ""
}

// note recognises a note: a line of its own that begins with asterisks or a
// raised digit. Two such lines in a row with one asterisk are a list.
func (d *Document) note(i int) (mark, rest string) {
	mark, rest = noteMark(d.Blocks[i].Text, string(d.Source.Text[d.Blocks[i].Start:d.Blocks[i].End]))
	if mark != "*" {
		return mark, rest
	}
	for _, j := range []int{i - 1, i + 1} {
		if j < 0 || j >= len(d.Blocks) {
			continue
		}
		if other := d.Blocks[j].Text; strings.HasPrefix(other, "* ") {
			return "", ""
		}
	}
	return mark, rest
}

func noteMark(plain, raw string) (mark, rest string) {
	raw = strings.TrimLeft(raw, " \t")
	if strings.HasPrefix(raw, "*") {
		stars := len(raw) - len(strings.TrimLeft(raw, "*"))
		rest = strings.TrimLeft(raw[stars:], ")")
		if stars <= 3 && strings.TrimSpace(rest) != "" && strings.Count(raw, "*") == stars && len(rest) > 3 {
			return strings.Repeat("*", stars), strings.TrimSpace(Plain(rest))
		}
		return "", ""
	}
	r, size := utf8.DecodeRuneInString(plain)
	if strings.ContainsRune("¹²³⁴⁵⁶⁷⁸⁹", r) && len(plain) > size+3 {
		return string(r), strings.TrimSpace(plain[size:])
	}
	return "", ""
}

// headings marks lines as headings: those in a contents list, those with a
// section number, and short lines of their own as possible ones.
func (d *Document) headings() {
	var listed map[string]bool
	next := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if next < len(d.Contents) && i == d.Contents[next].Head {
			listed = map[string]bool{}
			for _, e := range d.Contents[next].Entries {
				listed[Fold(e.Title)] = true
			}
			next++
		}
		switch b.Kind {
		case Heading:
			b.Number, b.Dotted, b.Rest = SplitNumber(strings.ReplaceAll(b.Text, "\t", " "))
		case Paragraph:
			d.heading(i, listed)
		case Item:
			if b.Dotted && b.Mark != "agenda" && listed[Fold(b.Rest)] {
				b.Kind = Heading
			}
		case Title, Row, ContentsHead, ContentsLine, PageHeader, Footnote:
		}
	}
}

func (d *Document) heading(i int, listed map[string]bool) {
	b := &d.Blocks[i]
	if len(b.Text) > 400 {
		return
	}
	number, dotted, rest := SplitNumber(strings.ReplaceAll(b.Text, "\t", " "))
	switch {
	case listed[Fold(rest)] && rest != "":
		b.Kind, b.Number, b.Dotted, b.Rest = Heading, number, dotted, rest
	case number != nil && rest != "" && isTitle(rest) && number[0] <= 40 && (!Sentence(rest) || len(number) > 1) && len(rest) <= 300:
		b.Kind, b.Number, b.Dotted, b.Rest = Heading, number, dotted, rest
	case d.introduces(i):
		b.Rest = b.Text
	case b.alone(d.next(i)) && isTitle(b.Text) && utf8.RuneCountInString(b.Text) <= 90 && !endsSentence(b.Text):
		b.Kind, b.Rest = Title, b.Text
	default:
		b.Rest = b.Text
	}
}

// introduces reports whether a line says what the list after it holds: "Vi har
// gjort tre saker:".
func (d *Document) introduces(i int) bool {
	next := d.next(i)
	return next != nil && next.Kind == Item && strings.HasSuffix(d.Blocks[i].Text, ":") && strings.Count(d.Blocks[i].Text, " ") >= 2
}

func endsSentence(text string) bool {
	return Sentence(text) && !strings.HasSuffix(text, ":")
}

func (d *Document) next(i int) *Block {
	if i+1 < len(d.Blocks) {
		return &d.Blocks[i+1]
	}
	return nil
}

// alone reports whether the line has empty lines around it.
func (b *Block) alone(next *Block) bool {
	return !b.Glued && (next == nil || !next.Glued || next.Kind == Row)
}

// parts cuts the file into the documents it holds.
func (d *Document) parts() {
	starts := map[int]*Part{0: {}}
	for _, i := range d.parting {
		starts[i] = &Part{matter: true}
	}
	for _, a := range d.Agendas {
		for i := range a.Items {
			if at := a.Items[i].Section; at >= 0 {
				starts[at] = &Part{Item: &a.Items[i]}
			}
		}
	}
	for _, c := range d.Contents {
		starts[c.Head] = &Part{Contents: c}
	}
	var item *AgendaItem
	for i := range d.Blocks {
		if p := starts[i]; p != nil {
			if p.Item == nil && !p.matter {
				p.Item = item
			}
			item = p.Item
			p.From = i
			if n := len(d.Parts); n > 0 {
				d.Parts[n-1].To = i
			}
			d.Parts = append(d.Parts, *p)
		}
		d.Blocks[i].Part = len(d.Parts) - 1
	}
	if n := len(d.Parts); n > 0 {
		d.Parts[n-1].To = len(d.Blocks)
	}
}
