package build_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/layouts"
)

// TestLeftBeforeDispatch: staff see at the top of a report what it lacks; in
// no other build is there a word of it, or of who answers for what.
func TestLeftBeforeDispatch(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for name, text := range map[string]string{
		"content/site.yaml":            "name: Prov\ncontact: {email: prov@example.org}\n" + statement,
		"content/namnd/committee.yaml": "name: Nämnden\n",
		"content/namnd/2020/delar/report.md": "---\ntitle: Delår\nkind: interim-report\nperiod: 2020-01/2020-04\nvisibility: committee\n---\n\n" +
			"# Ekonomi {#ekonomi owner=kammarskrivare}\n\n[Skriv avsnittet på nytt]\n\n# Målen {owner=\"vice magister\" .done}\n\nText.\n",
		"content/namnd/2020/klar/report.md": "---\ntitle: Klar\nkind: interim-report\nperiod: 2020-01/2020-04\nvisibility: committee\n---\n\n# Målen {owner=kammarskrivare .done}\n\nText.\n",
	} {
		writeFile(t, filepath.Join(root, name), text)
	}
	page := func(audience build.Audience, report string) string {
		out := t.TempDir()
		result, err := build.Build(context.Background(), build.Config{
			Root: root, Out: filepath.Join(out, "site"), Audience: audience, AsOf: "2020-05-01", Program: "Tertial", BuiltIn: layouts.FS(),
		})
		if err != nil || result.Failed() {
			t.Fatal(err, result.Findings)
		}
		text, err := os.ReadFile(filepath.Join(out, "site", "namnd", "2020", report, "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	staff := page(build.Staff, "delar")
	for _, want := range []string{"Kvar före utskick", `<a href="#ekonomi">1`, "ansvarig: kammarskrivare", "report.md, rad 10: [Skriv avsnittet på nytt]"} {
		if !strings.Contains(staff, want) {
			t.Errorf("staff do not see %q", want)
		}
	}
	if strings.Contains(staff, "vice magister") {
		t.Error("a section that is done is listed")
	}
	if done := page(build.Staff, "klar"); strings.Contains(done, "_todo") {
		t.Error("a report that lacks nothing has a list")
	}
	for _, word := range []string{"_todo", "kammarskrivare", "vice magister"} {
		if strings.Contains(page(build.Committee, "delar"), word) {
			t.Errorf("the committee sees %q", word)
		}
	}
}
