package layout

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tertial/internal/change"
	"tertial/internal/edition"
	"tertial/internal/quantity"
)

// ChangesText writes a comparison for a terminal: what the page says, in lines.
// Where there is colour, what was struck is red and what was put in green; signs
// say the same.
func (s *Set) ChangesText(in ChangesInput, color bool) string {
	in.Drawing = nil
	w := &changesText{m: &changesMaker{set: s, in: in, alone: true}, color: color}
	w.write()
	return w.b.String()
}

type changesText struct {
	m     *changesMaker
	b     strings.Builder
	color bool
}

func (w *changesText) line(parts ...string) {
	for _, p := range parts {
		w.b.WriteString(p)
	}
	w.b.WriteByte('\n')
}

func (w *changesText) head(text string) {
	w.line()
	w.line(w.bold(text))
}

func (w *changesText) bold(text string) string { return w.paint("1", text) }

func (w *changesText) paint(code, text string) string {
	if !w.color || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (w *changesText) write() {
	view, c := w.m.view(), w.m.in.Changes
	w.line(w.bold(w.m.in.Title + ": " + lowerFirst(view.Title)))
	w.line(view.Against)
	if g := view.Ground; g != nil {
		w.line(strings.TrimSpace(g.Head + ". " + g.Ground + " " + g.Reason))
	}
	w.line()
	w.line(w.m.set.summary(c))
	stated, derived, worded := split(c.Facts)
	w.facts(w.m.t("changes.facts"), slices.Concat(stated, derived))
	w.facts(w.m.t("changes.words"), worded)
	w.statuses(c.Statuses)
	w.items("changes.protected", w.m.protected())
	w.items("changes.restated", w.m.restated())
	w.text(c.Text)
	w.charts(view.Charts)
	w.oneSided(w.m.t("changes.added"), c.Added)
	w.oneSided(w.m.t("changes.removed"), c.Removed)
}

func (w *changesText) items(title string, items []string) {
	if len(items) == 0 {
		return
	}
	w.head(w.m.t(title))
	for _, item := range items {
		w.line("  ", item)
	}
}

// named writes what a fact is: its row and column, then its dataset.
func (w *changesText) named(f *change.Fact) {
	text := what(f.Fact())
	if f.Headline() {
		text += " (" + w.m.t("changes.headline") + ")"
	}
	if f.Fact().Status == derivedStatus {
		text += " (" + w.m.t("changes.derived") + ")"
	}
	if f.Later {
		text += " (" + w.m.t("changes.later") + ")"
	}
	w.line("  ", text, w.paint("2", " · "+f.Set))
}

func (w *changesText) facts(title string, facts []change.Fact) {
	if len(facts) == 0 {
		return
	}
	w.head(title)
	for i := range facts {
		f := &facts[i]
		w.named(f)
		line := "    " + w.paint("31", w.said(f.Old)) + " → " + w.paint("32", w.said(f.New))
		if f.Difference != nil {
			style := quantity.Style{Lang: w.m.set.lang, Decimals: quantity.AsAccurate, Signed: true, Unit: true}
			line += "  (" + f.Difference.Quantity().Format(style)
			if f.Share != nil {
				line += ", " + f.Share.Quantity().Format(style)
			}
			line += ")"
		}
		w.line(line)
	}
}

func (w *changesText) said(f *edition.Fact) string { return w.m.set.said(f, "") }

func (w *changesText) statuses(facts []change.Fact) {
	if len(facts) == 0 {
		return
	}
	w.head(w.m.t("changes.statuses"))
	for i := range facts {
		w.named(&facts[i])
		w.line("    ", w.said(facts[i].New), ": ", w.m.set.statusWord(facts[i].Old.Status), " → ", w.m.set.statusWord(facts[i].New.Status))
	}
}

func (w *changesText) oneSided(title string, facts []change.Fact) {
	if len(facts) == 0 {
		return
	}
	w.head(title)
	for i := range facts {
		w.line("  ", what(facts[i].Fact()), ": ", w.said(facts[i].Fact()), w.paint("2", " · "+facts[i].Set))
	}
}

func (w *changesText) text(sections []change.Section) {
	if len(sections) == 0 {
		return
	}
	w.head(w.m.t("changes.text") + w.m.t("changes.text.signs"))
	for i := range sections {
		s := &sections[i]
		w.line("  ", w.bold(w.m.set.sectionIn(s)))
		if note := w.m.set.sectionNote(s); note != "" {
			w.line("    ", note)
		}
		for k := range s.Passages {
			p := &s.Passages[k]
			view := w.m.passage(p)
			w.line("    ", strings.TrimSuffix(view.Label+". "+view.Note, " "))
			w.line("      ", w.words(p))
		}
	}
}

// words writes a passage with signs around what was struck and put in.
func (w *changesText) words(p *change.Passage) string {
	switch p.Kind {
	case change.TextAdded:
		return w.paint("32", "{+"+p.New.Text+"+}")
	case change.TextRemoved:
		return w.paint("31", "[-"+p.Old.Text+"-]")
	case change.TextMoved:
		return shortened(p.New.Text, false, true)
	default:
		return w.pieces(p)
	}
}

// pieces writes a changed passage with as much of what is the same as it needs.
func (w *changesText) pieces(p *change.Passage) string {
	var b strings.Builder
	for i, piece := range p.Words {
		switch piece.Op {
		case change.Deleted:
			b.WriteString(w.paint("31", "[-"+piece.Text+"-]"))
		case change.Inserted:
			b.WriteString(w.paint("32", "{+"+piece.Text+"+}"))
		default:
			b.WriteString(shortened(piece.Text, i > 0, i < len(p.Words)-1))
		}
	}
	return b.String()
}

// around is how many letters of what is the same stand beside a change.
const around = 60

// shortened cuts what is the same between two changes, before the first or
// after the last.
func shortened(text string, before, after bool) string {
	n := utf8.RuneCountInString(text)
	runes := []rune(text)
	switch {
	case before && after && n > 2*around:
		return string(runes[:around]) + " … " + string(runes[n-around:])
	case before && !after && n > around:
		return string(runes[:around]) + " …"
	case after && !before && n > around:
		return "… " + string(runes[n-around:])
	default:
		return text
	}
}

// told reports whether all drawings of a chart say what their values are: those
// of a working copy do when they have been drawn.
func (c *ChangesChart) told() bool {
	return !slices.ContainsFunc(c.Sides, func(d ChangesDrawing) bool { return d.Sentence == "" })
}

func (w *changesText) charts(charts []ChangesChart) {
	if len(charts) == 0 {
		return
	}
	w.head(w.m.t("changes.charts"))
	for i := range charts {
		w.line("  ", charts[i].Title)
		w.line("    ", charts[i].Note)
		for _, side := range charts[i].Sides {
			if side.Sentence != "" && charts[i].told() {
				w.line("    ", side.Label, ": ", side.Sentence)
			}
		}
	}
}
