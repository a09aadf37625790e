package yamltree

import (
	"github.com/goccy/go-yaml/token"

	"tertial/internal/diag"
)

// acceptable reports what the language is not meant to have and what is too much of it,
// before the parser, which is recursive, sees it.
func (r *reader) acceptable(tokens token.Tokens) bool {
	var d depth
	for i, tk := range tokens {
		if d.add(tk, i == 0 || r.startsLine(i)) > maxDepth {
			r.limit("depth", r.spans[i].start, r.spans[i].end)
			return false
		}
		switch tk.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType:
			r.refuse(tk, i)
		case token.MappingKeyType:
			r.syntax("key", r.spans[i].start, r.spans[i].end)
			return false
		case token.InvalidType:
			r.complain(tk.Error, r.spans[i])
			return false
		default:
		}
	}
	return true
}

// refuse reports an anchor, alias, merge key or tag together with its name.
func (r *reader) refuse(tk *token.Token, i int) {
	r.refused = true
	at := r.spans[i]
	variant := "tag"
	switch tk.Type {
	case token.AnchorType:
		variant = "anchor"
	case token.AliasType:
		variant = ""
	case token.MergeKeyType:
		variant = "merge"
	default:
	}
	if (variant == "" || variant == "anchor") && i+1 < len(r.spans) && r.spans[i+1].start == at.end {
		at.end = r.spans[i+1].end
		r.spans[i] = at
	}
	if r.another("YAML-ALIAS", variant) {
		text := excerpt(string(r.src.Text[at.start:at.end]))
		r.diags.Add(diag.New("YAML-ALIAS", r.place(at.start, at.end), "text", text).With(variant))
	}
}

// startsLine reports whether only white space stands before the token on its line.
func (r *reader) startsLine(i int) bool {
	for at := r.spans[i].start - 1; at >= r.start; at-- {
		switch r.src.Text[at] {
		case '\n', '\r':
			return true
		case ' ', '\t':
		default:
			return false
		}
	}
	return true
}

// depth follows how deeply the tokens nest: by brackets in flow style, by columns in
// block style, where a level opens with a dash or with the first token of a line.
type depth struct {
	columns []int
	flow    int
}

func (d *depth) add(tk *token.Token, startsLine bool) int {
	switch tk.Type {
	case token.SequenceStartType, token.MappingStartType:
		d.flow++
	case token.SequenceEndType, token.MappingEndType:
		d.flow = max(d.flow-1, 0)
	case token.CommentType:
	default:
		if d.flow == 0 && (startsLine || tk.Type == token.SequenceEntryType) {
			d.block(tk.Position.Column)
		}
	}
	return len(d.columns) + d.flow
}

func (d *depth) block(column int) {
	for len(d.columns) > 0 && d.columns[len(d.columns)-1] >= column {
		d.columns = d.columns[:len(d.columns)-1]
	}
	d.columns = append(d.columns, column)
}
