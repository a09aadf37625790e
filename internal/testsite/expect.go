package testsite

// A miss is a cell with a number that a rule finds wrong.
type miss struct {
	code   string
	row    int
	column int // in table.columns
}

// An interval is all that a printed number may have been before rounding, in
// halves of the last digit of the column, so that it is whole numbers.
type interval struct{ lo, hi int64 }

func (a interval) add(b interval) interval { return interval{a.lo + b.lo, a.hi + b.hi} }

func (a interval) minus(b interval) interval { return interval{a.lo - b.hi, a.hi - b.lo} }

func (a interval) hull(b interval) interval { return interval{min(a.lo, b.lo), max(a.hi, b.hi)} }

func (a interval) overlaps(b interval) bool { return a.lo <= b.hi && b.lo <= a.hi }

// A judge finds by plain whole numbers what the product must find: it is the
// oracle of the tests, and knows nothing of the product's code.
type judge struct {
	*table
	misses  []miss
	indexOf []int            // place of a value column in table.columns
	finest  []map[string]int // by value column and unit: the most decimals
}

// wrong returns the cells whose numbers do not agree with others.
func (t *table) wrong() []miss {
	j := newJudge(t)
	if t.account() {
		j.signs()
		j.nets()
	}
	if t.account() || t.adds || t.sums == "rows" {
		j.totals()
	}
	j.deviations()
	j.splits()
	j.declared()
	j.transfers()
	j.granted()
	return j.misses
}

func newJudge(t *table) *judge {
	j := &judge{table: t}
	for k := range t.columns {
		if t.columns[k].isValue() {
			j.indexOf = append(j.indexOf, k)
		}
	}
	j.measure()
	return j
}

func (j *judge) miss(code string, row, value int) {
	j.misses = append(j.misses, miss{code, row, j.indexOf[value]})
}

// measure finds the accuracy of each column, for each unit in it.
func (j *judge) measure() {
	j.finest = make([]map[string]int, len(j.indexOf))
	for v, k := range j.indexOf {
		j.finest[v] = map[string]int{}
		for i := range j.rows {
			if n := &j.rows[i].values[v]; n.isNumber() {
				unit := j.unitOf(&j.rows[i], &j.columns[k])
				j.finest[v][unit] = max(j.finest[v][unit], n.decimals)
			}
		}
	}
}

// of returns the interval of a value, and false when it is no number.
func (j *judge) of(row, value int) (interval, bool) {
	v := &j.rows[row].values[value]
	if !v.isNumber() {
		return interval{}, false
	}
	unit := j.unitOf(&j.rows[row], &j.columns[j.indexOf[value]])
	finest := j.finest[value][unit]
	n := 2 * v.digits
	for d := v.decimals; d < finest; d++ {
		n *= 10
	}
	if counted[unit] && finest == 0 {
		return interval{n, n}, true
	}
	return interval{n - 1, n + 1}, true
}

// counted are the units of which whole numbers are exact.
var counted = map[string]bool{"platser": true, "personer": true, "familjer": true, "ärenden": true, "insatser": true, "st": true}

// compare reports a miss when the result lies apart from what was derived.
func (j *judge) compare(code string, row, value int, derived interval) {
	if stated, ok := j.of(row, value); ok && !stated.overlaps(derived) {
		j.miss(code, row, value)
	}
}

func (j *judge) signs() {
	for i := range j.rows {
		for v := range j.rows[i].values {
			c := &j.columns[j.indexOf[v]]
			n, ok := j.of(i, v)
			if !ok || c.of != "" {
				continue
			}
			switch lineOf(&j.rows[i], c) {
			case "income":
				if n.hi < 0 {
					j.miss("SIGN", i, v)
				}
			case "costs":
				if n.lo > 0 {
					j.miss("SIGN", i, v)
				}
			}
		}
	}
}

// sum adds one value column over rows; false when one has no number.
func (j *judge) sum(rows []int, value int) (interval, bool) {
	var sum interval
	for _, i := range rows {
		n, ok := j.of(i, value)
		if !ok {
			return sum, false
		}
		sum = sum.add(n)
	}
	return sum, len(rows) > 0
}

func (j *judge) nets() {
	for i := range j.rows {
		r := &j.rows[i]
		if r.line != "net" {
			continue
		}
		lines := j.linesOf(r)
		for v := range r.values {
			if sum, ok := j.sum(lines, v); ok {
				j.compare("NETTO", i, v, sum)
			}
		}
	}
	j.netColumns()
}

// linesOf are the rows that a net adds: those of its activity, and in a table
// of one account all of them.
func (j *judge) linesOf(net *row) []int {
	var lines []int
	for i := range j.rows {
		r := &j.rows[i]
		if r.line != "net" && r.line != "" && (r.key == net.key || j.kind == "cost-types" && r.typ == "row") {
			lines = append(lines, i)
		}
	}
	return lines
}

// netColumns judges tables with a column for each line.
func (j *judge) netColumns() {
	for _, what := range [...]string{"budget_", "outcome_"} {
		net := j.valueIndex(what + "net")
		if net < 0 {
			continue
		}
		for i := range j.rows {
			var sum interval
			complete := true
			for _, line := range [...]string{"income", "costs", "financial"} {
				n, ok := j.of(i, j.valueIndex(what+line))
				sum, complete = sum.add(n), complete && ok
			}
			if complete {
				j.compare("NETTO", i, net, sum)
			}
		}
	}
}

func (j *judge) totals() {
	for i := range j.rows {
		total := &j.rows[i]
		if total.typ != "total" || total.line == "net" && j.kind == "cost-types" {
			continue
		}
		for v := range total.values {
			if j.unitOf(total, &j.columns[j.indexOf[v]]) == "%" {
				continue
			}
			if sum, ok := j.addends(total, v); ok {
				j.compare("SUM", i, v, sum)
			}
		}
	}
}

// addends adds what a total adds. A net that the file lacks is derived.
func (j *judge) addends(total *row, value int) (interval, bool) {
	var rows []int
	for i := range j.rows {
		r := &j.rows[i]
		if j.texts(r, "type") != transferred && r.typ == "row" && (r.line == total.line || total.line == "net" && j.find(r.key, "net", "") == nil) {
			rows = append(rows, i)
		}
	}
	return j.sum(rows, value)
}

func (j *judge) deviations() {
	for k := range j.columns {
		c := &j.columns[k]
		if c.of == "" {
			continue
		}
		of, against := j.valueIndex(c.of), j.valueIndex(c.against)
		for i := range j.rows {
			a, okA := j.of(i, of)
			b, okB := j.of(i, against)
			if okA && okB {
				j.compare("DEV", i, j.valueIndex(c.key), a.minus(b))
			}
		}
	}
}

// splits judges wholes that lie between their groups.
func (j *judge) splits() {
	if j.split != "within" {
		return
	}
	for i := range j.rows {
		whole := &j.rows[i]
		if whole.group != "" {
			continue
		}
		for v := range whole.values {
			if hull, ok := j.parts(whole, v); ok {
				j.compare("SPLIT", i, v, hull)
			}
		}
	}
}

func (j *judge) parts(whole *row, value int) (hull interval, ok bool) {
	for i := range j.rows {
		r := &j.rows[i]
		if r.key != whole.key || r.group == "" {
			continue
		}
		n, isNumber := j.of(i, value)
		if !isNumber {
			return hull, false
		}
		if !ok {
			hull, ok = n, true
		}
		hull = hull.hull(n)
	}
	return hull, ok
}
