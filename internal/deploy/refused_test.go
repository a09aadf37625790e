package deploy

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"

	"tertial/internal/audience"
	"tertial/internal/publog"
	"tertial/internal/site"
	"tertial/internal/squeeze"
)

// refused wants a run to change nothing and to say why.
func refused(t *testing.T, p *place, opts Options, want ...string) {
	t.Helper()
	before := p.listing(t)
	r, err := Run(t.Context(), p.Target, opts)
	if err != nil || !slices.Equal(said(r), want) {
		t.Errorf("%v %v, want %v", err, said(r), want)
	}
	if after := p.listing(t); !slices.Equal(sorted(before), sorted(after)) {
		t.Errorf("it was refused, and %q became %q", sorted(before), sorted(after))
	}
}

// put lays a file at a place as somebody else would.
func (p *place) put(t *testing.T, name, content string) {
	t.Helper()
	if f, ok := p.store.(*folder); ok {
		to := filepath.Join(f.dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
		return
	}
	b := p.store.(*bucket)
	_, err := b.client.PutObject(t.Context(), b.target.Bucket, b.key(name), strings.NewReader(content), int64(len(content)), minio.PutObjectOptions{DisableContentSha256: true})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSourceIsProved(t *testing.T) {
	t.Parallel()
	p := aFolder(t)
	o := newTown(t)
	opts := options(o)
	refused(t, p, opts, "DEPLOY-SOURCE.none")
	o.build(t, 1)
	opts.Audience = audience.Staff
	refused(t, p, opts, "DEPLOY-SOURCE.audience")
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(o.dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	manifest := string(o.manifest(t).Bytes())
	m := o.manifest(t)
	m.Audience = ""
	write(site.ManifestName, string(m.Bytes()))
	refused(t, p, options(o), "DEPLOY-SOURCE.unknown")
	write(site.ManifestName, "# tertial 9\n")
	refused(t, p, options(o), "VERIFY-MANIFEST")
	write(site.ManifestName, manifest)
	write("index.html", "by hand")
	refused(t, p, options(o), "VERIFY-FILE")
}

func TestCopiesAreNeeded(t *testing.T) {
	t.Parallel()
	p := aBucket(t, nil)
	o := newTown(t)
	o.copies = false
	o.build(t, 1)
	opts := options(o)
	opts.Encoding = squeeze.Gzip
	refused(t, p, opts, "DEPLOY-SOURCE.copies")
}

// A site without search and printed reports does not replace one that has them.
func TestReleaseStays(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		t.Helper()
		o := newTown(t)
		o.build(t, 1)
		if !deploy(t, p, options(o)).Bare {
			t.Error("nothing is said of a first deployment without search")
		}
		o.own["search/pagefind/pagefind.js"] = "find()"
		o.build(t, 2)
		if deploy(t, p, options(o)).Bare {
			t.Error("a release is said to be none")
		}
		delete(o.own, "search/pagefind/pagefind.js")
		o.build(t, 3)
		refused(t, p, options(o), "DEPLOY-SOURCE.bare")
		o.own["search/pagefind/pagefind.js"] = "find(all)"
		o.build(t, 4)
		deploy(t, p, options(o))
	})
}

// When the folder changes meanwhile, the run stops with a site that is whole.
func TestSourceChanges(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		t.Helper()
		o := newTown(t)
		o.build(t, 1, "namnd/2026/a/index.html")
		deploy(t, p, options(o))
		o.build(t, 2, "namnd/2026/a/index.html")
		opts := options(o)
		page := filepath.Join(o.dir, "index.html")
		good, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, change := range []func() error{
			func() error { return os.WriteFile(page, []byte("new"), 0o644) },
			func() error { return os.Remove(page) },
		} {
			opts.Hook = func(op, name string) error {
				if op == "put" && name == journalName {
					return change()
				}
				return nil
			}
			r, err := Run(t.Context(), p.Target, opts)
			if err != nil || !slices.Contains(said(r), "DEPLOY-SOURCE.changed") {
				t.Fatalf("%v %v", err, said(r))
			}
			p.walk(t)
			if err := os.WriteFile(page, good, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if r := deploy(t, p, options(o)); !r.Resumed {
			t.Error("the next run did not go on from there")
		}
		p.is(t, o, "assets/stil-00000001.css")
	})
}

func TestForeignFiles(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		t.Helper()
		o := newTown(t)
		o.build(t, 1)
		p.put(t, "avhandling.txt", "years of work")
		p.put(t, ".well-known/security.txt", "Contact: it")
		p.put(t, "lost+found/x", "")
		refused(t, p, options(o), "DEPLOY-FOREIGN.strangers")
		if err := p.store.remove(t.Context(), "avhandling.txt"); err != nil {
			t.Fatal(err)
		}
		p.put(t, "index.html", "somebody else's")
		refused(t, p, options(o), "DEPLOY-FOREIGN")
		index, err := os.ReadFile(filepath.Join(o.dir, "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		p.put(t, "index.html", string(index)) // the very same is no stranger
		if r := deploy(t, p, options(o)); r.Unchanged != 1 {
			t.Errorf("%+v", r)
		}
		p.put(t, "avhandling.txt", "years of work") // beside the site, now
		p.put(t, "namnd/eget.txt", "more of it")
		o.build(t, 2, "namnd/eget/index.html")
		deploy(t, p, options(o))
		back := options(o)
		back.Rollback = true
		deploy(t, p, back)
		deploy(t, p, options(o))
		files := p.files(t)
		for name, want := range map[string]string{
			"avhandling.txt": "years of work", "namnd/eget.txt": "more of it", ".well-known/security.txt": "Contact: it", "lost+found/x": "",
		} {
			if got, ok := files[name]; !ok || got != want {
				t.Errorf("%s was touched: %q", name, got)
			}
		}
		p.put(t, site.ManifestName, "someone's list\n")
		refused(t, p, options(o), "DEPLOY-FOREIGN.manifest")
	})
}

// The log may grow, and nothing else.
func TestLogDoesNotGoBack(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		t.Helper()
		o := newTown(t)
		o.build(t, 1)
		deploy(t, p, options(o))
		o.publish(t, 1, publog.First)
		o.build(t, 1)
		deploy(t, p, options(o))
		older := newTown(t)
		older.build(t, 1)
		refused(t, p, options(older), "DEPLOY-LOG")
		other := newTown(t)
		other.publish(t, 1, publog.First)
		other.publish(t, 1, publog.Withdrawal)
		other.log = strings.Replace(other.log, "2026-11-20", "2026-11-19", 1)
		if err := p.store.remove(t.Context(), "index.html"); err != nil { // and what is lost comes back
			t.Fatal(err)
		}
		if r := deploy(t, p, options(o)); r.Added != 1 {
			t.Errorf("%+v", r)
		}
		o.publish(t, 1, publog.Withdrawal)
		o.build(t, 1)
		deploy(t, p, options(o))
		p.is(t, o)
	})
}

func TestLockedTarget(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		t.Helper()
		o := newTown(t)
		o.build(t, 1)
		them := Holder{Host: "byggserver", PID: 7, Since: "2026-11-22T21:00:00Z", Nonce: "their"}
		lock := func(text []byte) {
			t.Helper()
			if err := p.store.remove(t.Context(), lockName); err != nil {
				t.Fatal(err)
			}
			if made, err := p.store.create(t.Context(), lockName, text); !made || err != nil {
				t.Fatal(made, err)
			}
			if made, err := p.store.create(t.Context(), lockName, text); made || err != nil {
				t.Fatalf("made twice: %t %v", made, err)
			}
		}
		lock(them.text())
		refused(t, p, options(o), "DEPLOY-LOCKED")
		dry := options(o)
		dry.DryRun = true
		deploy(t, p, dry) // only looks
		opts := options(o)
		opts.Holder.Host = them.Host
		opts.Holder.Alive = func(pid int) bool { return pid == them.PID }
		refused(t, p, opts, "DEPLOY-LOCKED")
		opts.Holder.Alive = func(int) bool { return false } // it ran here, and is gone
		deploy(t, p, opts)
		lock(them.text())
		opts = options(o)
		opts.BreakLock = true
		deploy(t, p, opts)
		lock([]byte("half a lo")) // nobody's
		o.build(t, 2)
		deploy(t, p, options(o))
		if _, left := p.listing(t)[lockName]; left {
			t.Error("the lock stays")
		}
		// Taken over while we were at work: the one who took it goes on.
		o.build(t, 3)
		opts = options(o)
		opts.Hook = func(op, name string) error {
			if op == "put" && name == journalName {
				lock(them.text())
			}
			return nil
		}
		r, err := Run(t.Context(), p.Target, opts)
		if err != nil || !slices.Equal(said(r), []string{"DEPLOY-LOCKED.lost"}) {
			t.Errorf("%v %v", err, said(r))
		}
		if _, left := p.listing(t)[lockName]; !left {
			t.Error("their lock is gone")
		}
		p.walk(t)
	})
}

// A file becomes a folder, and a folder a file.
func TestFileAndFolder(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		t.Helper()
		o := newTown(t)
		o.own["a"], o.own["b/c/d.txt"] = "1", "2"
		o.build(t, 1)
		deploy(t, p, options(o))
		o.own = map[string]string{"a/x.txt": "3", "b": "4"}
		o.build(t, 1)
		deploy(t, p, options(o))
		p.is(t, o)
	})
}

// Nothing outside the target is reached through its links, and a link is none of
// our files.
func TestLinksInAFolder(t *testing.T) {
	t.Parallel()
	p, outside := aFolder(t), t.TempDir()
	o := newTown(t)
	o.build(t, 1)
	for name, to := range map[string]string{"namnd": outside, "index.html": filepath.Join(outside, "index.html")} {
		link := filepath.Join(p.Dir, name)
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
		r, err := Run(t.Context(), p.Target, options(o))
		if err == nil && !r.Failed() {
			t.Errorf("%s: deployed through a link", name)
		}
		if left, _ := os.ReadDir(outside); len(left) > 0 {
			t.Errorf("%s: written outside: %v", name, left)
		}
		if err := os.Remove(link); err != nil {
			t.Fatal(err)
		}
	}
	deploy(t, p, options(o))
	p.is(t, o)
	p.put(t, stageName+"1-1", "half a fi") // of a run that was stopped
	deploy(t, p, options(o))
	if _, left := p.listing(t)[stageName+"1-1"]; left {
		t.Error("what was half written stays")
	}
	if info, err := os.Stat(filepath.Join(p.Dir, workName)); err != nil || info.Mode().Perm() != ownMode {
		t.Errorf("others can look into %s: %v %v", workName, info.Mode(), err)
	}
}

func TestFolderIsThere(t *testing.T) {
	t.Parallel()
	o := newTown(t)
	o.build(t, 1)
	for dir, reason := range map[string]Reason{filepath.Join(t.TempDir(), "none"): NoSuch, filepath.Join(o.dir, "index.html"): NoSuch} {
		_, err := Run(t.Context(), &Target{Dir: dir}, options(o))
		var target *TargetError
		if !errors.As(err, &target) || target.Reason != reason || target.Op != Listing {
			t.Errorf("%s: %v", dir, err)
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(dir), "none")); !errors.Is(err, fs.ErrNotExist) {
			t.Error("it was made")
		}
	}
}
