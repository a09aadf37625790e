package rollforward

import "testing"

// TestUnproposed: what a proposal said of the old cells goes, confirmed or not;
// questions and what a person has written stay.
func TestUnproposed(t *testing.T) {
	t.Parallel()
	const text = `# Förslag till beskrivning av drift.csv, efter rubrikerna och cellerna.
# Läs igenom det, rätta det som är fel och ta sedan bort kommentarerna.
# Uppgifterna kommer sent.
title: Drift  # som i fjol
kind: operating-budget  # driftuppföljning
sign: report  # intäkter plus, kostnader minus, som i filen
source:
  # system: ekonomisystemet  # lägg till varifrån uppgifterna är hämtade
  # extracted: 2020-05-04  # och när
missing:  # ord som står i stället för tal
  Mäts i höst: missing  # BEKRÄFTA: missing eller suppressed?
columns:
  utfall: {value: outcome, scope: year-to-date}  # utfall januari–april 2020, preliminärt
  budget: {value: budget, scope: full-year}  # budget hela 2020. 
  prognos: {value: forecast}  # prognos hela 2020. BEKRÄFTA: är prognosen gjord per den 30 april 2020?
  avvikelse: {value: deviation, of: prognos, against: budget}  # avvikelse: prognos minus budget, stämmer på 4 av 4 rader
  andel: {value: number}  # frågan ställs varje år
`
	const want = `# Uppgifterna kommer sent.
title: Drift  # som i fjol
kind: operating-budget
sign: report
source:
missing:
  Mäts i höst: missing  # BEKRÄFTA: missing eller suppressed?
columns:
  utfall: {value: outcome, scope: year-to-date}
  budget: {value: budget, scope: full-year}
  prognos: {value: forecast}  # BEKRÄFTA: är prognosen gjord per den 30 april 2020?
  avvikelse: {value: deviation, of: prognos, against: budget}
  andel: {value: number}  # frågan ställs varje år
`
	if got := unproposed(text); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := unproposed(want); got != want {
		t.Errorf("what is left changes again:\n%s", got)
	}
}
