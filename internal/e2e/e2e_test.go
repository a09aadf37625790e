package e2e

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"tertial/internal/browsertest"
	"tertial/internal/testsite"
)

// asOf is the day that all builds here are made for.
const asOf = "2024-06-01"

// room is a folder for the whole run that any user may enter.
var room = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "tertial-e2e-")
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o755)
})

func TestMain(m *testing.M) {
	m.Run()
	if dir, err := room(); err == nil {
		_ = os.RemoveAll(dir) // what is left there is no fault of the product
	}
}

// program builds the program once, as make does, and returns its path.
func program(t testing.TB) string {
	t.Helper()
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

var built = sync.OnceValues(func() (string, error) {
	dir, err := room()
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "tertial")
	if runtime.GOOS == "windows" {
		file += ".exe"
	}
	out, err := exec.Command("go", "build", "-o", file, "tertial/cmd/tertial").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return file, os.Chmod(file, 0o755)
})

// folder makes a folder for one test that any user may enter.
func folder(t testing.TB) string {
	t.Helper()
	base, err := room()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp(base, "t-") //nolint:usetesting // t.TempDir lies in a folder that only its owner may enter
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// tertial runs the program and ends the test when it does not say yes.
func tertial(t testing.TB, args ...string) string {
	t.Helper()
	out, err := run(args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func run(args ...string) (string, error) {
	bin, err := built()
	if err != nil {
		return "", err
	}
	out, err := exec.Command(bin, args...).CombinedOutput()
	if err != nil {
		err = fmt.Errorf("tertial %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return string(out), err
}

// municipality writes an invented municipality below a new folder.
func municipality(t testing.TB, o testsite.Options) string {
	t.Helper()
	dir := folder(t)
	if err := testsite.New(o).WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A tree is what a reader could get of a folder: mode and digest by path, without
// what git reads.
type tree map[string]string

func treeOf(t testing.TB, dir string) tree {
	t.Helper()
	found := tree{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() == ".gitignore" {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if d.IsDir() {
			if rel != "." {
				found[filepath.ToSlash(rel)+"/"] = info.Mode().String()
			}
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		found[filepath.ToSlash(rel)] = fmt.Sprintf("%s %x", info.Mode(), sha256.Sum256(text))
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return found
}

// diff names the first paths in which two trees differ.
func diff(a, b tree) []string {
	var names []string
	all := maps.Clone(a)
	maps.Copy(all, b)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if a[name] != b[name] {
			names = append(names, fmt.Sprintf("%s: %q and %q", name, a[name], b[name]))
		}
	}
	return names[:min(len(names), 12)]
}

// checkout is the folder with go.mod.
func checkout(t testing.TB) string {
	t.Helper()
	return browsertest.Root(t)
}
