package main

import (
	"syscall"
	"time"
)

// threadTime is the CPU time of the calling thread so far. Beside other busy
// programs it says more about a computation than a clock on the wall.
func threadTime() time.Duration {
	const thread = 1 // RUSAGE_THREAD
	return cpuTime(thread)
}

// processTime is that of all threads.
func processTime() time.Duration { return cpuTime(syscall.RUSAGE_SELF) }

func cpuTime(who int) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(who, &r); err != nil {
		panic("bench: getrusage: " + err.Error())
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
