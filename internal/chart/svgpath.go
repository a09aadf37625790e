package chart

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A segment is one command of a path with its numbers.
type segment struct {
	command byte
	args    []float64
}

// argumentCount is how many numbers each path command takes. H, V, S, Q and T
// are never written by ECharts.
func argumentCount(command byte) int {
	switch command {
	case 'M', 'L', 'l', 'm':
		return 2
	case 'C', 'c':
		return 6
	case 'A', 'a':
		return 7
	case 'Z', 'z':
		return 0
	}
	return -1
}

// readPath splits path data. Each command must stand there by its letter.
func readPath(d string) ([]segment, error) {
	var list []segment
	for d != "" {
		s := segment{command: d[0]}
		d = d[1:]
		n := argumentCount(s.command)
		if n < 0 {
			return nil, fmt.Errorf("path has an unknown command %q", s.command)
		}
		for range n {
			v, rest, err := leadingNumber(d)
			if err != nil {
				return nil, err
			}
			s.args, d = append(s.args, v), rest
		}
		list = append(list, s)
		d = strings.TrimLeft(d, " ")
	}
	return list, nil
}

// leadingNumber reads a number and what separates it from the one before.
func leadingNumber(s string) (float64, string, error) {
	s = strings.TrimLeft(s, " ,")
	i := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.' || s[i] == 'e' || i == 0 && s[i] == '-' || i > 0 && s[i-1] == 'e' && s[i] == '-') {
		i++
	}
	v, err := strconv.ParseFloat(s[:i], 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, "", errors.New("path has a place that is no number")
	}
	return v, s[i:], nil
}

// numbers reads a list of numbers, as in transform and stroke-dasharray.
func numbers(s string) ([]float64, error) {
	var list []float64
	for strings.TrimLeft(s, " ,") != "" {
		v, rest, err := leadingNumber(s)
		if err != nil {
			return nil, err
		}
		list, s = append(list, v), rest
	}
	return list, nil
}

// A shift is a transform that only enlarges and moves.
type shift struct{ scale, dx, dy float64 }

// readShift reads translate(x y) and matrix(a,0,0,a,x,y); others report false.
func readShift(transform string) (shift, bool) {
	switch inner, _ := strings.CutSuffix(transform, ")"); {
	case transform == "":
		return shift{scale: 1}, true
	case strings.HasPrefix(inner, "translate("):
		v, err := numbers(inner[len("translate("):])
		if err == nil && len(v) == 2 {
			return shift{1, v[0], v[1]}, true
		}
	case strings.HasPrefix(inner, "matrix("):
		v, err := numbers(inner[len("matrix("):])
		if err == nil && len(v) == 6 && v[0] == v[3] && v[0] > 0 && v[1] == 0 && v[2] == 0 {
			return shift{v[0], v[4], v[5]}, true
		}
	}
	return shift{}, false
}

// apply moves a path.
func (t shift) apply(list []segment) {
	for _, s := range list {
		from := 0
		if s.command|0x20 == 'a' {
			s.args[0] *= t.scale
			s.args[1] *= t.scale
			from = 5
		}
		for i := from; i < len(s.args); i++ {
			s.args[i] *= t.scale
			if s.command < 'a' && (i-from)%2 == 0 {
				s.args[i] += t.dx
			} else if s.command < 'a' {
				s.args[i] += t.dy
			}
		}
	}
}

// writePath writes path data in few bytes: straight lines as h, v, H and V, no
// blank that a sign can replace, two decimals.
func writePath(b *strings.Builder, list []segment) {
	var x, y float64 // where the pen is
	known := false
	for _, s := range list {
		a := s.args
		switch s.command {
		case 'L':
			switch {
			case known && rounded(a[0]) == rounded(x):
				command(b, 'V', a[1])
			case known && rounded(a[1]) == rounded(y):
				command(b, 'H', a[0])
			default:
				command(b, 'L', a...)
			}
		case 'l':
			switch {
			case rounded(a[0]) == 0:
				command(b, 'v', a[1])
			case rounded(a[1]) == 0:
				command(b, 'h', a[0])
			default:
				command(b, 'l', a...)
			}
		case 'Z', 'z':
			b.WriteByte('z')
		default:
			command(b, s.command, a...)
		}
		x, y, known = pen(s, x, y, known)
	}
}

// pen is where a path is after a segment, and whether that is known.
func pen(s segment, x, y float64, known bool) (float64, float64, bool) {
	n := len(s.args)
	switch {
	case n == 0:
		return x, y, false // back at a start that is not kept
	case s.command >= 'a':
		return x + s.args[n-2], y + s.args[n-1], known
	}
	return s.args[n-2], s.args[n-1], true
}

func command(b *strings.Builder, c byte, args ...float64) {
	b.WriteByte(c)
	for i, v := range args {
		text := short(v)
		if i > 0 && text[0] != '-' {
			b.WriteByte(' ')
		}
		b.WriteString(text)
	}
}

// rounded cuts to the two decimals of the output.
func rounded(v float64) float64 { return math.Round(v*100) / 100 }

// short writes a number with at most two decimals.
func short(v float64) string {
	v = rounded(v)
	if v == 0 {
		return "0" // never −0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
