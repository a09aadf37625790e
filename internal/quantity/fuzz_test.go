package quantity

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// FuzzRead checks that what is read is written and read again as the same number, and
// that an ambiguous text's two meanings are what the two conventions give.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"1 234,5", "1.234,56-", "(1'234)", "−0,5 %", "1.234", "12,345", "1,234,567.8", "+7", "", "–", "1e5", "12 mnkr", "\u00a01\u202f000", ".5", "007",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		reading, err := Read(text, NumberFormat{})
		var ambiguous *AmbiguousError
		if errors.As(err, &ambiguous) {
			meanings(t, text, ambiguous)
			return
		}
		if err != nil {
			return
		}
		canonical := reading.Number.String()
		if again, err := Parse(canonical); err != nil || !again.Equal(reading.Number) {
			t.Fatalf("%q: canonical form %q: %v %v", text, canonical, again, err)
		}
		if reading.Number.Decimals() != reading.Decimals {
			t.Fatalf("%q: %d decimals, %s", text, reading.Decimals, canonical)
		}
		for _, c := range []struct {
			lang   string
			format NumberFormat
		}{{"sv", NumberFormat{Decimal: ',', Thousands: ' '}}, {"en", NumberFormat{Decimal: '.', Thousands: ','}}} {
			written := reading.Number.Localize(c.lang)
			again, err := Read(written, c.format)
			if err != nil || again.Number.String() != canonical {
				t.Fatalf("%q: written %q, read %v %v", text, written, again.Number, err)
			}
		}
		if f := Scan(slices.Values([]string{text})); f.Decimal != 0 || f.Thousands != 0 {
			again, err := Read(text, f)
			if err != nil || !again.Number.Equal(reading.Number) {
				t.Fatalf("%q: with its own convention %+v: %v %v", text, f, again.Number, err)
			}
		}
	})
}

func meanings(t *testing.T, text string, ambiguous *AmbiguousError) {
	t.Helper()
	comma, err := Read(text, NumberFormat{Decimal: ','})
	if err != nil {
		t.Fatalf("%q with a comma: %v", text, err)
	}
	point, err := Read(text, NumberFormat{Decimal: '.'})
	if err != nil {
		t.Fatalf("%q with a point: %v", text, err)
	}
	want := []string{ambiguous.A.String(), ambiguous.B.String()}
	if strings.Contains(text, ".") {
		slices.Reverse(want)
	}
	if got := []string{comma.Number.String(), point.Number.String()}; !slices.Equal(got, want) {
		t.Fatalf("%q: %q, want %q", text, got, want)
	}
}

// FuzzParse checks that the canonical form is the only one that is accepted.
func FuzzParse(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := Parse(text)
		if err == nil && n.String() != text {
			t.Fatalf("%q came back as %q", text, n.String())
		}
	})
}

// FuzzUnit checks that a parsed unit is canonical and that all its words exist.
func FuzzUnit(f *testing.F) {
	for _, e := range unitTable {
		f.Add(string(e.id))
	}
	f.Add("kr per månad")
	f.Add("//")
	f.Fuzz(func(t *testing.T, text string) {
		unit, known := ParseUnit(text)
		again, knownAgain := ParseUnit(string(unit))
		if again != unit || known != knownAgain {
			t.Fatalf("%q: %q, then %q", text, unit, again)
		}
		for _, lang := range []string{"sv", "en"} {
			if known && unit != None && (unit.Symbol(lang) == "" || unit.Long(lang, Int(1)) == "" || unit.Long(lang, Int(2)) == "") {
				t.Fatalf("%q has no words", unit)
			}
		}
	})
}
