// Package yamltree turns YAML into a tree in which every key and value knows its
// place, and helps its callers to take the tree apart strictly.
//
// What comes in is a stretch of a source file: a whole .yaml file, a report's front
// matter, the body of a fenced block. What goes out is a tree of [Node], whose
// scalars are the text as it stands (01 stays "01", 1e3 stays text, no and ja are
// words), and findings. The packages content, data and build read it through an
// [Object], which reports what is missing, of the wrong type, or unknown, all of a
// run at once and with the nearest right key.
//
// The YAML is a subset on purpose: one document; no anchors, aliases, merge keys or
// tags; no tabs; no key twice; at most 32 levels, 5 000 values and 1 MiB.
// What a person without a manual could not foresee is a finding, not a surprise.
//
// The package owns goccy/go-yaml, of which it uses the lexer and the parser.
package yamltree
