package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/privacy"
)

// diffFlags are what the flags of diff say.
type diffFlags struct{ format string }

func (c *Command) diff() *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use: "diff " + c.text("diff.use"), Short: c.text("diff.short"), Long: c.text("diff.long"),
		Args: func(_ *cobra.Command, args []string) error {
			const report, both = 1, 3
			if len(args) < report || len(args) > both {
				return usageError{errors.New(c.text("diff.args"))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return c.runDiff(cmd, f, args) },
	}
	cmd.Flags().StringVar(&f.format, "format", "text", c.text("flag.diff.format"))
	c.words(cmd, "format", diffFormats())
	return cmd
}

func diffFormats() []string { return []string{"text", "json", "html"} }

// runDiff writes how two states of a report differ. That they do is no error.
func (c *Command) runDiff(cmd *cobra.Command, f diffFlags, args []string) error {
	cfg, err := c.config(string(build.Staff), "")
	if err != nil {
		return err
	}
	if err := c.oneOf("--format", f.format, diffFormats()); err != nil {
		return err
	}
	cfg.ChartCache = chartCache(cfg.Root, defaultChartCache)
	var states [2]string
	copy(states[:], args[1:])
	compared, findings, err := build.Diff(cmd.Context(), cfg, c.reportPath(args[0]), states[0], states[1], c.lang, f.format == "html")
	if err := c.noReport(c.notCompared(err)); err != nil {
		return err
	}
	if compared == nil {
		if err := c.print(c.Stderr, findings, mostShown, diag.Error); err != nil {
			return err
		}
		return errors.New(c.text("diff.unread"))
	}
	if n := countErrors(findings); n > 0 {
		fmt.Fprintln(c.Stderr, c.text("diff.errors", "n", n))
	}
	text, err := c.writeDiff(f.format, compared)
	if err != nil {
		return err
	}
	_, err = io.WriteString(c.Stdout, privacy.Mask(string(text)))
	return err
}

func countErrors(findings []diag.Finding) int {
	n := 0
	for i := range findings {
		if findings[i].Severity == diag.Error {
			n++
		}
	}
	return n
}

func (c *Command) writeDiff(format string, compared *build.Comparison) ([]byte, error) {
	switch format {
	case "json":
		return diffJSON(compared)
	case "html":
		return compared.Set.ChangesDocument(compared.Site, compared.Input)
	default:
		color := terminal(c.Stdout) && c.Env("NO_COLOR") == ""
		return []byte(compared.Set.ChangesText(compared.Input, color)), nil
	}
}

// notCompared puts into words that there is no such edition.
func (c *Command) notCompared(err error) error {
	var missing *build.NotComparedError
	if !errors.As(err, &missing) {
		return err
	}
	key := "diff.unknown"
	switch {
	case missing.Withdrawn:
		key = "diff.withdrawn"
	case len(missing.Known) == 0:
		key = "diff.none"
	}
	return usageError{errors.New(c.text(key, "report", missing.Report, "word", missing.Word, "list", strings.Join(missing.Known, ", ")))}
}
