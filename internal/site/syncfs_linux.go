package site

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncFileSystem syncs the whole file system that holds dir and says whether that worked. For 2,000 files it takes a
// third of the time of as many parallel calls of fsync.
func syncFileSystem(dir string) bool {
	file, err := os.Open(dir)
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }()
	return unix.Syncfs(int(file.Fd())) == nil
}
