package layout

import (
	"regexp"
	"strconv"
)

// A TemplateError says that a template cannot be used.
type TemplateError struct {
	File   string // its name in layouts/
	Line   int    // 0 where it is not known
	Reason string // in the template engine's words
	err    error
}

// Error gives the file and the engine's words.
func (e *TemplateError) Error() string { return "layouts/" + e.File + ": " + e.err.Error() }

// Unwrap returns the engine's error.
func (e *TemplateError) Unwrap() error { return e.err }

// placed is how the engine begins an error: with the template, line and column.
var placed = regexp.MustCompile(`^(?:html/)?template: ?([^:\s]+):(\d+):(?:\d+:)? (?:executing "[^"]*" )?(?s:(.*))$`)

// templateError reads the engine's error about a template, which may be about
// one that it calls.
func templateError(name string, err error) *TemplateError {
	e := &TemplateError{File: name, Reason: err.Error(), err: err}
	if m := placed.FindStringSubmatch(e.Reason); m != nil {
		e.File, e.Reason = m[1], m[3]
		e.Line, _ = strconv.Atoi(m[2])
	}
	return e
}
