//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package site

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
)

// The variables that make the test binary a run to be killed.
const (
	childDir  = "SITE_TEST_DIR"  // the output folder
	childTree = "SITE_TEST_TREE" // the number of the transition, or "loop"
	childStep = "SITE_TEST_STEP" // the change before which the run kills itself
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		if err := child(dir); err != nil {
			panic(err)
		}
		return
	}
	m.Run()
}

// child builds a transition's new tree and kills itself at a step; or builds both trees in turn, for ever, and writes a
// byte to standard output before each change.
func child(dir string) error {
	if os.Getenv(childTree) == "loop" {
		return childLoop(dir)
	}
	which, err := strconv.Atoi(os.Getenv(childTree))
	if err != nil {
		return err
	}
	nth, err := strconv.Atoi(os.Getenv(childStep))
	if err != nil {
		return err
	}
	count := 0
	_, err = build(dir, transitions()[which].to, Options{AsOf: asOfB, hook: func(string, string) error {
		if count++; count == nth {
			return syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
		return nil
	}})
	return err
}

func childLoop(dir string) error {
	hook := func(string, string) error {
		_, err := os.Stdout.Write([]byte{'.'})
		return err
	}
	for {
		if _, err := build(dir, treeA(), Options{AsOf: asOfA, hook: hook}); err != nil {
			return err
		}
		if _, err := build(dir, treeB(), Options{AsOf: asOfB, hook: hook}); err != nil {
			return err
		}
	}
}

func childCommand(dir, tree, step string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir, childTree+"="+tree, childStep+"="+step)
	cmd.Stderr = os.Stderr
	return cmd
}

func killed(err error) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL
}

// TestKillAtEveryChange kills real processes, at every change of every transition.
func TestKillAtEveryChange(t *testing.T) {
	t.Parallel()
	for i, tr := range transitions() {
		t.Run(tr.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, tr)
			for n := 1; ; n++ {
				s.reset(t)
				err := childCommand(s.dir, strconv.Itoa(i), strconv.Itoa(n)).Run()
				if err == nil {
					t.Logf("%d changes", n-1)
					break
				}
				if !killed(err) {
					t.Fatal(err)
				}
				if _, err := Recover(s.dir); err != nil {
					t.Fatal(err)
				}
				s.bareAfterCrash(t)
				s.whole(t, fmt.Sprintf("killed at change %d", n))
			}
		})
	}
}

// TestKillAtRandom kills a process that builds two trees in turn, some changes after its start; it goes on meanwhile, so
// the blow falls anywhere between two changes or within one.
func TestKillAtRandom(t *testing.T) {
	t.Parallel()
	s := newStage(t, transition{"random", treeA(), treeB()})
	random := rand.New(rand.NewPCG(2020, 238))
	for range 20 {
		cmd := childCommand(s.dir, "loop", "")
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		changes := 1 + random.IntN(300)
		if _, err := io.CopyN(io.Discard, bufio.NewReaderSize(out, 16), int64(changes)); err != nil {
			t.Error(err)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Error(err)
		}
		if err := cmd.Wait(); !killed(err) {
			t.Fatal(err)
		}
		if _, err := Recover(s.dir); err != nil {
			t.Fatal(err)
		}
		s.whole(t, fmt.Sprintf("killed after %d changes", changes))
	}
}
