package quantity

import (
	"strings"
	"testing"
)

// num reads a canonical number; the tests' own are right.
func num(t testing.TB, s string) Number {
	t.Helper()
	n, err := Parse(s)
	if err != nil {
		t.Fatalf("Parse(%q): %v", s, err)
	}
	return n
}

func TestAgree(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b Quantity
		want bool
	}{
		{Quantity{Number: num(t, "38.3"), Unit: Millions, Decimals: 1}, Quantity{Number: num(t, "38312.4"), Unit: Thousands, Decimals: 1}, true},
		{Quantity{Number: num(t, "38.3"), Unit: Millions, Decimals: 1}, Quantity{Number: num(t, "38350"), Unit: Thousands, Decimals: 0}, true},
		{Quantity{Number: num(t, "38.3"), Unit: Millions, Decimals: 1}, Quantity{Number: num(t, "38351"), Unit: Thousands, Decimals: 0}, false},
		{Quantity{Number: num(t, "6.2"), Decimals: 1}, Quantity{Number: num(t, "6.25"), Exact: true, Decimals: 2}, true},
		{Quantity{Number: num(t, "12"), Unit: Pieces, Exact: true}, Quantity{Number: num(t, "13"), Unit: Pieces, Exact: true}, false},
		{Quantity{Number: num(t, "12"), Unit: Percent}, Quantity{Number: num(t, "12"), Unit: PercentagePoints}, false},
		{Quantity{Number: num(t, "12"), Unit: None}, Quantity{Number: num(t, "12"), Unit: Kronor}, false},
		{Quantity{Number: num(t, "1200"), Decimals: -2}, Quantity{Number: num(t, "1249.9"), Decimals: 1}, true},
	} {
		if got := Agree(c.a, c.b); got != c.want {
			t.Errorf("Agree(%+v, %+v) = %v", c.a, c.b, got)
		}
		if got := Agree(c.b, c.a); got != c.want {
			t.Errorf("not symmetric: Agree(%+v, %+v) = %v", c.b, c.a, got)
		}
	}
}

func TestIn(t *testing.T) {
	t.Parallel()
	q := Quantity{Number: num(t, "38.3"), Unit: Millions, Decimals: 1}
	got, ok := q.In(Thousands)
	if !ok || got.Number.String() != "38300" || got.Decimals != -2 || got.Unit != Thousands {
		t.Errorf("got %+v, %v", got, ok)
	}
	if i := got.Interval(); i.Lo.String() != "38250" || i.Hi.String() != "38350" {
		t.Errorf("interval %v %v", i.Lo, i.Hi)
	}
	if _, ok := q.In(Percent); ok {
		t.Error("money became percent")
	}
	if got := q.Neg().Abs().Number; !got.Equal(q.Number) {
		t.Errorf("got %v", got)
	}
}

func TestFormat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		number string
		unit   Unit
		places int
		style  Style
		want   string
	}{
		{"0", None, 0, Style{Decimals: -1}, "0"},
		{"1234", None, 0, Style{Decimals: -1}, "1~234"},
		{"-1234567.891", None, 1, Style{Decimals: -1}, "−1~234~567,9"},
		{"-1234567.891", None, 1, Style{Decimals: -1, Lang: "en"}, "−1,234,567.9"},
		{"123", None, 2, Style{Decimals: -1}, "123,00"},
		{"-0.04", None, 2, Style{Decimals: 1}, "0,0"},
		{"-0.04", None, 2, Style{Decimals: 1, Signed: true}, "0,0"},
		{"0.05", None, 2, Style{Decimals: 1, Signed: true}, "+0,1"},
		{"-0.05", None, 2, Style{Decimals: 1}, "−0,1"},
		{"999.5", None, 1, Style{Decimals: 0}, "1~000"},
		{"12.5", Percent, 1, Style{Decimals: -1, Unit: true}, "12,5~%"},
		{"12.5", Percent, 1, Style{Decimals: -1, Unit: true, Lang: "en"}, "12.5%"},
		{"38.3", Millions, 1, Style{Decimals: -1, Unit: true}, "38,3~mnkr"},
		{"38.3", Millions, 1, Style{Decimals: -1, Unit: true, Lang: "en"}, "SEK~38.3~million"},
		{"-38.3", Kronor, 0, Style{Decimals: -1, Unit: true, Lang: "en"}, "SEK~−38"},
		{"38.3", Millions, 1, Style{Decimals: -1, Long: true}, "38,3~miljoner kronor"},
		{"1", Millions, 0, Style{Decimals: -1, Long: true}, "1~miljon kronor"},
		{"0.6", Millions, 1, Style{Decimals: 0, Long: true}, "1~miljon kronor"},
		{"1133", "tkr/årsplats", 0, Style{Decimals: -1, Long: true}, "1~133~tusen kronor per årsplats"},
		{"1133", "tkr/årsplats", 0, Style{Decimals: -1, Unit: true, Lang: "en"}, "SEK~1,133~thousand per place-year"},
		{"1133", "tkr/årsplats", 0, Style{Decimals: -1, Unit: true}, "1~133~tkr/årsplats"},
		{"1", Millions, 1, Style{Decimals: -1, Long: true}, "1,0~miljoner kronor"},
		{"1", "personer", 0, Style{Decimals: -1, Long: true}, "1~person"},
		{"2", "personer", 0, Style{Decimals: -1, Long: true}, "2~personer"},
		{"2", "personer", 0, Style{Decimals: -1, Long: true, Lang: "en"}, "2~people"},
		{"38300", Thousands, -2, Style{Decimals: -1, Unit: true}, "38~300~tkr"},
		{"12345678901234567890123", None, 0, Style{Decimals: -1}, "12~345~678~901~234~567~890~123"},
	} {
		q := Quantity{Number: num(t, c.number), Unit: c.unit, Decimals: c.places}
		if got := blanks(q.Format(c.style)); got != c.want {
			t.Errorf("%s %s %+v: got %q, want %q", c.number, c.unit, c.style, got, c.want)
		}
	}
	exact := Quantity{Number: num(t, "12.5"), Unit: Pieces, Exact: true}
	if got := blanks(exact.Localize("sv")); got != "12,5~st" {
		t.Errorf("got %q", got)
	}
	if got := blanks(num(t, "-1234.50").Localize("sv")); got != "−1~234,50" {
		t.Errorf("got %q", got)
	}
}

// blanks makes no-break spaces visible in a test.
func blanks(s string) string { return strings.ReplaceAll(s, "\u00a0", "~") }
