package deploy

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/minio/minio-go/v7"

	"tertial/internal/publog"
	"tertial/internal/squeeze"
	"tertial/internal/verify"
)

// A moody server answers some requests as it likes: with a status and a code.
type moody struct {
	mu     sync.Mutex
	answer func(r *http.Request) (status int, code string) // 0 for the usual answer
	asked  int
}

func (m *moody) server(t *testing.T) *place {
	t.Helper()
	return aBucket(t, func(fake *gofakes3.GoFakeS3) *httptest.Server {
		usual := fake.Server()
		return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			m.mu.Lock()
			status, code := 0, ""
			if m.answer != nil {
				status, code = m.answer(r)
			}
			m.asked++
			m.mu.Unlock()
			if status == 0 {
				usual.ServeHTTP(w, r)
				return
			}
			w.Header().Set("Content-Type", "application/xml")
			w.WriteHeader(status)
			fmt.Fprintf(w, "<Error><Code>%s</Code><Message>no</Message></Error>", code)
		}))
	})
}

func always(method string, status int, code string) func(*http.Request) (int, string) {
	return func(r *http.Request) (int, string) {
		if method == "" || r.Method == method {
			return status, code
		}
		return 0, ""
	}
}

// What a server refuses is told apart, and asked again only where that helps.
func TestServerRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		answer func(*http.Request) (int, string)
		reason Reason
		op     Op
		again  bool
	}{
		{"wrong key", always("", 403, "InvalidAccessKeyId"), WrongKeys, Listing, false},
		{"wrong secret", always("", 403, "SignatureDoesNotMatch"), WrongKeys, Listing, false},
		{"clock", always("", 403, "RequestTimeTooSkewed"), WrongClock, Listing, false},
		{"no bucket", always("", 404, "NoSuchBucket"), NoSuch, Listing, false},
		{"may not list", always(http.MethodGet, 403, "AccessDenied"), NoRights, Listing, false},
		{"may not write", always(http.MethodPut, 403, "AccessDenied"), NoRights, Writing, false},
		{"may not remove", always(http.MethodDelete, 403, "AccessDenied"), NoRights, Removing, false},
		{"full", always(http.MethodPut, 507, "XMinioStorageFull"), Full, Writing, false},
		{"quota", always(http.MethodPut, 400, "QuotaExceeded"), Full, Writing, false},
		{"broken", always(http.MethodPut, 500, "InternalError"), Odd, Writing, true},
		{"busy", always(http.MethodPut, 503, "SlowDown"), Odd, Writing, true},
		{"odd", always(http.MethodPut, 418, "Teapot"), Odd, Writing, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			m := &moody{}
			p := m.server(t)
			o := newTown(t)
			o.build(t, 1)
			deploy(t, p, options(o))
			o.build(t, 2)
			m.answer = tt.answer
			var waits []time.Duration
			opts := options(o)
			p.Target = &Target{Bucket: p.Bucket, Prefix: p.Prefix, Endpoint: p.Endpoint, Plain: true, Keys: p.Keys}
			opts.Wait = func(_ context.Context, d time.Duration) error {
				waits = append(waits, d) // what fails first is the lock, and nothing else is at work
				return nil
			}
			_, err := Run(t.Context(), p.Target, opts)
			var target *TargetError
			if !errors.As(err, &target) || target.Reason != tt.reason || target.Op != tt.op || strings.Contains(err.Error(), p.Keys.Secret) {
				t.Fatalf("%v (%+v)", err, target)
			}
			if want := []time.Duration{firstWait, 2 * firstWait, 4 * firstWait, 8 * firstWait, 16 * firstWait}; tt.again && !slices.Equal(waits, want) || !tt.again && len(waits) > 0 {
				t.Errorf("waited %v", waits)
			}
			m.mu.Lock()
			m.answer = nil
			m.mu.Unlock()
			p.walk(t)
			opts.BreakLock = true // it could not be removed either, or another may have it
			deploy(t, p, opts)
			p.is(t, o, "assets/stil-00000001.css")
		})
	}
}

// A server that stumbles now and then is asked again.
func TestServerStumbles(t *testing.T) {
	t.Parallel()
	m := &moody{}
	p := m.server(t)
	o := newTown(t)
	o.build(t, 1)
	m.answer = func(*http.Request) (int, string) {
		if m.asked%5 == 0 {
			return http.StatusServiceUnavailable, "SlowDown"
		}
		return 0, ""
	}
	var mu sync.Mutex
	var waits []time.Duration
	opts := options(o)
	opts.Wait = func(_ context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		waits = append(waits, d)
		return nil
	}
	deploy(t, p, opts)
	m.mu.Lock()
	m.answer = nil
	m.mu.Unlock()
	p.is(t, o)
	if !slices.Contains(waits, firstWait) {
		t.Errorf("waited %v", waits)
	}
}

// Where a server knows no conditions, the lock is taken as well as can be.
func TestServerWithoutConditions(t *testing.T) {
	t.Parallel()
	m := &moody{}
	p := m.server(t)
	m.answer = func(r *http.Request) (int, string) {
		if r.Header.Get("If-None-Match") != "" {
			return http.StatusNotImplemented, "NotImplemented"
		}
		return 0, ""
	}
	o := newTown(t)
	o.build(t, 1)
	deploy(t, p, options(o))
	p.is(t, o)
}

func TestNoServer(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	to, err := ParseTarget("s3://webb/x?endpoint="+gone.URL, keys)
	if err != nil {
		t.Fatal(err)
	}
	o := newTown(t)
	o.build(t, 1)
	_, err = Run(t.Context(), to, options(o))
	var target *TargetError
	if !errors.As(err, &target) || target.Reason != Unreachable {
		t.Errorf("%v", err)
	}
}

// What browsers load lies in a bucket compressed, if that is asked for; data
// stay as they are. Whoever verifies the address finds the site.
func TestEncodings(t *testing.T) {
	t.Parallel()
	for _, e := range []squeeze.Encoding{squeeze.None, squeeze.Gzip, squeeze.Brotli} {
		t.Run("as "+string(e), func(t *testing.T) {
			t.Parallel()
			m := &moody{}
			p := m.server(t)
			caches := map[string]string{} // which this server does not keep
			m.answer = func(r *http.Request) (int, string) {
				if r.Method == http.MethodPut {
					caches[strings.TrimPrefix(r.URL.Path, "/webb/"+p.Prefix)] = r.Header.Get("Cache-Control")
				}
				return 0, ""
			}
			o := newTown(t)
			o.own["stor.csv"] = strings.Repeat("a;b\n1;2\n", 400)
			o.publish(t, 1, publog.First)
			o.build(t, 1)
			opts := options(o)
			opts.Encoding = e
			deploy(t, p, opts)
			b := p.store.(*bucket)
			for name, want := range map[string]struct {
				encoding squeeze.Encoding
				kind     string
				cache    string
			}{
				"index.html":               {e, "text/html; charset=utf-8", CacheAsk},
				"stor.csv":                 {squeeze.None, "text/csv; charset=utf-8", CacheAsk},
				"assets/stil-00000001.css": {e, "text/css; charset=utf-8", CacheAlways},
				"tom.txt":                  {squeeze.None, "text/plain; charset=utf-8", CacheAsk},
			} {
				info, err := b.client.StatObject(t.Context(), p.Bucket, b.key(name), minio.StatObjectOptions{})
				if err != nil {
					t.Fatal(err)
				}
				if got := info.Metadata.Get("Content-Encoding"); got != string(want.encoding) || info.ContentType != want.kind || caches[name] != want.cache {
					t.Errorf("%s: %q, %q, %v", name, got, info.ContentType, info.Metadata)
				}
			}
			if r := deploy(t, p, opts); len(r.Changes) > 0 {
				t.Errorf("again: %v", r.Changes)
			}
			result, err := verify.URL(t.Context(), http.DefaultClient, "http://"+p.Endpoint+"/webb/"+p.Prefix, verify.Options{})
			if err != nil || len(result.Findings) > 0 || result.Editions != 1 {
				t.Errorf("%+v, %v", result, err)
			}
			opts.Encoding = squeeze.None // another way another time
			deploy(t, p, opts)
			p.is(t, o)
		})
	}
}

func TestDiskRefuses(t *testing.T) {
	t.Parallel()
	f := &folder{dir: "webb"}
	for cause, want := range map[error]Reason{
		syscall.ENOSPC: Full, syscall.EDQUOT: Full, syscall.EROFS: NoRights, syscall.EACCES: NoRights, syscall.EPERM: NoRights,
		syscall.ESTALE: Unreachable, syscall.EIO: Odd,
	} {
		var target *TargetError
		if err := f.wrong(Writing, "a", cause); !errors.As(err, &target) || target.Reason != want || target.Name != "webb/a" || !errors.Is(err, cause) {
			t.Errorf("%v: %+v", cause, target)
		}
	}
}
