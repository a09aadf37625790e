package e2e

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/browsertest"
)

// maxScript is what the comfort script may weigh.
const maxScript = 10_000

// tablesSite builds the site of tables of all kinds and returns its output.
func tablesSite(t *testing.T) string {
	t.Helper()
	root := folder(t)
	for _, name := range []string{"base", "tables"} {
		archive, err := txtar.ParseFile(filepath.Join(checkout(t), "internal", "build", "testdata", name+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			file := filepath.Join(root, filepath.FromSlash(f.Name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	tertial(t, "-C", root, "build", "--as-of", asOf, "--audience", "staff")
	return filepath.Join(root, "public")
}

const tablesPage = "barnnamnden/2020/tabeller/index.html"

// TestScript holds the comfort script to what it promises, with keyboard and
// pointer, and to what it may weigh.
func TestScript(t *testing.T) {
	t.Parallel()
	out := tablesSite(t)
	scripts, err := filepath.Glob(filepath.Join(out, "assets", "*.js"))
	if err != nil || len(scripts) != 1 {
		t.Fatalf("scripts %v, %v: run make", scripts, err)
	}
	if info, err := os.Stat(scripts[0]); err != nil || info.Size() > maxScript {
		t.Errorf("the script has %d bytes, more than %d, %v", info.Size(), maxScript, err)
	}
	b := browsertest.Start(t)
	start := browsertest.Serve(t, os.DirFS(out), prefix)
	t.Run("sort", func(t *testing.T) { sorts(t, b.Open(t, start+tablesPage, browsertest.View{})) })
	t.Run("read", func(t *testing.T) { reads(t, b.Open(t, start+tablesPage, browsertest.View{})) })
	t.Run("keep", func(t *testing.T) { keeps(t, b.Open(t, start+tablesPage, browsertest.View{})) })
	t.Run("address", func(t *testing.T) {
		addresses(t, b.Open(t, start+"barnnamnden/2020/tabeller/data/skolor/index.html", browsertest.View{}))
	})
	t.Run("without", func(t *testing.T) {
		p := b.Open(t, start+tablesPage, browsertest.View{NoScript: true})
		if n := browsertest.Eval[int](t, p, `document.querySelectorAll('.tool, .sort, button:not(form[action] *)').length`); n > 0 {
			t.Errorf("%d controls without a script to serve them", n)
		}
	})
	t.Run("looks", func(t *testing.T) { looks(t, b.Open(t, start+tablesPage, browsertest.View{})) })
}

// holds evaluates an expression that must be true.
func holds(t *testing.T, p *browsertest.Page, what, expression string) {
	t.Helper()
	if got := browsertest.Eval[string](t, p, `Promise.resolve(`+expression+`).then(String)`); got != "true" {
		t.Errorf("%s: %s", what, got)
	}
}

const column = `const column = i => [...document.querySelectorAll('#tab-fyra tbody tr')].map(r => r.cells[i].textContent.trim());
const head = i => document.querySelectorAll('#tab-fyra thead th')[i];
const press = i => head(i).querySelector('button').click();
const says = () => document.querySelector('[aria-live]').textContent;`

func sorts(t *testing.T, p *browsertest.Page) {
	t.Helper()
	do := func(what, code string) {
		t.Helper()
		holds(t, p, what, `(() => {`+column+code+`})()`)
	}
	do("ascending", `press(1); return head(1).ariaSort === 'ascending' && says() === 'Sorterad efter Elever 2019, stigande' &&
		column(1).slice(0, 4).join() === '101,106,126,131' || column(1).join() + says()`)
	do("what is missing stays last", `press(1); return head(1).ariaSort === 'descending' && column(1).slice(0, 4).join() === '131,126,106,101' && column(0)[4] === 'Skola 08' || column(1).join()`)
	do("the order of the file", `press(1); return head(1).ariaSort === null && column(0)[0].startsWith('Norra') && says() === 'I den ursprungliga ordningen' || column(0).join()`)
	do("by name", `press(0); press(0); return column(0)[0] === 'Södra skolan' || column(0).join()`)
	do("the mark of a note is no part of the button", `return !document.querySelector('.sort a') && head(2).querySelector('.nt') !== null`)
	do("cells keep their addresses", `return document.querySelector('#tab-fyra-r1 + td').id === 'tab-fyra-r1c1'`)
	holds(t, p, "too little to sort", `document.querySelector('#tab-en .sort') === null`)
	for _, problem := range p.Problems(t) {
		t.Errorf("problem: %s", problem)
	}
}

func reads(t *testing.T, p *browsertest.Page) {
	t.Helper()
	do := func(what, code string) {
		t.Helper()
		holds(t, p, what, `(() => { const f = document.getElementById('dia-skolor'), r = f.querySelector('input[type=range]'), now = f.querySelector('.now');
			const says = () => document.querySelector('[aria-live]').textContent;`+code+`})()`)
	}
	do("it has a name and a first value", `return r.labels[0].textContent === 'Läs av diagrammet' && r.getAttribute('aria-valuetext') === 'Norra skolan'`)
	do("the second category", `r.focus(); r.value = 1; r.dispatchEvent(new Event('input')); return now.textContent === 'Södra skolan: 2019 106; 2020 93 (personer)' || now.textContent`)
	do("it is announced", `return says() === '2019 106; 2020 93' && r.getAttribute('aria-valuetext') === 'Södra skolan' || says()`)
	do("a missing value is said in words", `r.value = 3; r.dispatchEvent(new Event('input')); return now.textContent.includes('2020 uppgift saknas') || now.textContent`)
	do("the pointer chooses what it is over", `const svg = f.querySelector('svg.wide'), label = [...svg.querySelectorAll('text')].find(e => e.textContent === 'Skola 06').getBoundingClientRect();
		svg.dispatchEvent(new PointerEvent('pointermove', {clientX: label.right + 80, clientY: (label.top + label.bottom) / 2, bubbles: true}));
		return now.textContent.startsWith('Skola 06:') && svg.querySelector('.cur') !== null || now.textContent`)
	do("the pointer says nothing aloud", `return !says().includes('126')`)
	for _, problem := range p.Problems(t) {
		t.Errorf("problem: %s", problem)
	}
}

// catch keeps what the page would save, and calls for each file.
const catch = `window.saved = {}; const original = URL.createObjectURL;
URL.createObjectURL = blob => { window.last = blob; return original(blob); };
HTMLAnchorElement.prototype.click = function () { window.saved[this.download] = window.last; };`

func keeps(t *testing.T, p *browsertest.Page) {
	t.Helper()
	holds(t, p, "buttons with names", `(() => {`+catch+`
		const all = [...document.querySelectorAll('#dia-skolor .keep button')];
		return all.map(b => b.textContent).join() === 'SVG,PNG,CSV' && all.every(b => b.ariaLabel.includes('Elever i fyra'))})()`)
	holds(t, p, "SVG", `(async () => {
		document.querySelectorAll('#dia-skolor .keep button')[0].click();
		const text = await saved['dia-skolor.svg'].text(), doc = new DOMParser().parseFromString(text, 'image/svg+xml');
		return !doc.querySelector('parsererror') && !text.includes('var(') && text.includes('Elever i fyra') && text.includes('Södra skolan') && !doc.querySelector('.cur') || text})()`)
	holds(t, p, "PNG", `(async () => {
		document.querySelectorAll('#dia-skolor .keep button')[1].click();
		for (let i = 0; i < 1000 && !saved['dia-skolor.png']; i++) await new Promise(requestAnimationFrame);
		const bytes = new Uint8Array(await saved['dia-skolor.png'].arrayBuffer());
		return bytes[1] === 80 && bytes[2] === 78 && bytes.length > 5000 || bytes.length})()`)
	holds(t, p, "CSV", `(async () => {
		document.querySelectorAll('#dia-skolor .keep button')[2].click();
		const text = await saved['dia-skolor.csv'].text();
		return text.includes('"Södra skolan";106;93\r\n') && text.includes('"..";') || text.includes('131;".."') || text})()`)
	png := browsertest.Eval[string](t, p, `new Promise(done => { const r = new FileReader(); r.onload = () => done(r.result); r.readAsDataURL(saved['dia-skolor.png']); })`)
	keepData(t, "e2e/script/chart.png", png)
	for _, problem := range p.Problems(t) {
		t.Errorf("problem: %s", problem)
	}
}

func addresses(t *testing.T, p *browsertest.Page) {
	t.Helper()
	holds(t, p, "a cell shows its address", `(() => { const cell = document.getElementById('skolor-r3c2'); cell.click();
		const link = document.querySelector('.tool.src a');
		return location.hash === '#skolor-r3c2' && cell.matches('.at') && link.getAttribute('href') === '#skolor-r3c2' && link.textContent === location.href})()`)
	holds(t, p, "a row has one without script", `document.querySelector('a[href="#skolor-r3"]').textContent === 'rad 3' && document.getElementById('skolor-r3') !== null`)
}

// looks keeps pictures of the page in all the ways that it is looked at, and
// holds what must stay in sight.
func looks(t *testing.T, p *browsertest.Page) {
	t.Helper()
	for _, view := range append(views(), browsertest.View{Width: 320, Height: 640, Forced: true}) {
		p.Look(t, view)
		// A table of forty columns is printed across, which only the PDF shows.
		if over, elements := p.Overflow(t); over > 0 && !view.Print {
			t.Errorf("%s: %d px too wide: %v", view.Name(), over, elements)
		}
		if !view.Print && !view.Forced {
			accessible(t, p, view)
			holds(t, p, view.Name()+": the head stays in sight", `(() => { const w = document.querySelector('#tab-skolor .tw'), h = w.querySelector('thead th');
				w.scrollTop = 400; const top = h.getBoundingClientRect().top - w.getBoundingClientRect().top; w.scrollTop = 0;
				return w.scrollHeight > w.clientHeight && Math.abs(top) < 2 || [top, w.scrollHeight, w.clientHeight]})()`)
			holds(t, p, view.Name()+": the box shows all", `(() => { const w = document.querySelector('#tab-skolor .tw'), box = document.getElementById('tab-skolor-all');
				box.click(); const all = w.scrollHeight - w.clientHeight; box.click(); return all < 2 || all})()`)
		}
		if view.Print {
			holds(t, p, "on paper all rows stand, and no control", `(() => { const w = document.querySelector('#tab-skolor .tw');
				return w.scrollHeight - w.clientHeight < 2 && [...document.querySelectorAll('.tool, .fold')].every(e => !e.getClientRects().length)})()`)
		}
		picture(t, p, "script/tables-"+view.Name()+".png")
	}
	if thorough {
		browsertest.Keep(t, "e2e/script/tables.pdf", p.PDF(t))
	}
	holds(t, p, "a row that a link leads to is not behind the head", `(async () => { location.hash = '#tab-skolor-r30c2'; await new Promise(requestAnimationFrame);
		const cell = document.getElementById('tab-skolor-r30c2').getBoundingClientRect(), head = document.querySelector('#tab-skolor thead th').getBoundingClientRect();
		return cell.top >= head.bottom - 1 || [cell.top, head.bottom]})()`)
}

// keepData keeps a data: URL as a file.
func keepData(t *testing.T, name, url string) {
	t.Helper()
	_, coded, ok := strings.Cut(url, ";base64,")
	if !ok {
		t.Fatalf("no data: %.40s", url)
	}
	data, err := decode(coded)
	if err != nil {
		t.Fatal(fmt.Errorf("%s: %w", name, err))
	}
	browsertest.Keep(t, name, data)
}

func decode(s string) ([]byte, error) { return base64.StdEncoding.DecodeString(s) }
