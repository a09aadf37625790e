//go:build lighthouse

package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tertial/internal/browsertest"
)

// categories are what Lighthouse judges.
var categories = []string{"performance", "accessibility", "best-practices", "seo"}

// tries are how often a page's speed is measured before it counts as slow: the
// machine does other things too. Nothing else is asked twice.
const tries = 3

// TestLighthouse asks Lighthouse for a mark of each kind of page that readers come
// to first, on a telephone with a slow connection: it must be 100 in everything.
func TestLighthouse(t *testing.T) {
	cli := filepath.Join(checkout(t), ".cache", "lighthouse", "node_modules", "lighthouse", "cli", "index.js")
	if _, err := os.Stat(cli); err != nil {
		t.Fatal("no Lighthouse: run make lighthouse, which installs it")
	}
	own := released(t, "../..")
	invented := filepath.Join(folder(t), "invented")
	if err := invent(invented); err != nil {
		t.Fatal(err)
	}
	other := released(t, invented)
	var table strings.Builder
	fmt.Fprintf(&table, "%-10s %5s %5s %5s %5s  %s\n", "page", "perf", "a11y", "best", "seo", "address")
	for _, p := range []struct {
		name string
		site *site
		kind string
	}{
		{"start", own, "start"},
		{"committee", own, "committee"},
		{"report", own, "report"},
		{"dataset", own, "dataset"},
		{"measure", own, "measure"},
		{"economy", other, "economy"},
		{"search", own, "search"},
		{"statement", own, "accessibility"},
		{"start 2", other, "start"},
		{"meeting", other, "meeting"},
		{"report 2", other, "report"},
	} {
		t.Run(p.name, func(t *testing.T) {
			page := p.site.ofKind(t, p.kind)
			if page == "" {
				fmt.Fprintf(&table, "%-10s there is none\n", p.name)
				t.Fatalf("no page of the kind %s", p.kind)
			}
			marks, why := judged(t, cli, p.site.out, page)
			fmt.Fprintf(&table, "%-10s %5d %5d %5d %5d  %s\n", p.name, marks[0], marks[1], marks[2], marks[3], page)
			if slices.ContainsFunc(marks, func(m int) bool { return m < 100 }) {
				t.Errorf("%s: %v\n  %s", page, marks, strings.Join(why, "\n  "))
			}
		})
	}
	t.Logf("Lighthouse, mobile\n%s", table.String())
}

// released makes a site ready for its visitors. Its out is an address, where it is
// served; its name is its folder.
func released(t *testing.T, root string) *site {
	t.Helper()
	dir := folder(t)
	start := browsertest.ServePacked(t, dir)
	tertial(t, "-C", root, "build", "--release", "--pdf", "none", "--pagefind", filepath.Join(checkout(t), "node_modules", "@pagefind", "linux-x64", "bin", "pagefind_extended"), "--as-of", asOf, "--base-url", start, "--out", dir)
	s := &site{name: dir, out: dir}
	if err := s.list(map[string]bool{}); err != nil {
		t.Fatal(err)
	}
	s.out = start
	return s
}

// ofKind returns the largest page of a kind that stands at an address that readers
// are led to, or "".
func (s *site) ofKind(t *testing.T, kind string) string {
	t.Helper()
	best, largest := "", 0
	for _, page := range s.pages {
		text, err := os.ReadFile(filepath.Join(s.name, filepath.FromSlash(page)))
		if err != nil {
			t.Fatal(err)
		}
		found := body.FindSubmatch(text)
		if found == nil || string(found[1]) != kind || kind == "report" && strings.Count(page, "/") != 3 || kind == "search" && page != "search/index.html" {
			continue // of another kind, or not where readers are led first
		}
		if len(text) > largest {
			best, largest = page, len(text)
		}
	}
	return best
}

// judged lets Lighthouse judge a page, and says what took marks off.
func judged(t *testing.T, cli, start, page string) (marks []int, why []string) {
	t.Helper()
	address := start + strings.TrimSuffix(page, "index.html")
	best := []int{0, 0, 0, 0}
	for range tries {
		marks, why = lighthouse(t, cli, address)
		marks[0] = max(marks[0], best[0])
		best = marks
		if marks[0] == 100 || slices.Min(marks[1:]) < 100 {
			break
		}
	}
	return best, why
}

func lighthouse(t *testing.T, cli, address string) (marks []int, why []string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "node", cli, address, "--quiet", "--output=json", "--no-enable-error-reporting",
		"--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update")
	cmd.Env = append(os.Environ(), "CHROME_PATH="+browsertest.Executable(t))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("lighthouse %s: %v", address, err)
	}
	var report struct {
		Categories map[string]struct {
			Score     *float64
			AuditRefs []struct {
				ID     string
				Weight float64
			}
		}
		Audits map[string]struct {
			Title, DisplayValue string
			Score               *float64
			Details             struct{ Items json.RawMessage }
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	lost := map[string]bool{}
	for _, name := range categories {
		c := report.Categories[name]
		if c.Score == nil {
			t.Fatalf("%s: %s has no mark", address, name)
		}
		marks = append(marks, int(*c.Score*100+0.5))
		for _, ref := range c.AuditRefs {
			a := report.Audits[ref.ID]
			if ref.Weight == 0 || a.Score == nil || *a.Score >= 0.995 {
				continue
			}
			lines := []string{fmt.Sprintf("%s %.2f: %s %s", ref.ID, *a.Score, a.Title, a.DisplayValue)}
			lines = append(lines, fmt.Sprintf("%.900s", a.Details.Items))
			lost[strings.Join(lines, "\n      ")] = true
		}
	}
	return marks, slices.Sorted(maps.Keys(lost))
}
