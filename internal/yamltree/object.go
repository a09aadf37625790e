package yamltree

import (
	"slices"
	"strconv"

	"tertial/internal/diag"
)

// An Object takes a map apart. Each method that reads a key also makes it a known one,
// so that [Object.Close], which must be called last, can report all others. A value of
// the wrong type is reported and reads as the zero value, like one that is absent. The
// methods may be called on nil and on the object of an unreadable node, and then say
// nothing.
type Object struct {
	node     *Node
	known    []string
	required []string
}

// Object returns the node as a map whose keys are to be read; the keys given are known
// from the start. An empty node is a map without keys. Another kind is reported.
func (n *Node) Object(known ...string) *Object {
	if n == nil || n.Kind == Broken {
		return nil
	}
	if n.Kind != Map && n.Kind != Null {
		n.WrongType("map")
		return nil
	}
	return &Object{node: n, known: known}
}

// Node returns the map itself, or nil.
func (o *Object) Node() *Node {
	if o == nil {
		return nil
	}
	return o.node
}

// Place returns where the map stands.
func (o *Object) Place() diag.Place { return o.Node().Place() }

// Get returns the value of a key, or nil when it is absent or empty.
func (o *Object) Get(key string) *Node {
	if o == nil {
		return nil
	}
	o.know(key)
	if n := o.node.Get(key); !n.Empty() {
		return n
	}
	return nil
}

// Has reports whether a key has a value.
func (o *Object) Has(key string) bool { return o.Get(key) != nil }

// PlaceOf returns where a key's value stands, or the map when it is absent.
func (o *Object) PlaceOf(key string) diag.Place {
	if n := o.Get(key); n != nil {
		return n.Place()
	}
	return o.Place()
}

// String returns a text as it stands: 01 is "01", no is "no".
func (o *Object) String(key string) string { return o.Get(key).string("text") }

// Strings returns a list of texts.
func (o *Object) Strings(key string) []string {
	var all []string
	for _, item := range o.List(key) {
		if item.Scalar() {
			all = append(all, item.Text)
		}
	}
	return all
}

// Bool returns true or false; other words are reported.
func (o *Object) Bool(key string) bool {
	n := o.Get(key)
	switch text := n.string("bool"); text {
	case "", "false":
	case "true":
		return true
	default:
		n.wrong("bool", nearestBool(text))
	}
	return false
}

// Int returns a whole number between low and high, or false when there is none.
func (o *Object) Int(key string, low, high int) (int, bool) {
	n := o.Get(key)
	text := n.string("int")
	if text == "" {
		return 0, false
	}
	i, err := strconv.Atoi(text)
	if err != nil || strconv.Itoa(i) != text {
		n.WrongType("int")
		return 0, false
	}
	if i < low || i > high {
		if n.file.full() {
			return 0, false
		}
		n.add(diag.New("YAML-VALUE", n.Place(), "value", text, "low", low, "high", high).With("range"))
		return 0, false
	}
	return i, true
}

// Date returns a date that exists, as YYYY-MM-DD.
func (o *Object) Date(key string) string {
	n := o.Get(key)
	text := n.string("date")
	if text != "" && !isDate(text) {
		n.wrongValue("date", nearestDate(text))
		return ""
	}
	return text
}

// Month returns a month that exists, as YYYY-MM.
func (o *Object) Month(key string) string {
	n := o.Get(key)
	text := n.string("month")
	if text != "" && !isMonth(text) {
		n.wrongValue("month", "")
		return ""
	}
	return text
}

// Enum returns one of the values. Another is reported with the legal ones and the
// nearest of them.
func (o *Object) Enum(key string, values ...string) string { return o.Get(key).Enum(values...) }

// Enum returns the node's text when it is one of the values; another is reported with
// the legal ones and the nearest of them.
func (n *Node) Enum(values ...string) string {
	text := n.string("text")
	if text == "" || slices.Contains(values, text) {
		return text
	}
	if n.file.full() {
		return ""
	}
	f := diag.New("YAML-VALUE", n.Place(), "value", excerpt(text), "legal", legal(values))
	if near := nearest(text, values); near != "" {
		f.Args = append(f.Args, diag.Arg{Name: "nearest", Value: near})
		f = f.With("nearest").Propose(near)
	}
	n.add(f)
	return ""
}

// List returns the items of a list. A single value instead is reported.
func (o *Object) List(key string) []*Node {
	n := o.Get(key)
	switch {
	case n == nil || n.Kind == Broken:
		return nil
	case n.Kind == List:
		return n.Items
	default:
		instead := ""
		if n.Kind == Scalar && !n.Quoted {
			instead = "[" + n.Text + "]"
		}
		n.wrong("list", instead)
		return nil
	}
}

// Map returns the map under a key; an absent one is nil, which says nothing.
func (o *Object) Map(key string) *Object { return o.Get(key).Object() }

// Pairs returns the fields of a map whose keys are free, such as a dataset's columns.
func (o *Object) Pairs(key string) []Field {
	if inner := o.Map(key); inner != nil {
		return inner.node.Fields
	}
	return nil
}

// Required makes keys known and lets [Object.Close] report each that has no value.
func (o *Object) Required(keys ...string) {
	if o != nil {
		o.know(keys...)
		o.required = append(o.required, keys...)
	}
}

// Known makes keys known that are not read now.
func (o *Object) Known(keys ...string) {
	if o != nil {
		o.know(keys...)
	}
}

// Close reports all keys that are not known, each with the nearest known one, and all
// required ones that are missing; but for those that are there and misspelled.
func (o *Object) Close() {
	if o == nil {
		return
	}
	var meant []string
	for _, f := range o.node.Fields {
		if !slices.Contains(o.known, f.Key) {
			meant = append(meant, o.unknown(f))
		}
	}
	for _, key := range o.required {
		if o.Get(key) == nil && !slices.Contains(meant, key) && !o.node.partial {
			o.missing(key)
		}
	}
}

func (o *Object) missing(key string) {
	if o.node.file.full() {
		return
	}
	at, variant := o.node.Place(), ""
	if i := slices.IndexFunc(o.node.Fields, func(f Field) bool { return f.Key == key }); i >= 0 {
		at, variant = o.node.Fields[i].KeyPlace(), "empty"
	}
	o.node.add(diag.New("YAML-MISSING", at, "key", key).With(variant))
}

// unknown reports a key and returns the one that was probably meant.
func (o *Object) unknown(f Field) string {
	if o.node.file.full() {
		return ""
	}
	finding := diag.New("YAML-KEY", f.KeyPlace(), "key", excerpt(f.Key))
	// A key that is there already cannot be the one that was meant.
	var free []string
	for _, key := range o.known {
		if o.node.Get(key) == nil {
			free = append(free, key)
		}
	}
	near := nearest(f.Key, free)
	switch {
	case near != "":
		finding.Args = append(finding.Args, diag.Arg{Name: "nearest", Value: near})
		finding = finding.Propose(near)
	case len(o.known) > 0:
		finding.Args = append(finding.Args, diag.Arg{Name: "known", Value: legal(o.known)})
		finding = finding.With("none")
	default:
		finding = finding.With("empty")
	}
	o.node.add(finding)
	return near
}

func (o *Object) know(keys ...string) {
	for _, key := range keys {
		if !slices.Contains(o.known, key) {
			o.known = append(o.known, key)
		}
	}
}

// Scalar reports whether the node is a text; another kind is reported.
func (n *Node) Scalar() bool {
	if n == nil || n.Kind == Broken {
		return false
	}
	if n.Kind != Scalar {
		n.WrongType("text")
		return false
	}
	return true
}

// string returns the text of a scalar; another kind is reported as not the one wanted.
func (n *Node) string(want Want) string {
	switch {
	case n == nil || n.Kind == Broken || n.Kind == Null:
		return ""
	case n.Kind == Scalar:
		return n.Text
	default:
		n.WrongType(want)
		return ""
	}
}
