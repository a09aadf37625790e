package change_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/change"
	"tertial/internal/edition"
	"tertial/internal/testsite"
)

// TestNothingChanged: a record does not differ from itself, nor from one read again.
func TestNothingChanged(t *testing.T) {
	t.Parallel()
	base, again := records(t, municipality(testsite.Clothes{})), records(t, municipality(testsite.Clothes{}))
	facts := 0
	for path, r := range base {
		if c := change.Compare(r, r); !c.Empty() {
			t.Errorf("%s differs from itself: %+v", path, c)
		}
		if c := change.Compare(r, again[path]); !c.Empty() {
			t.Errorf("%s differs from itself read again: %+v", path, c)
		}
		seen := map[string]bool{}
		for _, s := range r.Sets {
			for _, f := range s.Facts {
				if facts++; seen[f.Key] {
					t.Errorf("%s: two facts have the key %s", path, f.Key)
				}
				seen[f.Key] = true
			}
		}
	}
	if facts < 2000 {
		t.Errorf("only %d facts were compared", facts)
	}
}

// TestClothesAreNoChange: other dialects, orders and signs change nothing; in
// another unit every value is restated and none is changed; other names of all
// rows and columns are renames.
func TestClothesAreNoChange(t *testing.T) {
	t.Parallel()
	base := records(t, municipality(testsite.Clothes{}))
	for _, clothes := range []testsite.Clothes{
		{Rows: 1},
		{Columns: 1},
		{Rows: 2, Columns: 2, Delimiter: ',', Decimal: '.', Encoding: "utf-16le"},
		{Sign: "ledger", Trimmed: true, Thousands: " ", Negative: "parentheses", Encoding: "windows-1252"},
		{Unit: "mnkr"},
	} {
		t.Run(clothes.String(), func(t *testing.T) {
			t.Parallel()
			restated := 0
			for path, r := range records(t, municipality(clothes)) {
				c := change.Compare(base[path], r)
				restated += len(c.Restated)
				c.Restated = nil
				if clothes.Unit != "" {
					c.Text = nil // figures without a unit of their own follow the table's
				}
				if !c.Empty() {
					t.Errorf("%s: %s", path, describe(c))
				}
			}
			if (restated > 0) != (clothes.Unit != "") {
				t.Errorf("%d values restated", restated)
			}
		})
	}
}

// header is a name of a column that no sentence has.
var header = regexp.MustCompile(`\b(?:utfall|budget|prognos|bokslut|ack_utfall)_\d{4}(?:_\d{2})?\b`)

// TestRenamedColumns: columns that have other names state the same facts.
func TestRenamedColumns(t *testing.T) {
	t.Parallel()
	site := copied(t, municipality(testsite.Clothes{}))
	base := records(t, site)
	renamed := 0
	for name, file := range site {
		if strings.HasPrefix(name, "data/") && !strings.Contains(name, "drift.") && !strings.Contains(name, "kostnadsslag.") {
			continue
		}
		file.Data = header.ReplaceAllFunc(file.Data, func(old []byte) []byte { renamed++; return append([]byte("ny_"), old...) })
	}
	if renamed < 50 {
		t.Fatalf("only %d headers renamed", renamed)
	}
	for path, r := range records(t, site) {
		c := change.Compare(base[path], r)
		if n := len(c.Facts) + len(c.Statuses) + len(c.Restated) + len(c.Added) + len(c.Removed); n > 0 {
			t.Errorf("%s: %s", path, describe(c))
		}
	}
}

// TestRenamedSets: a dataset under another id, or twice under two, states what it stated.
func TestRenamedSets(t *testing.T) {
	t.Parallel()
	for _, r := range records(t, municipality(testsite.Clothes{})) {
		other := *r
		other.Sets = slices.Clone(r.Sets)
		for i := range other.Sets {
			other.Sets[i].ID = "ny-" + other.Sets[i].ID
		}
		if c := change.Compare(r, &other); !c.Empty() {
			t.Errorf("%s: %s", r.Report, describe(c))
		}
	}
}

// copied makes a site whose files can be edited.
func copied(t *testing.T, site fs.FS) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(site, name)
		out[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// describe lists the first of each kind of change.
func describe(c *change.Changes) string {
	var b strings.Builder
	for _, list := range [][]change.Fact{c.Facts, c.Statuses, c.Restated, c.Added, c.Removed} {
		for i, f := range list {
			if i == 3 {
				fmt.Fprintf(&b, "\n… %d", len(list))
				break
			}
			fmt.Fprintf(&b, "\n%s %s", f.Kind, f.Fact().Key)
			if f.Old != nil {
				fmt.Fprintf(&b, " from %q", f.Old.Text)
			}
			if f.New != nil {
				fmt.Fprintf(&b, " to %q", f.New.Text)
			}
		}
	}
	fmt.Fprintf(&b, "\n%d renamed, %d sections, %d charts", len(c.Renamed), len(c.Text), len(c.Charts))
	return b.String()
}

// number is a cell of a CSV file that holds a number with a digit to change.
var number = regexp.MustCompile(`^-?\d+(,\d+)?$`)

// An edit is a cell whose number was changed.
type edit struct{ set, at string }

// plant changes the numbers of so many cells of a report's plain tables, and
// returns where.
func plant(t *testing.T, site fstest.MapFS, r *edition.Record, rnd *rand.Rand, count int) map[edit]bool {
	t.Helper()
	var all []edit
	values := map[edit]edition.Fact{}
	for _, s := range r.Sets {
		for _, f := range s.Facts {
			// Forecasts and the like stand alone: all numbers of a file may change, those computed from them do too.
			if f.Status != "derived" && f.Value != "" && number.MatchString(strings.Replace(f.Value, ".", ",", 1)) {
				e := edit{s.ID, f.At}
				all = append(all, e)
				values[e] = f
			}
		}
	}
	planted := map[edit]bool{}
	for _, i := range rnd.Perm(len(all))[:min(count*4, len(all))] {
		if len(planted) == count {
			break
		}
		if editCell(site["data/"+r.Report+"/"+all[i].set+".csv"], values[all[i]]) {
			planted[all[i]] = true
		}
	}
	if len(planted) != count {
		t.Fatalf("%s: planted %d of %d", r.Report, len(planted), count)
	}
	return planted
}

// editCell changes the first digit of a number in its line, where it stands there only once.
func editCell(file *fstest.MapFile, f edition.Fact) bool {
	var line int
	if _, err := fmt.Sscanf(f.At[strings.LastIndex(f.At, "-r")+2:], "%d", &line); err != nil {
		return false
	}
	lines := bytes.Split(file.Data, []byte("\n"))
	cells := strings.Split(string(lines[line-1]), ";")
	at := -1
	for i, c := range cells {
		if strings.TrimLeft(c, "-") == strings.Replace(strings.TrimLeft(f.Value, "-"), ".", ",", 1) {
			if at >= 0 {
				return false
			}
			at = i
		}
	}
	if at < 0 || strings.ContainsAny(string(lines[line-1]), `"`) {
		return false
	}
	digits := strings.IndexAny(cells[at], "0123456789")
	next := "123456789 1"[cells[at][digits]-'0']
	if next == ' ' {
		next = '1'
	}
	cells[at] = cells[at][:digits] + string(next) + cells[at][digits+1:]
	lines[line-1] = []byte(strings.Join(cells, ";"))
	file.Data = bytes.Join(lines, []byte("\n"))
	return true
}

// TestPlantedNumbers: exactly the numbers that were changed are found, whatever
// else happens to the order of rows; the rest is computed from them.
func TestPlantedNumbers(t *testing.T) {
	t.Parallel()
	plain := municipality(testsite.Clothes{})
	base := records(t, plain)
	total := 0
	for seed := range uint64(5) {
		site := copied(t, plain)
		rnd := rand.New(rand.NewPCG(seed, 1))
		planted := map[string]map[edit]bool{}
		for _, path := range plain.Reports() {
			planted[path] = plant(t, site, base[path], rnd, 1+rnd.IntN(9))
		}
		for path, r := range records(t, site) {
			total += found(t, base[path], r, planted[path])
		}
	}
	if total < 60 {
		t.Errorf("only %d planted", total)
	}
}

// found compares and returns how many planted changes there were.
func found(t *testing.T, old, now *edition.Record, planted map[edit]bool) int {
	t.Helper()
	c := change.Compare(old, now)
	got := map[edit]bool{}
	for i := range c.Facts {
		f := &c.Facts[i]
		if f.New.Status == "derived" {
			continue
		}
		e := edit{f.NewSet, f.New.At}
		got[e] = true
		if !planted[e] {
			t.Errorf("%s: %s is no planted change: %s → %s", old.Report, f.New.Key, f.Old.Text, f.New.Text)
		}
		if f.Kind != change.Value || f.Difference == nil {
			t.Errorf("%s: %s is %s", old.Report, f.New.Key, f.Kind)
		}
	}
	for e := range planted {
		if !got[e] {
			t.Errorf("%s: the change at %s was not found", old.Report, e.at)
		}
	}
	if n := len(c.Added) + len(c.Removed) + len(c.Renamed) + len(c.Statuses); n > 0 {
		t.Errorf("%s: %s", old.Report, describe(c))
	}
	for _, s := range c.Text {
		for _, p := range s.Passages {
			if !p.Follows {
				t.Errorf("%s: a paragraph is said to be rewritten: %q → %q", old.Report, p.Old.Text, p.New.Text)
			}
		}
	}
	return len(planted)
}

// TestPlantedRows: rows that come and go are added and removed, and nothing else.
func TestPlantedRows(t *testing.T) {
	t.Parallel()
	plain := municipality(testsite.Clothes{})
	base := records(t, plain)
	path := plain.Reports()[0]
	site := copied(t, plain)
	file := site["data/"+path+"/indikatorer.csv"]
	lines := strings.Split(string(file.Data), "\n")
	lines = slices.Delete(lines, 1, 4)
	lines = slices.Insert(lines, 2, "nytt;Nytt mått;totalt;%;ökar;41;42;43")
	file.Data = []byte(strings.Join(lines, "\n"))
	c := change.Compare(base[path], records(t, site)[path])
	for _, f := range c.Added {
		if !strings.Contains(f.New.Row, "Nytt mått") {
			t.Errorf("added: %+v", f.New)
		}
	}
	for _, f := range c.Removed {
		if !strings.Contains(f.Old.Row, "Nöjdhet") {
			t.Errorf("removed: %+v", f.Old)
		}
	}
	if len(c.Added) < 3 || len(c.Removed) < 7 || len(c.Facts) > 0 {
		t.Error(describe(c))
	}
}

// TestMirror: compared backwards, what was added is removed, and each
// difference has the opposite sign.
func TestMirror(t *testing.T) {
	t.Parallel()
	plain := municipality(testsite.Clothes{})
	base := records(t, plain)
	site := copied(t, plain)
	rnd := rand.New(rand.NewPCG(7, 7))
	for _, path := range plain.Reports() {
		plant(t, site, base[path], rnd, 5)
		for name, file := range site {
			if strings.HasPrefix(name, "content/"+path+"/") {
				file.Data = shuffled(rnd, file.Data)
			}
		}
	}
	for path, r := range records(t, site) {
		forth, back := change.Compare(base[path], r), change.Compare(r, base[path])
		if len(forth.Facts) == 0 || len(forth.Text) == 0 {
			t.Errorf("%s: nothing to mirror", path)
		}
		mirrored(t, path, forth, back)
	}
}

// shuffled moves, drops and rewrites paragraphs of prose.
func shuffled(rnd *rand.Rand, text []byte) []byte {
	parts := strings.Split(string(text), "\n\n")
	for range 4 {
		i := 1 + rnd.IntN(len(parts)-1)
		plain := parts[i] != "" && !strings.ContainsAny(parts[i][:1], "`#-|") && !strings.Contains(parts[i], "```") && !strings.Contains(parts[i], "---")
		if !plain {
			continue
		}
		switch rnd.IntN(3) {
		case 0:
			parts[i] = strings.Replace(parts[i], " ", " verkligen ", 1)
		case 1:
			parts = append(parts, parts[i])
			parts = slices.Delete(parts, i, i+1)
		default:
			parts = append(parts, fmt.Sprintf("Ett stycke till, nummer %d, som inte fanns förut.", rnd.IntN(100)))
		}
	}
	return []byte(strings.Join(parts, "\n\n"))
}

func mirrored(t *testing.T, path string, forth, back *change.Changes) {
	t.Helper()
	sameFacts := func(what string, a, b []change.Fact) {
		if len(a) != len(b) {
			t.Errorf("%s: %d %s, backwards %d", path, len(a), what, len(b))
			return
		}
		for i := range a {
			if a[i].Old != b[i].New || a[i].New != b[i].Old {
				t.Errorf("%s: %s %d: %s backwards is %s", path, what, i, a[i].Fact().Key, b[i].Fact().Key)
			}
			if a[i].Difference != nil && !a[i].Difference.Value.Equal(b[i].Difference.Value.Neg()) {
				t.Errorf("%s: %s: %s backwards is %s", path, a[i].New.Key, a[i].Difference.Value, b[i].Difference.Value)
			}
		}
	}
	sameFacts("changed", forth.Facts, back.Facts)
	sameFacts("added", forth.Added, back.Removed)
	sameFacts("removed", forth.Removed, back.Added)
	count := func(c *change.Changes) map[string]int {
		n := map[string]int{}
		for _, s := range c.Text {
			n["section "+string(s.Kind)]++
			for _, p := range s.Passages {
				n[string(p.Kind)]++
				for _, w := range p.Words {
					n[string(w.Op)+" "+w.Text]++
				}
			}
		}
		return n
	}
	f, b := count(forth), count(back)
	swap := map[string]string{"added": "removed", "removed": "added", "section added": "section removed", "section removed": "section added"}
	for key, n := range f {
		other := key
		switch kind, text, _ := strings.Cut(key, " "); {
		case swap[key] != "":
			other = swap[key]
		case kind == "deleted":
			other = "inserted " + text
		case kind == "inserted":
			other = "deleted " + text
		}
		if strings.HasPrefix(key, "section") && key == "section " {
			continue // a section from which something was moved has nothing to show there
		}
		if b[other] != n {
			t.Errorf("%s: %d times %q, backwards %d", path, n, key, b[other])
		}
	}
}
