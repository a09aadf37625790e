package chart

import (
	"fmt"
	"math/big"
	"strings"
)

// This file turns values into shares of a whole, for stacks to 100 per cent and
// for pies.

// shareDecimals is how exactly a share becomes a length.
const shareDecimals = 6

// checkParts refuses what is no part of a whole: a value below zero.
func (m *model) checkParts() error {
	for i, row := range m.cells {
		for j, c := range row {
			if !c.missing && c.value.Sign() < 0 {
				return &SpecError{fmt.Sprintf("Series[%d].Points[%d].Value", i, j), "a part of a whole cannot be below zero"}
			}
		}
	}
	return nil
}

// whole is the sum of a category, and why there is none: a part is missing, or
// all are zero.
func (m *model) whole(j int) (sum *big.Rat, why string) {
	sum = new(big.Rat)
	terms := termsOf(m.Lang)
	for i := range m.cells {
		c := m.cells[i][j]
		if c.missing {
			if c.text == "" {
				return nil, terms.partMissing
			}
			return nil, c.text
		}
		sum.Add(sum, c.value)
	}
	if sum.Sign() == 0 {
		return nil, terms.sumZero
	}
	return sum, ""
}

// shares is the model with each value as its share of its category, in per
// cent. A category that has no whole has no shares: parts of what is known would
// look like parts of all.
func (m *model) shares() *model {
	s := *m
	s.Stack, s.Unit, s.Signed, s.Decimals, s.inShares = Stacked, "%", false, 0, true
	s.Series = make([]Series, len(m.Series))
	s.cells = make([][]cell, len(m.cells))
	for i := range s.Series {
		s.Series[i] = Series{Name: m.Series[i].Name, Points: make([]Point, len(m.Categories))}
		s.cells[i] = make([]cell, len(m.Categories))
	}
	for j := range m.Categories {
		sum, why := m.whole(j)
		for i := range s.cells {
			if sum == nil {
				s.cells[i][j] = cell{missing: true, text: why}
				continue
			}
			v := new(big.Rat).Quo(m.cells[i][j].value, sum)
			v.Mul(v, new(big.Rat).SetInt64(100))
			c := cell{value: v, text: percent(v, m.Lang)}
			c.pos, _ = v.Float64()
			s.cells[i][j] = c
			s.Series[i].Points[j] = Point{Value: v.FloatString(shareDecimals), Forecast: m.Series[i].Points[j].Forecast}
		}
	}
	return &s
}

// percent writes a share in whole per cent. What is not nothing is not written
// as 0, and what is not all not as 100.
func percent(v *big.Rat, lang string) string {
	text := formatNumber(v, lang, 0, false)
	whole := new(big.Rat).SetInt64(100)
	switch {
	case text == "0" && v.Sign() > 0:
		text = "<1"
	case text == "100" && v.Cmp(whole) < 0:
		text = ">99"
	}
	if lang == "en" {
		return text + "%"
	}
	return text + "\u00a0%"
}

// bare is a share without its sign.
func bare(text string) string { return strings.TrimRight(text, "\u00a0%") }

// terms are the words that layouts set themselves, in one language.
type terms struct {
	partMissing, sumZero  string
	outcome               string
	rising, falling, same string
	cut                   string // the axis begins at a number
	noValue               string
	italic                string // figures of forecasts are set so
	missing               string // there is none at: place
}

func termsOf(lang string) terms {
	if lang == "en" {
		return terms{
			partMissing: "a part is missing", sumZero: "adds up to 0",
			outcome: "outcome",
			rising:  "rises", falling: "falls", same: "unchanged",
			cut: "the axis begins at %s", noValue: "no value", italic: "Figures in italics: %s",
			missing: "No value %s: %s",
		}
	}
	return terms{
		partMissing: "en del saknas", sumZero: "summan är 0",
		outcome: "utfall",
		rising:  "ökar", falling: "minskar", same: "oförändrat",
		cut: "axeln börjar vid %s", noValue: "uppgift saknas", italic: "Siffror i kursiv: %s",
		missing: "Värde saknas %s: %s",
	}
}
