package content

import (
	"strings"

	"tertial/internal/diag"
)

// Committee is the id of the committee whose report this is: the first part of
// its path.
func (m *Meta) Committee() string {
	committee, _, _ := strings.Cut(m.Path, "/")
	return committee
}

// Year is the year folder in which the report lies.
func (m *Meta) Year() string {
	parts := strings.Split(m.Path, "/")
	if len(parts) < 3 {
		return ""
	}
	return parts[1]
}

// Place is where the site's own settings stand.
func (s *Site) Place() diag.Place {
	if s.Source == nil {
		return diag.Place{File: root + "/site.yaml"}
	}
	return s.Source.File()
}

// ColourPlace is where a colour of the theme stands, such as theme.brand; the
// site's file when it gives none.
func (s *Site) ColourPlace(key string) diag.Place {
	if at, ok := s.colours[key]; ok {
		return at
	}
	return s.Place()
}
