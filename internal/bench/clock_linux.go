package main

import (
	"syscall"
	"time"
)

// threadTime is the CPU time of the calling thread so far. Beside other busy
// programs it says more about a computation than a clock on the wall.
func threadTime() time.Duration {
	const thread = 1 // RUSAGE_THREAD
	var r syscall.Rusage
	if err := syscall.Getrusage(thread, &r); err != nil {
		panic("bench: getrusage: " + err.Error())
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
