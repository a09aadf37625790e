package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/layouts"
)

// buildFlags are what the flags of build say.
type buildFlags struct {
	audience, out, baseURL, asOf string
	chartCache, logKey           string
	jobs                         int
	strict, release              bool
	tools                        build.Delivery
}

func (c *Command) build() *cobra.Command {
	var f buildFlags
	cmd := &cobra.Command{
		Use: "build", Short: c.text("build.short"), Long: c.text("build.long"), Args: c.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.runBuild(cmd, f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.audience, "audience", "public", c.text("flag.audience"))
	flags.StringVar(&f.out, "out", "", c.text("flag.out"))
	flags.StringVar(&f.baseURL, "base-url", "", c.text("flag.base-url"))
	flags.StringVar(&f.asOf, "as-of", "", c.text("flag.as-of"))
	flags.IntVar(&f.jobs, "jobs", 0, c.text("flag.jobs"))
	flags.StringVar(&f.chartCache, "chart-cache", defaultChartCache, c.text("flag.chart-cache"))
	flags.StringVar(&f.logKey, "log-key", "", c.text("flag.log-key"))
	flags.BoolVar(&f.release, "release", false, c.text("flag.release"))
	flags.StringVar(&f.tools.Pagefind, "pagefind", "", c.text("flag.pagefind"))
	flags.StringVar(&f.tools.Chromium, "chromium", "", c.text("flag.chromium"))
	flags.StringVar(&f.tools.PDF, "pdf", build.PDFNewest, c.text("flag.pdf"))
	flags.BoolVar(&f.strict, "strict", false, c.text("flag.strict"))
	c.words(cmd, "audience", audiences())
	c.words(cmd, "pdf", pdfWords())
	return cmd
}

// defaultChartCache is below the site's root, and noChartCache keeps nothing.
const (
	defaultChartCache = ".cache/charts"
	noChartCache      = "none"
)

// chartCache is the folder that --chart-cache names; "" is none.
func chartCache(root, given string) string {
	switch given {
	case "", noChartCache:
		return ""
	case defaultChartCache:
		return filepath.Join(root, filepath.FromSlash(given))
	}
	return given
}

func audiences() []string {
	var words []string
	for _, a := range build.Audiences() {
		words = append(words, string(a))
	}
	return words
}

func pdfWords() []string { return []string{build.PDFNewest, build.PDFAll, build.PDFNone} }

func (c *Command) noArguments(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return c.unknown("unknown.argument", args[0], nil)
	}
	return nil
}

// config checks what build and check share.
func (c *Command) config(audience, asOf string) (build.Config, error) {
	root, err := c.siteRoot()
	if err != nil {
		return build.Config{}, err
	}
	if err := c.oneOf("--audience", audience, audiences()); err != nil {
		return build.Config{}, err
	}
	day, err := c.asOf(asOf)
	return build.Config{
		Root: root, Audience: build.Audience(audience), AsOf: day, Today: c.today(), Program: "Tertial " + number, BuiltIn: layouts.FS(),
	}, err
}

func (c *Command) runBuild(cmd *cobra.Command, f buildFlags) error {
	cfg, err := c.config(f.audience, f.asOf)
	if err != nil {
		return err
	}
	if f.jobs < 0 {
		return usageError{errors.New(c.text("flag.int", "flag", "--jobs", "word", f.jobs))}
	}
	if cfg.Signer, err = c.signer(f.logKey); err != nil {
		return err
	}
	if err := c.oneOf("--pdf", f.tools.PDF, pdfWords()); err != nil {
		return err
	}
	if f.release {
		cfg.Delivery = &f.tools
	}
	cfg.Out, cfg.BaseURL, cfg.Workers = f.out, f.baseURL, f.jobs
	cfg.ChartCache = chartCache(cfg.Root, f.chartCache)
	progress := c.progress()
	cfg.Progress, cfg.Past = progress.step, c.past(cmd.Context())
	result, err := build.Build(cmd.Context(), cfg)
	progress.clear()
	if err != nil {
		return err
	}
	if err := c.print(c.Stderr, result.Findings, mostShown, diag.Warning); err != nil {
		return err
	}
	if result.Failed() {
		fmt.Fprintln(c.Stderr, c.text("build.nothing"))
		return errFindings
	}
	w := result.Written
	fmt.Fprintln(c.Stdout, c.text("build.done", "reports", result.Reports, "added", w.Added, "changed", w.Changed,
		"unchanged", w.Unchanged, "removed", w.Removed))
	if result.Hidden > 0 && cfg.Audience == build.Public {
		fmt.Fprintln(c.Stdout, c.text("build.hidden", "reports", result.Hidden))
	}
	return verdict(result.Findings, f.strict)
}
