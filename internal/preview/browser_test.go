package preview_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tertial/internal/browsertest"
	"tertial/internal/testsite"
)

// A desk is an author's: a site in a folder, its preview, and a browser that shows
// a report.
type desk struct {
	*browsertest.Page
	root    string
	report  string // its file, from the root
	address string
}

// writing starts the preview of a generated site, and opens its report in a browser.
func writing(t *testing.T, b *browsertest.Browser) *desk {
	t.Helper()
	l := live(t, testsite.Options{Seed: 2, Charts: 1, Lean: true})
	t.Cleanup(l.end)
	d := &desk{root: l.root, report: "content/" + l.reports[0] + "/report.md", address: l.address + l.reports[0] + "/"}
	d.Page = b.Open(t, d.address, browsertest.View{Width: 1000})
	d.Until(t, `document.getElementById('_preview').dataset.build`)
	return d
}

// text is the report as it stands.
func (d *desk) text(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(d.root, filepath.FromSlash(d.report)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (d *desk) save(t *testing.T, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(d.root, filepath.FromSlash(d.report)), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// inside is an element of the preview's own tree.
func inside(selector string) string {
	return `document.getElementById('_preview').shadowRoot.querySelector('` + selector + `')`
}

// TestWriting is an author's hour: edit, see it, make a mistake, be told, mend it,
// copy a reference and paste it into the text.
func TestWriting(t *testing.T) {
	t.Parallel()
	d := writing(t, browsertest.Start(t))
	before := d.text(t)

	// What is saved is seen, where the reader was.
	browsertest.Eval[any](t, d.Page, `scrollTo({top: document.getElementById('ekonomi').getBoundingClientRect().top + scrollY - 100, behavior: 'instant'})`)
	d.save(t, strings.Replace(before, "# Sammanfattning\n", "# Sammanfattning\n\nDet kom 1 412 brev, och 7 412 samtal.\n", 1))
	d.Until(t, `/7\s412 samtal/.test(document.querySelector('main').textContent) && 'settled' in document.getElementById('_preview')?.dataset`)
	if top := browsertest.Eval[float64](t, d.Page, `document.getElementById('ekonomi').getBoundingClientRect().top`); top < 95 || top > 105 {
		t.Errorf("the section was at 100 px from the top, and is at %.0f now", top)
	}

	// Numbers typed by hand are marked, and counted in the bar.
	d.Until(t, `document.querySelectorAll('mark._typed').length === 2`)
	if marked := browsertest.Eval[string](t, d.Page, `[...document.querySelectorAll('mark._typed')].map(m => m.textContent.replace(/\s/g, ' ')).join('; ')`); marked != "1 412; 7 412" {
		t.Errorf("marked: %q", marked)
	}
	if bar := browsertest.Eval[string](t, d.Page, inside(".bar")+`.textContent`); !strings.Contains(bar, "2 varningar") || !strings.Contains(bar, "personal") {
		t.Errorf("the bar says %q", bar)
	}

	d.mistake(t, before)
	d.paste(t, before)
	if problems := d.Problems(t); len(problems) > 0 {
		t.Errorf("the page: %s", strings.Join(problems, "\n"))
	}
}

// mistake breaks the report and mends it.
func (d *desk) mistake(t *testing.T, before string) {
	t.Helper()
	good := d.text(t)
	d.save(t, good+"\n\nSe [](#tab-drfit).\n")
	d.Until(t, inside(".panel")+`.hidden === false`)
	line := strings.Count(good, "\n") + 3
	said := browsertest.Eval[struct {
		Text, Href, Live string
		Old              bool
	}](t, d.Page, `({Text: `+inside(".panel")+`.textContent, Href: `+inside("li.error a")+`.href, Live: `+inside(".vh")+`.textContent,
    Old: /7\s412 samtal/.test(document.querySelector('main').textContent)})`)
	place := d.report + ":" + strconv.Itoa(line) + ":"
	for _, want := range []string{"1 fel", "den senaste versionen utan fel", place, "tab-drift"} {
		if !strings.Contains(said.Text, want) {
			t.Errorf("the list lacks %q: %s", want, said.Text)
		}
	}
	if want := "vscode://file" + filepath.ToSlash(d.root) + "/" + place; !strings.HasPrefix(said.Href, want) {
		t.Errorf("the link leads to %s, want %s", said.Href, want)
	}
	if !said.Old || !strings.Contains(said.Live, "1 fel") {
		t.Errorf("%+v", said)
	}
	for _, v := range d.Axe(t) {
		t.Errorf("with the list open: %s: %s", v.ID, v.Help)
	}
	browsertest.Keep(t, "preview-error.png", d.Screenshot(t))
	browsertest.Eval[any](t, d.Page, inside(".panel")+`.focus()`)
	d.Press(t, "Escape")
	d.Until(t, inside(".panel")+`.hidden && `+inside("button")+`.matches(':focus')`)
	d.save(t, before)
	d.Until(t, `!document.getElementById('_preview').classList.contains('failed') && !document.querySelector('main').textContent.includes('samtal')`)
}

// paste copies the reference of a cell and puts it into the text.
func (d *desk) paste(t *testing.T, before string) {
	t.Helper()
	d.Clipboard(t)
	d.Until(t, `document.getElementById('_preview')?.dataset.build`)
	const cell = `[...document.querySelectorAll('#tab-drift td[id]')].find(c => /^[−\d]/.test(c.textContent) && c.textContent.length > 5)`
	shown := browsertest.Eval[string](t, d.Page, cell+`.textContent`)
	d.Click(t, cell)
	d.Until(t, `!`+inside(".toast")+`.hidden`)
	pasted := d.pasted(t)
	if !strings.HasPrefix(pasted, "`=drift[") || !strings.HasSuffix(pasted, "]`") {
		t.Fatalf("the clipboard has %q; the page says %q", pasted, browsertest.Eval[string](t, d.Page, inside(".toast")+`.textContent`))
	}
	d.save(t, before+"\n\nTalet är "+pasted+" just nu.\n")
	d.Until(t, `document.querySelector('main').textContent.includes('Talet är')`)
	written := browsertest.Eval[string](t, d.Page, `[...document.querySelectorAll('main p')].find(p => p.textContent.includes('Talet är')).textContent`)
	if !strings.Contains(written, strings.TrimSpace(shown)) {
		t.Errorf("the cell shows %q, the text %q", shown, written)
	}

	// The same with the keyboard alone.
	d.Until(t, `document.getElementById('_preview')?.dataset.build`)
	browsertest.Eval[any](t, d.Page, `document.querySelector('#tab-drift .tw').focus()`)
	for _, key := range []string{"Enter", "ArrowDown", "ArrowRight", "Enter"} {
		d.Press(t, key)
	}
	d.Until(t, `!`+inside(".toast")+`.hidden`)
	if again := d.pasted(t); !strings.HasPrefix(again, "`=drift[") || again == pasted {
		t.Errorf("with the keyboard: %q", again)
	}
}

// pasted is what a person gets who pastes into a field.
func (d *desk) pasted(t *testing.T) string {
	t.Helper()
	browsertest.Eval[any](t, d.Page, `(() => { const f = document.createElement('textarea'); f.id = 'paste'; f.ariaLabel = 'x';
    document.querySelector('main').append(f); f.focus(); })()`)
	d.Press(t, "v", "paste")
	d.Until(t, `document.getElementById('paste').value`)
	return browsertest.Eval[string](t, d.Page, `(() => { const f = document.getElementById('paste'); const v = f.value; f.remove(); return v; })()`)
}
