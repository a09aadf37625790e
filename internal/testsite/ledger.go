package testsite

import "math/rand/v2"

// A ledger is one committee's year to the krona. What reports print is rounded
// from it, each number by itself, so that sums differ by rounding as in life.
type ledger struct {
	year     int
	accounts []account
	changes  []budgetChange // which led to the budget
}

// A budgetChange adds to the costs that an account may have, or moves them from
// one to another.
type budgetChange struct {
	month, day int
	by         string // who has decided, "" for the committee
	number     int    // of the decision
	kind       string // in words of the file
	from, to   string // codes of accounts
	amount     int64
}

const transferred = "omfördelning"

// An account is what one activity earned and spent.
type account struct {
	code, name string
	lines      []entry // income, costs, and financial items where there are any
}

// An entry is one line of an account, in kronor with the report's sign.
type entry struct {
	line     string // income, costs or financial
	original int64  // budget, before any changes
	budget   int64
	periodic [13]int64 // budget to the end of a month, from 1
	actual   [13]int64 // outcome to the end of a month
	forecast [13]int64 // for the whole year, made at the end of a month
	final    int64     // with what is booked after December
}

// newRand returns a generator that is always the same for the same numbers.
func newRand(seed uint64, parts ...int) *rand.Rand {
	const odd = 0x9e3779b97f4a7c15
	state := seed ^ odd
	for _, p := range parts {
		state = (state ^ uint64(p+1)) * odd
		state ^= state >> 29
	}
	return rand.New(rand.NewPCG(state, seed))
}

// Streams of random numbers, so that a change in one does not move the others.
const (
	streamAccounts = iota
	streamLedger
	streamMeasures
	streamText
	streamSeries
	streamClothes
	streamPage
	streamShuffle
	streamNames
	streamChanges
)

// newLedger returns the accounts of a committee in a year.
func newLedger(seed uint64, c, year int) *ledger {
	r := newRand(seed, streamAccounts, c)
	count := 5 + r.IntN(4)
	first := r.IntN(len(activityNames))
	l := &ledger{year: year, accounts: make([]account, count)}
	for i := range l.accounts {
		k := (first + i*5) % len(activityNames)
		base := int64(4_000_000 + r.IntN(90_000_000))
		share := int64(2 + r.IntN(20))
		l.accounts[i] = account{
			code: code(k), name: activityNames[k],
			lines: newAccount(newRand(seed, streamLedger, c, year, k), base, share, year, i == 0),
		}
	}
	l.decide(newRand(seed, streamChanges, c, year))
	return l
}

// decide invents the decisions that led from the original budget to the
// revised one. All are made before April.
func (l *ledger) decide(r *rand.Rand) {
	code := func(i int) string { return l.accounts[i].code }
	amount := func() int64 { return int64(4+r.IntN(30)) * 50_000 }
	moved := amount()
	l.changes = []budgetChange{
		{2, 12, "KF", 21, "tilläggsbudget", "", code(0), amount()},
		{2, 19, "KF", 22, "ombudgetering", "", code(1), amount()},
		{3, 19, "", 41, transferred, code(2), code(3), amount()},
		{3, 20, "", 42, transferred, "", code(3), moved},
		{3, 20, "", 42, transferred, code(4), "", moved},
	}
	for i := range l.accounts {
		a := &l.accounts[i]
		for k := range a.lines {
			e := &a.lines[k]
			e.original = e.budget
			if e.line == "costs" {
				e.original += l.added(a.code)
			}
		}
	}
}

// added is what the decisions gave an account.
func (l *ledger) added(code string) int64 {
	sum := int64(0)
	for _, c := range l.changes {
		if c.to == code {
			sum += c.amount
		}
		if c.from == code {
			sum -= c.amount
		}
	}
	return sum
}

// code is the activity's code: two digits, so that 01 is not 1.
func code(k int) string { return string([]byte{byte('0' + (k+1)/10), byte('0' + (k+1)%10)}) }

// newAccount returns the lines of one account. The share is income in per cent
// of costs.
func newAccount(r *rand.Rand, base, share int64, year int, financial bool) []entry {
	growth := base + base*int64(year-2010)*27/1000
	costs := growth / 100_000 * 100_000
	lines := []entry{
		newEntry(r, "income", costs*share/100/1000*1000),
		newEntry(r, "costs", -costs),
	}
	if financial {
		lines = append(lines, newEntry(r, "financial", -(costs/2_000/1000*1000)))
	}
	return lines
}

// newEntry returns a line whose outcome follows its budget with some luck.
func newEntry(r *rand.Rand, line string, budget int64) entry {
	e := entry{line: line, budget: budget}
	luck := 960 + int64(r.IntN(90)) // per mille of the budget
	for m := 1; m <= 12; m++ {
		e.periodic[m] = budget * int64(m) / 12
		month := budget / 12 * (luck - 40 + int64(r.IntN(81))) / 1000
		e.actual[m] = e.actual[m-1] + month + int64(r.IntN(1999)) - 999
		rest := (budget - e.periodic[m]) * (luck + 1000) / 2000
		e.forecast[m] = (e.actual[m] + rest) / 1000 * 1000
	}
	e.final = e.actual[12] + budget*int64(r.IntN(9)-4)/1000
	if line == "income" {
		e.floor()
	}
	return e
}

// floor keeps small incomes from becoming costs by the noise.
func (e *entry) floor() {
	for m := 1; m <= 12; m++ {
		e.actual[m], e.forecast[m] = max(e.actual[m], 0), max(e.forecast[m], 0)
	}
	e.final = max(e.final, 0)
}

// A getter takes one amount out of an entry.
type getter func(e *entry) int64

// net adds the lines of an account.
func (a *account) net(get getter) int64 {
	sum := int64(0)
	for i := range a.lines {
		sum += get(&a.lines[i])
	}
	return sum
}

// line returns one line's amount; net adds them.
func (a *account) line(name string, get getter) int64 {
	if name == "net" {
		return a.net(get)
	}
	for i := range a.lines {
		if a.lines[i].line == name {
			return get(&a.lines[i])
		}
	}
	return 0
}

func (a *account) has(name string) bool {
	for i := range a.lines {
		if a.lines[i].line == name {
			return true
		}
	}
	return name == "net"
}

// total adds a line over all accounts.
func (l *ledger) total(name string, get getter) int64 {
	sum := int64(0)
	for i := range l.accounts {
		sum += l.accounts[i].line(name, get)
	}
	return sum
}

// find returns the account of the same activity in another year.
func (l *ledger) find(code string) *account {
	for i := range l.accounts {
		if l.accounts[i].code == code {
			return &l.accounts[i]
		}
	}
	return nil
}

// round divides and rounds half away from zero.
func round(n, unit int64) int64 {
	half := unit / 2
	if n < 0 {
		return -((-n + half) / unit)
	}
	return (n + half) / unit
}
