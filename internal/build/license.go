package build

import (
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
)

// checkLicense says once a report which of its datasets nobody may know how to
// use. Only a site with an address of its own is asked: its datasets are
// catalogued.
func (b *builder) checkLicense(report string, sets []*data.Dataset) {
	if b.site.License != "" || b.site.Site.BaseURL == "" {
		return
	}
	var without []string
	for _, d := range sets {
		if d.Description.License == "" {
			without = append(without, d.ID)
		}
	}
	if len(without) > 0 {
		at := diag.Place{File: "data/" + report + "/" + without[0] + ".yaml"}
		b.diags.Add(diag.New("LICENSE", at, "list", strings.Join(without, ", ")))
	}
}
