package asis

import (
	"slices"
	"strings"
	"unicode/utf8"
)

var agendaHeads = map[string]bool{
	"ärenden": true, "ärendelista": true, "dagordning": true, "föredragningslista": true, "förslag till dagordning": true,
	"agenda": true, "ärenden på sammanträdet": true, "ärendeförteckning": true,
}

// agendas finds the agendas and the sections that treat their items.
func (d *Document) agendas() {
	for i := range d.Blocks {
		if d.Blocks[i].Kind == Paragraph && agendaHeads[Fold(d.Blocks[i].Text)] {
			if a := d.agenda(i); a != nil {
				d.Agendas = append(d.Agendas, a)
			}
		}
	}
}

func (d *Document) agenda(head int) *Agenda {
	a := &Agenda{Head: head}
	misses := 0
	for i := head + 1; i < len(d.Blocks) && misses <= 2; i++ {
		item, ok := d.agendaItem(i)
		last := len(a.Items) - 1
		if !ok || last >= 0 && item.Number < a.Items[last].Number { // a section of the text, or another list
			misses++
			if last >= 0 && (ok || misses > 1 || d.Blocks[i].Gap > 1) {
				break
			}
			continue
		}
		if last >= 0 && d.Blocks[i].Gap > 2 {
			break
		}
		misses = 0
		a.Items = append(a.Items, item)
	}
	if len(a.Items) < 2 {
		return nil
	}
	for _, item := range a.Items {
		b := &d.Blocks[item.Block]
		b.Kind, b.Mark, b.Number, b.Rest = Item, "agenda", []int{item.Number}, item.Title
	}
	return a
}

// agendaItem reads "- 2 Title (SN 2020:218)" and "2.\tTitle\tSN 2020:218".
func (d *Document) agendaItem(i int) (AgendaItem, bool) {
	b := &d.Blocks[i]
	plain := strings.Join(strings.Fields(strings.NewReplacer("\t", " ", "|", " ").Replace(b.Text)), " ")
	plain = strings.TrimLeft(plain, "-•■* ")
	number, _, rest := SplitNumber(plain)
	if len(number) != 1 || rest == "" || len(rest) > 300 || !isTitle(rest) {
		return AgendaItem{}, false
	}
	item := AgendaItem{Block: i, Number: number[0], Section: -1, HeadingBlock: -1}
	item.Title, item.Diary = d.titleAndDiary(i, rest)
	return item, true
}

// titleAndDiary parts a title from the diary number behind it.
func (d *Document) titleAndDiary(i int, title string) (string, *Diary) {
	b := &d.Blocks[i]
	var last *Diary
	raw := string(d.Source.Text[b.Start:b.End])
	for n := range diaryNumbers(raw, d.known) {
		n.Start, n.End, n.Block = n.Start+b.Start, n.End+b.Start, i
		last = &n
	}
	if last == nil {
		return strings.TrimRight(title, " |"), nil
	}
	if at := strings.LastIndex(title, last.Prefix); at > 0 {
		title = strings.TrimRight(title[:at], " (|,-–")
	}
	return title, last
}

// sections finds for each agenda item the heading of the section that treats it.
func (d *Document) sections() {
	for _, a := range d.Agendas {
		from := a.Items[len(a.Items)-1].Block + 1
		if d.matters(a, from) {
			continue
		}
		for i := range a.Items {
			if at := d.sectionOf(&a.Items[i], from); at >= 0 {
				from = at + 1
			}
		}
	}
}

// sectionOf looks for the item's own heading: its number and a title like its
// own, on one line or two. Of several the surest is taken; a report's section
// may have a number and words like an item's.
func (d *Document) sectionOf(item *AgendaItem, from int) int {
	best := doubtful
	for j := from; j < len(d.Blocks) && best < certain; j++ {
		b := &d.Blocks[j]
		if b.Kind != Paragraph && b.Kind != Title || len(b.Text) > 400 || strings.Contains(b.Text, "\t") {
			continue
		}
		number, _, rest := SplitNumber(b.Text)
		if len(number) != 1 || number[0] != item.Number {
			continue
		}
		heading := j
		if rest == "" {
			if heading = j + 1; heading == len(d.Blocks) {
				break
			}
			rest = d.Blocks[heading].Text
		}
		title, diary := d.titleAndDiary(heading, rest)
		if sure := d.treats(item, title, diary, heading); sure > best {
			best = sure
			item.Section, item.HeadingBlock, item.Heading, item.SectionDiary = j, heading, title, diary
		}
	}
	if best == doubtful {
		return -1
	}
	for _, j := range []int{item.Section, item.HeadingBlock} {
		d.Blocks[j].Kind, d.Blocks[j].Mark = Heading, "agenda"
	}
	return item.HeadingBlock
}

// How surely a heading is that of an item.
const (
	doubtful = iota
	likely   // words like the item's
	sure     // and a diary number, or a decision below
	certain  // the item's words or its diary number
)

// treats says how surely a heading with the item's number is the item's.
func (d *Document) treats(item *AgendaItem, title string, diary *Diary, heading int) int {
	a, b := strings.Fields(Fold(item.Title)), strings.Fields(Fold(title))
	if len(a) == 0 || len(b) == 0 {
		return doubtful
	}
	same := strings.Join(a, " ") == strings.Join(b, " ")
	if diary != nil && item.Diary != nil && diary.Same(item.Diary) || same && !d.listed(title) {
		return certain
	}
	alike := prefix(a[0], b[0]) >= 8 || common(a, b)*10 >= min(len(a), len(b))*6
	decided := d.decides(heading)
	switch {
	case decided && (diary != nil || alike):
		return sure
	case alike && diary != nil:
		return sure
	case alike && !d.listed(title):
		return likely
	}
	return doubtful
}

// common counts the words of b that a has too.
func common(a, b []string) int {
	n := 0
	for _, w := range b {
		if slices.Contains(a, w) {
			n++
		}
	}
	return n
}

// decides reports whether a decision or a matter begins below a heading.
func (d *Document) decides(heading int) bool {
	for k := heading + 1; k < len(d.Blocks) && k <= heading+2; k++ {
		switch Fold(d.Blocks[k].Text) {
		case "beslut", "förslag till beslut", "ärendet":
			return true
		}
	}
	return false
}

// listed reports whether a title stands in a contents list.
func (d *Document) listed(title string) bool {
	folded := Fold(title)
	for _, c := range d.Contents {
		for i := range c.Entries {
			if Fold(c.Entries[i].Title) == folded {
				return true
			}
		}
	}
	return false
}

// prefix counts the letters that two words begin with in common.
func prefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return utf8.RuneCountInString(a[:n])
}
