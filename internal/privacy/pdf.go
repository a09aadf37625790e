package privacy

import (
	"bytes"
)

// infoNames are the keys of a PDF's information dictionary that tell of who
// made the file.
var infoNames = [...]string{"Author", "Creator", "Producer", "Keywords", "Subject", "Company", "Manager", "SourceModified"}

// readPDF reads the information dictionary, XMP and what stands in streams
// packed by Flate. Encrypted files, and text of which the letters have numbers
// of a font's own, cannot be read so.
func readPDF(raw []byte) []property {
	found := infoOf(raw)
	for at := 0; len(found) < maxProperties; {
		next := bytes.Index(raw[at:], []byte("stream"))
		if next < 0 {
			return found
		}
		at += next + len("stream")
		start := at
		for start < len(raw) && (raw[start] == '\r' || raw[start] == '\n') {
			start++
		}
		end := bytes.Index(raw[start:], []byte("endstream"))
		if end < 0 {
			return found
		}
		found = append(found, stream(raw[start:start+end])...)
		at = start + end + len("endstream")
	}
	return found
}

// stream reads the body of a stream.
func stream(body []byte) []property {
	if bytes.Contains(body[:min(len(body), 512)], []byte("xpacket")) || bytes.Contains(body[:min(len(body), 512)], []byte("x:xmpmeta")) {
		return readXMP(body)
	}
	text := body
	if len(body) > 2 && body[0]&0x0f == 8 && (int(body[0])<<8|int(body[1]))%31 == 0 {
		text = inflate(body)
	}
	if len(text) == 0 {
		return nil
	}
	if bytes.Contains(text[:min(len(text), 512)], []byte("xpacket")) {
		return readXMP(text)
	}
	return append(infoOf(text), property{name: "content", value: shown(text), content: true})
}

// infoOf finds the keys of an information dictionary.
func infoOf(text []byte) []property {
	var found []property
	for _, name := range infoNames {
		at := bytes.Index(text, []byte("/"+name))
		if at < 0 {
			continue
		}
		rest := bytes.TrimLeft(text[at+1+len(name):], " \r\n")
		if len(rest) < 2 || rest[0] != '(' && (rest[0] != '<' || rest[1] == '<') || rest[1] == ')' || rest[1] == '>' {
			continue
		}
		end := bytes.IndexAny(rest, ")>")
		if end < 0 {
			continue
		}
		found = append(found, property{name: name, value: literal(rest[:end+1])})
	}
	return found
}

// literal is the text of a string of a PDF file: (…) or <hex>.
func literal(s []byte) []byte {
	inner := s[1 : len(s)-1]
	if s[0] == '(' {
		return inner
	}
	out := make([]byte, 0, len(inner)/2)
	for i := 0; i+1 < len(inner); i += 2 {
		out = append(out, nibble(inner[i])<<4|nibble(inner[i+1]))
	}
	return out
}

func nibble(b byte) byte {
	switch {
	case digit(b):
		return b - '0'
	case letter(b):
		return b | 0x20 - 'a' + 10
	default:
		return 0
	}
}

// shown joins the strings that a page shows. The pieces into which a program
// cuts a word, to set it more finely, stand in one array: they become one.
func shown(text []byte) []byte {
	out := make([]byte, 0, len(text)/2)
	inside := false
	for i := 0; i < len(text); i++ {
		b := text[i]
		switch {
		case inside && b == '\\' && i+1 < len(text):
			i++
			out = append(out, text[i])
		case inside && b == ')':
			inside = false
		case inside:
			out = append(out, b)
		case b == '(':
			inside = true
		case b == '-' && i+3 < len(text) && digits(text[i+1:i+4]):
			out = append(out, ' ') // as wide as one
		case b == 'T' && i+1 < len(text) && (text[i+1] == 'j' || text[i+1] == 'J'):
			out = append(out, '\n')
		}
	}
	return out
}
