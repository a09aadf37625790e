package chart

import (
	"strings"
	"unicode/utf8"
)

// sizes are the measures of one of the two drawings. The narrow one is shown on
// phones, where it may shrink to 280 pixels; letters of 14.6 are then twelve high.
type sizes struct {
	class              string // of the root: "wide", "narrow"
	suffix             string // of ids in the drawing
	width              float64
	label, value, tick float64 // font sizes
	tall               float64 // height of a standing plot
	tickGap            float64 // least distance of ticks
}

func wideSizes() sizes {
	return sizes{class: "wide", suffix: "w", width: 720, label: 14, value: 14, tick: 13, tall: 260, tickGap: 76}
}

func narrowSizes() sizes {
	return sizes{class: "narrow", suffix: "n", width: 340, label: 15, value: 15.6, tick: 14.6, tall: 230, tickGap: 68}
}

// line is the distance of two lines of labels.
func (z *sizes) line() float64 { return z.label + 4 }

// middle is how far below the middle of a digit its baseline lies, in font sizes.
const middle = 0.34

// An anchor is the side of a word that its place names.
type anchor string

const (
	start  anchor = "start"
	center anchor = "middle"
	end    anchor = "end"
)

// A word is a text that Go places: its lines stand around y, which is the middle
// of the block.
type word struct {
	lines  []string
	x, y   float64
	anchor anchor
	size   float64
	weight weight
	paint  paint
	italic bool
	halo   bool // keep grid lines and marks away from the letters
	upon   int  // the number, from 1, of the series whose pattern is kept away
}

// wrap breaks a text of regular weight into lines of at most width, and at most most lines; what
// does not fit ends in "…". A word that is wider than a line is broken.
func (m *metrics) wrap(text string, width, size float64, most int) []string {
	var lines []string
	line := ""
	rest := strings.Split(text, " ")
	for len(rest) > 0 {
		candidate := strings.TrimPrefix(line+" "+rest[0], " ")
		switch {
		case m.width(candidate, size, regular) <= width:
			line, rest = candidate, rest[1:]
		case line != "":
			lines, line = append(lines, line), ""
		default:
			head, tail := m.breakWord(rest[0], width, size)
			lines, rest[0] = append(lines, head), tail
			if tail == "" {
				rest = rest[1:]
			}
		}
		if len(lines) == most {
			lines[most-1] = m.ellipsis(lines[most-1], width, size)
			return lines
		}
	}
	if line == "" && len(lines) > 0 {
		return lines
	}
	return append(lines, line)
}

// breakWord splits a word that is wider than a line: after a hyphen or slash
// where there is one, else anywhere, with a hyphen.
func (m *metrics) breakWord(s string, width, size float64) (head, tail string) {
	cut, soft := 0, 0
	for i, r := range s {
		next := i + utf8.RuneLen(r)
		if m.width(s[:next], size, regular) <= width && (r == '-' || r == '/') && next < len(s) {
			soft = next
		}
		if m.width(s[:next]+"-", size, regular) > width && cut > 0 {
			break
		}
		cut = next
	}
	switch {
	case soft > 0:
		return s[:soft], s[soft:]
	case cut >= len(s):
		return s, ""
	}
	return s[:cut] + "-", s[cut:]
}

// ellipsis shortens a line until it fits together with "…", to a whole word where
// that costs little.
func (m *metrics) ellipsis(s string, width, size float64) string {
	cut := s
	for cut != "" && m.width(cut+"…", size, regular) > width {
		_, n := utf8.DecodeLastRuneInString(cut)
		cut = cut[:len(cut)-n]
	}
	if space := strings.LastIndexByte(cut, ' '); cut != s && space > len(cut)/2 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " -,") + "…"
}

// widest is the width of the widest of several lines.
func (m *metrics) widest(lines []string, size float64, w weight) float64 {
	most := 0.0
	for _, l := range lines {
		most = max(most, m.width(l, size, w))
	}
	return most
}
