package chart

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"modernc.org/quickjs"
)

// Limits that an engine has unless its options say otherwise. A chart takes some
// milliseconds and a megabyte; the limits only stop what runs away.
const (
	defaultTimeout = 30 * time.Second
	defaultMemory  = 256 << 20
	// Cycles are collected when the heap has grown to this: ECharts alone fills
	// ten megabytes, and at the default threshold every chart pays for a collection.
	gcThreshold = 48 << 20
	// maxSide bounds width and height of a drawing.
	maxSide = 60000
)

// EngineOptions say what an engine may use. The zero value is right for charts.
type EngineOptions struct {
	Timeout time.Duration // of one drawing
	Memory  uintptr       // bytes of the JavaScript heap
}

// An Engine draws ECharts options as SVG. It holds one JavaScript VM, which is
// loaded at the first drawing, kept for the next, and thrown away after a
// failure. It is not safe for concurrent use: a [Pool] is.
type Engine struct {
	lib  *Library
	opts EngineOptions
	vm   *quickjs.VM // nil until needed
}

// NewEngine returns an engine with its VM loaded.
func NewEngine(lib *Library, opts EngineOptions) (*Engine, error) {
	if opts.Timeout == 0 {
		opts.Timeout = defaultTimeout
	}
	if opts.Memory == 0 {
		opts.Memory = defaultMemory
	}
	e := &Engine{lib: lib, opts: opts}
	if err := e.load(); err != nil {
		return nil, err
	}
	return e, nil
}

// load makes the VM: limits first, then our glue, then ECharts.
func (e *Engine) load() error {
	code, err := e.lib.bytecode()
	if err != nil {
		return fmt.Errorf("compile ECharts: %w", err)
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		return fmt.Errorf("start the JavaScript engine: %w", err)
	}
	vm.SetMemoryLimit(e.opts.Memory)
	vm.SetGCThreshold(gcThreshold)
	prepare := "globalThis.__advance=" + e.lib.metrics.table() +
		";globalThis.__slack=" + strconv.FormatFloat(slack, 'g', -1, 64) + ";" + glue
	err = vm.SetEvalTimeout(e.opts.Timeout)
	if err == nil {
		_, err = vm.Eval(prepare, quickjs.EvalGlobal)
	}
	if err == nil {
		_, err = vm.EvalBytecode(code)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("load ECharts: %w", err), vm.Close())
	}
	e.vm = vm
	return nil
}

// Render draws ECharts options, given as JSON, and returns the SVG as ECharts
// wrote it, except that its ids don't count instances. A string "@name:…" under a
// key "renderItem" stands for one of the functions of glue.js. When ctx ends the
// drawing stops.
func (e *Engine) Render(ctx context.Context, optionJSON []byte, width, height int) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if width < 1 || height < 1 || width > maxSide || height > maxSide {
		return nil, fmt.Errorf("draw chart: %d × %d is no size", width, height)
	}
	if e.vm == nil {
		if err := e.load(); err != nil {
			return nil, err
		}
	}
	vm := e.vm
	stop := context.AfterFunc(ctx, vm.Interrupt)
	result, err := vm.Call("draw", string(optionJSON), width, height)
	interrupted := !stop()
	if err != nil || interrupted {
		// What an interrupted script leaves behind is not known.
		err = errors.Join(err, e.Close())
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("draw chart: %w", err)
	}
	svg, ok := result.(string)
	if !ok {
		return nil, fmt.Errorf("draw chart: the script returned %T", result)
	}
	return []byte(svg), nil
}

// Close frees the VM. The engine may be used again; it then loads a new one.
func (e *Engine) Close() error {
	if e.vm == nil {
		return nil
	}
	vm := e.vm
	e.vm = nil
	return vm.Close()
}
