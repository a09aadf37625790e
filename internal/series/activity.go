package series

// An ActivityTrack is what the reports of one year expected of one activity,
// and what became of it: one estimate for each of the accounts, nil where an
// account has none.
type ActivityTrack struct {
	Subject   string // as [Fact.Subject] has it
	Name      string
	Estimates []*Estimate
}

// Activities are the deviations of each activity in the accounts of a year, in
// the order of the last account. Missing lines are left out.
func (c *Committee) Activities(accounts []Account) []ActivityTrack {
	var order []string
	tracks := map[string]*ActivityTrack{}
	for i := len(accounts) - 1; i >= 0; i-- {
		for _, e := range c.activities(&accounts[i]) {
			t := tracks[e.subject]
			if t == nil {
				t = &ActivityTrack{Subject: e.subject, Name: e.name, Estimates: make([]*Estimate, len(accounts))}
				tracks[e.subject] = t
				order = append(order, e.subject)
			}
			t.Estimates[i] = e.estimate
		}
	}
	out := make([]ActivityTrack, 0, len(order))
	for _, subject := range order {
		out = append(out, *tracks[subject])
	}
	return out
}

type activity struct {
	subject, name string
	estimate      *Estimate
}

// activities are the deviations of the plain rows of one account.
func (c *Committee) activities(a *Account) []activity {
	rows := map[string][]*Fact{}
	var order []string
	for _, f := range c.facts[a.Report] {
		if f.Set != a.Set || f.Group != "" || f.Year != a.Year || !f.Has || !isResult(f) || typeOf(f) != plainRow {
			continue
		}
		if rows[f.Subject] == nil {
			order = append(order, f.Subject)
		}
		rows[f.Subject] = append(rows[f.Subject], f)
	}
	var out []activity
	for _, subject := range order {
		var own Account
		for _, f := range rows[subject] {
			own.put(f, nil)
		}
		own.deviate()
		if own.Deviation == nil {
			continue
		}
		result := own.Forecast
		if own.Outcome != nil {
			result = own.Outcome
		}
		e := &Estimate{Report: a.Report, Fact: result.Fact, At: result.Fact.At, Deviation: own.Deviation.Amount, Budget: &own.Budget.Amount}
		if own.Deviation.Fact != nil {
			e.Fact, e.Stated, e.Counted = own.Deviation.Fact, true, own.Counted
		}
		out = append(out, activity{subject, rows[subject][0].Name, e})
	}
	return out
}
