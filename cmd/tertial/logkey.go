package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"tertial/internal/publog"
)

// signer reads the private key that a file holds; no file signs nothing.
func (c *Command) signer(file string) (*publog.Signer, error) {
	if file == "" {
		return nil, nil
	}
	key, err := os.ReadFile(file)
	if err != nil {
		return nil, usageError{errors.New(c.text("nopath", "word", file))}
	}
	signer, err := publog.NewSigner(string(key))
	if err != nil {
		return nil, usageError{errors.New(c.text("log-key.bad", "word", file))}
	}
	return signer, nil
}

func (c *Command) newLogKey() *cobra.Command {
	return &cobra.Command{
		Use: "log-key " + c.text("new.log-key.args"), Short: c.text("new.log-key.short"), Long: c.text("new.log-key.long"),
		Args: func(_ *cobra.Command, args []string) error {
			const wanted = 2
			if len(args) != wanted {
				return usageError{errors.New(c.text("new.log-key.want"))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return c.makeLogKey(args[0], args[1]) },
	}
}

// makeLogKey writes a private key to a file that only its owner may read, and
// prints the public one.
func (c *Command) makeLogKey(name, file string) error {
	private, public, err := publog.NewKey(rand.Reader, name)
	if err != nil {
		return err
	}
	if publog.CheckKey(public) != nil {
		return usageError{errors.New(c.text("new.log-key.name", "word", name))}
	}
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return usageError{errors.New(c.text("exists", "word", file))}
	}
	if err != nil {
		return err
	}
	_, err = out.WriteString(private + "\n")
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	fmt.Fprintln(c.Stdout, c.text("new.log-key.done", "word", file, "key", public))
	return nil
}
