package edition

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/diag"
)

// mostNamed is how many files of an edition are named that have the same fault.
const mostNamed = 3

// Litter reports whether a file is one that an operating system drops into
// folders that somebody has looked at. It is no part of anything.
func Litter(name string) bool {
	switch path.Base(name) {
	case ".DS_Store", "Thumbs.db", "desktop.ini":
		return true
	}
	return false
}

// Check compares every byte of an edition with what was frozen, and reports
// each file that was changed, added, taken away or made a link, and whether all
// is as it was. Of a withdrawn edition nothing but edition.yaml may be there.
// That edition.yaml itself is unchanged is what the log says: see [Edition.Digest].
func (e *Edition) Check(fsys fs.FS, diags *diag.List) bool {
	c := &checker{e: e, fsys: fsys, diags: diags}
	defer c.say()
	if e.Withdrawn != nil {
		c.withdrawn()
		return c.wrong == 0
	}
	raw, err := fs.ReadFile(fsys, path.Join(e.Dir, ManifestName))
	if err != nil {
		c.report(ManifestName, "missing")
		return false
	}
	lines, err := readManifest(raw)
	sound := err == nil && Digest(raw) == e.ContentDigest && (e.PublicDigest == "" || digestOf(lines, PublicFolder) == e.PublicDigest)
	if !sound {
		if crlf(raw, e.ContentDigest) {
			c.report(ManifestName, "crlf")
		} else {
			c.report(ManifestName, "manifest")
		}
		return false
	}
	c.files(lines)
	return c.wrong == 0
}

// Digest is the digest of edition.yaml as it stands on disk, which the log's
// newest entry of the edition holds.
func (e *Edition) Digest(fsys fs.FS) (string, error) {
	text, err := fs.ReadFile(fsys, path.Join(e.Dir, YAMLName))
	if err != nil {
		return "", fmt.Errorf("read edition: %w", err)
	}
	return Digest(text), nil
}

// A label names an edition, or papers as they were sent, in the midst of a sentence.
type label struct{ e *Edition }

// Localize implements [diag.Localizer].
func (l label) Localize(lang string) string {
	words := map[string]string{"sv": "utgåva", "en": "edition"}
	if l.e.Kind == Sent {
		words = map[string]string{"sv": "utskick", "en": "dispatch"}
	}
	return words[lang] + " " + strconv.Itoa(l.e.Number)
}

// attribute is the line of .gitattributes that keeps git from converting line ends.
func (e *Edition) attribute() string { return "content/**/" + path.Base(path.Dir(e.Dir)) + "/** -text" }

type checker struct {
	e     *Edition
	fsys  fs.FS
	diags *diag.List
	wrong int
	found map[string][]string // files that are not as they were, by what happened
}

// report notes a file that is not as it was, by what happened to it.
func (c *checker) report(name, variant string) {
	c.wrong++
	if c.found == nil {
		c.found = map[string][]string{}
	}
	c.found[variant] = append(c.found[variant], name)
}

// ofMany is the variant that speaks of many files with one cause.
func ofMany(variant string) string {
	switch variant {
	case "added":
		return "added-many"
	case "missing":
		return "missing-many"
	case "link":
		return "link-many"
	case "crlf":
		return "crlf-many"
	case "withdrawn":
		return "withdrawn-many"
	default:
		return "many"
	}
}

// say reports the files that are not as they were: each of a few; of many with
// one cause the folder once, with the first of them.
func (c *checker) say() {
	for _, variant := range slices.Sorted(maps.Keys(c.found)) {
		names := c.found[variant]
		f := func(at, variant string) diag.Finding {
			return diag.New("EDITION-CHANGED", diag.Place{File: at}, "file", at, "edition", label{c.e}, "attribute", c.e.attribute(),
				"count", len(names), "names", strings.Join(names[:min(mostNamed, len(names))], ", "), "more", len(names)-mostNamed).With(variant)
		}
		if len(names) > mostNamed {
			c.diags.Add(f(c.e.Dir, ofMany(variant)))
			continue
		}
		for _, name := range names {
			c.diags.Add(f(path.Join(c.e.Dir, name), variant))
		}
	}
}

// files compares the folder with its manifest.
func (c *checker) files(lines []line) {
	want := make(map[string]string, len(lines))
	for _, l := range lines {
		want[l.path] = l.sum
	}
	want[ManifestName], want[YAMLName] = "", ""
	seen := make(map[string]bool, len(want))
	c.walk(func(name string, regular bool) {
		sum, listed := want[name]
		seen[name] = true
		switch {
		case !listed:
			c.report(name, "added")
		case !regular:
			c.report(name, "link")
		case sum != "":
			c.file(name, sum)
		}
	})
	for _, l := range lines {
		if !seen[l.path] {
			c.report(l.path, "missing")
		}
	}
}

func (c *checker) file(name, sum string) {
	content, err := fs.ReadFile(c.fsys, path.Join(c.e.Dir, name))
	switch {
	case err != nil:
		c.diags.Report("FILE", diag.Place{File: path.Join(c.e.Dir, name)}, "reason", err)
		c.wrong++
	case Digest(content) == sum:
	case crlf(content, sum):
		c.report(name, "crlf")
	default:
		c.report(name, "")
	}
}

// crlf reports whether a file is what it was but for its line ends, which git
// or an editor has converted.
func crlf(content []byte, sum string) bool {
	if !bytes.Contains(content, []byte("\n")) {
		return false
	}
	unix := bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
	return Digest(unix) == sum || Digest(bytes.ReplaceAll(unix, []byte("\n"), []byte("\r\n"))) == sum
}

// withdrawn reports whatever is left beside edition.yaml.
func (c *checker) withdrawn() {
	c.walk(func(name string, _ bool) {
		if name != YAMLName {
			c.report(name, "withdrawn")
		}
	})
}

// walk calls found for every file below the edition's folder, in the order of
// names, links not followed.
func (c *checker) walk(found func(name string, regular bool)) {
	err := fs.WalkDir(c.fsys, c.e.Dir, func(at string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || Litter(at) {
			return err
		}
		found(strings.TrimPrefix(at, c.e.Dir+"/"), entry.Type().IsRegular())
		return nil
	})
	if err != nil {
		c.wrong++
		c.diags.Report("FILE", diag.Place{File: c.e.Dir}, "reason", err)
	}
}

// ErrFormat is returned for a snapshot or record in a form that this program
// does not know: a newer one has written it.
var ErrFormat = errors.New("written by a newer version of tertial")

// Snapshot reads snapshot.json.
func (e *Edition) Snapshot(fsys fs.FS) (*Snapshot, error) {
	s := &Snapshot{}
	return s, e.decode(fsys, SnapshotName, s, func() bool { return s.Format == SnapshotFormat })
}

// Record reads record.json.
func (e *Edition) Record(fsys fs.FS) (*Record, error) {
	r := &Record{}
	return r, e.decode(fsys, RecordName, r, func() bool { return r.Format == RecordFormat })
}

func (e *Edition) decode(fsys fs.FS, name string, to any, known func() bool) error {
	file := path.Join(e.Dir, name)
	text, err := fs.ReadFile(fsys, file)
	if err == nil {
		err = json.Unmarshal(text, to)
	}
	if err == nil && !known() {
		err = ErrFormat
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	return nil
}

// JSON is the text of a snapshot or record as it is frozen.
func JSON(value any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(value); err != nil {
		return nil, fmt.Errorf("write edition: %w", err)
	}
	return out.Bytes(), nil
}
