package pdf

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// document is a page with all that a report has: headings, a list of contents, a
// described figure with its table, words that are hidden, a link.
func document(pages map[string]int) ([]byte, error) {
	number := func(id string) string {
		if pages[id] == 0 {
			return ""
		}
		return string(rune('0' + pages[id]))
	}
	return []byte(`<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title><style>
@page{size:A4;margin:20mm;@top-right{content:"Utgåva 3"}@bottom-right{content:"Sida " counter(page)}}
h2{break-before:page}.toc li{display:flex}.toc span{width:3em;text-align:right}</style></head><body><h1>Rapport</h1>
<ol class="toc"><li><a href="#ett">1 Läget nu</a> <span>` + number("ett") + `</span></li><li><a href="#tva">2 Flöden</a> <span>` + number("tva") + `</span></li></ol>
<h2 id="ett">1 Läget nu</h2><p><strong>Fet</strong> text.</p>
<figure><figcaption>Diagram 1</figcaption><svg role="img" aria-labelledby="a b" viewBox="0 0 10 10" width="100"><title id="a">Stapel</title><desc id="b">Störst är A.</desc><rect width="5" height="5"/></svg>
<details open><summary>Tabell</summary><table><caption>Siffror</caption><thead><tr><th scope="col">Rad</th><th scope="col">Värde</th></tr></thead><tbody><tr><th scope="row">A</th><td>−1,5</td></tr></tbody></table></details></figure>
<h2 id="tva">2 Flöden</h2><h3>Mer</h3><p>Slut.</p></body></html>`), nil
}

// TestPrint prints with the browser of this machine: the numbers of the contents
// are right, nothing is at fault, and a second time gives the same bytes.
func TestPrint(t *testing.T) {
	t.Parallel()
	browser, err := FindBrowser(t.Context(), os.Getenv("CHROMIUM"))
	if err != nil {
		t.Fatalf("no Chromium that prints: run make test, which installs it (%v)", err)
	}
	doc := Document{
		Meta: Meta{Title: "Prov", Author: "Nämnden", Lang: "sv", Date: "2026-02-03", Program: "Tertial"}, HTML: document,
		Contents: []Entry{{"1 Läget nu", "ett"}, {"2 Flöden", "tva"}}, Words: "Utgåva 3",
	}
	var last []byte
	first, err := Make(t.Context(), func(ctx context.Context, text []byte) ([]byte, error) {
		last = text
		return browser.Print(ctx, text)
	}, doc)
	if err != nil {
		t.Fatal(err)
	}
	if first.Pages != 3 || len(first.Faults) > 0 {
		t.Errorf("%d pages, %v", first.Pages, first.Faults)
	}
	again, err := browser.Print(t.Context(), last)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Parse(again)
	if err != nil || !bytes.Equal(first.File, finish(second, doc).File) {
		t.Errorf("printed twice it has other bytes: %v", err)
	}
	f, err := Parse(first.File)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[Name]int{}
	for _, object := range f.Objects {
		if d, ok := object.(Dict); ok && d["Type"] == Name("StructElem") {
			kind, _ := d["S"].(Name)
			kinds[kind]++
		}
	}
	if kinds["Figure"] != 1 || kinds["Table"] != 1 || kinds["TH"] != 3 || kinds["H1"] != 1 || kinds["H2"] != 2 || kinds["H3"] != 1 || f.root()["Outlines"] == nil {
		t.Error(kinds)
	}
	if roles := f.dict(f.dict(f.root()["StructTreeRoot"])["RoleMap"]); roles["Strong"] != Name("Span") {
		t.Error(roles)
	}
}

// program writes a script that a browser's name leads to.
func program(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "chromium")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestBrowserTroubles: a browser that is not there, too old, none, that crashes
// or is stopped.
func TestBrowserTroubles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Fatal("the programs of this test are scripts of a shell")
	}
	kind := func(err error) string {
		var trouble *BrowserError
		if !errors.As(err, &trouble) {
			t.Errorf("%v is no BrowserError", err)
			return ""
		}
		return trouble.Kind + " " + trouble.Text
	}
	for path, want := range map[string]string{
		filepath.Join(t.TempDir(), "none"):    Missing + " ",
		program(t, "echo Chromium 130.0.1.2"): Old + " 130.0.1.2",
		program(t, "echo something else"):     Broken + " something else",
		program(t, "exit 3"):                  Broken + " ",
	} {
		if _, err := FindBrowser(t.Context(), path); kind(err) != want {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
	crashing := program(t, `if [ "$1" = --version ]; then echo Chromium 140.0.1.2; else echo "dbus: x" >&2; echo "Segmentation fault" >&2; exit 139; fi`)
	browser, err := FindBrowser(t.Context(), crashing)
	if err != nil || browser.Version != "140.0.1.2" {
		t.Fatal(browser, err)
	}
	if _, err := browser.Print(t.Context(), nil); kind(err) != Failed+" Segmentation fault" {
		t.Error(err)
	}
	silent := &Browser{Path: program(t, "exit 1")}
	if _, err := silent.Print(t.Context(), nil); kind(err) != Failed+" exit status 1" {
		t.Error(err)
	}
	nothing := &Browser{Path: program(t, "exit 0")}
	if _, err := nothing.Print(t.Context(), nil); !strings.HasPrefix(kind(err), Failed) {
		t.Error(err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := FindBrowser(t.Context(), ""); kind(err) != Missing+" " {
		t.Error(err)
	}
}

// TestStopped: when the work is called off, all that the browser has started goes
// with it.
func TestStopped(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mark := filepath.Join(dir, "started")
	slow := &Browser{Path: program(t, "sleep 600 &\necho $! > "+mark+".new; mv "+mark+".new "+mark+"; wait")}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go func() {
		for {
			if _, err := os.Stat(mark); err == nil {
				stop()
				return
			}
			runtime.Gosched()
		}
	}()
	if _, err := slow.Print(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	pid, err := os.ReadFile(mark)
	if err != nil {
		t.Fatal(err)
	}
	// A process that is gone, or only waits to be taken off the list, does nothing more.
	out, err := exec.Command("ps", "-o", "stat=", "-p", strings.TrimSpace(string(pid))).Output()
	if state := strings.TrimSpace(string(out)); err == nil && state != "" && !strings.HasPrefix(state, "Z") {
		t.Errorf("what the browser had started is still there: %s", state)
	}
}
