package change

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/edition"
)

// A stated is a fact with the dataset that states it.
type stated struct {
	*edition.Fact
	set *edition.Set
}

// A pair is one fact in two records; one side is nil where only the other
// record states it.
type pair struct {
	old, new stated
	renamed  bool // the row has another name now
	later    bool // the same of another day: a new forecast in the place of the old one
}

// match pairs the facts of two records: by their keys, then those that state
// the same in a dataset or column of another name, then rows whose values are
// all as they were under another name, then those that state the same of
// another day. The pairs come in the new record's order, what is gone last.
func match(a, b *edition.Record) []pair {
	m := &matcher{newOf: map[*edition.Fact]stated{}, taken: map[*edition.Fact]bool{}}
	m.old, m.new = m.all(a), m.all(b)
	m.byKey()
	m.byIdentity()
	renamed := m.byValues()
	later := m.byDay()
	pairs := make([]pair, 0, len(m.new))
	oldOf := make(map[*edition.Fact]stated, len(m.old))
	for _, f := range m.old {
		if n, ok := m.newOf[f.Fact]; ok {
			oldOf[n.Fact] = f
		}
	}
	for _, f := range m.new {
		pairs = append(pairs, pair{old: oldOf[f.Fact], new: f, renamed: renamed[f.Fact], later: later[f.Fact]})
	}
	for _, f := range m.old {
		if _, ok := m.newOf[f.Fact]; !ok {
			pairs = append(pairs, pair{old: f})
		}
	}
	return pairs
}

type matcher struct {
	old, new []stated
	newOf    map[*edition.Fact]stated // of an old fact
	taken    map[*edition.Fact]bool   // new facts that have an old one
}

func (m *matcher) all(r *edition.Record) []stated {
	var out []stated
	for i := range r.Sets {
		for k := range r.Sets[i].Facts {
			out = append(out, stated{&r.Sets[i].Facts[k], &r.Sets[i]})
		}
	}
	return out
}

func (m *matcher) join(old, now stated) {
	m.newOf[old.Fact] = now
	m.taken[now.Fact] = true
}

// free returns the facts of both sides that have no other one yet.
func (m *matcher) free() (old, now []stated) {
	for _, f := range m.old {
		if _, ok := m.newOf[f.Fact]; !ok {
			old = append(old, f)
		}
	}
	for _, f := range m.new {
		if !m.taken[f.Fact] {
			now = append(now, f)
		}
	}
	return old, now
}

func (m *matcher) byKey() {
	keys := make(map[string]stated, len(m.new))
	for _, f := range m.new {
		keys[f.Key] = f
	}
	for _, f := range m.old {
		if n, ok := keys[f.Key]; ok && mayMatch(f, n) {
			m.join(f, n)
		}
	}
}

// mayMatch reports whether two facts of one identity can be the same: a
// column of another name that counts in another unit is another measure.
func mayMatch(a, b stated) bool {
	if a.ColumnID == b.ColumnID || a.Value == "" || b.Value == "" {
		return true
	}
	_, ok := quantityOf(b.Fact).In(quantityOf(a.Fact).Unit)
	return ok
}

// byDay pairs what is left of facts that state the same but for the day they
// speak of, one of each record: a new forecast is another fact (design.md §5),
// but readers want to see it beside the old one. It returns the new facts.
func (m *matcher) byDay() map[*edition.Fact]bool {
	old, now := m.free()
	olds, news := undated(old), undated(now)
	later := map[*edition.Fact]bool{}
	for _, n := range now {
		id := n.Undated()
		if id != n.Identity() && len(olds[id]) == 1 && len(news[id]) == 1 && mayMatch(olds[id][0], n) {
			m.join(olds[id][0], n)
			later[n.Fact] = true
		}
	}
	return later
}

func undated(facts []stated) map[string][]stated {
	groups := map[string][]stated{}
	for _, f := range facts {
		groups[f.Undated()] = append(groups[f.Undated()], f)
	}
	return groups
}

// A place is a column of a dataset.
type place struct{ set, column string }

func placeOf(f stated) place { return place{f.set.ID, f.ColumnID} }

// byIdentity pairs facts that state the same although what tells them from
// others has another name: those of the same column first, then those of the
// columns that share the most values, then those that are left alone.
func (m *matcher) byIdentity() {
	m.groups(func(old, now []stated) {
		for _, o := range old {
			for _, n := range now {
				if !m.taken[n.Fact] && placeOf(o) == placeOf(n) && o.Row == n.Row {
					m.join(o, n)
					break
				}
			}
		}
	})
	columns := m.columns()
	m.groups(func(old, now []stated) {
		for _, o := range old {
			for _, n := range now {
				if to, ok := columns[placeOf(o)]; ok && !m.taken[n.Fact] && to == placeOf(n) {
					m.join(o, n)
					break
				}
			}
		}
	})
	m.groups(func(old, now []stated) {
		if len(old) == 1 && len(now) == 1 && mayMatch(old[0], now[0]) {
			m.join(old[0], now[0])
		}
	})
}

// groups calls do with the free facts of each identity that both sides have.
func (m *matcher) groups(do func(old, now []stated)) {
	old, now := m.free()
	byIdentity := map[string][]stated{}
	for _, f := range now {
		byIdentity[f.Identity()] = append(byIdentity[f.Identity()], f)
	}
	var order []string
	olds := map[string][]stated{}
	for _, f := range old {
		id := f.Identity()
		if byIdentity[id] == nil {
			continue
		}
		if olds[id] == nil {
			order = append(order, id)
		}
		olds[id] = append(olds[id], f)
	}
	for _, id := range order {
		do(olds[id], byIdentity[id])
	}
}

// columns finds which column of the old record is which of the new one, by
// the values that free facts of one identity share.
func (m *matcher) columns() map[place]place {
	type candidate struct{ old, new place }
	votes := map[candidate]int{}
	m.groups(func(old, now []stated) {
		for _, o := range old {
			for _, n := range now {
				if alikeValues(o.Fact, n.Fact) {
					votes[candidate{placeOf(o), placeOf(n)}]++
				}
			}
		}
	})
	all := make([]candidate, 0, len(votes))
	for c := range votes {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b candidate) int {
		a1, a2 := inOrder(a.old, a.new)
		b1, b2 := inOrder(b.old, b.new)
		return cmp.Or(cmp.Compare(votes[b], votes[a]), comparePlaces(a1, b1), comparePlaces(a2, b2), comparePlaces(a.old, b.old))
	})
	columns, taken := map[place]place{}, map[place]bool{}
	for _, c := range all {
		if _, ok := columns[c.old]; !ok && !taken[c.new] {
			columns[c.old], taken[c.new] = c.new, true
		}
	}
	return columns
}

// alikeValues reports whether two facts say the same, so that it speaks for
// their columns being the same.
func alikeValues(a, b *edition.Fact) bool {
	if a.Value == "" || b.Value == "" {
		return a.Value == b.Value && a.Text != "" && a.Text == b.Text
	}
	return compareNumbers(a, b) != Value
}

// inOrder returns two places in an order that does not depend on which of them
// is the old one, so that a comparison backwards decides alike.
func inOrder(a, b place) (first, second place) {
	if comparePlaces(a, b) > 0 {
		return b, a
	}
	return a, b
}

func comparePlaces(a, b place) int {
	return cmp.Or(cmp.Compare(a.set, b.set), cmp.Compare(a.column, b.column))
}

// byValues pairs the facts of rows that only have another name now: nothing of
// them is known by its identity, and all values are as they were. It returns
// the new facts of such rows.
func (m *matcher) byValues() map[*edition.Fact]bool {
	old, now := m.free()
	whole := func(all, free []stated) map[rowName]bool {
		count := map[rowName]int{}
		for _, f := range all {
			count[rowOf(f)]++
		}
		for _, f := range free {
			count[rowOf(f)]--
		}
		out := map[rowName]bool{}
		for name, n := range count {
			out[name] = n == 0
		}
		return out
	}
	from := bySignature(old, whole(m.old, old))
	to := bySignature(now, whole(m.new, now))
	renamed := map[*edition.Fact]bool{}
	for _, signature := range from.order {
		o, n := from.rows[signature], to.rows[signature]
		if len(o) != 1 || len(n) != 1 {
			continue
		}
		for i := range o[0] {
			m.join(o[0][i], n[0][i])
			renamed[n[0][i].Fact] = true
		}
	}
	return renamed
}

// A rowName names what rows of a dataset are of: an activity with its lines, a
// measure through time.
type rowName struct{ set, subject string }

func rowOf(f stated) rowName { return rowName{f.set.ID, f.Subject()} }

// A signed is rows by what they state: column by column, value by value.
type signed struct {
	order []string
	rows  map[string][][]stated
}

// fewestValues is how many numbers other than zero a row must have for its
// values to tell which row it is.
const fewestValues = 2

func bySignature(free []stated, whole map[rowName]bool) signed {
	var names []rowName
	rows := map[rowName][]stated{}
	for _, f := range free {
		name := rowOf(f)
		if !whole[name] {
			continue
		}
		if rows[name] == nil {
			names = append(names, name)
		}
		rows[name] = append(rows[name], f)
	}
	out := signed{rows: map[string][][]stated{}}
	for _, name := range names {
		row := rows[name]
		slices.SortStableFunc(row, func(a, b stated) int {
			return cmp.Or(cmp.Compare(a.Measure(), b.Measure()), cmp.Compare(a.Value, b.Value))
		})
		var b strings.Builder
		b.WriteString(name.set)
		numbers := 0
		for _, f := range row {
			b.WriteString("\x00" + f.Measure() + "\x01" + f.Value + "\x01" + f.Text)
			if n, ok := numberOf(f.Fact); ok && !n.IsZero() {
				numbers++
			}
		}
		if numbers < fewestValues {
			continue
		}
		signature := b.String()
		if out.rows[signature] == nil {
			out.order = append(out.order, signature)
		}
		out.rows[signature] = append(out.rows[signature], row)
	}
	return out
}
