package site

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// An action is what one step of a journal does. Each can be taken, repeated, undone and taken again, from whatever state
// a run was stopped in.
type action string

const (
	doMkdir action = "mkdir" // make a folder
	doRmdir action = "rmdir" // remove a folder if it is empty
	doAdd   action = "add"   // move a staged file to where there is none
	doSwap  action = "swap"  // move a staged file over an old one
	doDrop  action = "drop"  // remove an old file
)

// A step is one line of a journal.
type step struct {
	do   action
	name string
	id   int         // add, swap: the staged file's number; swap, drop: the number under which the old one is kept
	sum  Sum         // add, swap: of the new file
	mode fs.FileMode // mkdir: of the new folder; rmdir: of the old one
}

const (
	journalHead = "tertial journal 1\n"
	journalEnd  = "end "
)

// errNoJournal marks bytes that are not a whole journal.
var errNoJournal = errors.New("journal is damaged")

// encodeJournal writes the steps one a line, and a last line with the SHA-256 of all before it.
func encodeJournal(steps []step) []byte {
	var b bytes.Buffer
	b.WriteString(journalHead)
	for _, s := range steps {
		switch s.do {
		case doMkdir, doRmdir:
			fmt.Fprintf(&b, "%s %o %s\n", s.do, s.mode, s.name)
		case doDrop:
			fmt.Fprintf(&b, "%s %d %s\n", s.do, s.id, s.name)
		default:
			fmt.Fprintf(&b, "%s %d %s %s\n", s.do, s.id, s.sum, s.name)
		}
	}
	fmt.Fprintf(&b, "%s%x\n", journalEnd, sha256.Sum256(b.Bytes()))
	return b.Bytes()
}

func decodeJournal(data []byte) ([]step, error) {
	body, ok := bytes.CutPrefix(data, []byte(journalHead))
	tail := len(journalEnd) + 2*sha256.Size + len("\n")
	if !ok || len(body) < tail {
		return nil, errNoJournal
	}
	end := len(data) - tail
	if want := fmt.Sprintf("%s%x\n", journalEnd, sha256.Sum256(data[:end])); string(data[end:]) != want {
		return nil, errNoJournal
	}
	var steps []step
	for line := range strings.Lines(string(body[:len(body)-tail])) {
		s, err := decodeStep(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return nil, fmt.Errorf("journal line %d: %w", len(steps)+2, err)
		}
		steps = append(steps, s)
	}
	return steps, nil
}

func decodeStep(line string) (step, error) {
	verb, rest, _ := strings.Cut(line, " ")
	s := step{do: action(verb)}
	field := func() (text string) {
		text, rest, _ = strings.Cut(rest, " ")
		return text
	}
	var err error
	switch s.do {
	case doMkdir, doRmdir:
		var mode uint64
		mode, err = strconv.ParseUint(field(), 8, 9)
		s.mode = fs.FileMode(mode)
	case doDrop:
		s.id, err = strconv.Atoi(field())
	case doAdd, doSwap:
		if s.id, err = strconv.Atoi(field()); err == nil {
			err = s.sum.parse(field())
		}
	default:
		err = fmt.Errorf("unknown step %q", verb)
	}
	s.name = rest
	if err == nil && s.name != ManifestName {
		err = checkPath(s.name)
	}
	return s, err
}

func staged(id int) string { return stageName + "/" + strconv.Itoa(id) }
func kept(id int) string   { return oldName + "/" + strconv.Itoa(id) }

// take brings a step to its end, from its beginning, its end or anything between.
func (f *folder) take(s step) error {
	switch s.do {
	case doMkdir:
		return f.mkdir(s.name, s.mode)
	case doRmdir:
		return f.rmdir(s.name)
	case doDrop:
		if at := f.kind(s.name); at == isMissing || at == isDir || f.kind(kept(s.id)) != isMissing {
			return nil
		}
		return f.rename(s.name, kept(s.id))
	default:
		if f.kind(staged(s.id)) == isMissing {
			return nil
		}
		if s.do == doSwap && f.kind(kept(s.id)) == isMissing {
			if err := f.keep(s.name, kept(s.id)); err != nil {
				return err
			}
		}
		return f.rename(staged(s.id), s.name)
	}
}

// undo brings a step back to its beginning, from wherever it is. The staged file goes back to the stage, so that a run
// stopped while undoing can still be finished.
func (f *folder) undo(s step) error {
	switch s.do {
	case doMkdir:
		return f.rmdir(s.name)
	case doRmdir:
		if f.kind(s.name) != isMissing {
			return nil
		}
		return f.mkdir(s.name, s.mode)
	case doDrop:
		if f.kind(kept(s.id)) == isMissing {
			return nil
		}
		return f.rename(kept(s.id), s.name)
	case doSwap:
		if f.kind(kept(s.id)) == isMissing {
			return nil
		}
		if f.kind(staged(s.id)) == isMissing {
			if err := f.rename(s.name, staged(s.id)); err != nil {
				return err
			}
		}
		return f.rename(kept(s.id), s.name)
	default:
		if f.kind(staged(s.id)) != isMissing {
			return nil
		}
		if sum, ok, err := f.sum(s.name); err != nil || !ok || sum != s.sum {
			return err // never put in place
		}
		return f.rename(s.name, staged(s.id))
	}
}

// check says whether the steps can be finished: every new file is on the stage or in place, whole.
func (f *folder) check(steps []step) error {
	for _, s := range steps {
		if s.do != doAdd && s.do != doSwap {
			continue
		}
		sum, ok, err := f.sum(staged(s.id))
		if err == nil && !ok {
			sum, _, err = f.sum(s.name)
		}
		if err != nil {
			return err
		}
		if sum != s.sum {
			return fmt.Errorf("new content of %s is lost", s.name)
		}
	}
	return nil
}

// finish takes all steps of the journal on disk and removes it: the moment from which the tree is the new one for good.
func (f *folder) finish(steps []step) error {
	for _, s := range steps {
		if err := f.take(s); err != nil {
			return err
		}
	}
	return f.endJournal(steps)
}

// revert undoes the steps of the journal on disk and removes it.
func (f *folder) revert(steps []step) error {
	for i := len(steps) - 1; i >= 0; i-- {
		if err := f.undo(steps[i]); err != nil {
			return err
		}
	}
	return f.endJournal(steps)
}

// endJournal removes the journal, but not before the steps are on disk: else a loss of power could leave half of them.
// The removal itself need not be: a journal that comes back finds each step at its end, or nothing left to undo.
func (f *folder) endJournal(steps []step) error {
	if err := f.sync(f.touched(steps)); err != nil {
		return err
	}
	return f.remove(journalName)
}

// touched lists the folders whose entries the steps changed, as far as they exist now.
func (f *folder) touched(steps []step) []string {
	seen := map[string]bool{".": true, stageName: true, oldName: true}
	names := []string{".", stageName, oldName}
	for _, s := range steps {
		for dir := range parents(s.name) {
			if !seen[dir] && f.kind(dir) == isDir {
				names = append(names, dir)
			}
			seen[dir] = true
			break
		}
	}
	return names
}

// startJournal writes the journal. When it returns without error the new tree is decided on, also if power fails.
func (f *folder) startJournal(steps []step) error {
	if err := f.create(journalTmp, encodeJournal(steps), defaultFileMode); err != nil {
		return err
	}
	if err := f.may("sync", journalTmp); err != nil {
		return err
	}
	if err := f.syncWhole(journalTmp); err != nil {
		return err
	}
	if err := f.rename(journalTmp, journalName); err != nil {
		return err
	}
	return f.sync([]string{workName, "."})
}

// syncWhole syncs one file with everything that the system offers, the drive's cache included.
func (f *folder) syncWhole(name string) error {
	if f.noSync {
		return nil
	}
	file, err := os.OpenFile(f.path(name), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
