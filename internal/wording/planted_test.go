package wording

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// A kind of contradiction makes sentences whose numbers agree, or don't.
type kind struct {
	name string
	say  func(d *dice, wrong bool) string
}

// A dice throws numbers and words.
type dice struct{ *rand.Rand }

func (d *dice) between(lo, hi int) int { return lo + d.IntN(hi-lo+1) }

func (d *dice) one(words ...string) string { return words[d.IntN(len(words))] }

// off is a number that is certainly not n: outside of all rounding.
func (d *dice) off(n int) int {
	by := d.between(max(2, n/4), max(4, n))
	if d.IntN(2) == 0 && n-by > 0 {
		return n - by
	}
	return n + by
}

// when returns b for a wrong sentence and a for a true one.
func when[T any](wrong bool, a, b T) T {
	if wrong {
		return b
	}
	return a
}

// tenths writes a number of tenths as Swedish does: 173 is 17,3.
func tenths(n int) string { return strconv.Itoa(n/10) + "," + strconv.Itoa(n%10) }

// whole writes a number with its thousands apart.
func whole(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s %03d", whole(n/1000), n%1000)
}

func (d *dice) thing() string {
	return d.one("ärenden", "besök", "insatser", "ansökningar", "tillsyner", "samtal")
}

func (d *dice) subject() string {
	return d.one("Antalet beslut", "Antalet inspektioner", "Antalet elever i kulturskolan", "Antalet anmälningar om oro")
}

// two returns two counts that differ clearly, the lower first.
func (d *dice) two() (lo, hi int) {
	lo = d.between(40, 900)
	return lo, lo + d.between(5, 300)
}

// kinds are the contradictions that a sentence can hold by itself.
var kinds = []kind{
	{"direction of a change", func(d *dice, wrong bool) string {
		lo, hi := d.two()
		word := d.one("ökade", "steg", "har ökat")
		return fmt.Sprintf("%s %s från %d till %d.", d.subject(), word, when(wrong, lo, hi), when(wrong, hi, lo))
	}},
	{"direction downwards", func(d *dice, wrong bool) string {
		lo, hi := d.two()
		word := d.one("minskade", "sjönk", "har minskat")
		return fmt.Sprintf("%s %s från %d till %d under 2021.", d.subject(), word, when(wrong, hi, lo), when(wrong, lo, hi))
	}},
	{"direction of a comparison", func(d *dice, wrong bool) string {
		lo, hi := d.two()
		return fmt.Sprintf("%s har ökat till %d jämfört med %d året före.", d.subject(), when(wrong, hi, lo), when(wrong, lo, hi))
	}},
	{"a decrease that is an increase", func(d *dice, wrong bool) string {
		lo, hi := d.two()
		thing := d.thing()
		return fmt.Sprintf("Enheten hade %d %s jämfört med %d %s 2020, vilket är en %s.", hi, thing, lo, thing, when(wrong, "ökning", "minskning"))
	}},
	{"difference beside the verb", func(d *dice, wrong bool) string {
		lo, hi := d.two()
		return fmt.Sprintf("%s ökade med %d, från %d till %d.", d.subject(), when(wrong, hi-lo, d.off(hi-lo)), lo, hi)
	}},
	{"difference behind", func(d *dice, wrong bool) string {
		lo, hi := d.two()
		thing := d.thing()
		return fmt.Sprintf("%s minskade från %d till %d, %s med %d %s.", d.subject(), hi, lo, d.one("alltså", "det vill säga", "en minskning"),
			when(wrong, hi-lo, d.off(hi-lo)), thing)
	}},
	{"difference of a comparison", func(d *dice, wrong bool) string {
		lo, hi := d.two()
		thing := d.thing()
		return fmt.Sprintf("Under året kom %d %s, en ökning med %d jämfört med %d %s 2020.", hi, thing, when(wrong, hi-lo, d.off(hi-lo)), lo, thing)
	}},
	{"difference of two listed years", func(d *dice, wrong bool) string {
		lo, hi := d.two()
		return fmt.Sprintf("%s var %d år 2020 och %d år 2021, en ökning med %d.", d.subject(), lo, hi, when(wrong, hi-lo, d.off(hi-lo)))
	}},
	{"difference of money, higher than", func(d *dice, wrong bool) string {
		lo := d.between(50, 900)
		by := d.between(10, 200)
		return fmt.Sprintf("Underskottet blev %s miljoner kronor, vilket är %s miljoner kronor högre än prognosen på %s miljoner kronor.",
			tenths(lo+by), tenths(when(wrong, by, d.off(by))), tenths(lo))
	}},
	{"lower said for higher", func(d *dice, wrong bool) string {
		lo := d.between(50, 900)
		by := d.between(10, 200)
		return fmt.Sprintf("Kostnaden blev %s miljoner kronor, vilket är %s miljoner kronor %s än budgeten på %s miljoner kronor.",
			tenths(lo+by), tenths(by), when(wrong, "högre", "lägre"), tenths(lo))
	}},
	{"change in per cent", func(d *dice, wrong bool) string {
		base := d.between(10, 90) * 10
		share := d.between(5, 60)
		return fmt.Sprintf("%s ökade med %d procent, från %d till %d.", d.subject(), when(wrong, share, d.off(share)), base*10, base*10+base*share/10)
	}},
	{"percentage points", func(d *dice, wrong bool) string {
		lo := d.between(20, 60)
		by := d.between(3, 30)
		return fmt.Sprintf("Andelen nöjda ökade med %d procentenheter, från %d procent till %d procent.", when(wrong, by, by+d.between(3, 9)), lo, lo+by)
	}},
	{"per cent for percentage points", func(d *dice, wrong bool) string {
		lo := d.between(20, 80)
		by := d.between(2, 15)
		return fmt.Sprintf("Andelen nöjda ökade från %d procent till %d procent, en ökning med %d %s.", lo, lo+by, by, when(wrong, "procentenheter", "procent"))
	}},
	{"n of m, in per cent", func(d *dice, wrong bool) string {
		m := d.between(20, 400)
		n := d.between(5, m-1)
		share := (200*n + m) / (2 * m)
		return fmt.Sprintf("Under året besvarades %d av %d synpunkter, motsvarande %d procent, inom tio dagar.", n, m, when(wrong, share, share+d.between(3, 9)))
	}},
	{"n of m in brackets", func(d *dice, wrong bool) string {
		m := d.between(20, 400)
		n := d.between(5, m-1)
		share := (200*n + m) / (2 * m)
		return fmt.Sprintf("Utredningen blev klar i tid i %d procent av fallen (%d av %d %s).", when(wrong, share, share+d.between(3, 9)), n, m, d.thing())
	}},
	{"of m so many, in per cent", func(d *dice, wrong bool) string {
		m := d.between(20, 400)
		n := d.between(5, m-1)
		share := (200*n + m) / (2 * m)
		return fmt.Sprintf("Av totalt %d %s har %d avslutats (%d procent).", m, d.thing(), n, when(wrong, share, share+d.between(3, 9)))
	}},
	{"share of an amount", func(d *dice, wrong bool) string {
		whole := d.between(2000, 9000)
		part := d.between(100, 900)
		share := (2000*part + whole) / (2 * whole) // tenths of a per cent
		return fmt.Sprintf("Nämnden räknar med ett underskott på %s miljoner kronor, vilket motsvarar %s procent av budgeten på %s miljoner kronor.",
			tenths(part), tenths(when(wrong, share, share+d.between(5, 40))), tenths(whole))
	}},
	{"parts greater than the whole", func(d *dice, wrong bool) string {
		a, b := d.between(20, 200), d.between(20, 200)
		return fmt.Sprintf("Bolaget byggde %d bostäder, varav %d hyresrätter och %d bostadsrätter.", when(wrong, a+b, a+b-d.between(1, 15)), a, b)
	}},
	{"a part greater than the whole", func(d *dice, wrong bool) string {
		lo, hi := d.between(10, 400), d.between(500, 900)
		return fmt.Sprintf("Insatserna kostade %s miljoner kronor, varav %s miljoner kronor var lokaler.", tenths(when(wrong, hi, lo)), tenths(when(wrong, lo, hi)))
	}},
	{"women and men", func(d *dice, wrong bool) string {
		w, m := d.between(10, 300), d.between(10, 300)
		return fmt.Sprintf("Totalt fick %d personer insatsen, varav %d kvinnor och %d män.", when(wrong, w+m, w+m+d.between(1, 9)), w, m)
	}},
	{"net of income and costs", func(d *dice, wrong bool) string {
		in := d.between(100, 2000)
		net := d.between(300, 5000)
		return fmt.Sprintf("Intäkterna blev %s miljoner kronor och kostnaderna %s miljoner kronor, vilket ger en nettokostnad på %s miljoner kronor.",
			tenths(in), tenths(in+net), tenths(when(wrong, net, d.off(net))))
	}},
	{"price and number", func(d *dice, wrong bool) string {
		n, price := d.between(3, 40), d.between(20, 900)
		return fmt.Sprintf("Kommunen köper %d cyklar för %s kronor styck, sammanlagt %s kronor.", n, whole(price*1000), whole(when(wrong, n*price, d.off(n*price))*1000))
	}},
	{"written sum", func(d *dice, wrong bool) string {
		a, b, c := d.between(10, 300), d.between(10, 300), d.between(10, 300)
		return fmt.Sprintf("Det ger %s + %s + %s = %s miljoner kronor.", tenths(a), tenths(b), tenths(c), tenths(when(wrong, a+b+c, d.off(a+b+c))))
	}},
	{"written product", func(d *dice, wrong bool) string {
		n, price := d.between(11, 300), d.between(2, 90)*100
		return fmt.Sprintf("Kostnaden är %d x %s = %s kronor.", n, whole(price), whole(when(wrong, n*price, d.off(n*price))))
	}},
	{"double sign", func(d *dice, wrong bool) string {
		return fmt.Sprintf("Nämnden redovisar ett %s på %s%s miljoner kronor.", d.one("underskott", "överskott"), when(wrong, "", d.one("-", "−")), tenths(d.between(10, 900)))
	}},
	{"year of comparison", func(d *dice, wrong bool) string {
		return fmt.Sprintf("Resultatet är %s än %d.", d.one("bättre", "sämre", "högre", "lägre"), when(wrong, d.between(2015, 2020), d.between(2021, 2023)))
	}},
	{"the year before, named", func(d *dice, wrong bool) string {
		return fmt.Sprintf("Utfallet för föregående år (%d) var bättre.", when(wrong, 2020, d.between(2015, 2019)))
	}},
	{"items of a list", func(d *dice, wrong bool) string {
		words := []string{"två", "tre", "fyra", "fem", "sex", "sju", "åtta"}
		n := d.IntN(len(words) - 1)
		return fmt.Sprintf("%d| Nämnden prioriterar %s %s:", when(wrong, n+2, n+3), words[n], d.one("områden", "åtgärder", "mål", "frågor"))
	}},
}

// TestPlanted judges a thousand sentences, half of them wrong. Run with -v it says
// for each kind how many were found.
func TestPlanted(t *testing.T) {
	t.Parallel()
	const each = 18 // of a kind, wrong and as many true
	d := &dice{rand.New(rand.NewPCG(7, 11))}
	found, falsely, all := 0, 0, 0
	for _, k := range kinds {
		hit, bad := 0, 0
		for range each {
			if sentence := k.say(d, true); judged(t, sentence) != "" {
				hit++
			} else if testing.Verbose() {
				t.Logf("missed: %s", sentence)
			}
			if sentence := k.say(d, false); judged(t, sentence) != "" {
				bad++
				t.Errorf("%s: said of a true sentence: %s %s", k.name, sentence, strings.TrimSpace(judged(t, sentence)))
			}
		}
		t.Logf("%-34s found %d of %d, falsely %d", k.name, hit, each, bad)
		found, falsely, all = found+hit, falsely+bad, all+each
		if hit*10 < each*9 {
			t.Errorf("%s: only %d of %d found", k.name, hit, each)
		}
	}
	t.Logf("all: %d of %d found, %d of %d true ones falsely", found, all, falsely, all)
}
