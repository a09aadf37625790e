package data

import (
	"errors"
	"io/fs"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/tabular"
)

// codesFile is the register of codes of a site.
const codesFile = "data/koder.csv"

// A Code is one entry of the register.
type Code struct {
	System   string // verksamhet, projekt, AID …
	Code     string
	Name     string
	Alias    []string
	From     string // year or date from which the code is used, "" for always
	To       string // last year or date
	Replaces string // the code before it
	National string // code in the national accounts summary
	Place    diag.Place
}

// Codes is the register of codes of a site. A nil register knows no code.
type Codes struct {
	entries []Code
	byCode  map[string][]int
}

// Len returns the number of entries.
func (c *Codes) Len() int {
	if c == nil {
		return 0
	}
	return len(c.entries)
}

// All returns all entries in the file's order.
func (c *Codes) All() []Code {
	if c == nil {
		return nil
	}
	return c.entries
}

// Lookup returns the entry of a code in a system; "" is any system. Of several
// entries the last one, which is the newest, is returned.
func (c *Codes) Lookup(system, code string) (Code, bool) {
	if c == nil {
		return Code{}, false
	}
	system = tabular.Fold(system)
	indices := c.byCode[code]
	for i := len(indices) - 1; i >= 0; i-- {
		if e := c.entries[indices[i]]; system == "" || tabular.Same(e.System, system) {
			return e, true
		}
	}
	return Code{}, false
}

// Entries returns the register's entries of a code in a system, in the file's
// order; "" is any system.
func (c *Codes) Entries(system, code string) []Code {
	if c == nil {
		return nil
	}
	var found []Code
	for _, i := range c.byCode[code] {
		if system == "" || tabular.Same(c.entries[i].System, tabular.Fold(system)) {
			found = append(found, c.entries[i])
		}
	}
	return found
}

// DeclaredAliases returns the other names that the description, not the
// register, gives a row.
func (d *Dataset) DeclaredAliases(row *Row) []string {
	if spec := d.Description.row(row); spec != nil {
		return spec.Alias
	}
	return nil
}

// codeColumns are the headers of the register, and where each cell goes.
var codeColumns = [...]struct {
	header string
	set    func(*Code, string)
}{
	{"kodsystem", func(c *Code, s string) { c.System = s }},
	{"kod", func(c *Code, s string) { c.Code = s }},
	{"namn", func(c *Code, s string) { c.Name = s }},
	{"alias", func(c *Code, s string) { c.Alias = splitAlias(s) }},
	{"gäller_från", func(c *Code, s string) { c.From = s }},
	{"gäller_till", func(c *Code, s string) { c.To = s }},
	{"ersätter", func(c *Code, s string) { c.Replaces = s }},
	{"rs_kod", func(c *Code, s string) { c.National = s }},
}

func splitAlias(text string) []string {
	var all []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '|' || r == ',' }) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// ReadCodes reads the register data/koder.csv; without the file it returns
// nil. The error is for a file that cannot be read.
func ReadCodes(fsys fs.FS, diags *diag.List) (*Codes, error) {
	raw, err := tabular.Load(fsys, codesFile, diags)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil || raw == nil {
		return nil, err
	}
	grid := tabular.Read(codesFile, raw, tabular.Dialect{}, diags)
	if grid == nil {
		return nil, nil
	}
	c := &Codes{byCode: map[string][]int{}}
	columns := codeHeaders(grid, diags)
	for i := range grid.Records {
		c.add(grid, &grid.Records[i], columns, diags)
	}
	return c, nil
}

// codeHeaders finds which column of the register each header is.
func codeHeaders(grid *tabular.Grid, diags *diag.List) []int {
	columns := make([]int, len(grid.Header))
	names := make([]string, len(codeColumns))
	for i := range codeColumns {
		names[i] = codeColumns[i].header
	}
	for i, f := range grid.Header {
		columns[i] = -1
		for k := range names {
			if tabular.Same(f.Text, tabular.Fold(names[k])) {
				columns[i] = k
			}
		}
		if columns[i] < 0 && f.Text != "" {
			at := grid.Source.Place(f.Start, f.End).InCell(f.Text, i)
			diags.Add(diag.New("CODES-COLUMN", at, "column", f.Text, "list", strings.Join(names, ", ")).Propose(diag.Nearest(f.Text, names)))
		}
	}
	return columns
}

// add takes one record into the register.
func (c *Codes) add(grid *tabular.Grid, rec *tabular.Record, columns []int, diags *diag.List) {
	var e Code
	for i, f := range rec.Fields {
		if i < len(columns) && columns[i] >= 0 {
			codeColumns[columns[i]].set(&e, f.Text)
		}
	}
	first, last := rec.Fields[0], rec.Fields[len(rec.Fields)-1]
	e.Place = grid.Source.Place(first.Start, last.End)
	if e.Code == "" || e.Name == "" {
		diags.Report("CODES-EMPTY", e.Place)
		return
	}
	for _, i := range c.byCode[e.Code] {
		other := &c.entries[i]
		if tabular.Same(other.System, tabular.Fold(e.System)) && other.From == e.From {
			diags.Add(diag.New("CODES-DUPLICATE", e.Place, "code", e.Code, "system", e.System).See("other", other.Place))
			return
		}
	}
	c.byCode[e.Code] = append(c.byCode[e.Code], len(c.entries))
	c.entries = append(c.entries, e)
}
