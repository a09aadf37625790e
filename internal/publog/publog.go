// Package publog is the publication log: what was published when, as one line
// an entry that nobody can change, leave out or put elsewhere without its
// showing.
//
// In comes content/log.txt, or the same file of a built site; out come its
// entries, findings about lines that cannot be right, and the transparency log
// that is made of it: static tiles and a checkpoint, as files for the site.
// Package build appends entries and writes those files; package verify proves
// that a site still has the log of which somebody kept a checkpoint.
//
// # The file
//
// The first line names the format. Every other line is an entry, its fields
// separated by one blank:
//
//	tertial-log/1
//	1 2026-11-22 first examplenamnden/2026/delar-1 1 4bf5… 9c1e… 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
//
// number, ISO date, kind, path of the report when it was published, number of
// the edition, public digest (or - for a withdrawal), digest of edition.yaml,
// and the root of the tree of all entries before this one. So two branches that
// publish conflict in git, and a line that is edited, cut out or moved no longer
// fits the next one.
//
// # The tree
//
// A record is the line with its line feed. The tree is that of RFC 6962, its
// tiles have the height 8 and the paths of Go's checksum database, tile/8/L/N,
// with the records themselves in tile/8/data/N. The checkpoint is that of
// c2sp.org/tlog-checkpoint, a note that may be signed.
package publog

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"tertial/internal/diag"
)

// Path is where the log of a site stands, from the site's root.
const Path = "content/log.txt"

// Head is the first line of a log, without its line feed.
const Head = "tertial-log/1"

// Kind says what an entry publishes.
type Kind string

// The kinds of entries.
const (
	First      Kind = "first"      // the first edition of a report
	Revision   Kind = "revision"   // an edition with new content
	Correction Kind = "correction" // an edition that puts right what was wrong
	Withdrawal Kind = "withdrawal" // an edition was taken off the web
)

func kinds() []string {
	return []string{string(First), string(Revision), string(Correction), string(Withdrawal)}
}

// An Entry is one line of the log.
type Entry struct {
	Number  int    // 1 for the first entry
	Date    string // ISO date of the publication
	Kind    Kind
	Report  string // path of the report that day: committee/year/report
	Edition int
	Public  string // hex digest of what is published of the edition; "" for a withdrawal
	Digest  string // hex SHA-256 of edition.yaml
	Before  string // base64 root of the tree of all entries before this one
}

// Line is the entry as it stands in the log, with its line feed.
func (e Entry) Line() string {
	public := e.Public
	if public == "" {
		public = noDigest
	}
	return strings.Join([]string{
		strconv.Itoa(e.Number), e.Date, string(e.Kind), e.Report, strconv.Itoa(e.Edition), public, e.Digest, e.Before,
	}, " ") + "\n"
}

// noDigest stands in the place of the public digest of a withdrawal.
const noDigest = "-"

// An edition names what an entry is about.
type edition struct {
	report string
	number int
}

// A Log is a publication log that was read. It is not changed any more.
type Log struct {
	src     *diag.Source
	sound   bool
	entries []Entry
	places  []diag.Place
	latest  map[edition]int // index of the last entry of each edition
	hashes  []tlog.Hash     // of the tree, in the order in which it grows
	roots   []tlog.Hash     // of the first 0, 1, 2 … entries
}

// Sound reports whether nothing was found fault with when the log was read: only
// then may anything be concluded from its lines.
func (l *Log) Sound() bool { return l.sound }

// Size is the number of entries.
func (l *Log) Size() int { return len(l.entries) }

// LastDate is the date of the last entry; of a log without one, and of none, it
// is empty.
func (l *Log) LastDate() string {
	if l == nil || len(l.entries) == 0 {
		return ""
	}
	return l.entries[len(l.entries)-1].Date
}

// Entries are all entries in their order, the oldest first.
func (l *Log) Entries() []Entry { return slices.Clone(l.entries) }

// Text is the file as it was read, or with its first line when it was missing or empty.
func (l *Log) Text() []byte {
	if len(l.src.Text) == 0 {
		return []byte(Head + "\n")
	}
	return l.src.Text
}

// Place is the line of the entry with a number, or the file when it has none.
func (l *Log) Place(number int) diag.Place {
	if number < 1 || number > len(l.places) {
		return l.src.File()
	}
	return l.places[number-1]
}

// Latest is the last entry of an edition: its publication, or its withdrawal.
// The report is named by the path that it had when it was published.
func (l *Log) Latest(report string, number int) (Entry, bool) {
	i, ok := l.latest[edition{report, number}]
	if !ok {
		return Entry{}, false
	}
	return l.entries[i], true
}

// Published are the entries that published an edition, without the withdrawals,
// in their order; the second value of each pair is true when the edition was
// withdrawn later.
func (l *Log) Published(yield func(e Entry, withdrawn bool) bool) {
	for _, e := range l.entries {
		if e.Kind == Withdrawal {
			continue
		}
		last, _ := l.Latest(e.Report, e.Edition)
		if !yield(e, last.Kind == Withdrawal) {
			return
		}
	}
}

// ID names the log for ever, whatever address its site has: it comes from the
// first entry. An empty log has none.
func (l *Log) ID() string {
	if len(l.entries) == 0 {
		return ""
	}
	sum := tlog.RecordHash([]byte(l.entries[0].Line()))
	return "tertial-log/" + hex.EncodeToString(sum[:8])
}
