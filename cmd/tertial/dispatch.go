package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tertial/internal/build"
	"tertial/internal/diag"
)

func (c *Command) dispatch() *cobra.Command {
	var asOf string
	cmd := &cobra.Command{
		Use: "dispatch " + c.text("dispatch.use"), Short: c.text("dispatch.short"), Long: c.text("dispatch.long"), Args: c.oneMeeting,
		RunE: func(cmd *cobra.Command, args []string) error { return c.runDispatch(cmd.Context(), asOf, args[0]) },
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", c.text("flag.as-of"))
	return cmd
}

// oneMeeting wants exactly one argument.
func (c *Command) oneMeeting(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usageError{errors.New(c.text("dispatch.args"))}
	}
	return nil
}

func (c *Command) runDispatch(ctx context.Context, asOf, meeting string) error {
	cfg, err := c.config(string(build.Committee), asOf)
	if err != nil {
		return err
	}
	cfg.ChartCache, cfg.Past = chartCache(cfg.Root, defaultChartCache), c.past(ctx)
	path := strings.TrimSuffix(c.reportPath(meeting), ".md")
	result, err := build.SendPapers(ctx, cfg, build.DispatchRequest{Meeting: path, Ignored: c.ignored(ctx), Random: rand.Reader})
	if err := c.noMeeting(err); err != nil {
		return err
	}
	if err := c.print(c.Stderr, result.Findings, mostShown, diag.Note); err != nil {
		return err
	}
	fmt.Fprintln(c.Stdout, c.text("dispatch.head", "meeting", path, "number", result.Number))
	for _, step := range result.Steps {
		line := "  " + c.text("release.state."+string(step.State)) + "  " + c.text("dispatch."+step.Name)
		if step.Count > 0 {
			line += " (" + c.text("release.count", "n", step.Count) + ")"
		}
		fmt.Fprintln(c.Stdout, line)
	}
	if result.Failed() {
		fmt.Fprintln(c.Stdout, c.text("dispatch.nothing"))
		return errFindings
	}
	fmt.Fprintln(c.Stdout, c.text("dispatch.done", "number", result.Number, "folder", result.Sent.Dir, "reports", len(result.Reports)))
	fmt.Fprintln(c.Stdout, c.text("dispatch.save", "folder", result.Sent.Dir, "meeting", path, "number", result.Number))
	return nil
}

// noMeeting turns a wrong argument into words.
func (c *Command) noMeeting(err error) error {
	var missing *build.NoMeetingError
	if !errors.As(err, &missing) {
		return err
	}
	text := c.text("dispatch.none", "word", missing.Path)
	if missing.Nearest != "" {
		text += " " + c.text("nearest", "word", missing.Nearest)
	}
	return usageError{errors.New(text)}
}
