package content

import (
	"strconv"

	"tertial/internal/diag"
	"tertial/internal/privacy"
)

// A Meeting is one meeting of a committee with its agenda:
// content/<committee>/<year>/meetings/<date>.md. What a build may not see of it
// is not in it: hidden items leave no trace, not even their count.
type Meeting struct {
	Path        string // committee/year/meetings/date
	Date        string // ISO date, which is the file's name
	Title       string // "" is the committee's name and the date
	Time        string // when it begins: "18.00"
	Ends        string // when it ended, or is to end; "" is not said
	Place       string // where: a room, an address, or that it is digital
	Kind        string // one of MeetingKinds; "" is an ordinary meeting
	Closed      bool   // the public may not attend
	Cancelled   bool   // it is not held
	Stage       string // one of Stages
	Visibility  Visibility
	From        string // ISO date
	Secret      bool
	Dispatches  []Dispatch // by date, the summons first
	Adjusted    string     // ISO date on which the minutes were adjusted, or ""
	NoticeBoard string     // web address of the announcement on the notice board, which this site is not
	SecretLine  bool       // the agenda has items of which nothing may be said
	Origin      string     // where the papers come from
	Summary     string     // one sentence in plain words, for lists and the head of the page
	Lang        string
	Example     bool
	Items       []*Item              // those that the build may see, in the order of the agenda
	Text        *Document            // what stands before the first item's section; nil when nothing, and until ParseMeeting
	Source      *diag.Source         // the file as far as the front matter goes, without what the build may not see
	Exceptions  []*privacy.Exception // what may pass the privacy gate, in this meeting

	veil veil // what of the file the build may not see
	at   places
}

// A Dispatch is one time that papers were sent.
type Dispatch struct {
	Date  string // ISO date
	Kind  string // summons or supplement
	Place diag.Place
}

// The kinds of dispatches.
const (
	Summons    = "summons"    // kallelse
	Supplement = "supplement" // kompletterande utskick
)

// MeetingKinds returns the kinds of meetings, the usual one first.
func MeetingKinds() []string {
	return []string{"ordinary", "extra", "working-committee", "per-capsulam"}
}

// An Item is one entry of an agenda.
type Item struct {
	ID           string // names its section and its file: punkt-4, or as the author says; "" when it has no number either
	Number       int    // as the author gives it; 0 is none
	Title        string
	Dnr          string   // diary number of its matter, as written; "" for oral information
	Related      []string // numbers of other authorities and diaries
	Oral         bool     // it is presented by word of mouth; else in writing
	Visibility   Visibility
	From         string // ISO date
	Stage        string // its own, such as referred-back; "" is the meeting's
	Dispatch     string // ISO date of the dispatch that it came with; "" is the first
	Paragraph    int    // § of the minutes; 0 until there is one that the build may see
	Adjusted     string // ISO date, where this § was adjusted by itself
	Summary      string // one sentence in plain words: what it is about
	MemoDate     string // ISO date of the memo
	Author       string // role that answers for the memo
	Owner        string // role that is to write the text; for staff only
	Done         bool   // the owner has finished it; for staff only
	Proposals    []Decision
	Decisions    []Decision // none until they are adjusted, but for staff
	Votes        *Votes     // likewise
	Reservations []string   // likewise: who reserved themselves against the decision, as groups
	Attachments  []Attachment
	Recipients   []string // expedieras till
	Data         []string // ids of the datasets in the meeting's folder of data that belong to it
	Delegation   string   // the dataset of decisions taken by delegates: one of Data, or /committee/year/report/id
	Reported     []Reported
	Motion       *Motion
	Memo         *Document // the memo, written once; nil when there is none, and until ParseMeeting

	at places
}

// A Decision is one sentence that is proposed or decided.
type Decision struct {
	Text   string
	Origin string // one of Origins
	Kind   string // one of DecisionKinds
	Place  diag.Place
}

// Origins returns whose text a proposal or decision is.
func Origins() []string {
	return []string{"administration", "chair", "working-committee", "meeting", "committee"}
}

// DecisionKinds returns what a decision is, the usual one first.
func DecisionKinds() []string {
	return []string{"own", "to-executive", "to-council", "statement", "referral", "tabling", "removal"}
}

// Votes are the counts of a vote.
type Votes struct{ Yes, No, Abstained int }

// An Attachment is a paper of an item. It leads to a report of the site or to
// a file of the meeting's folder, or is a title only.
type Attachment struct {
	Title    string // "" for a report or file is its own title or name
	Report   string // committee/year/report
	File     string // name of a file in the folder of the meeting
	Dispatch string // ISO date of the dispatch that it came with; "" is the item's
	Place    diag.Place
}

// Reported is one matter that is reported to the committee and decided by
// others: another committee's §, a decision, a letter.
type Reported struct {
	Title     string
	By        string // who decided or sent it
	Paragraph int    // 0 is none
	Date      string // ISO date
	Dnr       []string
	Place     diag.Place
}

// A Motion is a proposal of members of the council, with the answer to each of
// its clauses.
type Motion struct {
	By        string // the group that handed it in
	Submitted string // ISO date
	Text      string // what it is about, in a sentence or two
	Clauses   []Clause
	Place     diag.Place
}

// A Clause is one "att" of a motion.
type Clause struct {
	Text     string
	Proposal string // one of Answers
	Decision string // one of Answers; "" until it is adjusted, but for staff
	Comment  string // why, in a sentence
	Place    diag.Place
}

// Answers returns what can be said to a clause of a motion.
func Answers() []string { return []string{"approve", "reject", "answered", "partly"} }

// places are where the values of an object's keys stand; "" is the object.
type places map[string]diag.Place

// At returns where the value of a key of the front matter stands, or the file
// when there is none.
func (m *Meeting) At(key string) diag.Place {
	if at, ok := m.at[key]; ok {
		return at
	}
	return m.Source.File()
}

// At returns where the value of a key of the item stands, or the item when
// there is none.
func (it *Item) At(key string) diag.Place {
	if at, ok := it.at[key]; ok {
		return at
	}
	return it.at[""]
}

// Says reports whether the item has a key of the front matter at all.
func (it *Item) Says(key string) bool {
	_, ok := it.at[key]
	return ok
}

// Committee is the id of the committee that meets.
func (m *Meeting) Committee() string { return (&Meta{Path: m.Path}).Committee() }

// Folder is the folder of the meeting's attachments and texts of its own, from
// the site's root.
func (m *Meeting) Folder() string { return root + "/" + m.Path }

// Late reports whether an item came with a later dispatch than the summons.
func (m *Meeting) Late(it *Item) bool {
	return len(m.Dispatches) > 0 && it.Dispatch != "" && it.Dispatch > m.Dispatches[0].Date
}

// AdjustedFor is the date on which the minutes were adjusted for an item: its
// own, when its § was adjusted by itself.
func (m *Meeting) AdjustedFor(it *Item) string {
	if it.Adjusted != "" {
		return it.Adjusted
	}
	return m.Adjusted
}

// StageOf is the stage of an item: its own, or the meeting's.
func (m *Meeting) StageOf(it *Item) string {
	if it.Stage != "" {
		return it.Stage
	}
	return m.Stage
}

// itemID is the id of an item that names none itself.
func itemID(number int) string {
	if number == 0 {
		return ""
	}
	return "punkt-" + strconv.Itoa(number)
}

// Seen decides what a build may see of meetings. Of a meeting its functions
// are given Path, Date, Visibility, From, Adjusted and Secret; of an item
// Visibility, From and Adjusted. Nil functions let everything be seen.
type Seen struct {
	Meeting   func(*Meeting) bool
	Item      func(*Meeting, *Item) bool
	Decisions func(*Meeting, *Item) bool // what was decided, with its § and votes
}
