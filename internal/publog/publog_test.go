package publog

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tertial/internal/diag"
)

// hexOf is a digest for tests: no two numbers give the same.
func hexOf(n int) string { return fmt.Sprintf("%064x", n+1) }

// parse reads a log and returns its findings in English, one a line.
func parse(t testing.TB, text string) (*Log, []string) {
	t.Helper()
	var diags diag.List
	l := Parse(diag.NewSource(Path, []byte(text)), &diags)
	return l, printed(&diags)
}

func printed(diags *diag.List) []string {
	var out []string
	for _, f := range diags.Sorted() {
		out = append(out, fmt.Sprintf("%d:%d %s.%s", f.Place.Line, f.Place.Column, f.Code, f.Variant))
		_ = f.Message("sv") + f.Message("en")
		for _, r := range f.Related {
			_ = f.RelatedText(r, "sv") + f.RelatedText(r, "en")
		}
	}
	return out
}

// sound reads a log that must be without a finding.
func sound(t testing.TB, text string) *Log {
	t.Helper()
	l, found := parse(t, text)
	if len(found) > 0 {
		t.Fatalf("findings in a sound log: %v\n%s", found, text)
	}
	return l
}

// publish appends an entry.
func publish(t testing.TB, l *Log, e Entry) *Log {
	t.Helper()
	var diags diag.List
	more := l.Next(e, &diags)
	if more == nil {
		t.Fatalf("refused: %v", printed(&diags))
	}
	text := string(l.src.Text) + string(more)
	return sound(t, text)
}

// history is a log of n entries: three editions of each report, the second of
// every fifth withdrawn.
func history(t testing.TB, n int) *Log {
	t.Helper()
	l := sound(t, "")
	for i := 0; l.Size() < n; i++ {
		report := fmt.Sprintf("examplenamnden/2026/rapport-%d", i)
		date := fmt.Sprintf("2026-01-%02d", min(i+1, 28))
		for j, kind := range []Kind{First, Revision, Correction} {
			if l.Size() < n {
				l = publish(t, l, Entry{Date: date, Kind: kind, Report: report, Edition: j + 1, Public: hexOf(i*7 + j), Digest: hexOf(i*11 + j)})
			}
		}
		if i%5 == 0 && l.Size() < n {
			l = publish(t, l, Entry{Date: date, Kind: Withdrawal, Report: report, Edition: 2, Digest: hexOf(i)})
		}
	}
	return l
}

func TestLog(t *testing.T) {
	t.Parallel()
	empty := sound(t, "")
	if empty.Size() != 0 || empty.ID() != "" || string(empty.Text()) != Head+"\n" {
		t.Errorf("an empty log has size %d, id %q and text %q", empty.Size(), empty.ID(), empty.Text())
	}
	// The root of no records is that of nothing (RFC 6962, 2.1).
	if want := "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; empty.Root() != want {
		t.Errorf("root of nothing = %s, want %s", empty.Root(), want)
	}
	l := history(t, 5)
	if !strings.HasPrefix(string(l.Text()), Head+"\n1 2026-01-01 first examplenamnden/2026/rapport-0 1 ") {
		t.Errorf("text:\n%s", l.Text())
	}
	if e, ok := l.Latest("examplenamnden/2026/rapport-0", 2); !ok || e.Kind != Withdrawal || e.Number != 4 || e.Public != "" {
		t.Errorf("latest of a withdrawn edition = %+v, %t", e, ok)
	}
	if _, ok := l.Latest("examplenamnden/2026/rapport-0", 4); ok {
		t.Error("an edition that is not there has a latest entry")
	}
	var editions []string
	for e, withdrawn := range l.Published {
		editions = append(editions, fmt.Sprint(e.Report[len("examplenamnden/2026/"):], " ", e.Edition, " ", withdrawn))
	}
	if want := []string{"rapport-0 1 false", "rapport-0 2 true", "rapport-0 3 false", "rapport-1 1 false"}; !slices.Equal(editions, want) {
		t.Errorf("published: %v, want %v", editions, want)
	}
	for range l.Published {
		break
	}
	for _, e := range l.Entries() {
		if e.Before != l.RootAt(e.Number-1) {
			t.Errorf("entry %d stands on %s, want %s", e.Number, e.Before, l.RootAt(e.Number-1))
		}
		if at := l.Place(e.Number); at.Line != e.Number+1 || at.Column != 1 {
			t.Errorf("entry %d stands at %d:%d", e.Number, at.Line, at.Column)
		}
	}
	if l.Place(0).Line != 0 || l.Place(9).Line != 0 || l.RootAt(9) != "" || l.RootAt(-1) != "" {
		t.Error("an entry that is not there has a place or a root")
	}
	if l.ID() != history(t, 9).ID() || l.ID() == "" {
		t.Error("the log's id changes when it grows")
	}
}

func TestFindings(t *testing.T) {
	t.Parallel()
	good := string(history(t, 5).Text())
	lines := strings.SplitAfter(strings.TrimSuffix(good, "\n"), "\n")
	lines[len(lines)-1] += "\n"
	fork := history(t, 2)
	other := func(report string) string {
		var diags diag.List
		return string(fork.Next(Entry{Date: "2026-01-02", Kind: First, Report: report, Edition: 1, Public: hexOf(1), Digest: hexOf(2)}, &diags))
	}
	a, b := other("examplenamnden/2026/a"), other("examplenamnden/2026/b")
	join := func(parts ...string) string { return strings.Join(parts, "") }
	swap := func(line int, old, now string) string {
		changed := slices.Clone(lines)
		changed[line] = strings.Replace(changed[line], old, now, 1)
		return strings.Join(changed, "")
	}
	tests := map[string]struct {
		give string
		want []string
	}{
		"head":             {strings.Replace(good, "/1\n", "/2\n", 1), []string{"1:1 LOG.head"}},
		"head only":        {Head + "\n", nil},
		"cut":              {good[:len(good)-1], []string{"6:1 LOG.cut"}},
		"cut in a line":    {good[:len(good)-50], []string{"6:1 LOG.cut"}},
		"cut in a field":   {good[:len(good)-5], []string{"6:1 LOG.cut"}},
		"cut to its head":  {Head, []string{"1:1 LOG.cut"}},
		"gap":              {join(lines[0], lines[1], lines[3]), []string{"3:1 LOG-NUMBER."}},
		"beginning gone":   {join(lines[0], lines[2]), []string{"2:1 LOG-NUMBER."}},
		"last twice":       {join(good, lines[5]), []string{"7:1 LOG-NUMBER.again", "7:20 LOG-EDITION.twice"}},
		"reordered":        {join(lines[0], lines[1], lines[3], lines[2]), []string{"3:1 LOG-NUMBER."}},
		"two branches":     {join(lines[0], lines[1], lines[2], a, b), []string{"5:1 LOG-NUMBER.branches"}},
		"conflict":         {join(lines[0], lines[1], lines[2], "<<<<<<< HEAD\n", a, "=======\n", b, ">>>>>>> gren\n"), []string{"4:1 LOG-CONFLICT."}},
		"conflict of one":  {join(lines[0], "=======\n"), []string{"2:1 LOG-CONFLICT."}},
		"crlf":             {strings.ReplaceAll(good, "\n", "\r\n"), []string{"1:14 LOG.crlf"}},
		"a lone CR":        {swap(1, "first", "fir\rst"), []string{"2:14 LOG.kind"}},
		"blank line":       {good + "\n", []string{"7:1 LOG."}},
		"edited":           {swap(2, hexOf(1), hexOf(99)), []string{"4:187 LOG-CHANGED."}},
		"first edited":     {swap(1, "47DE", "57DE"), []string{"2:182 LOG-CHANGED.first"}},
		"root edited":      {swap(5, lines[5][len(lines[5])-20:], "AAAAAAAAAAAAAAAAAAA=\n"), []string{"6:182 LOG.root"}},
		"kind":             {swap(5, "first", "frist"), []string{"6:14 LOG.kind"}},
		"number":           {swap(5, "5 ", "05 "), []string{"6:1 LOG.number"}},
		"date":             {swap(5, "2026-01-02", "2026-02-30"), []string{"6:3 LOG.date"}},
		"report":           {swap(5, "examplenamnden/", "../../etc/"), []string{"6:20 LOG.report"}},
		"report of one":    {swap(5, "examplenamnden/2026/", ""), []string{"6:20 LOG.report"}},
		"edition":          {swap(5, " 1 ", " 0 "), []string{"6:50 LOG.number"}},
		"digest":           {swap(5, hexOf(7), strings.ToUpper(hexOf(9))), []string{"6:52 LOG.digest"}},
		"no digest":        {swap(5, hexOf(7), "-"), []string{"6:52 LOG.digest"}},
		"withdrawn digest": {swap(4, " - ", " "+hexOf(3)+" "), []string{"5:57 LOG.digest"}},
		"fields":           {swap(5, "first ", ""), []string{"6:1 LOG."}},
		"backwards":        {swap(5, "2026-01-02", "2025-12-31"), []string{"6:3 LOG-DATE."}},
		"withdrawn twice":  {good + lines[4], []string{"7:1 LOG-NUMBER.again", "7:3 LOG-DATE.", "7:25 LOG-EDITION.withdrawn"}},
		"never published":  {swap(4, " 2 -", " 7 -"), []string{"5:25 LOG-EDITION.unknown", "6:182 LOG-CHANGED."}},
	}
	for name, tt := range tests {
		l, got := parse(t, tt.give)
		if l.Sound() != (got == nil) {
			t.Errorf("%s: sound = %t", name, l.Sound())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: findings %v, want %v", name, got, tt.want)
		}
	}
}
