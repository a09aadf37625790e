package data

import (
	"testing"
)

func TestParsePeriod(t *testing.T) {
	t.Parallel()
	tests := []struct{ give, want string }{
		{"2020-04", "2020-04"},
		{" 2020 ", "2020"},
		{"2020-01/2020-12", "2020"},
		{"2020-01/2020-04", "2020-01/2020-04"},
		{"2019-11/2020-02", "2019-11/2020-02"},
		{"2020-T1", "2020-01/2020-04"},
		{"T2 2020", "2020-05/2020-08"},
		{"2020t3", "2020-09/2020-12"},
		{"2020K1", "2020-01/2020-03"},
		{"2020-Q4", "2020-10/2020-12"},
		{"h2 2020", "2020-07/2020-12"},
		{"2020-13", ""},
		{"2020-4", ""},
		{"2020-T4", ""},
		{"2020-T0", ""},
		{"2020-X1", ""},
		{"TT 2020", ""},
		{"2020-04/2020-01", ""},
		{"2020-04/", ""},
		{"april", ""},
		{"ååå", ""},
		{"1850", ""},
		{"", ""},
	}
	for _, tt := range tests {
		p, ok := ParsePeriod(tt.give)
		if ok != (tt.want != "") || ok && p.String() != tt.want {
			t.Errorf("ParsePeriod(%q) = %s, %t; want %s", tt.give, p, ok, tt.want)
		}
	}
}

func TestMonth(t *testing.T) {
	t.Parallel()
	m := MonthOf(2024, 12)
	if m.Year() != 2024 || m.Month() != 12 || (m+1).String() != "2025-01" || Month(0).String() != "" {
		t.Errorf("%d-%d, %s", m.Year(), m.Month(), m+1)
	}
	if (Period{}).String() != "" || !(Period{}).IsZero() {
		t.Error("the zero period is none")
	}
}

func TestSlug(t *testing.T) {
	t.Parallel()
	tests := []struct{ give, want string }{
		{"Vuxna 21–64 år", "vuxna-21-64-ar"},
		{"  Ö/Ä (Å) é ü ø ", "o-a-a-e-u-o"},
		{"%", ""},
		{"Ett mycket långt namn på ett mått som ingen kan minnas eller skriva av", "ett-mycket-langt-namn-pa-ett-matt-som-ingen-kan-minnas-eller"},
	}
	for _, tt := range tests {
		if got := Slug(tt.give); got != tt.want {
			t.Errorf("slug(%q) = %q, want %q", tt.give, got, tt.want)
		}
	}
	taken := ids{}
	for _, want := range []string{"a", "a-2", "a-3", "a-2-2"} {
		give := "a"
		if want == "a-2-2" {
			give = "a-2"
		}
		if got := taken.unique(give); got != want {
			t.Errorf("unique(%s) = %s, want %s", give, got, want)
		}
	}
}

func TestTypeByName(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		want  RowType
		depth int
	}{
		{"Barn och unga", Plain, 0},
		{"Varav flickor", OfWhich, 1},
		{"därav flickor", OfWhich, 1},
		{"varavägar", Plain, 0},
		{"- flickor", OfWhich, 1},
		{"– – flickor", OfWhich, 2},
		{"-årsplatser", OfWhich, 1},
		{"-5 år", Plain, 0},
		{"-", Plain, 0},
		{"SUMMA", Total, 0},
		{"Summa vård", Subtotal, 0},
		{"Delsumma", Subtotal, 0},
		{"Hela nämnden", Total, 0},
	}
	for _, tt := range tests {
		got, depth := RowTypeByName(tt.name, []string{"hela nämnden"})
		if got != tt.want || depth != tt.depth {
			t.Errorf("%q is %s at %d, want %s at %d", tt.name, got, depth, tt.want, tt.depth)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	if got := Net.Name("sv") + Income.Name("en") + Line("x").Name("sv"); got != "NettoIncomex" {
		t.Errorf("line names %s", got)
	}
	if got := GroupName("", "sv") + GroupName("women", "en") + GroupName("egen regi", "sv"); got != "TotaltWomenegen regi" {
		t.Errorf("group names %s", got)
	}
	if got := TitleOf("utfall_intäkter  2020") + TitleOf("") + TitleOf("ånga"); got != "Utfall intäkter 2020Ånga" {
		t.Errorf("title %s", got)
	}
}

func TestStretch(t *testing.T) {
	t.Parallel()
	tests := []struct {
		give   Column
		sv, en string
	}{
		{Column{Scope: FullYear, Year: 2024}, "hela 2024", "all of 2024"},
		{Column{Scope: YearToDate, Year: 2024, To: MonthOf(2024, 4)}, "2024-01–2024-04", "2024-01–2024-04"},
		{Column{Scope: MonthlyAverage, Year: 2024}, "en genomsnittlig månad 2024", "an average month of 2024"},
		{Column{Scope: MonthScope, Year: 2024, From: MonthOf(2024, 4), To: MonthOf(2024, 4)}, "2024-04", "2024-04"},
	}
	for _, tt := range tests {
		s := tt.give.Stretch()
		if sv, en := s.Localize("sv"), s.Localize("en"); sv != tt.sv || en != tt.en {
			t.Errorf("%s, %s; want %s, %s", sv, en, tt.sv, tt.en)
		}
	}
}

func TestColumnTime(t *testing.T) {
	t.Parallel()
	april, june := MonthOf(2024, 4), MonthOf(2024, 6)
	tests := []struct {
		give   Column
		sv, en string
	}{
		{Column{Scope: FullYear, Year: 2024}, "2024", "2024"},
		{Column{Scope: FullYear}, "", ""},
		{Column{Scope: YearToDate, To: april}, "jan–april 2024", "Jan–Apr 2024"},
		{Column{Scope: MonthScope, From: june, To: june}, "juni 2024", "Jun 2024"},
		{Column{Scope: PeriodScope, From: april, To: june}, "april–juni 2024", "Apr–Jun 2024"},
		{Column{Scope: PeriodScope, From: april - 12, To: june}, "", ""},
		{Column{}, "", ""},
	}
	for _, tt := range tests {
		if sv, en := tt.give.Time("sv"), tt.give.Time("en"); sv != tt.sv || en != tt.en {
			t.Errorf("%v: %q, %q; want %q, %q", tt.give.Scope, sv, en, tt.sv, tt.en)
		}
	}
	if got := (&Dataset{lang: "en"}).Lang(); got != "en" {
		t.Errorf("Lang = %s", got)
	}
}
