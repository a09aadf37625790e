package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/privacy"
	"tertial/internal/report"
)

// checkFlags are what the flags of check say.
type checkFlags struct {
	audience, asOf, format string
	strict, all, staged    bool
	asIs                   []string // converted documents, in place of the site
}

func (c *Command) check() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use: "check " + c.text("check.use"), Short: c.text("check.short"), Long: c.text("check.long"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(f.asIs) > 0 {
				return c.runAsIs(f, args)
			}
			return c.runCheck(cmd, f, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.audience, "audience", "staff", c.text("flag.audience"))
	flags.StringVar(&f.asOf, "as-of", "", c.text("flag.as-of"))
	flags.StringVar(&f.format, "format", "text", c.text("flag.format"))
	flags.BoolVar(&f.strict, "strict", false, c.text("flag.strict"))
	flags.BoolVar(&f.all, "all", false, c.text("flag.all"))
	flags.BoolVar(&f.staged, "staged", false, c.text("flag.staged"))
	flags.StringArrayVar(&f.asIs, "as-is", nil, c.text("flag.as-is"))
	c.words(cmd, "audience", audiences())
	c.words(cmd, "format", formats())
	return cmd
}

func formats() []string { return []string{"text", "json", "sarif", "codeclimate"} }

func (c *Command) runCheck(cmd *cobra.Command, f checkFlags, paths []string) error {
	cfg, err := c.config(f.audience, f.asOf)
	if err != nil {
		return err
	}
	if err := c.oneOf("--format", f.format, formats()); err != nil {
		return err
	}
	if f.staged {
		return c.runStaged(cmd.Context(), cfg, f)
	}
	progress := c.progress()
	cfg.Progress, cfg.Past = progress.step, c.past(cmd.Context())
	result, err := build.Check(cmd.Context(), cfg)
	progress.clear()
	if err != nil {
		return err
	}
	findings, err := c.within(result.Findings, paths)
	if err != nil {
		return err
	}
	if err := c.write(f, findings, c.base(), c.text("check.clean", "reports", result.Reports)); err != nil {
		return err
	}
	if f.format == "text" && len(paths) == 0 && !result.Failed() {
		if err := c.writeBound(result.Texts); err != nil {
			return err
		}
	}
	return verdict(findings, f.strict)
}

// writeBound writes how many of the numbers in the texts are bound to facts: of
// all reports, and of each in which some are not.
func (c *Command) writeBound(texts []build.TextNumbers) error {
	var all report.Numbers
	for _, t := range texts {
		all.Bound, all.Declared, all.Typed = all.Bound+t.Bound, all.Declared+t.Declared, all.Typed+t.Typed
	}
	if all.All() == 0 {
		return nil
	}
	line := func(key, path string, n report.Numbers) error {
		_, err := fmt.Fprintln(c.Stdout, c.text(key, "report", path, "bound", n.Bound, "n", n.All(), "share", n.Share(), "declared", n.Declared, "typed", n.Typed))
		return err
	}
	if err := line("check.bound", "", all); err != nil {
		return err
	}
	for _, t := range texts {
		if t.Bound == t.All() {
			continue
		}
		if err := line("check.bound.report", t.Report, t.Numbers); err != nil {
			return err
		}
	}
	return nil
}

// write writes findings in the form that was asked for, and where there are
// none for a person the words that say so.
func (c *Command) write(f checkFlags, findings []diag.Finding, base, clean string) error {
	findings = privacy.Conceal(findings)
	export := diag.Export{Lang: c.lang, Version: number, Base: base}
	switch f.format {
	case "json":
		return diag.WriteJSON(c.Stdout, findings, c.lang)
	case "sarif":
		return export.SARIF(c.Stdout, findings)
	case "codeclimate":
		return export.CodeClimate(c.Stdout, findings)
	}
	if len(findings) == 0 {
		_, err := fmt.Fprintln(c.Stdout, clean)
		return err
	}
	most := mostShown
	if f.all {
		most = 0
	}
	return c.print(c.Stdout, findings, most, diag.Known)
}

// base is the site's root seen from the current folder, for programs that look
// for the files from there; "" when it lies elsewhere.
func (c *Command) base() string {
	here, err := filepath.Abs(".")
	if err != nil {
		return ""
	}
	root, err := filepath.Abs(c.root)
	if err != nil {
		return ""
	}
	rel, err := filepath.Rel(here, root)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}
