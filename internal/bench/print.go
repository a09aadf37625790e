package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

func durations(runs []usage, get func(usage) float64) []float64 {
	values := make([]float64, len(runs))
	for i, u := range runs {
		values[i] = get(u)
	}
	return values
}

func wall(u usage) float64 { return u.wall.Seconds() }

func cpu(u usage) float64 { return u.cpu.Seconds() }

func memory(u usage) float64 { return float64(u.memory) / 1024 }

// ratio is the median of the ratios of neighbouring runs.
func ratio(a, b []usage, get func(usage) float64) float64 {
	values := make([]float64, min(len(a), len(b)))
	for i := range values {
		values[i] = get(a[i]) / get(b[i])
	}
	return median(values)
}

// printPrograms prints what each program took, and how much of that the first
// one took.
func printPrograms(out io.Writer, programs []program) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "program\twall s\tCPU s\tpeak MiB\tTertial's share: time\tCPU\tmemory\t")
	first := programs[0].runs
	for i, p := range programs {
		fmt.Fprintf(w, "%s\t%.2f\t%.2f\t%.0f\t", p.name,
			median(durations(p.runs, wall)), median(durations(p.runs, cpu)), median(durations(p.runs, memory)))
		if i == 0 {
			fmt.Fprint(w, "\t\t\t\n")
			continue
		}
		fmt.Fprintf(w, "%s\t%.2f\t%s\t\n", aimed(ratio(first, p.runs, wall), p.timeAim), ratio(first, p.runs, cpu),
			aimed(ratio(first, p.runs, memory), p.memoryAim))
	}
	_ = w.Flush() // the stream is a terminal or a pipe; there is nobody to tell
	fmt.Fprintln(out)
}

// aimed writes a value and whether it reaches its aim; 0 is no aim.
func aimed(value, aim float64) string {
	text := fmt.Sprintf("%.2f", value)
	switch {
	case aim == 0:
		return text
	case value <= aim:
		return fmt.Sprintf("%s (aim %g: yes)", text, aim)
	default:
		return fmt.Sprintf("%s (aim %g: NO)", text, aim)
	}
}
