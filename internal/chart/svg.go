package chart

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A dress is what a drawing of ECharts gets before it may stand in a page.
type dress struct {
	id, class, suffix string
	width, height     float64
	title, desc       string
	words             []word
	shapes            []shape
	// unclip drops clipping. The layout keeps marks inside the grid, and ECharts
	// clips lines although it is asked not to.
	unclip bool
	// patterned lays patterns on the marks of the third series and those after it.
	patterned bool
	// melt joins cells of one shade.
	melt bool
	// gaps puts an edge of paper around marks: ECharts draws none around many bars.
	gaps bool
}

// put turns ECharts' SVG into ours. An element, attribute or colour that it does
// not know is an error: either ECharts has changed or an option is wrong, and
// both must be looked at before a page carries it.
func (d *dress) put(svg []byte) ([]byte, error) {
	root, err := readSVG(svg)
	if err != nil {
		return nil, err
	}
	if root.name != "svg" {
		return nil, fmt.Errorf("dress SVG: root is %s", root.name)
	}
	w := &tailor{dress: d, prefix: d.id + "-" + d.suffix + "-", colours: properties()}
	w.colours["#fff"] = w.colours[paintPaper.sentinel()] // the inside of hollow markers
	kids, err := w.nodes(root.kids)
	if err != nil {
		return nil, fmt.Errorf("dress SVG: %w", err)
	}
	kids = slices.Concat(d.shapeNodes(true), kids, d.shapeNodes(false))
	var used [maxSeries]bool
	if d.patterned {
		kids = w.overlay(kids, &used)
	}
	var b strings.Builder
	d.open(&b)
	w.writePatterns(&b, used)
	d.writeHatches(&b)
	for _, k := range kids {
		k.write(&b)
	}
	d.writeWords(&b)
	b.WriteString("</svg>")
	return []byte(b.String()), nil
}

// open writes the root element, title and description.
func (d *dress) open(b *strings.Builder) {
	id := escape(d.id) + "-" + d.suffix
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" class="%s" role="img" aria-labelledby="%st" aria-describedby="%sd" viewBox="0 0 %s %s" width="%s" height="%s">`,
		d.class, id, id, short(d.width), short(d.height), short(d.width), short(d.height))
	fmt.Fprintf(b, `<title id="%st">%s</title><desc id="%sd">%s</desc>`, id, escape(d.title), id, escape(d.desc))
}

// A tailor rewrites nodes.
type tailor struct {
	*dress
	prefix  string            // of ids
	colours map[string]string // sentinel → custom property
	inClip  bool              // shapes here are no marks
}

// nodes rewrites siblings: what cannot be seen is left out, and neighbours that
// differ in their path only become one.
func (t *tailor) nodes(list []*node) ([]*node, error) {
	var out []*node
	for _, n := range list {
		if n.name == "" && strings.TrimSpace(n.text) == "" || n.name == "style" || n.name == "defs" && t.unclip {
			continue
		}
		if t.unclip && n.name == "g" && n.get("clip-path") != "" {
			inner, err := t.nodes(n.kids)
			if err != nil {
				return nil, err
			}
			out = append(out, inner...)
			continue
		}
		clean, err := t.node(n)
		if err != nil {
			return nil, err
		}
		if clean == nil {
			continue
		}
		if len(out) > 0 && (out[len(out)-1].join(clean) || t.melt && out[len(out)-1].melt(clean)) {
			continue
		}
		out = append(out, clean)
	}
	return out, nil
}

// node rewrites one element; nil is one that cannot be seen.
func (t *tailor) node(n *node) (*node, error) {
	switch n.name {
	case "path", "rect", "circle", "ellipse", "line", "polyline", "polygon":
	case "g", "defs", "clipPath", "pattern", "linearGradient", "radialGradient", "stop":
	case "text":
		return t.textNode(n)
	case "":
		return nil, fmt.Errorf("text %.30q outside a text element", n.text)
	default:
		return nil, fmt.Errorf("element %s is not expected", n.name)
	}
	out := &node{name: n.name}
	if err := t.attributes(n, out); err != nil {
		return nil, fmt.Errorf("%s: %w", n.name, err)
	}
	if n.name == "path" {
		if err := out.settlePath(); err != nil {
			return nil, err
		}
		if t.gaps && out.get("stroke") == "" && out.get("fill") != "none" {
			out.set("stroke", "var("+paintPaper.property()+")")
			out.set("stroke-width", "1.6")
		}
	}
	switch {
	case t.inClip:
		out.drop("fill")
	case out.invisible():
		return nil, nil
	default:
		if err := out.checkColours(); err != nil {
			return nil, err
		}
	}
	t.inClip = t.inClip || n.name == "clipPath"
	kids, err := t.nodes(n.kids)
	t.inClip = t.inClip && n.name != "clipPath"
	out.kids = kids
	return out, err
}

// attributes copies those that matter, rewritten.
func (t *tailor) attributes(n, out *node) error {
	for _, a := range n.attrs {
		if err := t.attribute(a, out); err != nil {
			return err
		}
	}
	return nil
}

func (t *tailor) attribute(a attr, out *node) (err error) {
	switch a.name {
	case "class", "pointer-events", "cursor", "xml:space", "stroke-miterlimit", "dominant-baseline":
		return nil
	case "stroke-linecap":
		if a.value == "butt" {
			return nil
		}
	case "fill", "stroke", "stop-color":
		a.value, err = t.colour(a.value)
	case "id":
		a.value = t.prefix + a.value
	case "clip-path":
		a.value, err = t.reference(a.value)
	case "style":
		return t.style(a.value, out)
	case "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "offset",
		"stroke-width", "stroke-dashoffset", "fill-opacity", "stroke-opacity", "opacity", "stop-opacity", "font-size":
		a.value, err = shortNumber(a.value)
	case "stroke-dasharray", "points":
		a.value, err = shortNumbers(a.value)
	case "d", "transform", "stroke-linejoin", "text-anchor", "font-weight", "font-style",
		"patternUnits", "gradientUnits", "clip-rule", "fill-rule":
	default:
		if strings.HasPrefix(a.name, "ecmeta_") {
			return nil
		}
		return fmt.Errorf("attribute %s is not expected", a.name)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", a.name, err)
	}
	out.attrs = append(out.attrs, a)
	return nil
}

// style turns declarations into attributes: the page's policy forbids them inline.
func (t *tailor) style(value string, out *node) error {
	for declaration := range strings.SplitSeq(value, ";") {
		name, value, _ := strings.Cut(declaration, ":")
		a := attr{strings.TrimSpace(name), strings.TrimSpace(value)}
		switch a.name {
		case "", "font-family":
			continue
		case "font-size":
			a.value = strings.TrimSuffix(a.value, "px")
		case "font-weight", "font-style":
			if a.value == "normal" {
				continue
			}
		default:
			return fmt.Errorf("style %s is not expected", a.name)
		}
		if err := t.attribute(a, out); err != nil {
			return err
		}
	}
	return nil
}

func (t *tailor) colour(value string) (string, error) {
	switch {
	case value == "none" || value == "transparent":
		return "none", nil
	case strings.HasPrefix(value, "url("):
		return t.reference(value)
	}
	if p, ok := t.colours[value]; ok {
		return p, nil
	}
	// A colour of its own is let through only where it cannot be seen.
	return value, nil
}

// reference puts the prefix into url(#id).
func (t *tailor) reference(value string) (string, error) {
	id, found := strings.CutPrefix(value, "url(#")
	id, end := strings.CutSuffix(id, ")")
	if !found || !end {
		return "", fmt.Errorf("%q refers to something outside", value)
	}
	return "url(#" + t.prefix + id + ")", nil
}

// textNode moves a text to its place: the baseline is reckoned here, since not
// every renderer knows dominant-baseline.
func (t *tailor) textNode(n *node) (*node, error) {
	raw := &node{name: "text"}
	if err := t.attributes(n, raw); err != nil {
		return nil, fmt.Errorf("text: %w", err)
	}
	if len(n.kids) != 1 || n.kids[0].name != "" {
		return nil, errors.New("text without words, or with elements in it")
	}
	move, plain := readShift(raw.get("transform"))
	size, err := strconv.ParseFloat(raw.get("font-size"), 64)
	if err != nil {
		return nil, errors.New("text has no size")
	}
	x, y := number(raw.get("x")), number(raw.get("y"))
	if n.get("dominant-baseline") == "central" {
		y += middle * size
	}
	out := &node{name: "text", kids: n.kids}
	if plain && move.scale == 1 {
		x, y = x+move.dx, y+move.dy
	} else {
		out.attrs = append(out.attrs, attr{"transform", raw.get("transform")})
	}
	out.attrs = append(out.attrs, attr{"x", short(x)}, attr{"y", short(y)})
	for _, a := range raw.attrs {
		switch {
		case a.name == "x", a.name == "y", a.name == "transform", a.name == "text-anchor" && a.value == "start":
		default:
			out.attrs = append(out.attrs, a)
		}
	}
	return out, out.checkColours()
}

func number(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64) // "" is 0; others were checked
	return v
}

func shortNumber(s string) (string, error) {
	v, err := strconv.ParseFloat(s, 64)
	return short(v), err
}

func shortNumbers(s string) (string, error) {
	list, err := numbers(s)
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = short(v)
	}
	return strings.Join(texts, " "), err
}
