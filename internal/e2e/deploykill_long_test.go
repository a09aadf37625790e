//go:build long && unix

package e2e

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tertial/internal/build"
	"tertial/internal/squeeze"
	"tertial/internal/verify"
)

// gateway is the S3 server of the tests: versitygw keeps objects as files, so
// that a test can read them as they lie. `make test-long` builds it.
const gateway = "../../.cache/versitygw"

// A deployed is a target on which the command is killed.
type deployed struct {
	bin     string
	dir     string   // where the files lie
	address string   // as the command takes it
	env     []string // with keys
	random  *rand.Rand
	count   map[string]int
}

// A deployment killed at any moment leaves whole pages, and the next completes
// it: with a folder, and with a real S3 server.
func TestKilledDeployments(t *testing.T) {
	sites := deploymentSites(t)
	t.Run("folder", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "möten och annat")
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		killDeployments(t, &deployed{dir: dir, address: "file:" + dir}, sites)
	})
	t.Run("bucket", func(t *testing.T) {
		killDeployments(t, startGateway(t), sites)
	})
}

// deploymentSites are states of one site: two that differ in every page, and one
// that has published more.
func deploymentSites(t *testing.T) []string {
	t.Helper()
	h := newHouse(t, 12)
	h.cfg.AsOf = "2024-03-01"
	h.cfg.Delivery = visitors(t)
	for _, r := range h.reports {
		h.publish(t, r, false)
	}
	var dirs []string
	add := func(base string) {
		t.Helper()
		h.cfg.BaseURL, h.cfg.Out = base, filepath.Join(t.TempDir(), "out")
		result, err := build.Build(t.Context(), h.cfg)
		if err != nil {
			t.Fatal(err)
		}
		if result.Failed() {
			t.Fatal(codes(result.Findings))
		}
		dirs = append(dirs, h.cfg.Out)
	}
	add("https://ett.exempel.test/")
	h.write(t, "content/site.yaml", strings.Replace(h.read(t, "content/site.yaml"), "name: ", "name: Nya ", 1))
	add("https://två.exempel.test/")
	h.edit(t, h.reports[2])
	h.publish(t, h.reports[2], false)
	add("https://ett.exempel.test/")
	return dirs
}

func startGateway(t *testing.T) *deployed {
	t.Helper()
	if _, err := os.Stat(gateway); err != nil {
		t.Fatal("there is no S3 server: run make test-long, or make .cache/versitygw")
	}
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "webb"), 0o755); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(gateway, "--access", "nyckel", "--secret", "hemlig", "--port", at, "--quiet", "posix", root)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	t.Cleanup(func() {
		_ = command.Process.Kill()
		<-ended
	})
	for {
		if answer, err := http.Get("http://" + at + "/"); err == nil {
			_ = answer.Body.Close()
			break
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatal("the S3 server ended: ", err)
		case <-time.After(20 * time.Millisecond): // until it listens
		}
	}
	return &deployed{
		dir: filepath.Join(root, "webb", "nämnder och mer"), address: "s3://webb/nämnder och mer?endpoint=http://" + at,
		env: []string{"AWS_ACCESS_KEY_ID=nyckel", "AWS_SECRET_ACCESS_KEY=hemlig"},
	}
}

func (d *deployed) command(source string, args ...string) *exec.Cmd {
	command := exec.Command(d.bin, append([]string{"deploy", "--from", source}, append(args, d.address)...)...)
	command.Env = append(os.Environ(), d.env...)
	return command
}

func killDeployments(t *testing.T, d *deployed, sites []string) {
	t.Helper()
	const kills, rounds = 50, 400 // so many kills, in at most so many rounds
	d.bin, d.random, d.count = program(t), rand.New(rand.NewPCG(9, 9)), map[string]int{}
	run := func(source string, args ...string) {
		t.Helper()
		if out, err := d.command(source, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	run(sites[0])
	start := time.Now() //nolint:forbidigo // how long it takes here tells when to kill one
	run(sites[1])
	takes := time.Since(start)
	var reading atomic.Bool
	reading.Store(true)
	read := make(chan int, 1)
	go func() { read <- d.reader(t, &reading) }()
	stop := func() int {
		reading.Store(false)
		n := <-read
		read <- n
		return n
	}
	defer stop()
	for round := 0; d.count["killed"] < kills && round < rounds; round++ {
		source, args := sites[round%2], []string(nil)
		switch published := d.count["killed"] > kills*4/5; {
		case published:
			source = sites[2]
		case round%7 == 6:
			args = []string{"--rollback"}
		}
		d.kill(t, d.command(source, args...), time.Duration(d.random.Int64N(int64(takes)*6/5)))
		d.walk(t)
		if round%5 == 4 && args == nil || source == sites[2] && round%2 == 0 {
			run(source)
			d.same(t, source)
			d.count["completed"]++
		}
		if t.Failed() {
			t.Fatalf("round %d, %v", round, d.count)
		}
	}
	run(sites[2])
	d.same(t, sites[2])
	d.count["pages read meanwhile"] = stop()
	t.Logf("%v, an undisturbed run takes %v", d.count, takes)
	if d.count["killed"] < kills {
		t.Errorf("too few were killed: %v", d.count)
	}
}

// kill starts a command and kills it after a while.
func (d *deployed) kill(t *testing.T, command *exec.Cmd, after time.Duration) {
	t.Helper()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	select {
	case <-ended:
		d.count["ended"]++
	case <-time.After(after):
		if command.Process.Kill() == nil {
			d.count["killed"]++
		}
		<-ended
	}
}

var deployedLoads = regexp.MustCompile(`<(?:link rel="stylesheet" href|script[^>]* src|img[^>]* src)="([^"#?]+)"`)

// missing are the files that a page loads and does not find.
func (d *deployed) missing(name string, page []byte) []string {
	var none []string
	for _, m := range deployedLoads.FindAllSubmatch(page, -1) {
		file := path.Join(path.Dir(name), string(m[1]))
		if _, err := os.Stat(filepath.Join(d.dir, filepath.FromSlash(file))); err != nil {
			none = append(none, file)
		}
	}
	return none
}

// walk reads every page and its copies as they lie, and what they load.
func (d *deployed) walk(t *testing.T) {
	t.Helper()
	fsys := os.DirFS(d.dir)
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == ".tertial" {
			return fs.SkipDir
		}
		file, encoding := squeeze.Original(name)
		if entry.IsDir() || path.Ext(file) != ".html" {
			return nil
		}
		content, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		page, err := squeeze.Expand(encoding, content, 1<<30)
		if err != nil || !strings.HasSuffix(string(page), "</html>\n") {
			t.Errorf("%s is not whole: %v", name, err)
		}
		for _, none := range d.missing(file, page) {
			t.Errorf("%s loads %s, which is missing", name, none)
		}
		d.count["pages walked"]++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// reader reads a page and then what it loads, again and again while the site
// changes under it, and returns how many pages it has read.
func (d *deployed) reader(t *testing.T, on *atomic.Bool) int {
	t.Helper()
	read := 0
	for on.Load() {
		for _, name := range []string{"index.html", "404.html", "changes/index.html"} {
			page, err := os.ReadFile(filepath.Join(d.dir, filepath.FromSlash(name)))
			if err != nil {
				t.Errorf("a reader: %v", err)
				return read
			}
			for _, none := range d.missing(name, page) {
				if strings.HasPrefix(none, "assets/") {
					t.Errorf("a reader of %s does not find %s", name, none)
				}
			}
			read++
		}
		time.Sleep(5 * time.Millisecond) // a reader looks at a page
	}
	return read
}

// same wants the target to be the site, and to verify.
func (d *deployed) same(t *testing.T, source string) {
	t.Helper()
	result, err := verify.Folder(t.Context(), os.DirFS(d.dir), "target", verify.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Findings {
		t.Errorf("verify: %s %s", f.Place.File, f.Message("en"))
	}
	out, err := d.command(source).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "redan som den ska vara") {
		t.Errorf("a second deployment has something to do: %v\n%s", err, out)
	}
	left, err := os.ReadDir(filepath.Join(d.dir, ".tertial"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range left {
		if name := entry.Name(); name != "previous" && name != "leaving" {
			t.Errorf("%s stays behind", fmt.Sprint(".tertial/", name))
		}
	}
}
