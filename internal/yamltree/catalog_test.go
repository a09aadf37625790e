package yamltree

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"tertial/internal/diag"
)

// TestCatalogue checks that each page of this package exists in every language with the
// same variants, and that every variant that a finding may have is there.
func TestCatalogue(t *testing.T) {
	t.Parallel()
	variants := map[diag.Code][]string{
		"YAML-ALIAS":  {"", "anchor", "merge", "tag"},
		"YAML-LIMIT":  {"depth", "line", "size", "values"},
		"YAML-SYNTAX": {"", "colon", "documents", "encoding", "key", "reserved", "tab"},
		"YAML-TYPE":   {"", "list", "map", "null"},
		"YAML-VALUE":  {"", "form", "nearest", "range"},
		"YAML-KEY":    {"", "empty", "none"},
	}
	for _, m := range libraryMessages {
		variants["YAML-SYNTAX"] = append(variants["YAML-SYNTAX"], m.variant)
	}
	for _, code := range diag.Codes() {
		if !strings.HasPrefix(string(code), "YAML-") {
			continue
		}
		var first []string
		for _, lang := range diag.Languages() {
			page, ok := diag.Explain(code, lang)
			if !ok {
				t.Errorf("%s has no page in %s", code, lang)
				continue
			}
			names := slices.Sorted(maps.Keys(page.Messages))
			if first == nil {
				first = names
			}
			if !slices.Equal(first, names) {
				t.Errorf("%s in %s has the messages %q, not %q", code, lang, names, first)
			}
			for _, variant := range variants[code] {
				if page.Messages[variant] == "" {
					t.Errorf("%s in %s lacks the message %q", code, lang, variant)
				}
			}
		}
	}
}
