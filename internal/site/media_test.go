package site

import (
	"path"
	"testing"
)

// TestMediaType: what a site and its editions can hold has a type that programs
// know, and what nothing is known of has none.
func TestMediaType(t *testing.T) {
	for _, ext := range []string{".html", ".css", ".js", ".csv", ".json", ".txt", ".xlsx", ".svg", ".png", ".jpg", ".webp", ".woff2", ".wasm", ".pdf", ".rdf", ".ics"} {
		if got := MediaType(path.Join("a", "b"+ext)); got == UnknownType {
			t.Errorf("%s is %s", ext, got)
		}
	}
	if got := MediaType("a/b"); got != UnknownType {
		t.Errorf("a/b is %s", got)
	}
	if got := MediaType("changes/checkpoint"); got != "text/plain; charset=utf-8" {
		t.Errorf("the checkpoint is %s", got)
	}
}

// TestDigested: a paper with a day at the end of its name has no digest there.
func TestDigested(t *testing.T) {
	for name, want := range map[string]bool{
		"assets/tertial-ac64b9f6.css": true, "n/2026/delar-1/2/assets/report-5f62714b.css": true,
		"n/meetings/2026-05-26/protokoll-20260526.pdf": false, "assets/icon.svg": false, "assets/fonts/source-sans-3-latin-400-normal.woff2": false,
	} {
		if got := Digested(name); got != want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
