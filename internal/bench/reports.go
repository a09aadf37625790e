package main

import (
	"fmt"
	"path/filepath"
	"strconv"

	"tertial/internal/testsite"
)

// buildReports builds a municipality's reports, with nothing kept from before.
func (b *bench) buildReports() error {
	dir := filepath.Join(b.dir, "reports")
	if _, err := b.part("reports", dir, strconv.Itoa(b.reports)); err != nil {
		return err
	}
	fmt.Fprintf(b.out, "%d reports with 8 CSV files, 8 tables and 2 charts each, cold\n", b.reports)
	out := filepath.Join(b.dir, "out-reports")
	p := program{name: "tertial build", out: out, pages: b.reports * 9, args: []string{
		b.tertial, "-C", dir, "build", "--as-of", "2026-01-01", "--out", out,
	}}
	const runs = 3
	for range min(runs, b.pairs) {
		if err := b.once(&p); err != nil {
			return err
		}
	}
	printPrograms(b.out, []program{p})
	per := median(durations(p.runs, func(u usage) float64 { return u.wall.Seconds() })) * 1000 / float64(b.reports)
	fmt.Fprintf(b.out, "%.2f ms a report\n\n", per)
	return nil
}

// writeReports writes a generated municipality of about so many reports.
func writeReports(dir string, count int) error {
	o := testsite.Options{Seed: 1, Years: years, Reports: perYear, Charts: 2, Lean: true}
	o.Committees = max(1, count/(years*perYear))
	if count < years*perYear {
		o.Years = max(1, count/perYear)
	}
	return testsite.New(o).WriteTo(dir)
}
