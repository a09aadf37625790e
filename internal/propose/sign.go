package propose

import (
	"fmt"

	"tertial/internal/data"
)

// settleSign finds the convention that the amounts show, and says of every
// deviation how often it holds by that convention.
func (p *proposal) settleSign() {
	switch {
	case p.kind.Spends:
		p.sign, p.signReading = p.spending()
	case p.kind.Account:
		p.sign, p.signReading = p.account()
	default:
		p.sign = data.SignReport
	}
	if p.sign == data.SignUnsigned && !p.kind.Spends {
		return // each line has its own way
	}
	for _, v := range p.values {
		p.prove(v)
	}
}

// account is the convention of a file of income and costs. Where no amounts
// are known to be either, the deviations tell: plus is better in all files.
func (p *proposal) account() (sign data.Sign, reading string) {
	income, costs := p.signs(data.Income), p.signs(data.Costs)
	switch {
	case costs == 0 && income == 0:
		return p.byDeviations()
	case costs > 0 && income < 0:
		return data.SignLedger, "intäkter minus, kostnader plus, som i filen"
	case costs > 0:
		return data.SignUnsigned, "både intäkter och kostnader skrivs med plus i filen"
	default:
		return data.SignReport, "intäkter plus, kostnader minus, som i filen"
	}
}

// byDeviations finds the convention under which most deviations hold. One that
// holds under both, as that of nothing, tells nothing.
func (p *proposal) byDeviations() (sign data.Sign, reading string) {
	report, ledger := 0, 0
	for _, v := range p.values {
		if v.value == data.Deviation && v.of != nil {
			yes, _ := v.clue.explains(v.of.clue, v.ag.clue, true)
			report += yes
			yes, _ = v.clue.explains(v.ag.clue, v.of.clue, true)
			ledger += yes
		}
	}
	switch {
	case ledger > report:
		return data.SignLedger, "kostnader plus: så stämmer avvikelserna"
	case report > ledger:
		return data.SignReport, "kostnader minus: så stämmer avvikelserna"
	default:
		return data.SignReport, ""
	}
}

// spending is the convention of a file of expenditures.
func (p *proposal) spending() (sign data.Sign, reading string) {
	sum := 0
	for _, v := range p.values {
		if v.value == data.Outcome || v.value == data.Budget || v.value == data.Forecast {
			negative, positive := v.clue.signs(func(int) bool { return true })
			sum += positive - negative
		}
	}
	if sum > 0 {
		return data.SignUnsigned, "utgifter skrivs med plus i filen"
	}
	return data.SignReport, "utgifter minus, som i filen"
}

// prove says of a deviation in how many rows it holds by the sign of the file,
// and asks where it holds in fewer than by the numbers alone.
func (p *proposal) prove(v *proposedValue) {
	if v.value != data.Deviation || v.proof == "" {
		return
	}
	of, against := v.of.clue, v.ag.clue
	if p.sign != data.SignReport {
		of, against = against, of
	}
	either, _ := v.clue.explains(of, against, false)
	if yes, no := v.clue.explains(of, against, true); yes < either {
		v.proof = holding(yes, no)
		v.doubt("en avvikelse är plus när den är bättre för resultatet; är det så i filen?")
	}
}

// holding says how many rows bear something out.
func holding(yes, no int) string { return fmt.Sprintf("stämmer på %d av %d rader", yes, yes+no) }

// writeSign writes the convention that the amounts show.
func (p *proposal) writeSign() {
	switch {
	case !p.kind.Spends && !p.kind.Account:
	case p.signReading == "":
		p.entry("sign", string(p.sign), "", "skrivs intäkter med plus och kostnader med minus (report), tvärtom (ledger) eller båda med plus (unsigned)?")
	default:
		p.entry("sign", string(p.sign), p.signReading)
	}
}

// signs returns which sign most amounts of a line have.
func (p *proposal) signs(line data.Line) int {
	lines, sum := p.labelOf(data.RoleLine), 0
	if lines == nil {
		lines = p.labelOf(data.RoleName) // whose names may be lines
	}
	for _, v := range p.values {
		if v.value == data.Deviation || v.value == data.Change || v.value == data.ShareUsed || v.line != "" && v.line != line {
			continue
		}
		negative, positive := v.clue.signs(func(row int) bool {
			if v.line != "" || lines == nil {
				return v.line == line
			}
			l, _ := data.ParseLine(bare(lines.texts[row]))
			return l == line
		})
		sum += positive - negative
	}
	return sum
}
