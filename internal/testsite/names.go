package testsite

import "strconv"

// body is the municipality that every committee belongs to. It does not exist.
const body = "Exempelköpings kommun"

// idPrefix begins the ids of all committees.
const idPrefix = "exempelkoping-"

// A committee is what the generator knows of one committee.
type committee struct {
	index int
	id    string
	name  string
	task  string
	diary string // beginning of its diary numbers
}

var committeeNames = [...]struct{ id, name, task, diary string }{
	{"omsorgsnamnden", "Omsorgsnämnden", "Nämnden ansvarar för stöd och omsorg till vuxna med funktionsnedsättning.", "ON"},
	{"bildningsnamnden", "Bildningsnämnden", "Nämnden ansvarar för förskola, grundskola och gymnasieskola.", "BN"},
	{"tekniska-namnden", "Tekniska nämnden", "Nämnden ansvarar för gator, parker, vatten och avlopp.", "TN"},
	{"kultur-och-fritidsnamnden", "Kultur- och fritidsnämnden", "Nämnden ansvarar för bibliotek, kulturskola och anläggningar för idrott.", "KFN"},
	{"miljonamnden", "Miljönämnden", "Nämnden ansvarar för tillsyn enligt miljöbalken och livsmedelslagen.", "MN"},
	{"byggnadsnamnden", "Byggnadsnämnden", "Nämnden ansvarar för bygglov, detaljplaner och kartor.", "ByN"},
	{"arbetsmarknadsnamnden", "Arbetsmarknadsnämnden", "Nämnden ansvarar för arbetsmarknadsinsatser och vuxenutbildning.", "AN"},
	{"aldrenamnden", "Äldrenämnden", "Nämnden ansvarar för hemtjänst och särskilt boende.", "ÄN"},
	{"familjenamnden", "Familjenämnden", "Nämnden ansvarar för stöd och skydd till barn, unga och deras familjer.", "FN"},
	{"raddningsnamnden", "Räddningsnämnden", "Nämnden ansvarar för räddningstjänst och krisberedskap.", "RN"},
	{"trafiknamnden", "Trafiknämnden", "Nämnden ansvarar för trafik, parkering och resor.", "TrN"},
	{"naringslivsnamnden", "Näringslivsnämnden", "Nämnden ansvarar för näringsliv, mark och exploatering.", "NN"},
}

// committeeAt returns the committee of an index. Beyond the named ones they
// are numbered.
func committeeAt(i int) committee {
	if i < len(committeeNames) {
		n := committeeNames[i]
		return committee{i, idPrefix + n.id, n.name, n.task, n.diary}
	}
	n := strconv.Itoa(i + 1)
	return committee{i, idPrefix + "namnd-" + n, "Nämnd " + n, "Nämnden är påhittad.", "N" + n}
}

// activityNames are the activities of all committees; each has its code by its
// place, so that a code means one thing on the whole site.
var activityNames = [...]string{
	"Ledning och administration", "Stöd i ordinärt boende", "Boende med särskild service", "Daglig verksamhet",
	"Förebyggande arbete", "Öppna insatser", "Familjestöd", "Hjälp i hemmet",
	"Vuxenstöd", "Boendestöd", "Trygghetslarm", "Avlösning och ledsagning",
	"Barn och ungdom", "Insatser för unga", "Rådgivning", "Nattpatrull",
	"Lokaler och fastigheter", "Gemensam service", "Utveckling och projekt", "Tillsyn",
	"Kundtjänst", "Mottagning", "Sommarverksamhet", "Anläggningar",
	"Drift och underhåll", "Beredskap", "Transporter", "Måltider",
	"Vikarier och bemanning", "Teknik och hjälpmedel", "Information", "Bidrag till föreningar",
	"Kurser och utbildning", "Vinterhållning", "Planering", "Kvalitet och uppföljning",
}

// costTypes are the kinds of costs; shares of the whole are in per mille.
var costTypes = [...]struct {
	name  string
	share int64
}{
	{"Personalkostnader", 540}, {"Köp av verksamhet", 232}, {"Lokaler", 118}, {"Material och tjänster", 81}, {"Avskrivningar", 29},
}

var incomeTypes = [...]struct {
	name  string
	share int64
}{
	{"Taxor och avgifter", 455}, {"Bidrag från staten", 430}, {"Försäljning", 115},
}

// measures are what volumes and key figures count.
var measures = [...]struct {
	section, code, name, unit, method string
	size                              int64
}{
	{"Vuxna", "boende", "Platser i boende", "årsplats", "dygn/365", 62},
	{"Vuxna", "daglig", "Deltagare i daglig verksamhet", "personer", "snitt per månad", 148},
	{"Vuxna", "stod", "Timmar boendestöd", "timmar", "unika under året", 18_400},
	{"Unga", "kontakt", "Unga med kontaktperson", "personer", "snitt per månad", 41},
	{"Unga", "avlosning", "Familjer med avlösning", "familjer", "per datum", 27},
	{"Alla", "arenden", "Inkomna ärenden", "ärenden", "unika under året", 1_930},
}

// indicators are measured for women and men.
var indicators = [...]struct {
	code, name, unit, direction string
	decimals                    int
	level                       int64 // in units of the last decimal
}{
	{"nojd", "Nöjdhet med insatsen", "%", "ökar", 0, 81},
	{"hme", "Hållbart medarbetarengagemang", "index", "ökar", 0, 77},
	{"sjuk", "Sjukfrånvaro", "%", "minskar", 1, 68},
	{"trygg", "Trygghet i kontakten", "%", "ökar", 1, 874},
}

// units are the places of the plain table.
var units = [...]struct {
	name, note string
	places     int64
	own        string
	opened     string
}{
	{"Björkbacken", "Ombyggt; \"norra flygeln\" är stängd", 24, "Ja", "1998-03-01"},
	{"Lindgården", "", 18, "Ja", "2004-09-15"},
	{"Sjöstugan", "Hyrs ut sommartid\ntill en förening", 12, "Nej", "2011-01-10"},
	{"Kvarnen [väst]", "Avtal t.o.m. nästa år", 9, "Nej", "2016-06-01"},
	{"Åsgatan 4, 2 tr", "", 15, "Ja", "1987-11-20"},
}

var months = [...]string{
	"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
}

// A reportType is one of the reports that a committee writes each year.
type reportType struct {
	id    string
	kind  string
	title string
	month int // last month that it covers
}

// reportTypes are in the order in which a site of few reports gets them.
var reportTypes = [...]reportType{
	{"delarsrapport-1", "interim-report", "Delårsrapport 1", 4},
	{"verksamhetsberattelse", "annual-report", "Verksamhetsberättelse", 12},
	{"delarsrapport-2", "interim-report", "Delårsrapport 2", 8},
	{"manadsrapport-02", "monthly-report", "Månadsrapport februari", 2},
	{"manadsrapport-10", "monthly-report", "Månadsrapport oktober", 10},
	{"manadsrapport-03", "monthly-report", "Månadsrapport mars", 3},
	{"manadsrapport-09", "monthly-report", "Månadsrapport september", 9},
	{"manadsrapport-05", "monthly-report", "Månadsrapport maj", 5},
	{"manadsrapport-06", "monthly-report", "Månadsrapport juni", 6},
	{"manadsrapport-11", "monthly-report", "Månadsrapport november", 11},
	{"manadsrapport-01", "monthly-report", "Månadsrapport januari", 1},
	{"manadsrapport-07", "monthly-report", "Månadsrapport juli", 7},
}

func (t reportType) annual() bool { return t.month == 12 }
