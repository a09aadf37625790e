package chart

import (
	"math"
	"math/big"
)

// A tick is a place on a value axis that has a line and a number.
type tick struct {
	value *big.Rat
	pos   float64
	text  string
}

// A step is the distance of two ticks: 1, 2 or 5 times a power of ten.
type step struct {
	mantissa int64
	exponent int
}

// niceStep returns the smallest step that is at least as large as least.
func niceStep(least float64) step {
	e := int(math.Floor(math.Log10(least)))
	for {
		for _, m := range []int64{1, 2, 5} {
			s := step{m, e}
			if s.size() >= least*(1-1e-9) {
				return s
			}
		}
		e++
	}
}

func (s step) size() float64 { return float64(s.mantissa) * math.Pow10(s.exponent) }

// decimals is how many a number needs to show multiples of the step.
func (s step) decimals() int { return max(0, -s.exponent) }

// times returns n steps exactly.
func (s step) times(n int64) *big.Rat {
	r := new(big.Rat).SetInt64(n * s.mantissa)
	power := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(abs(s.exponent))), nil))
	if s.exponent < 0 {
		power.Inv(power)
	}
	return r.Mul(r, power)
}

// ticks returns the multiples of the step from lo to hi.
func (s step) ticks(lo, hi float64, m *model) []tick {
	size := s.size()
	first, last := int64(math.Ceil(lo/size-1e-6)), int64(math.Floor(hi/size+1e-6))
	var list []tick
	for n := first; n <= last; n++ {
		v := s.times(n)
		pos, _ := v.Float64()
		list = append(list, tick{v, pos, formatNumber(v, m.Lang, s.decimals(), m.Signed)})
	}
	return list
}

// coarse makes a step no finer than the values are: counted things have no halves.
func (s step) coarse(decimals int) step {
	if s.exponent < -decimals {
		return step{1, -decimals}
	}
	return s
}

func abs(n int) int { return max(n, -n) }

// extent is the interval of all values of the model; stacked ones are summed by sign.
func (m *model) extent() (lo, hi float64) {
	if m.common != nil {
		return m.common[0], m.common[1]
	}
	lo, hi = math.Inf(1), math.Inf(-1)
	include := func(v float64) { lo, hi = min(lo, v), max(hi, v) }
	for j := range m.Categories {
		var below, above float64
		for i := range m.cells {
			c := m.cells[i][j]
			switch {
			case c.missing:
			case m.Stack == Stacked && c.pos < 0:
				below += c.pos
			case m.Stack == Stacked:
				above += c.pos
			default:
				include(c.pos)
			}
		}
		if m.Stack == Stacked {
			include(below)
			include(above)
		}
	}
	return lo, hi
}

// valueDecimals is how fine the values are: as they are printed, or as they are
// given when that is finer.
func (m *model) valueDecimals() int {
	most := max(m.Decimals, m.fine)
	for i := range m.cells {
		for j, c := range m.cells[i] {
			if !c.missing {
				most = max(most, decimalsOf(m.Series[i].Points[j].Value))
			}
		}
	}
	return most
}

// A claim is a bar's end with the room that its label needs beyond it.
type claim struct {
	value float64
	room  float64
	left  bool // the label stands on the negative side
}

// fitScale places zero and finds the most units of length a unit of value can
// have, so that all claims lie between x0 and x1. It reports false when even the
// labels alone do not fit.
func fitScale(claims []claim, x0, x1 float64) (zero, scale float64, ok bool) {
	largest := 0.0
	for _, c := range claims {
		largest = max(largest, math.Abs(c.value))
	}
	bounds := func(s float64) (low, high float64) {
		low, high = x0, x1
		for _, c := range claims {
			if c.left {
				low = max(low, x0-c.value*s+c.room)
				high = min(high, x1)
			} else {
				high = min(high, x1-c.value*s-c.room)
			}
		}
		return low, high
	}
	if low, high := bounds(0); low > high {
		return 0, 0, false
	}
	if largest == 0 {
		low, _ := bounds(0)
		return low, x1 - x0, true
	}
	under, over := 0.0, (x1-x0)/largest
	if low, high := bounds(over); low <= high {
		under = over
	}
	for range 60 {
		mid := (under + over) / 2
		if low, high := bounds(mid); low <= high {
			under = mid
		} else {
			over = mid
		}
	}
	if under*largest < 1 {
		return 0, 0, false
	}
	zero, _ = bounds(under)
	return zero, under, true
}
