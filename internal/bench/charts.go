package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"text/tabwriter"

	"tertial/internal/chart"
)

// nodeScript draws the same options in Node.
//
//go:embed echarts.js
var nodeScript string

// chartAim is how many milliseconds a layout of a simple chart may take.
const chartAim = 15

// compareCharts lays out the same ECharts options in our engine and in Node,
// in turn, each warm and on one thread.
func (b *bench) compareCharts() error {
	if err := b.find("node"); err != nil {
		return err
	}
	library, err := filepath.Abs("node_modules/echarts")
	if err != nil {
		return err
	}
	if _, err := os.Stat(library); err != nil {
		return fmt.Errorf("%w; run make first, in the checkout's folder", err)
	}
	options, script := filepath.Join(b.dir, "options.json"), filepath.Join(b.dir, "echarts.js")
	text, err := json.Marshal(chartOptions())
	if err != nil {
		return err
	}
	if err := write(options, text); err != nil {
		return err
	}
	if err := write(script, []byte(nodeScript)); err != nil {
		return err
	}
	ours, node := map[string][]float64{}, map[string][]float64{}
	for range b.pairs {
		text, err := b.part("charts", options)
		if err != nil {
			return err
		}
		if err := collect(ours, []byte(text)); err != nil {
			return err
		}
		cmd := b.command("node", script, library, options)
		out, err := cmd.Output()
		if err = explain(cmd, err, nil); err != nil {
			return err
		}
		if err := collect(node, out); err != nil {
			return err
		}
	}
	printCharts(b.out, ours, node)
	return nil
}

// collect adds one run's milliseconds by chart.
func collect(all map[string][]float64, text []byte) error {
	var run map[string]float64
	if err := json.Unmarshal(text, &run); err != nil {
		return err
	}
	for name, ms := range run {
		all[name] = append(all[name], ms)
	}
	return nil
}

func printCharts(out io.Writer, ours, node map[string][]float64) {
	fmt.Fprintf(out, "charts, milliseconds of CPU a layout in a warm engine, one thread, %d runs\n", len(ours[chartCases()[0].name]))
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "chart\tour engine\tNode\tratio\twhole layout by Tertial\tratio\t")
	for _, c := range chartCases() {
		ratios, wholes := make([]float64, len(ours[c.name])), make([]float64, len(ours[c.name]))
		for i := range ratios {
			ratios[i], wholes[i] = ours[c.name][i]/node[c.name][i], ours[c.name+whole][i]/node[c.name][i]
		}
		aim := 0.0
		if c.simple {
			aim = chartAim
		}
		fmt.Fprintf(w, "%s\t%.2f\t%.2f\t%.1f\t%s\t%.1f\t\n", c.name, median(ours[c.name]), median(node[c.name]), median(ratios),
			aimed(median(ours[c.name+whole]), aim), median(wholes))
	}
	_ = w.Flush() // see printPrograms
	fmt.Fprintln(out)
}

// whole is the ending of a chart's name for its layout from Spec to dressed SVG.
const whole = " whole"

// drawCharts measures our engine and prints milliseconds by chart as JSON.
func drawCharts(ctx context.Context, file string, out io.Writer) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var options map[string]json.RawMessage
	if err := json.Unmarshal(text, &options); err != nil {
		return err
	}
	lib, err := chart.LoadLibrary()
	if err != nil {
		return err
	}
	engine, err := chart.NewEngine(lib, chart.EngineOptions{})
	if err != nil {
		return err
	}
	took := map[string]float64{}
	for _, c := range chartCases() {
		took[c.name], err = repeat(func() error {
			_, err := engine.Render(ctx, options[c.name], chartWidth, chartHeight)
			return err
		})
		if err != nil {
			return err
		}
		both, err := repeat(func() error {
			_, err := chart.Render(ctx, engine, c.spec())
			return err
		})
		if err != nil {
			return err
		}
		took[c.name+whole] = both / 2 // a chart is laid out at two widths
	}
	if err := engine.Close(); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(took)
}

// repeat returns the median milliseconds of CPU time of a warm run.
func repeat(do func() error) (float64, error) {
	const warm, runs = 5, 30
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var took []float64
	for i := range warm + runs {
		start := threadTime()
		if err := do(); err != nil {
			return 0, err
		}
		if i >= warm {
			took = append(took, float64((threadTime()-start).Microseconds())/1000)
		}
	}
	return median(took), nil
}

const chartWidth, chartHeight = 720, 400

// A chartCase is one chart in two forms: what Tertial is asked for, and the
// ECharts options that a person would write for it.
type chartCase struct {
	name       string
	form       chart.Form
	categories int
	series     int
	stacked    bool
	simple     bool
}

func chartCases() []chartCase {
	return []chartCase{
		{name: "bar, 12", form: chart.Bar, categories: 12, series: 1, simple: true},
		{name: "bars, 8 × 2", form: chart.Bar, categories: 8, series: 2, simple: true},
		{name: "lines, 12 × 3", form: chart.Line, categories: 12, series: 3, simple: true},
		{name: "stack, 36 × 5", form: chart.Bar, categories: 36, series: 5, stacked: true},
	}
}

func (c chartCase) label(i int) string { return "Grupp " + strconv.Itoa(i+1) }

// value is the same number in both forms.
func (c chartCase) value(series, i int) int { return 20 + (i*37+series*53)%80 }

func (c chartCase) spec() chart.Spec {
	s := chart.Spec{ID: "dia", Form: c.form, Title: "Diagram", Of: "grupper", Unit: "st", Ordered: c.form == chart.Line || c.stacked}
	if c.stacked {
		s.Stack = chart.Stacked
	}
	for i := range c.categories {
		s.Categories = append(s.Categories, chart.Category{Label: c.label(i), Short: strconv.Itoa(i + 1)})
	}
	for k := range c.series {
		series := chart.Series{Name: "Serie " + strconv.Itoa(k+1)}
		for i := range c.categories {
			series.Points = append(series.Points, chart.Point{Value: strconv.Itoa(c.value(k, i))})
		}
		s.Series = append(s.Series, series)
	}
	return s
}

// chartOptions are the ECharts options by chart.
func chartOptions() map[string]any {
	all := map[string]any{}
	for _, c := range chartCases() {
		labels := make([]string, c.categories)
		for i := range labels {
			labels[i] = c.label(i)
		}
		var series []any
		for k := range c.series {
			data := make([]int, c.categories)
			for i := range data {
				data[i] = c.value(k, i)
			}
			one := map[string]any{"type": string(c.form), "name": "Serie " + strconv.Itoa(k+1), "data": data}
			if c.stacked {
				one["stack"] = "alla"
			} else {
				one["label"] = map[string]any{"show": true}
			}
			series = append(series, one)
		}
		all[c.name] = map[string]any{
			"animation": false, "legend": map[string]any{"top": 0},
			"xAxis": map[string]any{"type": "category", "data": labels}, "yAxis": map[string]any{"type": "value"},
			"series": series,
		}
	}
	return all
}
