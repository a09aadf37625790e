package content

import (
	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// A SiteLink leads from the foot of every page to somewhere else: the
// municipality's own site, how it treats personal data.
type SiteLink struct {
	Text string
	URL  string // absolute
}

// siteLinks reads where the foot of every page leads besides.
func siteLinks(o *yamltree.Object, diags *diag.List) []SiteLink {
	var all []SiteLink
	for _, item := range o.List("links") {
		entry := item.Object()
		if entry == nil {
			continue
		}
		required(entry, diags, "text", "url")
		l := SiteLink{Text: foldBlanks(entry.String("text")), URL: entry.String("url")}
		switch {
		case l.URL == "" || l.Text == "": // that was said
		case !isWebAddress(l.URL):
			diags.Add(diag.New("ADDRESS", entry.PlaceOf("url"), "value", l.URL))
		default:
			all = append(all, l)
		}
		entry.Close()
	}
	return all
}
