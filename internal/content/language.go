package content

import "tertial/internal/yamltree"

// A Naming is what a site or a committee is called in another language. What it
// leaves empty stays as it is.
type Naming struct {
	Lang                            string
	Name, Description, Notice, Task string
	Body                            string
}

// namings reads what a site or a committee is called in other languages: a map
// under the code of each.
func namings(o *yamltree.Object, keys ...string) []Naming {
	var all []Naming
	for _, lang := range [...]string{"en", "sv"} {
		if !o.Has(lang) {
			continue
		}
		in := o.Map(lang)
		n := Naming{Lang: lang}
		for _, key := range keys {
			text := foldBlanks(in.String(key))
			switch key {
			case "name":
				n.Name = text
			case "description":
				n.Description = text
			case "notice":
				n.Notice = text
			case "task":
				n.Task = text
			case "body":
				n.Body = text
			}
		}
		in.Close()
		all = append(all, n)
	}
	return all
}

// In is the site under its names in a language.
func (s *Site) In(lang string) *Site {
	out := *s
	out.Lang = lang
	for _, n := range s.Namings {
		if n.Lang == lang {
			out.Name, out.Description, out.Notice = or(n.Name, s.Name), or(n.Description, s.Description), or(n.Notice, s.Notice)
		}
	}
	return &out
}

// In is the committee under its names in a language.
func (c *Committee) In(lang string) *Committee {
	out := *c
	for _, n := range c.Namings {
		if n.Lang == lang {
			out.Name, out.Task, out.Body = or(n.Name, c.Name), or(n.Task, c.Task), or(n.Body, c.Body)
		}
	}
	return &out
}
