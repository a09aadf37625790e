package build

import (
	"errors"
	"fmt"
	"os"
	"runtime"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/site"
)

// An opened is a site with which a command works beyond a build: what all
// reports share has been read.
type opened struct {
	*builder
	root  *os.Root
	store *edition.Store // which holds the site's lock; nil for who only reads
}

// openSite opens a site as an audience sees it.
func openSite(cfg Config, who Audience) (*opened, error) {
	cfg.Audience = who
	if cfg.Workers <= 0 {
		cfg.Workers = runtime.GOMAXPROCS(0)
	}
	root, err := os.OpenRoot(cfg.Root)
	if err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	o := &opened{root: root, builder: &builder{cfg: cfg, fsys: root.FS(), diags: &diag.List{}}}
	if err := o.open(); err != nil {
		return nil, errors.Join(err, o.close())
	}
	return o, nil
}

// openStore opens a site whose frozen part is to be changed. The lock is taken
// first, so that nothing of what is decided can be overtaken.
func openStore(cfg Config, who Audience, hook site.ChangeHook) (*opened, error) {
	store, err := edition.Open(cfg.Root, hook)
	if err != nil {
		return nil, err
	}
	o, err := openSite(cfg, who)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	o.store = store
	return o, nil
}

func (o *opened) close() error {
	if o.charts != nil {
		o.charts.close()
	}
	err := o.root.Close()
	if o.store != nil {
		err = errors.Join(o.store.Close(), err)
	}
	return err
}
