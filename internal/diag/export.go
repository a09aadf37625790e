package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// An Export writes findings in the forms that other programs read.
type Export struct {
	Lang    string // of messages; "" is the default
	Version string // of the program
	Base    string // the site's root seen from where the program runs: "", or folders such as docs/site
}

// siteFile stands for the site as a whole where a form wants a file.
const siteFile = "content/site.yaml"

// path is where a place's file is, seen from where the program runs.
func (e Export) path(at Place) string {
	file := at.File
	if file == "" {
		file = siteFile
	}
	return path.Join(e.Base, file)
}

// uri is the path as a relative reference.
func (e Export) uri(at Place) string {
	return (&url.URL{Path: e.path(at)}).String()
}

// fingerprints name the findings so that a program knows them again when lines
// are put in or taken out above them: by code, file, cell and the words of the
// line, never by its number. Equal ones are counted in their order.
func fingerprints(findings []Finding) []string {
	prints := make([]string, len(findings))
	seen := make(map[[sha256.Size]byte]int, len(findings))
	for i := range findings {
		sum := sha256.Sum256([]byte(findings[i].trait()))
		prints[i] = hex.EncodeToString(sum[:16])
		if seen[sum]++; seen[sum] > 1 {
			prints[i] += "-" + strconv.Itoa(seen[sum])
		}
	}
	return prints
}

// trait is what stays of a finding when its file changes elsewhere.
func (f *Finding) trait() string {
	words := f.Place.Text
	if words == "" {
		words = f.Message(languages[0])
	}
	return strings.Join([]string{
		string(f.Code), f.Variant, f.Place.File, f.Place.Header, strings.Join(strings.Fields(words), " "), f.Place.marked(),
	}, "\x00")
}

// marked returns the marked stretch of the line, as far as it is shown.
func (p Place) marked() string {
	line := []rune(p.Text)
	from := p.Column - 1 - p.Shift
	if p.Line == 0 || from < 0 || from >= len(line) {
		return ""
	}
	return string(line[from:min(from+p.Length, len(line))])
}

// writeJSON writes a value for other programs, which like it indented as much
// as people do.
func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
