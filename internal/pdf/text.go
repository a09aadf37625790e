package pdf

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// A font is what is known of how one font's codes are read.
type font struct {
	wide   bool // codes are two bytes
	letter map[int]string
}

// A placed is a text with where it stands; the page's own units do for what is
// asked of them.
type placed struct {
	text string
	x, y float64
}

// Text is what stands on a page, line by line from the top, as far as fonts say
// what their codes mean. Words of a line are apart by one blank.
func (f *File) Text(page Ref) (string, error) {
	d := f.dict(page)
	fonts := map[Name]*font{}
	for name, object := range f.dict(f.dict(d["Resources"])["Font"]) {
		loaded, err := f.font(f.dict(object))
		if err != nil {
			return "", err
		}
		fonts[name] = loaded
	}
	var code []byte
	contents := f.array(d["Contents"])
	if contents == nil {
		contents = Array{d["Contents"]}
	}
	for _, c := range contents {
		s, ok := f.get(c).(*Stream)
		if !ok {
			return "", errors.New("a page without content")
		}
		part, err := s.Unpacked()
		if err != nil {
			return "", err
		}
		code = append(append(code, part...), '\n')
	}
	t := &typist{fonts: fonts, at: identity()}
	if err := t.run(code); err != nil {
		return "", err
	}
	return lines(t.found), nil
}

// font reads what a font's codes mean.
func (f *File) font(d Dict) (*font, error) {
	loaded := &font{wide: d["Subtype"] == Name("Type0"), letter: map[int]string{}}
	s, ok := f.get(d["ToUnicode"]).(*Stream)
	if !ok {
		return loaded, nil
	}
	text, err := s.Unpacked()
	if err != nil {
		return nil, err
	}
	return loaded, loaded.read(text)
}

// operators reads a program of PDF: each operator with what stands before it. The arguments are the callee's until it
// returns.
func operators(code []byte, take func(word operator, args []any)) error {
	l := &lexer{text: code}
	var args []any
	for {
		object, err := l.object(0)
		if errors.Is(err, errEnd) {
			return nil
		}
		if err != nil {
			return err
		}
		word, ok := object.(operator)
		if !ok {
			args = append(args, object)
			continue
		}
		take(word, args)
		args = args[:0]
	}
}

// read takes a map of codes to letters.
func (f *font) read(text []byte) error {
	return operators(text, func(word operator, args []any) {
		switch word {
		case "endbfchar":
			for pair := range slices.Chunk(args, 2) {
				if len(pair) == 2 {
					f.letter[codeOf(pair[0])] = letters(pair[1], 0)
				}
			}
		case "endbfrange":
			for triple := range slices.Chunk(args, 3) {
				if len(triple) == 3 {
					f.span(triple[0], triple[1], triple[2])
				}
			}
		}
	})
}

// span takes a range of codes that follow each other.
func (f *font) span(from, to, letter any) {
	first, last := codeOf(from), codeOf(to)
	if first < 0 || last-first > 0xffff {
		return
	}
	each, listed := letter.(Array)
	for c := first; c <= last; c++ {
		switch {
		case !listed:
			f.letter[c] = letters(letter, c-first)
		case c-first < len(each):
			f.letter[c] = letters(each[c-first], 0)
		}
	}
}

func codeOf(object any) int {
	s, ok := object.(String)
	if !ok || len(s) > 2 {
		return -1
	}
	code := 0
	for _, c := range s {
		code = code<<8 | int(c)
	}
	return code
}

func letters(object any, later int) string {
	s, _ := object.(String)
	r := []rune(plain(append(String{0xfe, 0xff}, s...)))
	if len(r) > 0 {
		r[len(r)-1] += rune(later)
	}
	return string(r)
}

func (f *font) text(s String) string {
	var out strings.Builder
	step := 1
	if f.wide {
		step = 2
	}
	for code := range slices.Chunk(s, step) {
		out.WriteString(f.letter[codeOf(code)])
	}
	return out.String()
}

// A matrix is six numbers that move, turn and stretch.
type matrix [6]float64

func identity() matrix { return matrix{1, 0, 0, 1, 0, 0} }

// times is m after n: what n does is done first.
func (m matrix) times(n matrix) matrix {
	return matrix{
		n[0]*m[0] + n[1]*m[2], n[0]*m[1] + n[1]*m[3],
		n[2]*m[0] + n[3]*m[2], n[2]*m[1] + n[3]*m[3],
		n[4]*m[0] + n[5]*m[2] + m[4], n[4]*m[1] + n[5]*m[3] + m[5],
	}
}

// A typist follows the operators of a page that set text.
type typist struct {
	fonts map[Name]*font
	font  *font
	at    matrix // of the page
	line  matrix // of the text
	saved []matrix
	found []placed
}

func (t *typist) run(code []byte) error {
	return operators(code, t.take)
}

func (t *typist) take(word operator, args []any) {
	switch word {
	case "q":
		if len(t.saved) < 1<<16 {
			t.saved = append(t.saved, t.at)
		}
	case "Q":
		if n := len(t.saved); n > 0 {
			t.at, t.saved = t.saved[n-1], t.saved[:n-1]
		}
	case "cm":
		t.at = t.at.times(matrixOf(args))
	case "BT":
		t.line = identity()
	case "Tm":
		t.line = matrixOf(args)
	case "Td", "TD":
		if len(args) == 2 {
			t.line = t.line.times(matrix{1, 0, 0, 1, float(args[0]), float(args[1])})
		}
	case "Tf":
		if len(args) == 2 {
			name, _ := args[0].(Name)
			t.font = t.fonts[name]
		}
	case "Tj":
		if len(args) == 1 {
			t.show(args[0])
		}
	case "TJ":
		if len(args) == 1 {
			list, _ := args[0].(Array)
			for _, item := range list {
				t.show(item)
			}
		}
	}
}

func (t *typist) show(object any) {
	s, ok := object.(String)
	if !ok || t.font == nil {
		return
	}
	where := t.at.times(t.line)
	t.found = append(t.found, placed{text: t.font.text(s), x: where[4], y: where[5]})
}

func matrixOf(args []any) matrix {
	m := identity()
	if len(args) == len(m) {
		for i := range m {
			m[i] = float(args[i])
		}
	}
	return m
}

func float(object any) float64 {
	n, _ := object.(Number)
	v, _ := strconv.ParseFloat(string(n), 64) // 0 for what is no number
	return v
}

// sameLine is how far apart, in points, two letters of one line may stand.
const sameLine = 2

// lines joins what stands on the same height, in the order in which it was set.
func lines(found []placed) string {
	slices.SortStableFunc(found, func(a, b placed) int {
		if d := a.y - b.y; d > sameLine || d < -sameLine {
			return int(b.y) - int(a.y)
		}
		return 0
	})
	var out strings.Builder
	for i, p := range found {
		if i > 0 {
			if d := p.y - found[i-1].y; d > sameLine || d < -sameLine {
				out.WriteByte('\n')
			} else if far := p.x - found[i-1].x; far < 0 || far > 60 {
				out.WriteByte(' ')
			}
		}
		out.WriteString(p.text)
	}
	text := strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u00ad", "").Replace(out.String())
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			all = append(all, line)
		}
	}
	return strings.Join(all, "\n")
}
