package chart

import (
	"errors"
	"strings"
	"testing"
)

func TestSparkline(t *testing.T) {
	forecast := points("10 12 9 14")
	forecast[3].Forecast = true
	for _, c := range []struct {
		name   string
		points []Point
		want   []string
		not    []string
	}{
		{"a line", points("1 3 2"), []string{"M4 24L55 4L106 14", "Först 1, sist 2; högst 3, lägst 1.", `<circle cx="106" cy="14"`}, []string{"dasharray", "H110"}},
		{"a gap", points("1 3 x 2 4"), []string{"M4 24L29.5 10.7M80.5", "värden saknas: 1."}, nil},
		{"a lone value", points("1 2 x 3 x 4"), []string{`cx="65.2"`, `cx="106"`}, nil},
		{"signs", points("-1 1"), []string{"M0 14H110", "Först −1, sist 1"}, nil},
		{"equal", points("7 7"), []string{"M4 14L106 14"}, nil},
		{"one value", points("7"), []string{`cx="55" cy="14"`, "<title>7.</title>"}, []string{"<path"}},
		{"forecast", forecast, []string{`stroke-dasharray="3 2"`, `fill="var(--c-paper)"`, "sist en prognos"}, nil},
		{"ends missing", points("x 1.5 2.25 x"), []string{"Först 1,50, sist 2,25"}, nil},
		{"printed", points("1=<b> 2"), []string{"&lt;b&gt;"}, []string{"<b>"}},
	} {
		svg, err := Sparkline(c.points, "sv")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, w := range c.want {
			if !strings.Contains(string(svg), w) {
				t.Errorf("%s: no %q in %s", c.name, w, svg)
			}
		}
		for _, w := range c.not {
			if strings.Contains(string(svg), w) {
				t.Errorf("%s: %q in %s", c.name, w, svg)
			}
		}
		if _, err := readSVG(svg); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		column, err := SparklineColumn(c.points, "sv")
		if err != nil || strings.Contains(string(column), "<title") || !strings.Contains(string(column), `aria-hidden="true"`) {
			t.Errorf("%s, in a column: %s (%v)", c.name, column, err)
		}
	}
	if svg, err := Sparkline(points("1 3 x"), "en"); err != nil || !strings.Contains(string(svg), "First 1, last 3; highest 3, lowest 1; values missing: 1.") {
		t.Errorf("English: %s (%v)", svg, err)
	}
}

func TestSparklineRefuses(t *testing.T) {
	for _, draw := range []func([]Point, string) ([]byte, error){Sparkline, SparklineColumn} {
		if _, err := draw(points("x x"), "sv"); !errors.Is(err, ErrNoData) {
			t.Errorf("nothing to draw: %v", err)
		}
		var bad *SpecError
		if _, err := draw([]Point{{Value: "1e5"}}, "sv"); !errors.As(err, &bad) {
			t.Errorf("no number: %v", err)
		}
	}
}

// TestSparklineIsSmall: three years of months take 700 bytes, two ids none.
func TestSparklineIsSmall(t *testing.T) {
	svg, err := SparklineColumn(points(strings.Repeat("12.5 93.25 47 ", 12)), "sv")
	if err != nil || len(svg) > 700 || strings.Contains(string(svg), "id=") {
		t.Errorf("%d bytes (%v): %s", len(svg), err, svg)
	}
}
