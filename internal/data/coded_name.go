package data

import "strings"

// code divides a name with its code into both: 3696 Boenden, (75) Vuxna, Barn
// och unga (73). The name as it is printed stays one of the row's names.
func (row *Row) code(c *Column) {
	if c.Word != "coded_name" {
		return
	}
	code, name, ok := SplitCode(row.Name)
	if !ok {
		return
	}
	row.Aliases = append(row.Aliases, row.Name)
	row.Code, row.Name = orElse(row.Code, code), name
}

// SplitCode finds the digits that a name begins or ends with.
func SplitCode(text string) (code, name string, ok bool) {
	if first, rest, cut := strings.Cut(text, " "); cut {
		if code, ok = bareCode(first); ok {
			return code, strings.TrimSpace(rest), true
		}
	}
	if at := strings.LastIndexByte(text, ' '); at > 0 && strings.HasSuffix(text, ")") {
		if code, ok = bareCode(text[at+1:]); ok {
			return code, strings.TrimSpace(text[:at]), true
		}
	}
	return "", text, false
}

// bareCode takes the parentheses off a code of digits.
func bareCode(word string) (string, bool) {
	code := strings.TrimSuffix(strings.TrimPrefix(word, "("), ")")
	if code == "" || strings.Trim(code, "0123456789") != "" {
		return "", false
	}
	return code, true
}
