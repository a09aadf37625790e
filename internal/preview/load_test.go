package preview_test

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"tertial/internal/testsite"
)

// A load is many requests to a preview while its files change.
type load struct {
	requests int
	change   int           // a file is saved at each so many requests
	wait     func() func() // returns what waits for the next request's turn, for one reader
}

// readers ask at the same time.
const readers = 8

// TestLoad: some hundred requests while files change. It is alone in the process,
// for it counts goroutines.
func TestLoad(t *testing.T) { //nolint:paralleltest // see above
	underLoad(t, load{requests: 800, change: 100, wait: func() func() { return func() {} }})
}

func underLoad(t *testing.T, o load) {
	t.Helper()
	before := runtime.NumGoroutine()
	l := live(t, testsite.Options{Seed: 4, Committees: 2, Charts: 1, Lean: true})
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: readers + 2}}
	streams := listenTo(t, client, l)
	var asked atomic.Int64
	var heap [2]uint64
	var group sync.WaitGroup
	for range readers {
		group.Go(func() {
			turn := o.wait()
			for {
				n := int(asked.Add(1))
				if n > o.requests || t.Failed() {
					return
				}
				turn()
				if n%o.change == 0 {
					saveAgain(t, l, n)
				}
				switch n {
				case o.requests / 4:
					heap[0] = heapInUse()
				case o.requests:
					heap[1] = heapInUse()
				}
				ask(t, client, l, n)
			}
		})
	}
	group.Wait()
	told := streams()
	client.CloseIdleConnections()
	l.end()
	t.Logf("%d requests, %d changes, %d events, heap %d and then %d MiB", o.requests, o.requests/o.change, told, heap[0]>>20, heap[1]>>20)
	if told == 0 {
		t.Error("no stream was told of anything")
	}
	const room = 48 << 20
	if heap[1] > heap[0]+heap[0]/2+room {
		t.Errorf("the heap has grown from %d to %d MiB", heap[0]>>20, heap[1]>>20)
	}
	// Those that are ending end; one that stays would keep the test here.
	for runtime.NumGoroutine() > before {
		runtime.Gosched()
	}
}

func heapInUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// ask gets one of the pages, whole.
func ask(t *testing.T, client *http.Client, l *livePreview, n int) {
	t.Helper()
	pages := []string{"", l.reports[n%len(l.reports)] + "/", l.reports[n%len(l.reports)] + "/data/drift/", l.reports[n%len(l.reports)] + "/checks/"}
	res, err := client.Get(l.address + pages[n/len(l.reports)%len(pages)])
	if err != nil {
		t.Error(err)
		return
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if text := strings.TrimSpace(string(body)); err != nil || res.StatusCode != http.StatusOK || !strings.HasSuffix(text, "</html>") || !strings.Contains(text, "/_preview/") {
		t.Errorf("%s: %d %v, %d bytes", res.Request.URL, res.StatusCode, err, len(body))
	}
}

// saveAgain changes a report, now and then so that it cannot be built.
func saveAgain(t *testing.T, l *livePreview, n int) {
	t.Helper()
	name := filepath.Join(l.root, "content", filepath.FromSlash(l.reports[n%len(l.reports)]), "30-mer.md")
	text := fmt.Sprintf("# Mer\n\nDet är gång %d.\n", n)
	if n%3 == 0 {
		text += "\nSe [](#ingenting).\n"
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Error(err)
	}
}

// listenTo opens some streams. What it returns closes them and says how many
// events came.
func listenTo(t *testing.T, client *http.Client, l *livePreview) func() int {
	t.Helper()
	var events atomic.Int64
	var group sync.WaitGroup
	var bodies []io.Closer
	for i := range 4 {
		res, err := client.Get(l.address + "_preview/events?tag=x&page=" + l.reports[i%len(l.reports)] + "/index.html")
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, res.Body)
		group.Go(func() {
			buffer := make([]byte, 64<<10)
			for {
				n, err := res.Body.Read(buffer)
				events.Add(int64(strings.Count(string(buffer[:n]), "data: ")))
				if err != nil {
					return
				}
			}
		})
	}
	return func() int {
		for _, b := range bodies {
			_ = b.Close()
		}
		group.Wait()
		return int(events.Load())
	}
}
