//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package site

import (
	"errors"
	"os"
	"syscall"
)

// lockFile locks an open file until it is unlocked or the process ends; busy when another holds it.
func lockFile(file *os.File) (busy bool, err error) {
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	return errors.Is(err, syscall.EWOULDBLOCK), err
}

// unlockFile ends the lock. Closing the file is not enough: a child process that was just started may still hold it.
func unlockFile(file *os.File) error { return syscall.Flock(int(file.Fd()), syscall.LOCK_UN) }
