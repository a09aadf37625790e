package chart

import (
	"math"
	"strings"
	"testing"
)

// TestMetrics compares with the widths that a browser gives these words.
func TestMetrics(t *testing.T) {
	m := library(t).metrics
	for _, c := range []struct {
		text string
		w    weight
		want float64
	}{
		{"\u221213,8", regular, 31.33},
		{"\u221213,8", semibold, 32.58},
		{"+1\u00a0234\u00a0567,5", regular, 71.72},
		{"8888888", semibold, 50.28},
		{"Försörjningsstöd", regular, 98.77}, // 98.05 with kerning
	} {
		if got := m.width(c.text, 14, c.w) / slack; math.Abs(got-c.want) > 0.05 {
			t.Errorf("%q is %.2f wide, want %.2f", c.text, got, c.want)
		}
	}
	if m.width("e\u0301\u200b", 10, regular) != m.width("e", 10, regular) {
		t.Error("a combining accent takes room")
	}
	if w := m.width("国", 10, regular) / slack; w != 10 {
		t.Errorf("an unknown wide letter is %v", w)
	}
	if w := m.width("ж", 10, regular) / slack; w != 6.2 {
		t.Errorf("a letter of another alphabet is %v", w)
	}
}

func TestWOFFErrors(t *testing.T) {
	good, err := assets.ReadFile(regularFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 10, 50, 300, 2000, len(good) - 5000} {
		if _, err := advances(good[:n]); err == nil {
			t.Errorf("a font of %d bytes is no error", n)
		}
	}
	bad := []byte(strings.Clone(string(good)))
	for i := woffHeader + 8; i < woffHeader+200; i += woffEntry {
		bad[i+4] ^= 0x10
	}
	if _, err := advances(bad); err == nil {
		t.Error("tables of another length are no error")
	}
}

func TestWrap(t *testing.T) {
	m := library(t).metrics
	for _, c := range []struct {
		text  string
		width float64
		most  int
		want  string
	}{
		{"Barn och ungdomar", 300, 3, "Barn och ungdomar"},
		{"Barn och ungdomar", 70, 3, "Barn och|ungdomar"},
		{"Barn och ungdomar med stöd", 70, 2, "Barn och|ungdom…"},
		{"Barn och ungdomar", 75, 1, "Barn och…"},
		{"Försörjningsstödshandläggning", 100, 3, "Försörjningsstö-|dshandläggning"},
		{"Individ-/familjeomsorg", 100, 3, "Individ-/|familjeomsorg"},
		{"Å", 1, 2, "Å"},
		{"ÅÄÖ", 1, 2, "Å-|…"},
		{"", 50, 2, ""},
	} {
		if got := strings.Join(m.wrap(c.text, c.width, 14, c.most), "|"); got != c.want {
			t.Errorf("%q on %v: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("Barn och ungdomar", 70.0, 2)
	f.Add("a-b/c d", 1.0, 3)
	f.Add("\u0301 \u200b", 0.0, 1)
	m := &metrics{}
	f.Fuzz(func(t *testing.T, text string, width float64, most int) {
		if most < 1 || most > 5 || len(text) > 500 || math.IsNaN(width) {
			return
		}
		if lines := m.wrap(oneLine(text), width, 14, most); len(lines) > most || len(lines) == 0 {
			t.Errorf("%q gives %q", text, lines)
		}
	})
}
