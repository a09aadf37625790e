//go:build unix

package e2e

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tertial/internal/build"
	"tertial/internal/testpublish"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// A machine is where a site is built: none of it may show in the result.
type machine struct {
	folder string
	tz     string
	lang   string
	umask  string
	procs  string
	jobs   string
	layer  []string // further variables
}

func machines() []machine {
	return []machine{
		{"a", "UTC", "C", "022", "1", "1", nil},
		{"b/with blank", "Asia/Kolkata", "sv_SE.UTF-8", "077", "2", "2", nil},
		{"c/å/ä/ö", "America/St_Johns", "tr_TR.UTF-8", "000", "4", "8", []string{"LC_ALL=tr_TR.UTF-8"}},
		{"d/" + strings.Repeat("deep/", 20), "Pacific/Kiritimati", "en_US", "027", "8", "3", []string{"NO_COLOR=1"}},
		{"e", "Europe/Stockholm", "", "002", "3", "0", []string{"HOME="}},
		{"f/content", "Antarctica/Troll", "POSIX", "077", "1", "16", []string{"GOGC=10"}},
		{"g/public", "Etc/GMT+12", "de_DE.ISO-8859-1", "022", "16", "1", []string{"TMPDIR=/"}},
		{"h", "", "ja_JP.eucJP", "037", "2", "5", []string{"GOGC=off"}},
		{"i/.hidden", "Nowhere/None", "xx", "022", "1", "2", []string{"SOURCE_DATE_EPOCH=1"}},
		{"j", "Asia/Kathmandu", "C.UTF-8", "077", "5", "4", []string{"GODEBUG=randautoseed=0"}},
	}
}

// TestTenBuilds builds one site in ten places and ways: the bytes are the same.
// As root, every second one is built by another user.
func TestTenBuilds(t *testing.T) {
	t.Parallel()
	site := os.DirFS(publishedSite(t))
	bin, base := program(t), folder(t)
	var first tree
	for i, m := range machines() {
		dir := filepath.Join(base, m.folder)
		copyShuffled(t, site, dir, uint64(i))
		if os.Getuid() == 0 && i%2 == 1 {
			chown(t, filepath.Join(base, strings.SplitN(m.folder, "/", 2)[0]))
		}
		m.build(t, bin, dir, i)
		got := treeOf(t, filepath.Join(dir, "public"))
		if first == nil {
			first = got
			if len(got) < 30 {
				t.Fatalf("only %d files: %v", len(got), got)
			}
			continue
		}
		for _, line := range diff(first, got) {
			t.Errorf("build %d: %s", i, line)
		}
	}
}

// publishedSite writes a site with editions, a correction and a withdrawn report.
func publishedSite(t *testing.T) string {
	t.Helper()
	o := testsite.Options{Seed: 7, Committees: 1, Years: 2, Reports: 2, Charts: 2}
	root := municipality(t, o)
	o.Seed++
	later := testsite.New(o)
	reports := later.Reports()
	cfg := build.Config{Root: root, AsOf: asOf, Program: "Tertial", BuiltIn: layouts.FS(), ChartCache: t.TempDir()}
	for i, req := range []build.PublishRequest{
		{Report: reports[0]}, {Report: reports[1]}, {Report: reports[0], Reason: "Rättat", Correction: true, SlipBy: "controller"},
	} {
		if i == 2 {
			if err := later.Rewrite(root); err != nil {
				t.Fatal(err)
			}
		}
		req.Random = testpublish.Random(uint64(i))
		if _, err := testpublish.One(t.Context(), cfg, req); err != nil {
			t.Fatal(err)
		}
	}
	if err := testpublish.Withdraw(t.Context(), cfg, reports[1]); err != nil {
		t.Fatal(err)
	}
	return root
}

// nobody is a user without rights, on any Unix.
const nobody = 65534

func (m machine) build(t *testing.T, bin, dir string, i int) {
	t.Helper()
	args := `umask "$1"; shift; exec "$@"`
	cmd := exec.Command("sh", "-c", args, "sh", m.umask, bin, "build", "--as-of", asOf, "--audience", "staff", "--jobs", m.jobs)
	cmd.Dir = dir
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "TZ=" + m.tz, "LANG=" + m.lang, "GOMAXPROCS=" + m.procs}, m.layer...)
	if i%3 == 2 { // from elsewhere, with names of another form
		cmd.Dir = "/"
		cmd.Args = append(cmd.Args, "-C", dir+"/./", "--out", filepath.Join(dir, "public"))
	}
	if os.Getuid() == 0 && i%2 == 1 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build %d: %v\n%s", i, err, out)
	}
}

func chown(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chown(name, nobody, nobody)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// copyShuffled writes the site's files in an order of its own, so that folders
// list them in another where the file system lets them, with times of its own.
func copyShuffled(t *testing.T, site fs.FS, dir string, seed uint64) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 11))
	var names []string
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	random.Shuffle(len(names), func(i, k int) { names[i], names[k] = names[k], names[i] })
	for _, name := range names {
		text, err := fs.ReadFile(site, name)
		if err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(dir, filepath.FromSlash(name))
		if err := writeAt(target, text, time.Unix(random.Int64N(2e9), 0)); err != nil {
			t.Fatal(fmt.Errorf("copy: %w", err))
		}
	}
}

func writeAt(target string, text []byte, when time.Time) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(target, text, 0o644); err != nil {
		return err
	}
	return os.Chtimes(target, when, when)
}
