package chart

import (
	"errors"
	"math/big"
	"strings"
	"testing"
)

func TestSpecErrors(t *testing.T) {
	e := engine(t)
	change := func(f func(*Spec)) Spec {
		s := simple("1 2")
		f(&s)
		return s
	}
	for name, c := range map[string]struct {
		give  Spec
		field string
	}{
		"no id":            {change(func(s *Spec) { s.ID = "" }), "ID"},
		"id with a blank":  {change(func(s *Spec) { s.ID = "a b" }), "ID"},
		"id with a quote":  {change(func(s *Spec) { s.ID = `a"b` }), "ID"},
		"id with a number": {change(func(s *Spec) { s.ID = "1a" }), "ID"},
		"form":             {change(func(s *Spec) { s.Form = "cake" }), "Form"},
		"direction":        {change(func(s *Spec) { s.Direction = "up" }), "Direction"},
		"stack":            {change(func(s *Spec) { s.Stack = "x" }), "Stack"},
		"baseline":         {change(func(s *Spec) { s.Baseline = "x" }), "Baseline"},
		"language":         {change(func(s *Spec) { s.Lang = "de" }), "Lang"},
		"decimals":         {change(func(s *Spec) { s.Decimals = 7 }), "Decimals"},
		"lying line":       {change(func(s *Spec) { s.Form = Line }), "Direction"},
		"stacked line":     {change(func(s *Spec) { s.Form, s.Direction, s.Stack = Line, "", Stacked }), "Stack"},
		"diverging line":   {change(func(s *Spec) { s.Form, s.Direction, s.Diverging = Line, "", true }), "Diverging"},
		"no name":          {change(func(s *Spec) { s.Categories[1].Label = " " }), "Categories[1].Label"},
		"long name":        {change(func(s *Spec) { s.Categories[1].Label = strings.Repeat("a", maxLabel+1) }), "Categories[1].Label"},
		"two without name": {change(func(s *Spec) { s.Series = append(s.Series, s.Series[0]) }), "Series[0].Name"},
		"too many series":  {change(func(s *Spec) { s.Series = make([]Series, maxSeries+1) }), "Series"},
		"too few points":   {change(func(s *Spec) { s.Series[0].Points = points("1") }), "Series[0].Points"},
		"too many":         {simple(strings.Repeat("1 ", maxBars+1)), "Categories"},
		"no number":        {simple("1 1,5"), "Series[0].Points[1].Value"},
		"empty value":      {change(func(s *Spec) { s.Series[0].Points[0].Value = "" }), "Series[0].Points[0].Value"},
		"exponent":         {simple("1e9"), "Series[0].Points[0].Value"},
		"too long":         {simple("1234567890123456789"), "Series[0].Points[0].Value"},
	} {
		_, err := Render(t.Context(), e, c.give)
		var wrong *SpecError
		if !errors.As(err, &wrong) || wrong.Field != c.field || !strings.Contains(err.Error(), c.field) {
			t.Errorf("%s: error is %v, want one of %s", name, err, c.field)
		}
		if again := Validate(c.give); again == nil || again.Error() != err.Error() {
			t.Errorf("%s: Validate says %v, Render %v", name, again, err)
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	for name, s := range map[string]Spec{
		"no categories": {ID: "a", Series: []Series{{}}},
		"no series":     {ID: "a", Categories: []Category{{Label: "A"}}},
		"all missing":   simple("x x:Saknas"),
	} {
		if _, err := readSpec(s); !errors.Is(err, ErrNoData) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSpecIsNotChanged: cleaning works on a copy.
func TestSpecIsNotChanged(t *testing.T) {
	s := simple("1 2")
	s.Categories[0].Label, s.Series[0].Name = " a  b ", " x\ny "
	if _, err := readSpec(s); err != nil {
		t.Fatal(err)
	}
	if s.Categories[0].Label != " a  b " || s.Series[0].Name != " x\ny " {
		t.Errorf("the caller's Spec is now %+v", s)
	}
}

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		give     string
		lang     string
		decimals int
		plus     bool
		want     string
	}{
		{"1234567.5", "sv", 1, false, "1\u00a0234\u00a0567,5"},
		{"1234567.5", "en", 1, false, "1,234,567.5"},
		{"-1234", "sv", 0, true, "\u22121\u00a0234"},
		{"999", "sv", 0, true, "+999"},
		{"0.25", "sv", 1, true, "+0,3"},
		{"-0.25", "sv", 1, false, "\u22120,3"},
		{"-0.04", "sv", 1, true, "0,0"},
		{"0", "en", 2, true, "0.00"},
		{"12", "sv", 3, false, "12,000"},
	} {
		v, ok := parseDecimal(c.give)
		if !ok {
			t.Fatalf("%s is no decimal", c.give)
		}
		if got := formatNumber(v, c.lang, c.decimals, c.plus); got != c.want {
			t.Errorf("%+v gives %q", c, got)
		}
	}
}

func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"0", "-1.5", "1e9", "--1", "1.", ".5", "1/2", "0x1", "+1", "1_000", "999999999999999999.999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, ok := parseDecimal(s)
		if !ok {
			return
		}
		back, ok := new(big.Rat).SetString(v.FloatString(maxDecimals))
		if !ok || back.Cmp(v) != 0 {
			t.Errorf("%q is read as %v", s, v)
		}
		formatNumber(v, "sv", maxFraction, true)
	})
}

func TestOneLine(t *testing.T) {
	for give, want := range map[string]string{
		"  a \n\t b ":          "a b",
		"1\u00a0000":           "1\u00a0000",
		"a\x00b\u202ec\u0007":  "abc",
		"bad \xff byte":        "bad \ufffd byte",
		"\u2066isolated\u2069": "isolated",
	} {
		if got := oneLine(give); got != want {
			t.Errorf("%q gives %q, want %q", give, got, want)
		}
	}
}

func TestNiceStep(t *testing.T) {
	for least, want := range map[float64]float64{0.9: 1, 1: 1, 1.1: 2, 2.1: 5, 5.1: 10, 0.03: 0.05, 7e14: 1e15, 1.1e-9: 2e-9} {
		s := niceStep(least)
		if got := s.size(); got < want*0.999 || got > want*1.001 {
			t.Errorf("step of at least %v is %v, want %v", least, got, want)
		}
		if v, _ := s.times(3).Float64(); v < 3*want*0.999 || v > 3*want*1.001 {
			t.Errorf("three steps of %v are %v", want, v)
		}
	}
}

func TestFitScale(t *testing.T) {
	zero, scale, ok := fitScale([]claim{{10, 30, false}, {-5, 20, true}}, 0, 200)
	if !ok || zero-5*scale-20 < -0.001 || zero+10*scale+30 > 200.001 || scale < 9.9 {
		t.Errorf("zero %v, scale %v, %v", zero, scale, ok)
	}
	if _, _, ok := fitScale([]claim{{10, 150, false}, {-5, 80, true}}, 0, 200); ok {
		t.Error("labels wider than the room fit")
	}
	if zero, _, ok := fitScale([]claim{{0, 30, false}}, 50, 200); !ok || zero != 50 {
		t.Errorf("a single zero: %v, %v", zero, ok)
	}
}
