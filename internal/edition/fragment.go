package edition

import "bytes"

// Marks around the content of a frozen page in the page that a build makes of it:
// what stands between them is the file below public/, byte by byte.
const (
	FragmentStart = "<div id=\"_frozen\">\n"
	FragmentEnd   = "</div><!-- _frozen -->\n"
)

// Fragment takes the frozen content out of a page of today.
func Fragment(page []byte) ([]byte, bool) {
	_, rest, ok := bytes.Cut(page, []byte(FragmentStart))
	end := bytes.LastIndex(rest, []byte(FragmentEnd))
	if !ok || end < 0 {
		return nil, false
	}
	return rest[:end], true
}
