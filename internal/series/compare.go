package series

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/edition"
	"tertial/internal/quantity"
)

// A Comparison is what two reports of a committee say of the same rows.
type Comparison struct {
	Old, New *Report
	Years    int // between what is compared: 0 for reports of one year
	Sets     []ComparedSet
	OnlyOld  []string // names of rows that only the old one has, each once
	OnlyNew  []string
	// Unlike are headers of columns that the other report has not for the same
	// time, though it has the rows.
	UnlikeOld, UnlikeNew []string
}

// A ComparedSet is a dataset of the new report with the pairs that its rows make.
type ComparedSet struct {
	Title string
	Pairs []Pair
}

// A Pair is one fact as two reports state it.
type Pair struct {
	Old, New   *Fact
	Difference *quantity.Quantity // new minus old, exactly; nil where one of them is in words or in another kind of unit
}

// Compare sets two reports side by side: rows and columns that say the same, or,
// of reports of different years, the same so many years later.
func (c *Committee) Compare(old, now *Report) *Comparison {
	out := &Comparison{Old: old, New: now}
	if y := now.Year() - old.Year(); y > 0 {
		out.Years = y
	}
	before := map[string]*Fact{}
	rowsOld, rowsNew := map[string]bool{}, map[string]bool{}
	olds, news := c.facts[old], c.facts[now]
	for _, f := range olds {
		rowsOld[subjectOf(f.Kind, f.Subject)] = true
		if key := c.comparedKey(f, old.Year()*min(out.Years, 1)); before[key] == nil {
			before[key] = f
		}
	}
	for _, f := range news {
		rowsNew[subjectOf(f.Kind, f.Subject)] = true
	}
	paired := map[*Fact]bool{}
	for _, f := range news {
		if o := before[c.comparedKey(f, now.Year()*min(out.Years, 1))]; o != nil && !paired[o] {
			paired[o], paired[f] = true, true
			out.pair(o, f)
		}
	}
	out.OnlyOld, out.UnlikeOld = left(olds, paired, rowsNew)
	out.OnlyNew, out.UnlikeNew = left(news, paired, rowsOld)
	return out
}

// left says what has no pair: rows that the other report lacks, and columns
// of those that it has.
func left(facts []*Fact, paired map[*Fact]bool, rows map[string]bool) (only, unlike []string) {
	for _, f := range facts {
		if paired[f] || !f.Has && f.Text == "" {
			continue
		}
		list, text := &unlike, f.Title
		if !rows[subjectOf(f.Kind, f.Subject)] {
			list, text = &only, f.SetTitle+": "+f.Name
		}
		if !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
	return only, unlike
}

func (c *Comparison) pair(old, now *Fact) {
	p := Pair{Old: old, New: now}
	if !old.Has && !now.Has && old.Text == "" && now.Text == "" {
		return
	}
	if old.Has && now.Has {
		if d, ok := difference(now.Amount, old.Amount); ok {
			if d.Unit.Share() {
				d.Unit = quantity.PercentagePoints
			}
			p.Difference = &d
		}
	}
	i := slices.IndexFunc(c.Sets, func(s ComparedSet) bool { return s.Title == now.SetTitle })
	if i < 0 {
		i = len(c.Sets)
		c.Sets = append(c.Sets, ComparedSet{Title: now.SetTitle})
	}
	c.Sets[i].Pairs = append(c.Sets[i].Pairs, p)
}

// comparedKey is the relative identity of a fact in the series of its dataset.
func (c *Committee) comparedKey(f *Fact, from int) string {
	set := c.seriesOf(f)
	if c.inEconomy(f) {
		set = economySeries
	}
	return set + edition.KeySeparator + f.relative(from)
}

var anyYear = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

// relative is the identity of a fact without days, with its years counted from
// a year: the same for this year's budget in this report and last year's in the
// one before. From the year 0 they stay what they are.
func (f *Fact) relative(from int) string {
	const row = 2                                       // kind and subject
	text := f.undated + edition.KeySeparator + f.Column // its dataset is added by the caller
	if from == 0 {
		return text
	}
	parts := strings.SplitN(text, edition.KeySeparator, row+1)
	if len(parts) <= row {
		return text
	}
	parts[row] = anyYear.ReplaceAllStringFunc(parts[row], func(year string) string {
		n, err := strconv.Atoi(year)
		if err != nil {
			return year
		}
		return "y" + strconv.Itoa(n-from)
	})
	return strings.Join(parts, edition.KeySeparator)
}
