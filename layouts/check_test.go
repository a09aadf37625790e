package layouts_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// checkPage holds a page to the rules of docs/markup.md that a validator does
// not know: no inline style or script, one h1, headings without a gap, unique
// ids, and every fragment and headers attribute leading to one.
func checkPage(t *testing.T, page string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, level, ones := map[string]int{}, 0, 0
	var wanted []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s %s> is blocked by the policy", n.Data, a.Key)
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				wanted = append(wanted, a.Val[1:])
			case a.Key == "headers" || a.Key == "aria-labelledby" || a.Key == "for":
				wanted = append(wanted, strings.Fields(a.Val)...)
			}
		}
		switch n.Data {
		case "script", "style":
			t.Errorf("<%s> is blocked by the policy", n.Data)
		case "h1", "h2", "h3", "h4":
			now := int(n.Data[1] - '0')
			if now > level+1 {
				t.Errorf("heading %d after heading %d", now, level)
			}
			if level = now; now == 1 {
				ones++
			}
		case "td", "th":
			if n.FirstChild == nil {
				t.Error("empty cell")
			}
		}
	}
	if ones != 1 {
		t.Errorf("%d h1", ones)
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %q %d times", id, n)
		}
	}
	for _, id := range wanted {
		if ids[id] == 0 {
			t.Errorf("nothing has the id %q", id)
		}
	}
}
