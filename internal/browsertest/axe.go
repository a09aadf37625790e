package browsertest

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A Violation is an accessibility rule that a page breaks, with the places.
type Violation struct {
	ID     string // axe's name of the rule
	Impact string
	Help   string // what is asked for
	Nodes  []Node
}

// A Node is an element that breaks a rule.
type Node struct {
	Target  []string // CSS selectors that lead to it
	HTML    string
	Summary string // what to do
}

// String gives the violation in a few lines, at most three places of it.
func (v Violation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s): %s", v.ID, v.Impact, v.Help)
	for i, n := range v.Nodes {
		if i == 3 {
			fmt.Fprintf(&b, "\n    and %d more", len(v.Nodes)-i)
			break
		}
		fmt.Fprintf(&b, "\n    %s  %s\n      %s", strings.Join(n.Target, " "), short(n.HTML), oneLine(n.Summary))
	}
	return b.String()
}

func short(html string) string {
	const most = 160
	r := []rune(oneLine(html))
	if len(r) > most {
		return string(r[:most]) + "…"
	}
	return string(r)
}

// axeRun asks for WCAG 2.0 to 2.2, A and AA, and for axe's best practices, or for
// the rules that are named. It preloads nothing: that would ask for style sheets by
// script, which the page's policy forbids.
const axeRun = `(rules => axe.run(document, {
  preload: false,
  resultTypes: ['violations'],
  runOnly: rules.length ? {type: 'rule', values: rules} :
    {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']},
}).then(r => r.violations.map(v => ({
  ID: v.id, Impact: v.impact || '', Help: v.help,
  Nodes: v.nodes.map(n => ({Target: n.target.flat(), HTML: n.html, Summary: n.failureSummary || ''})),
}))))`

// Axe runs axe-core in the page as it is now looked at and returns what it finds:
// by all its rules, or by those that are named, such as "color-contrast", the one
// that tells dark from light.
func (p *Page) Axe(t testing.TB, rules ...string) []Violation {
	t.Helper()
	if !Eval[bool](t, p, `typeof axe === 'object'`) {
		source, err := os.ReadFile(module(t, "axe-core/axe.min.js"))
		if err != nil {
			t.Fatal(err)
		}
		p.do(t, "load axe", chromedp.Evaluate[chromedp.Void](string(source)+"\n;undefined"))
	}
	names, err := json.Marshal(append([]string{}, rules...))
	if err != nil {
		t.Fatal(err)
	}
	return Eval[[]Violation](t, p, axeRun+"("+string(names)+")")
}
