package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/preview"
)

// serveFlags are what the flags of serve say.
type serveFlags struct {
	listen, audience, asOf string
	noOpen                 bool
}

func (c *Command) serve() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use: "serve", Short: c.text("serve.short"), Long: c.text("serve.long"), Args: c.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.runServe(cmd.Context(), f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.listen, "listen", "127.0.0.1:8080", c.text("flag.listen"))
	flags.StringVar(&f.audience, "audience", string(build.Staff), c.text("flag.audience"))
	flags.StringVar(&f.asOf, "as-of", "", c.text("flag.as-of"))
	flags.BoolVar(&f.noOpen, "no-open", false, c.text("flag.no-open"))
	c.words(cmd, "audience", audiences())
	return cmd
}

// watched are the folders of a site that its pages are made of.
func watched() []string { return []string{"content", "data", "layouts"} }

func (c *Command) runServe(ctx context.Context, f serveFlags) error {
	cfg, err := c.config(f.audience, f.asOf)
	if err != nil {
		return err
	}
	listener, err := preview.Listen(ctx, f.listen)
	if err != nil {
		return c.cannotListen(f.listen, err)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	changes, err := preview.Watch(ctx, cfg.Root, watched(), nil)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	cfg.ChartCache, cfg.Past = chartCache(cfg.Root, defaultChartCache), c.past(ctx)
	root, err := filepath.Abs(cfg.Root)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	session := build.NewSession(cfg, build.SessionOptions{Now: c.Now, History: c.history(ctx)})
	defer session.Close()
	var took time.Duration
	server := preview.New(preview.Options{
		Rebuild: func(ctx context.Context) (*preview.Build, error) {
			start := c.Now()
			result, err := session.Rebuild(ctx)
			took = c.Now().Sub(start)
			if err != nil {
				return nil, err
			}
			return &preview.Build{Files: result.Files, Findings: result.Findings}, nil
		},
		References: session.References, Changes: changes, Lang: c.lang, Audience: c.text("serve.audience." + f.audience), Root: root,
		Built: func(b *preview.Build, err error) { c.tellBuilt(b, took, err) },
	})
	address := "http://" + listener.Addr().String() + "/"
	fmt.Fprintln(c.Stdout, c.text("serve.at", "address", address))
	if !f.noOpen {
		c.browse(ctx, address)
	}
	return server.Run(ctx, listener)
}

// cannotListen says why a server cannot be at an address.
func (c *Command) cannotListen(address string, err error) error {
	var op *net.OpError
	var name *net.DNSError // of a port that is no number
	switch {
	case errors.Is(err, preview.ErrNotLoopback):
		return usageError{errors.New(c.text("serve.loopback", "word", address))}
	case errors.Is(err, syscall.EADDRINUSE):
		return usageError{errors.New(c.text("serve.busy", "word", address))}
	case errors.As(err, &op) && op.Op == "listen" && !errors.As(err, &name):
		return err
	default:
		return usageError{errors.New(c.text("serve.address", "word", address))}
	}
}

// tellBuilt says on the terminal what the page says too.
func (c *Command) tellBuilt(b *preview.Build, took time.Duration, err error) {
	if err != nil {
		fmt.Fprintln(c.Stderr, c.text("serve.broken", "reason", strings.TrimSuffix(c.trouble(err), ".")))
		return
	}
	count := map[diag.Severity]int{}
	for i := range b.Findings {
		count[b.Findings[i].Severity]++
	}
	key := "serve.built"
	if b.Files == nil {
		key = "serve.failed"
	}
	fmt.Fprintln(c.Stderr, c.text(key, "ms", int(took.Milliseconds()), "errors", count[diag.Error], "warnings", count[diag.Warning]))
}

// history tells the states of the site's git history apart.
func (c *Command) history(ctx context.Context) func() string {
	return func() string {
		head, err := git(ctx, c.root, "rev-parse", "HEAD").Output()
		if err != nil {
			return "" // no repository, or nothing in it yet
		}
		return string(head)
	}
}

// browse opens an address in the reader's browser, if there is a screen to show
// it on. That it cannot is no failure: the address has been printed.
func (c *Command) browse(ctx context.Context, address string) {
	args := browser(runtime.GOOS, c.Env, address)
	if args == nil {
		return
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), args[0], args[1:]...) // the browser outlives the server
	if cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}

// browser is the command that opens an address, or nil.
func browser(system string, env func(string) string, address string) []string {
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		return []string{"open", address}
	default:
		if env("DISPLAY") == "" && env("WAYLAND_DISPLAY") == "" {
			return nil
		}
		return []string{"xdg-open", address}
	}
}
