package chart

import (
	"crypto/sha256"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime/debug"
	"strings"
	"sync"

	"modernc.org/quickjs"
)

// The files that make puts beside this one; README keeps the folder alive.
//
//go:embed all:assets
var assets embed.FS

// glue prepares the JavaScript engine; see its own comments.
//
//go:embed glue.js
var glue string

// sources are this package itself: what it does is part of every key, so that no
// drawing outlives the code that made it.
//
//go:embed *.go
var sources embed.FS

// Names of the embedded files.
const (
	scriptFile   = "assets/echarts.min.js"
	regularFile  = "assets/source-sans-3-latin-400-normal.woff"
	semiboldFile = "assets/source-sans-3-latin-600-normal.woff"
)

// A MissingAssetError says that a file from npm was not there when the tool was built.
type MissingAssetError struct {
	Name string // slash-separated, from internal/chart
}

// Error names the file and the way out.
func (e *MissingAssetError) Error() string {
	return fmt.Sprintf("this build has no %s and cannot draw charts: run make", e.Name)
}

// A Library is what all engines of a process share: ECharts, compiled once, and
// the widths of the font. It is safe for concurrent use.
type Library struct {
	script  string
	metrics *metrics
	digest  [sha256.Size]byte

	once sync.Once
	code []byte // script as bytecode
	err  error  // of compiling
}

// LoadLibrary reads the embedded files. ECharts is compiled later, when the
// first engine needs it. The error is a [MissingAssetError] when make has not run.
func LoadLibrary() (*Library, error) { return loadLibrary(assets) }

func loadLibrary(fsys fs.FS) (*Library, error) {
	var files [3][]byte
	hash := sha256.New()
	fmt.Fprintln(hash, quickjs.Version(), len(glue), glue)
	if err := hashSources(hash); err != nil {
		return nil, err
	}
	for i, name := range []string{scriptFile, regularFile, semiboldFile} {
		data, err := fs.ReadFile(fsys, name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &MissingAssetError{Name: name}
		}
		if err != nil {
			return nil, err
		}
		fmt.Fprintln(hash, name, len(data))
		hash.Write(data)
		files[i] = data
	}
	m, err := readMetrics(files[1], files[2])
	if err != nil {
		return nil, err
	}
	lib := &Library{script: string(files[0]), metrics: m}
	hash.Sum(lib.digest[:0])
	return lib, nil
}

// hashSources writes the package's files, and the version of go-echarts.
func hashSources(hash io.Writer) error {
	entries, err := sources.ReadDir(".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		data, err := sources.ReadFile(e.Name())
		if err != nil {
			return err
		}
		if !strings.HasSuffix(e.Name(), "_test.go") {
			fmt.Fprintf(hash, "%s %d\n%s", e.Name(), len(data), data)
		}
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	for _, dep := range info.Deps {
		if strings.Contains(dep.Path, "go-echarts") {
			fmt.Fprintln(hash, dep.Path, dep.Version)
		}
	}
	return nil
}

// bytecode compiles ECharts. The result belongs to this version of QuickJS and
// is never written to disk.
func (l *Library) bytecode() ([]byte, error) {
	l.once.Do(func() {
		vm, err := quickjs.NewVM()
		if err != nil {
			l.err = err
			return
		}
		l.code, l.err = vm.Compile(l.script, quickjs.EvalGlobal)
		l.err = errors.Join(l.err, vm.Close())
	})
	return l.code, l.err
}

// Key names the Image that spec gives: equal keys, equal bytes. It covers the
// spec, ECharts, the font's widths, the JavaScript engine and our own layout.
func (l *Library) Key(spec Spec) ([sha256.Size]byte, error) {
	text, err := json.Marshal(spec)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	return sha256.Sum256(append(l.digest[:], text...)), nil
}
