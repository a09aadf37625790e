package yamltree

import "tertial/internal/diag"

// Kind says what a node is.
type Kind int

// The kinds of nodes.
const (
	Null   Kind = iota // nothing, ~ or null
	Scalar             // a text, a number, a word
	Map                // keys with values
	List               // items
	Broken             // something that has been reported and says no more
)

// A Node is one value of the tree. Its methods may be called on nil, which is what
// an absent or unreadable value is. One goroutine at a time may ask a tree.
type Node struct {
	Kind   Kind
	Text   string // of a Scalar: as it stands, without quotes and escapes
	Quoted bool   // of a Scalar: it stood in quotes or was a block of lines
	Start  int    // byte offsets into the source, half-open
	End    int
	Fields []Field // of a Map, in the file's order
	Items  []*Node // of a List

	partial bool // of a Map: there should be more, which has been reported
	file    *file
}

// A Field is one key of a map with its value, which is never nil.
type Field struct {
	Key      string
	KeyStart int // byte offsets into the source, half-open
	KeyEnd   int
	Value    *Node

	file *file
}

// file is what all nodes of one tree share.
type file struct {
	src   *diag.Source
	diags *diag.List
	wrong int // findings about keys and values
}

// Place returns where the node stands; of a map or list its first line.
func (n *Node) Place() diag.Place {
	if n == nil {
		return diag.Place{}
	}
	return n.file.src.Place(n.Start, n.End)
}

// KeyPlace returns where the field's key stands.
func (f Field) KeyPlace() diag.Place {
	if f.file == nil {
		return diag.Place{}
	}
	return f.file.src.Place(f.KeyStart, f.KeyEnd)
}

// Get returns the value of a key, or nil when the node is no map or has no such key.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for i := range n.Fields {
		if n.Fields[i].Key == key {
			return n.Fields[i].Value
		}
	}
	return nil
}

// Empty reports whether there is nothing: an absent value or null.
func (n *Node) Empty() bool { return n == nil || n.Kind == Null }

// Report adds a finding about the node, of the catalogue's own severity.
func (n *Node) Report(code diag.Code, pairs ...any) {
	if n != nil {
		n.file.diags.Report(code, n.Place(), pairs...)
	}
}
