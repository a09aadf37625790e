package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

func (c *Command) version() *cobra.Command {
	licenses := false
	cmd := &cobra.Command{
		Use: "version", Short: c.text("version.short"), Args: c.noArguments,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintf(c.Stdout, "tertial %s (%s, %s/%s)\n", number, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			if licenses {
				return c.licenses()
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&licenses, "licenses", false, c.text("flag.licenses"))
	return cmd
}

// number is the program's version. It is written here rather than taken from
// the build, which would stamp a commit into every page: the same sources make
// the same site on any machine.
const number = "0.1.0"
