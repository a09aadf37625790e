package build

import (
	"errors"

	"tertial/internal/chart"
	"tertial/internal/content"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// drawCardTrends draws the course of every card that has one: a drawing a
// card, nil for none.
func drawCardTrends(r *report.Report, lang string) (map[*content.Block][][]byte, error) {
	trends := map[*content.Block][][]byte{}
	for _, b := range r.Doc.Blocks {
		cards := r.KeyFigures[b]
		if cards == nil {
			continue
		}
		drawings := make([][]byte, len(cards.Items))
		for i := range cards.Items {
			line, err := drawCard(&cards.Items[i], lang)
			if err != nil {
				return nil, err
			}
			drawings[i] = line
		}
		trends[b] = drawings
	}
	return trends, nil
}

func drawCard(c *report.Card, lang string) ([]byte, error) {
	if len(c.Trend) == 0 {
		return nil, nil
	}
	points := make([]chart.Point, len(c.Trend))
	for i, p := range c.Trend {
		if p.Missing {
			points[i] = chart.Point{Missing: true, MissingText: p.Words}
			continue
		}
		points[i] = chart.Point{
			Value: p.Number.String(), Text: p.Format(quantity.Style{Lang: lang, Decimals: max(p.Decimals, 0)}), Forecast: p.Forecast,
		}
	}
	line, err := chart.Sparkline(points, lang)
	if errors.Is(err, chart.ErrNoData) {
		return nil, nil
	}
	return line, err
}
