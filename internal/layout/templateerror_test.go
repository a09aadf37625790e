package layout

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

// TestTemplateErrors: a template that cannot be read or run names its file and line.
func TestTemplateErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, reason string }{
		{"<p>\n{{broken}}", `function "broken" not defined`},
		{"<p>\n{{.Nothing}}", `at <.Nothing>: can't evaluate field Nothing in type layout.Frame`},
		{"<p>\n<a {{if .Title}}href='{{end}}>", "{{if}} branches end in different contexts"},
	} {
		set, err := NewSet(Files{fstest.MapFS{
			"part.html": {Data: []byte(c.text)}, "base.html": {Data: []byte(`{{template "part.html" .Frame}}`)}, "text/sv.txt": {}, "text/en.txt": {},
		}}, "sv")
		if err == nil {
			_, err = set.framed(Frame{}, "")
		}
		var got *TemplateError
		if !errors.As(err, &got) || got.File != "part.html" || got.Line != 2 {
			t.Errorf("%q: %+v, %v", c.text, got, err)
			continue
		}
		if !strings.HasPrefix(got.Reason, c.reason) {
			t.Errorf("%q: %q", c.text, got.Reason)
		}
	}
}
