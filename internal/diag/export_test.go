package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tertial/internal/golden"
)

const exportCSV = "kod;verksamhet;belopp\n73;Förskola – små;1 000\n74;Skola;2 000\n;Summa;4 000\n"

// exported is one finding of each sort: with other places, with a fix, accepted,
// for a whole file, for the site, and two that only their order tells apart.
func exported(shift string) []Finding {
	csv := NewSource("data/nämnd/drift.csv", []byte(shift+exportCSV))
	md := NewSource("content/nämnd/report.md", []byte(shift+"Se [](#tab-drfit) å [](#tab-drfit).\n"))
	at := func(s *Source, text string, nth int) Place {
		from := 0
		for range nth {
			from += bytes.Index(s.Text[from:], []byte(text)) + len(text)
		}
		return s.Place(from-len(text), from)
	}
	sum := New("SUM", at(csv, "4 000", 1).InCell("belopp", 2), "stated", "4 000", "computed", "3 000", "difference", "1 000").
		See("rows", at(csv, "1 000", 1).InCell("belopp", 2), "count", 2, "first", "Förskola – små", "last", "Skola")
	known := New("SIGN", at(csv, "2 000", 1).InCell("belopp", 2), "row", "Skola", "stated", "2 000", "proposal", "−2 000", "line", "kostnader", "sign", "minus")
	known.Severity = Known
	known.Accepted = &KnownDifference{Rule: "SIGN", Reason: "Så står det i källan.", Role: "controller", Place: Place{File: "data/nämnd/drift.yaml", Line: 9, Column: 5, Length: 3}}
	list := &List{}
	list.Add(sum)
	list.Add(sum)
	list.Add(known)
	list.Add(New("XREF", at(md, "[](#tab-drfit)", 2), "id", "tab-drfit", "nearest", "tab-drift").Propose("[](#tab-drift)"))
	list.Add(New("XREF", at(md, "[](#tab-drfit)", 1), "id", "tab-drfit", "nearest", "tab-drift").Propose("[](#tab-drift)"))
	list.Report("DATA-DESCRIPTION", Place{File: "data/nämnd/lös.csv"}, "file", "lös.csv", "description", "lös.yaml")
	list.Report("YAML-MISSING", Place{}, "key", "title")
	return list.Sorted()
}

// TestExportGolden compares every form with its file in testdata.
func TestExportGolden(t *testing.T) {
	t.Parallel()
	findings := exported("")
	forms := map[string]func(io.Writer) error{
		"findings.sv.sarif":            func(w io.Writer) error { return Export{Lang: "sv", Version: "1.2.3"}.SARIF(w, findings) },
		"findings.sv.codeclimate.json": func(w io.Writer) error { return Export{Lang: "sv", Base: "docs/site"}.CodeClimate(w, findings) },
		"findings.en.json":             func(w io.Writer) error { return WriteJSON(w, findings, "en") },
		"findings.sv.txt":              func(w io.Writer) error { return Printer{Lang: "sv", Most: 1}.Print(w, findings) },
		"findings.en.txt":              func(w io.Writer) error { return Printer{Lang: "en", Most: 1}.Print(w, findings) },
	}
	for name, form := range forms {
		var out bytes.Buffer
		if err := form(&out); err != nil {
			t.Fatal(err)
		}
		got := withoutPages(out.String(), findings)
		file := filepath.Join("testdata", name)
		golden.Compare(t, file, got)
	}
	files, err := filepath.Glob("testdata/findings.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if forms[filepath.Base(file)] == nil {
			t.Errorf("%s belongs to no form", file)
		}
	}
}

// withoutPages leaves out the catalogue's pages, which may be worded anew.
func withoutPages(text string, findings []Finding) string {
	for i := range findings {
		for _, lang := range languages {
			page, _ := Explain(findings[i].Code, lang)
			for _, part := range []string{page.Markdown(lang), page.Body} {
				var quoted strings.Builder
				encoder := json.NewEncoder(&quoted)
				encoder.SetEscapeHTML(false)
				_ = encoder.Encode(part) // a Builder does not fail
				text = strings.ReplaceAll(text, strings.Trim(strings.TrimSpace(quoted.String()), `"`), "("+lang+")")
			}
		}
	}
	return text
}

// TestSARIFStructure holds the log to what SARIF 2.1.0 demands of the parts
// that are used (its sections are named).
func TestSARIFStructure(t *testing.T) {
	t.Parallel()
	for _, findings := range [][]Finding{nil, exported("")} {
		for _, lang := range []string{"sv", "en", ""} {
			var out bytes.Buffer
			if err := (Export{Lang: lang, Version: "1", Base: "å b"}).SARIF(&out, findings); err != nil {
				t.Fatal(err)
			}
			checkSARIF(t, out.Bytes(), len(findings))
		}
	}
}

type object = map[string]any

var relativeURI = regexp.MustCompile(`^(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$`)

func checkSARIF(t *testing.T, text []byte, results int) {
	t.Helper()
	var log object
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatal(err)
	}
	known(t, log, "$schema", "version", "runs")
	if log["version"] != "2.1.0" || len(list(log["runs"])) != 1 { // 3.13.2, 3.13.4
		t.Error("version is not 2.1.0 or there is not one run")
	}
	run := list(log["runs"])[0].(object)
	known(t, run, "tool", "invocations", "columnKind", "language", "results")
	if run["columnKind"] != "unicodeCodePoints" { // 3.14.17
		t.Errorf("columnKind %v", run["columnKind"])
	}
	if list(run["invocations"])[0].(object)["executionSuccessful"] != true { // 3.20.14 is required
		t.Error("the invocation does not say how it went")
	}
	driver := run["tool"].(object)["driver"].(object) // 3.18.2, 3.19.8
	known(t, driver, "name", "version", "rules")
	rules := list(driver["rules"])
	for _, r := range rules {
		rule := r.(object)
		known(t, rule, "id", "shortDescription", "fullDescription", "help", "defaultConfiguration")
		help := rule["help"].(object)
		for _, field := range []string{"text", "markdown"} { // 3.12.3: text is required
			if s, _ := help[field].(string); !strings.Contains(s, "Summan stämmer inte") && rule["id"] == "SUM" || s == "" {
				t.Errorf("help of %v lacks Swedish %s", rule["id"], field)
			} else if !strings.Contains(s, "sum does not add up") && rule["id"] == "SUM" {
				t.Errorf("help of %v lacks English %s", rule["id"], field)
			}
		}
		level(t, rule["defaultConfiguration"].(object)["level"])
	}
	if results != len(list(run["results"])) {
		t.Errorf("%d results of %d findings", len(list(run["results"])), results)
	}
	prints := map[any]bool{}
	for _, r := range list(run["results"]) {
		checkResult(t, r.(object), rules)
		print := r.(object)["partialFingerprints"].(object)["tertialFinding/v1"]
		if prints[print] {
			t.Errorf("two results have the fingerprint %v", print)
		}
		prints[print] = true
	}
}

func checkResult(t *testing.T, r object, rules []any) {
	t.Helper()
	known(t, r, "ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations", "partialFingerprints", "fixes", "suppressions")
	if rules[int(r["ruleIndex"].(float64))].(object)["id"] != r["ruleId"] { // 3.27.6
		t.Errorf("ruleIndex of %v leads to another rule", r["ruleId"])
	}
	level(t, r["level"])
	if r["message"].(object)["text"] == "" { // 3.11.8
		t.Error("a result without a message")
	}
	for _, l := range append(list(r["locations"]), list(r["relatedLocations"])...) {
		checkLocation(t, l.(object))
	}
	for i, l := range list(r["relatedLocations"]) {
		if l.(object)["id"] != float64(i) || l.(object)["message"] == nil { // 3.28.2: unique in the result
			t.Errorf("related location %d has id %v", i, l.(object)["id"])
		}
	}
	for _, f := range list(r["fixes"]) { // 3.55.3, 3.56.2, 3.56.3, 3.57.3
		for _, c := range list(f.(object)["artifactChanges"]) {
			artifact(t, c.(object)["artifactLocation"].(object))
			for _, p := range list(c.(object)["replacements"]) {
				region(t, p.(object)["deletedRegion"].(object))
				if p.(object)["insertedContent"].(object)["text"] == "" {
					t.Error("a fix that says nothing")
				}
			}
		}
	}
	for _, s := range list(r["suppressions"]) { // 3.35.2, 3.35.3
		if s.(object)["kind"] != "inSource" || s.(object)["status"] != "accepted" {
			t.Errorf("suppression %v", s)
		}
		if at, ok := s.(object)["location"].(object); ok {
			checkLocation(t, at)
		}
	}
}

func checkLocation(t *testing.T, l object) {
	t.Helper()
	known(t, l, "id", "physicalLocation", "logicalLocations", "message")
	p := l["physicalLocation"].(object)
	artifact(t, p["artifactLocation"].(object))
	if r, ok := p["region"].(object); ok {
		region(t, r)
	}
}

// artifact holds that an address is a relative reference (3.4.3, RFC 3986).
func artifact(t *testing.T, a object) {
	t.Helper()
	uri, _ := a["uri"].(string)
	if !relativeURI.MatchString(uri) || strings.HasPrefix(uri, "/") || a["uriBaseId"] != "%SRCROOT%" {
		t.Errorf("artifact %v", a)
	}
}

// region holds that a stretch has a line and at least one column (3.30.5–8).
func region(t *testing.T, r object) {
	t.Helper()
	known(t, r, "startLine", "startColumn", "endColumn", "snippet")
	line, from, to := r["startLine"].(float64), r["startColumn"].(float64), r["endColumn"].(float64)
	if line < 1 || from < 1 || to <= from {
		t.Errorf("region %v", r)
	}
	if s, ok := r["snippet"].(object); ok && len([]rune(s["text"].(string))) != int(to-from) {
		t.Errorf("snippet %q of %v columns", s["text"], to-from)
	}
}

func level(t *testing.T, word any) {
	t.Helper()
	if !slices.Contains([]any{"note", "warning", "error"}, word) { // 3.27.10
		t.Errorf("level %v", word)
	}
}

// known holds that an object has no property beside those of the standard
// that are used.
func known(t *testing.T, o object, properties ...string) {
	t.Helper()
	for name := range o {
		if !slices.Contains(properties, name) {
			t.Errorf("unknown property %q", name)
		}
	}
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

// TestFingerprints: lines above do not change them, another value does not
// change those of other lines, and equal findings are told apart.
func TestFingerprints(t *testing.T) {
	t.Parallel()
	before, after := fingerprints(exported("")), fingerprints(exported("x;y;z\n\n\n"))
	if !slices.Equal(before, after) {
		t.Errorf("lines above change\n%v to\n%v", before, after)
	}
	if unique := slices.Compact(slices.Sorted(slices.Values(before))); len(unique) != len(exported("")) {
		t.Error("two findings have one fingerprint")
	}
}

// TestCodeClimateStructure holds the issues to the form that GitLab reads.
func TestCodeClimateStructure(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := (Export{}).CodeClimate(&out, exported("")); err != nil {
		t.Fatal(err)
	}
	var issues []struct {
		Type, Description, Severity, Fingerprint string
		CheckName                                string `json:"check_name"`
		Categories                               []string
		Location                                 struct {
			Path  string
			Lines struct{ Begin, End int }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &issues); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, i := range issues {
		if i.Type != "issue" || i.Description == "" || i.CheckName == "" || len(i.Categories) == 0 || i.Location.Path == "" ||
			i.Location.Lines.Begin < 1 || i.Location.Lines.End < i.Location.Lines.Begin || seen[i.Fingerprint] ||
			!slices.Contains([]string{"info", "minor", "major", "critical", "blocker"}, i.Severity) {
			t.Errorf("issue %+v", i)
		}
		seen[i.Fingerprint] = true
	}
	out.Reset()
	if err := (Export{}).CodeClimate(&out, nil); err != nil || strings.TrimSpace(out.String()) != "[]" {
		t.Errorf("nothing is written as %q (%v)", out.String(), err)
	}
	if climateSeverity(Warning) != "major" || climateSeverity(Note) != "minor" {
		t.Error("severities")
	}
}

// many are so many findings of two codes.
func many(n int) []Finding {
	text := strings.Repeat("a;b;c;1 234\n", n)
	src := NewSource("data/x/drift.csv", []byte(text))
	list := &List{}
	for i := range n {
		at := src.Place(i*12+6, i*12+11).InCell("belopp", 3)
		list.Report("SUM", at, "stated", "1 234", "computed", strconv.Itoa(i), "difference", "x")
		if i%10 == 0 {
			list.Report("YAML-MISSING", Place{File: fmt.Sprintf("content/%04d.md", i)}, "key", "title")
		}
	}
	return list.Sorted()
}

// TestPrinterSumsUp: of ten thousand findings the first of each code are shown.
func TestPrinterSumsUp(t *testing.T) {
	t.Parallel()
	var out, all bytes.Buffer
	findings := many(10_000)
	if err := (Printer{Lang: "sv", Most: 20}).Print(&out, findings); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), ": fel: Summan "); n != 20 {
		t.Errorf("%d shown", n)
	}
	for _, want := range []string{
		"och 9980 till av samma slag i data/x/drift.csv: fel (SUM)\n",
		"och 980 till av samma slag i 980 filer: fel (YAML-MISSING)\n", "Visa alla: tertial check --all\n", "11000 fel, ",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("lacks %q in\n%s", want, out.String())
		}
	}
	if err := (Printer{Lang: "sv"}).Print(&all, findings); err != nil || strings.Count(all.String(), ": fel: Summan ") != 10_000 {
		t.Error("all are not shown")
	}
}

// BenchmarkSorted sorts ten thousand findings.
func BenchmarkSorted(b *testing.B) {
	list := &List{}
	for _, f := range slices.Backward(many(10_000)) {
		list.Add(f)
	}
	for b.Loop() {
		list.Sorted()
	}
}

// BenchmarkSARIF writes ten thousand findings.
func BenchmarkSARIF(b *testing.B) {
	findings := many(10_000)
	for b.Loop() {
		if err := (Export{Lang: "sv"}).SARIF(io.Discard, findings); err != nil {
			b.Fatal(err)
		}
	}
}
