package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/publog"
)

// publishFlags are what the flags of publish say.
type publishFlags struct {
	reason, approvedBy, ground, decision, asOf string
	correction, dryRun                         bool
	acknowledge                                []string
}

func (c *Command) publish() *cobra.Command {
	var f publishFlags
	cmd := &cobra.Command{
		Use: "publish " + c.text("publish.use"), Short: c.text("publish.short"), Long: c.text("publish.long"), Args: c.oneReport,
		RunE: func(cmd *cobra.Command, args []string) error { return c.runPublish(cmd.Context(), f, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.reason, "reason", "", c.text("flag.reason"))
	flags.StringVar(&f.approvedBy, "approved-by", "", c.text("flag.approved-by"))
	flags.BoolVar(&f.correction, "correction", false, c.text("flag.correction"))
	flags.StringVar(&f.ground, "ground", "", c.text("flag.ground"))
	flags.StringVar(&f.decision, "decision", "", c.text("flag.decision"))
	flags.StringArrayVar(&f.acknowledge, "acknowledge", nil, c.text("flag.acknowledge"))
	flags.BoolVar(&f.dryRun, "dry-run", false, c.text("flag.dry-run"))
	flags.StringVar(&f.asOf, "as-of", "", c.text("flag.as-of"))
	return cmd
}

// oneReport wants exactly one argument.
func (c *Command) oneReport(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usageError{errors.New(c.text("publish.args"))}
	}
	return nil
}

func (c *Command) runPublish(ctx context.Context, f publishFlags, report string) error {
	cfg, err := c.config(string(build.Staff), f.asOf)
	if err != nil {
		return err
	}
	slipBy, err := c.slip(f.ground)
	if err != nil {
		return err
	}
	cfg.ChartCache, cfg.Past = chartCache(cfg.Root, defaultChartCache), c.past(ctx)
	path := c.reportPath(report)
	release, err := build.Publish(ctx, cfg, build.PublishRequest{
		Report: path, Reason: oneLine(f.reason), ApprovedBy: oneLine(f.approvedBy), Correction: f.correction, SlipBy: slipBy,
		Decision: oneLine(f.decision), Acknowledged: f.acknowledge, Uncommitted: c.uncommitted(ctx), Ignored: c.ignored(ctx), Random: rand.Reader, DryRun: f.dryRun,
	})
	if err := c.noReport(err); err != nil {
		return err
	}
	if err := c.print(c.Stderr, telling(release.Findings), mostShown, diag.Note); err != nil {
		return err
	}
	if err := c.writeList(path, release); err != nil {
		return err
	}
	if release.Failed() {
		fmt.Fprintln(c.Stdout, c.text("publish.nothing"))
		return errFindings
	}
	if f.dryRun {
		fmt.Fprintln(c.Stdout, c.text("publish.dry", "number", release.Number))
		return nil
	}
	e := release.Edition
	fmt.Fprintln(c.Stdout, c.text("publish.done", "report", path, "number", e.Number, "folder", e.Dir, "digest", e.PublicDigest))
	fmt.Fprintln(c.Stdout, c.text("publish.save", "paths", c.toSave(path), "report", path, "number", e.Number))
	return nil
}

// toSave are the paths that are committed with an edition: the report with its
// editions, its data where it has any, and the log.
func (c *Command) toSave(report string) string {
	paths := []string{"content/" + report}
	if _, err := os.Stat(filepath.Join(c.root, "data", filepath.FromSlash(report))); err == nil {
		paths = append(paths, "data/"+report)
	}
	return strings.Join(append(paths, publog.Path), " ")
}

// telling are the findings that decide about a publication, and what is to be
// known of it; notes about the content are for check.
func telling(findings []diag.Finding) []diag.Finding {
	return slices.DeleteFunc(findings, func(f diag.Finding) bool {
		return f.Severity < diag.Warning && !strings.HasPrefix(string(f.Code), "PUBLISH-")
	})
}

// writeList writes the checklist, a line for each thing that was tried.
func (c *Command) writeList(report string, release *build.Release) error {
	if _, err := fmt.Fprintln(c.Stdout, c.text("release.head", "report", report, "number", release.Number)); err != nil {
		return err
	}
	width := 0
	states := []build.StepState{build.Passed, build.Noted, build.Accepted, build.Refused}
	for _, state := range states {
		width = max(width, len([]rune(c.text("release.state."+string(state)))))
	}
	for _, step := range release.Steps {
		line := fmt.Sprintf("  %-*s  %s", width, c.text("release.state."+string(step.State)), c.text("release."+step.Name))
		if step.State != build.Passed && step.Count > 0 {
			line += " (" + c.text("release.count", "n", step.Count) + ")"
		}
		if _, err := fmt.Fprintln(c.Stdout, line); err != nil {
			return err
		}
	}
	return nil
}

// slipWord begins a ground that is a slip: the Swedish term, since that is the
// one of the law, and its English translation.
var slipWords = [...]string{"skrivfel:", "slip:"}

// slip reads the ground of a correction: skrivfel:ROLE.
func (c *Command) slip(ground string) (string, error) {
	ground = oneLine(ground)
	if ground == "" {
		return "", nil
	}
	for _, word := range slipWords {
		if role, ok := strings.CutPrefix(ground, word); ok && strings.TrimSpace(role) != "" {
			return strings.TrimSpace(role), nil
		}
	}
	return "", usageError{errors.New(c.text("flag.ground.form", "word", ground))}
}

// oneLine makes a line of a text: a shell may break it, and edition.yaml holds lines.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// noReport turns a wrong argument into words.
func (c *Command) noReport(err error) error {
	var missing *build.NoReportError
	if !errors.As(err, &missing) {
		return err
	}
	text := c.text("publish.none", "word", missing.Path)
	switch {
	case missing.Now != "":
		text = c.text("publish.moved", "word", missing.Path, "now", missing.Now)
	case missing.Nearest != "":
		text += " " + c.text("nearest", "word", missing.Nearest)
	}
	return usageError{errors.New(text)}
}

// uncommitted lists the site's files that git has not got as they are now;
// none where there is no git.
func (c *Command) uncommitted(ctx context.Context) []string {
	var names []string
	for _, args := range [][]string{
		{"ls-files", "-z", "--modified", "--others", "--exclude-standard", "--", "content", "data"},
		{"diff", "--cached", "--name-only", "-z", "--no-ext-diff", "--relative", "--", "content", "data"},
	} {
		out, err := git(ctx, c.root, args...).Output()
		if err != nil {
			return nil
		}
		for name := range strings.SplitSeq(string(out), "\x00") {
			if name != "" {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
