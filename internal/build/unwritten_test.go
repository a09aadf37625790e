package build_test

import (
	"strings"
	"testing"

	"tertial/internal/build"
)

// TestScaffoldIsRefused: what new report marks to be written or confirmed is
// never published, whatever is acknowledged; what another template left is, if
// somebody says that it is meant.
func TestScaffoldIsRefused(t *testing.T) {
	t.Parallel()
	const name = "content/" + ofPublish + "/report.md"
	for _, c := range []struct {
		old, now string
		refused  bool
	}{
		{"# Läget\n", "# Läget\n\n[Skriv avsnittet på nytt]\n", true},
		{"author: controller\n", "author: controller\nsource: \"BEKRÄFTA: var siffrorna kommer ifrån\"\n", true},
		{"# Läget\n", "# Läget\n\nFråga [namn] om mer.\n", false},
	} {
		p := newPublication(t)
		p.edit(t, name, c.old, c.now)
		release, err := p.publish(ofPublish, quick, func(req *build.PublishRequest) { req.Acknowledged = []string{"UNBOUND", "TEMPLATE"} })
		if err != nil {
			t.Fatal(err)
		}
		if said := saidOf(release.Findings); release.Failed() != c.refused || !strings.Contains(said, "TEMPLATE") {
			t.Errorf("%s: refused is %v\n%s", c.now, release.Failed(), said)
		}
	}
}
