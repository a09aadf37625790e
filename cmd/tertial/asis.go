package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/privacy"
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
		all = append(all, numbers(file)...)
	}
	if err := c.write(f, all, "", c.text("asis.clean")); err != nil {
		return err
	}
	return verdict(all, f.strict)
}

// numbers finds the identity numbers of a document. A file that cannot be read
// has been reported.
func numbers(file string) []diag.Finding {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	diags := &diag.List{}
	privacy.NewGate(privacy.Allowed{}).Numbers(filepath.ToSlash(filepath.Clean(file)), raw, diags)
	return diags.Sorted()
}
