package preview

import "sync"

// A hub wakes the open streams when there is something to tell. What is to be
// told they find out themselves, so that one that is slow misses nothing but what
// is out of date.
type hub struct {
	mu     sync.Mutex
	ears   map[chan struct{}]bool
	closed bool
	end    chan struct{} // closed when the server ends
}

func newHub() *hub { return &hub{ears: map[chan struct{}]bool{}, end: make(chan struct{})} }

// listen returns a channel that gets a value when there is something to tell,
// and what ends that.
func (h *hub) listen() (told <-chan struct{}, leave func()) {
	ear := make(chan struct{}, 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ears[ear] = true
	return ear, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.ears, ear)
	}
}

// tell wakes every stream. One that has not looked since the last time needs no
// second call.
func (h *hub) tell() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for ear := range h.ears {
		select {
		case ear <- struct{}{}:
		default:
		}
	}
}

// close ends all streams.
func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.closed {
		h.closed = true
		close(h.end)
	}
}
