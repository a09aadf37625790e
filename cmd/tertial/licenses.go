package main

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"tertial/internal/chart"
	"tertial/internal/search"
	"tertial/layouts"
)

// moduleLicenses are the licences of Go modules as SPDX writes them, for all that
// go.mod names; a program holds those of its system. Modules that carry translated
// C name the licence of that too.
func moduleLicenses() map[string]string {
	return map[string]string{
		"github.com/andybalholm/brotli":      "MIT",
		"github.com/cespare/xxhash":          "MIT",
		"github.com/chromedp/cdproto":        "MIT",
		"github.com/chromedp/chromedp":       "MIT",
		"github.com/dustin/go-humanize":      "MIT",
		"github.com/fsnotify/fsnotify":       "BSD-3-Clause",
		"github.com/go-echarts/go-echarts":   "MIT",
		"github.com/go-json-experiment/json": "BSD-3-Clause",
		"github.com/gocarina/gocsv":          "MIT",
		"github.com/goccy/go-yaml":           "MIT",
		"github.com/google/uuid":             "BSD-3-Clause",
		"github.com/inconshreveable":         "Apache-2.0",
		"github.com/johannesboyne/gofakes3":  "MIT",
		"github.com/klauspost/compress":      "BSD-3-Clause AND Apache-2.0 AND MIT",
		"github.com/klauspost/cpuid":         "MIT",
		"github.com/klauspost/crc32":         "BSD-3-Clause",
		"github.com/mattn/go-isatty":         "MIT",
		"github.com/minio/crc64nvme":         "Apache-2.0",
		"github.com/minio/md5-simd":          "Apache-2.0 AND BSD-3-Clause",
		"github.com/minio/minio-go":          "Apache-2.0",
		"github.com/ncruces/go-strftime":     "MIT",
		"github.com/philhofer/fwd":           "MIT",
		"github.com/remyoudompheng/bigfft":   "BSD-3-Clause",
		"github.com/rogpeppe/go-internal":    "BSD-3-Clause",
		"github.com/rs/xid":                  "MIT",
		"github.com/ryszard/goskiplist":      "Apache-2.0",
		"github.com/shopspring/decimal":      "MIT",
		"github.com/spf13/cobra":             "Apache-2.0",
		"github.com/spf13/pflag":             "BSD-3-Clause",
		"github.com/tinylib/msgp":            "MIT",
		"github.com/yuin/goldmark":           "MIT",
		"github.com/zeebo/xxh3":              "BSD-2-Clause",
		"go.shabbyrobe.org/gocovmerge":       "BSD-2-Clause",
		"go.yaml.in/yaml":                    "Apache-2.0 AND MIT",
		"golang.org/x":                       "BSD-3-Clause",
		"gopkg.in/ini.v1":                    "Apache-2.0",
		"modernc.org/libc":                   "BSD-3-Clause AND MIT",
		"modernc.org/libquickjs":             "BSD-3-Clause AND MIT",
		"modernc.org/mathutil":               "BSD-3-Clause",
		"modernc.org/memory":                 "BSD-3-Clause",
		"modernc.org/quickjs":                "BSD-3-Clause AND MIT",
	}
}

// licenseOf finds the licence of a module by the longest path that leads to it.
func licenseOf(module string) string {
	known := moduleLicenses()
	for p := module; p != "."; p = path.Dir(p) {
		if license, ok := known[p]; ok {
			return license
		}
	}
	return ""
}

// An embedded is an npm package of which files are in the program.
type embedded struct{ name, version, license string }

func embeddedPackages() []embedded {
	return []embedded{
		{"@fontsource/source-sans-3", "5.3.1", "OFL-1.1"},
		{"@fontsource/source-serif-4", "5.3.1", "OFL-1.1"},
		{"@pagefind/linux-x64", search.Version, "MIT"}, // beside the program; sites with a search have its script
		{"echarts", "6.1.0", "Apache-2.0"},
		{"zrender", "6.1.0", "BSD-3-Clause"}, // within echarts
	}
}

// licenses lists what is included and under which licence, then the texts that
// came with the files from npm. Those of Go modules are found by the address.
func (c *Command) licenses() error {
	fmt.Fprintf(c.Stdout, "\n%s\n", c.text("licenses.go"))
	c.component("go", runtime.Version(), "BSD-3-Clause")
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			c.component(dep.Path, dep.Version, licenseOf(dep.Path))
		}
	}
	fmt.Fprintf(c.Stdout, "\n%s\n", c.text("licenses.npm"))
	for _, e := range embeddedPackages() {
		c.component(e.name, e.version, e.license)
	}
	texts, err := licenseTexts()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		fmt.Fprintf(c.Stdout, "\n== %s\n\n%s\n", name, strings.TrimSpace(texts[name]))
	}
	return nil
}

func (c *Command) component(name, version, license string) {
	fmt.Fprintf(c.Stdout, "  %-36s  %-38s  %s\n", name, version, license)
}

// licenseTexts are the texts beside the embedded files, by file name.
func licenseTexts() (map[string]string, error) {
	texts, err := chart.Licenses()
	if err != nil {
		return nil, err
	}
	files := layouts.FS()
	names, err := fs.Glob(files, "assets/fonts/*.LICENSE")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		texts[path.Base(name)] = string(text)
	}
	texts["linux-x64.LICENSE"] = search.License // by the name of its package
	return texts, nil
}
