package reconcile

import (
	"math"

	"tertial/internal/data"
	"tertial/internal/quantity"
)

// room is what a fact may have been before it was rounded. A total may be the
// sum of rounded rows, and then is as inaccurate as they can be together.
func room(f *data.Fact, unit quantity.Unit) quantity.Interval { return roomFor(f, unit, certain) }

// likely is the part of the room in which the sum of rounded rows lies all but
// always: half of them are rounded up and half down, and it takes many to be
// wrong by much.
func likely(f *data.Fact, unit quantity.Unit) quantity.Interval {
	return roomFor(f, unit, allButAlways)
}

// certain is the whole of what rounding can do.
func certain(int) quantity.Number { return quantity.Int(1) }

// deviations is how many standard deviations a sum of rounded numbers may lie
// from what it should be.
const deviations = 4

// allButAlways is which part of their rooms' sum n rounded numbers fill. Each is
// wrong by up to h, evenly, so that its standard deviation is h/√3, and that of
// the sum h·√(n/3): of n·h that is 1/√(3n).
func allButAlways(n int) quantity.Number {
	part := int64(math.Ceil(1000 * deviations / math.Sqrt(3*float64(max(n, 1)))))
	return quantity.Int(min(part, 1000)).Shift(-3)
}

func roomFor(f *data.Fact, unit quantity.Unit, part func(terms int) quantity.Number) quantity.Interval {
	q, ok := f.In(unit)
	own := q.Interval()
	if !ok || f.Derived == nil || !f.Derived.Agrees {
		return own
	}
	one, _ := quantity.Quantity{Number: quantity.Int(1), Unit: f.Unit}.In(unit) // as f itself
	sum := f.Derived.Interval.MulNumber(one.Number)
	if n := rounded(f); n > 0 {
		sum = shrink(sum, part(n))
	}
	if f.Status == data.Derived {
		return sum
	}
	if sum.Lo.Cmp(own.Lo) < 0 {
		own.Lo = sum.Lo
	}
	if sum.Hi.Cmp(own.Hi) > 0 {
		own.Hi = sum.Hi
	}
	return own
}

// rounded counts the stated numbers that a fact was added up from.
func rounded(f *data.Fact) int {
	if f.Derived == nil || f.Derived.Relation == nil {
		return 1
	}
	n := 0
	for _, t := range f.Derived.Relation.Terms {
		if t.Fact.Status == data.Derived {
			n += rounded(t.Fact)
		} else {
			n++
		}
	}
	return n
}

// shrink keeps a part of an interval around its middle.
func shrink(i quantity.Interval, part quantity.Number) quantity.Interval {
	half := quantity.Int(5).Shift(-1)
	middle := i.Lo.Add(i.Hi).Mul(half)
	arm := i.Width().Mul(half).Mul(part)
	return quantity.Interval{Lo: middle.Sub(arm), Hi: middle.Add(arm)}
}
