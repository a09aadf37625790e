package search

import (
	"strings"
	"testing"
)

// splits says of each word how it is taken apart: one a line, the parts joined
// by a plus; a word alone stays whole.
const splits = `
försörjningsstöd        försörjning+stöd
Försörjningsstödet      försörjning+stödet
skolskjuts              skol+skjuts
skolskjutskostnader     skol+skjuts+kostnader
skolskjutskostnaderna   skol+skjuts+kostnaderna
nettokostnad            netto+kostnad
äldreomsorg             äldre+omsorg
familjehemsvård         familjehem+vård
personalkostnader       personal+kostnader
verksamhetsberättelse   verksamhet+berättelse
investeringsbudget      investering+budget
flickgrupp              flick+grupp
kyrkogata               kyrk+gata
driftbidrag             drift+bidrag
barnomsorgsavgift       barn+omsorg+avgift
diarienummer            diarie+nummer
tillgänglighetskrav     tillgänglighet+krav
arbetsmarknadsinsatser  arbetsmarknad+insatser
uppdragsredovisning     uppdrag+redovisning
hemtjänst               hem+tjänst
budgetår                budgetår
underskott              underskott
kostnader               kostnader
nämnden                 nämnden
rapporten               rapporten
socialnämnden           social+nämnden
Storängen               Storängen
prognos                 prognos
prognosen               prognosen
avvikelsen              avvikelsen
besluten                besluten
personer                personer
period                  period
perioden                perioden
insatserna              insatserna
landet                  landet
intäkter                intäkter
bostäder                bostäder
verkställa              verkställa
medborgare              medborgare
resultatet              resultatet
sn2020238               sn2020238
år                      år
`

func TestSplit(t *testing.T) {
	t.Parallel()
	s := NewSplitter(strings.Fields("netto drift diarium diarie berättelse redovisning försörjning skolan resultatet landet rapporten Storängen kostnaderna kyrka"))
	for line := range strings.Lines(strings.TrimSpace(splits) + "\n") {
		f := strings.Fields(line)
		want := f[1]
		got := strings.Join(s.Split(f[0]), "+")
		if got == "" {
			got = f[0]
		}
		if got != want {
			t.Errorf("%s: %s, want %s", f[0], got, want)
		}
	}
}

func TestTails(t *testing.T) {
	t.Parallel()
	s := NewSplitter(nil)
	if got := strings.Join(s.tails("Skolskjutskostnader"), " "); got != "skjutskostnader kostnader" {
		t.Error(got)
	}
	if got := s.tails("kostnader"); got != nil {
		t.Error(got)
	}
}

func FuzzSplit(f *testing.F) {
	for _, w := range strings.Fields(splits) {
		f.Add(w)
	}
	s := NewSplitter([]string{"netto", "drift"})
	f.Fuzz(func(t *testing.T, word string) {
		parts := s.Split(word)
		if parts == nil {
			return
		}
		if len(parts) < 2 || len(strings.Join(parts, "")) > len(strings.ToLower(word)) {
			t.Errorf("%q: %q", word, parts)
		}
		for _, tail := range s.tails(word) {
			if !strings.HasSuffix(strings.ToLower(word), tail) {
				t.Errorf("%q: %q is no end of it", word, tail)
			}
		}
	})
}
