package build_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/sitecheck"
	"tertial/internal/testpublish"
)

// TestMeetingLinksToEditions: where a meeting takes decisions, figures and a
// check from a report that is published, all its links lead to pages that are
// there, for each who reads it, with the working copy as it was and changed.
func TestMeetingLinksToEditions(t *testing.T) {
	t.Parallel()
	const report, data = "content/barnnamnden/2020/delar-1/report.md", "data/barnnamnden/2020/delar-1/delegation"
	root := planted(t, map[string]string{
		report: "---\ntitle: Delårsrapport 1 2020\nkind: interim-report\nperiod: 2020-01/2020-04\ndate: 2020-05-12\nstage: sent\n" +
			"visibility: public\nauthor: controller\n---\n\nSe [](#tab-barn).\n\n```table\nid: tab-barn\ndata: barn\ncaption: Barn i förskolan\n```\n",
		data + ".csv":  "anmäls;delegat_roll;lagrum;beslutstyp;antal\n2020-05-26;Rektor;;Ledighet;4\n",
		data + ".yaml": "title: Anmälda delegationsbeslut\nkind: decisions-delegation\n",
		"content/barnnamnden/2020/meetings/2020-05-26.md": "---\nstage: sent\nvisibility: public\nitems:\n  - number: 1\n    title: Barn\n    dnr: BN/2020:9\n    visibility: public\n" +
			"    delegation: /barnnamnden/2020/delar-1/delegation\n    attachments:\n      - report: /barnnamnden/2020/delar-1\n---\n\n# Barn {#punkt-1}\n\n" +
			"De var `=/barnnamnden/2020/delar-1/barn[Barn i förskolan; utfall_2019]`. Se [talen](/barnnamnden/2020/delar-1/data/barn/) " +
			"och [kontrollerna](/barnnamnden/2020/delar-1/checks/).\n",
	})
	if _, err := testpublish.All(context.Background(), config(root, build.Staff)); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"1/", ""} {
		for _, audience := range []build.Audience{build.Public, build.Committee, build.Staff} {
			page := string(outputOf(t, root, audience)["barnnamnden/2020/meetings/2020-05-26/index.html"])
			want := "barnnamnden/2020/delar-1/" + folder + "data/"
			if audience == build.Public {
				want = "barnnamnden/2020/delar-1/1/data/"
			}
			for _, set := range []string{"delegation", "barn"} {
				if !strings.Contains(page, want+set+"/index.html") {
					t.Errorf("%s: no link to %s%s", audience, want, set)
				}
			}
			problems, err := sitecheck.Check(os.DirFS(root+"/public"), sitecheck.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, wrong := range problems {
				t.Errorf("%s: %v", audience, wrong)
			}
		}
		changed, err := os.ReadFile(root + "/" + report)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(root+"/"+report, append(changed, "\nEtt stycke till.\n"...), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
