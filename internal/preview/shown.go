package preview

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"
)

// shown is what the server shows: the files of the last build without errors,
// and what was found in the last build of all.
type shown struct {
	mu     sync.RWMutex
	builds int               // how many there have been
	files  map[string][]byte // nil until a build has had no error
	failed bool              // the last build had an error, or could not be made
	reason string            // why it could not be made
	found  []notice

	ready     chan struct{} // closed after the first build
	readyOnce sync.Once
}

func newShown() *shown { return &shown{ready: make(chan struct{})} }

// take shows a build. With errors the files of the one before stay.
func (s *shown) take(b *Build, found []notice) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.builds++
	s.found, s.failed, s.reason = found, b.Files == nil, ""
	if b.Files != nil {
		s.files = b.Files
	}
	s.open()
}

// broken keeps what is shown and says that a build could not be made.
func (s *shown) broken(reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.builds++
	s.failed, s.reason = true, reason
	s.open()
}

// open lets those go who wait for the first build.
func (s *shown) open() { s.readyOnce.Do(func() { close(s.ready) }) }

// file returns a file of the build that is shown.
func (s *shown) file(name string) (content []byte, ok bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	content, ok = s.files[name]
	return content, ok
}

// tag tells one content of a page from another, also of another run of the
// server. What a page looks like is part of it: style sheets and scripts carry
// their digest in their names. A page that is not there has the tag "".
func (s *shown) tag(name string) string {
	content, ok := s.file(name)
	if !ok {
		return ""
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:8])
}

// A state is what there is to tell.
type state struct {
	builds int
	empty  bool // no build has been without errors yet
	failed bool
	reason string
	found  []notice
}

func (s *shown) state() state {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return state{builds: s.builds, empty: s.files == nil, failed: s.failed, reason: s.reason, found: s.found}
}
