package preview_test

import (
	"context"
	"testing"
	"time"

	"tertial/internal/build"
	"tertial/internal/preview"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// A livePreview is a preview of a generated site, put together as the command
// does it.
type livePreview struct {
	root    string   // the site's folder
	reports []string // their paths
	address string   // of the start page
	end     func()   // ends it and waits until nothing of it is left
}

func live(t testing.TB, o testsite.Options) *livePreview {
	t.Helper()
	site := testsite.New(o)
	root := t.TempDir()
	if err := site.WriteTo(root); err != nil {
		t.Fatal(err)
	}
	l := liveAt(t, root)
	l.reports = site.Reports()
	return l
}

// liveAt is a preview of the site in a folder.
func liveAt(t testing.TB, root string) *livePreview {
	t.Helper()
	l := &livePreview{root: root}
	session := build.NewSession(build.Config{
		Root: l.root, Audience: build.Staff, AsOf: "2030-01-01", Program: "Tertial", BuiltIn: layouts.FS(),
	}, build.SessionOptions{Now: time.Now}) //nolint:forbidigo // the times of files are those of this machine
	ctx, stop := context.WithCancel(context.Background())
	changes, err := preview.Watch(ctx, l.root, []string{"content", "data", "layouts"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := preview.Listen(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := preview.New(preview.Options{
		Rebuild: func(ctx context.Context) (*preview.Build, error) {
			result, err := session.Rebuild(ctx)
			if err != nil {
				return nil, err
			}
			return &preview.Build{Files: result.Files, Findings: result.Findings}, nil
		},
		References: session.References, Changes: changes, Root: l.root, Audience: "personal",
	})
	l.address = "http://" + listener.Addr().String() + "/"
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx, listener) }()
	l.end = func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		for range changes { // until the watcher has ended
		}
		session.Close()
	}
	return l
}
