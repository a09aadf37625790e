package search

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/golden"
)

// TestRead compares what is found on each page of testdata with its golden file.
func TestRead(t *testing.T) {
	t.Parallel()
	for _, page := range golden.Inputs(t, "testdata/*.html", ".golden") {
		t.Run(filepath.Base(page), func(t *testing.T) {
			t.Parallel()
			golden.Compare(t, strings.TrimSuffix(page, ".html")+".golden", found(t, page, ""))
		})
	}
}

// TestReadOlder: of an earlier edition the text is found, and no rows.
func TestReadOlder(t *testing.T) {
	t.Parallel()
	got := found(t, "testdata/report.html", "utgåva 1")
	if !strings.Contains(got, "Ekonomi") || strings.Contains(got, "tab-drift-r2") || !strings.Contains(got, "utgåva 1") {
		t.Error(got)
	}
}

func found(t *testing.T, file, edition string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	records, err := Read(Source{Path: "storangen/2020/d1/1/index.html", HTML: text, Committee: "storangen", Name: "Storängens nämnd", Year: "2020", Edition: edition})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	find := newFinder(records)
	for i := range records {
		r := &records[i]
		fmt.Fprintf(&out, "%s %s\n  title  %s\n", r.Kind, r.Address, r.Title)
		for _, row := range r.rows {
			fmt.Fprintf(&out, "  row %d  %s\n", row.number, row.text)
		}
		for _, part := range [][2]string{{"head", r.Head}, {"text", r.Text}, {"where", r.Where}, {"hidden", strings.TrimSpace(r.Hidden + " " + find.hidden(r))}} {
			if part[1] != "" {
				fmt.Fprintf(&out, "  %-6s %s\n", part[0], part[1])
			}
		}
	}
	return out.String()
}

func TestManyRows(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	page.WriteString(`<body class="report"><main><h1>R</h1><div class="tbl" id="t"><table><caption><strong>Lång</strong></caption><tbody>`)
	for i := range rowsFound + 5 {
		fmt.Fprintf(&page, `<tr><th scope="row" id="t-r%d">Rad nummer %d</th><td>1</td></tr>`, i, i)
	}
	page.WriteString(`</tbody></table></div></main>`)
	records, err := Read(Source{Path: "a/index.html", HTML: []byte(page.String())})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(records); n != rowsFound+2 {
		t.Errorf("%d records", n)
	}
	if last := records[len(records)-1]; !strings.Contains(last.Text, "nummer 404") || last.Address != "a/index.html#t" {
		t.Errorf("%+v", last)
	}
}

func FuzzRead(f *testing.F) {
	pages, _ := filepath.Glob("testdata/*.html")
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		records, err := Read(Source{Path: "a/index.html", HTML: page})
		if err != nil {
			t.Fatal(err)
		}
		for i := range records {
			if r := &records[i]; !strings.HasPrefix(markup("sv", r, ""), `<html lang="sv"><body><p>`) || r.Title == "" {
				t.Errorf("%+v", r)
			}
		}
	})
}

// TestLines: what stands on a line of its own is a word of its own, and what is
// only heard is not found.
func TestLines(t *testing.T) {
	t.Parallel()
	const page = `<html lang="en"><body class="report"><main><h1>Rapport</h1><table><caption>Åtgärder</caption><tbody><tr id="r1"><th scope="row">Turerna samordnas<span class="tags">Skolskjuts · logistiker</span></th>` +
		`<td><span class="vh">underskott </span>−38,3</td></tr></tbody></table></main></body></html>`
	records, err := Read(Source{Path: "a/index.html", HTML: []byte(page)})
	if err != nil {
		t.Fatal(err)
	}
	for i := range records {
		if r := &records[i]; r.Address == "a/index.html#r1" && r.Title == "Turerna samordnas Skolskjuts · logistiker" && r.Text == "−38,3" && r.Lang == "en" {
			return
		}
	}
	t.Error(records)
}
