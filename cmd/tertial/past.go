package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"tertial/internal/data"
)

// Limits of a search through a file's history.
const (
	pastVersions = 200
	pastSize     = 64 << 20 // as large as a CSV file may be
)

// past looks through the history that git has of the site's files. Without git,
// or outside a repository, there is no history: that is no failure. Git is only
// asked when a file no longer fits its seal.
func (c *Command) past(ctx context.Context) data.Past {
	return func(file string, wanted func([]byte) bool) ([]byte, bool) {
		ids, err := versions(ctx, c.root, file)
		if err != nil || len(ids) == 0 {
			return nil, false
		}
		return firstVersion(ctx, c.root, ids, wanted), true
	}
}

// git is a command of git in the folder, that asks nothing and changes nothing.
func git(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", append([]string{"--no-pager", "-C", dir}, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1")
	return cmd
}

// versions returns the ids of the file's contents in the commits that changed
// it, the newest first, also under names that it had before.
func versions(ctx context.Context, dir, file string) ([]string, error) {
	out, err := git(ctx, dir, "log", "--follow", "--raw", "--no-abbrev", "--no-textconv", "--no-ext-diff", "--format=",
		"-n", strconv.Itoa(pastVersions), "--", filepath.FromSlash(file)).Output()
	if err != nil {
		return nil, err
	}
	var ids []string
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line) // :100644 100644 before after M path
		if len(fields) < 5 || fields[0][0] != ':' {
			continue
		}
		for _, id := range [...]string{fields[3], fields[2]} {
			if strings.Trim(id, "0") != "" && !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}

// firstVersion reads contents one after the other until one is wanted.
func firstVersion(ctx context.Context, dir string, ids []string, wanted func([]byte) bool) []byte {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	cmd := git(ctx, dir, "cat-file", "--batch")
	cmd.Stdin = strings.NewReader(strings.Join(ids, "\n") + "\n")
	out, err := cmd.StdoutPipe()
	if err != nil || cmd.Start() != nil {
		return nil
	}
	defer func() {
		stop()
		_ = cmd.Wait() // it was told to stop
	}()
	in := bufio.NewReader(out)
	for range ids {
		content, err := batchObject(in)
		if err != nil {
			return nil
		}
		if content != nil && wanted(content) {
			return content
		}
	}
	return nil
}

// batchObject reads one object of `git cat-file --batch`; it is nil when the
// repository lacks it or it is too large.
func batchObject(in *bufio.Reader) ([]byte, error) {
	head, err := in.ReadString('\n')
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(head) // id type size
	if len(fields) != 3 {
		return nil, nil // id missing
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil {
		return nil, err
	}
	if size > pastSize {
		_, err := io.CopyN(io.Discard, in, size+1)
		return nil, err
	}
	var content bytes.Buffer
	if _, err := io.CopyN(&content, in, size); err != nil {
		return nil, err
	}
	_, err = in.ReadByte() // the line feed behind it
	return content.Bytes(), err
}
