package layout

import (
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
)

// TestCheckLogo: a logo is judged by what it holds, not by its name.
func TestCheckLogo(t *testing.T) {
	t.Parallel()
	svg := func(inner string) string {
		return `<?xml version="1.0"?>` + "\n" + `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">` + inner + "</svg>\n"
	}
	for name, tt := range map[string]struct{ file, text, want string }{
		"png":         {"logo.png", "\x89PNG\r\n\x1a\n....", ""},
		"png as svg":  {"logo.svg", "\x89PNG\r\n\x1a\n....", ""},
		"svg":         {"logo.svg", svg(`<path d="M0 0h9"/><use xlink:href="#a"/>`), ""},
		"text":        {"logo.svg", "Kommunens logotyp", "THEME-LOGO"},
		"page":        {"logo.svg", "<html><svg/></html>", "THEME-LOGO"},
		"jpeg":        {"logo.png", "\xff\xd8\xff\xe0..", "THEME-LOGO"},
		"empty":       {"logo.svg", "", "THEME-LOGO"},
		"cut off":     {"logo.svg", `<svg xmlns="http://www.w3.org/2000/svg"><path`, "THEME-LOGO"},
		"script":      {"logo.svg", svg("<script>alert(1)</script>"), "active"},
		"handler":     {"logo.svg", svg(`<path onload="x()"/>`), "active"},
		"link":        {"logo.svg", svg(`<image xlink:href="https://example.org/a.png"/>`), "active"},
		"not there":   {"annan.svg", svg(""), "missing"},
		"other place": {"../site.yaml", svg(""), "missing"},
		"not served":  {"logo.txt", svg(""), "missing"},
		"none":        {"", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := tt.file
			if tt.want == "missing" && file != "logo.txt" {
				file = "logo.svg"
			}
			layer := fstest.MapFS{}
			if file != "" {
				layer["assets/"+file] = &fstest.MapFile{Data: []byte(tt.text)}
			}
			diags := &diag.List{}
			CheckLogo(Files{layer}, tt.file, diag.Place{File: "content/site.yaml"}, diags)
			var got strings.Builder
			for _, f := range diags.Sorted() {
				got.WriteString(string(f.Code) + f.Variant)
			}
			want := tt.want
			if want != "" && want != "THEME-LOGO" {
				want = "THEME-LOGO" + want
			}
			if got.String() != want {
				t.Errorf("got %q, want %q", got.String(), want)
			}
		})
	}
}
