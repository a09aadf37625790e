package privacy

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tertial/internal/diag"
)

// A maker makes a file that carries a value somewhere out of sight.
type maker struct {
	make func(value string) []byte
	want string // the property's name; "" for what the file shows
}

// makers are the ways in which a file that is no text may carry something.
var makers = map[string]maker{
	"jpeg exif": {func(v string) []byte {
		return jpegOf(0xe1, "Exif\x00\x00"+string(tiffOf(0x013b, v, binary.LittleEndian)))
	}, "Artist"},
	"jpeg xmp":        {func(v string) []byte { return jpegOf(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+xmp(v)) }, "dc:creator"},
	"jpeg iptc":       {func(v string) []byte { return jpegOf(0xed, "Photoshop 3.0\x008BIM\x04\x04"+v) }, "IPTC"},
	"jpeg comment":    {func(v string) []byte { return jpegOf(0xfe, v) }, "Comment"},
	"tiff":            {func(v string) []byte { return tiffOf(0x010e, v, binary.BigEndian) }, "ImageDescription"},
	"tiff utf-16":     {func(v string) []byte { return tiffOf(0x9c9d, wideText(v), binary.LittleEndian) }, "XPAuthor"},
	"png text":        {func(v string) []byte { return pngOf("tEXt", "Author\x00"+v) }, "Author"},
	"png packed":      {func(v string) []byte { return pngOf("zTXt", "Comment\x00\x00"+pack(v)) }, "Comment"},
	"png intl":        {func(v string) []byte { return pngOf("iTXt", "Title\x00\x00\x00sv\x00Titel\x00"+v) }, "Title"},
	"png intl packed": {func(v string) []byte { return pngOf("iTXt", "Title\x00\x01\x00\x00\x00"+pack(v)) }, "Title"},
	"png xmp":         {func(v string) []byte { return pngOf("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+xmp(v)) }, "dc:creator"},
	"png exif":        {func(v string) []byte { return pngOf("eXIf", string(tiffOf(0xa430, v, binary.BigEndian))) }, "CameraOwnerName"},
	"webp exif": {func(v string) []byte {
		return webpOf("EXIF", "Exif\x00\x00"+string(tiffOf(0x8298, v, binary.LittleEndian)))
	}, "Copyright"},
	"webp xmp":   {func(v string) []byte { return webpOf("XMP ", xmp(v)) }, "dc:creator"},
	"pdf author": {func(v string) []byte { return []byte("%PDF-1.4\n1 0 obj<</Author(" + v + ")/Producer()>>endobj") }, "Author"},
	"pdf hex":    {func(v string) []byte { return fmt.Appendf(nil, "%%PDF-1.4\n<</Keywords <%X>>>", v) }, "Keywords"},
	"pdf xmp":    {func(v string) []byte { return []byte("%PDF-1.4\nstream\n<?xpacket?>" + xmp(v) + "\nendstream") }, "dc:creator"},
	"pdf packed info": {func(v string) []byte {
		return []byte("%PDF-1.5\nstream\r\n" + pack("1 0 <</Creator ("+v+")>>") + "\nendstream")
	}, "Creator"},
	"pdf packed xmp": {func(v string) []byte {
		return []byte("%PDF-1.5\nstream\n" + pack("<?xpacket?>"+xmp(v)) + "\nendstream")
	}, "dc:creator"},
	"pdf text": {func(v string) []byte {
		return []byte("%PDF-1.5\nstream\n" + pack("BT ("+v+") Tj (\\(x\\)) Tj ET") + "\nendstream")
	}, ""},
	"pdf plain text": {func(v string) []byte { return []byte("%PDF-1.5\nstream\nBT (" + v + ") Tj ET\nendstream") }, ""},
	"xlsx creator":   {func(v string) []byte { return zipOf("docProps/core.xml", "<x><dc:creator>"+v+"</dc:creator></x>") }, "dc:creator"},
	"xlsx company":   {func(v string) []byte { return zipOf("docProps/app.xml", "<x><Company>"+v+"</Company></x>") }, "Company"},
	"xlsx custom":    {func(v string) []byte { return zipOf("docProps/custom.xml", "<x><vt:lpwstr>"+v+"</vt:lpwstr></x>") }, "custom property"},
	"xlsx comment":   {func(v string) []byte { return zipOf("xl/comments1.xml", "<x><t>"+v+"</t></x>") }, "comment"},
	"xlsx hidden": {func(v string) []byte {
		return zipOf("xl/workbook.xml", `<sheet name="`+v+`" sheetId="2" state="hidden"/>`)
	}, "hidden sheet"},
	"xlsx hidden row": {func(v string) []byte {
		return zipOf("xl/worksheets/sheet1.xml", `<row r="3" hidden="1"><c><v>`+v+`</v></c></row>`)
	}, "hidden row or column"},
	"xlsx cell": {func(v string) []byte { return zipOf("xl/sharedStrings.xml", "<si><t>"+v+"</t></si>") }, ""},
	"docx changed": {func(v string) []byte {
		return zipOf("word/document.xml", `<w:del w:id="1"><w:delText>`+v+`</w:delText></w:del>`)
	}, "tracked change"},
	"docx runs": {func(v string) []byte {
		cut := min(5, len(v))
		return zipOf("word/document.xml", `<w:r w:rsidR="00AB12CD"><w:t>`+v[:cut]+`</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">`+v[cut:]+`</w:t></w:r>`)
	}, ""},
	"docx picture": {func(v string) []byte { return zipOf("word/media/image1.jpeg", string(jpegOf(0xfe, v))) }, "Comment"},
}

func jpegOf(mark byte, body string) []byte {
	out := []byte{0xff, 0xd8, 0xff, mark}
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	return append(append(out, body...), 0xff, 0xda, 0, 2)
}

// tiffOf is a directory with an unknown tag, a pointer to another directory,
// and there the value.
func tiffOf(tag uint16, value string, order binary.AppendByteOrder) []byte {
	mark := "II*\x00"
	if order.String() == binary.BigEndian.String() {
		mark = "MM\x00*"
	}
	out := order.AppendUint32([]byte(mark), 8)
	entry := func(tag, kind uint16, size, value uint32) {
		out = order.AppendUint16(order.AppendUint16(out, tag), kind)
		out = order.AppendUint32(order.AppendUint32(out, size), value)
	}
	out = order.AppendUint16(out, 2)
	entry(0x0100, 3, 1, 640)
	entry(0x8769, 4, 1, 38)
	out = order.AppendUint32(out, 0)
	out = order.AppendUint16(out, 1)
	entry(tag, 2, uint32(len(value)), 56)
	out = order.AppendUint32(out, 0)
	return append(out, value...)
}

func wideText(s string) string {
	var out []byte
	for _, r := range s {
		out = binary.LittleEndian.AppendUint16(out, uint16(r))
	}
	return string(out)
}

func pngOf(kind, body string) []byte {
	out := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x00IHDR\x00\x00\x00\x00")
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	return append(append(append(out, kind...), body...), 0, 0, 0, 0)
}

func webpOf(kind, body string) []byte {
	out := []byte("RIFF\x00\x00\x00\x00WEBPVP8X\x03\x00\x00\x00abc\x00")
	out = append(out, kind...)
	return append(binary.LittleEndian.AppendUint32(out, uint32(len(body))), body...)
}

func xmp(v string) string {
	return `<x:xmpmeta><rdf:Description><dc:creator>` + v + `</dc:creator></rdf:Description></x:xmpmeta>`
}

func pack(s string) string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return out.String()
}

func zipOf(name, text string) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range [][2]string{{name, text}, {"[Content_Types].xml", "<Types/>"}, {"x/readme.bin", "\x00\x01"}} {
		part, _ := w.Create(f[0])
		_, _ = part.Write([]byte(f[1]))
	}
	_ = w.Close()
	return out.Bytes()
}

// codes are the codes and variants of what a gate says of a file.
func codes(t *testing.T, g *Gate, name string, raw []byte) []string {
	t.Helper()
	diags := &diag.List{}
	g.Name(name, diags)
	g.File(name, raw, diags)
	var all []string
	for _, f := range diags.Sorted() {
		for _, lang := range diag.Languages() {
			if text := f.Message(lang); strings.ContainsAny(text, "{}") {
				t.Errorf("%s: unfilled: %s", f.Code, text)
			}
		}
		word := strings.Trim(string(f.Code)+"."+f.Variant, ".")
		for _, a := range f.Args {
			if a.Name == "property" && a.Value != "" {
				word = fmt.Sprintf("%s=%v", word, a.Value)
			}
		}
		all = append(all, word)
	}
	return all
}

// TestDocuments: what a file carries is named, an identity number in it is an
// error, and the value itself is told nowhere.
func TestDocuments(t *testing.T) {
	t.Parallel()
	g := NewGate(Allowed{})
	number := sample().short() + "-" + sample().last
	for name, m := range makers {
		file := "layouts/assets/bild.bin"
		plain := codes(t, g, file, m.make("Anna Ek"))
		if want := []string{"METADATA.property=" + m.want}; m.want != "" && !slices.Equal(plain, want) || m.want == "" && len(plain) > 0 {
			t.Errorf("%s: %q", name, plain)
		}
		with := codes(t, g, file, m.make(number))
		if !slices.Contains(with, "PERSONNUMMER.inside") {
			t.Errorf("%s: the number was not found: %q", name, with)
		}
		if _, bad := g.Output("a/fil.bin", m.make(number)); !bad {
			t.Errorf("%s: passes the output gate", name)
		}
		if f, bad := g.Output("a/fil.bin", m.make("Anna Ek")); bad {
			t.Errorf("%s: is stopped: %v", name, f)
		}
	}
}

// TestDocumentsCutShort: no broken file makes the gate stumble.
func TestDocumentsCutShort(t *testing.T) {
	t.Parallel()
	g := NewGate(Allowed{})
	for _, m := range makers {
		whole := m.make("Anna Ek")
		for cut := range whole {
			g.File("data/x.bin", whole[:cut], &diag.List{})
			broken := bytes.Clone(whole)
			broken[cut] ^= 0xff
			g.File("data/x.bin", broken, &diag.List{})
		}
	}
}

func FuzzDocument(f *testing.F) {
	for _, m := range makers {
		f.Add("data/x.bin", m.make("Anna Ek"))
	}
	f.Add("data/x.csv", []byte("namn;antal\nAnna Ek;2\n"))
	f.Add("data/x.csv", []byte("\xff\xfen\x00a\x00m\x00n\x00\n\x00"))
	f.Add("content/x.md", []byte("---\nsecret: true\n---\n[//]: # (x)\nring 070-123 45 67"))
	f.Add("layouts/x.svg", []byte("<svg><metadata/></svg>"))
	g := NewGate(Allowed{})
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		diags := &diag.List{}
		g.Name(name, diags)
		g.File(name, raw, diags)
		Secret(FrontMatter(raw))
		for _, finding := range Conceal(diags.Sorted()) {
			if len(Identity([]byte(finding.Message("sv")+finding.Place.File))) > 0 {
				t.Fatal("a number is told")
			}
		}
	})
}
