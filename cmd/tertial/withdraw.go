package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"tertial/internal/build"
	"tertial/internal/diag"
)

// withdrawFlags are what the flags of withdraw say.
type withdrawFlags struct {
	reason, by, preserved, disposal, asOf, baseURL string
	acknowledge                                    []string
}

// allEditions stands for every published edition of a report.
const allEditions = "all"

func (c *Command) withdraw() *cobra.Command {
	var f withdrawFlags
	cmd := &cobra.Command{
		Use: "withdraw " + c.text("withdraw.use"), Short: c.text("withdraw.short"), Long: c.text("withdraw.long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usageError{errors.New(c.text("withdraw.args"))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.runWithdraw(cmd.Context(), f, args[0], args[1])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.reason, "reason", "", c.text("flag.withdraw.reason"))
	flags.StringVar(&f.by, "by", "", c.text("flag.by"))
	flags.StringVar(&f.preserved, "preserved", "", c.text("flag.preserved"))
	flags.StringVar(&f.disposal, "disposal-decision", "", c.text("flag.disposal"))
	flags.StringArrayVar(&f.acknowledge, "acknowledge", nil, c.text("flag.withdraw.acknowledge"))
	flags.StringVar(&f.baseURL, "base-url", "", c.text("flag.base-url"))
	flags.StringVar(&f.asOf, "as-of", "", c.text("flag.as-of"))
	return cmd
}

func (c *Command) runWithdraw(ctx context.Context, f withdrawFlags, report, which string) error {
	cfg, err := c.config(string(build.Staff), f.asOf)
	if err != nil {
		return err
	}
	req := build.WithdrawRequest{
		Report: c.reportPath(report), Reason: oneLine(f.reason), By: oneLine(f.by),
		Preserved: oneLine(f.preserved), Disposal: oneLine(f.disposal), Acknowledged: f.acknowledge,
	}
	if req.Numbers, err = c.editionNumbers(which); err != nil {
		return err
	}
	if err := c.grounds(req); err != nil {
		return err
	}
	cfg.BaseURL, cfg.ChartCache = f.baseURL, chartCache(cfg.Root, defaultChartCache)
	result, err := build.Withdraw(ctx, cfg, req)
	if result == nil {
		return c.noEdition(c.noReport(err))
	}
	if err := c.print(c.Stderr, result.Findings, mostShown, diag.Note); err != nil {
		return err
	}
	if result.Failed() {
		fmt.Fprintln(c.Stdout, c.text("withdraw.nothing"))
		return errFindings
	}
	return errors.Join(err, c.writeWithdrawn(req.Report, cfg.AsOf, result))
}

// editionNumbers reads which editions are meant; none are all.
func (c *Command) editionNumbers(which string) ([]int, error) {
	if which == allEditions {
		return nil, nil
	}
	n, err := strconv.Atoi(which)
	if err != nil || n < 1 {
		return nil, usageError{errors.New(c.text("withdraw.number", "word", which))}
	}
	return []int{n}, nil
}

// grounds wants all that must be known of a withdrawal.
func (c *Command) grounds(req build.WithdrawRequest) error {
	switch {
	case req.Reason == "":
		return usageError{errors.New(c.text("withdraw.reason"))}
	case req.By == "":
		return usageError{errors.New(c.text("withdraw.by"))}
	case (req.Preserved == "") == (req.Disposal == ""):
		return usageError{errors.New(c.text("withdraw.kept"))}
	}
	return nil
}

// noEdition turns a wrong argument into words.
func (c *Command) noEdition(err error) error {
	var missing *build.NoEditionError
	if !errors.As(err, &missing) {
		return err
	}
	key := "withdraw.none"
	switch {
	case missing.Withdrawn && missing.Number > 0:
		key = "withdraw.again"
	case missing.Number > 0:
		key = "withdraw.unknown"
	case missing.Withdrawn:
		key = "withdraw.gone"
	}
	return usageError{errors.New(c.text(key, "report", missing.Report, "number", missing.Number))}
}

// writeWithdrawn says what was done and what is left to do by hand.
func (c *Command) writeWithdrawn(report, asOf string, result *build.Withdrawal) error {
	for _, e := range result.Editions {
		if _, err := fmt.Fprintln(c.Stdout, c.text("withdraw.done", "number", e.Number, "report", report)); err != nil {
			return err
		}
	}
	if result.Date != asOf {
		fmt.Fprintln(c.Stdout, c.text("withdraw.later", "date", result.Date, "asof", asOf))
	}
	if len(result.Stopping) > 0 {
		fmt.Fprintf(c.Stdout, "\n%s\n", c.text("withdraw.stopping"))
		if err := c.print(c.Stdout, result.Stopping, 0, diag.Error); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		key   string
		lines []string
	}{{"withdraw.referring", result.Referring}, {"withdraw.purge", result.Purge}} {
		if len(part.lines) == 0 {
			continue
		}
		fmt.Fprintf(c.Stdout, "\n%s\n", c.text(part.key))
		for _, line := range part.lines {
			if _, err := fmt.Fprintln(c.Stdout, "  "+line); err != nil {
				return err
			}
		}
	}
	if result.Guessed {
		fmt.Fprintln(c.Stdout, "  "+c.text("withdraw.guessed"))
	}
	_, err := fmt.Fprintf(c.Stdout, "\n%s\n", c.text("withdraw.next"))
	return err
}
