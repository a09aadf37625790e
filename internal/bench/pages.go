package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"tertial/internal/testsite"
)

const (
	pageSize   = 20_000
	pageTables = 8
	// years and perYear divide the pages among committees.
	years, perYear = 10, 10
)

// The folders of one content in three forms, below the folder of the pages.
const (
	tertialSite = "tertial"
	hugoSite    = "hugo"
	plainPages  = "plain"
)

// comparePages builds the same pages with three programs in turn.
func (b *bench) comparePages() error {
	if err := b.find("hugo"); err != nil {
		return err
	}
	dir := filepath.Join(b.dir, "pages")
	if _, err := b.part("pages", dir, strconv.Itoa(b.pages)); err != nil {
		return err
	}
	version, err := b.command("hugo", "version").Output()
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "%d pages of %d KB with %d pipe tables each, %d runs\n%s", b.pages, pageSize/1000, pageTables, b.pairs, version)
	loop, err := b.self("loop", filepath.Join(dir, plainPages), filepath.Join(dir, "out-loop"))
	if err != nil {
		return err
	}
	return b.compare([]program{
		{name: "tertial build", out: filepath.Join(dir, "out-tertial"), args: []string{
			b.tertial, "-C", filepath.Join(dir, tertialSite), "build", "--as-of", "2026-01-01", "--out", filepath.Join(dir, "out-tertial"),
		}},
		{name: "hugo", out: filepath.Join(dir, "out-hugo"), pages: b.pages, timeAim: 0.5, memoryAim: 0.1, args: []string{
			"hugo", "--quiet", "--source", filepath.Join(dir, hugoSite), "--destination", filepath.Join(dir, "out-hugo"),
		}},
		{name: "goldmark loop", out: filepath.Join(dir, "out-loop"), pages: b.pages, timeAim: 1.3, args: loop.Args},
	})
}

// A program is one of those that are compared. The aims are for the first
// program's share of this one's time and memory.
type program struct {
	name               string
	args               []string
	out                string // what it writes; removed before each run
	pages              int    // how many pages it must have written at least
	timeAim, memoryAim float64
	runs               []usage
}

// compare runs the programs in turn and prints the first beside each other one.
func (b *bench) compare(programs []program) error {
	for range b.pairs {
		for i := range programs {
			if err := b.once(&programs[i]); err != nil {
				return err
			}
		}
	}
	printPrograms(b.out, programs)
	return nil
}

// once runs a program cold and sees to it that it did the work.
func (b *bench) once(p *program) error {
	if err := os.RemoveAll(p.out); err != nil {
		return err
	}
	cmd := exec.CommandContext(b.ctx, p.args[0], p.args[1:]...)
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8")
	u, err := measure(cmd)
	if err != nil {
		return err
	}
	written, err := countPages(p.out)
	if err != nil {
		return err
	}
	if written < p.pages {
		return fmt.Errorf("%s wrote %d pages, want %d", p.name, written, p.pages)
	}
	p.runs = append(p.runs, u)
	return nil
}

func countPages(dir string) (int, error) {
	n := 0
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if filepath.Ext(name) == ".html" {
			n++
		}
		return err
	})
	return n, err
}

// writePages writes the same pages for each program, with the frame that it
// needs around them.
func writePages(dir string, count int) error {
	files := map[string]string{
		tertialSite + "/content/site.yaml": "name: Sidor\nbase_url: https://exempelkoping.example/\n" +
			"accessibility: {actor: Exempelköpings kommun, service: Rapporter, compliance: full, assessed: 2026-01-10, updated: 2026-01-10, method: Egen granskning., contact: {email: webb@example.org}}\n",
		hugoSite + "/config.toml":                  hugoConfig,
		hugoSite + "/layouts/_default/baseof.html": hugoBase,
		hugoSite + "/layouts/_default/single.html": hugoSingle,
		hugoSite + "/layouts/_default/list.html":   hugoList,
		hugoSite + "/layouts/index.html":           hugoList,
	}
	for name, text := range files {
		if err := write(filepath.Join(dir, name), []byte(text)); err != nil {
			return err
		}
	}
	for i := range count {
		if err := writePage(dir, i); err != nil {
			return err
		}
	}
	return nil
}

func writePage(dir string, i int) error {
	committee := "namnd-" + strconv.Itoa(i/(years*perYear)+1)
	year := 2014 + i/perYear%years
	where := fmt.Sprintf("%s/%d/rapport-%d", committee, year, i%perYear+1)
	title := fmt.Sprintf("Rapport %d av %d", i%perYear+1, year)
	page := testsite.Page(uint64(i+1), pageSize, pageTables)
	if i%(years*perYear) == 0 {
		file := filepath.Join(dir, tertialSite, "content", committee, "committee.yaml")
		if err := write(file, []byte("name: Nämnd "+strconv.Itoa(i/(years*perYear)+1)+"\nbody: Exempelköpings kommun\n")); err != nil {
			return err
		}
	}
	for name, head := range map[string]string{
		tertialSite + "/content/" + where + "/report.md": fmt.Sprintf("---\ntitle: %s\nkind: report\nperiod: %d-01/%d-12\ndate: %d-12-31\nvisibility: public\n---\n\n", title, year, year, year),
		hugoSite + "/content/" + where + "/index.md":     fmt.Sprintf("---\ntitle: %s\ndate: %d-12-31\n---\n\n", title, year),
		plainPages + "/" + where + ".md":                 "",
	} {
		if err := write(filepath.Join(dir, name), append([]byte(head), page...)); err != nil {
			return err
		}
	}
	return nil
}

func write(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o644)
}

// What Hugo needs: no more than a frame around the text, and nothing switched
// on that Tertial's pages have no equal of.
const (
	hugoConfig = `baseURL = "https://exempelkoping.example/"
languageCode = "sv"
title = "Sidor"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
`
	hugoBase = `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><title>{{ .Title }}</title><meta name="viewport" content="width=device-width"></head>
<body><header><a href="/">{{ .Site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer>Exempelköping</footer></body>
</html>
`
	hugoSingle = `{{ define "main" }}<h1>{{ .Title }}</h1>
{{ .Content }}{{ end }}
`
	hugoList = `{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
`
)

// goldmarkLoop is the least that a program can do: read, convert, write, one
// page after the other.
func goldmarkLoop(from, to string) error {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM))
	var html bytes.Buffer
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		html.Reset()
		if err := markdown.Convert(source, &html); err != nil {
			return err
		}
		rest, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		return write(filepath.Join(to, rest[:len(rest)-len(".md")], "index.html"), html.Bytes())
	})
}
