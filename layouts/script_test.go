package layouts_test

import (
	"io/fs"
	"strings"
	"testing"

	"tertial/layouts"
)

// TestScriptTexts holds that no text of the script has the sign that parts them,
// and that both languages have the same ones.
func TestScriptTexts(t *testing.T) {
	t.Parallel()
	keys := map[string]string{}
	for _, lang := range []string{"sv", "en"} {
		text, err := fs.ReadFile(layouts.FS(), "text/"+lang+".txt")
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			if !strings.HasPrefix(key, "script.") {
				continue
			}
			keys[lang] += key + " "
			if strings.Contains(value, "|") {
				t.Errorf("%s: %s has a bar: %s", lang, key, value)
			}
		}
	}
	if keys["sv"] != keys["en"] || keys["sv"] == "" {
		t.Errorf("not the same texts:\n%s\n%s", keys["sv"], keys["en"])
	}
}
