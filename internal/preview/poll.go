package preview

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"io/fs"
	"path/filepath"
	"time"
)

// pollTime is how often the folders are looked through where the system does not
// tell of changes: a municipality's ten thousand files take some ten milliseconds.
const pollTime = 500 * time.Millisecond

// poll looks through the folders until the context ends, then closes the channel.
func (w *watcher) poll(ctx context.Context) {
	defer close(w.changes)
	for {
		tick, stop := w.ticks(pollTime)
		select {
		case <-ctx.Done():
			stop()
			return
		case <-tick:
			if seen := w.look(); seen != w.seen {
				w.seen = seen
				w.tell()
			}
		}
	}
}

// look is a digest of the names, sizes and times of all files.
func (w *watcher) look() uint64 {
	sum := fnv.New64a()
	for _, folder := range w.folders {
		_ = filepath.WalkDir(filepath.Join(w.root, folder), func(name string, d fs.DirEntry, err error) error {
			if err != nil || passing(d.Name()) {
				return nil //nolint:nilerr // what is gone or closed is not there
			}
			_, _ = sum.Write([]byte(name + "\x00"))
			if info, err := d.Info(); err == nil && !d.IsDir() {
				var n [16]byte
				binary.LittleEndian.PutUint64(n[:8], uint64(info.Size()))
				binary.LittleEndian.PutUint64(n[8:], uint64(info.ModTime().UnixNano()))
				_, _ = sum.Write(n[:])
			}
			return nil
		})
	}
	return sum.Sum64()
}
