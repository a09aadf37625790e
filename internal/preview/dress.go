package preview

import (
	"bytes"
	"embed"
	"encoding/json"
	"html"
)

// The names of the preview's own files.
const (
	scriptName = "preview.js"
	styleName  = "preview.css"
	panelName  = "panel.css"
)

//go:embed assets text
var files embed.FS

// asset returns one of the preview's own files.
func asset(name string) []byte {
	content, err := files.ReadFile("assets/" + name)
	if err != nil {
		panic("preview: " + err.Error())
	}
	return content
}

// dress puts the preview's script and style sheet into a page, for the response
// alone, and lets the page's own policy allow what they need: a stream and a
// question to this server. A page whose policy or head cannot be found is left
// as it is.
func (s *Server) dress(page []byte, name string) []byte {
	end := bytes.Index(page, []byte("</head>"))
	if end < 0 {
		return page
	}
	said, err := json.Marshal(s.words)
	if err != nil {
		return page
	}
	var out bytes.Buffer
	out.Grow(len(page) + len(said) + 512)
	out.Write(allow(page[:end]))
	out.WriteString(`<link rel="stylesheet" href="` + prefix + styleName + `">` + "\n")
	out.WriteString(`<script src="` + prefix + scriptName + `" defer data-page="` + html.EscapeString(name) +
		`" data-tag="` + s.shown.tag(name) + `" data-audience="` + html.EscapeString(s.opts.Audience) +
		`" data-words="` + html.EscapeString(string(said)) + `"></script>` + "\n")
	out.Write(page[end:])
	return out.Bytes()
}

// allow adds to a page's policy what the preview's script needs. Pages without
// the comfort script have no script-src of their own.
func allow(head []byte) []byte {
	mark := []byte(`http-equiv="Content-Security-Policy" content="`)
	at := bytes.Index(head, mark)
	if at < 0 {
		return head
	}
	at += len(mark)
	end := bytes.IndexByte(head[at:], '"')
	if end < 0 {
		return head
	}
	policy := html.UnescapeString(string(head[at : at+end]))
	for _, need := range [...]string{"script-src 'self'", "style-src 'self'", "connect-src 'self'"} {
		policy = withSource(policy, need)
	}
	return bytes.Join([][]byte{head[:at], []byte(html.EscapeString(policy)), head[at+end:]}, nil)
}
