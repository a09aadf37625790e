package layout

import "testing"

func TestCountsInWords(t *testing.T) {
	t.Parallel()
	texts := &Texts{lang: "sv", texts: map[string]string{
		"some.one":   "{n:Ett} av {all:ett} mål är uppfyllt",
		"some.other": "{n:Ett} av {all:ett} mål är uppfyllda",
		"plain":      "{n:en} rad av {of}",
		"zero.zero":  "{n:Ett} av {all:ett} mål är uppfyllt",
	}}
	for _, c := range []struct {
		key  string
		n    int
		all  int
		want string
	}{
		{"some", 1, 4, "Ett av fyra mål är uppfyllt"},
		{"some", 12, 12, "Tolv av tolv mål är uppfyllda"},
		{"some", 3, 13, "3 av 13 mål är uppfyllda"},
		{"zero", 0, 4, "Inget av fyra mål är uppfyllt"},
		{"plain", 1, 2, "en rad av {of}"},
	} {
		got, err := texts.Text(c.key, "n", c.n, "all", c.all)
		if err != nil || got != c.want {
			t.Errorf("%s of %d and %d: %q, want %q (%v)", c.key, c.n, c.all, got, c.want, err)
		}
	}
}
