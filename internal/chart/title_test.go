package chart

import "testing"

func TestTitleSlip(t *testing.T) {
	names := []string{"Barn och unga", "Vuxna", "Försörjningsstöd", "Äldre"}
	for _, c := range []struct {
		title, values string
		ordered       bool
		want          string // the category that the title should name, or "" where nothing is wrong
	}{
		{"Störst är vuxna", "10 20 5 1", false, ""},
		{"Störst är barn och unga", "10 20 5 1", false, "Vuxna"},
		{"Underskottet är störst för vuxna", "-10 -20 -5 -1", false, ""},
		{"Underskottet är störst för barn och ungas insatser", "-10 -20 -5 -1", false, "Vuxna"},
		{"Minst kostar äldre", "-10 -20 -5 -1", false, ""},
		{"Minst kostar försörjningsstödet", "-10 -20 -5 -1", false, "Äldre"},
		{"Barn och unga kostar inte mest", "10 20 5 1", false, ""},
		{"Vuxna och äldre kostar mest", "10 20 5 30", false, ""},  // two are named
		{"Störst är barn och unga", "20 20 5 1", false, ""},       // a tie
		{"Störst är barn och unga", "-10 20 5 1", false, ""},      // on both sides of zero
		{"Störst är barn och unga", "x 20 5 1", false, ""},        // not known
		{"Störst är äldre, minst barn", "10 20 5 1", false, ""},   // two words
		{"Antalet minskar", "10 20 5 1", true, ""},                // from 10 to 1
		{"Antalet ökar", "10 20 5 1", true, "Äldre"},              // from 10 to 1
		{"Antalet ökade inte", "10 20 5 1", true, ""},             //
		{"Kostnaden ökar", "-10 -20 -5 -12", true, ""},            // amounts without sign
		{"Kostnaden minskar", "-10 -20 -5 -12", true, "Äldre"},    //
		{"Antalet ökar", "10 20 5 1", false, ""},                  // no course
		{"Antalet ökar men minskar sedan", "10 20 5 1", true, ""}, // two ways
		{"Antalet ökar", "10 x x x", true, ""},                    // one value
		{"Antalet ökar", "x x x x", true, ""},                     // none
	} {
		s := simple(c.values)
		s.Title, s.Ordered = c.title, c.ordered
		for j := range s.Categories {
			s.Categories[j].Label = names[j]
		}
		slip, wrong := TitleSlip(s)
		if slip.Other != c.want || wrong != (c.want != "") {
			t.Errorf("%s over %s: %+v", c.title, c.values, slip)
		}
	}
}
