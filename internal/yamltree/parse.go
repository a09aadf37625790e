package yamltree

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"tertial/internal/diag"
)

// What a site's YAML never needs more of. The limits keep a hostile or mistaken file
// from costing more than a moment.
const (
	maxBytes  = 1 << 20
	maxDepth  = 32
	maxTokens = 20_000  // some 5 000 values: a key, its colon, its value and a comma are a token each
	maxLine   = 1 << 14 // bytes of one line
	maxFound  = 10      // syntax findings of the same sort in one text; more only bury the others
	maxWrong  = 200     // wrong keys and values in one text
)

// Parse reads the YAML that stands in the source from the byte start up to end. It
// returns nil when the text cannot be read, and has then said why; else a tree, which
// is a [Null] node for a text without content. All spans are offsets into the source.
func Parse(src *diag.Source, start, end int, diags *diag.List) (root *Node) {
	end = min(max(end, 0), len(src.Text))
	start = min(max(start, 0), end)
	r := &reader{file: &file{src: src, diags: diags}, start: start, end: end}
	// A library that panics on some text must not take the command down with it.
	defer func() {
		if recover() != nil {
			r.syntax("", r.start, r.end)
			root = nil
		}
	}()
	return r.read()
}

// reader reads one stretch of YAML.
type reader struct {
	*file
	start, end int
	spans      []span // of the lexer's tokens, in their order
	found      map[string]int
	refused    bool // anchors, aliases or the like were reported; what follows from them is not
}

// A span is a half-open range of bytes of the source.
type span struct{ start, end int }

func (r *reader) read() *Node {
	text := r.src.Text[r.start:r.end]
	if len(text) > maxBytes {
		r.limit("size", r.start, r.start)
		return nil
	}
	if bytes.HasPrefix(text, []byte("\ufeff")) {
		r.start += len("\ufeff")
		text = text[len("\ufeff"):]
	}
	if !r.readable(text) {
		return nil
	}
	tokens := lexer.Tokenize(string(text))
	if len(tokens) > maxTokens {
		r.limit("values", r.start, r.start)
		return nil
	}
	r.locate(tokens)
	if !r.acceptable(tokens) {
		return nil
	}
	parsed, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		if !r.refused {
			r.libraryError(err)
		}
		return nil
	}
	return r.document(parsed)
}

// readable reports what the lexer would only stumble over.
func (r *reader) readable(text []byte) bool {
	if !utf8.Valid(text) {
		at := r.start
		for at < r.end {
			c, size := utf8.DecodeRune(r.src.Text[at:r.end])
			if c == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
		r.syntax("encoding", at, at+1)
		return false
	}
	ok := true
	for at := r.start; at < r.end; {
		next := r.end
		if i := bytes.IndexByte(r.src.Text[at:r.end], '\n'); i >= 0 {
			next = at + i + 1
		}
		if next-at > maxLine {
			r.limit("line", at, at)
			return false
		}
		if tab := bytes.IndexByte(r.src.Text[at:next], '\t'); tab >= 0 {
			r.syntax("tab", at+tab, at+tab+1)
			ok = false
		}
		at = next
	}
	return ok
}

// document returns the tree of the one document that there may be.
func (r *reader) document(parsed *ast.File) *Node {
	var root *Node
	for _, doc := range parsed.Docs {
		if doc == nil || doc.Body == nil {
			continue
		}
		if root != nil {
			at := r.tokenSpan(doc.Body.GetToken())
			if doc.Start != nil {
				at = r.tokenSpan(doc.Start)
			}
			r.syntax("documents", at.start, at.end)
			return nil
		}
		root = r.node(doc.Body, r.start, 1)
		if root == nil {
			return nil
		}
	}
	if root == nil {
		root = r.null(r.start)
	}
	return root
}

// syntax reports that the text is no YAML, or not of the kind that is read here.
func (r *reader) syntax(variant string, start, end int) {
	if r.another("YAML-SYNTAX", variant) {
		r.diags.Add(diag.New("YAML-SYNTAX", r.place(start, end)).With(variant))
	}
}

func (r *reader) limit(variant string, start, end int) {
	r.diags.Add(diag.New("YAML-LIMIT", r.place(start, end)).With(variant))
}

// another counts a finding and reports whether it may still be added. It is asked
// before the finding is made: a place costs time in proportion to its line.
func (r *reader) another(code diag.Code, variant string) bool {
	if r.found == nil {
		r.found = make(map[string]int)
	}
	sort := string(code) + " " + variant
	r.found[sort]++
	return r.found[sort] <= maxFound
}

func (r *reader) place(start, end int) diag.Place {
	start = min(max(start, r.start), r.end)
	return r.src.Place(start, min(max(end, start), r.end))
}

// libraryError turns the parser's error into a finding.
func (r *reader) libraryError(err error) {
	var located interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if !errors.As(err, &located) || located.GetToken() == nil {
		r.syntax("", r.start, r.end)
		return
	}
	r.complain(located.GetMessage(), r.tokenSpan(located.GetToken()))
}
