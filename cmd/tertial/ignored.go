package main

import (
	"context"
	"strings"

	"tertial/internal/build"
)

// ignored asks git which of some files it would leave out. Without git, or
// outside a repository, that is none.
func (c *Command) ignored(ctx context.Context) build.Ignored {
	return func(names []string) []build.IgnoredFile {
		cmd := git(ctx, c.root, "check-ignore", "--verbose", "--stdin", "-z")
		cmd.Stdin = strings.NewReader(strings.Join(names, "\x00") + "\x00")
		out, err := cmd.Output()
		if err != nil {
			return nil // status 1: none is
		}
		return ignoredFiles(string(out))
	}
}

// ignoredFiles reads what git check-ignore says: of each file four fields, the
// file of the rule, its line, the rule, and the path.
func ignoredFiles(out string) []build.IgnoredFile {
	const each = 4
	var found []build.IgnoredFile
	fields := strings.Split(out, "\x00")
	for ; len(fields) >= each; fields = fields[each:] {
		if rule := fields[2]; !strings.HasPrefix(rule, "!") {
			found = append(found, build.IgnoredFile{Name: fields[3], Rule: fields[0] + ":" + fields[1] + ": " + rule})
		}
	}
	return found
}
