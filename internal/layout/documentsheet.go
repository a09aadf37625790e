package layout

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// sheet is the document's style sheet: today's ground with its fonts, the
// content's own, and what holds for documents that stand alone.
func (m *documentMaker) sheet() (string, error) {
	a := m.site.Assets
	files := map[string][]byte{}
	for _, f := range a.Files {
		files[f.Path] = f.Content
	}
	var out strings.Builder
	for _, style := range a.Styles {
		if style != a.Content {
			out.WriteString(withFonts(string(files[style]), files))
		}
	}
	for _, style := range m.in.Snapshot.Styles {
		text, err := m.in.Read(style)
		if err != nil {
			return "", fmt.Errorf("read edition: %w", err)
		}
		out.Write(text)
	}
	own, err := m.set.files.read("document.css")
	if err != nil {
		return "", fmt.Errorf("read style sheet: %w", err)
	}
	out.Write(own)
	if m.paper {
		out.WriteString(m.margins())
	}
	return comments.ReplaceAllString(out.String(), ""), nil
}

var comments = regexp.MustCompile(`(?s)/\*.*?\*/`)

// fontFile is the address of a font in a style sheet.
var fontFile = regexp.MustCompile(`url\((fonts/[^)"']+)\)`)

// withFonts puts the fonts into a style sheet. They are there when the document
// is shown first, so nothing is set in another one before.
func withFonts(sheet string, files map[string][]byte) string {
	sheet = fontFile.ReplaceAllStringFunc(sheet, func(address string) string {
		name := "assets/" + fontFile.FindStringSubmatch(address)[1]
		font, ok := files[name]
		if !ok {
			return address
		}
		return "url(" + dataURL(path.Base(name), font) + ")"
	})
	return strings.ReplaceAll(sheet, "font-display:optional", "font-display:block")
}

// longestHead is how many letters of a title the head of a page has room for.
const longestHead = 72

// margins are what stands around the text of each page: above it the committee,
// the report and the edition, below it the digest and the number of the page. A
// draft says on the first page too that it is one.
func (m *documentMaker) margins() string {
	t, e := m.set.texts, m.in.Edition
	head := fitted(m.in.Snapshot.Committee+" · "+m.in.Snapshot.Title, longestHead)
	foot := fitted(m.head()[0], longestHead/2)
	state := m.state()
	if e == nil {
		state += " " + m.date()
	} else {
		foot += " · " + t.must("document.foot.digest", "digest", e.PublicDigest[:16])
	}
	page := strings.NewReplacer("{page}", `" counter(page) "`, "{pages}", `" counter(pages) "`).Replace(cssText(t.must("document.foot.page")))
	var out strings.Builder
	out.WriteString("@page{@top-left{content:" + cssText(head) + "}@top-right{content:" + cssText(state) + "}")
	out.WriteString("@bottom-left{content:" + cssText(foot) + "}@bottom-right{content:" + page + "}}\n")
	out.WriteString("@page:first{@top-left{content:\"\"}")
	if e != nil { // it is said there in larger letters; a draft cannot say it too often
		out.WriteString("@top-right{content:\"\"}")
	}
	out.WriteString("}\n")
	return out.String()
}

// fitted is a text of so many letters at most, cut between words.
func fitted(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	cut := string(letters[:most])
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,·") + " …"
}

// cssText writes a text as a string of a style sheet, inside a style element.
func cssText(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\' || r < ' ' || r == '<' || r == '>' || r == '&':
			fmt.Fprintf(&out, `\%x `, r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
	return out.String()
}
