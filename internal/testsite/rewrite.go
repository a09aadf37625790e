package testsite

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Rewrite writes the files of the site over those of another that lie below a
// folder, as authors might between two editions: a site of another seed has other
// numbers at the same paths. Editions and the log stay.
func (s *Site) Rewrite(dir string) error {
	for _, top := range [...]string{"content", "data"} {
		err := filepath.WalkDir(filepath.Join(dir, top), func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && d.Name() == "editions":
				return fs.SkipDir
			case d.IsDir(), strings.HasSuffix(filepath.ToSlash(name), "content/log.txt"):
				return nil
			}
			return os.Remove(name)
		})
		if err != nil {
			return err
		}
	}
	return s.WriteTo(dir)
}
