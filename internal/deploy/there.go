package deploy

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/site"
)

// The files of our own at a target.
const (
	workName     = ".tertial"
	journalName  = workName + "/deploy.journal"
	leavingName  = workName + "/leaving"
	previousName = workName + "/previous/"
)

// there is what lies at a target.
type there struct {
	listing map[string]int64
	raw     []byte // the manifest as it lies there, nil without one
	sums    map[string]site.Sum
	head    site.Manifest   // without its files
	leaving map[string]bool // files that are there one deployment longer than the site has them
	begun   bool            // a run was stopped
	touched map[string]bool // what that run, and those before it, may have changed
	log     []byte          // the publication log

	kept    map[string]bool // of the previous deployment, by the file's own path
	before  site.Manifest   // its manifest
	keptRaw []byte          // the same as it lies there, nil when nothing is kept
}

// look reads what lies at the target. What is not ours there is a finding.
func look(ctx context.Context, s store, diags *diag.List) (*there, error) {
	t := &there{kept: map[string]bool{}}
	var err error
	if t.listing, err = s.list(ctx); err != nil {
		return nil, err
	}
	if err := t.state(ctx, s, diags); err != nil {
		return nil, err
	}
	if t.log, err = optional(ctx, s, logName); err != nil {
		return nil, err
	}
	return t, t.previous(ctx, s)
}

func (t *there) state(ctx context.Context, s store, diags *diag.List) (err error) {
	if t.raw, err = optional(ctx, s, site.ManifestName); err != nil {
		return err
	}
	if t.raw != nil {
		if t.head, err = site.ParseManifest(t.raw); err != nil {
			diags.Add(diag.New("DEPLOY-FOREIGN", diag.Place{File: s.place(site.ManifestName)}, "name", site.ManifestName).With("manifest"))
			return nil
		}
	}
	t.sums = sumsOf(t.head)
	t.head.Files = nil
	journal, err := optional(ctx, s, journalName)
	if err != nil {
		return err
	}
	leaving, err := optional(ctx, s, leavingName)
	if err != nil {
		return err
	}
	t.begun, t.touched, t.leaving = journal != nil, setOf(journal), setOf(leaving)
	return nil
}

// previous reads what is kept of the deployment before.
func (t *there) previous(ctx context.Context, s store) (err error) {
	folder := previousName + s.secret() + "/"
	if t.keptRaw, err = optional(ctx, s, folder+site.ManifestName); err != nil || t.keptRaw == nil {
		return err
	}
	if t.before, err = site.ParseManifest(t.keptRaw); err != nil {
		t.keptRaw = nil // as good as none
		return nil      //nolint:nilerr // likewise
	}
	for name := range t.listing {
		if file, ok := strings.CutPrefix(name, folder); ok && file != site.ManifestName {
			t.kept[file] = true
		}
	}
	return nil
}

// optional reads a file that may be missing.
func optional(ctx context.Context, s store, name string) ([]byte, error) {
	content, err := s.read(ctx, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err == nil && content == nil:
		return []byte{}, nil
	}
	return content, err
}

// ours reports whether a file there is one of ours.
func (t *there) ours(name string) bool {
	_, listed := t.sums[name]
	return listed || t.touched[name] || name == site.ManifestName
}

// stands reports whether a file is there as the manifest says.
func (t *there) stands(name string, size int64) bool {
	have, ok := t.listing[name]
	return ok && have == size && !t.touched[name]
}

// strangers are files at a target that no manifest speaks of, where a site is to
// begin. Names with a dot belong to servers, and lost+found to disks.
func (t *there) strangers(wanted map[string]item) []string {
	if t.raw != nil || t.begun {
		return nil
	}
	var names []string
	for name := range t.listing {
		first, _, _ := strings.Cut(name, "/")
		if _, ok := wanted[name]; !ok && !strings.HasPrefix(first, ".") && first != "lost+found" && name != site.ManifestName {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// setOf reads a list of paths, one a line.
func setOf(text []byte) map[string]bool {
	set := map[string]bool{}
	for line := range bytes.Lines(text) {
		if name := string(bytes.TrimRight(line, "\n")); name != "" && path.Clean(name) == name && !strings.HasPrefix(name, "../") && name[0] != '/' {
			set[name] = true
		}
	}
	return set
}

// listOf writes what setOf reads.
func listOf(set map[string]bool) []byte {
	var out bytes.Buffer
	for _, name := range sorted(set) {
		out.WriteString(name + "\n")
	}
	return out.Bytes()
}

func sorted[V any](set map[string]V) []string {
	names := make([]string, 0, len(set))
	for name := range set {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
