// Package agenda links meetings to what they treat: matters, reports, papers
// and other meetings.
//
// In come the meetings and the front matter of the reports that a build may
// see, and the committees with the patterns of their diary numbers; out go an
// [Agenda] and findings. Package layout makes pages of it. Of what the build may not
// see the package knows no more than that a report of a path exists.
package agenda

import "tertial/internal/content"

// Sources is what meetings are linked to.
type Sources struct {
	Meetings   []*content.Meeting // that the build may see, by path
	Reports    []*content.Meta    // likewise
	Committees []*content.Committee
	// Exists reports whether there is a report or meeting of this path, seen or
	// not; nil knows the seen ones only.
	Exists func(path string) bool
	// Waiting are the paths of reports that are to be public and have no edition
	// yet, which is said elsewhere: nothing leads to them.
	Waiting []string
	// Withdrawn are the paths of reports of which only a page is left that says so.
	Withdrawn []string
	// Files lists the files in a meeting's folder by name, and the datasets in
	// its folder of data by id; nil does not know.
	Files func(*content.Meeting) (files, datasets []string)
	AsOf  string // ISO date, the only clock; "" asks nothing of it
	Staff bool   // the build is for those who can mend what is only worth knowing
}

// An Agenda is all meetings of a site, linked.
type Agenda struct {
	Meetings []*Meeting // by path: by committee, then in the order of time
	Matters  []*Matter  // by committee and number
	byPath   map[string]*Meeting
	byReport map[string]*Matter
}

// A Meeting is a meeting with its items linked.
type Meeting struct {
	*content.Meeting
	Committee *content.Committee
	Before    *Meeting // the committee's meeting before this one, and after it; nil is none
	After     *Meeting
	Items     []*Item
}

// An Item is an entry of an agenda with what it leads to.
type Item struct {
	*content.Item
	Meeting     *Meeting
	Matter      *Matter // nil when it has no number, or one that fits no pattern
	Stage       string  // its own, or the meeting's
	Late        bool    // it came with a later dispatch than the summons
	Decided     bool    // its § is adjusted: what was decided may be told as such
	Attachments []Attachment
	Related     []Number   // numbers under related, as written
	Numbers     [][]Number // the numbers of each of Reported
}

// An Attachment is a paper of an item with what it leads to.
type Attachment struct {
	content.Attachment
	Meta *content.Meta // the report that it leads to; nil is none
	Late bool          // it came with a later dispatch than the summons
	Gone bool          // the report that it leads to is withdrawn
}

// A Number is a diary number as written, with the matter that it is the number
// of where the site knows one.
type Number struct {
	Text   string
	Matter *Matter
}

// A Matter is what a diary number names, through meetings, committees and
// years.
type Matter struct {
	Number    string             // as its committee prints it, without leading zeros
	Committee *content.Committee // in whose diary it stands
	ID        string             // for addresses: sn-2020-238
	Title     string             // of the newest item or report
	Items     []*Item            // that are about it, in the order of time
	Mentioned []*Item            // that have its number under related or report it, likewise
	Reports   []*content.Meta    // with its number, in the order of their dates

	year, n int
}

// Meeting returns the meeting of a path, or nil.
func (a *Agenda) Meeting(path string) *Meeting { return a.byPath[path] }

// MatterOf returns the matter of a report, or nil.
func (a *Agenda) MatterOf(report string) *Matter { return a.byReport[report] }
