package layout

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
)

// The colours of the page itself, as in frame.css; a theme's colours are
// judged against them.
const (
	paperLight, washLight = "#ffffff", "#f4f6f7"
	warnLight, warnDark   = "#fff3d6", "#3a2c08" // behind a disputed value, whose mark is a link
	paperDark, washDark   = "#12181d", "#1a2229"
	defaultBrand          = "#12436d"
	defaultAccent         = "#b87500"
)

// textContrast and markContrast are WCAG 2.2's least ratios for text (1.4.3)
// and for marks without text (1.4.11).
const (
	textContrast = 4.5
	markContrast = 3.0
)

// Theme returns the style sheet of a municipality's colours for light and dark
// pages. A colour without enough contrast is an error at its place, which is
// asked for by its key, such as theme.brand; a dark colour that the site does
// not give is the light one, lightened until it can be read.
func Theme(t content.Theme, at func(key string) diag.Place, diags *diag.List) []byte {
	brand, accent := or(t.Brand, defaultBrand), or(t.Accent, defaultAccent)
	check := contrastCheck{at: at, diags: diags}
	check.colour("theme.brand", brand, textContrast, paperLight, washLight, warnLight)
	check.colour("theme.accent", accent, markContrast, paperLight)
	brandDark, accentDark := t.BrandDark, t.AccentDark
	if brandDark == "" {
		brandDark = lighten(isColour(brand, defaultBrand), textContrast, paperDark, washDark, warnDark)
	}
	if accentDark == "" {
		accentDark = lighten(isColour(accent, defaultAccent), markContrast, paperDark)
	}
	check.colour("theme.brand_dark", brandDark, textContrast, paperDark, washDark, warnDark)
	check.colour("theme.accent_dark", accentDark, markContrast, paperDark)
	return fmt.Appendf(nil, ":root{--brand:%s;--brand-on:%s;--accent:%s}\n"+
		"@media screen and (prefers-color-scheme:dark){:root{--brand:%s;--brand-on:%s;--accent:%s}}\n",
		brand, on(brand), accent, brandDark, on(brandDark), accentDark)
}

// isColour returns the colour, or another one where it is none.
func isColour(colour, other string) string {
	if _, ok := luminance(colour); ok {
		return colour
	}
	return other
}

type contrastCheck struct {
	at    func(key string) diag.Place
	diags *diag.List
}

// colour reports a colour that is none, or that lacks contrast to a background.
func (c contrastCheck) colour(key, colour string, least float64, backgrounds ...string) {
	if _, ok := luminance(colour); !ok {
		c.diags.Add(diag.New("THEME-COLOUR", c.at(key), "key", key, "colour", colour))
		return
	}
	for _, background := range backgrounds {
		if ratio := Contrast(colour, background); ratio < least {
			c.diags.Add(diag.New("THEME-CONTRAST", c.at(key), "key", key, "colour", colour,
				"background", background, "ratio", decimalComma(ratio), "least", decimalComma(least)))
			return
		}
	}
}

func decimalComma(f float64) string {
	return strings.Replace(strconv.FormatFloat(math.Floor(f*10)/10, 'f', 1, 64), ".", ",", 1)
}

// Contrast is WCAG's contrast ratio of two colours #rrggbb, from 1 to 21; 0
// when one of them is no colour.
func Contrast(a, b string) float64 {
	la, okA := luminance(a)
	lb, okB := luminance(b)
	if !okA || !okB {
		return 0
	}
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is WCAG's relative luminance of a colour #rrggbb.
func luminance(colour string) (float64, bool) {
	rgb, ok := channels(colour)
	if !ok {
		return 0, false
	}
	weights := [3]float64{0.2126, 0.7152, 0.0722}
	sum := 0.0
	for i, v := range rgb {
		c := float64(v) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weights[i] * c
	}
	return sum, true
}

func channels(colour string) ([3]uint8, bool) {
	var rgb [3]uint8
	if len(colour) != 7 || colour[0] != '#' {
		return rgb, false
	}
	n, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		return rgb, false
	}
	return [3]uint8{uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}

// lighten mixes a colour with white until it reaches the contrast to all
// backgrounds; white itself always does on a dark page.
func lighten(colour string, least float64, backgrounds ...string) string {
	rgb, ok := channels(colour)
	if !ok {
		return colour
	}
	const steps = 20
	for step := range steps {
		mixed := mix(rgb, step, steps)
		if worst(mixed, backgrounds) >= least+0.5 {
			return mixed
		}
	}
	return "#ffffff"
}

func mix(rgb [3]uint8, step, steps int) string {
	var out [3]int
	for i, v := range rgb {
		out[i] = int(v) + (255-int(v))*step/steps
	}
	return fmt.Sprintf("#%02x%02x%02x", out[0], out[1], out[2])
}

func worst(colour string, backgrounds []string) float64 {
	least := 21.0
	for _, b := range backgrounds {
		least = min(least, Contrast(colour, b))
	}
	return least
}

// on is the better of white and ink for text on a colour.
func on(colour string) string {
	const ink = "#0d1b27"
	if Contrast("#ffffff", colour) >= Contrast(ink, colour) {
		return "#ffffff"
	}
	return ink
}

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}
