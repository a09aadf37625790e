package proofread

import (
	"regexp"
	"strings"

	"tertial/internal/diag"
)

// A stiffWord is a word of offices with one that everybody uses.
type stiffWord struct {
	forms   string // as a pattern of whole words
	instead string
}

// stiffWords are few, and each has an alternative that fits nearly everywhere.
var stiffWords = [...]stiffWord{
	{`avseende`, "om, för"},
	{`beträffande`, "om"},
	{`erhåll(?:a|er|as|s|it|its|en|na)|erhöll(?:s)?`, "få"},
	{`föreligg(?:a|er)|förelåg`, "finns"},
	{`inkom(?:ma|mer|na|met|mit)`, "komma in"},
	{`medelst`, "med, genom"},
	{`jämlikt`, "enligt"},
	{`därest`, "om"},
	{`ävensom`, "och"},
	{`i syfte att`, "för att"},
	{`till följd därav`, "därför"},
	{`tillse(?:r|s)?|tillsåg`, "se till"},
	{`ombesörj(?:a|er|as|s|de)`, "ordna, sköta"},
	{`erlägg(?:a|er|as|s)|erlades?|erlagts?`, "betala"},
	{`huruvida`, "om"},
	{`åvila(?:r|de)?`, "vara ansvarig för"},
	{`hemställ(?:a|er|an|de)`, "begära"},
	{`tillhandahåll(?:a|er|as|s|it|its)|tillhandahölls?`, "erbjuda, ha"},
	{`införskaffa(?:r|s|t|ts|de|des)?`, "skaffa, köpa"},
	{`vidtaga|vidtag(?:er|es)`, "göra"},
	{`likväl|icke desto mindre`, "ändå"},
	{`i enlighet med`, "enligt"},
	{`på grund härav|härvidlag|härvid`, "då, här"},
	{`nyttja(?:r|s|t|ts|de|des)?`, "använda"},
}

// inThisRespect stands before a noun that looks like one of the words.
var inThisRespect = regexp.MustCompile(`(?i)\b(?:detta|samma|visst|vissa|alla|många|ett|något|flera|dessa) $`)

// officialese finds stiff words: each once, with how often it stands.
func (p *plainReader) officialese() {
	for i := range stiffWords {
		w := &stiffWords[i]
		pattern := regexp.MustCompile(`(?i)(?:^|[^\pL\pN-])(` + w.forms + `)(?:$|[^\pL\pN-])`)
		count := 0
		var first diag.Place
		word := ""
		for k := range p.Blocks {
			b := &p.Blocks[k]
			if !running(b) {
				continue
			}
			line := breaks.Replace(string(p.Raw[b.Start:b.End]))
			for _, m := range pattern.FindAllStringSubmatchIndex(line, -1) {
				if inThisRespect.MatchString(line[:m[2]]) {
					continue
				}
				if count++; count == 1 {
					first, word = p.At(b.Start+m[2], b.Start+m[3]), strings.ToLower(line[m[2]:m[3]])
				}
			}
		}
		if count > 0 {
			p.hint(3+count, diag.New("OFFICIALESE", first, "word", word, "instead", w.instead, "count", count))
		}
	}
}
