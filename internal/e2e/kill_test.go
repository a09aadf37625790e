//go:build unix

package e2e

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"tertial/internal/testsite"
)

// An execution is the ground on which builds are killed: one site that alternates
// between two versions of its files.
type execution struct {
	bin    string
	root   string
	source [2]string // folders with content/ and data/
	want   [2]tree
	takes  time.Duration // of an undisturbed build
	random *rand.Rand
}

func newExecution(t *testing.T) *execution {
	t.Helper()
	e := &execution{bin: program(t), root: folder(t), random: rand.New(rand.NewPCG(2020, 2))}
	for i := range e.source {
		e.source[i] = municipality(t, testsite.Options{Seed: uint64(i + 1), Committees: 1 + i, Reports: 2, Charts: 1})
		e.use(t, i)
		start := time.Now() //nolint:forbidigo // how long a build takes here tells when to kill one
		tertial(t, "-C", e.root, "build", "--as-of", asOf, "--audience", "staff")
		e.takes = time.Since(start)
		e.want[i] = treeOf(t, e.public())
	}
	return e
}

func (e *execution) public() string { return filepath.Join(e.root, "public") }

// use puts one version of the site's files in place of the other.
func (e *execution) use(t *testing.T, version int) {
	t.Helper()
	for _, name := range []string{"content", "data"} {
		link := filepath.Join(e.root, name)
		if err := os.RemoveAll(link); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(link, os.DirFS(filepath.Join(e.source[version], name))); err != nil {
			t.Fatal(err)
		}
	}
}

// kill starts a build and kills it: at any moment, or when it has begun to stage,
// or when its journal is there, which are short moments that chance would miss.
func (e *execution) kill(t *testing.T, round int) (killed bool) {
	t.Helper()
	cmd := exec.Command(e.bin, "-C", e.root, "build", "--as-of", asOf, "--audience", "staff")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	wait := time.Duration(e.random.Int64N(int64(e.takes) * 5 / 4))
	if sign := [...]string{"", "", ".tertial/stage", ".tertial/journal", ".tertial/journal"}[round%5]; sign != "" {
		e.await(filepath.Join(e.public(), sign), ended)
		wait = time.Duration(e.random.Int64N(int64(8 * time.Millisecond)))
	}
	select {
	case err := <-ended:
		ended <- err
	case <-time.After(wait):
	}
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	err := <-ended
	var exit *exec.ExitError
	if err == nil {
		return false
	}
	if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("the build failed by itself: %v", err)
	}
	return true
}

// await watches for a file until it is there or the build has ended.
func (e *execution) await(file string, ended chan error) {
	for {
		if _, err := os.Lstat(file); err == nil {
			return
		}
		select {
		case err := <-ended:
			ended <- err
			return
		default:
		}
	}
}

// next runs a command that may come after the blow.
func (e *execution) next(t *testing.T, round int) {
	t.Helper()
	commands := [][]string{{"check"}, {"explain", "SUM"}, {"version"}, {"check", "--format", "json"}}
	tertial(t, append([]string{"-C", e.root}, commands[round%len(commands)]...)...)
}

// killBuilds kills so many builds, each of the version that is not in place. Some
// end before the blow falls and do not count.
func killBuilds(t *testing.T, kills int) {
	t.Helper()
	e := newExecution(t)
	now := 1 // the version that is in place
	count := map[string]int{}
	round := 0
	for ; count["killed"] < kills && round < 4*kills; round++ {
		other := 1 - now
		e.use(t, other)
		killed := e.kill(t, round)
		if _, err := os.Lstat(filepath.Join(e.public(), ".tertial", "journal")); err == nil {
			count["with a journal"]++
		}
		e.next(t, round)
		got := treeOf(t, e.public())
		toNew, toOld := diff(got, e.want[other]), diff(got, e.want[now])
		switch {
		case len(toNew) == 0:
			now = other
			count["new"]++
		case len(toOld) > 0:
			t.Fatalf("round %d: a mixture: against the new tree %q, against the old %q", round, toNew, toOld)
		case !killed:
			t.Fatalf("round %d: the build ended well, but the tree is the old one", round)
		default:
			count["old"]++
		}
		if killed {
			count["killed"]++
		}
	}
	t.Logf("%d rounds: %v; a build takes %v", round, count, e.takes)
	if count["killed"] < kills {
		t.Errorf("only %d builds were killed", count["killed"])
	}
	// And after all that an ordinary build is an ordinary build.
	e.use(t, 0)
	tertial(t, "-C", e.root, "build", "--as-of", asOf, "--audience", "staff")
	if lines := diff(treeOf(t, e.public()), e.want[0]); len(lines) > 0 {
		t.Errorf("after the last build: %q", lines)
	}
}

// TestKilledBuilds kills a few builds; test-long kills a hundred.
func TestKilledBuilds(t *testing.T) {
	t.Parallel()
	killBuilds(t, 8)
}
