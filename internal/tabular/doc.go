// Package tabular reads a delimited file of any dialect and encoding into a
// [Grid] of fields that know their places.
//
// In come the bytes of a CSV file, as spreadsheets and other systems write it,
// and what its description declares of its [Dialect]; what is not declared is
// found out. Out go a header, records and findings for every byte, quote and
// field that is not in order. What a field means is not known here: package
// data reads the grid against the description. [Fold] says which spellings are
// one name; two headers of one name are a finding here, and package data finds
// names by the same rule.
package tabular
