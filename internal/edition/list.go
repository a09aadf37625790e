package edition

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/diag"
)

// Dir is the folder of a report's edition, below the site's root.
func Dir(report string, number int) string {
	return path.Join("content", report, Folder, strconv.Itoa(number))
}

// List reads the editions of a report in the order of their numbers, withdrawn
// ones too. What cannot be read is a finding, and left out; so is what cannot
// be: numbers with a gap, a folder with another number than its edition, a
// file among the folders, an edition of another report. Formerly are the paths
// that the report had before. That the files are unchanged is not looked at:
// see [Edition.Check].
func List(fsys fs.FS, report string, formerly []string, diags *diag.List) []*Edition {
	all := ListIn(fsys, path.Join("content", report, Folder), diags)
	for _, e := range all {
		if e.Report != report && !slices.Contains(formerly, e.Report) {
			diags.Report("EDITION-REPORT", diag.Place{File: path.Join(e.Dir, YAMLName)}, "report", e.Report, "here", report)
		}
	}
	return all
}

// ListIn is [List] for any folder of numbered folders, whichever report or
// meeting they name.
func ListIn(fsys fs.FS, dir string, diags *diag.List) []*Edition {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			diags.Report("FILE", diag.Place{File: dir}, "reason", err)
		}
		return nil
	}
	var all []*Edition
	var numbers []int
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasPrefix(name, ".") {
			continue
		}
		at := diag.Place{File: path.Join(dir, name)}
		number, err := strconv.Atoi(name)
		if err != nil || !entry.IsDir() || strconv.Itoa(number) != name || number < 1 || number > maxNumber {
			diags.Add(diag.New("EDITION-NUMBER", at, "name", name).With("name"))
			continue
		}
		numbers = append(numbers, number)
		e := Read(fsys, at.File, diags)
		if e == nil {
			continue
		}
		if e.Number != number {
			diags.Report("EDITION-NUMBER", diag.Place{File: path.Join(at.File, YAMLName)}, "number", e.Number, "name", name)
			continue
		}
		all = append(all, e)
	}
	slices.Sort(numbers)
	for i, n := range numbers {
		if n != i+1 {
			diags.Add(diag.New("EDITION-NUMBER", diag.Place{File: dir}, "number", i+1, "next", n).With("gap"))
			break
		}
	}
	slices.SortFunc(all, func(a, b *Edition) int { return a.Number - b.Number })
	return all
}

// Newest is the edition that the report's own address shows: the one with the
// highest number that is not withdrawn, or nil.
func Newest(all []*Edition) *Edition {
	for _, e := range slices.Backward(all) {
		if e.Withdrawn == nil {
			return e
		}
	}
	return nil
}
