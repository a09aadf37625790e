package asis

import (
	"strings"
)

// A matter is a line "Ärende 2" by which papers of a meeting are parted, and the
// stretch of blocks that it heads.
type matter struct{ block, number, end int }

// matters finds the sections of an agenda whose headings are "Ärende 2": below
// stand the item's own title and its diary number. It reports whether the file
// is parted like that.
func (d *Document) matters(a *Agenda, from int) bool {
	var all []matter
	for i := from; i < len(d.Blocks); i++ {
		if n, ok := matterLine(d.Blocks[i].Text); ok {
			if len(all) > 0 {
				all[len(all)-1].end = i
			}
			all = append(all, matter{block: i, number: n, end: len(d.Blocks)})
		}
	}
	if len(all) < 2 {
		return false
	}
	for _, m := range all {
		d.parting = append(d.parting, m.block)
	}
	for i := range a.Items {
		for _, m := range all {
			if item := &a.Items[i]; item.Number == m.number && item.Section < 0 {
				d.matter(item, m)
			}
		}
	}
	return true
}

// matterLine reads "Ärende 2", "Ärende nr 2".
func matterLine(text string) (int, bool) {
	const most = 20
	rest, ok := strings.CutPrefix(Fold(text), "ärende ")
	if !ok || len(text) > most {
		return 0, false
	}
	number, _, after := SplitNumber(strings.TrimPrefix(rest, "nr "))
	if len(number) != 1 || after != "" {
		return 0, false
	}
	return number[0], true
}

// titleReach is how many blocks below "Ärende 2" the item's own title stands at most.
const titleReach = 12

// matter takes a section for an item's if the item's title or its diary number
// stands at its head.
func (d *Document) matter(item *AgendaItem, m matter) {
	heading := -1
	for i := m.block + 1; i < min(m.end, m.block+titleReach); i++ {
		if Fold(d.Blocks[i].Text) == Fold(item.Title) {
			heading = i
			break
		}
		if item.Diary != nil && heading < 0 {
			_, diary := d.titleAndDiary(i, d.Blocks[i].Text)
			if diary != nil && diary.Same(item.Diary) {
				heading = m.block
			}
		}
	}
	if heading < 0 {
		return
	}
	item.Section, item.HeadingBlock, item.Heading = m.block, heading, item.Title
	d.Blocks[m.block].Kind, d.Blocks[m.block].Mark = Heading, "agenda"
	if heading != m.block {
		d.Blocks[heading].Kind, d.Blocks[heading].Mark = Heading, "agenda"
	}
}
