package deploy

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"tertial/internal/diag"
)

// A Holder is who deploys: what stands in the lock for others to read.
type Holder struct {
	Host  string
	PID   int
	Since string // when, for a person to read
	Nonce string // tells this run from all others
	// Alive reports whether a process of this computer is at work.
	Alive func(pid int) bool
}

const lockName = workName + "/deploy.lock"

func (h *Holder) text() []byte {
	return fmt.Appendf(nil, "host %q\npid %d\nsince %q\nrun %q\n", h.Host, h.PID, h.Since, h.Nonce)
}

func parseHolder(text []byte) Holder {
	var h Holder
	_, _ = fmt.Sscanf(string(text), "host %q\npid %d\nsince %q\nrun %q\n", &h.Host, &h.PID, &h.Since, &h.Nonce) // what cannot be read stays empty
	return h
}

// ended reports whether the holder of a lock is known to be gone: it ran on this
// computer, and does no more. Another run with our own number is one before us.
func (h *Holder) ended(us *Holder) bool {
	return h.Host == us.Host && h.Host != "" && h.PID > 0 && (h.PID == us.PID || us.Alive != nil && !us.Alive(h.PID))
}

// A lock is the right to change a target.
type lock struct {
	store store
	nonce string
}

// takeLock takes the lock, or says who has it and returns nil.
func takeLock(ctx context.Context, s store, opts Options, diags *diag.List) (*lock, error) {
	us := opts.Holder
	for range 2 {
		taken, err := s.create(ctx, lockName, us.text())
		if err != nil {
			return nil, err
		}
		holder, err := readHolder(ctx, s)
		if err != nil {
			return nil, err
		}
		switch {
		case taken && holder.Nonce == us.Nonce: // a server that knows no conditions lets the last one have it
			return &lock{s, us.Nonce}, nil
		case !taken && (opts.BreakLock || holder.ended(&us) || strings.TrimSpace(holder.Nonce) == ""):
			if err := s.remove(ctx, lockName); err != nil {
				return nil, err
			}
		default:
			diags.Add(diag.New("DEPLOY-LOCKED", diag.Place{File: s.place("")}, "host", holder.Host, "since", holder.Since))
			return nil, nil
		}
	}
	diags.Add(diag.New("DEPLOY-LOCKED", diag.Place{File: s.place("")}).With("unknown"))
	return nil, nil
}

func readHolder(ctx context.Context, s store) (Holder, error) {
	text, err := s.read(ctx, lockName)
	if errors.Is(err, fs.ErrNotExist) {
		return Holder{}, nil
	}
	return parseHolder(text), err
}

// held reports whether the lock is still ours.
func (l *lock) held(ctx context.Context) (bool, error) {
	holder, err := readHolder(ctx, l.store)
	return holder.Nonce == l.nonce, err
}

func (l *lock) release(ctx context.Context) error {
	if held, err := l.held(ctx); err != nil || !held {
		return err
	}
	return l.store.remove(ctx, lockName)
}
