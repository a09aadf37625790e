package build_test

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/edition"
	"tertial/internal/sitecheck"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// recordSite writes a generated municipality of one year into a folder.
func recordSite(t *testing.T, count int) (root string, reports []string) {
	t.Helper()
	site := testsite.New(testsite.Options{Seed: 5, Reports: count, Charts: 2})
	root = t.TempDir()
	if err := site.WriteTo(root); err != nil {
		t.Fatal(err)
	}
	return root, site.Reports()
}

func staffConfig(root string) build.Config {
	return build.Config{Root: root, Audience: build.Staff, AsOf: "2016-01-01", Program: "Tertial", BuiltIn: layouts.FS()}
}

func recordOfReport(t *testing.T, root, path string) *edition.Record {
	t.Helper()
	working, findings, err := build.Record(context.Background(), staffConfig(root), path, false)
	if err != nil {
		t.Fatal(err)
	}
	if working.Record == nil {
		t.Fatalf("%s: %v", path, findings)
	}
	return working.Record
}

func read(t *testing.T, parts ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestRecordAddresses: what a record says of where a fact stands leads to a cell
// of the built pages that shows what the record says, and to places of the report.
func TestRecordAddresses(t *testing.T) {
	t.Parallel()
	root, reports := recordSite(t, 2)
	out := filepath.Join(t.TempDir(), "public")
	cfg := staffConfig(root)
	cfg.Out = out
	if result, err := build.Build(context.Background(), cfg); err != nil || result.Failed() {
		t.Fatal(err, result.Findings)
	}
	cell := regexp.MustCompile(`<td id="([^"]+)"[^>]*>([^<]*)`)
	facts, headlines, shown := 0, 0, 0
	for _, path := range reports {
		r := recordOfReport(t, root, path)
		page := read(t, out, path, "index.html")
		for _, s := range r.Sets {
			cells := map[string]string{}
			for _, m := range cell.FindAllStringSubmatch(read(t, out, path, "data", s.ID, "index.html"), -1) {
				cells[m[1]] = m[2]
			}
			for _, f := range s.Facts {
				facts++
				text, ok := cells[f.At]
				if first, _, _ := strings.Cut(f.Text, "\u00a0"+f.Unit); f.Value != "" && !strings.Contains(text, first) && !strings.Contains(text, " / ") && text != "" {
					t.Errorf("%s: the cell %s says %q, not %q", path, f.At, text, f.Text)
				}
				if !ok {
					t.Errorf("%s: no cell %s for %s", path, f.At, f.Key)
				}
				if f.Headline {
					headlines++
				}
				for _, at := range f.Shown {
					if shown++; !strings.Contains(page, `id="`+at+`"`) {
						t.Errorf("%s: nothing is called %s", path, at)
					}
				}
			}
		}
		for _, p := range r.Text {
			for _, f := range p.Figures {
				if f.Start < 0 || f.End > len(p.Text) || f.Start >= f.End || len(f.Facts) == 0 {
					t.Errorf("%s: a figure from %d to %d of %q", path, f.Start, f.End, p.Text)
				}
			}
		}
	}
	if facts < 600 || headlines < len(reports) || shown < 600 {
		t.Errorf("only %d facts, %d key figures and %d places", facts, headlines, shown)
	}
}

// TestRecordProtected: nothing of a protected value is in a record.
func TestRecordProtected(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	put := func(name, text string) {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("content/site.yaml", "name: Nämnder\nlang: sv\n"+statement)
	put("content/namnd/committee.yaml", "name: Nämnden\nbody: Kommunen\ntask: Är ett exempel.\n")
	put("content/namnd/2020/rapport/report.md", "---\ntitle: Rapport\nkind: annual-report\nperiod: 2020-01/2020-12\n---\n\n# Svar\n\nHär är svaren.\n")
	put("data/namnd/2020/rapport/svar.csv", "enhet;svar;nöjda\nNorr;40;77\nSyd;<7;x\n")
	put("data/namnd/2020/rapport/svar.yaml", "title: Svar\nkind: table\nmissing: {\"<7\": suppressed, x: suppressed}\ncolumns:\n"+
		"  enhet: name\n  svar: {value: number, scope: full-year, year: 2020, unit: personer}\n  nöjda: {value: number, scope: full-year, year: 2020, unit: \"%\"}\n")
	r := recordOfReport(t, root, "namnd/2020/rapport")
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	suppressed := 0
	for _, f := range r.Sets[0].Facts {
		if f.Status == "suppressed" {
			suppressed++
			if f.Value != "" || f.Text != "" || f.Acc != 0 {
				t.Errorf("%+v", f)
			}
		}
	}
	if suppressed != 2 || strings.Contains(string(text), "u003c7") || strings.Contains(string(text), "<7") {
		t.Errorf("%d protected values in %s", suppressed, text)
	}
}

// TestChangesPages publishes a report of the generated municipality three times,
// builds the site and looks at the pages of changes: they show the numbers that
// were changed and no others, and all their links and ids are right.
func TestChangesPages(t *testing.T) {
	t.Parallel()
	root, reports := recordSite(t, 1)
	path := reports[0]
	publish := func(day string, request build.PublishRequest) {
		t.Helper()
		cfg := staffConfig(root)
		cfg.AsOf = day
		request.Report, request.ApprovedBy, request.Random = path, "nämndsekreterare", strings.NewReader(strings.Repeat(day, 10))
		release, err := build.Publish(context.Background(), cfg, request)
		if err != nil {
			t.Fatal(err)
		}
		if release.Failed() {
			t.Fatalf("not published: %+v %v", release.Steps, release.Findings)
		}
	}
	edit := func(old, now string) {
		t.Helper()
		file := filepath.Join(root, "data", path, "manader.csv")
		text := read(t, file)
		if strings.Count(text, old) != 1 {
			t.Fatalf("%q stands %d times in %s", old, strings.Count(text, old), text)
		}
		if err := os.WriteFile(file, []byte(strings.Replace(text, old, now, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.Split(strings.TrimSpace(read(t, root, "data", path, "manader.csv")), "\n")
	const field = 3 // period, name, unit, value, status
	value := func(line string) string { return strings.Split(line, ";")[field] }
	with := func(line, value string) string {
		fields := strings.Split(line, ";")
		fields[field] = value
		return strings.Join(fields, ";")
	}
	publish("2016-01-01", build.PublishRequest{})
	first, second := lines[1], lines[len(lines)-1]
	edit(first, with(first, "7777"))
	publish("2016-02-01", build.PublishRequest{Correction: true, SlipBy: "controller", Reason: "Fel avskrivet"})
	edit(second, with(second, "8888"))
	publish("2016-03-01", build.PublishRequest{Decision: "§ 7", Reason: "Ny uppgift"})
	cfg := staffConfig(root)
	cfg.Audience, cfg.AsOf, cfg.Out = build.Public, "2016-04-01", filepath.Join(t.TempDir(), "public")
	if result, err := build.Build(context.Background(), cfg); err != nil || result.Failed() {
		t.Fatal(err, result.Findings)
	}
	links := regexp.MustCompile(`<a href="\.\./\.\./(\d)/data/manader/index\.html#(manader-r\d+c\d+)">([\d\x{a0}]+)`)
	for page, want := range map[string][]string{
		"2/changes":           {"1 manader-r2 " + value(first), "2 manader-r2 7777"},
		"3/changes":           {"2 manader-r" + last(lines) + " " + value(second), "3 manader-r" + last(lines) + " 8888"},
		"1/changes-to-latest": {"1 manader-r2 " + value(first), "1 manader-r" + last(lines) + " " + value(second), "3 manader-r2 7777", "3 manader-r" + last(lines) + " 8888"},
		"2/changes-to-latest": {"2 manader-r" + last(lines) + " " + value(second), "3 manader-r" + last(lines) + " 8888"},
	} {
		got := map[string]bool{}
		for _, m := range links.FindAllStringSubmatch(read(t, cfg.Out, path, page, "index.html"), -1) {
			got[m[1]+" "+m[2][:strings.LastIndex(m[2], "c")]+" "+strings.ReplaceAll(strings.TrimSpace(m[3]), "\u00a0", "")] = true
		}
		slices.Sort(want)
		if all := slices.Sorted(maps.Keys(got)); !slices.Equal(all, want) {
			t.Errorf("%s: %q, want %q", page, all, want)
		}
	}
	for _, page := range []string{"1/data/manader", "3/data/manader"} {
		if text := read(t, cfg.Out, path, page, "index.html"); !strings.Contains(text, `id="_history"`) {
			t.Errorf("%s has no history", page)
		}
	}
	frozen := read(t, root, "content", path, "editions/3/public/data/manader/index.html")
	if strings.Count(frozen, `class="corr"`) != 1 {
		t.Errorf("%d numbers of edition 3 are marked as corrected", strings.Count(frozen, `class="corr"`))
	}
	problems, err := sitecheck.Check(os.DirFS(cfg.Out), sitecheck.Options{Base: "https://exempelkoping.example/namnder/"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
}

// last is the number of the last line.
func last(lines []string) string { return strconv.Itoa(len(lines)) }
