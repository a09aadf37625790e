package content

import (
	"errors"
	"io/fs"
	"path"

	"tertial/internal/diag"
)

// root is the folder of a site that this package reads.
const root = "content"

// reportFile is the file that makes a folder a report.
const reportFile = "report.md"

// Scan finds the site's reports and returns the front matter of those that
// show accepts, in the order of their paths. It reads nothing of a file behind
// its front matter. What show is given has only Path, Visibility, From, Meeting
// and Secret; of a report that it refuses nothing else is looked at, so that its
// errors do not appear. A nil show accepts every report. A report that is
// marked secret and has any material is a finding in any case, and never part
// of the result.
func Scan(fsys fs.FS, show func(*Meta) bool, diags *diag.List) []*Meta {
	s := &scanner{fsys: fsys, show: show, diags: diags}
	for _, committee := range committeeIDs(fsys, new(diag.List)) { // ReadCommittees reports
		s.committee(committee)
	}
	return s.found
}

// A scanner is the state of one call of Scan.
type scanner struct {
	fsys  fs.FS
	show  func(*Meta) bool
	diags *diag.List
	found []*Meta
}

func (s *scanner) committee(id string) {
	in := folder{fsys: s.fsys, dir: path.Join(root, id), diags: s.diags}
	for _, year := range folders(in.items()) {
		if isYear(year) {
			s.year(id, year)
			continue
		}
		at := diag.Place{File: path.Join(in.dir, year)}
		if isReserved(year) {
			s.diags.Report("PATH-RESERVED", at, "name", year, "all", reservedList())
			continue
		}
		s.diags.Add(diag.New("PATH-NAME", at, "name", year).With("year"))
	}
}

func (s *scanner) year(committee, year string) {
	in := folder{fsys: s.fsys, dir: path.Join(root, committee, year), diags: s.diags}
	var visible []string
	for _, id := range folders(in.items()) {
		if id == "meetings" {
			continue
		}
		meta := s.report(path.Join(committee, year, id))
		if meta == nil {
			continue
		}
		visible = append(visible, id)
		if in.checkID(id) && meta.Source != nil {
			readMeta(meta, s.diags)
			s.found = append(s.found, meta)
		}
	}
	in.checkCase(visible)
}

// report returns what may be known of a report before it is read, or nil when
// it is hidden. Its Source is nil when there is nothing to read.
func (s *scanner) report(name string) *Meta {
	file := path.Join(root, name, reportFile)
	if _, err := resolve(s.fsys, file); err != nil {
		folder{fsys: s.fsys, dir: path.Join(root, name), diags: s.diags}.follow(reportFile)
		return nil
	}
	text, err := readHead(s.fsys, file)
	meta := &Meta{Path: name, Visibility: Internal}
	doubtful := false
	if err == nil {
		g := gate(text)
		meta.Visibility, meta.From, meta.Meeting, meta.Secret = g.visibility, g.from, g.meeting, g.secret
		doubtful = g.doubtful
		meta.Source = diag.NewSource(file, text)
	}
	if meta.Secret {
		s.secret(meta)
		return nil
	}
	if s.show != nil && !s.show(meta) {
		if doubtful {
			s.diags.Report("VISIBILITY", diag.Place{File: file})
		}
		return nil
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.diags.Report("PATH-MISSING", diag.Place{File: path.Join(root, name)}, "file", reportFile)
	case err != nil:
		s.diags.Report("FILE", diag.Place{File: file}, "reason", err)
	case checkText(meta.Source, s.diags):
		return meta
	}
	meta.Source = nil
	return meta
}

// secret reports a secret report that has text, data or an attachment, which
// sizes and paths tell. A bare front matter with the mark is allowed.
func (s *scanner) secret(meta *Meta) {
	dir := path.Join(root, meta.Path)
	info, err := fs.Stat(s.fsys, path.Join(dir, reportFile))
	if err == nil && info.Size() <= int64(len(meta.Source.Text)) && s.alone(dir, 1) && s.alone(path.Join("data", meta.Path), 0) {
		return
	}
	s.diags.Report("SEKRETESS", diag.Place{File: dir}, "file", dir)
}

// alone reports whether a folder has no more than so many entries.
func (s *scanner) alone(dir string, most int) bool {
	entries, err := fs.ReadDir(s.fsys, dir)
	return len(entries) <= most && (err == nil || errors.Is(err, fs.ErrNotExist))
}
