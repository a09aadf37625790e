//go:build !linux

package site

// syncFileSystem is for systems that can sync one file system and report errors; this is none.
func syncFileSystem(string) bool { return false }
