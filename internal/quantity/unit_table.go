package quantity

// A unitEntry is one known unit and its words.
type unitEntry struct {
	id      Unit
	per     Unit     // below the line of a quotient, where it differs: "månad" for "månader"
	counted bool     // whole numbers of it are exact
	aliases []string // other spellings, in lower case
	long    string   // Swedish in words, where it differs from id
	single  string   // Swedish after 1, where it differs from per, long and id
	en      string
	enOne   string // English for one, where it differs
}

// unitTable is searched from the front: the frequent ones come first.
var unitTable = [...]unitEntry{
	{id: Thousands, aliases: []string{"kkr", "ksek", "tsek", "tusen kronor", "tusental kronor", "tusen kr", "tusentals kronor", "sek thousand"}, long: "tusen kronor", en: "SEK thousand"},
	{id: Millions, aliases: []string{
		"mkr", "msek", "mn kr", "mnkr", "milj kr", "milj. kr", "miljoner kronor", "miljon kronor", "miljoner kr", "miljoner", "mn sek", "mnsek", "sek million",
	}, long: "miljoner kronor", single: "miljon kronor", en: "SEK million"},
	{id: Kronor, aliases: []string{"kronor", "krona", "sek", "skr", "svenska kronor"}, long: "kronor", single: "krona", en: "SEK"},
	{id: Billions, aliases: []string{"mdr kr", "mdr", "md kr", "miljarder kronor", "miljard kronor", "miljarder", "miljarder kr", "bsek", "sek billion"}, long: "miljarder kronor", single: "miljard kronor", en: "SEK billion"},
	{id: Percent, aliases: []string{"procent", "pct", "percent", "per cent"}, long: "procent", en: "%"},
	{id: PercentagePoints, aliases: []string{"procentenhet", "%-enheter", "%-enhet", "% enheter", "%enheter", "pp", "p.e", "p.p", "pe", "percentage points"}, single: "procentenhet", en: "percentage points", enOne: "percentage point"},
	{id: Index, aliases: []string{"indexvärde", "indextal"}, en: "index"},
	{id: Pieces, counted: true, aliases: []string{"styck", "stycken", "antal", "stk"}, en: "items", enOne: "item"},
	{id: "personer", per: "person", counted: true, aliases: []string{"pers", "individer", "individ"}, en: "people", enOne: "person"},
	{id: "barn", counted: true, en: "children", enOne: "child"},
	{id: "flickor", per: "flicka", counted: true, en: "girls", enOne: "girl"},
	{id: "pojkar", per: "pojke", counted: true, en: "boys", enOne: "boy"},
	{id: "kvinnor", per: "kvinna", counted: true, en: "women", enOne: "woman"},
	{id: "män", per: "man", counted: true, en: "men", enOne: "man"},
	{id: "invånare", counted: true, aliases: []string{"inv"}, en: "inhabitants", enOne: "inhabitant"},
	{id: "elever", per: "elev", counted: true, en: "pupils", enOne: "pupil"},
	{id: "brukare", counted: true, en: "service users", enOne: "service user"},
	{id: "klienter", per: "klient", counted: true, en: "clients", enOne: "client"},
	{id: "anställda", per: "anställd", counted: true, en: "employees", enOne: "employee"},
	{id: "hushåll", counted: true, en: "households", enOne: "household"},
	{id: "familjer", per: "familj", counted: true, en: "families", enOne: "family"},
	{id: "ärenden", per: "ärende", counted: true, en: "cases", enOne: "case"},
	{id: "beslut", counted: true, en: "decisions", enOne: "decision"},
	{id: "insatser", per: "insats", counted: true, en: "measures", enOne: "measure"},
	{id: "placeringar", per: "placering", counted: true, en: "placements", enOne: "placement"},
	{id: "anmälningar", per: "anmälan", counted: true, en: "reports", enOne: "report"},
	{id: "ansökningar", per: "ansökan", counted: true, en: "applications", enOne: "application"},
	{id: "utredningar", per: "utredning", counted: true, en: "investigations", enOne: "investigation"},
	{id: "platser", per: "plats", counted: true, en: "places", enOne: "place"},
	{id: "lägenheter", per: "lägenhet", counted: true, aliases: []string{"lgh"}, en: "flats", enOne: "flat"},
	{id: "besök", counted: true, en: "visits", enOne: "visit"},
	{id: "svar", counted: true, en: "answers", enOne: "answer"},
	{id: "årsarbetare", aliases: []string{"åa", "årsarb", "fte"}, en: "full-time equivalents", enOne: "full-time equivalent"},
	{id: "årsplats", aliases: []string{"årsplatser"}, long: "årsplatser", single: "årsplats", en: "place-years", enOne: "place-year"},
	{id: "årsboende", aliases: []string{"årsboenden"}, long: "årsboende", en: "resident-years", enOne: "resident-year"},
	{id: "dygn", aliases: []string{"vårddygn"}, en: "days and nights", enOne: "day and night"},
	{id: "dagar", per: "dag", en: "days", enOne: "day"},
	{id: "timmar", per: "timme", aliases: []string{"tim", "h"}, en: "hours", enOne: "hour"},
	{id: "minuter", per: "minut", aliases: []string{"min"}, en: "minutes", enOne: "minute"},
	{id: "veckor", per: "vecka", en: "weeks", enOne: "week"},
	{id: "månader", per: "månad", aliases: []string{"mån"}, en: "months", enOne: "month"},
	{id: "år", en: "years", enOne: "year"},
	{id: "kvm", aliases: []string{"m2", "m²", "kvadratmeter"}, long: "kvadratmeter", en: "m²"},
	{id: "poäng", en: "points", enOne: "point"},
}
