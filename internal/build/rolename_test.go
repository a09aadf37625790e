package build_test

import (
	"context"
	"testing"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/testpublish"
)

// TestRoleName: a person's name where a role should stand is a warning that must be read.
func TestRoleName(t *testing.T) {
	t.Parallel()
	root := planted(t, map[string]string{
		"content/barnnamnden/2020/delar-1/report.md": "---\ntitle: Delårsrapport 1 2020\nkind: interim-report\nperiod: 2020-01/2020-04\ndate: 2020-05-12\nstage: sent\n" +
			"visibility: public\nauthor: controller\n---\n\nSe [](#tab-barn).\n\n```table\nid: tab-barn\ndata: barn\ncaption: Barn i förskolan\n```\n",
	})
	cfg := config(root, build.Staff)
	for _, c := range []struct {
		acknowledged []string
		failed       bool
	}{{nil, true}, {[]string{"ROLE-NAME"}, false}} {
		release, err := build.Publish(context.Background(), cfg, build.PublishRequest{
			Report: "barnnamnden/2020/delar-1", ApprovedBy: "Anna Karlsson", Acknowledged: c.acknowledged, Random: testpublish.Random(1),
		})
		if err != nil {
			t.Fatal(err)
		}
		said := 0
		for i := range release.Findings {
			if f := &release.Findings[i]; f.Code == "ROLE-NAME" && f.Severity == diag.Warning {
				said++
			}
		}
		if said != 1 || release.Failed() != c.failed {
			t.Errorf("%v: said %d times, failed: %v", c.acknowledged, said, release.Failed())
		}
	}
	for _, acknowledged := range [][]string{nil, {"ROLE-NAME"}} {
		result, err := build.Withdraw(context.Background(), cfg, build.WithdrawRequest{
			Report: "barnnamnden/2020/delar-1", Reason: "Fel underlag", By: "Anna Karlsson", Preserved: "BN 2020/1", Acknowledged: acknowledged,
		})
		if err != nil {
			t.Fatal(err)
		}
		if result.Failed() != (acknowledged == nil) {
			t.Errorf("withdrawal with %v: %+v", acknowledged, result.Findings)
		}
	}
}
