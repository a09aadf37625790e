package report

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
)

// links reports every link to a page of the site that is not there. Only what
// the site is made of is judged: committees, reports and their datasets. What
// lies deeper in a report, or beside the committees, its own pages answer for.
func (l *linker) links() {
	if l.src.Committees == nil {
		return
	}
	for _, x := range l.Doc.Links {
		variant, near := l.judge(x.Address)
		if variant == "" || l.lead(x) {
			continue
		}
		l.diags.Add(diag.New("LINK", l.Doc.Place(x.Start, x.End), "address", x.Address, "nearest", near).With(variant))
	}
}

// lead leads a link to an old address to where it is now.
func (l *linker) lead(x *content.Link) bool {
	u, err := url.Parse(x.Address)
	if err != nil || !strings.HasPrefix(u.Path, "/") {
		return false
	}
	now, ok := l.moved(path.Clean(strings.TrimPrefix(u.Path, "/")), l.Doc.Place(x.Start, x.End))
	if !ok {
		return false
	}
	u.Path = "/" + now
	if strings.HasSuffix(x.Address, "/") || path.Ext(now) == "" {
		u.Path += "/"
	}
	x.Lead(u.String())
	return true
}

// judge returns what is wrong with a link to a page of the site, and the nearest
// page that is there.
func (l *linker) judge(address string) (variant, near string) {
	u, err := url.Parse(address)
	if err != nil {
		return "missing", ""
	}
	target := path.Clean(strings.TrimPrefix(u.Path, "/"))
	if !strings.HasPrefix(u.Path, "/") {
		target = path.Join(l.Meta.Path, u.Path)
	}
	if target == ".." || strings.HasPrefix(target, "../") {
		return "outside", ""
	}
	candidates, missing := l.missing(strings.Split(strings.TrimSuffix(target, "/index.html"), "/"))
	if !missing {
		return "", ""
	}
	if near = diag.Nearest("/"+target+"/", candidates); near != "" {
		return "nearest", near
	}
	return "missing", ""
}

// missing reports whether there is no page at a path, and what there is of that
// kind.
func (l *linker) missing(parts []string) (candidates []string, missing bool) {
	const depth = 3 // committee/year/report
	switch committee := parts[0]; {
	case committee == "." || committee == "index.html":
		return nil, false
	case !slices.Contains(l.src.Committees, committee):
		// Pages beside the committees have names that no committee may take.
		return folders(l.src.Committees), !slices.Contains(reservedPages(), committee)
	case len(parts) == 1 || len(parts) >= 2 && strings.Trim(parts[1], "0123456789") != "":
		return nil, false
	case len(parts) < depth:
		return nil, true // a year has no page of its own
	case parts[2] == "meetings":
		return l.missingMeeting(parts)
	}
	report := strings.Join(parts[:depth], "/")
	if report != l.Meta.Path && !slices.Contains(l.src.Reports, report) {
		return folders(l.src.Reports), true
	}
	rest := parts[depth:]
	if len(rest) > 0 && rest[0] == "data" {
		return l.missingData(report, rest[1:])
	}
	return nil, len(rest) == 1 && path.Ext(rest[0]) != ""
}

// missingMeeting is missing for the page of a meeting and what lies beside it.
func (l *linker) missingMeeting(parts []string) (candidates []string, missing bool) {
	const depth = 4 // committee/year/meetings/date
	if l.src.Meetings == nil {
		return nil, false
	}
	return folders(l.src.Meetings), len(parts) < depth || !slices.Contains(l.src.Meetings, strings.Join(parts[:depth], "/"))
}

// missingData is missing for what lies in a report's folder of data.
func (l *linker) missingData(report string, rest []string) (candidates []string, missing bool) {
	sets := l.Datasets
	if report != l.Meta.Path {
		sets, _ = l.src.Other(report)
	}
	var ids []string
	for _, d := range sets {
		ids = append(ids, d.ID)
		candidates = append(candidates, "/"+report+"/data/"+d.ID+"/")
	}
	known := len(rest) > 0 && (slices.Contains(ids, rest[0]) || report == l.Meta.Path && slices.Contains(l.src.Unread, rest[0]))
	return candidates, !known
}

// reservedPages are the names at the site's root that are no committees.
func reservedPages() []string {
	return []string{"data", "search", "changes", "indicators", "meetings", "accessibility", "feed.xml", "sitemap.xml"}
}

func folders(paths []string) []string {
	out := make([]string, len(paths))
	for i, p := range paths {
		out[i] = "/" + p + "/"
	}
	return out
}
