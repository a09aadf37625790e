package content

import (
	"encoding/hex"
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/privacy"
	"tertial/internal/yamltree"
)

// contacts reads the list of further contacts, each with its role.
func contacts(o *yamltree.Object, diags *diag.List) []Contact {
	var all []Contact
	for _, item := range o.List("contacts") {
		entry := item.Object()
		if entry == nil {
			continue
		}
		required(entry, diags, "role")
		c := contactOf(entry, diags)
		c.Role = foldBlanks(entry.String("role"))
		entry.Close()
		all = append(all, c)
	}
	return all
}

// Addresses returns the e-mail addresses and telephone numbers of contacts.
func Addresses(all ...Contact) []string {
	var found []string
	for _, c := range all {
		for _, address := range [...]string{c.Email, c.Phone} {
			if address != "" {
				found = append(found, address)
			}
		}
	}
	return found
}

// exceptions reads what the authors let pass the privacy gate. An entry that
// says too little, or asks for what can't be had, lets nothing pass.
func exceptions(o *yamltree.Object, source *diag.Source, under []string, diags *diag.List) []*privacy.Exception {
	var all []*privacy.Exception
	for _, item := range o.List("privacy_exceptions") {
		entry := item.Object()
		if entry == nil {
			continue
		}
		required(entry, diags, "kind", "reason", "role")
		e := &privacy.Exception{
			Kind: exceptionKind(entry, diags), Text: entry.String("text"), Digest: entry.String("sha256"), At: entry.String("at"),
			Reason: foldBlanks(entry.String("reason")), Role: entry.String("role"),
			Place: entry.Place(), Last: source.Line(max(item.End-1, 0)), Under: under,
		}
		entry.Close()
		switch sum, err := hex.DecodeString(e.Digest); {
		case e.Kind == "":
		case err != nil || len(sum) != 32 && e.Digest != "":
			diags.Add(diag.New("PRIVACY-EXCEPTION", entry.PlaceOf("sha256")).With("digest"))
		case e.Text == "" && e.Digest == "" && (e.Kind != "metadata" || e.At == ""):
			diags.Add(diag.New("PRIVACY-EXCEPTION", e.Place).With("what"))
		default:
			all = append(all, e)
		}
	}
	return all
}

// exceptionKind reads what an exception is for.
func exceptionKind(entry *yamltree.Object, diags *diag.List) string {
	if n := entry.Get("kind"); n != nil && n.Kind == yamltree.Scalar && slices.Contains(never[:], strings.ToLower(n.Text)) {
		finding := diag.New("PRIVACY-EXCEPTION", n.Place()).With("never")
		finding.Severity = diag.Error
		diags.Add(finding)
		return ""
	}
	return entry.Enum("kind", privacy.Kinds()...)
}

// never are words for what cannot be excepted.
var never = [...]string{"personnummer", "samordningsnummer", "identity", "identity-number", "pnr", "secret", "sekretess"}
