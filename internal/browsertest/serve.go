package browsertest

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strings"
	"testing"

	"tertial/internal/site"
)

// Serve serves a built site on loopback until the test ends, below the path
// prefix ("/" or such as "/reports/"), and returns the address of its start page.
// It is as dumb as a municipality's file server: an index.html for a folder, the
// site's 404.html for what is missing, and nothing outside the prefix.
func Serve(t testing.TB, site fs.FS, prefix string) string {
	t.Helper()
	prefix = "/" + strings.Trim(prefix, "/")
	if prefix != "/" {
		prefix += "/"
	}
	files := http.StripPrefix(strings.TrimSuffix(prefix, "/"), http.FileServerFS(site))
	handler := func(w http.ResponseWriter, r *http.Request) {
		rest, inside := strings.CutPrefix(r.URL.Path, prefix)
		switch {
		case !inside:
			http.NotFound(w, r)
		case exists(site, rest):
			// FileServerFS redirects index.html to its folder; a reader's link is
			// to be seen as it stands.
			if strings.HasSuffix(rest, "index.html") {
				servePage(w, site, rest)
				return
			}
			files.ServeHTTP(w, r)
		default:
			missing(w, site)
		}
	}
	server := httptest.NewServer(http.HandlerFunc(handler))
	t.Cleanup(server.Close)
	return server.URL + prefix
}

func exists(site fs.FS, name string) bool {
	name = strings.TrimSuffix(name, "/")
	if name == "" {
		name = "."
	}
	info, err := fs.Stat(site, name)
	if err != nil || !info.IsDir() {
		return err == nil
	}
	_, err = fs.Stat(site, path.Join(name, "index.html"))
	return err == nil
}

func servePage(w http.ResponseWriter, site fs.FS, name string) {
	page, err := fs.ReadFile(site, name)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(page)
}

func missing(w http.ResponseWriter, site fs.FS) {
	page, err := fs.ReadFile(site, "404.html")
	if err != nil {
		page = []byte("not found")
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write(page)
}

// ServePacked serves a site that was made ready for its visitors, at the root of a
// server, as the examples for servers do: the compressed copies that lie beside the
// files, what has its digest in its name to be kept for ever, and the rest to be asked
// for anew. The folder may be filled later.
func ServePacked(t testing.TB, dir string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := path.Join(dir, path.Clean("/"+r.URL.Path))
		if strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		if info, err := os.Stat(name); err != nil || info.IsDir() {
			missing(w, os.DirFS(dir))
			return
		}
		h := w.Header()
		h.Set("Content-Type", site.MediaType(name))
		h.Set("Cache-Control", "no-cache")
		if site.Digested(name) || path.Ext(name) == ".woff2" {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Vary", "Accept-Encoding")
		for _, e := range [...]struct{ name, ext string }{{"br", ".br"}, {"gzip", ".gz"}} {
			if _, err := os.Stat(name + e.ext); err == nil && strings.Contains(r.Header.Get("Accept-Encoding"), e.name) {
				h.Set("Content-Encoding", e.name)
				name += e.ext
				break
			}
		}
		body, err := os.ReadFile(name)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_, _ = w.Write(body)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}
