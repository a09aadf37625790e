// Package sitecheck reads a built site as a folder of files and says what in its
// links is wrong: a target or fragment that does not exist, an id used twice, a
// reference that would ask another host, or one that holds only at the root of a
// web server and so neither under a path prefix nor from file://.
//
// Files come in as an fs.FS, problems go out in a fixed order. It serves the
// tests of build and cmd/tertial; what needs a browser is browsertest's.
package sitecheck

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Options say what a site may do. The zero value is the strictest: a site that
// works anywhere, even opened from a folder.
type Options struct {
	// Base is the address that the site is published at, such as
	// "https://example.org/reports/". Links to it are taken as links to the files
	// here. It is empty when the site does not know its address.
	Base string
	// FolderLinks allows a link to a folder that has an index.html. A web server
	// answers it with that page, but from file:// the reader gets a listing.
	FolderLinks bool
	// Unlinked names pages that no other page needs to link to, beside the start
	// page and 404.html.
	Unlinked []string
}

// A Problem is one thing that is wrong with one reference or id of a page.
type Problem struct {
	File    string // the page or style sheet, slash-separated
	Where   string // the element and attribute, such as "a href"; "" for the whole file
	Value   string // what stands there
	Message string
}

// String gives the problem in one line.
func (p Problem) String() string {
	switch {
	case p.Where == "":
		return fmt.Sprintf("%s: %s", p.File, p.Message)
	case p.Value == "":
		return fmt.Sprintf("%s: %s: %s", p.File, p.Where, p.Message)
	}
	return fmt.Sprintf("%s: %s=%q: %s", p.File, p.Where, p.Value, p.Message)
}

// Check reads all of site and returns its problems, sorted by file and in the
// order of each file. The error is about reading.
func Check(site fs.FS, opts Options) ([]Problem, error) {
	c := &checker{
		opts:   opts,
		files:  map[string]bool{},
		pages:  map[string]*document{},
		linked: map[string]bool{},
	}
	if err := c.read(site); err != nil {
		return nil, err
	}
	for _, name := range c.names {
		for _, ref := range c.pages[name].refs {
			c.follow(name, ref)
		}
	}
	c.findUnlinked()
	slices.SortStableFunc(c.problems, func(a, b Problem) int { return cmp.Compare(a.File, b.File) })
	return c.problems, nil
}

type checker struct {
	opts     Options
	files    map[string]bool
	pages    map[string]*document // pages and style sheets by path
	names    []string             // the keys of pages, in order
	linked   map[string]bool      // pages that another page links to
	problems []Problem
}

func (c *checker) add(file string, ref reference, format string, args ...any) {
	c.problems = append(c.problems, Problem{file, ref.where, ref.value, fmt.Sprintf(format, args...)})
}

// read fills files and pages.
func (c *checker) read(site fs.FS) error {
	return fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		c.files[name] = true
		var doc *document
		switch path.Ext(name) {
		case ".html":
			doc, err = readPage(site, name)
		case ".css":
			doc, err = readStyle(site, name)
		default:
			return nil
		}
		if err != nil {
			return err
		}
		c.pages[name] = doc
		c.names = append(c.names, name)
		for _, p := range doc.problems {
			p.File = name
			c.problems = append(c.problems, p)
		}
		return nil
	})
}

func readPage(site fs.FS, name string) (*document, error) {
	f, err := site.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	root, err := html.Parse(f)
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", name, err)
	}
	return pageOf(root), nil
}

func readStyle(site fs.FS, name string) (*document, error) {
	text, err := fs.ReadFile(site, name)
	if err != nil {
		return nil, err
	}
	return &document{refs: styleRefs("url", string(text))}, nil
}

// findUnlinked reports the pages that a reader cannot come to. Nothing needs to
// lead to one that only leads on: it is there for addresses of before.
func (c *checker) findUnlinked() {
	for _, name := range c.names {
		start := name == "index.html" || name == "404.html" || path.Ext(name) != ".html" || c.pages[name].moves
		if !start && !c.linked[name] && !slices.Contains(c.opts.Unlinked, name) {
			c.add(name, reference{}, "no other page links to this page")
		}
	}
}

// indexOf returns the page that a web server gives for a folder.
func indexOf(folder string) string {
	return strings.TrimPrefix(path.Join(folder, "index.html"), "/")
}
