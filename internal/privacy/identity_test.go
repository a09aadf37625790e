package privacy

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// made is an invented identity number, made when it is needed: none stands in
// the repository.
type made struct {
	year, month, day int
	last             string
}

// invent makes a number with a valid date and check digit. A third of them are
// coordination numbers.
func invent(r *rand.Rand) made {
	m := made{year: 1900 + r.IntN(125), month: 1 + r.IntN(12), day: 1 + r.IntN(28)}
	if r.IntN(3) == 0 {
		m.day += 60
	}
	return m.close(1 + r.IntN(999))
}

// close computes the check digit.
func (m made) close(serial int) made {
	date := fmt.Sprintf("%02d%02d%02d", m.year%100, m.month, m.day)
	for c := '0'; c <= '9'; c++ {
		m.last = fmt.Sprintf("%03d%c", serial, c)
		if luhn([]byte(date), []byte(m.last)) {
			return m
		}
	}
	panic("no check digit fits")
}

func (m made) short() string { return fmt.Sprintf("%02d%02d%02d", m.year%100, m.month, m.day) }
func (m made) long() string  { return fmt.Sprintf("%04d%02d%02d", m.year, m.month, m.day) }
func (m made) iso() string   { return fmt.Sprintf("%04d-%02d-%02d", m.year, m.month, m.day) }

// sample is the number that tests use where any will do.
func sample() made { return made{year: 1970, month: 1, day: 14}.close(123) }

// clothes are the ways in which a number may be written, and must be found.
var clothes = map[string]func(made) string{
	"short":      func(m made) string { return m.short() + "-" + m.last },
	"plus":       func(m made) string { return m.short() + "+" + m.last },
	"long":       func(m made) string { return m.long() + "-" + m.last },
	"iso":        func(m made) string { return m.iso() + "-" + m.last },
	"blanks":     func(m made) string { return m.short() + " - " + m.last },
	"nbsp":       func(m made) string { return m.long() + "\u00a0-\u00a0" + m.last },
	"nb hyphen":  func(m made) string { return m.short() + "\u2011" + m.last },
	"minus":      func(m made) string { return m.short() + "\u2212" + m.last },
	"line end":   func(m made) string { return m.short() + "-\n" + m.last },
	"crlf":       func(m made) string { return m.short() + "-\r\n" + m.last },
	"strong":     func(m made) string { return m.short() + "-**" + m.last + "**" },
	"tag":        func(m made) string { return m.short() + "<b>-" + m.last + "</b>" },
	"span":       func(m made) string { return m.long() + `<span class="x">-</span>` + m.last },
	"wbr":        func(m made) string { return m.short() + "-<wbr>" + m.last },
	"escaped":    func(m made) string { return m.short() + `\-` + m.last },
	"entity":     func(m made) string { return m.short() + "&#43;" + m.last },
	"quoted":     func(m made) string { return `"` + m.short() + "-" + m.last + `"` },
	"csv":        func(m made) string { return "1;" + m.long() + "-" + m.last + ";2" },
	"csv comma":  func(m made) string { return "x," + m.short() + "-" + m.last + ",Kalle" },
	"word long":  func(m made) string { return "personnummer " + m.long() + m.last },
	"word short": func(m made) string { return "Pnr: " + m.short() + m.last },
	"word blank": func(m made) string { return "född " + m.short() + " " + m.last },
	"word iso":   func(m made) string { return "född " + m.iso() + ", " + m.last },
	"word dash":  func(m made) string { return "persnr " + m.short() + "–" + m.last },
	"file name":  func(m made) string { return "anna-" + m.short() + "-" + m.last + ".md" },
	"underscore": func(m made) string { return "bilaga_" + m.short() + "-" + m.last + "_2.md" },
}

func TestIdentityFindsNumbersInClothes(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		m := invent(r)
		for name, wear := range clothes {
			text := []byte(pad(r, before[:]) + wear(m) + pad(r, after[:]))
			found := Identity(text)
			if len(found) != 1 {
				t.Fatalf("%s: found %d times in %q", name, len(found), text)
			}
			got := string(text[found[0].Start:found[0].End])
			if !strings.HasPrefix(got, m.short()) && !strings.HasPrefix(got, m.long()) && !strings.HasPrefix(got, m.iso()) || !strings.HasSuffix(got, m.last) {
				t.Fatalf("%s: marked %q of %q", name, got, text)
			}
			if want := m.day > 60; (found[0].Kind == Coordination) != want {
				t.Fatalf("%s: kind %v of %q", name, found[0].Kind, text)
			}
		}
	}
}

// TestIdentityAlone: nothing but the digits, and nothing that speaks for a
// person. Most are found; those that look like something else are not.
func TestIdentityAlone(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	found, asked := 0, 0
	for range 4000 {
		m := invent(r)
		if m.short()[0] == '0' || isTime([]byte(m.last)) || isYear([]byte(m.last)) || strings.HasSuffix(m.last, "000") {
			continue
		}
		for _, text := range []string{m.short() + m.last, m.long() + m.last, m.short() + " " + m.last, m.long() + "\u00a0" + m.last} {
			asked++
			found += len(Identity([]byte("x " + text + " y")))
		}
	}
	if found != asked {
		t.Errorf("found %d of %d", found, asked)
	}
}

func pad(r *rand.Rand, pads []string) string { return pads[r.IntN(len(pads))] }

var (
	before = [...]string{"", " ", "\n", "Det gäller ", "(", "| ", "”", "<td>", "åäö ", "12;"}
	after  = [...]string{"", " ", "\n", " och annat.", ")", " |", ", ", ": ", "”", "</td>", " å", ".", ";12"}
)

// others are things that look like numbers of persons and are none.
func others(r *rand.Rand) []string {
	n := func(digits int) string {
		var s strings.Builder
		for i := range digits {
			if i == 0 {
				s.WriteByte(byte('1' + r.IntN(9)))
			} else {
				s.WriteByte(byte('0' + r.IntN(10)))
			}
		}
		return s.String()
	}
	year, month, day := 1990+r.IntN(40), 1+r.IntN(12), 1+r.IntN(28)
	hour, minute := r.IntN(24), r.IntN(60)
	date := fmt.Sprintf("%04d%02d%02d", year, month, day)
	iso := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	org := fmt.Sprintf("%d%d%d", 1+r.IntN(9), r.IntN(10), 2+r.IntN(8)) + n(3)
	all := []string{
		org + "-" + n(4), "16" + org + "-" + n(4), org + n(4), "SE" + org + n(4) + "01", // organisations
		grouped(n(10)), grouped(n(9)) + " kr", n(10) + " kr", "-" + n(10), "−" + n(10), n(10) + ",50", n(7) + "000", "kr " + n(9) + "." + n(2), // amounts
		n(5), n(7), n(9), n(11), n(13), n(16), n(20), // other lengths
		iso, iso + " " + fmt.Sprintf("%02d:%02d", hour, minute), date, date + fmt.Sprintf("%02d%02d%02d", hour, minute, r.IntN(60)),
		date + fmt.Sprintf("%02d%02d", hour, minute), date + " " + fmt.Sprintf("%02d%02d", hour, minute), iso + "T" + fmt.Sprintf("%02d%02d", hour, minute),
		date[2:] + "–" + fmt.Sprintf("%02d%02d", month, day), fmt.Sprintf("%s/%d", iso, year),
		"351008 " + strconv.Itoa(year), fmt.Sprintf("SN/%d:%d", year, r.IntN(999)), fmt.Sprintf("KS%d/%s/11", year, n(4)), "SN-" + strconv.Itoa(year) + "/" + n(4),
		"070-" + n(3) + " " + n(2) + " " + n(2), "070" + n(7), "08-" + n(3) + " " + n(3) + " " + n(2), "+4670" + n(7), "08" + n(8), "010" + n(7), "0" + n(9), // telephones
		fmt.Sprintf("%x-%x-%x-%x-%x", 1<<28+r.Uint32()>>4, 1<<12+r.IntN(1<<12), 1<<14+r.IntN(1<<12), 1<<15+r.IntN(1<<12), 1<<44+r.Uint64N(1<<44)),
		fmt.Sprintf("%016x%016x", r.Uint64(), r.Uint64()), n(8) + "-" + n(4) + "-4" + n(3) + "-" + n(4) + "-" + n(12), // digests, UUIDs
		fmt.Sprintf("M%s.%s-%s.%s", n(3), n(6), n(4), n(2)), fmt.Sprintf("%s.%s, %s.%s", n(2), n(6), n(2), n(6)), // paths, coordinates
		"<td>" + date[2:] + "</td><td>" + n(4) + "</td>", date[2:] + ";" + n(4), date[2:] + "\t" + n(4), "| " + date[2:] + " | " + n(4) + " |", // columns
		n(4) + " " + date[2:] + " " + n(4) + " " + n(4), "x" + n(10), n(10) + "a", "QmFzZTY0" + n(10) + "==",
	}
	return all
}

func grouped(n string) string {
	var out []string
	for len(n) > 3 {
		out = append(out, n[len(n)-3:])
		n = n[:len(n)-3]
	}
	out = append(out, n)
	slices.Reverse(out)
	return strings.Join(out, " ")
}

func TestIdentityLeavesOthersAlone(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		for i, text := range others(r) {
			if found := Identity([]byte("av " + text + " i")); len(found) > 0 {
				t.Fatalf("%d: %q was taken for an identity number", i, text)
			}
		}
	}
}

func TestIdentityRefusesWrongDigits(t *testing.T) {
	t.Parallel()
	m := sample()
	for _, text := range []string{
		m.short()[:4] + "32-" + m.last, m.short()[:4] + "00-" + m.last, m.short()[:2] + "1314-" + m.last,
		m.short() + "-" + m.last[:3] + string('0'+(m.last[3]-'0'+1)%10), "1655" + m.short()[2:] + "-" + m.last,
		m.short() + "--" + m.last, m.short() + "-" + m.last + "1", "1" + m.short() + "-" + m.last, m.short() + "\n\n\n\n" + m.last, m.short() + "-", "",
	} {
		if found := Identity([]byte(text)); len(found) > 0 {
			t.Errorf("%q: %v", text, found)
		}
	}
	if found := Identity([]byte(strings.Repeat(m.short()+"-"+m.last+"\n", 7))); len(found) != 7 {
		t.Errorf("found %d of 7 in a row", len(found))
	}
}

func FuzzIdentity(f *testing.F) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, wear := range clothes {
		f.Add([]byte(wear(invent(r))))
	}
	for _, text := range others(r) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		at := 0
		for _, m := range Identity(text) {
			if m.Start < at || m.End > len(text) || m.End-m.Start < 10 {
				t.Fatalf("span %d–%d after %d of %d", m.Start, m.End, at, len(text))
			}
			at = m.End
		}
		masked := Mask(string(text))
		if left := Identity([]byte(masked)); len(left) > 0 {
			t.Fatalf("masking left %d", len(left))
		}
		if !bytes.ContainsAny(text, "0123456789") && masked != string(text) {
			t.Fatal("a text without digits was changed")
		}
		Contacts(text)
	})
}
