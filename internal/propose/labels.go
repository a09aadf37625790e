package propose

import (
	"cmp"

	"tertial/internal/data"
)

// labelRoles gives every label column its role, by what the kind knows, what
// headers usually mean, and what the cells are.
func (p *proposal) labelRoles() {
	labels := p.survey.labels()
	p.roles = map[*clue]data.Role{}
	taken := map[data.Role]bool{}
	give := func(c *clue, role data.Role) bool {
		once := role != data.RoleText && role != data.RoleSection && !typed(role)
		if role == "" || p.roles[c] != "" || once && taken[role] || !c.canBe(role) || role == data.RoleChoice && !p.chosen(c) {
			return false
		}
		p.roles[c], taken[role] = role, true
		return true
	}
	for _, c := range labels {
		if p.kind.Account && c.looksLike(data.RoleLine) {
			give(c, data.RoleLine)
		}
	}
	for _, c := range labels {
		if w := p.kind.Header(c.folded); w != nil && give(c, w.Role) {
			continue
		}
		if role := labelHeaders[c.plain]; role != data.RoleName || !p.named(labels, c) {
			give(c, role)
		}
	}
	for _, c := range labels {
		for _, role := range [...]data.Role{data.RoleLine, data.RolePeriod, data.RoleUnit} {
			if c.looksLike(role) {
				give(c, role)
			}
		}
	}
	if !taken[data.RoleName] {
		give(p.richest(labels), data.RoleName)
	}
	p.checkCode(labels)
	p.rest(labels, taken[data.RoleName])
}

// named reports whether a column before the given one, with a header that
// nobody knows, names the rows at least as well.
func (p *proposal) named(labels []*clue, c *clue) bool {
	for _, before := range labels {
		if before.index < c.index && p.roles[before] == "" && labelHeaders[before.plain] == "" && before.distinct >= c.distinct && c.filled > 0 {
			return true
		}
	}
	return false
}

// canBe reports whether the cells allow a role that the header suggests.
func (c *clue) canBe(role data.Role) bool {
	switch role {
	case data.RoleLine:
		return 2*c.lines >= c.filled && c.lines > 0
	case data.RoleGroup:
		return c.filled > 0 && (c.groups > 0 || c.distinct < 6)
	case data.RoleUnit, data.RoleType:
		return c.looksLike(role)
	case data.RolePeriod:
		return c.looksLike(role) || c.plain == "budgetår" && c.mostly(c.periods)
	case data.RoleDate, data.RoleMonth, data.RoleDeadline:
		return c.mostly(c.count(func(text string) bool { return isDay(role, text) }))
	case data.RoleStatus:
		for _, t := range c.texts {
			if _, ok := data.ParseStatus(t); !ok {
				return false
			}
		}
		return c.filled > 0
	case data.RoleValue:
		return false
	default:
		return true
	}
}

// typed reports whether the cells of the role mean something by themselves.
func typed(role data.Role) bool {
	switch role {
	case data.RoleDate, data.RoleMonth, data.RoleDeadline, data.RoleChoice:
		return true
	default:
		return false
	}
}

// isDay reports whether a text is a day, month or deadline, as the role asks.
func isDay(role data.Role, text string) bool {
	var ok bool
	switch role {
	case data.RoleDate:
		_, ok = data.ParseDate(text)
	case data.RoleMonth:
		_, ok = data.ParseMonth(text)
	default:
		_, ok = data.ParseDeadline(text)
	}
	return ok
}

// count counts the filled cells that a test allows.
func (c *clue) count(allows func(text string) bool) int {
	n := 0
	for _, text := range c.texts {
		if text != "" && allows(text) {
			n++
		}
	}
	return n
}

// chosen reports whether most cells are words that the kind knows for the
// column.
func (p *proposal) chosen(c *clue) bool {
	w := p.kind.Header(c.folded)
	if w == nil {
		return false
	}
	return c.mostly(c.count(w.Allows))
}

// looksLike reports whether the cells show a role without the header's help.
func (c *clue) looksLike(role data.Role) bool {
	switch role {
	case data.RoleLine:
		return c.lines > 1 && c.mostly(c.lines) && c.distinct < c.filled
	case data.RoleUnit:
		return c.mostly(c.units)
	case data.RoleType:
		return c.mostly(c.types)
	case data.RolePeriod:
		return c.mostly(c.periods) && c.distinct > 1 // one period for all rows tells nothing apart
	default:
		return false
	}
}

// richest returns the column without a role that tells most rows apart; one
// that heads blocks of rows if there is no other.
func (p *proposal) richest(labels []*clue) *clue {
	var best *clue
	for _, c := range labels {
		if p.roles[c] == "" && (best == nil || c.distinct > best.distinct) {
			best = c
		}
	}
	if best != nil {
		return best
	}
	for _, c := range labels {
		if p.roles[c] == data.RoleSection {
			best = c
		}
	}
	if best != nil {
		delete(p.roles, best)
	}
	return best
}

// checkCode makes text of a code that stands beside several names: it does not
// tell rows apart.
func (p *proposal) checkCode(labels []*clue) {
	name := p.labelOf(data.RoleName)
	for _, c := range labels {
		if p.roles[c] == data.RoleCode && name != nil && !c.constant(name) {
			p.roles[c] = data.RoleText
		}
	}
}

// rest gives the other columns a role: what is repeated before the name heads
// blocks of rows, all else is text.
func (p *proposal) rest(labels []*clue, named bool) {
	name := p.labelOf(data.RoleName)
	for _, c := range labels {
		switch {
		case p.roles[c] != "":
		case named && c.index < name.index && 2*c.distinct <= c.filled, named && p.parts(name, c):
			p.roles[c] = data.RoleSection
		default:
			p.roles[c] = data.RoleText
		}
	}
}

// parts reports whether a column tells rows apart that have the same name, when
// nothing else does.
func (p *proposal) parts(name, c *clue) bool {
	for _, role := range [...]data.Role{data.RoleCode, data.RoleLine, data.RoleGroup, data.RolePeriod, data.RoleSection} {
		if p.labelOf(role) != nil {
			return false
		}
	}
	if name.distinct == name.filled {
		return false
	}
	seen := map[[2]string]bool{}
	for i, text := range name.texts {
		key := [2]string{text, c.texts[i]}
		if seen[key] {
			return false
		}
		seen[key] = true
	}
	return true
}

// labelOf returns the column of a role, or nil.
func (p *proposal) labelOf(role data.Role) *clue {
	for _, c := range p.survey.clues {
		if p.roles[c] == role {
			return c
		}
	}
	return nil
}

// roleWord is the word by which the kind calls a column's role.
func (p *proposal) roleWord(c *clue) string {
	role := p.roles[c]
	if w := p.kind.Header(c.folded); w != nil && w.Role == role && role != data.RoleCode && role != data.RoleName {
		return w.Word
	}
	if role == data.RoleName && p.labelOf(data.RoleCode) == nil && c.mostly(c.count(func(text string) bool { _, _, ok := data.SplitCode(text); return ok })) {
		return "coded_name"
	}
	if role == data.RoleText {
		return "text"
	}
	return cmp.Or(p.kind.WordFor(role), "text")
}
