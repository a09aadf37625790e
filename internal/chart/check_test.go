package chart

import "testing"

func TestTitleCount(t *testing.T) {
	for _, c := range []struct {
		title, values string
		want          string // "" where nothing is wrong
	}{
		{"Två av fem enheter går minus", "-1 2 -3 4 5", ""},
		{"Tre av fem enheter går plus", "-1 2 -3 4 5", ""},
		{"Fyra av fem enheter går minus", "-1 2 -3 4 5", "fyra av fem"},
		{"4 av 5 enheter går minus", "-1 2 -3 4 5", "4 av 5"},
		{"Ingen av fem går minus", "-1 2 3 4 5", "ingen av fem"},
		{"En av fem går minus", "-1 2 3 4 5", ""},
		{"Ett av fem mått går minus", "-1 2 3 4 5", ""},
		{"Fyra av fem håller budgeten", "-1 0 3 4 5", ""},
		{"Fyra av åtta skolor är med", "-1 2 -3 4 5", ""}, // speaks of another whole
		{"Hälften går minus", "-1 2", ""},
		{"En av två går minus", "-1 x", ""},
		{"", "-1 2", ""},
	} {
		s := simple(c.values)
		s.Diverging, s.Title = true, c.title
		count, wrong := TitleCount(s)
		if count.Stated != c.want || wrong != (c.want != "") {
			t.Errorf("%s over %s: %+v", c.title, c.values, count)
		}
	}
	if _, wrong := TitleCount(Spec{Title: "Två av fem"}); wrong {
		t.Error("a chart that cannot be drawn has a wrong title")
	}
}

func TestCutAxis(t *testing.T) {
	for values, want := range map[string]bool{"93 91 92": true, "0 5 3": false, "x x": false} {
		s := simple(values)
		s.Form, s.Direction = Line, ""
		if CutAxis(s) != want {
			t.Errorf("%s: %v", values, !want)
		}
	}
}
