package series

import (
	"regexp"
	"strings"

	"tertial/internal/edition"
	"tertial/internal/tabular"
)

var (
	yearInName = regexp.MustCompile(`(?:19|20)\d\d`)
	signSuffix = regexp.MustCompile(`\s*\(\s*[+\-−–/±\s]+\s*\)`)
	periodName = regexp.MustCompile(`^(?:19|20)\d\d(?:[-–/ ]?(?:\d{1,4}|[kKtT]\d))?$`)
)

// unsigned takes the signs off a name that only say how it is counted: Netto (+/-).
func unsigned(name string) string {
	if !strings.Contains(name, "(") {
		return name
	}
	if bare := strings.TrimSpace(signSuffix.ReplaceAllString(name, "")); bare != "" {
		return bare
	}
	return name
}

// yearless is a title or id of a dataset whatever year it is of.
func yearless(name string) string {
	return strings.Trim(tabular.Fold(strings.ReplaceAll(yearInName.ReplaceAllString(name, " "), "-", " ")), " ,–()")
}

// economySeries is the series of tables that account for a whole committee.
const economySeries = "\x00economy"

// identify finds which datasets of the reports are the same series: those of one
// kind with the same id, or the same title, whatever year they name. Two
// datasets of one report are never the same through their title alone. The
// table of a whole committee's activities is one series more in every report.
func (c *Committee) identify() {
	c.series, c.economy = map[*Report]map[string]string{}, map[*Report]string{}
	byID, byTitle := map[string]string{}, map[string]string{}
	for _, p := range c.parts {
		own := map[string]string{}
		used := map[string]bool{}
		c.series[p.Report] = own
		c.economy[p.Report] = mainAccount(p.Report, c.facts[p.Report])
		for _, f := range c.facts[p.Report] {
			if own[f.Set] != "" {
				continue
			}
			id, title := f.Kind+edition.KeySeparator+yearless(f.Set), f.Kind+edition.KeySeparator+yearless(f.SetTitle)
			key := byID[id]
			if key == "" && f.SetTitle != "" && !used[byTitle[title]] {
				key = byTitle[title]
			}
			if key == "" {
				key = id
			}
			own[f.Set], used[key], byID[id] = key, true, key
			if byTitle[title] == "" {
				byTitle[title] = key
			}
		}
	}
	c.spread()
}

// spread counts tables of the same series as one that accounts for a whole
// committee to its economy, in reports that have no other.
func (c *Committee) spread() {
	economy := map[string]bool{}
	for r, set := range c.economy {
		if set != "" {
			economy[c.series[r][set]] = true
		}
	}
	for _, p := range c.parts {
		if c.economy[p.Report] != "" {
			continue
		}
		for _, f := range c.facts[p.Report] {
			if f.Kind == operating && economy[c.series[p.Report][f.Set]] {
				c.economy[p.Report] = f.Set
				break
			}
		}
	}
}

// mainAccount is the dataset of a report that accounts for the whole committee:
// the one with totals that says most of the report's own year; or empty.
func mainAccount(r *Report, facts []*Fact) string {
	best, most := "", 0
	counts := map[string]int{}
	for _, f := range facts {
		if f.Kind != operating || f.Group != "" || !f.Has || typeOf(f) != total {
			continue
		}
		counts[f.Set]++
		if f.Year == r.Year() {
			counts[f.Set]++
		}
		if counts[f.Set] > most {
			best, most = f.Set, counts[f.Set]
		}
	}
	return best
}

// seriesOf is the series of a fact's dataset.
func (c *Committee) seriesOf(f *Fact) string {
	if key := c.series[f.Report][f.Set]; key != "" {
		return key
	}
	return f.Set
}

// inEconomy reports whether a fact is of the whole committee's economy by its
// activities.
func (c *Committee) inEconomy(f *Fact) bool {
	return f.Kind == operating && c.economy[f.Report] == f.Set
}

// titled are kinds of datasets whose rows say nothing without the title of
// their dataset: the same kind of cost may be of anything.
var titled = map[string]bool{
	"cost-types": true, "table": true, "series": true, "staff": true, "survey": true, "grants": true, "decisions-not-enforced": true,
}

// callMeasures gives measures the name of their dataset too, where their own does
// not say what they are.
func (c *Committee) callMeasures() {
	count := map[string]int{}
	key := func(m *Measure) string { return tabular.Fold(m.Under + "\n" + m.Name) }
	for _, m := range c.Measures {
		count[key(m)]++
	}
	for _, m := range c.Measures {
		last := m.facts[len(m.facts)-1]
		if c.inEconomy(last) || last.SetTitle == "" || strings.Contains(tabular.Fold(m.Name), tabular.Fold(last.SetTitle)) {
			continue
		}
		if titled[m.Kind] || count[key(m)] > 1 || last.Subject == "" {
			m.called = m.Name
		}
	}
	for _, m := range c.Measures {
		if m.called != "" {
			m.Name += " – " + m.facts[len(m.facts)-1].SetTitle
		}
	}
}
