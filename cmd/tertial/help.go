package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help is the command that shows the help of a command.
func (c *Command) help(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help", Short: c.text("help.short"), DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			target, rest, err := root.Find(args)
			if err != nil || target.HasSubCommands() && len(rest) > 0 {
				return c.noCommand(target, rest)
			}
			return target.Help()
		},
	}
}

// localizeHelp puts what the library adds to each command into the reader's
// language.
func (c *Command) localizeHelp(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	if f := cmd.Flags().Lookup("help"); f != nil {
		f.Usage = c.text("flag.help")
	}
	cmd.DisableFlagsInUseLine = true
	for _, sub := range cmd.Commands() {
		c.localizeHelp(sub)
	}
}

// usage writes how a command is called, in the reader's language.
func (c *Command) usage(cmd *cobra.Command) error {
	var b strings.Builder
	line := cmd.UseLine()
	if cmd.HasAvailableSubCommands() {
		line += " " + c.text("usage.command")
	}
	if cmd.HasAvailableFlags() {
		line += " " + c.text("usage.flags")
	}
	fmt.Fprintf(&b, "%s:\n  %s\n", c.text("usage"), line)
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s:\n", c.text("commands"))
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				fmt.Fprintf(&b, "  %-*s  %s\n", cmd.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	if cmd.HasAvailableLocalFlags() {
		fmt.Fprintf(&b, "\n%s:\n%s", c.text("flags"), c.flagList(cmd.LocalFlags()))
	}
	if cmd.HasAvailableInheritedFlags() {
		fmt.Fprintf(&b, "\n%s:\n%s", c.text("global"), c.flagList(cmd.InheritedFlags()))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s: %s %s --help\n", c.text("more"), cmd.CommandPath(), c.text("usage.command"))
	}
	_, err := io.WriteString(cmd.OutOrStderr(), b.String())
	return err
}

// flagList lists the flags in two columns. The library's own list has English
// words, counts bytes, and gives -C a long name.
func (c *Command) flagList(flags *pflag.FlagSet) string {
	type line struct{ left, right string }
	var lines []line
	widest := 0
	flags.VisitAll(func(f *pflag.Flag) {
		value, right := pflag.UnquoteUsage(f)
		left := "    --" + f.Name
		switch {
		case f.Shorthand == f.Name:
			left = "-" + f.Name
		case f.Shorthand != "":
			left = "-" + f.Shorthand + ", --" + f.Name
		}
		left = strings.TrimRight(left+" "+value, " ")
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
			right += " (" + c.text("default", "value", f.DefValue) + ")"
		}
		lines = append(lines, line{left, right})
		widest = max(widest, utf8.RuneCountInString(left))
	})
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "  %-*s   %s\n", widest, l.left, l.right)
	}
	return b.String()
}

// shells are those that can complete our commands, and the line that turns it on
// for a session.
func shells() [][2]string {
	return [][2]string{
		{"bash", "source <(tertial completion bash)"},
		{"fish", "tertial completion fish | source"},
		{"powershell", "tertial completion powershell | Out-String | Invoke-Expression"},
		{"zsh", "source <(tertial completion zsh)"},
	}
}

// completion prints what a shell needs to complete commands, flags and codes.
func (c *Command) completion(root *cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use: "completion", Short: c.text("completion.short"), Args: c.noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, shell := range shells() {
		cmd.AddCommand(&cobra.Command{
			Use: shell[0], Short: c.text("completion.shell", "shell", shell[0]), Args: c.noArguments,
			Long: c.text("completion.long", "shell", shell[0]) + "\n\n  " + shell[1],
			RunE: func(*cobra.Command, []string) error { return c.script(root, shell[0]) },
		})
	}
	return cmd
}

func (c *Command) script(root *cobra.Command, shell string) error {
	switch shell {
	case "bash":
		return root.GenBashCompletionV2(c.Stdout, true)
	case "fish":
		return root.GenFishCompletion(c.Stdout, true)
	case "powershell":
		return root.GenPowerShellCompletionWithDesc(c.Stdout)
	default:
		return root.GenZshCompletion(c.Stdout)
	}
}

// words lets the shell complete the value of a flag that has a list of words.
func (c *Command) words(cmd *cobra.Command, flag string, words []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic("tertial: " + err.Error()) // there is no such flag
	}
}
