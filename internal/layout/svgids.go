package layout

import (
	"regexp"
	"strings"
)

// The places of a drawing that name an id: the id itself, references to it in
// links and in colours, and lists of ids.
var (
	idOf    = regexp.MustCompile(`( (?:id|href|xlink:href)=")(#?)([^"]+)(")`)
	urlOf   = regexp.MustCompile(`url\(#([^)"']+)\)`)
	idLists = regexp.MustCompile(`( aria-(?:labelledby|describedby)=")([^"]+)(")`)
)

// prefixIDs puts a prefix before every id of a drawing and every reference to
// one, so that two drawings of a chart can stand on one page.
func prefixIDs(svg, prefix string) string {
	svg = idOf.ReplaceAllStringFunc(svg, func(attribute string) string {
		m := idOf.FindStringSubmatch(attribute)
		if strings.Contains(m[1], "href") && m[2] == "" {
			return attribute // leads out of the drawing
		}
		return m[1] + m[2] + prefix + m[3] + m[4]
	})
	svg = urlOf.ReplaceAllString(svg, "url(#"+prefix+"$1)")
	return idLists.ReplaceAllStringFunc(svg, func(attribute string) string {
		m := idLists.FindStringSubmatch(attribute)
		ids := strings.Fields(m[2])
		for i := range ids {
			ids[i] = prefix + ids[i]
		}
		return m[1] + strings.Join(ids, " ") + m[3]
	})
}
