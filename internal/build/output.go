package build

import (
	"errors"
	"path/filepath"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/layout"
	"tertial/internal/site"
)

// add puts a finished file into the output. What stands in its way there is a
// finding, as what is wrong in the author's files is.
func (b *builder) add(path string, content []byte) error {
	err := b.writer.Add(path, content)
	if f, ok := b.cfg.inTheWay(err); ok {
		b.diags.Add(f)
		return nil
	}
	return err
}

// addAll puts finished files into the output.
func (b *builder) addAll(files []layout.File) error {
	for _, f := range files {
		if err := b.add(f.Path, f.Content); err != nil {
			return err
		}
	}
	return nil
}

// inTheWay turns the writer's refusal to touch what is not ours into a finding.
func (c *Config) inTheWay(err error) (diag.Finding, bool) {
	var strangers *site.NotOursError
	var foreign *site.ForeignError
	var link *site.SymlinkError
	switch {
	case errors.As(err, &strangers):
		names := strings.Join(strangers.Names, ", ")
		if strangers.More > 0 {
			names += ", …"
		}
		return diag.New("OUTPUT", c.outPlace(""), "folder", c.out(), "names", names), true
	case errors.As(err, &foreign):
		return diag.New("OUTPUT", c.outPlace(foreign.Path), "folder", c.out(), "name", foreign.Path).With("file"), true
	case errors.As(err, &link):
		return diag.New("OUTPUT", c.outPlace(link.Path), "folder", c.out(), "name", link.Path, "target", link.Target).With("link"), true
	default:
		return diag.Finding{}, false
	}
}

// out is the output folder.
func (c *Config) out() string {
	if c.Out == "" {
		return filepath.Join(c.Root, "public")
	}
	return c.Out
}

// outPlace is a file of the output, from the site's root where it lies there.
func (c *Config) outPlace(name string) diag.Place {
	file := filepath.Join(c.out(), filepath.FromSlash(name))
	root, err := filepath.Abs(c.Root)
	if abs, err2 := filepath.Abs(file); err == nil && err2 == nil {
		if rel, err := filepath.Rel(root, abs); err == nil && filepath.IsLocal(rel) {
			file = rel
		}
	}
	return diag.Place{File: filepath.ToSlash(file)}
}
