package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"tertial/internal/browsertest"
	"tertial/internal/build"
	"tertial/layouts"
)

// searchable is the year of the worked example whose forecast readers ask for, as
// staff see it, with an index.
func searchable(t *testing.T) string {
	t.Helper()
	root, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	interim, err := filepath.Glob("../../content/*/2020/delarsrapport-1")
	if err != nil || len(interim) != 1 {
		t.Fatal(interim, err)
	}
	committee := filepath.Base(filepath.Dir(filepath.Dir(interim[0])))
	for _, name := range []string{"content/" + committee + "/2020", "data/" + committee + "/2020"} {
		if err := os.CopyFS(filepath.Join(root, name), os.DirFS("../../"+name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"content/site.yaml", "content/" + committee + "/committee.yaml", "data/koder.csv"} {
		text, err := os.ReadFile("../../" + name)
		if err == nil {
			err = os.WriteFile(filepath.Join(root, name), text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	frozen, err := filepath.Glob(filepath.Join(root, "content", committee, "2020", "*", "editions"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range frozen {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	result, err := build.Build(t.Context(), build.Config{
		Root: root, Out: out, Audience: build.Staff, AsOf: asOf, BuiltIn: layouts.FS(), Delivery: &build.Delivery{PDF: build.PDFNone},
	})
	if err != nil || result.Failed() {
		t.Fatal(err, codes(result.Findings))
	}
	return out
}

const (
	answered = `document.querySelector('#_count').textContent.length > 0 && document.querySelector('#_count').textContent !== 'Söker …'`
	heads    = `[...document.querySelectorAll('.hits h3')].map(h => h.textContent)`
)

// TestSearch: a journalist asks for a forecast and lands on the row. Everything
// is done with the keyboard, and nothing leaves the site.
func TestSearch(t *testing.T) {
	t.Parallel()
	out := searchable(t)
	start := browsertest.Serve(t, os.DirFS(out), prefix)
	b := browsertest.Start(t)
	p := b.Open(t, start+"index.html", browsertest.View{})
	holds(t, p, "the start page asks", `(() => { document.querySelector('input[name=q]').focus(); return document.activeElement.name === 'q' })()`)
	holds(t, p, "words are typed", `(() => { document.activeElement.value = 'prognos försörjningsstöd 2020'; return true })()`)
	p.Press(t, "Enter")
	p.Until(t, `location.search.includes('q=') && document.querySelectorAll('.hits li').length > 2`)
	holds(t, p, "the row comes first", `document.querySelector('.hits a').textContent === 'Försörjningsstöd, netto' && document.querySelector('.hits a').hash === '#tab-drift-r24' || document.querySelector('.hits li').innerText`)
	holds(t, p, "with its forecast", `/Prognos 2020 −[\d\s]+/.test(document.querySelector('.hits li').innerText) || document.querySelector('.hits li').innerText`)
	holds(t, p, "and its report", `document.querySelector('.hits li .small').innerText.includes('Delårsrapport 1 2020') || document.querySelector('.hits li').innerText`)
	for _, view := range []browsertest.View{{}, {Dark: true}, {Width: 320, Height: 640}} {
		p.Look(t, view)
		for _, violation := range p.Axe(t) {
			t.Errorf("%s: axe: %s", view.Name(), violation)
		}
		if over, elements := p.Overflow(t); over > 0 {
			t.Errorf("%s: %d px too wide: %v", view.Name(), over, elements)
		}
		picture(t, p, "search/"+view.Name()+".png")
	}
	p.Look(t, browsertest.View{})
	holds(t, p, "a link is reached", `(() => { document.querySelector('.hits a').focus(); return document.activeElement.closest('.hits') !== null })()`)
	p.Press(t, "Enter")
	p.Until(t, `document.readyState === 'complete' && document.body.classList.contains('report')`)
	holds(t, p, "it lands on the row", `(() => { const row = document.querySelector('tr:has(:target)'), box = row.getBoundingClientRect();
		return row.innerText.startsWith('Netto') && box.top >= 0 && box.bottom <= innerHeight || [row.innerText, box.top, innerHeight]})()`)
	holds(t, p, "the row is marked", `getComputedStyle(document.querySelector(':target')).outlineStyle === 'solid'`)
	holds(t, p, "back", `(() => { history.back(); return true })()`)
	p.Until(t, `document.querySelectorAll('.hits li').length > 2`)
	holds(t, p, "the question is kept", `document.querySelector('#_q').value === 'prognos försörjningsstöd 2020'`)
	questions(t, p)
	for _, problem := range p.Problems(t) {
		t.Errorf("problem: %s", problem)
	}
	without(t, b, start)
}

// questions asks all sorts of things, and looks at what the page says.
func questions(t *testing.T, p *browsertest.Page) {
	t.Helper()
	const ask = `(q => { const e = document.querySelector('#_q'); document.querySelector('#_count').textContent = ''; e.value = q; e.form.requestSubmit(); return true })`
	for _, q := range []struct{ what, question, holds string }{
		{"part of a compound, the last one", "'kostnader'", heads + `.some(h => /.kostnader/i.test(h)) || ` + heads},
		{"part of a compound, the first one", "'försörjning'", heads + `.some(h => /försörjningsstöd/i.test(h)) || ` + heads},
		{"a diary number", "'SN/2020:238'", heads + `.length > 1`},
		{"a diary number in another form", "'sn 2020/238'", heads + `.length > 1`},
		{"a number with a space", "'58 410'", `document.querySelector('.hits').innerText.includes('58\u00a0410,9')`},
		{"a decision's text", "'skuldrådgivning'", heads + `.length > 0`},
		{"letters without dots", "'forsorjningsstod'", heads + `.some(h => /försörjningsstöd/i.test(h))`},
		{"a word that nothing has", "'försörjningsstöd xyzzy'", `document.querySelector('#_count').textContent.includes('xyzzy') && ` + heads + `.length > 2`},
		{"markup", "'<script>window.bad = 1</script>'", `!window.bad && !document.querySelector('main script') && document.querySelector('#_count').textContent.includes('<script>')`},
		{"blanks", "'   '", `document.querySelector('#_found').hidden`},
		{"a picture", "'😀'", `document.querySelector('#_found').hidden && !document.querySelector('#_register').hidden`},
		{"5,000 letters", "'försörjningsstöd '.repeat(300)", heads + `.length > 2`},
		{"letters that no word begins with", "'abc'", `document.querySelector('#_found').hidden`},
		{"another form of a word", "'kostnaderna'", heads + `.length > 0`},
		{"nothing", "'qqqqqq'", `document.querySelector('#_found').hidden && !document.querySelector('#_register').hidden`},
	} {
		holds(t, p, q.what, ask+"("+q.question+")")
		p.Until(t, answered)
		holds(t, p, q.what, q.holds+` || document.querySelector('#_count').textContent`)
	}
	holds(t, p, "a choice", `(() => { const e = document.querySelector('#_kind'); document.querySelector('#_count').textContent = ''; document.querySelector('#_q').value = 'prognos'; e.value = 'chart'; e.dispatchEvent(new Event('change')); return true })()`)
	p.Until(t, answered)
	holds(t, p, "a row of a dataset", `(() => { const e = document.querySelector('#_kind'); document.querySelector('#_count').textContent = ''; document.querySelector('#_q').value = 'försörjningsstöd prognos'; e.value = 'data'; e.dispatchEvent(new Event('change')); return true })()`)
	p.Until(t, answered)
	holds(t, p, "its address", `[...document.querySelectorAll('.hits a')].some(a => /data\/drift\/index.html#drift-r\d+$/.test(a.href)) || [...document.querySelectorAll('.hits a')].map(a => a.href)`)
	holds(t, p, "charts again", `(() => { const e = document.querySelector('#_kind'); document.querySelector('#_count').textContent = ''; document.querySelector('#_q').value = 'prognos'; e.value = 'chart'; e.dispatchEvent(new Event('change')); return true })()`)
	p.Until(t, answered)
	holds(t, p, "only charts", `location.search.includes('kind=chart') && [...document.querySelectorAll('.hits .small')].every(e => e.innerText.startsWith('Diagram')) || location.search`)
}

// without looks at the page where there is no script, and where the index does
// not come.
func without(t *testing.T, b *browsertest.Browser, start string) {
	t.Helper()
	address := start + "search/index.html?q=prognos"
	p := b.Open(t, address, browsertest.View{NoScript: true})
	holds(t, p, "the register is there", `document.querySelector('#_register').innerText.includes('SN/2020:238') && document.querySelector('#_register').innerText.includes('Delårsrapport 1 2020')`)
	holds(t, p, "no form that cannot answer", `!document.querySelector('.asking').checkVisibility()`)
	p = b.Open(t, start+"index.html", browsertest.View{})
	p.Without(t, "*://*:*/*/pagefind/*")
	p = p.Go(t, address, browsertest.View{})
	p.Until(t, answered)
	holds(t, p, "it says so", `!document.querySelector('#_register').hidden && document.querySelector('#_count').textContent.includes('registret') || document.querySelector('#_count').textContent`)
}
