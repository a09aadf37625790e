package edition

import (
	"strconv"
	"strings"
)

// format names the form of edition.yaml.
const format = "tertial-edition/1"

// yamlHead is what a person who opens edition.yaml must know.
const yamlHead = `# Skrivet av tertial. Ändra ingenting i den här mappen: fel rättas med en ny utgåva.
# Written by tertial. Change nothing in this folder: mistakes are corrected by a new edition.
`

// sentHead is the same for papers as they were sent.
const sentHead = `# Skrivet av tertial. Det som sändes ändras aldrig: skicka kompletteringar med tertial dispatch.
# Written by tertial. What was sent is never changed: send supplements with tertial dispatch.
`

// YAML is the text of edition.yaml, the same for the same edition. Empty
// values are left out.
func (e *Edition) YAML() []byte {
	w := &yamlWriter{}
	if e.Kind == Sent {
		w.out.WriteString(sentHead)
	} else {
		w.out.WriteString(yamlHead)
	}
	w.plain("format", format)
	w.text("report", e.Report)
	w.plain("number", strconv.Itoa(e.Number))
	w.plain("date", e.Date)
	w.plain("kind", string(e.Kind))
	w.text("reason", e.Reason)
	w.text("author", e.Author)
	w.text("approved_by", e.ApprovedBy)
	w.text("slip_by", e.SlipBy)
	w.text("decision", e.Decision)
	if len(e.Acknowledged) > 0 {
		quoted := make([]string, len(e.Acknowledged))
		for i, code := range e.Acknowledged {
			quoted[i] = quote(code)
		}
		w.plain("acknowledged", "["+strings.Join(quoted, ", ")+"]")
	}
	w.text("tool", e.Tool)
	w.text("nonce", e.Nonce)
	w.text("content_digest", e.ContentDigest)
	w.text("public_digest", e.PublicDigest)
	w.text("checkpoint", e.Checkpoint)
	if e.Withdrawn != nil {
		w.out.WriteString("withdrawn:\n")
		w.indent = "  "
		w.plain("date", e.Withdrawn.Date)
		w.text("reason", e.Withdrawn.Reason)
		w.text("by", e.Withdrawn.By)
		w.text("preserved", e.Withdrawn.Preserved)
		w.text("disposal", e.Withdrawn.Disposal)
		w.text("sources_digest", e.Withdrawn.Sources)
	}
	return []byte(w.out.String())
}

type yamlWriter struct {
	out    strings.Builder
	indent string
}

func (w *yamlWriter) plain(key, value string) {
	if value != "" {
		w.out.WriteString(w.indent + key + ": " + value + "\n")
	}
}

// escapes are what a text between double quotes cannot hold as it is.
var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`)

func quote(text string) string { return `"` + escapes.Replace(text) + `"` }

func (w *yamlWriter) text(key, value string) {
	if value != "" {
		w.plain(key, quote(value))
	}
}
