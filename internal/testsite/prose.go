package testsite

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// Pieces of sentences that fit together in any combination.
var (
	subjects = [...]string{
		"Förvaltningen", "Verksamheten", "Enheten för stöd", "Arbetsgruppen", "Nämndens presidium", "Projektet om välfärdsteknik",
		"Samverkan med regionen", "Den nya organisationen", "Rekryteringen", "Arbetet med kvalitet",
	}
	verbs = [...]string{
		"har under perioden följt upp", "fortsätter att utveckla", "har inlett", "behöver prioritera", "har slutfört",
		"påverkas av", "har stärkt", "ser över", "planerar för", "har fördröjt",
	}
	objects = [...]string{
		"bemanningen inför sommaren", "rutinerna för dokumentation", "avtalen med utförare", "samarbetet mellan enheterna",
		"lokalerna i centrum", "de öppna mötesplatserna", "introduktionen av nya medarbetare", "den långsiktiga planeringen",
		"arbetet mot hot och våld", "tillgängligheten på webben",
	}
	ends = [...]string{
		", vilket syns i resultatet", " enligt beslutet i december", " tillsammans med brukarna", ", men effekten dröjer",
		" inom den beslutade ramen", " och väntas bli klar under hösten", "", " utan extra kostnader", ", som planerat", " i två av tre områden",
	}
	headings = [...]string{
		"Bemanning", "Lokaler", "Samverkan", "Digitalisering", "Kvalitet", "Uppföljning", "Arbetsmiljö", "Tillgänglighet",
		"Beredskap", "Kommunikation", "Utveckling", "Framtiden",
	}
)

func sentence(r *rand.Rand) string {
	return subjects[r.IntN(len(subjects))] + " " + verbs[r.IntN(len(verbs))] + " " +
		objects[r.IntN(len(objects))] + ends[r.IntN(len(ends))] + "."
}

func paragraph(b *strings.Builder, r *rand.Rand) {
	for i := range 3 + r.IntN(4) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(sentence(r))
	}
	b.WriteString("\n\n")
}

// prose writes paragraphs without numbers.
func (p *page) prose(paragraphs int) {
	for range paragraphs {
		paragraph(&p.Builder, p.rand)
	}
}

func (p *page) sentenceStart() string { return subjects[p.rand.IntN(len(subjects))] }

// Page returns Markdown of at least the given size with pipe tables and no
// figures: the same work for every program that renders Markdown. Paragraphs,
// lists, emphasis, links and headings of two levels stand between the tables.
func Page(seed uint64, size, tables int) []byte {
	var b strings.Builder
	r := newRand(seed, streamPage)
	rest := size - tables*pipeTableSize
	for i := 0; i < tables || b.Len() < size; i++ {
		b.WriteString([...]string{"# ", "## ", "## "}[i%3])
		b.WriteString(headings[i%len(headings)] + "\n\n")
		share := b.Len() + max(rest/max(tables, 1), 400)
		if i < tables {
			share += pipeTableSize
			pipeTable(&b, r)
		}
		for b.Len() < share {
			paragraph(&b, r)
			if r.IntN(4) == 0 {
				list(&b, r)
			}
		}
	}
	return []byte(b.String())
}

// pipeTableSize is about how long a pipe table is.
const pipeTableSize = 900

func pipeTable(b *strings.Builder, r *rand.Rand) {
	b.WriteString("| Verksamhet | Budget | Prognos | Avvikelse | Utfall |\n|:---|---:|---:|---:|---:|\n")
	for range 12 {
		b.WriteString("| " + activityNames[r.IntN(len(activityNames))])
		for range 4 {
			b.WriteString(" | " + group(strconv.Itoa(r.IntN(300_000)), " ") + "," + strconv.Itoa(r.IntN(10)))
		}
		b.WriteString(" |\n")
	}
	b.WriteByte('\n')
}

func list(b *strings.Builder, r *rand.Rand) {
	for range 3 {
		b.WriteString("- *" + objects[r.IntN(len(objects))] + "*: " + sentence(r) + "\n")
	}
	b.WriteString("\nMer finns på [kommunens webbplats](https://exempelkoping.example/" + strconv.Itoa(r.IntN(100)) + "), **" +
		objects[r.IntN(len(objects))] + "**.\n\n")
}
