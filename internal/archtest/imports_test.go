package archtest

import (
	"slices"
	"strings"
	"testing"
)

// support is the rank of packages that exist for tests and measurements. They
// may import everything; the product imports none of them.
const support = 100

// ranks orders the packages as docs/architecture.md draws them: an import points
// from a higher rank to a lower one, never to its own. A new package is given its
// place here first.
var ranks = map[string]int{
	"cmd/tertial": 5,

	"build":   4,
	"deploy":  4,
	"preview": 4, // is given a function that builds
	"layouts": 4, // the top-level folder; only the command needs it, and its tests render through layout

	"search":    3,
	"reconcile": 3,
	"chart":     3,
	"layout":    3,
	"proofread": 3,
	"prose":     3,

	"agenda":      2,
	"verify":      2,
	"change":      2,
	"report":      2,
	"propose":     2, // no build of a site needs it
	"rollforward": 2, // nor this
	"series":      2,
	"asis":        2,
	"wording":     2,

	"content": 1,
	"data":    1,
	"edition": 1,
	"swedish": 1, // its numbers are exact

	"pdf":         0, // starts a browser; knows nothing of sites
	"privacy":     0,
	"audience":    0,
	"publog":      0,
	"quantity":    0,
	"site":        0,
	"spreadsheet": 0,
	"squeeze":     0,
	"tabular":     0,
	"yamltree":    0,

	"diag": -1, // beneath all: everything may be found fault with

	"archtest":    support,
	"bench":       support,
	"browsertest": support,
	"e2e":         support,
	"golden":      support,
	"sitecheck":   support,
	"testpublish": support,
	"testsite":    support,
}

// Who may import a library that has no single owner: what Go's own people keep
// beside the standard library is like it, and some libraries serve tests only.
const (
	anyone  = "any package"
	anyTest = "tests of any package"
)

// owners says who may import a library. Everything else asks the owner.
var owners = map[string][]string{
	"github.com/andybalholm/brotli":      {"squeeze"},
	"github.com/chromedp":                {"browsertest"},
	"github.com/fsnotify/fsnotify":       {"preview"},
	"github.com/gocarina/gocsv":          {"data"},
	"github.com/goccy/go-yaml":           {"yamltree"},
	"github.com/go-echarts/go-echarts":   {"chart"},
	"github.com/johannesboyne/gofakes3":  {anyTest},
	"github.com/minio/minio-go":          {"deploy"},
	"github.com/rogpeppe/go-internal":    {anyTest, "golden"},
	"github.com/shopspring/decimal":      {"quantity"},
	"github.com/spf13/cobra":             {"cmd/tertial"},
	"github.com/spf13/pflag":             {"cmd/tertial"},
	"github.com/yuin/goldmark":           {"content", "layout", "bench"},
	"golang.org/x/image":                 {"chart"},
	"golang.org/x/mod/sumdb":             {"publog"},
	"golang.org/x/net/html":              {"search", "sitecheck", anyTest},
	"golang.org/x/sync":                  {anyone},
	"golang.org/x/text":                  {anyone},
	"golang.org/x/sys":                   {"site", "bench"},
	"golang.org/x/term":                  {"cmd/tertial"},
	"modernc.org/quickjs":                {"chart"},
	"modernc.org/libquickjs":             {"chart"},
	"modernc.org/libc":                   {"chart"},
	"github.com/go-json-experiment/json": {"browsertest"},
}

func TestImportDirection(t *testing.T) {
	t.Parallel()
	_, files := goFiles(t)
	for _, f := range files {
		from, ok := ranks[f.Owner()]
		if !ok {
			t.Errorf("%s: package %s has no rank: give it one in internal/archtest and in docs/architecture.md", f.Path, f.Owner())
			continue
		}
		for _, imp := range f.Imports {
			to, ours := strings.CutPrefix(imp, Module+"/")
			if !ours {
				continue
			}
			if why := wrongWay(f, from, owner(to)); why != "" {
				t.Errorf("%s: imports %s: %s", f.Path, imp, why)
			}
		}
	}
}

// wrongWay says why a file of a package with rank from may not import the package
// to; it is empty when it may.
func wrongWay(f GoFile, from int, to string) string {
	rank, ok := ranks[to]
	switch {
	case f.Owner() == to:
		return ""
	case !ok:
		return "that package has no rank"
	case rank == support && (f.Test() || from == support):
		return ""
	case rank == support:
		return "that package is for tests"
	case rank > from:
		return "imports only point down"
	case rank == from && !f.Test():
		return "neighbours of one rank do not know each other"
	}
	return ""
}

func TestOneOwnerPerLibrary(t *testing.T) {
	t.Parallel()
	_, files := goFiles(t)
	for _, f := range files {
		for _, imp := range f.Imports {
			if !thirdParty(imp) {
				continue
			}
			lib, may := libraryOf(imp)
			switch {
			case lib == "":
				t.Errorf("%s: imports %s, which has no owner in internal/archtest", f.Path, imp)
			case slices.Contains(may, anyone), slices.Contains(may, f.Owner()), f.Test() && slices.Contains(may, anyTest):
			default:
				t.Errorf("%s: imports %s, which belongs to %s", f.Path, imp, strings.Join(may, ", "))
			}
		}
	}
}

// thirdParty reports whether an import path is neither ours nor Go's own, whose
// first element has no dot.
func thirdParty(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return strings.Contains(first, ".")
}

// libraryOf finds the longest prefix of an import path that has an owner.
func libraryOf(imp string) (lib string, may []string) {
	for prefix, who := range owners {
		if (imp == prefix || strings.HasPrefix(imp, prefix+"/")) && len(prefix) > len(lib) {
			lib, may = prefix, who
		}
	}
	return lib, may
}

// TestRulesBite makes sure that the tests above can fail.
func TestRulesBite(t *testing.T) {
	t.Parallel()
	prod, test := GoFile{Path: "internal/data/a.go"}, GoFile{Path: "internal/data/a_test.go"}
	tests := []struct {
		give    GoFile
		to      string
		allowed bool
	}{
		{prod, "diag", true},
		{prod, "data", true},
		{prod, "content", false},
		{prod, "chart", false},
		{prod, "sitecheck", false},
		{prod, "unheardof", false},
		{test, "content", true},
		{test, "sitecheck", true},
		{test, "report", false},
	}
	for _, tt := range tests {
		if got := wrongWay(tt.give, ranks["data"], tt.to) == ""; got != tt.allowed {
			t.Errorf("%s importing %s: allowed = %t, want %t", tt.give.Path, tt.to, got, tt.allowed)
		}
	}
	if lib, _ := libraryOf("golang.org/x/textile"); lib != "" {
		t.Errorf("a library without an owner was taken for %s", lib)
	}
	if lib, _ := libraryOf("github.com/yuin/goldmark/ast"); lib != "github.com/yuin/goldmark" {
		t.Errorf("goldmark/ast belongs to %q", lib)
	}
}
