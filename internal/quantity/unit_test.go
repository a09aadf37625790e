package quantity

import "testing"

func TestParseUnit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		give  string
		want  Unit
		known bool
	}{
		{"", "", true},
		{"mnkr", Millions, true},
		{"mkr", Millions, true},
		{"Mkr", Millions, true},
		{"MSEK", Millions, true},
		{"mn  kr", Millions, true},
		{" miljoner kronor ", Millions, true},
		{"kkr", Thousands, true},
		{"Tusen kronor", Thousands, true},
		{"SEK", Kronor, true},
		{"kronor", Kronor, true},
		{"miljarder kronor", Billions, true},
		{"procent", Percent, true},
		{"%-enheter", PercentagePoints, true},
		{"pp", PercentagePoints, true},
		{"p.e.", PercentagePoints, true},
		{"st.", Pieces, true},
		{"person", "personer", true},
		{"Barn", "barn", true},
		{"årsplatser", "årsplats", true},
		{"kr/dygn", "kr/dygn", true},
		{"kronor per månad", "kr/månad", true},
		{"kr/månader", "kr/månad", true},
		{"tusen kronor / årsplats", "tkr/årsplats", true},
		{"kr/timme/person", "kr/timme/person", true},
		{"Vårdtyngd", "vårdtyngd", false},
		{"kr/vårdtyngd", "kr/vårdtyngd", false},
		{"kr/dag/dag/dag/dag", "kr/dag/dag/dag/dag", false},
		{"/", "/", false},
		{"kr/", "kr/", false},
	} {
		got, known := ParseUnit(c.give)
		if got != c.want || known != c.known {
			t.Errorf("ParseUnit(%q) = %q, %v", c.give, got, known)
		}
		if again, _ := ParseUnit(string(got)); again != got {
			t.Errorf("ParseUnit(%q) = %q is not canonical", got, again)
		}
	}
}

// TestUnitTable checks that no spelling means two units and that each is canonical.
func TestUnitTable(t *testing.T) {
	t.Parallel()
	seen := map[string]Unit{}
	for _, e := range unitTable {
		for _, s := range append([]string{string(e.id), string(e.per)}, e.aliases...) {
			if first, double := seen[s]; double && s != "" && first != e.id {
				t.Errorf("%q is %q and %q", s, first, e.id)
			}
			seen[s] = e.id
			if s == "" {
				continue
			}
			if got, known := ParseUnit(s); got != e.id || !known {
				t.Errorf("ParseUnit(%q) = %q, %v, want %q", s, got, known, e.id)
			}
		}
		if e.en == "" {
			t.Errorf("%q has no English", e.id)
		}
	}
}

func TestUnitSorts(t *testing.T) {
	t.Parallel()
	if !Thousands.Money() || Unit("tkr/årsplats").Money() || Percent.Money() || None.Money() {
		t.Error("money")
	}
	if !Percent.Share() || PercentagePoints.Share() || None.Share() {
		t.Error("share")
	}
	for _, u := range []Unit{Pieces, "personer", "barn", "hushåll", "ärenden", "platser"} {
		if !u.Counted() {
			t.Errorf("%s is not counted", u)
		}
	}
	for _, u := range []Unit{None, Kronor, Percent, "årsarbetare", "dygn", "timmar", "vårdtyngd", "kr/person", "person/dygn"} {
		if u.Counted() {
			t.Errorf("%s is counted", u)
		}
	}
}

func TestConvert(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		give     string
		from, to Unit
		want     string // "" for none
	}{
		{"38.3", Millions, Thousands, "38300"},
		{"38312.4", Thousands, Millions, "38.3124"},
		{"1", Billions, Kronor, "1000000000"},
		{"1500", "kr/dygn", "tkr/dygn", "1.500"},
		{"1500", "kr/dygn", "kr/månad", ""},
		{"2", "kr/timme/person", "tkr/timme/person", "0.002"},
		{"5", "vårdtyngd", "vårdtyngd", "5"},
		{"5", Percent, PercentagePoints, ""},
		{"5", None, Kronor, ""},
		{"5", Kronor, "kr/dygn", ""},
	} {
		got, ok := Convert(num(t, c.give), c.from, c.to)
		if ok != (c.want != "") || ok && got.String() != c.want {
			t.Errorf("%s %s in %s: %v, %v", c.give, c.from, c.to, got, ok)
		}
	}
}

func TestUnitWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{Thousands.Symbol("sv"), "tkr"},
		{Thousands.Symbol("en"), "SEK thousand"},
		{Thousands.Long("sv", Int(5)), "tusen kronor"},
		{Millions.Long("sv", Int(1)), "miljon kronor"},
		{Millions.Long("sv", Int(-1)), "miljon kronor"},
		{Millions.Long("sv", Int(10).Shift(-1)), "miljoner kronor"},
		{Millions.Long("en", Int(5)), "SEK million"},
		{Percent.Symbol("en"), "%"},
		{Percent.Long("sv", Int(5)), "procent"},
		{PercentagePoints.Long("en", Int(1)), "percentage point"},
		{PercentagePoints.Symbol("en"), "percentage points"},
		{PercentagePoints.Long("sv", Int(1)), "procentenhet"},
		{Unit("barn").Long("sv", Int(1)), "barn"},
		{Unit("månader").Long("sv", Int(1)), "månad"},
		{Unit("årsplats").Long("sv", Int(2)), "årsplatser"},
		{Unit("vårdtyngd").Long("sv", Int(1)), "vårdtyngd"},
		{Unit("vårdtyngd").Symbol("en"), "vårdtyngd"},
		{Unit("kr/dygn").Long("sv", Int(1)), "krona per dygn"},
		{Unit("kr/timme").Symbol("en"), "SEK per hour"},
		{Unit("kr/månad").Long("en", Int(2)), "SEK per month"},
		{Unit("kr/timme/person").Symbol("en"), "SEK per hour per person"},
		{Unit("kr/dygn").Localize("sv"), "kr/dygn"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
