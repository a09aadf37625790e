package swedish

import (
	"strings"
	"testing"
)

// TestLIX compares with the index worked out by hand.
func TestLIX(t *testing.T) {
	t.Parallel()
	for _, tt := range [...]struct {
		give                   string
		words, long, sentences int
		lix                    int
	}{
		{"", 0, 0, 0, 0},
		{"Vi går.", 2, 0, 1, 2},
		{"Nämnden beslutar. Det är bra.", 5, 2, 2, 43},                   // 5/2 + 100·2/5 = 42,5
		{"Verksamheten kostade 38,3 miljoner kronor 2020.", 4, 3, 1, 79}, // digits are no words
		{"Budget- och skuldrådgivning, jour- och familjehem.", 6, 2, 1, 39},
		{"LSS-boenden är åtta.", 3, 1, 1, 36}, // a hyphen joins: ten letters
		{"Sextio.", 1, 0, 1, 1},               // six letters are not long
		{"Sjuttio.", 1, 1, 1, 101},
		{"A\u030Alder är a\u030Ar.", 3, 0, 1, 3}, // marks are no letters
		{"2020. 1 500.", 0, 0, 0, 0},
	} {
		r := Readable(Read(tt.give, nil))
		if r.Words != tt.words || r.Long != tt.long || r.Sentences != tt.sentences || r.LIX() != tt.lix {
			t.Errorf("%q: %+v, LIX %d", tt.give, r, r.LIX())
		}
	}
	sum := Readability{10, 2, 1}.Add(Readability{20, 4, 1})
	if sum != (Readability{30, 6, 2}) || sum.LIX() != 35 {
		t.Errorf("%+v %d", sum, sum.LIX())
	}
}

func TestLength(t *testing.T) {
	t.Parallel()
	text := Read("En kort mening. Och en som är lite längre, med 3 tal.", nil)
	if len(text.Sentences) != 2 || text.Sentences[0].Length(text.Source) != 3 || text.Sentences[1].Length(text.Source) != 8 {
		t.Errorf("%+v", text.Sentences)
	}
}

func TestPassives(t *testing.T) {
	t.Parallel()
	for give, want := range map[string]string{
		"Besluten redovisas, följs upp och har rapporterats.":      "redovisas följs rapporterats",
		"Rutinen infördes och används.":                            "infördes används",
		"Det kan inte genomföras eller ställas in.":                "genomföras ställas",
		"Åtgärder har vidtagits, redovisats och begränsats.":       "vidtagits redovisats begränsats",
		"Insatserna utförs och har erbjudits.":                     "utförs",
		"Det finns, hoppas, lyckas, trivs, saknas och behövs.":     "",
		"Kommunens, nämndernas, barnens, brukarnas och årets.":     "",
		"En insats, en plats, en analys, en kompetens och balans.": "",
		"De anställdas, enskildas och boendes villkor.":            "",
		"Jonas, Lukas och Norrbys pengar.":                         "",
		"Varandras arbetsplats, lönesats och resultats.":           "",
		"": "",
	} {
		text := Read(give, nil)
		var got []string
		for i := range text.Sentences {
			for _, w := range text.Passives(&text.Sentences[i]) {
				got = append(got, w.Fold)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", give, s, want)
		}
	}
}

func FuzzReadable(f *testing.F) {
	f.Add("Nämnden beslutar. LSS-boende 38,3 åå\u030a")
	f.Add("-a-:b\xff redovisas 1.")
	f.Fuzz(func(t *testing.T, give string) {
		text := Read(give, nil)
		r := Readable(text)
		if r.Long > r.Words || r.Sentences > r.Words || r.LIX() < 0 {
			t.Fatalf("%+v", r)
		}
		for i := range text.Sentences {
			text.Passives(&text.Sentences[i])
		}
	})
}
