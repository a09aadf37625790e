package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// A usage is what one run of a program took.
type usage struct {
	wall   time.Duration
	cpu    time.Duration // of all its threads
	memory int64         // peak resident set, in KiB
}

// command prepares a program of another package or of the machine; what it
// prints is shown only when it fails.
func (b *bench) command(name string, args ...string) *exec.Cmd {
	return exec.CommandContext(b.ctx, name, args...)
}

// self prepares this program to do one part of the work.
func (b *bench) self(part string, args ...string) (*exec.Cmd, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return b.command(exe, append([]string{"child", part}, args...)...), nil
}

// part runs one part of the work and returns what it printed.
func (b *bench) part(name string, args ...string) (string, error) {
	cmd, err := b.self(name, args...)
	if err != nil {
		return "", err
	}
	out, err := cmd.Output()
	return string(out), explain(cmd, err, nil)
}

// measure runs a program and returns what it took.
func measure(cmd *exec.Cmd) (usage, error) {
	var printed bytes.Buffer
	cmd.Stdout, cmd.Stderr = &printed, &printed
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return usage{}, explain(cmd, err, printed.Bytes())
	}
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return usage{wall: wall, cpu: cpu, memory: peakMemory(cmd.ProcessState)}, nil
}

// explain adds what a program printed to its failure.
func explain(cmd *exec.Cmd, err error, printed []byte) error {
	if err == nil {
		return nil
	}
	var exit *exec.ExitError
	if printed == nil && errors.As(err, &exit) {
		printed = exit.Stderr
	}
	const most = 2000
	text := strings.TrimSpace(string(printed[:min(len(printed), most)]))
	return fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, text)
}

// find looks for a program, and on Debian installs its package when it is
// missing and that is allowed.
func (b *bench) find(program string) error {
	if _, err := exec.LookPath(program); err == nil {
		return nil
	}
	install := []string{"apt-get", "-qq", "install", "-y", "--no-install-recommends", program}
	if os.Geteuid() != 0 {
		install = append([]string{"sudo", "-n"}, install...)
	}
	fmt.Fprintf(b.out, "installing %s\n", program)
	_ = b.command(install[0], install[1:]...).Run() // what counts is whether the program is there
	if _, err := exec.LookPath(program); err != nil {
		return fmt.Errorf("%s is missing; install it (apt-get install %s) and run make bench again", program, program)
	}
	return nil
}

// number reads an argument that this program has written itself.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		panic("bench: " + err.Error())
	}
	return n
}
