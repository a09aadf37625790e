package build

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/layout"
	"tertial/internal/privacy"
)

// A StagedFile is a file that is about to be committed.
type StagedFile struct {
	Name    string // slash-separated, from the site's root
	Content []byte // nil when it is too large to be looked at
}

// CheckStaged puts files before the privacy gate and does nothing else, so
// that it is done before anyone notices. What the site allows is read from its
// folder.
func CheckStaged(cfg Config, files []StagedFile) ([]diag.Finding, error) {
	root, err := os.OpenRoot(cfg.Root)
	if err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	defer func() { _ = root.Close() }() // only read from
	b := &builder{cfg: cfg, fsys: root.FS(), diags: &diag.List{}}
	unsaid := &diag.List{} // what is wrong with the site is said by check
	b.site = &layout.Site{Site: content.ReadSite(b.fsys, unsaid)}
	b.committees = content.ReadCommittees(b.fsys, unsaid)
	b.metas = content.Scan(b.fsys, concerned(files), unsaid)
	b.meetings = content.ScanMeetings(b.fsys, content.Seen{Meeting: concernedMeetings(files)}, unsaid)
	b.gate = b.newGate()
	seen := map[string]bool{}
	for _, f := range files {
		for dir := path.Dir(f.Name); dir != "." && !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			b.gate.Name(dir, b.diags)
		}
		b.gate.Name(f.Name, b.diags)
		if ofEdition(f.Name) {
			b.judgeFrozen(f.Name, f.Content)
			continue
		}
		b.gate.File(f.Name, f.Content, b.diags)
		if marks(f.Name) || path.Base(f.Name) == "report.md" && told(f.Content) {
			b.secret(f.Name, f.Content)
		}
	}
	return privacy.Conceal(b.diags.Sorted()), nil
}

// told reports whether a report has more than its front matter.
func told(text []byte) bool {
	head := privacy.FrontMatter(text)
	_, body, _ := bytes.Cut(text[min(len(head), len(text)):], []byte("\n---"))
	return len(bytes.TrimSpace(body)) > 0
}

// concerned reports of which reports the exceptions matter.
func concerned(files []StagedFile) func(*content.Meta) bool {
	return func(m *content.Meta) bool {
		return slices.ContainsFunc(files, func(f StagedFile) bool {
			_, rest, _ := strings.Cut(f.Name, "/")
			return strings.HasPrefix(rest, m.Path+"/")
		})
	}
}

// concernedMeetings reports of which meetings the exceptions matter.
func concernedMeetings(files []StagedFile) func(*content.Meeting) bool {
	return func(m *content.Meeting) bool {
		return slices.ContainsFunc(files, func(f StagedFile) bool {
			_, rest, _ := strings.Cut(f.Name, "/")
			return strings.HasPrefix(rest, m.Path)
		})
	}
}
