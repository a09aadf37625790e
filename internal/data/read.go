package data

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/tabular"
)

// Defaults are what a report gives its datasets that don't say otherwise.
type Defaults struct {
	Period Period // the report's
	Date   string // the report's, ISO; "" where it has none: then the period's last day counts
	Lang   string // of the names that derived rows get: sv or en
}

// folder is where the datasets of a report lie.
func folder(report string) string { return path.Join("data", report) }

// List returns the ids of a report's datasets in alphabetical order: every
// name for which there is a CSV file or a description.
func List(fsys fs.FS, report string) []string {
	entries, err := fs.ReadDir(fsys, folder(report))
	if err != nil {
		return nil // no folder: no datasets
	}
	var ids []string
	for _, e := range entries {
		ext := path.Ext(e.Name())
		switch strings.ToLower(ext) {
		case ".csv", ".yaml", ".yml":
			if id := strings.TrimSuffix(e.Name(), ext); !e.IsDir() && id != "" {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// ReadDataset reads one dataset of a report. What cannot be read is a finding;
// it returns nil when there is nothing left to show. The register of codes may
// be nil. The error is for files that cannot be read.
func ReadDataset(fsys fs.FS, report, id string, defaults Defaults, codes *Codes, diags *diag.List) (*Dataset, error) {
	file := path.Join(folder(report), id+".csv")
	raw, desc, err := load(fsys, file, defaults, diags)
	if err != nil || raw == nil || desc == nil {
		return nil, err
	}
	var found diag.List
	grid := tabular.Read(file, raw, desc.Dialect, &found)
	garbled := false
	for _, f := range found.Sorted() {
		diags.Add(f)
		garbled = garbled || f.Code == "CSV-ENCODING" && f.Severity == diag.Error && f.Place.Line > 0
	}
	if grid == nil || garbled {
		return nil, nil // its cells would only be found unreadable one by one
	}
	d := &Dataset{
		ID: id, Report: report, File: file, Description: desc, Raw: raw, Source: grid.Source,
		Codes: codes, lang: defaults.Lang,
	}
	return d, d.read(grid, defaults, diags)
}

// read fills a dataset from its grid.
func (d *Dataset) read(grid *tabular.Grid, defaults Defaults, diags *diag.List) error {
	d.Columns = resolveColumns(d.Description, grid, diags)
	d.bindFormulas()
	rows := &rowReader{d: d, grid: grid, codes: d.Codes, diags: diags}
	rows.read()
	facts := &factReader{d: d, rows: rows, diags: diags}
	if err := facts.read(); err != nil {
		return err
	}
	d.duplicates(diags)
	d.relate(diags)
	d.check(defaults, diags)
	return nil
}

// load reads a CSV file and its description. Either is nil when it cannot be
// used, and a finding says why.
func load(fsys fs.FS, file string, defaults Defaults, diags *diag.List) ([]byte, *Description, error) {
	base := strings.TrimSuffix(file, ".csv")
	if id := path.Base(base); Slug(id) != id {
		diags.Add(diag.New("DATA-FILE", diag.Place{File: file}, "name", id, "instead", Slug(id)).With("name"))
	}
	if escapes(fsys, file) || escapes(fsys, base+".yaml") {
		diags.Add(diag.New("DATA-FILE", diag.Place{File: file}, "name", file))
		return nil, nil, nil
	}
	text, errYAML := readDescription(fsys, base+".yaml")
	raw, errCSV := tabular.Load(fsys, file, diags)
	for _, err := range [...]error{errYAML, errCSV} {
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, nil, err
		}
	}
	switch {
	case errYAML != nil && errCSV != nil:
		diags.Add(diag.New("DATA-FILE", diag.Place{File: file}, "name", path.Base(file)).With("ending"))
		return nil, nil, nil
	case errYAML != nil:
		diags.Report("DATA-DESCRIPTION", diag.Place{File: file}, "file", file, "description", path.Base(base)+".yaml")
		return nil, nil, nil
	case errCSV != nil:
		diags.Add(diag.New("DATA-DESCRIPTION", diag.Place{File: base + ".yaml"}, "file", path.Base(file)).With("alone"))
		return nil, nil, nil
	}
	return raw, ParseDescription(diag.NewSource(base+".yaml", text), defaults, diags), nil
}

// readDescription reads no more of a description than yamltree, which refuses
// what is larger, would take.
func readDescription(fsys fs.FS, name string) ([]byte, error) {
	const most = 2 << 20
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, most))
}

// escapes reports whether a file is a link that leads out of the site.
func escapes(fsys fs.FS, name string) bool {
	info, err := fs.Lstat(fsys, name)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return false
	}
	target, err := fs.ReadLink(fsys, name)
	return err != nil || path.IsAbs(target) || !fs.ValidPath(path.Join(path.Dir(name), target))
}
