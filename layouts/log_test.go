package layouts_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"tertial/internal/content"
	"tertial/internal/golden"
	"tertial/internal/layout"
	"tertial/internal/publog"
	"tertial/layouts"
)

// samplePublications is a log with an edition of every kind, one withdrawn.
func samplePublications() *layout.PublicLog {
	log := &layout.PublicLog{ID: "tertial-log/0011223344556677", Checkpoint: "tertial-log/0011223344556677\n4\nroot4\n"}
	add := func(kind publog.Kind, report string, number int, title, reason string) *layout.Publication {
		n := len(log.Publications) + 1
		log.Publications = append(log.Publications, layout.Publication{
			Number: n, Date: fmt.Sprintf("2026-0%d-15", n), Kind: kind, Report: report, Edition: number, Committee: strings.SplitN(report, "/", 2)[0],
			Folder: fmt.Sprintf("%s/%d/", report, number), Title: title, Reason: reason, Public: strings.Repeat("ab", 32), Root: fmt.Sprintf("root%d", n),
		})
		return &log.Publications[n-1]
	}
	add(publog.First, "namnd/2026/delar-1", 1, "", "").Withdrawn = true
	add(publog.First, "annan/2026/delar-1", 1, "Delårsrapport & <mer>", "")
	add(publog.Correction, "annan/2026/delar-1", 2, "Delårsrapport & <mer>", "Fel i tabell 2").Ground = "ekonomichef"
	add(publog.Withdrawal, "namnd/2026/delar-1", 1, "", "Uppgift om enskild.").Public = ""
	return log
}

func publicLog(t *testing.T, lang, base string, log *layout.PublicLog) map[string]string {
	t.Helper()
	set, err := layout.NewSet(layout.Files{layouts.FS()}, lang)
	if err != nil {
		t.Fatal(err)
	}
	site := &layout.Site{
		Site: &content.Site{Name: "Exempelköping", Lang: lang}, Assets: &layout.Assets{}, Public: true, Published: true, BaseURL: base, Program: "Tertial",
	}
	committees := []*content.Committee{{ID: "annan", Name: "Annan nämnd"}, {ID: "namnd", Name: "Nämnden"}, {ID: "tom", Name: "Tomma nämnden"}}
	files, err := set.PublicLog(site, committees, log)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		out[f.Path] = string(f.Content)
	}
	return out
}

func TestPublicLog(t *testing.T) {
	if files := publicLog(t, "sv", "", &layout.PublicLog{}); len(files) > 0 {
		t.Errorf("an empty log has the files %v", files)
	}
	files := publicLog(t, "sv", "", samplePublications())
	if len(files) != 5 {
		t.Fatalf("%d files", len(files))
	}
	checkPage(t, files["changes/index.html"])
	checkPage(t, publicLog(t, "en", "", samplePublications())["changes/index.html"])
	_, main, _ := strings.Cut(files["changes/index.html"], "<main")
	golden.Compare(t, "testdata/changes.html", main)
	golden.Compare(t, "testdata/feed.xml", files["feed.xml"])
	golden.Compare(t, "testdata/feed-base.xml", publicLog(t, "en", "https://exempel.example/rapporter/", samplePublications())["namnd/feed.xml"])
	if !strings.Contains(files["changes/index.html"], `<link rel="alternate" type="application/atom+xml" title="Publicerat: Exempelköping" href="../feed.xml">`) {
		t.Error("the page does not offer the feed")
	}
	log := samplePublications()
	log.Key = "exempel.example+cde979cf+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs"
	if page := publicLog(t, "sv", "", log)["changes/index.html"]; !strings.Contains(html.UnescapeString(page), log.Key) || strings.Contains(page, "inte signerad") {
		t.Error("a page about a signed log does not say so")
	}
}

// An atomFeed is as much of RFC 4287 and RFC 6721 as the test asks for.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"http://www.w3.org/2005/Atom id"`
	Title   string      `xml:"http://www.w3.org/2005/Atom title"`
	Updated string      `xml:"http://www.w3.org/2005/Atom updated"`
	Author  string      `xml:"http://www.w3.org/2005/Atom author>name"`
	Point   string      `xml:"https://c2sp.org/tlog-checkpoint checkpoint"`
	Entries []atomEntry `xml:"http://www.w3.org/2005/Atom entry"`
	Deleted []struct {
		Ref  string `xml:"ref,attr"`
		When string `xml:"when,attr"`
	} `xml:"http://purl.org/atompub/tombstones/1.0 deleted-entry"`
}

type atomEntry struct {
	ID      string `xml:"http://www.w3.org/2005/Atom id"`
	Title   string `xml:"http://www.w3.org/2005/Atom title"`
	Updated string `xml:"http://www.w3.org/2005/Atom updated"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"http://www.w3.org/2005/Atom link"`
	Content struct {
		Type string `xml:"type,attr"`
		Div  struct {
			Inner string `xml:",innerxml"`
		} `xml:"http://www.w3.org/1999/xhtml div"`
	} `xml:"http://www.w3.org/2005/Atom content"`
}

func parseFeed(t *testing.T, text string) atomFeed {
	t.Helper()
	var feed atomFeed
	if err := xml.Unmarshal([]byte(text), &feed); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	for dec := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	return feed
}

// TestFeed: what Atom demands is there, ids are names that no move changes, and
// a withdrawn edition is a tombstone and no entry.
func TestFeed(t *testing.T) {
	files := publicLog(t, "sv", "", samplePublications())
	all := parseFeed(t, files["feed.xml"])
	ids := []string{all.ID}
	for _, e := range all.Entries {
		ids = append(ids, e.ID)
		if e.Title == "" || len(e.Links) != 1 || e.Links[0].Rel != "alternate" || e.Content.Type != "xhtml" || !strings.Contains(e.Content.Div.Inner, "tertial-log/") {
			t.Errorf("entry %+v", e)
		}
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil {
			t.Error(err)
		}
	}
	if len(all.Entries) != 3 || all.Updated != "2026-04-15T00:00:00Z" || all.Author != "Exempelköping" || all.Point != samplePublications().Checkpoint {
		t.Errorf("%+v", all)
	}
	if len(all.Deleted) != 1 || slices.Contains(ids, all.Deleted[0].Ref) || all.Deleted[0].When != "2026-04-15T00:00:00Z" {
		t.Errorf("tombstones %+v", all.Deleted)
	}
	for i, id := range ids {
		if !strings.HasPrefix(id, "urn:uuid:") || len(id) != len("urn:uuid:")+36 || id[9+14] != '8' || slices.Contains(ids[:i], id) {
			t.Errorf("id %s", id)
		}
	}
	// Before the withdrawal the edition was an entry with the id of the tombstone.
	before := samplePublications()
	before.Publications = before.Publications[:3]
	before.Publications[0].Withdrawn = false
	was := parseFeed(t, publicLog(t, "sv", "", before)["feed.xml"])
	if len(was.Entries) != 3 || was.Entries[2].ID != all.Deleted[0].Ref || was.ID != all.ID || was.Entries[0].ID != all.Entries[1].ID {
		t.Errorf("ids change when the log grows: %+v", was)
	}
	// Neither a new address nor a new title nor another language changes an id.
	moved := samplePublications()
	moved.Publications[1].Title, moved.Publications[1].Folder = "Nytt namn", "ny/2026/delar-1/1/"
	now := parseFeed(t, publicLog(t, "en", "https://ny.example/", moved)["feed.xml"])
	if now.ID != all.ID || now.Entries[2].ID != all.Entries[2].ID || now.Entries[2].Links[0].Href != "https://ny.example/ny/2026/delar-1/1/" {
		t.Errorf("moved: %+v", now)
	}
}

func TestCommitteeFeeds(t *testing.T) {
	files := publicLog(t, "sv", "", samplePublications())
	for name, entries := range map[string]int{"annan": 2, "namnd": 1, "tom": 0} {
		feed := parseFeed(t, files[name+"/feed.xml"])
		if len(feed.Entries) != entries || feed.Updated == "" || feed.Title == "" {
			t.Errorf("%s: %+v", name, feed)
		}
		for _, e := range feed.Entries {
			if !strings.HasPrefix(e.Links[0].Href, "../"+name+"/2026/") {
				t.Errorf("%s leads to %s", name, e.Links[0].Href)
			}
		}
	}
	if a, b := parseFeed(t, files["annan/feed.xml"]), parseFeed(t, files["feed.xml"]); a.ID == b.ID || a.Entries[0].ID != b.Entries[1].ID {
		t.Error("two feeds have one id, or one entry has two")
	}
	// A feed goes back a hundred publications, not for ever.
	long := samplePublications()
	for len(long.Publications) < 150 {
		p := long.Publications[1]
		p.Number = len(long.Publications) + 1
		long.Publications = append(long.Publications, p)
	}
	if n := len(parseFeed(t, publicLog(t, "sv", "", long)["feed.xml"]).Entries); n != 100 {
		t.Errorf("%d entries", n)
	}
}
