package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tertial/internal/diag"
)

// within keeps the findings in the files and folders that were named, with
// what belongs to them: a report's folder stands for its data too, and the
// other way round. Paths are relative to the current folder.
func (c *Command) within(findings []diag.Finding, paths []string) ([]diag.Finding, error) {
	if len(paths) == 0 {
		return findings, nil
	}
	var prefixes []string
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			return nil, usageError{errors.New(c.text("nopath", "word", p))}
		}
		rel, err := c.relative(p)
		if err != nil {
			return nil, err
		}
		prefixes = append(prefixes, rel)
		if twin, ok := twinOf(rel); ok {
			prefixes = append(prefixes, twin)
		}
	}
	var kept []diag.Finding
	for _, f := range findings {
		if concerns(&f, prefixes) {
			kept = append(kept, f)
		}
	}
	return kept, nil
}

// concerns reports whether a finding stands in one of the files or folders, or
// another place that matters for it does.
func concerns(f *diag.Finding, prefixes []string) bool {
	in := func(at diag.Place) bool {
		return slices.ContainsFunc(prefixes, func(p string) bool {
			return p == "." || at.File == p || strings.HasPrefix(at.File, p+"/")
		})
	}
	return in(f.Place) || slices.ContainsFunc(f.Related, func(r diag.Related) bool { return in(r.Place) })
}

// relative turns a path into one from the site's root.
func (c *Command) relative(p string) (string, error) {
	root, err := filepath.Abs(c.root)
	if err != nil {
		return "", err
	}
	abs, err := filepath.Abs(p)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(root, abs)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", usageError{errors.New(c.text("outside", "word", p, "folder", c.root))}
	}
	return filepath.ToSlash(rel), nil
}

// twinOf is data/x for content/x and the reverse.
func twinOf(rel string) (string, bool) {
	for _, pair := range [][2]string{{"content/", "data/"}, {"data/", "content/"}} {
		if rest, ok := strings.CutPrefix(rel, pair[0]); ok {
			return pair[1] + rest, true
		}
	}
	return "", false
}
