package layout

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/edition"
)

// An OpenDataset is one dataset of an edition, as programs that list data are
// told of it.
type OpenDataset struct {
	ID          string
	Title       string
	Kind        string // as in its description: operating-budget; "" where the edition does not say
	KindTitle   string
	Description string
	License     string // its address, or ""
	Rights      string // where there is no address: what is said of its use, in words
	Publisher   string
	From, To    string // first and last day, ISO, or ""
	Measures    []string
	Page        string     // from the edition's own address
	Files       []OpenFile // likewise
}

// An OpenFile is a file of a dataset.
type OpenFile struct {
	Path  string // from the edition's own address
	Media string // media type
	Size  int
	Form  string // clean, excel, sheet, original: which of the files it is
}

// openForms are the files of a dataset by their endings, the one for programs first.
var openForms = []struct{ ending, media, form string }{
	{cleanEnding, "text/csv", "clean"},
	{"-excel.csv", "text/csv", "excel"},
	{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sheet"},
	{".csv", "text/csv", "original"},
}

// OpenDatasets are the datasets of an edition. Nothing is told of them that the
// edition does not publish.
func OpenDatasets(s *edition.Snapshot, read func(name string) ([]byte, error)) ([]OpenDataset, error) {
	var all []OpenDataset
	for _, d := range s.Datasets {
		out := OpenDataset{ID: d.ID, Title: d.Title, Kind: d.Kind, Page: d.Href, Publisher: s.Committee}
		base := path.Dir(d.Href) + "/" + d.ID
		for _, form := range openForms {
			if !slices.Contains(s.Files, base+form.ending) {
				continue
			}
			text, err := read(base + form.ending)
			if err != nil {
				return nil, err
			}
			out.Files = append(out.Files, OpenFile{Path: base + form.ending, Media: form.media, Size: len(text), Form: form.form})
		}
		if err := out.describe(s, base+cleanEnding+csvwEnding, read); err != nil {
			return nil, err
		}
		all = append(all, out)
	}
	return all, nil
}

// describe takes over what the description of the file for programs says. An
// edition of before there were any has none.
func (d *OpenDataset) describe(s *edition.Snapshot, name string, read func(name string) ([]byte, error)) error {
	if !slices.Contains(s.Files, name) {
		return nil
	}
	text, err := read(name)
	if err != nil {
		return err
	}
	var t csvwTable
	if err := json.Unmarshal(text, &t); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	d.Description, d.KindTitle, d.Rights, d.Publisher = t.Description, t.Type, t.Rights, t.Publisher.Name
	if t.License != nil {
		d.License = t.License.ID
	}
	if t.Temporal != nil {
		d.From, d.To = t.Temporal.Start.Value, t.Temporal.End.Value
	}
	for _, c := range t.Schema.Columns {
		if c.Datatype == "decimal" {
			d.Measures = append(d.Measures, c.Titles[len(c.Titles)-1])
		}
	}
	return nil
}

// schemaDataset is a dataset for search engines: schema.org/Dataset.
type schemaDataset struct {
	Context     string           `json:"@context"`
	Type        string           `json:"@type"`
	Name        string           `json:"name"`
	Description string           `json:"description"`
	URL         string           `json:"url,omitempty"`
	Language    string           `json:"inLanguage"`
	Version     string           `json:"version"`
	Published   string           `json:"datePublished"`
	Free        bool             `json:"isAccessibleForFree"`
	License     string           `json:"license,omitempty"`
	Notice      string           `json:"usageInfo,omitempty"`
	Creator     schemaThing      `json:"creator"`
	Publisher   schemaThing      `json:"publisher"`
	Temporal    string           `json:"temporalCoverage,omitempty"`
	Measured    []string         `json:"variableMeasured,omitempty"`
	Part        schemaThing      `json:"isBasedOn"`
	Downloads   []schemaDownload `json:"distribution,omitempty"`
}

type schemaThing struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type schemaDownload struct {
	Type   string `json:"@type"`
	URL    string `json:"contentUrl"`
	Format string `json:"encodingFormat"`
	Size   string `json:"contentSize"`
}

// schema describes the dataset of a page for search engines, or is nil: on other
// pages, and in builds that are not for the public.
func (e *editionMaker) schema(p edition.Page) *schemaDataset {
	at := slices.IndexFunc(e.in.Snapshot.Datasets, func(d edition.Dataset) bool { return d.Href == p.Path })
	if at < 0 || !e.site.Public {
		return nil
	}
	d := e.open[at]
	publisher := schemaThing{"Organization", d.Publisher}
	out := &schemaDataset{
		Context: "https://schema.org/", Type: "Dataset", Name: d.Title, Description: d.Description, Language: e.in.Snapshot.Lang,
		Version: strconv.Itoa(e.in.Edition.Number), Published: e.in.Edition.Date, Free: true, License: d.License, Notice: d.Rights,
		Creator: publisher, Publisher: publisher, Measured: d.Measures, Part: schemaThing{"Report", e.in.Snapshot.Title},
	}
	if out.Description == "" {
		out.Description = strings.TrimRight(p.Description, ".") + ". " + d.Publisher + "."
	}
	if d.From != "" {
		out.Temporal = d.From + "/" + d.To
	}
	if e.site.BaseURL != "" {
		out.URL = e.site.BaseURL + e.folder + path.Dir(d.Page) + "/"
	}
	for _, f := range d.Files {
		address := path.Base(f.Path)
		if e.site.BaseURL != "" {
			address = e.site.BaseURL + e.folder + f.Path
		}
		out.Downloads = append(out.Downloads, schemaDownload{"DataDownload", address, f.Media, strconv.Itoa(f.Size) + " B"})
	}
	return out
}
