package propose

import (
	"strconv"
	"strings"

	"tertial/internal/data"
	"tertial/internal/quantity"
)

// yaml writes the description of the column as a map of one line.
func (v *proposedValue) yaml(unit quantity.Unit) string {
	parts := []string{"value: " + string(v.value)}
	add := func(key, value string) {
		if value != "" && value != "0" {
			parts = append(parts, key+": "+value)
		}
	}
	if v.word != "" {
		parts = []string{"role: " + v.word}
		add("to", v.to.String())
		if v.to == 0 {
			add("year", strconv.Itoa(v.year))
		}
		if v.unit != "" && v.unit != unit {
			add("unit", scalar(string(v.unit)))
		}
		if len(parts) == 1 {
			return v.word
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	if v.of != nil {
		add("of", scalar(v.of.text))
		add("against", scalar(v.ag.text))
	} else {
		v.timeYAML(add)
	}
	add("version", v.version)
	add("at", v.at)
	add("line", string(v.line))
	if v.unit != "" && v.unit != unit {
		add("unit", scalar(string(v.unit)))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func (v *proposedValue) timeYAML(add func(key, value string)) {
	add("scope", string(v.scope))
	if v.scope == data.PeriodScope {
		add("from", v.from.String())
	}
	if v.to != 0 {
		add("to", v.to.String())
		return
	}
	add("year", strconv.Itoa(v.year))
}

// reading says in Swedish how the column is understood.
func (v *proposedValue) reading() string {
	words := map[data.ValueKind]string{
		data.Outcome: "utfall", data.Budget: "budget", data.Forecast: "prognos", data.Target: "målvärde", data.Number: "tal",
		data.Deviation: "avvikelse", data.Change: "förändring", data.ShareUsed: "förbrukad andel", data.Remaining: "återstår",
	}
	text := words[v.value]
	if v.of != nil {
		sign := " minus "
		if v.value == data.ShareUsed {
			sign = " av "
		}
		text += ": " + v.of.text + sign + v.ag.text
		if v.proof != "" {
			text += ", " + v.proof
		}
		return text
	}
	text = strings.TrimRight(text+" "+v.timeText(), " ")
	if v.line != "" {
		text += ", " + strings.ToLower(v.line.Name("sv"))
	}
	versions := map[string]string{
		"preliminary": "preliminärt", "final": "slutligt", "original": "ursprunglig", "revised": "reviderad",
		"periodised": "periodiserad", "previous": "den förra",
	}
	if v.version != "" {
		text += ", " + versions[v.version]
	}
	return text
}

func (v *proposedValue) timeText() string {
	switch {
	case v.scope == data.YearToDate && v.to.Month() > 1:
		return "januari–" + monthText(v.to)
	case v.scope == data.PeriodScope && v.from != 0:
		return monthText(v.from) + "–" + monthText(v.to)
	case v.to != 0:
		return monthText(v.to)
	case v.year == 0:
		return ""
	case v.scope == data.FullYear:
		return "hela " + strconv.Itoa(v.year)
	case v.scope == data.MonthlyAverage:
		return "snitt per månad " + strconv.Itoa(v.year)
	default:
		return strconv.Itoa(v.year)
	}
}

func monthText(m data.Month) string { return m.Name() + " " + strconv.Itoa(m.Year()) }
