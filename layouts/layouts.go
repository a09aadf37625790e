// Package layouts holds the templates, the style sheet and the interface texts
// that are built into the program, as a file system.
//
// Nothing comes in; package layout reads the files, and a site's own layouts
// folder overrides them one by one, by name. What a template may use is said by
// the types of tertial/internal/layout (view.go) and in docs/markup.md.
package layouts

import (
	"embed"
	"io/fs"
)

// The fonts in assets/fonts are copied there by make, and assets/tertial.js is
// made by it of assets.src. They are not committed; everything here compiles and
// works without them.
//
//go:embed *.html document.css all:assets text
var files embed.FS

// FS returns the built-in files: the templates (*.html) and the style sheet of
// documents that stand alone (document.css) at the root, assets/ with the other
// style sheets, the icon and the fonts, and text/ with one catalogue of
// interface texts a language.
func FS() fs.FS { return files }
