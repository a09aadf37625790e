package build

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
)

// A moved is what redirects need to know of a report that this build shows.
type moved struct {
	path     string           // of today: committee/year/report
	formerly []content.Former // what its front matter says, where this build may know it
	editions []frozenPages    // in the order of their numbers
	front    bool             // its own address shows the newest edition
}

// frozenPages is an edition with what it published.
type frozenPages struct {
	*edition.Edition
	snapshot *edition.Snapshot // nil when it has been withdrawn
}

// redirects writes the pages at all addresses that something had before, and
// the lists of them.
func (b *builder) redirects(reports []moved) error {
	pages := append(layout.MeetingAddresses(b.site), b.throughTime.pages...)
	if slices.ContainsFunc(reports, func(r moved) bool { return len(r.editions) > 0 }) {
		for _, c := range b.committees {
			pages = append(pages, c.ID+"/"+layout.FeedName)
		}
	}
	files, err := b.set.Redirects(b.site, b.renames.redirects(b.committees, reports, pages))
	if err != nil {
		return err
	}
	return b.addAll(files)
}

// followPapers leads the attachments of meetings to where their reports are
// now. A meeting keeps what it wrote on its day; a note says where it leads.
func (b *builder) followPapers() {
	for _, m := range b.meetings {
		for _, it := range m.Items {
			for i := range it.Attachments {
				a := &it.Attachments[i]
				now, ok := b.renames.now(a.Report)
				if a.Report == "" || !ok || b.exists(a.Report) {
					continue
				}
				b.diags.Add(diag.New("MOVED", a.Place, "old", "/"+a.Report, "now", "/"+now))
				a.Report = now
			}
		}
	}
}

// redirects returns every address that was published and has another place
// now, straight to where it is. Besides reports, the addresses of the
// committees' own pages and files and of comparisons are given: pages have a
// slash at their end.
func (n *renames) redirects(committees []*content.Committee, reports []moved, pages []string) []layout.Redirect {
	var all []layout.Redirect
	for _, r := range reports {
		all = append(all, r.translationsGone()...)
		for _, old := range n.olds(r) {
			all = append(all, pagesAt(old, r)...)
			for _, page := range pages {
				if rest, ok := strings.CutPrefix(page, layout.CompareOf(r.path)); ok {
					all = append(all, layout.Redirect{From: layout.CompareOf(old) + rest, To: page})
				}
			}
		}
	}
	for _, c := range committees {
		for _, f := range c.Formerly {
			if n.committees[f.Path] != c.ID {
				continue
			}
			all = append(all, layout.Redirect{From: f.Path + "/", To: c.ID + "/"})
			for _, page := range pages {
				if rest, ok := strings.CutPrefix(page, c.ID+"/"); ok && !comparison(page, reports) {
					all = append(all, layout.Redirect{From: f.Path + "/" + rest, To: page})
				}
			}
		}
	}
	return all
}

// comparison reports whether a page compares a report, and so moves with it.
func comparison(page string, reports []moved) bool {
	return slices.ContainsFunc(reports, func(r moved) bool { return strings.HasPrefix(page, layout.CompareOf(r.path)) })
}

// pagesAt are the redirects of a report's addresses below an old path: its own
// page, and of each edition that was published there what it published.
func pagesAt(old string, r moved) []layout.Redirect {
	all := []layout.Redirect{{From: old + "/", To: r.path + "/"}}
	add := func(rest string) {
		all = append(all, layout.Redirect{From: old + "/" + rest, To: r.path + "/" + rest})
	}
	first, last := r.ends()
	for _, e := range r.editions[:publishedAt(old, r)] {
		number := strconv.Itoa(e.Number) + "/"
		add(number)
		if e.snapshot == nil {
			continue
		}
		if e.Number > first {
			add(number + "changes/")
		}
		if e.Number < last {
			add(number + "changes-to-latest/")
		}
		for _, p := range e.snapshot.Pages {
			if folder := strings.TrimSuffix(p.Path, "index.html"); folder != "" && folder != p.Path {
				add(number + folder)
			}
		}
		for _, f := range e.snapshot.Files {
			add(number + f)
		}
	}
	return all
}

// ends are the numbers of the first and the last edition that are published.
func (r *moved) ends() (first, last int) {
	for _, e := range r.editions {
		if e.snapshot == nil {
			continue
		}
		if first == 0 {
			first = e.Number
		}
		last = e.Number
	}
	return first, last
}

// publishedAt returns how many of the editions have stood below an old path:
// those published there and all before them; where none was published there,
// all that were published before today's path.
func publishedAt(old string, r moved) int {
	there, elsewhere := 0, 0
	for i, e := range r.editions {
		switch e.Report {
		case old:
			there = i + 1
		case r.path:
		default:
			elsewhere = i + 1
		}
	}
	if there > 0 {
		return there
	}
	return elsewhere
}

// renames says where former paths have gone.
type renames struct {
	reports    map[string]string // former path of a report → its path
	committees map[string]string // former id of a committee → its id
}

// newRenames collects who was where before. A former path that something has
// now, or that two claim, is a finding, and leads nowhere.
func newRenames(committees []*content.Committee, reports []moved, diags *diag.List) *renames {
	n := &renames{reports: map[string]string{}, committees: map[string]string{}}
	names := newClaims(n.committees, "taken", diags)
	for _, c := range committees {
		names.here[c.ID] = true
	}
	for _, c := range committees {
		names.claim(c.ID, c.Formerly)
	}
	paths := newClaims(n.reports, "exists", diags)
	for _, r := range reports {
		paths.here[r.path] = true
	}
	for _, r := range reports {
		paths.claim(r.path, r.formerly)
	}
	for _, r := range reports {
		for _, e := range r.editions { // they were addresses, whether a front matter says so or not
			if old := e.Report; old != r.path && !paths.here[old] && n.reports[old] == "" && n.inCommittee(old) != r.path {
				n.reports[old] = r.path
			}
		}
	}
	return n
}

// claims collects which former names lead to what there is today.
type claims struct {
	here  map[string]bool       // what there is today
	first map[string]diag.Place // who said first that it had a name
	now   map[string]string     // the result: former name → today's
	taken string                // variant of what is said of a name that something has today
	diags *diag.List
}

func newClaims(now map[string]string, taken string, diags *diag.List) *claims {
	return &claims{here: map[string]bool{}, first: map[string]diag.Place{}, now: now, taken: taken, diags: diags}
}

// claim takes the former names of one thing.
func (c *claims) claim(own string, formerly []content.Former) {
	for _, f := range formerly {
		found := diag.New("FORMERLY", f.Place, "path", f.Path)
		switch at, twice := c.first[f.Path]; {
		case f.Path == own:
			c.diags.Add(found.With("own"))
		case c.here[f.Path]:
			c.diags.Add(found.With(c.taken))
		case twice:
			c.diags.Add(found.With("twice").See("other", at))
		default:
			c.first[f.Path], c.now[f.Path] = f.Place, own
		}
	}
}

// inCommittee is a path with today's id of its committee.
func (n *renames) inCommittee(p string) string {
	committee, rest, _ := strings.Cut(p, "/")
	if id, ok := n.committees[committee]; ok {
		return path.Join(id, rest)
	}
	return p
}

// olds are all paths below which a report has been published, sorted: those
// that are declared or that its editions name, and each of them below the
// former ids of its committee, if something was published there then.
func (n *renames) olds(r moved) []string {
	var all []string
	for old, now := range n.reports {
		if now == r.path {
			all = append(all, old)
		}
	}
	for _, p := range append(slices.Clone(all), r.path) {
		for former, id := range n.committees {
			rest, ok := strings.CutPrefix(p, id+"/")
			if ok && slices.ContainsFunc(r.editions, func(e frozenPages) bool { return n.formerCommittee(e.Report) }) {
				all = append(all, former+"/"+rest)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// formerCommittee reports whether a path lies below a former id.
func (n *renames) formerCommittee(p string) bool {
	committee, _, _ := strings.Cut(p, "/")
	return n.committees[committee] != ""
}

// maxMoves ends a ring of renames.
const maxMoves = 40

// now follows a path from the site's root, of a report or anything below one or
// below a committee, to where it is today. It returns false for a path that
// has not moved.
func (n *renames) now(p string) (string, bool) {
	if n == nil {
		return p, false
	}
	moved := false
	for range maxMoves {
		next := n.step(p)
		if next == p {
			return p, moved
		}
		p, moved = next, true
	}
	return p, false
}

func (n *renames) step(p string) string {
	const depth = 3
	if parts := strings.Split(p, "/"); len(parts) >= depth {
		if to, ok := n.reports[strings.Join(parts[:depth], "/")]; ok {
			return path.Join(append([]string{to}, parts[depth:]...)...)
		}
	}
	return n.inCommittee(p)
}
