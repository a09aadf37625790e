package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/privacy"
	"tertial/internal/propose"
	"tertial/internal/tabular"
)

func (c *Command) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "new", Short: c.text("new.short"), Args: c.noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(c.newDataset(), c.newReport(), c.newLogKey())
	return cmd
}

func (c *Command) newDataset() *cobra.Command {
	stdout := false
	cmd := &cobra.Command{
		Use: "dataset " + c.text("new.dataset.file"), Short: c.text("new.dataset.short"), Long: c.text("new.dataset.long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New(c.text("new.dataset.args"))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return c.propose(args[0], stdout) },
	}
	cmd.Flags().BoolVar(&stdout, "stdout", false, c.text("flag.stdout"))
	return cmd
}

// propose writes a description beside a CSV file, for a person to confirm. A
// description that is there already is never replaced.
func (c *Command) propose(file string, stdout bool) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return usageError{errors.New(c.text("nopath", "word", file))}
	}
	diags := &diag.List{}
	privacy.NewGate(privacy.Allowed{}).Numbers(filepath.ToSlash(file), raw, diags) // a proposal quotes what stands in cells
	grid := tabular.Read(filepath.ToSlash(file), raw, tabular.Dialect{}, diags)
	if err := c.print(c.Stderr, diags.Sorted(), mostShown, diag.Known); err != nil {
		return err
	}
	if grid == nil || diags.Failed() {
		return errFindings
	}
	description, confirm := propose.Description(grid, strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)), data.Defaults{Lang: c.lang, Period: c.periodOf(file)})
	if stdout {
		_, err := c.Stdout.Write(description)
		return err
	}
	target := strings.TrimSuffix(file, filepath.Ext(file)) + ".yaml"
	if err := writeNew(target, description); err != nil {
		if errors.Is(err, os.ErrExist) {
			return usageError{errors.New(c.text("exists", "word", target))}
		}
		return err
	}
	fmt.Fprintln(c.Stdout, c.text("new.dataset.done", "word", target, "confirm", confirm))
	return nil
}

// periodOf is the period of the report to which a file under data/ belongs; it
// is none for a file elsewhere.
func (c *Command) periodOf(file string) data.Period {
	rel, err := c.relative(file)
	if err != nil {
		return data.Period{}
	}
	report, ok := strings.CutPrefix(path.Dir(rel), "data/")
	if !ok {
		return data.Period{}
	}
	only := func(m *content.Meta) bool { return m.Path == report }
	for _, m := range content.Scan(os.DirFS(c.root), only, &diag.List{}) {
		period, _ := data.ParsePeriod(m.Period.From + "/" + m.Period.To)
		return period
	}
	return data.Period{}
}

// writeNew creates a file that must not exist.
func writeNew(name string, text []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
