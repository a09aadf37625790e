package privacy

import (
	"bytes"
	"regexp"

	"tertial/internal/diag"
)

// xmpNames are the properties of XMP that tell of a person, a place or a device.
var xmpNames = regexp.MustCompile(`\b(dc:creator|dc:rights|dc:description|dc:title|dc:contributor|pdf:Author|xmp:CreatorTool|photoshop:(?:AuthorsPosition|City|Credit|CaptionWriter)|exif:GPS\w+|tiff:Artist|xmpMM:\w+|Iptc4xmpCore:\w+|aux:\w+|cp:lastModifiedBy|cp:keywords|dc:subject|Company|Manager)\b`)

// readXMP names the properties of a packet of XMP.
func readXMP(packet []byte) []property {
	var found []property
	seen := map[string]bool{}
	for _, at := range xmpNames.FindAllIndex(packet, maxProperties) {
		if name := string(packet[at[0]:at[1]]); !seen[name] {
			seen[name] = true
			found = append(found, property{name: name, value: packet, markup: true})
		}
	}
	if len(found) == 0 {
		found = append(found, property{name: "XMP", value: packet, markup: true})
	}
	return found[:1+min(len(found)-1, 31)]
}

// hints are what drawing programs leave in a drawing, with names of files and
// so of people.
var hints = [...]string{"<metadata", "sodipodi:docname", "inkscape:export-filename", "<!--", "xpacket"}

// svg reports what a drawing tells of its making.
func (f *file) svg(source *diag.Source) {
	for _, hint := range hints {
		if at := bytes.Index(source.Text, []byte(hint)); at >= 0 {
			f.gate.metadata(source.Place(at, at+len(hint)), "property", hintName(hint), f.diags)
		}
	}
}

func hintName(hint string) string {
	if hint == "<!--" {
		return "<!-- -->"
	}
	return string(bytes.TrimPrefix([]byte(hint), []byte("<")))
}
