package content

import (
	"io/fs"
	"path"

	"tertial/internal/audience"
)

// MeetingWindow is the time in which a committee has the papers of its meeting
// on a day, read from the meeting's file as leniently as who may see it. Days
// are how long it lasts after the minutes were adjusted. There is none where
// there is no such meeting.
func MeetingWindow(fsys fs.FS, committee, date string, days int) audience.Window {
	if !isDate(date) {
		return audience.Window{}
	}
	text, err := readHead(fsys, path.Join(root, committee, date[:len("2020")], meetingsFolder, date+".md"))
	if err != nil {
		return audience.Window{}
	}
	g := gate(text)
	return audience.MeetingWindow(g.from, g.adjusted, days)
}
