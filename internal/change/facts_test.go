package change_test

import (
	"slices"
	"testing"

	"tertial/internal/change"
	"tertial/internal/edition"
)

// record makes a record of facts in one dataset.
func record(facts ...edition.Fact) *edition.Record {
	return &edition.Record{Sets: []edition.Set{{ID: "drift", Title: "Drift", Facts: facts}}}
}

func tkr(key, value string, acc int) edition.Fact {
	return edition.Fact{Key: key, Row: key, Column: "Utfall", ColumnID: "utfall", Value: value, Text: value + " tkr", Unit: "tkr", Acc: acc, Status: "reported"}
}

func words(key, text, status string) edition.Fact {
	return edition.Fact{Key: key, Row: key, Column: "Utfall", ColumnID: "utfall", Text: text, Unit: "tkr", Status: status}
}

func in(unit string, f edition.Fact) edition.Fact { f.Unit = unit; return f }

func as(status string, f edition.Fact) edition.Fact { f.Status = status; return f }

// TestFactKinds: what has happened to a fact is called by its name.
func TestFactKinds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name              string
		old, now          edition.Fact
		kind              change.Kind // "" is none
		difference, share string      // "" is none
	}{
		{"nothing", tkr("a", "100", 0), tkr("a", "100", 0), "", "", ""},
		{"larger", tkr("a", "100", 0), tkr("a", "110", 0), change.Value, "10", "10.0"},
		{"a larger cost", tkr("a", "-100", 0), tkr("a", "-110", 0), change.Value, "-10", "-10.0"},
		{"from nothing", tkr("a", "0", 0), tkr("a", "110", 0), change.Value, "110", ""},
		{"another sign", tkr("a", "-5", 0), tkr("a", "5", 0), change.Value, "10", ""},
		{"hardly", tkr("a", "100000", 0), tkr("a", "100001", 0), change.Value, "1", "0.0"},
		{"another unit", tkr("a", "1000", 0), in("mnkr", tkr("a", "1.0", 1)), change.Unit, "", ""},
		{"another unit, less accurate", tkr("a", "1234", 0), in("mnkr", tkr("a", "1.2", 1)), change.Unit, "", ""},
		{"another unit and value", tkr("a", "1000", 0), in("mnkr", tkr("a", "1.1", 1)), change.Value, "0.100", "10.0"},
		{"another measure", tkr("a", "1000", 0), in("st", tkr("a", "1000", 0)), change.Value, "", ""},
		{"more accurate", tkr("a", "38.3", 1), tkr("a", "38.26", 2), change.Accuracy, "", ""},
		{"less accurate", tkr("a", "38.26", 2), tkr("a", "38.3", 1), change.Accuracy, "", ""},
		{"not a rounding", tkr("a", "38.3", 1), tkr("a", "38.24", 2), change.Value, "-0.06", "-0.2"},
		{"written with more decimals", tkr("a", "38.3", 1), tkr("a", "38.30", 2), change.Accuracy, "", ""},
		{"points", in("%", tkr("a", "40.0", 1)), in("%", tkr("a", "42.5", 1)), change.Value, "2.5", ""},
		{"final", as("preliminary", tkr("a", "100", 0)), tkr("a", "100", 0), change.Status, "", ""},
		{"final and changed", as("preliminary", tkr("a", "100", 0)), tkr("a", "101", 0), change.Value, "1", "1.0"},
		{"there at last", words("a", "Mäts i höst", "missing"), tkr("a", "100", 0), change.Filled, "", ""},
		{"gone", tkr("a", "100", 0), words("a", "..", "missing"), change.Emptied, "", ""},
		{"protected", tkr("a", "100", 0), words("a", "", "suppressed"), change.Emptied, "", ""},
		{"protected, was missing", words("a", "", "missing"), words("a", "", "suppressed"), change.Status, "", ""},
		{"other words", words("a", "Ja", "reported"), words("a", "Nej", "reported"), change.Words, "", ""},
		{"the same words", words("a", "Ja", "reported"), words("a", "Ja", "reported"), "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := change.Compare(record(c.old), record(c.now))
			all := slices.Concat(got.Facts, got.Statuses, got.Restated, got.Protected)
			if c.kind == "" {
				if !got.Empty() {
					t.Fatalf("%+v", all)
				}
				return
			}
			if len(all) != 1 || all[0].Kind != c.kind {
				t.Fatalf("%+v, want one of kind %s", all, c.kind)
			}
			if f := all[0]; amount(f.Difference) != c.difference || amount(f.Share) != c.share {
				t.Errorf("difference %q and share %q, want %q and %q", amount(f.Difference), amount(f.Share), c.difference, c.share)
			}
			if c.name == "points" && all[0].Difference.Unit != "procentenheter" {
				t.Errorf("the difference of shares is in %s", all[0].Difference.Unit)
			}
		})
	}
}

func amount(a *change.Amount) string {
	if a == nil {
		return ""
	}
	return a.Value.String()
}

// TestImportance: key figures come first, then what is shown most, then what
// has changed most.
func TestImportance(t *testing.T) {
	t.Parallel()
	weighed := func(f edition.Fact, weight int, headline bool) edition.Fact {
		f.Weight, f.Headline = weight, headline
		return f
	}
	old := record(tkr("small", "100", 0), tkr("large", "1000", 0), tkr("shown", "5", 0), tkr("key", "7", 0), in("st", tkr("count", "10", 0)))
	now := record(tkr("small", "101", 0), tkr("large", "2000", 0), weighed(tkr("shown", "6", 0), 4, false), weighed(tkr("key", "8", 0), 1, true),
		in("st", tkr("count", "90", 0)))
	var got []string
	for _, f := range change.Compare(old, now).Facts {
		got = append(got, f.New.Key)
	}
	want := []string{"key", "shown", "large", "small", "count"}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}

// TestMatching: a fact is found again under another column, dataset or row.
func TestMatching(t *testing.T) {
	t.Parallel()
	twin := func(key, column, value string) edition.Fact {
		f := tkr("table|"+key+"|number", value, 0)
		f.Key, f.Same, f.Column, f.ColumnID, f.Row = f.Key+"|"+column, f.Key, column, column, key
		return f
	}
	columns := func(a, b string, x, y []string) *edition.Record {
		return record(twin("r1", a, x[0]), twin("r1", b, y[0]), twin("r2", a, x[1]), twin("r2", b, y[1]), twin("r3", a, x[2]), twin("r3", b, y[2]))
	}
	x, y := []string{"1", "2", "3"}, []string{"7", "8", "9"}
	c := change.Compare(columns("a", "b", x, y), columns("p", "q", []string{"1", "2", "4"}, y))
	if len(c.Facts) != 1 || len(c.Added)+len(c.Removed) > 0 || c.Facts[0].Old.ColumnID != "a" || c.Facts[0].New.ColumnID != "p" {
		t.Errorf("two renamed columns: %s", describe(c))
	}
	c = change.Compare(columns("a", "b", x, y), columns("b", "a", y, x))
	if !c.Empty() {
		t.Errorf("columns in another order: %s", describe(c))
	}
	lone := func(key, row string, values ...string) *edition.Record {
		r := record()
		for i, v := range values {
			f := tkr("table|"+key+"|number|"+string(rune('a'+i)), v, 0)
			f.Row, f.ColumnID = row, string(rune('a'+i))
			r.Sets[0].Facts = append(r.Sets[0].Facts, f)
		}
		return r
	}
	c = change.Compare(lone("vård", "Vård", "10", "20", "30"), lone("vård och stöd", "Vård och stöd", "10", "20", "30"))
	if len(c.Renamed) != 1 || c.Renamed[0].Old != "Vård" || c.Renamed[0].New != "Vård och stöd" || c.Renamed[0].Facts != 3 || len(c.Added) > 0 {
		t.Errorf("a renamed row: %s", describe(c))
	}
	c = change.Compare(lone("vård", "Vård", "10", "20", "30"), lone("stöd", "Stöd", "10", "20", "31"))
	if len(c.Renamed) != 0 || len(c.Added) != 3 || len(c.Removed) != 3 {
		t.Errorf("another row: %s", describe(c))
	}
	c = change.Compare(lone("vård", "Vård", "5"), lone("stöd", "Stöd", "5"))
	if len(c.Renamed) != 0 {
		t.Error("a single number tells nothing of its row")
	}
	empty := record(words("gone", "", "missing"))
	if c := change.Compare(record(), empty); !c.Empty() {
		t.Errorf("an empty cell of a new row is no news: %s", describe(c))
	}
}
