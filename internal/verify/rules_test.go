package verify

import (
	"context"
	"net/http"
	"strings"
	"testing"
)

// A server may follow the lists that the site has for it: lead on from moved
// addresses, answer for withdrawn editions with the status that says so, and
// keep the rules to itself. It may lead nowhere else.
func TestServersThatFollowTheRules(t *testing.T) {
	t.Parallel()
	o := example(t)
	o.moved = [][2]string{{"namnd/2026/a/", "namnd/2026/c/"}}
	out := o.build(t)
	out["redirects.caddy"], out["namnd/2026/a/index.html"] = "redir\n", "<p>Flyttad</p>"
	to := "/kommun/namnd/2026/c/"
	address := serve(t, sealed(out), func(files http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/kommun/namnd/2026/a/index.html", "/kommun/namnd/2026/a/":
				http.Redirect(w, r, to, http.StatusPermanentRedirect)
			case "/kommun/namnd/2026/b/1/index.html":
				w.WriteHeader(http.StatusGone)
				_, _ = w.Write([]byte(out["namnd/2026/b/1/index.html"]))
			case "/kommun/redirects.caddy":
				http.NotFound(w, r)
			default:
				files.ServeHTTP(w, r)
			}
		})
	})
	try := func() []string {
		r, err := URL(context.Background(), http.DefaultClient, address, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return lines(r)
	}
	if found := try(); len(found) > 0 {
		t.Errorf("found %q", found)
	}
	to = "/kommun/namnd/2026/c/1/"
	if found := try(); len(found) != 1 || !strings.Contains(found[0], "namnd/2026/a/index.html VERIFY-FILE") {
		t.Errorf("led elsewhere: %q", found)
	}
	fsys := sealed(out)
	delete(fsys, "redirects.caddy") // in a folder nothing hides it
	if _, found := check(t, fsys, Options{}); len(found) != 1 || !strings.Contains(found[0], "redirects.caddy VERIFY-FILE.missing") {
		t.Errorf("found %q", found)
	}
}
