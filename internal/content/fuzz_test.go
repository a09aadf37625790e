package content

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
)

// offset are the positions of a text that is a document itself.
type offset int

func (o offset) start(i int) int { return int(o) + i }
func (o offset) end(i int) int   { return int(o) + i }

// FuzzFigure reads any text as a figure: it never panics, its spans stay
// inside the text and in order, and a problem has a message.
func FuzzFigure(f *testing.F) {
	text, err := os.ReadFile("testdata/figures.md")
	if err != nil {
		f.Fatal(err)
	}
	for i, span := range strings.Split(string(text), "`") {
		if i%2 == 1 {
			f.Add(span)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		figure, problem := parseFigure(text, offset(0))
		if problem != nil {
			if problem.start < 0 || problem.end < problem.start || problem.end > len(text) {
				t.Errorf("problem %s at [%d:%d] of %d bytes", problem.variant, problem.start, problem.end, len(text))
			}
			finding := diag.New("FIGURE", diag.Place{}, problem.args...).With(problem.variant)
			for _, lang := range diag.Languages() {
				_ = finding.Message(lang)
			}
			return
		}
		checkFigure(t, text, figure)
	})
}

// checkFigure fails the test for a span that is not where its text stands.
func checkFigure(t *testing.T, text string, figure *Figure) {
	t.Helper()
	last := 0
	span := func(what string, start, end int) {
		t.Helper()
		if start < last || end < start || end > len(text) {
			t.Fatalf("%s at [%d:%d], after %d, of %d bytes", what, start, end, last, len(text))
		}
		last = start
	}
	for _, term := range figure.Terms {
		span("term", term.Start, term.End)
		if !strings.HasSuffix(text[:term.End], "]") || term.Dataset == "" || len(term.Parts) == 0 {
			t.Errorf("term %q", text[term.Start:term.End])
		}
		for _, part := range term.Parts {
			span("part", part.Start, part.End)
			if raw := text[part.Start:part.End]; !strings.Contains(raw, `\`) && foldBlanks(raw) != part.Text {
				t.Errorf("part %q stands for %q", raw, part.Text)
			}
		}
	}
	span("filters", figure.Filters.Start, figure.Filters.End)
}

// FuzzDocument reads any text as a report, alone and before another file: it
// never panics, and every span stays inside.
func FuzzDocument(f *testing.F) {
	cases, err := filepath.Glob("testdata/*.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range cases {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), "# Mer\n\n`=drift[a]`[^1]\n\n[^1]: not\n")
	}
	f.Fuzz(func(t *testing.T, text, more string) {
		fsys := fstest.MapFS{
			"content/" + reportPath + "/report.md": {Data: []byte(text)},
			"content/" + reportPath + "/10-mer.md": {Data: []byte(more)},
		}
		diags := new(diag.List)
		for _, meta := range Scan(fsys, nil, diags) {
			checkSpans(t, Parse(fsys, meta, diags))
		}
		for _, finding := range diags.Sorted() {
			p := finding.Place
			if p.File == "" || p.Line > 0 && (p.Column < 1 || p.Length < 1) {
				t.Errorf("%s has no place: %+v", finding.Code, p)
			}
			_ = finding.Message("en")
		}
	})
}

// FuzzInline reads any text as the title of a block.
func FuzzInline(f *testing.F) {
	f.Add("Fem av åtta: `=drift[Totalt; avvikelse] tkr` `kod` `\\=x` `=fel")
	f.Fuzz(func(t *testing.T, text string) {
		b := &builder{doc: &Document{Text: []byte(text), Meta: &Meta{Source: diag.NewSource("x", []byte(text))}}, diags: new(diag.List), found: map[diag.Code]int{}}
		var whole strings.Builder
		for _, piece := range b.inline(scalar{text: text, first: 0, last: len(text), exact: true}) {
			if piece.Figure == nil {
				whole.WriteString(piece.Text)
				continue
			}
			whole.WriteString("`" + piece.Figure.Raw + "`")
			if got := text[piece.Figure.Start:piece.Figure.End]; got != "`"+piece.Figure.Raw+"`" {
				t.Errorf("the figure %q stands at %q", piece.Figure.Raw, got)
			}
		}
		if strings.ReplaceAll(text, "`\\=", "") == text && whole.String() != text {
			t.Errorf("%q became %q", text, whole.String())
		}
	})
}
