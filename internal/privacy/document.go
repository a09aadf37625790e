package privacy

import (
	"bytes"

	"tertial/internal/diag"
)

// A property is a piece of what stands in a file that is no text.
type property struct {
	name    string // as the format calls it: Artist, dc:creator, hidden sheet
	value   []byte
	content bool // it is what the file shows, not what it tells of its making
	markup  bool // the value is XML
}

// text is the property's value as a text to be searched.
func (p *property) text() []byte {
	if p.markup || p.content {
		return p.value
	}
	if bytes.IndexByte(p.value, 0) >= 0 {
		return decode(p.value)
	}
	return p.value
}

// limits of what is taken out of one file: enough for any attachment, little
// enough for a file that was made to burst.
const (
	maxProperties = 4096
	maxUnpacked   = 64 << 20
)

// document judges a file that is no text: its properties, and what stands in it.
func (f *file) document(form form) {
	at := diag.Place{File: f.name}
	seen := map[string]bool{}
	numbers := 0
	if found := Identity(f.raw); len(found) > 0 {
		f.diags.Add(f.gate.number(at, found[0].Kind).With("inside"))
		numbers++
	}
	for _, p := range read(form, f.raw) {
		if found := Identity(p.text()); len(found) > 0 && numbers == 0 {
			f.diags.Add(f.gate.number(at, found[0].Kind).With("inside"))
			numbers++
		}
		if !p.content && !seen[p.name] {
			seen[p.name] = true
			f.gate.metadata(at, "property", p.name, f.diags)
		}
	}
}

// read takes a file apart. What is broken in it is passed over: a file that no
// program can open shows nothing to anyone.
func read(form form, raw []byte) []property {
	var found []property
	switch form {
	case formJPEG:
		found = readJPEG(raw)
	case formPNG:
		found = readPNG(raw)
	case formWebP:
		found = readWebP(raw)
	case formTIFF:
		found = readTIFF(raw)
	case formPDF:
		found = readPDF(raw)
	case formZip:
		found = readZip(raw)
	case formText, formOther:
	}
	return found[:min(len(found), maxProperties)]
}
