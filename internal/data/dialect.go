package data

// A Dialect says how a CSV file is written. It comes from the dataset's
// description; what is zero there is found out from the file.
type Dialect struct {
	Encoding  string // utf-8, utf-16, utf-16le, utf-16be, windows-1252 (also iso-8859-1)
	Delimiter rune   // ; , or tab
	Decimal   rune   // , or .
	Thousands string // the thousands separator, "" when not declared
}
