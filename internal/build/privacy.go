package build

import (
	"cmp"
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/privacy"
)

// Nothing of a site is read or written past the privacy gate. It stands in two
// places: before the sources, where an author is told of the line, and before
// the output, where whatever the first one could not see is stopped.

// newGate makes the gate of what the site's authors declare.
func (b *builder) newGate() *privacy.Gate {
	own := b.site.Site
	allowed := privacy.Allowed{
		Contacts: content.Addresses(append(own.Contacts, own.Contact, own.Feedback.Contact(), own.Accessibility.Whom())...), Exceptions: own.Exceptions,
		Whom: cmp.Or(own.Contact.Name, own.Contact.Email),
	}
	for _, c := range b.committees {
		allowed.Contacts = append(allowed.Contacts, content.Addresses(append(c.Contacts, c.Contact, c.Feedback.Contact())...)...)
	}
	for _, m := range b.metas {
		allowed.Exceptions = append(allowed.Exceptions, m.Exceptions...)
	}
	for _, m := range b.meetings {
		allowed.Exceptions = append(allowed.Exceptions, m.Exceptions...)
	}
	return privacy.NewGate(allowed)
}

// A sourceFile is a file or folder that is judged.
type sourceFile struct {
	name   string
	folder bool
	mark   bool // only whether it is marked secret may be read of it
	frozen bool // a source of an edition: it was judged when it was frozen, and what was excepted then still is
}

// sources judges every file that this build may read, before anything but its
// front matter is parsed. Of a file that is hidden from the audience only a mark of secrecy is
// looked for; staff see all that lies under content/ and data/.
func (b *builder) sources(ctx context.Context) error {
	return b.sourcesOf(ctx, b.cfg.audience() == Staff)
}

// sourcesOf is sources for the reports of this build, or for all that is there.
func (b *builder) sourcesOf(ctx context.Context, all bool) error {
	s := &sourceWalk{fsys: b.fsys, all: all, visible: map[string]bool{}, meetings: b.readsForMeetings}
	for _, m := range b.metas {
		for _, top := range [...]string{"content", "data"} {
			for name := path.Join(top, m.Path); name != "."; name = path.Dir(name) {
				s.visible[name] = true
			}
			s.reports = append(s.reports, path.Join(top, m.Path))
		}
	}
	for _, m := range b.meetings {
		for name := path.Join("content", m.Path); name != "."; name = path.Dir(name) {
			s.visible[name] = true
		}
	}
	slices.Sort(s.reports)
	for _, top := range [...]string{"content", "data", "layouts"} {
		s.walk(top, 0)
	}
	if b.memo != nil {
		b.allows = b.gate.Allows()
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(b.cfg.Workers)
	for _, f := range s.found {
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return b.judgeOnce(f)
		})
	}
	err := group.Wait()
	if s.all {
		b.gate.Unused(b.diags)
	}
	return err
}

// largestSource is the largest file that any stage reads.
const largestSource = 64 << 20

// judge puts one file before the gate. A file that cannot be read is reported
// by the stage that needs it.
func (b *builder) judge(f sourceFile) {
	if !f.mark && !f.frozen {
		b.gate.Name(f.name, b.diags)
	}
	info, err := fs.Stat(b.fsys, f.name)
	if f.folder || err != nil || !info.Mode().IsRegular() || info.Size() > largestSource {
		return
	}
	raw, err := fs.ReadFile(b.fsys, f.name)
	if err != nil {
		return
	}
	if f.frozen {
		b.judgeFrozen(f.name, raw)
		return
	}
	if !f.mark {
		b.gate.File(f.name, b.covered(f.name, raw), b.diags)
	}
	if marks(f.name) {
		b.secret(f.name, raw)
	}
}

// marks reports whether a file may be marked secret: the description of a
// dataset, or a meeting with its items. Package content judges reports.
func marks(name string) bool {
	switch path.Ext(name) {
	case ".yaml", ".yml":
		return strings.HasPrefix(name, "data/")
	case ".md":
		return path.Base(path.Dir(name)) == "meetings"
	default:
		return false
	}
}

// secret reports a mark of secrecy, in every build.
func (b *builder) secret(name string, raw []byte) {
	text := raw
	if path.Ext(name) == ".md" {
		text = privacy.FrontMatter(raw)
	}
	if at := privacy.Secret(text); at >= 0 {
		b.diags.Report("SEKRETESS", diag.Place{File: name}, "file", name)
	}
}

// A sourceWalk lists the files that a build may look at.
type sourceWalk struct {
	fsys    fs.FS
	all     bool
	visible map[string]bool // folders of visible reports and all above them
	reports []string        // folders of visible reports
	found   []sourceFile
	// meetings reports whether a file is read because of a visible meeting.
	meetings func(string) bool
}

// deepest ends a ring of links.
const deepest = 12

// walk lists a folder and what is below it, in the order of names.
func (s *sourceWalk) walk(dir string, depth int) {
	entries, err := fs.ReadDir(s.fsys, dir)
	if err != nil || depth > deepest {
		return
	}
	if s.all || s.visible[dir] || s.open(path.Join(dir, "x")) {
		s.found = append(s.found, sourceFile{name: dir, folder: true})
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		isDir := e.IsDir()
		if e.Type()&fs.ModeSymlink != 0 {
			info, err := fs.Stat(s.fsys, name)
			isDir = err == nil && info.IsDir()
		}
		switch {
		case isDir && frozen(dir, e.Name()):
			s.editions(name)
		case isDir:
			s.walk(name, depth+1)
		case s.open(name):
			s.found = append(s.found, sourceFile{name: name})
		case marks(name):
			s.found = append(s.found, sourceFile{name: name, mark: true})
		}
	}
}

// judgeFrozen looks for identity numbers alone in a file of an edition: all else
// was judged, and accepted or not, when it was frozen.
func (b *builder) judgeFrozen(name string, raw []byte) {
	if found, bad := b.gate.Output(name, raw); bad {
		b.diags.Add(found)
	}
}

// ofEdition reports whether a file belongs to an edition, or to papers as they
// were sent.
func ofEdition(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if frozen(path.Dir(dir), path.Base(dir)) {
			return true
		}
	}
	return false
}

// frozen reports whether a folder holds editions, or papers as they were sent.
func frozen(dir, name string) bool {
	steps := strings.Count(dir, "/") // content/committee/year/report
	return strings.HasPrefix(dir, "content/") && (name == edition.Folder && steps == 3 || name == "dispatches" && steps > 3)
}

// editions lists the frozen sources below a folder, for staff alone. What is
// published of an edition is judged when it is written into the output.
func (s *sourceWalk) editions(dir string) {
	if !s.all {
		return
	}
	sources, err := fs.Glob(s.fsys, path.Join(dir, "*", edition.SourcesFolder))
	if err != nil {
		return
	}
	for _, top := range sources {
		_ = fs.WalkDir(s.fsys, top, func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				s.found = append(s.found, sourceFile{name: name, frozen: true})
			}
			return nil // what cannot be read is found by the check of the edition
		})
	}
}

// open reports whether the build may read a file: everything for staff, else
// what all reports share and what belongs to a visible one.
func (s *sourceWalk) open(name string) bool {
	top, rest, _ := strings.Cut(name, "/")
	steps := strings.Split(rest, "/") // committee, year, report, file
	switch {
	case s.all || top == "layouts":
		return true
	case len(steps) == 1:
		return true // site.yaml, the register of codes
	case len(steps) == 2:
		return top == "content" && steps[1] == "committee.yaml"
	case len(steps) < 4:
		return false
	}
	if steps[2] == "meetings" {
		return s.meetings(name)
	}
	_, shown := slices.BinarySearch(s.reports, path.Join(top, steps[0], steps[1], steps[2]))
	return shown
}

// A guard stands before the writer: no file with an identity number passes.
type guard struct {
	to writer
	b  *builder
}

var _ writer = guard{}

// Add implements writer. A file that may not pass is a finding, and the build
// then writes nothing.
func (g guard) Add(name string, content []byte) error {
	if found, bad := g.b.gate.Output(name, content); bad {
		found.Place.File = g.b.cfg.outPlace(name).File
		g.b.diags.Add(found)
		return nil
	}
	return g.to.Add(name, content)
}
