// Package testpublish publishes the reports of a site for tests, as the command
// does, but for the approver: it acknowledges every warning.
//
// In comes a build.Config; the editions are put below its root. The public sees
// reports only through editions, so a test of what the public gets begins here.
package testpublish

import (
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/content"
	"tertial/internal/diag"
)

// Approver is the role that approves every report.
const Approver = "nämndsekreterare"

// Random is a source of the same random bytes for the same number.
func Random(seed uint64) io.Reader {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(seed >> (8 * i))
	}
	return rand.NewChaCha8(key)
}

// Try publishes one report after it has acknowledged its warnings. What the
// request leaves out of approver and random source is filled in.
func Try(t testing.TB, cfg build.Config, req build.PublishRequest) *build.Release {
	t.Helper()
	if req.ApprovedBy == "" {
		req.ApprovedBy = Approver
	}
	if req.Random == nil {
		req.Random = Random(1)
	}
	release, err := build.Publish(t.Context(), cfg, req)
	if err != nil {
		t.Fatalf("publish %s: %v", req.Report, err)
	}
	if !release.Failed() {
		return release
	}
	for i := range release.Findings {
		if f := &release.Findings[i]; f.Severity == diag.Warning && !slices.Contains(req.Acknowledged, string(f.Code)) {
			req.Acknowledged = append(req.Acknowledged, string(f.Code))
		}
	}
	if release, err = build.Publish(t.Context(), cfg, req); err != nil {
		t.Fatalf("publish %s: %v", req.Report, err)
	}
	return release
}

// One publishes a report and ends the test when something stands in its way.
func One(t testing.TB, cfg build.Config, req build.PublishRequest) *build.Release {
	t.Helper()
	release := Try(t, cfg, req)
	if release.Failed() {
		var said strings.Builder
		if err := (diag.Printer{Lang: "en"}).Print(&said, release.Findings); err != nil {
			t.Fatal(err)
		}
		t.Fatalf("%s was not published: %+v\n%s", req.Report, release.Steps, said.String())
	}
	return release
}

// All publishes every report of the site that its authors have opened to the
// public, in the order of their paths, and returns these paths.
func All(t testing.TB, cfg build.Config) []string {
	t.Helper()
	open := func(m *content.Meta) bool { return m.Visibility == content.Public && m.From <= cfg.AsOf }
	var paths []string
	for i, meta := range content.Scan(os.DirFS(cfg.Root), open, &diag.List{}) {
		if meta.Stage != "draft" {
			One(t, cfg, build.PublishRequest{Report: meta.Path, Random: Random(uint64(i))})
			paths = append(paths, meta.Path)
		}
	}
	return paths
}
