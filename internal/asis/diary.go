package asis

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Diary is a diary number as it was written.
type Diary struct {
	Start, End int // in the text
	Block      int
	Prefix     string // SN
	Year       int
	Number     int
	Between    string // what stands between prefix and year: "/", " ", ""
	Colon      string // what stands between year and number: ":"
	Digits     string // the number as it was written, with its zeros
}

// Same reports whether two numbers name the same case: leading zeros and
// separators do not count.
func (d *Diary) Same(o *Diary) bool {
	return d.Prefix == o.Prefix && d.Year == o.Year && d.Number == o.Number
}

// series are numbers of laws, reports and standards, which look like diary numbers.
var series = []string{
	"SFS", "SOSFS", "FS", "AFS", "SOU", "DS", "PROP", "NJA", "HFD", "RÅ", "EU", "EG", "ISO", "EN", "BFS", "KFS", "FFFS", "TSFS", "SKOLFS",
	"LSFS", "MSBFS", "NFS", "SIS", "SS", "RH", "AD", "JO", "MIG", "SKR", "HME", "HVB", "LVU", "LVM", "LSS", "SOL", "IT", "HR", "ÅR", "GDPR",
}

// diaries finds the diary numbers of all blocks.
func (d *Document) diaries() {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for at := range DiaryNumbers(string(d.Source.Text[b.Start:b.End])) {
			at.Start, at.End, at.Block = at.Start+b.Start, at.End+b.Start, i
			d.Diaries = append(d.Diaries, at)
		}
	}
}

// DiaryNumbers yields the diary numbers of one line; their offsets count in it.
func DiaryNumbers(line string) func(yield func(Diary) bool) {
	return func(yield func(Diary) bool) {
		for i := 0; i+4 <= len(line); {
			year, ok := yearAt(line, i)
			if !ok {
				i++
				continue
			}
			n, ok := diaryAt(line, i, year)
			if !ok {
				i += 4
				continue
			}
			if !yield(n) {
				return
			}
			i = n.End
		}
	}
}

// yearAt reads a year that is not part of a longer number.
func yearAt(line string, i int) (int, bool) {
	if line[i] != '2' && line[i] != '1' || i > 0 && line[i-1] >= '0' && line[i-1] <= '9' {
		return 0, false
	}
	year := 0
	for _, c := range []byte(line[i : i+4]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		year = year*10 + int(c-'0')
	}
	return year, year >= 1950 && year < 2100
}

// diaryAt reads what stands around a year as a diary number.
func diaryAt(line string, i, year int) (Diary, bool) {
	n := Diary{Year: year}
	j := len(strings.TrimRight(line[:i], "/ -\n\r"))
	n.Between = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(line[j:i])
	n.Prefix, n.Start = prefixBefore(line, j)
	if n.Prefix == "" || len(n.Between) > 3 || slices.Contains(series, n.Prefix) {
		return n, false
	}
	k := i + 4
	for k < len(line) && k < i+7 && strings.IndexByte(":/- ", line[k]) >= 0 {
		k++
	}
	n.Colon = line[i+4 : k]
	end := k
	for end < len(line) && line[end] >= '0' && line[end] <= '9' {
		n.Number = n.Number*10 + int(line[end]-'0')
		if end++; end-k > 6 {
			return n, false
		}
	}
	n.End, n.Digits = end, line[k:end]
	if end == k || end < len(line) && line[end] == '-' {
		return n, false
	}
	return n, n.plausible(end - k)
}

// plausible tells a diary number from a name that a year and a number follow.
func (d *Diary) plausible(digits int) bool {
	slash := strings.Contains(d.Between, "/")
	switch strings.TrimSpace(d.Colon) {
	case ":":
		return true
	case "/":
		return slash || d.Between == "-" || d.Number != (d.Year+1)%100 && digits != 2
	case "":
		return slash && digits >= 2
	}
	return slash
}

// prefixBefore returns the capital letters that end at an offset, two to five of
// them, and where they begin.
func prefixBefore(line string, end int) (string, int) {
	start, letters := end, 0
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(line[:start])
		if (r < 'A' || r > 'Z') && r != 'Å' && r != 'Ä' && r != 'Ö' {
			if letter(r) || r >= '0' && r <= '9' || r == '-' {
				return "", end
			}
			break
		}
		start -= size
		letters++
	}
	if letters < 2 || letters > 5 {
		return "", end
	}
	return line[start:end], start
}

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 'À' && r <= 'ÿ'
}
