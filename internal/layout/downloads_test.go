package layout

import (
	"bytes"
	"strings"
	"testing"
)

func TestOpening(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ord ", 50)
	for _, tt := range []struct{ text, first, rest string }{
		{"Kort. Två.", "Kort. Två.", ""},
		{"Först. " + long, "", "Först. " + long},
		{"Först. Sedan " + long, "Först.", "Sedan " + long},
		{"Enligt 8 kap. lagen. Sedan " + long, "Enligt 8 kap. lagen.", "Sedan " + long},
		{long, "", long},
	} {
		if first, rest := opening(tt.text); first != tt.first || rest != tt.rest {
			t.Errorf("opening(%.30q) = %q, %.30q", tt.text, first, rest)
		}
	}
}

func TestExcelField(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ord": ";ord", "a;b": `;"a;b"`, `ett "två"`: `;"ett ""två"""`, "=1+1": ";'=1+1", "-varav": ";'-varav",
		"@a": ";'@a", "a\nb": ";\"a\nb\"", " a": `;" a"`, "": ";", "1,5": ";1,5",
	} {
		var out bytes.Buffer
		if excelField(&out, 1, harmless(text)); out.String() != want {
			t.Errorf("%q became %q, want %q", text, out.String(), want)
		}
	}
}

func TestIsoDate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"2020-05-12": true, "2020-05": false, "": false, "12 maj 2020": false} {
		if isoDate(text) != want {
			t.Errorf("isoDate(%q) is not %v", text, want)
		}
	}
}
