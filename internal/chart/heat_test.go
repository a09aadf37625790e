package chart

import (
	"fmt"
	"math"
	"math/big"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A theme is what the paints of a page are, by property.
type theme map[string]string

// themes are the palettes that drawings are read in: the tested one, the style
// sheet's for screen and print, and forced colours as four systems' themes have them.
func themes(t *testing.T) map[string]theme {
	t.Helper()
	list := map[string]theme{"light": {}, "dark": {}}
	for _, c := range Palette() {
		list["light"][c.Property], list["dark"][c.Property] = c.Light, c.Dark
	}
	css, err := os.ReadFile("../../layouts/assets/frame.css")
	if err != nil {
		t.Fatal(err)
	}
	base := theme{}
	for _, name := range []string{"", "prefers-color-scheme:dark", "@media print"} {
		_, block, found := strings.Cut(string(css), name)
		if !found {
			t.Fatalf("no %q in the style sheet", name)
		}
		_, block, _ = strings.Cut(block, ":root{")
		block, _, _ = strings.Cut(block, "}")
		own := theme{}
		for k, v := range base {
			own[k] = v
		}
		for _, m := range regexp.MustCompile(`(--c[a-z0-9-]+):(#[0-9a-f]{3,6})\b`).FindAllStringSubmatch(block, -1) {
			own[m[1]] = m[2]
			if len(m[2]) == 4 {
				own[m[1]] = "#" + strings.Repeat(m[2][1:2], 2) + strings.Repeat(m[2][2:3], 2) + strings.Repeat(m[2][3:], 2)
			}
		}
		if len(own) < int(paints) {
			t.Fatalf("style sheet %q: %d properties", name, len(own))
		}
		if name == "" {
			base = own
		}
		list["sheet "+name] = own
	}
	for name, c := range map[string][3]string{ // CanvasText, Canvas, LinkText
		"forced, aquatic": {"#ffffff", "#202020", "#75e9fc"}, "forced, desert": {"#3d3d3d", "#fffaef", "#1c5e75"},
		"forced, dusk": {"#ffffff", "#2d3236", "#70ebde"}, "forced, night": {"#ffffff", "#000000", "#8080ff"},
	} {
		list[name] = theme{"--c1": c[0], "--c3": c[2], "--c1-on": c[1], "--c3-on": c[1], "--c-ink": c[0], "--c-soft": c[0], "--c-paper": c[1]}
	}
	return list
}

// over is a colour laid upon another with an opacity.
func over(t *testing.T, top, below string, opacity float64) string {
	t.Helper()
	var out strings.Builder
	out.WriteByte('#')
	for i := 1; i < 7; i += 2 {
		a, errA := strconv.ParseUint(top[i:i+2], 16, 8)
		b, errB := strconv.ParseUint(below[i:i+2], 16, 8)
		if errA != nil || errB != nil {
			t.Fatalf("%s or %s is no colour", top, below)
		}
		fmt.Fprintf(&out, "%02x", int(math.Round(float64(b)+(float64(a)-float64(b))*opacity)))
	}
	return out.String()
}

// TestShadesCanBeRead: a figure has 4.5:1 to its cell on each shade of each
// paint in each theme.
func TestShadesCanBeRead(t *testing.T) {
	for name, colours := range themes(t) {
		for k, opacity := range shadeOpacities() {
			for _, of := range []paint{paintSeries1, paintSeries3} {
				words := paintInk
				if k >= lightShades {
					words = of - paintSeries1 + paintOn1
				}
				cell := over(t, colours[of.property()], colours["--c-paper"], opacity)
				if ratio := contrast(t, colours[words.property()], cell); ratio < 4.5 {
					t.Errorf("%s: shade %d of %s has %.2f to its figure", name, k, of.property(), ratio)
				}
			}
		}
		for _, of := range []paint{paintSeries1, paintSeries2, paintSeries3, paintSeries4, paintSeries5, paintSeries6, paintPositive, paintNegative} {
			if colours[of.property()] == "" {
				continue // of forced colours these two are the strongest
			}
			bar := over(t, colours[of.property()], colours["--c-paper"], 1-hollowVeil)
			if ratio := contrast(t, colours["--c-ink"], bar); ratio < 4.5 {
				t.Errorf("%s: a hollow bar of %s has %.2f to its figure", name, of.property(), ratio)
			}
		}
		if ratio := contrast(t, colours["--c-soft"], colours["--c-paper"]); ratio < 4.5 {
			t.Errorf("%s: words for what is missing have %.2f", name, ratio)
		}
	}
}

// TestFiguresAreOnTheirShades: in finished drawings, each figure has the paint
// that its cell asks for.
func TestFiguresAreOnTheirShades(t *testing.T) {
	for name, spec := range cases(t) {
		if spec.Form != Heat {
			continue
		}
		m, err := readSpec(spec)
		if err != nil {
			t.Fatal(err)
		}
		for _, z := range []sizes{wideSizes(), narrowSizes()} {
			p := layOut(m, z, library(t).metrics)
			figures := 0
			for _, w := range p.words {
				if w.weight != semibold || w.anchor != center {
					continue
				}
				figures++
				var at *shade
				for i := range p.cells {
					for _, c := range p.cells[i] {
						if c.missing || c.text != w.lines[0] {
							continue
						}
						if k := shadeOf(p.shades, c.value); k >= 0 {
							at = &p.shades[k]
						}
					}
				}
				if dark := w.paint != paintInk; at != nil && dark != at.dark {
					t.Errorf("%s, %s: %q has the wrong paint", name, z.class, w.lines[0])
				}
			}
			if figures == 0 {
				t.Errorf("%s, %s: no figures", name, z.class)
			}
		}
	}
}

func TestShadeOf(t *testing.T) {
	read := func(values string) *model {
		s := simple(values)
		s.Form, s.Direction = Heat, ""
		m, err := readSpec(s)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for _, c := range []struct {
		values, edges, value string
		want                 int
	}{
		{"4 15", "4 6 8 10 12 14 16", "5.99", 0},
		{"4 15", "4 6 8 10 12 14 16", "6", 1},
		{"4 15", "4 6 8 10 12 14 16", "16", 5},
		{"-14.5 4.5", "-15 -10 -5 0 5", "-10", 0},
		{"-14.5 4.5", "-15 -10 -5 0 5", "-9.9", 1},
		{"-14.5 4.5", "-15 -10 -5 0 5", "0", -1},
		{"-14.5 4.5", "-15 -10 -5 0 5", "0.1", 3},
		{"-9 -1", "-10 -8 -6 -4 -2 0", "-1", 4},
		{"7 7", "7 7", "7", 0},
		{"0 0", "0 0", "0", 0},
		{"0 1", "0 1", "0", 0},
	} {
		list := read(c.values).heatShades()
		edges := make([]string, 0, len(list)+1)
		for _, s := range list {
			edges = append(edges, strings.TrimSuffix(s.from.FloatString(1), ".0"))
		}
		edges = append(edges, strings.TrimSuffix(list[len(list)-1].to.FloatString(1), ".0"))
		v, _ := new(big.Rat).SetString(c.value)
		if got := strings.Join(edges, " "); got != c.edges || shadeOf(list, v) != c.want {
			t.Errorf("%s: classes %s, %s in %d, want %s, %d", c.values, got, c.value, shadeOf(list, v), c.edges, c.want)
		}
	}
	below := read("-9 -1").heatShades()
	if below[0].opacity <= below[len(below)-1].opacity {
		t.Error("the farthest from zero is not the strongest")
	}
}
