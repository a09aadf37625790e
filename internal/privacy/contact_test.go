package privacy

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestContacts(t *testing.T) {
	t.Parallel()
	tests := []struct{ give, want string }{
		{"Ring 08-123 456 78 i dag.", "0812345678"},
		{"Ring 08-12 34 56.", "08123456"},
		{"Ring 018-12 34 56.", "018123456"},
		{"tel 070-123 45 67", "0701234567"},
		{"tel 0701-23 45 67", "0701234567"},
		{"tel 070-1234567", "0701234567"},
		{"tel 070 123 45 67,", "0701234567"},
		{"0701234567", "0701234567"},
		{"+46 70 123 45 67", "0701234567"},
		{"+46 (0)70-123 45 67", "0701234567"},
		{"+46701234567", "0701234567"},
		{"0046 8 123 456 78", "0812345678"},
		{"0176-123 45", "017612345"},
		{"(070-123 45 67)", "0701234567"},
		{"a 08\u00a0123\u00a0456\u00a078", "0812345678"},
		{"till Kalle.Svensson@Exempel.se.", "kalle.svensson@exempel.se"},
		{"<mailto:åsa@exempel.se>", "åsa@exempel.se"},
		{"a@b, @exempel.se, kalle@ och x@y.1", ""},
		{"klockan 0800-1700", ""},
		{"0-18 år, 01-12, 08-17, 10-12", ""},
		{"2020-05-12, 2020-01/2020-04", ""},
		{"SN/2020:0123, 0,123, 0.70, 100 200 300", ""},
		{"från 08.00 till 17.00, 00 123 45 67 89", ""},
		{"020202 - 030303", ""},
		{"kod 01; 02; 03 04 05 06", ""},
		{"+47 70 12 34 56", ""},
	}
	for _, tt := range tests {
		found := Contacts([]byte(tt.give))
		got := ""
		for _, c := range found {
			got = strings.TrimSpace(got + " " + c.Value)
			if c.Start < 0 || c.End > len(tt.give) || c.Start >= c.End || c.Email != (sameContact(tt.give[c.Start:c.End])[0] != '0') {
				t.Errorf("%q: %+v", tt.give, c)
			}
			if same := sameContact(tt.give[c.Start:c.End]); same != c.Value {
				t.Errorf("%q declared is %q, found %q", tt.give[c.Start:c.End], same, c.Value)
			}
		}
		if got != tt.want {
			t.Errorf("%q: %q, want %q", tt.give, got, tt.want)
		}
	}
}

// TestContactsLeaveNumbersAlone: of what others() makes, only what is written
// as a telephone number is one. The first is at this place in its list.
func TestContactsLeaveNumbersAlone(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 10))
	for range 3000 {
		for _, text := range others(r) {
			dialled := strings.HasPrefix(text, "0") || strings.HasPrefix(text, "+46")
			if found := Contacts([]byte("av " + text + " i")); len(found) > 0 && !dialled {
				t.Fatalf("%q was taken for a telephone number", text)
			}
		}
	}
}
