package verify

import (
	"bytes"
	"crypto/sha256"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/publog"
	"tertial/internal/site"
)

func sumOf(text string) site.Sum { return sha256.Sum256([]byte(text)) }

func TestSoundSite(t *testing.T) {
	t.Parallel()
	o := example(t)
	r, found := check(t, sealed(o.build(t)), Options{})
	if len(found) > 0 {
		t.Fatalf("findings: %s", strings.Join(found, "\n"))
	}
	if r.Entries != 4 || r.Editions != 2 || r.Withdrawn != 1 || r.AsOf != "2026-11-23" || r.Files != len(o.build(t)) || r.Signed || r.Extended != 0 {
		t.Errorf("result %+v", r)
	}
	if want := o.read().Head(nil).Text(); r.Checkpoint != want {
		t.Errorf("checkpoint %q, want %q", r.Checkpoint, want)
	}
	// Another frame, a site without publications, and one with a moved report.
	o.today = "2031"
	if _, found := check(t, sealed(o.build(t)), Options{}); len(found) > 0 {
		t.Errorf("another frame: %v", found)
	}
	if r, found := check(t, sealed(newTown().build(t)), Options{}); len(found) > 0 || r.Checkpoint != "" {
		t.Errorf("nothing published: %v, %+v", found, r)
	}
	o.moved = [][2]string{{"namnd/2026/a/", "namnd/2026/c/"}, {"namnd/", "namnden/"}}
	if _, found := check(t, sealed(o.build(t)), Options{}); len(found) > 0 {
		t.Errorf("moved: %v", found)
	}
}

// TestEveryByte: whichever file of a site has one byte changed, the file is named.
func TestEveryByte(t *testing.T) {
	t.Parallel()
	good := sealed(example(t).build(t))
	for _, name := range slices.Sorted(maps.Keys(good)) {
		if name == ".gitignore" || strings.HasPrefix(name, ".tertial/") {
			continue
		}
		content := good[name].Data
		step := 1
		if len(content) > 200 {
			step = 7 // every line of the manifest and each part of a page is hit
		}
		for at := 0; at < len(content); at += step {
			changed := bytes.Clone(content)
			changed[at] ^= 1
			fsys := maps.Clone(good)
			fsys[name] = &fstest.MapFile{Data: changed}
			if _, found := check(t, fsys, Options{}); !names(found, "ut/"+name) {
				t.Errorf("%s, byte %d: %v", name, at, found)
			}
		}
	}
}

// names reports whether a file is among those that findings speak of.
func names(found []string, file string) bool {
	return slices.ContainsFunc(found, func(line string) bool {
		return strings.HasPrefix(line, file+" ") || strings.HasPrefix(line, file+":")
	})
}

func TestFiles(t *testing.T) {
	t.Parallel()
	good := sealed(example(t).build(t))
	line := func(name string) string { // of the manifest
		before, _, ok := strings.Cut(string(good[site.ManifestName].Data), "  "+name+"\n")
		if !ok {
			t.Fatalf("%s is not listed", name)
		}
		return "(ut/manifest.sha256:" + itoa(strings.Count(before, "\n")+1) + ")"
	}
	tests := map[string]struct {
		change func(fstest.MapFS)
		want   []string
	}{
		"missing": {func(f fstest.MapFS) { delete(f, "index.html") }, []string{"ut/index.html VERIFY-FILE.missing " + line("index.html")}},
		"extra": {func(f fstest.MapFS) {
			f["namnd/ny.html"] = &fstest.MapFile{}
			f["a/.gitignore"] = &fstest.MapFile{}
		}, []string{"ut/a/.gitignore VERIFY-FILE.extra", "ut/namnd/ny.html VERIFY-FILE.extra"}},
		"a link": {func(f fstest.MapFS) {
			f["index.html"] = &fstest.MapFile{Data: []byte("changes/index.html"), Mode: 0o777 | 1<<27}
		}, []string{"ut/index.html VERIFY-FILE " + line("index.html")}},
		"frame": {
			func(f fstest.MapFS) { swap(f, "namnd/2026/a/1/index.html", "Exempelköping", "Exempelkoping") },
			[]string{"ut/namnd/2026/a/1/index.html VERIFY-FILE " + line("namnd/2026/a/1/index.html")},
		},
		"content": {func(f fstest.MapFS) { swap(f, "namnd/2026/a/1/index.html", "ett", "elva") }, []string{
			"ut/namnd/2026/a/1 VERIFY-EDITION (ut/changes/log.txt:2)",
			"ut/namnd/2026/a/1/index.html VERIFY-FILE " + line("namnd/2026/a/1/index.html"),
		}},
		"no manifest": {func(f fstest.MapFS) { delete(f, site.ManifestName) }, []string{"ut/manifest.sha256 VERIFY-MANIFEST.none"}},
		"foreign manifest": {
			func(f fstest.MapFS) { f[site.ManifestName] = &fstest.MapFile{Data: []byte("x\n")} },
			[]string{"ut/manifest.sha256:1 VERIFY-MANIFEST"},
		},
		"broken manifest": {
			func(f fstest.MapFS) { swap(f, site.ManifestName, "  changes/index.html", " changes/index.html") },
			[]string{"ut/manifest.sha256:4 VERIFY-MANIFEST"},
		},
		"another day":    {func(f fstest.MapFS) { swap(f, site.ManifestName, "2026-11-23", "2026-11-24") }, []string{"ut/manifest.sha256 VERIFY-MANIFEST.seal"}},
		"without a seal": {func(f fstest.MapFS) { f[site.ManifestName].Data = unseal(f[site.ManifestName].Data) }, nil},
	}
	for name, tt := range tests {
		fsys := fstest.MapFS{}
		for n, f := range good {
			fsys[n] = &fstest.MapFile{Data: f.Data, Mode: f.Mode}
		}
		tt.change(fsys)
		if _, found := check(t, fsys, Options{}); !slices.Equal(found, tt.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(found, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

func unseal(manifest []byte) []byte {
	before, _, _ := bytes.Cut(manifest, []byte("# seal"))
	return before
}

func swap(f fstest.MapFS, name, old, now string) {
	f[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(f[name].Data), old, now))}
}

// TestForged: files that were changed together with the manifest are found by
// the log, and its own files by each other.
func TestForged(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(map[string]string)
		want   []string
	}{
		"an edition's page": {
			func(o map[string]string) {
				o["namnd/2026/a/1/index.html"] = strings.Replace(o["namnd/2026/a/1/index.html"], "ett", "elva", 1)
			},
			[]string{"ut/namnd/2026/a/1 VERIFY-EDITION (ut/changes/log.txt:2)"},
		},
		"a download": {
			func(o map[string]string) { o["namnd/2026/a/1/data/drift/drift.csv"] += "x;2\n" },
			[]string{"ut/namnd/2026/a/1 VERIFY-EDITION (ut/changes/log.txt:2)"},
		},
		"another download": {
			func(o map[string]string) { o["namnd/2026/a/1/ny.csv"] = "x" },
			[]string{"ut/namnd/2026/a/1 VERIFY-EDITION (ut/changes/log.txt:2)"},
		},
		"an edition of a report that the log does not know": {
			func(o map[string]string) { o["namnd/2026/c/1/index.html"] = o["namnd/2026/a/1/index.html"] },
			[]string{"ut/namnd/2026/c/1/index.html VERIFY-EDITION.unlogged (ut/manifest.sha256:21)"},
		},
		"another page without marks": {func(o map[string]string) { o["namnd/2026/a/1/ny.html"] = "x" }, []string{
			"ut/namnd/2026/a/1 VERIFY-EDITION (ut/changes/log.txt:2)", "ut/namnd/2026/a/1/ny.html VERIFY-EDITION.frame (ut/changes/log.txt:2)",
		}},
		"page of changes": {func(o map[string]string) { o["namnd/2026/a/1/changes-to-latest/index.html"] = "x" }, nil},
		"an edition is gone": {
			func(o map[string]string) { drop(o, "namnd/2026/a/1/") },
			[]string{"ut/namnd/2026/a/1 VERIFY-EDITION.missing (ut/changes/log.txt:2)"},
		},
		"the report's own page": {
			func(o map[string]string) {
				o["namnd/2026/a/index.html"] = strings.Replace(o["namnd/2026/a/index.html"], "två", "tolv", 1)
			},
			[]string{"ut/namnd/2026/a/index.html VERIFY-EDITION.front (ut/changes/log.txt:4)"},
		},
		"no page of the report": {
			func(o map[string]string) { delete(o, "namnd/2026/a/index.html") },
			[]string{"ut/namnd/2026/a/index.html VERIFY-EDITION.front (ut/changes/log.txt:4)"},
		},
		"a draft at the report": {func(o map[string]string) {
			o["namnd/2026/a/index.html"] = `<head><meta name="robots" content="noindex, nofollow"></head>arbetsmaterial`
		}, nil},
		"withdrawn file": {
			func(o map[string]string) { o["namnd/2026/b/1/data/drift/drift.csv"] = "x" },
			[]string{"ut/namnd/2026/b/1/data/drift/drift.csv VERIFY-EDITION.withdrawn (ut/changes/log.txt:3)"},
		},
		"withdrawn page": {
			func(o map[string]string) { o["namnd/2026/b/1/index.html"] = o["namnd/2026/a/1/index.html"] },
			[]string{"ut/namnd/2026/b/1/index.html VERIFY-EDITION.withdrawn (ut/changes/log.txt:3)"},
		},
		"withdrawn at the report": {
			func(o map[string]string) { o["namnd/2026/b/index.html"] = o["namnd/2026/a/1/index.html"] },
			[]string{"ut/namnd/2026/b/index.html VERIFY-EDITION.withdrawn (ut/changes/log.txt:3)"},
		},
		"no tombstone": {
			func(o map[string]string) { drop(o, "namnd/2026/b/1/") },
			[]string{"ut/namnd/2026/b/1 VERIFY-EDITION.stone (ut/changes/log.txt:3)"},
		},
		"an edition of nobody": {
			func(o map[string]string) { o["namnd/2026/a/3/index.html"] = o["namnd/2026/a/1/index.html"] },
			[]string{"ut/namnd/2026/a/3/index.html VERIFY-EDITION.unlogged (ut/manifest.sha256:19)"},
		},
		"a tile":         {func(o map[string]string) { o["changes/tile/8/0/000.p/4"] = strings.Repeat("x", 128) }, []string{"ut/changes/tile/8/0/000.p/4 VERIFY-LOG (ut/manifest.sha256:6)"}},
		"a tile is gone": {func(o map[string]string) { delete(o, "changes/tile/8/data/000.p/4") }, []string{"ut/changes/tile/8/data/000.p/4 VERIFY-LOG.missing"}},
		"another tile":   {func(o map[string]string) { o["changes/tile/8/0/000.p/3"] = "x" }, []string{"ut/changes/tile/8/0/000.p/3 VERIFY-LOG.extra (ut/manifest.sha256:6)"}},
		"checkpoint": {func(o map[string]string) {
			o["changes/checkpoint"] = strings.Replace(o["changes/checkpoint"], "\n4\n", "\n3\n", 1)
		}, []string{"ut/changes/checkpoint VERIFY-LOG.checkpoint (ut/manifest.sha256:3)"}},
		"another name":  {func(o map[string]string) { o["changes/checkpoint"] = "x" + o["changes/checkpoint"] }, []string{"ut/changes/checkpoint VERIFY-LOG.checkpoint (ut/manifest.sha256:3)"}},
		"no checkpoint": {func(o map[string]string) { delete(o, "changes/checkpoint") }, []string{"ut/changes/checkpoint VERIFY-LOG.missing"}},
		"a line is wrong": {func(o map[string]string) {
			o["changes/log.txt"] = strings.Replace(o["changes/log.txt"], "revision", "correction", 1)
		}, []string{"ut/changes/log.txt:5 LOG-CHANGED (ut/changes/log.txt:4)"}},
		"the log is gone": {func(o map[string]string) { delete(o, "changes/log.txt") }, []string{
			"ut/changes/checkpoint VERIFY-LOG.extra (ut/manifest.sha256:3)", "ut/changes/tile/8/0/000.p/4 VERIFY-LOG.extra (ut/manifest.sha256:5)",
			"ut/changes/tile/8/data/000.p/4 VERIFY-LOG.extra (ut/manifest.sha256:6)",
			"ut/namnd/2026/a/1/index.html VERIFY-EDITION.unlogged (ut/manifest.sha256:12)",
			"ut/namnd/2026/a/2/index.html VERIFY-EDITION.unlogged (ut/manifest.sha256:17)",
		}},
	}
	for name, tt := range tests {
		out := example(t).build(t)
		tt.change(out)
		if _, found := check(t, sealed(out), Options{}); !slices.Equal(found, tt.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(found, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

func drop(out map[string]string, folder string) {
	maps.DeleteFunc(out, func(name, _ string) bool { return strings.HasPrefix(name, folder) })
}

// TestRewritten: a history that was made anew from end to end fits itself, and
// shows to whoever kept a checkpoint or knows the key.
func TestRewritten(t *testing.T) {
	t.Parallel()
	key := func(seed byte) (*publog.Signer, string) {
		private, public, err := publog.NewKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 64)), "exempelkoping.example")
		if err != nil {
			t.Fatal(err)
		}
		s, err := publog.NewSigner(private)
		if err != nil {
			t.Fatal(err)
		}
		return s, public
	}
	signer, public := key(1)
	forger, _ := key(2)
	honest := example(t)
	honest.signer = signer
	kept := &Kept{Checkpoint: honest.read().Head(signer)}
	kept.Place.File = "sparad.txt"

	forged := newTown()
	forged.publish(t, "namnd/2026/a", 1, "elva")
	forged.publish(t, "namnd/2026/b", 1, "annat")
	forged.publish(t, "namnd/2026/a", 2, "två")
	forged.withdraw(t, "namnd/2026/b", 1, "")
	forged.publish(t, "namnd/2026/a", 3, "tre")
	if r, found := check(t, sealed(forged.build(t)), Options{}); len(found) > 0 || r.Checkpoint == "" {
		t.Errorf("a history that was made anew does not fit itself: %v", found)
	}
	history := "ut/changes/log.txt LOG-HISTORY (sparad.txt:0)"
	r, found := check(t, sealed(forged.build(t)), Options{Kept: kept})
	if !slices.Equal(found, []string{history}) || r.Checkpoint != "" {
		t.Errorf("with a kept checkpoint: %v", found)
	}
	_, found = check(t, sealed(forged.build(t)), Options{Key: public})
	if !slices.Equal(found, []string{"ut/changes/checkpoint VERIFY-KEY.unsigned (ut/manifest.sha256:3)"}) {
		t.Errorf("with a key: %v", found)
	}
	forged.signer = forger
	_, found = check(t, sealed(forged.build(t)), Options{Key: public})
	if !slices.Equal(found, []string{"ut/changes/checkpoint VERIFY-KEY (ut/manifest.sha256:3)"}) {
		t.Errorf("with another key: %v", found)
	}
	_, found = check(t, sealed(newTown().build(t)), Options{Kept: kept, Key: public})
	if !slices.Equal(found, []string{"ut/changes/checkpoint VERIFY-KEY.none", "ut/changes/log.txt LOG-HISTORY.short (sparad.txt:0)"}) {
		t.Errorf("with nothing left: %v", found)
	}
	honest.publish(t, "namnd/2026/a", 3, "tre")
	r, found = check(t, sealed(honest.build(t)), Options{Kept: kept, Key: public})
	if len(found) > 0 || !r.Signed || r.Extended != 4 || !strings.Contains(r.Checkpoint, "\n5\n") {
		t.Errorf("the honest one: %v, %+v", found, r)
	}
}
