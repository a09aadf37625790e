package quantity

import (
	"slices"
	"testing"
)

func BenchmarkRead(b *testing.B) {
	for _, c := range []struct{ name, give string }{
		{"integer", "1234"}, {"swedish", "−1 234 567,8"}, {"nobreak", "1\u00a0234\u00a0567,8"}, {"share", "12,5 %"}, {"word", "Mäts i höst"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = Read(c.give, NumberFormat{Decimal: ','})
			}
		})
	}
}

func BenchmarkScan(b *testing.B) {
	column := slices.Repeat([]string{"−1 234,5", "12", "", "Totalt"}, 250)
	b.ReportAllocs()
	for b.Loop() {
		Scan(slices.Values(column))
	}
}

func BenchmarkAppend(b *testing.B) {
	q := Quantity{Number: Int(-12345678).Shift(-1), Unit: Thousands, Decimals: 1}
	buffer := make([]byte, 0, 64)
	for _, c := range []struct {
		name  string
		style Style
	}{
		{"swedish", Style{Decimals: AsAccurate}},
		{"english", Style{Lang: "en", Decimals: AsAccurate}},
		{"unit", Style{Decimals: 0, Unit: true}},
		{"long", Style{Decimals: 0, Long: true}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				buffer = q.Append(buffer[:0], c.style)
			}
		})
	}
}

func BenchmarkFormat(b *testing.B) {
	q := Quantity{Number: Int(-12345678).Shift(-1), Unit: Thousands, Decimals: 1}
	b.ReportAllocs()
	for b.Loop() {
		_ = q.Format(Style{Decimals: AsAccurate})
	}
}

func BenchmarkAgree(b *testing.B) {
	p := Quantity{Number: Int(383).Shift(-1), Unit: Millions, Decimals: 1}
	q := Quantity{Number: Int(383124).Shift(-1), Unit: Thousands, Decimals: 1}
	b.ReportAllocs()
	for b.Loop() {
		Agree(p, q)
	}
}

func BenchmarkParseUnit(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ParseUnit("tkr")
	}
}
