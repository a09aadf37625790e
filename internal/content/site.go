package content

import (
	"bytes"
	"io/fs"
	"path"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

const (
	siteFile      = "site.yaml"
	committeeFile = "committee.yaml"
)

// ReadSite reads content/site.yaml. It always returns a site; where the file
// says nothing, the interface is Swedish and the rest empty.
func ReadSite(fsys fs.FS, diags *diag.List) *Site {
	site := &Site{Lang: diag.Languages()[0]}
	o := readYAML(fsys, root, siteFile, diags)
	if o == nil {
		return site
	}
	required(o.Object, diags, "name")
	site.Source = o.source
	site.Name = foldBlanks(o.String("name"))
	site.Description = foldBlanks(o.String("description"))
	site.Notice = foldBlanks(o.String("notice"))
	site.Namings = namings(o.Object, "name", "description", "notice")
	site.License = foldBlanks(o.String("license"))
	site.NoHints = o.Enum("plain_language", "on", "off") == "off"
	if lang := o.Enum("lang", diag.Languages()...); lang != "" {
		site.Lang = lang
	}
	site.BaseURL = baseURL(o.Object, diags)
	theme := o.Map("theme")
	site.Theme = Theme{
		Brand: theme.String("brand"), Accent: theme.String("accent"),
		BrandDark: theme.String("brand_dark"), AccentDark: theme.String("accent_dark"),
		Logo: theme.String("logo"),
	}
	site.colours = colourPlaces(theme.Node(), o.source, diags)
	theme.Close()
	site.Contact = contact(o.Object, diags)
	site.Contacts = contacts(o.Object, diags)
	site.Links = siteLinks(o.Object, diags)
	site.Accessibility = statement(o.Object, diags)
	site.Feedback = feedback(o.Object, diags)
	site.misspelt = misspelt(o.Object) || o.Has("feedback") && site.Feedback == (Feedback{})
	site.Exceptions = exceptions(o.Object, o.source, nil, diags)
	o.Close()
	return site
}

// colourPlaces says where the theme's colours stand. A colour without quotes
// is a comment in YAML, and would be none without a word.
func colourPlaces(theme *yamltree.Node, source *diag.Source, diags *diag.List) map[string]diag.Place {
	places := map[string]diag.Place{}
	if theme == nil {
		return places
	}
	for _, f := range theme.Fields {
		key := "theme." + f.Key
		places[key] = f.Value.Place()
		rest, _ := nextLine(source.Text, f.KeyEnd)
		if f.Value.Empty() && f.Key != "logo" && bytes.IndexByte(rest, '#') >= 0 {
			diags.Add(diag.New("THEME-COLOUR", f.KeyPlace(), "key", key).With("quotes"))
		}
	}
	return places
}

// baseURL reads the address that the site is published at; it ends with a
// slash, so that a page's own path follows it directly.
func baseURL(o *yamltree.Object, diags *diag.List) string {
	address := o.String("base_url")
	if address == "" {
		return ""
	}
	if !isWebAddress(address) || strings.ContainsAny(address, "?#") {
		diags.Add(diag.New("ADDRESS", o.PlaceOf("base_url"), "value", address))
		return ""
	}
	return strings.TrimRight(address, "/") + "/"
}

// A yamlFile is the outermost map of a file of YAML.
type yamlFile struct {
	*yamltree.Object
	source *diag.Source
}

// readYAML reads a file that must be there. It returns nil, with a finding,
// when the file cannot be used.
func readYAML(fsys fs.FS, dir, name string, diags *diag.List) *yamlFile {
	file := path.Join(dir, name)
	if _, err := resolve(fsys, file); err != nil {
		folder{fsys: fsys, dir: dir, diags: diags}.follow(name)
		return nil
	}
	source, err := readFile(fsys, file, diags)
	if err != nil {
		diags.Report("PATH-MISSING", diag.Place{File: dir}, "file", name)
		return nil
	}
	if source == nil {
		return nil
	}
	object := yamltree.Parse(source, 0, len(source.Text), diags).Object()
	if object == nil {
		return nil
	}
	return &yamlFile{Object: object, source: source}
}

// ReadCommittees reads the committees of the site, in the order of their ids.
// A committee whose file cannot be read is called by its id.
func ReadCommittees(fsys fs.FS, diags *diag.List) []*Committee {
	var committees []*Committee
	for _, id := range committeeIDs(fsys, diags) {
		committee := &Committee{ID: id, Name: id}
		if o := readYAML(fsys, path.Join(root, id), committeeFile, diags); o != nil {
			committee.read(o, diags)
		}
		committees = append(committees, committee)
	}
	return committees
}

func (c *Committee) read(o *yamlFile, diags *diag.List) {
	required(o.Object, diags, "name")
	c.Source = o.source
	if name := foldBlanks(o.String("name")); name != "" {
		c.Name = name
	}
	c.Body = foldBlanks(o.String("body"))
	c.Task = foldBlanks(o.String("task"))
	c.Namings = namings(o.Object, "name", "body", "task")
	c.Numbers = o.Strings("numbers")
	c.Contact = contact(o.Object, diags)
	c.Contacts = contacts(o.Object, diags)
	c.Feedback = feedback(o.Object, diags)
	c.Formerly = formerly(o.Object, isCommittee, "committee", diags)
	c.readMeetings(o.Object, diags)
	o.Close()
}

// committeeIDs returns the folders that are committees, and reports names that
// cannot be one.
func committeeIDs(fsys fs.FS, diags *diag.List) []string {
	in := folder{fsys: fsys, dir: root, diags: diags}
	all := folders(in.items())
	in.checkCase(all)
	var ids []string
	for _, id := range all {
		if in.checkID(id) {
			ids = append(ids, id)
		}
	}
	return ids
}
