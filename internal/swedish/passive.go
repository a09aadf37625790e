package swedish

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Passives returns the words of a sentence that are verbs in the s-passive:
// redovisas, genomfördes, har beslutats. Precision comes first: verbs that have
// their s in the active too (finns, hoppas), nouns and genitives that look alike
// are left out, and so are verbs that are not known to be one by their ending or
// by name.
func (t *Text) Passives(s *Sentence) []Word {
	var found []Word
	for _, w := range s.Words {
		first, _ := utf8.DecodeRuneInString(w.Of(t.Source))
		if isPassive(w.Fold) && !unicode.IsUpper(first) { // Lukas is a name, and no passive begins a statement
			found = append(found, w)
		}
	}
	return found
}

// presentPassives are verbs whose present has only an s, by their last part: används
// is known as -vänds.
var presentPassives = strings.Fields("görs ges tas förs följs sätts läggs vänds drivs skrivs bjuds ställs hålls fylls bryts nås anges avses anses köps säljs byggs " +
	"prövs utses inges åläggs medges påförs delges utreds inleds mäts vägs byts sköts upplevs övervägs begärs berörs tillgodoses efterlyses anmäls tillses fastställs bedöms döms gällts styrs sänds skickas belyses lyfts löses läses höjs sänks täcks tryggs")

// deponents have their s in the active too, or are what everybody says; and words
// that are no verbs.
var deponents = strings.Fields("finns fanns finnas funnits hoppas hoppades hoppats lyckas lyckades lyckats misslyckas misslyckades misslyckats minns mindes trivs trivdes trivts " +
	"kallas kallades behövs behövdes behövas behövts saknas saknades saknats krävs krävdes krävas väntas väntades fattas fattades fattats vistas vistades vistats " +
	"åldras åldrats andas umgås umgicks umgåtts tycks tycktes känns kändes känts syns syntes synts hörs hördes märks märktes träffas träffades träffats möts möttes mötts " +
	"skiljs skildes låtsas färdas färdades färdats brottas brottades enas enades enats samlas samlades samlats fördubblas fördubblades svaras turas trängs slåss skäms " +
	"lönas återfinns återfanns tillhandahålls förekommits grundas baseras baserades baserats räcks sägs " +
	"plats insats sats resultats formats kandidats apparats klimats format mats fats skats internats privats separats certifikats " +
	"allas varandras enskildes någras andras våras deras vilkas dylikas ungas sjukas enskildas anställdas förtroendevaldas berördas inblandades klienters äldres " +
	"alldeles avsides hypotes protes syntes sedes medes bördes tilldes atlas bonas kansas kaoss thomas jonas lukas niklas mattias tobias elias andreas jonas klas " +
	"sorts kredits profits debits merits krafts fälts bälts salts malts arts parts starts sports exports imports transports rapports resorts konserts experts kuverts")

// known are the deponents as a set.
var known = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range deponents {
		set[w] = true
	}
	return set
}()

// Endings of verbs in the s-passive, by tense. What must not stand before an
// ending that would else be one is in the second list of each.
var (
	pastEndings   = strings.Fields("ades rdes ldes ndes ddes gdes vdes jdes ttes ptes ktes") // redovisades, infördes, tillsattes, köptes
	noPast        = strings.Fields("andes endes")                                            // sökandes, boendes
	supineEndings = strings.Fields("ats örts jorts agits rivits givits ållits agts atts ällts ömts yllts änts")
	noSupine      = strings.Fields("plats insats slutsats uppsats motsats skattesats räntesats lönesats procentsats resultats")
	otherEndings  = strings.Fields("as")                                                                                 // redovisas, genomföras
	noOther       = strings.Fields("nas ias ldas rdas uxnas bas fas")                                                    // nämndernas, anställdas
	otherAfterAll = strings.Fields("lämnas ordnas öppnas räknas ställnas egnas ämnas ändas begränsas vändas ildas bbas") // though they end so
)

// isPassive reports whether a folded word is surely a verb in the s-passive.
func isPassive(w string) bool {
	const fewest = 4 // letters of what is judged by its ending
	if len(w) < 3 || w[len(w)-1] != 's' || known[w] {
		return false
	}
	ends := func(endings []string) bool {
		return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(w, e) })
	}
	switch {
	case slices.Contains(presentPassives, w), slices.ContainsFunc(presentPassives, func(p string) bool { return letterCount(p) >= fewest && strings.HasSuffix(w, p) }):
		return true
	case letterCount(w) <= fewest:
		return false
	case ends(pastEndings):
		return !ends(noPast)
	case ends(supineEndings):
		return !ends(noSupine)
	case ends(otherEndings):
		return !ends(noOther) || ends(otherAfterAll)
	default:
		return false
	}
}
