package build

import (
	"errors"

	"tertial/internal/chart"
	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// drawTrends draws the trend column of every table that has one: for each
// table's id a drawing a row, nil where a row has too few values for a course.
func drawTrends(r *report.Report, lang string) (map[string][][]byte, error) {
	trends := map[string][][]byte{}
	for _, t := range r.Tables {
		if len(t.Course) == 0 {
			continue
		}
		drawings := make([][]byte, len(t.Rows))
		for i, row := range t.Rows {
			points := coursePoints(t, &t.Dataset.Rows[row], lang)
			if len(points) == 0 {
				continue
			}
			drawing, err := chart.SparklineColumn(points, lang)
			if errors.Is(err, chart.ErrNoData) {
				continue
			}
			if err != nil {
				return nil, err
			}
			drawings[i] = drawing
		}
		trends[t.ID] = drawings
	}
	return trends, nil
}

// coursePoints are the values of one row in order; none when fewer than two are
// numbers, or when they are not of one unit.
func coursePoints(t *report.Table, row *data.Row, lang string) []chart.Point {
	var points []chart.Point
	numbers, unit := 0, quantity.Unit("")
	for _, c := range t.Course {
		p := chart.Point{Missing: true}
		if c < len(row.Cells) && len(row.Cells[c].Facts) > 0 {
			if f := row.Cells[c].Facts[0]; f.HasNumber() {
				if numbers++; numbers > 1 && f.Unit != unit {
					return nil
				}
				unit = f.Unit
				p = chart.Point{
					Value: f.Number.String(), Text: f.Format(quantity.Style{Lang: lang, Decimals: max(f.Decimals, 0)}),
					Forecast: f.Value == data.Forecast,
				}
			}
		}
		points = append(points, p)
	}
	if numbers < 2 {
		return nil
	}
	return points
}
