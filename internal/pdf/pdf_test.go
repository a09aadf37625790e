package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// sample is a file with a page for each text, as far as a checker is content.
func sample(pages ...string) *File {
	f := &File{Objects: map[Ref]any{}, Trailer: Dict{}}
	tree := f.add(Dict{"Type": Name("StructTreeRoot")})
	kids := f.add(Dict{"Type": Name("Pages")})
	letters := f.add(packed(Dict{}, []byte("1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange <20> <7E> <0020> endbfrange 2 beginbfchar <01> <00E5> <02> <00660069> endbfchar\n"+
		"1 beginbfrange <03> <04> [<00E4> <00F6>] endbfrange\n")))
	letter := f.add(Dict{"Type": Name("Font"), "Subtype": Name("Type3"), "ToUnicode": letters})
	var list Array
	elements := Array{}
	dests := Dict{}
	for i, text := range pages {
		code := fmt.Sprintf("q 1 0 0 -1 0 842 cm BT /F1 10 Tf 1 0 0 -1 60 100 Tm (%s) Tj ET Q", text)
		page := f.add(Dict{
			"Type": Name("Page"), "MediaBox": Array{Number("0"), Number("0"), Number("594.96"), Number("841.92")},
			"Resources": Dict{"Font": Dict{"F1": letter}}, "Contents": f.add(packed(Dict{}, []byte(code))),
		})
		list = append(list, page)
		dests[Name(fmt.Sprintf("p%d", i+1))] = Array{page, Name("XYZ"), Number("0"), Number("700"), Number("0")}
		elements = append(elements, f.add(Dict{"Type": Name("StructElem"), "S": Name(fmt.Sprintf("H%d", i+1)), "Pg": page}))
	}
	f.Objects[kids].(Dict)["Kids"], f.Objects[kids].(Dict)["Count"] = list, num(len(list)) //nolint:forcetypeassert // added above
	f.Objects[tree].(Dict)["K"] = elements                                                 //nolint:forcetypeassert // likewise
	f.Trailer["Root"] = f.add(Dict{
		"Type": Name("Catalog"), "Pages": kids, "StructTreeRoot": tree, "MarkInfo": Dict{"Marked": true}, "Dests": dests,
	})
	f.Trailer["Info"] = f.add(Dict{"Producer": String("prov")})
	return f
}

func described(f *File) *File {
	f.Describe(Meta{Title: "Rapport – ett", Author: "Nämnden", Subject: "Allt & lite", Lang: "sv", Date: "2026-02-03", Program: "Tertial 1", Identifier: "https://a.se/<1>/"})
	return f
}

// TestWrittenIsRead: what is written is read again, and written as the same bytes.
func TestWrittenIsRead(t *testing.T) {
	t.Parallel()
	f := described(sample(`Utg\001va 1\), \\sida 1`, "Utgava 1"))
	f.Objects[f.add(Dict{"Lost": true})] = Dict{}
	first := f.Bytes()
	again, err := Parse(first)
	if err != nil {
		t.Fatal(err)
	}
	if second := again.Bytes(); !bytes.Equal(first, second) {
		t.Error("read and written again it has other bytes")
	}
	if bytes.Contains(first, []byte("Lost")) || len(again.Objects) >= len(f.Objects) {
		t.Error("what nothing leads to is still there")
	}
	if faults := Check(first, "1"); len(faults) > 0 {
		t.Error(faults)
	}
	text, err := again.Text(again.Pages()[0])
	if err != nil || text != `Utgåva 1), \sida 1` {
		t.Errorf("%q %v", text, err)
	}
	info := again.dict(again.Trailer["Info"])
	title, _ := info["Title"].(String)
	if plain(title) != "Rapport – ett" || string(info["CreationDate"].(String)) != "D:20260203" || !bytes.Contains(first, []byte("https://a.se/&lt;1&gt;/")) { //nolint:forcetypeassert // a test may
		t.Error(info)
	}
	if !maps.Equal(again.Destinations(), map[string]int{"p1": 1, "p2": 2}) {
		t.Error(again.Destinations())
	}
}

// TestCheckFinds: each kind of fault, put into a file that has none.
func TestCheckFinds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind string
		harm func(f *File, root Dict)
	}{
		{Untagged, func(_ *File, root Dict) { root["MarkInfo"] = Dict{"Marked": false} }},
		{Untagged, func(_ *File, root Dict) { delete(root, "StructTreeRoot") }},
		{Nameless, func(_ *File, root Dict) { delete(root, "Lang") }},
		{Nameless, func(f *File, _ Dict) { delete(f.dict(f.Trailer["Info"]), "Title") }},
		{Nameless, func(_ *File, root Dict) { delete(root, "ViewerPreferences") }},
		{NoAlt, func(f *File, root Dict) { f.grow(root, Dict{"S": Name("Figure")}) }},
		{NoAlt, func(f *File, root Dict) { f.grow(root, Dict{"S": Name("Figure"), "Alt": String(" ")}) }},
		{NoHeader, func(f *File, root Dict) { f.grow(root, Dict{"S": Name("Table")}) }},
		{NoHeader, func(f *File, root Dict) {
			cell := Dict{"Type": Name("StructElem"), "S": Name("TH"), "A": Dict{"O": Name("Table")}}
			f.grow(root, Dict{"S": Name("Table"), "K": Array{f.add(Dict{"Type": Name("StructElem"), "S": Name("TR"), "K": f.add(cell)})}})
		}},
		{Headings, func(f *File, root Dict) { f.grow(root, Dict{"S": Name("H4")}) }},
		{Fonts, func(f *File, root Dict) {
			root["X"] = f.add(Dict{"Type": Name("Font"), "Subtype": Name("TrueType"), "BaseFont": Name("Arial")})
		}},
		{Fonts, func(f *File, root Dict) {
			root["X"] = f.add(Dict{"Type": Name("Font"), "Subtype": Name("Type0"), "DescendantFonts": Array{Dict{}}})
		}},
		{Fonts, func(f *File, root Dict) { root["X"] = f.add(Dict{"Type": Name("Font"), "Subtype": Name("Type3")}) }},
		{Script, func(f *File, root Dict) {
			root["X"] = f.add(Dict{"S": Name("JavaScript"), "JS": String("app.alert(1)")})
		}},
		{Script, func(_ *File, root Dict) { root["OpenAction"] = Dict{} }},
		{Paper, func(f *File, _ Dict) {
			f.dict(f.Pages()[1])["MediaBox"] = Array{Number("0"), Number("0"), Number("612"), Number("792")}
		}},
		{Unmarked, func(f *File, _ Dict) { f.dict(f.Pages()[1])["Contents"] = f.add(packed(Dict{}, nil)) }},
		{Unread, func(f *File, root Dict) { f.dict(root["Pages"])["Kids"] = Array{} }},
	} {
		f := described(sample("Utgava 1", "Utgava 1"))
		tt.harm(f, f.root())
		faults := Check(f.Bytes(), "Utgava 1")
		if len(faults) != 1 || faults[0].Kind != tt.kind {
			t.Errorf("%s: %v", tt.kind, faults)
		}
	}
	if faults := Check([]byte("%PDF-1.7 nothing"), ""); len(faults) != 1 || faults[0].Kind != Unread {
		t.Error(faults)
	}
}

// grow adds an element to the tags.
func (f *File) grow(root, element Dict) {
	element["Type"] = Name("StructElem")
	tree := f.dict(root["StructTreeRoot"])
	tree["K"] = append(slices.Clone(f.array(tree["K"])), f.add(element))
}

// TestContents: a list of contents is right when the page of its number has the
// heading, and the list itself names that number.
func TestContents(t *testing.T) {
	t.Parallel()
	file := described(sample("1 Ett ..... 2 2 Tva ..... 3", "1 Ett", "2 Tva")).Bytes()
	entries := []Entry{{"1 Ett", "p2"}, {"2 Tva", "p3"}}
	if faults := CheckContents(file, entries); len(faults) > 0 {
		t.Error(faults)
	}
	for _, wrong := range []Entry{{"1 Ett", "p3"}, {"2 Tva", "p1"}, {"3 Tre", "p2"}, {"1 Ett", "p9"}} {
		if faults := CheckContents(file, []Entry{wrong}); len(faults) != 1 || faults[0].Kind != Contents {
			t.Error(wrong, faults)
		}
	}
	if faults := CheckContents([]byte("x"), entries); len(faults) != 1 || faults[0].Kind != Unread {
		t.Error(faults)
	}
}

// TestMake: a document is printed again until its numbers are those of its pages,
// and not for ever.
func TestMake(t *testing.T) {
	t.Parallel()
	doc := Document{
		Meta: Meta{Title: "A", Lang: "sv", Date: "2026-01-01"}, Contents: []Entry{{"1 Ett", "p2"}}, Words: "",
		HTML: func(pages map[string]int) ([]byte, error) { return []byte(strconv.Itoa(pages["p2"])), nil },
	}
	printed := 0
	print := func(_ context.Context, text []byte) ([]byte, error) {
		printed++
		return sample("1 Ett "+string(text), "1 Ett").Bytes(), nil
	}
	made, err := Make(t.Context(), print, doc)
	if err != nil || printed != 2 || made.Pages != 2 || len(made.Faults) > 0 {
		t.Errorf("%d prints, %+v, %v", printed, made, err)
	}
	kept, err := Reopen(made.File, doc)
	if err != nil || kept.Pages != 2 || len(kept.Faults) > 0 {
		t.Error(kept, err)
	}
	if _, err := Reopen([]byte("x"), doc); err == nil {
		t.Error("reopened what is no file")
	}
	moving := func(ctx context.Context, text []byte) ([]byte, error) {
		if string(text) == "2" {
			return sample("1 Ett", "", "1 Ett").Bytes(), nil
		}
		return print(ctx, text)
	}
	doc.Contents = []Entry{{"1 Ett", "p2"}}
	if _, err := Make(t.Context(), moving, Document{Meta: doc.Meta, Contents: []Entry{{"1 Ett", "p3"}}, HTML: func(p map[string]int) ([]byte, error) {
		if p["p3"] == 3 {
			return []byte("0"), nil
		}
		return []byte("2"), nil
	}}); !errors.Is(err, errMoved) {
		t.Error(err)
	}
	broken := errors.New("broken")
	if _, err := Make(t.Context(), func(context.Context, []byte) ([]byte, error) { return nil, broken }, doc); !errors.Is(err, broken) {
		t.Error(err)
	}
	if _, err := Make(t.Context(), func(context.Context, []byte) ([]byte, error) { return []byte("x"), nil }, doc); !errors.Is(err, errNoPDF) {
		t.Error(err)
	}
	doc.HTML = func(map[string]int) ([]byte, error) { return nil, broken }
	if _, err := Make(t.Context(), print, doc); !errors.Is(err, broken) {
		t.Error(err)
	}
}

func TestKeep(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "a", "pdf")
	k := OpenKeep(dir)
	key := Key("a", "b")
	if key == Key("ab", "") || key == Key("a", "b", "") {
		t.Error("two things have one key")
	}
	if _, ok := k.Get(key); ok {
		t.Error("it has what was never kept")
	}
	if err := k.Put(key, []byte("one\ntwo")); err != nil {
		t.Fatal(err)
	}
	if got, ok := k.Get(key); !ok || string(got) != "one\ntwo" {
		t.Errorf("%q", got)
	}
	if text, err := os.ReadFile(filepath.Join(dir, ".gitignore")); err != nil || string(text) != "*\n" {
		t.Error("git sees it")
	}
	name := filepath.Join(dir, key+suffix)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range text {
		harmed := bytes.Clone(text)
		harmed[i] ^= 1
		if err := os.WriteFile(name, harmed, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, ok := k.Get(key); ok {
			t.Errorf("byte %d may be another one", i)
		}
	}
	k.Close()
	if err := k.Clear(); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*"+suffix)); err != nil || len(left) > 0 {
		t.Error(left, err)
	}
	none := OpenKeep("")
	if err := none.Put(key, nil); err != nil {
		t.Error(err)
	}
	if _, ok := none.Get(key); ok {
		t.Error("a folder that is none keeps something")
	}
	none.Close()
	if err := errors.Join(none.Clear(), OpenKeep(filepath.Join(dir, "none")).Clear()); err != nil {
		t.Error(err)
	}
}

// TestRefused: what is no file of ours is said to be none.
func TestRefused(t *testing.T) {
	t.Parallel()
	good := string(described(sample("A")).Bytes())
	classic := "%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type /Pages /Kids []>>\nendobj\n" +
		"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \ntrailer\n<</Size 3 /Root 1 0 R>>\nstartxref\n105\n%%EOF"
	classic = strings.Replace(classic, "startxref\n105", fmt.Sprintf("startxref\n%d", strings.Index(classic, "xref\n0 3")), 1)
	if _, err := Parse([]byte(classic)); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"empty": "", "no end": "%PDF-1.4\n", "end leads nowhere": "%PDF-1.4\nstartxref\n99999\n%%EOF",
		"cut":       good[:len(good)/2],
		"encrypted": strings.Replace(classic, "/Size 3", "/Encrypt 1 0 R /Size 3", 1),
		"changed":   strings.Replace(classic, "/Size 3", "/Prev 9 /Size 3", 1),
		"no root":   strings.Replace(classic, "/Root 1 0 R", "/Root 7 0 R", 1),
		"offset":    strings.Replace(classic, "0000000009 00000 n", "0000000010 00000 n", 1),
		"number":    strings.Replace(classic, "0000000009 00000 n", "0000000056 00000 n", 1),
		"kind":      strings.Replace(classic, "00000 n", "00000 x", 1),
		"count":     strings.Replace(classic, "xref\n0 3", "xref\n0 99999999", 1),
		"trailer":   strings.Replace(classic, "trailer\n<<", "trailer\n[", 1),
		"dict":      strings.Replace(classic, "/Type /Catalog", "Type /Catalog", 1),
		"bracket":   strings.Replace(classic, "/Kids []", "/Kids [}]", 1),
		"word":      strings.Replace(classic, "/Kids []", "/Kids [x]", 1),
		"deep":      strings.Replace(classic, "/Kids []", "/Kids "+strings.Repeat("[", 99)+strings.Repeat("]", 99), 1),
	} {
		if _, err := Parse([]byte(text)); !errors.Is(err, errNoPDF) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzParse: whatever comes in, nothing breaks, and what is read can be written
// and read again.
func FuzzParse(f *testing.F) {
	f.Add(described(sample("Utgava", `\(a\) \101`)).Bytes())
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 1 0 R /Kids [1 0 R] /A <41 4> /B (a\\\n\\(b\\)) /C#20D -1.5>>\nendobj\nxref\n1 1\n0000000009 00000 n \ntrailer\n<</Root 1 0 R>>\nstartxref\n114\n%%EOF"))
	f.Fuzz(func(t *testing.T, text []byte) {
		read, err := Parse(text)
		if err != nil {
			return
		}
		read.Destinations()
		for _, page := range read.Pages() {
			_, _ = read.Text(page)
		}
		Check(text, "x")
		read.Describe(Meta{Title: "å", Lang: "sv", Date: "2026-01-01"})
		written := read.Bytes()
		again, err := Parse(written)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if !bytes.Equal(again.Bytes(), written) {
			t.Fatal("read and written again it has other bytes")
		}
	})
}
