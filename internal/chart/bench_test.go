package chart

import (
	"strings"
	"testing"
)

// BenchmarkDraw measures one layout of a chart in a warm engine, from the Spec
// to the dressed SVG: halve what Render takes for both widths.
func BenchmarkDraw(b *testing.B) {
	all := cases(b)
	for _, name := range []string{"missing", "diverging", "columns", "grouped", "line", "line-six", "stack-36x5", "share", "area", "waterfall", "slope", "dumbbell", "bullet", "heat", "paired", "likert", "pie", "area-stacked", "line-forecast-many", "panels-lines", "panels-share"} {
		b.Run(name, func(b *testing.B) {
			e := engine(b)
			m, err := readSpec(all[name])
			if err != nil {
				b.Fatal(err)
			}
			one := func() {
				p := layOut(m, wideSizes(), e.lib.metrics)
				svg, err := p.draw(b.Context(), e, m.title(), m.describe())
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(svg)), "svg-bytes")
			}
			for range 3 {
				one()
			}
			b.ResetTimer()
			for b.Loop() {
				one()
			}
		})
	}
}

// BenchmarkLayOut and BenchmarkDress are our own halves of a drawing, without ECharts.
func BenchmarkLayOut(b *testing.B) {
	m, err := readSpec(cases(b)["stack-36x5"])
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p := layOut(m, wideSizes(), library(b).metrics)
		if _, err := p.options(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDress(b *testing.B) {
	raw := []byte(`<svg width="720" height="400">` + strings.Repeat(
		`<path d="M100 289.3l81.4 0l0 30.2l-81.4 0Z" fill="#c0de01" ecmeta_series_index="0" ecmeta_data_index="1" ecmeta_ssr_type="chart"></path>`, 200) + `</svg>`)
	d := dress{id: "dia", class: "wide", suffix: "w", width: 720, height: 400}
	for b.Loop() {
		if _, err := d.put(raw); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCompile is paid once a process, BenchmarkLoad once a worker.
func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		lib, err := LoadLibrary()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := lib.bytecode(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	lib := library(b)
	if _, err := lib.bytecode(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		e, err := NewEngine(lib, EngineOptions{})
		if err != nil {
			b.Fatal(err)
		}
		if err := e.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
