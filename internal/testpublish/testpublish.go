// Package testpublish publishes the reports of a site for tests, as the command
// does, but for the approver: it acknowledges every warning.
//
// In comes a build.Config; the editions are put below its root, without waiting
// for the disk. The public sees reports only through editions, so a test of what
// the public gets begins here.
package testpublish

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

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

// quick does not wait for the disk.
func quick(string, string) error { return nil }

// Try publishes one report after it has acknowledged its warnings. What the
// request leaves out of approver, random source and hook is filled in.
func Try(ctx context.Context, cfg build.Config, req build.PublishRequest) (*build.Release, error) {
	req.ApprovedBy = cmp.Or(req.ApprovedBy, Approver)
	if req.Random == nil {
		req.Random = Random(1)
	}
	if req.Hook == nil {
		req.Hook = quick
	}
	release, err := build.Publish(ctx, cfg, req)
	if err != nil || !release.Failed() {
		return release, err
	}
	for i := range release.Findings {
		if f := &release.Findings[i]; f.Severity == diag.Warning && !slices.Contains(req.Acknowledged, string(f.Code)) {
			req.Acknowledged = append(req.Acknowledged, string(f.Code))
		}
	}
	return build.Publish(ctx, cfg, req)
}

// One publishes a report. That something stands in its way is an error.
func One(ctx context.Context, cfg build.Config, req build.PublishRequest) (*build.Release, error) {
	release, err := Try(ctx, cfg, req)
	if err == nil && release.Failed() {
		err = fmt.Errorf("%s was not published: %+v\n%s", req.Report, release.Steps, said(release.Findings))
	}
	return release, err
}

// All publishes every report of the site that its authors have opened to the
// public, in the order of their paths, and returns these paths.
func All(ctx context.Context, cfg build.Config) ([]string, error) {
	open := func(m *content.Meta) bool { return m.Visibility.ForWeb() && m.From <= cfg.AsOf }
	var paths []string
	for i, meta := range content.Scan(os.DirFS(cfg.Root), open, &diag.List{}) {
		if meta.Stage == "draft" {
			continue
		}
		if _, err := One(ctx, cfg, build.PublishRequest{Report: meta.Path, Random: Random(uint64(i))}); err != nil {
			return paths, err
		}
		paths = append(paths, meta.Path)
	}
	return paths, nil
}

// Withdraw takes editions of a report off the web, all when none is named.
func Withdraw(ctx context.Context, cfg build.Config, report string, editions ...int) error {
	result, err := build.Withdraw(ctx, cfg, build.WithdrawRequest{
		Report: report, Numbers: editions, Reason: "Uppgifter som inte får publiceras", By: "registrator", Preserved: "KS 2026/1", Hook: quick,
	})
	if err == nil && result.Failed() {
		err = fmt.Errorf("%s was not withdrawn\n%s", report, said(result.Findings))
	}
	return err
}

func said(findings []diag.Finding) string {
	var out strings.Builder
	if err := (diag.Printer{Lang: "en"}).Print(&out, findings); err != nil {
		return err.Error()
	}
	return out.String()
}
