package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tertial": main})
}

// TestScript runs testdata/script/*.txtar, each in a folder of its own that holds
// the small site of testdata/site.txtar where the script brings no other file.
// Beside testscript's commands they have:
//
//	status N tertial …  runs a command that must end with status N
//	sparse FILE MIB     makes a file of zeros that takes no room
//	keep FOLDER         remembers names, bytes, modes and times of all files in it
//	kept FOLDER         fails when one is not as it was
func TestScript(t *testing.T) {
	t.Parallel()
	site, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       golden.Updating(),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "")
			return lay(env.WorkDir, site)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "sparse": sparse, "keep": keep, "kept": kept,
		},
	})
}

func lay(dir string, site *txtar.Archive) error {
	for _, f := range site.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if _, err := os.Lstat(name); err == nil {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command …")
	}
	got := 0
	err := ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("status %d, want %s", got, args[0])
	}
}

func sparse(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sparse FILE MIB")
	}
	mib, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(errors.Join(f.Truncate(mib<<20), f.Close()))
}

// snapshots is where keep remembers what it saw, beside the script's files.
const snapshots = ".kept"

func keep(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(snapshots), snapshot(ts, args[0]), 0o644))
}

func kept(ts *testscript.TestScript, _ bool, args []string) {
	before, err := os.ReadFile(ts.MkAbs(snapshots))
	ts.Check(err)
	if after := snapshot(ts, args[0]); !slices.Equal(before, after) {
		ts.Fatalf("%s is not as it was:\n%s\nwas:\n%s", args[0], after, before)
	}
}

func snapshot(ts *testscript.TestScript, dir string) []byte {
	var out []byte
	err := filepath.WalkDir(ts.MkAbs(dir), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		out = append(out, info.Mode().String()+" "+info.ModTime().String()+" "+strconv.FormatInt(info.Size(), 10)+" "+name+"\n"...)
		return nil
	})
	ts.Check(err)
	return out
}
