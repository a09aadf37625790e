// Package series follows what reports state through time: each measure and
// activity of a committee through all its reports, its forecasts against their
// outcome, what two reports say of the same rows, and the accounts of all
// committees beside each other.
//
// In come the sets of facts of records (package edition), one report at a time:
// [Extract] keeps of them what lines through time need, so that the record
// itself can go. [Join] makes a [Committee] of the parts of all its reports.
// Package layout writes the pages. The package is pure and knows no language.
//
// Of a value that any of the reports protects, nothing is kept of any other:
// what is protected in one report must not come back from an older one.
package series
