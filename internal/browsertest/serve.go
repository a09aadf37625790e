package browsertest

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"
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
