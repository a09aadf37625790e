package sitecheck

import (
	"net/url"
	"path"
	"strings"
)

// follow checks one reference of a file.
func (c *checker) follow(file string, ref reference) {
	u, err := url.Parse(ref.value)
	switch {
	case err != nil:
		c.add(file, ref, "not an address: %v", err)
	case ref.value == "":
		c.add(file, ref, "empty")
	case u.Scheme == "data" || u.Scheme == "mailto" || u.Scheme == "tel":
		// Nothing is asked of any host.
	case u.Scheme == "javascript":
		c.add(file, ref, "script in an address, which the page's policy blocks")
	case u.Host != "" || u.Scheme != "":
		c.followAbsolute(file, ref, u)
	case strings.HasPrefix(u.Path, "/"):
		c.followRooted(file, ref, u)
	default:
		c.resolve(file, ref, u, path.Dir(file))
	}
}

// followAbsolute checks an address with a host. A reader may be sent elsewhere,
// but a page asks nobody else for anything.
func (c *checker) followAbsolute(file string, ref reference, u *url.URL) {
	rest, own := strings.CutPrefix(ref.value, c.opts.Base)
	switch {
	case own && c.opts.Base != "" && ref.use == useIdentity:
		if inner, err := url.Parse(rest); err == nil {
			c.resolveFolder(file, ref, inner, ".", true)
		}
	case own && c.opts.Base != "":
		c.add(file, ref, "names the site's own address; a relative link works anywhere")
	case ref.use == useFetch:
		c.add(file, ref, "asks another host")
	case ref.use == useLink && u.Scheme != "https" && u.Scheme != "http":
		c.add(file, ref, "has the unknown scheme %q", u.Scheme)
	}
}

// followRooted checks an address that begins with a slash. Only the error page
// needs one, since it is shown at any depth.
func (c *checker) followRooted(file string, ref reference, u *url.URL) {
	prefix := "/"
	if base, err := url.Parse(c.opts.Base); err == nil && base.Path != "" {
		prefix = base.Path
	}
	if path.Base(file) != "404.html" {
		c.add(file, ref, "begins at the server's root, so it breaks under a path prefix and from file://")
		return
	}
	rest, ok := strings.CutPrefix(u.Path, prefix)
	if !ok {
		c.add(file, ref, "leaves the site, which is published under %s", prefix)
		return
	}
	inner := *u
	inner.Path = rest
	c.resolveFolder(file, ref, &inner, ".", true)
}

func (c *checker) resolve(file string, ref reference, u *url.URL, dir string) {
	c.resolveFolder(file, ref, u, dir, c.opts.FolderLinks)
}

// resolveFolder checks that a path, seen from the folder dir, is a file of the
// site that has the fragment asked for. With folders, a folder stands for its
// index.html.
func (c *checker) resolveFolder(file string, ref reference, u *url.URL, dir string, folders bool) {
	target := file
	if u.Path != "" || dir == "." && folders && ref.use == useIdentity {
		target = path.Join(dir, u.Path)
		if target == ".." || strings.HasPrefix(target, "../") {
			c.add(file, ref, "leaves the site")
			return
		}
		slash := u.Path == "" || strings.HasSuffix(u.Path, "/") || target == "."
		if slash || c.files[indexOf(target)] {
			if !c.folder(file, ref, target, slash, folders) {
				return
			}
			target = indexOf(target)
		}
		if !c.files[target] {
			c.add(file, ref, "no such file: %s", target)
			return
		}
	}
	if target != file && ref.use == useLink {
		c.linked[target] = true
	}
	c.fragment(file, ref, u, target)
}

// folder checks a reference to a folder and reports whether to go on with its
// index.html.
func (c *checker) folder(file string, ref reference, target string, slash, folders bool) bool {
	switch {
	case !c.files[indexOf(target)]:
		c.add(file, ref, "no such file: %s", indexOf(target))
	case !slash:
		c.add(file, ref, "names a folder without a slash at the end, so a server redirects; write %s/", path.Base(target))
	case !folders:
		c.add(file, ref, "names a folder, of which file:// shows a listing; write its index.html")
	default:
		return true
	}
	return false
}

// fragment checks that the target page has the id asked for. A text fragment and
// one in a file that is no page are the browser's matter.
func (c *checker) fragment(file string, ref reference, u *url.URL, target string) {
	id, _, _ := strings.Cut(u.Fragment, ":~:")
	page := c.pages[target]
	if id == "" || id == "top" || page == nil || path.Ext(target) != ".html" {
		return
	}
	if page.ids[id] == 0 {
		c.add(file, ref, "%s has no id %q", target, id)
	}
}
