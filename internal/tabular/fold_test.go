package tabular

import "testing"

func TestFold(t *testing.T) {
	t.Parallel()
	tests := []struct{ give, want string }{
		{"utfall_2020", "utfall 2020"},
		{"  Barn   och\tUNGA ", "barn och unga"},
		{"A\u030angfartyg", "ångfartyg"},
		{"Ånger Äpple Ö", "ånger äpple ö"},
		{"hårt\u00a0blank", "hårt blank"},
		{"", ""},
		{" ", ""},
		{"a ", "a"},
		{"–", "–"},
	}
	for _, tt := range tests {
		if got := Fold(tt.give); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.give, got, tt.want)
		}
		if !Same(tt.give, tt.want) {
			t.Errorf("%q is not the same as %q", tt.give, tt.want)
		}
	}
}

func TestOneLine(t *testing.T) {
	t.Parallel()
	if got := OneLine(" Barn\r\noch\tunga\x00 \u200b"); got != "Barn och unga" {
		t.Errorf("OneLine = %q", got)
	}
}
