package privacy

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode"

	"tertial/internal/diag"
)

// A columnRule says when a column with a name like that is refused.
type columnRule int

const (
	always   columnRule = iota + 1 // the column holds nothing else than persons
	words                          // unless it holds numbers: how many they are
	likeName                       // when most of its cells look like names of persons
)

// columnRules are the headers, folded, that are looked at.
func columnRules(header string) columnRule {
	switch header {
	case "personnr", "personnummer", "persnr", "pnr", "samordningsnummer", "samordningsnr", "födelsedatum", "födelsedag",
		"födelsenummer", "förnamn", "efternamn", "personnamn", "bostadsadress", "hemadress", "gatuadress", "klientnamn",
		"brukarnamn", "elevnamn", "patientnamn", "barnetsnamn":
		return always
	case "person", "brukare", "klient", "patient", "elev", "vårdtagare", "adress", "vårdnadshavare", "anhörig", "sökande", "kontaktperson":
		return words
	case "namn", "name", "barn", "förälder", "handläggare", "ansvarig", "anställd", "medarbetare":
		return likeName
	}
	return 0
}

// foldHeader takes from a header what people write in different ways.
func foldHeader(header string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, header)
}

// A column is one that must be looked at.
type column struct {
	header string
	index  int
	rule   columnRule
	start  int // of the header, in the text

	cells, numbers, names int
}

// columns reports the columns of a table that tell of single persons.
func (f *file) columns(source *diag.Source) {
	text := bytes.TrimPrefix(source.Text, []byte("\ufeff"))
	shift := len(source.Text) - len(text)
	line, _, _ := bytes.Cut(text, []byte("\n"))
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comma, reader.LazyQuotes, reader.FieldsPerRecord, reader.ReuseRecord = delimiter(line), true, -1, true
	head, err := reader.Read()
	if err != nil {
		return
	}
	var found []*column
	for i, header := range head {
		if rule := columnRules(foldHeader(header)); rule != 0 {
			start := shift + max(bytes.Index(text, []byte(header)), 0)
			found = append(found, &column{header: strings.TrimSpace(header), index: i, rule: rule, start: start})
		}
	}
	if len(found) == 0 {
		return
	}
	readCells(reader, found)
	for _, c := range found {
		at := source.Place(c.start, c.start+len(c.header)).InCell(c.header, c.index)
		if c.refused() && !f.gate.excepted(exceptName, strings.ToLower(c.header), at) {
			f.diags.Report("NAMECOLUMN", at, "column", c.header)
		}
	}
}

// delimiter is what separates the columns of a table.
func delimiter(line []byte) rune {
	best, seen := ';', 0
	for _, r := range ";,\t" {
		if n := bytes.Count(line, []byte(string(r))); n > seen {
			best, seen = r, n
		}
	}
	return best
}

func readCells(reader *csv.Reader, found []*column) {
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) || record == nil {
			return
		}
		for _, c := range found {
			if c.index < len(record) {
				c.add(strings.TrimSpace(record[c.index]))
			}
		}
	}
}

// add counts a cell by what it looks like.
func (c *column) add(cell string) {
	if cell == "" {
		return
	}
	c.cells++
	if strings.IndexFunc(cell, unicode.IsLetter) < 0 {
		c.numbers++
	}
	if personal(cell) {
		c.names++
	}
}

// refused reports whether the column tells of persons.
func (c *column) refused() bool {
	switch c.rule {
	case always:
		return c.cells > 0
	case words:
		return c.cells > c.numbers
	default:
		return c.names > 0 && c.names*5 >= c.cells*3
	}
}

// personal reports whether a cell looks like the name of a person: two words or
// more, each with a capital. Names of activities and goals have one capital.
func personal(cell string) bool {
	parts := strings.FieldsFunc(cell, func(r rune) bool { return r == ' ' || r == ',' || r == '\u00a0' })
	if len(parts) < 2 || len(parts) > 4 {
		return false
	}
	for _, part := range parts {
		if impersonal(strings.ToLower(part)) {
			return false
		}
		for i, r := range strings.TrimSuffix(part, ".") {
			switch {
			case i == 0 && !unicode.IsUpper(r) && part != "von" && part != "af" && part != "de":
				return false
			case i > 0 && r != '-' && !unicode.IsLetter(r):
				return false
			case i > 1 && unicode.IsUpper(r) && !strings.Contains(part, "-"):
				return false
			}
		}
	}
	return true
}

// endings are those of words for functions, units and places, which are written
// with a capital too.
var endings = [...]string{
	"chef", "chefen", "ledare", "ledaren", "samordnare", "strateg", "sekreterare", "controller", "ansvarig", "handläggare", "direktör",
	"ordförande", "nämnd", "nämnden", "enhet", "enheten", "avdelning", "avdelningen", "kontor", "kontoret", "förvaltning", "förvaltningen",
	"team", "teamet", "grupp", "gruppen", "kommun", "kommunen", "region", "regionen", "skola", "skolan", "hem", "hemmet", "gård", "gården",
	"boende", "boendet", "centrum", "center", "distrikt", "distriktet", "område", "området", "stöd", "vård", "omsorg", "verksamhet", "rektor",
}

func impersonal(word string) bool {
	for _, ending := range endings {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}
