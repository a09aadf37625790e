package layout

import (
	"testing"

	"tertial/internal/quantity"
)

// TestUnitOf: English has the currency before the number and joins the percent sign.
func TestUnitOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang       string
		unit       quantity.Unit
		value, end string
	}{
		{"en", quantity.Millions, "<span class=\"unit\">SEK</span>\u00a0−3.4", "million"},
		{"en", quantity.Kronor, "<span class=\"unit\">SEK</span>\u00a0−3.4", ""},
		{"en", quantity.Percent, `−3.4<span class="unit">%</span>`, ""},
		{"en", "platser", "−3.4", "places"},
		{"sv", quantity.Millions, "−3.4", "mnkr"},
		{"sv", quantity.Percent, "−3.4", "%"},
	} {
		card := Card{Value: "−3.4"}
		(&Set{lang: c.lang}).unitOf(&card, c.unit)
		if string(card.Value) != c.value || card.Unit != c.end {
			t.Errorf("%s %s: %q %q", c.lang, c.unit, card.Value, card.Unit)
		}
	}
}
