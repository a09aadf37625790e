package layout

import (
	"slices"

	"tertial/internal/series"
)

// mostOpen is how many measures a group lists without folding.
const mostOpen = 40

// index is the page that leads to all measures of a committee.
func (m *indicatorMaker) index(forecasts bool) (File, error) {
	address := m.folder + "index.html"
	view := IndicatorsPage{
		Kicker: m.site.committeeName(m.in.Committee), Title: m.t("indicators.title"),
		Deck: m.t("indicators.deck", "n", len(m.in.Series.Reports)),
	}
	if forecasts {
		view.Forecasts = &Link{Text: m.t("forecasts.title"), Href: ForecastsName + "/index.html"}
	}
	if m.in.Economy {
		view.Economy = &Link{Text: m.t("economy.title"), Href: up(address) + EconomyFolder + "index.html"}
	}
	for _, x := range m.in.Series.Measures {
		m.list(&view, x)
	}
	for i := range view.Kinds {
		k := &view.Kinds[i]
		n := 0
		for g := range k.Groups {
			n += len(k.Groups[g].Items)
		}
		k.Count = m.t("indicators.count", "n", n)
		for g := range k.Groups {
			k.Groups[g].Fold = n > mostOpen
			if k.Groups[g].Fold && k.Groups[g].Name == "" {
				k.Groups[g].Name = m.t("indicators.count", "n", len(k.Groups[g].Items))
			}
		}
	}
	return m.page(address, "measures", view.Title, view.Deck, "indicators.html", view, crumb{text: view.Title})
}

// list puts a measure under its kind and its heading.
func (m *indicatorMaker) list(view *IndicatorsPage, x *series.Measure) {
	title := m.set.kindGroup(x.Kind)
	i := slices.IndexFunc(view.Kinds, func(k IndicatorKind) bool { return k.Title == title })
	if i < 0 {
		i = len(view.Kinds)
		view.Kinds = append(view.Kinds, IndicatorKind{ID: "kind-" + x.Kind, Title: title})
	}
	k := &view.Kinds[i]
	under := x.Under
	if under == x.Name {
		under = ""
	}
	g := slices.IndexFunc(k.Groups, func(g IndicatorGroup) bool { return g.Name == under })
	if g < 0 {
		g = len(k.Groups)
		k.Groups = append(k.Groups, IndicatorGroup{Name: under})
	}
	k.Groups[g].Items = append(k.Groups[g].Items, IndicatorLink{
		Text: upperFirst(x.Name), Href: x.ID + "/index.html", Details: m.set.newest(x),
	})
}

// kindGroup is what the rows of a kind of dataset are together.
func (s *Set) kindGroup(kind string) string {
	if text, err := s.texts.Text("indicators.kind." + kind); err == nil {
		return text
	}
	return s.texts.must("indicators.kind")
}
