package layout

import (
	"bytes"
	"slices"
	"strings"
)

// The files that tell programs what there is to find.
const (
	SitemapPath = "sitemap.xml"
	RobotsPath  = "robots.txt"
)

// A SitemapEntry is a page for search engines.
type SitemapEntry struct {
	Path     string // from the site's root: a folder with its final slash, or "" for the start page
	Modified string // ISO date, or ""
	// In are the same page in all its languages, itself included, by their paths;
	// empty where it has one.
	In []Alternate
}

// Sitemap lists the pages of a site, in the order of their paths and each once.
// It is nil for a site that does not say its address.
func (s *Set) Sitemap(site *Site, pages []SitemapEntry) []byte {
	if site.BaseURL == "" {
		return nil
	}
	pages = slices.Clone(pages)
	slices.SortFunc(pages, func(a, b SitemapEntry) int { return strings.Compare(a.Path, b.Path) })
	pages = slices.CompactFunc(pages, func(a, b SitemapEntry) bool { return a.Path == b.Path })
	var out bytes.Buffer
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"` + xhtml(pages) + `>` + "\n")
	for _, p := range pages {
		out.WriteString("<url><loc>" + attribute(site.BaseURL+p.Path) + "</loc>")
		if p.Modified != "" {
			out.WriteString("<lastmod>" + p.Modified + "</lastmod>")
		}
		for _, a := range p.In {
			out.WriteString(`<xhtml:link rel="alternate" hreflang="` + a.Lang + `" href="` + attribute(site.BaseURL+a.Href) + `"/>`)
		}
		out.WriteString("</url>\n")
	}
	out.WriteString("</urlset>\n")
	return out.Bytes()
}

// Robots tells search engines that they may read a public site and where its
// list of pages is; of any other they shall read nothing.
func (s *Set) Robots(site *Site) []byte {
	if !site.Public {
		return []byte("User-agent: *\nDisallow: /\n")
	}
	text := "User-agent: *\nAllow: /\n"
	if site.BaseURL != "" {
		text += "Sitemap: " + site.BaseURL + SitemapPath + "\n"
	}
	return []byte(text)
}

// A Social is what services show of a page when its address is passed on (Open Graph).
type Social struct {
	Type   string // website or article
	Locale string // sv_SE
}

// social describes a page of the public's site.
func (s *Set) social(site *Site, kind string) *Social {
	if !site.Public {
		return nil
	}
	out := &Social{Type: "website", Locale: "sv_SE"}
	if kind == "report" {
		out.Type = "article"
	}
	if s.lang == "en" {
		out.Locale = "en_GB"
	}
	return out
}

// xhtml declares the names of links between languages, where there are any.
func xhtml(pages []SitemapEntry) string {
	if slices.ContainsFunc(pages, func(p SitemapEntry) bool { return len(p.In) > 0 }) {
		return ` xmlns:xhtml="http://www.w3.org/1999/xhtml"`
	}
	return ""
}
