package data

// shares finds the column that a file's numerator and denominator belong to
// when no column names them: the newest outcome.
func (r *resolver) shares() {
	numerator, denominator, newest := -1, -1, -1
	for i := range r.columns {
		c := &r.columns[i]
		switch {
		case c.Word == "numerator":
			numerator = i
		case c.Word == "denominator":
			denominator = i
		case c.Numerator >= 0:
			return // declared
		case c.Role == RoleValue && c.Value == Outcome && (newest < 0 || c.Year > r.columns[newest].Year):
			newest = i
		}
	}
	if numerator >= 0 && denominator >= 0 && newest >= 0 {
		r.columns[newest].Numerator, r.columns[newest].Denominator = numerator, denominator
	}
}
