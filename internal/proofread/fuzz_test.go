package proofread_test

import (
	"strings"
	"testing"

	"tertial/internal/asis"
	"tertial/internal/diag"
	"tertial/internal/golden"
	"tertial/internal/proofread"
)

// FuzzCheck looks for texts that the rules cannot bear, and for findings that
// point outside the text.
func FuzzCheck(f *testing.F) {
	for _, c := range golden.Cases(f, "testdata/cases/*.txtar") {
		f.Add(c.Text("text.txt"))
	}
	f.Fuzz(func(t *testing.T, text string) {
		var diags diag.List
		d := asis.Read("f", []byte(text), &diags)
		if d == nil {
			return
		}
		proofread.Check(proofread.FromAsIs(d, []string{"PN/{year}:{n}"}), &diags)
		lines := strings.Count(string(d.Source.Text), "\n") + strings.Count(string(d.Source.Text), "\r") + 1
		for _, found := range diags.Sorted() {
			places := []diag.Place{found.Place}
			for _, r := range found.Related {
				places = append(places, r.Place)
			}
			for _, p := range places {
				if p.Line < 1 || p.Line > lines || p.Column < 1 || p.Length < 1 {
					t.Fatalf("%s points to %d:%d in %d lines", found.Code, p.Line, p.Column, lines)
				}
			}
			for _, lang := range diag.Languages() {
				if found.Message(lang) == "" {
					t.Fatalf("%s.%s says nothing", found.Code, found.Variant)
				}
			}
		}
	})
}

// BenchmarkCheck reads and proofreads a document of sixty pages.
func BenchmarkCheck(b *testing.B) {
	const page = 3000 // characters
	var text strings.Builder
	for seed := uint64(0); text.Len() < 60*page; seed++ {
		text.WriteString(newPaper(seed).String() + "\n\n\n")
	}
	raw := []byte(text.String())
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		var diags diag.List
		d := asis.Read("f", raw, &diags)
		proofread.Check(proofread.FromAsIs(d, nil), &diags)
	}
}
