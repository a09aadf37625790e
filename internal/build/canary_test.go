package build_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/privacy"
	"tertial/layouts"
)

// canary makes an invented identity number: none stands in the repository. The
// last digit is the one of ten that the gate takes for right.
func canary(t *testing.T) string {
	t.Helper()
	for c := range 10 {
		number := fmt.Sprintf("%02d0114-%d%d", 70, 123, c)
		if len(privacy.Identity([]byte(number))) == 1 {
			return number
		}
	}
	t.Fatal("no number is one")
	return ""
}

const report = "barnnamnden/2020/delar-1/"

// plants are the places of a site where a number may stand. Each returns files
// to lay over the site of the cases.
var plants = map[string]func(number string) map[string]string{
	"site name": func(n string) map[string]string { return file("content/site.yaml", "name: Kommunen "+n+"\n"+statement) },
	"committee": func(n string) map[string]string {
		return file("content/barnnamnden/committee.yaml", "name: Nämnden\ntask: "+n+"\n")
	},
	"title":   func(n string) map[string]string { return markdown("Rapport "+n, "", "") },
	"summary": func(n string) map[string]string { return markdown("Rapport", "summary: Om "+n+".\n", "") },
	"text":    func(n string) map[string]string { return markdown("Rapport", "", "Det gäller "+n+".") },
	"split text": func(n string) map[string]string {
		return markdown("Rapport", "", "Det gäller "+n[:7]+"**"+n[7:]+"**.")
	},
	"heading": func(n string) map[string]string { return markdown("Rapport", "", "# Om "+n+"\n\nText.") },
	"table": func(n string) map[string]string {
		return markdown("Rapport", "", "| a | b |\n|---|---|\n| x | "+n+" |")
	},
	"code":   func(n string) map[string]string { return markdown("Rapport", "", "`"+n+"`") },
	"figure": func(n string) map[string]string { return markdown("Rapport", "", "`=drift["+n+"; Netto]`") },
	"link": func(n string) map[string]string {
		return markdown("Rapport", "", "[x](https://www.exempel.se/?id="+n+")")
	},
	"alt text":      func(n string) map[string]string { return markdown("Rapport", "", "![Bild av "+n+"](bild.png)") },
	"comment":       func(n string) map[string]string { return markdown("Rapport", "", "<!-- "+n+" -->") },
	"link comment":  func(n string) map[string]string { return markdown("Rapport", "", "[//]: # ("+n+")") },
	"front comment": func(n string) map[string]string { return markdown("Rapport", "# fråga "+n+"\n", "") },
	"unknown key":   func(n string) map[string]string { return markdown("Rapport", n+": x\n", "") },
	"known difference": func(n string) map[string]string {
		return markdown("Rapport", "known_differences:\n  - {rule: SUM, at: x, stated: \"1\", expected: \"2\", reason: Enligt "+n+", role: controller}\n", "")
	},
	"exception": func(n string) map[string]string {
		return markdown("Rapport", "privacy_exceptions:\n  - {kind: phone, text: \""+n+"\", reason: behövs, role: ingen}\n", "")
	},
	"chart title": func(n string) map[string]string {
		return markdown("Rapport", "", "```chart\nid: dia\ndata: barn\ntitle: Om "+n+"\n```")
	},
	"caption": func(n string) map[string]string {
		return markdown("Rapport", "", "```table\nid: tab\ndata: barn\ncaption: Om "+n+"\n```")
	},
	"footnote":      func(n string) map[string]string { return markdown("Rapport", "", "Text.[^1]\n\n[^1]: Om "+n) },
	"second file":   func(n string) map[string]string { return file("content/"+report+"10-mer.md", "# Mer\n\n"+n+"\n") },
	"stray text":    func(n string) map[string]string { return file("content/"+report+"anteckning.md", n+"\n") },
	"cell":          func(n string) map[string]string { return table("namn;antal\n"+n+";2\n", "") },
	"value cell":    func(n string) map[string]string { return table("namn;antal\nx;"+n+"\n", "") },
	"header":        func(n string) map[string]string { return table("namn;antal;"+n+"\nx;2;3\n", "") },
	"hidden column": func(n string) map[string]string { return table("namn;antal;övrigt\nx;2;"+n+"\n", "") },
	"latin-1":       func(n string) map[string]string { return table("namn;antal\n\xe5 "+n+";2\n", "") },
	"utf-16":        func(n string) map[string]string { return table(wide("namn;antal\n"+n+";2\n"), "") },
	"comma file": func(n string) map[string]string {
		return table("namn,antal\n"+strings.ReplaceAll(n, "-", "")+",2\n", "")
	},
	"yaml comment": func(n string) map[string]string { return table("namn;antal\nx;2\n", "# "+n+"\n") },
	"yaml note":    func(n string) map[string]string { return table("namn;antal\nx;2\n", "note: "+n+"\n") },
	"file name":    func(n string) map[string]string { return file("data/"+report+n+".csv", "namn;antal\nx;2\n") },
	"folder name":  func(n string) map[string]string { return file("content/"+report+n+"/x.txt", "x") },
	"register":     func(n string) map[string]string { return file("data/koder.csv", "kodsystem;kod;namn\nx;1;"+n+"\n") },
	"exif":         func(n string) map[string]string { return file("content/"+report+"bild.jpg", jpeg(n)) },
	"pdf":          func(n string) map[string]string { return file("data/"+report+"bilaga.pdf", pdf("", n)) },
	"pdf author":   func(n string) map[string]string { return file("data/"+report+"bilaga.pdf", pdf(n, "")) },
	"workbook":     func(n string) map[string]string { return file("data/"+report+"underlag.xlsx", workbook("", n)) },
	"creator":      func(n string) map[string]string { return file("data/"+report+"underlag.xlsx", workbook(n, "")) },
	"drawing": func(n string) map[string]string {
		return file("layouts/assets/logo.svg", "<svg><title>"+n+"</title></svg>")
	},
	"own template": func(n string) map[string]string { return file("layouts/notice.html", "<p>"+n+"</p>") },
	"own text":     func(n string) map[string]string { return file("layouts/text/sv.txt", "frame.skip: Till "+n+"\n") },
}

func file(name, text string) map[string]string { return map[string]string{name: text} }

func markdown(title, front, body string) map[string]string {
	return file("content/"+report+"report.md",
		"---\ntitle: "+title+"\nperiod: 2020-01/2020-04\nvisibility: public\n"+front+"---\n\n# Läget\n\n"+body+"\n")
}

func table(csv, more string) map[string]string {
	return map[string]string{
		"data/" + report + "lista.csv":  csv,
		"data/" + report + "lista.yaml": more + "title: Lista\nkind: table\ncolumns:\n  namn: name\n  antal: {value: number, unit: personer}\n",
	}
}

func wide(text string) string {
	out := []byte("\xff\xfe")
	for _, r := range text {
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}

// jpeg is a picture with one tag of EXIF, the artist.
func jpeg(artist string) string {
	exif := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x3b\x01\x02\x00" +
		string([]byte{byte(len(artist) + 1), 0, 0, 0}) + "\x1a\x00\x00\x00\x00\x00\x00\x00" + artist + "\x00"
	return "\xff\xd8\xff\xe1" + string([]byte{0, byte(len(exif) + 2)}) + exif + "\xff\xd9"
}

func pdf(author, text string) string {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	fmt.Fprintf(w, "BT [(Det) -250 (%s) 10 (%s)] TJ ET", text[:min(3, len(text))], text[min(3, len(text)):])
	_ = w.Close()
	return "%PDF-1.7\n1 0 obj << /Author (" + author + ") >> endobj\n2 0 obj << /Filter /FlateDecode >> stream\n" + packed.String() + "\nendstream endobj\n"
}

func workbook(creator, cell string) string {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range map[string]string{
		"docProps/core.xml":    "<cp:coreProperties><dc:creator>" + creator + "</dc:creator></cp:coreProperties>",
		"xl/sharedStrings.xml": "<sst><si><r><t>Om " + cell[:min(4, len(cell))] + "</t></r><r><t>" + cell[min(4, len(cell)):] + "</t></r></si></sst>",
	} {
		part, _ := w.Create(name)
		_, _ = part.Write([]byte(text))
	}
	_ = w.Close()
	return out.String()
}

// TestCanaries plants a number in every place of a site. For every audience
// the build stops, nothing is written, and no message of any form holds it; but
// a working copy is nothing that a public build reads.
func TestCanaries(t *testing.T) {
	t.Parallel()
	number := canary(t)
	for place, plant := range plants {
		t.Run(place, func(t *testing.T) {
			t.Parallel()
			for _, audience := range build.Audiences() {
				root := planted(t, plant(number))
				result, err := build.Build(context.Background(), config(root, audience))
				if err != nil {
					t.Fatal(err)
				}
				if audience == build.Public && !result.Failed() { // it stands in a working copy, which is not read
					silent(t, result, number)
					lacks(t, filepath.Join(root, "public"), number)
					continue
				}
				caught(t, result, number)
				if _, err := os.Stat(filepath.Join(root, "public")); err == nil {
					t.Errorf("%s: the build was written", audience)
				}
			}
		})
	}
}

// TestCanariesOfHiddenReports: what a public build may not read does not stop
// it, and appears neither in its output nor in what it says. Staff are told.
func TestCanariesOfHiddenReports(t *testing.T) {
	t.Parallel()
	number := canary(t)
	for place, plant := range plants {
		hidden := markdown("Öppen", "", "Text.") // without charts, which take time
		hidden["content/barnnamnden/2020/delar-9/report.md"] = "---\ntitle: Dold\nperiod: 2020-01/2020-04\nvisibility: internal\n---\n"
		for name, text := range plant(number) {
			if strings.Contains(name, report) {
				hidden[strings.Replace(name, "delar-1", "delar-9", 1)] = strings.Replace(text, "visibility: public", "visibility: internal", 1)
			}
		}
		if len(hidden) == 2 && !strings.Contains(hidden["content/barnnamnden/2020/delar-9/report.md"], number[:6]) {
			continue // it stands where everyone reads it
		}
		t.Run(place, func(t *testing.T) {
			t.Parallel()
			root := planted(t, hidden)
			for _, audience := range []build.Audience{build.Public, build.Committee} {
				result, err := build.Build(context.Background(), config(root, audience))
				if err != nil || result.Failed() {
					t.Fatal(err, result.Findings)
				}
				silent(t, result, number)
				if said := text(t, result.Findings); strings.Contains(said, "delar-9") {
					t.Errorf("%s: a hidden report is spoken of: %s", audience, said)
				}
				lacks(t, filepath.Join(root, "public"), number)
			}
			result, err := build.Check(context.Background(), config(root, build.Staff))
			if err != nil {
				t.Fatal(err)
			}
			caught(t, result, number)
		})
	}
}

// TestOutputGate: a number that no source holds, since the program's own
// template brings it, is stopped all the same; so is one that only comes about
// when the page is put together.
func TestOutputGate(t *testing.T) {
	t.Parallel()
	number := canary(t)
	for name, builtIn := range map[string]fs.FS{
		"template": over(t, "notice.html", `<p class="notice">`+number+"</p>"),
		"split":    over(t, "notice.html", `<p class="notice">`+number[:7]+`<b>{{with "`+number[7:9]+`"}}{{.}}{{end}}{{with "`+number[9:]+`"}}{{.}}{{end}}</b></p>`),
		"asset":    over(t, "assets/tertial.css", "/* "+number+" */"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := planted(t, map[string]string{"content/site.yaml": "name: Kommunen\nnotice: Ett exempel.\n" + statement})
			cfg := config(root, build.Public)
			cfg.BuiltIn = builtIn
			result, err := build.Build(context.Background(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			caught(t, result, number)
			if _, err := os.Stat(filepath.Join(root, "public")); err == nil {
				t.Error("the build was written")
			}
		})
	}
}

// over lays one file over the built-in layouts.
func over(t *testing.T, name, text string) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(layouts.FS(), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			raw, err := fs.ReadFile(layouts.FS(), p)
			files[p] = &fstest.MapFile{Data: raw}
			return err
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if files[name] == nil {
		t.Fatalf("no layout %s", name)
	}
	files[name] = &fstest.MapFile{Data: []byte(text)}
	return files
}

func config(root string, audience build.Audience) build.Config {
	return build.Config{Root: root, Audience: audience, AsOf: "2020-06-01", Program: "Tertial", BuiltIn: layouts.FS()}
}

// planted lays files over the site of the cases.
func planted(t *testing.T, files map[string]string) string {
	t.Helper()
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	lay(t, root, base)
	for name, content := range files {
		lay(t, root, &txtar.Archive{Files: []txtar.File{{Name: name, Data: []byte(content)}}})
	}
	return root
}

// caught fails when the number was not found, or is told.
func caught(t *testing.T, result *build.Result, number string) {
	t.Helper()
	silent(t, result, number)
	for i := range result.Findings {
		if f := &result.Findings[i]; f.Code == privacy.Code && f.Severity == diag.Error {
			return
		}
	}
	t.Errorf("the number was not found: %s", text(t, result.Findings))
}

// silent fails when any form of the findings holds the number.
func silent(t *testing.T, result *build.Result, number string) {
	t.Helper()
	var out bytes.Buffer
	for _, lang := range diag.Languages() {
		export := diag.Export{Lang: lang}
		for _, write := range []func() error{
			func() error { return diag.Printer{Lang: lang}.Print(&out, result.Findings) },
			func() error { return diag.WriteJSON(&out, result.Findings, lang) },
			func() error { return export.SARIF(&out, result.Findings) },
			func() error { return export.CodeClimate(&out, result.Findings) },
		} {
			if err := write(); err != nil {
				t.Fatal(err)
			}
		}
	}
	digits := strings.NewReplacer("-", "", " ", "", "*", "", "\\", "").Replace(out.String())
	if last := strings.ReplaceAll(number, "-", ""); strings.Contains(digits, last) || strings.Contains(out.String(), number[7:]) {
		t.Errorf("the number is told:\n%s", out.String())
	}
}

func text(t *testing.T, findings []diag.Finding) string {
	t.Helper()
	var out bytes.Buffer
	if err := (diag.Printer{Lang: "sv"}).Print(&out, findings); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// lacks fails when a file of the output holds the number.
func lacks(t *testing.T, dir, number string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(name)
		if bytes.Contains(raw, []byte(number)) || strings.Contains(name, number) {
			t.Errorf("%s holds the number", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
