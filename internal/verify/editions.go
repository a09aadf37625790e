package verify

import (
	"path"
	"strconv"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/publog"
)

// A place is an edition at its address of today.
type placed struct {
	entry     publog.Entry // the one that published it
	folder    string       // with a final slash
	withdrawn bool
}

// editions compares each edition with the log.
func (c *checker) editions() {
	moved := c.redirects()
	reports := map[string][]placed{} // by the folder of today
	var order []string
	for entry, withdrawn := range c.pub.Published {
		folder := moved.follow(entry.Report + "/" + strconv.Itoa(entry.Edition) + "/")
		p := placed{entry: entry, folder: folder, withdrawn: withdrawn}
		report := path.Dir(path.Clean(folder)) + "/"
		if reports[report] == nil {
			order = append(order, report)
		}
		reports[report] = append(reports[report], p)
		if withdrawn {
			c.gone(p)
		} else {
			c.edition(p)
		}
	}
	for _, report := range order {
		c.unlogged(report, reports[report])
		c.front(report, reports[report])
	}
	c.strangers(reports)
}

// strangers finds editions of reports that the log does not know at all: frozen
// content at the address of an edition.
func (c *checker) strangers(known map[string][]placed) {
	const depth = 5 // committee/year/report/number/index.html
	for _, f := range c.listed {
		steps := strings.Split(f.Path, "/")
		if len(steps) != depth || steps[depth-1] != "index.html" || f.frozen == "" || known[strings.Join(steps[:3], "/")+"/"] != nil {
			continue
		}
		if _, err := strconv.Atoi(steps[3]); err == nil {
			c.diags.Add(diag.New("VERIFY-EDITION", diag.Place{File: c.from.place(f.Path)}, "name", f.Path).With("unlogged").See("manifest", f.line))
		}
	}
}

// wrongEdition reports what does not fit a line of the log.
func (c *checker) wrongEdition(at string, p placed, variant string) {
	line := c.pub.Place(p.entry.Number)
	c.diags.Add(diag.New("VERIFY-EDITION", diag.Place{File: c.from.place(at)}, "edition", p.entry.Edition, "report", p.entry.Report, "name", at).
		With(variant).See("log", line))
}

// edition computes the digest of what an edition publishes.
func (c *checker) edition(p placed) {
	var sums strings.Builder
	for _, f := range c.below(p.folder) {
		name := strings.TrimPrefix(f.Path, p.folder)
		if edition.AddedLater(name) {
			continue
		}
		sum := f.sum
		if path.Ext(name) == ".html" {
			if sum = f.frozen; sum == "" && f.there {
				c.wrongEdition(f.Path, p, "frame")
			}
		}
		sums.WriteString(sum + "  " + name + "\n")
	}
	c.result.Editions++
	switch {
	case sums.Len() == 0:
		c.wrongEdition(p.folder, p, "missing")
	case edition.Digest([]byte(sums.String())) != p.entry.Public:
		c.wrongEdition(p.folder, p, "")
	}
}

// gone holds a withdrawn edition to the page that says so.
func (c *checker) gone(p placed) {
	c.result.Withdrawn++
	stone := p.folder + "index.html"
	if c.byPath[stone] == nil {
		c.wrongEdition(p.folder, p, "stone")
	}
	for _, f := range c.below(p.folder) {
		if f.Path != stone || f.frozen != "" {
			c.wrongEdition(f.Path, p, "withdrawn")
		}
	}
}

// unlogged finds editions of a report that the log does not know.
func (c *checker) unlogged(report string, editions []placed) {
	known := map[string]bool{}
	for _, p := range editions {
		known[p.folder] = true
	}
	for _, f := range c.below(report) {
		number, rest, _ := strings.Cut(strings.TrimPrefix(f.Path, report), "/")
		if _, err := strconv.Atoi(number); err == nil && rest == "index.html" && !known[report+number+"/"] {
			c.diags.Add(diag.New("VERIFY-EDITION", diag.Place{File: c.from.place(f.Path)}, "name", f.Path).With("unlogged").See("manifest", f.line))
		}
	}
}

// front compares the page at a report's own address with the newest edition.
func (c *checker) front(report string, editions []placed) {
	var newest *placed
	for i, p := range editions {
		if !p.withdrawn && (newest == nil || p.entry.Edition > newest.entry.Edition) {
			newest = &editions[i]
		}
	}
	page := c.byPath[report+"index.html"]
	if newest == nil {
		if page != nil && page.frozen != "" {
			c.wrongEdition(page.Path, editions[len(editions)-1], "withdrawn")
		}
		return
	}
	own := c.byPath[newest.folder+"index.html"]
	switch {
	case own == nil || own.frozen == "":
		// that was said
	case page == nil:
		c.wrongEdition(report+"index.html", *newest, "front")
	case page.frozen == "" && page.draft:
		// a build for staff or a committee shows the working copy there
	case page.bare != own.bare:
		c.wrongEdition(page.Path, *newest, "front")
	}
}

// redirects is which folder has become which.
type redirects map[string]string

// redirects reads the list of addresses that were moved.
func (c *checker) redirects() redirects {
	r := redirects{}
	f := c.byPath[redirectList]
	if f == nil {
		return r
	}
	for line := range strings.Lines(string(f.content)) {
		from, to, ok := strings.Cut(strings.TrimSpace(line), " ")
		if ok && strings.HasSuffix(from, "/") {
			r[strings.TrimPrefix(from, "/")] = strings.TrimPrefix(to, "/")
		}
	}
	return r
}

// mostMoves is how often an address can have been moved; beyond, they go in a circle.
const mostMoves = 32

// follow leads a folder to where it is today: it, or the folders it lies in, may
// have been moved more than once.
func (r redirects) follow(folder string) string {
	for range mostMoves {
		to, ok := r.step(folder)
		if !ok {
			return folder
		}
		folder = to
	}
	return folder
}

func (r redirects) step(folder string) (string, bool) {
	for prefix := folder; prefix != "./"; prefix = path.Dir(strings.TrimSuffix(prefix, "/")) + "/" {
		if to, ok := r[prefix]; ok {
			return to + strings.TrimPrefix(folder, prefix), true
		}
	}
	return "", false
}
