package publog

import (
	"bytes"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"tertial/internal/diag"
)

func files(t testing.TB, l *Log, s *Signer) map[string][]byte {
	t.Helper()
	list, err := l.Files(s)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string][]byte{}
	for _, f := range list {
		m[f.Path] = f.Content
	}
	if len(m) != len(list) {
		t.Error("a file is there twice")
	}
	return m
}

// reader reads tiles of a log's files.
func reader(m map[string][]byte) func(string) ([]byte, error) {
	return func(path string) ([]byte, error) {
		content, ok := m[path]
		if !ok {
			return nil, errors.New("no file " + path)
		}
		return content, nil
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	if list, err := sound(t, "").Files(nil); err != nil || len(list) > 0 {
		t.Errorf("an empty log has the files %v, %v", list, err)
	}
	l := history(t, 3)
	m := files(t, l, nil)
	for _, name := range []string{"checkpoint", "log.txt", "tile/8/0/000.p/3", "tile/8/data/000.p/3"} {
		if m[name] == nil {
			t.Errorf("no file %s", name)
		}
	}
	if len(m) != 4 {
		t.Errorf("%d files", len(m))
	}
	if !bytes.Equal(m["log.txt"], l.Text()) {
		t.Error("log.txt is not the log")
	}
	if got, want := string(m["checkpoint"]), l.ID()+"\n3\n"+l.Root()+"\n"; got != want {
		t.Errorf("checkpoint %q, want %q", got, want)
	}
	rest := m["tile/8/data/000.p/3"]
	for i, e := range l.Entries() {
		var id int64
		var text []byte
		var err error
		if id, text, rest, err = tlog.ParseRecord(rest); err != nil || id != int64(i) || string(text) != e.Line() {
			t.Errorf("record %d: %d %q, %v", i, id, text, err)
		}
	}
	if len(rest) > 0 {
		t.Errorf("more records: %q", rest)
	}
}

// TestTilesProve: a client that has nothing but a checkpoint it kept, today's
// checkpoint and the tiles can see that the log extends it, and that another
// history of the same length does not.
func TestTilesProve(t *testing.T) {
	t.Parallel()
	sizes := []int{1, 2, 3, 255, 256, 257, 300}
	whole := history(t, sizes[len(sizes)-1])
	cut := func(n int) *Log {
		var diags diag.List
		text := whole.Text()
		for i, b := range text {
			if b == '\n' && bytes.Count(text[:i], []byte("\n")) == n {
				return Parse(diag.NewSource(Path, text[:i+1]), &diags)
			}
		}
		t.Fatal("too short")
		return nil
	}
	for _, n := range sizes {
		l := cut(n)
		now := l.Head(nil)
		m := files(t, l, nil)
		for _, k := range sizes {
			if k > n {
				continue
			}
			kept := Checkpoint{Origin: "x", Size: k, Root: whole.RootAt(k)}
			if err := Extends(kept, now, reader(m)); err != nil {
				t.Errorf("%d to %d: %v", k, n, err)
			}
			kept.Root = whole.RootAt(k - 1)
			if Extends(kept, now, reader(m)) == nil {
				t.Errorf("%d to %d: a wrong root passes", k, n)
			}
		}
		if n == 1 {
			continue // equal roots need no proof
		}
		tile := l.tilePaths()[0]
		m[tile] = bytes.Clone(m[tile])
		m[tile][5] ^= 1
		if err := Extends(Checkpoint{Size: 1, Root: whole.RootAt(1)}, now, reader(m)); err == nil {
			t.Errorf("%d: a changed tile passes", n)
		}
		delete(m, tile)
		if err := Extends(Checkpoint{Size: 1, Root: whole.RootAt(1)}, now, reader(m)); err == nil {
			t.Errorf("%d: a missing tile passes", n)
		}
	}
	now := whole.Head(nil)
	if Extends(Checkpoint{Size: 301, Root: now.Root}, now, nil) == nil || Extends(Checkpoint{Size: 1, Root: "?"}, now, nil) == nil {
		t.Error("a longer log, or one without a root, was proven")
	}
	if err := Extends(Checkpoint{Size: 0, Root: whole.RootAt(0)}, now, nil); err != nil {
		t.Errorf("every log extends nothing: %v", err)
	}
}

// tilePaths are the paths of the tiles of hashes at the lowest level.
func (l *Log) tilePaths() []string {
	var paths []string
	for _, tile := range tlog.NewTiles(tileHeight, 0, int64(l.Size())) {
		if tile.L == 0 {
			paths = append(paths, tile.Path())
		}
	}
	return paths
}

func TestCheckExtends(t *testing.T) {
	t.Parallel()
	old, now := history(t, 4), history(t, 9)
	other := publish(t, history(t, 3), Entry{Date: "2026-02-01", Kind: First, Report: "a/b", Edition: 1, Public: hexOf(1), Digest: hexOf(2)})
	tests := map[string]struct {
		kept Checkpoint
		log  *Log
		want []string
	}{
		"the same":        {old.Head(nil), old, nil},
		"grown":           {old.Head(nil), now, nil},
		"cut":             {now.Head(nil), old, []string{"0:0 LOG-HISTORY.short"}},
		"rewritten":       {other.Head(nil), now, []string{"0:0 LOG-HISTORY."}},
		"from nothing":    {sound(t, "").Head(nil), now, nil},
		"gone altogether": {old.Head(nil), sound(t, ""), []string{"0:0 LOG-HISTORY.short"}},
	}
	for name, tt := range tests {
		var diags diag.List
		if ok := tt.log.CheckExtends(tt.kept, diag.Place{File: "kept.txt"}, &diags); ok != (tt.want == nil) {
			t.Errorf("%s: %t", name, ok)
		}
		if got := printed(&diags); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
	if got := now.CheckpointAt(4); got != old.CheckpointAt(4) || got == "" {
		t.Errorf("checkpoint at 4: %q", got)
	}
	if now.CheckpointAt(0) != "" || now.CheckpointAt(10) != "" {
		t.Error("there is a checkpoint of no entries, or of more than there are")
	}
}

func TestParseCheckpoint(t *testing.T) {
	t.Parallel()
	c := history(t, 2).Head(nil)
	for name, text := range map[string]string{
		"as it is": c.Text(), "printed": "\n  " + strings.ReplaceAll(c.Text(), "\n", "  \r\n") + "\n\n", "signed": c.Text() + "\n— a b\n",
		"extended": c.Text() + "more\n",
	} {
		if got, err := ParseCheckpoint([]byte(text)); err != nil || got != c {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if got, err := FindCheckpoint([]byte("Spara den:\n\nmer\n" + c.Text() + "slut\n" + history(t, 3).Head(nil).Text())); err != nil || got != c {
		t.Errorf("in a text: %+v, %v", got, err)
	}
	if _, err := FindCheckpoint([]byte("a\nb\n2\n")); err == nil {
		t.Error("a text without one has a checkpoint")
	}
	for name, text := range map[string]string{
		"empty": "", "short": "a\n1\n", "no size": "a\nx\n" + c.Root, "zeros": "a\n01\n" + c.Root, "negative": "a\n-1\n" + c.Root,
		"no root": "a\n1\nAAAA\n", "no name": "\u00a0\n1\n" + c.Root, "a root of another form": "a\n1\n" + strings.Repeat("A", 42) + "B=",
	} {
		if got, err := ParseCheckpoint([]byte(text)); err == nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestSigned(t *testing.T) {
	t.Parallel()
	private, public, err := NewKey(bytes.NewReader(bytes.Repeat([]byte{7}, 64)), "exempelkoping.example")
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := NewKey(bytes.NewReader(bytes.Repeat([]byte{8}, 64)), "exempelkoping.example")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := NewSigner(private + "\n")
	if err != nil {
		t.Fatal(err)
	}
	for seed := range byte(50) { // of some the digits have plus signs
		private, public, err := NewKey(bytes.NewReader(bytes.Repeat([]byte{seed, 0xfb, 0xef}, 22)), "exempelkoping.example")
		if err != nil {
			t.Fatal(err)
		}
		if s, err := NewSigner(private); err != nil || s.Key() != public {
			t.Errorf("the key of %s is %s, %v", private, public, err)
		}
	}
	if (*Signer)(nil).Key() != "" {
		t.Error("nobody has a key")
	}
	l := history(t, 3)
	text := files(t, l, signer)["checkpoint"]
	if again := files(t, l, signer)["checkpoint"]; !bytes.Equal(text, again) {
		t.Error("a checkpoint signed twice has other bytes")
	}
	c, err := ParseCheckpoint(text)
	if err != nil || c.Origin != "exempelkoping.example" || c.Size != 3 || c.Root != l.Root() {
		t.Errorf("signed checkpoint %+v, %v", c, err)
	}
	if !Signed(text, public+"\n") {
		t.Error("a good signature is none")
	}
	changed := bytes.Replace(text, []byte("\n3\n"), []byte("\n4\n"), 1)
	if Signed(changed, public) || Signed(text, other) || Signed([]byte(c.Text()), public) || Signed(text, "x") {
		t.Error("a changed or foreign signature passes")
	}
	if CheckKey(public) != nil || CheckKey("x") == nil {
		t.Error("CheckKey")
	}
	if _, err := NewSigner("PRIVATE+KEY+hemlig"); err == nil || strings.Contains(err.Error(), "hemlig") {
		t.Errorf("a broken key: %v", err)
	}
	if _, _, err := NewKey(strings.NewReader(""), "a"); err == nil {
		t.Error("a key without chance")
	}
	// The signature is that of package note: any program that reads notes can check it.
	v, err := note.NewVerifier(public)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := note.Open(text, note.VerifierList(v)); err != nil || n.Text != c.Text() {
		t.Errorf("note %v, %v", n, err)
	}
}

func TestNextRefuses(t *testing.T) {
	t.Parallel()
	l := history(t, 4)
	good := Entry{Date: "2026-01-01", Kind: First, Report: "a/b", Edition: 1, Public: hexOf(1), Digest: hexOf(2)}
	tests := map[string]struct {
		change func(*Entry)
		want   []string
	}{
		"a clock in the past": {func(e *Entry) { e.Date = "2025-12-31" }, []string{"5:1 LOG-DATE.clock"}},
		"published before":    {func(e *Entry) { e.Report = "examplenamnden/2026/rapport-0" }, []string{"5:1 LOG-EDITION.twice"}},
		"never published":     {func(e *Entry) { e.Kind, e.Public = Withdrawal, "" }, []string{"5:1 LOG-EDITION.unknown"}},
		"withdrawn before": {func(e *Entry) {
			*e = Entry{Date: e.Date, Kind: Withdrawal, Report: "examplenamnden/2026/rapport-0", Edition: 2, Digest: hexOf(1)}
		}, []string{"5:1 LOG-EDITION.withdrawn"}},
	}
	for name, tt := range tests {
		e := good
		tt.change(&e)
		var diags diag.List
		if got := l.Next(e, &diags); got != nil {
			t.Errorf("%s: %q", name, got)
		}
		if got := printed(&diags); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("an entry that cannot be read back was written")
		}
	}()
	good.Digest = "x"
	l.Next(good, &diag.List{})
}

// FuzzParse: nothing makes the parser fail, every finding stands in the file,
// and a log without findings can be written again from its entries, can grow,
// and shows every change of a byte that is not in its last line.
func FuzzParse(f *testing.F) {
	good := string(history(f, 5).Text())
	f.Add(good, 40)
	f.Add(strings.ReplaceAll(good, "\n", "\r\n"), 3)
	f.Add(good[:len(good)-9], 0)
	f.Add(Head+"\n<<<<<<< HEAD\n", 1)
	f.Add("", 0)
	f.Add("\n\n1 \x00 \xff", 2)
	f.Fuzz(func(t *testing.T, text string, at int) {
		l, found := parse(t, text)
		for i := range l.places {
			if l.places[i].Line < 1 {
				t.Fatal("an entry without a place")
			}
		}
		if len(found) > 0 || len(text) == 0 {
			return
		}
		var again strings.Builder
		again.WriteString(Head + "\n")
		for _, e := range l.Entries() {
			again.WriteString(e.Line())
		}
		if again.String() != text {
			t.Fatalf("%q is read as %q", text, again.String())
		}
		publish(t, l, Entry{Date: "9999-12-31", Kind: First, Report: "a/b/c/d/e/f/g", Edition: maxNumber - 1, Public: hexOf(1), Digest: hexOf(2)})
		if at < 0 || at >= strings.LastIndex(strings.TrimSuffix(text, "\n"), "\n") {
			return
		}
		changed := []byte(text)
		changed[at] ^= 1
		if _, found := parse(t, string(changed)); len(found) == 0 {
			t.Fatalf("a change of byte %d does not show in %q", at, changed)
		}
	})
}

// TestRoot holds the tree to RFC 6962, computed another way.
func TestRoot(t *testing.T) {
	t.Parallel()
	l := history(t, 7)
	var leaves []tlog.Hash
	for _, e := range l.Entries() {
		leaves = append(leaves, tlog.RecordHash([]byte(e.Line())))
	}
	var root func([]tlog.Hash) tlog.Hash
	root = func(h []tlog.Hash) tlog.Hash {
		if len(h) == 1 {
			return h[0]
		}
		k := 1
		for k*2 < len(h) {
			k *= 2
		}
		return tlog.NodeHash(root(h[:k]), root(h[k:]))
	}
	for n := 1; n <= 7; n++ {
		want := root(leaves[:n])
		if got := l.RootAt(n); got != base64.StdEncoding.EncodeToString(want[:]) {
			t.Errorf("root of %d: %s", n, got)
		}
	}
}
