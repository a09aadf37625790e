// Package propose writes a description for a CSV file that has none.
//
// In comes a [tabular.Grid], whose headers and cells are all that is known; out
// goes a description in YAML that package data can read, with what a person
// must confirm marked in its comments. The meaning of words (kinds, roles, lines,
// months) is that of package data; what headers and cells suggest beyond it is
// supposed here and nowhere else. The command `tertial new dataset` shows the
// description to a person, and package build counts the tables of a converted
// document over by it; no build of a site guesses.
package propose

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// A proposal is a description that a program has guessed.
type proposal struct {
	grid        *tabular.Grid
	survey      *survey
	defaults    data.Defaults
	kind        *data.Kind
	sure        bool // of the kind
	period      data.Period
	needsPeriod bool
	newest      int // the last year of any header
	sign        data.Sign
	signReading string   // how the sign was understood; "" where a person must say
	asked       []string // what has been explained once
	roles       map[*clue]data.Role
	values      []*proposedValue
	out         strings.Builder
	confirm     int
}

// Description writes a description for a CSV file that has none, by its headers
// and cells. It can be read as it stands; comments in Swedish say how each
// column was understood, and begin with BEKRÄFTA where a person must decide.
// Their number is returned too. The report's period is taken from the
// defaults, where it is known.
func Description(grid *tabular.Grid, name string, defaults data.Defaults) (description []byte, confirm int) {
	p := &proposal{grid: grid, survey: lookAt(grid), defaults: defaults}
	base := strings.TrimSuffix(path.Base(name), ".csv")
	p.kind, p.sure = p.survey.kindOfFile(base)
	p.labelRoles()
	p.proposeValues()
	p.settleSign()
	p.write(base+".csv", base)
	return []byte(p.out.String()), p.confirm
}

// write writes the description from top to bottom.
func (p *proposal) write(file, base string) {
	p.line("# Förslag till beskrivning av " + file + ", efter rubrikerna och cellerna.")
	p.line("# Läs igenom det, rätta det som är fel och ta sedan bort kommentarerna.")
	p.entry("title", scalar(data.TitleOf(strings.ReplaceAll(base, "-", " "))), "", "tabellens namn för läsaren")
	p.writeKind()
	unit := p.writeUnit()
	p.writeSign()
	p.writePeriod()
	p.writeSource()
	p.writeNumbers()
	p.writeWords()
	p.writeSums()
	p.writeColumns(unit)
	p.writeRows()
}

func (p *proposal) line(text string) { p.out.WriteString(text + "\n") }

// entry writes a key with its value, how it was understood, and what a person
// must confirm.
func (p *proposal) entry(key, value, reading string, doubts ...string) {
	comment := reading
	for _, d := range doubts {
		switch {
		case strings.HasSuffix(comment, "?"):
			comment += " "
		case comment != "":
			comment += ". "
		}
		comment += "BEKRÄFTA: " + d
		p.confirm++
	}
	text := key + ": " + value
	if comment != "" {
		text += "  # " + comment
	}
	p.line(text)
}

// writeSource writes the file's seal, and asks for the rest.
func (p *proposal) writeSource() {
	p.line("source:")
	p.line("  # system: ekonomisystemet  # lägg till varifrån uppgifterna är hämtade")
	p.line("  # extracted: 2020-05-04  # och när")
	p.entry("  sha256", data.Seal(p.grid.Raw), "filens sigill, se tertial explain SEAL")
}

func (p *proposal) writeKind() {
	if p.sure {
		p.entry("kind", p.kind.Name, p.kind.Title)
		return
	}
	p.entry("kind", p.kind.Name, p.kind.Title, "eller "+strings.Join(slices.DeleteFunc(data.KindNames(), func(n string) bool { return n == p.kind.Name }), ", "))
}

// writeUnit writes the unit of the file: that of all columns, the one that a
// label's header names, or for amounts a guess by their size.
func (p *proposal) writeUnit() quantity.Unit {
	unit, same := quantity.None, len(p.values) > 0
	for _, v := range p.values {
		same = same && v.unit == p.values[0].unit
	}
	if same {
		unit = p.values[0].unit
	}
	for _, c := range p.survey.labels() {
		unit = cmp.Or(unit, c.heading.unit)
	}
	switch {
	case unit != "":
		p.entry("unit", scalar(string(unit)), "")
	case len(p.values) == 0 && !p.kind.Account:
	case p.kind.Amounts():
		unit = p.guessUnit()
		p.entry("unit", scalar(string(unit)), "", "är beloppen i "+string(unit)+"?")
	case p.labelOf(data.RoleUnit) != nil:
		p.line("# Enheten står på varje rad.")
	default:
		p.line("# unit: st  # BEKRÄFTA: ange enheten, om den är densamma för alla rader")
		p.confirm++
	}
	return unit
}

// guessUnit supposes that a committee's amounts are in thousands, unless they
// are too large or too small for that.
func (p *proposal) guessUnit() quantity.Unit {
	largest, decimals := quantity.Int(0), 0
	for _, v := range p.values {
		decimals = max(decimals, v.clue.decimals)
		for _, n := range v.clue.numbers {
			if n.Abs().Cmp(largest) > 0 {
				largest = n.Abs()
			}
		}
	}
	switch {
	case largest.Cmp(quantity.Int(20_000_000)) > 0:
		return quantity.Kronor
	case largest.Cmp(quantity.Int(5_000)) < 0 && decimals > 0:
		return quantity.Millions
	default:
		return quantity.Thousands
	}
}

// writePeriod writes the period that the headers tell, where the report says none.
func (p *proposal) writePeriod() {
	switch {
	case !p.defaults.Period.IsZero():
	case !p.period.IsZero():
		p.entry("period", p.period.String(), "", "rapportens period")
	case p.needsPeriod:
		p.line("# period: 2020-01/2020-04  # BEKRÄFTA: ange rapportens period; kolumner utan år och månad räknas från den")
		p.confirm++
	}
}

// writeNumbers settles numbers that can be read in two ways, and several
// numbers in one cell.
func (p *proposal) writeNumbers() {
	if a := p.survey.ambiguous; a != "" {
		decimal := string(p.survey.format.Decimal)
		p.entry("decimal", scalar(decimal), "", quoted(a)+" kan läsas på två sätt. Är "+quoted(decimal)+" decimaltecken?")
	}
	parts := 0
	for _, v := range p.values {
		parts = max(parts, v.clue.parts)
	}
	switch parts {
	case 2:
		p.entry("parts", "[kvinnor, män]", "", "vad är de två talen i varje cell, i ordning?")
	case 3:
		p.entry("parts", "[totalt, kvinnor, män]", "", "vad är de tre talen i varje cell, i ordning?")
	}
}

// writeWords lists the words that stand instead of numbers.
func (p *proposal) writeWords() {
	var words []string // as YAML
	for _, v := range p.values {
		for i, text := range v.clue.texts {
			known := text == "" || text == ".." || text == "." || v.clue.read[i] || data.IsYesNo(text)
			if !known && !strings.ContainsAny(text, "0123456789") && !slices.Contains(words, scalar(text)) {
				words = append(words, scalar(text))
			}
		}
	}
	const most = 10
	if len(words) == 0 || len(words) > most {
		return
	}
	p.line("missing:  # ord som står i stället för tal")
	for _, w := range words {
		p.entry("  "+w, string(data.Missing), "", "missing (uppgift saknas), not-applicable (kan inte finnas) eller suppressed (skyddad)?")
	}
}

// writeSums speaks of totals and groups where the kind does not settle them.
func (p *proposal) writeSums() {
	name, group := p.labelOf(data.RoleName), p.labelOf(data.RoleGroup)
	if name != nil && !p.kind.Sums {
		for _, t := range name.texts {
			if kind, _ := data.RowTypeByName(t, nil); kind == data.Total {
				p.line("# sums: rows  # lägg till, om " + quoted(t) + " ska vara summan av raderna")
				break
			}
		}
	}
	if group != nil && group.groups > 1 {
		p.line("# split: within  # lägg till, om totalen ska ligga mellan gruppernas värden; of_all, om grupperna ska ge totalen tillsammans")
	}
}

func (p *proposal) writeColumns(unit quantity.Unit) {
	p.line("columns:")
	values := map[*clue]*proposedValue{}
	for _, v := range p.values {
		values[v.clue] = v
	}
	written := map[string]bool{}
	for _, c := range p.survey.clues {
		key := "  " + scalar(c.heading.text)
		if written[key] {
			continue // reported when the file was read
		}
		written[key] = true
		if v := values[c]; v != nil {
			p.entry(key, v.yaml(unit), v.reading(), v.confirm...)
			continue
		}
		p.entry(key, p.roleWord(c), "")
	}
}

// writeRows gives rows that are answered by yes or no their unit.
func (p *proposal) writeRows() {
	name, unit := p.labelOf(data.RoleName), p.labelOf(data.RoleUnit)
	if name == nil {
		return
	}
	var rows []string
	for i, row := range name.texts {
		row = scalar(row)
		if row == `""` || unit != nil && unit.texts[i] != "" || slices.Contains(rows, row) {
			continue
		}
		if slices.ContainsFunc(p.values, func(v *proposedValue) bool { return data.IsYesNo(v.clue.texts[i]) }) {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return
	}
	p.line("rows:")
	for _, row := range rows {
		p.entry("  "+row, "{unit: "+data.YesNo+"}", "")
	}
}

// quoted sets a word of the file off in a comment.
func quoted(text string) string { return "”" + tabular.OneLine(text) + "”" }

// scalar writes a text as YAML, in quotes where it would mean something else
// or end too early.
func scalar(text string) string {
	const safe = " _-–/()åäöÅÄÖéÉ."
	text = tabular.OneLine(text)
	plain := text != "" && !strings.ContainsAny(text[:1], "-–/().0123456789")
	for _, r := range text {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		plain = plain && (letter || strings.ContainsRune(safe, r))
	}
	switch strings.ToLower(text) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		plain = false
	}
	if plain {
		return text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
