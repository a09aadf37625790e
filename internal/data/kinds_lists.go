package data

// Words by which goals and assignments say how far they have come.
const (
	Met         = "met"
	Partly      = "partly"
	NotMet      = "not-met"
	NotAssessed = "not-assessed"

	open = "open"

	goalsName = "goals"
	staffName = "staff"
)

// staff are measures of those employed, by occupation.
var staff = Kind{
	Name: staffName, Title: "personal", Years: true,
	Words: []RoleWord{
		{Word: "measure", Header: "mått", Role: RoleSection},
		{Word: "definition_id", Header: "definition_id", Role: RoleText},
		{Word: "occupation_code", Header: "yrkesgrupp_kod", Role: RoleCode},
		{Word: "occupation", Header: "yrkesgrupp", Role: RoleName},
		{Word: "base", Header: "antal_anställda", Role: RoleValue, Value: shorthand{value: Number}, Unit: "personer"},
	},
	formulas: []formula{{
		word: "change", header: [2]string{"förändring", "change"}, value: Change,
		ways: []way{{plus: []source{{word: newest}}, minus: []source{{word: secondNewest}}}},
	}},
	checks: []func(*checker){(*checker).bases},
}

// goals are those of the council and the committee with the committee's own
// assessment, which is declared and never computed.
var goals = Kind{
	Name: goalsName, Title: "målträd",
	Words: []RoleWord{
		{Word: "goal_id", Header: "mål_id", Role: RoleCode},
		{Word: "goal_id", Header: "mål-id", Role: RoleCode},
		{Word: "parent", Header: "överordnat", Role: RoleText},
		{Word: "level", Header: "nivå", Role: RoleText},
		{Word: "goal", Header: "mål", Role: RoleName},
		{Word: "assessment", Header: "bedömning", Role: RoleChoice, Choices: []Choice{
			{Met, []string{"uppfyllt", "uppfylld", "uppnått", "uppfylls", "bedöms bli uppfyllt", "bedöms uppfyllas"}},
			{Partly, []string{"delvis uppfyllt", "delvis uppfylld", "delvis", "uppfylls delvis", "bedöms bli delvis uppfyllt", "bedöms uppfyllas delvis"}},
			{NotMet, []string{
				"inte uppfyllt", "inte uppfylld", "ej uppfyllt", "ej uppfylld", "uppfylls inte", "uppfylls ej",
				"bedöms inte bli uppfyllt", "bedöms inte uppfyllas",
			}},
			{NotAssessed, []string{"ej bedömt", "ej bedömd", "inte bedömt", "inte bedömd", "bedöms inte", "bedöms ej"}},
		}},
		{Word: "assessed_at", Header: "bedömd", Role: RoleDate},
	},
	checks: []func(*checker){(*checker).tree},
}

// assignments are what the council and others have asked for.
var assignments = Kind{
	Name: "assignments", Title: "uppdrag",
	Words: []RoleWord{
		{Word: "assignment", Header: "uppdrag", Role: RoleName},
		{Word: "giver", Header: "givare", Role: RoleText},
		{Word: "section", Header: "§", Role: RoleText},
		{Word: "section", Header: "paragraf", Role: RoleText},
		{Word: "case_no", Header: "diarienummer", Role: RoleText},
		{Word: "due", Header: "senast", Role: RoleDeadline},
		{Word: "status", Header: "status", Role: RoleChoice, Choices: []Choice{
			{open, []string{
				"öppet", "öppen", "pågår", "pågående", "påbörjat", "påbörjad", "ej påbörjat", "ej påbörjad", "inte påbörjat",
				"inte påbörjad", "planerat", "planerad", "kvarstår", "försenat", "försenad",
			}},
			{"done", []string{
				"klart", "klar", "slutfört", "slutförd", "genomfört", "genomförd", "redovisat", "redovisad", "besvarat", "besvarad",
				"avslutat", "avslutad", "verkställt", "verkställd",
			}},
			{"cancelled", []string{"utgår", "utgått", "avbrutet", "avbruten", "avskrivet", "avskriven", "upphävt", "upphävd"}},
		}},
	},
	checks: []func(*checker){(*checker).assignments},
}
