package build

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tertial/internal/asis"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/privacy"
	"tertial/internal/proofread"
	"tertial/internal/prose"
)

// AsIs checks the literal text of a converted document. The root is that of a
// site whose committees' number patterns hold for the paper, or "". The name is
// what findings call the file.
func AsIs(root, name, file string) ([]diag.Finding, error) {
	raw, err := readLimited(file)
	if err != nil {
		return nil, err
	}
	var diags diag.List
	privacy.NewGate(privacy.Allowed{}).Numbers(name, raw, &diags)
	if d := asis.Read(name, raw, &diags); d != nil {
		checkAsIs(d, patterns(root), lawsOf(root), &diags)
	}
	return privacy.Conceal(diags.Sorted()), nil
}

// checkAsIs applies the rules that need no description.
func checkAsIs(d *asis.Document, patterns []string, laws *content.Laws, diags *diag.List) {
	text := proofread.FromAsIs(d, patterns)
	text.Laws = laws
	proofread.Check(text, diags)
	readTables(d).recount(diags)
	for _, in := range prose.OfDocument(d) {
		in.Diaries = patterns
		prose.Check(in, diags)
	}
}

// readLimited reads a file, but no more of it than can be a document.
func readLimited(file string) ([]byte, error) {
	f, err := os.Open(filepath.Clean(file))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read from
	if info, err := f.Stat(); err == nil && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: file, Err: fs.ErrInvalid}
	}
	return io.ReadAll(io.LimitReader(f, asis.MaxSize+1))
}

// patterns are the forms of diary numbers of a site's committees.
func patterns(root string) []string {
	if root == "" {
		return nil
	}
	dir, err := os.OpenRoot(root)
	if err != nil {
		return nil
	}
	defer func() { _ = dir.Close() }() // only read from
	var all []string
	for _, c := range content.ReadCommittees(dir.FS(), &diag.List{}) {
		all = append(all, c.Numbers...)
	}
	return all
}

// lawsOf are the acts that a site knows, or those that are built in.
func lawsOf(root string) *content.Laws {
	if root == "" {
		return content.BuiltInLaws()
	}
	dir, err := os.OpenRoot(root)
	if err != nil {
		return content.BuiltInLaws()
	}
	defer func() { _ = dir.Close() }() // only read from
	return content.ReadLaws(dir.FS(), &diag.List{})
}
