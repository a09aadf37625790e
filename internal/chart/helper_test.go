package chart

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A caseFile is a Spec as the files in testdata/charts write it: a category is
// "long=short", values are separated by blanks, a value is "1.5", "1.5=printed",
// "x" for a missing one or "x:words_for_it", and "~1.5" is a forecast.
type caseFile struct {
	ID, Form, Direction, Stack, Baseline string
	Diverging, Signed, Ordered           bool
	Title, Of, Unit, Lang                string
	Negative, Positive, Neutral          string
	Decimals                             int
	Categories                           []string
	Series                               []caseSeries
	Panels                               []struct {
		Title  string
		Series []caseSeries
	}
}

type caseSeries struct{ Name, Values string }

func (c caseFile) spec() Spec {
	s := Spec{
		ID: c.ID, Form: Form(c.Form), Direction: Direction(c.Direction), Stack: Stack(c.Stack), Baseline: Baseline(c.Baseline),
		Diverging: c.Diverging, Signed: c.Signed, Ordered: c.Ordered,
		Title: c.Title, Of: c.Of, Unit: c.Unit, Decimals: c.Decimals, Lang: c.Lang,
		Words: Words{Negative: c.Negative, Positive: c.Positive}, Neutral: c.Neutral,
	}
	for _, name := range c.Categories {
		long, brief, _ := strings.Cut(name, "=")
		long, total := strings.CutPrefix(long, "+")
		long, least := strings.CutPrefix(long, ">")
		long, most := strings.CutPrefix(long, "<")
		one := Category{Label: long, Short: brief, Total: total}
		if least {
			one.Aim = AtLeast
		} else if most {
			one.Aim = AtMost
		}
		s.Categories = append(s.Categories, one)
	}
	for _, one := range c.Series {
		s.Series = append(s.Series, Series{Name: one.Name, Points: points(one.Values)})
	}
	for _, p := range c.Panels {
		panel := Panel{Title: p.Title}
		for _, one := range p.Series {
			panel.Series = append(panel.Series, Series{Name: one.Name, Points: points(one.Values)})
		}
		s.Panels = append(s.Panels, panel)
	}
	return s
}

// points reads a list of values in the form of a caseFile.
func points(values string) []Point {
	var list []Point
	for f := range strings.FieldsSeq(values) {
		if words, missing := strings.CutPrefix(f, "x"); missing {
			list = append(list, Point{Missing: true, MissingText: strings.ReplaceAll(strings.TrimPrefix(words, ":"), "_", " ")})
			continue
		}
		value, text, _ := strings.Cut(f, "=")
		value, forecast := strings.CutPrefix(value, "~")
		list = append(list, Point{Value: value, Text: text, Forecast: forecast})
	}
	return list
}

// simple is a Spec of one series with a category for each value.
func simple(values string) Spec {
	s := Spec{ID: "dia", Direction: Horizontal, Series: []Series{{Points: points(values)}}}
	for i := range s.Series[0].Points {
		s.Categories = append(s.Categories, Category{Label: string(rune('A' + i))})
	}
	return s
}

// readCases reads the Specs of testdata/charts by name.
func readCases() (map[string]Spec, error) {
	files, err := filepath.Glob("testdata/charts/*.json")
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("testdata/charts: %w, %d files", err, len(files))
	}
	list := map[string]Spec{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		d := json.NewDecoder(bytes.NewReader(data))
		d.DisallowUnknownFields()
		var c caseFile
		if err := d.Decode(&c); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		list[strings.TrimSuffix(filepath.Base(file), ".json")] = c.spec()
	}
	return list, nil
}

func cases(t testing.TB) map[string]Spec {
	t.Helper()
	list, err := readCases()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

var loadOnce = sync.OnceValues(LoadLibrary)

// library loads the embedded files, once for all tests. Without them every test
// that draws fails: nothing is skipped.
func library(t testing.TB) *Library {
	t.Helper()
	lib, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func engine(t testing.TB) *Engine {
	t.Helper()
	e, err := NewEngine(library(t), EngineOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

var drawnOnce = sync.OnceValues(func() (map[string]Image, error) {
	lib, err := loadOnce()
	if err != nil {
		return nil, err
	}
	e, err := NewEngine(lib, EngineOptions{})
	if err != nil {
		return nil, err
	}
	all, err := readCases()
	if err != nil {
		return nil, err
	}
	images := map[string]Image{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		img, err := Render(context.Background(), e, all[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		images[name] = img
	}
	return images, e.Close()
})

// drawn returns the images of all cases, drawn once by one engine in the order
// of their names.
func drawn(t testing.TB) map[string]Image {
	t.Helper()
	images, err := drawnOnce()
	if err != nil {
		t.Fatal(err)
	}
	return images
}
