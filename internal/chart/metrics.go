package chart

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A weight is one of the two weights that charts are written in.
type weight int

const (
	regular  weight = iota // 400
	semibold               // 600
)

// slack is added to every measured width: a browser without the font falls back
// to one that is a little wider.
const slack = 1.02

// metrics are the advance widths of the page's font, in parts of the font size.
type metrics struct {
	advance [2]map[rune]float64
}

// scripts are the runs of code points whose widths are looked up: Latin,
// punctuation, currency, arrows, mathematical signs. Other letters count as an em.
var scripts = [][2]rune{{0x20, 0x24f}, {0x2010, 0x2044}, {0x20ac, 0x20ac}, {0x2190, 0x2193}, {0x2212, 0x2212}, {0x2260, 0x2265}}

// readMetrics reads the widths from two WOFF 1 files.
func readMetrics(woff400, woff600 []byte) (*metrics, error) {
	m := &metrics{}
	for i, data := range [][]byte{woff400, woff600} {
		widths, err := advances(data)
		if err != nil {
			return nil, fmt.Errorf("read font %d: %w", 400+200*i, err)
		}
		m.advance[i] = widths
	}
	return m, nil
}

func advances(woff []byte) (map[rune]float64, error) {
	raw, err := unwrapWOFF(woff)
	if err != nil {
		return nil, err
	}
	f, err := sfnt.Parse(raw)
	if err != nil {
		return nil, err
	}
	var buf sfnt.Buffer
	em := fixed.I(int(f.UnitsPerEm()))
	widths := map[rune]float64{}
	for _, run := range scripts {
		for r := run[0]; r <= run[1]; r++ {
			g, err := f.GlyphIndex(&buf, r)
			if err != nil || g == 0 {
				continue
			}
			a, err := f.GlyphAdvance(&buf, g, em, font.HintingNone)
			if err != nil {
				return nil, err
			}
			widths[r] = float64(a) / float64(em)
		}
	}
	if len(widths) == 0 {
		return nil, errors.New("no Latin letters in it")
	}
	return widths, nil
}

// width returns how wide a line of text is at a font size.
func (m *metrics) width(s string, size float64, w weight) float64 {
	sum := 0.0
	for _, r := range s {
		sum += m.runeWidth(r, w)
	}
	return sum * size * slack
}

// TextWidth returns how wide a line of text is in the page's font, in units of
// the drawing: for drawings that are shown where that font is missing.
func (l *Library) TextWidth(text string, size float64, bold bool) float64 {
	w := regular
	if bold {
		w = semibold
	}
	return l.metrics.width(text, size, w) / slack
}

func (m *metrics) runeWidth(r rune, w weight) float64 {
	if a, ok := m.advance[w][r]; ok {
		return a
	}
	if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) {
		return 0
	}
	if r < 0x1100 {
		return 0.62 // Greek, Cyrillic and other alphabets
	}
	return 1
}

// table writes the widths as the JavaScript object that measureText reads.
func (m *metrics) table() string {
	var b strings.Builder
	b.WriteString("[")
	for i, widths := range m.advance {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("{")
		sep := ""
		for _, run := range scripts {
			for r := run[0]; r <= run[1]; r++ {
				if a, ok := widths[r]; ok {
					b.WriteString(sep + strconv.Itoa(int(r)) + ":" + strconv.FormatFloat(a, 'f', 4, 64))
					sep = ","
				}
			}
		}
		b.WriteString("}")
	}
	b.WriteString("]")
	return b.String()
}

// Sizes in a WOFF 1 file, and the most that a table may unpack to: fonts of this
// kind are some tens of kilobytes.
const (
	woffHeader   = 44
	woffEntry    = 20
	sfntHeader   = 12
	sfntEntry    = 16
	maxFontTable = 4 << 20
)

// unwrapWOFF rebuilds the OpenType file inside a WOFF 1 file.
func unwrapWOFF(data []byte) ([]byte, error) {
	if len(data) < woffHeader || string(data[:4]) != "wOFF" {
		return nil, errors.New("not a WOFF file")
	}
	n := int(binary.BigEndian.Uint16(data[12:]))
	if len(data) < woffHeader+n*woffEntry {
		return nil, errors.New("WOFF file is cut off")
	}
	out := make([]byte, sfntHeader+n*sfntEntry)
	copy(out, data[4:8])       // flavor
	copy(out[4:], data[12:14]) // number of tables; the search fields are not read
	for i := range n {
		entry := data[woffHeader+i*woffEntry:][:woffEntry]
		table, err := woffTable(data, entry)
		if err != nil {
			return nil, err
		}
		dir := out[sfntHeader+i*sfntEntry:][:sfntEntry]
		copy(dir, entry[:4])
		copy(dir[4:], entry[16:20])
		binary.BigEndian.PutUint32(dir[8:], uint32(len(out)))
		binary.BigEndian.PutUint32(dir[12:], uint32(len(table)))
		out = append(out, table...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out, nil
}

func woffTable(data, entry []byte) ([]byte, error) {
	field := func(i int) uint64 { return uint64(binary.BigEndian.Uint32(entry[i:])) }
	offset, packed, length := field(4), field(8), field(12)
	if offset+packed > uint64(len(data)) || length > maxFontTable {
		return nil, errors.New("WOFF table lies outside the file")
	}
	body := data[offset : offset+packed]
	if packed == length {
		return body, nil
	}
	z, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	table, err := io.ReadAll(io.LimitReader(z, int64(length)+1))
	if err != nil {
		return nil, err
	}
	if uint64(len(table)) != length {
		return nil, errors.New("WOFF table has another length than stated")
	}
	return table, nil
}
