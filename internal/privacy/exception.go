package privacy

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync/atomic"

	"tertial/internal/diag"
)

// Kinds returns what may be excepted, as privacy_exceptions names it. Identity
// numbers and secret material are not among them and never can be.
func Kinds() []string { return []string{exceptPhone, exceptEmail, exceptName, exceptMetadata} }

const (
	exceptPhone    = "phone"
	exceptEmail    = "email"
	exceptName     = "name"
	exceptMetadata = "metadata"
)

// An Exception is something found that the authors have accepted in the open,
// with a reason and a role: an entry of privacy_exceptions in site.yaml or in a
// report's front matter.
type Exception struct {
	Kind   string // one of Kinds
	Text   string // the address, number, header or property that is accepted
	Digest string // or the SHA-256 of it, in hex, so that it need not stand here
	At     string // file or folder, from the site's root; "" is wherever the entry holds
	Reason string
	Role   string     // who accepts it: a role, never a person's name
	Place  diag.Place // where the entry stands
	Last   int        // its last line; the entry itself is not found fault with
	Under  []string   // folders in which it holds; none is the whole site

	used atomic.Bool
}

// covers reports whether the exception is for a value found in a file.
func (e *Exception) covers(kind, file, value string) bool {
	if e.Kind != kind || e.At != "" && !within(file, e.At) || len(e.Under) > 0 && !withinAny(file, e.Under) {
		return false
	}
	switch {
	case e.Digest != "":
		sum := sha256.Sum256([]byte(value))
		return strings.EqualFold(e.Digest, hex.EncodeToString(sum[:]))
	case e.Text != "":
		return same(kind, e.Text) == value
	default:
		return kind == exceptMetadata && e.At != ""
	}
}

// same brings a text to the spelling in which values of a kind are compared.
func same(kind, text string) string {
	switch kind {
	case exceptPhone, exceptEmail:
		return sameContact(text)
	default:
		return strings.ToLower(strings.TrimSpace(text))
	}
}

// again returns the exception as one that nothing was found for.
func (e *Exception) again() *Exception {
	return &Exception{
		Kind: e.Kind, Text: e.Text, Digest: e.Digest, At: e.At, Reason: e.Reason, Role: e.Role, Place: e.Place, Last: e.Last, Under: e.Under,
	}
}

// entry reports whether a line is part of the exception itself.
func (e *Exception) entry(file string, line int) bool {
	return e.Place.File == file && line >= e.Place.Line && line <= e.Last
}

func within(file, folder string) bool {
	return file == folder || strings.HasPrefix(file, strings.TrimSuffix(folder, "/")+"/")
}

func withinAny(file string, folders []string) bool {
	for _, folder := range folders {
		if within(file, folder) {
			return true
		}
	}
	return false
}
