package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/build"
	"tertial/layouts"
)

// TestSessionOther: what a report shows or is told of depends on other files than
// its own. Each step changes one of those, and would be missed by a session that
// looked at the report's folders alone.
func TestSessionOther(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, name := range []string{"base", "crossdoc"} {
		archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		lay(t, root, archive)
	}
	const (
		first  = "content/barnnamnden/2020/delar-1/report.md"
		second = "content/barnnamnden/2020/delar-2/report.md"
		data   = "data/barnnamnden/2020/delar-1/barn.csv"
		except = "privacy_exceptions:\n  - {kind: email, text: anna@example.org, reason: Prov, role: registrator}\n"
	)
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	write := func(name, text string) {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	replace := func(name, old, instead string) {
		text := read(name)
		if !strings.Contains(text, old) {
			t.Fatalf("%s has no %q", name, old)
		}
		write(name, strings.Replace(text, old, instead, 1))
	}
	const fourth = "content/barnnamnden/2020/delar-4/report.md" // has a figure of the first, and no data
	write(fourth, "---\ntitle: Den fjärde\nkind: interim-report\nperiod: 2020-01/2020-12\ndate: 2020-12-12\nvisibility: public\n---\n\n# Läget\n\n"+
		"De var `=/barnnamnden/2020/delar-1/barn[Barn i förskolan; utfall_2019]`. Skriv till anna@example.org.\n")
	steps := []struct {
		what string
		do   func()
	}{
		{"another report is broken from the start", func() {}},
		{"it is mended, and what was never drawn is there", func() { replace(first, "[](#ingenting)", "") }},
		{"a finding names the other report", func() { replace(first, "title: Delårsrapport 1 2020", "title: Den första") }},
		{"a figure of the other report", func() { replace(data, "1250", "1251") }},
		{"what was tried across reports agrees now", func() { replace(data, "1251", "1260") }},
		{"an exception of the site", func() { write("content/site.yaml", read("content/site.yaml")+except) }},
		{"which nothing needs any more", func() { replace(fourth, "anna@example.org", "registratorn") }},
		{"a link to a report that is not there", func() { write(fourth, read(fourth)+"\nSe [den tredje](/barnnamnden/2020/delar-3/).\n") }},
		{"and that comes", func() {
			write("content/barnnamnden/2020/delar-3/report.md", "---\ntitle: Den tredje\nkind: interim-report\nperiod: 2020-01/2020-12\ndate: 2020-12-12\n---\n\n# Läget\n\nGott.\n")
		}},
		{"a further text", func() { write(strings.Replace(second, "report.md", "20-mer.md", 1), "# Mer\n\nMer text.\n") }},
		{"a further dataset", func() {
			write("data/barnnamnden/2020/delar-4/barn.csv", read(data))
			write("data/barnnamnden/2020/delar-4/barn.yaml", read(strings.Replace(data, ".csv", ".yaml", 1)))
		}},
		{"the committee has another name", func() { replace("content/barnnamnden/committee.yaml", "name: ", "name: Nya ") }},
		{"a template of the site", func() { write("layouts/site-footer.html", "<footer>Sidfot</footer>\n") }},
		{"and another", func() { write("layouts/site-footer.html", "<footer>Fotsid</footer>\n") }},
	}
	write(first, read(first)+"\nSe [](#ingenting).\n")
	cfg := build.Config{
		Root: root, Audience: build.Staff, AsOf: "2020-10-01", Program: "Tertial", BuiltIn: layouts.FS(), ChartCache: t.TempDir(),
	}
	s := build.NewSession(cfg, build.SessionOptions{})
	defer s.Close()
	var failed []bool
	for _, step := range steps {
		step.do()
		result := rebuild(t, s)
		sameAsBuild(t, cfg, result, step.what)
		failed = append(failed, result.Failed())
	}
	if got, want := fmt.Sprint(failed), "[true false false false false false false true false false false false false false]"; got != want {
		t.Errorf("failed %s, want %s", got, want)
	}
}
