package swedish_test

import (
	"fmt"
	"strings"
	"testing"

	"tertial/internal/swedish"
)

var kindNames = [...]string{
	"amount", "day", "year", "period", "clock", "diary", "law", "phone", "pointer", "code", "age", "postcode", "label", "address", "ordinal",
}

var hedgeNames = [...]string{"", "about", "just over", "just under", "above", "below"}

// show writes an item as the tests compare it.
func show(text string, it *swedish.Item) string {
	parts := []string{kindNames[it.Kind], it.Of(text)}
	if it.Kind == swedish.Amount {
		value := it.Number.String()
		if it.Range {
			value += ".." + it.High.String()
		}
		parts = append(parts, value+strings.TrimRight(" "+string(it.Unit), " "))
		for _, extra := range []struct {
			on   bool
			text string
		}{
			{it.Noun != "", "noun " + it.Noun}, {it.Hedge != 0, hedgeNames[it.Hedge]}, {it.Inherited, "inherited"}, {it.Ambiguous, "ambiguous"},
			{it.Part, "part"}, {it.Times, "times"}, {it.Sign == swedish.Loose, "loose"},
		} {
			if extra.on {
				parts = append(parts, extra.text)
			}
		}
	}
	if it.From != (swedish.Date{}) || it.To != (swedish.Date{}) {
		parts = append(parts, fmt.Sprintf("%v–%v", it.From, it.To))
	}
	if it.Relative {
		parts = append(parts, fmt.Sprintf("shift %d", it.Shift))
	}
	return strings.Join(parts, " | ")
}

var options = &swedish.Options{Codes: map[string]bool{"73": true, "10": true}}

func items(text string) string {
	var out []string
	for _, s := range swedish.Read(text, options).Sentences {
		for i := range s.Items {
			out = append(out, show(text, &s.Items[i]))
		}
	}
	return strings.Join(out, "\n")
}

func TestTry(t *testing.T) {
	for _, s := range []string{
		"Prognosen för socialnämnden är 131,6 miljoner kronor, det vill säga +/- noll jämfört med budgeten.",
		"resultat totalt 1,1 miljoner bättre, det vill säga - 2,6 miljoner kronor i stället för -3,7 miljoner kronor.",
		"Barn och unga (73) hade 19 årsplaceringar jämfört med de budgeterade 6 på helår, från 7 000 kronor per dygn till 7 400 kronor per dygn 2020.",
		"I april 2020, den 26 maj, 2020-05-26 och jan 20 – april 20 samt januari till och med april 2021.",
		"Barn 0–20 år, 15-17 år gamla, 18 år och äldre, 21-åringar.",
		"Enligt lagen (1998:808), 8 kap. 2 § och § 35, SN/2020:238, SN 2020:218, KS2020/158/11, dnr 2020-123.",
		"Ring 08-530 610 00 eller +46 8 530 610 00, kl. 18.00–19.30, 147 85 Tumba, se avsnitt 2.1 och tabell 3.",
		"från 117 till 93 jämfört med 2020, 17,2 respektive 13,8 procent, 10–12 %, mellan 3 och 5 personer",
		"drygt 38 miljoner, knappt en halv miljon kronor, två tredjedelar, hälften, dubbelt så många, en av fem, tre gånger så många, Covid-19, T2 2018, 65+ och vecka 12",
		"ca 5,7 mnkr. Över 100 tusen kronor. 320 000: - och 1.234 kr samt 5 tusen personer, 2,5 miljoner besök, åtta procentenheter, fyra %-enheter",
		"Utfallet för 2019 och 2017–2019, 2021/22, första kvartalet 2020, tertial 1, förra året, i år, 2 000 kronor 2020.",
		"Det var 258 av 262 ärenden, 77 procent. Hela 5 dagar. På 10 dagar.",
		"Mottagare: t.ex. A. Barn, bl.a. unga. Se kap. 3. Bra! Slut (på det). 3 barn.",
	} {
		fmt.Println("==", s)
		fmt.Println(items(s))
		for _, x := range swedish.Read(s, options).Sentences {
			fmt.Println("   S:", x.Of(s))
		}
	}
}
