package testsite

import (
	"embed"
	"io/fs"
	"path"
)

// gallery is a report with every form of chart, in the files that an author
// would write.
//
//go:embed gallery
var gallery embed.FS

// Gallery is the path of the report that Options.Gallery adds: every form of
// chart that a block can ask for.
const Gallery = galleryCommittee + "/2014/diagram"

// galleryCommittee has no other report, so that its numbers are compared with
// none.
const galleryCommittee = idPrefix + "exempelnamnden"

// hang adds the files of the gallery.
func (s *Site) hang() {
	s.file("content/"+galleryCommittee+"/committee.yaml", func() []byte {
		return committeeFile(committee{name: "Exempelnämnden", task: "Nämnden visar hur diagram ser ut.", diary: "EN"})
	})
	for _, top := range [...]string{"content", "data"} {
		files, err := fs.ReadDir(gallery, path.Join("gallery", top))
		if err != nil {
			panic("testsite: " + err.Error())
		}
		for _, f := range files {
			text, err := fs.ReadFile(gallery, path.Join("gallery", top, f.Name()))
			if err != nil {
				panic("testsite: " + err.Error())
			}
			s.file(path.Join(top, Gallery, f.Name()), func() []byte { return text })
		}
	}
}
