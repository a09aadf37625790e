package build_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/testpublish"
)

const ofDispatch = "barnnamnden/2020/meetings/2020-05-26"

// dispatch sends the papers of the meeting on a day.
func (p *publication) dispatch(t *testing.T, day string) *build.Dispatch {
	t.Helper()
	cfg := p.config()
	cfg.AsOf = day
	sent, err := build.SendPapers(t.Context(), cfg, build.DispatchRequest{Meeting: ofDispatch, Random: testpublish.Random(3), Hook: quick})
	if err != nil || sent.Failed() {
		t.Fatal(err, sent.Steps, saidOf(sent.Findings))
	}
	return sent
}

// builtFor is all that a build for an audience writes, by path.
func (p *publication) builtFor(t *testing.T, who build.Audience) map[string]string {
	t.Helper()
	cfg := p.config()
	cfg.Audience, cfg.Out = who, filepath.Join(t.TempDir(), "out")
	result, err := build.Build(t.Context(), cfg)
	if err != nil || result.Failed() {
		t.Fatal(err, saidOf(result.Findings))
	}
	return filesUnder(t, cfg.Out)
}

func filesUnder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		short, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(short)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

const sentMeeting = `---
stage: sent
visibility: public
dispatches: [{date: 2020-05-19}, {date: 2020-05-22}]
items:
  - number: 1
    title: Ekonomin
    visibility: public
    attachments: [{report: /` + ofPublish + `}]
---
`

// TestWithdrawnAsSent: papers that were sent and are withdrawn as editions say
// no more for committee and staff than that.
func TestWithdrawnAsSent(t *testing.T) {
	t.Parallel()
	for name, all := range map[string]bool{"all editions": true, "the edition that was sent": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPublication(t)
			file := filepath.Join(p.root, "content", ofPublish, "report.md")
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			writeFile(t, filepath.Join(p.root, "content", ofDispatch+".md"), sentMeeting)
			writeFile(t, file, strings.Replace(string(raw), "title: ", "title: Kanariegul ", 1)+"\nEtt ord: kanariefågel.\n")
			p.dispatch(t, "2020-05-19")
			p.must(t, ofPublish, nil)
			if !strings.Contains(p.builtFor(t, build.Committee)[ofDispatch+"/sent/1/delar-1/index.html"], "kanariefågel") {
				t.Fatal("what was sent is not there")
			}
			writeFile(t, file, string(raw))
			req := build.WithdrawRequest{Report: ofPublish, Reason: "Fel", By: "registrator", Preserved: "SN/2020:1", Hook: quick}
			if !all {
				p.must(t, ofPublish, nil)
				req.Numbers = []int{1}
			}
			result, err := build.Withdraw(t.Context(), p.config(), req)
			if err != nil || result.Failed() {
				t.Fatal(err, saidOf(result.Findings))
			}
			if !slices.Contains(result.Referring, "content/"+ofDispatch+"/dispatches/1/") {
				t.Errorf("the folder of the dispatch is not named: %q", result.Referring)
			}
			if !slices.ContainsFunc(result.Purge, func(s string) bool { return strings.HasSuffix(s, ofDispatch+"/sent/1/delar-1/") }) {
				t.Errorf("the address is not named: %q", result.Purge)
			}
			for _, who := range []build.Audience{build.Committee, build.Staff} {
				files := p.builtFor(t, who)
				for name, text := range files {
					if low := strings.ToLower(text); strings.Contains(low, "kanarie") || strings.HasPrefix(name, ofDispatch+"/sent/1/delar-1/") && filepath.Ext(name) != ".html" {
						t.Errorf("%s: %s is still there", who, name)
					}
				}
				page := files[ofDispatch+"/sent/1/delar-1/index.html"]
				if !strings.Contains(page, "Rapporten är indragen") || !strings.Contains(page, ofPublish+`/1/index.html">`) {
					t.Errorf("%s: nothing says that it is withdrawn", who)
				}
				if !strings.Contains(files[ofDispatch+"/sent/1/index.html"], `href="delar-1/index.html">Indragen rapport</a>`) {
					t.Errorf("%s: the papers don't lead to it", who)
				}
			}
		})
	}
}

// TestLaterPapers: what comes with a later dispatch is not in the first.
func TestLaterPapers(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	writeFile(t, filepath.Join(p.root, "content", otherPublish, "report.md"),
		"---\ntitle: Delårsrapport 2 2020\nkind: interim-report\nperiod: 2020-01/2020-08\nmeeting: 2020-05-26\nvisibility: public\n---\n\n# Läget\n\nAllt är som vanligt.\n")
	writeFile(t, filepath.Join(p.root, "content", ofDispatch, "karta.pdf"), "%PDF-1.4\n%%EOF\n")
	writeFile(t, filepath.Join(p.root, "content", ofDispatch+".md"), strings.TrimSuffix(sentMeeting, "---\n")+`  - number: 2
    title: Kompletteringen
    dispatch: 2020-05-22
    visibility: public
    attachments: [{report: /`+otherPublish+`}]
  - number: 3
    title: Öppnas senare
    from: 2020-05-22
    visibility: public
  - number: 4
    title: Kartan
    visibility: public
    attachments: [{file: karta.pdf, dispatch: 2020-05-22}, Muntlig bilaga]
---
`)
	later := []string{"Kompletteringen", "Öppnas senare", "karta.pdf", "delar-2", "Delårsrapport 2"}
	for n, day := range []string{"2020-05-19", "2020-05-22"} {
		sent := p.dispatch(t, day)
		if got := slices.Contains(sent.Reports, otherPublish); got != (n == 1) {
			t.Errorf("%s: reports %q", day, sent.Reports)
		}
		var all strings.Builder
		for name, text := range filesUnder(t, filepath.Join(p.root, sent.Sent.Dir)) {
			if strings.HasPrefix(name, "public/") && filepath.Ext(name) == ".html" {
				all.WriteString(text)
			}
			if !strings.HasPrefix(name, "sources/content/"+ofDispatch+".md") {
				all.WriteString(name + "\n")
			}
		}
		for _, word := range later {
			if strings.Contains(all.String(), word) != (n == 1) {
				t.Errorf("%s: %q", day, word)
			}
		}
		if !strings.Contains(all.String(), "Muntlig bilaga") {
			t.Errorf("%s: too much is left out", day)
		}
	}
	raw, err := os.ReadFile(filepath.Join(p.root, "content", ofDispatch, "dispatches/1/edition.yaml"))
	if err != nil || !strings.Contains(string(raw), "skicka kompletteringar med tertial dispatch") || strings.Contains(string(raw), "ny utgåva") {
		t.Errorf("%v: %s", err, raw)
	}
}
