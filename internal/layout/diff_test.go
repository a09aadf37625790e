package layout

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"tertial/internal/change"
	"tertial/internal/content"
	"tertial/internal/edition"
	"tertial/internal/golden"
)

func diffSet(t *testing.T, lang string) *Set {
	t.Helper()
	set, err := NewSet(Files{os.DirFS("../../layouts")}, lang)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// stated is a fact of a record.
func stated(row, value, unit, status string) edition.Fact {
	f := edition.Fact{
		Key: "table|" + row + "|number", Row: row, Column: "Utfall 2020", ColumnID: "utfall-2020", At: "drift-r2c1", Value: value,
		Unit: unit, Status: status,
	}
	if value == "" {
		f.Unit = ""
	}
	return f
}

func wordFact(row, text string) edition.Fact {
	f := stated(row, "", "", "words")
	f.Text = text
	return f
}

// twoStates are records that differ in every way there is.
func twoStates() (a, b *edition.Record) {
	passage := func(section, role, text string) edition.Passage {
		p := edition.Passage{Section: section, Role: role, Text: text}
		if section != "" {
			p.Number, p.Heading = "1", upperFirst(section)
		}
		return p
	}
	headline := stated("Netto", "-100", "tkr", "reported")
	headline.Headline, headline.Weight = true, 120
	later := headline
	later.Value = "-125"
	grouped := stated("Läkare", "3", "st", "preliminary")
	grouped.Group = "Personal"
	final := grouped
	final.Status = "reported"
	renamed := func(name string) []edition.Fact {
		one, two := stated(name, "11", "st", "reported"), stated(name, "12", "st", "reported")
		one.Key, two.Key = one.Key+"|a", two.Key+"|b"
		return []edition.Fact{one, two}
	}
	coarse := stated("Kostnad", "1000", "tkr", "reported")
	other := coarse
	other.Value, other.Unit, other.Acc = "1.0", "mnkr", 1
	fine := stated("Andel", "38.3", "%", "reported")
	fine.Acc = 1
	finer := fine
	finer.Value, finer.Acc = "38.26", 2
	filled, sum := stated("Kö", "", "", "missing"), stated("Summa", "10", "tkr", "derived")
	filled.Text = "Mäts i höst"
	summed := sum
	summed.Value = "12"
	a = &edition.Record{
		Sets: []edition.Set{{ID: "drift", Title: "Drift", Facts: append(renamed("Vård"),
			headline, grouped, coarse, fine, filled, sum, wordFact("Mål 1", "delvis uppfyllt"), stated("Gammal", "5", "st", "reported"))}},
		Text: []edition.Passage{
			passage("", "title", "Rapporten 2020"), passage("", "summary", "Nettot är <minus> hundra tusen kronor."),
			passage("ekonomi", "heading", "Ekonomi"), passage("ekonomi", "paragraph", "Ett stycke som står kvar med samma ord hela tiden."),
			passage("ekonomi", "paragraph", "Ett stycke som ska tas bort helt och hållet."),
			passage("mål", "heading", "Mål"), passage("mål", "item", "Det första målet är viktigt."), passage("mål", "item", "Det andra målet också."),
			passage("slut", "heading", "Slut"), passage("slut", "paragraph", "Så var det inte mer."),
		},
		Charts: []edition.Chart{
			{ID: "dia-a", Number: "1", Title: "Staplar", Sentence: "Störst är A.", Wide: "dia-a-wide.svg", Narrow: "dia-a-narrow.svg", Digest: "1"},
			{ID: "dia-b", Number: "2", Title: "Linjer", Digest: "2"},
		},
	}
	b = &edition.Record{
		Sets: []edition.Set{{ID: "drift", Title: "Drift", Facts: append(renamed("Vård och stöd"),
			later, final, other, finer, stated("Kö", "7", "dagar", "reported"), summed, wordFact("Mål 1", "uppfyllt"), stated("Ny", "6", "st", "reported"))}},
		Text: []edition.Passage{
			passage("", "title", "Rapporten 2020"), passage("", "summary", "Nettot är <minus> etthundratjugofem tusen kronor."),
			passage("mål", "heading", "Mål"), passage("mål", "item", "Det andra målet också."), passage("mål", "item", "Det första målet är viktigt."),
			passage("ekonomi", "heading", "Ekonomi"), passage("ekonomi", "paragraph", "Ett stycke som står kvar med samma ord hela tiden."),
			passage("nytt", "heading", "Nytt"), passage("nytt", "paragraph", "Här står något som aldrig har sagts förut."),
		},
		Charts: []edition.Chart{
			{ID: "dia-a", Number: "1", Title: "Staplar", Sentence: "Störst är B.", Wide: "dia-a-wide.svg", Narrow: "dia-a-narrow.svg", Digest: "9"},
			{ID: "dia-c", Number: "2", Title: "Cirklar", Digest: "3"},
		},
	}
	return a, b
}

// twoEditions are a first one and its correction.
func twoEditions() (a, b *edition.Edition) {
	return &edition.Edition{Number: 1, Date: "2020-05-02", Kind: edition.First},
		&edition.Edition{Number: 2, Date: "2020-06-03", Kind: edition.Correction, SlipBy: "controller", ApprovedBy: "nämndsekreterare", Reason: "Fel avskrivet."}
}

func changesInput() ChangesInput {
	a, b := twoStates()
	first, second := twoEditions()
	return ChangesInput{
		Report: "namnd/2020/rapport", Title: "Rapport 2020", Committee: &content.Committee{ID: "namnd", Name: "Nämnden"}, Old: first, New: second,
		Changes: change.Compare(a, b),
		Drawing: func(e *edition.Edition, name string) []byte {
			return fmt.Appendf(nil, `<svg class="wide" aria-labelledby="dia-a-wt dia-a-wd"><title id="dia-a-wt">%d %s</title><g fill="url(#p1)"><use href="#m"/></g></svg>`, e.Number, name)
		},
	}
}

// TestChangesPage compares the page, in both languages, with what was looked at
// and found good.
func TestChangesPage(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"sv", "en"} {
		set, in := diffSet(t, lang), changesInput()
		main, err := set.fragment("difference.html", (&changesMaker{set: set, in: in, root: "../../"}).view())
		if err != nil {
			t.Fatal(err)
		}
		golden.Compare(t, "testdata/changes."+lang+".html", string(main))
		golden.Compare(t, "testdata/changes."+lang+".txt", set.ChangesText(in, false))
	}
}

// TestChangesAddresses: the page stands at the new edition, or at the old one
// against the newest; its links count from there.
func TestChangesAddresses(t *testing.T) {
	t.Parallel()
	set, site := diffSet(t, "sv"), &Site{Site: &content.Site{Name: "Nämnder"}, Assets: &Assets{}}
	in := changesInput()
	for _, tt := range []struct {
		name    string
		edit    func()
		path    string
		want    []string
		without []string
	}{
		{"changes", func() {}, "namnd/2020/rapport/2/changes/index.html", []string{
			"Vad som ändrades i utgåva 2", `href="../../1/data/drift/index.html#drift-r2c1"`, "Rättelse 3", "Skrivfel, rättat av controller", `href="../../2/index.html#ekonomi"`,
		}, nil},
		{"since", func() { in.Latest, in.Example = true, true }, "namnd/2020/rapport/1/changes-to-latest/index.html", []string{
			"Vad som har ändrats sedan utgåva 1", `href="../../2/index.html"`, "Exempel",
		}, []string{"Skrivfel"}},
		{"working", func() { in.Latest, in.New, in.Drawing = false, nil, nil }, "namnd/2020/rapport/changes/index.html", []string{
			"arbetsversionen", `href="../data/drift/index.html#drift-r2c1"`, `href="../1/data/drift/index.html#drift-r2c1"`,
		}, []string{"<svg"}},
	} {
		tt.edit()
		file, err := set.ChangesPage(site, in)
		if err != nil {
			t.Fatal(err)
		}
		if file.Path != tt.path {
			t.Errorf("%s stands at %s", tt.name, file.Path)
		}
		for _, want := range tt.want {
			if !strings.Contains(string(file.Content), want) {
				t.Errorf("%s does not hold %q", tt.name, want)
			}
		}
		for _, text := range tt.without {
			if strings.Contains(string(file.Content), text) {
				t.Errorf("%s holds %q", tt.name, text)
			}
		}
	}
	doc, err := set.ChangesDocument(site, changesInput())
	if err != nil {
		t.Fatal(err)
	}
	if text := string(doc); strings.Contains(text, " href=\"..") || !strings.Contains(text, "<style>") || !strings.Contains(text, `id="_old-dia-a-wt"`) {
		t.Errorf("the page that stands alone:\n%s", text)
	}
}

// TestSections renders what stands around an edition.
func TestSections(t *testing.T) {
	t.Parallel()
	set := diffSet(t, "sv")
	a, b := twoStates()
	first, second := twoEditions()
	line := change.NewTimeline([]change.Version{{Edition: first, Record: a}, {Edition: second, Record: b}})
	if steps := CorrectionSteps(line, 1); steps != nil {
		t.Errorf("%d corrections before there was one", len(steps))
	}
	corrections, err := set.CorrectionsSection(CorrectionSteps(line, 2))
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "testdata/corrections.html", string(corrections))
	steps := CorrectionSteps(line, 2)
	steps[0].Lang = "sv"
	if other, err := diffSet(t, "en").CorrectionsSection(steps); err != nil || !strings.Contains(string(other), `<span lang="sv">Fel avskrivet.</span>`) || !strings.Contains(string(other), `<dt lang="sv">`) {
		t.Error(err, other)
	}
	left := change.NewTimeline([]change.Version{{Edition: first}, {Edition: second, Record: b}})
	alone, err := set.CorrectionsSection(CorrectionSteps(left, 2))
	if err != nil || !strings.Contains(string(alone), "Fel avskrivet") || strings.Contains(string(alone), "changes/") || strings.Contains(string(alone), "<del>") {
		t.Errorf("a correction of what was withdrawn: %s %v", alone, err)
	}
	history, err := set.HistorySection(line, 2, "drift")
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "testdata/history.html", string(history))
	for _, name := range []string{"annan", ""} {
		if none, err := set.HistorySection(line, 2, name); none != "" || err != nil {
			t.Errorf("a history of no dataset: %q %v", none, err)
		}
	}
	if none, err := set.CorrectionsSection(nil); none != "" || err != nil {
		t.Errorf("a list of no corrections: %q %v", none, err)
	}
}

// TestManyEditions: a table of courses has columns for the newest editions in
// which something was changed.
func TestManyEditions(t *testing.T) {
	t.Parallel()
	var versions []change.Version
	for i := range 40 {
		f := stated("Netto", strconv.Itoa(1+i/2), "tkr", "reported")
		versions = append(versions, change.Version{
			Edition: &edition.Edition{Number: i + 1, Date: "2020-05-02"},
			Record:  &edition.Record{Sets: []edition.Set{{ID: "drift", Facts: []edition.Fact{f}}}},
		})
	}
	html, err := diffSet(t, "sv").HistorySection(change.NewTimeline(versions), 40, "drift")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(html), "Utgåva "); n != mostVersions || strings.Contains(string(html), "Utgåva 38,") || !strings.Contains(string(html), "Utgåva 39,") {
		t.Errorf("%d editions in\n%s", n, html)
	}
}

func TestPrefixIDs(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		`<svg aria-labelledby="a b" aria-describedby="c">`:      `<svg aria-labelledby="_old-a _old-b" aria-describedby="_old-c">`,
		`<title id="a">id="x"</title>`:                          `<title id="_old-a">id="x"</title>`,
		`<g fill="url(#p)" clip-path="url(#q)">`:                `<g fill="url(#_old-p)" clip-path="url(#_old-q)">`,
		`<use href="#m"/><use xlink:href="#n"/>`:                `<use href="#_old-m"/><use xlink:href="#_old-n"/>`,
		`<a href="https://exempel.example/">`:                   `<a href="https://exempel.example/">`,
		`<g data-id="a" width="3">`:                             `<g data-id="a" width="3">`,
		`<rect fill="var(--c1)" stroke="none" aria-label="id">`: `<rect fill="var(--c1)" stroke="none" aria-label="id">`,
	} {
		if got := prefixIDs(from, "_old-"); got != want {
			t.Errorf("%s became %s", from, got)
		}
	}
}

func TestShortened(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("å", 200)
	for _, tt := range []struct {
		before, after bool
		want          int // letters
	}{{false, false, 200}, {true, false, around + 2}, {false, true, around + 2}, {true, true, 2*around + 3}} {
		if got := len([]rune(shortened(long, tt.before, tt.after))); got != tt.want {
			t.Errorf("%v %v: %d letters, want %d", tt.before, tt.after, got, tt.want)
		}
	}
}
