package build

import (
	"strings"

	"tertial/internal/diag"
)

// unwritten reports whether a finding is a mark that new report or new dataset
// has left: something to write or to confirm. What other templates leave may be
// meant as it stands, and can be acknowledged; these marks cannot be.
func unwritten(f *diag.Finding) bool {
	if f.Code != "TEMPLATE" {
		return false
	}
	for _, a := range f.Args {
		if text, ok := a.Value.(string); ok && a.Name == "text" && strings.HasPrefix(text, "[Skriv ") {
			return true
		}
	}
	return f.Variant == "confirm"
}
