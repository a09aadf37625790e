package chart

import (
	"context"
	"errors"
)

// A Cache keeps finished images by their key. Implementations are safe for
// concurrent use, and an Image that was put in or got out is never changed.
type Cache interface {
	Get(key [32]byte) (Image, bool)
	Put(key [32]byte, img Image)
}

// PoolOptions say how much a pool does at once. Engine's zero value is right.
type PoolOptions struct {
	Workers int   // engines; at least one
	Cache   Cache // nil: each chart is drawn
	Engine  EngineOptions
}

// A Pool draws charts on several engines. Engines are made when there is a chart
// to draw, so a pool that draws nothing costs nothing. It is safe for concurrent use.
type Pool struct {
	lib   *Library
	opts  PoolOptions
	slots chan *Engine // one place a worker; nil: not made yet
}

// NewPool returns a pool over a library.
func NewPool(lib *Library, opts PoolOptions) *Pool {
	opts.Workers = max(opts.Workers, 1)
	p := &Pool{lib: lib, opts: opts, slots: make(chan *Engine, opts.Workers)}
	for range opts.Workers {
		p.slots <- nil
	}
	return p
}

// Render returns the image of spec, from the cache when it is there. It waits for
// a free engine, or for ctx to end.
func (p *Pool) Render(ctx context.Context, spec Spec) (Image, error) {
	key, err := p.lib.Key(spec)
	if err != nil {
		return Image{}, err
	}
	if p.opts.Cache != nil {
		if img, ok := p.opts.Cache.Get(key); ok {
			return img, nil
		}
	}
	img, err := p.draw(ctx, spec)
	if err == nil && p.opts.Cache != nil {
		p.opts.Cache.Put(key, img)
	}
	return img, err
}

func (p *Pool) draw(ctx context.Context, spec Spec) (Image, error) {
	var e *Engine
	select {
	case e = <-p.slots:
	case <-ctx.Done():
		return Image{}, ctx.Err()
	}
	defer func() { p.slots <- e }()
	if e == nil {
		made, err := NewEngine(p.lib, p.opts.Engine)
		if err != nil {
			return Image{}, err
		}
		e = made
	}
	return Render(ctx, e, spec)
}

// Close waits for the drawings under way and frees the engines. The pool may be
// used again.
func (p *Pool) Close() error {
	var errs []error
	engines := make([]*Engine, p.opts.Workers)
	for i := range engines {
		engines[i] = <-p.slots
	}
	for _, e := range engines {
		if e != nil {
			errs = append(errs, e.Close())
		}
		p.slots <- nil
	}
	return errors.Join(errs...)
}
