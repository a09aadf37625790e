package yamltree

import (
	"slices"
	"strings"
	"time"

	"tertial/internal/diag"
)

// A Want is the type of value that a key asks for: "text", "list", "map", "bool",
// "int", "number", "date", "month", "year", "time", "sha256", "criterion" or "period". Another word stands for itself.
type Want string

// Localize names the type for a message, with its article and an example.
func (w Want) Localize(lang string) string {
	for _, t := range wants {
		if t.want == w && lang == "en" {
			return t.en
		}
		if t.want == w {
			return t.sv
		}
	}
	return string(w)
}

var wants = [...]struct {
	want   Want
	sv, en string
}{
	{"text", "en text", "a text"},
	{"list", "en lista, till exempel [a, b]", "a list, such as [a, b]"},
	{"map", "nycklar med värden, till exempel title: Rubrik", "keys with values, such as title: Heading"},
	{"bool", "true (ja) eller false (nej)", "true or false"},
	{"int", "ett heltal, till exempel 3", "a whole number, such as 3"},
	{"number", "ett tal, till exempel 1234.5", "a number, such as 1234.5"},
	{"date", "ett datum, till exempel 2020-05-26", "a date, such as 2020-05-26"},
	{"month", "en månad, till exempel 2020-04", "a month, such as 2020-04"},
	{"year", "ett år, till exempel 2020", "a year, such as 2020"},
	{"sha256", "en kontrollsumma: 64 tecken, 0–9 och a–f", "a digest: 64 characters, 0–9 and a–f"},
	{"criterion", "ett kriterium i WCAG, till exempel 1.4.3", "a criterion of WCAG, such as 1.4.3"},
	{"time", "ett klockslag, till exempel 18.00", "a time of day, such as 18.00"},
	{"period", "en period, till exempel 2020-01/2020-04 eller 2020", "a period, such as 2020-01/2020-04 or 2020"},
}

// WrongType reports that the node is not what the key asks for.
func (n *Node) WrongType(want Want) { n.wrong(want, "") }

// WrongValue reports that the node's text is of the right sort but cannot be: a date
// that does not exist.
func (n *Node) WrongValue(want Want) { n.wrongValue(want, "") }

func (n *Node) wrong(want Want, instead string) {
	if n == nil || n.Kind == Broken || n.file.full() {
		return
	}
	f := diag.New("YAML-TYPE", n.Place(), "want", want)
	switch n.Kind {
	case Scalar:
		f = diag.New("YAML-TYPE", n.Place(), "want", want, "value", excerpt(n.Text))
	case Map:
		f = f.With("map")
	case List:
		f = f.With("list")
	default:
		f = f.With("null")
	}
	n.add(f.Propose(instead))
}

func (n *Node) wrongValue(want Want, instead string) {
	if n == nil || n.Kind == Broken || n.file.full() {
		return
	}
	n.add(diag.New("YAML-VALUE", n.Place(), "value", excerpt(n.Text), "want", want).With("form").Propose(instead))
}

func (n *Node) add(f diag.Finding) {
	n.file.wrong++
	n.file.diags.Add(f)
}

// full reports whether so much has been found wrong that more would help nobody.
func (f *file) full() bool { return f.wrong >= maxWrong }

// excerptLength is as much of a wrong value as a message repeats.
const excerptLength = 60

func excerpt(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > excerptLength {
		return string(runes[:excerptLength]) + "…"
	}
	return s
}

func legal(values []string) string {
	const most = 12 // so many can still be read through
	if len(values) > most {
		return diag.Shortlist(values)
	}
	return strings.Join(values, ", ")
}

// nearest returns the candidate that was most likely meant: one that is spelled nearly
// so, or the one that a Swedish word stands for.
func nearest(word string, candidates []string) string {
	folded := strings.ToLower(strings.TrimSpace(word))
	for _, t := range translations {
		if t.swedish == folded && slices.Contains(candidates, t.key) {
			return t.key
		}
	}
	return diag.Nearest(word, candidates)
}

// translations are the Swedish words that staff write for keys and values, which are
// English so that a description can be read by other programs and people.
var translations = [...]struct{ swedish, key string }{
	{"rubrik", "title"},
	{"titel", "title"},
	{"namn", "name"},
	{"benämning", "name"},
	{"beskrivning", "description"},
	{"datum", "date"},
	{"period", "period"},
	{"år", "year"},
	{"från", "from"},
	{"till", "to"},
	{"per", "at"},
	{"slag", "kind"},
	{"sort", "kind"},
	{"typ", "kind"},
	{"typ", "type"},
	{"källa", "source"},
	{"kommun", "body"},
	{"nämnd", "committee"},
	{"diarienummer", "dnr"},
	{"möte", "meeting"},
	{"sammanträde", "meeting"},
	{"läge", "stage"},
	{"synlighet", "visibility"},
	{"visning", "visibility"},
	{"sekretess", "secret"},
	{"hemlig", "secret"},
	{"enhet", "unit"},
	{"tecken", "sign"},
	{"kolumner", "columns"},
	{"rader", "rows"},
	{"värden", "values"},
	{"värde", "value"},
	{"saknas", "missing"},
	{"decimaler", "decimals"},
	{"avrundat", "rounded"},
	{"teckenkodning", "encoding"},
	{"kodning", "encoding"},
	{"omfattning", "scope"},
	{"rad", "line"},
	{"grupp", "group"},
	{"kod", "code"},
	{"system", "system"},
	{"uttaget", "extracted"},
	{"bildtext", "caption"},
	{"tabelltext", "caption"},
	{"riktning", "direction"},
	{"ordning", "order"},
	{"kontakt", "contact"},
	{"språk", "language"},
	{"tema", "theme"},
	{"skäl", "reason"},
	{"orsak", "reason"},
	{"roll", "role"},
	{"regel", "rule"},
	{"utfall", "outcome"},
	{"prognos", "forecast"},
	{"målvärde", "target"},
	{"avvikelse", "deviation"},
	{"förändring", "change"},
	{"helår", "full-year"},
	{"ack", "year-to-date"},
	{"månad", "month"},
	{"månadssnitt", "monthly-average"},
	{"preliminär", "preliminary"},
	{"slutlig", "final"},
	{"ursprunglig", "original"},
	{"reviderad", "revised"},
	{"periodiserad", "periodised"},
	{"intern", "internal"},
	{"webb", "public"},
	{"publik", "public"},
	{"offentlig", "public"},
	{"arbetsmaterial", "draft"},
	{"utkast", "draft"},
	{"utskickad", "sent"},
	{"kompletterad", "supplemented"},
	{"beslutad", "decided"},
	{"justerad", "adjusted"},
	{"återremitterad", "referred-back"},
	{"bordlagd", "tabled"},
	{"utgick", "dropped"},
	{"rättad", "corrected"},
	{"ersatt", "replaced"},
	{"tillbakadragen", "withdrawn"},
	{"summa", "total"},
	{"delsumma", "subtotal"},
	{"varav", "of_which"},
	{"överlappande", "overlapping"},
	{"delårsrapport", "interim-report"},
	{"månadsrapport", "monthly-report"},
	{"stapel", "bar"},
	{"linje", "line"},
	{"liggande", "horizontal"},
	{"vågrät", "horizontal"},
	{"stående", "vertical"},
	{"lodrät", "vertical"},
}

func nearestBool(word string) string {
	switch strings.ToLower(word) {
	case "ja", "yes", "on", "sant", "j", "y", "1", "true":
		return "true"
	case "nej", "no", "off", "falskt", "n", "0", "false":
		return "false"
	default:
		return ""
	}
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func isMonth(s string) bool {
	_, err := time.Parse("2006-01", s)
	return err == nil
}

// nearestDate reads the ways in which a date is written elsewhere, where the day and
// the month cannot be mistaken for each other.
func nearestDate(s string) string {
	for _, layout := range [...]string{"20060102", "2006-1-2", "2006/1/2", "2006.1.2", "2006-01-02 15:04", "2006-01-02T15:04"} {
		if date, err := time.Parse(layout, s); err == nil {
			return date.Format(time.DateOnly)
		}
	}
	return ""
}
