package privacy

import (
	"regexp"
	"strings"
)

// capitalised are two words or more that begin with a capital, as a person's
// name does; a role is a common noun.
var capitalised = regexp.MustCompile(`^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?: \p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?)+$`)

// roleWords are parts of words that no name has and a role may.
var roleWords = []string{
	"chef", "direktör", "sekreterare", "ordförande", "registrator", "controller", "granskare", "handläggare", "strateg", "utredare",
	"jurist", "ekonom", "redaktör", "nämnd", "officer", "manager", "director", "secretary", "editor", "registrar", "clerk", "head",
}

// LooksLikePerson reports whether what should be a role is written as the name
// of a person is.
func LooksLikePerson(role string) bool {
	role = strings.Join(strings.Fields(role), " ")
	if !capitalised.MatchString(role) {
		return false
	}
	role = strings.ToLower(role)
	for _, word := range roleWords {
		if strings.Contains(role, word) {
			return false
		}
	}
	return true
}
