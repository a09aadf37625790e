package sitecheck_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"tertial/internal/sitecheck"
)

func TestCover(t *testing.T) {
	t.Parallel()
	site, pages := fstest.MapFS{}, []string(nil)
	for name, page := range map[string]string{
		"a.html": `<body class="report"><p>one<p>two`,
		"b.html": `<body class="report"><p class="x y">`,
		"c.html": `<body class="report"><p class="y x"><p>`, // has all of a and b
		"d.html": `<body class="list"><p>`,                  // another kind of page
		"e.html": `<body class="list"><p><i role="img"></i>`,
		"f.html": `<body class="list"><i></i><p>`, // no role
	} {
		site[name] = &fstest.MapFile{Data: []byte(page)}
		pages = append(pages, name)
	}
	slices.Sort(pages)
	for range 2 {
		got, err := sitecheck.Cover(site, pages)
		if want := []string{"c.html", "e.html", "f.html"}; err != nil || !slices.Equal(got, want) {
			t.Errorf("Cover = %v, %v; want %v", got, err, want)
		}
		slices.Reverse(pages)
	}
	if _, err := sitecheck.Cover(site, []string{"g.html"}); err == nil {
		t.Error("a page that is not there is no error")
	}
}
