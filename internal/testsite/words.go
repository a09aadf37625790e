package testsite

// glossaryFile explains words that the reports use, and one that stands in none.
const glossaryFile = `terms:
  - term: målgrupp
    forms: [målgruppen, målgrupper]
    text: De som en verksamhet är till för.
    text_en: Those whom an activity is for.
    see: [nyckeltal]
  - term: belagd plats
    forms: [belagda platser]
    text: En plats som någon bor på eller har, till skillnad från en som står tom.
`

// lawsFile adds an act to those that are known.
const lawsFile = `laws:
  - {sfs: "2013:801", name: bibliotekslagen, from: 2014-01-01}
`

// acts writes which act the committee follows: the one of the year.
func (p *page) acts() {
	act := "2017:725"
	if p.r.year < 2018 {
		act = "1991:900"
	}
	p.printf("Nämnden ser till att kontrollen räcker enligt 6 kap. kommunallagen (%s). Varje målgrupp har sin verksamhet.\n\n", act)
}
