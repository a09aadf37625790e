package report

import "tertial/internal/diag"

// Unfinished is what a report lacks before it can be dispatched. Staff see it;
// nobody else does.
type Unfinished struct {
	Places []diag.Finding // what a template left and what must be confirmed, in the files' order
}
