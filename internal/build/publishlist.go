package build

import (
	"path"
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/privacy"
	"tertial/internal/publog"
)

// A releaseCheck is a line of the checklist before a report is published. What
// it finds comes on top of the findings whose codes it takes.
type releaseCheck struct {
	name  string
	takes func(p *publisher, code diag.Code) bool // nil takes none
	finds func(p *publisher) []diag.Finding       // nil finds none
	notes bool                                    // notes that it takes count as warnings
}

// releaseChecks are all lines in their order. Whoever adds a thing that must be
// right before it is published adds its line here; its name is in the texts of
// the command, as release.NAME. A finding belongs to the first line that takes
// its code, so the one that takes every code comes last among those that do.
func releaseChecks() []releaseCheck {
	return []releaseCheck{
		{name: "visibility", finds: (*publisher).checkVisibility},
		{name: "stage", finds: (*publisher).checkStage},
		{name: "reason", finds: (*publisher).checkReason},
		{name: "roles", finds: (*publisher).checkRoles},
		{name: "ground", finds: (*publisher).checkGround},
		{name: "editions", takes: ofEditions, finds: (*publisher).checkClock},
		{name: "same", finds: (*publisher).checkSame},
		{name: "privacy", takes: oneOf("PERSONNUMMER", "SEKRETESS", "NAMECOLUMN", "CONTACT", "METADATA", "SMALLCOUNT", "SUPPRESS", "PRIVACY-EXCEPTION"), finds: (*publisher).checkWords},
		{name: "statement", takes: oneOf("ACCESSIBILITY", "ACCESSIBILITY-OLD")},
		{name: "alternatives", takes: oneOf(alternatives[:]...)},
		{name: "placeholders", takes: oneOf("TEMPLATE")},
		{name: "sections", takes: oneOf("OWNER"), notes: true},
		{name: "differences", takes: ofNumbers},
		{name: "translation", takes: ofTranslations, finds: (*publisher).checkTranslations},
		{name: "others", finds: (*publisher).checkOthers},
		{name: "findings", takes: func(*publisher, diag.Code) bool { return true }},
		{name: "acknowledged", finds: (*publisher).checkUnused},
		{name: "ignored", finds: (*publisher).checkIgnored},
		{name: "saved", finds: (*publisher).checkSaved},
	}
}

func oneOf(codes ...diag.Code) func(*publisher, diag.Code) bool {
	return func(_ *publisher, code diag.Code) bool { return slices.Contains(codes, code) }
}

func ofEditions(_ *publisher, code diag.Code) bool {
	return strings.HasPrefix(string(code), "EDITION-") || code == "LOG" || strings.HasPrefix(string(code), "LOG-")
}

// ofNumbers takes what package reconcile judges: that numbers agree.
func ofNumbers(p *publisher, code diag.Code) bool {
	if p.verdict == nil {
		return false
	}
	for _, r := range p.verdict.Rules {
		if r.Rule == code {
			return true
		}
	}
	return false
}

// steps goes through the checklist. Errors refuse; warnings do unless each is
// acknowledged by its code. It returns the lines and all findings.
func (p *publisher) steps(found []diag.Finding) ([]ReleaseStep, []diag.Finding) {
	var steps []ReleaseStep
	var all []diag.Finding
	for _, check := range releaseChecks() {
		var own, rest []diag.Finding
		for _, f := range found {
			if check.takes != nil && check.takes(p, f.Code) {
				if check.notes && f.Severity == diag.Note {
					f.Severity = diag.Warning
				}
				if unwritten(&f) {
					f.Severity = diag.Error
				}
				own = append(own, f)
			} else {
				rest = append(rest, f)
			}
		}
		found = rest
		if check.name == "acknowledged" {
			slices.Sort(p.next.Acknowledged) // all findings that can be are known
			p.next.Acknowledged = slices.Compact(p.next.Acknowledged)
		}
		if check.finds != nil {
			own = append(own, check.finds(p)...)
		}
		step, missing := p.step(check.name, own)
		if check.takes == nil && step.State == Passed && len(own) > 0 {
			step.State = Noted
		}
		steps = append(steps, step)
		all = append(append(all, own...), missing...)
	}
	list := &diag.List{}
	for _, f := range all {
		list.Add(f)
	}
	return steps, list.Sorted()
}

// step judges one line: its state, and what is said of warnings that nobody
// has acknowledged.
func (p *publisher) step(name string, own []diag.Finding) (ReleaseStep, []diag.Finding) {
	step := ReleaseStep{Name: name, State: Passed}
	var missing []diag.Finding
	counts := map[diag.Code]int{}
	for i := range own {
		switch f := &own[i]; f.Severity {
		case diag.Error:
			step.State = Refused
			step.Count++
		case diag.Warning:
			counts[f.Code]++
		case diag.Known, diag.Note:
		}
	}
	var codes []diag.Code
	for code := range counts {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		step.Count += counts[code]
		if slices.Contains(p.req.Acknowledged, string(code)) {
			p.next.Acknowledged = append(p.next.Acknowledged, string(code))
			if step.State == Passed {
				step.State = Accepted
			}
			continue
		}
		step.State = Refused
		missing = append(missing, p.refuse("PUBLISH-ACKNOWLEDGE", "", "code", string(code), "count", counts[code]))
	}
	return step, missing
}

// refuse is a finding about the report as a whole.
func (p *publisher) refuse(code diag.Code, variant string, pairs ...any) diag.Finding {
	return diag.New(code, p.meta.Source.File(), pairs...).With(variant)
}

func (p *publisher) checkVisibility() []diag.Finding {
	switch {
	case !p.meta.Visibility.ForWeb():
		return []diag.Finding{p.refuse("PUBLISH-VISIBILITY", "", "visibility", string(p.meta.Visibility))}
	case p.meta.From > p.cfg.AsOf:
		return []diag.Finding{p.refuse("PUBLISH-VISIBILITY", "from", "from", p.meta.From, "date", p.cfg.AsOf)}
	}
	return nil
}

func (p *publisher) checkStage() []diag.Finding {
	if p.meta.Stage == "draft" {
		return []diag.Finding{p.refuse("PUBLISH-STAGE", "")}
	}
	return nil
}

func (p *publisher) checkReason() []diag.Finding {
	if p.next.Kind != edition.First && p.next.Reason == "" {
		return []diag.Finding{p.refuse("PUBLISH-REASON", "", "number", p.next.Number)}
	}
	return nil
}

func (p *publisher) checkRoles() []diag.Finding {
	switch {
	case p.next.Author == "":
		return []diag.Finding{p.refuse("PUBLISH-ROLE", "author")}
	case p.next.ApprovedBy == "":
		return []diag.Finding{p.refuse("PUBLISH-ROLE", "approver")}
	case strings.EqualFold(p.next.Author, p.next.ApprovedBy):
		return []diag.Finding{p.refuse("PUBLISH-ROLE", "", "role", p.next.Author)}
	}
	var names []diag.Finding
	for _, role := range [...]string{p.next.Author, p.next.ApprovedBy, p.req.SlipBy} {
		if privacy.LooksLikePerson(role) {
			names = append(names, p.refuse("ROLE-NAME", "", "role", role))
		}
	}
	return names
}

func (p *publisher) checkGround() []diag.Finding {
	published := edition.Newest(p.editions) != nil
	switch {
	case p.req.Correction && !published:
		return []diag.Finding{p.refuse("PUBLISH-GROUND", "first")}
	case p.req.Correction && p.req.SlipBy == "" && p.req.Decision == "":
		return []diag.Finding{p.refuse("PUBLISH-GROUND", "")}
	case !p.req.Correction && p.req.SlipBy != "":
		return []diag.Finding{p.refuse("PUBLISH-GROUND", "slip")}
	}
	return nil
}

// checkClock asks the log and the earlier editions whether the next one may follow.
func (p *publisher) checkClock() []diag.Finding {
	found := p.ahead(p.meta.Source.File())
	list := &diag.List{}
	some := edition.Digest(nil) // the real ones come when all is decided
	if p.log.Next(p.entry(some, some), list) == nil || list.Failed() {
		found = append(found, list.Sorted()...)
	}
	for _, e := range p.editions {
		if e.Date > p.next.Date {
			found = append(found, p.refuse("PUBLISH-CLOCK", "", "date", p.next.Date, "number", e.Number, "last", e.Date))
			break
		}
	}
	return found
}

// ahead refuses a day that has not come, but that of the log's last entry: where
// that one is wrong and public, nothing else could be published.
func (b *builder) ahead(at diag.Place) []diag.Finding {
	today := b.cfg.Today
	if today == "" || b.cfg.AsOf <= max(today, b.log.LastDate()) {
		return nil
	}
	return []diag.Finding{diag.New("PUBLISH-CLOCK", at, "date", b.cfg.AsOf, "today", today).With("future")}
}

// entry is the line of the log for the next edition.
func (p *publisher) entry(public, digest string) publog.Entry {
	return publog.Entry{
		Date: p.next.Date, Kind: publog.Kind(p.next.Kind), Report: p.next.Report, Edition: p.next.Number, Public: public, Digest: digest,
	}
}

// checkSame refuses an edition that would say what the newest one says.
func (p *publisher) checkSame() []diag.Finding {
	newest := edition.Newest(p.editions)
	if newest == nil || len(p.sources) == 0 {
		return nil
	}
	old, err := newest.SourcesDigest(p.fsys)
	if err != nil || old != edition.Digest(edition.Manifest(p.sources)) {
		return nil
	}
	return []diag.Finding{p.refuse("PUBLISH-SAME", "", "number", newest.Number)}
}

// checkWords puts what is said of the edition before the privacy gate: it is
// published with it.
func (p *publisher) checkWords() []diag.Finding {
	return p.gateWords(edition.Dir(p.meta.Path, p.next.Number), []said{
		{"--reason", p.req.Reason}, {"--approved-by", p.req.ApprovedBy}, {"--ground", p.req.SlipBy}, {"--decision", p.req.Decision},
	})
}

// A said is what a flag of the command says.
type said struct{ flag, words string }

// gateWords puts what is said of an edition before the privacy gate. It stands
// in no file yet: the place of what is found is the flag.
func (b *builder) gateWords(dir string, all []said) []diag.Finding {
	var found []diag.Finding
	for _, s := range all {
		list := &diag.List{}
		b.gate.File(dir+"/words.md", []byte(s.words), list)
		for _, f := range list.Sorted() {
			f.Place = diag.Place{File: s.flag}.Unseen()
			found = append(found, f)
		}
	}
	return found
}

// checkOthers names the reports that this one takes figures from or leads to
// and that nobody can read.
func (p *publisher) checkOthers() []diag.Finding {
	if p.linked == nil {
		return nil
	}
	asked := p.others.asked()
	for _, l := range p.linked.Doc.Links {
		for _, other := range p.others.paths {
			if strings.Contains(l.Address, other) {
				asked = append(asked, other)
			}
		}
	}
	slices.Sort(asked)
	var found []diag.Finding
	for _, other := range slices.Compact(asked) {
		if other != p.meta.Path && p.newest(other) == 0 {
			found = append(found, p.refuse("PUBLISH-OTHER", "", "report", other))
		}
	}
	return found
}

// checkUnused names what was acknowledged and is not there, or cannot be.
func (p *publisher) checkUnused() []diag.Finding {
	var found []diag.Finding
	for _, code := range p.req.Acknowledged {
		if !slices.Contains(p.next.Acknowledged, code) {
			found = append(found, p.refuse("PUBLISH-ACKNOWLEDGE", "unused", "code", code))
		}
	}
	return found
}

// checkSaved says what is published without being in version control.
func (p *publisher) checkSaved() []diag.Finding {
	var own []string
	for _, name := range p.req.Uncommitted {
		if below(name, path.Join("content", p.meta.Path, edition.Folder)) {
			continue
		}
		if below(name, "content/"+p.meta.Path) || below(name, "data/"+p.meta.Path) {
			own = append(own, name)
		}
	}
	if len(own) == 0 {
		return nil
	}
	return []diag.Finding{p.refuse("PUBLISH-DIRTY", "", "files", diag.Shortlist(own))}
}
