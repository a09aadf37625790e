package build_test

import (
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// shownText finds texts and the attributes that are read out.
var shownText = regexp.MustCompile(`>([^<]+)<|(?:aria-label|title|alt)="([^"]+)"`)

// TestEnglishInterface builds the generated municipality in English: no sentence
// of the Swedish interface stands on any page. Single words may: the data are Swedish.
func TestEnglishInterface(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := testsite.New(testsite.Options{Seed: 9, Reports: 3, Charts: 2, Lean: true, Meetings: true}).WriteTo(root); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(root, "content", "site.yaml")
	own, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile(`(?m)^lang: sv$`).ReplaceAllString(string(own), "lang: en")
	if !strings.Contains(text, "lang: en") {
		text += "\nlang: en\n"
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := config(root, build.Staff)
	cfg.Out = filepath.Join(t.TempDir(), "out")
	result, err := build.Build(t.Context(), cfg)
	if err != nil || result.Failed() {
		t.Fatal(err)
	}
	swedish := onlySwedish(t)
	for name, content := range readAll(t, cfg.Out) {
		if filepath.Ext(name) != ".html" {
			continue
		}
		for _, m := range shownText.FindAllStringSubmatch(string(content), -1) {
			if text := strings.TrimSpace(html.UnescapeString(m[1] + m[2])); swedish[text] {
				t.Errorf("%s says %q", name, text)
			}
		}
	}
}

// onlySwedish are the texts of several words that the Swedish catalogue alone has.
func onlySwedish(t *testing.T) map[string]bool {
	t.Helper()
	read := func(lang string) map[string]bool {
		text, err := fs.ReadFile(layouts.FS(), "text/"+lang+".txt")
		if err != nil {
			t.Fatal(err)
		}
		all := map[string]bool{}
		for line := range strings.Lines(string(text)) {
			if _, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && strings.Count(value, " ") > 2 && !strings.Contains(value, "{") {
				all[value] = true
			}
		}
		return all
	}
	own, english := read("sv"), read("en")
	for value := range english {
		delete(own, value)
	}
	if len(own) < 100 {
		t.Fatalf("only %d texts", len(own))
	}
	return own
}
