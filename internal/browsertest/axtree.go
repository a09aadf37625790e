package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// AXTree returns what assistive technology is told of the first element that a
// selector finds and of all below it: a line each, indented by depth, with role,
// name, description, value and state. What is ignored is left out, and so are boxes of
// lines, so that the text stays the same when only the looks change.
func (p *Page) AXTree(t testing.TB, selector string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	nodes, err := chromedp.Run(ctx, func(ctx context.Context, tab *chromedp.Target) ([]*accessibility.Node, error) {
		found, err := cdp.Call(ctx, tab, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.querySelector(" + quoted(selector) + ")"})
		if err != nil {
			return nil, err
		}
		tree, err := cdp.Call(ctx, tab, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: found.Result.ObjectID})
		return tree.Nodes, err
	})
	if err != nil || len(nodes) == 0 {
		t.Fatalf("accessibility tree of %s: %d nodes, %v", selector, len(nodes), err)
	}
	w := axWriter{nodes: map[accessibility.NodeID]*accessibility.Node{}}
	for _, n := range nodes {
		w.nodes[n.NodeID] = n
	}
	for _, n := range nodes {
		if w.nodes[n.ParentID] == nil {
			w.write(n, 0, "")
		}
	}
	return w.out.String()
}

func quoted(s string) string {
	text, _ := json.Marshal(s) //nolint:errchkjson // a string
	return string(text)
}

// An axWriter writes nodes of an accessibility tree.
type axWriter struct {
	nodes map[accessibility.NodeID]*accessibility.Node
	out   strings.Builder
}

// axDrawn are roles of what is drawn of a text; the text has been written.
var axDrawn = [...]string{"InlineTextBox", "none"}

// axStates are the properties that a reader is told of.
var axStates = [...]string{"level", "expanded", "checked", "required", "invalid", "disabled", "focusable", "multiline", "roledescription", "live"}

func (w *axWriter) write(n *accessibility.Node, depth int, above string) {
	role, name := axText(n.Role), axText(n.Name)
	skip := n.Ignored || slices.Contains(axDrawn[:], role) || role == "StaticText" && name == above
	if !skip {
		fmt.Fprintf(&w.out, "%s%s", strings.Repeat("  ", depth), role)
		if name != "" {
			fmt.Fprintf(&w.out, " %q", name)
		}
		if d := axText(n.Description); d != "" {
			fmt.Fprintf(&w.out, " description=%q", d)
		}
		if v := axText(n.Value); v != "" {
			fmt.Fprintf(&w.out, " value=%q", v)
		}
		for _, p := range n.Properties {
			if v := axText(p.Value); slices.Contains(axStates[:], string(p.Name)) && v != "" && v != "false" && v != "0" {
				fmt.Fprintf(&w.out, " %s=%s", p.Name, v)
			}
		}
		w.out.WriteByte('\n')
		depth, above = depth+1, name
	}
	for _, id := range n.ChildIDs {
		if child := w.nodes[id]; child != nil {
			w.write(child, depth, above)
		}
	}
}

// axText is a value as text.
func axText(v *accessibility.Value) string {
	if v == nil || len(v.Value) == 0 {
		return ""
	}
	var value any
	if err := json.Unmarshal(v.Value, &value); err != nil || value == nil {
		return ""
	}
	return oneLine(fmt.Sprint(value))
}
