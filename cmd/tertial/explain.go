package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tertial/internal/diag"
)

func (c *Command) explain() *cobra.Command {
	return &cobra.Command{
		Use: "explain " + c.text("explain.use"), Short: c.text("explain.short"), Long: c.text("explain.long"),
		ValidArgs: codes(),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				c.listCodes()
				return nil
			}
			for _, code := range args {
				if err := c.explainCode(strings.ToUpper(code)); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func codes() []string {
	var all []string
	for _, code := range diag.Codes() {
		all = append(all, string(code))
	}
	return all
}

func (c *Command) listCodes() {
	for _, code := range diag.Codes() {
		page, _ := diag.Explain(code, c.lang)
		fmt.Fprintf(c.Stdout, "%-18s %s\n", code, page.Title)
	}
}

func (c *Command) explainCode(code string) error {
	page, ok := diag.Explain(diag.Code(code), c.lang)
	if !ok {
		return c.unknown("unknown.code", code, codes())
	}
	fmt.Fprint(c.Stdout, page.Markdown(c.lang))
	return nil
}
