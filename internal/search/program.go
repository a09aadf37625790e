package search

import (
	_ "embed"
	"os"
	"os/exec"
	"path/filepath"
)

// License is the licence of Pagefind, of whose files a site with an index has two.
//
//go:embed pagefind.LICENSE
var License string

// Version is the version of Pagefind that the index is made with.
const Version = "1.6.0"

// programs are the names that the program may have, the one with all languages first.
var programs = [...]string{"pagefind_extended", "pagefind"}

// installed is where npm puts the program.
const installed = "node_modules/@pagefind/linux-x64/bin"

// A ProgramError is that there is no program to make an index with.
type ProgramError struct {
	Path string // that was asked for, or ""
}

func (e *ProgramError) Error() string {
	if e.Path != "" {
		return "no program at " + e.Path
	}
	return "Pagefind is not installed"
}

// Find returns the program: the one that is wanted, if a path is given, else
// the one beside the tool, the one that npm has installed in a folder or one above
// it, or one on the search path of the system.
func Find(wanted, tool, folder string) (string, error) {
	if wanted != "" {
		if !runs(wanted) {
			return "", &ProgramError{Path: wanted}
		}
		return filepath.Abs(wanted)
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	dirs := []string{tool}
	for at := folder; ; at = filepath.Dir(at) {
		dirs = append(dirs, filepath.Join(at, filepath.FromSlash(installed)))
		if at == filepath.Dir(at) {
			break
		}
	}
	for _, dir := range dirs {
		for _, name := range programs {
			if file := filepath.Join(dir, name); dir != "" && runs(file) {
				return filepath.Abs(file)
			}
		}
	}
	for _, name := range programs {
		if file, err := exec.LookPath(name); err == nil {
			return file, nil
		}
	}
	return "", &ProgramError{}
}

// runs reports whether a file is a program.
func runs(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}
