package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"tertial/internal/build"
)

// runStaged judges what is about to be committed, for a hook of git. Only
// privacy is judged: what is committed stays in the history, while a wrong sum
// can be mended later.
func (c *Command) runStaged(ctx context.Context, cfg build.Config, f checkFlags) error {
	files, err := c.stagedFiles(ctx)
	if err != nil {
		return err
	}
	findings, err := build.CheckStaged(cfg, files)
	if err != nil {
		return err
	}
	if err := c.write(f, findings, c.base(), c.text("staged.clean", "files", len(files))); err != nil {
		return err
	}
	result := verdict(findings, f.strict)
	if result != nil && f.format == "text" {
		fmt.Fprintln(c.Stdout, c.text("staged.stop"))
	}
	return result
}

// stagedFiles reads from git's index what the next commit adds or changes
// below the site's folders.
func (c *Command) stagedFiles(ctx context.Context) ([]build.StagedFile, error) {
	env, err := indexEnv(c.Env)
	if err != nil {
		return nil, err
	}
	list := git(ctx, c.root, "diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--relative",
		"--diff-filter=ACMT", "--", "content", "data", "layouts")
	list.Env = append(list.Env, env...)
	out, err := list.Output()
	if err != nil {
		return nil, gitError(err)
	}
	var files []build.StagedFile
	var ids []string
	fields := strings.Split(string(out), "\x00") // :100644 100644 before after M, path, …
	for i := 0; i+1 < len(fields); i += 2 {
		head := strings.Fields(fields[i])
		if len(head) < 5 || head[1] != "100644" && head[1] != "100755" {
			continue // a link or another repository
		}
		files = append(files, build.StagedFile{Name: fields[i+1]})
		ids = append(ids, head[3])
	}
	return files, c.readStaged(ctx, files, ids)
}

// readStaged fills the contents of the files from git's objects.
func (c *Command) readStaged(ctx context.Context, files []build.StagedFile, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	cmd := git(ctx, c.root, "cat-file", "--batch")
	cmd.Stdin = strings.NewReader(strings.Join(ids, "\n") + "\n")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return gitError(err)
	}
	in := bufio.NewReader(out)
	for i := range files {
		if files[i].Content, err = batchObject(in); err != nil {
			return errors.Join(fmt.Errorf("read staged files: %w", err), cmd.Wait())
		}
	}
	return cmd.Wait()
}

// indexEnv names git's index and folder as they are seen from here, since git
// is run in the site's folder and names them from the one that a hook runs in.
func indexEnv(get func(string) string) ([]string, error) {
	var env []string
	for _, name := range [...]string{"GIT_INDEX_FILE", "GIT_DIR"} {
		if path := get(name); path != "" {
			abs, err := filepath.Abs(path)
			if err != nil {
				return nil, err
			}
			env = append(env, name+"="+abs)
		}
	}
	return env, nil
}

// gitError tells what git said.
func gitError(err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return fmt.Errorf("git: %s", strings.TrimSpace(string(exit.Stderr)))
	}
	return fmt.Errorf("git: %w", err)
}
