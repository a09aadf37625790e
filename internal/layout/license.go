package layout

import "strings"

// licenses are the addresses of licences that open data usually has, by their
// SPDX ids in lower case.

// licenseAddress is the address of a licence that a description names by its
// SPDX id or its own address; "" for one that is told in words.
func licenseAddress(license string) string {
	license = strings.TrimSpace(license)
	if address, ok := licenses[strings.ToLower(license)]; ok {
		return address
	}
	if isAddress(license) {
		return license
	}
	return ""
}

// isAddress reports whether a text is one address on the web.
func isAddress(text string) bool {
	return (strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")) && !strings.ContainsAny(text, " \t\n<>\"{}|\\^`")
}

// licenses are the addresses of licences that open data usually has, by their
// SPDX ids in lower case.
var licenses = map[string]string{
	"cc0":                 "https://creativecommons.org/publicdomain/zero/1.0/",
	"cc0-1.0":             "https://creativecommons.org/publicdomain/zero/1.0/",
	"cc-by-4.0":           "https://creativecommons.org/licenses/by/4.0/",
	"cc-by-sa-4.0":        "https://creativecommons.org/licenses/by-sa/4.0/",
	"cc-pdm-1.0":          "https://creativecommons.org/publicdomain/mark/1.0/",
	"pddl-1.0":            "https://opendatacommons.org/licenses/pddl/1-0/",
	"odc-by-1.0":          "https://opendatacommons.org/licenses/by/1-0/",
	"odbl-1.0":            "https://opendatacommons.org/licenses/odbl/1-0/",
	"cdla-permissive-2.0": "https://spdx.org/licenses/CDLA-Permissive-2.0",
}
