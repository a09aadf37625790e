// Package verify proves that what is published is what was published: of a built
// site in a folder or at an address, and of a site's repository.
//
// In comes a place to read files from, perhaps with a checkpoint that somebody
// kept and a public key; out come findings that name each file, line of the
// manifest and line of the publication log that do not fit, and a count of what
// was tried. Nothing but what anybody can read is needed for a built site; the
// command prints what comes out.
//
// # What is compared
//
// Of a built site: every file with manifest.sha256, in both directions where
// the files can be listed; the lines of changes/log.txt with each other, with
// all tiles and with the checkpoint; what each edition publishes with the digest
// that the log has of it; the page at a report's own address with the newest
// edition, but for its links; withdrawn editions with nothing; each compressed
// copy with the file that it is of. Of a repository:
// every byte of every edition with its manifest, and edition.yaml with the log.
//
// Whoever can write all of it can make all of it anew so that it fits. That
// shows only to somebody who kept a checkpoint, or knows the key of a signed one.
package verify

import (
	"context"
	"io/fs"

	"tertial/internal/diag"
	"tertial/internal/publog"
)

// Options say what is known beforehand. The zero value is ready for use.
type Options struct {
	Kept *Kept  // a checkpoint from earlier, or nil
	Key  string // public key that the checkpoint must be signed with, or ""
}

// Kept is a checkpoint that somebody has remembered.
type Kept struct {
	publog.Checkpoint
	Place diag.Place // of the file it was read from
}

// A Result says what was tried, and what did not fit.
type Result struct {
	Findings   []diag.Finding
	AsOf       string // the day that the site was made for, from its manifest
	Audience   string // whom it was made for, likewise
	Files      int    // compared with the manifest
	Entries    int    // lines of the log
	Editions   int    // whose digest was computed anew
	Withdrawn  int    // editions of which nothing is left
	Extended   int    // entries of the kept checkpoint that the log has, if there was one
	Signed     bool   // the checkpoint carries a good signature of the key
	Checkpoint string // to be kept: the log's today; "" without a log, or with findings
}

// Failed reports whether something does not fit.
func (r *Result) Failed() bool {
	for i := range r.Findings {
		if r.Findings[i].Severity == diag.Error {
			return true
		}
	}
	return false
}

// Folder verifies a built site in a folder. The name is put before paths in
// findings. An error means that it could not be read.
func Folder(ctx context.Context, fsys fs.FS, name string, opts Options) (*Result, error) {
	return run(ctx, folder{fsys, name}, opts)
}

// run takes a site through all stages. Each goes as far as it can, since one
// change mostly shows in several.
func run(ctx context.Context, from source, opts Options) (*Result, error) {
	c := &checker{from: from, opts: opts, diags: &diag.List{}, result: &Result{}}
	if err := c.manifest(ctx); err != nil {
		return nil, err
	}
	if err := c.files(ctx); err != nil {
		return nil, err
	}
	if c.log() {
		c.editions()
	}
	return c.finish(), nil
}

// A checker is the state of one run over a built site.
type checker struct {
	from   source
	opts   Options
	diags  *diag.List
	result *Result

	listed []*file          // of the manifest, in its order, but for compressed copies
	copies []*file          // compressed copies of listed files
	byPath map[string]*file // all of them
	source *diag.Source     // the manifest
	pub    *publog.Log
}

func (c *checker) finish() *Result {
	r := c.result
	r.Findings = c.diags.Sorted()
	if r.Failed() {
		r.Checkpoint = ""
	}
	return r
}
