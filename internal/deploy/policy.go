package deploy

import (
	"path"
	"regexp"
	"strings"

	"tertial/internal/squeeze"
)

// MediaType is what a server must call a file, with the encoding of its text.
func MediaType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".ics":
		return "text/calendar; charset=utf-8"
	case ".txt", ".md", ".sha256", ".conf", ".caddy":
		return "text/plain; charset=utf-8"
	case ".json":
		return "application/json"
	case ".xml":
		return "application/xml"
	case ".rdf":
		return "application/rdf+xml"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	case ".woff2":
		return "font/woff2"
	case ".wasm":
		return "application/wasm"
	case ".pdf":
		return "application/pdf"
	case ".zip":
		return "application/zip"
	case ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case "":
		if path.Base(name) == "checkpoint" { // of the publication log
			return "text/plain; charset=utf-8"
		}
	}
	return "application/octet-stream"
}

// How long browsers and others may keep what they have fetched.
const (
	CacheAlways = "public, max-age=31536000, immutable" // the name holds a digest: another content has another name
	CacheMonth  = "public, max-age=2592000"             // the fonts
	CacheHour   = "public, max-age=3600"                // frozen files of an edition: they can only be withdrawn
	CacheAsk    = "no-cache"                            // kept, but asked for each time whether it is still right
)

var (
	// In folders of assets alone: papers have dates at the ends of their names.
	digestName = regexp.MustCompile(`(^|/)assets/[^/]+-[0-9a-f]{8}\.[a-z0-9]+$`)
	frozenFile = regexp.MustCompile(`^[^/]+/[0-9]{4}/[^/]+/[0-9]+/`)
)

// CacheControl is how long a file may be kept. docs/servers says the same to
// nginx and Caddy.
func CacheControl(name string) string {
	switch {
	case digestName.MatchString(name):
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
