// Package audience decides who may see what, and nothing else does: every build
// asks it of each report, meeting and item, before anything else of the file is
// parsed.
//
// In come the few words that an author writes of that (visibility and dates) and
// whom a build is for, on which day; out comes yes or no. Package content reads
// the words, package build asks.
//
//	visibility  staff  committee                            public
//	internal    yes    no                                   no
//	committee   yes    from its date, inside the window     no
//	public      yes    yes                                  from its date
//	withdrawn   no     no                                   no
//
// What cannot be decided, for want of a clock or since a word is unknown, is no.
package audience

import "time"

// Audience says who a build is for.
type Audience string

// The audiences.
const (
	Public    Audience = "public"
	Committee Audience = "committee" // the members, who read their papers before they meet
	Staff     Audience = "staff"     // those who write
)

// All lists the audiences, the default first.
func All() []Audience { return []Audience{Public, Committee, Staff} }

// Visibility is what an author says of who may see something.
type Visibility string

// The visibilities; an absent one is internal.
const (
	Internal    Visibility = "internal"
	InCommittee Visibility = "committee"
	OnWeb       Visibility = "public"
	Withdrawn   Visibility = "withdrawn" // it was seen, and is not any more
)

// Known reports whether the word is one of the visibilities.
func (v Visibility) Known() bool { return v.Rank() >= 0 }

// Rank orders visibilities by how many may see, from none on; −1 is no visibility.
func (v Visibility) Rank() int {
	for i, w := range [...]Visibility{Withdrawn, Internal, InCommittee, OnWeb} {
		if v == w {
			return i
		}
	}
	return -1
}

// ForWeb reports whether everyone is meant to see it some day.
func (v Visibility) ForWeb() bool { return v == OnWeb }

// ForStaff reports whether only those who write are meant to see it.
func (v Visibility) ForStaff() bool { return v == Internal }

// A Rule is what is said of who may see a report, a meeting or an item.
type Rule struct {
	Visibility Visibility
	From       string // ISO date on which it opens; "" is at once
	Window     Window // in which the committee sees what is for it alone
}

// A Window is the time in which a committee has the papers of a meeting: both
// days, as ISO dates, are inside; "" is no end.
type Window struct{ First, Last string }

// MeetingWindow is the window of a meeting that opens on a day, if it says so,
// and whose minutes were adjusted on another, if they were: those who adjust
// and deputies need the papers for so many days more.
func MeetingWindow(from, adjusted string, days int) Window {
	w := Window{First: from}
	if day, err := time.Parse(time.DateOnly, adjusted); err == nil {
		w.Last = day.AddDate(0, 0, days).Format(time.DateOnly)
	}
	return w
}

// A Reader is whom a build is for, and when.
type Reader struct {
	Audience Audience
	AsOf     string // ISO date: the only clock; without one, what has a date is hidden
}

// Sees decides whether a build may see what a rule is about.
func (r Reader) Sees(rule Rule) bool {
	switch r.Audience {
	case Staff:
		return rule.Visibility.Rank() > Withdrawn.Rank()
	case Committee:
		return rule.Visibility == OnWeb || rule.Visibility == InCommittee && r.reached(rule.From) && r.inside(rule.Window)
	case Public:
		return rule.Visibility == OnWeb && r.reached(rule.From)
	default:
		return false
	}
}

// SeesDecision decides whether a build may see what was decided, with its § and
// votes: nobody but staff before the minutes are adjusted, whatever else is public.
func (r Reader) SeesDecision(adjusted string) bool {
	return r.Audience == Staff || adjusted != "" && r.reached(adjusted)
}

// reached reports whether a day has come; "" always has.
func (r Reader) reached(day string) bool { return day == "" || r.AsOf != "" && day <= r.AsOf }

func (r Reader) inside(w Window) bool {
	return r.reached(w.First) && (w.Last == "" || r.AsOf != "" && r.AsOf <= w.Last)
}
