package quantity

import "iter"

// Scan learns from all texts of a column or a file how its numbers are written, so
// that the unambiguous ones decide about the others: beside 12,5 a lone 1.234 is one
// thousand two hundred and thirty-four. Texts that are no numbers teach nothing. What
// the texts contradict each other about stays open.
func Scan(texts iter.Seq[string]) NumberFormat {
	var seen evidence
	for text := range texts {
		if s, ok := dissect(text, true); ok {
			seen.add(&s)
		}
	}
	return seen.format()
}

// evidence is what unambiguous numbers have shown.
type evidence struct {
	decimalComma, decimalPoint bool
	groups                     [4]bool // by index in groupKinds
	numbers, percents          int
}

var groupKinds = [4]rune{' ', '\'', '.', ','}

func (e *evidence) add(s *shape) {
	role := s.role(NumberFormat{})
	if role == isNothing {
		return
	}
	e.numbers++
	if s.percent {
		e.percents++
	}
	switch {
	case role == isEither || s.group == 0:
	case role == isWhole:
		e.grouped(s.group)
	case s.decimal != 0:
		e.grouped(s.group)
		e.pointed(s.decimal)
	default:
		e.pointed(s.group)
	}
}

// grouped notes a separator of thousands; when it is one of the two decimal signs,
// the decimal sign must be the other.
func (e *evidence) grouped(kind rune) {
	for i, k := range groupKinds {
		if k == kind {
			e.groups[i] = true
		}
	}
	switch kind {
	case '.':
		e.pointed(',')
	case ',':
		e.pointed('.')
	}
}

func (e *evidence) pointed(kind rune) {
	e.decimalComma = e.decimalComma || kind == ','
	e.decimalPoint = e.decimalPoint || kind == '.'
}

func (e *evidence) format() NumberFormat {
	f := NumberFormat{Percent: e.numbers > 0 && e.percents == e.numbers}
	if e.decimalComma && e.decimalPoint {
		return f
	}
	if e.decimalComma {
		f.Decimal = ','
	}
	if e.decimalPoint {
		f.Decimal = '.'
	}
	kinds := 0
	for i, seen := range e.groups {
		if seen {
			kinds++
			f.Thousands = groupKinds[i]
		}
	}
	if kinds > 1 {
		f.Thousands = 0
	}
	return f
}
