package build

import (
	"bytes"

	"tertial/internal/diag"
	"tertial/internal/layout"
	"tertial/internal/publog"
)

// writtenLog is the publication log of a built site.
const writtenLog = layout.LogFolder + publog.LogName

// extendsWritten refuses a log that does not begin with the one that stands in
// the output folder from an earlier build: what was withdrawn must not come
// back, nor anything published go, because files were taken out of an older
// version.
func (b *builder) extendsWritten() {
	if bytes.HasPrefix(b.log.Text(), b.written) {
		return
	}
	old := diag.NewSource(b.cfg.outPlace(writtenLog).File, b.written)
	at, number := 0, 0 // of the first line that is another one
	now := b.log.Text()
	for line := range bytes.Lines(b.written) {
		if !bytes.HasPrefix(now, line) {
			b.diags.Add(diag.New("LOG-HISTORY", old.Place(at, at+len(bytes.TrimRight(line, "\n"))), "number", number, "folder", b.cfg.out()).
				With("output").See("log", b.log.Place(number)))
			return
		}
		now = now[len(line):]
		at += len(line)
		number++
	}
}
