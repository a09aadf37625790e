package layouts_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestKindsAreNoOtherClass: the kind of a page is the class of its body. A rule
// for something inside a page that has the same class would change the page itself.
func TestKindsAreNoOtherClass(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../internal/layout/*.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\.(?:frame\(\w+(?:\.\w+)*, .*?|page\(.*?), "([a-z]+)",`).FindAllSubmatch(text, -1) {
			kinds[string(m[1])] = true
		}
	}
	if len(kinds) < 8 || !kinds["log"] || !kinds["report"] {
		t.Fatalf("kinds of pages: %v", kinds)
	}
	css := sheet(t)
	for kind := range kinds {
		if rule := regexp.MustCompile(`\.` + kind + `(?:\s*[{,>+~]|::?[a-z(-]+\s*[{,])`).FindString(css); rule != "" {
			t.Errorf("pages of the kind %s have the class that %q is about", kind, rule)
		}
	}
}
