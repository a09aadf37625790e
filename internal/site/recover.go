package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// An Outcome is what [Recover] found and did.
type Outcome int

// The outcomes of [Recover].
const (
	Clean      Outcome = iota // no interrupted run
	Finished                  // an interrupted run had decided on its new tree, which is now in place
	RolledBack                // an interrupted run had not, or could not be finished; the tree is the old one
)

// Recover ends what a stopped run left in the output folder dir: it finishes the run if its journal is whole, and else
// throws away what was staged. Any command may call it, also for a folder that does not exist or is not ours; without a
// .tertial in dir nothing is touched. A run that is at work gives a [LockedError].
func Recover(dir string) (Outcome, error) {
	return recoverFolder(&folder{dir: dir})
}

func recoverFolder(f *folder) (Outcome, error) {
	switch f.kind(workName) {
	case isDir:
	case isLink:
		return Clean, f.linkError(workName)
	default:
		return Clean, nil
	}
	l, err := f.acquire(false)
	if errors.Is(err, fs.ErrNotExist) {
		return Clean, nil // another run took it away just now
	}
	if err != nil {
		return Clean, err
	}
	outcome, err := f.settle()
	return outcome, errors.Join(err, l.release())
}

// settle is Recover under the lock.
func (f *folder) settle() (Outcome, error) {
	outcome, err := f.settleJournal()
	if err != nil {
		return outcome, err
	}
	if left, _ := os.ReadDir(f.path(stageName)); outcome == Clean && len(left) > 0 {
		outcome = RolledBack
	}
	return outcome, f.clear()
}

func (f *folder) settleJournal() (Outcome, error) {
	data, err := os.ReadFile(f.path(journalName))
	if errors.Is(err, fs.ErrNotExist) {
		return Clean, nil
	}
	if err != nil {
		return Clean, err
	}
	steps, err := decodeJournal(data)
	if err != nil {
		return f.dropJournal(err)
	}
	if err := f.checkFolders(steps); err != nil {
		return Clean, err
	}
	cause := f.check(steps)
	if cause == nil {
		cause = f.finish(steps)
	}
	if cause == nil {
		return Finished, nil
	}
	if err := f.revert(steps); err != nil {
		return Clean, &InterruptedError{Dir: f.dir, Err: cause, Undo: err}
	}
	return RolledBack, nil
}

// checkFolders refuses to follow links on the way to the files of a journal.
func (f *folder) checkFolders(steps []step) error {
	seen := map[string]bool{}
	for _, s := range steps {
		for dir := range parents(s.name) {
			if seen[dir] {
				break
			}
			seen[dir] = true
			if f.kind(dir) == isLink {
				return f.linkError(dir)
			}
		}
	}
	return nil
}

// dropJournal removes a journal that cannot be read. Since a journal gets its name only when it is on disk, this takes
// a failing disk or a curious hand, and perhaps steps were taken: so only if the tree is still the one of its manifest.
func (f *folder) dropJournal(cause error) (Outcome, error) {
	if f.kept {
		return Clean, &JournalError{Dir: f.dir, Reason: cause.Error(), Kept: true}
	}
	mismatches, err := f.verify()
	var notOurs *NotOursError
	if errors.As(err, &notOurs) || len(mismatches) > 0 {
		return Clean, &JournalError{Dir: f.dir, Reason: cause.Error()}
	}
	if err != nil {
		return Clean, fmt.Errorf("%w (%w)", cause, err)
	}
	return RolledBack, f.remove(journalName)
}

// clear empties .tertial, the lock excepted. Only after the journal is gone.
func (f *folder) clear() error {
	return errors.Join(f.remove(journalTmp), f.remove(stageName), f.remove(oldName), f.remove(workIgnore))
}
