package deploy

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/site"
)

func TestParseTarget(t *testing.T) {
	t.Parallel()
	const endpoint = "?endpoint=https://s3.example.se"
	tests := []struct {
		give string
		want Target
		bad  BadTarget
	}{
		{give: "/mnt/webb", want: Target{Dir: "/mnt/webb"}},
		{give: "../ut/", want: Target{Dir: "../ut"}},
		{give: "file:/mnt/möten och annat", want: Target{Dir: "/mnt/möten och annat"}},
		{give: "file:///mnt/webb", want: Target{Dir: "/mnt/webb"}},
		{give: "s3://webb", want: Target{Bucket: "webb", Endpoint: defaultEndpoint}},
		{give: "s3://webb/a/b/?region=eu-north-1", want: Target{Bucket: "webb", Prefix: "a/b/", Endpoint: defaultEndpoint, Region: "eu-north-1"}},
		{give: "s3://webb/" + endpoint, want: Target{Bucket: "webb", Endpoint: "s3.example.se"}},
		{give: "s3://webb?endpoint=s3.example.se:9000", want: Target{Bucket: "webb", Endpoint: "s3.example.se:9000"}},
		{give: "s3://webb?endpoint=http://127.0.0.1:9000", want: Target{Bucket: "webb", Endpoint: "127.0.0.1:9000", Plain: true}},
		{give: "s3://webb?endpoint=http://[::1]:9000", want: Target{Bucket: "webb", Endpoint: "[::1]:9000", Plain: true}},
		{give: "s3://webb?endpoint=http://localhost", want: Target{Bucket: "webb", Endpoint: "localhost", Plain: true}},
		{give: "", bad: BadAddress},
		{give: "file:", bad: BadAddress},
		{give: "ftp://webb/a", bad: BadAddress},
		{give: "s3://we%zzbb", bad: BadAddress},
		{give: "s3:///a", bad: NoBucket},
		{give: "s3://nyckel:hemlig@webb/a", bad: SecretInIt},
		{give: "s3://webb?endpoint=http://s3.example.se", bad: NoTLS},
		{give: "s3://webb?endpoint=http://127.0.0.1.example.se", bad: NoTLS},
		{give: "s3://webb?endpoint=", bad: BadParameter},
		{give: "s3://webb?endpoint=a&endpoint=b", bad: BadParameter},
		{give: "s3://webb?secret_key=hemlig", bad: BadParameter},
		{give: "s3://webb?%zz", bad: BadParameter},
		{give: "s3://webb?endpoint=ftp://a", bad: BadAddress},
		{give: "s3://webb?endpoint=https://a/b", bad: BadAddress},
		{give: "s3://webb?endpoint=https://x:hemlig@a", bad: BadAddress},
	}
	for _, tt := range tests {
		got, err := ParseTarget(tt.give, keys)
		if tt.bad != "" {
			var bad *BadTargetError
			if !errors.As(err, &bad) || bad.Reason != tt.bad || strings.Contains(err.Error(), "hemlig") {
				t.Errorf("%s: %v, want %s", tt.give, err, tt.bad)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.give, err)
			continue
		}
		if got.Dir == "" {
			tt.want.Keys = Keys{ID: "nyckel", Secret: "hemlig"}
		}
		if *got != tt.want || strings.Contains(got.String(), "hemlig") {
			t.Errorf("%s: %+v, want %+v", tt.give, *got, tt.want)
		}
	}
	var bad *BadTargetError
	if _, err := ParseTarget("s3://webb", func(string) string { return "" }); !errors.As(err, &bad) || bad.Reason != NoKeys {
		t.Errorf("without keys: %v", err)
	}
}

func TestApart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"site/public/a", "other"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(filepath.Join(dir, "site", "public"), link); err != nil {
		t.Fatal(err)
	}
	source := filepath.Join(dir, "site", "public")
	for to, apart := range map[string]bool{
		source: false, filepath.Join(source, "a"): false, filepath.Join(source, "new"): false, filepath.Join(dir, "site"): false, dir: false, link: false,
		filepath.Join(dir, "other"): true, filepath.Join(dir, "site", "public2"): true,
	} {
		if err := (&Target{Dir: to}).Apart(source); (err == nil) != apart {
			t.Errorf("%s: %v", to, err)
		}
	}
	if err := (&Target{Bucket: "webb"}).Apart(source); err != nil {
		t.Error(err)
	}
	if err := (&Target{Dir: dir}).Apart(""); err != nil { // a rollback has none
		t.Error(err)
	}
}

func TestPolicy(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, kind, cache string }{
		{"index.html", "text/html; charset=utf-8", CacheAsk},
		{"404.html", "text/html; charset=utf-8", CacheAsk},
		{"assets/tertial-ac64b9f6.css", "text/css; charset=utf-8", CacheAlways},
		{"assets/fonts/source-sans-3-latin-400-normal.woff2", "font/woff2", CacheMonth},
		{"assets/icon.svg", "image/svg+xml", CacheAsk},
		{"namnd/2026/delar-1/2/assets/report-5f62714b.css", "text/css; charset=utf-8", CacheAlways},
		{"namnd/meetings/2026-05-26/protokoll-20260526.pdf", "application/pdf", CacheAsk}, // a day, no digest
		{"namnd/2026/delar-1/2/data/drift/drift.csv", "text/csv; charset=utf-8", CacheHour},
		{"namnd/2026/delar-1/2/index.html", "text/html; charset=utf-8", CacheAsk},
		{"namnd/2026/delar-1/data/drift/drift.csv", "text/csv; charset=utf-8", CacheAsk},
		{"data/catalog.rdf", "application/rdf+xml", CacheAsk},
		{"changes/log.txt", "text/plain; charset=utf-8", CacheAsk},
		{"changes/checkpoint", "text/plain; charset=utf-8", CacheAsk},
		{"changes/tile/8/0/000", "application/octet-stream", CacheAsk},
		{"manifest.sha256", "text/plain; charset=utf-8", CacheAsk},
		{"namnd/meetings.ics", "text/calendar; charset=utf-8", CacheAsk},
	}
	for _, tt := range tests {
		if kind, cache := site.MediaType(tt.name), CacheControl(tt.name); kind != tt.kind || cache != tt.cache {
			t.Errorf("%s: %q, %q", tt.name, kind, cache)
		}
	}
}
