//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakMemory is the largest resident set that a finished program had, in KiB.
func peakMemory(state *os.ProcessState) int64 {
	r, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	peak := int64(r.Maxrss) //nolint:unconvert // it is 32 bits wide on some systems
	if runtime.GOOS == "darwin" {
		return peak / 1024 // there in bytes
	}
	return peak
}
