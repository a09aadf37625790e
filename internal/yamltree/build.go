package yamltree

import (
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"tertial/internal/diag"
)

// node turns the library's node into ours. A value that is not there stands at the
// offset after. It returns nil when the tree is too deep.
func (r *reader) node(n ast.Node, after, depth int) *Node {
	if depth > maxDepth {
		at := r.tokenSpan(n.GetToken())
		r.limit("depth", at.start, at.end)
		return nil
	}
	switch v := n.(type) {
	case nil:
		return r.null(after)
	case *ast.MappingNode:
		return r.mapping(v, after, depth)
	case *ast.SequenceNode:
		return r.sequence(v, after, depth)
	case *ast.MappingValueNode: // a map of one key
		return r.fields(r.null(after), []*ast.MappingValueNode{v}, depth)
	case *ast.LiteralNode:
		header := r.tokenSpan(v.Start)
		text := r.scalar(v.Value.Token)
		text.Text, text.Quoted = v.Value.Value, true
		text.Start = header.start
		if text.Text == "" {
			text.End = header.end
		}
		return text
	case *ast.AnchorNode:
		return r.node(v.Value, after, depth)
	case *ast.TagNode:
		if v.Value == nil {
			return r.broken(v.Start)
		}
		return r.node(v.Value, after, depth)
	case *ast.AliasNode, *ast.MergeKeyNode:
		return r.broken(n.GetToken())
	case *ast.NullNode:
		return r.nothing(v.Token, after)
	case ast.ScalarNode:
		return r.scalar(n.GetToken())
	case *ast.DirectiveNode:
		at := r.tokenSpan(v.Start)
		r.syntax("directive", at.start, at.end)
		return nil
	case *ast.CommentNode, *ast.CommentGroupNode:
		return r.null(after)
	default:
		at := r.tokenSpan(n.GetToken())
		r.syntax("", at.start, at.end)
		return nil
	}
}

func (r *reader) null(at int) *Node { return &Node{Kind: Null, Start: at, End: at, file: r.file} }

func (r *reader) broken(tk *token.Token) *Node {
	at := r.tokenSpan(tk)
	return &Node{Kind: Broken, Start: at.start, End: at.end, file: r.file}
}

// nothing is a value that is absent or says that it is; other spellings of null are
// words like any other.
func (r *reader) nothing(tk *token.Token, after int) *Node {
	if tk.Type == token.ImplicitNullType {
		return r.null(after)
	}
	n := r.scalar(tk)
	if n.Text == "null" || n.Text == "~" {
		n.Kind, n.Text = Null, ""
	}
	return n
}

func (r *reader) scalar(tk *token.Token) *Node {
	at := r.tokenSpan(tk)
	quoted := tk.Type == token.SingleQuoteType || tk.Type == token.DoubleQuoteType
	return &Node{Kind: Scalar, Text: tk.Value, Quoted: quoted, Start: at.start, End: at.end, file: r.file}
}

func (r *reader) sequence(v *ast.SequenceNode, after, depth int) *Node {
	start := r.tokenSpan(v.Start)
	n := &Node{Kind: List, Start: start.start, End: start.end, file: r.file}
	n.Items = make([]*Node, 0, len(v.Values))
	for i, value := range v.Values {
		after = max(after, n.End)
		if i < len(v.Entries) && v.Entries[i] != nil && v.Entries[i].Start != nil {
			after = r.tokenSpan(v.Entries[i].Start).end
		}
		item := r.node(value, after, depth+1)
		if item == nil {
			return nil
		}
		n.Items = append(n.Items, item)
		n.End = max(n.End, item.End)
	}
	if v.End != nil {
		n.End = max(n.End, r.tokenSpan(v.End).end)
	}
	return n
}

func (r *reader) mapping(v *ast.MappingNode, after, depth int) *Node {
	n := r.null(after)
	if v.IsFlowStyle {
		start := r.tokenSpan(v.Start)
		n.Start, n.End = start.start, start.end
	}
	n = r.fields(n, v.Values, depth)
	if n != nil && v.IsFlowStyle && v.End != nil {
		n.End = max(n.End, r.tokenSpan(v.End).end)
	}
	return n
}

// fields fills a map. The first of two equal keys counts, the second is reported. A
// merge key has been reported; what it would have brought is unknown.
func (r *reader) fields(n *Node, values []*ast.MappingValueNode, depth int) *Node {
	empty := n.Start == n.End
	n.Kind = Map
	n.Fields = make([]Field, 0, len(values))
	seen := make(map[string]int, len(values))
	for _, value := range values {
		field, ok := r.field(value, depth)
		if !ok {
			return nil
		}
		if field.Key == "<<" && value.Key.Type() == ast.MergeKeyType {
			n.partial = true
			continue
		}
		if empty {
			n.Start, empty = field.KeyStart, false
		}
		n.End = max(n.End, field.KeyEnd, field.Value.End)
		if first, double := seen[field.Key]; double {
			r.double(field, n.Fields[first])
			continue
		}
		seen[field.Key] = len(n.Fields)
		n.Fields = append(n.Fields, field)
	}
	return n
}

func (r *reader) field(v *ast.MappingValueNode, depth int) (Field, bool) {
	key := r.node(v.Key, r.tokenSpan(v.Start).start, depth)
	if key == nil {
		return Field{}, false
	}
	if key.Kind != Scalar { // null, or a list in brackets: what stands there is its name
		key.Text = string(r.src.Text[key.Start:key.End])
	}
	value := r.node(v.Value, r.tokenSpan(v.Start).end, depth+1)
	if value == nil {
		return Field{}, false
	}
	return Field{Key: key.Text, KeyStart: key.Start, KeyEnd: key.End, Value: value, file: r.file}, true
}

func (r *reader) double(second, first Field) {
	if r.another("YAML-DUPLICATE", "") {
		f := diag.New("YAML-DUPLICATE", second.KeyPlace(), "key", excerpt(second.Key))
		r.diags.Add(f.See("first", first.KeyPlace()))
	}
}
