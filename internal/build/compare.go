package build

import (
	"tertial/internal/content"
	"tertial/internal/layout"
	"tertial/internal/series"
)

// compareReports makes the pages of each report of a committee against the
// earlier ones that it is compared with.
func (b *builder) compareReports(c *content.Committee, s *series.Committee) ([]layout.File, error) {
	var files []layout.File
	for _, now := range s.Reports {
		for _, old := range s.Earlier(now) {
			file, err := b.set.Compare(b.site, layout.CompareInput{Committee: c, Comparison: s.Compare(old, now), Became: s.Became(old, now)})
			if err != nil {
				return nil, err
			}
			files = append(files, file)
		}
	}
	return files, nil
}
