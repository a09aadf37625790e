package privacy

// judge reports whether a date of six or eight digits and the last four are an
// identity number, and of which kind.
func judge(date, last []byte) (Kind, bool) {
	if !digits(last) {
		return 0, false
	}
	year := number(date[:len(date)-4])
	if len(date) == 8 {
		if year < 1870 || year > 2049 {
			return 0, false
		}
		date = date[2:]
	}
	kind, day := Person, number(date[4:])
	if day > 60 {
		kind, day = Coordination, day-60
	}
	if !exists(year, number(date[2:4]), day) || last[0] == '0' && last[1] == '0' && last[2] == '0' {
		return 0, false
	}
	return kind, luhn(date, last)
}

// exists reports whether there is such a day. In doubt of the century there is
// a 29 February every four years.
func exists(year, month, day int) bool {
	if month < 1 || month > 12 || day < 1 {
		return false
	}
	most := 31
	switch month {
	case 4, 6, 9, 11:
		most = 30
	case 2:
		most = 28
		if year%4 == 0 && (year != 1900) {
			most = 29
		}
	}
	return day <= most
}

// luhn computes the check digit of the date and three digits, and compares.
func luhn(date, last []byte) bool {
	sum := 0
	for i := range len(date) + len(last) {
		b := last[max(i-len(date), 0)]
		if i < len(date) {
			b = date[i]
		}
		n := int(b - '0')
		if i%2 == 0 {
			n *= 2
		}
		sum += n/10 + n%10
	}
	return sum%10 == 0
}

func digits(s []byte) bool {
	for _, b := range s {
		if !digit(b) {
			return false
		}
	}
	return true
}

func number(s []byte) int {
	n := 0
	for _, b := range s {
		n = n*10 + int(b-'0')
	}
	return n
}

func isYear(last []byte) bool { n := number(last); return n >= 1900 && n < 2100 }

func isTime(last []byte) bool { return number(last[:2]) < 24 && number(last[2:]) < 60 }

func monthAndDay(last []byte) bool { return exists(4, number(last[:2]), number(last[2:])) }
