package deploy

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"tertial/internal/diag"
	"tertial/internal/site"
	"tertial/internal/squeeze"
	"tertial/internal/verify"
)

// logName is the publication log of a built site.
const logName = "changes/log.txt"

// A local is the folder of a built site that has been proved.
type local struct {
	dir      string
	manifest site.Manifest
	sums     map[string]site.Sum
	log      []byte
	diags    *diag.List
}

// openLocal proves the folder. What does not fit is a finding.
func openLocal(ctx context.Context, opts Options, diags *diag.List) (*local, error) {
	at := diag.Place{File: filepath.ToSlash(opts.Source)}
	if _, err := site.Recover(opts.Source); err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(filepath.Join(opts.Source, site.ManifestName))
	if errors.Is(err, fs.ErrNotExist) {
		diags.Add(diag.New("DEPLOY-SOURCE", at, "folder", at.File).With("none"))
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	result, err := verify.Folder(ctx, os.DirFS(opts.Source), at.File, verify.Options{})
	if err != nil {
		return nil, err
	}
	for _, f := range result.Findings {
		diags.Add(f)
	}
	m, err := site.ParseManifest(raw)
	if err != nil || diags.Failed() {
		return nil, nil //nolint:nilerr // verify has said what is wrong with the manifest
	}
	switch {
	case m.Audience == "":
		diags.Add(diag.New("DEPLOY-SOURCE", at, "folder", at.File).With("unknown"))
	case m.Audience != string(opts.Audience):
		diags.Add(diag.New("DEPLOY-SOURCE", at, "folder", at.File, "built", m.Audience, "wanted", string(opts.Audience)).With("audience"))
	case opts.Encoding != squeeze.None && m.Copies == "":
		diags.Add(diag.New("DEPLOY-SOURCE", at, "folder", at.File).With("copies"))
	}
	l := &local{dir: opts.Source, manifest: m, sums: sumsOf(m), diags: diags}
	if l.log, err = l.optional(logName); err != nil {
		return nil, err
	}
	return l, nil
}

func (l *local) optional(name string) ([]byte, error) {
	if _, ok := l.sums[name]; !ok {
		return nil, nil
	}
	return os.ReadFile(l.path(name))
}

func (l *local) path(name string) string { return filepath.Join(l.dir, filepath.FromSlash(name)) }

// An item is one file as it will lie at the target.
type item struct {
	path     string
	sum      site.Sum // of what it holds, as the manifest has it
	file     string   // whose bytes are sent: the file's own, or a compressed copy's
	packed   site.Sum // of these bytes
	size     int64
	encoding squeeze.Encoding
}

// items are the files for a target: for a folder all of them, for a bucket no
// copies but those that lie there in place of their files.
func (l *local) items(inFolder bool, e squeeze.Encoding) (map[string]item, error) {
	all := map[string]item{}
	for _, f := range l.manifest.Files {
		if file, own := squeeze.Original(f.Path); !inFolder && own != squeeze.None && l.has(file) {
			continue
		}
		it := item{path: f.Path, sum: f.Sum, file: f.Path, packed: f.Sum}
		if copied := f.Path + e.Ext(); !inFolder && e != squeeze.None && forBrowsers(f.Path) && l.has(copied) {
			it.file, it.packed, it.encoding = copied, l.sums[copied], e
		}
		info, err := os.Stat(l.path(it.file))
		if err != nil {
			return nil, err
		}
		it.size = info.Size()
		all[f.Path] = it
	}
	return all, nil
}

func (l *local) has(name string) bool {
	_, ok := l.sums[name]
	return ok
}

// parcel reads a file once more. It must still be the one that was proved.
func (l *local) parcel(it item) (*parcel, error) {
	content, err := os.ReadFile(l.path(it.file))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil || sha256.Sum256(content) != it.packed {
		at := diag.Place{File: filepath.ToSlash(l.path(it.file))}
		l.diags.Add(diag.New("DEPLOY-SOURCE", at, "name", it.file).With("changed"))
		return nil, errChanged
	}
	return &parcel{content: content, sum: it.sum, kind: site.MediaType(it.path), cache: CacheControl(it.path), encoding: it.encoding}, nil
}

func sumsOf(m site.Manifest) map[string]site.Sum {
	sums := make(map[string]site.Sum, len(m.Files))
	for _, f := range m.Files {
		sums[f.Path] = f.Sum
	}
	return sums
}
