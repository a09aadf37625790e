package verify

import (
	"bytes"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/publog"
)

// log compares the publication log with its tiles, its checkpoint, and the
// checkpoint that was kept. It reports whether its lines can be relied on.
func (c *checker) log() bool {
	if c.byPath == nil {
		return false
	}
	c.pub = publog.Parse(c.logSource(), c.diags)
	if f := c.logFile(publog.LogName); f != nil && !f.there {
		return false // it is listed and missing, which was said
	}
	if !c.pub.Sound() {
		return false
	}
	c.result.Entries = c.pub.Size()
	if kept := c.opts.Kept; kept != nil && c.pub.CheckExtends(kept.Checkpoint, kept.Place, c.diags) {
		c.result.Extended = kept.Size
	}
	c.tiles()
	c.checkpoint()
	return true
}

// wrongLog reports a file of the log that does not fit its lines, unless it does
// not even fit the manifest, which was said.
func (c *checker) wrongLog(name, variant string) {
	f := c.logFile(name)
	if f != nil && !f.fits {
		return
	}
	found := diag.New("VERIFY-LOG", diag.Place{File: c.from.place(logFolder + name)}, "name", logFolder+name).With(variant)
	if f != nil {
		found = found.See("manifest", f.line)
	}
	c.diags.Add(found)
}

// tiles compares all files of the transparency log with those that its lines make.
func (c *checker) tiles() {
	files, err := c.pub.Files(nil)
	if err != nil {
		panic("verify: " + err.Error()) // nothing is signed, and all hashes are there
	}
	wanted := map[string]bool{}
	for _, want := range files {
		wanted[want.Path] = true
		f := c.logFile(want.Path)
		switch {
		case want.Path == publog.CheckpointName || want.Path == publog.LogName:
		case f == nil:
			c.wrongLog(want.Path, "missing")
		case !bytes.Equal(f.content, want.Content):
			c.wrongLog(want.Path, "")
		}
	}
	for _, f := range c.below(logFolder) {
		name := strings.TrimPrefix(f.Path, logFolder)
		if !wanted[name] && name != "index.html" {
			c.wrongLog(name, "extra")
		}
	}
}

// checkpoint compares the published checkpoint with the log, and looks for the
// signature of the key.
func (c *checker) checkpoint() {
	f := c.logFile(publog.CheckpointName)
	if c.pub.Size() == 0 {
		if c.opts.Key != "" {
			c.diags.Add(diag.New("VERIFY-KEY", diag.Place{File: c.from.place(logFolder + publog.CheckpointName)}).With("none"))
		}
		return
	}
	if f == nil {
		c.wrongLog(publog.CheckpointName, "missing")
		return
	}
	head, err := publog.ParseCheckpoint(f.content)
	own := c.pub.Head(nil)
	unsigned := !bytes.Contains(f.content, []byte("\n\n"))
	if err != nil || head.Size != own.Size || head.Root != own.Root || unsigned && string(f.content) != own.Text() {
		c.wrongLog(publog.CheckpointName, "checkpoint")
		return
	}
	c.result.Checkpoint = string(f.content)
	if c.opts.Key == "" {
		return
	}
	if c.result.Signed = publog.Signed(f.content, c.opts.Key); !c.result.Signed {
		found := diag.New("VERIFY-KEY", diag.Place{File: c.from.place(f.Path)}).See("manifest", f.line)
		if unsigned {
			found = found.With("unsigned")
		}
		c.diags.Add(found)
	}
}
