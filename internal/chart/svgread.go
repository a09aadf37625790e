package chart

import (
	"bytes"
	"fmt"
	"strings"
)

// A node is an element of a drawing, or a text when it has no name.
type node struct {
	name  string
	attrs []attr
	kids  []*node
	text  string // without entities
}

type attr struct{ name, value string }

// get returns the value of an attribute, or "".
func (n *node) get(name string) string {
	for _, a := range n.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// maxDepth is how deep elements may nest; ECharts' nest five deep.
const maxDepth = 64

// readSVG parses what ECharts writes. It is strict: what ECharts never writes
// (comments, processing instructions, unquoted values, other entities than the
// five of XML) is an error, so that nothing passes that was not looked at.
func readSVG(src []byte) (*node, error) {
	s := &svgScanner{src: src}
	s.blanks()
	root, err := s.element(0)
	if err == nil {
		s.blanks()
		if s.pos < len(s.src) {
			err = s.fail("something after the root element")
		}
	}
	return root, err
}

type svgScanner struct {
	src []byte
	pos int
}

func (s *svgScanner) fail(what string) error {
	return fmt.Errorf("read SVG at byte %d: %s", s.pos, what)
}

func (s *svgScanner) blanks() {
	for s.pos < len(s.src) && strings.IndexByte(" \t\r\n", s.src[s.pos]) >= 0 {
		s.pos++
	}
}

// take moves over a text if it stands here.
func (s *svgScanner) take(text string) bool {
	if bytes.HasPrefix(s.src[s.pos:], []byte(text)) {
		s.pos += len(text)
		return true
	}
	return false
}

func (s *svgScanner) word() string {
	from := s.pos
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		if c|0x20 < 'a' || c|0x20 > 'z' {
			if s.pos == from || (c < '0' || c > '9') && c != '-' && c != ':' && c != '_' {
				break
			}
		}
		s.pos++
	}
	return string(s.src[from:s.pos])
}

func (s *svgScanner) element(depth int) (*node, error) {
	if depth > maxDepth {
		return nil, s.fail("elements are nested too deep")
	}
	if !s.take("<") {
		return nil, s.fail("expected an element")
	}
	n := &node{name: s.word()}
	if n.name == "" {
		return nil, s.fail("expected a name")
	}
	open, err := s.attributes(n)
	if err != nil || !open {
		return n, err
	}
	return n, s.content(n, depth)
}

// attributes reads to the end of the tag and reports whether content follows.
func (s *svgScanner) attributes(n *node) (open bool, err error) {
	for {
		s.blanks()
		switch {
		case s.take("/>"):
			return false, nil
		case s.take(">"):
			return true, nil
		}
		a := attr{name: s.word()}
		if a.name == "" || !s.take(`="`) {
			return false, s.fail("expected an attribute")
		}
		if n.get(a.name) != "" {
			return false, s.fail("attribute " + a.name + " stands twice")
		}
		size := bytes.IndexByte(s.src[s.pos:], '"')
		if size < 0 {
			return false, s.fail("value without an end")
		}
		a.value, err = unescape(string(s.src[s.pos : s.pos+size]))
		if err != nil {
			return false, s.fail(err.Error())
		}
		s.pos += size + 1
		n.attrs = append(n.attrs, a)
	}
}

func (s *svgScanner) content(n *node, depth int) error {
	for {
		size := bytes.IndexByte(s.src[s.pos:], '<')
		if size < 0 {
			return s.fail(n.name + " has no end")
		}
		if size > 0 {
			text, err := unescape(string(s.src[s.pos : s.pos+size]))
			if err != nil {
				return s.fail(err.Error())
			}
			n.kids = append(n.kids, &node{text: text})
			s.pos += size
		}
		if s.take("</") {
			if s.word() != n.name || !s.take(">") {
				return s.fail("expected the end of " + n.name)
			}
			return nil
		}
		kid, err := s.element(depth + 1)
		if err != nil {
			return err
		}
		n.kids = append(n.kids, kid)
	}
}

// entities are the references that ECharts writes.
func entities() [][2]string {
	return [][2]string{{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", `"`}, {"&#39;", "'"}}
}

func unescape(s string) (string, error) {
	if !strings.ContainsAny(s, "&<") {
		return s, nil
	}
	var b strings.Builder
scan:
	for s != "" {
		if s[0] == '<' {
			return "", fmt.Errorf("%q inside a value", "<")
		}
		if s[0] == '&' {
			for _, e := range entities() {
				if strings.HasPrefix(s, e[0]) {
					b.WriteString(e[1])
					s = s[len(e[0]):]
					continue scan
				}
			}
			return "", fmt.Errorf("unknown entity in %.20q", s)
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	return b.String(), nil
}

// escape writes a text so that it is that text in content and in a quoted value,
// in HTML as in XML.
func escape(s string) string {
	if !strings.ContainsAny(s, `&<>"`) {
		return s
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}
