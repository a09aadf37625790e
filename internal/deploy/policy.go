package deploy

import (
	"path"
	"regexp"
	"strings"

	"tertial/internal/site"
	"tertial/internal/squeeze"
)

// How long browsers and others may keep what they have fetched.
const (
	CacheAlways = "public, max-age=31536000, immutable" // the name holds a digest: another content has another name
	CacheMonth  = "public, max-age=2592000"             // the fonts
	CacheHour   = "public, max-age=3600"                // frozen files of an edition: they can only be withdrawn
	CacheAsk    = "no-cache"                            // kept, but asked for each time whether it is still right
)

var frozenFile = regexp.MustCompile(`^[^/]+/[0-9]{4}/[^/]+/[0-9]+/`)

// CacheControl is how long a file may be kept. docs/servers says the same to
// nginx and Caddy.
func CacheControl(name string) string {
	switch {
	case site.Digested(name):
		return CacheAlways
	case strings.HasPrefix(name, "assets/fonts/"):
		return CacheMonth
	case frozenFile.MatchString(name) && path.Ext(name) != ".html":
		return CacheHour
	default:
		return CacheAsk
	}
}

// forBrowsers reports whether only browsers load a file, which all take it
// compressed. What other programs fetch, data above all, they take as it is.
func forBrowsers(name string) bool {
	switch path.Ext(name) {
	case ".html", ".css", ".js", ".svg", ".wasm":
		return true
	default:
		return false
	}
}

// A tier is the place of a file in the order in which a deployment is made.
type tier int

const (
	newParts   tier = iota // what pages need
	otherParts             // the same, in place of what it was
	newPages               // that nobody leads to yet
	pages
	fronts // the pages from which readers set out
	tiers
)

// frontDepth is how many folders a page may lie in and still be one from which
// readers set out: the start page, those of committees and lists.
const frontDepth = 1

func tierOf(name string, isNew bool) tier {
	file, _ := squeeze.Original(name)
	page := path.Ext(file) == ".html"
	switch {
	case !page && isNew:
		return newParts
	case !page:
		return otherParts
	case isNew && file != "index.html":
		return newPages
	case strings.Count(file, "/") > frontDepth:
		return pages
	default:
		return fronts
	}
}

// lingers reports whether a file stays for one deployment longer than the site
// has it: readers may have a page that loads it. Nothing of any report is in it.
func lingers(name string) bool { return strings.HasPrefix(name, "assets/") }
