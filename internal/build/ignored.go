package build

import (
	"path"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/publog"
)

// An IgnoredFile is a file that version control would silently leave out.
type IgnoredFile struct {
	Name string // from the site's root
	Rule string // where that is said, and what: .gitignore:3: public/
}

// Ignored tells which of the files, that need not be there yet, version control
// would leave out.
type Ignored func(names []string) []IgnoredFile

// asked returns what version control leaves out; without it nothing is.
func (i Ignored) asked(names []string) []IgnoredFile {
	if i == nil {
		return nil
	}
	return i(names)
}

// frozenNames are files such as a frozen folder holds, before it is made.
func frozenNames(dir string, sources []edition.File) []string {
	var names []string
	for _, name := range [...]string{
		edition.YAMLName, edition.ManifestName, edition.SnapshotName, edition.RecordName,
		edition.PublicFolder + "/index.html", edition.PublicFolder + "/data/x/index.html", edition.PublicFolder + "/data/x/x.csv",
		edition.PublicFolder + "/data/x/x.json", edition.PublicFolder + "/data/x/x.xlsx", edition.PublicFolder + "/charts/x.svg",
		edition.PublicFolder + "/assets/x.css", edition.PublicFolder + "/assets/x.js", edition.ChartsFolder + "/x.svg",
	} {
		names = append(names, path.Join(dir, name))
	}
	for _, f := range sources {
		names = append(names, path.Join(dir, edition.SourcesFolder, f.Path))
	}
	return names
}

// leftOut is a finding for the first of the files that version control would
// leave out; the others mostly are for the same reason.
func leftOut(ignored Ignored, at diag.Place, names []string) []diag.Finding {
	found := ignored.asked(names)
	if len(found) == 0 {
		return nil
	}
	return []diag.Finding{diag.New("PUBLISH-IGNORED", at, "file", found[0].Name, "rule", found[0].Rule)}
}

// checkIgnored refuses an edition that a clone would not have whole.
func (p *publisher) checkIgnored() []diag.Finding {
	names := append(frozenNames(p.next.Dir, p.sources), publog.Path)
	return leftOut(p.req.Ignored, p.meta.Source.File(), names)
}

// checkIgnored refuses papers that a clone would not have whole.
func (d *dispatcher) checkIgnored() []diag.Finding {
	return leftOut(d.req.Ignored, d.meeting.Source.File(), frozenNames(d.next.Dir, d.sources))
}
