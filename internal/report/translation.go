package report

import (
	"slices"
	"strings"
	"sync"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
)

// A Translation is a report in another language. Everything in it is bound to
// the same facts as the original, under names of that language.
type Translation struct {
	*Report
	Lang    string
	Of      *Report // the original
	Stale   bool    // the original is not the text that was translated, or nobody has said that it is
	Numbers Numbers // in its text

	words *glossary
}

// LinkTranslation binds a translation to the facts of its original, and reports
// where it does not state what that one does.
func LinkTranslation(t *content.Translation, of *Report, src Sources, diags *diag.List) *Translation {
	words := &glossary{t: t, used: make([]bool, len(t.Words))}
	out := &Translation{Lang: t.Lang, Of: of, words: words}
	src.Datasets = make([]*data.Dataset, len(of.Datasets))
	for i, d := range of.Datasets {
		src.Datasets[i] = d.In(t.Lang, words.word)
	}
	if other := src.Other; other != nil {
		src.Other = func(path string) ([]*data.Dataset, bool) { return words.others(path, other) }
	}
	neutral(t.Doc, src.Datasets)
	found := &diag.List{}
	out.Report = Link(t.Doc, src, found)
	inherited := map[diag.Place]bool{} // what is the original's has been judged there
	for _, b := range t.Doc.Blocks {
		inherited[t.Doc.Place(b.Start, b.End)] = true
	}
	for _, f := range found.Sorted() {
		if !inherited[f.Place] && strings.HasPrefix(f.Place.File, "content/") {
			diags.Add(f)
		}
	}
	out.checkStale(t, diags)
	out.checkFacts(diags)
	out.checkWords(diags)
	out.checkNumbers(diags)
	return out
}

// A glossary says the texts of data in the language of a translation.
type glossary struct {
	t    *content.Translation
	mu   sync.Mutex
	used []bool
	seen map[string][]*data.Dataset // datasets of other reports, by path
}

func (g *glossary) word(text string) (string, bool) {
	to, ok := g.t.Word(text)
	if ok {
		g.mu.Lock()
		defer g.mu.Unlock()
		for i := range g.t.Words {
			g.used[i] = g.used[i] || g.t.Words[i].To == to
		}
	}
	return to, ok
}

// others are the datasets of another report in the translation's language, the
// same ones each time.
func (g *glossary) others(path string, read func(string) ([]*data.Dataset, bool)) ([]*data.Dataset, bool) {
	if sets, ok := g.seen[path]; ok {
		return sets, true
	}
	sets, ok := read(path)
	if !ok {
		return nil, false
	}
	own := make([]*data.Dataset, len(sets))
	for i, d := range sets {
		own[i] = d.In(g.t.Lang, g.word)
	}
	if g.seen == nil {
		g.seen = map[string][]*data.Dataset{}
	}
	g.seen[path] = own
	return own, true
}

// neutral calls the middle of a scale as the translated column is called.
func neutral(doc *content.Document, sets []*data.Dataset) {
	for _, b := range doc.Blocks {
		if b.Chart == nil || b.Chart.Neutral == "" {
			continue
		}
		for _, d := range sets {
			if i, ok := d.Column(b.Chart.Neutral); ok && d.ID == b.Chart.Data {
				b.Chart.Neutral = d.Columns[i].Title
			}
		}
	}
}

// checkStale reports a translation of which nobody has said that it is of the
// text that the original has now.
func (t *Translation) checkStale(from *content.Translation, diags *diag.List) {
	digest := t.Of.Doc.Digest()
	if from.Translates == digest {
		return
	}
	t.Stale = true
	f := diag.New("TRANSLATION-STALE", from.TranslatesAt, "digest", digest)
	if from.Translates == "" {
		diags.Add(f.With("none"))
		return
	}
	if !content.LooksLikeDigest(from.Translates) {
		f = diag.New("TRANSLATION-STALE", from.TranslatesAt, "digest", digest, "written", from.Translates).With("malformed")
	}
	diags.Add(f.Propose(digest))
}

// A stated is a figure as one of two texts has it.
type stated struct {
	key   string
	place diag.Place
	text  string
}

// figuresOf lists the figures of a report's text by section; "" is above the first.
func figuresOf(r *Report, lang string) map[string][]stated {
	all := map[string][]stated{}
	passages := r.Doc.Passages()
	for i := range passages {
		section := ""
		if s := passages[i].Section; s >= 0 {
			section = r.Doc.Sections[s].ID
		}
		for _, run := range passages[i].Runs {
			v := r.Figures[run.Figure]
			if run.Figure == nil || v == nil {
				continue
			}
			all[section] = append(all[section], stated{factKey(v), r.Doc.Place(run.Start, run.End), v.Format(lang, true)})
		}
	}
	return all
}

// factKey says which facts a value is made of, and how they are joined.
func factKey(v *Value) string {
	var key strings.Builder
	for i, f := range v.Facts {
		if op := v.Figure.Terms[i].Operator; op != 0 {
			key.WriteByte(op)
		}
		d := f.Dataset.Original()
		key.WriteString(d.Report + " " + d.ID + " " + d.Address(d.OriginalOf(f)))
	}
	return key.String()
}

// checkFacts compares section by section which facts the two texts state.
func (t *Translation) checkFacts(diags *diag.List) {
	theirs, ours := figuresOf(t.Of, t.language()), figuresOf(t.Report, t.Lang)
	lacks := func(list []stated, s stated) bool {
		return !slices.ContainsFunc(list, func(x stated) bool { return x.key == s.key })
	}
	ids := []string{""}
	heads := map[string]diag.Place{"": t.opening()}
	names := map[string]string{}
	for _, s := range t.Doc.Sections {
		ids = append(ids, s.ID)
		heads[s.ID], names[s.ID] = t.Doc.Place(s.Start, s.Start+1), s.Text
	}
	for _, id := range ids {
		for i, s := range theirs[id] {
			if lacks(ours[id], s) && lacks(theirs[id][:i], s) {
				f := diag.New("TRANSLATION-FACTS", heads[id], "figure", s.text, "title", names[id])
				if names[id] == "" {
					f = f.With("above")
				}
				diags.Add(f.See("original", s.place))
			}
		}
		for i, s := range ours[id] {
			if lacks(theirs[id], s) && lacks(ours[id][:i], s) {
				diags.Add(diag.New("TRANSLATION-FACTS", s.place, "figure", s.text, "title", names[id]).With("extra"))
			}
		}
	}
}

// opening is the place of the first text of the narrative, else of the file.
func (t *Translation) opening() diag.Place {
	passages := t.Doc.Passages()
	for i := range passages {
		if p := &passages[i]; p.Section < 0 && p.Role != content.Title && p.Block == nil {
			return t.Doc.Place(p.Runs[0].Start, p.Runs[0].Start+1)
		}
	}
	return t.Meta.Source.File()
}

// language is the language of the original.
func (t *Translation) language() string {
	if t.Of.Meta.Lang == "" {
		return "sv"
	}
	return t.Of.Meta.Lang
}

// checkWords reports what the page shows of the data in the original's words,
// words that nothing asks for, and units that have no name in the language.
func (t *Translation) checkWords(diags *diag.List) {
	at := t.Meta.Source.File()
	list := t.foreign()
	if len(list) > 0 {
		diags.Add(diag.New("TRANSLATION-WORDS", at, "count", len(list), "list", "”"+strings.Join(list, "”, ”")+"”"))
	}
	for i, used := range t.words.used {
		if !used {
			w := t.words.t.Words[i]
			f := diag.New("TRANSLATION-WORDS", w.Place, "word", w.From).With("unused")
			if near := diag.Nearest(w.From, list); near != "" {
				f = diag.New("TRANSLATION-WORDS", w.Place, "word", w.From, "nearest", near).With("unused-near").Propose(near)
			}
			f.Severity = diag.Note
			diags.Add(f)
		}
	}
}

// foreign are the texts of the data that the page shows in the original's words,
// in the order of the page, each once.
func (t *Translation) foreign() []string {
	var list []string
	add := func(d *data.Dataset, text string) {
		if d.Foreign(text) && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	for _, b := range t.Tables {
		t.tableTexts(b, add)
	}
	for _, c := range t.Charts {
		for _, text := range c.names() {
			for part := range strings.SplitSeq(text, ", ") {
				add(c.Dataset, part)
			}
			add(c.Dataset, text)
		}
	}
	for _, l := range t.Lists {
		for i := range l.Dataset.Rows {
			for k := range l.Dataset.Rows[i].Cells {
				if l.Dataset.Columns[k].Role != data.RoleChoice { // the page says those in its own words
					add(l.Dataset, l.Dataset.Rows[i].Cells[k].Text)
				}
			}
		}
	}
	for _, d := range t.Datasets {
		add(d, d.Description.Title)
		if len(t.Uses[d.ID]) > 0 {
			add(d, d.Description.Source.System)
		}
	}
	return list
}

func (t *Translation) tableTexts(b *Table, add func(*data.Dataset, string)) {
	d := b.Dataset
	for _, k := range b.Columns {
		if c := &d.Columns[k]; c.Role != data.RoleCode {
			add(d, c.Title)
			add(d, c.Note)
		}
	}
	for _, i := range b.Rows {
		row := &d.Rows[i]
		add(d, row.Section)
		add(d, row.Name)
		add(d, d.NoteOf(row))
		for _, k := range b.Columns {
			add(d, row.Cells[k].Text)
			for _, f := range row.Cells[k].Facts {
				add(d, f.Words)
			}
		}
	}
}

// names are all names that a chart shows.
func (c *Chart) names() []string {
	names := slices.Clone(c.Categories)
	for _, s := range c.all() {
		names = append(names, s.Name)
	}
	for _, p := range c.Panels {
		names = append(names, p.Title)
	}
	return names
}

// Foreign reports whether a text of the page is a text of the data in the
// original's words.
func (t *Translation) Foreign(text string) bool {
	return slices.ContainsFunc(t.Datasets, func(d *data.Dataset) bool { return d.Foreign(text) })
}

// Counterpart is a fact of the original in the translation.
func (t *Translation) Counterpart(f *data.Fact) *data.Fact {
	for _, d := range t.Datasets {
		if f != nil && d.Original() == f.Dataset {
			return d.Counterpart(f)
		}
	}
	return f
}

// Verdict is what was found of the original's numbers, said of the translation's.
func (t *Translation) Verdict(of *Verdict) *Verdict {
	if of == nil {
		return nil
	}
	own := *of
	own.Text, own.Left = nil, nil
	own.Differences = slices.Clone(of.Differences)
	for i := range own.Differences {
		diff := &own.Differences[i]
		diff.Fact = t.Counterpart(diff.Fact)
		for _, d := range t.Datasets {
			if d.Original() == diff.Dataset {
				diff.Dataset = d
			}
		}
	}
	return &own
}
