//go:build unix

package site

import (
	"errors"
	"os"
	"syscall"
)

// syncPath hands a file or folder to the disk. It is fsync(2) and not File.Sync, which on macOS also empties the drive's
// cache, at the cost of milliseconds for each file; the journal's own File.Sync does that once, after all others.
func syncPath(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	for {
		err := syscall.Fsync(int(file.Fd()))
		if !errors.Is(err, syscall.EINTR) {
			return os.NewSyscallError("fsync", err)
		}
	}
}
