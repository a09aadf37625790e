package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progressAfter is how long a run stays silent: a second is no wait.
const (
	progressAfter = time.Second
	progressEvery = 100 * time.Millisecond
)

// A progress shows how far a long run has come, on a terminal only.
type progress struct {
	w    io.Writer
	now  func() time.Time
	text func(done, total int) string
	on   bool

	mu    sync.Mutex
	start time.Time
	shown time.Time
}

func (c *Command) progress() *progress {
	return &progress{
		w: c.Stderr, now: c.Now, on: terminal(c.Stderr), start: c.Now(),
		text: func(done, total int) string { return c.text("progress", "done", done, "total", total) },
	}
}

// step is called after each report, by any worker.
func (p *progress) step(done, total int) {
	if !p.on {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if now.Sub(p.start) < progressAfter || now.Sub(p.shown) < progressEvery {
		return
	}
	p.shown = now
	fmt.Fprintf(p.w, "\r\x1b[K%s", p.text(done, total))
}

// clear takes the line away.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.shown.IsZero() {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
