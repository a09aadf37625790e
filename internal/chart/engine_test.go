package chart

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

const smallOption = `{"animation":false,"grid":{"left":0,"top":0,"width":400,"height":200},"xAxis":{"type":"value","min":0,"max":100,"show":false},"yAxis":{"type":"category","data":["a"],"show":false},"series":[{"type":"custom","renderItem":"@span:lying:#c0de01/1","data":[[0,25,75,10,0,0]]}]}`

func TestRenderOptions(t *testing.T) {
	e := engine(t)
	svg, err := e.Render(t.Context(), []byte(smallOption), 400, 200)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(svg), "M100 95l200 0l0 10") {
		t.Errorf("no bar from 25 to 75: %s", svg)
	}
	for name, bad := range map[string]string{
		"no JSON":           `{`,
		"unknown function":  `{"series":[{"type":"custom","renderItem":"@eval:1"}]}`,
		"inherited name":    `{"series":[{"type":"custom","renderItem":"@constructor:1"}]}`,
		"axis without grid": `{"series":[{"type":"bar","xAxisIndex":9,"data":[1]}]}`,
	} {
		if _, err := e.Render(t.Context(), []byte(bad), 400, 200); err == nil {
			t.Errorf("%s: no error", name)
		}
		again, err := e.Render(t.Context(), []byte(smallOption), 400, 200)
		if err != nil || string(again) != string(svg) {
			t.Errorf("after %s: %v, or another drawing", name, err)
		}
	}
	for _, size := range [][2]int{{0, 10}, {10, -1}, {maxSide + 1, 10}} {
		if _, err := e.Render(t.Context(), []byte(smallOption), size[0], size[1]); err == nil {
			t.Errorf("%v is no size, but there is no error", size)
		}
	}
}

// TestMachineDoesNotShow: chance, time and time zone are the same everywhere.
func TestMachineDoesNotShow(t *testing.T) {
	t.Setenv("TZ", "America/New_York")
	e := engine(t)
	for code, want := range map[string]any{
		"Math.random()":                                   0.5,
		"Date.now() + new Date().getTime()":               0,
		"new Date(2020, 0, 31, 12).getHours()":            12,
		"new Date(2020, 0, 31).toISOString()":             "2020-01-31T00:00:00.000Z",
		"new Date('2020-05-26T10:00').getHours()":         10,
		"new Date('2020-05-26').getDate()":                26,
		"new Date(0).getTimezoneOffset()":                 0,
		"typeof setTimeout(() => { throw 1 }, 0)":         "number",
		"typeof require + typeof std + typeof os":         "undefinedundefinedundefined",
		"typeof Date()":                                   "string",
		"new Date(2020, 0, 1) instanceof Date":            true,
		"(d => (d.setHours(5), d.getTime()))(new Date())": 18000000,
	} {
		got, err := e.vm.Eval(code, 0)
		if err != nil || got != want {
			t.Errorf("%s is %v (%v), want %v", code, got, err, want)
		}
	}
}

// lateContext is cancelled only after its first question.
type lateContext struct {
	context.Context
	asked int
}

func (c *lateContext) Err() error {
	c.asked++
	if c.asked == 1 {
		return nil
	}
	return context.Canceled
}

func (c *lateContext) Done() <-chan struct{} {
	done := make(chan struct{})
	close(done)
	return done
}

func TestRenderStops(t *testing.T) {
	e := engine(t)
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	for name, ctx := range map[string]context.Context{
		"before": stopped,
		"during": &lateContext{Context: t.Context()},
	} {
		if _, err := e.Render(ctx, []byte(smallOption), 400, 200); !errors.Is(err, context.Canceled) {
			t.Errorf("stopped %s: %v", name, err)
		}
	}
	if err := e.load(); err != nil {
		t.Fatal(err)
	}
	if err := e.vm.SetEvalTimeout(time.Nanosecond); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Render(t.Context(), []byte(smallOption), 400, 200); err == nil {
		t.Error("the limit of time is not kept")
	}
	if _, err := e.Render(t.Context(), []byte(smallOption), 400, 200); err != nil {
		t.Errorf("after the limit of time: %v", err)
	}
}

func TestEngineLimits(t *testing.T) {
	if _, err := NewEngine(library(t), EngineOptions{Memory: 1 << 20}); err == nil {
		t.Error("the limit of memory is not kept")
	}
	if _, err := NewEngine(library(t), EngineOptions{Timeout: time.Nanosecond}); err == nil {
		t.Error("the limit of time is not kept")
	}
	broken := &Library{script: "syntax error here", metrics: library(t).metrics}
	if _, err := NewEngine(broken, EngineOptions{}); err == nil {
		t.Error("a broken script is no error")
	}
	if err := NewPool(broken, PoolOptions{}).Close(); err != nil {
		t.Error(err)
	}
	if _, err := NewPool(broken, PoolOptions{}).Render(t.Context(), simple("1")); err == nil {
		t.Error("a pool without engines draws")
	}
}

func TestMissingAssets(t *testing.T) {
	_, err := loadLibrary(fstest.MapFS{"assets/README": {}})
	var missing *MissingAssetError
	if !errors.As(err, &missing) || !strings.Contains(err.Error(), "run make") {
		t.Errorf("error is %v", err)
	}
	_, err = loadLibrary(fstest.MapFS{
		scriptFile: {Data: []byte("1")}, regularFile: {Data: []byte("no font")}, semiboldFile: {Data: []byte("no font")},
	})
	if err == nil {
		t.Error("a broken font is no error")
	}
	_, err = loadLibrary(fstest.MapFS{scriptFile: {Mode: fs.ModeDir}})
	if err == nil {
		t.Error("a folder in place of a file is no error")
	}
}

func TestPool(t *testing.T) {
	cache := &memoryCache{}
	pool := NewPool(library(t), PoolOptions{Workers: 2, Cache: cache})
	specs := []Spec{simple("1 2 3"), simple("3 2 1"), simple("-1 5")}
	images := make([]Image, 12)
	var all sync.WaitGroup
	for i := range images {
		all.Go(func() {
			img, err := pool.Render(t.Context(), specs[i%len(specs)])
			if err != nil {
				t.Error(err)
			}
			images[i] = img
		})
	}
	all.Wait()
	e := engine(t)
	for i, img := range images {
		same(t, "pool and engine", img, draw(t, e, specs[i%len(specs)]))
	}
	if len(cache.images) != len(specs) {
		t.Errorf("%d images are kept, want %d", len(cache.images), len(specs))
	}
	if err := pool.Close(); err != nil {
		t.Error(err)
	}
	if _, err := pool.Render(t.Context(), simple("")); !errors.Is(err, ErrNoData) {
		t.Errorf("nothing to draw: %v", err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := NewPool(library(t), PoolOptions{}).Render(stopped, simple("9")); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if err := pool.Close(); err != nil {
		t.Error(err)
	}
}

func TestKey(t *testing.T) {
	lib := library(t)
	other := &Library{digest: [32]byte{1}}
	seen := map[[32]byte]string{}
	base := simple("1 2")
	titled, unit := base, base
	titled.Title, unit.Unit = "T", "T"
	for name, spec := range map[string]Spec{"base": base, "title": titled, "unit": unit, "values": simple("1 3"), "more": simple("1 2 3")} {
		key, err := lib.Key(spec)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := lib.Key(spec); again != key {
			t.Errorf("%s has two keys", name)
		}
		if seen[key] != "" {
			t.Errorf("%s has the key of %s", name, seen[key])
		}
		seen[key] = name
	}
	if key, _ := other.Key(base); seen[key] != "" {
		t.Error("another library gives the same key")
	}
}

// A memoryCache is a [Cache] that lives as long as the test.
type memoryCache struct {
	mu     sync.Mutex
	images map[[32]byte]Image
}

var _ Cache = (*memoryCache)(nil)

func (c *memoryCache) Get(key [32]byte) (Image, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	img, ok := c.images[key]
	return img, ok
}

func (c *memoryCache) Put(key [32]byte, img Image) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.images == nil {
		c.images = map[[32]byte]Image{}
	}
	c.images[key] = img
}
