package report_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/golden"
	"tertial/internal/report"
)

// TestCharts binds the charts and cards of each case, which is a report with its
// datasets, and writes down what they show.
func TestCharts(t *testing.T) {
	t.Parallel()
	for _, c := range golden.Cases(t, "testdata/charts/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			files := fstest.MapFS{}
			for _, f := range c.Files {
				if f.Name != "want.txt" {
					files["content/n/2020/r/"+f.Name] = &fstest.MapFile{Data: f.Data}
					files["data/n/2020/r/"+f.Name] = &fstest.MapFile{Data: f.Data}
				}
			}
			diags := &diag.List{}
			r := link(t, files, diags)
			var out strings.Builder
			for _, ch := range r.Charts {
				dumpChart(&out, ch)
			}
			for _, b := range r.Doc.Blocks {
				for _, card := range items(r.KeyFigures[b]) {
					fmt.Fprintf(&out, "card %s:%s\n", card.Label, dumpPoints(card.Trend, 9))
				}
			}
			for _, f := range diags.Sorted() {
				fmt.Fprintf(&out, "%s %s: %s\n", f.Severity, f.Code, f.Message("en"))
			}
			c.Compare(t, "want.txt", out.String())
		})
	}
}

func link(t *testing.T, files fstest.MapFS, diags *diag.List) *report.Report {
	t.Helper()
	metas := content.Scan(files, func(*content.Meta) bool { return true }, diags)
	if len(metas) != 1 {
		t.Fatalf("%d reports", len(metas))
	}
	doc := content.Parse(files, metas[0], diags)
	var sets []*data.Dataset
	for _, id := range data.List(files, metas[0].Path) {
		period, _ := data.ParsePeriod("2020-01/2020-12")
		d, err := data.ReadDataset(files, metas[0].Path, id, data.Defaults{Period: period, Date: "2021-01-15", Lang: "sv"}, nil, diags)
		if err != nil || d == nil {
			t.Fatal(id, err)
		}
		sets = append(sets, d)
	}
	return report.Link(doc, report.Sources{
		Committee: &content.Committee{ID: "n"}, Datasets: sets,
		Other: func(string) ([]*data.Dataset, bool) { return nil, false },
	}, diags)
}

func items(cards *report.Cards) []report.Card {
	if cards == nil {
		return nil
	}
	return cards.Items
}

// dumpChart writes what a chart shows: a line a series.
func dumpChart(out *strings.Builder, c *report.Chart) {
	fmt.Fprintf(out, "%s [%s] %d decimals", c.ID, c.Unit, c.Decimals)
	for _, flag := range []struct {
		name string
		on   bool
	}{{"timed", c.Timed}, {"magnitude", c.Magnitude}, {"account", c.Account()}, {"costs", c.Costs()}, {"unlike", c.Unlike()}} {
		if flag.on {
			out.WriteString(" " + flag.name)
		}
	}
	if c.Neutral != "" {
		out.WriteString(" neutral=" + c.Neutral)
	}
	if len(c.Rising) > 0 {
		fmt.Fprintf(out, " rising=%v", c.Rising)
	}
	fmt.Fprintf(out, "\n  %s\n", strings.Join(c.Categories, " | "))
	for _, s := range c.Columns() {
		fmt.Fprintf(out, "  %s:%s\n", s.Name, dumpPoints(s.Cells, c.Decimals))
	}
}

func dumpPoints(points []report.Point, decimals int) string {
	var b strings.Builder
	for _, p := range points {
		switch {
		case p.Missing:
			b.WriteString(" x" + p.Words)
		default:
			b.WriteString(" " + p.Number.Round(decimals).String())
		}
		if p.Forecast {
			b.WriteString("?")
		}
	}
	return b.String()
}
