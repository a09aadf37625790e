package asis

import (
	"strconv"
	"strings"
)

var contentsHeads = map[string]bool{
	"innehåll": true, "innehållsförteckning": true, "innehållsförteckning:": true, "table of contents": true, "contents": true,
}

// contents finds the contents lists and marks their lines.
func (d *Document) contents() {
	for i := 0; i < len(d.Blocks); i++ {
		if !contentsHeads[Fold(d.Blocks[i].Text)] {
			continue
		}
		c := d.pagedContents(i)
		if c == nil {
			c = d.barePlan(i)
		}
		if c == nil {
			continue
		}
		d.Blocks[i].Kind = ContentsHead
		for _, e := range c.Entries {
			d.Blocks[e.Block].Kind = ContentsLine
		}
		d.Contents = append(d.Contents, c)
		i = c.Last
	}
}

// fewest is how many entries a list must have to be a contents list.
const fewest = 3

// mostPages is more than a document has; a larger number is a year.
const mostPages = 1500

// pagedContents reads a list whose entries end with page numbers. A title may
// be broken over two lines, and a page's header may stand between entries.
func (d *Document) pagedContents(head int) *Contents {
	c := &Contents{Head: head, Paged: true}
	misses, held := 0, -1
	for i := head + 1; i < len(d.Blocks) && misses <= 2; i++ {
		b := &d.Blocks[i]
		e, ok := d.entry(i, b.Start)
		if c.begun(b) {
			break
		}
		if !ok {
			misses++
			if held = -1; len(b.Text) < 160 && !Sentence(b.Text) && b.Kind != PageHeader {
				held = i
			}
			if len(b.Text) > 300 || contentsHeads[Fold(b.Text)] {
				break
			}
			continue
		}
		if held == i-1 && held > head && d.continues(i) {
			e, _ = d.entry(i, d.Blocks[held].Start)
			d.Blocks[held].Kind = ContentsLine
		}
		misses, held = 0, -1
		c.Entries = append(c.Entries, e)
		c.Last = i
	}
	if len(c.Entries) < fewest {
		return nil
	}
	return c
}

// begun reports whether a line is the heading of the first entry: the text begins.
func (c *Contents) begun(b *Block) bool {
	if len(c.Entries) == 0 {
		return false
	}
	_, _, rest := SplitNumber(strings.ReplaceAll(b.Text, "\t", " "))
	return Fold(rest) == Fold(c.Entries[0].Title)
}

// continues reports whether a line without a page is the first half of the next.
func (d *Document) continues(i int) bool {
	next := d.Blocks[i]
	if !next.Glued {
		return false
	}
	number, _, _ := SplitNumber(next.Text)
	return number == nil
}

// entry reads one line as an entry of a contents list with a page.
func (d *Document) entry(i, start int) (Entry, bool) {
	b := &d.Blocks[i]
	line := strings.ReplaceAll(string(d.Source.Text[start:b.End]), "|", "\t")
	title, page := cutPage(line)
	if page == "" {
		return Entry{}, false
	}
	plain := Plain(strings.ReplaceAll(title, "\n", " "))
	number, dotted, rest := SplitNumber(strings.TrimSpace(strings.ReplaceAll(plain, "\t", " ")))
	rest = strings.Trim(rest, " .…_*")
	if rest == "" || len(rest) > 300 {
		return Entry{}, false
	}
	n, err := strconv.Atoi(page)
	if err != nil {
		n = 0
	}
	if n > mostPages {
		return Entry{}, false
	}
	lead := len(title) - len(strings.TrimLeft(title, " \t*#"))
	return Entry{
		Block: i, Number: number, Dotted: dotted, Title: rest, Page: n, PageText: page,
		Start: start + lead, End: start + len(strings.TrimRight(title, " \t.…_*")),
	}, true
}

// broken are the words that word processors leave where a reference is lost.
var broken = []string{"Fel! Bokmärket", "Fel! Hittar inte", "Error! Bookmark", "Error! Reference"}

// Broken returns where a lost reference of a word processor begins, or −1, and
// where it ends.
func Broken(line string) (start, end int) {
	if !strings.Contains(line, "Fel!") && !strings.Contains(line, "Error!") {
		return -1, -1
	}
	for _, b := range broken {
		if start = strings.Index(line, b); start >= 0 {
			end = len(line)
			if dot := strings.IndexByte(line[start+len(b):], '.'); dot >= 0 {
				end = start + len(b) + dot + 1
			}
			return start, end
		}
	}
	return -1, -1
}

// cutPage cuts the page number from the end of an entry. Between title and
// page stand a tab, leader dots or at least two blanks.
func cutPage(line string) (title, page string) {
	line = strings.TrimRight(line, " \t*\u00a0")
	if at, _ := Broken(line); at > 0 {
		return line[:at], line[at:]
	}
	i := len(line)
	for i > 0 && line[i-1] >= '0' && line[i-1] <= '9' {
		i--
	}
	if i == len(line) || len(line)-i > 4 || i == 0 {
		return line, ""
	}
	before := line[:i]
	switch {
	case strings.HasSuffix(before, "\t"), strings.HasSuffix(before, "  "),
		strings.HasSuffix(before, ".."), strings.HasSuffix(before, ".. "), strings.HasSuffix(before, "… "), strings.HasSuffix(before, "…"),
		strings.HasSuffix(before, ". . "), strings.HasSuffix(before, "__"):
		return before, line[i:]
	}
	return line, ""
}

// barePlan reads a list without pages: it ends where its first entry comes again.
func (d *Document) barePlan(head int) *Contents {
	if head+1 >= len(d.Blocks) {
		return nil
	}
	first := Fold(d.Blocks[head+1].Text)
	c := &Contents{Head: head}
	for i := head + 1; i < len(d.Blocks) && i < head+200; i++ {
		b := &d.Blocks[i]
		if i > head+1 && Fold(b.Text) == first {
			c.Last = i - 1
			break
		}
		number, dotted, rest := SplitNumber(strings.ReplaceAll(strings.TrimLeft(b.Text, "-•*■ "), "\t", " "))
		if len(rest) > 160 || Sentence(rest) {
			return nil
		}
		c.Entries = append(c.Entries, Entry{Block: i, Number: number, Dotted: dotted, Title: rest, Start: b.Start, End: b.End})
	}
	if c.Last == 0 || len(c.Entries) < fewest {
		return nil
	}
	return c
}
