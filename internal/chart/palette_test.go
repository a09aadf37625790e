package chart

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// contrast is WCAG's ratio of two colours.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	sum := 0.0
	for i, share := range []float64{0.2126, 0.7152, 0.0722} {
		v, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			sum += share * c / 12.92
		} else {
			sum += share * math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return sum
}

// TestPaletteContrast: marks stand out from the paper and from their neighbours,
// words from what they stand on, in both modes.
func TestPaletteContrast(t *testing.T) {
	list := Palette()
	if len(list) != int(paints) {
		t.Fatalf("%d colours for %d paints", len(list), paints)
	}
	for _, mode := range []struct {
		name string
		of   func(paint) string
	}{
		{"light", func(p paint) string { return list[p].Light }},
		{"dark", func(p paint) string { return list[p].Dark }},
	} {
		paper := mode.of(paintPaper)
		least := func(what paint, on string, ratio float64) {
			t.Helper()
			if got := contrast(t, mode.of(what), on); got < ratio {
				t.Errorf("%s: %s has %.2f, needs %v", mode.name, list[what].Property, got, ratio)
			}
		}
		for i := range maxSeries {
			least(series(i), paper, 3)
			least(series(i), mode.of(series(i+1)), 3)
			least(on(i), mode.of(series(i)), 4.5)
		}
		least(paintPositive, paper, 3)
		least(paintNegative, paper, 3)
		least(paintAxis, paper, 3)
		least(paintInk, paper, 7)
		least(paintSoft, paper, 4.5)
	}
}

// TestPaletteDocumented: the package comment has the same values.
func TestPaletteDocumented(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile(`(?m)^//\t(--c\S*) +(#\w+) +(#\w+)`).FindAllStringSubmatch(string(doc), -1)
	list := Palette()
	if len(rows) != len(list) {
		t.Fatalf("%d rows for %d properties", len(rows), len(list))
	}
	for i, r := range rows {
		if (Colour{r[1], r[2], r[3]}) != list[i] {
			t.Errorf("row %v is not %v", r[1:], list[i])
		}
	}
}

// TestPropertiesKnown: drawings use no other property than the published ones.
func TestPropertiesKnown(t *testing.T) {
	known := map[string]bool{}
	for _, c := range Palette() {
		known["var("+c.Property+")"] = true
	}
	for name, img := range drawn(t) {
		for _, use := range regexp.MustCompile(`var\([^)]*\)`).FindAllString(string(img.Wide)+string(img.Narrow), -1) {
			if !known[use] && !strings.HasPrefix(name, "hostile") {
				t.Errorf("%s uses %s", name, use)
			}
		}
	}
}
