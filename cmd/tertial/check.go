package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"tertial/internal/build"
	"tertial/internal/diag"
)

// checkFlags are what the flags of check say.
type checkFlags struct {
	audience, asOf, format string
	strict                 bool
}

func (c *Command) check() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use: "check " + c.text("check.use"), Short: c.text("check.short"), Long: c.text("check.long"),
		RunE: func(cmd *cobra.Command, args []string) error { return c.runCheck(cmd, f, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.audience, "audience", "staff", c.text("flag.audience"))
	flags.StringVar(&f.asOf, "as-of", "", c.text("flag.as-of"))
	flags.StringVar(&f.format, "format", "text", c.text("flag.format"))
	flags.BoolVar(&f.strict, "strict", false, c.text("flag.strict"))
	c.words(cmd, "audience", audiences())
	c.words(cmd, "format", formats())
	return cmd
}

func formats() []string { return []string{"text", "json"} }

func (c *Command) runCheck(cmd *cobra.Command, f checkFlags, paths []string) error {
	cfg, err := c.config(f.audience, f.asOf)
	if err != nil {
		return err
	}
	if err := c.oneOf("--format", f.format, formats()); err != nil {
		return err
	}
	progress := c.progress()
	cfg.Progress = progress.step
	result, err := build.Check(cmd.Context(), cfg)
	progress.clear()
	if err != nil {
		return err
	}
	findings, err := c.within(result.Findings, paths)
	if err != nil {
		return err
	}
	if f.format == "json" {
		err = diag.WriteJSON(c.Stdout, findings, c.lang)
	} else if err = c.print(c.Stdout, findings); err == nil && len(findings) == 0 {
		fmt.Fprintln(c.Stdout, c.text("check.clean", "reports", result.Reports))
	}
	if err != nil {
		return err
	}
	return verdict(findings, f.strict)
}
