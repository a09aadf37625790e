package rollforward

import (
	"regexp"
	"strconv"
	"strings"
)

// What stands where an author must write. Checks find words in brackets that
// begin so.
const (
	writeSection = "[Skriv avsnittet på nytt]"
	writeTitle   = "[Skriv en ny rubrik]"
	writeSummary = "[Skriv sammanfattningen på nytt]"
)

// blockEdits says what becomes of the statements of a block, nil for what is no
// block. What only selects or describes stays; months that stand there alone
// move where the report comes every month.
func blockEdits(name string, s *Shift) map[string]edit {
	moved := func(key, old string) []string { return []string{key + ": " + strconv.Quote(s.Name(old))} }
	edits := map[string]edit{"note": remember, "caption": moved, "subtitle": moved, "label": moved}
	switch name {
	case "table":
	case "keyfigures":
		edits["word"] = remember
	case "chart", "goals", "risks", "controls", "actions", "decisions":
		edits["title"] = write(writeTitle)
	default:
		return nil
	}
	if s.Months%12 == 0 { // then they move like all other lines
		delete(edits, "caption")
		delete(edits, "subtitle")
		delete(edits, "label")
	}
	return edits
}

var (
	heading  = regexp.MustCompile(`^ {0,3}#{1,6}(?:[ \t]|$)`)
	setext   = regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	fence    = regexp.MustCompile("^ {0,3}(```+|~~~+)[ \t]*([^` \t]*)")
	finished = regexp.MustCompile(`[ \t]*\.done\b`)
	nothing  = regexp.MustCompile(`[ \t]*\{[ \t]*\}[ \t]*$`)
)

// A narrator takes the text of a file apart.
type narrator struct {
	shift *Shift
	out   []string
	prose bool // there was text since the last heading or block
	said  bool // and that it must be written stands there already
}

// narrative keeps headings and blocks of a text, moved on; for the rest of
// each section it says that it must be written.
func narrative(text string, s *Shift) string {
	n := &narrator{shift: s}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		switch line := lines[i]; {
		case fence.MatchString(line):
			i = n.fenced(lines, i)
		case heading.MatchString(line):
			n.heading(line)
		case i+1 < len(lines) && setext.MatchString(lines[i+1]) && strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "|"):
			level := "# "
			if strings.Contains(lines[i+1], "-") {
				level = "## "
			}
			n.heading(level + strings.TrimSpace(line))
			i++
		case strings.TrimSpace(line) != "" && !strings.HasPrefix(strings.TrimSpace(line), "<!--"):
			n.prose = true
		}
	}
	n.flush()
	return strings.TrimLeft(strings.Join(n.out, "\n"), "\n") + "\n"
}

// heading writes a heading with its id and its owner, and not that it is done.
func (n *narrator) heading(line string) {
	n.flush()
	n.said = false
	line = nothing.ReplaceAllString(finished.ReplaceAllString(line, ""), "")
	n.add(n.shift.Text(strings.TrimRight(line, " ")))
}

// flush says once a section that its text must be written.
func (n *narrator) flush() {
	if n.prose && !n.said {
		n.add(writeSection)
		n.said = true
	}
	n.prose = false
}

func (n *narrator) add(paragraph string) { n.out = append(n.out, "", paragraph) }

// fenced writes a block and returns its last line. Code that is no block is
// text.
func (n *narrator) fenced(lines []string, at int) int {
	match := fence.FindStringSubmatch(lines[at])
	end := at + 1
	for end < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[end]), match[1]) {
		end++
	}
	edits := blockEdits(match[2], n.shift)
	if edits == nil {
		n.prose = true
		return end
	}
	n.flush()
	body := edited(strings.Join(lines[at+1:min(end, len(lines))], "\n")+"\n", n.shift, edits)
	n.add(match[1] + match[2] + "\n" + body + match[1])
	return end
}
