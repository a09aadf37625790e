package preview

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// A page of any web site can make the reader's browser ask this server. Three
// things keep drafts from it. The request must name the server as it is: a name
// that someone has pointed at 127.0.0.1 (DNS rebinding) is not ours. A request
// that a browser made for another site's page is refused, unless it is the
// reader who follows a link. And no answer may be framed or read from elsewhere.

// names are the hosts by which a server on a loopback address is called.
func names(address string) []string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil
	}
	hosts := []string{net.JoinHostPort(host, port), "localhost:" + port}
	if port == "80" {
		hosts = append(hosts, "localhost", host)
	}
	return hosts
}

// guard lets only requests through that the reader of this server makes.
func guard(address string, next http.Handler) http.Handler {
	ours := names(address)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		switch {
		case !slices.Contains(ours, strings.ToLower(r.Host)):
			http.Error(w, "unknown host", http.StatusMisdirectedRequest)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET", http.StatusMethodNotAllowed)
		case foreign(r, ours):
			http.Error(w, "asked for by another site", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// foreign reports whether a browser says that another site's page asks.
func foreign(r *http.Request, ours []string) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "http" || !slices.Contains(ours, strings.ToLower(u.Host)) {
			return true
		}
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none": // "" is no browser, or an old one
		return false
	}
	followed := r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	return !followed || strings.HasPrefix(r.URL.Path, prefix)
}

// secure sets what every answer says.
func secure(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
}
