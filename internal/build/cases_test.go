package build_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/golden"
	"tertial/internal/testpublish"
	"tertial/layouts"
)

// TestCases runs each testdata/*.txtar. Its files under content/, data/ and
// layouts/ are laid over a small site; the file want.txt is what a build says
// in Swedish. Each line of a file such as has/a/index.html must stand in that
// page, white space apart; each line of a file under lacks/ must not.
func TestCases(t *testing.T) {
	t.Parallel()
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range golden.Cases(t, "testdata/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			lay(t, root, base)
			lay(t, root, c.Archive)
			cfg := build.Config{Root: root, Audience: audience(c.Archive), AsOf: "2020-06-01", Program: "Tertial", BuiltIn: layouts.FS()}
			if cfg.Audience == published {
				cfg.Audience = build.Public
				if _, err := testpublish.All(t.Context(), cfg); err != nil {
					t.Fatal(err)
				}
			}
			result, err := build.Build(context.Background(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			var said bytes.Buffer
			if err := (diag.Printer{Lang: "sv"}).Print(&said, result.Findings); err != nil {
				t.Fatal(err)
			}
			said.WriteString(english(result.Findings))
			if _, err := os.Stat(filepath.Join(root, "public")); result.Failed() == (err == nil) {
				t.Errorf("failed: %t, but public/: %v", result.Failed(), err)
			}
			c.Compare(t, "want.txt", said.String())
			judge(t, root, c.Archive)
		})
	}
}

// english makes every message once in English too: a slip in its catalogue
// shows as a brace.
func english(findings []diag.Finding) string {
	var out strings.Builder
	for i := range findings {
		if text := findings[i].Message("en"); strings.ContainsAny(text, "{}") {
			out.WriteString("unfilled: " + text + "\n")
		}
		if text := findings[i].Message("sv"); strings.ContainsAny(text, "{}") {
			out.WriteString("unfilled: " + text + "\n")
		}
	}
	return out.String()
}

// published is the public after all reports have been published.
const published build.Audience = "published"

// audience is what the case's first line of comment names, else staff.
func audience(a *txtar.Archive) build.Audience {
	for _, known := range append(build.Audiences(), published) {
		if strings.HasPrefix(string(a.Comment), string(known)+":") {
			return known
		}
	}
	return build.Staff
}

func lay(t *testing.T, root string, archive *txtar.Archive) {
	t.Helper()
	for _, f := range archive.Files {
		top, _, _ := strings.Cut(f.Name, "/")
		if top != "content" && top != "data" && top != "layouts" {
			continue
		}
		name := filepath.Join(root, filepath.FromSlash(f.Name))
		if string(f.Data) == "(removed)\n" {
			if err := os.RemoveAll(name); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// judge looks into the pages that were made.
func judge(t *testing.T, root string, archive *txtar.Archive) {
	t.Helper()
	for _, f := range archive.Files {
		switch top, rest, _ := strings.Cut(f.Name, "/"); top {
		case "has", "lacks":
			page, err := os.ReadFile(filepath.Join(root, "public", filepath.FromSlash(rest)))
			if err != nil {
				t.Error(err)
				continue
			}
			for line := range strings.Lines(string(f.Data)) {
				if line = strings.TrimSpace(line); strings.Contains(spaced(string(page)), spaced(line)) != (top == "has") {
					t.Errorf("%s %s %q", rest, map[string]string{"has": "lacks", "lacks": "has"}[top], line)
				}
			}
		}
	}
}

func spaced(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("\u00a0", "~").Replace(s)), " ")
}
