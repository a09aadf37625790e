package build

import (
	"maps"
	"sync"

	"tertial/internal/chart"
)

// mostDrawings is how many drawings a session keeps at hand: those of the reports
// that their authors are at, some tens of kilobytes each.
const mostDrawings = 512

// drawings keep the last drawings of a session in memory, before the folder in
// which a build keeps its own, if there is one. They are safe for concurrent use.
type drawings struct {
	mu     sync.Mutex
	use    int // counts the looks
	images map[[32]byte]*keptDrawing
	behind chart.Cache // or nil
}

type keptDrawing struct {
	image chart.Image
	used  int
}

var _ chart.Cache = (*drawings)(nil)

func newDrawings() *drawings { return &drawings{images: map[[32]byte]*keptDrawing{}} }

// Get implements [chart.Cache].
func (d *drawings) Get(key [32]byte) (chart.Image, bool) {
	d.mu.Lock()
	d.use++
	if kept := d.images[key]; kept != nil {
		kept.used = d.use
		d.mu.Unlock()
		return kept.image, true
	}
	behind := d.behind
	d.mu.Unlock()
	if behind == nil {
		return chart.Image{}, false
	}
	image, ok := behind.Get(key)
	if ok {
		d.keep(key, image)
	}
	return image, ok
}

// Put implements [chart.Cache].
func (d *drawings) Put(key [32]byte, image chart.Image) {
	d.keep(key, image)
	if d.behind != nil {
		d.behind.Put(key, image)
	}
}

// keep takes a drawing in. When there are too many, the half that was not used
// for longest goes.
func (d *drawings) keep(key [32]byte, image chart.Image) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.use++
	d.images[key] = &keptDrawing{image, d.use}
	if len(d.images) <= mostDrawings {
		return
	}
	since := d.use - mostDrawings/2
	maps.DeleteFunc(d.images, func(_ [32]byte, k *keptDrawing) bool { return k.used < since })
}
