//go:build unix

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// An attacked is a site on which commands that publish and withdraw are killed.
type attacked struct {
	root   string
	random *rand.Rand
	text   int            // number of the report's text, which every edition needs anew
	newest int            // number of the newest edition that is not withdrawn, 0 for none
	next   int            // number that the next edition gets
	takes  time.Duration  // of an undisturbed publication
	count  map[string]int // what has happened
}

const attackedReport = "barnnamnden/2020/delar-1"

// program is this test binary as the command itself: see TestMain.
func program(root string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Args = append([]string{"tertial", "-C", root}, args...)
	return cmd
}

func newAttacked(t *testing.T) *attacked {
	t.Helper()
	a := &attacked{root: t.TempDir(), random: rand.New(rand.NewPCG(2020, 5)), next: 1, count: map[string]int{}}
	archive, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if err := lay(a.root, archive); err != nil {
		t.Fatal(err)
	}
	a.write(t)
	start := time.Now() // how long it takes here tells when to kill one
	a.run(t, a.publish()...)
	a.takes = time.Since(start)
	a.newest, a.next = 1, 2
	return a
}

// write gives the report a new text.
func (a *attacked) write(t *testing.T) {
	t.Helper()
	a.text++
	text := "---\ntitle: Delårsrapport\nkind: interim-report\nperiod: 2020-01/2020-04\nvisibility: public\nauthor: controller\n---\n\n# Läget\n\nDetta är lydelse " +
		strconv.Itoa(a.text) + " av texten.\n\n```table\nid: tab-drift\ndata: drift\ncaption: Drift\n```\n"
	if err := os.WriteFile(filepath.Join(a.root, "content", attackedReport, "report.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (a *attacked) publish() []string {
	return []string{"publish", attackedReport, "--as-of", "2020-06-01", "--approved-by", "sekreterare", "--reason", "Nytt", "--acknowledge", "UNBOUND"}
}

func (a *attacked) withdraw() []string {
	return []string{"withdraw", attackedReport, strconv.Itoa(a.newest), "--as-of", "2020-06-01", "--by", "registrator", "--reason", "Fel", "--preserved", "SN/2020:1"}
}

func (a *attacked) run(t *testing.T, args ...string) {
	t.Helper()
	if out, err := program(a.root, args...).CombinedOutput(); err != nil {
		t.Fatalf("%q: %v\n%s", args, err, out)
	}
}

// state is everything below content/ but the report's text, as one string.
func (a *attacked) state(t *testing.T) string {
	t.Helper()
	var out strings.Builder
	err := filepath.WalkDir(a.root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() == "report.md" && !strings.Contains(name, "editions") {
			return err
		}
		fmt.Fprintln(&out, strings.TrimPrefix(name, a.root))
		if entry.IsDir() {
			return nil
		}
		text, err := os.ReadFile(name)
		out.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// kill starts a command and kills it at any moment, or soon after it has begun
// to stage or to take its steps, which are short moments that chance would miss.
func (a *attacked) kill(t *testing.T, round int, args []string) (killed bool) {
	t.Helper()
	cmd := program(a.root, args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	wait := time.Duration(a.random.Int64N(int64(a.takes) * 5 / 4))
	if sign := [...]string{"", "stage/0", "journal", "journal"}[round%4]; sign != "" {
		await(filepath.Join(a.root, ".tertial", sign), ended)
		wait = time.Duration(a.random.Int64N(int64(4 * time.Millisecond)))
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
		t.Fatalf("%q failed by itself: %v", args, err)
	}
	return true
}

// await watches for a file until it is there or the command has ended.
func await(file string, ended chan error) {
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

// killChanges kills so many publications and withdrawals in turn. After each
// the next command leaves all as it was or all as it was to be, and the check
// of the site finds log and folders whole and of one mind.
func killChanges(t *testing.T, kills int) {
	t.Helper()
	a := newAttacked(t)
	round := 0
	for ; a.count["killed"] < kills && round < 6*kills; round++ {
		args, publishing := a.publish(), true
		if a.newest > 0 && a.random.IntN(2) == 0 {
			args, publishing = a.withdraw(), false
		} else {
			a.write(t)
		}
		before := a.state(t)
		killed := a.kill(t, round, args)
		if _, err := os.Lstat(filepath.Join(a.root, ".tertial", "journal")); err == nil {
			a.count["with a journal"]++
		}
		a.run(t, "check", "--as-of", "2020-06-01")
		a.judge(t, before, killed, publishing)
		if a.next > 30 {
			takes, count := a.takes, a.count
			a = newAttacked(t)
			a.takes, a.count = takes, count
		}
	}
	t.Logf("%d rounds: %v; a publication takes %v", round, a.count, a.takes)
	if a.count["killed"] < kills {
		t.Errorf("only %d commands were killed", a.count["killed"])
	}
}

// judge says whether the change was made, and keeps count.
func (a *attacked) judge(t *testing.T, before string, killed, publishing bool) {
	t.Helper()
	after := a.state(t)
	dir := filepath.Join(a.root, "content", attackedReport, "editions")
	var done bool
	if publishing {
		_, err := os.Stat(filepath.Join(dir, strconv.Itoa(a.next)))
		done = err == nil
	} else {
		text, err := os.ReadFile(filepath.Join(dir, strconv.Itoa(a.newest), "edition.yaml"))
		done = err == nil && strings.Contains(string(text), "withdrawn:")
	}
	switch {
	case !done && after != before:
		t.Fatalf("not done, and yet a change:\n%s\nbefore:\n%s", after, before)
	case !done && !killed:
		t.Fatal("ended well, and nothing is done")
	case done && publishing:
		a.newest, a.next = a.next, a.next+1
	case done:
		a.newest = 0
	}
	if killed {
		a.count["killed"]++
	}
	a.count[map[bool]string{true: "new", false: "old"}[done]]++
}

// TestKilledChanges kills a few; test-long kills three hundred.
func TestKilledChanges(t *testing.T) {
	t.Parallel()
	killChanges(t, 8)
}
