package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/layout"
	"tertial/internal/pdf"
)

// exportFlags are what the flags of export say.
type exportFlags struct {
	format, out, chromium, asOf string
	force, noPDF, internal      bool
}

func (c *Command) export() *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use: "export " + c.text("export.use"), Short: c.text("export.short"), Long: c.text("export.long"), Args: c.oneReport,
		RunE: func(cmd *cobra.Command, args []string) error { return c.runExport(cmd.Context(), f, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", build.ExportPDF, c.text("flag.export.format"))
	flags.StringVar(&f.out, "out", "", c.text("flag.export.out"))
	flags.BoolVar(&f.force, "force", false, c.text("flag.export.force"))
	flags.StringVar(&f.chromium, "chromium", "", c.text("flag.chromium"))
	flags.BoolVar(&f.noPDF, "no-pdf", false, c.text("flag.no-pdf"))
	flags.BoolVar(&f.internal, "internal", false, c.text("flag.internal"))
	flags.StringVar(&f.asOf, "as-of", "", c.text("flag.as-of"))
	c.words(cmd, "format", build.ExportFormats())
	return cmd
}

// statePart is the last part of what export is given: the number of an edition,
// or a word for a state.
var statePart = regexp.MustCompile(`^(?:[0-9]+|` + build.LatestWord + `|` + build.WorkingWord + `)$`)

// exported takes apart REPORT or REPORT/EDITION.
func (c *Command) exported(arg string) (report, state string) {
	arg = strings.TrimSuffix(c.reportPath(arg), "/")
	const depth = 4 // committee/year/report/edition
	if parts := strings.Split(arg, "/"); len(parts) == depth && statePart.MatchString(parts[depth-1]) {
		return path.Dir(arg), parts[depth-1]
	}
	return arg, ""
}

func (c *Command) runExport(ctx context.Context, f exportFlags, arg string) error {
	cfg, err := c.config(string(build.Staff), f.asOf)
	if err != nil {
		return err
	}
	if err := c.oneOf("--format", f.format, build.ExportFormats()); err != nil {
		return err
	}
	if f.format != build.ExportArchive && (f.noPDF || f.internal) {
		return usageError{errors.New(c.text("export.archive.only"))}
	}
	cfg.ChartCache = chartCache(cfg.Root, defaultChartCache)
	report, state := c.exported(arg)
	out, err := build.Export(ctx, cfg, build.ExportRequest{
		Report: report, State: state, Format: f.format, Chromium: f.chromium, NoPDF: f.noPDF, Internal: f.internal,
	})
	if err := c.noReport(c.notExported(err)); err != nil {
		return err
	}
	if err := c.print(c.Stderr, out.Findings, mostShown, diag.Warning); err != nil {
		return err
	}
	if out.Failed() {
		fmt.Fprintln(c.Stderr, c.text("export.nothing"))
		return errFindings
	}
	return c.deliverExport(f, out)
}

// notExported puts into words that there is no such edition.
func (c *Command) notExported(err error) error {
	var missing *build.NotComparedError
	if !errors.As(err, &missing) {
		return err
	}
	key := "export.unknown"
	if len(missing.Known) == 0 {
		key = "export.none"
	}
	return usageError{errors.New(c.text(key, "report", missing.Report, "word", missing.Word, "list", strings.Join(missing.Known, ", ")))}
}

// deliverExport writes what was made to where it is wanted: whole, or not at all.
func (c *Command) deliverExport(f exportFlags, out *build.Exported) error {
	target := f.out
	switch {
	case f.format != build.ExportArchive:
		if target == "" {
			target = out.Files[0].Path
		}
		if err := c.writeNew(target, out.Files[0].Content, f.force); err != nil {
			return err
		}
	case target == "" || strings.EqualFold(filepath.Ext(target), ".zip"):
		if target == "" {
			target = out.Name + ".zip"
		}
		var packed bytes.Buffer
		if err := build.WriteZip(&packed, out.Name, out.Edition.Date, out.Files); err != nil {
			return err
		}
		if err := c.writeNew(target, packed.Bytes(), f.force); err != nil {
			return err
		}
	default:
		if err := c.writeFolder(target, out.Files); err != nil {
			return err
		}
	}
	key := "export.done"
	switch f.format {
	case build.ExportPDF:
		key = "export.done.pdf"
	case build.ExportArchive:
		key = "export.done.archive"
	}
	size := 0
	for i := range out.Files {
		size += len(out.Files[i].Content)
	}
	_, err := fmt.Fprintln(c.Stdout, c.text(key, "file", filepath.ToSlash(target), "pages", out.Pages, "files", len(out.Files), "bytes", size))
	return err
}

// writeNew writes a file in one step. One that is there is left, unless it says
// the same or force replaces it.
func (c *Command) writeNew(name string, text []byte, force bool) error {
	old, err := os.ReadFile(name)
	switch {
	case err == nil && bytes.Equal(old, text):
		return nil
	case err == nil && !force:
		return usageError{errors.New(c.text("export.exists", "file", filepath.ToSlash(name)))}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return usageError{errors.New(c.text("export.inway", "file", filepath.ToSlash(name)))}
	}
	temp, err := os.CreateTemp(filepath.Dir(name), ".tertial-*")
	if errors.Is(err, fs.ErrNotExist) {
		return usageError{errors.New(c.text("export.nofolder", "folder", filepath.ToSlash(filepath.Dir(name))))}
	}
	if err != nil {
		return err
	}
	_, err = temp.Write(text)
	err = errors.Join(err, temp.Chmod(0o644), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

// writeFolder writes files into a new or empty folder.
func (c *Command) writeFolder(folder string, files []layout.File) error {
	entries, err := os.ReadDir(folder)
	switch {
	case err == nil && len(entries) > 0:
		return usageError{errors.New(c.text("export.full", "folder", filepath.ToSlash(folder)))}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return usageError{errors.New(c.text("export.inway", "file", filepath.ToSlash(folder)))}
	}
	work, err := os.MkdirTemp(filepath.Dir(filepath.Clean(folder)), ".tertial-")
	if errors.Is(err, fs.ErrNotExist) {
		return usageError{errors.New(c.text("export.nofolder", "folder", filepath.ToSlash(filepath.Dir(filepath.Clean(folder)))))}
	}
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }() // it has another name by then
	for _, f := range files {
		name := filepath.Join(work, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Content, 0o644); err != nil {
			return err
		}
	}
	if err := os.Chmod(work, 0o755); err != nil {
		return err
	}
	_ = os.Remove(folder) // the empty one
	return os.Rename(work, folder)
}

// unprinted says why a browser could not print; "" when that is not what failed.
func (c *Command) unprinted(err error) string {
	var browser *pdf.BrowserError
	if !errors.As(err, &browser) {
		return ""
	}
	key := "chromium." + browser.Kind
	if browser.Kind == pdf.Missing && browser.Path != "" {
		key = "chromium.notthere"
	}
	return c.text(key, "path", filepath.ToSlash(browser.Path), "text", browser.Text, "oldest", pdf.Oldest())
}
