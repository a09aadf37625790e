package content

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tertial/internal/diag"
)

// reserved are the names that the built site uses itself, beside committees
// and reports.
var reserved = [...]string{"accessibility", "changes", "checks", "data", "economy", "en", "feed", "glossary", "indicators", "matters", "meetings", "search", "sv"}

func reservedList() string { return strings.Join(reserved[:], ", ") }

func isReserved(name string) bool { return slices.Contains(reserved[:], name) }

// isSlug reports whether a name has the form of an id: lower-case ASCII
// letters, digits and single hyphens between them.
func isSlug(name string) bool {
	if name == "" || name[0] == '-' || name[len(name)-1] == '-' || strings.Contains(name, "--") {
		return false
	}
	for _, c := range []byte(name) {
		if c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// slug turns a name or a heading into an id: marks are taken off letters,
// everything else becomes a hyphen. It may return "".
func slug(text string) string {
	var out strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(text) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		r = unicode.ToLower(r)
		plain := plainLetters(r)
		if plain == "" {
			gap = out.Len() > 0
			continue
		}
		if gap {
			out.WriteByte('-')
			gap = false
		}
		out.WriteString(plain)
	}
	return out.String()
}

// plainLetters is how a lower-case letter or digit is written in an id; "" for
// what has no place there.
func plainLetters(r rune) string {
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return string(r)
	case r == 'æ':
		return "ae"
	case r == 'ø':
		return "o"
	case r == 'ß':
		return "ss"
	default:
		return ""
	}
}

// isYear reports whether a folder's name is a year of four digits.
func isYear(name string) bool {
	return len(name) == 4 && isDigits(name) && (name[0] == '1' || name[0] == '2')
}

// A folder lists what stands in one folder of the site, symbolic links
// resolved, and judges the names.
type folder struct {
	fsys  fs.FS
	dir   string
	diags *diag.List
}

// An item is a file or folder in a [folder].
type item struct {
	name  string
	isDir bool
}

// items returns the folder's content in the order of names, without hidden
// files and without links that lead out of the site, which are findings. A
// folder that does not exist is empty.
func (f folder) items() []item {
	entries, err := fs.ReadDir(f.fsys, f.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		f.diags.Report("FILE", diag.Place{File: f.dir}, "reason", err)
	}
	items := make([]item, 0, len(entries))
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		isDir, ok := entry.IsDir(), true
		if entry.Type()&fs.ModeSymlink != 0 {
			isDir, ok = f.follow(entry.Name())
		}
		if ok {
			items = append(items, item{name: entry.Name(), isDir: isDir})
		}
	}
	return items
}

// follow resolves a symbolic link. It returns false, with a finding, when the
// link leads out of the site or nowhere.
func (f folder) follow(name string) (isDir, ok bool) {
	file := path.Join(f.dir, name)
	target, err := resolve(f.fsys, file)
	if err != nil {
		f.diags.Report("PATH-ESCAPE", diag.Place{File: file}, "name", file, "target", target)
		return false, false
	}
	info, err := fs.Stat(f.fsys, target)
	if err != nil {
		f.diags.Add(diag.New("PATH-ESCAPE", diag.Place{File: file}, "name", file, "target", target).With("broken"))
		return false, false
	}
	return info.IsDir(), true
}

// maxLinks ends a ring of links.
const maxLinks = 40

// resolve follows symbolic links step by step and returns the path that they
// lead to, or the first target outside the site with an error.
func resolve(fsys fs.FS, name string) (string, error) {
	rest, done := strings.Split(name, "/"), "."
	for links := 0; len(rest) > 0; {
		step := path.Join(done, rest[0])
		if rest[0] == ".." && done == "." || step == ".." {
			return path.Join(rest...), fs.ErrInvalid
		}
		rest = rest[1:]
		info, err := fs.Lstat(fsys, step)
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			done = step
			continue
		}
		target, err := fs.ReadLink(fsys, step)
		links++
		if err != nil || path.IsAbs(target) || strings.Contains(target, `\`) || links > maxLinks {
			return target, fs.ErrInvalid
		}
		rest = append(strings.Split(target, "/"), rest...)
	}
	return done, nil
}

// folders returns the items that are folders.
func folders(items []item) []string { return names(items, true) }

// files returns the items that are files.
func files(items []item) []string { return names(items, false) }

func names(items []item, isDir bool) []string {
	var out []string
	for _, it := range items {
		if it.isDir == isDir {
			out = append(out, it.name)
		}
	}
	return out
}

// checkID judges the name of a committee's or a report's folder, which is part
// of the address readers use. It returns false when the folder is not read.
func (f folder) checkID(name string) bool {
	at := diag.Place{File: path.Join(f.dir, name)}
	if isReserved(name) {
		f.diags.Report("PATH-RESERVED", at, "name", name, "all", reservedList())
		return false
	}
	if !isSlug(name) {
		instead := slug(name)
		finding := diag.New("PATH-NAME", at, "name", name, "instead", instead)
		if instead == "" {
			finding = finding.With("empty")
		}
		f.diags.Add(finding)
		return false
	}
	return true
}

// checkFiles judges names that need no particular form: they must be written
// with whole letters (NFC), as all systems but one write them.
func (f folder) checkFiles(items []item) {
	for _, it := range items {
		if !norm.NFC.IsNormalString(it.name) {
			at := diag.Place{File: path.Join(f.dir, it.name)}
			f.diags.Add(diag.New("PATH-NAME", at, "name", norm.NFC.String(it.name)).With("nfc"))
		}
	}
}

// checkCase reports names that differ only in case or in how letters are put
// together: on some machines they are one file.
func (f folder) checkCase(names []string) {
	seen := make(map[string]string, len(names))
	for _, name := range names {
		folded := strings.ToLower(norm.NFC.String(name))
		if first, ok := seen[folded]; ok {
			at := diag.Place{File: path.Join(f.dir, name)}
			f.diags.Report("PATH-CASE", at, "name", name, "other", first)
			continue
		}
		seen[folded] = name
	}
}
