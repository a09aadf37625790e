package content

import (
	"regexp"
	"slices"
	"strings"
)

// A Citation is a place where a text names an act.
type Citation struct {
	Start, End int    // of the name with its number, in bytes
	Name       string // as it is written: Socialtjänstlagen, SoL
	Short      bool   // it is an abbreviation
	Section    string // the sections that are named before it: "16 kap. 6 f §"; or ""
	SFS        string // the number that the text gives it, or ""
	SFSStart   int    // where that stands
	// Named are the acts that have had the name, the newest one first; nil when
	// only the number tells which act is meant.
	Named []*Law
}

// Agrees reports whether the name and the number are of one act, as far as both
// are known.
func (c *Citation) Agrees() bool {
	return c.SFS == "" || len(c.Named) == 0 || slices.ContainsFunc(c.Named, func(l *Law) bool { return l.SFS == c.SFS })
}

// Choose returns the act that is meant by a text of some days. Of several of the
// same name it is the one that the text itself numbers somewhere, else the one
// that was in force; certain is false when more than one was. It is nil when
// none can be told.
func (c *Citation) Choose(l *Laws, first, last string, numbered map[string]bool) (law *Law, certain bool) {
	if c.SFS != "" {
		return l.BySFS(c.SFS), true
	}
	for _, n := range c.Named {
		if numbered[n.SFS] {
			return n, true
		}
	}
	if len(c.Named) == 1 {
		return c.Named[0], true
	}
	var valid []*Law
	if first != "" || last != "" {
		for _, n := range c.Named {
			if n.InForce(first, last) {
				valid = append(valid, n)
			}
		}
	}
	if len(valid) == 0 {
		return nil, false
	}
	return valid[0], len(valid) == 1
}

var (
	// numberAfter is the number in parentheses behind a name: (2001:453), (SFS
	// 2001:453), also behind the abbreviation.
	numberAfter = regexp.MustCompile(`^\s*(?:\([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,5}\)\s*)?\((?:SFS\s+)?((?:1[6-9]|20)\d\d:\d{1,4})\)`)
	// numberFirst is an act that is named by number before its title: lagen
	// (1993:387) om stöd och service.
	numberFirst = regexp.MustCompile(`(?i)\b(lag|lagen|lagens)\s+\((?:SFS\s+)?((?:1[6-9]|20)\d\d:\d{1,4})\)(?:\s+((?:om|med)\s+[^\s.,;:()]+(?:\s+[^\s.,;:()]+){0,12}))?`)
	// numberAlone is an act that is named by number only.
	numberAlone = regexp.MustCompile(`\bSFS\s+((?:1[6-9]|20)\d\d:\d{1,4})\b`)
	// sectionsBefore are chapter and section, or sections, right before a name.
	sectionsBefore = regexp.MustCompile(`(?:(\d{1,3}(?:\s?[a-z])?\s?kap\.?\s*)?(\d{1,3}(?:\s?[a-z])?(?:\s?[-–,]\s?(?:\d{1,3}(?:\s?[a-z])?|[a-z]))*(?:\s(?:och|samt)\s\d{1,3}(?:\s?[a-z])?)?\s?§§?)|(\d{1,3}(?:\s?[a-z])?\s?kap\.))(?:\s+(?:(?:första|andra|tredje|fjärde)\s+(?:stycket|punkten)|[1-9]\s?(?:st|p)\.?))*\s*(?:i\s+)?$`)
)

// longestSection is how many bytes before a name its sections are looked for.
const longestSection = 120

// Citations returns where a text names acts, in order. Only names and numbers
// that are known count, and numbers that stand behind the word lag: nothing else
// is certain to be an act.
func (l *Laws) Citations(text string) []Citation {
	if l == nil {
		return nil
	}
	all := l.numbered(text)
	taken := func(start, end int) bool {
		return slices.ContainsFunc(all, func(c Citation) bool { return start < c.End && c.Start < end })
	}
	for _, f := range l.names.in(text) {
		if taken(f.start, f.end) {
			continue
		}
		key := l.keys[f.of]
		c := Citation{Start: f.start, End: f.end, Name: text[f.start:f.end], Short: key.short, Named: key.laws}
		if m := numberAfter.FindStringSubmatchIndex(text[f.end:]); m != nil {
			c.SFS, c.SFSStart, c.End = text[f.end+m[2]:f.end+m[3]], f.end+m[2], f.end+m[1]
		}
		all = append(all, c)
	}
	for _, m := range numberAlone.FindAllStringSubmatchIndex(text, -1) {
		if sfs := text[m[2]:m[3]]; !taken(m[0], m[1]) && l.bySFS[sfs] != nil {
			all = append(all, Citation{Start: m[0], End: m[1], Name: text[m[0]:m[1]], SFS: sfs, SFSStart: m[2]})
		}
	}
	slices.SortFunc(all, func(a, b Citation) int { return a.Start - b.Start })
	for i := range all {
		from := max(0, all[i].Start-longestSection)
		if i > 0 {
			from = max(from, all[i-1].End)
		}
		if before := text[from:all[i].Start]; strings.ContainsAny(before, "§k") {
			if m := sectionsBefore.FindStringIndex(before); m != nil {
				all[i].Section = tidySection(before[m[0]:])
			}
		}
	}
	// Two letters are too little to tell an act by, but for behind a section.
	return slices.DeleteFunc(all, func(c Citation) bool { return c.Short && len(c.Name) < 3 && c.Section == "" && c.SFS == "" })
}

// numbered finds acts whose number stands between the word lag and their title.
func (l *Laws) numbered(text string) []Citation {
	var all []Citation
	for _, m := range numberFirst.FindAllStringSubmatchIndex(text, -1) {
		c := Citation{Start: m[0], End: m[5] + 1, Name: text[m[2]:m[3]], SFS: text[m[4]:m[5]], SFSStart: m[4]}
		if m[6] >= 0 {
			title := "lagen " + text[m[6]:m[7]]
			for _, f := range l.names.in(title) {
				if f.start == 0 {
					c.End, c.Named, c.Name = m[6]+f.end-len("lagen "), l.keys[f.of].laws, title[:f.end]
				}
			}
		}
		if len(c.Named) > 0 || l.bySFS[c.SFS] != nil {
			all = append(all, c)
		}
	}
	return all
}

// tidySection writes sections as they are cited: "3 kap. 3 §".
func tidySection(text string) string {
	if i := strings.LastIndex(text, "§"); i >= 0 {
		text = text[:i+len("§")]
	} else if i := strings.LastIndex(text, "kap"); i >= 0 {
		text = text[:i] + "kap."
	}
	text = strings.Join(strings.Fields(text), " ")
	for _, r := range [][2]string{{"kap ", "kap. "}, {"§§", " §§"}} {
		text = strings.ReplaceAll(text, r[0], r[1])
	}
	if !strings.HasSuffix(text, "§§") {
		text = strings.ReplaceAll(text, "§", " §")
	}
	return strings.Join(strings.Fields(text), " ")
}

// A CitedLaw is an act that a text names, with the sections that it names of it.
type CitedLaw struct {
	Law      *Law
	Short    string   // its abbreviation, where the text uses it; else ""
	Sections []string // as they are cited, each once, in the text's order
}

// Cited returns the acts that lines of text name, in the order of their first
// mention. The days are those that the text speaks of; a name that may be of
// several acts is then that of the one in force on the last of them.
func (l *Laws) Cited(lines []string, first, last string) []CitedLaw {
	var all []Citation
	for _, line := range lines {
		all = append(all, l.Citations(line)...)
	}
	numbered := Numbered(all)
	var cited []CitedLaw
	for i := range all {
		law, _ := all[i].Choose(l, first, last, numbered)
		if law == nil || !all[i].Agrees() {
			continue
		}
		at := slices.IndexFunc(cited, func(c CitedLaw) bool { return c.Law == law })
		if at < 0 {
			at = len(cited)
			cited = append(cited, CitedLaw{Law: law})
		}
		if all[i].Short {
			cited[at].Short = all[i].Name
		}
		if s := all[i].Section; s != "" && !slices.Contains(cited[at].Sections, s) {
			cited[at].Sections = append(cited[at].Sections, s)
		}
	}
	return cited
}

// Numbered are the numbers that citations give, which tell of which act the
// others of the same text speak.
func Numbered(all []Citation) map[string]bool {
	numbered := map[string]bool{}
	for i := range all {
		if all[i].SFS != "" {
			numbered[all[i].SFS] = true
		}
	}
	return numbered
}

// Days are the first and the last day that a report speaks of: its period and the
// day that it was written. They are empty where nothing is known.
func (m *Meta) Days() (first, last string) {
	if m.Period.From != "" {
		first, last = m.Period.From+"-01", m.Period.To+"-31"
	}
	if m.Date != "" && (first == "" || m.Date < first) {
		first = m.Date
	}
	return first, max(last, m.Date)
}

// Knows reports whether a word is the abbreviation of an act.
func (l *Laws) Knows(short string) bool {
	return l != nil && slices.ContainsFunc(l.keys, func(k lawName) bool { return k.short && slices.Contains(k.laws[0].Short, short) })
}
