// Package preview shows authors the site while they write it.
//
// In comes a function that makes the site anew, and a folder to watch; out come
// the pages on a loopback address, from memory. After each save the site is
// made once more, and open pages load again or say what is wrong: the last build
// without errors stays in sight, with the findings over it. The package knows
// nothing of how a site is made; package build is given to it by the command.
//
// What the preview adds to a page, a script and a style sheet, is put into the
// response only. No file of a build holds anything of it.
//
// Drafts are not for everybody on the machine's network: the server listens on
// a loopback address and nowhere else, answers only requests that name it, and
// none that another site's page makes (DNS rebinding, see guard.go).
package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"tertial/internal/diag"
)

// A Build is what one run of the rebuild function made.
type Build struct {
	// Files are the site's files by their path from its root. It is nil when
	// an error was found: then the files of the build before stay in sight.
	// Neither the map nor what is in it is changed by anyone.
	Files    map[string][]byte
	Findings []diag.Finding
}

// Options say what is shown and where. Rebuild and Changes are required.
type Options struct {
	// Rebuild makes the site from its sources as they are now. It is called
	// by one goroutine at a time.
	Rebuild func(context.Context) (*Build, error)
	// References returns what a figure of the text must say to show a cell of
	// a page, by the cell's id. It is called at any time; nil offers none.
	References func(ctx context.Context, page string) (map[string]string, error)
	// Changes says that a source may have changed; see [Watch].
	Changes <-chan struct{}
	// Timer makes the timers that tell a burst of changes from a pause; nil
	// is [time.NewTimer].
	Timer Timer
	Lang  string // of the preview's own words and of messages: sv or en; "" is sv
	// Audience names, in that language, for whom the site is built.
	Audience string
	Root     string // the site's folder, absolute: for links that open a file in the editor
	// Built is told of every build, or why there was none; nil tells nobody.
	Built func(*Build, error)
}

// A Server shows one site. Make it with [New].
type Server struct {
	opts  Options
	words words
	hub   *hub
	shown *shown
}

// New returns a server that has built nothing yet.
func New(opts Options) *Server {
	if opts.Timer == nil {
		opts.Timer = systemTimer
	}
	if opts.Lang == "" {
		opts.Lang = diag.Languages()[0]
	}
	return &Server{opts: opts, words: wordsOf(opts.Lang), hub: newHub(), shown: newShown()}
}

// ErrNotLoopback says that an address is not one that only this machine reaches.
var ErrNotLoopback = errors.New("not a loopback address")

// Listen opens the address, host and port, if it is one that only this machine
// reaches.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	if host == "localhost" {
		host = "127.0.0.1"
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("listen on %s: %w", address, ErrNotLoopback)
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return listener, nil
}

// Limits of the server. A page is small and its reader is on the same machine.
const (
	headTime     = 10 * time.Second // for a request's head
	idleTime     = 2 * time.Minute
	largestHead  = 64 << 10
	shutdownTime = 3 * time.Second // for requests under way when the server ends
)

// Run builds the site, serves it on the listener and builds it anew when its
// sources change, until the context ends or a build fails for a reason that is
// not the author's. The listener is closed and no goroutine is left then.
func (s *Server) Run(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler: s.Handler(listener.Addr().String()), ReadHeaderTimeout: headTime, IdleTimeout: idleTime, MaxHeaderBytes: largestHead,
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	served := make(chan error, 1)
	go func() {
		defer stop()
		served <- server.Serve(listener)
	}()
	s.follow(ctx)
	s.hub.close() // ends the streams, which otherwise never end
	s.shown.open()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		_ = server.Close() // a request that takes so long is not waited for
	}
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// follow builds once, and once more after each burst of changes.
func (s *Server) follow(ctx context.Context) {
	for {
		s.rebuild(ctx)
		if !s.settled(ctx) {
			return
		}
	}
}

func (s *Server) rebuild(ctx context.Context) {
	build, err := s.opts.Rebuild(ctx)
	if ctx.Err() != nil {
		return
	}
	if s.opts.Built != nil {
		s.opts.Built(build, err)
	}
	if err != nil {
		s.shown.broken(s.words.say("broken", "reason", err.Error()))
	} else {
		s.shown.take(build, s.notices(build.Findings))
	}
	s.hub.tell()
}
