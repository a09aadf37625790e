package layout

import (
	"os"
	"strings"
	"testing"

	"tertial/internal/edition"
)

func TestMovedLinks(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`<a href="data/drift/index.html#r1">x</a>`:       `<a href="2/data/drift/index.html#r1">x</a>`,
		`<a href="../../../index.html">x</a>`:            `<a href="../../index.html">x</a>`,
		`<a href="../../../../other/1/index.html">x</a>`: `<a href="../../../other/1/index.html">x</a>`,
		`<a class="xref" href="#tab-1">x</a>`:            `<a class="xref" href="#tab-1">x</a>`,
		`<a href="https://example.org/a">x</a>`:          `<a href="https://example.org/a">x</a>`,
		`<a href="mailto:a@example.org">x</a>`:           `<a href="mailto:a@example.org">x</a>`,
		`<img src="pictures/a.png" alt="">`:              `<img src="2/pictures/a.png" alt="">`,
		`<p>skriv href=&#34;x&#34; där</p>`:              `<p>skriv href=&#34;x&#34; där</p>`,
		`<svg viewBox="0 0 1 1"><use href="#a"/></svg>`:  `<svg viewBox="0 0 1 1"><use href="#a"/></svg>`,
	} {
		if got := moved(in, "2/"); got != want {
			t.Errorf("moved(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestNestedSheet(t *testing.T) {
	t.Parallel()
	got := nested(`/* a comment with :root */
@font-face{font-family:"X";src:url(fonts/x.woff2)}
:root{--ink:#000}
@media screen and (prefers-color-scheme:dark){:root{
  --ink:#fff}}
@keyframes edge{from{opacity:1}to{opacity:0}}
@media print{
  @page across{size:A4 landscape}
  .a{color:red}
}
.b{color:blue}
`)
	want := `&{--ink:#000}
@media screen and (prefers-color-scheme:dark){&{
--ink:#fff}}
@media print{
.a{color:red}
}
.b{color:blue}
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if strings.Count(got, "{") != strings.Count(got, "}") {
		t.Error("the braces are not even")
	}
}

// TestListedEditions: the newest one first, the one of the page without a link,
// a withdrawn one without a digest and with its reason.
func TestListedEditions(t *testing.T) {
	t.Parallel()
	s, err := NewSet(Files{os.DirFS("../../layouts")}, "sv")
	if err != nil {
		t.Fatal(err)
	}
	all := []*edition.Edition{
		{Number: 1, Date: "2026-03-02", Kind: edition.First, Reason: "Sista versionen", PublicDigest: "aa", ApprovedBy: "nämndens ordförande"},
		{Number: 2, Date: "2026-03-09", Kind: edition.Correction, Reason: "Fel tal i tabell 3.", SlipBy: "controller", PublicDigest: "bb"},
		{Number: 3, Date: "2026-04-01", Kind: edition.Revision, PublicDigest: "cc", Withdrawn: &edition.Withdrawal{Date: "2026-04-02", Reason: "Uppgift om enskild"}},
	}
	items := s.editionItems(all, all[1], all[0], "../", map[int]bool{2: true, 3: false})
	if len(items) != 3 || items[0].Number != 3 || items[2].Number != 1 {
		t.Fatalf("order: %+v", items)
	}
	gone, newest, current := items[0], items[1], items[2]
	if gone.Kind != "withdrawn" || gone.Digest != "" || !strings.Contains(string(gone.Gone), "Uppgift om enskild.") || gone.Href != "../3/index.html" {
		t.Errorf("withdrawn: %+v", gone)
	}
	if current.Reason != "Sista versionen." || newest.Reason != "Fel tal i tabell 3." {
		t.Errorf("reasons: %q, %q", current.Reason, newest.Reason)
	}
	if !newest.Newest || newest.Changes == nil || newest.Changes.Href != "../2/changes/index.html" || !strings.Contains(newest.Text, "Skrivfel, rättat av controller") {
		t.Errorf("newest: %+v", newest)
	}
	if !current.Current || current.Href != "" || !strings.Contains(current.Text, "Godkänd av nämndens ordförande") {
		t.Errorf("current: %+v", current)
	}
}
