package sitecheck

import (
	"bytes"
	"cmp"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Cover chooses among pages few and small ones that together have every kind of
// element that any of them has, in every kind of page: an element's kind is its
// name, classes and role, a page's the classes of its body. What is true of each
// kind, as most of what can be wrong with how a page looks, need be tested on
// these alone. The choice is the same whenever the pages are; it is sorted.
func Cover(site fs.FS, pages []string) ([]string, error) {
	var all []kindsOf
	left := map[string]bool{}
	for _, name := range pages {
		page, err := fs.ReadFile(site, name)
		if err != nil {
			return nil, err
		}
		root, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			return nil, err
		}
		found := kindsOf{name, kinds(root), math.Sqrt(float64(len(page)))}
		all = append(all, found)
		maps.Copy(left, found.kinds)
	}
	slices.SortFunc(all, func(a, b kindsOf) int { return cmp.Compare(a.name, b.name) })
	var chosen []string
	for len(left) > 0 {
		best := slices.MaxFunc(all, func(a, b kindsOf) int { return cmp.Compare(a.worth(left), b.worth(left)) })
		chosen = append(chosen, best.name)
		maps.DeleteFunc(left, func(kind string, _ bool) bool { return best.kinds[kind] })
	}
	slices.Sort(chosen)
	return chosen, nil
}

// kindsOf are the kinds of elements of one page, and what it costs to look at it.
type kindsOf struct {
	name  string
	kinds map[string]bool
	cost  float64
}

// worth is how many kinds the page would add, for what it costs.
func (k kindsOf) worth(left map[string]bool) float64 {
	n := 0
	for kind := range k.kinds {
		if left[kind] {
			n++
		}
	}
	return float64(n) / k.cost
}

func kinds(root *html.Node) map[string]bool {
	found := map[string]bool{}
	page := ""
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		kind := n.Data + " " + attr(n, "role")
		classes := strings.Fields(attr(n, "class"))
		slices.Sort(classes)
		kind += " " + strings.Join(classes, " ")
		if n.Data == "body" {
			page = kind
		}
		found[page+"\n"+kind] = true
	}
	return found
}
