// Command bench compares Tertial with other programs on this machine, in one
// run: pages with Debian's Hugo and with a bare goldmark loop, charts with
// ECharts in Node; and says what a site of reports costs. It is given nothing:
// hugo and node are found on the PATH, or it says what is missing.
//
//	go run ./internal/bench [-only pages,reports,charts,many] [-pairs 5] [-pages 2000] [-reports 500] [-charts 1000]
//
// Programs take turns, each starting cold, and what is printed are medians and
// medians of the ratios of neighbouring runs: the machine's mood cancels out.
// Everything is written below a folder of its own that is removed afterwards.
// All work is done in child processes, for a child's peak memory is never less
// than what its parent had when it was started.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A bench is one run with its settings.
type bench struct {
	ctx     context.Context
	out     io.Writer
	dir     string // temporary
	tertial string
	pairs   int
	pages   int
	reports int
	charts  int
}

// run does what the arguments say: a part of the work that the bench has
// started itself, or the bench.
func run(ctx context.Context, args []string, out io.Writer) (err error) {
	if len(args) > 1 && args[0] == "child" {
		return child(ctx, args[1], args[2:], out)
	}
	b := &bench{ctx: ctx, out: out}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	only := flags.String("only", "pages,reports,charts,many", "what to measure")
	flags.IntVar(&b.pairs, "pairs", 5, "how often each program runs")
	flags.IntVar(&b.pages, "pages", 2000, "pages of 20 KB with 8 tables")
	flags.IntVar(&b.reports, "reports", 500, "reports with 8 CSV files and 2 charts")
	flags.IntVar(&b.charts, "charts", 1000, "charts drawn on two cores")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "tertial-bench-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.dir)) }()
	if err := b.findTertial(); err != nil {
		return err
	}
	parts := strings.Split(*only, ",")
	for _, part := range []struct {
		name string
		do   func() error
	}{{"pages", b.comparePages}, {"reports", b.buildReports}, {"charts", b.compareCharts}, {"many", b.drawMany}} {
		if !slices.Contains(parts, part.name) {
			continue
		}
		if err := part.do(); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

// child is a part of the work in a process of its own.
func child(ctx context.Context, name string, args []string, out io.Writer) error {
	switch name {
	case "pages":
		return writePages(args[0], number(args[1]))
	case "reports":
		return writeReports(args[0], number(args[1]))
	case "loop":
		return goldmarkLoop(args[0], args[1])
	case "charts":
		return drawCharts(ctx, args[0], out)
	case "batch":
		return drawBatch(ctx, number(args[0]), number(args[1]), args[2], out)
	}
	return fmt.Errorf("there is no part %q", name)
}

// findTertial builds the tool from the checkout, so that what is measured is
// what is there.
func (b *bench) findTertial() error {
	b.tertial = filepath.Join(b.dir, "tertial")
	cmd := b.command("go", "build", "-trimpath", "-o", b.tertial, "tertial/cmd/tertial")
	_, err := measure(cmd)
	return err
}
