package yamltree

import (
	"bytes"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// locate finds where each token stands. The library counts in characters, and counts
// wrongly after folded text, tabs and CR LF; so the tokens are looked for in the source,
// one after the other: between two of them there is only white space. A token's number
// is then kept in the Offset of its Position, which the parser does not read.
func (r *reader) locate(tokens token.Tokens) {
	r.spans = make([]span, len(tokens))
	at := r.start
	for i, tk := range tokens {
		at = r.skipSpace(at)
		end := min(r.tokenEnd(tk, at), r.end)
		r.spans[i] = span{at, end}
		if tk.Position == nil {
			tk.Position = &token.Position{Line: 1, Column: 1}
		}
		tk.Position.Offset = i
		at = end
	}
}

// tokenSpan returns where a token stands; a token that the parser made up stands where
// the one stands that it was made for.
func (r *reader) tokenSpan(tk *token.Token) span {
	if tk == nil || tk.Position == nil || tk.Position.Offset < 0 || tk.Position.Offset >= len(r.spans) {
		return span{r.start, r.start}
	}
	return r.spans[tk.Position.Offset]
}

func (r *reader) skipSpace(at int) int {
	for at < r.end {
		switch r.src.Text[at] {
		case ' ', '\t', '\n', '\r':
			at++
		default:
			return at
		}
	}
	return at
}

// tokenEnd returns where the token ends that begins at the offset.
func (r *reader) tokenEnd(tk *token.Token, at int) int {
	switch tk.Type {
	case token.SequenceEntryType, token.MappingKeyType, token.MappingValueType, token.CollectEntryType,
		token.SequenceStartType, token.SequenceEndType, token.MappingStartType, token.MappingEndType,
		token.AnchorType, token.AliasType, token.DirectiveType:
		return at + 1
	case token.MergeKeyType:
		return at + len("<<")
	case token.DocumentHeaderType, token.DocumentEndType:
		return at + len("---")
	case token.CommentType, token.LiteralType, token.FoldedType:
		return max(r.headerEnd(tk, at), at)
	case token.SingleQuoteType, token.DoubleQuoteType:
		return r.quoteEnd(at)
	case token.InvalidType:
		return min(at+1, r.end)
	default:
		return r.textEnd(tk.Value, at)
	}
}

// headerEnd returns the end of a comment, which is that of its line, or of the | or >
// before a block of lines, after which a comment may follow.
func (r *reader) headerEnd(tk *token.Token, at int) int {
	if tk.Type == token.CommentType {
		return r.lineEnd(at)
	}
	return at + len(tk.Value)
}

// quoteEnd returns the end of a quoted text.
func (r *reader) quoteEnd(at int) int {
	if at >= r.end {
		return at
	}
	quote := r.src.Text[at]
	for i := at + 1; i < r.end; i++ {
		switch c := r.src.Text[i]; {
		case c == '\\' && quote == '"':
			i++
		case c == quote && quote == '\'' && i+1 < r.end && r.src.Text[i+1] == '\'':
			i++
		case c == quote:
			return i + 1
		}
	}
	return r.end
}

// textEnd returns the end of a text without quotes. Only white space may have been
// changed in its value: lines are joined and indents taken away.
func (r *reader) textEnd(value string, at int) int {
	if rest := r.src.Text[at:r.end]; len(value) <= len(rest) && string(rest[:len(value)]) == value {
		return at + len(bytes.TrimRight(rest[:len(value)], " \t\r\n"))
	}
	end := at
	for i := 0; i < len(value); {
		c, size := utf8.DecodeRuneInString(value[i:])
		i += size
		if isSpace(c) {
			continue
		}
		next := r.skipSpace(end)
		found, width := utf8.DecodeRune(r.src.Text[next:r.end])
		if found != c || width == 0 {
			return end // not where it should be: the span ends with what could be found
		}
		end = next + width
	}
	return end
}

func isSpace(c rune) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
