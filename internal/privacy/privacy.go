// Package privacy finds what must not be published: identity numbers, contact
// data of private persons, names in tables, metadata and marks of secrecy.
//
// In come the bytes of a file and what is allowed (declared contacts, accepted
// exceptions); out go findings, which never hold what was found: an identity
// number is told by its kind, its place and its length. Package content reads
// what is allowed; package build puts a [Gate] before everything that it reads
// and before everything that it writes.
package privacy

// A Kind says what a number is.
type Kind int

// The kinds of identity numbers.
const (
	Person       Kind = iota // personnummer
	Coordination             // samordningsnummer: 60 is added to the day
)

// Localize implements [diag.Localizer].
func (k Kind) Localize(lang string) string {
	switch {
	case k == Person && lang == "en":
		return "personal identity number"
	case k == Person:
		return "personnummer"
	case lang == "en":
		return "coordination number"
	default:
		return "samordningsnummer"
	}
}

// A Match is where something stands in a text: a half-open range of bytes.
type Match struct {
	Start, End int
	Kind       Kind
}
