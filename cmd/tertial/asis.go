package main

import (
	"errors"
	"io/fs"
	"path/filepath"

	"tertial/internal/build"
	"tertial/internal/diag"
)

// runAsIs checks converted documents. It needs no site; the one it stands in,
// if any, lends its patterns of diary numbers.
func (c *Command) runAsIs(f checkFlags, paths []string) error {
	if err := c.oneOf("--format", f.format, formats()); err != nil {
		return err
	}
	if len(paths) > 0 {
		return usageError{errors.New(c.text("asis.paths", "word", paths[0]))}
	}
	root, err := c.siteRoot()
	if err != nil {
		root = ""
	}
	var all []diag.Finding
	for _, file := range f.asIs {
		findings, err := build.AsIs(root, filepath.ToSlash(filepath.Clean(file)), file)
		if errors.Is(err, fs.ErrNotExist) {
			return usageError{errors.New(c.text("nopath", "word", file))}
		}
		if err != nil {
			return err
		}
		all = append(all, findings...)
	}
	if err := c.write(f, all, "", c.text("asis.clean")); err != nil {
		return err
	}
	return verdict(all, f.strict)
}
