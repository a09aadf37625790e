package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
)

// A Sum is the SHA-256 of a file.
type Sum [sha256.Size]byte

// String returns the sum as sha256sum prints it.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// A File is one line of a manifest.
type File struct {
	Path string // slash path below the output folder
	Sum  Sum
}

// A Manifest lists the files of a built site, itself excepted.
type Manifest struct {
	AsOf     string // the day that the build was made for, as YYYY-MM-DD; may be empty
	Audience string // whom the build was made for, a word; may be empty
	Copies   string // how files were made that are of another one alone ([Options.Copies]); may be empty
	Files    []File // sorted by path
}

const (
	manifestMagic = "# tertial "
	manifestHead  = manifestMagic + "1"
	asOfHead      = "# as-of: "
	audienceHead  = "# audience: "
	copiesHead    = "# copies: "
	sealHead      = "# seal: " // last line: the digest of all lines before it
)

// errNoMagic marks a manifest.sha256 that some other program wrote.
var errNoMagic = errors.New("manifest was not written by tertial")

// A head is a line before the files, with what it says.
type head struct {
	name  string
	value *string
}

// heads are the lines before the files, in their order.
func (m *Manifest) heads() []head {
	return []head{{asOfHead, &m.AsOf}, {audienceHead, &m.Audience}, {copiesHead, &m.Copies}}
}

// Bytes returns the manifest as it stands on disk, with its seal.
func (m Manifest) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString(manifestHead + "\n")
	for _, head := range m.heads() {
		if *head.value != "" {
			b.WriteString(head.name + *head.value + "\n")
		}
	}
	for _, f := range m.Files {
		b.WriteString(f.Sum.String() + "  " + f.Path + "\n")
	}
	sum := Sum(sha256.Sum256(b.Bytes()))
	b.WriteString(sealHead + sum.String() + "\n")
	return b.Bytes()
}

// Sealed reports whether a manifest ends with the digest of its own lines. It is
// no protection from anybody who can compute one; it shows slips in the lines that
// no file bears witness to, such as the day.
func Sealed(manifest []byte) bool {
	at := bytes.LastIndex(manifest, []byte("\n"+sealHead)) + 1
	sum := Sum(sha256.Sum256(manifest[:at]))
	return at > 0 && string(manifest[at:]) == sealHead+sum.String()+"\n"
}

// ParseManifest reads what [Manifest.Bytes] wrote. It is strict, since the manifest says which files may be removed:
// every path must be one that [Writer.Add] would take, and lines must be sorted.
func ParseManifest(data []byte) (Manifest, error) {
	var m Manifest
	text := string(data)
	if !strings.HasPrefix(text, manifestMagic) {
		return m, errNoMagic
	}
	if !strings.HasSuffix(text, "\n") {
		return m, &ManifestError{Line: 1 + strings.Count(text, "\n"), Reason: "last line is cut off"}
	}
	number := 0
	text = cutSeal(text)
	for line := range strings.Lines(text) {
		number++
		if err := m.parseLine(strings.TrimSuffix(line, "\n"), number); err != nil {
			return Manifest{}, err
		}
	}
	return m, nil
}

// cutSeal takes the last line off when it is a seal. Whether it is the right one
// matters only to who asks [Sealed]: for a build the files are witness enough.
func cutSeal(text string) string {
	at := strings.LastIndexByte(text[:len(text)-1], '\n') + 1
	if !strings.HasPrefix(text[at:], sealHead) {
		return text
	}
	return text[:at]
}

func (m *Manifest) parseLine(line string, number int) error {
	bad := func(reason string) error { return &ManifestError{Line: number, Reason: reason} }
	switch {
	case number == 1 && line != manifestHead:
		return bad("unknown version: " + strings.TrimPrefix(line, manifestMagic))
	case number == 1, len(m.Files) == 0 && m.parseHead(line):
		return nil
	}
	sum, name, ok := strings.Cut(line, "  ")
	if !ok {
		return bad("not a digest, two blanks and a path")
	}
	f := File{Path: name}
	if err := f.Sum.parse(sum); err != nil {
		return bad(err.Error())
	}
	if err := checkPath(name); err != nil {
		return bad(err.Error())
	}
	if n := len(m.Files); n > 0 && m.Files[n-1].Path >= name {
		return bad("not sorted: " + name)
	}
	m.Files = append(m.Files, f)
	return nil
}

// parseHead takes a line before the files, each once.
func (m *Manifest) parseHead(line string) bool {
	for _, head := range m.heads() {
		if value, ok := strings.CutPrefix(line, head.name); ok && value != "" && *head.value == "" {
			*head.value = value
			return true
		}
	}
	return false
}

func (s *Sum) parse(text string) error {
	if len(text) != 2*len(s) {
		return errors.New("digest has the wrong length")
	}
	_, err := hex.Decode(s[:], []byte(text))
	return err
}

// sums gives the manifest as a map from path to digest.
func (m Manifest) sums() map[string]Sum {
	sums := make(map[string]Sum, len(m.Files))
	for _, f := range m.Files {
		sums[f.Path] = f.Sum
	}
	return sums
}

func (m *Manifest) sort() {
	slices.SortFunc(m.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
}
