package privacy

import "testing"

func TestLooksLikePerson(t *testing.T) {
	t.Parallel()
	for role, want := range map[string]bool{
		"Anna Karlsson": true, "Eva-Lena Öberg Åström": true, " Per  Ek ": true, "Ian McKay": true,
		"": false, "nämndsekreterare": false, "Nämndsekreterare": false, "Ekonomichef Förskola": false, "HR-specialist": false,
		"Anna": false, "stöd- och utvecklingschef": false, "Socialnämndens Ordförande": false, "IFO Chef": false,
	} {
		if got := LooksLikePerson(role); got != want {
			t.Errorf("%q: %v", role, got)
		}
	}
}
