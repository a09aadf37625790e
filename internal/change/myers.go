package change

import "slices"

// common returns the indices of a longest common subsequence of two sequences,
// or nearly one where they have little in common. It is the same whichever of
// the two comes first.
func common(a, b []string) [][2]int {
	swapped := slices.Compare(a, b) > 0
	d := &differ{a: a, b: b}
	if swapped {
		d.a, d.b = b, a
	}
	d.compare(0, len(d.a), 0, len(d.b))
	if swapped {
		for i, m := range d.matches {
			d.matches[i] = [2]int{m[1], m[0]}
		}
	}
	return d.matches
}

// mostSteps bounds the search for the shortest way between two sequences: the
// work grows with its square. Sequences that lie further apart have nothing in
// common that a reader would follow.
const mostSteps = 3000

// A differ finds what two sequences have in common by Myers' algorithm in
// linear space: it looks for the middle of a shortest way from both ends, and
// takes the two halves for themselves.
type differ struct {
	a, b    []string
	matches [][2]int
	forth   []int // furthest x on each diagonal from the start
	back    []int // and from the end
}

// compare adds the matches of a[alo:ahi] and b[blo:bhi], in order.
func (d *differ) compare(alo, ahi, blo, bhi int) {
	for alo < ahi && blo < bhi && d.a[alo] == d.b[blo] {
		d.matches = append(d.matches, [2]int{alo, blo})
		alo++
		blo++
	}
	tail := 0
	for alo < ahi-tail && blo < bhi-tail && d.a[ahi-tail-1] == d.b[bhi-tail-1] {
		tail++
	}
	if x, y, ok := d.middle(alo, ahi-tail, blo, bhi-tail); ok {
		d.compare(alo, x, blo, y)
		d.compare(x, ahi-tail, y, bhi-tail)
	}
	for i := tail; i > 0; i-- {
		d.matches = append(d.matches, [2]int{ahi - i, bhi - i})
	}
}

// middle returns a point on a shortest way that divides it, and false when
// there is nothing in common to be found.
func (d *differ) middle(alo, ahi, blo, bhi int) (x, y int, ok bool) {
	n, m := ahi-alo, bhi-blo
	if n == 0 || m == 0 {
		return 0, 0, false
	}
	half := (n + m + 1) / 2
	size := 2*half + 2
	d.forth, d.back = grown(d.forth, size), grown(d.back, size)
	for step := 0; step <= min(half, mostSteps); step++ {
		if x, y, ok := d.ahead(alo, blo, n, m, step, half); ok {
			return x, y, divides(x, y, alo, ahi, blo, bhi)
		}
		if x, y, ok := d.behind(alo, blo, n, m, step, half); ok {
			return x, y, divides(x, y, alo, ahi, blo, bhi)
		}
	}
	return 0, 0, false
}

// divides reports whether a point is neither end: else there is no way to go on.
func divides(x, y, alo, ahi, blo, bhi int) bool {
	return (x != alo || y != blo) && (x != ahi || y != bhi)
}

func grown(s []int, size int) []int {
	if cap(s) < size {
		return make([]int, size)
	}
	s = s[:size]
	clear(s)
	return s
}

// ahead takes one more step from the start on every diagonal, and returns the
// point where it meets the way from the end.
func (d *differ) ahead(alo, blo, n, m, step, half int) (x, y int, ok bool) {
	delta := n - m
	for k := -step; k <= step; k += 2 {
		x := d.next(d.forth, half, k, step)
		for x < n && x-k < m && x-k >= 0 && d.a[alo+x] == d.b[blo+x-k] {
			x++
		}
		d.forth[half+k] = x
		r := delta - k // the same diagonal seen from the end
		if delta%2 != 0 && r >= -(step-1) && r <= step-1 && x+d.back[half+r] >= n && onBoard(x, x-k, n, m) {
			return alo + x, blo + x - k, true
		}
	}
	return 0, 0, false
}

// behind is ahead from the other end.
func (d *differ) behind(alo, blo, n, m, step, half int) (x, y int, ok bool) {
	delta := n - m
	for k := -step; k <= step; k += 2 {
		x := d.next(d.back, half, k, step)
		for x < n && x-k < m && x-k >= 0 && d.a[alo+n-x-1] == d.b[blo+m-(x-k)-1] {
			x++
		}
		d.back[half+k] = x
		f := delta - k
		if delta%2 == 0 && f >= -step && f <= step && x+d.forth[half+f] >= n && onBoard(n-x, m-(x-k), n, m) {
			return alo + n - x, blo + m - (x - k), true
		}
	}
	return 0, 0, false
}

// next is where a step onto diagonal k leads: down from the one above or to
// the right from the one below, whichever is further.
func (*differ) next(furthest []int, half, k, step int) int {
	switch {
	case step == 0:
		return 0
	case k == -step || k != step && furthest[half+k-1] < furthest[half+k+1]:
		return furthest[half+k+1]
	default:
		return furthest[half+k-1] + 1
	}
}

func onBoard(x, y, n, m int) bool { return x >= 0 && y >= 0 && x <= n && y <= m }
