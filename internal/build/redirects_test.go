package build

import (
	"slices"
	"strings"
	"testing"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
)

func frozenAt(number int, report string, withdrawn bool) frozenPages {
	e := frozenPages{Edition: &edition.Edition{Report: report, Number: number}}
	if !withdrawn {
		e.snapshot = &edition.Snapshot{
			Pages: []edition.Page{{Path: "index.html"}, {Path: "data/drift/index.html"}},
			Files: []string{"data/drift/drift.csv"},
		}
	}
	return e
}

func formers(paths ...string) []content.Former {
	all := make([]content.Former, len(paths))
	for i, p := range paths {
		all[i] = content.Former{Path: p}
	}
	return all
}

// redirectsIn are the redirects as lines, with what was found.
func redirectsIn(committees []*content.Committee, reports []moved, pages ...string) (lines, found []string) {
	diags := &diag.List{}
	n := newRenames(committees, reports, diags)
	for _, r := range n.redirects(committees, reports, pages) {
		lines = append(lines, r.From+" "+r.To)
	}
	slices.Sort(lines)
	for _, f := range diags.Sorted() {
		found = append(found, string(f.Code)+" "+f.Variant)
	}
	return lines, found
}

// TestRedirects: every address that was published leads to where it is now, and
// no other address does.
func TestRedirects(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		committees []*content.Committee
		reports    []moved
		pages      []string
		want       string
		found      []string
	}{
		{
			name: "nothing has moved", committees: []*content.Committee{{ID: "a"}},
			reports: []moved{{path: "a/2020/x", editions: []frozenPages{frozenAt(1, "a/2020/x", false)}}},
		},
		{
			name:    "renamed between two editions",
			reports: []moved{{path: "a/2020/y", formerly: formers("a/2020/x"), editions: []frozenPages{frozenAt(1, "a/2020/x", false), frozenAt(2, "a/2020/y", false)}}},
			want: `a/2020/x/ a/2020/y/
a/2020/x/1/ a/2020/y/1/
a/2020/x/1/changes-to-latest/ a/2020/y/1/changes-to-latest/
a/2020/x/1/data/drift/ a/2020/y/1/data/drift/
a/2020/x/1/data/drift/drift.csv a/2020/y/1/data/drift/drift.csv`,
		},
		{
			name:    "a front matter that this build does not read",
			reports: []moved{{path: "a/2020/y", editions: []frozenPages{frozenAt(1, "a/2020/x", true)}}},
			want:    "a/2020/x/ a/2020/y/\na/2020/x/1/ a/2020/y/1/",
		},
		{
			name:    "renamed twice, the second time without an edition",
			reports: []moved{{path: "a/2020/z", formerly: formers("a/2020/x", "a/2020/y"), editions: []frozenPages{frozenAt(1, "a/2020/x", true)}}},
			want:    "a/2020/x/ a/2020/z/\na/2020/x/1/ a/2020/z/1/\na/2020/y/ a/2020/z/\na/2020/y/1/ a/2020/z/1/",
		},
		{
			name:       "a committee renamed, with a report published before and one after",
			committees: []*content.Committee{{ID: "b", Formerly: formers("a")}},
			reports: []moved{
				{path: "b/2020/x", editions: []frozenPages{frozenAt(1, "a/2020/x", true)}},
				{path: "b/2021/x", editions: []frozenPages{frozenAt(1, "b/2021/x", true)}},
			},
			pages: []string{"b/2020/meetings/2020-05-26/", "c/2020/meetings/2020-05-26/"},
			want:  "a/ b/\na/2020/meetings/2020-05-26/ b/2020/meetings/2020-05-26/\na/2020/x/ b/2020/x/\na/2020/x/1/ b/2020/x/1/",
		},
		{
			name:       "a chain is led to its end",
			committees: []*content.Committee{{ID: "b", Formerly: formers("a")}},
			reports:    []moved{{path: "b/2020/y", formerly: formers("b/2020/x"), editions: []frozenPages{frozenAt(1, "a/2020/x", true)}}},
			want: "a/ b/\na/2020/x/ b/2020/y/\na/2020/x/1/ b/2020/y/1/\na/2020/y/ b/2020/y/\na/2020/y/1/ b/2020/y/1/\n" +
				"b/2020/x/ b/2020/y/\nb/2020/x/1/ b/2020/y/1/",
		},
		{
			name:       "former paths that cannot be",
			committees: []*content.Committee{{ID: "a", Formerly: formers("a", "b", "c")}, {ID: "b", Formerly: formers("c")}},
			reports: []moved{
				{path: "a/2020/x", formerly: formers("a/2020/x", "a/2020/y", "a/2020/z")}, {path: "a/2020/y", formerly: formers("a/2020/z")},
			},
			want:  "a/2020/z/ a/2020/x/\nc/ a/",
			found: []string{"FORMERLY own", "FORMERLY own", "FORMERLY exists", "FORMERLY taken", "FORMERLY twice", "FORMERLY twice"},
		},
	} {
		lines, found := redirectsIn(c.committees, c.reports, c.pages...)
		if got := strings.Join(lines, "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
		slices.Sort(found)
		slices.Sort(c.found)
		if !slices.Equal(found, c.found) {
			t.Errorf("%s: found %v, want %v", c.name, found, c.found)
		}
	}
}

// TestNow: a path is followed to its end; a ring ends nowhere.
func TestNow(t *testing.T) {
	t.Parallel()
	n := &renames{
		reports:    map[string]string{"b/2020/x": "b/2020/y", "r/2020/1": "r/2020/2", "r/2020/2": "r/2020/1"},
		committees: map[string]string{"a": "b"},
	}
	for _, c := range []struct {
		give, want string
		ok         bool
	}{
		{"a/2020/x/data/drift", "b/2020/y/data/drift", true},
		{"a", "b", true},
		{"a/2020/meetings/2020-05-26", "b/2020/meetings/2020-05-26", true},
		{"b/2020/y", "b/2020/y", false},
		{"", "", false},
		{"r/2020/1", "", false},
	} {
		got, ok := n.now(c.give)
		if ok != c.ok || ok && got != c.want {
			t.Errorf("%s leads to %s, %v; want %s", c.give, got, ok, c.want)
		}
	}
}
