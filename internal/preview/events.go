package preview

import (
	"encoding/json"
	"net/http"
	"time"
)

// An event is what an open page is told after a build, and at once when it asks.
type event struct {
	Build   int            `json:"build"`  // its number
	Reload  bool           `json:"reload"` // the page is not what it would be if it were loaded now
	Failed  bool           `json:"failed"`
	Reason  string         `json:"reason,omitempty"`
	Empty   bool           `json:"empty"` // nothing can be shown yet
	Counts  map[string]int `json:"counts"`
	Notices []notice       `json:"notices"`
}

// alive is how often a silent stream says that it is still there, so that one
// whose reader has gone is noticed.
const alive = 20 * time.Second

// events is the stream of one page: ?page=FILE&tag=TAG, the tag of its content
// when it was loaded.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	page, tag := fileOf(r.URL.Query().Get("page")), r.URL.Query().Get("tag")
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	changed, leave := s.hub.listen()
	defer leave()
	select {
	case <-s.shown.ready:
	case <-r.Context().Done():
		return
	}
	for s.send(w, page, tag) && out.Flush() == nil {
		if !s.wait(w, out, r, changed) {
			return
		}
	}
}

// wait returns true when there is something to tell, and false when nobody
// listens any more.
func (s *Server) wait(w http.ResponseWriter, out *http.ResponseController, r *http.Request, changed <-chan struct{}) bool {
	for {
		pause, stop := s.opts.Timer(alive)
		select {
		case <-changed:
			stop()
			return true
		case <-s.hub.end:
			stop()
			return false
		case <-r.Context().Done():
			stop()
			return false
		case <-pause:
			if _, err := w.Write([]byte(":\n\n")); err != nil || out.Flush() != nil {
				return false
			}
		}
	}
}

// send tells a page of the present state. It reports whether that went well.
func (s *Server) send(w http.ResponseWriter, page, tag string) bool {
	now := s.shown.state()
	e := event{Build: now.builds, Reload: s.shown.tag(page) != tag, Failed: now.failed, Reason: now.reason, Empty: now.empty}
	e.Notices, e.Counts = told(now.found, page)
	text, err := json.Marshal(e)
	if err != nil {
		return false
	}
	_, err = w.Write([]byte("data: " + string(text) + "\n\n"))
	return err == nil
}
