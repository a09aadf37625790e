package verify

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/publog"
	"tertial/internal/site"
)

// A town is a small site with a publication log, from which a built site can be
// made again and again.
type town struct {
	log      string
	signer   *publog.Signer
	frozen   map[string][]edition.File // what an edition publishes, by its folder in the log
	gone     map[string]bool
	newest   map[string]string // folder of the newest edition by report
	moved    [][2]string
	today    string // the frame's text
	editions []string
}

func newTown() *town {
	return &town{frozen: map[string][]edition.File{}, gone: map[string]bool{}, newest: map[string]string{}, today: "2026"}
}

// enter appends to the town's log.
func (o *town) enter(t testing.TB, e publog.Entry) {
	t.Helper()
	var diags diag.List
	more := o.read().Next(e, &diags)
	if more == nil {
		t.Fatalf("refused: %v", diags.Sorted())
	}
	o.log += string(more)
}

func (o *town) read() *publog.Log {
	return publog.Parse(diag.NewSource("log", []byte(o.log)), &diag.List{})
}

// publish makes an edition whose pages say the text.
func (o *town) publish(t testing.TB, report string, number int, text string) {
	t.Helper()
	folder := fmt.Sprintf("%s/%d/", report, number)
	files := []edition.File{
		{Path: "assets/a.css", Content: []byte("p{}")},
		{Path: "data/drift/drift.csv", Content: []byte("a;b\n" + text + ";1\n")},
		{Path: "data/drift/index.html", Content: []byte("<div class=\"dataset\">\n<a href=\"../../index.html\">" + text + "</a></div>\n")},
		{Path: "index.html", Content: []byte("<div class=\"report\">\n<p>" + text + " <a href=\"data/drift/index.html\">x</a></p></div>\n")},
	}
	kind := publog.Revision
	if number == 1 {
		kind = publog.First
	}
	o.frozen[folder], o.newest[report] = files, folder
	o.editions = append(o.editions, folder)
	o.enter(t, publog.Entry{
		Date: fmt.Sprintf("2026-11-%02d", 1+o.read().Size()), Kind: kind, Report: report, Edition: number,
		Public: edition.PublicDigestOf(files), Digest: edition.Digest([]byte(text)),
	})
}

// withdraw takes an edition off; newest is the folder that the report shows then.
func (o *town) withdraw(t testing.TB, report string, number int, newest string) {
	t.Helper()
	folder := fmt.Sprintf("%s/%d/", report, number)
	o.gone[folder] = true
	o.newest[report] = newest
	o.enter(t, publog.Entry{Date: fmt.Sprintf("2026-11-%02d", 1+o.read().Size()), Kind: publog.Withdrawal, Report: report, Edition: number, Digest: edition.Digest([]byte("gone"))})
}

// build makes the output: what the public gets.
func (o *town) build(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{"index.html": o.page("<h1>Start</h1>", "")}
	log := o.read()
	files, err := log.Files(o.signer)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		out["changes/"+f.Path] = string(f.Content)
	}
	if len(files) > 0 {
		out["changes/index.html"] = o.page("<h1>Logg</h1>", "")
	}
	for _, folder := range o.editions {
		at := o.now(folder)
		if o.gone[folder] {
			out[at+"index.html"] = o.page("<h1>Tillbakadragen</h1>", "")
			continue
		}
		for _, f := range o.frozen[folder] {
			out[at+f.Path] = string(f.Content)
			if strings.HasSuffix(f.Path, ".html") {
				out[at+f.Path] = o.page("", string(f.Content))
			}
		}
		out[at+"changes-to-latest/index.html"] = o.page("<h1>"+o.today+"</h1>", "")
	}
	for report, folder := range o.newest {
		if folder == "" {
			continue
		}
		at, number := o.now(folder), strings.TrimPrefix(folder, report+"/")
		front := strings.ReplaceAll(string(o.frozen[folder][3].Content), `href="`, `href="`+number)
		out[strings.TrimSuffix(at, number)+"index.html"] = o.page("", front)
	}
	var moves strings.Builder
	for _, m := range o.moved {
		moves.WriteString("/" + m[0] + " /" + m[1] + "\n")
		out[m[0]+"index.html"] = o.page("<h1>Flyttad</h1>", "")
	}
	if len(o.moved) > 0 {
		out["redirects.txt"] = moves.String()
	}
	return out
}

// now is where a folder of the log stands today.
func (o *town) now(folder string) string {
	for _, m := range o.moved {
		if rest, ok := strings.CutPrefix(folder, m[0]); ok {
			folder = m[1] + rest
		}
	}
	return folder
}

func (o *town) page(main, frozen string) string {
	if frozen != "" {
		frozen = edition.FragmentStart + frozen + edition.FragmentEnd
	}
	return "<html><head><title>" + o.today + "</title></head><body>" + main + frozen + "<footer>Exempelköping</footer></body></html>\n"
}

// sealed is a folder with a manifest.
func sealed(out map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{".gitignore": {Data: []byte("*\n")}, ".tertial/lock": {Data: []byte("x")}}
	m := site.Manifest{AsOf: "2026-11-23"}
	for _, name := range slices.Sorted(maps.Keys(out)) {
		m.Files = append(m.Files, site.File{Path: name, Sum: sumOf(out[name])})
		fsys[name] = &fstest.MapFile{Data: []byte(out[name])}
	}
	fsys[site.ManifestName] = &fstest.MapFile{Data: m.Bytes()}
	return fsys
}

// check verifies a folder and returns findings as lines, in English.
func check(t testing.TB, fsys fs.FS, opts Options) (*Result, []string) {
	t.Helper()
	r, err := Folder(context.Background(), fsys, "ut", opts)
	if err != nil {
		t.Fatal(err)
	}
	return r, lines(r)
}

// lines prints findings: place, code and variant, and the related places.
func lines(r *Result) []string {
	var out []string
	for _, f := range r.Findings {
		var line strings.Builder
		line.WriteString(f.Place.File)
		if f.Place.Line > 0 {
			fmt.Fprintf(&line, ":%d", f.Place.Line)
		}
		line.WriteString(" " + string(f.Code))
		if f.Variant != "" {
			line.WriteString("." + f.Variant)
		}
		_ = f.Message("sv") + f.Message("en")
		for _, rel := range f.Related {
			_ = f.RelatedText(rel, "sv") + f.RelatedText(rel, "en")
			fmt.Fprintf(&line, " (%s:%d)", rel.Place.File, rel.Place.Line)
		}
		out = append(out, line.String())
	}
	return out
}

// example is a town with two reports, one in two editions, one withdrawn.
func example(t testing.TB) *town {
	t.Helper()
	o := newTown()
	o.publish(t, "namnd/2026/a", 1, "ett")
	o.publish(t, "namnd/2026/b", 1, "annat")
	o.publish(t, "namnd/2026/a", 2, "två")
	o.withdraw(t, "namnd/2026/b", 1, "")
	return o
}
