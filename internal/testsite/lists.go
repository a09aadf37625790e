package testsite

import (
	"embed"
	"io/fs"
	"path"
)

// lists is a report with every block that is a list, in the files that an
// author would write: goals, risks, controls, actions and decisions.
//
//go:embed lists
var lists embed.FS

// Lists is the path of the report with lists that Options.Gallery adds.
const Lists = galleryCommittee + "/2014/listor"

// hangLists adds the files of the report with lists.
func (s *Site) hangLists() {
	for _, top := range [...]string{"content", "data"} {
		files, err := fs.ReadDir(lists, path.Join("lists", top))
		if err != nil {
			panic("testsite: " + err.Error())
		}
		for _, f := range files {
			text, err := fs.ReadFile(lists, path.Join("lists", top, f.Name()))
			if err != nil {
				panic("testsite: " + err.Error())
			}
			s.file(path.Join(top, Lists, f.Name()), func() []byte { return text })
		}
	}
}
