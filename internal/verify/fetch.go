package verify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"

	"tertial/internal/squeeze"
)

// fetches is how many files are asked for at once: enough to keep a line busy,
// and no burden for a server.
const fetches = 8

// A server is a site on the web.
type server struct {
	client *http.Client
	base   *url.URL
}

// URL verifies a site on the web, by the address of its start page. Only files
// of its manifest are asked for; whether there are others nobody can see from
// there. An error means that the server did not answer as one should.
func URL(ctx context.Context, client *http.Client, base string, opts Options) (*Result, error) {
	address, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("address: %w", err)
	}
	if address.Scheme != "http" && address.Scheme != "https" || address.Host == "" {
		return nil, fmt.Errorf("address %s: want http:// or https://", base)
	}
	address.RawQuery, address.Fragment, address.RawPath = "", "", ""
	address.Path = strings.TrimSuffix(strings.TrimSuffix(address.Path, "index.html"), "/") + "/"
	own := *client
	own.CheckRedirect = sameHost
	return run(ctx, server{&own, address}, opts)
}

// mostHops is how often a server may lead on.
const mostHops = 5

// sameHost lets a server lead to other addresses of its own only, so that the
// address that was given is the one that is verified.
func sameHost(next *http.Request, before []*http.Request) error {
	first := before[0].URL
	if len(before) > mostHops || next.URL.Hostname() != first.Hostname() || first.Scheme == "https" && next.URL.Scheme != "https" {
		return fmt.Errorf("%s leads to %s", first, next.URL)
	}
	return nil
}

func (s server) open(ctx context.Context, name string) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.place(name), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Cache-Control", "no-cache")
	if _, encoding := squeeze.Original(name); encoding != squeeze.None {
		request.Header.Set("Accept-Encoding", "identity") // some servers take the copy for the file that it is of
	}
	answer, err := s.client.Do(request)
	if err != nil {
		return nil, err
	}
	switch answer.StatusCode {
	case http.StatusOK, http.StatusGone: // as the page of a withdrawn edition says
		if led := answer.Request.URL; led.Path != request.URL.Path && !sameFile(led.Path, request.URL.Path) {
			err = &elsewhereError{strings.TrimPrefix(led.Path, s.base.Path)}
			break
		}
		return plain(name, answer)
	case http.StatusNotFound:
		err = fs.ErrNotExist
	default:
		err = fmt.Errorf("%s: %s", s.place(name), answer.Status)
	}
	return nil, errors.Join(err, answer.Body.Close())
}

// sameFile reports whether two addresses are of one page: with and without its
// file's name.
func sameFile(a, b string) bool {
	return strings.TrimSuffix(a, "index.html") == strings.TrimSuffix(b, "index.html")
}

// An elsewhereError says that a server leads on to another file.
type elsewhereError struct{ to string }

func (e *elsewhereError) Error() string { return "the server leads to " + e.to }

// plain is the body of an answer as it was before a server, or who put the file
// there, compressed it. A copy that is asked for by its own name stays packed.
func plain(name string, answer *http.Response) (io.ReadCloser, error) {
	encoding := squeeze.Encoding(answer.Header.Get("Content-Encoding"))
	if _, own := squeeze.Original(name); own == encoding {
		return answer.Body, nil
	}
	content, err := squeeze.Reader(encoding, answer.Body)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", answer.Request.URL, err), answer.Body.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{content, answer.Body}, nil
}

func (s server) place(name string) string {
	at := *s.base
	at.Path += name
	return at.String()
}

func (server) list() (names []string, ok bool, err error) { return nil, false, nil }

func (server) parallel() int { return fetches }
