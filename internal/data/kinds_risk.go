package data

// Names of the kinds that are lists of texts rather than of amounts.
const (
	risksName       = "risks"
	controlsName    = "controls"
	actionsName     = "actions"
	unenforcedName  = "decisions-not-enforced"
	delegationsName = "decisions-delegation"
)

// Words by which a control is rated, the best first.
const (
	Good          = "good"
	Acceptable    = "acceptable"
	NotAcceptable = "not-acceptable"
	NotDone       = "not-done"
)

// Words by which an action says how far it has come.
const (
	NotStarted = "not-started"
	Ongoing    = "ongoing"
	Delayed    = "delayed"
	Done       = "done"
	Cancelled  = "cancelled"
)

var yesOrNo = []Choice{
	{"yes", []string{"ja", "x", "sant", "kommunövergripande", "kommungemensam", "yes"}},
	{"no", []string{"nej", "falskt", "egen", "nämndens egen", "no"}},
}

var ratings = []Choice{
	{Good, []string{"god", "god följsamhet", "grön", "grönt"}},
	{Acceptable, []string{"godtagbar", "godtagbar följsamhet", "gul", "gult"}},
	{NotAcceptable, []string{"ej godkänd", "inte godkänd", "ej godkänd följsamhet", "underkänd", "röd", "rött"}},
	{NotDone, []string{"ej genomförd", "inte genomförd", "ej genomfört", "inte genomfört"}},
}

// risks are what may happen, how likely and how serious.
var risks = Kind{
	Name: risksName, Title: "risker",
	Words: []RoleWord{
		{Word: "risk_id", Header: "risk_id", Role: RoleCode},
		{Word: "area", Header: "område", Role: RoleText},
		{Word: "risk", Header: "risk", Role: RoleName},
		{Word: "municipality_wide", Header: "kommunövergripande", Role: RoleChoice, Choices: yesOrNo},
		{Word: "list", Header: "lista", Role: RoleChoice, Choices: []Choice{
			{"gross", []string{"brutto", "bruttolista", "bruttorisk"}},
			{"net", []string{"netto", "nettolista", "nettorisk"}},
		}},
		{Word: "probability", Header: "sannolikhet", Role: RoleValue, Value: shorthand{value: Number}},
		{Word: "probability_word", Header: "sannolikhet_ord", Role: RoleText},
		{Word: "probability_word", Header: "sannolikhet_text", Role: RoleText},
		{Word: "consequence", Header: "konsekvens", Role: RoleValue, Value: shorthand{value: Number}},
		{Word: "consequence_word", Header: "konsekvens_ord", Role: RoleText},
		{Word: "consequence_word", Header: "konsekvens_text", Role: RoleText},
		{Word: "risk_value", Header: "riskvärde", Role: RoleValue, Value: shorthand{value: Number}},
		{Word: "treatment", Header: "hantering", Role: RoleText},
		{Word: "reason", Header: "motivering", Role: RoleText},
	},
	checks: []func(*checker){(*checker).risks},
}

// controls are what the committee looks at in a year to see that it is done as
// it should be.
var controls = Kind{
	Name: controlsName, Title: "kontrollmoment",
	Words: []RoleWord{
		{Word: "control_id", Header: "kontroll_id", Role: RoleCode},
		{Word: "risk_id", Header: "risk_id", Role: RoleText},
		{Word: "control", Header: "kontrollmoment", Role: RoleName},
		{Word: "municipality_wide", Header: "kommungemensam", Role: RoleChoice, Choices: yesOrNo},
		{Word: "method", Header: "metod", Role: RoleText},
		{Word: "frequency", Header: "frekvens", Role: RoleText},
		{Word: "owner_role", Header: "ansvarig_roll", Role: RoleText},
		{Word: "checked", Header: "granskade", Role: RoleValue, Value: shorthand{value: Number}},
		{Word: "deviating", Header: "avvikande", Role: RoleValue, Value: shorthand{value: Number}},
		{Word: "compliance", Header: "följsamhet", Role: RoleValue, Value: shorthand{value: Number}, Unit: "%"},
		{Word: "rating", Header: "bedömning", Role: RoleChoice, Choices: ratings},
		{Word: "rating_prev", Header: "bedömning_fg_år", Role: RoleChoice, Choices: ratings},
		{Word: "rating_earlier", Role: RoleChoice, Choices: ratings},
		{Word: "reason", Header: "orsak", Role: RoleText},
		{Word: "action", Header: "åtgärd", Role: RoleText},
	},
	checks: []func(*checker){(*checker).controls},
}

// actions are what the committee does about something.
var actions = Kind{
	Name: actionsName, Title: "åtgärder", Sums: true,
	Words: []RoleWord{
		{Word: "action_id", Header: "åtgärd_id", Role: RoleCode},
		{Word: "risk_id", Header: "risk_id", Role: RoleText},
		{Word: "origin", Header: "ursprung", Role: RoleText},
		{Word: "area", Header: "område", Role: RoleText},
		{Word: "action", Header: "åtgärd", Role: RoleName},
		{Word: "owner_role", Header: "ansvarig_roll", Role: RoleText},
		{Word: "decision", Header: "beslut", Role: RoleText},
		{Word: "due", Header: "klart", Role: RoleDeadline},
		{Word: "status", Header: "status", Role: RoleChoice, Choices: []Choice{
			{NotStarted, []string{"ej påbörjad", "inte påbörjad", "ej påbörjat", "inte påbörjat", "planerad"}},
			{Ongoing, []string{"pågår", "pågående", "påbörjad", "påbörjat"}},
			{Delayed, []string{"försenad", "försenat"}},
			{Done, []string{"klar", "klart", "genomförd", "genomfört", "avslutad", "slutförd"}},
			{Cancelled, []string{"avbruten", "avbrutet", "utgår", "utgått"}},
		}},
		{Word: "effect_this_year", Header: "effekt_i_år", Role: RoleValue, Value: shorthand{value: Number}},
		{Word: "effect_full_year", Header: "effekt_helår", Role: RoleValue, Value: shorthand{value: Number}},
	},
	checks: []func(*checker){(*checker).actions},
}

// unenforced are counts of decisions that have not been carried out in time,
// by quarter and report category. Single cases are never in a file.
var unenforced = Kind{
	Name: unenforcedName, Title: "ej verkställda beslut",
	Words: []RoleWord{
		{Word: "quarter", Header: "kvartal", Role: RolePeriod},
		{Word: "law", Header: "lagrum", Role: RoleSection},
		{Word: "category", Header: "rapportkategori", Role: RoleName},
		{Word: "measure_type", Header: "insatstyp", Role: RoleSection},
		{Word: "group", Header: "kön", Role: RoleGroup},
		{Word: "count", Header: "antal", Role: RoleValue, Value: shorthand{value: Number}, Unit: "beslut"},
		{Word: "median_days", Header: "mediandagar", Role: RoleValue, Value: shorthand{value: Number}, Unit: "dagar"},
	},
	checks: []func(*checker){(*checker).personColumns, (*checker).unenforced},
}

// delegations are counts of decisions taken by others for the committee. What
// they share stands in columns of which all tell rows apart.
var delegations = Kind{
	Name: delegationsName, Title: "delegationsbeslut",
	Words: []RoleWord{
		{Word: "reported_at", Header: "anmäls", Role: RoleSection},
		{Word: "delegate_role", Header: "delegat_roll", Role: RoleSection},
		{Word: "clause", Header: "delegationspunkt", Role: RoleSection},
		{Word: "law", Header: "lagrum", Role: RoleSection},
		{Word: "type", Header: "beslutstyp", Role: RoleName},
		{Word: "count", Header: "antal", Role: RoleValue, Value: shorthand{value: Number}, Unit: "beslut"},
		{Word: "case_no", Header: "diarienummer", Role: RoleText},
	},
	checks: []func(*checker){(*checker).personColumns, (*checker).delegations},
}

// Lists reports whether the kind is a list of entries whose numbers are told by
// their headers alone.
func (k *Kind) Lists() bool {
	switch k.Name {
	case risksName, controlsName, actionsName, unenforcedName, delegationsName:
		return true
	default:
		return false
	}
}

// allSections joins what a row of decisions stands under in the order of the
// kind's words, whatever the order of the file's columns; "" for other kinds.
func (d *Dataset) allSections(row *Row) string {
	kind := d.Description.Kind
	if kind.Name != unenforcedName && kind.Name != delegationsName {
		return ""
	}
	section := ""
	for i := range kind.Words {
		w := &kind.Words[i]
		if w.Role != RoleSection {
			continue
		}
		if text := d.Entry(row, w.Word); text != "" {
			section = joined(section, text)
		}
	}
	return section
}
