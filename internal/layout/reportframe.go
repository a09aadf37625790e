package layout

// Report renders a report's page, a page and files for each of its datasets,
// the page of its number check, and what lists show of it.
func (s *Set) Report(site *Site, in ReportInput) ([]File, *Listing, error) {
	pages, err := s.ReportPages(site, in)
	if err != nil {
		return nil, nil, err
	}
	files := pages.Files
	for _, f := range pages.Fragments {
		html, err := s.reportFrame(site, &in, pages, f)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, File{Path: pages.Folder + f.Path, Content: html})
	}
	return files, pages.Listing, nil
}

// reportFrame puts a page of a working copy into its frame, in the page's language.
func (s *Set) reportFrame(site *Site, in *ReportInput, pages *ReportPages, f Fragment) ([]byte, error) {
	set, address, lang := s, pages.Folder+f.Path, s.lang
	for i := range in.Translations {
		if t := &in.Translations[i]; t.Set.lang == f.Lang {
			set, site, lang = t.Set, t.Site, f.Lang
		}
	}
	frame := set.frame(site, address, f.Kind, f.Title, trail(f.Trail)...)
	state := set.noticed(site, in.Report.Meta)
	frame.Notice = set.stateNotice(site, state, in.Report.Meta.Example, f.Kind != "report")
	frame.RunningHead, frame.Description = runningHead(f.RunningHead, "", state), f.Description
	if f.Path == pages.Fragments[0].Path || f.Lang != "" {
		var langs []string
		for _, t := range pages.Translations {
			langs = append(langs, t.Lang)
		}
		set.addLanguages(&frame, site, pages.Folder, address, lang, s.lang, langs)
	}
	main := f.Main
	if f.Path == pages.Fragments[0].Path {
		panel, err := set.throughPanel(in.Through, up(address))
		if err != nil {
			return nil, err
		}
		if panel != "" {
			main += "\n<div class=\"panel\">\n" + panel + "</div>"
		}
	}
	html, err := set.framed(frame, main)
	if f.Lang != "" {
		html = []byte(foreignLinks(string(html), s.lang))
	}
	return html, err
}
