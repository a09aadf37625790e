// Package edition knows a frozen state of a report on disk: what it holds, how
// it is read back and proved unchanged, and how it is put there or taken away
// in one step.
//
// In comes the folder of an edition, or what is to be frozen in it; out go
// [Edition], [Snapshot] and [Record] values, and findings for every byte that
// is not as it was frozen. Package change compares two records, package layout
// puts a frozen page into the frame of today.
//
// The folder content/<report>/editions/N holds
//
//	edition.yaml      number, date, kind, reason, roles, digests: all that is left after a withdrawal
//	manifest.sha256   the digest of every other file
//	snapshot.json     what frames and lists of a later build need to know
//	record.json       facts, text and charts as they were stated, for comparisons
//	sources/          text, data and descriptions as they were
//	charts/           each drawing by itself, for comparisons
//	public/           what is published: the content of each page without its frame, downloads, style sheet, script
package edition

import "path"

// Folder is the name of the folder in a report's folder that holds its editions.
const Folder = "editions"

// Folders in an edition's folder.
const (
	PublicFolder  = "public"  // what is published of it
	SourcesFolder = "sources" // the report's files, in content/ and data/ from the report's folders
	ChartsFolder  = "charts"
)

// Kind says why an edition was made.
type Kind string

// The kinds of editions.
const (
	First      Kind = "first"      // the first one of its report
	Revision   Kind = "revision"   // new content
	Correction Kind = "correction" // rättelse: it puts right what was wrong
	Sent       Kind = "sent"       // papers as they were sent to a committee: kept like an edition, but in no log
)

// An Edition is one published, frozen state of a report: its edition.yaml.
type Edition struct {
	Dir    string // slash path below the site's root: content/…/editions/2
	Report string // path of the report when it was published: committee/year/report
	Number int
	Date   string // ISO date of publication
	Kind   Kind

	Reason       string // why, in the publisher's words; empty for a first edition
	Author       string // role that answers for the content
	ApprovedBy   string // role that approved it: another one
	SlipBy       string // role that took the decision to correct a slip (skrivfel); of corrections only
	Decision     string // the decision (§) that the correction or edition follows, or empty
	Acknowledged []string

	Tool          string // name and version of the program
	Nonce         string // random, so that the digest of this file tells nothing of a short hidden source
	ContentDigest string // hex SHA-256 of manifest.sha256; never published
	PublicDigest  string // hex SHA-256 of what is published without the frame; see PublicDigestOf
	Checkpoint    string // of the publication log before the edition's own entry

	Withdrawn *Withdrawal // nil as long as the edition is published
}

// A Withdrawal says when and why an edition was taken off the web.
type Withdrawal struct {
	Date      string // ISO date
	Reason    string
	By        string // role
	Preserved string // where it is kept: a diary number or an archive's reference; or empty
	Disposal  string // the decision (§) to destroy it; or empty
	Sources   string // digest of what it was made of, so that papers that were sent with the same are known; never published
}

// Public is the folder of what is published of the edition.
func (e *Edition) Public() string { return path.Join(e.Dir, PublicFolder) }
