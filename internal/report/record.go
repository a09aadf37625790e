package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/edition"
	"tertial/internal/quantity"
)

// RecordWords are what a record takes from those who write the pages.
type RecordWords struct {
	Lang string
	Ref  func(t Target) string // a cross-reference in the midst of a sentence: tabell 3
}

// WordStatus is the status of what a dataset states in words rather than
// numbers: an assessment, a day, a comment.
const WordStatus = "words"

// MakeRecord returns what a linked report states: its facts, its text and its
// charts, for comparisons with other editions. Of a protected value it holds
// nothing but that it is one. Drawings and their sentences are for the caller
// to fill in.
func MakeRecord(r *Report, words RecordWords) *edition.Record {
	keys := recordKeys(r)
	m := &recorder{r: r, words: words, keys: keys, shown: shownFacts(r)}
	out := &edition.Record{Format: edition.RecordFormat, Report: r.Meta.Path, Title: r.Meta.Title, Lang: words.Lang}
	for _, d := range r.Datasets {
		out.Sets = append(out.Sets, m.set(d))
	}
	out.Text = m.text()
	for _, c := range r.Charts {
		out.Charts = append(out.Charts, edition.Chart{
			ID: c.ID, Number: strconv.Itoa(c.Number), Title: c.Title, Section: m.sectionOf(c), Digest: m.digest(c), Facts: m.chartFacts(c),
		})
	}
	out.Protected = sortedOnce(m.protected)
	return out
}

// FactKeys returns the key of every fact of the report's datasets, as its
// record has it: so the marks of corrections find their cells.
func FactKeys(r *Report) map[*data.Fact]string {
	keys := recordKeys(r)
	out := make(map[*data.Fact]string, len(keys))
	for item, k := range keys {
		if item.fact != nil {
			out[item.fact] = k.key
		}
	}
	return out
}

// A recorder makes the record of one report.
type recorder struct {
	r     *Report
	words RecordWords
	keys  map[recordItem]recordKey
	shown map[*data.Fact]shown

	protected []string // names of facts of other reports that are
}

func (m *recorder) set(d *data.Dataset) edition.Set {
	out := edition.Set{
		ID: d.ID, Title: d.Description.Title, Kind: d.Description.Kind.Name, Restated: d.Description.Restated, Codes: d.Description.Codes,
	}
	cells := cellNumbers(d)
	for _, item := range recordItems(d) {
		row, c := &d.Rows[item.row], &d.Columns[item.column]
		k := m.keys[item]
		f := edition.Fact{
			Key: k.key, Row: d.Label(row), Group: headingOf(d, row), Column: c.Title, ColumnID: c.ID,
			At: cellAt(d, row, cells[item.column]), Status: WordStatus,
		}
		if k.same != k.key {
			f.Same = k.same
		}
		if row.Name != f.Row {
			f.Name = row.Name
		}
		if row.Type != data.Plain {
			f.Type = string(row.Type)
		}
		if item.fact == nil {
			cell := &row.Cells[item.column]
			f.Text, f.Word, f.Means = strings.TrimSpace(cell.Text), c.Word, cell.Value
		} else {
			m.state(&f, item.fact, c)
		}
		out.Facts = append(out.Facts, f)
	}
	out.Notes = rowNotes(d, out.Facts)
	return out
}

// rowNotes are the footnotes of the rows that the facts stand in, each once.
func rowNotes(d *data.Dataset, facts []edition.Fact) []edition.RowNote {
	var notes []edition.RowNote
	for i, item := range recordItems(d) {
		text := d.NoteOf(&d.Rows[item.row])
		if note := (edition.RowNote{Subject: facts[i].Subject(), Text: text}); text != "" && !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	return notes
}

// MakeSets returns what the datasets of one report state, without where its
// pages show it: what is known of a report through time before its text is read.
func MakeSets(sets []*data.Dataset, lang string) []edition.Set {
	r := &Report{Datasets: sets}
	m := &recorder{r: r, words: RecordWords{Lang: lang}, keys: recordKeys(r)}
	out := make([]edition.Set, len(sets))
	for i, d := range sets {
		out[i] = m.set(d)
	}
	return out
}

// state fills in what a fact says and where it is shown.
func (m *recorder) state(f *edition.Fact, from *data.Fact, c *data.Column) {
	f.Status, f.Unit = string(from.Status), string(from.Unit)
	if len(c.Parts) > 1 && from.Group != "" {
		f.Column += ", " + strings.ToLower(data.GroupName(from.Group, m.words.Lang))
	}
	switch {
	case from.Status == data.Suppressed: // nothing of it leaves the dataset
	case !from.HasNumber():
		f.Text = from.Words
	default:
		f.Value, f.Acc = from.Number.String(), from.Decimals
		f.Text = from.Format(quantity.Style{Lang: m.words.Lang, Decimals: quantity.AsAccurate, Unit: true})
	}
	s := m.shown[from]
	f.Weight, f.Headline, f.Shown = s.weight, s.headline, s.at
}

// headingOf is what a row stands under for a reader.
func headingOf(d *data.Dataset, row *data.Row) string {
	if row.Section == "" && row.Parent >= 0 {
		return d.Rows[row.Parent].Name
	}
	return row.Section
}

// cellNumbers says which number the cells of each column have in the addresses
// of the dataset's page (docs/markup.md): words first, then values; 0 for what
// names the row.
func cellNumbers(d *data.Dataset) []int {
	numbers := make([]int, len(d.Columns))
	named := slices.ContainsFunc(d.Columns, func(c data.Column) bool { return c.Role == data.RoleName })
	n := 0
	for i := range d.Columns {
		switch role := d.Columns[i].Role; {
		case role == data.RoleValue, role == data.RoleName, role == data.RoleLine, role == data.RoleSection, role == data.RoleType,
			role == data.RolePeriod && !named:
		default:
			n++
			numbers[i] = n
		}
	}
	for i := range d.Columns {
		if d.Columns[i].Role == data.RoleValue {
			n++
			numbers[i] = n
		}
	}
	return numbers
}

func cellAt(d *data.Dataset, row *data.Row, cell int) string {
	number := row.ID
	if row.Number > 0 {
		number = strconv.Itoa(row.Number)
	}
	return d.ID + "-r" + number + "c" + strconv.Itoa(cell)
}

// shown is how often and where a report shows a fact.
type shown struct {
	weight   int
	headline bool
	at       []string
}

// The weights of the ways to show a fact. A reader meets key figures first,
// then sentences, then pictures.
const (
	tableWeight    = 1
	listWeight     = 1
	chartWeight    = 2
	figureWeight   = 3
	summaryWeight  = 20
	headlineWeight = 100
)

func shownFacts(r *Report) map[*data.Fact]shown {
	all := map[*data.Fact]shown{}
	weights := map[UseKind]int{UseTable: tableWeight, UseChart: chartWeight, UseFigure: figureWeight, UseList: listWeight}
	note := func(f *data.Fact, weight int, headline bool, at string) {
		s := all[f]
		s.weight += weight
		s.headline = s.headline || headline
		if at != "" && !slices.Contains(s.at, at) {
			s.at = append(s.at, at)
		}
		all[f] = s
	}
	for _, d := range r.Datasets {
		for _, u := range r.Uses[d.ID] {
			at := u.ID
			if at == "" {
				at = u.Section
			}
			for _, f := range u.Facts {
				note(f, weights[u.Kind], false, at)
			}
		}
	}
	for _, b := range r.Doc.Blocks {
		if cards := r.KeyFigures[b]; cards != nil {
			for _, c := range cards.Items {
				for _, f := range c.Value.Facts {
					note(f, headlineWeight, true, "")
				}
			}
		}
	}
	for _, piece := range r.Doc.Summary {
		if v := r.Figures[piece.Figure]; v != nil {
			for _, f := range v.Facts {
				note(f, summaryWeight, false, "")
			}
		}
	}
	return all
}

// text returns the passages as they are read.
func (m *recorder) text() []edition.Passage {
	var out []edition.Passage
	for _, p := range m.r.Doc.Passages() {
		passage := edition.Passage{Role: string(p.Role)}
		if p.Section >= 0 {
			s := m.r.Doc.Sections[p.Section]
			passage.Section, passage.Number, passage.Heading = s.ID, s.Number, m.plain(s.Title)
		}
		w := passageWriter{}
		for _, run := range p.Runs {
			switch {
			case run.Figure != nil:
				if v := m.r.Figures[run.Figure]; v != nil {
					w.figure(v.Format(m.words.Lang, true), m.factNames(v))
				}
			case run.XRef != "":
				if t, ok := m.r.Targets[run.XRef]; ok {
					w.figure(m.words.Ref(t), []string{"#" + run.XRef})
				}
			default:
				w.text(run.Text)
			}
		}
		if passage.Text, passage.Figures = w.finish(); passage.Text != "" {
			out = append(out, passage)
		}
	}
	return out
}

func (m *recorder) plain(text content.Inline) string {
	var b strings.Builder
	for _, piece := range text {
		if piece.Figure == nil {
			b.WriteString(piece.Text)
		} else if v := m.r.Figures[piece.Figure]; v != nil {
			b.WriteString(v.Format(m.words.Lang, true))
		}
	}
	return strings.TrimSpace(b.String())
}

// factNames are the keys of a figure's facts; those of other reports say which.
func (m *recorder) factNames(v *Value) []string {
	names := make([]string, len(v.Facts))
	for i, f := range v.Facts {
		names[i] = m.factName(f)
	}
	return names
}

func (m *recorder) factName(f *data.Fact) string {
	if key, own := m.keys[itemOf(f)]; own {
		return key.key
	}
	name := f.Dataset.Report + ": " + identity(f.Dataset, itemOf(f))
	if f.Status == data.Suppressed {
		m.protected = append(m.protected, name)
	}
	return name
}

// chartFacts are the keys of the facts that a chart shows.
func (m *recorder) chartFacts(c *Chart) []string {
	var names []string
	add := func(facts []*data.Fact) {
		for _, f := range facts {
			if f != nil {
				names = append(names, m.factName(f))
			}
		}
	}
	for _, u := range m.r.Uses[c.Dataset.ID] {
		if u.Kind == UseChart && u.ID == c.ID {
			add(u.Facts)
		}
	}
	for i := range c.Series {
		add(c.Series[i].Facts)
	}
	for i := range c.Panels {
		for k := range c.Panels[i].Series {
			add(c.Panels[i].Series[k].Facts)
		}
	}
	return sortedOnce(names)
}

func sortedOnce(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

// A passageWriter joins the runs of a passage. Blanks at its ends and double
// ones fall away.
type passageWriter struct {
	b       strings.Builder
	figures []edition.Figure
	blank   bool // the last thing written was a blank, or nothing was
}

func (w *passageWriter) text(s string) {
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			if !w.blank && w.b.Len() > 0 {
				w.b.WriteByte(' ')
			}
			w.blank = true
			continue
		}
		w.b.WriteRune(r)
		w.blank = false
	}
}

func (w *passageWriter) figure(text string, facts []string) {
	start := w.b.Len()
	w.b.WriteString(text)
	w.blank = false
	w.figures = append(w.figures, edition.Figure{Start: start, End: w.b.Len(), Facts: facts})
}

func (w *passageWriter) finish() (string, []edition.Figure) {
	return strings.TrimRight(w.b.String(), " "), w.figures
}

// sectionOf is the id of the section that a chart stands in.
func (m *recorder) sectionOf(c *Chart) string {
	for _, u := range m.r.Uses[c.Dataset.ID] {
		if u.Kind == UseChart && u.ID == c.ID {
			return u.Section
		}
	}
	return ""
}

// digest sums up what a chart shows: its form and its values, each with the fact
// that it is of. Its title and what else it says in words is compared as text;
// the order of a file's rows and what its columns are called say nothing.
func (m *recorder) digest(c *Chart) string {
	b := c.Block.Chart
	lines := []string{fmt.Sprintf("%q", []string{
		b.Type, b.Direction, b.Stack, b.Baseline, b.Order, b.Neutral, strconv.FormatBool(b.Diverging), strconv.FormatBool(c.Magnitude),
		string(c.Unit), strconv.Itoa(c.Decimals),
	})}
	add := func(panel string, list []Series) {
		for i := range list {
			for k, p := range list[i].Cells {
				if f := list[i].Facts[k]; f != nil {
					lines = append(lines, m.factName(f)+" "+strconv.Quote(panel)+" "+p.digest(f, c.Decimals))
				}
			}
		}
	}
	add("", c.Series)
	for i := range c.Panels {
		add(c.Panels[i].Title, c.Panels[i].Series)
	}
	slices.Sort(lines[1:])
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:])
}

// digest is what a chart shows of one fact.
func (p *Point) digest(f *data.Fact, decimals int) string {
	switch {
	case !p.Missing:
		return p.Number.Round(decimals).String() + " " + strconv.FormatBool(p.Forecast)
	case f.Status == data.Suppressed:
		return "x"
	default:
		return strconv.Quote(p.Words)
	}
}
