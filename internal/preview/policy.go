package preview

import "strings"

// withSource adds a source to a directive of a content security policy, and the
// directive where the policy lacks it: "script-src 'self'".
func withSource(policy, need string) string {
	name, source, _ := strings.Cut(need, " ")
	parts := strings.Split(policy, ";")
	for i, part := range parts {
		words := strings.Fields(part)
		if len(words) == 0 || words[0] != name {
			continue
		}
		for _, word := range words[1:] {
			if word == source {
				return policy
			}
		}
		if len(words) == 2 && words[1] == "'none'" {
			words = words[:1]
		}
		parts[i] = " " + strings.Join(append(words, source), " ")
		return strings.TrimSpace(strings.Join(parts, ";"))
	}
	return strings.TrimRight(policy, "; ") + "; " + need
}
