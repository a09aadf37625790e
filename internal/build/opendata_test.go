package build_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"html"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tertial/internal/build"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// csvwFile is what the test asks of a description; another key is an error.
type csvwFile struct {
	Context     []any            `json:"@context"`
	URL         string           `json:"url"`
	Title       string           `json:"dc:title"`
	Description string           `json:"dc:description"`
	Type        string           `json:"dc:type"`
	Date        map[string]any   `json:"dc:date"`
	License     map[string]any   `json:"dc:license"`
	Rights      string           `json:"dc:rights"`
	Publisher   map[string]any   `json:"dc:publisher"`
	Temporal    map[string]any   `json:"dc:temporal"`
	Source      string           `json:"dc:source"`
	Part        map[string]any   `json:"dc:isPartOf"`
	Notes       []map[string]any `json:"notes"`
	Dialect     struct {
		Encoding       string `json:"encoding"`
		Delimiter      string `json:"delimiter"`
		QuoteChar      string `json:"quoteChar"`
		DoubleQuote    bool   `json:"doubleQuote"`
		Header         bool   `json:"header"`
		HeaderRowCount int    `json:"headerRowCount"`
	} `json:"dialect"`
	Schema struct {
		Columns    []csvwColumn `json:"columns"`
		PrimaryKey []string     `json:"primaryKey"`
	} `json:"tableSchema"`
}

type csvwColumn struct {
	Name        string   `json:"name"`
	Titles      []string `json:"titles"`
	Datatype    string   `json:"datatype"`
	Null        []string `json:"null"`
	Separator   string   `json:"separator"`
	Ordered     bool     `json:"ordered"`
	PropertyURL string   `json:"propertyUrl"`
	Description string   `json:"dc:description"`
	Unit        string   `json:"schema:unitText"`
}

var (
	csvwVariable = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_]*$`)
	csvwDecimal  = regexp.MustCompile(`^[+-]?(\d+(\.\d*)?|\.\d+)$`)
)

// checkCSVW holds a CSV file to its description as "Model for Tabular Data and
// Metadata on the Web" (W3C 2015) says that one is parsed. It returns what does
// not hold.
func checkCSVW(description, file []byte, name string) (wrong []string) {
	no := func(parts ...string) { wrong = append(wrong, strings.Join(parts, " ")) }
	var m csvwFile
	d := json.NewDecoder(bytes.NewReader(description))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return []string{err.Error()}
	}
	if len(m.Context) != 2 || m.Context[0] != "http://www.w3.org/ns/csvw" || m.URL != name || m.Title == "" || m.Publisher["foaf:name"] == "" {
		no("context, url, title or publisher")
	}
	if m.Dialect.Encoding != "utf-8" || m.Dialect.Delimiter != "," || !m.Dialect.Header || m.Dialect.HeaderRowCount != 1 {
		no("dialect")
	}
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		return append(wrong, err.Error())
	}
	columns := m.Schema.Columns
	if len(rows) == 0 || len(rows[0]) != len(columns) {
		return append(wrong, "not as many columns")
	}
	names := map[string]int{}
	for i, c := range columns {
		if _, twice := names[c.Name]; twice || !csvwVariable.MatchString(c.Name) {
			no("name", c.Name)
		}
		names[c.Name] = i
		if !slices.Contains(c.Titles, rows[0][i]) {
			no("title", rows[0][i])
		}
	}
	for n, row := range rows[1:] {
		for i, cell := range row {
			if problem := csvwCell(&columns[i], cell); problem != "" {
				no(strconv.Itoa(n+2), columns[i].Name, cell, problem)
			}
		}
	}
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		var key []string
		for _, column := range m.Schema.PrimaryKey {
			i, ok := names[column]
			if !ok {
				return append(wrong, "key "+column)
			}
			key = append(key, strconv.Quote(row[i]))
		}
		if len(key) > 0 && seen[strings.Join(key, ",")] {
			no("two rows with the key", strings.Join(key, ","))
		}
		seen[strings.Join(key, ",")] = true
	}
	return wrong
}

// csvwCell parses a cell as §6.4 of the model says, and returns what is wrong.
func csvwCell(c *csvwColumn, cell string) string {
	null := c.Null
	if null == nil {
		null = []string{""}
	}
	text := cell
	if c.Datatype != "string" {
		text = strings.Join(strings.Fields(text), " ")
	}
	values := []string{text}
	if c.Separator != "" && !slices.Contains(null, text) {
		values = strings.Split(text, c.Separator)
	}
	for _, value := range values {
		if c.Datatype != "string" {
			value = strings.TrimSpace(value)
		}
		if slices.Contains(null, value) {
			continue
		}
		ok := true
		switch c.Datatype {
		case "string":
		case "decimal":
			ok = csvwDecimal.MatchString(value)
		case "date":
			_, err := time.Parse("2006-01-02", value)
			ok = err == nil
		case "gYearMonth":
			_, err := time.Parse("2006-01", value)
			ok = err == nil
		default:
			return "has an unknown type"
		}
		if !ok {
			return "is no " + c.Datatype
		}
	}
	return ""
}

// TestCSVWChecker holds that the checker finds what is wrong.
func TestCSVWChecker(t *testing.T) {
	t.Parallel()
	const head = `{"@context":["http://www.w3.org/ns/csvw",{"@language":"sv"}],"url":"a.csv","dc:title":"A","dc:publisher":{"foaf:name":"B"},
"dialect":{"encoding":"utf-8","delimiter":",","header":true,"headerRowCount":1},"tableSchema":{"primaryKey":["a"],"columns":[
{"name":"a","titles":["a"],"datatype":"string"},{"name":"b","titles":["B","b"],"datatype":"decimal","null":["","x"],"separator":"/"}]}`
	for file, want := range map[string]int{
		"a,b\n1,2.5\n2,x\n3,1/x/-3\n4,\n": 0, "a\n1\n": 1, "a,c\n1,2\n": 1, "a,b\n1,2\n1,3\n": 1, "a,b\n1,\"2,5\"\n": 1, "a,b\n1,y\n": 1, "a,b\n1,1/y\n": 1,
	} {
		if wrong := checkCSVW([]byte(head+"}"), []byte(file), "a.csv"); len(wrong) != want {
			t.Errorf("%q: %q, want %d", file, wrong, want)
		}
	}
	for _, description := range []string{head + `,"x":1}`, strings.Replace(head, `"a.csv"`, `"b.csv"`, 1) + "}", strings.Replace(head, `"name":"b"`, `"name":"a"`, 1) + "}", "{"} {
		if len(checkCSVW([]byte(description), []byte("a,b\n1,2\n"), "a.csv")) == 0 {
			t.Errorf("nothing is wrong with %s", description)
		}
	}
}

// TestDescribedFiles holds that every dataset of the generated municipality has
// a description that is true of its file, and every report its text.
func TestDescribedFiles(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := testsite.New(testsite.Options{Seed: 4, Committees: 2, Reports: 4, Charts: 1, Gallery: true}).WriteTo(root); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	result, err := build.Build(context.Background(), build.Config{
		Root: root, Out: out, Audience: build.Staff, AsOf: "2015-06-01", Program: "Tertial", BuiltIn: layouts.FS(),
	})
	if err != nil || result.Failed() {
		t.Fatal(err, saidOf(result.Findings))
	}
	files := os.DirFS(out)
	described, texts, types := 0, 0, map[string]int{}
	eachFile(t, files, func(name string, content []byte) {
		if strings.HasSuffix(name, "-clean.csv") {
			described++
			description, err := fs.ReadFile(files, name+"-metadata.json")
			if err != nil {
				t.Error(err)
				return
			}
			for _, wrong := range checkCSVW(description, content, path.Base(name)) {
				t.Errorf("%s: %s", name, wrong)
			}
			var m csvwFile
			if err := json.Unmarshal(description, &m); err != nil {
				t.Error(err)
			}
			for _, c := range m.Schema.Columns {
				types[c.Datatype]++
			}
		}
		if path.Base(name) == "report.txt" {
			texts++
			page, err := fs.ReadFile(files, path.Dir(name)+"/index.html")
			if err != nil {
				t.Error(err)
			}
			for _, wrong := range checkText(string(content), string(page)) {
				t.Errorf("%s: %s", name, wrong)
			}
		}
	})
	if texts != result.Reports {
		t.Errorf("%d texts of %d reports", texts, result.Reports)
	}
	if described < 40 || types["decimal"] < 100 || types["string"] < 40 {
		t.Errorf("%d datasets, columns %v: the test asks too little", described, types)
	}
}

var (
	headings = regexp.MustCompile(`<h[23] id="[^"_]+">(.*?)</h[23]>`)
	captions = regexp.MustCompile(`<span class="fno">([^<]*)</span> <strong>`)
	markup   = regexp.MustCompile(`<[^>]*>`)
	blanks   = regexp.MustCompile(`\s+`)
)

// checkText holds a report's plain text to its page: every heading, and every
// numbered thing, is there, no line is too long but of a table, and no markup is left.
func checkText(text, page string) (wrong []string) {
	if !utf8.ValidString(text) || !strings.HasSuffix(text, "\n") || strings.Contains(text, "\n\n\n") {
		wrong = append(wrong, "is no tidy UTF-8")
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if utf8.RuneCountInString(line) > 80 && !strings.Contains(line, "\t") && strings.Contains(strings.TrimSpace(line), " ") {
			wrong = append(wrong, "long line: "+line)
		}
		if strings.Contains(line, "</") || strings.Contains(line, "&amp;") || strings.HasSuffix(line, " ") {
			wrong = append(wrong, "untidy line: "+line)
		}
	}
	flat := blanks.ReplaceAllString(text, " ")
	has := func(part string) {
		part = html.UnescapeString(markup.ReplaceAllString(part, ""))
		part = strings.TrimSpace(blanks.ReplaceAllString(strings.ReplaceAll(part, "\u00a0", " "), " "))
		if !strings.Contains(flat, part) {
			wrong = append(wrong, "lacks "+part)
		}
	}
	for _, m := range headings.FindAllStringSubmatch(page, -1) {
		has(m[1])
	}
	for _, m := range captions.FindAllStringSubmatch(page, -1) {
		has(m[1] + ":")
	}
	if strings.Count(flat, " ") < 100 {
		wrong = append(wrong, "says next to nothing")
	}
	return wrong
}

// eachFile reads every file of a folder.
func eachFile(t *testing.T, files fs.FS, see func(name string, content []byte)) {
	t.Helper()
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err == nil {
			see(name, content)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// opened is a publication whose site says its address and a licence.
func opened(t *testing.T) *publication {
	t.Helper()
	p := newPublication(t)
	p.edit(t, "content/site.yaml", "name:", "base_url: https://rapporter.example.org/sn\nlicense: CC0-1.0\ncontact: {name: Öppna data, email: oppnadata@example.org}\nname:")
	p.must(t, ofPublish, nil)
	return p
}

// An rdfNode is an element of RDF/XML as a program reads it.
type rdfNode struct {
	XMLName  xml.Name
	About    string    `xml:"http://www.w3.org/1999/02/22-rdf-syntax-ns# about,attr"`
	Resource string    `xml:"http://www.w3.org/1999/02/22-rdf-syntax-ns# resource,attr"`
	Datatype string    `xml:"http://www.w3.org/1999/02/22-rdf-syntax-ns# datatype,attr"`
	Lang     string    `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	Text     string    `xml:",chardata"`
	Nodes    []rdfNode `xml:",any"`
}

const (
	dcat    = "http://www.w3.org/ns/dcat#"
	dcterms = "http://purl.org/dc/terms/"
	foaf    = "http://xmlns.com/foaf/0.1/"
	vcard   = "http://www.w3.org/2006/vcard/ns#"
)

// mandatory are the properties that DCAT-AP-SE 3.0.1 asks for, by class, with
// what they hold (docs.dataportal.se/dcat, the tables of each class).
var mandatory = map[string][]struct{ property, holds string }{
	dcat + "Catalog": {
		{dcterms + "title", "words"},
		{dcterms + "description", "words"},
		{dcterms + "publisher", foaf + "Agent"},
		{dcterms + "license", "address"},
		{dcat + "dataset", dcat + "Dataset"},
	},
	dcat + "Dataset":       {{dcterms + "title", "words"}, {dcterms + "description", "words"}, {dcterms + "publisher", foaf + "Agent"}},
	dcat + "DatasetSeries": {{dcterms + "title", "words"}, {dcterms + "description", "words"}, {dcterms + "publisher", foaf + "Agent"}},
	dcat + "Distribution":  {{dcat + "accessURL", "address"}, {dcterms + "format", "text"}},
	foaf + "Agent":         {{foaf + "name", "text"}},
	vcard + "Organization": {{vcard + "fn", "text"}, {vcard + "hasEmail", "address"}},
}

// links are properties whose resource is described in the catalogue itself.
var links = map[string][]string{
	dcterms + "publisher": {foaf + "Agent"}, dcat + "dataset": {dcat + "Dataset", dcat + "DatasetSeries"}, dcat + "inSeries": {dcat + "DatasetSeries"},
	dcat + "distribution": {dcat + "Distribution"}, dcat + "contactPoint": {vcard + "Organization"},
}

// checkCatalog returns what is wrong with a catalogue.
func checkCatalog(text []byte) (wrong []string, classes map[string][]rdfNode) {
	var root rdfNode
	if err := xml.Unmarshal(text, &root); err != nil {
		return []string{err.Error()}, nil
	}
	if root.XMLName.Space != "http://www.w3.org/1999/02/22-rdf-syntax-ns#" || root.XMLName.Local != "RDF" {
		wrong = append(wrong, "is no RDF")
	}
	classes = map[string][]rdfNode{}
	class := map[string]string{}
	for _, n := range root.Nodes {
		name := n.XMLName.Space + n.XMLName.Local
		if class[n.About] != "" || !absolute(n.About) {
			wrong = append(wrong, "names twice or badly "+n.About)
		}
		class[n.About] = name
		classes[name] = append(classes[name], n)
		if mandatory[name] == nil {
			wrong = append(wrong, "has a "+name)
		}
	}
	for _, n := range root.Nodes {
		for _, m := range mandatory[n.XMLName.Space+n.XMLName.Local] {
			if !slices.ContainsFunc(n.Nodes, func(p rdfNode) bool { return p.XMLName.Space+p.XMLName.Local == m.property && holds(p, m.holds, class) }) {
				wrong = append(wrong, n.About+" lacks "+m.property)
			}
		}
		for _, p := range n.Nodes {
			name := p.XMLName.Space + p.XMLName.Local
			if p.Resource != "" && !absolute(p.Resource) {
				wrong = append(wrong, n.About+" has the address "+p.Resource)
			}
			if want := links[name]; want != nil && !slices.Contains(want, class[p.Resource]) {
				wrong = append(wrong, name+" of "+n.About+" leads nowhere")
			}
			if strings.HasSuffix(p.Datatype, "#date") {
				if _, err := time.Parse("2006-01-02", p.Text); err != nil {
					wrong = append(wrong, err.Error())
				}
			}
		}
	}
	return wrong, classes
}

func absolute(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http" || u.Scheme == "mailto") && !strings.ContainsAny(address, " <>\"{}|\\^`")
}

func holds(p rdfNode, what string, class map[string]string) bool {
	switch what {
	case "words":
		return strings.TrimSpace(p.Text) != "" && p.Lang != ""
	case "text":
		return strings.TrimSpace(p.Text) != ""
	case "address":
		return absolute(p.Resource)
	default:
		return class[p.Resource] == what
	}
}

// TestCatalogue holds that a published site has a catalogue with all that the
// profile asks for, whose files are there, and nothing of what is not published.
func TestCatalogue(t *testing.T) {
	t.Parallel()
	p := opened(t)
	files := p.publicFiles(t)
	catalog := files["data/catalog.rdf"]
	wrong, classes := checkCatalog([]byte(catalog))
	for _, w := range wrong {
		t.Error(w)
	}
	for class, least := range map[string]int{"Catalog": 1, "Dataset": 1, "DatasetSeries": 1, "Distribution": 3} {
		if len(classes[dcat+class]) < least {
			t.Errorf("%d %s", len(classes[dcat+class]), class)
		}
	}
	for _, d := range classes[dcat+"Distribution"] {
		for _, n := range d.Nodes {
			if n.XMLName.Local != "downloadURL" {
				continue
			}
			name, ok := strings.CutPrefix(n.Resource, "https://rapporter.example.org/sn/")
			if _, there := files[name]; !ok || !there {
				t.Errorf("%s is not there", n.Resource)
			}
		}
	}
	for _, s := range classes[dcat+"DatasetSeries"] {
		for _, n := range s.Nodes {
			if n.XMLName.Local == "title" && regexp.MustCompile(`\d{4}`).MatchString(n.Text) {
				t.Errorf("the title %s has a year", n.Text)
			}
		}
	}
	if strings.Contains(catalog, otherPublish) {
		t.Error("the catalogue tells of a report that is not published")
	}
	page := files["data/index.html"]
	if !strings.Contains(page, `href="../`+ofPublish+`/1/data/`) || !strings.Contains(page, `href="catalog.rdf"`) || strings.Contains(page, otherPublish) {
		t.Error("the page of open data does not lead to the datasets and the catalogue")
	}
	if broken, _ := checkCatalog([]byte(strings.ReplaceAll(catalog, "dcterms:license", "dcterms:rights"))); len(broken) == 0 {
		t.Error("a catalogue without licence is not found")
	}
	if again := p.publicFiles(t); again["data/catalog.rdf"] != catalog {
		t.Error("another build makes another catalogue")
	}
}

// TestSchema holds that the page of a dataset describes it for search engines,
// and that no other page and no other audience has such a block.
func TestSchema(t *testing.T) {
	t.Parallel()
	p := opened(t)
	block := regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)
	found := 0
	for name, page := range p.publicFiles(t) {
		m := block.FindStringSubmatch(page)
		if dataset := strings.HasPrefix(name, ofPublish+"/1/data/") && strings.HasSuffix(name, ".html"); dataset != (m != nil) {
			t.Errorf("%s: block %v", name, m != nil)
		}
		if m == nil {
			continue
		}
		found++
		var d map[string]any
		if err := json.Unmarshal([]byte(m[1]), &d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, key := range []string{"name", "description", "url", "license", "creator", "distribution", "datePublished", "temporalCoverage"} {
			if d[key] == nil || d[key] == "" {
				t.Errorf("%s lacks %s", name, key)
			}
		}
	}
	if found == 0 {
		t.Error("no dataset is described")
	}
}

// TestNoCatalogueWithoutAddress: a site that does not say where it is, or under
// which licence its catalogue may be used, has a page of open data alone.
func TestNoCatalogueWithoutAddress(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	p.must(t, ofPublish, nil)
	files := p.publicFiles(t)
	if files["data/catalog.rdf"] != "" || strings.Contains(files["data/index.html"], "catalog.rdf") || !strings.Contains(files["data/index.html"], "-clean.csv") {
		t.Error("a site without an address has a catalogue, or no page of open data")
	}
}

// TestSitemap holds that the list of pages names pages that are there and are
// their own canonical address, each edition's with its day, and nothing else.
func TestSitemap(t *testing.T) {
	t.Parallel()
	p := opened(t)
	const base = "https://rapporter.example.org/sn/"
	files := p.publicFiles(t)
	var list struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(files["sitemap.xml"]), &list); err != nil {
		t.Fatal(err)
	}
	days := 0
	for _, u := range list.URLs {
		name, ok := strings.CutPrefix(u.Loc, base)
		page := files[name+"index.html"]
		if !ok || !strings.Contains(page, `<link rel="canonical" href="`+u.Loc+`">`) || strings.Contains(page, "noindex") {
			t.Errorf("%s is not there, not its own address or not to be listed", u.Loc)
		}
		if !strings.Contains(page, `<meta property="og:url" content="`+u.Loc+`">`) || !strings.Contains(page, `<meta property="og:title" content="`) {
			t.Errorf("%s says nothing of itself to services that show pages", u.Loc)
		}
		if strings.HasPrefix(name, ofPublish+"/1/") && u.LastMod == p.day {
			days++
		}
	}
	if days < 3 || strings.Contains(files["sitemap.xml"], otherPublish) {
		t.Errorf("%d pages of the edition with its day, or a page of what is not published", days)
	}
	if want := "User-agent: *\nAllow: /\nSitemap: " + base + "sitemap.xml\n"; files["robots.txt"] != want {
		t.Errorf("robots.txt is %q", files["robots.txt"])
	}
}

// TestNothingToFind: a build that is not for the public tells search engines to stay away.
func TestNothingToFind(t *testing.T) {
	t.Parallel()
	p := opened(t)
	cfg := p.config()
	cfg.Audience, cfg.Out = build.Staff, filepath.Join(t.TempDir(), "out")
	if result, err := build.Build(context.Background(), cfg); err != nil || result.Failed() {
		t.Fatal(err, saidOf(result.Findings))
	}
	eachFile(t, os.DirFS(cfg.Out), func(name string, content []byte) {
		switch {
		case name == "robots.txt" && string(content) != "User-agent: *\nDisallow: /\n":
			t.Errorf("robots.txt is %q", content)
		case name == "sitemap.xml", strings.HasPrefix(name, "data/"), strings.HasSuffix(name, ".html") && strings.Contains(string(content), "og:title"):
			t.Errorf("%s is there", name)
		}
	})
}

// TestLicense holds that a site with an address is asked once a report for a
// licence, and one that says it is not.
func TestLicense(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	count := func() (n int) {
		cfg := p.config()
		cfg.Audience = build.Staff
		result, err := build.Check(context.Background(), cfg)
		if err != nil || result.Failed() {
			t.Fatal(err, saidOf(result.Findings))
		}
		for i := range result.Findings {
			if result.Findings[i].Code == "LICENSE" {
				n++
			}
		}
		return n
	}
	if n := count(); n != 0 {
		t.Errorf("%d findings on a site without an address", n)
	}
	p.edit(t, "content/site.yaml", "name:", "base_url: https://rapporter.example.org/\nname:")
	if n := count(); n != 1 {
		t.Errorf("%d findings, want one for the report with data", n)
	}
	p.edit(t, "content/site.yaml", "name:", "license: CC0-1.0\nname:")
	if n := count(); n != 0 {
		t.Errorf("%d findings on a site with a licence", n)
	}
}
