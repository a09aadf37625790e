package privacy

import (
	"bytes"
	"path"
	"strings"
	"sync"

	"tertial/internal/diag"
)

// most is how many findings of one code a file may have: more only bury the
// others.
const most = 100

// A Gate judges files by what is allowed. It is safe for concurrent use.
type Gate struct {
	contacts   map[string]bool
	exceptions []*Exception
	whom       whom
	unpackers  *sync.Pool // of *unpacker
}

// Allowed is what a gate lets pass.
type Allowed struct {
	Contacts   []string // declared e-mail addresses and telephone numbers, as they are written
	Exceptions []*Exception
	Whom       string // who is told of a number that is already committed; "" is whoever answers for the site
}

// NewGate returns a gate.
func NewGate(allowed Allowed) *Gate {
	g := &Gate{contacts: map[string]bool{}, exceptions: allowed.Exceptions, whom: whom(allowed.Whom), unpackers: &sync.Pool{}}
	for _, c := range allowed.Contacts {
		if c != "" {
			g.contacts[sameContact(c)] = true
		}
	}
	return g
}

// whom is whom an author must tell.
type whom string

// Localize implements [diag.Localizer].
func (w whom) Localize(lang string) string {
	switch {
	case w != "":
		return string(w)
	case lang == "en":
		return "whoever is responsible for the site"
	default:
		return "den som ansvarar för webbplatsen"
	}
}

// File judges a file of the sources: what stands in it, and what the programs
// that made it wrote there. Its name is judged by [Gate.Name].
func (g *Gate) File(name string, raw []byte, diags *diag.List) {
	f := file{gate: g, name: name, raw: raw, diags: diags}
	switch form := formOf(name, raw); form {
	case formText:
		f.text()
	case formOther:
		f.identity(diag.NewSource(name, raw))
		f.stray()
	default:
		f.document(form)
		f.stray()
	}
}

// Numbers judges a text of which only the identity numbers matter: it is no
// part of a site.
func (g *Gate) Numbers(name string, raw []byte, diags *diag.List) {
	f := file{gate: g, name: name, raw: raw, diags: diags}
	f.identity(diag.NewSource(name, decode(raw)))
}

// Name judges the last step of a path. Names of files and folders become
// addresses of pages, or stand in the repository for everyone to read.
func (g *Gate) Name(name string, diags *diag.List) {
	base := path.Base(name)
	for _, m := range Identity([]byte(base)) {
		diags.Add(g.number(diag.Place{File: name}, m.Kind).With("name"))
	}
	if lock(base) {
		g.metadata(diag.Place{File: name}, "lock", "", diags)
	}
}

// lock reports whether a file is one by which an office program keeps others
// from a file that is open.
func lock(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".~lock.") || strings.HasPrefix(base, "~$")
}

// Unused reports the exceptions that nothing was found for. It has a meaning
// only when every file that they are for has been judged.
func (g *Gate) Unused(diags *diag.List) {
	for _, e := range g.exceptions {
		if !e.used.Load() {
			diags.Add(diag.New("PRIVACY-EXCEPTION", e.Place, "kind", e.Kind).With("unused"))
		}
	}
}

// excepted reports whether someone answers for a value that was found.
func (g *Gate) excepted(kind, value string, at diag.Place) bool {
	found := false
	for _, e := range g.exceptions {
		if e.entry(at.File, at.Line) {
			return true
		}
		if e.covers(kind, at.File, value) {
			e.used.Store(true)
			found = true
		}
	}
	return found
}

// number is the finding of an identity number.
func (g *Gate) number(at diag.Place, kind Kind) diag.Finding {
	return diag.New(Code, at.Unseen(), "kind", kind, "contact", g.whom)
}

// metadata reports what a file tells of those who made it.
func (g *Gate) metadata(at diag.Place, variant, property string, diags *diag.List) {
	if !g.excepted(exceptMetadata, strings.ToLower(property), at) {
		diags.Add(diag.New("METADATA", at, "file", path.Base(at.File), "property", property).With(variant))
	}
}

// A file is one file of the sources while it is judged.
type file struct {
	gate  *Gate
	name  string
	raw   []byte
	diags *diag.List
}

// text judges a text of any kind.
func (f *file) text() {
	text := decode(f.raw)
	source := diag.NewSource(f.name, text)
	f.identity(source)
	ext := strings.ToLower(path.Ext(f.name))
	switch ext {
	case ".md", ".yaml", ".yml", ".csv", ".txt":
		f.contacts(source)
	case ".svg":
		f.svg(source)
	}
	switch ext {
	case ".md":
		f.comments(source)
	case ".csv":
		f.columns(source)
	case ".yaml", ".yml", ".txt":
	default:
		f.stray()
	}
}

// identity reports the identity numbers of a text.
func (f *file) identity(source *diag.Source) {
	for i, m := range identityOf(f.name, source.Text) {
		if i == most {
			return
		}
		f.diags.Add(f.gate.number(source.Place(m.Start, m.End), m.Kind))
	}
}

// contacts reports addresses and numbers that nobody has declared.
func (f *file) contacts(source *diag.Source) {
	found := 0
	for _, c := range Contacts(source.Text) {
		if f.gate.contacts[c.Value] {
			continue
		}
		kind, at := exceptPhone, source.Place(c.Start, c.End)
		if c.Email {
			kind = exceptEmail
		}
		if f.gate.excepted(kind, c.Value, at) {
			continue
		}
		if found++; found > most {
			return
		}
		f.diags.Add(diag.New("CONTACT", at.Unseen()).With(kind))
	}
}

// comments reports definitions of links that are used as comments. Those of
// HTML are the finding HTML.
func (f *file) comments(source *diag.Source) {
	for at := 0; at < len(source.Text); {
		end := bytes.IndexByte(source.Text[at:], '\n')
		if end < 0 {
			end = len(source.Text) - at
		}
		line := source.Text[at : at+end]
		for _, mark := range [...]string{"[//]:", "[comment]:", "[#]:", "[_]:"} {
			if bytes.HasPrefix(line, []byte(mark)) {
				f.gate.metadata(source.Place(at, at+len(bytes.TrimRight(line, "\r"))).Unseen(), "comment", "", f.diags)
			}
		}
		at += end + 1
	}
}

// stray reports a file that no build reads where only texts and tables belong.
// In a meeting's folder lie attachments, which are published as they are.
func (f *file) stray() {
	if !within(f.name, "content") && !within(f.name, "data") || lock(f.name) || attachment(f.name) {
		return
	}
	f.gate.metadata(diag.Place{File: f.name}, "stray", "", f.diags)
}

// attachment reports whether a file lies in the folder of a meeting.
func attachment(name string) bool {
	return within(name, "content") && path.Base(path.Dir(path.Dir(name))) == "meetings"
}

// Output returns the first identity number in a finished file, and whether
// there is one. What stands packed in the file is looked at too.
func (g *Gate) Output(name string, raw []byte) (diag.Finding, bool) {
	if found := identityOf(name, raw); len(found) > 0 {
		m := found[0]
		at := diag.Place{}
		if formOf(name, raw) == formText {
			at = diag.NewSource(name, raw).Place(m.Start, m.End)
		}
		at.File = name
		return g.number(at, m.Kind).With("output"), true
	}
	switch form := formOf(name, raw); form {
	case formText, formOther:
	case formZip:
		if kind, bad := g.packed(raw); bad {
			return g.number(diag.Place{File: name}, kind).With("output"), true
		}
	default:
		for _, p := range read(form, raw) {
			if found := Identity(p.text()); len(found) > 0 {
				return g.number(diag.Place{File: name}, found[0].Kind).With("output"), true
			}
		}
	}
	return diag.Finding{}, false
}

// identityOf finds identity numbers in a file of a known name.
func identityOf(name string, text []byte) []Match {
	s := scanner{text: text}
	switch path.Ext(name) {
	case ".csv":
		s.text = columnsApart(text)
	case ".json":
		s.json = true
	}
	return s.all()
}
