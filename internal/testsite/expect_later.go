package testsite

// declared judges the relations that the description declares.
func (j *judge) declared() {
	codes := map[string]string{"FLOW": "FLOW", "RATIO": "RATIO", "MULT": "MULT"}
	for _, rel := range j.relations {
		for i := range j.rows {
			n := make([]*value, 0, 4)
			for _, key := range append([]string{rel.result}, rel.terms...) {
				n = append(n, &j.rows[i].values[j.valueIndex(key)])
			}
			if !holds(rel.rule, n) {
				j.miss(codes[rel.rule], i, j.valueIndex(rel.result))
			}
		}
	}
}

// holds judges one declared relation: whole numbers but for the share, which has
// one decimal, and prices, which are rounded.
func holds(rule string, n []*value) bool {
	switch rule {
	case "FLOW":
		return n[0].digits == n[1].digits+n[2].digits-n[3].digits
	case "RATIO":
		apart := 2 * (n[1].digits*1000 - n[0].digits*n[2].digits)
		return -n[2].digits <= apart && apart <= n[2].digits
	default:
		a, b, product := n[1].digits, n[2].digits, n[0].digits
		const score = 10 // what is no larger is points, the rest is kronor
		if b < score {
			return 2*a*b-1 <= 2*product && 2*product <= 2*a*b+1
		}
		return a*(2*b-1) <= 2*product+1 && 2*product-1 <= a*(2*b+1)
	}
}

// texts is what a row says in a column of texts.
func (j *judge) texts(r *row, key string) string { return r.texts[key] }

// transfers judges decisions that move amounts from one row to another.
func (j *judge) transfers() {
	if j.kind != "budget-changes" {
		return
	}
	for i := 1; i < len(j.rows); i++ {
		to, from := &j.rows[i-1], &j.rows[i]
		if to.name != from.name || to.texts["from"] != "" || from.texts["to"] != "" {
			continue
		}
		if a, ok := j.of(i-1, 0); ok {
			j.compare("TRANSFER", i, 0, a)
		}
	}
}

// granted judges that no more is used than was granted.
func (j *judge) granted() {
	if j.kind != "grants" {
		return
	}
	granted, used := j.valueIndex("granted"), j.valueIndex("used")
	for i := range j.rows {
		whole, okWhole := j.of(i, granted)
		part, ok := j.of(i, used)
		if okWhole && ok && part.lo > whole.hi {
			j.miss("GRANT", i, granted)
		}
	}
}

// unbridged returns the revised budgets that are not the original ones with all
// changes. Both are in the same unit, with as many decimals.
func (t *table) unbridged(changes *table) []miss {
	j, c := newJudge(t), newJudge(changes)
	original, revised := j.valueIndex("original"), j.valueIndex("budget")
	if !t.account() || original < 0 {
		return nil
	}
	for i := range j.rows {
		r := &j.rows[i]
		if r.line != "net" || t.kind == "cost-types" && r.typ != "total" {
			continue
		}
		sum, ok := j.of(i, original)
		changed := r.typ == "total"
		for k := range c.rows {
			switch by := share(r, &c.rows[k]); {
			case by > 0:
				n, _ := c.of(k, 0)
				sum, changed = sum.minus(n), true
			case by < 0:
				n, _ := c.of(k, 0)
				sum, changed = sum.add(n), true
			}
		}
		if ok && changed {
			j.compare("BUDGETBRYGGA", i, revised, sum)
		}
	}
	return j.misses
}

// share is how a change counts for a row: more money, less, or nothing.
func share(r, change *row) int {
	to, from := change.texts["to"], change.texts["from"]
	switch {
	case change.typ == "total", r.typ == "total" && change.texts["type"] == transferred:
		return 0
	case r.typ == "total", to == r.code:
		return 1
	case from == r.code:
		return -1
	default:
		return 0
	}
}
