package pdf

import (
	"html"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// A Meta is what a file says of itself. It has no clock: what was published is
// dated by its edition, a draft by the date that the build is for.
type Meta struct {
	Title      string
	Author     string // who publishes: a committee and its municipality
	Subject    string // one sentence
	Lang       string
	Date       string // ISO date
	Program    string // that made it
	Identifier string // address, or path of the report; or ""
}

// text is a text of a file's own dictionaries: ASCII as it is, else UTF-16.
func text(s string) String {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
		return String(s)
	}
	out := String{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}

// plain is [text] read back.
func plain(s String) string {
	if len(s) < 2 || s[0] != 0xfe || s[1] != 0xff {
		return string(s)
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// Describe replaces what the browser says of the file by what is true of it,
// and makes of its tags what all readers know.
func (f *File) Describe(m Meta) {
	day := String("D:" + strings.ReplaceAll(m.Date, "-", ""))
	info := Dict{"Title": text(m.Title), "Producer": f.dict(f.Trailer["Info"])["Producer"], "CreationDate": day, "ModDate": day}
	for key, value := range map[Name]string{"Author": m.Author, "Subject": m.Subject, "Creator": m.Program} {
		if value != "" {
			info[key] = text(value)
		}
	}
	f.Trailer = Dict{"Root": f.Trailer["Root"], "Info": f.add(info)}
	root := f.root()
	root["Lang"] = text(m.Lang)
	root["ViewerPreferences"] = Dict{"DisplayDocTitle": true}
	root["Metadata"] = f.add(&Stream{Dict: Dict{"Type": Name("Metadata"), "Subtype": Name("XML")}, Raw: []byte(m.xmp())})
	root["PageMode"] = Name("UseOutlines")
	f.retag()
}

// add gives an object the next number.
func (f *File) add(object any) Ref {
	next := Ref(1)
	for ref := range f.Objects {
		next = max(next, ref+1)
	}
	f.Objects[next] = object
	return next
}

// xmp is what the file says of itself for programs that know no PDF.
func (m *Meta) xmp() string {
	var out strings.Builder
	out.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">` + "\n")
	add := func(value, before, after string) {
		if value != "" {
			out.WriteString(before + html.EscapeString(value) + after + "\n")
		}
	}
	add("application/pdf", "<dc:format>", "</dc:format>")
	add(m.Title, `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">`, "</rdf:li></rdf:Alt></dc:title>")
	add(m.Author, "<dc:creator><rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq></dc:creator>")
	add(m.Subject, `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">`, "</rdf:li></rdf:Alt></dc:description>")
	add(m.Lang, "<dc:language><rdf:Bag><rdf:li>", "</rdf:li></rdf:Bag></dc:language>")
	add(m.Identifier, "<dc:identifier>", "</dc:identifier>")
	add(m.Program, "<xmp:CreatorTool>", "</xmp:CreatorTool>")
	add(m.Date, "<xmp:CreateDate>", "</xmp:CreateDate>")
	add(m.Date, "<xmp:ModifyDate>", "</xmp:ModifyDate>")
	out.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return out.String()
}

// standard are the types of tags that readers of PDF 1.7 know.
var standard = []Name{
	"Annot", "Art", "BibEntry", "BlockQuote", "Caption", "Code", "Div", "Document", "Figure", "Form", "Formula", "H", "H1", "H2", "H3", "H4", "H5", "H6",
	"Index", "L", "LBody", "LI", "Lbl", "Link", "NonStruct", "Note", "P", "Part", "Private", "Quote", "RB", "RP", "RT", "Reference", "Ruby", "Sect",
	"Span", "TBody", "TD", "TFoot", "TH", "THead", "TOC", "TOCI", "TR", "Table", "WP", "WT", "Warichu",
}

// retag makes groups of the elements that the browser calls figures although
// they hold the words and the table of one, and lets every tag be one that
// readers know. What is left as a figure is a picture with its description.
func (f *File) retag() {
	tree := f.dict(f.root()["StructTreeRoot"])
	if tree == nil {
		return
	}
	roles := Dict{}
	for _, object := range f.Objects {
		e, ok := object.(Dict)
		if !ok || e["Type"] != Name("StructElem") {
			continue
		}
		if e["S"] == Name("Figure") && e["Alt"] == nil && len(f.elements(e)) > 0 {
			e["S"] = Name("Div")
			for _, kid := range f.elements(e) {
				if kid["S"] == Name("Caption") {
					kid["S"] = Name("P")
				}
			}
		}
		if kind, _ := e["S"].(Name); !slices.Contains(standard, kind) {
			roles[kind] = Name("Span")
		}
	}
	if len(roles) > 0 {
		tree["RoleMap"] = maps.Clone(roles)
	}
}

// elements are the elements below one.
func (f *File) elements(e Dict) []Dict {
	kids := f.array(e["K"])
	if kids == nil {
		kids = Array{e["K"]}
	}
	var list []Dict
	for _, kid := range kids {
		if d := f.dict(kid); d != nil && d["Type"] == Name("StructElem") {
			list = append(list, d)
		}
	}
	return list
}
