package layout

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
)

// A Redirect leads from an address that something had to the one that it has.
// Both are paths from the site's root without a slash at the beginning; a page
// is a folder with a slash at its end.
type Redirect struct{ From, To string }

// A RedirectPage is what redirect.html gets: the page at an old address.
type RedirectPage struct {
	Frame
	Href    string // of the page at its new address
	Address string // that address as it is read
}

// Files with all redirects, beside the pages: for programs that follow an
// address, and for servers, which answer better than a page can.
const (
	RedirectList  = "redirects.txt"
	redirectNginx = "redirects.nginx.conf"
	redirectCaddy = "redirects.caddy"
)

// Redirects renders a page at each old address of a page, the list of all, and
// the rules for servers. Without redirects there is no file. The addresses
// hold nothing but letters, digits and ./_- (others are left out), so that no
// rule can say more than where something is.
func (s *Set) Redirects(site *Site, all []Redirect) ([]File, error) {
	all = slices.DeleteFunc(slices.Clone(all), func(r Redirect) bool { return !plainAddress(r.From) || !plainAddress(r.To) })
	slices.SortFunc(all, func(a, b Redirect) int { return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To)) })
	all = slices.CompactFunc(all, func(a, b Redirect) bool { return a.From == b.From })
	if len(all) == 0 {
		return nil, nil
	}
	var files []File
	for _, r := range all {
		if !strings.HasSuffix(r.From, "/") {
			continue
		}
		page, err := s.redirect(site, r)
		if err != nil {
			return nil, err
		}
		files = append(files, page)
	}
	return append(files, redirectLists(rootPath(site.BaseURL), all)...), nil
}

// redirect is the page at an old address. It needs no script and no server.
func (s *Set) redirect(site *Site, r Redirect) (File, error) {
	file := r.From + "index.html"
	frame := s.frame(site, file, "notfound", s.texts.must("redirect.title"))
	frame.NoIndex, frame.Canonical = true, ""
	if site.BaseURL != "" {
		frame.Canonical = site.BaseURL + r.To
	}
	view := RedirectPage{Frame: frame, Href: up(file) + r.To, Address: rootPath(site.BaseURL) + r.To}
	if strings.HasSuffix(view.Href, "/") {
		view.Href += "index.html"
	}
	var out bytes.Buffer
	if err := s.templates.ExecuteTemplate(&out, "redirect.html", view); err != nil {
		return File{}, fmt.Errorf("layouts: %w", err)
	}
	return File{Path: file, Content: out.Bytes()}, nil
}

// redirectLists writes the redirects as lines. The list counts from the site's
// root; a server's rules need the whole path.
func redirectLists(root string, all []Redirect) []File {
	var list, nginx, caddy bytes.Buffer
	for _, r := range all {
		fmt.Fprintf(&list, "/%s /%s\n", r.From, r.To)
		for _, from := range served(r.From) {
			fmt.Fprintf(&nginx, "%s%s %s%s;\n", root, from, root, r.To)
			fmt.Fprintf(&caddy, "redir %s%s %s%s permanent\n", root, from, root, r.To)
		}
	}
	return []File{{Path: RedirectList, Content: list.Bytes()}, {Path: redirectNginx, Content: nginx.Bytes()}, {Path: redirectCaddy, Content: caddy.Bytes()}}
}

// served are the addresses under which a server answers with a file.
func served(address string) []string {
	if !strings.HasSuffix(address, "/") {
		return []string{address}
	}
	return []string{address, strings.TrimSuffix(address, "/"), address + "index.html"}
}

// plainAddress reports whether an address stays within the site and needs no
// escape in a list or a rule.
func plainAddress(address string) bool {
	if address == "" || address[0] == '/' || path.Clean(address) != strings.TrimSuffix(address, "/") || strings.HasPrefix(address, "..") {
		return false
	}
	for _, c := range []byte(address) {
		if !strings.ContainsRune("./_-", rune(c)) && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// MeetingAddresses are the addresses of the pages and files of a site's
// meetings and matters, below the folders of their committees.
func MeetingAddresses(site *Site) []string {
	var all []string
	for _, c := range site.meetings() {
		if len(c.meetings) > 0 {
			all = append(all, c.committee.ID+"/meetings/", c.committee.ID+"/meetings.ics")
		}
		for _, m := range c.meetings {
			all = append(all, meetingPath(m.Meeting))
			for _, it := range m.Items {
				for _, a := range it.Attachments {
					if a.File != "" {
						all = append(all, meetingPath(m.Meeting)+a.File)
					}
				}
			}
		}
		if len(c.matters) > 0 {
			all = append(all, c.committee.ID+"/matters/")
		}
		for _, m := range c.matters {
			all = append(all, matterPath(m))
		}
	}
	return all
}
