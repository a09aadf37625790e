package quantity

import (
	"errors"
	"slices"
	"testing"
)

func TestRead(t *testing.T) {
	t.Parallel()
	comma, point := NumberFormat{Decimal: ','}, NumberFormat{Decimal: '.'}
	blank := NumberFormat{Thousands: ' '}
	both := NumberFormat{Decimal: ',', Thousands: ' '}
	words := NumberFormat{Words: true}
	for _, c := range []struct {
		give   string
		format NumberFormat
		want   string // canonical; "" for a syntax error, "a|b" for an ambiguous one
	}{
		{"0", NumberFormat{}, "0"},
		{"12", NumberFormat{}, "12"},
		{"007", NumberFormat{}, "7"},
		{"12,5", NumberFormat{}, "12.5"},
		{"12,50", NumberFormat{}, "12.50"},
		{"12.5", NumberFormat{}, "12.5"},
		{",5", NumberFormat{}, "0.5"},
		{".50", NumberFormat{}, "0.50"},
		{"-,5", NumberFormat{}, "-0.5"},
		{"1 234,5", NumberFormat{}, "1234.5"},
		{"1\u00a0234,5", NumberFormat{}, "1234.5"},
		{"1\u202f234\u2009567,5", NumberFormat{}, "1234567.5"},
		{"1 234 567", NumberFormat{}, "1234567"},
		{"1.234,5", NumberFormat{}, "1234.5"},
		{"1,234.5", NumberFormat{}, "1234.5"},
		{"1'234.5", NumberFormat{}, "1234.5"},
		{"1’234’567", NumberFormat{}, "1234567"},
		{"1 234.567", NumberFormat{}, "1234.567"},
		{"1.234.567", NumberFormat{}, "1234567"},
		{"1,234,567", NumberFormat{}, "1234567"},
		{"1.234.567,89", NumberFormat{}, "1234567.89"},
		{"1234.567", NumberFormat{}, "1234.567"},
		{"0.234", NumberFormat{}, "0.234"},
		{"00,234", NumberFormat{}, "0.234"},
		{"-12", NumberFormat{}, "-12"},
		{"−12", NumberFormat{}, "-12"},
		{"–12", NumberFormat{}, "-12"},
		{"− 12", NumberFormat{}, "-12"},
		{"+12", NumberFormat{}, "12"},
		{"12-", NumberFormat{}, "-12"},
		{"1.234,56-", NumberFormat{}, "-1234.56"},
		{"12−", NumberFormat{}, "-12"},
		{"(12)", NumberFormat{}, "-12"},
		{"( 1 234,5 )", NumberFormat{}, "-1234.5"},
		{"(3 %)", NumberFormat{}, "-3"},
		{"(3) %", NumberFormat{}, "-3"},
		{"-0", NumberFormat{}, "0"},
		{"-0,0", NumberFormat{}, "0.0"},
		{"5 %", NumberFormat{}, "5"},
		{"5,5%", NumberFormat{}, "5.5"},
		{" \t\u00a012 \r", NumberFormat{}, "12"},
		{"9223372036854775808", NumberFormat{}, "9223372036854775808"},
		{"-1234567890123456789012345678901234567890", NumberFormat{}, "-1234567890123456789012345678901234567890"},
		{"1234567890123456789,25", NumberFormat{}, "1234567890123456789.25"},

		{"1.234", NumberFormat{}, "1.234|1234"},
		{"1,234", NumberFormat{}, "1.234|1234"},
		{"-12.345 %", NumberFormat{}, "-12.345|-12345"},
		{"1.234", comma, "1234"},
		{"1,234", comma, "1.234"},
		{"1.234", point, "1.234"},
		{"1,234", point, "1234"},
		{"1,234", blank, "1.234"},
		{"1.234", both, "1.234|1234"},
		{"1.23", both, ""},
		{"1.23", comma, ""},
		{"1,23", point, ""},
		{"1,234,567", comma, ""},
		{"1 234.5", comma, ""},
		{"1.234,5", both, ""},
		{"1 234,5", both, "1234.5"},
		{"1 234", NumberFormat{Thousands: '.'}, ""},
		{"1.5", NumberFormat{Thousands: '.'}, ""},
		{"1\u202f234", NumberFormat{Thousands: '\u00a0'}, "1234"},

		{"12 mnkr", NumberFormat{}, ""},
		{"12 mnkr", words, "12"},
		{"1 234,5 % av budget 2020", words, "1234.5"},
		{"12mnkr", words, ""},
		{"mnkr", words, ""},
		{"1e5", words, ""},

		{"", NumberFormat{}, ""},
		{" ", NumberFormat{}, ""},
		{"-", NumberFormat{}, ""},
		{"–", NumberFormat{}, ""},
		{"+", NumberFormat{}, ""},
		{"%", NumberFormat{}, ""},
		{"()", NumberFormat{}, ""},
		{"(", NumberFormat{}, ""},
		{"(5", NumberFormat{}, ""},
		{"(-5)", NumberFormat{}, ""},
		{"-(5)", NumberFormat{}, ""},
		{"(3 %) %", NumberFormat{}, ""},
		{"1 23", NumberFormat{}, ""},
		{"12 34,5", NumberFormat{}, ""},
		{"1  234", NumberFormat{}, ""},
		{"0 123", NumberFormat{}, ""},
		{"1234 567", NumberFormat{}, ""},
		{"1,2,3", NumberFormat{}, ""},
		{"1.234,5.6", NumberFormat{}, ""},
		{"1.234 567", NumberFormat{}, ""},
		{"1 234'567", NumberFormat{}, ""},
		{"5,", NumberFormat{}, ""},
		{"5 5", NumberFormat{}, ""},
		{".", NumberFormat{}, ""},
		{"--1", NumberFormat{}, ""},
		{"-1-", NumberFormat{}, ""},
		{"+-1", NumberFormat{}, ""},
		{"+1-", NumberFormat{}, ""},
		{"12 -", NumberFormat{}, ""},
		{"1e5", NumberFormat{}, ""},
		{"0x10", NumberFormat{}, ""},
		{"٣", NumberFormat{}, ""},
		{"½", NumberFormat{}, ""},
		{"5 %%", NumberFormat{}, ""},
		{"1\xff", NumberFormat{}, ""},
		{"12345678901234567890123456789012345678901", NumberFormat{}, ""},
	} {
		if got := outcome(c.give, c.format); got != c.want {
			t.Errorf("Read(%q, %+v) = %q, want %q", c.give, c.format, got, c.want)
		}
	}
}

// outcome is what Read made of a text, in one string.
func outcome(text string, f NumberFormat) string {
	reading, err := Read(text, f)
	var ambiguous *AmbiguousError
	var syntax *SyntaxError
	switch {
	case err == nil:
		return reading.Number.String()
	case errors.As(err, &ambiguous):
		return ambiguous.A.String() + "|" + ambiguous.B.String()
	case errors.As(err, &syntax):
		return ""
	default:
		return "unknown error " + err.Error()
	}
}

func TestReadDetails(t *testing.T) {
	t.Parallel()
	reading, err := Read("−1 234,50 % av budget", NumberFormat{Words: true})
	if err != nil {
		t.Fatal(err)
	}
	if reading.Decimals != 2 || !reading.Percent || reading.Words != "av budget" || reading.Number.String() != "-1234.50" {
		t.Errorf("got %+v", reading)
	}
	_, err = Read("1,234", NumberFormat{})
	if err == nil || err.Error() != `ambiguous number: "1,234" can mean 1.234 or 1234` {
		t.Errorf("got %v", err)
	}
	_, err = Read("x", NumberFormat{})
	if err == nil || err.Error() != `not a number: "x"` {
		t.Errorf("got %v", err)
	}
}

func TestScan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		give []string
		want NumberFormat
	}{
		{nil, NumberFormat{}},
		{[]string{"1.234", "", "Totalt", "12"}, NumberFormat{}},
		{[]string{"1.234", "12,5"}, NumberFormat{Decimal: ','}},
		{[]string{"1.234", "12.5"}, NumberFormat{Decimal: '.'}},
		{[]string{"1.234.567"}, NumberFormat{Decimal: ',', Thousands: '.'}},
		{[]string{"1,234,567"}, NumberFormat{Decimal: '.', Thousands: ','}},
		{[]string{"1 234,5", "7"}, NumberFormat{Decimal: ',', Thousands: ' '}},
		{[]string{"1\u00a0234"}, NumberFormat{Thousands: ' '}},
		{[]string{"1.234,5", "1 234"}, NumberFormat{Decimal: ','}},
		{[]string{"1'234"}, NumberFormat{Thousands: '\''}},
		{[]string{"1,5", "1.5"}, NumberFormat{}},
		{[]string{"1.234.567", "1.5"}, NumberFormat{}},
		{[]string{"5 %", "–", "7,5%"}, NumberFormat{Decimal: ',', Percent: true}},
		{[]string{"5 %", "7"}, NumberFormat{}},
		{[]string{"0,234 mnkr"}, NumberFormat{Decimal: ','}},
	} {
		if got := Scan(slices.Values(c.give)); got != c.want {
			t.Errorf("Scan(%q) = %+v, want %+v", c.give, got, c.want)
		}
	}
}
