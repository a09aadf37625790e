package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tertial/internal/build"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/rollforward"
)

func (c *Command) newReport() *cobra.Command {
	var from, to, period string
	cmd := &cobra.Command{
		Use: "report", Short: c.text("new.report.short"), Long: c.text("new.report.long"), Args: c.noArguments,
		RunE: func(*cobra.Command, []string) error { return c.rollForward(from, to, period) },
	}
	cmd.Flags().StringVar(&from, "from", "", c.text("flag.from"))
	cmd.Flags().StringVar(&to, "to", "", c.text("flag.to"))
	cmd.Flags().StringVar(&period, "period", "", c.text("flag.period"))
	return cmd
}

// rollForward writes the scaffold of a new report. What is there already is
// never replaced: a folder of that name stops it before a file is written.
func (c *Command) rollForward(from, to, period string) error {
	if from == "" {
		return usageError{errors.New(c.text("new.report.args"))}
	}
	req := rollforward.Request{To: c.reportPath(to)}
	if to != "" && !content.IsReportPath(req.To) {
		return usageError{errors.New(c.text("new.report.path", "word", to))}
	}
	if period != "" {
		p, ok := data.ParsePeriod(period)
		if !ok {
			return usageError{errors.New(c.text("new.report.period", "word", period))}
		}
		req.Period = content.Period{From: p.From.String(), To: p.To.String()}
	}
	site := os.DirFS(c.root)
	name := c.reportPath(from)
	for _, m := range content.Scan(site, func(m *content.Meta) bool { return m.Path == name }, &diag.List{}) {
		req.From = m
	}
	if req.From == nil {
		return c.noReport(build.NoReport(site, name))
	}
	scaffold, err := c.scaffold(site, req)
	if err != nil {
		return err
	}
	return c.writeScaffold(scaffold, name)
}

func (c *Command) scaffold(site fs.FS, req rollforward.Request) (*rollforward.Scaffold, error) {
	codes, err := data.ReadCodes(site, &diag.List{})
	if err != nil {
		return nil, err
	}
	scaffold, err := rollforward.Make(site, req, codes)
	if errors.Is(err, rollforward.ErrPeriod) {
		return nil, usageError{errors.New(c.text("new.report.noperiod", "word", req.From.Path))}
	}
	if err != nil {
		return nil, err
	}
	for _, dir := range []string{"content/" + scaffold.Report, "data/" + scaffold.Report} {
		if _, err := fs.Stat(site, dir); err == nil {
			return nil, usageError{errors.New(c.text("new.report.exists", "word", dir))}
		}
	}
	if _, err := fs.Stat(site, path.Join("content", strings.Split(scaffold.Report, "/")[0])); err != nil {
		return nil, usageError{errors.New(c.text("new.report.committee", "word", scaffold.Report))}
	}
	return scaffold, nil
}

// writeScaffold writes the files, each of which must be new, and says what
// comes next.
func (c *Command) writeScaffold(s *rollforward.Scaffold, from string) error {
	for _, f := range s.Files {
		name := filepath.Join(c.root, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := writeNew(name, []byte(f.Text)); err != nil {
			return err
		}
	}
	fmt.Fprintln(c.Stdout, c.text("new.report.done", "report", s.Report, "from", from, "files", len(s.Files)))
	for _, line := range []string{
		c.text("new.report.next.head", "file", "content/"+s.Report+"/report.md"),
		c.text("new.report.next.data", "folder", "data/"+s.Report+"/", "filled", s.Filled),
		c.text("new.report.next.confirm", "confirm", s.Confirm),
		c.text("new.report.next.write", "write", s.Write),
		c.text("new.report.next.check", "folder", "content/"+s.Report),
	} {
		fmt.Fprintln(c.Stdout, line)
	}
	return nil
}

// reportPath turns what stands for a report into its path: the path itself, its
// address, or its folder or file below content or data.
func (c *Command) reportPath(word string) string {
	if rel, err := c.relative(word); err == nil {
		for _, top := range []string{"content/", "data/"} {
			if rest, ok := strings.CutPrefix(rel, top); ok {
				return strings.TrimSuffix(rest, "/report.md")
			}
		}
	}
	return strings.Trim(strings.TrimPrefix(filepath.ToSlash(word), "content/"), "/")
}
