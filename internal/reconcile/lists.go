package reconcile

import (
	"slices"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/report"
	"tertial/internal/tabular"
)

// untreated checks UNTREATED: in a report that has controls or actions, a risk
// at or over the declared limit has one of them, and each control has a risk
// that the report knows.
func untreated(c *run) {
	treated := report.Treatments(c.report.Datasets)
	var ids []string
	listed := false
	for _, d := range c.report.Datasets {
		risks := d.Risks()
		for i := range risks {
			listed = true
			if risks[i].ID != "" {
				ids = append(ids, risks[i].ID)
			}
			if treated != nil && d.Description.Matrix.Limit > 0 && risks[i].Value >= d.Description.Matrix.Limit {
				c.risk(d, &risks[i], treated)
			}
		}
	}
	if !listed {
		return
	}
	for _, d := range c.report.Datasets {
		controls := d.Controls()
		for i := range controls {
			c.control(&controls[i], ids)
		}
	}
}

// risk judges whether anything is done about a risk.
func (c *run) risk(d *data.Dataset, r *data.Risk, treated map[string]*report.Treatment) {
	limit := d.Description.Matrix.Limit
	c.found(outcome{
		dataset: d, column: -1, agrees: !r.Untreated(d.Description.Matrix, treated[tabular.Fold(r.ID)] != nil), expected: r.Name,
		finding: func() diag.Finding {
			return diag.New("UNTREATED", r.Place, "risk", orElse(r.Name, r.ID), "value", r.Value, "limit", limit)
		},
	})
}

// control judges whether a control names a risk, and one that exists.
func (c *run) control(it *data.Control, ids []string) {
	unknown := ""
	for _, id := range it.RiskIDs {
		if !slices.ContainsFunc(ids, func(known string) bool { return tabular.Same(known, tabular.Fold(id)) }) {
			unknown = id
		}
	}
	c.found(outcome{
		dataset: it.Dataset, column: -1, agrees: len(it.RiskIDs) > 0 && unknown == "", stated: unknown, expected: it.Name,
		finding: func() diag.Finding {
			f := diag.New("UNTREATED", it.Place, "control", it.Name, "id", unknown, "list", diag.Shortlist(ids), "nearest", diag.Nearest(unknown, ids))
			if unknown == "" {
				return f.With("control")
			}
			return f.With("unknown")
		},
	})
}

// rated checks RATING: where the description declares limits, a rating is the
// one that the share without deviation has by them. The committee's rating
// stands; the rule only says that it differs.
func rated(c *run, d *data.Dataset) {
	limits := &d.Description.Limits
	if !limits.Declared {
		return
	}
	controls := d.Controls()
	for i := range controls {
		it := &controls[i]
		if !it.HasShare || it.Rating == "" || it.Rating == data.NotDone {
			continue
		}
		want := limits.Rate(it.Share.Number)
		c.found(outcome{
			fact: it.Deviating, agrees: want == it.Rating, stated: it.Rating, expected: want,
			finding: func() diag.Finding {
				return diag.New("RATING", it.Place, "control", it.Name, "share", it.Share, "rating", ratingWord(it.Rating), "expected", ratingWord(want)).
					See("checked", Place(it.Checked)).See("deviating", Place(it.Deviating))
			},
		})
	}
}

// ratingWord writes a rating as the reader knows it.
func ratingWord(rating string) localized {
	swedish := map[string]string{data.Good: "god", data.Acceptable: "godtagbar", data.NotAcceptable: "ej godkänd", data.NotDone: "ej genomförd"}
	english := map[string]string{data.Good: "good", data.Acceptable: "acceptable", data.NotAcceptable: "not acceptable", data.NotDone: "not done"}
	return func(lang string) string {
		if lang == "en" {
			return english[rating]
		}
		return swedish[rating]
	}
}
