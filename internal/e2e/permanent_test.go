package e2e

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/publog"
	"tertial/internal/testpublish"
	"tertial/internal/testsite"
	"tertial/internal/verify"
	"tertial/layouts"
)

// TestPublishedIsPermanent takes a municipality through random sequences of what
// authors do. After every step the site verifies, every earlier edition is what it
// was to the byte, and of what was withdrawn no word is left anywhere.
func TestPublishedIsPermanent(t *testing.T) {
	t.Parallel()
	sequences, steps := uint64(2), 12
	if thorough {
		sequences, steps = 20, 40
	}
	for seed := range sequences {
		permanent(t, seed+1, steps)
	}
}

// permanent makes one sequence of steps.
func permanent(t *testing.T, seed uint64, steps int) {
	t.Helper()
	t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
		t.Parallel()
		h := newHouse(t, seed)
		for range steps {
			h.step(t)
			h.judge(t)
			if t.Failed() {
				t.Fatalf("seed %d: after\n  %s", seed, strings.Join(h.done, "\n  "))
			}
		}
		t.Logf("seed %d: %d editions, %d of them withdrawn; %v", seed, len(h.editions), h.withdrawn(), h.done)
	})
}

// A house is a municipality and what is known of what it has published.
type house struct {
	root, out string
	cfg       build.Config
	random    *rand.Rand
	reports   []*living
	editions  []*frozen
	kept      *verify.Kept
	canaries  int
	done      []string // what was done, in words
	day       int
}

// A living report is one with a working copy.
type living struct {
	path   string
	own    bool   // made here: its numbers change with its words
	canary string // stands in its title and text now, and in its data if it is made here
}

// A frozen edition is what was published, and what must be found of it later.
type frozen struct {
	of        *living
	number    int
	canary    string
	files     tree              // of its folder
	fragments map[string][]byte // of its pages: what stands between the frames
	withdrawn bool
}

func newHouse(t *testing.T, seed uint64) *house {
	t.Helper()
	root := t.TempDir()
	site := testsite.New(testsite.Options{Seed: seed, Committees: 2, Reports: 1, Charts: 1, Lean: true})
	if err := site.WriteTo(root); err != nil {
		t.Fatal(err)
	}
	h := &house{
		root: root, out: filepath.Join(root, "public"), random: rand.New(rand.NewPCG(seed, 6)),
		cfg: build.Config{Root: root, Program: "Tertial", BuiltIn: layouts.FS(), BaseURL: base, ChartCache: filepath.Join(root, ".cache", "charts")},
	}
	for _, path := range site.Reports() {
		h.reports = append(h.reports, &living{path: path})
	}
	// One whose numbers are free to change.
	own := &living{path: path.Dir(h.reports[0].path) + "/prov", own: true}
	h.reports = append(h.reports, own)
	h.write(t, "content/"+own.path+"/report.md", `---
title: Prov 2014
kind: report
period: 2014-01/2014-04
stage: adjusted
visibility: public
author: controller
example: true
source: Påhittade siffror
summary: Kort.
---

# Läget

Antalet är `+"`=antal[Första; antal]`"+`.

`+"```chart\nid: dia-antal\ntype: bar\ndata: antal\nvalues: [antal]\ntitle: Antal\n```"+`

`+"```table\nid: tab-antal\ndata: antal\ncaption: Antal\n```"+`
`)
	h.write(t, "data/"+own.path+"/antal.yaml", "title: Antal\nkind: table\nunit: barn\nsums: none\ncolumns:\n  rad: name\n  antal: {value: number, title: Antal}\n")
	for _, r := range h.reports {
		h.edit(t, r)
	}
	h.done = nil
	return h
}

func (h *house) write(t *testing.T, name, text string) {
	t.Helper()
	if err := writeAt(filepath.Join(h.root, filepath.FromSlash(name)), []byte(text), time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
}

func (h *house) read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(h.root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (h *house) say(format string, args ...any) {
	h.done = append(h.done, fmt.Sprintf(format, args...))
}

// edit gives a report words, and one of them numbers, that it never had.
func (h *house) edit(t *testing.T, r *living) {
	t.Helper()
	h.canaries++
	canary := fmt.Sprintf("Kanarie%sfågel", letters(h.random))
	name := "content/" + r.path + "/report.md"
	text := h.read(t, name)
	if r.canary == "" {
		text = strings.Replace(text, "\ntitle: ", "\ntitle: Om "+canary+" ", 1) + "\nHär står " + canary + ".\n"
	} else {
		text = strings.ReplaceAll(text, r.canary, canary)
	}
	r.canary = canary
	h.write(t, name, text)
	if r.own {
		h.write(t, "data/"+r.path+"/antal.csv", fmt.Sprintf("rad;antal\nFörsta;%d\n%s;%d\n", 10+h.random.IntN(900), canary, 10+h.random.IntN(900)))
	}
	h.say("edit %s: %s", r.path, canary)
}

func letters(random *rand.Rand) string {
	const consonants, vowels = "bdfgklmnprst", "aeiou"
	var b strings.Builder
	for range 5 {
		b.WriteByte(consonants[random.IntN(len(consonants))])
		b.WriteByte(vowels[random.IntN(len(vowels))])
	}
	return b.String()
}

// step does one thing, on a day not before the last.
func (h *house) step(t *testing.T) {
	t.Helper()
	h.day += h.random.IntN(3)
	h.cfg.AsOf = fmt.Sprintf("2024-%02d-%02d", 1+h.day/28%12, 1+h.day%28)
	r := h.reports[h.random.IntN(len(h.reports))]
	switch n := h.random.IntN(10); {
	case n == 0:
		h.edit(t, r)
	case n == 1:
		h.rename(t, r)
	case n < 4 && h.live(r) > 0:
		h.withdraw(t, r)
	case n < 6:
		h.publish(t, r, false) // perhaps the same once more
	default:
		h.edit(t, r)
		h.publish(t, r, n > 7 && h.live(r) > 0)
	}
}

// live is how many of the report's editions are published.
func (h *house) live(r *living) int {
	n := 0
	for _, e := range h.editions {
		if e.of == r && !e.withdrawn {
			n++
		}
	}
	return n
}

func (h *house) withdrawn() int {
	return len(h.editions) - len(slices.DeleteFunc(slices.Clone(h.editions), func(e *frozen) bool { return e.withdrawn }))
}

func (h *house) publish(t *testing.T, r *living, correction bool) {
	t.Helper()
	req := build.PublishRequest{Report: r.path, Reason: "Nya uppgifter", Correction: correction, Random: testpublish.Random(h.random.Uint64())}
	if correction {
		req.SlipBy = "controller"
	}
	same := slices.ContainsFunc(h.editions, func(e *frozen) bool { return e.of == r && !e.withdrawn && e.canary == r.canary })
	release, err := testpublish.Try(t.Context(), h.cfg, req)
	if err != nil {
		t.Fatal(err)
	}
	h.say("publish %s, correction %t, the same %t: %t", r.path, correction, same, !release.Failed())
	if same != release.Failed() && !same {
		t.Errorf("%s was not published: %v", r.path, codes(release.Findings))
	}
	if release.Failed() {
		return
	}
	e := &frozen{of: r, number: release.Number, canary: r.canary, fragments: map[string][]byte{}}
	e.files = treeOf(t, filepath.Join(h.root, filepath.FromSlash(edition.Dir(r.path, e.number))))
	public := filepath.Join(h.root, filepath.FromSlash(release.Edition.Public()))
	for name := range treeOf(t, public) {
		if path.Ext(name) == ".html" {
			text, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(name)))
			if err != nil {
				t.Fatal(err)
			}
			e.fragments[name] = text
		}
	}
	if len(e.fragments) < 2 {
		t.Errorf("edition %d of %s has the pages %v", e.number, r.path, e.fragments)
	}
	h.editions = append(h.editions, e)
}

func codes(findings []diag.Finding) []diag.Code {
	var all []diag.Code
	for i := range findings {
		if findings[i].Severity >= diag.Warning {
			all = append(all, findings[i].Code)
		}
	}
	return all
}

// withdraw takes all editions of a report off the web, or one. Its authors take
// the text out of the working copy first, as they should.
func (h *house) withdraw(t *testing.T, r *living) {
	t.Helper()
	h.edit(t, r)
	var numbers []int
	if h.random.IntN(2) == 0 {
		for _, e := range h.editions {
			if e.of == r && !e.withdrawn && len(numbers) == 0 {
				numbers = []int{e.number}
			}
		}
	}
	if err := testpublish.Withdraw(t.Context(), h.cfg, r.path, numbers...); err != nil {
		t.Fatal(err)
	}
	for _, e := range h.editions {
		if e.of == r && (numbers == nil || slices.Contains(numbers, e.number)) {
			e.withdrawn = true
		}
	}
	h.say("withdraw %s %v", r.path, numbers)
	h.gone(t, ".cache")
}

func (h *house) rename(t *testing.T, r *living) {
	t.Helper()
	was := r.path
	r.path = path.Join(path.Dir(was), letters(h.random))
	for _, top := range []string{"content", "data"} {
		err := os.Rename(filepath.Join(h.root, top, filepath.FromSlash(was)), filepath.Join(h.root, top, filepath.FromSlash(r.path)))
		if err != nil {
			t.Fatal(err)
		}
	}
	name := "content/" + r.path + "/report.md"
	text := h.read(t, name)
	if strings.Contains(text, "\nformerly: [") {
		text = strings.Replace(text, "\nformerly: [", "\nformerly: ["+was+", ", 1)
	} else {
		text = strings.Replace(text, "\nauthor: ", "\nformerly: ["+was+"]\nauthor: ", 1)
	}
	h.write(t, name, text)
	h.say("rename %s to %s", was, r.path)
}

// judge builds the site for the public, and holds it to the promise.
func (h *house) judge(t *testing.T) {
	t.Helper()
	result, err := build.Build(t.Context(), h.cfg)
	if err != nil || result.Failed() {
		t.Fatal(err, codes(result.Findings), strings.Join(h.done, "\n"))
	}
	h.verify(t)
	for _, e := range h.editions {
		if !e.withdrawn {
			h.unchanged(t, e)
		}
	}
	h.gone(t, "public")
	h.gone(t, ".cache")
	h.gone(t, "content")
}

// verify lets the site and its repository prove themselves, against the checkpoint
// of the last step.
func (h *house) verify(t *testing.T) {
	t.Helper()
	opts := verify.Options{Kept: h.kept}
	site, err := verify.Folder(t.Context(), os.DirFS(h.out), "public", opts)
	if err != nil {
		t.Fatal(err)
	}
	repository, err := verify.Repository(os.DirFS(h.root), opts)
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range append(slices.Clone(site.Findings), repository.Findings...) {
		t.Errorf("verify: %s %s: %s", found.Code, found.Place.File, found.Message("en"))
	}
	if want := len(h.editions) - h.withdrawn(); site.Editions != want || repository.Editions != want || site.Withdrawn != h.withdrawn() {
		t.Errorf("verify counts %d and %d editions, %d withdrawn; want %d and %d",
			site.Editions, repository.Editions, site.Withdrawn, want, h.withdrawn())
	}
	if site.Checkpoint == "" {
		return
	}
	checkpoint, err := publog.ParseCheckpoint([]byte(site.Checkpoint))
	if err != nil {
		t.Fatal(err)
	}
	h.kept = &verify.Kept{Checkpoint: checkpoint, Place: diag.Place{File: "kept"}}
}

// unchanged holds that an edition is what it was, in its folder and in its pages.
func (h *house) unchanged(t *testing.T, e *frozen) {
	t.Helper()
	for _, line := range diff(e.files, treeOf(t, filepath.Join(h.root, filepath.FromSlash(edition.Dir(e.of.path, e.number))))) {
		t.Errorf("%s/%d has changed: %s", e.of.path, e.number, line)
	}
	if !bytes.Contains(e.fragments["index.html"], []byte(e.canary)) {
		t.Errorf("%s/%d does not say %q: nothing could be looked for", e.of.path, e.number, e.canary)
	}
	for name, want := range e.fragments {
		page, err := os.ReadFile(filepath.Join(h.out, filepath.FromSlash(e.of.path), strconv.Itoa(e.number), filepath.FromSlash(name)))
		if err != nil {
			t.Error(err)
			continue
		}
		if got, ok := edition.Fragment(page); !ok || !bytes.Equal(got, want) {
			t.Errorf("%s/%d/%s is not what was published", e.of.path, e.number, name)
		}
	}
}

// gone looks for words of editions that were all withdrawn in every file below a
// folder but working copies, and in their names.
func (h *house) gone(t *testing.T, folder string) {
	t.Helper()
	words := map[string]bool{}
	for _, e := range h.editions {
		if e.withdrawn {
			words[e.canary] = true
		}
	}
	for _, e := range h.editions {
		if !e.withdrawn {
			delete(words, e.canary)
		}
	}
	err := fs.WalkDir(os.DirFS(h.root), folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(h.root, filepath.FromSlash(name)))
		for word := range words {
			if strings.Contains(name, word) || bytes.Contains(text, []byte(word)) || bytes.Contains(unpacked(text), []byte(word)) {
				t.Errorf("%s: %q was withdrawn", name, word)
			}
		}
		return err
	})
	if err != nil && folder != ".cache" {
		t.Fatal(err)
	}
}

// unpacked is what a workbook says; of any other file it is nothing.
func unpacked(file []byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil
	}
	var text bytes.Buffer
	for _, part := range z.File {
		r, err := part.Open()
		if err == nil {
			_, err = io.Copy(&text, r)
		}
		if err != nil {
			return nil // the file is damaged: whatever it says cannot be read
		}
	}
	return text.Bytes()
}
