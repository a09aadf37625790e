package layout

import (
	"html/template"
	"strings"
)

// reportText is the name of a report as plain text, beside its page.
const reportText = "report.txt"

// text is the report as plain text: what its page says, without its state, which
// would be untrue one day.
func (p *reportMaker) text(view *ReportPage) ([]byte, error) {
	var b strings.Builder
	paragraph := func(html template.HTML) {
		if html != "" {
			b.WriteString("<p>" + string(html) + "</p>")
		}
	}
	b.WriteString("<h1>" + template.HTMLEscapeString(view.Title) + "</h1>")
	paragraph(escape(view.Kicker))
	paragraph(view.Deck)
	if len(view.Cards) > 0 {
		cards, err := p.set.fragment("keyfigures.html", view.Cards)
		if err != nil {
			return nil, err
		}
		b.WriteString(string(cards))
	}
	b.WriteString("<ul>")
	for _, term := range view.Meta {
		b.WriteString("<li>" + template.HTMLEscapeString(term.Name) + ": " + string(term.Value) + "</li>")
	}
	if p.site.BaseURL != "" {
		b.WriteString("<li>" + template.HTMLEscapeString(p.set.texts.must("text.address")+": "+p.site.BaseURL+p.folder) + "</li>")
	}
	b.WriteString("</ul>")
	if view.Reading != "" {
		paragraph(escape(p.set.texts.must("report.reading")) + " " + view.Reading)
	}
	if view.Check != nil {
		check, err := p.set.fragment("number-check.html", view.Check)
		if err != nil {
			return nil, err
		}
		b.WriteString(string(check))
	}
	b.WriteString(string(view.Body) + string(view.Words) + string(view.Laws))
	if len(view.Datasets) > 0 {
		b.WriteString("<h2>" + template.HTMLEscapeString(p.set.texts.must("report.data")) + "</h2><ul>")
		for _, d := range view.Datasets {
			b.WriteString("<li>" + template.HTMLEscapeString(d.Title+", "+d.Text+": "+d.Href) + "</li>")
		}
		b.WriteString("</ul>")
	}
	return []byte(plainMarkup(b.String())), nil
}

// addText offers the report as plain text.
func (p *reportMaker) addText(view *ReportPage) error {
	text, err := p.text(view)
	if err != nil {
		return err
	}
	p.pages.Files = append(p.pages.Files, File{Path: p.folder + reportText, Content: text})
	t := p.set.texts
	view.Plain = &Download{Text: t.must("report.plain"), Href: reportText, Format: t.must("report.plain.format"), Size: size(p.set.lang, len(text))}
	return nil
}

// plainText takes the tags off phrasing content of our own making.
func plainText(h template.HTML) string {
	var b strings.Builder
	in := false
	for _, r := range string(h) {
		switch {
		case r == '<':
			in = true
		case r == '>':
			in = false
		case !in:
			b.WriteRune(r)
		}
	}
	return strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(b.String())
}
