package build

import (
	"testing"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
)

// keptFiles is a writer that keeps what it gets.
type keptFiles map[string]string

func (k keptFiles) Add(name string, content []byte) error {
	k[name] = string(content)
	return nil
}

func TestWithdrawnLists(t *testing.T) {
	t.Parallel()
	gone, there := &edition.Edition{Number: 1, Withdrawn: &edition.Withdrawal{}}, &edition.Edition{Number: 2}
	tests := []struct {
		name, base string
		published  []*published
		want       keptFiles
	}{
		{"none", "", []*published{{path: "n/2026/a", editions: []*edition.Edition{there}, newest: there, front: true}}, keptFiles{}},
		{"one of two", "https://x.se/", []*published{{path: "n/2026/a", editions: []*edition.Edition{gone, there}, newest: there, front: true}}, keptFiles{
			withdrawnNginx: "/n/2026/a/1 1;\n/n/2026/a/1/ 1;\n/n/2026/a/1/index.html 1;\n",
			withdrawnCaddy: "@withdrawn path /n/2026/a/1 /n/2026/a/1/ /n/2026/a/1/index.html\nerror @withdrawn 410\n",
		}},
		{"all, below a path", "https://x.se/kommun/", []*published{{path: "n/2026/a", editions: []*edition.Edition{gone}, front: true}}, keptFiles{
			withdrawnNginx: "/kommun/n/2026/a 1;\n/kommun/n/2026/a/ 1;\n/kommun/n/2026/a/index.html 1;\n" +
				"/kommun/n/2026/a/1 1;\n/kommun/n/2026/a/1/ 1;\n/kommun/n/2026/a/1/index.html 1;\n",
			withdrawnCaddy: "@withdrawn path /kommun/n/2026/a /kommun/n/2026/a/ /kommun/n/2026/a/index.html" +
				" /kommun/n/2026/a/1 /kommun/n/2026/a/1/ /kommun/n/2026/a/1/index.html\nerror @withdrawn 410\n",
		}},
	}
	for _, tt := range tests {
		got := keptFiles{}
		b := &builder{diags: &diag.List{}, writer: got, published: tt.published, site: &layout.Site{Site: &content.Site{}, BaseURL: tt.base}}
		if err := withdrawnLists(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s: %q", tt.name, got)
		}
		for name, want := range tt.want {
			if got[name] != want {
				t.Errorf("%s: %s is\n%s\nwant\n%s", tt.name, name, got[name], want)
			}
		}
	}
}
