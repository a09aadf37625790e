package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // reports are dated in Stockholm, also where no zones are installed

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/privacy"
	"tertial/internal/proofread"
	"tertial/internal/site"
)

// The exit statuses (docs: README, "Exit status").
const (
	exitClean    = 0 // no unexplained error
	exitFindings = 1 // at least one unexplained error
	exitUsage    = 2 // the command was called wrongly
	exitFailure  = 3 // the command could not run
)

// A Command is the program with its streams, so that tests run it in process.
type Command struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Env            func(string) string
	Now            func() time.Time // read once, for the default of --as-of

	lang string
	root string // -C
}

// now is the one place that reads the clock.
func now() time.Time { return time.Now() }

// errFindings says that findings were printed and cost exit status 1.
var errFindings = errors.New("findings")

// A usageError is a command that was called wrongly.
type usageError struct{ error }

// Main runs the program with its arguments and returns the exit status.
func (c *Command) Main(args []string) int {
	c.lang = languageOf(args)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	root := c.tree()
	root.SetArgs(args)
	root.SetIn(c.Stdin)
	root.SetOut(c.Stdout)
	root.SetErr(c.Stderr)
	err := root.ExecuteContext(ctx)
	var usage usageError
	var locked *site.LockedError
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.As(err, &usage):
		fmt.Fprintf(c.Stderr, "tertial: %s\n", privacy.Mask(err.Error()))
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintf(c.Stderr, "tertial: %s\n", c.text("interrupted"))
		return exitFailure
	case errors.As(err, &locked):
		fmt.Fprintf(c.Stderr, "tertial: %s\n", c.text("locked", "folder", locked.Dir))
		return exitFailure
	default:
		fmt.Fprintf(c.Stderr, "tertial: %s\n", c.trouble(err))
		return exitFailure
	}
}

// languageOf finds --lang before the flags are parsed, since the texts of the
// flags themselves are in that language.
func languageOf(args []string) string {
	for i, a := range args {
		value, ok := strings.CutPrefix(a, "--lang=")
		if !ok && a == "--lang" && i+1 < len(args) {
			value = args[i+1]
		}
		if slices.Contains(diag.Languages(), value) {
			return value
		}
	}
	return diag.Languages()[0]
}

// tree returns the commands with their flags and texts.
func (c *Command) tree() *cobra.Command {
	root := &cobra.Command{
		Use: "tertial", Short: c.text("root.short"), Long: c.text("root.long"),
		SilenceErrors: true, SilenceUsage: true,
		Args: c.noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	flags := root.PersistentFlags()
	flags.StringVarP(&c.root, "C", "C", ".", c.text("flag.C"))
	flags.StringVar(&c.lang, "lang", c.lang, c.text("flag.lang"))
	flags.Lookup("lang").DefValue = diag.Languages()[0]
	c.words(root, "lang", diag.Languages())
	root.SetFlagErrorFunc(c.flagError)
	root.SetUsageFunc(c.usage)
	root.SetHelpCommand(c.help(root))
	for _, sub := range []*cobra.Command{c.build(), c.check(), c.serve(), c.newCommand(), c.dispatch(), c.publish(), c.withdraw(), c.diff(), c.verify(), c.export(), c.deploy(), c.explain(), c.version()} {
		sub.PersistentPreRunE = c.before
		root.AddCommand(sub)
	}
	root.AddCommand(c.completion(root))
	root.CompletionOptions.DisableDefaultCmd = true // ours is in the reader's language
	c.localizeHelp(root)
	return root
}

// before is done before every command of ours.
func (c *Command) before(*cobra.Command, []string) error {
	if err := c.oneOf("--lang", c.lang, diag.Languages()); err != nil {
		return err
	}
	c.recover()
	return c.recoverChange()
}

// recoverChange ends what a stopped command left that published or withdrew.
// While one is at work, others read what is there: it changes it in one step.
func (c *Command) recoverChange() error {
	if _, err := c.siteRoot(); err != nil {
		return nil
	}
	outcome, err := edition.Recover(c.root)
	var locked *site.LockedError
	switch {
	case errors.As(err, &locked):
		return nil
	case err != nil:
		return err
	case outcome == site.Finished:
		fmt.Fprintln(c.Stderr, c.text("recover.change.finished"))
	case outcome == site.RolledBack:
		fmt.Fprintln(c.Stderr, c.text("recover.change.back"))
	}
	return nil
}

// recover ends what a stopped run left in the site's public folder, as every
// command does. Where it cannot, the next build says why.
func (c *Command) recover() {
	if _, err := c.siteRoot(); err != nil {
		return
	}
	folder := filepath.Join(c.root, "public")
	switch outcome, err := site.Recover(folder); {
	case err != nil:
	case outcome == site.Finished:
		fmt.Fprintln(c.Stderr, c.text("recover.finished", "folder", folder))
	case outcome == site.RolledBack:
		fmt.Fprintln(c.Stderr, c.text("recover.back", "folder", folder))
	}
}

// noCommand names the nearest command when an unknown one is given.
func (c *Command) noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range cmd.Commands() {
		names = append(names, sub.Name())
	}
	return c.unknown("unknown.command", args[0], names)
}

// unknown is a usage error with the nearest thing that would be right.
func (c *Command) unknown(key, word string, candidates []string) error {
	text := c.text(key, "word", word)
	if near := diag.Nearest(word, candidates); near != "" {
		text += " " + c.text("nearest", "word", near)
	}
	return usageError{errors.New(text)}
}

// flagError puts a wrong flag into the reader's language.
func (c *Command) flagError(cmd *cobra.Command, err error) error {
	var missing *pflag.NotExistError
	var noValue *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing):
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		return c.unknown("unknown.flag", flagName(missing.GetSpecifiedName(), missing.GetSpecifiedShortnames()), names)
	case errors.As(err, &noValue):
		return usageError{errors.New(c.text("flag.value", "word", flagName(noValue.GetSpecifiedName(), noValue.GetSpecifiedShortnames())))}
	case errors.As(err, &wrong):
		key := "flag." + wrong.GetFlag().Value.Type() // bool or int; a string is never wrong to pflag
		return usageError{errors.New(c.text(key, "flag", "--"+wrong.GetFlag().Name, "word", wrong.GetValue()))}
	default:
		return usageError{err}
	}
}

// flagName is the flag as it was written: --name, or -n among short ones.
func flagName(name, short string) string {
	if short != "" {
		return "-" + name
	}
	return "--" + name
}

// oneOf checks the value of a flag that has a list of words.
func (c *Command) oneOf(flag, value string, words []string) error {
	if slices.Contains(words, value) {
		return nil
	}
	text := c.text("flag.oneof", "flag", flag, "word", value, "list", strings.Join(words, ", "))
	if near := diag.Nearest(value, words); near != "" {
		text += " " + c.text("nearest", "word", near)
	}
	return usageError{errors.New(text)}
}

// siteRoot is the site's root folder, which must hold content/site.yaml.
func (c *Command) siteRoot() (string, error) {
	if _, err := os.Stat(filepath.Join(c.root, "content", "site.yaml")); err != nil {
		return "", usageError{errors.New(c.text("nosite", "folder", c.root))}
	}
	return c.root, nil
}

// today is the day in Stockholm: reports are dated there.
func (c *Command) today() string {
	place, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic("tertial: " + err.Error()) // the zones are embedded
	}
	return c.Now().In(place).Format(time.DateOnly)
}

// asOf checks a date that was given, or takes today's.
func (c *Command) asOf(given string) (string, error) {
	if given == "" {
		return c.today(), nil
	}
	if _, err := time.Parse(time.DateOnly, given); err != nil {
		return "", usageError{errors.New(c.text("flag.date", "flag", "--as-of", "word", given))}
	}
	return given, nil
}

// terminal reports whether a stream is a person's terminal.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// mostShown is how many findings of one kind a person is shown at once.
const mostShown = 20

// print writes findings to the stream in the reader's language.
// Of each kind so many as most are shown; 0 shows all.
func (c *Command) print(w io.Writer, findings []diag.Finding, most int, least diag.Severity) error {
	color := terminal(w) && c.Env("NO_COLOR") == ""
	findings = privacy.Conceal(findings) // those of a single file have not been searched yet
	return diag.Printer{Lang: c.lang, Color: color, Most: most, Least: least, Aside: proofread.Hints(), AsideTitle: c.text("check.hints")}.Print(w, findings)
}

// verdict turns findings into the command's result.
func verdict(findings []diag.Finding, strict bool) error {
	for i := range findings {
		s := findings[i].Severity
		if s == diag.Error || strict && s > diag.Known && !slices.Contains(proofread.Hints(), findings[i].Code) {
			return errFindings
		}
	}
	return nil
}
