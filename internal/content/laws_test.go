package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
)

func TestBuiltInLaws(t *testing.T) {
	t.Parallel()
	l := BuiltInLaws()
	if len(l.All) < 20 {
		t.Fatalf("%d acts", len(l.All))
	}
	for _, law := range l.All {
		next := l.BySFS(law.Successor)
		switch {
		case !sfsNumber.MatchString(law.SFS), !law.BuiltIn, law.Address != officialText+law.SFS:
			t.Errorf("%+v", law)
		case law.To != "" && (law.Successor == "" || next == nil || next.To != "" && next.To <= law.To):
			t.Errorf("%s ended with no successor", law.SFS)
		case law.To == "" && law.Successor != "":
			t.Errorf("%s has a successor and did not end", law.SFS)
		case law.From != "" && law.From[:4] < law.SFS[:4]:
			t.Errorf("%s was in force before it was made", law.SFS)
		}
	}
	if l.BySFS("1999:1") != nil || (*Laws)(nil).BySFS("2001:453") != nil || !l.Knows("LSS") || l.Knows("skollagen") {
		t.Error("acts that are not there")
	}
}

func TestCitations(t *testing.T) {
	t.Parallel()
	l := BuiltInLaws()
	for _, tt := range [...]struct{ give, want string }{
		{"enligt 4 kap. 1 § socialtjänstlagen (2001:453).", "4 kap. 1 §|socialtjänstlagen|2001:453"},
		{"enligt 16 kap. 6 f § SoL", "16 kap. 6 f §|SoL|"},
		{"6 kap. 6 § andra stycket kommunallagen (SFS 2017:725)", "6 kap. 6 §|kommunallagen|2017:725"},
		{"11 kap. 5§ Patientsäkerhetslagen", "11 kap. 5 §|Patientsäkerhetslagen|"},
		{"28 f–h §§ LSS", "28 f–h §§|LSS|"},
		{"9 § 3 st LSS", "9 §|LSS|"},
		{"3 och 4 §§ LVU och 1 § LVM", "3 och 4 §§|LVU| 1 §|LVM|"},
		{"3 kap. skollagen", "3 kap.|skollagen|"},
		{"offentlighets- och\nsekretesslagen (2009:400)", "|offentlighets- och\nsekretesslagen|2009:400"},
		{"socialtjänstlagen (SoL) (2001:453)", "|socialtjänstlagen|2001:453"},
		{"lagen (1993:387) om stöd och service till vissa funktionshindrade (LSS)", "|lagen om stöd och service till vissa funktionshindrade|1993:387 |LSS|"},
		{"28 f § lagen (1993:387) om stöd och service", "28 f §|lagen|1993:387"},
		{"lag (2018:597) om kommunal bokföring och redovisning", "|lagen om kommunal bokföring och redovisning|2018:597"},
		{"lagen (1990:1) om något annat", ""},
		{"lagen (1993:378) om stöd och service till vissa funktionshindrade", "|lagen om stöd och service till vissa funktionshindrade|1993:378"},
		{"SFS 2010:800 och SFS 1999:1", "|SFS 2010:800|2010:800"},
		{"SN/2020:238, (2020:238), KL och 8 kap. 9 § KL", "8 kap. 9 §|KL|"},
		{"solen LSS-boende LSSa", ""},
	} {
		var got []string
		for _, c := range l.Citations(tt.give) {
			got = append(got, c.Section+"|"+c.Name+"|"+c.SFS)
			if c.SFS != "" && tt.give[c.SFSStart:c.SFSStart+len(c.SFS)] != c.SFS || c.Start >= c.End || c.End > len(tt.give) {
				t.Errorf("%q: %+v", tt.give, c)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.give, s, tt.want)
		}
	}
	if (*Laws)(nil).Citations("SoL") != nil {
		t.Error("no register cites something")
	}
}

func TestCited(t *testing.T) {
	t.Parallel()
	l := BuiltInLaws()
	for _, tt := range [...]struct{ give, first, last, want string }{
		{"16 kap. 6 f § SoL\n4 kap. 1 § SoL\n4 kap. 1 § SoL", "2020-01-01", "2020-05-12", "2001:453 [16 kap. 6 f § 4 kap. 1 §]"},
		{"SoL", "2026-01-01", "2026-08-31", "2025:400 []"},
		{"SoL", "2025-01-01", "2025-08-31", "2025:400 []"},
		{"SoL enligt socialtjänstlagen (2001:453)", "2025-01-01", "2025-08-31", "2001:453 []"},
		{"SoL", "", "", ""},
		{"SoL", "1970-01-01", "1970-12-31", ""},
		{"LSS och skollagen (2001:1)", "", "", "1993:387 []"},
	} {
		var got []string
		for _, c := range l.Cited(strings.Split(tt.give, "\n"), tt.first, tt.last) {
			got = append(got, fmt.Sprint(c.Law.SFS, " ", c.Sections))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q %s: %s, want %s", tt.give, tt.first, s, tt.want)
		}
	}
}

func TestLawsOfASite(t *testing.T) {
	t.Parallel()
	diags := &diag.List{}
	l := ReadLaws(fstest.MapFS{"content/laws.yaml": {Data: []byte(`laws:
  - {sfs: "2013:801", name: bibliotekslagen, from: 2014-01-01}
  - {sfs: "2013:801", name: bibliotekslagen}
  - {sfs: "2013-801", name: fel}
  - {sfs: "2010:800", name: skollagen, short: [SkolL], address: "https://exempel.example/"}
  - {sfs: "1999:2", name: ordningslagen, from: 2010-01-01, to: 2009-01-01, successor: "2000:1"}
  - {sfs: "1999:3", name: adresslagen, address: "exempel"}
  - {name: utan nummer}
  - {sfs: "1999:4", name: x, number: 1}
`)}}, diags)
	var found []string
	for _, f := range diags.Sorted() {
		found = append(found, string(f.Code)+"."+f.Variant)
		if m := f.Message("sv"); strings.Contains(m, "{") {
			t.Error(m)
		}
	}
	want := "LAWS.twice LAWS. LAWS.successor LAWS.order ADDRESS. YAML-MISSING. YAML-KEY."
	for w := range strings.FieldsSeq(want) {
		if !strings.Contains(strings.Join(found, " ")+" ", w) {
			t.Errorf("%s is missing in %v", w, found)
		}
	}
	if school := l.BySFS("2010:800"); school.BuiltIn || school.Address != "https://exempel.example/" || !l.Knows("SkolL") {
		t.Errorf("%+v", school)
	}
	if c := l.Citations("1 § bibliotekslagen (2013:801)"); len(c) != 1 || !c[0].Agrees() {
		t.Errorf("%+v", c)
	}
}

func TestDays(t *testing.T) {
	t.Parallel()
	for _, tt := range [...]struct{ from, to, date, want string }{
		{"2020-01", "2020-04", "2020-05-12", "2020-01-01 2020-05-12"},
		{"2026-01", "2026-12", "2025-06-01", "2025-06-01 2026-12-31"},
		{"", "", "2020-05-12", "2020-05-12 2020-05-12"},
		{"2020-01", "2020-04", "", "2020-01-01 2020-04-31"},
		{"", "", "", " "},
	} {
		first, last := (&Meta{Period: Period{tt.from, tt.to}, Date: tt.date}).Days()
		if got := first + " " + last; got != tt.want {
			t.Errorf("%+v: %s", tt, got)
		}
	}
}

func FuzzCitations(f *testing.F) {
	f.Add("4 kap. 1 § socialtjänstlagen (2001:453) och lagen (1993:387) om stöd och service")
	f.Add("§ kap § LSS (SFS 1993:387)")
	f.Add("lagen (1993:387) om stöd och service till vissa funktionshindrade LSS \xff")
	laws := BuiltInLaws()
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, c := range laws.Citations(text) {
			if c.Start < end || c.End <= c.Start || c.End > len(text) || c.SFS != "" && text[c.SFSStart:c.SFSStart+len(c.SFS)] != c.SFS {
				t.Fatalf("%+v after %d in %q", c, end, text)
			}
			end = c.End
		}
	})
}
