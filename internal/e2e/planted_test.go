package e2e

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/reconcile"
)

// plantings is how many cells that take part in an equation are changed.
const plantings = 500

// TestPlantedDigits changes one digit in numbers of the repository's own site:
// one cell at a time, as a slip of the hand would, and the report is read and
// checked again. At least nine out of ten must be found where an equation
// speaks of the cell. Whatever is not found must be within the rounding of every
// equation, which is reckoned here with fractions.
func TestPlantedDigits(t *testing.T) {
	t.Parallel()
	x := ownExample(t)
	equations, others := x.cells()
	pick := rand.New(rand.NewPCG(3, plantings))
	pick.Shuffle(len(equations), func(i, j int) { equations[i], equations[j] = equations[j], equations[i] })
	score := newScore(x)
	for _, c := range equations[:min(plantings, len(equations))] {
		now := c.plant(t, pick)
		score.add(c, now)
		c.explain(t, now)
	}
	score.log(t)
	logOthers(t, others, pick)
	if n := score.all.changed; n < min(plantings, len(equations)) || score.all.found*10 < n*9 {
		t.Errorf("%d of %d changed cells found, want nine out of ten", score.all.found, n)
	}
}

// TestWhatIsCovered: the number check says of each report how many numbers
// take part in an equation, how many in an inequality only, and how many in
// nothing. They are the cells that the faults are planted in.
func TestWhatIsCovered(t *testing.T) {
	t.Parallel()
	for _, p := range ownExample(t).papers {
		var covered, bounded int
		for i := range p.cells {
			switch p.cells[i].class() {
			case equal:
				covered++
			case within:
				bounded++
			case alone:
			}
		}
		v := p.verdict
		if v.Cells != len(p.cells) || v.Covered != covered || v.Bounded != bounded {
			t.Errorf("%s: the number check says %d cells, %d of them in equations and %d in inequalities; want %d, %d and %d",
				p.meta.Path, v.Cells, v.Covered, v.Bounded, len(p.cells), covered, bounded)
		}
	}
}

// A class says what rules can tell of a cell.
type class int

const (
	alone  class = iota // no rule compares it with anything
	within              // it stands in an inequality only
	equal               // it takes part in an equation
)

func (c *cell) class() class {
	switch {
	case len(c.equations) > 0 || c.elsewhere:
		return equal
	case c.bounded:
		return within
	default:
		return alone
	}
}

// cells returns all cells of the site: those in equations, and the others.
func (x *example) cells() (equations, others []*cell) {
	for _, p := range x.papers {
		for i := range p.cells {
			if c := &p.cells[i]; c.class() == equal {
				equations = append(equations, c)
			} else {
				others = append(others, c)
			}
		}
	}
	return equations, others
}

// plant changes one digit of the cell to another. A number gets no zero in front.
func (c *cell) plant(t *testing.T, pick *rand.Rand) *trial {
	t.Helper()
	text := c.fact.Dataset.Source.Text[c.fact.Start:c.fact.End]
	var places []int
	for i, b := range text {
		if b >= '0' && b <= '9' {
			places = append(places, i)
		}
	}
	n := pick.IntN(len(places))
	digits := "0123456789"
	if n == 0 && len(places) > 1 {
		digits = digits[1:]
	}
	place := places[n]
	digits = strings.ReplaceAll(digits, string(text[place]), "")
	return c.paper.change(t, c.set, c.fact.Start+place, digits[pick.IntN(len(digits))])
}

// explain fails the test when something was not found, though an equation in
// which the cell takes part cannot hold with the changed number, and when
// something was found, though all may hold.
func (c *cell) explain(t *testing.T, now *trial) {
	t.Helper()
	var broken []diag.Code
	for _, r := range c.equations {
		if moved := c.paper.move(r, now.sets); moved == nil || !possible(moved) {
			broken = append(broken, r.Rule)
		}
	}
	before, after := countBetween(c.paper.verdict), countBetween(now.verdict)
	for i := range before {
		if before[i] != after[i] {
			broken = append(broken, before[i].Rule)
		}
	}
	switch {
	case len(now.found) == 0 && len(broken) > 0:
		t.Errorf("not found, though it breaks %s: %s", broken, c.changed(now))
	case now.only("SUM", "NETTO", "DEV", "RATIO", "MULT", "FLOW") && !c.bounded && len(broken) == 0:
		t.Errorf("%s, though rounding may explain it: %s", now.found[0].Code, c.changed(now))
	}
}

// only reports whether something was found, and by these rules alone.
func (now *trial) only(rules ...diag.Code) bool {
	for i := range now.found {
		if !slices.Contains(rules, now.found[i].Code) {
			return false
		}
	}
	return len(now.found) > 0
}

// move returns the relation between the same cells of another reading.
func (p *paper) move(r *data.Relation, sets []*data.Dataset) *data.Relation {
	if len(sets) != len(p.sets) {
		return nil
	}
	moved := *r
	moved.Result = in(sets[slices.Index(p.sets, r.Result.Dataset)], r.Result)
	moved.Terms = slices.Clone(r.Terms)
	for i := range moved.Terms {
		term := &moved.Terms[i]
		term.Fact = in(sets[slices.Index(p.sets, term.Fact.Dataset)], term.Fact)
	}
	if slices.Contains(members(&moved), nil) {
		return nil
	}
	return &moved
}

// changed says which cell it is, and what it was and is.
func (c *cell) changed(now *trial) string {
	is := "nothing"
	if len(now.sets) == len(c.paper.sets) {
		if f := in(now.sets[c.set], c.fact); f != nil {
			is = f.Localize("en")
		}
	}
	at := reconcile.Place(c.fact)
	return fmt.Sprintf("%s:%d:%d: %s, %s: %s → %s", at.File, at.Line, at.Column, reconcile.Name(c.fact), at.Header, c.fact.Localize("en"), is)
}

// A count is what was planted in cells, and what of it was found.
type count struct{ changed, found int }

func (n *count) add(found bool) {
	n.changed++
	if found {
		n.found++
	}
}

// A score counts what was found, by report and by rule.
type score struct {
	x      *example
	all    count
	papers map[*paper]*count
	codes  map[diag.Code]int
	missed []string
}

func newScore(x *example) *score {
	s := &score{x: x, papers: map[*paper]*count{}, codes: map[diag.Code]int{}}
	for _, p := range x.papers {
		s.papers[p] = &count{}
	}
	return s
}

func (s *score) add(c *cell, now *trial) {
	found := len(now.found) > 0
	s.all.add(found)
	s.papers[c.paper].add(found)
	if !found {
		s.missed = append(s.missed, c.changed(now))
		return
	}
	codes := map[diag.Code]bool{}
	for i := range now.found {
		codes[now.found[i].Code] = true
	}
	for code := range codes {
		s.codes[code]++
	}
}

func (s *score) log(t *testing.T) {
	t.Helper()
	for _, p := range s.x.papers {
		v, n := p.verdict, s.papers[p]
		t.Logf("%s: %d numbers: %d in equations, %d in inequalities only, %d in nothing; %d changed, %d found, %d within the rounding",
			p.meta.Path, v.Cells, v.Covered, v.Bounded, v.Uncovered(), n.changed, n.found, n.changed-n.found)
	}
	t.Logf("all: %d changed, %d found, %d within the rounding", s.all.changed, s.all.found, s.all.changed-s.all.found)
	for _, rule := range slices.Sorted(maps.Keys(s.codes)) {
		t.Logf("%s found %d", rule, s.codes[rule])
	}
	for _, m := range s.missed {
		t.Log("within the rounding: " + m)
	}
}

// logOthers changes a digit of cells that take part in no equation, as many of
// each class at most.
func logOthers(t *testing.T, cells []*cell, pick *rand.Rand) {
	t.Helper()
	const most = 100
	var n [equal]count
	pick.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
	for _, c := range cells {
		if n[c.class()].changed < most {
			n[c.class()].add(len(c.plant(t, pick).found) > 0)
		}
	}
	t.Logf("in inequalities only: %d changed, %d found", n[within].changed, n[within].found)
	t.Logf("in nothing: %d changed, %d found", n[alone].changed, n[alone].found)
}
