package search

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func sampleRecords(n int) []Record {
	records := make([]Record, n)
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("försörjningsstöd skolskjutskostnader barnomsorg äldreomsorg prognos utfall budget netto intäkter kostnader 38,3 SN/2020:238 ___PAGEFIND_WEIGHT___9 ¶ <b>fet</b>")
	for i := range records {
		var text []string
		for range 12 {
			text = append(text, words[r.IntN(len(words))])
		}
		records[i] = Record{
			Address: "a/" + string(rune('a'+i%26)) + "/index.html", Kind: Kinds()[i%3], Title: strings.Join(text[:2], " "), Text: strings.Join(text, " "),
			Where: "Rapport", Committee: "a", Year: []string{"2020", "2021"}[i%2], Old: i%7 == 0,
		}
	}
	return records
}

// TestIndexIsDeterministic: the same records give the same bytes, in any order.
func TestIndexIsDeterministic(t *testing.T) {
	t.Parallel()
	program := installedProgram(t)
	records := sampleRecords(150)
	made := func() map[string]string {
		files, err := Index(t.Context(), program, "sv", records)
		if err != nil {
			t.Fatal(err)
		}
		all := map[string]string{}
		for _, f := range files {
			all[f.Path] = string(f.Content)
		}
		return all
	}
	first := made()
	rand.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	for range 3 {
		again := made()
		if !maps.Equal(first, again) {
			t.Errorf("other files: %v and %v", slices.Sorted(maps.Keys(first)), slices.Sorted(maps.Keys(again)))
		}
	}
	kinds := map[string]int{}
	for name, content := range first {
		kinds[filepath.Ext(name)]++
		if strings.HasSuffix(name, ".pf_fragment") && strings.Contains(plain(t, content), "___") {
			t.Errorf("%s: %s", name, plain(t, content))
		}
	}
	for _, ext := range []string{".js", ".json", ".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment"} {
		if kinds[ext] == 0 || kinds[ext] > 1 && (ext == ".js" || ext == ".pagefind") {
			t.Errorf("%d files %s", kinds[ext], ext)
		}
	}
}

func plain(t *testing.T, packed string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestNothingToIndex(t *testing.T) {
	t.Parallel()
	files, err := Index(t.Context(), installedProgram(t), "sv", nil)
	if err != nil || len(files) == 0 {
		t.Error(len(files), err)
	}
}

// TestSigned: the mark of a row is no word.
func TestSigned(t *testing.T) {
	t.Parallel()
	if got := signed(0); got != "‖" {
		t.Error(got)
	}
	if got := signed(2047); got != "‖┌─└┤" {
		t.Error(got)
	}
}

func message(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) + "," }

// TestListen: what the program may answer, and what it may not.
func TestListen(t *testing.T) {
	t.Parallel()
	ok := message(`{"message_id":1,"payload":{"type":"IndexedFile"}}`)
	files := message(`{"message_id":2,"payload":{"type":"GetFiles","files":[{"path":"a.js","content":"aGVq"}]}}`)
	got, err := listen(strings.NewReader(ok+files), 2)
	if err != nil || len(got) != 1 || got[0].Path != "a.js" || string(got[0].Content) != "hej" {
		t.Error(got, err)
	}
	for name, c := range map[string]struct{ text, want string }{
		"it stops":       {ok, "answer 2 of 2: EOF"},
		"it refuses":     {message(`{"message_id":null,"payload":{"type":"Error","message":"no such index"}}`), "no such index"},
		"not base64":     {"!!,", "unexpected answer"},
		"not JSON":       {message("{"), "unexpected answer"},
		"something else": {ok + ok, "unexpected answer: IndexedFile"},
	} {
		if _, err := listen(strings.NewReader(c.text), 2); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type closer struct {
	bytes.Buffer
	fails bool
}

func (c *closer) Write(p []byte) (int, error) {
	if c.fails {
		return 0, os.ErrClosed
	}
	return c.Buffer.Write(p)
}

func (*closer) Close() error { return nil }

func TestAsk(t *testing.T) {
	t.Parallel()
	var out closer
	if err := ask(&out, "sv", []document{{"a#b", "<p>hej</p>"}}); err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(strings.TrimSuffix(out.String(), ","), ",")
	want := []string{
		`{"message_id":0,"payload":{"type":"NewIndex","config":{"force_language":"sv","keep_index_url":true}}}`,
		`{"message_id":1,"payload":{"type":"AddFile","index_id":0,"url":"a#b","file_contents":"\u003cp\u003ehej\u003c/p\u003e"}}`,
		`{"message_id":2,"payload":{"type":"GetFiles","index_id":0}}`,
	}
	for i, part := range parts {
		text, err := base64.StdEncoding.DecodeString(part)
		if err != nil || i >= len(want) || string(text) != want[i] {
			t.Errorf("%s %v", text, err)
		}
	}
	if _, err := converse(&closer{fails: true}, strings.NewReader(""), "sv", nil); !errors.Is(err, os.ErrClosed) && !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

// TestBrokenProgram: a program that is none of ours is said, not waited for.
func TestBrokenProgram(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "pagefind")
	if _, err := Index(t.Context(), file, "sv", nil); err == nil {
		t.Error("there is no program")
	}
	if err := os.WriteFile(file, []byte("#!/bin/sh\necho 'unknown option' >&2\nexit 2\n"), 0o755); err != nil { //nolint:gosec // a program
		t.Fatal(err)
	}
	if _, err := Index(t.Context(), file, "sv", sampleRecords(2)); err == nil {
		t.Error("it has made an index")
	}
}

func TestAliases(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"SN/2020:238":        "2020238 sn2020238",
		"SN 2020/0238, § 45": "2020238 sn2020238 paragraf45",
		"§ 7":                "paragraf7",
		"2020 och 2021":      "",
		"kl. 18.00":          "",
	} {
		if got := strings.Join(aliases(text), " "); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestIndexed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"−109\u00a0900,0": "-109'900,0", "1\u202f234\u00a0567": "1'234'567", "(−5)": "(-5)", "a\u00a0b": "a\u00a0b", "¶ ___X": " X", "2020\u00a0kr": "2020\u00a0kr",
	} {
		if got := indexed(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
