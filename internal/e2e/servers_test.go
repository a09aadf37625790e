//go:build servers

package e2e

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tertial/internal/build"
	"tertial/internal/deploy"
	disk "tertial/internal/site"
	"tertial/internal/squeeze"
	"tertial/internal/testpublish"
	"tertial/internal/verify"
)

// The examples in docs/servers are run as they stand, but for addresses, folders
// and certificates, over a site with everything in it: `make servers`, which
// needs nginx and Caddy.

const serversName = "localhost"

// A served is a site that a web server shows.
type served struct {
	dir     string
	certs   string
	address string // with TLS
	plain   string // host and port without
	client  *http.Client
	files   map[string]bool // of the manifest
}

// release is a site with moved and withdrawn reports, built for visitors.
func release(t *testing.T) string {
	t.Helper()
	h := newHouse(t, 11)
	h.cfg.AsOf, h.cfg.BaseURL = "2024-03-01", "https://"+serversName+"/"
	for _, r := range h.reports {
		h.publish(t, r, false)
		h.edit(t, r)
		h.publish(t, r, false)
	}
	h.rename(t, h.reports[0])
	for report, numbers := range map[string][]int{h.reports[1].path: {1}, h.reports[2].path: nil} {
		if err := testpublish.Withdraw(t.Context(), h.cfg, report, numbers...); err != nil {
			t.Fatal(err)
		}
	}
	h.cfg.Delivery = visitors(t)
	result, err := build.Build(t.Context(), h.cfg)
	if err != nil {
		t.Fatal(err)
	}
	if result.Failed() {
		t.Fatal(codes(result.Findings))
	}
	to := t.TempDir()
	target, err := deploy.ParseTarget(to, os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	opts := deploy.Options{Source: h.out, Audience: build.Public, Holder: deploy.Holder{Host: "prov", PID: 1, Nonce: "prov"}}
	done, err := deploy.Run(t.Context(), target, opts)
	if err != nil {
		t.Fatal(err)
	}
	if done.Failed() {
		t.Fatal(codes(done.Findings))
	}
	return to
}

func TestNginx(t *testing.T) {
	s := newServed(t)
	conf := s.example(t, "nginx.conf")
	tmp := t.TempDir()
	user := ""
	if os.Getuid() == 0 { // the folders of tests are closed to others
		user = "user root;\n"
	}
	var main strings.Builder
	main.WriteString(user + "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\npid " + tmp + "/pid;\nerror_log " + tmp + "/error.log;\nevents {}\nhttp {\naccess_log off;\n")
	for _, dir := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		main.WriteString(dir + "_temp_path " + tmp + "/" + dir + ";\n")
	}
	port := regexp.MustCompile(`(?m)^\s*listen \[::\].*\n`).ReplaceAllString(conf, "")
	port = strings.Replace(port, "listen 80;", "listen "+s.plain+";", 1)
	port = strings.Replace(port, "listen 443 ssl", "listen "+strings.TrimPrefix(s.address, "https://")+" ssl", 1)
	file := filepath.Join(tmp, "nginx.conf")
	if err := os.WriteFile(file, []byte(main.String()+port+"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	command := []string{"nginx", "-p", tmp, "-c", file}
	if out, err := exec.Command(command[0], append(command[1:], "-t")...).CombinedOutput(); err != nil || bytes.Contains(out, []byte("[warn]")) {
		t.Fatalf("nginx -t: %v\n%s", err, out)
	}
	s.start(t, exec.Command(command[0], append(command[1:], "-g", "daemon off;")...))
	s.judge(t, http.StatusPermanentRedirect)
}

func TestCaddy(t *testing.T) {
	s := newServed(t)
	conf := s.example(t, "Caddyfile")
	tmp := t.TempDir()
	head := "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n"
	conf = strings.Replace(conf, serversName+" {", s.address+" {\n\ttls "+filepath.Join(s.certs, "cert.pem")+" "+filepath.Join(s.certs, "key.pem"), 1)
	conf += "\nhttp://" + s.plain + " {\n\tredir https://{host}{uri} 301\n}\n" // which Caddy does by itself on ports 80 and 443
	file := filepath.Join(tmp, "Caddyfile")
	if err := os.WriteFile(file, []byte(head+conf), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("caddy", "run", "--config", file, "--adapter", "caddyfile")
	command.Env = append(os.Environ(), "XDG_DATA_HOME="+tmp, "XDG_CONFIG_HOME="+tmp, "HOME="+tmp)
	s.start(t, command)
	s.judge(t, http.StatusMovedPermanently)
}

// newServed makes a site, and a certificate for this computer.
func newServed(t *testing.T) *served {
	t.Helper()
	s := &served{dir: release(t), certs: t.TempDir(), files: map[string]bool{}}
	raw, err := os.ReadFile(filepath.Join(s.dir, disk.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	m, err := disk.ParseManifest(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range m.Files {
		s.files[f.Path] = true
	}
	ports := make([]int, 2)
	for i := range ports {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ports[i] = l.Addr().(*net.TCPAddr).Port
		defer func() { _ = l.Close() }()
	}
	s.address, s.plain = fmt.Sprintf("https://%s:%d", serversName, ports[0]), fmt.Sprintf("%s:%d", serversName, ports[1])
	s.client = &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.certificate(t)}, DisableCompression: true, ForceAttemptHTTP2: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return s
}

func (s *served) certificate(t *testing.T) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: serversName}, DNSNames: []string{serversName},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), //nolint:forbidigo // a certificate has a day
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	cert := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	for name, text := range map[string][]byte{"cert.pem": cert, "key.pem": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})} {
		if err := os.WriteFile(filepath.Join(s.certs, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(cert)
	return pool
}

// example is a file of docs/servers for this site on this computer.
func (s *served) example(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "servers", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer(
		"/srv/namnder", s.dir, "namnder.exempelkoping.se", serversName,
		"/etc/ssl/namnder.pem", filepath.Join(s.certs, "cert.pem"), "/etc/ssl/namnder.key", filepath.Join(s.certs, "key.pem"),
	).Replace(string(text))
}

// start runs a server until the test ends, and waits for its first answer.
func (s *served) start(t *testing.T, command *exec.Cmd) {
	t.Helper()
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	t.Cleanup(func() {
		_ = command.Process.Signal(os.Interrupt)
		<-ended
	})
	for {
		answer, err := s.client.Get(s.address + "/")
		if err == nil {
			_ = answer.Body.Close()
			return
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%v\n%s", err, said.String())
		case <-time.After(20 * time.Millisecond): // until it listens
		}
	}
}

// get asks for an address, and returns the answer with its content as it was sent.
func (s *served) get(t *testing.T, address, accept string) (*http.Response, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", accept)
	answer, err := s.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer, content
}

// judge holds a server to all that the examples promise.
func (s *served) judge(t *testing.T, moved int) {
	t.Helper()
	count := map[string]int{}
	withdrawn := s.withdrawn(t, count)
	left := s.movedAway(t, moved, count)
	for name := range s.files {
		page := strings.TrimSuffix(name, "index.html")
		if page != name && (withdrawn[path.Dir(name)] || left["/"+page]) || strings.HasSuffix(name, ".caddy") { // which Caddy hides
			continue
		}
		s.file(t, name, s.address+"/"+page, count)
	}
	s.elsewhere(t)
	result, err := verify.URL(t.Context(), &http.Client{Transport: s.client.Transport}, s.address, verify.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Findings {
		t.Errorf("verify: %s %s", f.Place.File, f.Message("en"))
	}
	if result.Editions == 0 || result.Withdrawn == 0 {
		t.Errorf("verify tried nothing: %+v", result)
	}
	for _, what := range []string{"br", "gzip", "identity", "policy", "moved", "withdrawn", "immutable"} {
		if count[what] == 0 {
			t.Errorf("nothing was tried of %s", what)
		}
	}
	t.Logf("%v", count)
}

// file asks for a file as it is and compressed.
func (s *served) file(t *testing.T, name, address string, count map[string]int) {
	t.Helper()
	want, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if _, e := squeeze.Original(name); e != squeeze.None {
		return // asked for by another name
	}
	for _, accept := range []string{"identity", "gzip", "gzip, deflate, br"} {
		encoding := squeeze.None
		switch {
		case strings.Contains(accept, "br") && s.files[name+".br"]:
			encoding = squeeze.Brotli
		case strings.Contains(accept, "gzip") && s.files[name+".gz"]:
			encoding = squeeze.Gzip
		}
		answer, content := s.get(t, address, accept)
		if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Encoding") != string(encoding) {
			t.Errorf("%s, %s: %s, %v", address, accept, answer.Status, answer.Header)
			continue
		}
		if got, err := squeeze.Expand(encoding, content, 1<<30); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s, %s: other content, %v", address, accept, err)
		}
		if s.files[name+".gz"] && !strings.Contains(answer.Header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%s: Vary is %q", address, answer.Header.Get("Vary"))
		}
		s.headers(t, name, answer, count)
		if path.Ext(name) == ".html" {
			s.policy(t, name, want, answer, count)
		}
		count[strings.TrimPrefix(accept, "gzip, deflate, ")]++
	}
}

// headers compares with what the program says itself.
func (s *served) headers(t *testing.T, name string, answer *http.Response, count map[string]int) {
	t.Helper()
	for header, want := range map[string]string{
		"Content-Type": disk.MediaType(name), "Cache-Control": deploy.CacheControl(name), "Strict-Transport-Security": "max-age=31536000",
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		"Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
	} {
		if got := answer.Header.Get(header); got != want {
			t.Errorf("%s: %s is %q, want %q", name, header, got, want)
		}
	}
	open := slices.Contains([]string{".csv", ".json", ".rdf", ".ics", ".xml", ".txt"}, path.Ext(name))
	if got := answer.Header.Get("Access-Control-Allow-Origin"); (got == "*") != open {
		t.Errorf("%s: may be read by pages of other sites: %q", name, got)
	}
	if strings.Contains(answer.Header.Get("Cache-Control"), "immutable") {
		count["immutable"]++
	}
}

var metaPolicy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

// policy holds that the header forbids nothing that a page's own policy allows:
// browsers follow both.
func (s *served) policy(t *testing.T, name string, page []byte, answer *http.Response, count map[string]int) {
	t.Helper()
	header := directives(answer.Header.Get("Content-Security-Policy"))
	meta := metaPolicy.FindSubmatch(page)
	if meta == nil || len(header) < 5 {
		t.Errorf("%s has no policy", name)
		return
	}
	for directive, sources := range directives(strings.ReplaceAll(string(meta[1]), "&#39;", "'")) {
		allowed, ok := header[directive]
		if !ok {
			allowed = header["default-src"]
		}
		for _, source := range sources {
			if source != "'none'" && !slices.Contains(allowed, source) {
				t.Errorf("%s: the page may load %s from %s, the header does not let it", name, directive, source)
			}
		}
	}
	count["policy"]++
}

func directives(policy string) map[string][]string {
	all := map[string][]string{}
	for directive := range strings.SplitSeq(policy, ";") {
		if words := strings.Fields(directive); len(words) > 0 {
			all[words[0]] = words[1:]
		}
	}
	return all
}

// withdrawn asks for pages of withdrawn editions, and returns their folders.
func (s *served) withdrawn(t *testing.T, count map[string]int) map[string]bool {
	t.Helper()
	list, err := os.ReadFile(filepath.Join(s.dir, "withdrawn.nginx.conf"))
	if err != nil {
		t.Fatal(err)
	}
	folders := map[string]bool{}
	for line := range strings.Lines(string(list)) {
		at, _, _ := strings.Cut(line, " ")
		folder := strings.TrimSuffix(strings.Trim(strings.TrimSuffix(at, "index.html"), "/"), "/")
		folders[folder] = true
		want, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(folder), "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		answer, content := s.get(t, s.address+at, "identity")
		if answer.StatusCode != http.StatusGone || !bytes.Equal(content, want) || answer.Header.Get("X-Content-Type-Options") == "" {
			t.Errorf("%s: %s, %d bytes, want %d", at, answer.Status, len(content), len(want))
		}
		count["withdrawn"]++
	}
	return folders
}

// movedAway follows every address of redirects.txt, and returns them.
func (s *served) movedAway(t *testing.T, status int, count map[string]int) map[string]bool {
	t.Helper()
	left := map[string]bool{}
	list, err := os.ReadFile(filepath.Join(s.dir, "redirects.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(list)) {
		from, to, _ := strings.Cut(strings.TrimSpace(line), " ")
		answer, _ := s.get(t, s.address+from, "identity")
		if answer.StatusCode != status || strings.TrimPrefix(answer.Header.Get("Location"), s.address) != to {
			t.Errorf("%s: %s to %q, want %s", from, answer.Status, answer.Header.Get("Location"), to)
		}
		count["moved"]++
		left[from] = true
	}
	return left
}

// elsewhere asks for what is no file of the site.
func (s *served) elsewhere(t *testing.T) {
	t.Helper()
	missing, err := os.ReadFile(filepath.Join(s.dir, "404.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"/finns/inte/", "/finns-inte", "/.tertial/deploy.journal", "/.tertial/leaving", "/.git/config"} {
		answer, content := s.get(t, s.address+name, "identity")
		if answer.StatusCode != http.StatusNotFound || !bytes.Equal(content, missing) {
			t.Errorf("%s: %s", name, answer.Status)
		}
	}
	answer, _ := s.get(t, s.address+"/changes", "identity")
	if answer.StatusCode/100 != 3 || strings.TrimPrefix(answer.Header.Get("Location"), s.address) != "/changes/" {
		t.Errorf("a folder without its slash: %s to %q", answer.Status, answer.Header.Get("Location"))
	}
	answer, _ = s.get(t, "http://"+s.plain+"/changes/", "identity")
	if answer.StatusCode != http.StatusMovedPermanently || !strings.HasPrefix(answer.Header.Get("Location"), "https://"+serversName) {
		t.Errorf("without TLS: %s to %q", answer.Status, answer.Header.Get("Location"))
	}
}
