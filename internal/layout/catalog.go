package layout

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
)

// CatalogPath is the catalogue of all open data of a site.
const CatalogPath = DataFolder + "catalog.rdf"

// An OpenReport is a published report with its open data.
type OpenReport struct {
	Path      string // of today: committee/year/report
	First     string // the path that it was first published at
	Title     string
	Lang      string
	Committee *content.Committee
	Edition   int    // the newest
	Issued    string // ISO date of the first edition
	Modified  string // and of the newest
	Datasets  []OpenDataset
}

// Catalog writes all open data of a site as DCAT-AP-SE 3.0 in RDF/XML: a series
// of each kind and committee, one member for each report, a distribution for
// each file. It is nil for a site that says neither its address nor the licence
// of its catalogue, which the profile asks for.
func (s *Set) Catalog(site *Site, reports []OpenReport) []byte {
	license := licenseAddress(site.License)
	if site.BaseURL == "" || license == "" || len(reports) == 0 {
		return nil
	}
	c := &catalogMaker{set: s, site: site, here: site.BaseURL + CatalogPath + "#", license: license}
	c.collect(reports)
	c.out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<rdf:RDF`)
	for _, n := range rdfNames {
		c.out.WriteString("\n  xmlns:" + n[0] + `="` + n[1] + `"`)
	}
	c.out.WriteString(">\n")
	c.catalog()
	for i := range c.series {
		c.oneSeries(&c.series[i])
	}
	for i := range c.members {
		c.dataset(&c.members[i])
	}
	c.agents()
	c.out.WriteString("</rdf:RDF>\n")
	return c.out.Bytes()
}

// rdfNames are the vocabularies of the catalogue.
var rdfNames = [][2]string{
	{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
	{"dcat", "http://www.w3.org/ns/dcat#"},
	{"dcterms", "http://purl.org/dc/terms/"},
	{"foaf", "http://xmlns.com/foaf/0.1/"},
	{"vcard", "http://www.w3.org/2006/vcard/ns#"},
}

// Addresses of controlled vocabularies that the profile names.
const (
	euLanguage = "http://publications.europa.eu/resource/authority/language/"
	euTheme    = "http://publications.europa.eu/resource/authority/data-theme"
	euPublic   = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
	agentType  = "http://purl.org/adms/publishertype/LocalAuthority"
	xsdDate    = "http://www.w3.org/2001/XMLSchema#date"
	xsdNumber  = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
)

// A catalogMaker writes one catalogue.
type catalogMaker struct {
	set     *Set
	site    *Site
	here    string // what names in the catalogue begin with
	license string // of the catalogue
	out     bytes.Buffer

	members []catalogMember
	series  []catalogSeries
	answer  []*content.Committee // committees that publish, each once
}

// A catalogMember is a dataset of one report.
type catalogMember struct {
	*OpenDataset
	of     *OpenReport
	iri    string
	series string
}

// A catalogSeries is all datasets of one kind and committee.
type catalogSeries struct {
	iri, title       string
	kind             string
	committee        *content.Committee
	issued, modified string
}

// collect puts the datasets in order and into their series.
func (c *catalogMaker) collect(reports []OpenReport) {
	at := map[string]int{}
	seen := map[string]bool{}
	for i := range reports {
		r := &reports[i]
		if len(r.Datasets) > 0 && !seen[r.Committee.ID] {
			seen[r.Committee.ID] = true
			c.answer = append(c.answer, r.Committee)
		}
		for k := range r.Datasets {
			d := &r.Datasets[k]
			kind := cmp.Or(d.Kind, tableKind)
			series := c.here + "series/" + r.Committee.ID + "/" + kind
			n, there := at[series]
			if !there {
				n = len(c.series)
				at[series] = n
				c.series = append(c.series, catalogSeries{iri: series, title: c.set.kindTitle(kind), kind: kind, committee: r.Committee, issued: r.Issued, modified: r.Modified})
			}
			s := &c.series[n]
			s.issued, s.modified = min(s.issued, r.Issued), max(s.modified, r.Modified)
			c.members = append(c.members, catalogMember{OpenDataset: d, of: r, iri: c.here + "dataset/" + r.First + "/" + d.ID, series: series})
		}
	}
	slices.SortStableFunc(c.series, func(a, b catalogSeries) int { return strings.Compare(a.iri, b.iri) })
	slices.SortStableFunc(c.members, func(a, b catalogMember) int { return strings.Compare(a.iri, b.iri) })
}

// tableKind is the kind of tables that are of no other.
const tableKind = "table"

// kindTitle names a kind of datasets for readers.
func (s *Set) kindTitle(kind string) string {
	if kind == "" || kind == tableKind {
		return s.texts.must("data.other")
	}
	if k := data.KindOf(kind); k != nil {
		return upperFirst(k.Title)
	}
	return upperFirst(kind)
}

func (c *catalogMaker) catalog() {
	c.open("dcat:Catalog", c.here+"catalog")
	c.text("dcterms:title", c.site.Name)
	c.text("dcterms:description", cmp.Or(c.site.Description, c.set.texts.must("data.catalog.about", "site", c.site.Name)))
	c.ref("dcterms:publisher", c.here+"publisher")
	c.ref("dcterms:license", c.license)
	c.ref("dcterms:language", language(c.set.lang))
	c.ref("dcat:themeTaxonomy", euTheme)
	c.ref("foaf:homepage", c.site.BaseURL)
	issued, modified := "", ""
	for _, s := range c.series {
		if issued == "" || s.issued < issued {
			issued = s.issued
		}
		modified = max(modified, s.modified)
	}
	c.typed("dcterms:issued", issued, xsdDate)
	c.typed("dcterms:modified", modified, xsdDate)
	for _, s := range c.series {
		c.ref("dcat:dataset", s.iri)
	}
	for i := range c.members {
		c.ref("dcat:dataset", c.members[i].iri)
	}
	c.close("dcat:Catalog")
}

func (c *catalogMaker) oneSeries(s *catalogSeries) {
	c.open("dcat:DatasetSeries", s.iri)
	c.text("dcterms:title", s.title)
	c.text("dcterms:description", c.set.texts.must("data.series.about", "kind", s.title, "committee", s.committee.Name))
	c.shared(s.committee, s.kind)
	c.typed("dcterms:issued", s.issued, xsdDate)
	c.typed("dcterms:modified", s.modified, xsdDate)
	c.close("dcat:DatasetSeries")
}

// shared is what datasets and their series have in common.
func (c *catalogMaker) shared(committee *content.Committee, kind string) {
	c.ref("dcterms:publisher", c.here+"publisher/"+committee.ID)
	if _, ok := c.contactOf(committee); ok {
		c.ref("dcat:contactPoint", c.here+"contact/"+committee.ID)
	}
	c.ref("dcat:theme", euTheme+"/GOVE")
	if k := data.KindOf(kind); k != nil && k.Account {
		c.ref("dcat:theme", euTheme+"/ECON")
	}
	c.text("dcat:keyword", strings.ToLower(c.set.kindTitle(kind)))
	c.ref("dcterms:accessRights", euPublic)
}

func (c *catalogMaker) dataset(m *catalogMember) {
	folder := c.site.BaseURL + numbered(m.of.Path+"/", m.of.Edition)
	about := m.Description
	if about == "" {
		about = c.set.texts.must("dataset.deck", "title", m.Title, "report", m.of.Title)
	}
	c.open("dcat:Dataset", m.iri)
	c.words("dcterms:title", m.Title, m.of.Lang)
	c.words("dcterms:description", about, m.of.Lang)
	c.shared(m.of.Committee, cmp.Or(m.Kind, tableKind))
	c.ref("dcat:inSeries", m.series)
	c.ref("dcterms:language", language(m.of.Lang))
	c.ref("dcat:landingPage", folder+strings.TrimSuffix(m.Page, "index.html"))
	c.typed("dcterms:issued", m.of.Issued, xsdDate)
	c.typed("dcterms:modified", m.of.Modified, xsdDate)
	c.plain("dcat:version", strconv.Itoa(m.of.Edition))
	if m.From != "" {
		c.out.WriteString("  <dcterms:temporal><dcterms:PeriodOfTime>\n")
		c.typed("dcat:startDate", m.From, xsdDate)
		c.typed("dcat:endDate", m.To, xsdDate)
		c.out.WriteString("  </dcterms:PeriodOfTime></dcterms:temporal>\n")
	}
	for _, f := range m.Files {
		if f.Form != "excel" { // the same values as the file for programs
			c.ref("dcat:distribution", folder+f.Path+"#distribution")
		}
	}
	c.close("dcat:Dataset")
	for _, f := range m.Files {
		if f.Form != "excel" {
			c.distribution(m, f, folder+f.Path)
		}
	}
}

func (c *catalogMaker) distribution(m *catalogMember, f OpenFile, address string) {
	c.open("dcat:Distribution", address+"#distribution")
	c.text("dcterms:title", c.set.texts.must("dataset."+f.Form))
	c.ref("dcat:accessURL", address)
	c.ref("dcat:downloadURL", address)
	c.plain("dcterms:format", f.Media)
	c.typed("dcat:byteSize", strconv.Itoa(f.Size), xsdNumber)
	license := m.License
	if license == "" && m.Rights == "" {
		license = c.license
	}
	if license != "" {
		c.ref("dcterms:license", license)
	} else {
		c.out.WriteString("  <dcterms:rights><dcterms:RightsStatement>\n")
		c.words("rdfs:label", m.Rights, m.of.Lang)
		c.out.WriteString("  </dcterms:RightsStatement></dcterms:rights>\n")
	}
	c.typed("dcterms:modified", m.of.Modified, xsdDate)
	c.close("dcat:Distribution")
}

// agents are those who publish, and whom to ask.
func (c *catalogMaker) agents() {
	agent := func(iri, name string) {
		c.open("foaf:Agent", iri)
		c.plain("foaf:name", name)
		c.ref("dcterms:type", agentType)
		c.close("foaf:Agent")
	}
	agent(c.here+"publisher", cmp.Or(c.site.Contact.Name, c.site.Name))
	for _, committee := range c.answer {
		name := committee.Name
		if committee.Body != "" {
			name += ", " + committee.Body
		}
		agent(c.here+"publisher/"+committee.ID, name)
		contact, ok := c.contactOf(committee)
		if !ok {
			continue
		}
		c.open("vcard:Organization", c.here+"contact/"+committee.ID)
		c.plain("vcard:fn", cmp.Or(contact.Name, name))
		c.ref("vcard:hasEmail", "mailto:"+contact.Email)
		c.close("vcard:Organization")
	}
}

// contactOf is whom one asks about a committee's data: an address for mail is
// what the profile asks for.
func (c *catalogMaker) contactOf(committee *content.Committee) (content.Contact, bool) {
	for _, contact := range []content.Contact{committee.Contact, c.site.Contact} {
		if contact.Email != "" {
			return contact, true
		}
	}
	return content.Contact{}, false
}

func language(lang string) string {
	if lang == "en" {
		return euLanguage + "ENG"
	}
	return euLanguage + "SWE"
}

func (c *catalogMaker) open(name, iri string) {
	c.out.WriteString("<" + name + ` rdf:about="` + attribute(iri) + "\">\n")
}

func (c *catalogMaker) close(name string) { c.out.WriteString("</" + name + ">\n") }

func (c *catalogMaker) ref(name, iri string) {
	c.out.WriteString("  <" + name + ` rdf:resource="` + attribute(iri) + "\"/>\n")
}

// text is a text in the site's language.
func (c *catalogMaker) text(name, text string) { c.words(name, text, c.set.lang) }

func (c *catalogMaker) words(name, text, lang string) {
	c.out.WriteString("  <" + name + ` xml:lang="` + lang + `">` + attribute(text) + "</" + name + ">\n")
}

func (c *catalogMaker) plain(name, text string) {
	c.out.WriteString("  <" + name + ">" + attribute(text) + "</" + name + ">\n")
}

func (c *catalogMaker) typed(name, text, datatype string) {
	c.out.WriteString("  <" + name + ` rdf:datatype="` + datatype + `">` + attribute(text) + "</" + name + ">\n")
}

// attribute escapes a text for an attribute or between tags.
func attribute(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder does not fail
	return b.String()
}
