package site

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const benchFiles, benchSize = 2000, 60_000

func benchTree() (names []string, content []byte) {
	for i := range benchFiles {
		names = append(names, fmt.Sprintf("committee-%d/%d/report-%d/index.html", i/200, 2010+i/20%10, i%20))
	}
	return names, []byte(strings.Repeat("<td>1 234</td>\n", benchSize/15))
}

func benchBuild(b *testing.B, dir string, names []string, content []byte) {
	b.Helper()
	w, err := Open(dir, Options{})
	if err != nil {
		b.Fatal(err)
	}
	for i, name := range names {
		copy(content, fmt.Sprintf("%08d", i))
		if err := w.Add(name, content); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := w.Commit(context.Background()); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkPlain is what there is to compare with: the same files written without any care.
func BenchmarkPlain(b *testing.B) {
	names, content := benchTree()
	for b.Loop() {
		b.StopTimer()
		dir := filepath.Join(b.TempDir(), "out")
		b.StartTimer()
		for i, name := range names {
			copy(content, fmt.Sprintf("%08d", i))
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(path, content, 0o644); err != nil {
				b.Fatal(err)
			}
		}
		b.StopTimer()
		os.RemoveAll(dir)
		b.StartTimer()
	}
}

func BenchmarkCold(b *testing.B) {
	names, content := benchTree()
	for b.Loop() {
		b.StopTimer()
		dir := filepath.Join(b.TempDir(), "out")
		b.StartTimer()
		benchBuild(b, dir, names, content)
		b.StopTimer()
		os.RemoveAll(dir)
		b.StartTimer()
	}
}

func BenchmarkAllChanged(b *testing.B) {
	names, content := benchTree()
	dir := b.TempDir()
	benchBuild(b, dir, names, content)
	round := 0
	for b.Loop() {
		round++
		copy(content[100:], fmt.Sprintf("%08d", round))
		benchBuild(b, dir, names, content)
	}
}

func BenchmarkUnchanged(b *testing.B) {
	names, content := benchTree()
	dir := b.TempDir()
	benchBuild(b, dir, names, content)
	for b.Loop() {
		benchBuild(b, dir, names, content)
	}
}
