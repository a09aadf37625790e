package data

import (
	"slices"
	"strings"
	"testing"

	"tertial/internal/diag"
)

// caseDataset reads one dataset of a case.
func caseDataset(t testing.TB, file, id string) *Dataset {
	t.Helper()
	var diags diag.List
	for _, d := range readAll(t, archive(t, "testdata/facts/"+file+".txtar"), &diags) {
		if d.ID == id {
			return d
		}
	}
	t.Fatalf("%s has no dataset %s", file, id)
	return nil
}

func TestLookup(t *testing.T) {
	t.Parallel()
	tests := []struct {
		file, id string
		give     string // parts, with ; between them
		want     string // address, or how many facts are meant
	}{
		{"wide-account", "ekonomi", "Summa; Netto; utfall", "summa.utfall-netto"},
		{"wide-account", "ekonomi", "summa; netto; prognos", "summa.helar-prognos-netto"},
		{"wide-account", "ekonomi", "SUMMA; utfall_netto", "summa.utfall-netto"},
		{"wide-account", "ekonomi", "Summa;  Utfall  netto", "summa.utfall-netto"},
		{"wide-account", "ekonomi", "Unga; mot budget", "unga.budgetavvikelse"},
		{"wide-account", "ekonomi", "Unga; Costs; outcome", "unga.utfall-kostnader"},
		{"wide-account", "ekonomi", "Unga; Intäkter", "2"}, // the column's title, and a line
		{"wide-account", "ekonomi", "Unga; Netto; budget", "2"},
		{"wide-account", "ekonomi", "utfall; Unga", "0"},
		{"wide-account", "ekonomi", "Unga; Unga; utfall_netto", "0"},
		{"wide-account", "ekonomi", "Stod i hemmet; utfall_netto", "0"},
		{"wide-account", "ekonomi", "Sto\u0308d i hemmet; utfall_netto", "stod-i-hemmet.utfall-netto"},
		{"long-account", "drift", "73; Netto; prognos", "73-net.prognos"},
		{"long-account", "drift", "BoU; net; forecast", "73-net.prognos"},
		{"long-account", "drift", "73; Barn och unga; Netto; prognos", "73-net.prognos"},
		{"long-account", "drift", "Totalt; Netto; avvikelse", "totalt-net.avvikelse"},
		{"long-account", "drift", "varav egna boenden; prognos", "varav-egna-boenden-costs.prognos"},
		{"long-account", "drift", "Barn och unga; varav egna boenden; prognos", "varav-egna-boenden-costs.prognos"},
		{"long-account", "drift", "Netto; avvikelse", "4"},
		{"volumes", "arenden", "MED; utfall", "2"}, // the month and the year are both outcomes
		{"volumes", "arenden", "med insats; utfall_2023", "varav-avslutade-med-insats.utfall-2023"},
		{"volumes", "arenden", "medeltid; budget", "med.budget-2024"},
		{"volumes", "insatser", "Öppenvård; Familjer", "familjer.utfall-2023"},
		{"volumes", "insatser", "Familjer", "familjer.utfall-2023"},
		{"indicators", "matt", "hme; kvinnor; utfall_2023", "hme-women.utfall-2023"},
		{"indicators", "matt", "hme; totalt; utfall_2023", "hme.utfall-2023"},
		{"indicators", "matt", "Hållbart engagemang; women; målvärde", "hme-women.malvarde-2024"},
		{"indicators", "matt", "hme; utfall_2023", "3"},
		{"indicators", "delat", "Nöjda; Män", "nojda.utfall-2023.men"},
		{"indicators", "delat", "Nöjda; Totalt; utfall_2023", "nojda.utfall-2023.total"},
		{"series-and-table", "serie", "2024-02; Pågående placeringar; värde", "pagaende-placeringar-2024-02.varde"},
		{"series-and-table", "serie", "2024-01/2024-04; värde", "pagaende-placeringar-2024-t1.varde"},
		{"series-and-table", "tabell", "Norr; rum", "norr.rum"},
	}
	for _, tt := range tests {
		t.Run(tt.id+"["+tt.give+"]", func(t *testing.T) {
			t.Parallel()
			d := caseDataset(t, tt.file, tt.id)
			fact, found := d.Lookup(strings.Split(tt.give, ";"))
			got := itoa(len(found))
			if fact != nil {
				got = d.Address(fact)
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestDatasetNames(t *testing.T) {
	t.Parallel()
	d := caseDataset(t, "indicators", "matt")
	want := "Hållbart engagemang hme Sjukfrånvaro sjuk Plan antagen plan Totalt Män Kvinnor utfall_2022 utfall_2023 målvärde_2024 förändring"
	if got := strings.Join(d.Names(), " "); got != want {
		t.Errorf("Names = %s", got)
	}
	for _, name := range []string{"hme", "KVINNOR", "alla", "utfall 2022", "avvikelse"} {
		if got, want := d.Known(name), name != "avvikelse"; got != want {
			t.Errorf("Known(%q) = %t", name, got)
		}
	}
	wide := caseDataset(t, "wide-account", "ekonomi")
	for _, name := range []string{"Netto", "prognos", "Vuxna 21-64 år"} {
		if !wide.Known(name) {
			t.Errorf("%q is not known", name)
		}
	}
	if !slices.Contains(wide.Names(), "Netto") {
		t.Error("the lines of the columns are not among the names")
	}
	parts := caseDataset(t, "indicators", "delat")
	if !parts.Known("kvinnor") || !slices.Contains(parts.Names(), "Kvinnor") {
		t.Error("the groups in cells are not known")
	}
}

func TestColumnByName(t *testing.T) {
	t.Parallel()
	d := caseDataset(t, "wide-account", "ekonomi")
	tests := []struct {
		name string
		want string
		ok   bool
	}{
		{"utfall_netto", "utfall-netto", true},
		{"Budgetavvikelse", "budgetavvikelse", true},
		{"prognos", "helar-prognos-netto", true},
		{"budget", "budget-intakter", false},
		{"Intäkter", "utfall-intakter", true},
	}
	for _, tt := range tests {
		k, ok := d.Column(tt.name)
		if ok != tt.ok || k < 0 || d.Columns[k].ID != tt.want {
			t.Errorf("Column(%q) = %d, %t; want %s, %t", tt.name, k, ok, tt.want, tt.ok)
		}
	}
	if k, ok := d.Column("finns inte"); k >= 0 || ok {
		t.Errorf("Column of an unknown name = %d, %t", k, ok)
	}
	if got := len(d.ValueColumns()) + len(d.LabelColumns()); got != len(d.Columns) {
		t.Errorf("%d of %d columns are values or labels", got, len(d.Columns))
	}
}

func TestRowMatches(t *testing.T) {
	t.Parallel()
	d := caseDataset(t, "long-account", "drift")
	tests := []struct{ dimension, name, want string }{
		{"row", "73", "73-income 73-costs 73-net"},
		{"row", "Unga", "73-income 73-costs 73-net"},
		{"row", "73-net", "73-net"},
		{"line", "Net", "73-net 76-net ledning-net totalt-net"},
		{"line", "intäkter", "73-income 76-income totalt-income"},
		{"type", "total", "totalt-income totalt-costs totalt-net"},
		{"type", "varav", "varav-egna-boenden-costs"},
		{"type", "of_which", "varav-egna-boenden-costs"},
		{"group", "kvinnor", ""},
		{"färg", "röd", ""},
	}
	for _, tt := range tests {
		var got []string
		for i := range d.Rows {
			if d.RowMatches(&d.Rows[i], tt.dimension, tt.name) {
				got = append(got, d.Rows[i].ID)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s %s: %v, want %s", tt.dimension, tt.name, got, tt.want)
		}
	}
	for dimension, want := range map[string]string{
		"line": "Intäkter Kostnader Netto", "type": "row of_which total", "group": "", "section": "", "period": "",
		"row": "Barn och unga 73 varav egna boenden Ekonomiskt stöd 76 Ledning Totalt",
	} {
		if got := strings.Join(d.RowNames(dimension), " "); got != want {
			t.Errorf("RowNames(%s) = %s, want %s", dimension, got, want)
		}
	}
}

func TestReference(t *testing.T) {
	t.Parallel()
	d := caseDataset(t, "long-account", "drift")
	fact, _ := d.Lookup([]string{"73", "Netto", "prognos"})
	if got, want := d.Reference(fact), "drift[Barn och unga; Netto; prognos]"; got != want {
		t.Errorf("Reference = %s, want %s", got, want)
	}
}

func TestCodes(t *testing.T) {
	t.Parallel()
	var diags diag.List
	codes, err := ReadCodes(archive(t, "testdata/facts/long-account.txtar"), &diags)
	if err != nil || diags.Len() > 0 {
		t.Fatal(err, diags.Sorted())
	}
	if codes.Len() != 3 || len(codes.All()) != 3 {
		t.Errorf("%d codes", codes.Len())
	}
	tests := []struct{ system, code, want string }{
		{"verksamhet", "73", "Barn och unga"}, {"Projekt", "73", "Ombyggnad"}, {"", "73", "Ombyggnad"}, {"", "74", ""}, {"projekt", "76", ""},
	}
	for _, tt := range tests {
		code, ok := codes.Lookup(tt.system, tt.code)
		if code.Name != tt.want || ok != (tt.want != "") {
			t.Errorf("Lookup(%q, %q) = %v", tt.system, tt.code, code)
		}
	}
	none, err := ReadCodes(archive(t, "testdata/facts/signs.txtar"), &diags)
	if none != nil || err != nil || none.Len() != 0 || none.All() != nil {
		t.Errorf("a site without a register has %v, %v", none, err)
	}
	if _, ok := none.Lookup("", "73"); ok {
		t.Error("no register knows a code")
	}
}
