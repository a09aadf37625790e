package data

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/tabular"
	"tertial/internal/yamltree"
)

// Seal is the digest by which a description knows the file as it came.
func Seal(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// A Past looks through the earlier versions of a file of the site, the newest
// first, and returns the first that is the wanted one, else nil. It reports
// whether there is a history to look through.
type Past func(file string, wanted func(content []byte) bool) (content []byte, any bool)

func decodeSeal(o *yamltree.Object) string {
	text := strings.ToLower(o.String("sha256"))
	if text == "" {
		return ""
	}
	if sum, err := hex.DecodeString(text); err != nil || len(sum) != sha256.Size {
		o.Get("sha256").WrongValue("sha256")
		return ""
	}
	return text
}

// CheckSeal warns when the file is no longer the one that the description's
// seal was made of, and names the cells that have changed since, as far as an
// earlier version can be found. The past may be nil.
func (d *Dataset) CheckSeal(past Past, diags *diag.List) {
	seal := d.Description.Source.Seal
	if seal == "" || Seal(d.Raw) == seal {
		return
	}
	if form, ok := resaved(d.Raw, seal); ok {
		diags.Add(d.sealFinding(diag.Place{File: d.File}, "form", "form", form))
		return
	}
	var before []byte
	history := false
	if past != nil {
		before, history = past(d.File, func(content []byte) bool {
			_, same := resaved(content, seal) // git may keep other line ends
			return same || Seal(content) == seal
		})
	}
	switch {
	case before != nil:
		d.sealChanges(before, diags)
	case history:
		diags.Add(d.sealFinding(diag.Place{File: d.File}, "unknown"))
	default:
		diags.Add(d.sealFinding(diag.Place{File: d.File}, "alone"))
	}
}

func (d *Dataset) sealFinding(at diag.Place, variant string, pairs ...any) diag.Finding {
	f := diag.New("SEAL", at, append(pairs, "file", d.File)...).With(variant)
	if variant == "form" || variant == "written" {
		f.Severity = diag.Note
	}
	return f.See("seal", d.Description.Source.sealed)
}

// A resaving names how a file was saved in another form, in both languages.
type resaving struct{ sv, en string }

// Localize writes the name.
func (r resaving) Localize(lang string) string {
	if lang == "en" {
		return r.en
	}
	return r.sv
}

// resaved reports whether the file is the sealed one but for what editors and
// git change when they save: line ends, byte order mark, the last line's end.
func resaved(raw []byte, seal string) (resaving, bool) {
	const mark = "\xef\xbb\xbf"
	bare := bytes.TrimPrefix(raw, []byte(mark))
	lines := bytes.ReplaceAll(bytes.ReplaceAll(bare, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	own := lineEnd(bare)
	for _, end := range [...]string{own, "\r\n", "\n", "\r"} {
		for _, marked := range [...]bool{len(bare) < len(raw), len(bare) == len(raw)} {
			for _, last := range [...]int{0, 1, -1} {
				if Seal(saved(lines, end, marked, last)) != seal {
					continue
				}
				return nameOf(end != own, marked == (len(bare) == len(raw)), last != 0), true
			}
		}
	}
	return resaving{}, false
}

// lineEnd is what ends the first line.
func lineEnd(text []byte) string {
	switch i := bytes.IndexAny(text, "\r\n"); {
	case i < 0 || text[i] == '\n':
		return "\n"
	case i+1 < len(text) && text[i+1] == '\n':
		return "\r\n"
	default:
		return "\r"
	}
}

// saved writes a file of line feeds with other line ends, with or without a
// byte order mark, with one line end more or less at its end.
func saved(lines []byte, end string, marked bool, last int) []byte {
	switch {
	case last > 0:
		lines = append(slices.Clip(lines), '\n')
	case last < 0:
		lines = bytes.TrimSuffix(lines, []byte("\n"))
	}
	out := bytes.ReplaceAll(lines, []byte("\n"), []byte(end))
	if marked {
		out = append([]byte("\xef\xbb\xbf"), out...)
	}
	return out
}

func nameOf(ends, mark, last bool) resaving {
	var sv, en []string
	for _, part := range []struct {
		is     bool
		sv, en string
	}{
		{ends, "andra radslut", "other line ends"},
		{mark, "annan BOM", "another byte order mark"},
		{last, "annat slut på sista raden", "another end of the last line"},
	} {
		if part.is {
			sv, en = append(sv, part.sv), append(en, part.en)
		}
	}
	if len(sv) == 0 {
		return resaving{"blandade radslut", "mixed line ends"}
	}
	return resaving{strings.Join(sv, ", "), strings.Join(en, ", ")}
}

// sealNamed is how many changed cells a finding names; the others are counted.
const sealNamed = 10

// sealChanges compares with the file as it came, cell by cell.
func (d *Dataset) sealChanges(before []byte, diags *diag.List) {
	now := tabular.Read(d.File, d.Raw, d.Description.Dialect, &diag.List{})
	then := tabular.Read(d.File, before, d.Description.Dialect, &diag.List{})
	if now == nil || then == nil {
		diags.Add(d.sealFinding(diag.Place{File: d.File}, "unknown"))
		return
	}
	changes := d.gridChanges(now, then)
	if len(changes) == 0 {
		diags.Add(d.sealFinding(diag.Place{File: d.File}, "written"))
		return
	}
	first := changes[0]
	f := d.sealFinding(first.at, "", "count", len(changes), "now", first.now, "then", first.then).With(first.kind)
	for _, c := range changes[1:min(len(changes), sealNamed)] {
		f = f.See(c.note(), c.at, "now", c.now, "then", c.then)
	}
	if rest := len(changes) - sealNamed; rest > 0 {
		f = f.See("rest", diag.Place{File: d.File}, "count", rest)
	}
	diags.Add(f)
}
