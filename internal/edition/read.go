package edition

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"unicode/utf8"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// maxYAML is the most that an edition.yaml may hold.
const maxYAML = 64 << 10

// maxNumber is the highest number of an edition: more cannot be meant.
const maxNumber = 9999

// Parse reads an edition.yaml strictly. It returns nil, with findings, when
// the text is not one; dir is the edition's folder.
func Parse(dir string, text []byte, diags *diag.List) *Edition {
	own := &diag.List{}
	defer diags.Merge(own)
	file := path.Join(dir, YAMLName)
	if !utf8.Valid(text) || slices.Contains(text, 0) {
		own.Add(diag.New("EDITION-FIELD", diag.Place{File: file}).With("text"))
		return nil
	}
	source := diag.NewSource(file, text)
	if at := conflict(text); at >= 0 {
		own.Add(diag.New("EDITION-CHANGED", source.Place(at, at+len(conflictMark)-1), "file", file, "edition", label{in(dir)}).With("conflict"))
		return nil
	}
	root := yamltree.Parse(source, 0, len(text), own)
	o := root.Object("format")
	if o == nil {
		if root != nil && !own.Failed() {
			root.WrongType("map")
		}
		return nil
	}
	o.Required("format", "report", "number", "date", "kind", "tool", "nonce", "content_digest")
	o.Enum("format", format)
	e := &Edition{
		Dir: dir, Report: o.String("report"), Date: o.Date("date"),
		Kind:   Kind(o.Enum("kind", string(First), string(Revision), string(Correction), string(Sent))),
		Reason: o.String("reason"), Author: o.String("author"), ApprovedBy: o.String("approved_by"),
		SlipBy: o.String("slip_by"), Decision: o.String("decision"), Acknowledged: o.Strings("acknowledged"),
		Tool: o.String("tool"), Nonce: o.String("nonce"), Checkpoint: o.String("checkpoint"),
		ContentDigest: digest(o, "content_digest"), PublicDigest: digest(o, "public_digest"),
	}
	e.Number, _ = o.Int("number", 1, maxNumber)
	e.Withdrawn = withdrawal(o)
	o.Close()
	e.judge(o, own)
	if own.Failed() {
		return nil
	}
	return e
}

// conflictMark is how git begins what it could not merge.
const conflictMark = "<<<<<<< "

// conflict finds it in a text; -1 is nowhere.
func conflict(text []byte) int {
	if bytes.HasPrefix(text, []byte(conflictMark)) {
		return 0
	}
	if at := bytes.Index(text, []byte("\n"+conflictMark)); at >= 0 {
		return at + 1
	}
	return -1
}

func digest(o *yamltree.Object, key string) string {
	text := o.String(key)
	if text != "" && !isDigest(text) {
		o.Get(key).WrongValue("sha256")
	}
	return text
}

func withdrawal(o *yamltree.Object) *Withdrawal {
	w := o.Map("withdrawn")
	if w == nil {
		return nil
	}
	w.Required("date", "reason", "by")
	defer w.Close()
	return &Withdrawal{
		Date: w.Date("date"), Reason: w.String("reason"), By: w.String("by"),
		Preserved: w.String("preserved"), Disposal: w.String("disposal"),
		Sources: w.String("sources_digest"),
	}
}

// judge reports what cannot be together: each is something that the command
// which writes the file asks for.
func (e *Edition) judge(o *yamltree.Object, diags *diag.List) {
	if diags.Failed() {
		return
	}
	bad := func(variant string) { diags.Add(diag.New("EDITION-FIELD", o.Place()).With(variant)) }
	published := e.Kind != Sent
	switch {
	case published && (e.Author == "" || e.ApprovedBy == "" || e.PublicDigest == ""):
		bad("roles")
	case (e.Kind == Revision || e.Kind == Correction) && e.Reason == "":
		bad("reason")
	case e.Kind == Correction && e.SlipBy == "" && e.Decision == "":
		bad("ground")
	case e.Kind != Correction && e.SlipBy != "":
		bad("slip")
	case e.Withdrawn != nil && e.Withdrawn.Preserved == "" && e.Withdrawn.Disposal == "":
		bad("kept")
	}
}

// Read reads the edition.yaml of an edition's folder. It returns nil, with
// findings, when there is none that can be read.
func Read(fsys fs.FS, dir string, diags *diag.List) *Edition {
	file := path.Join(dir, YAMLName)
	info, err := fs.Lstat(fsys, file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		diags.Report("EDITION-MISSING", diag.Place{File: dir}, "file", YAMLName)
		return nil
	case err != nil:
		diags.Report("FILE", diag.Place{File: file}, "reason", err)
		return nil
	case !info.Mode().IsRegular():
		diags.Add(diag.New("EDITION-CHANGED", diag.Place{File: file}, "file", file, "edition", label{in(dir)}).With("link"))
		return nil
	case info.Size() > maxYAML:
		diags.Add(diag.New("EDITION-FIELD", diag.Place{File: file}).With("text"))
		return nil
	}
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		diags.Report("FILE", diag.Place{File: file}, "reason", err)
		return nil
	}
	return Parse(dir, text, diags)
}

// in is what the name of a folder tells of the edition in it.
func in(dir string) *Edition {
	e := &Edition{Dir: dir}
	e.Number, _ = strconv.Atoi(path.Base(dir)) // it is one: else nobody reads it
	if path.Base(path.Dir(dir)) != Folder {
		e.Kind = Sent
	}
	return e
}
