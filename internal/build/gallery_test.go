package build_test

import (
	"context"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/chart"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/golden"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// The documents about charts, and their pictures.
const docsFolder = "../../docs/"

var (
	chartBlock  = regexp.MustCompile("(?s)```chart\nid: ([a-z-]+)\n.*?\n```\n")
	cardsBlock  = regexp.MustCompile("(?s)```keyfigures\n.*?\n```\n")
	wideSVG     = regexp.MustCompile(`(?s)<svg [^>]*class="wide".*?</svg>`)
	sparkSVG    = regexp.MustCompile(`(?s)<dd class="trend">(<svg.*?</svg>)`)
	property    = regexp.MustCompile(`var\((--[a-z0-9-]+)\)`)
	groupOrText = regexp.MustCompile(`<g ([^>]*)>|<text ([^>]*)>([^<]*)</text>`)
	sizeOf      = regexp.MustCompile(`font-size="([0-9.]+)"`)
)

// TestGallery builds the report that has every form of chart. Nothing may be
// wrong with it; its pictures are those of the documents, which show the block
// of each as it stands in the report.
func TestGallery(t *testing.T) {
	t.Parallel()
	page, source := buildGallery(t)
	want := map[string]bool{}
	picture := func(name, svg string) {
		want[name+".svg"] = true
		golden.Compare(t, docsFolder+"charts/"+name+".svg", standalone(t, svg))
	}
	for _, block := range chartBlock.FindAllStringSubmatch(source, -1) {
		id := block[1]
		_, figure, found := strings.Cut(page, `<figure class="chart" id="`+id+`">`)
		if !found {
			t.Errorf("the page has no chart %s", id)
			continue
		}
		figure, _, _ = strings.Cut(figure, "</figure>")
		picture(id, wideSVG.FindString(figure))
		inDocuments(t, block[0], "charts/"+id+".svg")
	}
	spark := sparkSVG.FindStringSubmatch(page)
	if spark == nil {
		t.Fatal("no card has a trend")
	}
	picture("nyckeltal", spark[1])
	cards := cardsBlock.FindString(source)
	for item := range strings.SplitSeq(cards, "\n- ") {
		if strings.Contains(item, "trend: {") {
			inDocuments(t, "- "+item+"\n", "charts/nyckeltal.svg")
			break
		}
	}
	files, err := filepath.Glob(docsFolder + "charts/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !want[filepath.Base(f)] {
			t.Errorf("%s is a picture of nothing", f)
		}
	}
}

// TestGalleryIsComplete: the gallery shows each type of chart, and each key that
// changes what a type looks like.
func TestGalleryIsComplete(t *testing.T) {
	t.Parallel()
	source := readGallery(t, testsite.New(testsite.Options{Gallery: true}))
	for _, kind := range content.ChartTypes() {
		if !strings.Contains(source, "\ntype: "+kind+"\n") {
			t.Errorf("no chart of type %s", kind)
		}
	}
	for _, key := range []string{
		"stack: grouped", "stack: stacked", "stack: share", "diverging: true", "magnitude: true", "panels: ", "neutral: ", "from: ", "trend: {", "trend: [",
	} {
		if !strings.Contains(source, "\n"+key) && !strings.Contains(source, "\n  "+key) {
			t.Errorf("no chart with %s", key)
		}
	}
}

func readGallery(t *testing.T, site *testsite.Site) string {
	t.Helper()
	source, err := site.ReadFile("content/" + testsite.Gallery + "/report.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

// buildGallery returns the page of the gallery and the report that it is made of.
func buildGallery(t *testing.T) (page, source string) {
	t.Helper()
	page, site := generated(t, testsite.Gallery)
	return page, readGallery(t, site)
}

// generated builds the small generated municipality, in which nothing is wrong
// with the report that is asked for, and returns that report's page.
func generated(t *testing.T, report string) (string, *testsite.Site) {
	t.Helper()
	root := t.TempDir()
	site := testsite.New(testsite.Options{Seed: 3, Gallery: true, Charts: 1, Lean: true})
	if err := site.WriteTo(root); err != nil {
		t.Fatal(err)
	}
	result, err := build.Build(context.Background(), build.Config{
		Root: root, Audience: build.Staff, AsOf: "2015-06-01", Program: "Tertial", BuiltIn: layouts.FS(),
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range result.Findings {
		if f := &result.Findings[i]; f.Severity != diag.Note && strings.Contains(f.Place.File, report) {
			t.Errorf("%s: %s", f.Code, f.Message("en"))
		}
	}
	page, err := os.ReadFile(filepath.Join(root, "public", filepath.FromSlash(report), "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(page), site
}

// inDocuments looks for a block and its picture in both documents.
func inDocuments(t *testing.T, block, picture string) {
	t.Helper()
	for _, lang := range diag.Languages() {
		text, err := os.ReadFile(docsFolder + "charts." + lang + ".md")
		if err != nil {
			t.Error(err)
			continue
		}
		if !strings.Contains(string(text), block) {
			t.Errorf("docs/charts.%s.md lacks the block\n%s", lang, block)
		}
		if !strings.Contains(string(text), "]("+picture+")") {
			t.Errorf("docs/charts.%s.md lacks the picture %s", lang, picture)
		}
	}
}

// standalone makes a drawing a file of its own: colours of the light theme, a
// font, and a ground of paper.
func standalone(t *testing.T, svg string) string {
	t.Helper()
	colours := chart.Palette()
	svg = property.ReplaceAllStringFunc(svg, func(v string) string {
		name := property.FindStringSubmatch(v)[1]
		i := slices.IndexFunc(colours, func(c chart.Colour) bool { return c.Property == name })
		if i < 0 {
			t.Errorf("%s is not in the palette", name)
			return v
		}
		return colours[i].Light
	})
	root, rest, found := strings.Cut(svg, ">")
	if !found {
		t.Error("no drawing")
		return ""
	}
	if !strings.Contains(root, "xmlns=") {
		root = strings.Replace(root, "<svg", `<svg xmlns="http://www.w3.org/2000/svg"`, 1)
	}
	rest = inRoom(t, rest)
	return root + ` font-family="Source Sans 3, Segoe UI, Helvetica, Arial, sans-serif"><rect width="100%" height="100%" fill="#ffffff"/>` + rest + "\n"
}

// inRoom writes how wide each word is: a site that shows the file as a picture
// has another font, whose letters then take the same room and never overlap.
func inRoom(t *testing.T, svg string) string {
	t.Helper()
	lib, err := chart.LoadLibrary()
	if err != nil {
		t.Fatal(err)
	}
	size, bold := 0.0, false
	return groupOrText.ReplaceAllStringFunc(svg, func(tag string) string {
		m := groupOrText.FindStringSubmatch(tag)
		if m[1] != "" {
			if s := sizeOf.FindStringSubmatch(m[1]); s != nil {
				size, err = strconv.ParseFloat(s[1], 64)
				if err != nil {
					t.Error(err)
				}
				bold = strings.Contains(m[1], `font-weight="600"`)
			}
			return tag
		}
		wide := lib.TextWidth(html.UnescapeString(m[3]), size, bold)
		return fmt.Sprintf(`<text %s textLength="%.1f" lengthAdjust="spacingAndGlyphs">%s</text>`, m[2], wide, m[3])
	})
}
