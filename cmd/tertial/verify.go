package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tertial/internal/diag"
	"tertial/internal/publog"
	"tertial/internal/site"
	"tertial/internal/verify"
)

// verifyFlags are what the flags of verify say.
type verifyFlags struct{ checkpoint, key string }

func (c *Command) verify() *cobra.Command {
	var f verifyFlags
	cmd := &cobra.Command{
		Use: "verify " + c.text("verify.use"), Short: c.text("verify.short"), Long: c.text("verify.long"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{errors.New(c.text("unknown.argument", "word", args[1]))}
			}
			return c.runVerify(cmd.Context(), f, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.checkpoint, "checkpoint", "", c.text("flag.checkpoint"))
	flags.StringVar(&f.key, "key", "", c.text("flag.key"))
	return cmd
}

// runVerify verifies what the argument names, or the site's own folder and what
// was built of it.
func (c *Command) runVerify(ctx context.Context, f verifyFlags, args []string) error {
	opts, err := c.verifyOptions(f)
	if err != nil {
		return err
	}
	v := &verification{c: c, opts: opts}
	switch {
	case len(args) == 0:
		root, err := c.siteRoot()
		if err != nil {
			return err
		}
		err = v.site(ctx, root, "")
		return v.end(err)
	case strings.HasPrefix(args[0], "http://"), strings.HasPrefix(args[0], "https://"):
		if err := c.webAddress(args[0]); err != nil {
			return err
		}
		return v.end(v.address(ctx, args[0]))
	default:
		return v.end(v.folder(ctx, args[0]))
	}
}

// verifyOptions reads the checkpoint and the key that were given.
func (c *Command) verifyOptions(f verifyFlags) (verify.Options, error) {
	var opts verify.Options
	if f.key != "" {
		if publog.CheckKey(f.key) != nil {
			return opts, usageError{errors.New(c.text("verify.nokey", "word", f.key))}
		}
		opts.Key = f.key
	}
	if f.checkpoint == "" {
		return opts, nil
	}
	text, err := os.ReadFile(f.checkpoint)
	if errors.Is(err, fs.ErrNotExist) {
		return opts, usageError{errors.New(c.text("nopath", "word", f.checkpoint))}
	}
	if err != nil {
		return opts, err
	}
	kept, err := publog.FindCheckpoint(text)
	if err != nil {
		return opts, usageError{errors.New(c.text("verify.nocheckpoint", "word", f.checkpoint))}
	}
	opts.Kept = &verify.Kept{Checkpoint: kept, Place: diag.Place{File: filepath.ToSlash(f.checkpoint)}}
	return opts, nil
}

// A verification collects what one or two runs have found.
type verification struct {
	c          *Command
	opts       verify.Options
	findings   []diag.Finding
	says       []string // a sentence for each run
	entries    int
	checkpoint string
	covers     bool // a built site was among them
}

// site verifies a site's own folder, and what was built of it in public/. The
// name is put before paths in findings.
func (v *verification) site(ctx context.Context, root, name string) error {
	fsys, closer, err := openFolder(root)
	if err != nil {
		return err
	}
	defer func() { _ = closer.Close() }() // only read from
	opts := v.opts
	opts.Key = "" // the log that is kept with the sources is not signed
	result, err := verify.Repository(fsys, opts)
	if err != nil {
		return err
	}
	v.add(result, "verify.repository", root)
	public := filepath.Join(root, "public")
	if _, err := os.Stat(filepath.Join(public, site.ManifestName)); err != nil {
		return nil //nolint:nilerr // nothing was built: there is no more to verify
	}
	return v.built(ctx, public, filepath.ToSlash(filepath.Join(name, "public")))
}

// folder verifies the folder of a site, or of a built one.
func (v *verification) folder(ctx context.Context, dir string) error {
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist), err == nil && !info.IsDir():
		return usageError{errors.New(v.c.text("nopath", "word", dir))}
	case err != nil:
		return err
	}
	name := filepath.ToSlash(filepath.Clean(dir))
	if _, err := os.Stat(filepath.Join(dir, "content", "site.yaml")); err == nil {
		return v.site(ctx, dir, name)
	}
	return v.built(ctx, dir, name)
}

func (v *verification) built(ctx context.Context, dir, name string) error {
	fsys, closer, err := openFolder(dir)
	if err != nil {
		return err
	}
	defer func() { _ = closer.Close() }() // only read from
	result, err := verify.Folder(ctx, fsys, name, v.opts)
	if err != nil {
		return err
	}
	v.add(result, "verify.site", dir)
	return nil
}

// openFolder opens a folder so that nothing outside it can be read through links.
func openFolder(dir string) (fs.FS, *os.Root, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, err
	}
	return root.FS(), root, nil
}

// answerTime is how long a server may take for one file.
const answerTime = 2 * time.Minute

func (v *verification) address(ctx context.Context, address string) error {
	result, err := verify.URL(ctx, &http.Client{Timeout: answerTime}, address, v.opts)
	if err != nil {
		return err
	}
	v.add(result, "verify.site", address)
	return nil
}

// add takes a run's findings, or what it says when there are none.
func (v *verification) add(r *verify.Result, key, where string) {
	c := v.c
	v.covers = v.covers || key == "verify.site"
	v.findings = append(v.findings, r.Findings...)
	v.says = append(v.says, c.text(key, "where", where, "files", r.Files, "entries", r.Entries, "editions", r.Editions, "withdrawn", r.Withdrawn))
	if r.Extended > 0 {
		v.says = append(v.says, c.text("verify.extends", "entries", r.Extended))
	}
	if r.Signed {
		v.says = append(v.says, c.text("verify.signed"))
	}
	v.entries, v.checkpoint = r.Entries, r.Checkpoint
}

// end prints what came out.
func (v *verification) end(err error) error {
	if err != nil {
		return err
	}
	c := v.c
	if len(v.findings) > 0 {
		if err := c.print(c.Stdout, v.findings, mostShown, diag.Known); err != nil {
			return err
		}
		if err := verdict(v.findings, false); err != nil {
			return err
		}
	}
	for _, line := range v.says {
		fmt.Fprintln(c.Stdout, line)
	}
	switch {
	case v.entries == 0:
		fmt.Fprintln(c.Stdout, c.text("verify.empty"))
		return nil
	case v.opts.Kept == nil && v.opts.Key == "":
		fmt.Fprintln(c.Stdout, c.text("verify.alone"))
	case v.covers:
		fmt.Fprintln(c.Stdout, c.text("verify.covers"))
	}
	_, err = fmt.Fprintf(c.Stdout, "%s\n\n%s", c.text("verify.keep"), v.checkpoint)
	return err
}
