package testsite

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/reconcile"
	link "tertial/internal/report"
)

// The cases of the rules and of the kinds are files as a person would write
// them. Here each is put into other clothes, generator or not, so that every
// rule and kind takes part as soon as it has a case.
var caseFiles = [...]string{"../reconcile/testdata/*.txtar", "../data/testdata/facts/*.txtar"}

// TestCasesInOtherClothes: the files of every rule and kind, written in
// another dialect, encoding and order of columns, give the same facts, the same
// counts and the same findings at the same cells.
func TestCasesInOtherClothes(t *testing.T) {
	t.Parallel()
	var all exercise
	for _, file := range cases(t) {
		fsys := layOut(t, file)
		plain := newWearer(t, fsys, Clothes{})
		want := plain.know(t)
		all.add(plain, want)
		plain.anyColumn = true
		anyColumn := plain.know(t)
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			for _, c := range caseWardrobe() {
				want := want
				if c.Columns != 0 {
					if plain.ambiguous {
						continue
					}
					want = anyColumn
				}
				got := newWearer(t, fsys, c).know(t)
				differ(t, c.String()+": fact", got.facts, want.facts)
				differ(t, c.String()+": count", got.figures, want.figures)
				differ(t, c.String()+": finding", got.findings, want.findings)
			}
		})
	}
	all.judge(t)
}

func cases(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, pattern := range caseFiles {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatal(pattern, err)
		}
		files = append(files, found...)
	}
	return files
}

// An exercise is which rules and kinds take part.
type exercise struct {
	tried, spoken, kinds map[string]bool
	dressed              int
}

func (e *exercise) add(w *wearer, k knowledge) {
	if e.tried == nil {
		e.tried, e.spoken, e.kinds = map[string]bool{}, map[string]bool{}, map[string]bool{}
	}
	for key := range k.figures {
		rule, _, _ := strings.Cut(key, " ")
		e.tried[rule] = true
	}
	for code := range w.spoken {
		e.spoken[code] = true
	}
	for kind := range w.kinds {
		e.kinds[kind] = true
	}
	e.dressed += w.dressed
}

// judge fails the test when a rule or a kind that exists takes no part: a rule
// must be tried and have something to say, a kind must have a file that can be
// written in another way.
func (e *exercise) judge(t *testing.T) {
	t.Helper()
	for _, rule := range reconcile.Rules() {
		if code := string(rule.Code); !e.tried[code] || !e.spoken[code] {
			t.Errorf("rule %s: tried: %t, speaks: %t; it needs a case in %s", code, e.tried[code], e.spoken[code], caseFiles[0])
		}
	}
	for _, kind := range data.KindNames() {
		if !e.kinds[kind] {
			t.Errorf("kind %s: no file of it can be put into other clothes; it needs a case in %s", kind, caseFiles[1])
		}
	}
	t.Logf("%d rules, %d kinds, %d datasets, %d wardrobes", len(reconcile.Rules()), len(e.kinds), e.dressed, len(caseWardrobe()))
}

// caseWardrobe are the clothes that any file can wear: what it takes to rename
// things, or to write them in another unit, only the generator knows.
func caseWardrobe() []Clothes {
	var all []Clothes
	for _, c := range wardrobe() {
		c.Rows, c.Names, c.Unit, c.Sign, c.Trimmed = 0, 0, "", "", false
		if c != (Clothes{}) && !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return all
}

// layOut makes a site of a case. A file of a rule's case that is in no folder
// belongs to its one report.
func layOut(t *testing.T, file string) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{
		"content/site.yaml":              {Data: []byte("name: Exempel\nlang: sv\n")},
		"content/namnden/committee.yaml": {Data: []byte("name: Nämnden\nbody: Exempelköping\ntask: Är ett exempel.\n")},
		"content/namnd/committee.yaml":   {Data: []byte("name: Nämnd\nbody: Exempelköping\ntask: Är ett exempel.\n")},
	}
	for _, f := range archive.Files {
		name := f.Name
		dir, base := path.Split(name)
		switch {
		case base == "want.txt":
			continue
		case base == "koder.csv":
			name = "data/koder.csv"
		case strings.HasPrefix(name, "data/"):
		case dir == "":
			name = "data/namnden/2020/rapport/" + base
		default:
			name = "data/namnden/2020/" + name
		}
		if base == "report.md" {
			name = "content" + strings.TrimPrefix(name, "data")
		}
		site[name] = &fstest.MapFile{Data: f.Data}
	}
	for name := range site {
		dir := path.Dir(name)
		text := "content" + strings.TrimPrefix(dir, "data") + "/report.md"
		if strings.HasPrefix(dir, "data/") && site[text] == nil {
			year := path.Base(path.Dir(dir))
			front := "---\ntitle: Rapport\nkind: interim-report\nperiod: %s-01/%s-04\ndate: %s-05-12\n---\n"
			site[text] = &fstest.MapFile{Data: fmt.Appendf(nil, front, year, year, year)}
		}
	}
	return site
}

// A wearer is a case whose datasets have been put into clothes.
type wearer struct {
	fstest.MapFS
	codes   *data.Codes
	metas   []*content.Meta
	spots   map[string]map[spot]cellAt // by file: where each cell begins
	kinds   map[string]bool            // of the files whose numbers can be written in another way
	spoken  map[string]bool            // codes of what was found
	dressed int

	// Where columns stand in another order, a finding of a row that could be at
	// several of its cells is at the first of them; and which of two equal
	// columns counts depends on which comes first.
	anyColumn, ambiguous bool
}

func newWearer(t *testing.T, site fstest.MapFS, c Clothes) *wearer {
	t.Helper()
	w := &wearer{anyColumn: c.Columns != 0, MapFS: fstest.MapFS{}, spots: map[string]map[spot]cellAt{}, kinds: map[string]bool{}, spoken: map[string]bool{}}
	for name, f := range site {
		w.MapFS[name] = f
	}
	var err error
	if w.codes, err = data.ReadCodes(site, new(diag.List)); err != nil {
		t.Fatal(err)
	}
	w.metas = content.Scan(site, nil, new(diag.List))
	for _, meta := range w.metas {
		for _, d := range w.datasets(t, meta, new(diag.List)) {
			w.dress(t, d, c)
		}
	}
	return w
}

func (w *wearer) datasets(t *testing.T, meta *content.Meta, diags *diag.List) []*data.Dataset {
	t.Helper()
	period, _ := data.ParsePeriod(meta.Period.From + "/" + meta.Period.To)
	var sets []*data.Dataset
	for _, id := range data.List(w, meta.Path) {
		d, err := data.ReadDataset(w, meta.Path, id, data.Defaults{Period: period, Lang: "sv"}, w.codes, diags)
		if err != nil {
			t.Fatal(err)
		}
		if d != nil {
			sets = append(sets, d)
		}
	}
	return sets
}

// know takes all reports through all stages.
func (w *wearer) know(t *testing.T) knowledge {
	t.Helper()
	k := knowledge{map[string]string{}, map[string]string{}, map[string]string{}}
	var diags diag.List
	ledger := reconcile.NewLedger()
	other := func(name string) ([]*data.Dataset, bool) {
		for _, m := range w.metas {
			if m.Path == name {
				return w.datasets(t, m, new(diag.List)), true
			}
		}
		return nil, false
	}
	for _, meta := range w.metas {
		sets := w.datasets(t, meta, &diags)
		linked := link.Link(content.Parse(w, meta, &diags), link.Sources{Datasets: sets, Other: other}, &diags)
		w.counts(k, meta.Path, reconcile.Check(linked, &diags))
		ledger.Add(linked)
		for _, d := range sets {
			k.cells(d)
		}
	}
	for name, v := range ledger.Check(other, &diags) {
		w.counts(k, name, v)
	}
	for _, f := range diags.Sorted() {
		w.spoken[string(f.Code)] = true
		w.ambiguous = w.ambiguous || f.Code == "CSV-DUPLICATE"
		k.findings[fmt.Sprintf("%s %s %s %s", w.place(f.Place), f.Severity, f.Code, f.Variant)] += "+"
	}
	return k
}

// counts notes what each rule tried of a report.
func (w *wearer) counts(k knowledge, report string, v *link.Verdict) {
	for _, c := range v.Rules {
		if c.Tried > 0 {
			k.figures[string(c.Rule)+" "+report+" "+c.Dataset] = fmt.Sprintf("%d tried, %d agree, %d known", c.Tried, c.Agree, c.Known)
		}
	}
	if v.Cells > 0 {
		k.figures["cells "+report] = fmt.Sprintf("%d, %d covered, %d bounded", v.Cells, v.Covered, v.Bounded)
	}
}

func (k *knowledge) cells(d *data.Dataset) {
	for i := range d.Rows {
		for c := range d.Rows[i].Cells {
			for _, f := range d.Rows[i].Cells[c].Facts {
				k.facts[d.File+" "+d.Rows[i].ID+" "+d.Columns[c].Header+" "+strconv.Itoa(f.Part)] = statement(f)
			}
		}
	}
}

// place names a cell by its row and column in the file as it was.
func (w *wearer) place(at diag.Place) string {
	spots := w.spots[at.File]
	best, found := cellAt{}, spot{}
	for s, cell := range spots {
		if s.line == at.Line && s.column <= at.Column && s.column > found.column {
			best, found = cell, s
		}
	}
	if found.line == 0 {
		return at.File + ":" + strconv.Itoa(at.Line)
	}
	if w.anyColumn && best.row >= 0 {
		return fmt.Sprintf("%s row %d", at.File, best.row)
	}
	return fmt.Sprintf("%s row %d column %d", at.File, best.row, best.column)
}

// dress writes a dataset's file anew. A file that is no table, or that says how
// it is written, stays as it is.
func (w *wearer) dress(t *testing.T, d *data.Dataset, c Clothes) {
	t.Helper()
	text, says := string(d.Source.Text), string(w.MapFS[d.Description.File].Data)
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	records, err := r.ReadAll()
	head, _, _ := strings.Cut(text, "\n")
	if err != nil || !strings.Contains(head, ";") || declaresDialect(says) {
		return
	}
	g := &garment{d: d, records: records, dressed: &dressed{Clothes: c.possible()}}
	g.Delimiter, g.Decimal = cmp.Or(g.Delimiter, ';'), cmp.Or(g.Decimal, ',')
	g.Negative, g.LineEnd = cmp.Or(g.Negative, "-"), cmp.Or(g.LineEnd, "\n")
	if g.plain = g.numbersArePlain(); !g.plain {
		g.Decimal, g.Thousands, g.Negative, g.Declared = ',', "", "-", false
	}
	sheet := g.sheet()
	out, err := encode(sheet.text.String(), g.Encoding)
	if err != nil {
		out = []byte(sheet.text.String()) // the encoding lacks a letter
		g.Declared = false
	}
	var more strings.Builder
	g.dialect(func(key, value string) { fmt.Fprintf(&more, "%s: %s\n", key, value) })
	w.MapFS[d.File] = &fstest.MapFile{Data: out}
	w.MapFS[d.Description.File] = &fstest.MapFile{Data: []byte(strings.TrimSuffix(says, "\n") + "\n" + more.String())}
	spots := map[spot]cellAt{}
	for cell, at := range sheet.spots {
		spots[at] = cell
	}
	w.spots[d.File] = spots
	if g.plain {
		w.kinds[d.Description.Kind.Name] = true
		w.dressed++
	}
}

// declaresDialect reports whether a description says how its file is written.
func declaresDialect(yaml string) bool {
	return slices.ContainsFunc([]string{"encoding", "delimiter", "decimal", "thousands"}, func(key string) bool {
		return strings.Contains("\n"+yaml, "\n"+key+":")
	})
}

// A garment is a file that is written anew.
type garment struct {
	*dressed
	d       *data.Dataset
	records [][]string
	plain   bool // its numbers can be written in another way too
}

// plainNumber is a number that can be written in another way.
var plainNumber = regexp.MustCompile(`^(-?)(\d+)(?:,(\d+))?( ?%)?$`)

// numbersArePlain reports whether all numbers are digits with a comma and a
// minus, none with three decimals, which could be thousands.
func (g *garment) numbersArePlain() bool {
	for _, record := range g.records[1:] {
		for k, text := range record {
			for _, part := range g.parts(k, text) {
				m := plainNumber.FindStringSubmatch(part)
				if m == nil && strings.ContainsAny(part, "0123456789") || m != nil && len(m[3]) == 3 {
					return false
				}
			}
		}
	}
	return true
}

// parts divides a cell of values; one of labels has none.
func (g *garment) parts(k int, text string) []string {
	if k >= len(g.d.Columns) || g.d.Columns[k].Role != data.RoleValue {
		return nil
	}
	if len(g.d.Columns[k].Parts) < 2 {
		return []string{strings.TrimSpace(text)}
	}
	parts := strings.Split(text, "/")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func (g *garment) sheet() *sheet {
	s := &sheet{d: g.dressed, at: spot{1, 1}, spots: map[cellAt]spot{}}
	columns := order(g.Columns, len(g.records[0]))
	for i, record := range g.records {
		for n, k := range columns {
			text := record[k]
			if i > 0 && g.plain {
				text = g.cell(k, text)
			}
			s.field(cellAt{i - 1, k}, n, text)
		}
		s.end()
	}
	return s
}

// cell writes the numbers of a cell in the clothes.
func (g *garment) cell(k int, text string) string {
	parts := g.parts(k, text)
	if parts == nil {
		return text
	}
	for i, part := range parts {
		m := plainNumber.FindStringSubmatch(part)
		if m == nil {
			continue
		}
		digits, err := strconv.ParseInt(m[1]+m[2]+m[3], 10, 64)
		if err != nil || m[1] != "" && (m[4] != "" || digits == 0) {
			continue
		}
		parts[i] = g.format(digits, len(m[3])) + m[4]
	}
	return strings.Join(parts, " / ")
}
