package build

import (
	"path"
	"slices"
	"strconv"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/privacy"
)

// A dispatchCheck is a line of the checklist before papers are sent. What it
// finds comes on top of the findings whose codes it takes.
type dispatchCheck struct {
	name  string
	takes []diag.Code // whose errors stop the dispatch; the last line takes all others
	finds func(d *dispatcher) []diag.Finding
}

// dispatchChecks are all lines in their order; the texts of the command name
// them as dispatch.NAME.
func dispatchChecks() []dispatchCheck {
	return []dispatchCheck{
		{name: "stage", finds: (*dispatcher).checkStage},
		{name: "date", finds: (*dispatcher).checkDate},
		{name: "clock", finds: (*dispatcher).checkClock},
		{name: "same", finds: (*dispatcher).checkSame},
		{name: "sections", finds: (*dispatcher).checkSections},
		{name: "placeholders", takes: []diag.Code{"TEMPLATE"}},
		{name: "privacy", takes: []diag.Code{"PERSONNUMMER", "SEKRETESS", "NAMECOLUMN", "CONTACT", "METADATA", "SMALLCOUNT"}},
		{name: "ignored", finds: (*dispatcher).checkIgnored},
		{name: "findings"},
	}
}

// decide makes the checklist of what was found.
func (d *dispatcher) decide() {
	if d.meeting == nil { // it is there, and the committee does not see it
		at := diag.Place{File: "content/" + d.req.Meeting + ".md"}
		d.result.Steps = []ReleaseStep{{Name: "visibility", State: Refused, Count: 1}}
		d.result.Findings = []diag.Finding{diag.New("DISPATCH", at, "date", d.cfg.AsOf)}
		return
	}
	d.next = d.nextDispatch()
	d.result.Number, d.result.Sent = d.next.Number, d.next
	d.result.Steps = []ReleaseStep{{Name: "visibility", State: Passed}}
	found := slices.DeleteFunc(d.diags.Sorted(), func(f diag.Finding) bool { return !d.own(&f) })
	for _, check := range dispatchChecks() {
		step := ReleaseStep{Name: check.name, State: Passed}
		var own []diag.Finding
		if check.finds != nil {
			own = check.finds(d)
			step.Count = len(own)
		}
		for _, f := range found {
			own := slices.Contains(check.takes, f.Code) || check.takes == nil && check.finds == nil && !taken(f.Code)
			if own && (f.Severity == diag.Error || f.Code == "TEMPLATE") {
				step.Count++
			}
		}
		d.result.Findings = append(d.result.Findings, own...)
		if step.Count > 0 {
			step.State, d.result.Sent = Refused, nil
		}
		d.result.Steps = append(d.result.Steps, step)
	}
	d.result.Findings = privacy.Conceal(append(d.result.Findings, found...))
}

// taken reports whether a line of the checklist of its own speaks of a code.
func taken(code diag.Code) bool {
	return slices.ContainsFunc(dispatchChecks(), func(c dispatchCheck) bool { return slices.Contains(c.takes, code) })
}

// refused takes the dispatch back.
func (d *dispatcher) refused(name string, found []diag.Finding) {
	d.result.Sent = nil
	d.result.Findings = append(d.result.Findings, found...)
	for i := range d.result.Steps {
		if s := &d.result.Steps[i]; s.Name == name {
			s.State = Refused
			s.Count += len(found)
		}
	}
}

func (d *dispatcher) nextDispatch() *edition.Edition {
	e := &edition.Edition{Report: d.meeting.Path, Number: 1, Date: d.cfg.AsOf, Kind: edition.Sent, Tool: d.cfg.Program}
	for _, old := range d.before {
		e.Number = max(e.Number, old.Number+1)
	}
	e.Dir = path.Join(d.meeting.Folder(), dispatchesFolder, strconv.Itoa(e.Number))
	return e
}

func (d *dispatcher) refuse(variant string, at diag.Place, pairs ...any) []diag.Finding {
	return []diag.Finding{diag.New("DISPATCH", at, pairs...).With(variant)}
}

func (d *dispatcher) checkStage() []diag.Finding {
	m := d.meeting.Meeting
	switch {
	case m.Stage == "" || m.Stage == "draft":
		return d.refuse("stage", m.At("stage"))
	case m.Cancelled:
		return d.refuse("cancelled", m.At("cancelled"))
	}
	return nil
}

// checkDate wants the day among the dispatches that the meeting names.
func (d *dispatcher) checkDate() []diag.Finding {
	m := d.meeting.Meeting
	if slices.ContainsFunc(m.Dispatches, func(s content.Dispatch) bool { return s.Date == d.cfg.AsOf }) {
		return nil
	}
	return d.refuse("date", m.At("dispatches"), "date", d.cfg.AsOf)
}

func (d *dispatcher) checkClock() []diag.Finding {
	m := d.meeting.Meeting
	if found := d.ahead(m.Source.File()); found != nil {
		return found
	}
	if d.cfg.AsOf > m.Date {
		return d.refuse("late", m.Source.File(), "date", d.cfg.AsOf, "meeting", m.Date)
	}
	for _, e := range d.before {
		if e.Date >= d.next.Date {
			return d.refuse("clock", m.Source.File(), "date", d.next.Date, "last", e.Date, "number", e.Number)
		}
	}
	return nil
}

// checkSame refuses papers that were sent before just as they are.
func (d *dispatcher) checkSame() []diag.Finding {
	if len(d.before) == 0 {
		return nil
	}
	last := d.before[len(d.before)-1]
	if d.comesNow(last.Date) {
		return nil
	}
	if old, err := last.SourcesDigest(d.fsys); err != nil || old != edition.Digest(edition.Manifest(d.sources)) {
		return nil
	}
	return d.refuse("same", d.meeting.Source.File(), "number", last.Number)
}

// checkSections names the texts whose owners are not done.
func (d *dispatcher) checkSections() []diag.Finding {
	var found []diag.Finding
	sections := func(doc *content.Document, at diag.Place) {
		if doc == nil {
			return
		}
		for _, s := range doc.Sections {
			if s.Owner != "" && !s.Done {
				found = append(found, d.refuse("section", at, "title", s.Text, "role", s.Owner)...)
			}
		}
	}
	for _, it := range d.meeting.Items {
		if it.Owner != "" && !it.Done {
			found = append(found, d.refuse("section", it.At("owner"), "title", it.Title, "role", it.Owner)...)
		}
		sections(it.Memo, it.At(""))
	}
	for _, r := range d.reports {
		sections(r.linked.Doc, r.meta.Source.File())
	}
	return found
}
