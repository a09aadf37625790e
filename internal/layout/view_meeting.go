package layout

import "html/template"

// The types of this file are what the templates of meetings and matters get:
// meeting.html, meetings.html, matter.html, matters.html and their pieces. They
// hold only what the build's audience may see, and no number that would say how
// much is left out.

// A MeetingPage is the content of meeting.html.
type MeetingPage struct {
	Kicker     string // committee and municipality
	Title      string // "Sammanträde tisdag 26 maj 2020"
	Deck       string // what it is about, in a sentence; or empty
	State      Stage  // what holds for the whole of it, in words
	Meta       []Term // time, place, open or closed, summons, notice board
	Calendar   *Link  // calendar file of the committee, or nil
	Agenda     []AgendaEntry
	Secret     bool          // some matter is secret: one fixed line says so, without title, number or count
	Dispatches []Dispatch    // what was sent when; empty when all came with the summons
	Text       template.HTML // flow content of the meeting's own, or empty
	Todo       []TodoSection // texts whose owners are not done, for staff
	Items      []ItemView    // in the agenda's order
	Previous   *Link         // the committee's meeting before this one, or nil
	Next       *Link         // the one after, or nil
}

// An AgendaEntry is one line of the agenda.
type AgendaEntry struct {
	No      string
	Title   string
	Href    string // the item below, or empty: the agenda says all there is
	ID      string // of the line itself, where the item isn't below
	Section string // "§ 45" once it is adjusted, or empty
	Dnr     string // diary number as printed, or empty
	Matter  string // href of the matter's page, or empty
	Tags    []string
	Late    string // "Utskickad 22 maj 2020", when it or a paper of it came later than the summons; or empty
}

// A Dispatch is what was sent to the members on one day.
type Dispatch struct {
	Date    string // "19 maj 2020"
	ISODate string
	Text    string // "Kallelse med handlingar", "Kompletterande utskick"
	Href    string // the papers as they were sent, or empty
}

// An ItemView is one item of a meeting with its papers.
type ItemView struct {
	ID         string // punkt-4
	No         string
	Title      string
	Deck       string // what it is about, in a sentence; or empty
	State      Stage  // of this item alone where it differs from the meeting's; or zero
	Late       string // as of AgendaEntry
	Meta       []Term // diary number, how it is presented
	Decisions  []DecisionView
	Motion     *MotionView   // or nil
	Memo       template.HTML // flow content from h4, or empty
	MemoTitle  string        // "Tjänsteskrivelse", with its date
	MemoBy     string        // role that answers for it, or empty
	Tables     []Table       // delegation decisions and reported items
	Lists      []ListView    // delegation decisions that are counted
	Papers     []Paper
	Recipients []string // to whom the decision is sent
}

// A DecisionView is the text of a proposal or of a decision.
type DecisionView struct {
	Title string        // "Förslag till beslut" until it is adjusted, then "Beslut, § 45"
	Made  bool          // it is a decision, not a proposal
	Who   string        // "Från förvaltningen", or empty
	Kind  string        // "Till kommunstyrelsen", or empty: the committee decides itself
	Text  template.HTML // flow content without headings
	Notes []string      // vote, reservations, whether it differs from what was proposed
}

// A MotionView is a motion with its clauses and the answer to each.
type MotionView struct {
	By      string // who handed it in, and when; or empty
	Text    string // what it is about, or empty
	Clauses []Clause
}

// A Clause is one clause of a motion.
type Clause struct {
	Text   string // "att …"
	Label  string // "Förslag till svar" until it is adjusted, then "Svar"
	Answer string // "bifall", "avslag", "anses besvarad"; or empty
	Reason string // or empty
}

// A Paper is a document that belongs to an item.
type Paper struct {
	Title  string
	Href   string // or empty: the paper is not published
	Type   string // "Tjänsteskrivelse", "Bilaga", "Protokollsutdrag"
	Format string // "PDF", or empty for a page of this site
	Size   string // "212,4 kB", or empty
	Late   string // "Utskickad 22 maj 2020", or empty
	Where  string // "finns hos registrator" when the paper is not here, or empty
	// Changed leads to what has changed since the paper was sent, or is nil.
	Changed *Link
}

// A MeetingCard is a meeting in a list.
type MeetingCard struct {
	Title     string // "Tisdag 26 maj 2020"
	Href      string
	Committee string // or empty on the committee's own page
	Date      string // "26 maj 2020"
	ISODate   string
	When      string // "Tisdag 26 maj 2020 kl. 18.00"
	Place     string // or empty
	State     Stage
	Text      string // "Kallelse med 9 ärenden", or empty
}

// A MeetingYear groups the meetings of a committee.
type MeetingYear struct {
	Year     string
	ID       string // of its heading
	Meetings []MeetingCard
}

// A MeetingsPage is the content of meetings.html: all meetings of a committee.
type MeetingsPage struct {
	Kicker   string
	Title    string
	Next     *MeetingCard  // or nil
	Years    []MeetingYear // newest first
	Calendar *Link         // or nil
	Matters  *Link         // the index of matters, or nil
}

// A MatterPage is the content of matter.html: a diary number through meetings,
// committees and years.
type MatterPage struct {
	Kicker  string // "Ärende SN 2020:238"
	Title   string
	State   Stage // what holds now
	Meta    []Term
	Steps   []MatterStep // newest first
	Reports []Paper      // with its number, that no step shows; newest first
}

// A MatterStep is one meeting's treatment of a matter.
type MatterStep struct {
	ID        string
	Date      string
	ISODate   string
	Title     string // "Socialnämnden, punkt 4"
	Href      string // the item on the meeting's page
	Subject   string // the item's title where it isn't the matter's; or empty
	State     Stage
	Decisions []DecisionView
	Papers    []Paper // reports of this site
}

// A MattersPage is the content of matters.html: the matters of a committee.
type MattersPage struct {
	Kicker string
	Title  string
	Years  []MatterYear // by the year of their number, newest first; matters without a year last
}

// A MatterYear groups matters.
type MatterYear struct {
	Year    string // or empty
	ID      string
	Matters []MatterCard
}

// A MatterCard is a matter in a list.
type MatterCard struct {
	Dnr   string
	Title string
	Href  string
	State string // "Beslutat 26 maj 2020, § 45"
}

// A DecisionCard is one of the latest decisions of a committee.
type DecisionCard struct {
	Section string // "§ 45"
	Title   string
	Href    string
	Kind    string // what became of it when it was not decided: "Återremitterad"; or empty
}
