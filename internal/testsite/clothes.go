package testsite

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Clothes are how a dataset is written: everything about its files that does
// not change what they mean. The zero Clothes are plain: UTF-8, semicolons,
// decimal comma, the units, signs, names and order of the generator.
type Clothes struct {
	Encoding  string // "utf-8", "utf-8-bom", "utf-16le", "utf-16be" (both with BOM), "windows-1252"
	Delimiter rune   // ';' ',' or '\t'
	Decimal   rune   // ',' or '.'
	Thousands string // "" for none
	Negative  string // "-", "−", "–", "trailing" or "parentheses"
	LineEnd   string
	Quoted    bool   // every field in quotes
	Trimmed   bool   // zeros at the end of decimals left out, as spreadsheets do
	Declared  bool   // the description says how the file is written
	Unit      string // of amounts: "tkr" or "mnkr", where it is larger than the table's own
	Sign      string // of accounts: "report", "ledger" or "unsigned"
	Rows      uint64 // not 0: another order of rows, different for each number
	Columns   uint64 // the same for columns
	Names     uint64 // the same for all names: headers, rows, sections, lines, groups
}

// String names what is not plain, for test names.
func (c Clothes) String() string {
	var parts []string
	add := func(set bool, format string, args ...any) {
		if set {
			parts = append(parts, fmt.Sprintf(format, args...))
		}
	}
	add(c.Encoding != "", "%s", c.Encoding)
	add(c.Delimiter != 0, "delimiter %q", c.Delimiter)
	add(c.Decimal != 0, "decimal %q", c.Decimal)
	add(c.Thousands != "", "thousands %+q", c.Thousands)
	add(c.Negative != "", "negative %+q", c.Negative)
	add(c.LineEnd != "", "line end %q", c.LineEnd)
	add(c.Quoted, "quoted")
	add(c.Trimmed, "trimmed")
	add(c.Declared, "declared")
	add(c.Unit != "", "unit %s", c.Unit)
	add(c.Sign != "", "sign %s", c.Sign)
	add(c.Rows != 0, "rows %d", c.Rows)
	add(c.Columns != 0, "columns %d", c.Columns)
	add(c.Names != 0, "names %d", c.Names)
	if len(parts) == 0 {
		return "plain"
	}
	return strings.Join(parts, ", ")
}

// RandomClothes returns clothes whose parts go together: every dialect, unit,
// sign convention, order and naming comes up for some seed.
func RandomClothes(seed uint64) Clothes {
	r := newRand(seed, streamClothes)
	c := Clothes{
		Encoding:  pick(r, "", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"),
		Delimiter: pick(r, ';', ',', '\t'),
		Decimal:   pick(r, ',', '.'),
		Negative:  pick(r, "-", "−", "–", "trailing", "parentheses"),
		LineEnd:   pick(r, "\n", "\r\n", "\r"),
		Quoted:    r.IntN(4) == 0,
		Trimmed:   r.IntN(4) == 0,
		Declared:  r.IntN(2) == 0,
		Unit:      pick(r, "", "tkr", "mnkr"),
		Sign:      pick(r, "report", "ledger", "unsigned"),
		Rows:      r.Uint64N(3), Columns: r.Uint64N(3), Names: r.Uint64N(3),
	}
	other := map[rune]string{',': ".", '.': ","}[c.Decimal]
	c.Thousands = pick(r, "", " ", "\u00a0", "\u202f", "'", other)
	return c.possible()
}

// possible changes what an encoding cannot write.
func (c Clothes) possible() Clothes {
	if c.Encoding == "windows-1252" {
		if c.Negative == "−" {
			c.Negative = "-"
		}
		if c.Thousands == "\u202f" {
			c.Thousands = "\u00a0"
		}
	}
	return c
}

func pick[T any](r *rand.Rand, all ...T) T { return all[r.IntN(len(all))] }

// A dressed table is one in its clothes: what its files and references to it
// need.
type dressed struct {
	*table
	Clothes
	headers []string          // of table.columns
	names   map[string]string // how rows and sections are called
	rowsAt  []int             // order of rows
	colsAt  []int             // order of columns
}

// dress puts clothes on a table.
func dress(t *table, c Clothes) *dressed {
	d := &dressed{table: t, Clothes: c, names: map[string]string{}}
	d.Delimiter, d.Decimal = cmp.Or(c.Delimiter, ';'), cmp.Or(c.Decimal, ',')
	d.Negative, d.LineEnd = cmp.Or(c.Negative, "-"), cmp.Or(c.LineEnd, "\n")
	d.Sign = t.sign
	if t.signed() {
		d.Sign = cmp.Or(c.Sign, t.sign)
	}
	d.setUnit(c.Unit)
	d.headers = make([]string, len(t.columns))
	words := newNamer(c.Names)
	for i := range t.columns {
		d.headers[i] = words.of(t.columns[i].header)
	}
	for i := range t.rows {
		r := &t.rows[i]
		d.rename(words, r.section)
		switch {
		case r.typ == "total":
		case t.ordered:
			d.names[r.name] = r.name // the word for the final accounts means them
		default:
			d.rename(words, r.name)
		}
	}
	d.rowsAt = t.blocks(c.Rows)
	d.colsAt = order(c.Columns, len(t.columns))
	return d
}

// setUnit changes the unit of amounts when every one of them can be written in
// it to the last digit and no further.
func (d *dressed) setUnit(unit string) {
	d.Unit = d.unit
	if power(d.unit) >= 0 && power(unit) > power(d.unit) {
		d.Unit = unit
	}
}

func (d *dressed) rename(words *namer, name string) {
	if _, ok := d.names[name]; name != "" && !ok {
		d.names[name] = words.of(name)
	}
}

// order returns the numbers below n, shuffled when the seed is not 0.
func order(seed uint64, n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	if seed != 0 {
		newRand(seed, streamShuffle, n).Shuffle(n, func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	return all
}

// follows reports whether a row belongs to the one before it: of one decision, or
// of one measure of staff.
func (t *table) follows(i int) bool {
	above, r := &t.rows[i-1], &t.rows[i]
	switch t.kind {
	case "budget-changes":
		return r.name == above.name
	case "staff":
		return r.section == above.section
	default:
		return false
	}
}

// blocks returns an order of the rows in which a part stays below its parent, and
// what belongs together together.
func (t *table) blocks(seed uint64) []int {
	if t.ordered {
		seed = 0
	}
	var blocks [][]int
	for i := range t.rows {
		if t.rows[i].typ == "of_which" || i > 0 && t.follows(i) {
			last := len(blocks) - 1
			blocks[last] = append(blocks[last], i)
			continue
		}
		blocks = append(blocks, []int{i})
	}
	var all []int
	for _, b := range order(seed, len(blocks)) {
		all = append(all, blocks[b]...)
	}
	return all
}

// A namer invents other names. It keeps what a name's beginning means.
type namer struct {
	seed uint64
	used map[string]string
}

func newNamer(seed uint64) *namer { return &namer{seed: seed, used: map[string]string{}} }

// of returns the new name of an old one: the same for the same, and different
// for different ones. The number makes it so; years in it mean nothing.
func (n *namer) of(name string) string {
	if n.seed == 0 || name == "" {
		return name
	}
	if found, ok := n.used[name]; ok {
		return found
	}
	r := newRand(n.seed, streamNames, len(n.used))
	syllables := [...]string{"bra", "dal", "fjäll", "gran", "holm", "krok", "lund", "näs", "strö", "vik", "ås", "ö"}
	word := pick(r, syllables[:]...) + pick(r, syllables[:]...)
	first := []rune(word)
	first[0] -= 'a' - 'A'
	if first[0] > 'Z' {
		first = append([]rune("Lilla "), []rune(word)...)
	}
	shown := string(first) + " " + string(rune('a'+len(n.used)%26)) + strings.Repeat("x", len(n.used)/26)
	if strings.HasPrefix(name, "varav ") {
		shown = pick(r, "varav ", "därav ", "- ") + shown
	}
	n.used[name] = shown
	return shown
}

// Words that mean the same in a line or group column.
var (
	lineNames = map[string][]string{
		"income": {"Intäkter", "Verksamhetens intäkter", "Income"}, "costs": {"Kostnader", "Verksamhetens kostnader", "Costs"},
		"financial": {"Finansiella poster", "Finansnetto", "Financial items"}, "net": {"Netto", "Nettoresultat", "Net"},
	}
	groupNames = map[string][]string{"": {"totalt", "Samtliga", "all"}, "women": {"kvinnor", "Kvinnor", "women"}, "men": {"män", "Män", "men"}}
	totalNames = []string{"", "Totalt", "Samtliga"} // "" is the table's own
)

// lineName is how the file calls a line.
func (d *dressed) lineName(line string) string {
	if line == "" {
		return ""
	}
	return lineNames[line][d.Names%3]
}

func (d *dressed) groupName(group string) string { return groupNames[group][d.Names%3] }

// rowName is how the file calls a row.
func (d *dressed) rowName(r *row) string {
	if r.typ != "total" {
		return d.names[r.name]
	}
	if d.kind == "cost-types" {
		return d.lineName(r.line)
	}
	return cmp.Or(totalNames[d.Names%3], r.name)
}

// header is how the file calls a column.
func (d *dressed) header(key string) string {
	i := slices.IndexFunc(d.columns, func(c column) bool { return c.key == key })
	return d.headers[i]
}

// cellLabel is what the file has in a column that is no value.
func (d *dressed) cellLabel(r *row, c *column) string {
	text := r.label(c)
	switch c.role {
	case "line", "lines":
		return d.lineName(text)
	case "group":
		return d.groupName(text)
	case "client_group":
		return d.names[text]
	}
	switch {
	case c.key == "name":
		return d.rowName(r)
	case c.key == "section" && c.role == "measure":
		return d.names[text]
	default:
		return text
	}
}

// number writes a value as the file has it.
func (d *dressed) number(r *row, c *column, v *value) string {
	if v.raw != "" {
		return v.raw
	}
	if v.words != "" || v.none {
		return v.words
	}
	digits, decimals := v.digits, v.decimals
	if d.unitOf(r, c) == d.unit && power(d.unit) >= 0 {
		decimals += power(d.Unit) - power(d.unit)
	}
	if d.flips(r, c) {
		digits = -digits
	}
	return d.format(digits, decimals)
}

// flips reports whether the file writes a number with the other sign.
func (d *dressed) flips(r *row, c *column) bool {
	if !d.signed() || c.of != "" {
		return false
	}
	return d.Sign == "ledger" || d.Sign == "unsigned" && (lineOf(r, c) == "costs" || !d.account())
}

func (d *dressed) format(digits int64, decimals int) string {
	whole, part := split(digits, decimals)
	if d.Trimmed && d.account() {
		part = strings.TrimRight(part, "0")
	}
	text := group(whole, d.Thousands)
	if part != "" {
		text += string(d.Decimal) + part
	}
	if digits >= 0 {
		return text
	}
	switch d.Negative {
	case "trailing":
		return text + "-"
	case "parentheses":
		return "(" + text + ")"
	default:
		return d.Negative + text
	}
}

// split writes the digits before and after the decimal sign, without a sign.
func split(digits int64, decimals int) (whole, part string) {
	if digits < 0 {
		digits = -digits
	}
	text := fmt.Sprintf("%0*d", decimals+1, digits)
	return text[:len(text)-decimals], text[len(text)-decimals:]
}

func group(whole, separator string) string {
	if separator == "" || len(whole) < 4 {
		return whole
	}
	head := (len(whole)-1)%3 + 1
	parts := []string{whole[:head]}
	for i := head; i < len(whole); i += 3 {
		parts = append(parts, whole[i:i+3])
	}
	return strings.Join(parts, separator)
}
