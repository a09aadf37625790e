package layout

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
