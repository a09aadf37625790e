package publog

import (
	"bytes"
	"encoding/hex"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"tertial/internal/diag"
)

// fieldCount is the number of fields of an entry.
const fieldCount = 8

// maxNumber is more than any log or report will ever count to; beyond it a
// number is a slip.
const maxNumber = 1 << 30

// A parser reads a log line by line.
type parser struct {
	log   *Log
	diags *diag.List
	// broken is set by the first line that is not where or what it should be:
	// what follows cannot be judged by its number and its root any more.
	broken bool
}

// Parse reads a log; a text of length 0 is a log without entries. Everything
// that cannot be right is a finding with its place, and the entries that could
// be read come back in any case: with findings they may only be shown, never
// built on.
func Parse(src *diag.Source, diags *diag.List) *Log {
	own := &diag.List{}
	p := &parser{diags: own, log: &Log{src: src, latest: map[edition]int{}}}
	empty, err := tlog.TreeHash(0, p.log)
	if err != nil {
		panic("publog: " + err.Error())
	}
	p.log.roots = []tlog.Hash{empty}
	if len(src.Text) > 0 && !p.conflict() {
		p.lines()
	}
	p.log.sound = !own.Failed()
	diags.Merge(own)
	return p.log
}

// conflict finds what git leaves in a file that it could not merge. Nothing else
// is said of such a file.
func (p *parser) conflict() bool {
	src := p.log.src
	var marks []diag.Place
	at := 0
	for line := range bytes.Lines(src.Text) {
		for _, mark := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
			if bytes.HasPrefix(line, []byte(mark)) {
				marks = append(marks, src.Place(at, at+len(mark)))
			}
		}
		at += len(line)
	}
	if len(marks) == 0 {
		return false
	}
	f := diag.New("LOG-CONFLICT", marks[0], "editions", diag.Shortlist(disputed(src.Text)))
	if len(marks) > 1 {
		f = f.See("end", marks[len(marks)-1])
	}
	p.diags.Add(f)
	return true
}

// disputed are the folders of the editions that the lines between git's marks
// are about, on either side.
func disputed(text []byte) []string {
	const report, number = 3, 4 // fields of an entry
	inside := false
	var folders []string
	for line := range strings.Lines(string(text)) {
		switch fields := strings.Fields(line); {
		case strings.HasPrefix(line, "<<<<<<<"):
			inside = true
		case strings.HasPrefix(line, ">>>>>>>"):
			inside = false
		case inside && len(fields) == fieldCount && isReport(fields[report]):
			folders = append(folders, "content/"+fields[report]+"/editions/"+fields[number])
		}
	}
	slices.Sort(folders)
	if len(folders) == 0 {
		return []string{Path}
	}
	return slices.Compact(folders)
}

func (p *parser) lines() {
	src := p.log.src
	at, number := 0, 0
	converted := bytes.Contains(src.Text, []byte("\r\n"))
	if converted {
		end := bytes.Index(src.Text, []byte("\r\n"))
		p.diags.Add(diag.New("LOG", src.Place(end, end+2)).With("crlf"))
	}
	for raw := range bytes.Lines(src.Text) {
		line, whole := bytes.CutSuffix(raw, []byte("\n"))
		if converted {
			line = bytes.TrimSuffix(line, []byte("\r"))
		}
		if !whole {
			p.broken = true
			p.diags.Add(diag.New("LOG", src.Place(at, at+len(line))).With("cut"))
		}
		switch {
		case number > 0:
			p.entry(string(line), at)
		case string(line) != Head:
			p.diags.Add(diag.New("LOG", src.Place(at, at+len(line)), "head", Head).With("head"))
		}
		at += len(raw)
		number++
	}
}

// A field is a part of a line and where it begins.
type field struct {
	text string
	at   int
}

func (p *parser) place(f field) diag.Place { return p.log.src.Place(f.at, f.at+len(f.text)) }

// entry reads one line. A line that is no entry leaves the rest of the log
// without a base.
func (p *parser) entry(line string, at int) {
	var fields []field
	for text := range strings.SplitSeq(line, " ") {
		fields = append(fields, field{text, at})
		at += len(text) + 1
	}
	e, ok := p.read(fields, field{line, fields[0].at})
	if !ok {
		p.broken = true
		return
	}
	p.judge(e, fields)
	l := p.log
	l.places = append(l.places, p.place(field{line, fields[0].at}))
	l.latest[edition{e.Report, e.Edition}] = len(l.entries)
	l.entries = append(l.entries, e)
	l.grow(e)
}

// read turns the fields of a line into an entry; each field that has not its
// form is a finding, and a line that was cut off is none.
func (p *parser) read(fields []field, line field) (Entry, bool) {
	if len(fields) != fieldCount {
		if !p.cutOff(line) {
			p.diags.Add(diag.New("LOG", p.place(line), "count", len(fields), "want", fieldCount))
		}
		return Entry{}, false
	}
	e := Entry{
		Date: fields[1].text, Kind: Kind(fields[2].text), Report: fields[3].text, Public: fields[5].text, Digest: fields[6].text,
		Before: fields[7].text,
	}
	var isNumber, isEdition bool
	e.Number, isNumber = whole(fields[0].text)
	e.Edition, isEdition = whole(fields[4].text)
	_, err := time.Parse(time.DateOnly, e.Date)
	public := isDigest(e.Public)
	if e.Kind == Withdrawal {
		public = e.Public == noDigest
		e.Public = ""
	}
	root, rootErr := tlog.ParseHash(e.Before)
	good := true
	for i, ok := range [fieldCount]bool{
		isNumber, err == nil, slices.Contains(kinds(), string(e.Kind)), isReport(e.Report), isEdition, public, isDigest(e.Digest),
		rootErr == nil && root.String() == e.Before,
	} {
		if !ok && good {
			good = false
			p.wrong(fields, i, line)
		}
	}
	return e, good
}

// sound reports whether an entry can be read back as it is written.
func (p *parser) sound(e Entry) bool {
	line := strings.TrimSuffix(e.Line(), "\n")
	var fields []field
	for text := range strings.SplitSeq(line, " ") {
		fields = append(fields, field{text: text})
	}
	again, ok := p.read(fields, field{text: line})
	return ok && again == e
}

// wrong reports the first field of a line that has not its form.
func (p *parser) wrong(fields []field, i int, line field) {
	if p.cutOff(line) {
		return
	}
	f := diag.New("LOG", p.place(fields[i]), "word", fields[i].text)
	switch variant := [fieldCount]string{"number", "date", "kind", "report", "number", "digest", "digest", "root"}[i]; variant {
	case "kind":
		if near := diag.Nearest(fields[i].text, kinds()); near != "" {
			f = f.Propose(near)
		}
		f.Args = append(f.Args, diag.Args("list", strings.Join(kinds(), ", "))...)
		p.diags.Add(f.With(variant))
	default:
		p.diags.Add(f.With(variant))
	}
}

// cutOff reports whether a line is the last one without its line feed, of which
// enough is said by that.
func (p *parser) cutOff(line field) bool { return line.at+len(line.text) == len(p.log.src.Text) }

// judge compares an entry with those before it.
func (p *parser) judge(e Entry, fields []field) {
	l := p.log
	if !p.broken {
		p.judgeNumber(e, fields[0])
	}
	if !p.broken && e.Before != l.Root() {
		p.broken = true
		f := diag.New("LOG-CHANGED", p.place(fields[fieldCount-1]), "number", e.Number, "root", l.Root())
		if l.Size() > 0 {
			f = f.See("before", l.Place(l.Size()), "number", l.Size())
		} else {
			f = f.With("first")
		}
		p.diags.Add(f)
	}
	if n := l.Size(); n > 0 && e.Date < l.entries[n-1].Date {
		p.diags.Add(diag.New("LOG-DATE", p.place(fields[1]), "date", e.Date, "last", l.entries[n-1].Date).See("last", l.Place(n)))
	}
	if f, ok := l.contradicts(e, p.place(fields[3])); ok {
		p.diags.Add(f)
	}
}

func (p *parser) judgeNumber(e Entry, at field) {
	l := p.log
	want := l.Size() + 1
	if e.Number == want {
		return
	}
	p.broken = true
	f := diag.New("LOG-NUMBER", p.place(at), "number", e.Number, "want", want)
	if e.Number < want && e.Number > 0 {
		f = f.See("same", l.Place(e.Number), "number", e.Number)
	}
	switch {
	case e.Number == want-1 && e.Before == l.entries[want-2].Before && e.Line() != l.entries[want-2].Line():
		f = f.With("branches")
	case e.Number < want:
		f = f.With("again")
	}
	p.diags.Add(f)
}

// contradicts finds what an entry says that cannot be, given those before it: an
// edition is published once, and withdrawn once after that.
func (l *Log) contradicts(e Entry, at diag.Place) (diag.Finding, bool) {
	before, known := l.latest[edition{e.Report, e.Edition}]
	f := diag.New("LOG-EDITION", at, "report", e.Report, "edition", e.Edition)
	switch {
	case e.Kind != Withdrawal && known:
		f = f.With("twice")
	case e.Kind == Withdrawal && !known:
		return f.With("unknown"), true
	case e.Kind == Withdrawal && l.entries[before].Kind == Withdrawal:
		f = f.With("withdrawn")
	default:
		return f, false
	}
	return f.See("before", l.Place(before+1)), true
}

// Next is what has to be appended to the log's file to enter one more
// publication: a line, before it the first line of a log that has none yet. Of
// the entry, number and root are filled in here. It is nil when the entry cannot
// follow, which is a finding: a date before the last one (a clock that is slow),
// an edition that stands in the log already.
func (l *Log) Next(e Entry, diags *diag.List) []byte {
	n := l.Size()
	e.Number, e.Before = n+1, l.Root()
	refused := false
	if n > 0 && e.Date < l.entries[n-1].Date {
		refused = true
		diags.Add(diag.New("LOG-DATE", l.Place(n), "date", e.Date, "last", l.entries[n-1].Date).With("clock"))
	}
	at := l.Place(n)
	if f, ok := l.contradicts(e, at); ok {
		refused = true
		diags.Add(f)
	}
	if refused {
		return nil
	}
	if check := (&parser{log: l, diags: &diag.List{}}); !check.sound(e) {
		panic("publog: no entry: " + e.Line())
	}
	var out []byte
	if len(l.src.Text) == 0 {
		out = append(out, Head+"\n"...)
	}
	return append(out, e.Line()...)
}

// whole reads a number from 1, written without a sign and without zeros in front.
func whole(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n > 0 && n < maxNumber && strconv.Itoa(n) == text
}

// isDigest reports whether a text is a SHA-256 in lower-case hex.
func isDigest(text string) bool {
	raw, err := hex.DecodeString(text)
	return err == nil && len(raw) == tlog.HashSize && hex.EncodeToString(raw) == text
}

// isReport reports whether a text can be the path of a report. It is made into
// paths of files, so nothing may stand in it that leads elsewhere.
func isReport(text string) bool {
	if !fs.ValidPath(text) || path.Dir(text) == "." {
		return false
	}
	return strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-/") == ""
}
