package layout

import (
	"bytes"
	"encoding/csv"
	"strings"

	"tertial/internal/data"
)

// datasetFiles are the forms in which a dataset can be fetched, the handiest
// first, and what the page says of them.
type datasetFiles struct {
	list      []File
	downloads []Download
}

// cleanEnding is what the name of a CSV file for programs ends with, after the
// dataset's id.
const cleanEnding = "-clean.csv"

// filesOf makes the files of a dataset once: a workbook, a CSV file for a
// Swedish Excel, one for programs with its description, and the file as it came, unless a value in it
// is protected.
func (p *reportMaker) filesOf(d *data.Dataset) (*datasetFiles, error) {
	if f := p.files[d]; f != nil {
		return f, nil
	}
	if p.original != nil {
		return p.translatedFiles(d)
	}
	f := &datasetFiles{}
	sheet := newSheet(p.set, d)
	rows := sheet.rows()
	if b := p.book(sheet, rows); b != nil {
		var out bytes.Buffer
		if err := p.set.sheets.Write(&out, b); err != nil {
			return nil, err
		}
		p.offer(f, d, ".xlsx", out.Bytes(), "dataset.sheet")
	}
	p.offer(f, d, "-excel.csv", sheet.excelCSV(rows), "dataset.excel")
	p.offer(f, d, cleanEnding, cleanCSV(d, p.set.texts.must("table.suppressed.sign")), "dataset.clean")
	description, err := p.csvw(d, d.ID+cleanEnding)
	if err != nil {
		return nil, err
	}
	p.offer(f, d, cleanEnding+csvwEnding, description, "dataset.csvw")
	if !protected(d) {
		p.offer(f, d, ".csv", d.Raw, "dataset.original")
	}
	if p.files == nil {
		p.files = map[*data.Dataset]*datasetFiles{}
	}
	p.files[d] = f
	return f, nil
}

// offer adds a file whose name is the dataset's with an ending.
func (p *reportMaker) offer(f *datasetFiles, d *data.Dataset, ending string, content []byte, key string) {
	name := d.ID + ending
	f.list = append(f.list, File{Path: p.dataFolder(d) + name, Content: content})
	f.downloads = append(f.downloads, Download{
		Text: p.set.texts.must(key), Href: name, Name: name, Format: p.set.texts.must(key + ".format"), Size: size(p.set.lang, len(content)),
	})
}

// protected reports whether a value of the dataset may not be told. Then the file
// as it came stays inside: it may hold the value, or what it can be computed from.
func protected(d *data.Dataset) bool {
	for i := range d.Rows {
		for c := range d.Rows[i].Cells {
			for _, f := range d.Rows[i].Cells[c].Facts {
				if f.Status == data.Suppressed {
					return true
				}
			}
		}
	}
	return false
}

// fromReport are the files that a table of the report leads to: for people and
// for programs.
func (p *reportMaker) fromReport(d *data.Dataset) []Download {
	f, err := p.filesOf(d)
	if err != nil {
		p.fail(err)
		return nil
	}
	var links []Download
	for i, download := range f.downloads {
		ending := strings.TrimPrefix(f.list[i].Path, p.dataFolder(d)+d.ID)
		if ending != ".xlsx" && ending != cleanEnding {
			continue
		}
		download.Href = "data/" + d.ID + "/" + download.Href
		download.Text = strings.ToUpper(ending[strings.LastIndexByte(ending, '.')+1:])
		if ending == ".xlsx" {
			download.Text = "Excel"
		}
		links = append(links, download)
	}
	return links
}

// cleanCSV is the dataset for programs: UTF-8 without BOM, commas, decimal
// points, no grouping, the report's sign, derived rows and columns left out. A
// protected value is only its sign.
func cleanCSV(d *data.Dataset, protectedSign string) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	columns := len(d.Columns)
	for columns > 0 && d.Columns[columns-1].Derived {
		columns-- // they are the last ones
	}
	record := make([]string, columns)
	for i := range record {
		record[i] = d.Columns[i].Header
	}
	_ = w.Write(record) // a Buffer does not fail
	for i := range d.Rows {
		row := &d.Rows[i]
		if row.Derived {
			continue
		}
		for c := range record {
			record[c] = cleanCell(&row.Cells[c], protectedSign)
		}
		_ = w.Write(record)
	}
	w.Flush()
	return out.Bytes()
}

func cleanCell(c *data.Cell, protectedSign string) string {
	if len(c.Facts) == 0 {
		return c.Text
	}
	parts := make([]string, len(c.Facts))
	for i, f := range c.Facts {
		parts[i] = f.Words
		switch {
		case f.Status == data.Suppressed:
			parts[i] = protectedSign
		case f.HasNumber():
			parts[i] = f.Number.String()
		}
	}
	return strings.Join(parts, "/")
}
