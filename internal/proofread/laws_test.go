package proofread_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/proofread"
)

// lawFindings are what is said of the acts that a text of some days names.
func lawFindings(t *testing.T, text, first, last string) []string {
	t.Helper()
	in := plainText(text)
	in.First, in.Last = first, last
	diags := &diag.List{}
	proofread.Check(in, diags)
	var out []string
	for _, f := range diags.Sorted() {
		if !strings.HasPrefix(string(f.Code), "LAW") {
			continue
		}
		if m := f.Message("sv") + f.Message("en"); strings.Contains(m, "{") {
			t.Error(m)
		}
		out = append(out, strings.Trim(strings.Join([]string{string(f.Code), f.Variant, f.Severity.String(), f.Instead}, " "), " "))
		if f.Code == "LAW" && strings.Contains(text, "2001:543") && !strings.Contains(f.Message("sv"), "2001:453") {
			t.Errorf("another act is proposed: %s", f.Message("sv"))
		}
	}
	return out
}

// A site that names an act with fewer short names is not told that the name has two numbers.
func TestLawOfTheSite(t *testing.T) {
	t.Parallel()
	in := plainText("Enligt SoL (2001:453).")
	in.First, in.Last = "2026-01-01", "2026-05-12"
	in.Laws = content.ReadLaws(fstest.MapFS{"content/laws.yaml": {Data: []byte("laws:\n  - sfs: \"2001:453\"\n    name: socialtjänstlagen\n    to: 2025-06-30\n")}}, &diag.List{})
	diags := &diag.List{}
	proofread.Check(in, diags)
	for _, f := range diags.Sorted() {
		if f.Code == "LAW" {
			t.Error(f.Message("sv"))
		}
	}
	if diags.Count(diag.Warning) == 0 {
		t.Error("nothing is said of an act that was not in force")
	}
}

func TestLaws(t *testing.T) {
	t.Parallel()
	for _, tt := range [...]struct {
		name, give, first, last string
		want                    []string
	}{
		{"right in its time", "Enligt 16 kap. 6 f § socialtjänstlagen (2001:453) och SoL.", "2020-01-01", "2020-05-12", nil},
		{"right today", "Enligt socialtjänstlagen (2025:400) och SoL.", "2026-01-01", "2026-05-12", nil},
		{"repealed", "Enligt socialtjänstlagen (2001:453).", "2026-01-01", "2026-05-12", []string{"LAW-DATE  warning"}},
		{"repealed twice", "Enligt socialtjänstlagen (2001:453).\nOch 1 § socialtjänstlagen (2001:453).", "2026-01-01", "2026-05-12", []string{"LAW-DATE  warning"}},
		{"repealed and said", "Enligt den tidigare socialtjänstlagen (2001:453).", "2026-01-01", "2026-05-12", nil},
		{"not yet", "Enligt socialtjänstlagen (2025:400).", "2020-01-01", "2020-05-12", []string{"LAW-DATE early warning"}},
		{"not yet and said", "Den nya socialtjänstlagen (2025:400) träder i kraft.", "2024-01-01", "2024-05-12", nil},
		{"a plan for a coming year", "Enligt socialtjänstlagen (2025:400).", "2025-05-12", "2026-12-31", nil},
		{"ambiguous", "Enligt SoL.\nOch SoL.", "2025-01-01", "2025-08-31", []string{"LAW-DATE ambiguous note"}},
		{"ambiguous but numbered", "Enligt SoL.\nDet är socialtjänstlagen (2001:453).", "2025-01-01", "2025-08-31", nil},
		{"no days", "Enligt SoL och socialtjänstlagen (2001:453).", "", "", nil},
		{"a slip", "Enligt socialtjänstlagen (2001:543).", "", "", []string{"LAW  warning"}},
		{"a slip with one answer", "Enligt offentlighets- och sekretesslagen (2009:440).", "", "", []string{"LAW  warning 2009:400"}},
		{"a slip of what was repealed", "Enligt socialtjänstlagen (2001:435).", "2026-01-01", "2026-05-12", []string{"LAW like warning"}},
		{"a slip in its time", "Enligt socialtjänstlagen (2001:543).", "2020-01-01", "2020-05-12", []string{"LAW  warning"}},
		{"another act", "Enligt skollagen (2017:725).", "", "", []string{"LAW other warning"}},
		{"an older act", "Enligt skollagen (1962:319).", "", "", nil},
		{"a newer act", "Enligt kommunallagen (2031:12).", "", "", nil},
		{"a wrong year", "Enligt kommunallagen (2018:725).", "", "", []string{"LAW  warning"}},
		{"a slip before a title", "Enligt lagen (1993:378) om stöd och service till vissa funktionshindrade.", "", "", []string{"LAW  warning 1993:387"}},
		{"an act that nobody knows", "Enligt lagen (1993:378) om något annat.", "", "", nil},
		{"diary numbers", "Se SN/2020:238 och (2020:238).", "2026-01-01", "2026-05-12", nil},
	} {
		if got := lawFindings(t, tt.give, tt.first, tt.last); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
