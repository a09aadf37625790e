package build

import (
	"context"

	"golang.org/x/sync/errgroup"

	"tertial/internal/squeeze"
)

// copies puts the compressed copies x.br and x.gz beside every file that they
// make smaller, so that a server need not compress anything. It is the last
// step: what is added later has none. The work is done once a file: a copy in
// place from the build before is kept as long as its file is the same.
func copies(ctx context.Context, b *builder) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(b.cfg.Workers)
	for _, name := range b.finished.Paths() {
		if !squeeze.Worth(name, squeeze.Smallest) {
			continue // of its name alone
		}
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return b.copiesOf(name)
		})
	}
	return group.Wait()
}

// copiesOf adds the copies of one file. They do not pass the gate of privacy
// again: the file has, and compressed bytes can look like anything.
func (b *builder) copiesOf(name string) error {
	content, err := b.finished.Read(name)
	if err != nil || !squeeze.Worth(name, len(content)) {
		return err
	}
	for _, e := range squeeze.Encodings() {
		packed := b.finished.Copy(name+e.Ext(), name)
		if packed == nil {
			packed = squeeze.Compress(e, content)
		}
		if packed == nil {
			continue
		}
		if err := b.addJudged(name+e.Ext(), packed); err != nil {
			return err
		}
	}
	return nil
}

// addJudged is add for what holds nothing but a file that has passed the gate.
func (b *builder) addJudged(name string, content []byte) error {
	to := b.writer
	if g, ok := to.(guard); ok {
		to = g.to
	}
	err := to.Add(name, content)
	if f, ok := b.cfg.inTheWay(err); ok {
		b.diags.Add(f)
		return nil
	}
	return err
}

// copyScheme is what the manifest says of the copies; "" without any.
func (c *Config) copyScheme() string {
	if c.Delivery == nil {
		return ""
	}
	return squeeze.Scheme
}
