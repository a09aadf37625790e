package build_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"tertial/internal/build"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// BenchmarkRebuild measures what an author waits for after a save, short of the
// browser's part: a paragraph of text, and a number in a dataset that two charts
// show. The aims are 150 ms for text and 400 ms for data in the worked example,
// and 500 ms for text in a municipality of 200 reports.
func BenchmarkRebuild(b *testing.B) {
	example := func(b *testing.B) string {
		b.Helper()
		root := b.TempDir()
		for _, top := range [...]string{"content", "data"} {
			if err := os.CopyFS(filepath.Join(root, top), os.DirFS("../../"+top)); err != nil {
				b.Fatal(err)
			}
		}
		return root
	}
	municipality := func(b *testing.B) string {
		b.Helper()
		return invented(b, testsite.Options{Seed: 1, Committees: 5, Years: 5, Reports: 8}).Root
	}
	b.Run("example/nothing", func(b *testing.B) { saves(b, example(b), "", "") })
	b.Run("example/text", func(b *testing.B) { saves(b, example(b), largest(b, "report.md"), "text") })
	b.Run("example/data", func(b *testing.B) { saves(b, example(b), "data/*/*/delarsrapport-1/drift.csv", "data") })
	b.Run("200/nothing", func(b *testing.B) { saves(b, municipality(b), "", "") })
	b.Run("200/text", func(b *testing.B) { saves(b, municipality(b), "content/*/2016/*/report.md", "text") })
	b.Run("200/data", func(b *testing.B) { saves(b, municipality(b), "data/*/2016/*/drift.csv", "data") })
}

// largest is the longest text of the worked example.
func largest(b *testing.B, name string) string {
	b.Helper()
	found, err := filepath.Glob("../../content/*/*/*/" + name)
	if err != nil || len(found) == 0 {
		b.Fatal("no reports", err)
	}
	size, best := int64(0), ""
	for _, f := range found {
		info, err := os.Stat(f)
		if err != nil {
			b.Fatal(err)
		}
		if info.Size() > size {
			size, best = info.Size(), f
		}
	}
	return filepath.ToSlash(best[len("../../"):])
}

// saves changes the first file that matches before each build.
func saves(b *testing.B, root, pattern, kind string) {
	b.Helper()
	s := build.NewSession(build.Config{
		Root: root, Audience: build.Staff, AsOf: "2030-01-01", Program: "Tertial", BuiltIn: layouts.FS(),
	}, build.SessionOptions{Now: func() time.Time { return time.Now().Add(time.Hour) }}) //nolint:forbidigo // an hour after the files were laid
	defer s.Close()
	file := ""
	if pattern != "" {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil || len(found) == 0 {
			b.Fatal("nothing to change", err)
		}
		file = found[0]
	}
	rebuild(b, s)
	n := 0
	for b.Loop() {
		b.StopTimer()
		if n++; file != "" {
			spoil(b, file, kind, n)
		}
		b.StartTimer()
		rebuild(b, s)
	}
}

// spoil changes a file: one more paragraph, or another digit in the first number.
func spoil(b *testing.B, file, kind string, n int) {
	b.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	if kind == "text" {
		text = append(text, "\nEtt stycke till, det "+strconv.Itoa(n)+":e.\n"...)
	} else {
		at := bytes.IndexByte(text, '\n')
		at += bytes.IndexAny(text[at:], "123456789")
		text[at] = "123456789"[n%9]
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		b.Fatal(err)
	}
}
