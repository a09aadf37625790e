package publog

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"tertial/internal/diag"
)

// A Checkpoint says which log had which entries: the head of its tree. Whoever
// keeps one can tell later that none of the entries it covers has changed.
type Checkpoint struct {
	Origin string // of which log: its ID, or the name of the key that signs it
	Size   int    // number of entries
	Root   string // of the tree of these entries, in base64
}

// Text is the checkpoint without a signature.
func (c Checkpoint) Text() string { return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, c.Root) }

// errCheckpoint says that a text is no checkpoint.
var errCheckpoint = errors.New("not a checkpoint: want three lines, the log's name, its size and its root")

// ParseCheckpoint reads a checkpoint, signed or not; signatures are not looked
// at. Empty lines around it and blanks at the ends of its lines, which come with
// copying and printing, are no fault.
func ParseCheckpoint(text []byte) (Checkpoint, error) {
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) < 3 {
		return Checkpoint{}, errCheckpoint
	}
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	size, err := strconv.Atoi(lines[1])
	if err != nil || size < 0 || strconv.Itoa(size) != lines[1] || lines[0] == "" {
		return Checkpoint{}, errCheckpoint
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil || root.String() != lines[2] {
		return Checkpoint{}, errCheckpoint
	}
	return Checkpoint{Origin: lines[0], Size: size, Root: lines[2]}, nil
}

// FindCheckpoint reads the first checkpoint that stands in a text: a file that
// somebody has kept may hold more, an entry of a feed or what a command has printed.
func FindCheckpoint(text []byte) (Checkpoint, error) {
	for rest := text; len(rest) > 0; {
		if c, err := ParseCheckpoint(rest); err == nil {
			return c, nil
		}
		_, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	return Checkpoint{}, errCheckpoint
}

// Head is the log's checkpoint, under the name of the key if there is one.
func (l *Log) Head(signer *Signer) Checkpoint {
	return Checkpoint{Origin: l.origin(signer), Size: l.Size(), Root: l.Root()}
}

func (l *Log) origin(signer *Signer) string {
	if signer != nil {
		return signer.s.Name()
	}
	return l.ID()
}

// Checkpoint is the text of the log's checkpoint as it is published, signed when
// there is a key; "" for an empty log.
func (l *Log) Checkpoint(signer *Signer) (string, error) {
	if l.Size() == 0 {
		return "", nil
	}
	text := l.Head(signer).Text()
	if signer == nil {
		return text, nil
	}
	signed, err := note.Sign(&note.Note{Text: text}, signer.s)
	if err != nil {
		return "", fmt.Errorf("sign the checkpoint: %w", err)
	}
	return string(signed), nil
}

// CheckpointAt is the text of the log's checkpoint, unsigned, when it had its
// first n entries; "" for none.
func (l *Log) CheckpointAt(n int) string {
	if n < 1 || n > l.Size() {
		return ""
	}
	return Checkpoint{Origin: l.ID(), Size: n, Root: l.RootAt(n)}.Text()
}

// A Signer signs checkpoints. It is made of a private key.
type Signer struct {
	s      note.Signer
	public string
}

// Key is the public key that belongs to the signer's, or "" for no signer.
func (s *Signer) Key() string {
	if s == nil {
		return ""
	}
	return s.public
}

// NewSigner reads a private key: PRIVATE+KEY+name+….
func NewSigner(key string) (*Signer, error) {
	key = strings.TrimSpace(key)
	s, err := note.NewSigner(key)
	if err != nil {
		return nil, errKey
	}
	public, err := publicKey(s.Name(), key)
	return &Signer{s, public}, err
}

// errKey holds nothing of the key.
var errKey = errors.New("the private key of the log cannot be read")

// keyParts is how many parts a private key has, between plus signs: PRIVATE, KEY,
// name, digest, and the key itself, which may hold more plus signs.
const keyParts = 5

// publicKey computes the public key of a private one, which note keeps to itself.
func publicKey(name, key string) (string, error) {
	parts := strings.SplitN(key, "+", keyParts)
	raw, err := base64.StdEncoding.DecodeString(parts[len(parts)-1])
	if err != nil || len(raw) != 1+ed25519.SeedSize {
		return "", errKey
	}
	public, ok := ed25519.NewKeyFromSeed(raw[1:]).Public().(ed25519.PublicKey)
	if !ok {
		return "", errKey
	}
	return note.NewEd25519VerifierKey(name, public)
}

// NewKey makes a pair of keys for a log with the name, which holds no blank and
// no plus sign: the name of the site's domain, say.
func NewKey(random io.Reader, name string) (private, public string, err error) {
	private, public, err = note.GenerateKey(random, name)
	if err != nil {
		return "", "", fmt.Errorf("make a key: %w", err)
	}
	return private, public, nil
}

// CheckKey reports whether a public key can be read.
func CheckKey(public string) error {
	if _, err := note.NewVerifier(strings.TrimSpace(public)); err != nil {
		return fmt.Errorf("public key: %w", err)
	}
	return nil
}

// Signed reports whether a checkpoint carries a good signature of the public key.
func Signed(checkpoint []byte, public string) bool {
	v, err := note.NewVerifier(strings.TrimSpace(public))
	if err != nil {
		return false
	}
	_, err = note.Open(checkpoint, note.VerifierList(v))
	return err == nil
}

// CheckExtends compares the log with a checkpoint that was kept: its first
// entries must be those of that day. It reports whether they are; at is the
// place of the kept checkpoint.
func (l *Log) CheckExtends(old Checkpoint, at diag.Place, diags *diag.List) bool {
	switch {
	case old.Size > l.Size():
		diags.Add(diag.New("LOG-HISTORY", l.src.File(), "kept", old.Size, "size", l.Size()).With("short").See("kept", at))
	case l.RootAt(old.Size) != old.Root:
		diags.Add(diag.New("LOG-HISTORY", l.src.File(), "kept", old.Size, "origin", old.Origin).See("kept", at))
	default:
		return true
	}
	return false
}

// tiles gives the tiles of a log's folder to package tlog.
type tiles func(path string) ([]byte, error)

func (tiles) Height() int { return tileHeight }

func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// ReadTiles reads tiles by their paths.
func (read tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	found := make([][]byte, len(wanted))
	for i, t := range wanted {
		var err error
		if found[i], err = read(t.Path()); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// Extends proves from tiles alone that a log with the newer checkpoint has all
// entries of the older one: what a client does that does not want the whole log.
// The tiles are those of the newer one, by their paths in the log's folder; they
// are not trusted, but checked against its root. An error says that it is not
// proven.
func Extends(older, newer Checkpoint, read func(path string) ([]byte, error)) error {
	from, to, err := trees(older, newer)
	if err != nil {
		return err
	}
	if from.N > to.N {
		return fmt.Errorf("the log had %d entries and has %d", from.N, to.N)
	}
	if from.N == 0 {
		return nil
	}
	hashes := tlog.TileHashReader(to, tiles(read))
	proof, err := tlog.ProveTree(to.N, from.N, hashes)
	if err != nil {
		return fmt.Errorf("read the tiles: %w", err)
	}
	return tlog.CheckTree(proof, to.N, to.Hash, from.N, from.Hash)
}

func trees(older, newer Checkpoint) (from, to tlog.Tree, err error) {
	from.N, to.N = int64(older.Size), int64(newer.Size)
	if from.Hash, err = tlog.ParseHash(older.Root); err != nil {
		return from, to, err
	}
	to.Hash, err = tlog.ParseHash(newer.Root)
	return from, to, err
}
