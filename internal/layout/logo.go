package layout

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"tertial/internal/diag"
)

// pngSign is how every PNG file begins.
const pngSign = "\x89PNG\r\n\x1a\n"

// activeInSVG are elements of SVG that run or show something foreign.
const activeInSVG = " script foreignobject iframe object embed handler listener "

// CheckLogo looks at the file that a theme names as its logo, by its content: a
// PNG, or an SVG that neither runs a script nor fetches anything. What it finds
// is an error at the place of theme.logo.
func CheckLogo(files Files, logo string, at diag.Place, diags *diag.List) {
	if logo == "" {
		return
	}
	finding := diag.New("THEME-LOGO", at, "file", logo)
	text, err := files.read("assets/" + logo)
	switch {
	case err != nil || !servable(logo):
		diags.Add(finding.With("missing"))
	case strings.HasPrefix(string(text), pngSign):
	default:
		if variant := judgeSVG(text); variant == "active" {
			diags.Add(finding.With("active"))
		} else if variant != "" {
			diags.Add(finding)
		}
	}
}

// judgeSVG says what is wrong with a drawing: "none" when it is no SVG, "active"
// when it has a script or asks another server, "" when nothing is.
func judgeSVG(text []byte) string {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Entity = map[string]string{}
	root := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && root {
			return ""
		}
		if err != nil {
			return "none"
		}
		e, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case !root && e.Name.Local != "svg":
			return "none"
		case activeSVG(e):
			return "active"
		default:
			root = true
		}
	}
}

// activeSVG reports whether an element runs something or leads out of its file.
func activeSVG(e xml.StartElement) bool {
	if strings.Contains(activeInSVG, " "+strings.ToLower(e.Name.Local)+" ") {
		return true
	}
	for _, a := range e.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		if strings.HasPrefix(name, "on") || name == "href" && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/png") {
			return true
		}
	}
	return false
}
