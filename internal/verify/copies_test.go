package verify

import (
	"context"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
	"testing"

	"tertial/internal/squeeze"
)

// packed adds the compressed copies of a site's files, all that are smaller.
func packed(out map[string]string) map[string]string {
	for _, name := range slices.Sorted(maps.Keys(out)) {
		for _, e := range squeeze.Encodings() {
			if copied := squeeze.Compress(e, []byte(out[name])); copied != nil && squeeze.Worth(name, squeeze.Smallest) {
				out[name+e.Ext()] = string(copied)
			}
		}
	}
	return out
}

// long is a site with pages long enough to compress, of which one is withdrawn.
func long(t *testing.T) map[string]string {
	t.Helper()
	o := newTown()
	o.today = strings.Repeat("Exempelköping ", 50)
	o.publish(t, "namnd/2026/a", 1, strings.Repeat("ett ", 200))
	o.publish(t, "namnd/2026/b", 1, strings.Repeat("annat ", 200))
	o.withdraw(t, "namnd/2026/b", 1, "")
	return packed(o.build(t))
}

func TestCopiesFit(t *testing.T) {
	t.Parallel()
	out := long(t)
	for _, name := range []string{"index.html.br", "namnd/2026/a/1/index.html.gz", "namnd/2026/b/1/index.html.br", "namnd/2026/a/1/data/drift/drift.csv.br"} {
		if out[name] == "" {
			t.Fatalf("%s is not there: the test tries nothing", name)
		}
	}
	if r, found := check(t, sealed(out), Options{}); len(found) > 0 || r.Files != len(out) || r.Editions != 1 {
		t.Errorf("%v, %+v", found, r)
	}
}

// A copy that holds something else than its file is found, though the manifest
// was made for it.
func TestCopiesOfSomethingElse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(out map[string]string)
		want   string
	}{
		{"of another page", func(out map[string]string) { out["index.html.br"] = out["namnd/2026/a/1/index.html.br"] }, "ut/index.html.br VERIFY-FILE.copy"},
		{"of an earlier page", func(out map[string]string) { out["index.html"] += "<!-- new -->" }, "ut/index.html.gz VERIFY-FILE.copy"},
		{"in another encoding", func(out map[string]string) { out["index.html.gz"] = out["index.html.br"] }, "ut/index.html.gz VERIFY-FILE.copy"},
		{"with no file", func(out map[string]string) { out["namnd/2026/b/1/mer.html.br"] = out["index.html.br"] }, "VERIFY-EDITION.withdrawn"},
		{"of what was withdrawn", func(out map[string]string) { out["namnd/2026/b/1/index.html.br"] = out["namnd/2026/a/1/index.html.br"] }, "VERIFY-FILE.copy"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			out := long(t)
			tt.change(out)
			_, found := check(t, sealed(out), Options{})
			if !slices.ContainsFunc(found, func(line string) bool { return strings.Contains(line, tt.want) }) {
				t.Errorf("found %q, want %s", found, tt.want)
			}
		})
	}
	fsys := sealed(long(t))
	delete(fsys, "index.html.br")
	if _, found := check(t, fsys, Options{}); len(found) != 1 || !strings.Contains(found[0], "index.html.br VERIFY-FILE.missing") {
		t.Errorf("a copy that is gone: %v", found)
	}
}

// Servers send copies in place of files, or hold nothing else.
func TestServersWithCopies(t *testing.T) {
	t.Parallel()
	out := long(t)
	var encoding squeeze.Encoding
	address := serve(t, sealed(out), func(files http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			name := strings.TrimPrefix(r.URL.Path, "/kommun/")
			if _, of := squeeze.Original(name); of == squeeze.Gzip && encoding == squeeze.Gzip { // as Apache does
				w.Header().Set("Content-Encoding", string(of))
			} else if copied, ok := out[name+encoding.Ext()]; ok && encoding != squeeze.None {
				w.Header().Set("Content-Encoding", string(encoding))
				w.Header().Set("Content-Type", "text/"+strings.TrimPrefix(path.Ext(name), "."))
				_, _ = w.Write([]byte(copied))
				return
			}
			files.ServeHTTP(w, r)
		})
	})
	for _, encoding = range []squeeze.Encoding{squeeze.None, squeeze.Brotli, squeeze.Gzip} {
		r, err := URL(context.Background(), http.DefaultClient, address, Options{})
		if err != nil || len(r.Findings) > 0 {
			t.Errorf("%q: %v %v", encoding, lines(r), err)
		}
	}
}
