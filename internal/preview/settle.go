package preview

import (
	"context"
	"time"
)

// A Timer starts a timer of a length: the channel gets a value at its end, and
// stop ends it before.
type Timer func(length time.Duration) (end <-chan time.Time, stop func())

func systemTimer(length time.Duration) (end <-chan time.Time, stop func()) {
	t := time.NewTimer(length)
	return t.C, func() { t.Stop() }
}

// An editor saves by several steps (a new file, a rename, new rights), and a
// program that writes many files takes a while: a build begins when nothing has
// changed for quiet, or in any case after longest.
const (
	quiet   = 15 * time.Millisecond
	longest = 300 * time.Millisecond
)

// settled waits for a change and then for the end of its burst. It reports
// whether there was one: else the context has ended, or nothing watches any more.
func (s *Server) settled(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case _, more := <-s.opts.Changes:
		if !more {
			<-ctx.Done()
			return false
		}
	}
	limit, stopLimit := s.opts.Timer(longest)
	defer stopLimit()
	for {
		pause, stop := s.opts.Timer(quiet)
		select {
		case <-ctx.Done():
			stop()
			return false
		case <-pause:
			return true
		case <-limit:
			stop()
			return true
		case _, more := <-s.opts.Changes:
			stop()
			if !more {
				return true
			}
		}
	}
}
