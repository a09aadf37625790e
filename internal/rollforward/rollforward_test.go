package rollforward_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/golden"
	"tertial/internal/rollforward"
)

// scaffoldOf makes the next report of the only one in a case's files.
func scaffoldOf(t *testing.T, fsys fs.FS, period content.Period) *rollforward.Scaffold {
	t.Helper()
	metas := content.Scan(fsys, nil, &diag.List{})
	if len(metas) != 1 {
		t.Fatalf("%d reports, want 1", len(metas))
	}
	codes, err := data.ReadCodes(fsys, &diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := rollforward.Make(fsys, rollforward.Request{From: metas[0], Period: period}, codes)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestGolden: each case is a report; its golden file is the whole scaffold.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, c := range golden.Cases(t, "testdata/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for _, f := range c.Files {
				if strings.HasPrefix(f.Name, "content/") || strings.HasPrefix(f.Name, "data/") {
					fsys[f.Name] = &fstest.MapFile{Data: f.Data}
				}
			}
			s := scaffoldOf(t, fsys, content.Period{})
			var out strings.Builder
			for _, f := range s.Files {
				out.WriteString("== " + f.Path + "\n" + f.Text)
			}
			c.Compare(t, "golden", out.String())
		})
	}
}

// TestText: every way to write a period moves, and what only looks like one
// stays.
func TestText(t *testing.T) {
	t.Parallel()
	year := rollforward.NewShift(content.Period{From: "2020-01", To: "2020-04"}, content.Period{From: "2021-01", To: "2021-04"})
	monthly := rollforward.NewShift(content.Period{From: "2020-01", To: "2020-11"}, content.Period{From: "2020-01", To: "2020-12"})
	turn := rollforward.NewShift(content.Period{From: "2020-12", To: "2020-12"}, content.Period{From: "2021-01", To: "2021-01"})
	for _, c := range []struct {
		name       string
		shift      rollforward.Shift
		give, want string
	}{
		{"year", year, "Budget 2020", "Budget 2021"},
		{"header", year, "ack_utfall_2020_04;bokslut_2019", "ack_utfall_2021_04;bokslut_2020"},
		{"month", year, "to: 2020-04, at: 2020-04-30", "to: 2021-04, at: 2021-04-30"},
		{"leap day", year, "at: 2020-02-29", "at: 2021-02-28"},
		{"day past the end", turn, "2020-12-15", "2021-01-15"},
		{"last day", monthly, "2020-11-30", "2020-12-31"},
		{"months", year, "jan–april 2020", "jan–april 2021"},
		{"several", year, "[utfall_2018, utfall_2019] 2018,2019", "[utfall_2019, utfall_2020] 2019,2020"},
		{"quarter", year, "2020K1 2020-K4 2020 K2", "2021K1 2021-K4 2021 K2"},
		{"path", year, "/namnd/2020/delar-1/drift[x]", "/namnd/2021/delar-1/drift[x]"},
		{"diary", year, "SN/2020:238 SN 2020:7 SFS 2018:218 SN/2020/33", "SN/2020:238 SN 2020:7 SFS 2018:218 SN/2020/33"},
		{"numbers", year, "12020 2020,5 1,2020 20200 1848 2999", "12020 2020,5 1,2020 20200 1848 2999"},
		{"next month", monthly, "nov_2020 2020-11 Utfall 2019", "dec_2020 2020-12 Utfall 2019"},
		{"next year", turn, "dec 2020, Dec 2020, december 2020, 2020-12, 2020", "jan 2021, Jan 2021, januari 2021, 2021-01, 2021"},
		{"not a month", turn, "x2020-13 2020-45-99", "x2021-13 2021-45-99"},
	} {
		if got := c.shift.Text(c.give); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.name, c.give, got, c.want)
		}
	}
	if got := turn.Name("manadsrapport-december"); got != "manadsrapport-januari" {
		t.Errorf("the name became %q", got)
	}
	if got := year.Name("delarsrapport-1"); got != "delarsrapport-1" {
		t.Errorf("the name became %q", got)
	}
}

// FuzzText: a year is as long as another, so nothing else can have changed; and
// what moves there and back is what it was, but for days that months lack.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"ack_utfall_2020_04", "2020-03-29", "jan–april 2020", "2020K4", "SN/2020:238", "åår 2020", "2020"} {
		f.Add(seed)
	}
	there := rollforward.NewShift(content.Period{To: "2020-04"}, content.Period{To: "2021-04"})
	f.Fuzz(func(t *testing.T, text string) {
		moved := there.Text(text)
		if len(moved) != len(text) {
			t.Fatalf("%q became %q", text, moved)
		}
		for i := range text {
			if text[i] != moved[i] && (text[i] < '0' || text[i] > '9') {
				t.Fatalf("%q became %q", text, moved)
			}
		}
	})
}

// TestNext: what follows a report depends on how often it comes.
func TestNext(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ kind, from, to, wantFrom, wantTo string }{
		{"interim-report", "2020-01", "2020-08", "2021-01", "2021-08"},
		{"annual-report", "2020-01", "2020-12", "2021-01", "2021-12"},
		{"competence-plan", "2020-01", "2023-12", "2024-01", "2027-12"},
		{"monthly-report", "2020-02", "2020-02", "2020-03", "2020-03"},
		{"monthly-report", "2020-01", "2020-02", "2020-01", "2020-03"},
		{"monthly-report", "2020-01", "2020-12", "2021-01", "2021-01"},
	} {
		got := rollforward.Next(&content.Meta{Kind: c.kind, Period: content.Period{From: c.from, To: c.to}})
		if got.From != c.wantFrom || got.To != c.wantTo {
			t.Errorf("after %s %s/%s comes %s/%s, want %s/%s", c.kind, c.from, c.to, got.From, got.To, c.wantFrom, c.wantTo)
		}
	}
}

// TestNoPeriod: nothing says what comes after a report without a period.
func TestNoPeriod(t *testing.T) {
	t.Parallel()
	if _, err := rollforward.Make(fstest.MapFS{}, rollforward.Request{From: &content.Meta{Path: "a/2020/b"}}, nil); err == nil {
		t.Error("no error")
	}
}
