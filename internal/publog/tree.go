package publog

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// tileHeight is that of Go's checksum database: a full tile has 256 hashes.
const tileHeight = 8

// A File is a file of the transparency log.
type File struct {
	Path    string // from the folder of the log: checkpoint, log.txt, tile/8/0/000.p/3
	Content []byte
}

// Names of files in the log's folder of a built site.
const (
	LogName        = "log.txt"
	CheckpointName = "checkpoint"
	tileFolder     = "tile/"
)

// ReadHashes gives the tree's hashes to package tlog.
func (l *Log) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(l.hashes)) {
			return nil, fmt.Errorf("publog: the tree has no hash %d", index)
		}
		found[i] = l.hashes[index]
	}
	return found, nil
}

// grow adds an entry's record to the tree.
func (l *Log) grow(e Entry) {
	n := int64(len(l.roots) - 1)
	more, err := tlog.StoredHashes(n, []byte(e.Line()), l)
	if err != nil {
		panic("publog: " + err.Error()) // all hashes that it asks for are there
	}
	l.hashes = append(l.hashes, more...)
	root, err := tlog.TreeHash(n+1, l)
	if err != nil {
		panic("publog: " + err.Error())
	}
	l.roots = append(l.roots, root)
}

// Root is the root of the tree of all entries, in base64.
func (l *Log) Root() string { return l.RootAt(l.Size()) }

// RootAt is the root of the tree of the first n entries, in base64, or "" when
// there are fewer.
func (l *Log) RootAt(n int) string {
	if n < 0 || n >= len(l.roots) {
		return ""
	}
	return l.roots[n].String()
}

// Files are the log itself, its checkpoint and all tiles, in the order of their
// paths; none for an empty log. With a signer the checkpoint is signed.
func (l *Log) Files(signer *Signer) ([]File, error) {
	if l.Size() == 0 {
		return nil, nil
	}
	head, err := l.Checkpoint(signer)
	if err != nil {
		return nil, err
	}
	files := []File{{CheckpointName, []byte(head)}, {LogName, l.Text()}}
	tiles := tlog.NewTiles(tileHeight, 0, int64(l.Size()))
	var records []File
	for _, t := range tiles {
		content, err := tlog.ReadTileData(t, l)
		if err != nil {
			return nil, err
		}
		files = append(files, File{t.Path(), content})
		if t.L > 0 {
			continue
		}
		t.L = -1
		content, err = l.records(t)
		if err != nil {
			return nil, err
		}
		records = append(records, File{t.Path(), content})
	}
	return append(files, records...), nil
}

// records is the content of a data tile.
func (l *Log) records(t tlog.Tile) ([]byte, error) {
	var content []byte
	start := t.N << tileHeight
	for i := range int64(t.W) {
		record, err := tlog.FormatRecord(start+i, []byte(l.entries[start+i].Line()))
		if err != nil {
			return nil, err
		}
		content = append(content, record...)
	}
	return content, nil
}
