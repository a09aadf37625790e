package privacy

import (
	"strings"
	"testing"
)

// page is what a page of tables and text looks like.
func page() []byte {
	row := `<tr><th scope="row" id="t-r1" headers="t-g1 t-h0">Intäkter 2020-05-12</th><td id="t-r1c1" headers="t-g1 t-r1 t-h1">2 591,3</td>` +
		`<td class="neg"><span class="vh">underskott </span>−13 778</td></tr>` + "\n<p>Nämnden räknar med ett underskott, se tabell 3.</p><path d=\"M12.5,340.25L610.125,12\"/>\n"
	return []byte(strings.Repeat(row, 4000))
}

func BenchmarkIdentity(b *testing.B) {
	text := page()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if len(Identity(text)) > 0 {
			b.Fatal("a page has no identity number")
		}
	}
}

func BenchmarkContacts(b *testing.B) {
	text := page()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Contacts(text)
	}
}
