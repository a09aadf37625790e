package chart

import (
	"fmt"
	"strings"
)

// set changes an attribute or adds it.
func (n *node) set(name, value string) {
	for i := range n.attrs {
		if n.attrs[i].name == name {
			n.attrs[i].value = value
			return
		}
	}
	n.attrs = append(n.attrs, attr{name, value})
}

// drop removes an attribute.
func (n *node) drop(name string) {
	for i := range n.attrs {
		if n.attrs[i].name == name {
			n.attrs = append(n.attrs[:i], n.attrs[i+1:]...)
			return
		}
	}
}

// settlePath rewrites path data, with the transform applied where it only
// enlarges and moves.
func (n *node) settlePath() error {
	list, err := readPath(n.get("d"))
	if err != nil {
		return err
	}
	if move, ok := readShift(n.get("transform")); ok {
		move.apply(list)
		n.drop("transform")
		if width := n.get("stroke-width"); width != "" && move.scale != 1 {
			n.set("stroke-width", short(number(width)*move.scale))
		}
	}
	if len(list) == 2 && list[1].command == 'L' {
		n.set("fill", "none") // a stroke has no inside
	}
	var b strings.Builder
	writePath(&b, list)
	n.set("d", b.String())
	if n.get("stroke-width") == "1" {
		n.drop("stroke-width")
	}
	return nil
}

// invisible reports whether a shape has neither inside nor edge.
func (n *node) invisible() bool {
	switch n.name {
	case "path", "rect", "circle", "ellipse", "line", "polyline", "polygon":
	default:
		return false
	}
	fill := n.get("fill") == "none" || n.get("fill-opacity") == "0"
	stroke := n.get("stroke")
	return fill && (stroke == "" || stroke == "none" || n.get("stroke-width") == "0" || n.get("stroke-opacity") == "0")
}

// checkColours refuses a colour that the page cannot change.
func (n *node) checkColours() error {
	for _, a := range n.attrs {
		switch a.name {
		case "fill", "stroke", "stop-color":
			if a.value != "none" && !strings.HasPrefix(a.value, "var(") && !strings.HasPrefix(a.value, "url(#") {
				return fmt.Errorf("%s: %s %s is outside the palette", n.name, a.name, a.value)
			}
		}
	}
	return nil
}

// melt joins like join, paths that are not opaque too: none lies over another.
func (n *node) melt(next *node) bool {
	if n.get("fill-opacity") == "" || n.get("fill-opacity") != next.get("fill-opacity") {
		return false
	}
	opacity := next.get("fill-opacity")
	n.drop("fill-opacity")
	next.drop("fill-opacity")
	joined := n.join(next)
	n.set("fill-opacity", opacity)
	next.set("fill-opacity", opacity)
	return joined
}

// join takes a path into this one when all else is equal. Paths that lie over
// each other look the same joined or not, as long as they are opaque.
func (n *node) join(next *node) bool {
	if n.name != "path" || next.name != "path" || len(n.attrs) != len(next.attrs) {
		return false
	}
	for i, a := range n.attrs {
		b := next.attrs[i]
		if a.name != b.name || a.name != "d" && a.value != b.value {
			return false
		}
		if strings.HasSuffix(a.name, "opacity") || a.name == "transform" || a.name == "stroke-dasharray" {
			return false
		}
	}
	n.set("d", n.get("d")+next.get("d"))
	return true
}

// write serializes a node.
func (n *node) write(b *strings.Builder) {
	if n.name == "" {
		b.WriteString(escape(n.text))
		return
	}
	b.WriteString("<" + n.name)
	for _, a := range n.attrs {
		b.WriteString(" " + a.name + `="` + escape(a.value) + `"`)
	}
	if len(n.kids) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	for _, k := range n.kids {
		k.write(b)
	}
	b.WriteString("</" + n.name + ">")
}
