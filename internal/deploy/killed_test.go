package deploy

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tertial/internal/publog"
)

// Wherever a run is stopped, readers find whole pages, and the next run
// completes it. So does the one that goes back.
func TestKilledAnywhere(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		t.Helper()
		one, two := newTown(t), newTown(t)
		one.build(t, 1, "namnd/2026/a/index.html")
		two.build(t, 2, "namnd/2026/b/index.html")
		deploy(t, p, options(one))
		killed := 0
		for after := 0; ; after++ {
			opts := options(two)
			opts.Hook = kill(after)
			_, err := Run(t.Context(), p.Target, opts)
			p.walk(t)
			if after%3 == 0 && err != nil && after > 5 { // back from the middle
				back := options(two)
				back.Rollback = true
				r, err := Run(t.Context(), p.Target, back)
				if err != nil || r.Failed() && !slices.Equal(said(r), []string{"DEPLOY-ROLLBACK.none"}) {
					t.Fatalf("back after %d: %v %v", after, err, said(r))
				}
				p.walk(t)
				if !r.Failed() {
					deploy(t, p, options(one)) // what was kept is gone with it
				}
			}
			r := deploy(t, p, options(two))
			p.is(t, two, "assets/stil-00000001.css")
			if err == nil && r.Resumed {
				t.Errorf("after %d changes: a run that ended was taken for one that was stopped", after)
			}
			p.back(t, one, after)
			if err == nil {
				break
			}
			if !errors.Is(err, errKilled) {
				t.Fatal(err)
			}
			killed++
		}
		if killed < 20 {
			t.Errorf("only %d places to stop at", killed)
		}
	})
}

// back puts the first state back, after a run that does so was stopped once.
func (p *place) back(t *testing.T, one *town, after int) {
	t.Helper()
	opts := options(one)
	opts.Rollback, opts.Hook = true, kill(after)
	_, err := Run(t.Context(), p.Target, opts)
	p.walk(t)
	opts = options(one)
	opts.Rollback = true
	if err != nil {
		deploy(t, p, opts)
	}
	p.is(t, one, "assets/stil-00000002.css")
	p.walk(t)
	deploy(t, p, options(one))
}

// Whatever happens in whatever order, pages are whole, and a run that ends
// leaves just the site.
func TestKilledAgainAndAgain(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		t.Helper()
		const states, rounds = 4, 80
		random := rand.New(rand.NewPCG(2026, 11))
		var sites []*town
		for i := range states {
			o := newTown(t)
			o.build(t, i+1, fmt.Sprintf("namnd/2026/%c/index.html", 'a'+i%3), fmt.Sprintf("namnd/2026/m%d/index.html", i/2))
			sites = append(sites, o)
		}
		ended := map[string]int{}
		for range rounds {
			o := sites[random.IntN(states)]
			opts := options(o)
			opts.Rollback, opts.Forget = random.IntN(5) == 0, false
			if !opts.Rollback {
				opts.Forget = random.IntN(8) == 0
			}
			if random.IntN(4) > 0 {
				opts.Hook = kill(random.IntN(45))
			}
			r, err := Run(t.Context(), p.Target, opts)
			switch {
			case errors.Is(err, errKilled):
				ended["killed"]++
			case err != nil:
				t.Fatal(err)
			case r.Failed():
				if !opts.Rollback {
					t.Fatal(said(r))
				}
				ended[said(r)[0]]++
			case opts.Rollback:
				ended["back"]++
			default:
				ended["done"]++
			}
			if p.walk(t); t.Failed() {
				t.Fatalf("after %v", ended)
			}
		}
		last := sites[0]
		deploy(t, p, options(last))
		got, want := p.files(t), len(last.manifest(t).Files)
		lingering := 0
		for name := range got {
			if lingers(name) {
				lingering++
			}
		}
		if !p.store.isFolder() {
			want = len(got) - lingering // see TestDeploy
		}
		if len(got)-lingering > want {
			t.Errorf("%d files, %d of them linger, want %d: %q", len(got), lingering, want, sorted(got))
		}
		if ended["killed"] < rounds/4 || ended["done"] < 5 || ended["back"] < 2 {
			t.Errorf("too little was tried: %v", ended)
		}
	})
}

// A rollback needs something to go back to, and a log that is the same.
func TestRollback(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		t.Helper()
		o := newTown(t)
		back := func(want ...string) {
			t.Helper()
			opts := options(o)
			opts.Rollback = true
			before := p.files(t)
			r, err := Run(t.Context(), p.Target, opts)
			if err != nil || !slices.Equal(said(r), want) {
				t.Fatalf("%v %v, want %v", err, said(r), want)
			}
			if len(want) > 0 && !equalFiles(before, p.files(t)) {
				t.Error("it was refused, and something changed")
			}
			p.walk(t)
		}
		back("DEPLOY-ROLLBACK.none")
		o.build(t, 1, "namnd/2026/a/index.html")
		deploy(t, p, options(o))
		back("DEPLOY-ROLLBACK.none")
		first := p.files(t)
		o.build(t, 2)
		deploy(t, p, options(o))
		back()
		delete(first, "manifest.sha256") // which has a style sheet more
		for name, content := range p.files(t) {
			if name != "manifest.sha256" && !lingers(name) && first[name] != content {
				t.Errorf("%s is not as before", name)
			}
		}
		back("DEPLOY-ROLLBACK.none")

		deploy(t, p, options(o)) // once more; then nothing is to be kept
		forget := options(o)
		forget.Forget = true
		deploy(t, p, forget)
		back("DEPLOY-ROLLBACK.none")

		o.build(t, 3)
		deploy(t, p, options(o))
		o.publish(t, 1, publog.First)
		o.build(t, 4)
		if r := deploy(t, p, options(o)); r.Kept {
			t.Error("what a publication replaces was kept")
		}
		back("DEPLOY-ROLLBACK.none")
		o.build(t, 5)
		deploy(t, p, options(o))
		for _, name := range sorted(p.listing(t)) {
			if name == previousName+p.store.secret()+"/index.html" {
				if err := p.store.remove(t.Context(), name); err != nil {
					t.Fatal(err)
				}
			}
		}
		back("DEPLOY-ROLLBACK.incomplete")
	})
}

func (p *place) listing(t testing.TB) map[string]int64 {
	t.Helper()
	all, err := p.store.list(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Nothing of what is withdrawn stays at a target, kept or not.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		t.Helper()
		o := newTown(t)
		o.own["hemligt.txt"] = "canary"
		o.publish(t, 1, publog.First)
		o.build(t, 1)
		deploy(t, p, options(o))
		o.build(t, 2)
		deploy(t, p, options(o)) // which keeps the state before
		delete(o.own, "hemligt.txt")
		o.publish(t, 1, publog.Withdrawal)
		o.build(t, 3)
		opts := options(o)
		opts.Hook = kill(9)
		if _, err := Run(t.Context(), p.Target, opts); !errors.Is(err, errKilled) {
			t.Fatal(err)
		}
		deploy(t, p, options(o))
		p.is(t, o, "assets/stil-00000002.css")
		for name := range p.listing(t) {
			content, err := p.store.read(t.Context(), name)
			if err != nil || string(content) == "canary" || name == previousName+p.store.secret()+"/manifest.sha256" {
				t.Errorf("%s stays: %v", name, err)
			}
		}
		back := options(o)
		back.Rollback = true
		if r, err := Run(t.Context(), p.Target, back); err != nil || !slices.Equal(said(r), []string{"DEPLOY-ROLLBACK.none"}) {
			t.Errorf("%v %v", err, said(r))
		}
	})
}

// A file that is put back is never missing in between.
func TestCopyReplacesAtOnce(t *testing.T) {
	t.Parallel()
	p := aFolder(t)
	p.put(t, "index.html", "new")
	p.put(t, "kept/index.html", "old")
	dir := p.store.(*folder).dir
	done, missing := make(chan bool), make(chan int)
	go func() {
		n := 0
		for {
			select {
			case <-done:
				missing <- n
				return
			default:
				if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
					n++
				}
			}
		}
	}()
	for range 300 {
		for _, from := range []string{"kept/index.html", "kept/index.html"} { // the second is one file with it already
			if err := p.store.copy(t.Context(), from, "index.html"); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.store.put(t.Context(), "index.html", &parcel{content: []byte("new")}); err != nil {
			t.Fatal(err)
		}
	}
	close(done)
	if n := <-missing; n > 0 {
		t.Errorf("it was missing %d times", n)
	}
	for name := range p.listing(t) {
		if name != "index.html" && name != "kept/index.html" {
			t.Errorf("%s stays", name)
		}
	}
}
