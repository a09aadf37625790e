package build

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// Files with the addresses of withdrawn editions, for servers that answer with
// the status that says so (410) besides the page that does.
const (
	withdrawnNginx = "withdrawn.nginx.conf"
	withdrawnCaddy = "withdrawn.caddy"
)

// withdrawnLists writes the rules for servers. Without a withdrawn edition there
// are none.
func withdrawnLists(_ context.Context, b *builder) error {
	var nginx bytes.Buffer
	var all []string
	root := "/"
	if u, err := url.Parse(b.site.BaseURL); err == nil && u.Path != "" {
		root = u.Path
	}
	for _, page := range b.withdrawnPages() {
		for _, end := range [...]string{"", "/", "/index.html"} {
			address := root + page + end
			all = append(all, address)
			fmt.Fprintf(&nginx, "%s 1;\n", address)
		}
	}
	if len(all) == 0 {
		return nil
	}
	if err := b.add(withdrawnNginx, nginx.Bytes()); err != nil {
		return err
	}
	return b.add(withdrawnCaddy, []byte("@withdrawn path "+strings.Join(all, " ")+"\nerror @withdrawn 410\n"))
}

// withdrawnPages are the folders of pages that say that an edition is withdrawn,
// and of reports of which no other is left.
func (b *builder) withdrawnPages() []string {
	var pages []string
	for _, p := range b.published {
		if p.newest == nil && p.front {
			pages = append(pages, p.path)
		}
		for _, e := range p.editions {
			if e.Withdrawn != nil {
				pages = append(pages, p.path+"/"+strconv.Itoa(e.Number))
			}
		}
	}
	return pages
}
