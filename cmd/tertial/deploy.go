package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"tertial/internal/build"
	"tertial/internal/deploy"
	"tertial/internal/diag"
	"tertial/internal/privacy"
	"tertial/internal/squeeze"
)

// deployFlags are what the flags of deploy say.
type deployFlags struct {
	from, audience, encoding            string
	dryRun, rollback, forget, breakLock bool
}

// noEncoding is what --encoding says of files that are sent as they are.
const noEncoding = "none"

func encodings() []string {
	words := []string{noEncoding}
	for _, e := range squeeze.Encodings() {
		words = append(words, string(e))
	}
	return words
}

func (c *Command) deploy() *cobra.Command {
	var f deployFlags
	cmd := &cobra.Command{
		Use: "deploy " + c.text("deploy.use"), Short: c.text("deploy.short"), Long: c.text("deploy.long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New(c.text("deploy.args"))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return c.runDeploy(cmd.Context(), f, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.from, "from", "", c.text("flag.deploy.from"))
	flags.StringVar(&f.audience, "audience", string(build.Public), c.text("flag.deploy.audience"))
	flags.StringVar(&f.encoding, "encoding", noEncoding, c.text("flag.encoding"))
	flags.BoolVar(&f.dryRun, "dry-run", false, c.text("flag.deploy.dry-run"))
	flags.BoolVar(&f.rollback, "rollback", false, c.text("flag.rollback"))
	flags.BoolVar(&f.forget, "no-previous", false, c.text("flag.no-previous"))
	flags.BoolVar(&f.breakLock, "break-lock", false, c.text("flag.break-lock"))
	c.words(cmd, "audience", audiences())
	c.words(cmd, "encoding", encodings())
	return cmd
}

func (c *Command) runDeploy(ctx context.Context, f deployFlags, address string) error {
	opts, err := c.deployOptions(f)
	if err != nil {
		return err
	}
	target, err := deploy.ParseTarget(address, c.Env)
	if err == nil {
		err = target.Apart(opts.Source)
	}
	if err != nil {
		return c.badTarget(err)
	}
	if target.Dir != "" && opts.Encoding != squeeze.None {
		return usageError{errors.New(c.text("deploy.encoding.folder"))}
	}
	progress := c.progress()
	progress.text = func(done, total int) string { return c.text("deploy.progress", "done", done, "total", total) }
	opts.Progress = progress.step
	result, err := deploy.Run(ctx, target, opts)
	progress.clear()
	if err != nil {
		return c.badTarget(err)
	}
	if err := c.print(c.Stderr, result.Findings, mostShown, diag.Warning); err != nil {
		return err
	}
	if result.Failed() {
		return errFindings
	}
	return c.sayDeployed(target, opts, result)
}

// deployOptions reads the flags. Without --from the site's own output is deployed.
func (c *Command) deployOptions(f deployFlags) (deploy.Options, error) {
	opts := deploy.Options{
		Source: f.from, Audience: build.Audience(f.audience), DryRun: f.dryRun, Rollback: f.rollback, Forget: f.forget, BreakLock: f.breakLock,
		Wait: wait, Holder: c.holder(),
	}
	if err := c.oneOf("--audience", f.audience, audiences()); err != nil {
		return opts, err
	}
	if err := c.oneOf("--encoding", f.encoding, encodings()); err != nil {
		return opts, err
	}
	if f.encoding != noEncoding {
		opts.Encoding = squeeze.Encoding(f.encoding)
	}
	if f.rollback && f.forget {
		return opts, usageError{errors.New(c.text("deploy.both"))}
	}
	if opts.Source == "" && !f.rollback {
		root, err := c.siteRoot()
		if err != nil {
			return opts, err
		}
		opts.Source = filepath.Join(root, "public")
	}
	return opts, nil
}

// holder is who we are, for others who find our lock.
func (c *Command) holder() deploy.Holder {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	return deploy.Holder{Host: host, PID: os.Getpid(), Since: c.Now().UTC().Format(time.RFC3339), Nonce: rand.Text(), Alive: alive}
}

// alive reports whether a process of this computer is at work.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	if runtime.GOOS == "windows" { // where only those are found that are
		return true
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}

// wait is between two attempts.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// badTarget puts a wrong address into words, and what a target refuses.
func (c *Command) badTarget(err error) error {
	var bad *deploy.BadTargetError
	if errors.As(err, &bad) {
		return usageError{errors.New(c.text("deploy.bad."+string(bad.Reason), "target", bad.Address))}
	}
	return err
}

// targetTrouble says what to do about a target that refuses.
func (c *Command) targetTrouble(e *deploy.TargetError) string {
	key := "deploy.trouble." + string(e.Reason)
	if e.Reason == deploy.NoRights {
		key += "." + string(e.Op)
	}
	text := c.text(key, "name", e.Name, "why", privacy.Mask(e.Err.Error()))
	if e.Op == deploy.Writing || e.Op == deploy.Removing {
		text += " " + c.text("deploy.trouble.again")
	}
	return text
}

// sayDeployed prints what was done, or would be.
func (c *Command) sayDeployed(target *deploy.Target, opts deploy.Options, r *deploy.Result) error {
	if opts.DryRun {
		var list strings.Builder
		for _, change := range r.Changes {
			fmt.Fprintf(&list, "%c %s\n", change.Do, change.Path)
		}
		if _, err := fmt.Fprint(c.Stdout, list.String()); err != nil {
			return err
		}
	}
	key := "deploy.done"
	switch {
	case opts.DryRun:
		key = "deploy.dry"
	case opts.Rollback:
		key = "deploy.back"
	case len(r.Changes) == 0 && !r.Resumed:
		key = "deploy.same"
	}
	fmt.Fprintln(c.Stdout, c.text(key, "target", target, "added", r.Added, "replaced", r.Replaced, "removed", r.Removed, "unchanged", r.Unchanged, "bytes", r.Bytes))
	if r.Bare {
		fmt.Fprintln(c.Stdout, c.text("deploy.bare"))
	}
	if r.Resumed && !opts.DryRun {
		fmt.Fprintln(c.Stdout, c.text("deploy.resumed"))
	}
	switch {
	case opts.DryRun, opts.Rollback:
	case r.Kept:
		fmt.Fprintln(c.Stdout, c.text("deploy.kept"))
	case r.Replaced+r.Removed > 0 && !opts.Forget:
		fmt.Fprintln(c.Stdout, c.text("deploy.notkept"))
	}
	return nil
}
