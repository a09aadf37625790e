package verify

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/publog"
	"tertial/internal/site"
	"tertial/internal/squeeze"
)

// Limits of what is read, so that no server can fill memory or run on for ever.
const (
	maxManifest = 64 << 20
	maxFile     = 256 << 20
)

// logFolder is where the publication log stands in a built site.
const logFolder = "changes/"

// redirectList is the file with the addresses that were moved.
const redirectList = "redirects.txt"

// A source is a place to read a built site from.
type source interface {
	// open opens a file; the error is fs.ErrNotExist when there is none.
	open(ctx context.Context, name string) (io.ReadCloser, error)
	// place is a file as a person would name it.
	place(name string) string
	// list names all files; ok is false where they cannot be listed.
	list() (names []string, ok bool, err error)
	// parallel is how many files may be read at once.
	parallel() int
}

// A file is one that the manifest lists, and what was found in its place.
type file struct {
	site.File
	line    diag.Place // in the manifest
	fits    bool       // it is there and has the digest of the manifest
	there   bool
	sum     string // hex digest of all of it
	frozen  string // hex digest of its frozen content, for a page that has any
	bare    string // the same without links
	content []byte // of the log's files and of the redirects
	draft   bool   // a page that search engines are told to leave out
	led     string // where a server leads whoever asks for it, or ""

	of       *file            // whose compressed copy it is, or nil
	encoding squeeze.Encoding // of the copy
}

var errLarge = errors.New("the file is too large")

// read reads a file up to a limit.
func (c *checker) read(ctx context.Context, name string, most int64) ([]byte, error) {
	in, err := c.from.open(ctx, name)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && int64(len(content)) > most {
		err = errLarge
	}
	return content, errors.Join(err, in.Close())
}

// manifest reads the list of all files.
func (c *checker) manifest(ctx context.Context) error {
	name := c.from.place(site.ManifestName)
	raw, err := c.read(ctx, site.ManifestName, maxManifest)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		c.diags.Add(diag.New("VERIFY-MANIFEST", diag.Place{File: name}).With("none"))
		return nil
	case err != nil:
		return err
	}
	c.source = diag.NewSource(name, raw)
	m, err := site.ParseManifest(raw)
	if err != nil {
		c.diags.Add(diag.New("VERIFY-MANIFEST", c.manifestLine(err)))
		return nil
	}
	if bytes.Contains(raw, []byte("\n# seal:")) && !site.Sealed(raw) {
		c.diags.Add(diag.New("VERIFY-MANIFEST", c.source.File()).With("seal"))
	}
	c.result.AsOf, c.result.Audience = m.AsOf, m.Audience
	c.byPath = make(map[string]*file, len(m.Files))
	at := 0
	for _, f := range m.Files {
		text := []byte("\n" + f.Sum.String() + "  " + f.Path + "\n")
		at += bytes.Index(raw[at:], text)
		entry := &file{File: f, line: c.source.Place(at+1, at+len(text)-1)}
		c.listed = append(c.listed, entry)
		c.byPath[f.Path] = entry
	}
	c.partCopies()
	return nil
}

// partCopies parts the compressed copies of files from the files: a copy is held
// to what its file holds, and is nothing of its own.
func (c *checker) partCopies() {
	var files []*file
	for _, f := range c.listed {
		name, encoding := squeeze.Original(f.Path)
		if of := c.byPath[name]; encoding != squeeze.None && of != nil {
			f.of, f.encoding = of, encoding
			c.copies = append(c.copies, f)
			continue
		}
		files = append(files, f)
	}
	c.listed = files
}

// manifestLine is the line that an error of the manifest speaks of.
func (c *checker) manifestLine(err error) diag.Place {
	var wrong *site.ManifestError
	if !errors.As(err, &wrong) {
		return c.source.Place(0, 0)
	}
	at := 0
	for range wrong.Line - 1 {
		next := bytes.IndexByte(c.source.Text[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
	}
	return c.source.Place(at, at)
}

// files reads every file once, and compares it with the manifest.
func (c *checker) files(ctx context.Context) error {
	if c.byPath == nil {
		return nil
	}
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(c.from.parallel())
	for _, f := range slices.Concat(c.listed, c.copies) {
		group.Go(func() error { return c.file(within, f) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	c.result.Files = len(c.listed) + len(c.copies)
	c.led()
	names, ok, err := c.from.list()
	if err != nil || !ok {
		return err
	}
	for _, name := range names {
		if c.byPath[name] == nil {
			c.diags.Add(diag.New("VERIFY-FILE", diag.Place{File: c.from.place(name)}, "name", name).With("extra"))
		}
	}
	return nil
}

func (c *checker) file(ctx context.Context, f *file) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	content, err := c.read(ctx, f.Path, maxFile)
	var elsewhere *elsewhereError
	switch {
	case errors.As(err, &elsewhere):
		f.led = elsewhere.to
		return nil
	case errors.Is(err, fs.ErrNotExist) && c.forServers(f.Path):
		return nil
	case errors.Is(err, fs.ErrNotExist):
		c.unlike(f, "missing")
		return nil
	case errors.Is(err, errLarge):
		c.unlike(f, "large")
		return nil
	case err != nil:
		return err
	}
	sum := sha256.Sum256(content)
	f.there, f.fits, f.sum = true, sum == f.Sum, hex.EncodeToString(sum[:])
	if !f.fits {
		c.unlike(f, "")
	}
	switch {
	case f.of != nil:
		c.copy(f, content)
	case path.Ext(f.Path) == ".html":
		f.page(content)
	case strings.HasPrefix(f.Path, logFolder), f.Path == redirectList:
		f.content = content
	}
	return nil
}

// forServers reports whether a file is a rule for web servers. They need not show
// it, and Caddy does not show what it was told to follow.
func (c *checker) forServers(name string) bool {
	_, remote := c.from.(server)
	return remote && slices.Contains(serverRules(), name)
}

func serverRules() []string {
	return []string{"redirects.caddy", "redirects.nginx.conf", "withdrawn.caddy", "withdrawn.nginx.conf"}
}

// led judges the files from which a server leads on: it may, where the list of
// moved addresses says so.
func (c *checker) led() {
	moved := c.redirects()
	for _, f := range c.listed {
		if f.led == "" {
			continue
		}
		from, isPage := strings.CutSuffix(f.Path, "index.html")
		if to, ok := moved[from]; ok && isPage && sameFile(to, f.led) {
			f.there, f.fits = true, true
			continue
		}
		c.unlike(f, "")
	}
}

// copy proves that a compressed copy holds what the manifest says of its file.
func (c *checker) copy(f *file, packed []byte) {
	content, err := squeeze.Expand(f.encoding, packed, maxFile)
	if f.fits && (err != nil || sha256.Sum256(content) != f.of.Sum) {
		c.unlike(f, "copy")
	}
}

// unlike reports a file that is not as the manifest says.
func (c *checker) unlike(f *file, variant string) {
	c.diags.Add(diag.New("VERIFY-FILE", diag.Place{File: c.from.place(f.Path)}, "name", f.Path).With(variant).See("manifest", f.line))
}

// link is an attribute that leads somewhere. The page at a report's own address
// has the newest edition's content with other ones.
var link = regexp.MustCompile(` (?:href|src)="[^"]*"`)

// page takes the frozen content out of a page.
func (f *file) page(content []byte) {
	head, _, _ := bytes.Cut(content, []byte("</head>"))
	f.draft = bytes.Contains(head, []byte(`<meta name="robots" content="noindex`))
	if frozen, ok := edition.Fragment(content); ok {
		f.frozen = edition.Digest(frozen)
		f.bare = edition.Digest(link.ReplaceAll(frozen, nil))
	}
}

// below lists the files in a folder, whose name ends with a slash.
func (c *checker) below(folder string) []*file {
	start, _ := slices.BinarySearchFunc(c.listed, folder, func(f *file, name string) int { return strings.Compare(f.Path, name) })
	end := start
	for end < len(c.listed) && strings.HasPrefix(c.listed[end].Path, folder) {
		end++
	}
	return c.listed[start:end]
}

// A folder is a site on disk.
type folder struct {
	fsys fs.FS
	name string
}

func (d folder) open(_ context.Context, name string) (io.ReadCloser, error) {
	info, err := fs.Lstat(d.fsys, name)
	if err == nil && !info.Mode().IsRegular() {
		return io.NopCloser(strings.NewReader("")), nil // a link is no file: it has no content of its own
	}
	if err != nil {
		return nil, err
	}
	return d.fsys.Open(name)
}

func (d folder) place(name string) string { return path.Join(d.name, name) }

func (folder) parallel() int { return 4 }

// list names what stands in the folder, but for what no manifest speaks of.
func (d folder) list() (names []string, ok bool, err error) {
	err = fs.WalkDir(d.fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name == ".tertial":
			return fs.SkipDir
		case entry.IsDir(), name == ".gitignore", name == site.ManifestName:
			return nil
		}
		names = append(names, name)
		return nil
	})
	return names, true, err
}

// logFile is a file of the publication log, or nil when the manifest has none.
func (c *checker) logFile(name string) *file { return c.byPath[logFolder+name] }

// logSource is the log as it is published.
func (c *checker) logSource() *diag.Source {
	f := c.logFile(publog.LogName)
	if f == nil {
		return diag.NewSource(c.from.place(logFolder+publog.LogName), nil)
	}
	return diag.NewSource(c.from.place(f.Path), f.content)
}
