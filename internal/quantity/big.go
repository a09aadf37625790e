package quantity

import (
	"math"
	"math/big"

	"github.com/shopspring/decimal"
)

// Numbers with more digits than an int64 holds are rare: a product of two large
// ones, a quotient with many decimals. For them shopspring/decimal does the work.

func (n Number) decimal() decimal.Decimal {
	if n.big != nil {
		return decimal.NewFromBigInt(n.big, -n.scale)
	}
	return decimal.New(n.coef, -n.scale)
}

func fromDecimal(d decimal.Decimal) Number {
	if d.Exponent() > 0 {
		d = d.Add(decimal.New(0, 0)) // adding takes the smaller exponent: 0
	}
	return fromBig(d.Coefficient(), -d.Exponent())
}

// fromBig takes ownership of b.
func fromBig(b *big.Int, scale int32) Number {
	if b.IsInt64() && b.Int64() != math.MinInt64 {
		return Number{coef: b.Int64(), scale: scale}
	}
	return Number{big: b, scale: scale}
}

// roundBig is Round for the numbers that divRound cannot take.
func (n Number) roundBig(decimals int) Number {
	var buffer [48]byte
	count := len(n.digits(buffer[:0]))
	if int(n.scale)-decimals > count {
		return Number{scale: int32(max(decimals, 0))} // less than half of the last place that stays
	}
	return fromDecimal(n.decimal().Round(int32(decimals)))
}

// quoBig divides by whole numbers: one division and a look at the rest.
func quoBig(a, b Number, decimals int) Number {
	quotient, rest, denominator := divide(a, b, decimals)
	if rest.Sign() != 0 {
		double := new(big.Int).Abs(rest)
		double.Lsh(double, 1)
		if double.CmpAbs(denominator) >= 0 {
			quotient.Add(quotient, big.NewInt(int64(a.Sign()*b.Sign())))
		}
	}
	return scaled(quotient, decimals)
}

// quoToward is Quo rounded down (direction −1) or up (1), so that an interval's
// ends move outwards only. b is not 0.
func quoToward(a, b Number, decimals, direction int) Number {
	quotient, rest, _ := divide(a, b, decimals)
	if rest.Sign() != 0 && a.Sign()*b.Sign() == direction {
		quotient.Add(quotient, big.NewInt(int64(direction)))
	}
	return scaled(quotient, decimals)
}

// divide returns a × 10^decimals ÷ b cut towards zero, with the rest.
func divide(a, b Number, decimals int) (quotient, rest, denominator *big.Int) {
	numerator, denominator := a.coefficient(), b.coefficient()
	shift := int64(decimals) + int64(b.scale) - int64(a.scale)
	factor := new(big.Int).Exp(big.NewInt(10), big.NewInt(max(shift, -shift)), nil)
	if shift >= 0 {
		numerator.Mul(numerator, factor)
	} else {
		denominator.Mul(denominator, factor)
	}
	quotient, rest = new(big.Int).QuoRem(numerator, denominator, new(big.Int))
	return quotient, rest, denominator
}

// coefficient returns a copy of the digits with their sign.
func (n Number) coefficient() *big.Int {
	if n.big != nil {
		return new(big.Int).Set(n.big)
	}
	return big.NewInt(n.coef)
}

func scaled(b *big.Int, decimals int) Number {
	if decimals >= 0 {
		return fromBig(b, int32(decimals))
	}
	return fromBig(b, 0).Shift(-decimals)
}
