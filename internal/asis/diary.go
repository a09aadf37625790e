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

// diaries finds the diary numbers of all blocks. Of a diary that the paper is
// known to use, numbers are recognised that are not whole.
func (d *Document) diaries() {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for at := range diaryNumbers(string(d.Source.Text[b.Start:b.End]), d.known) {
			at.Start, at.End, at.Block = at.Start+b.Start, at.End+b.Start, i
			d.Diaries = append(d.Diaries, at)
		}
	}
}

// prefixes finds the diaries that the paper uses: those of which it has two
// numbers, or one that it calls a diary number.
func (d *Document) prefixes() {
	count := map[string]int{}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		line := string(d.Source.Text[b.Start:b.End])
		for n := range DiaryNumbers(line) {
			if count[n.Prefix]++; labelled(line[:n.Start]) {
				count[n.Prefix]++
			}
		}
	}
	d.known = map[string]bool{}
	for prefix, n := range count {
		d.known[prefix] = n >= 2
	}
}

// labelled reports whether a text ends with a word for diary numbers.
func labelled(before string) bool {
	const most = 20
	before = before[max(0, len(before)-most):]
	before = strings.ToLower(strings.TrimRight(before, " :.\t\u00a0("))
	return strings.HasSuffix(before, "dnr") || strings.HasSuffix(before, "diarienummer") || strings.HasSuffix(before, "diarienr")
}

// DiaryNumbers yields the diary numbers of one line; their offsets count in it.
func DiaryNumbers(line string) func(yield func(Diary) bool) { return diaryNumbers(line, nil) }

// diaryNumbers yields the diary numbers of one line, of known diaries those too
// that are written in unusual ways.
func diaryNumbers(line string, known map[string]bool) func(yield func(Diary) bool) {
	return func(yield func(Diary) bool) {
		for i := 0; i+4 <= len(line); {
			year, ok := yearAt(line, i)
			if !ok {
				i++
				continue
			}
			n, ok := diaryAt(line, i, year)
			if ok {
				ok = n.plausible(len(n.Digits)) || n.tight() && (known[n.Prefix] || labelled(line[:n.Start]))
			}
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

// tight reports whether prefix, year and number belong together, with signs
// and no blank between the last two, and the number is no other year.
func (d *Diary) tight() bool {
	year := d.Number >= 1950 && d.Number < 2100
	return d.Colon != "" && !strings.Contains(d.Colon, " ") && (!year || strings.Trim(d.Colon, ":/") == "")
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

// diaryAt reads what stands around a year as a diary number could be written.
func diaryAt(line string, i, year int) (Diary, bool) {
	n := Diary{Year: year}
	j := len(strings.TrimRight(line[:i], "/ -\n\r"))
	n.Between = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(line[j:i])
	n.Prefix, n.Start = prefixBefore(line, j)
	if n.Prefix == "" || len(n.Between) > 3 || slices.Contains(series, n.Prefix) {
		return n, false
	}
	k := i + 4
	for k < len(line) && k < i+7 && strings.IndexByte(":/-. ", line[k]) >= 0 {
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
	if end == k || end < len(line) && line[end] == '-' || end+1 < len(line) && line[end] == '.' && line[end+1] >= '0' && line[end+1] <= '9' {
		return n, false // a date
	}
	return n, true
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
	case ".":
		return d.Colon == "." && digits >= 3
	case "-":
		return slash || d.tight() && digits >= 4
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
