package proofread

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/content"
	"tertial/internal/diag"
)

// A citation is a place where a block names an act.
type citation struct {
	content.Citation
	block *asis.Block
	line  string
}

// laws checks the acts that the text names: that name and number are of one act,
// and that it was in force when the text was written or in the time that it is
// about. Each act is mentioned once.
func (c *checker) laws() {
	if c.Laws == nil {
		return
	}
	var all []citation
	var plain []content.Citation
	for i := range c.Blocks {
		b := &c.Blocks[i]
		if b.Kind == asis.ContentsLine || b.Kind == asis.PageHeader {
			continue
		}
		line := c.raw(b)
		for _, found := range c.Laws.Citations(line) {
			all = append(all, citation{found, b, line})
			plain = append(plain, found)
		}
	}
	numbered := content.Numbered(plain)
	said := map[string]bool{}
	once := func(key string) bool {
		was := said[key]
		said[key] = true
		return !was
	}
	for i := range all {
		cite := &all[i]
		switch {
		case !cite.Agrees() && !c.sameName(cite):
			if c.surelyWrong(cite) && once(cite.SFS) {
				c.add(c.wrongNumber(cite))
			}
		case c.First != "" || c.Last != "":
			c.lawDate(cite, numbered, once)
		}
	}
}

// surelyWrong reports whether the number behind a name is surely none of an act
// of that name. An older act than those that are known may have had it, and a
// newer one than those may have replaced them.
func (c *checker) surelyWrong(cite *citation) bool {
	if c.Laws.BySFS(cite.SFS) != nil {
		return true
	}
	year, number := sfsParts(cite.SFS)
	oldest, newest := 9999, 0
	for _, l := range cite.Named {
		y, n := sfsParts(l.SFS)
		if n == number {
			return true
		}
		oldest, newest = min(oldest, y), max(newest, y)
	}
	return year >= oldest && year <= newest
}

// sfsParts are the year and the running number of an act.
func sfsParts(sfs string) (year, number int) {
	y, n, _ := strings.Cut(sfs, ":")
	year, _ = strconv.Atoi(y)
	number, _ = strconv.Atoi(n)
	return year, number
}

// sameName reports whether the number is of an act that is called as those are
// that the name leads to. A site that knows fewer short names of an act than we do
// has not said that the name is wrong.
func (c *checker) sameName(cite *citation) bool {
	law := c.Laws.BySFS(cite.SFS)
	return law != nil && slices.ContainsFunc(cite.Named, func(l *content.Law) bool { return strings.EqualFold(l.Name, law.Name) })
}

// meant is the act that a wrong number was most likely meant to be: of those in
// force in the days of the text, else of all, the one of its year or its running
// number, else the newest. The other is one that the number is more like, though
// it was not in force then; or nil.
func (c *checker) meant(cite *citation) (law, other *content.Law) {
	year, number := sfsParts(cite.SFS)
	like := func(l *content.Law) bool {
		y, n := sfsParts(l.SFS)
		return y == year || n == number
	}
	var valid []*content.Law
	for _, l := range cite.Named {
		if (c.First != "" || c.Last != "") && l.InForce(c.First, c.Last) {
			valid = append(valid, l)
		}
		if other == nil && like(l) {
			other = l
		}
	}
	if len(valid) == 0 {
		valid = cite.Named
	}
	law = valid[max(0, slices.IndexFunc(valid, like))]
	if other == law || like(law) {
		other = nil
	}
	return law, other
}

func (c *checker) wrongNumber(cite *citation) diag.Finding {
	right, like := c.meant(cite)
	at := c.at(cite.block, cite.SFSStart, cite.SFSStart+len(cite.SFS))
	text := squeeze(cite.line[cite.Start:cite.End])
	f := diag.New("LAW", at, "text", text, "law", right.Name, "right", right.SFS, "sfs", cite.SFS)
	if other := c.Laws.BySFS(cite.SFS); other != nil {
		f = diag.New("LAW", at, "text", text, "law", right.Name, "right", right.SFS, "sfs", cite.SFS, "other", other.Name).With("other")
	} else if like != nil {
		f = diag.New("LAW", at, "text", text, "law", right.Name, "right", right.SFS, "sfs", cite.SFS, "like", like.SFS, "other", like.Name).With("like")
	}
	if len(cite.Named) == 1 {
		f = f.Propose(right.SFS)
	}
	return f
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

var (
	// earlier and coming are words by which a text says itself that another act
	// than the one in force is meant.
	earlier = regexp.MustCompile(`(?i)\b(tidigare|äldre|gamla|gammal|dåvarande|upphör\w*|upphäv\w*|ersatt\w*|ersätt\w*|gällde|gällt|före den|till och med|t\.o\.m|övergångs\w*|historisk\w*|då gällande|sedan dess|former|repealed|replaced|until)`)
	coming  = regexp.MustCompile(`(?i)\b(ny|nya|nytt|kommande|föresl\w*|förslag\w*|träder|trädde|kraft|inför\w*|ersätt\w*|ersatt\w*|från och med|fr\.o\.m|börjar|new|coming|proposed|replaces)`)
)

// lawDate checks one mention against the days that the text is about.
func (c *checker) lawDate(cite *citation, numbered map[string]bool, once func(string) bool) {
	law, certain := cite.Choose(c.Laws, c.First, c.Last, numbered)
	at := c.at(cite.block, cite.Start, cite.End)
	switch {
	case law == nil:
	case !certain:
		c.ambiguous(cite, law, at, once)
	case law.To != "" && c.First != "" && law.To < c.First:
		if earlier.MatchString(cite.line) || !once(law.SFS) {
			return
		}
		f := diag.New("LAW-DATE", at, "law", law.Name, "sfs", law.SFS, "to", law.To).With("ended")
		if next := c.Laws.BySFS(law.Successor); next != nil {
			f = diag.New("LAW-DATE", at, "law", law.Name, "sfs", law.SFS, "to", law.To, "successor", next.Name+" ("+next.SFS+")")
		}
		c.add(f)
	case law.From != "" && c.Last != "" && law.From > c.Last:
		if !coming.MatchString(cite.line) && once(law.SFS) {
			c.add(diag.New("LAW-DATE", at, "law", law.Name, "sfs", law.SFS, "from", law.From).With("early"))
		}
	}
}

// ambiguous notes a name that two acts had, one after the other, in the time that
// the text is about.
func (c *checker) ambiguous(cite *citation, law *content.Law, at diag.Place, once func(string) bool) {
	before := slices.IndexFunc(cite.Named, func(l *content.Law) bool { return l != law && l.InForce(c.First, c.Last) })
	if before < 0 || earlier.MatchString(cite.line) || coming.MatchString(cite.line) || !once(law.SFS) {
		return
	}
	f := diag.New("LAW-DATE", at, "text", cite.Name, "law", law.Name, "sfs", law.SFS, "from", law.From,
		"other", cite.Named[before].Name, "number", cite.Named[before].SFS).With("ambiguous")
	f.Severity = diag.Note
	c.add(f)
}
