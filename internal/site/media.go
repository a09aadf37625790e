package site

import (
	"path"
	"regexp"
)

// UnknownType is the media type of a file that no program is known for.
const UnknownType = "application/octet-stream"

// MediaType is what a file of a site must be called to whoever asks for it, with the encoding of its text, on every
// machine the same; [UnknownType] where its name says nothing.
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
	return UnknownType
}

// In folders of assets alone: papers have dates at the ends of their names.
var digested = regexp.MustCompile(`(^|/)assets/[^/]+-[0-9a-f]{8}\.[a-z0-9]+$`)

// Digested reports whether a file is an asset that has its digest in its name: with another content it has another name,
// so whoever has it may keep it for ever.
func Digested(name string) bool { return digested.MatchString(name) }
