package verify

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
)

// serve puts a folder on the web below /kommun/.
func serve(t *testing.T, fsys fstest.MapFS, wrap func(http.Handler) http.Handler) string {
	t.Helper()
	handler := http.StripPrefix("/kommun", http.FileServerFS(fsys))
	if wrap != nil {
		handler = wrap(handler)
	}
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return s.URL + "/kommun"
}

func TestURL(t *testing.T) {
	t.Parallel()
	o := example(t)
	good := sealed(o.build(t))
	// The server of the standard library leads from a/index.html to a/, as others do.
	for _, end := range []string{"", "/", "/index.html", "/?x=1#y"} {
		base := serve(t, good, nil)
		r, err := URL(context.Background(), http.DefaultClient, base+end, Options{})
		if err != nil || len(r.Findings) > 0 || r.Editions != 2 || r.Checkpoint == "" {
			t.Errorf("%s: %+v, %v", end, r, err)
		}
	}
	fsys := sealed(o.build(t))
	swap(fsys, "namnd/2026/a/1/index.html", "ett", "elva")
	delete(fsys, "changes/checkpoint")
	base := serve(t, fsys, nil)
	r, err := URL(context.Background(), http.DefaultClient, base, Options{})
	if err != nil {
		t.Fatal(err)
	}
	found := lines(r)
	for _, name := range []string{"/changes/checkpoint", "/namnd/2026/a/1/index.html", "/namnd/2026/a/1/"} {
		if !names(found, base+name) {
			t.Errorf("%s is not named: %v", name, found)
		}
	}
	r, err = URL(context.Background(), http.DefaultClient, serve(t, fstest.MapFS{}, nil), Options{})
	if err != nil || len(r.Findings) != 1 || r.Findings[0].Variant != "none" {
		t.Errorf("no site: %+v, %v", r, err)
	}
}

func TestURLFails(t *testing.T) {
	t.Parallel()
	good := sealed(example(t).build(t))
	ctx := context.Background()
	for _, address := range []string{"ftp://exempel.example/", "http://", "://", "public"} {
		if _, err := URL(ctx, http.DefaultClient, address, Options{}); err == nil {
			t.Errorf("%s is an address", address)
		}
	}
	broken := serve(t, good, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "drift.csv") {
				http.Error(w, "no", http.StatusInternalServerError)
				return
			}
			next.ServeHTTP(w, r)
		})
	})
	if _, err := URL(ctx, http.DefaultClient, broken, Options{}); err == nil || !strings.Contains(err.Error(), "500") {
		t.Errorf("a broken server: %v", err)
	}
	away := serve(t, good, func(http.Handler) http.Handler {
		return http.RedirectHandler("http://elsewhere.example/", http.StatusFound)
	})
	if _, err := URL(ctx, http.DefaultClient, away, Options{}); err == nil || !strings.Contains(err.Error(), "elsewhere.example") {
		t.Errorf("a server that leads elsewhere: %v", err)
	}
	circle := serve(t, good, func(http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) })
	})
	if _, err := URL(ctx, http.DefaultClient, circle, Options{}); err == nil {
		t.Error("a server that leads on for ever has an answer")
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := URL(stopped, http.DefaultClient, serve(t, good, nil), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// TestURLIsGentle: never more than so many requests are under way, and none for
// what the manifest does not list.
func TestURLIsGentle(t *testing.T) {
	t.Parallel()
	good := sealed(example(t).build(t))
	var now, most, strange atomic.Int64
	base := serve(t, good, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			n := now.Add(1)
			defer now.Add(-1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			name := strings.TrimPrefix(r.URL.Path, "/kommun/")
			if good[name] == nil && good[name+"index.html"] == nil {
				strange.Add(1)
			}
			next.ServeHTTP(w, r)
		})
	})
	if _, err := URL(context.Background(), http.DefaultClient, base, Options{}); err != nil {
		t.Fatal(err)
	}
	if most.Load() > fetches || strange.Load() > 0 {
		t.Errorf("%d requests at once, %d strange ones", most.Load(), strange.Load())
	}
}

// TestLargeFile: a server cannot make us read more than a file may have.
func TestLargeFile(t *testing.T) {
	t.Parallel()
	c := &checker{from: folder{fstest.MapFS{"a": {Data: []byte("12345")}}, ""}}
	if _, err := c.read(context.Background(), "a", 4); !errors.Is(err, errLarge) {
		t.Errorf("a file of 5 bytes with a limit of 4: %v", err)
	}
	if got, err := c.read(context.Background(), "a", 5); err != nil || string(got) != "12345" {
		t.Errorf("%q, %v", got, err)
	}
}
