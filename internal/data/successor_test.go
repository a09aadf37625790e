package data_test

import (
	"testing"
	"testing/fstest"

	"tertial/internal/data"
	"tertial/internal/diag"
)

// TestSuccessor: a code leads to the one that is used today, and nowhere when
// that is not one.
func TestSuccessor(t *testing.T) {
	t.Parallel()
	codes, err := data.ReadCodes(fstest.MapFS{"data/koder.csv": {Data: []byte(`kodsystem;kod;namn;alias;gäller_från;gäller_till;ersätter;rs_kod
V;10;Gammal;gamla;;2019;;
V;11;Mellan;;2020;2021;10;
V;12;Ny;;2022;;11|13;
V;13;Sammanslagen;;;2021;;
V;20;Delad;;;;;
V;21;Ena;;;;20;
V;22;Andra;;;;20;
V;30;Ring;;;;31;
V;31;Rang;;;;30;
A;10;Annan;;;;;
`)}}, &diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ system, word, want string }{
		{"V", "10", "12"},
		{"V", "11", "12"},
		{"V", "13", "12"},
		{"V", "gamla", "12"},
		{"V", "Sammanslagen", "12"},
		{"", "11", "12"},
		{"V", "12", ""},
		{"V", "20", ""},
		{"V", "30", ""},
		{"A", "10", ""},
		{"V", "99", ""},
	} {
		got, ok := codes.Successor(c.system, c.word)
		if ok != (c.want != "") || ok && got.Code != c.want {
			t.Errorf("%s %s leads to %q, %v; want %q", c.system, c.word, got.Code, ok, c.want)
		}
	}
	if _, ok := (*data.Codes)(nil).Successor("", "10"); ok {
		t.Error("no register has a successor")
	}
}
