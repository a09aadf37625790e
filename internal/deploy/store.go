package deploy

import (
	"context"
	"fmt"

	"tertial/internal/site"
	"tertial/internal/squeeze"
)

// A store is a target that is open. Names are slash paths below it. A missing
// file gives fs.ErrNotExist, all else a [TargetError].
type store interface {
	// list gives the sizes of all files, those of .tertial/ too.
	list(ctx context.Context) (map[string]int64, error)
	// read reads a file of our own making, up to a limit.
	read(ctx context.Context, name string) ([]byte, error)
	// sum is the digest of what a file holds, as far as the target knows it.
	sum(ctx context.Context, name string) (sum site.Sum, ok bool, err error)
	// put writes a file as a whole, whether there is one or not.
	put(ctx context.Context, name string, f *parcel) error
	// create is put for a file that must not be there yet; false when it is.
	create(ctx context.Context, name string, content []byte) (bool, error)
	// copy makes to a copy of from.
	copy(ctx context.Context, from, to string) error
	// remove takes a file away; a missing one is no error.
	remove(ctx context.Context, name string) error
	// secret names a folder so that only who may write to the target knows it.
	secret() string
	// place is a file as a person would name it.
	place(name string) string
	// isFolder reports whether a server that compresses reads what lies here.
	isFolder() bool
	close() error
}

// A parcel is a file with all that a store is told of it.
type parcel struct {
	content  []byte
	sum      site.Sum // of what it holds, before it was compressed
	kind     string   // media type
	cache    string   // Cache-Control
	encoding squeeze.Encoding
}

// most is the largest file that is read or sent.
const most = 256 << 20

// parallel is how many files are sent at once.
const parallel = 8

// A TargetError says why a target does not do what it is asked.
type TargetError struct {
	Reason Reason
	Op     Op
	Name   string // the file as a person would name it, or the target itself
	Err    error
}

func (e *TargetError) Error() string { return fmt.Sprintf("%s %s: %v", e.Op, e.Name, e.Err) }

// Unwrap gives the cause.
func (e *TargetError) Unwrap() error { return e.Err }

// Op is what was asked for.
type Op string

// What is asked of a target.
const (
	Listing  Op = "list"
	Reading  Op = "read"
	Writing  Op = "write"
	Removing Op = "remove"
)

// Reason is why a target refuses.
type Reason string

// The reasons.
const (
	Unreachable Reason = "unreachable" // no answer, or from no such server
	WrongKeys   Reason = "keys"        // the server does not know them
	NoSuch      Reason = "bucket"      // there is no such bucket or folder
	NoRights    Reason = "rights"      // the keys or the user may not do that
	WrongClock  Reason = "clock"       // this computer's is wrong, says the server
	Full        Reason = "full"        // there is no more room
	Odd         Reason = "odd"         // anything else
)

// A hooked store asks before every change, for tests that stop a run anywhere.
type hooked struct {
	store
	hook func(op, name string) error
}

func (h *hooked) may(op, name string) error {
	if h.hook == nil {
		return nil
	}
	return h.hook(op, name)
}

func (h *hooked) put(ctx context.Context, name string, f *parcel) error {
	if err := h.may("put", name); err != nil {
		return err
	}
	return h.store.put(ctx, name, f)
}

func (h *hooked) create(ctx context.Context, name string, content []byte) (bool, error) {
	if err := h.may("create", name); err != nil {
		return false, err
	}
	return h.store.create(ctx, name, content)
}

func (h *hooked) copy(ctx context.Context, from, to string) error {
	if err := h.may("copy", to); err != nil {
		return err
	}
	return h.store.copy(ctx, from, to)
}

func (h *hooked) remove(ctx context.Context, name string) error {
	if err := h.may("remove", name); err != nil {
		return err
	}
	return h.store.remove(ctx, name)
}
