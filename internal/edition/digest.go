package edition

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// ManifestName is the file of an edition that lists the digests of its files.
const ManifestName = "manifest.sha256"

// The files of an edition that are read back.
const (
	YAMLName     = "edition.yaml"
	SnapshotName = "snapshot.json"
	RecordName   = "record.json"
)

// A File is a file of an edition.
type File struct {
	Path    string // slash path below the edition's folder, or below its public folder
	Content []byte
}

// Digest is the SHA-256 of bytes in hex.
func Digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// Manifest lists the digests of files as sha256sum prints them, in the order of paths.
func Manifest(files []File) []byte {
	lines := make([]line, len(files))
	for i, f := range files {
		lines[i] = line{path: f.Path, sum: Digest(f.Content)}
	}
	return manifest(lines)
}

// PublicDigestOf is the digest of published files whose paths count from the
// edition's public folder: that of their manifest.
func PublicDigestOf(files []File) string { return Digest(Manifest(files)) }

// A line is one of a manifest.
type line struct{ path, sum string }

func manifest(lines []line) []byte {
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.path, b.path) })
	var out strings.Builder
	for _, l := range lines {
		out.WriteString(l.sum + "  " + l.path + "\n")
	}
	return []byte(out.String())
}

var errManifest = errors.New("not a line of digest, two blanks and path, in the order of paths")

// readManifest takes a manifest apart. It is strict: what it accepts is what
// [Manifest] writes.
func readManifest(text []byte) ([]line, error) {
	var lines []line
	for l := range strings.Lines(string(text)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(l, "\n"), "  ")
		if !ok || !strings.HasSuffix(l, "\n") || !isDigest(sum) || !fs.ValidPath(name) || name == "." ||
			len(lines) > 0 && lines[len(lines)-1].path >= name {
			return nil, errManifest
		}
		lines = append(lines, line{path: name, sum: sum})
	}
	return lines, nil
}

// digestOf is the digest of the files in one folder among those of a manifest.
func digestOf(lines []line, folder string) string {
	var own []line
	for _, l := range lines {
		if name, ok := strings.CutPrefix(l.path, folder+"/"); ok {
			own = append(own, line{path: name, sum: l.sum})
		}
	}
	return Digest(manifest(own))
}

// SourcesDigest is the digest of the manifest of the sources, whose paths count
// from the folder sources: content/report.md, data/drift.csv.
func (e *Edition) SourcesDigest(fsys fs.FS) (string, error) {
	text, err := fs.ReadFile(fsys, path.Join(e.Dir, ManifestName))
	if err != nil {
		return "", fmt.Errorf("read edition: %w", err)
	}
	lines, err := readManifest(text)
	return digestOf(lines, SourcesFolder), err
}

// isDigest reports whether a text is a SHA-256 in hex.
func isDigest(s string) bool {
	raw, err := hex.DecodeString(s)
	return err == nil && len(raw) == sha256.Size && strings.ToLower(s) == s
}

// PrintName is the file of an edition's print, beside its pages.
const PrintName = "report.pdf"

// AddedLater reports whether a file at an edition's address, named from there,
// is made anew by each build and so no part of what was published: pages of
// changes, and the print. The manifest of the site holds it, the log does not.
func AddedLater(name string) bool {
	return name == PrintName || strings.HasPrefix(name, "changes/") || strings.HasPrefix(name, "changes-to-latest/")
}
