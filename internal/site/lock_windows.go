package site

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockFile locks an open file until it is unlocked or the process ends; busy when another holds it. The locked byte lies far behind the
// content, which others may read.
func lockFile(file *os.File) (busy bool, err error) {
	at := &windows.Overlapped{OffsetHigh: 1}
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err = windows.LockFileEx(windows.Handle(file.Fd()), flags, 0, 1, 0, at)
	return errors.Is(err, windows.ERROR_LOCK_VIOLATION), err
}

// unlockFile ends the lock; closing the file does so here.
func unlockFile(*os.File) error { return nil }
