package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestServe runs the command as a process: it says where it is, serves the site
// there with nothing written, and ends clean when it is interrupted.
func TestServe(t *testing.T) {
	t.Parallel()
	site, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	if err := lay(root, site); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-C", root, "serve", "--no-open", "--listen", "127.0.0.1:0")
	cmd.Args[0] = "tertial" // so that TestMain runs the program
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("nothing was said of where it is")
	}
	fields := strings.Fields(lines.Text())
	at := slices.IndexFunc(fields, func(f string) bool { return strings.HasPrefix(f, "http://127.0.0.1:") })
	if at < 0 {
		t.Fatalf("no address in %q", lines.Text())
	}
	res, err := http.Get(fields[at])
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(res.Body)
	_ = res.Body.Close()
	if err != nil || res.StatusCode != http.StatusOK || !strings.Contains(string(page), "/_preview/preview.js") {
		t.Errorf("%d %v\n%s", res.StatusCode, err, page)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("interrupted: %v\n%s", err, said.String())
	}
	if !strings.Contains(said.String(), "Byggd på") {
		t.Errorf("it said %q", said.String())
	}
	if entries, err := os.ReadDir(root + "/public"); err == nil && len(entries) > 0 {
		t.Errorf("%d files were written", len(entries))
	}
}

// TestServeRefuses: an address that others reach, one that is taken, and none.
func TestServeRefuses(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	site, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	if err := lay(root, site); err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"0.0.0.0:8080": "kan andra datorer nå", "192.0.2.7:80": "kan andra datorer nå", ":8080": "kan andra datorer nå",
		taken.Addr().String(): "är upptagen", "åttatusen": "är ingen adress", "127.0.0.1:åtta": "är ingen adress",
	} {
		var said strings.Builder
		c := &Command{Stdout: &said, Stderr: &said, Env: func(string) string { return "" }, Now: now}
		if status := c.Main([]string{"-C", root, "serve", "--listen", address}); status != exitUsage || !strings.Contains(said.String(), want) {
			t.Errorf("%s: %d %s", address, status, said.String())
		}
	}
}

func TestBrowser(t *testing.T) {
	t.Parallel()
	const address = "http://127.0.0.1:8080/"
	tests := []struct {
		system, display string
		want            string
	}{
		{"linux", ":0", "xdg-open " + address},
		{"linux", "", ""},
		{"freebsd", "", ""},
		{"darwin", "", "open " + address},
		{"windows", "", "rundll32 url.dll,FileProtocolHandler " + address},
	}
	for _, tt := range tests {
		got := browser(tt.system, func(name string) string { return map[string]string{"DISPLAY": tt.display}[name] }, address)
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s %q: %v", tt.system, tt.display, got)
		}
	}
}
