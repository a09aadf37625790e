package layout

import (
	"fmt"
	"strings"
	"testing"

	"tertial/internal/content"
	"tertial/internal/publog"
)

// manyReports are that many reports of a committee, twelve a year.
func manyReports(committee string, n int) []*Listing {
	var all []*Listing
	for i := range n {
		year, month := 2025-i/12, 12-i%12
		all = append(all, &Listing{Edition: 1, Meta: &content.Meta{
			Path: fmt.Sprintf("%s/%d/rapport-%02d", committee, year, month), Title: fmt.Sprintf("Rapport %d-%02d", year, month),
			Date: fmt.Sprintf("%d-%02d-15", year, month), Stage: "adjusted",
		}})
	}
	return all
}

func committees(n int) []*content.Committee {
	var all []*content.Committee
	for i := range n {
		all = append(all, &content.Committee{ID: fmt.Sprintf("namnd-%02d", i+1), Name: fmt.Sprintf("Nämnd %d", i+1), Task: fmt.Sprintf("Svarar för uppgift nummer %d.", i+1)})
	}
	return all
}

// listed renders the lists and returns the pages by path.
func listed(t *testing.T, site *Site, in ListsInput) map[string]string {
	t.Helper()
	set, own := meetingSite(t, "sv", "2026-01-01")
	site.Site, site.Assets, site.Committees = own.Site, own.Assets, in.Committees
	files, err := set.Lists(site, in)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, f := range files {
		pages[f.Path] = strings.ReplaceAll(string(f.Content), "\u00a0", " ")
	}
	return pages
}

// TestListsOfAnySize: the start page and a committee's page are pages with no
// report at all, with one, with twelve and with three hundred.
func TestListsOfAnySize(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ reports, news, folded int }{{0, 0, 0}, {1, 1, 0}, {12, 8, 0}, {24, 8, 0}, {25, 8, 1}, {300, 8, 23}} {
		pages := listed(t, &Site{}, ListsInput{Committees: committees(1), Listings: manyReports("namnd-01", tt.reports)})
		start, page := pages["index.html"], pages["namnd-01/index.html"]
		if n := strings.Count(start, `<li class="item`); n != tt.news {
			t.Errorf("%d reports: the start page has %d", tt.reports, n)
		}
		if none := strings.Contains(start, "Här är inget publicerat än."); none != (tt.reports == 0) {
			t.Errorf("%d reports: the start page says that there are none: %t", tt.reports, none)
		}
		if none := strings.Contains(page, "Här är ingen rapport publicerad än."); none != (tt.reports == 0) {
			t.Errorf("%d reports: the committee's page says that there are none: %t", tt.reports, none)
		}
		if n := strings.Count(page, `<details class="year"`); n != tt.folded {
			t.Errorf("%d reports: %d years are folded, want %d", tt.reports, n, tt.folded)
		}
		if n := strings.Count(page, `<a class="go" href="../namnd-01/`); n != tt.reports {
			t.Errorf("%d reports: the committee's page lists %d", tt.reports, n)
		}
		if jump := strings.Contains(page, `<ul class="jump">`); jump != (tt.reports > 36) {
			t.Errorf("%d reports: years to jump to: %t", tt.reports, jump)
		}
	}
}

// TestManyCommittees: few committees say what they answer for, many stand close.
func TestManyCommittees(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 6, 7, 20} {
		start := listed(t, &Site{}, ListsInput{Committees: committees(n)})["index.html"]
		if got := strings.Count(start, `<a class="go" href="namnd-`); got != n {
			t.Errorf("%d committees: %d are listed", n, got)
		}
		if tasks := strings.Contains(start, "Svarar för uppgift"); tasks != (n > 0 && n <= 6) {
			t.Errorf("%d committees: tasks are told: %t", n, tasks)
		}
		if menu := strings.Contains(start, "index.html#committees"); menu != (n > 1) {
			t.Errorf("%d committees: the menu leads to them: %t", n, menu)
		}
	}
}

// TestNews: what happened last to a report is told with its day, its word and
// its reason, the newest first; a name that may not be said is not.
func TestNews(t *testing.T) {
	t.Parallel()
	all := manyReports("namnd-01", 3)
	entry := func(number int, date string, kind publog.Kind, report string, edition int, title, reason string) Publication {
		return Publication{
			Number: number, Date: date, Kind: kind, Report: report, Edition: edition, Committee: "namnd-01",
			Folder: EditionFolder(report, edition), Title: title, Reason: reason,
		}
	}
	log := &PublicLog{Publications: []Publication{
		entry(1, "2026-01-02", publog.First, all[0].Meta.Path, 1, "Rapport 2025-12", ""),
		entry(2, "2026-01-02", publog.First, all[1].Meta.Path, 1, "Rapport 2025-11", ""),
		entry(3, "2026-01-03", publog.First, "namnd-01/2025/borta", 1, "Hemligt namn", ""),
		entry(4, "2026-01-04", publog.Correction, all[1].Meta.Path, 2, "Rapport 2025-11", "Summan var fel"),
		entry(5, "2026-01-05", publog.Withdrawal, "namnd-01/2025/borta", 1, "", "Fel handling"),
		entry(6, "2026-01-06", publog.First, all[2].Meta.Path, 1, "Rapport 2025-10", ""),
		entry(7, "2026-01-06", publog.First, all[2].Meta.Path, 2, "Rapport 2025-10", ""),
		entry(8, "2026-01-07", publog.Withdrawal, all[2].Meta.Path, 2, "Rapport 2025-10", "Fel bilaga"),
	}}
	pages := listed(t, &Site{Published: true}, ListsInput{Committees: committees(1), Listings: all, Log: log})
	start := pages["index.html"]
	_, rest, _ := strings.Cut(start, `id="latest"`)
	for _, part := range []string{
		"7 januari 2026", "Utgåva 2 tillbakadragen", "Rapport 2025-10", "Fel bilaga.",
		"5 januari 2026", "Tillbakadragen", `href="namnd-01/2025/borta/1/index.html">Indragen rapport`, "Fel handling.",
		"4 januari 2026", "Rättelse", "Rapport 2025-11", "Summan var fel.",
		"2 januari 2026", "Rapport 2025-12", `href="changes/index.html"`,
	} {
		i := strings.Index(rest, part)
		if i < 0 {
			t.Fatalf("%q does not follow in the news: %s", part, rest)
		}
		rest = rest[i:]
	}
	if strings.Contains(start, "Hemligt namn") || strings.Count(start, `<li class="item`) != 4 {
		t.Error("the news say too much")
	}
	if page := pages["namnd-01/index.html"]; !strings.Contains(page, `<strong class="tag">Rättelse</strong>`) || strings.Contains(page, "Hemligt namn") {
		t.Error("the committee's page does not tell of the correction alone")
	}
}

// TestFrame: menu, search and foot of a page, and the same for the page that is
// shown at any address.
func TestFrame(t *testing.T) {
	t.Parallel()
	site := &Site{
		Search: true, OpenData: true, BaseURL: "https://example.org/rapporter/",
		Menu: []Link{{Text: "Mer", Href: "mer/index.html"}}, Foot: []Link{{Text: "Ordlista", Href: "ordlista/index.html"}},
	}
	_, own := meetingSite(t, "sv", "2026-01-01")
	own.Links = []content.SiteLink{{Text: "Till kommun.example", URL: "https://kommun.example/"}}
	set, _ := meetingSite(t, "sv", "2026-01-01")
	site.Site, site.Assets, site.Committees = own.Site, own.Assets, committees(2)
	files, err := set.Lists(site, ListsInput{Committees: site.Committees})
	if err != nil {
		t.Fatal(err)
	}
	wants := map[string][]string{
		"index.html": {`<label for="_q">`, `action="search/index.html"`, `form-action &#39;self&#39;`, `href="economy/index.html"`, `href="https://kommun.example/"`},
		"namnd-01/index.html": {
			`<a href="../index.html#committees" aria-current="true">Nämnder</a>`, `action="../search/index.html"`, `<label class="vh" for="_q">`,
			`href="../mer/index.html"`, `href="../ordlista/index.html"`, `href="../data/index.html"`,
		},
		"404.html": {`action="/rapporter/search/index.html"`, `href="/rapporter/economy/index.html"`, `href="/rapporter/ordlista/index.html"`, `href="https://kommun.example/"`},
	}
	for _, f := range files {
		for _, part := range wants[f.Path] {
			if !strings.Contains(string(f.Content), part) {
				t.Errorf("%s lacks %s", f.Path, part)
			}
		}
		if n := strings.Count(string(f.Content), `role="search"`); n != 1 {
			t.Errorf("%s asks %d times", f.Path, n)
		}
	}
}
