package build

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/publog"
)

// Folders and files of a package for archives, which follows BagIt (RFC 8493):
// what is kept lies below data, and the manifests beside it.
const (
	bagPayload   = "data"
	bagPublished = "publicerat"   // in the payload: what was published, byte for byte
	bagInternal  = "opublicerat"  // in the payload, only when it is asked for: what was not published
	bagReadme    = "LASMIG.txt"   // in the payload
	bagHTML      = "rapport.html" // in the payload
	bagPDF       = "rapport.pdf"  // in the payload
	bagText      = "rapport.txt"  // in the payload
	bagAbout     = "metadata"     // in the payload, .json and .csv
	bagLog       = "logg.txt"     // in the payload: the edition's line of the publication log
	bagSums      = "publicerat.sha256"
)

// archive makes the package of an edition.
func (x *exporter) archive(ctx context.Context) error {
	e := x.out.Edition
	payload := func(name string, text []byte) { x.put(path.Join(bagPayload, name), text) }
	published, err := x.filesIn(e.Public())
	if err != nil {
		return err
	}
	for _, f := range published {
		payload(path.Join(bagPublished, f.Path), f.Content)
		if f.Path == "report.txt" {
			payload(bagText, f.Content)
		}
	}
	payload(bagSums, edition.Manifest(published))
	single, err := x.singleFile()
	if err != nil {
		return err
	}
	payload(bagHTML, single)
	if !x.req.NoPDF {
		printed, err := x.printOne(ctx, x.in)
		if err != nil {
			return err
		}
		if x.faulty(x.place(), printed.Faults, x.diags) {
			return nil
		}
		x.out.Pages = printed.Pages
		payload(bagPDF, printed.File)
	}
	line := x.logLine(e)
	payload(bagLog, []byte(line))
	if x.req.Internal {
		if err := x.internal(payload); err != nil {
			return err
		}
	}
	about := x.about(strings.TrimSpace(line))
	text, err := about.json()
	if err != nil {
		return err
	}
	payload(bagAbout+".json", text)
	payload(bagAbout+".csv", about.csv())
	payload(bagReadme, []byte(x.readme()))
	x.tags()
	return nil
}

// filesIn are the files below a folder of the edition, by their paths in it.
func (x *exporter) filesIn(dir string) ([]edition.File, error) {
	var files []edition.File
	err := fs.WalkDir(x.fsys, dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(x.fsys, name)
		files = append(files, edition.File{Path: strings.TrimPrefix(name, dir+"/"), Content: text})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read edition: %w", err)
	}
	return files, nil
}

// internal adds what was never published: sources, facts, drawings and the
// private half of the edition's description.
func (x *exporter) internal(payload func(string, []byte)) error {
	files, err := x.filesIn(x.out.Edition.Dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		if !strings.HasPrefix(f.Path, edition.PublicFolder+"/") {
			payload(path.Join(bagInternal, f.Path), f.Content)
		}
	}
	return nil
}

// logLine is the edition's own line of the publication log.
func (x *exporter) logLine(e *edition.Edition) string {
	text, err := fs.ReadFile(x.fsys, publog.Path)
	if err != nil {
		return ""
	}
	for _, entry := range x.log.Entries() {
		if entry.Report == e.Report && entry.Edition == e.Number && entry.Kind != publog.Withdrawal {
			lines := slices.Collect(strings.Lines(string(text)))
			if at := x.log.Place(entry.Number).Line; at >= 1 && at <= len(lines) {
				return lines[at-1]
			}
		}
	}
	return ""
}

// An about is what is said of a package, in its order.
type about []aboutLine

type aboutLine struct{ key, label, value string }

// about describes the edition. Of the private digest it says nothing: it could
// tell what a short hidden text says.
func (x *exporter) about(line string) about {
	e, s := x.out.Edition, x.in.Snapshot
	var a about
	add := func(key, label, value string) {
		if value != "" {
			a = append(a, aboutLine{key, label, value})
		}
	}
	add("title", "Titel", s.Title)
	add("committee", "Nämnd", s.Committee)
	add("publisher", "Utgivare", s.Body)
	add("dnr", "Diarienummer", s.Dnr)
	add("kind", "Slag av rapport", s.Kind)
	add("period_from", "Period från", s.From)
	add("period_to", "Period till", s.To)
	add("report_date", "Rapportens datum", s.Date)
	add("meeting", "Sammanträde", s.Meeting)
	add("language", "Språk", s.Lang)
	add("report", "Rapportens sökväg", e.Report)
	add("edition", "Utgåva", strconv.Itoa(e.Number))
	add("edition_date", "Utgåvans datum", e.Date)
	add("edition_kind", "Slag av utgåva", string(e.Kind))
	add("reason", "Skäl", e.Reason)
	add("author", "Ansvarig roll", e.Author)
	add("approved_by", "Godkänd av roll", e.ApprovedBy)
	add("decision", "Beslut", e.Decision)
	add("correction_by", "Skrivfel rättat av roll", e.SlipBy)
	add("address", "Adress", x.addressOf())
	add("public_digest", "Kontrollsumma för det publicerade (SHA-256)", e.PublicDigest)
	add("log_entry", "Rad i publiceringsloggen", line)
	add("program", "Program", e.Tool)
	add("exported_with", "Exporterad med", x.cfg.Program)
	if x.req.Internal {
		add("contains_internal", "Innehåller opublicerat material", "ja, i mappen opublicerat")
	}
	return a
}

func (x *exporter) addressOf() string {
	if x.site.BaseURL == "" {
		return ""
	}
	return x.site.BaseURL + layout.EditionFolder(x.req.Report, x.out.Edition.Number)
}

// json keeps the order of the lines.
func (a about) json() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("{\n")
	for i, line := range a {
		key, err := json.Marshal(line.key)
		if err != nil {
			return nil, err
		}
		var value bytes.Buffer
		enc := json.NewEncoder(&value)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(line.value); err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "  %s: %s", key, bytes.TrimSpace(value.Bytes()))
		if i < len(a)-1 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
	}
	out.WriteString("}\n")
	return out.Bytes(), nil
}

// csv has one line for each, as people's own programs read it.
func (a about) csv() []byte {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = ';', true
	_ = w.Write([]string{"fält", "namn", "värde"}) // a buffer takes all
	for _, line := range a {
		_ = w.Write([]string{line.key, line.label, line.value})
	}
	w.Flush()
	return out.Bytes()
}

// readme says what is in the package, and how it is tried.
func (x *exporter) readme() string {
	e, s := x.out.Edition, x.in.Snapshot
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n%s, utgåva %d, %s\n\n", s.Title, strings.Trim(s.Committee+", "+s.Body, ", "), e.Number, e.Date)
	out.WriteString("Paketet innehåller en publicerad utgåva av en rapport. Det följer BagIt (RFC 8493).\n\n")
	list := [][2]string{
		{bagPDF, "rapporten på papper"},
		{bagHTML, "rapporten med alla tabeller och filer i en enda fil, som öppnas i en webbläsare"},
		{bagText, "rapporten som ren text"},
		{bagPublished + "/", "det som publicerades, byte för byte: sidornas innehåll, CSV-filer med beskrivning (CSVW), arbetsböcker"},
		{bagSums, "kontrollsummor för publicerat; filens egen kontrollsumma är utgåvans"},
		{bagAbout + ".json, " + bagAbout + ".csv", "uppgifter om utgåvan"},
		{bagLog, "utgåvans rad i publiceringsloggen"},
	}
	for _, l := range list {
		if l[0] == bagPDF && x.req.NoPDF {
			continue
		}
		fmt.Fprintf(&out, "%-26s %s\n", l[0], l[1])
	}
	if x.req.Internal {
		fmt.Fprintf(&out, "%-26s %s\n", bagInternal+"/", "OBS! Material som inte har publicerats: källor, uppgifter och den interna delen av utgåvans beskrivning")
	} else {
		out.WriteString("\nHär finns bara det som har publicerats.\n")
	}
	fmt.Fprintf(&out, "\nPröva paketet, i mappen ovanför data:\n  sha256sum -c manifest-sha256.txt\nPröva det publicerade, i mappen data/%s:\n  sha256sum -c ../%s\nUtgåvans kontrollsumma, i mappen data:\n  sha256sum %s\nska ge %s\n",
		bagPublished, bagSums, bagSums, e.PublicDigest)
	return out.String()
}

// tags adds what BagIt asks for beside the payload.
func (x *exporter) tags() {
	e, s := x.out.Edition, x.in.Snapshot
	slices.SortFunc(x.out.Files, byPath)
	size := 0
	for _, f := range x.out.Files {
		size += len(f.Content)
	}
	manifest := sums(x.out.Files)
	var info strings.Builder
	add := func(key, value string) {
		if value = strings.Join(strings.Fields(value), " "); value != "" {
			info.WriteString(key + ": " + value + "\n")
		}
	}
	add("Source-Organization", s.Body)
	add("External-Description", s.Title+", "+s.Committee+", utgåva "+strconv.Itoa(e.Number))
	add("External-Identifier", x.addressOf())
	add("Internal-Sender-Identifier", s.Dnr)
	add("Bagging-Date", e.Date)
	add("Bag-Software-Agent", x.cfg.Program)
	add("Payload-Oxum", fmt.Sprintf("%d.%d", size, len(x.out.Files)))
	tags := []layout.File{
		{Path: "bag-info.txt", Content: []byte(info.String())},
		{Path: "bagit.txt", Content: []byte("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")},
		{Path: "manifest-sha256.txt", Content: manifest},
	}
	x.out.Files = append(x.out.Files, tags...)
	x.out.Files = append(x.out.Files, layout.File{Path: "tagmanifest-sha256.txt", Content: sums(tags)})
	slices.SortFunc(x.out.Files, byPath)
}

func byPath(a, b layout.File) int { return strings.Compare(a.Path, b.Path) }

// sums lists digests as BagIt and sha256sum have them. A per cent sign is
// written as BagIt wants it; no name of ours has a line feed.
func sums(files []layout.File) []byte {
	var out bytes.Buffer
	for _, f := range files {
		sum := sha256.Sum256(f.Content)
		out.WriteString(hex.EncodeToString(sum[:]) + "  " + strings.ReplaceAll(f.Path, "%", "%25") + "\n")
	}
	return out.Bytes()
}

// WriteZip writes files as an archive, below one folder, all of them of one day. The
// folder is named after what is in it, so that the same edition gives the same file.
func WriteZip(w io.Writer, folder, date string, files []layout.File) error {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return fmt.Errorf("date of an edition: %w", err)
	}
	z := zip.NewWriter(w)
	for _, f := range files {
		header := &zip.FileHeader{Name: folder + "/" + f.Path, Method: zip.Deflate, Modified: day}
		header.SetMode(0o644)
		out, err := z.CreateHeader(header)
		if err == nil {
			_, err = out.Write(f.Content)
		}
		if err != nil {
			return fmt.Errorf("write archive: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	return nil
}
