package chart

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A textBox is a text of a finished drawing with the room that its letters take.
type textBox struct {
	text                     string
	left, top, right, bottom float64
}

// textBoxes reads the texts of a finished drawing and measures them.
func textBoxes(t *testing.T, svg []byte) (list []textBox, width, height float64) {
	t.Helper()
	root, err := readSVG(svg)
	if err != nil {
		t.Fatal(err)
	}
	var walk func(n *node, size float64, w weight, a anchor)
	walk = func(n *node, size float64, w weight, a anchor) {
		if v := n.get("font-size"); v != "" {
			size = number(v)
		}
		if n.get("font-weight") == "600" {
			w = semibold
		}
		if v := n.get("text-anchor"); v != "" {
			a = anchor(v)
		}
		if n.name == "text" {
			list = append(list, boxOf(t, n, size, w, a))
			return
		}
		for _, k := range n.kids {
			walk(k, size, w, a)
		}
	}
	walk(root, 0, regular, start)
	return list, number(root.get("width")), number(root.get("height"))
}

func boxOf(t *testing.T, n *node, size float64, w weight, a anchor) textBox {
	t.Helper()
	wide := library(t).metrics.width(n.kids[0].text, size, w) / slack
	x, y := number(n.get("x")), number(n.get("y"))
	switch a {
	case start:
	case center:
		x -= wide / 2
	case end:
		x -= wide
	}
	return textBox{n.kids[0].text, x, y - 0.7*size, x + wide, y + 0.15*size}
}

func (b textBox) over(c textBox) bool {
	return b.left < c.right && c.left < b.right && b.top < c.bottom && c.top < b.bottom
}

// TestWordsHaveRoom: no text stands outside its drawing or over another one, in
// any case, at both widths, and none is smaller than 12.
func TestWordsHaveRoom(t *testing.T) {
	for name, img := range drawn(t) {
		for which, svg := range map[string][]byte{"wide": img.Wide, "narrow": img.Narrow} {
			boxes, width, height := textBoxes(t, svg)
			for i, b := range boxes {
				if b.left < -0.5 || b.top < -0.5 || b.right > width+0.5 || b.bottom > height+0.5 {
					t.Errorf("%s, %s: %q stands outside: %+v", name, which, b.text, b)
				}
				for _, c := range boxes[:i] {
					if b.over(c) {
						t.Errorf("%s, %s: %q stands over %q", name, which, b.text, c.text)
					}
				}
			}
			for _, m := range regexp.MustCompile(`font-size="([0-9.]+)"`).FindAllSubmatch(svg, -1) {
				if size := number(string(m[1])); size < 12 {
					t.Errorf("%s, %s: letters of %v", name, which, size)
				}
			}
		}
	}
}

var barPath = regexp.MustCompile(`<path d="M([0-9.-]+) ([0-9.-]+)l([0-9.-]+) 0l0 ([0-9.-]+)l[0-9.-]+ 0Z" fill="#c0de[^>]*ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)"`)

// TestMarksAreWhereWordsAre: ECharts puts bars where the layout thinks they are.
func TestMarksAreWhereWordsAre(t *testing.T) {
	e := engine(t)
	all := cases(t)
	for _, name := range []string{"diverging", "diverging-columns", "grouped", "grouped-signs", "grouped-columns", "bar-huge", "bar-tiny", "columns"} {
		for _, z := range []sizes{wideSizes(), narrowSizes()} {
			m, err := readSpec(all[name])
			if err != nil {
				t.Fatal(err)
			}
			p, raw := drawRaw(t, e, m, z)
			found := barPath.FindAllSubmatch(raw, -1)
			if len(found) < len(m.Categories)-2 {
				t.Fatalf("%s: only %d bars", name, len(found))
			}
			for _, f := range found {
				v := make([]float64, len(f))
				for i := range f[1:] {
					v[i], _ = strconv.ParseFloat(string(f[i+1]), 64)
				}
				checkBar(t, fmt.Sprintf("%s %s bar %v/%v", name, z.class, v[4], v[5]), p, v)
			}
		}
	}
}

// checkBar compares a bar (x, y, width, height, series, category) with the layout.
func checkBar(t *testing.T, what string, p *plot, v []float64) {
	t.Helper()
	i, j := int(v[4]), int(v[5])
	c := p.cells[i][j]
	offset := float64(i)*(p.thickness+barGap) - p.group()/2
	near := func(which string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 0.75 {
			t.Errorf("%s: %s is %.2f, the layout has %.2f", what, which, got, want)
		}
	}
	n := float64(len(p.Categories))
	if p.horizontal {
		near("base", v[0], p.x(0))
		near("end", v[0]+v[2], p.x(c.pos))
		near("side", v[1], p.top+(float64(j)+0.5)*p.gridHeight/n+offset)
		near("thickness", v[3], p.thickness)
		return
	}
	near("base", max(v[1], v[1]+v[3])*side(c.pos)+min(v[1], v[1]+v[3])*(1-side(c.pos)), p.y(0))
	near("side", v[0], p.left+(float64(j)+0.5)*p.gridWidth/n+offset)
	near("thickness", v[2], p.thickness)
}

// side is 1 when a standing bar's base is its lower edge.
func side(v float64) float64 {
	if v >= 0 {
		return 1
	}
	return 0
}

func drawRaw(t *testing.T, e *Engine, m *model, z sizes) (*plot, []byte) {
	t.Helper()
	p := layOut(m, z, e.lib.metrics)
	option, err := p.options()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := e.Render(t.Context(), option, int(p.width), int(p.height))
	if err != nil {
		t.Fatal(err)
	}
	return p, raw
}

// TestNoTextOfUsersInScript: names, units and words are set by Go alone.
func TestNoTextOfUsersInScript(t *testing.T) {
	m, err := readSpec(cases(t)["hostile"])
	if err != nil {
		t.Fatal(err)
	}
	p := layOut(m, wideSizes(), library(t).metrics)
	option, err := p.options()
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"script", "proto", "constructor", "onerror", "saknas", "kr"} {
		if strings.Contains(string(option), word) {
			t.Errorf("options contain %q", word)
		}
	}
}

// TestPageSafe: what may not stand in a page under its policy does not.
func TestPageSafe(t *testing.T) {
	all := cases(t)
	for name, img := range drawn(t) {
		for _, svg := range [][]byte{img.Wide, img.Narrow} {
			for _, bad := range []string{"<style", " style=", "<script", "<img", "<a", "href", "ecmeta", "pointer-events", "xml:space", "xlink", "NaN", "#c0de", "rgb(", "sans-serif"} {
				if bytes.Contains(svg, []byte(bad)) && (name != "hostile" || bad != "#c0de") {
					t.Errorf("%s contains %s", name, bad)
				}
			}
			if !bytes.Contains(svg, []byte(`aria-labelledby="`+all[name].ID+"-")) {
				t.Errorf("%s has no name", name)
			}
		}
	}
}
