package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"text/tabwriter"
	"time"

	"tertial/internal/chart"
)

// Aims of the cache and of many charts. Two engines in one process share the Go
// heap and the lock of QuickJS' allocator: two processes would reach twice one
// core, at the price of a protocol between them.
const (
	hitAim  = 0.1 // milliseconds
	manyAim = 1.8 // times the charts of one core, on two
)

// A batch is what many charts took.
type batch struct {
	Charts  int
	Seconds float64 // from the first to the last; engines are warm
	CPU     float64 // seconds, of all threads
	Cold    float64 // milliseconds from nothing to the first chart
	Hit     float64 // milliseconds a chart from the folder
}

// drawMany draws charts, each at two widths and none like another, on one core
// and on two, and reads one from the folder of drawings.
func (b *bench) drawMany() error {
	rates := map[int][]float64{}
	costs := map[int][]float64{} // milliseconds of CPU a chart
	var colds, hits, ratios []float64
	for range b.pairs {
		for _, workers := range []int{1, 2} {
			charts := b.charts * workers / 2 // both take equally long
			text, err := b.part("batch", strconv.Itoa(workers), strconv.Itoa(charts), filepath.Join(b.dir, "drawings"))
			if err != nil {
				return err
			}
			var took batch
			if err := json.Unmarshal([]byte(text), &took); err != nil {
				return err
			}
			rates[workers] = append(rates[workers], float64(took.Charts)/took.Seconds)
			costs[workers] = append(costs[workers], 1000*took.CPU/float64(took.Charts))
			colds, hits = append(colds, took.Cold), append(hits, took.Hit)
		}
		last := len(rates[1]) - 1
		ratios = append(ratios, rates[2][last]/rates[1][last])
	}
	fmt.Fprintf(b.out, "%d charts at two widths, %d runs\n", b.charts, b.pairs)
	w := tabwriter.NewWriter(b.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "charts a second, one core\ttwo cores\ttimes one core\tby their CPU time\tseconds for all\tfirst chart of a process, ms\tchart from the folder, ms\t")
	// Beside other busy programs the clock says little; what the second core costs
	// the first can be seen from the CPU time a chart.
	atBest := 2 * median(costs[1]) / median(costs[2])
	verdict := "yes"
	if max(atBest, median(ratios)) < manyAim {
		verdict = "NO"
	}
	fmt.Fprintf(w, "%.0f\t%.0f\t%.2f\t%.2f (aim %g: %s)\t%.1f\t%.0f\t%s\t\n", median(rates[1]), median(rates[2]), median(ratios), atBest, manyAim, verdict,
		float64(b.charts)/median(rates[2]), median(colds), aimed(median(hits), hitAim))
	_ = w.Flush() // see printPrograms
	fmt.Fprintln(b.out)
	return nil
}

// drawBatch is one run of drawMany, in a process of its own.
func drawBatch(ctx context.Context, workers, charts int, folder string, out io.Writer) (err error) {
	start := time.Now()
	lib, err := chart.LoadLibrary()
	if err != nil {
		return err
	}
	pool := chart.NewPool(lib, chart.PoolOptions{Workers: workers})
	took := batch{Charts: charts}
	if _, err := pool.Render(ctx, numbered(0)); err != nil {
		return err
	}
	took.Cold = 1000 * time.Since(start).Seconds()
	if err := parallel(workers, workers*8, func(i int) error { // all engines warm
		_, err := pool.Render(ctx, numbered(i))
		return err
	}); err != nil {
		return err
	}
	start, cpu := time.Now(), processTime()
	err = parallel(workers, charts, func(i int) error {
		_, err := pool.Render(ctx, numbered(i))
		return err
	})
	took.Seconds, took.CPU = time.Since(start).Seconds(), (processTime() - cpu).Seconds()
	if err != nil {
		return err
	}
	if err := pool.Close(); err != nil {
		return err
	}
	if took.Hit, err = hit(ctx, lib, folder); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(took)
}

// hit is how many milliseconds a chart takes that lies in the folder.
func hit(ctx context.Context, lib *chart.Library, folder string) (float64, error) {
	pool := chart.NewPool(lib, chart.PoolOptions{Cache: chart.NewDirCache(folder)})
	if _, err := pool.Render(ctx, numbered(0)); err != nil {
		return 0, err
	}
	const runs = 2000
	start := time.Now()
	for range runs {
		if _, err := pool.Render(ctx, numbered(0)); err != nil {
			return 0, err
		}
	}
	took := 1000 * time.Since(start).Seconds() / runs
	if err := pool.Close(); err != nil {
		return 0, err
	}
	return took, os.RemoveAll(folder)
}

// numbered are the simple charts in turn, none with the numbers of another.
func numbered(i int) chart.Spec {
	list := chartCases()
	c := list[i%(len(list)-1)] // the last one is not simple
	s := c.spec()
	s.ID = "dia-" + strconv.Itoa(i)
	s.Series[0].Points[0].Value = strconv.Itoa(20 + i%90)
	return s
}

// parallel does count things, some at once.
func parallel(workers, count int, do func(i int) error) error {
	var next atomic.Int64
	errs := make([]error, workers)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= count || errs[w] != nil {
					return
				}
				errs[w] = do(i)
			}
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
