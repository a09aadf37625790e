package build_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/build"
	"tertial/internal/edition"
	"tertial/internal/verify"
)

// said builds for an audience and returns what was found.
func (p *publication) said(t *testing.T, a build.Audience) (found string, failed bool) {
	t.Helper()
	cfg := p.config()
	cfg.Audience, cfg.Out = a, filepath.Join(t.TempDir(), "ut")
	result, err := build.Build(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return saidOf(result.Findings), result.Failed()
}

// TestCopiedEdition: an edition that is copied to another report is published
// by no build, whether that has a working copy or not.
func TestCopiedEdition(t *testing.T) {
	t.Parallel()
	for _, to := range []string{otherPublish, "barnnamnden/2020/ny"} {
		p := newPublication(t)
		var acknowledged []string
		if later, err := txtar.ParseFile("testdata/crossdoc.txtar"); err != nil || to == otherPublish {
			lay(t, p.root, later)
			acknowledged = []string{"CROSSDOC"}
		}
		e := p.must(t, ofPublish, func(r *build.PublishRequest) { r.Acknowledged = append(r.Acknowledged, acknowledged...) })
		here := edition.Dir(to, 1)
		if err := os.CopyFS(filepath.Join(p.root, here), os.DirFS(filepath.Join(p.root, e.Dir))); err != nil {
			t.Fatal(err)
		}
		for _, a := range build.Audiences() {
			got, failed := p.said(t, a)
			if !failed || !strings.Contains(got, "EDITION-LOG "+here+"/edition.yaml: Utgåva 1 av "+ofPublish+" ligger i två mappar, "+e.Dir+" och "+here) {
				t.Errorf("%s, %s: %v\n%s", to, a, failed, got)
			}
		}
		result, err := verify.Repository(os.DirFS(p.root), verify.Options{})
		if err != nil || !strings.Contains(saidOf(result.Findings), "EDITION-LOG "+here) {
			t.Error(err, saidOf(result.Findings))
		}
		if to != otherPublish {
			continue
		}
		release, err := p.publish(to, quick, func(r *build.PublishRequest) { r.DryRun = true })
		if err != nil || !strings.Contains(saidOf(release.Findings), "EDITION-LOG") {
			t.Error(err, "published on top of a copy")
		}
	}
}

// TestUndeclaredRename: a report that was moved whole builds for everyone; those
// who read its working copy are told to write its old path down.
func TestUndeclaredRename(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	p.must(t, ofPublish, nil)
	const now = "barnnamnden/2020/delar-ett"
	p.rename(t, ofPublish, now)
	for _, a := range build.Audiences() {
		if got, failed := p.said(t, a); failed || strings.Contains(got, "EDITION-MOVED") == (a == build.Public) {
			t.Errorf("%s: %v\n%s", a, failed, got)
		}
	}
	p.edit(t, "content/"+now+"/report.md", "author: controller", "author: controller\nformerly: ["+ofPublish+"]")
	for _, a := range build.Audiences() {
		if got, failed := p.said(t, a); failed || strings.Contains(got, "EDITION-MOVED") {
			t.Errorf("%s: %v\n%s", a, failed, got)
		}
	}
}
