// Package testsite invents a municipality for tests and benchmarks: any number
// of committees with reports of every kind, in the files that an author would
// write. What comes in is a seed and a size; what goes out is an [fs.FS] that
// makes each file when it is read, always the same bytes.
//
// The numbers are kept to the krona and each is rounded by itself where it is
// printed, so that sums differ by rounding as they do in life and no check may
// find fault with them. Faults can be planted, each with the finding that a
// check must make. Datasets wear clothes (dialect, unit, sign convention,
// order, names) that must not change what they mean.
//
// Everything is invented; no name, code or figure is that of a real document.
package testsite

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Options say what a site holds. Sizes that are zero are one.
type Options struct {
	Seed       uint64
	Committees int // at most 60
	Years      int // of each committee
	Reports    int // a year, at most 12
	FirstYear  int // 2014 when zero
	Charts     int // of each report, at most 6; 2 when zero
	Faults     []Fault
	Gallery    bool // a report more, with every form of chart: see [Gallery]
	Meetings   bool // the meetings that the reports name
	Lean       bool // no report holds more than the eight datasets of a monthly one, unless it has faults

	// Clothes returns what a dataset of a report wears; nil dresses each
	// committee in its own way, the first one plainly. Reports with faults
	// are plain in any case, unless Clothes says otherwise.
	Clothes func(report, dataset string) Clothes
}

// Full returns the size that tests and benchmarks of the whole use: 12
// committees, 10 years, 8 reports a year.
func Full(seed uint64) Options {
	return Options{Seed: seed, Committees: 12, Years: 10, Reports: 8}
}

// A Site is a generated municipality. It is an [fs.FS] and safe for concurrent
// use.
type Site struct {
	Options
	tree map[string]*node

	mu     sync.Mutex
	recent []*report // made lately, the last one first
}

var (
	_ fs.ReadDirFS  = (*Site)(nil)
	_ fs.ReadFileFS = (*Site)(nil)
	_ fs.StatFS     = (*Site)(nil)
)

// New returns the site of the options. It panics when they ask for more than
// there is.
func New(o Options) *Site {
	o.Committees, o.Years, o.Reports = cmp.Or(o.Committees, 1), cmp.Or(o.Years, 1), cmp.Or(o.Reports, 1)
	o.FirstYear, o.Charts = cmp.Or(o.FirstYear, 2014), cmp.Or(o.Charts, 2)
	if o.Committees > 60 || o.Reports > len(reportTypes) || o.Charts > len(chartForms) {
		panic("testsite: the options ask for more than there is")
	}
	s := &Site{Options: o}
	s.grow()
	return s
}

// Reports returns the paths of all reports: committee by committee, year by
// year, in the order in which the reports are invented.
func (s *Site) Reports() []string {
	paths := make([]string, s.Committees*s.Years*s.Options.Reports)
	for i := range paths {
		paths[i] = s.pathOf(i)
	}
	return paths
}

func (s *Site) pathOf(i int) string {
	c, year, typ := s.locate(i)
	return committeeAt(c).id + "/" + strconv.Itoa(year) + "/" + typ.id
}

// locate returns what the report of an index is.
func (s *Site) locate(i int) (committee, year int, typ reportType) {
	typ = reportTypes[i%s.Options.Reports]
	i /= s.Options.Reports
	return i / s.Years, s.FirstYear + i%s.Years, typ
}

// Planted returns the findings that the faults must give, in no order.
func (s *Site) Planted() []Planted {
	var all []Planted
	seen := map[int]bool{}
	for _, f := range s.Faults {
		if !seen[f.Report] {
			seen[f.Report] = true
			all = append(all, s.report(f.Report).planted...)
		}
	}
	return all
}

// WriteTo writes all files of the site below a folder, which need not exist.
func (s *Site) WriteTo(dir string) error {
	return fs.WalkDir(s, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(name))
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		text, err := s.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
}

// A report is one made report with all its files.
type report struct {
	source
	site    *Site
	index   int
	dressed []*dressed
	files   map[string][]byte
	planted []Planted
	faults  map[FaultKind]bool
	before  *report // the same report of the year before, or nil; it has no files
}

// keep is how many made reports are remembered: as many as are read at a time,
// since a build reads a report's files one after the other.
const keep = 16

// report makes the report of an index, or returns one that was made lately.
func (s *Site) report(i int) *report {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, r := range s.recent {
		if r.index == i {
			copy(s.recent[1:k+1], s.recent[:k])
			s.recent[0] = r
			return r
		}
	}
	r := s.sketch(i)
	if _, year, _ := s.locate(i); year > s.FirstYear {
		r.before = s.sketch(i - s.Options.Reports)
	}
	r.write()
	s.recent = append([]*report{r}, s.recent[:min(len(s.recent), keep-1)]...)
	return r
}

// sketch makes the tables of a report but not its files.
func (s *Site) sketch(i int) *report {
	c, year, typ := s.locate(i)
	r := &report{
		source: source{
			lean: s.Lean, seed: s.Seed, committee: committeeAt(c), year: year, typ: typ,
			now: newLedger(s.Seed, c, year), then: newLedger(s.Seed, c, year-1),
		},
		site: s, index: i, files: map[string][]byte{}, faults: map[FaultKind]bool{},
	}
	for _, f := range s.Faults {
		if f.Report == i {
			r.faults[f.Kind] = true
		}
	}
	r.complete = len(r.faults) > 0
	tables := r.tables()
	for _, kind := range FaultKinds() {
		if r.faults[kind] {
			plantNumbers(kind, tables)
		}
	}
	for _, t := range tables {
		r.dressed = append(r.dressed, dress(t, r.clothes(t.id)))
	}
	return r
}

func (r *report) path() string { return r.site.pathOf(r.index) }

func (r *report) textDir() string { return "content/" + r.path() }

func (r *report) dataDir() string { return "data/" + r.path() }

// table returns a dataset of the report.
func (r *report) table(id string) *dressed {
	for _, d := range r.dressed {
		if d.id == id {
			return d
		}
	}
	panic("testsite: no dataset " + id)
}

// clothes returns what a dataset wears.
func (r *report) clothes(id string) Clothes {
	switch {
	case r.site.Clothes != nil:
		return r.site.Clothes(r.path(), id).possible()
	case len(r.faults) > 0 || r.committee.index == 0:
		return Clothes{}
	}
	c := RandomClothes(uint64(r.committee.index))
	c.Rows, c.Columns, c.Names = 0, 0, 0 // a real file has its natural order and names
	return c
}

// write makes all files of the report.
func (r *report) write() {
	for _, d := range r.dressed {
		file := r.dataDir() + "/" + d.id
		sheet, err := d.csv()
		if err != nil {
			panic("testsite: " + err.Error())
		}
		r.files[file+".csv"] = sheet.data
		r.files[file+".yaml"] = r.description(d, file+".yaml")
		r.judge(d, sheet, file+".csv")
	}
	for _, kind := range FaultKinds() {
		if r.faults[kind] {
			r.plantFile(kind)
		}
	}
	r.texts()
}

// description writes a description, with a key too many if that is asked for.
func (r *report) description(d *dressed, file string) []byte {
	text := d.yaml()
	if !d.unknownKey {
		return text
	}
	r.plant(UnknownKey, "YAML-KEY", file, spot{bytes.Count(text, []byte("\n")) + 1, 1})
	return append(text, "titel: Drift\n"...)
}

// judge notes what a check must find in a dataset: nothing unless there are
// faults, which a test makes sure of.
func (r *report) judge(d *dressed, s *sheet, file string) {
	if len(r.faults) == 0 {
		return
	}
	misses := append(d.wrong(), d.twins(r.table("drift").table)...)
	if r.isLong() {
		misses = append(misses, d.unbridged(r.table("andringar").table)...)
	}
	for _, m := range misses {
		r.plant(r.numberFault(), m.code, file, s.spots[cellAt{m.row, m.column}])
	}
	if r.faults[TwoReports] && d.id == "volymer" {
		at := cellAt{slices.IndexFunc(d.rows, func(r row) bool { return r.key == "stod" }), slices.IndexFunc(d.columns, func(c column) bool { return c.key == "prior" })}
		r.plant(TwoReports, "CROSSDOC", file, s.spots[at])
	}
	for i := range d.rows {
		n := 0
		for k := range d.columns {
			if !d.columns[k].isValue() {
				continue
			}
			if v := &d.rows[i].values[n]; v.raw != "" {
				r.plant(r.numberFault(), rawCode(v), file, s.spots[cellAt{i, k}])
			}
			n++
		}
	}
}

// numberFault is the fault that a wrong number comes from, as far as one can
// be blamed.
func (r *report) numberFault() FaultKind {
	for _, kind := range FaultKinds() {
		if r.faults[kind] {
			return kind
		}
	}
	return ""
}

// texts writes the narrative; that of an interim report is in two files.
func (r *report) texts() {
	rand := newRand(r.seed, streamText, r.index)
	first := &page{r: r, rand: rand, file: r.textDir() + "/report.md"}
	first.main()
	second := first
	if r.typ.kind == "interim-report" {
		second = &page{r: r, rand: rand, file: r.textDir() + "/20-verksamhet.md"}
	}
	second.rest()
	r.files[first.file] = []byte(first.String())
	r.files[second.file] = []byte(second.String())
}

// siteFile is content/site.yaml.
const siteFile = `name: Exempelköpings nämnder
base_url: https://exempelkoping.example/namnder/
license: CC0-1.0
lang: sv
description: Rapporter från Exempelköpings nämnder. Kommunen är påhittad.
notice: Exempel med påhittade siffror
theme: {brand: "#12436d", accent: "#b35c00"}
contact: {name: Kontaktcenter, email: kontakt@exempelkoping.example, phone: 0123-45 67 89, url: "https://exempelkoping.example/kontakt"}
accessibility:
  actor: Exempelköpings kommun
  service: Exempelköpings nämnder
  compliance: partly
  assessed: 2026-01-15
  updated: 2026-02-01
  method: Egen granskning med tangentbord och skärmläsare, och automatisk prövning av varje sida.
  issues:
    - {what: Bilagor från före 2021 är bilder av papper, reason: not-accessible, criterion: 1.1.1, alternative: Registrator läser upp dem, until: 2026-12}
    - {what: Äldre kartor saknar beskrivning, reason: burden, motivation: De är 1 400 och används sällan}
    - {what: Sända sammanträden saknar undertexter, reason: outside, motivation: De sänds direkt}
`

// committeeFile is a committee's own file.
func committeeFile(c committee) []byte {
	return fmt.Appendf(nil, "name: %s\nbody: %s\ntask: %s\nnumbers: [\"%s/{year}:{n}\"]\ncontact: {name: Nämndsekreterare, email: namnd@exempelkoping.example}\n",
		c.name, body, c.task, c.diary)
}

// codesFile is the register of the activities' codes.
func codesFile() []byte {
	var b strings.Builder
	b.WriteString("kodsystem;kod;namn;alias;gäller_från;gäller_till;ersätter;rs_kod\n")
	for k, name := range activityNames {
		fmt.Fprintf(&b, "verksamhet;%s;%s;%s;2010;;;%d\n", code(k), name, "verksamhet "+code(k), 500+k)
	}
	return []byte(b.String())
}
