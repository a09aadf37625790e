package preview

import (
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"tertial/internal/site"
)

// prefix is where the preview's own files are. No page of a site is there: ids
// of committees begin with a letter.
const prefix = "/_preview/"

// Handler serves the site as a request to the address may see it.
func (s *Server) Handler(address string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", s.page)
	mux.HandleFunc(prefix, http.NotFound)
	mux.HandleFunc(prefix+"events", s.events)
	mux.HandleFunc(prefix+"references", s.references)
	for _, name := range [...]string{scriptName, styleName, panelName} {
		mux.HandleFunc(prefix+name, func(w http.ResponseWriter, _ *http.Request) { write(w, http.StatusOK, name, asset(name)) })
	}
	return guard(address, mux)
}

// page serves a file of the last build without errors. Before the first build
// is done the request waits.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	select {
	case <-s.shown.ready:
	case <-r.Context().Done():
		return
	}
	name := fileOf(r.URL.Path)
	content, ok := s.shown.file(name)
	status := http.StatusOK
	switch {
	case ok:
	case s.isFolder(r.URL.Path):
		http.Redirect(w, r, (&url.URL{Path: r.URL.Path + "/"}).String(), http.StatusFound)
		return
	default:
		status = http.StatusNotFound
		if content, ok = s.shown.file("404.html"); !ok {
			content = s.words.empty()
		}
		if path.Ext(name) != ".html" {
			http.Error(w, "not found", status)
			return
		}
		name = "404.html"
	}
	if path.Ext(name) == ".html" {
		content = s.dress(content, fileOf(r.URL.Path))
	}
	write(w, status, name, content)
}

// fileOf is the file that an address means.
func fileOf(address string) string {
	name := strings.TrimPrefix(path.Clean("/"+address), "/")
	if name == "" || strings.HasSuffix(address, "/") {
		return path.Join(name, "index.html")
	}
	return name
}

// isFolder reports whether an address lacks only its slash, without which the
// relative links of its page would lead astray.
func (s *Server) isFolder(address string) bool {
	if strings.HasSuffix(address, "/") {
		return false
	}
	_, ok := s.shown.file(fileOf(address + "/"))
	return ok
}

func write(w http.ResponseWriter, status int, name string, content []byte) {
	w.Header().Set("Content-Type", typeOf(name))
	if lasting(name) {
		w.Header().Set("Cache-Control", "private, max-age=86400, immutable")
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.WriteHeader(status)
	_, _ = w.Write(content) // the reader may have gone
}

// lasting reports whether a file has its digest in its name, or is a font: then the
// browser may keep it, and a page is there again sooner. Nothing of the narrative
// or the data is such a file.
func lasting(name string) bool {
	dir, base := path.Split(name)
	switch path.Ext(base) {
	case ".woff2":
		return dir == "assets/" || dir == "assets/fonts/"
	case ".css", ".js":
		return (dir == "assets/" || dir == "assets/fonts/") && site.Digested(name)
	default:
		return false
	}
}

// typeOf is the media type of a file; the machine's own table is asked last, so
// that a preview is the same everywhere.
func typeOf(name string) string {
	own := site.MediaType(name)
	if known := mime.TypeByExtension(path.Ext(name)); own == site.UnknownType && known != "" {
		return known
	}
	return own
}

// references answers with what figures must say to show the cells of a page.
func (s *Server) references(w http.ResponseWriter, r *http.Request) {
	all := map[string]string{}
	if s.opts.References != nil {
		found, err := s.opts.References(r.Context(), fileOf(r.URL.Query().Get("page")))
		if err != nil {
			http.Error(w, "no references", http.StatusInternalServerError)
			return
		}
		all = found
	}
	text, err := json.Marshal(all)
	if err != nil {
		http.Error(w, "no references", http.StatusInternalServerError)
		return
	}
	write(w, http.StatusOK, "references.json", text)
}
