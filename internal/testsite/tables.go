package testsite

// tableKeys writes the further keys of the block that shows a dataset.
func (p *page) tableKeys(data string) {
	if data == "volymer" {
		t := p.r.table(data)
		p.printf("trend: [%s, %s]\n", quote(t.header("prior")), quote(t.header("result")))
	}
}
