package data

// Words by which the cells of several kinds say what they are.
const (
	annual    = "annual"
	multiYear = "multi-year"
	transfer  = "transfer"
)

// Names of kinds that some steps know.
const (
	grantsName    = "grants"
	forecastsName = "forecast-history"
)

// carriedOver is the version of a budget's part that was moved from last year.
const carriedOver = "carried-over"

// investments are projects with their budgets, what they have cost and what
// they are expected to.
var investments = Kind{
	Name: "investments", Title: "investeringar", Sums: true, Derive: true, Years: true, Spends: true,
	Words: []RoleWord{
		{Word: "project_no", Header: "projekt_nr", Role: RoleCode},
		{Word: "project_no", Header: "projektnr", Role: RoleCode},
		{Word: "project", Header: "projekt", Role: RoleName},
		{Word: "type", Header: "typ", Role: RoleChoice, Choices: []Choice{
			{annual, []string{"årligt", "årlig", "årliga", "årligt projekt"}},
			{multiYear, []string{"flerårigt", "flerårig", "fleråriga", "flerårigt projekt"}},
		}},
		{Word: "budget_total", Header: "total_budget", Role: RoleValue, Value: shorthand{value: Budget, scope: Lifetime}},
		{Word: "budget_total", Header: "totalbudget", Role: RoleValue, Value: shorthand{value: Budget, scope: Lifetime}},
		{Word: "actual_prior", Header: "utfall_tidigare_år", Role: RoleValue, Value: shorthand{value: Outcome, scope: EarlierYears}},
		{Word: "budget_fy", Header: "årsbudget", Role: RoleValue, Value: shorthand{value: Budget, scope: FullYear}},
		{Word: "carried_over", Header: "varav_ombudgeterat", Role: RoleValue, Value: shorthand{value: Budget, scope: FullYear, version: carriedOver}},
		{Word: "carried_over", Header: "ombudgeterat", Role: RoleValue, Value: shorthand{value: Budget, scope: FullYear, version: carriedOver}},
		{Word: "actual_ytd", Header: "ack_utfall", Role: RoleValue, Value: shorthand{value: Outcome, scope: YearToDate}},
		{Word: "actual_fy", Header: "bokslut", Role: RoleValue, Value: shorthand{value: Outcome, scope: FullYear}},
		{Word: "forecast_fy", Header: "prognos_år", Role: RoleValue, Value: shorthand{value: Forecast, scope: FullYear}},
		{Word: "forecast_fy", Header: "årsprognos", Role: RoleValue, Value: shorthand{value: Forecast, scope: FullYear}},
		{Word: "forecast_total", Header: "prognos_total", Role: RoleValue, Value: shorthand{value: Forecast, scope: Lifetime}},
		{Word: "deviation", Header: "avvikelse", Role: RoleValue, Value: shorthand{value: Deviation}},
		{Word: "deviation", Header: "prognosavvikelse", Role: RoleValue, Value: shorthand{value: Deviation}},
		{Word: "deviation_total", Header: "totalavvikelse", Role: RoleValue, Value: shorthand{value: Deviation}},
		{Word: "remaining", Header: "återstår", Role: RoleValue, Value: shorthand{value: Remaining}},
		{Word: "share_used", Header: "använd_andel", Role: RoleValue, Value: shorthand{value: ShareUsed}},
		{Word: "share_used", Header: "förbrukad_andel", Role: RoleValue, Value: shorthand{value: ShareUsed}},
		{Word: "done_by", Header: "klart", Role: RoleDeadline},
		{Word: "decision", Header: "beslut", Role: RoleText},
	},
	formulas: []formula{
		{
			word: "deviation", header: [2]string{"avvikelse", "deviation"}, value: Deviation, ways: []way{
				{plus: []source{{word: "forecast_fy"}}, minus: []source{{word: "budget_fy"}}},
				{plus: []source{{word: "actual_fy"}}, minus: []source{{word: "budget_fy"}}},
			},
		},
		{
			word: "remaining", header: [2]string{"återstår", "remaining"}, value: Remaining, ways: []way{
				{plus: []source{{word: "actual_prior", may: true}, {word: "actual_ytd"}}, minus: []source{{word: "budget_total"}}},
				{plus: []source{{word: "actual_prior", may: true}, {word: "actual_fy"}}, minus: []source{{word: "budget_total"}}},
				{plus: []source{{word: "actual_ytd"}}, minus: []source{{word: "budget_fy"}}},
			},
		},
		{
			word: "deviation_total", header: [2]string{"totalavvikelse", "deviation_total"}, value: Deviation, ways: []way{
				{plus: []source{{word: "forecast_total"}}, minus: []source{{word: "budget_total"}}},
			},
		},
		{
			word: "share_used", header: [2]string{"använd_andel", "share_used"}, value: ShareUsed, ways: []way{
				{plus: []source{{word: "actual_prior", may: true}, {word: "actual_ytd"}}, of: "budget_total"},
				{plus: []source{{word: "actual_prior", may: true}, {word: "actual_fy"}}, of: "budget_total"},
				{plus: []source{{word: "actual_ytd"}}, of: "budget_fy"},
				{plus: []source{{word: "actual_fy"}}, of: "budget_fy"},
			},
		},
	},
	checks: []func(*checker){(*checker).projects},
}

// grants are state grants and other extra money.
var grants = Kind{
	Name: grantsName, Title: "statsbidrag och extra medel", Sums: true, Derive: true,
	Words: []RoleWord{
		{Word: "kind", Header: "slag", Role: RoleChoice, Choices: []Choice{
			{"grant", []string{"statsbidrag", "bidrag"}},
			{"supplement", []string{"tilläggsbudget", "tilläggsanslag"}},
			{carriedOver, []string{"ombudgetering", "ombudgeterat"}},
			{"migration", []string{"migrationsverket", "ersättning från migrationsverket"}},
			{"project", []string{"projekt", "projektmedel"}},
		}},
		{Word: "name", Header: "benämning", Role: RoleName},
		{Word: "grantor", Header: "givare", Role: RoleText},
		{Word: "case_no", Header: "diarienummer", Role: RoleText},
		{Word: "activity_code", Header: "verksamhet_kod", Role: RoleSection},
		{Word: "activity", Header: "verksamhet", Role: RoleSection},
		{Word: "granted", Header: "beviljat", Role: RoleValue, Value: shorthand{value: Number}},
		{Word: "claimed", Header: "rekvirerat", Role: RoleValue, Value: shorthand{value: Number}},
		{Word: "used", Header: "använt", Role: RoleValue, Value: shorthand{value: Number}},
		{Word: "repaid", Header: "återbetalas", Role: RoleValue, Value: shorthand{value: Number}},
		{Word: "remaining", Header: "kvar", Role: RoleValue, Value: shorthand{value: Remaining}},
		{Word: "claim_by", Header: "rekvireras_senast", Role: RoleDeadline},
		{Word: "report_by", Header: "återrapporteras_senast", Role: RoleDeadline},
	},
	groups: []string{"kind", "grantor", "activity_code", "activity"},
	formulas: []formula{{
		word: "remaining", header: [2]string{"kvar", "remaining"}, value: Remaining,
		ways: []way{{plus: []source{{word: "granted"}}, minus: []source{{word: "used"}}}},
	}},
	checks: []func(*checker){(*checker).grantDates},
}

// forecastHistory are the forecasts of one budget year, one after the other,
// to the final accounts.
var forecastHistory = Kind{
	Name: forecastsName, Title: "prognoshistorik",
	Words: []RoleWord{
		{Word: "year", Header: "budgetår", Role: RolePeriod},
		{Word: "occasion", Header: "tillfälle", Role: RoleName},
		{Word: "as_of", Header: "per", Role: RoleDate},
		{Word: "activity_code", Header: "verksamhet_kod", Role: RoleSection},
		{Word: "activity", Header: "verksamhet", Role: RoleSection},
		{Word: "budget_fy", Header: "budget", Role: RoleValue, Value: shorthand{value: Budget, scope: FullYear}},
		{Word: "forecast_fy", Header: "prognos", Role: RoleValue, Value: shorthand{value: Forecast, scope: FullYear}},
		{Word: "deviation", Header: "avvikelse", Role: RoleValue, Value: shorthand{value: Deviation}},
		{Word: "cause", Header: "orsak", Role: RoleText},
	},
	formulas: []formula{
		{
			word: "deviation", header: [2]string{"avvikelse", "deviation"}, value: Deviation,
			ways: []way{{plus: []source{{word: "forecast_fy"}}, minus: []source{{word: "budget_fy"}}}},
		},
		{
			word: "change", header: [2]string{"ändring_sedan_förra", "change_since_last"}, value: Change,
			ways: []way{{plus: []source{{word: "deviation"}}, minus: []source{{word: "deviation", at: rowBefore}}}},
		},
		{
			word: "accuracy", header: [2]string{"träffsäkerhet", "accuracy"}, value: Change,
			ways: []way{{plus: []source{{word: "deviation"}}, minus: []source{{word: "deviation", at: rowLast}}}},
		},
		{
			word: "accuracy_share", header: [2]string{"träffsäkerhet_andel", "accuracy_share"}, value: Change,
			ways: []way{{plus: []source{{word: "deviation"}}, minus: []source{{word: "deviation", at: rowLast}}, of: "budget_fy", ofAt: rowLast}},
		},
	},
	checks: []func(*checker){(*checker).history},
}

// budgetChanges lead from the original budget to the revised one.
var budgetChanges = Kind{
	Name: "budget-changes", Title: "budgetändringar", Sums: true, Moves: true,
	Words: []RoleWord{
		{Word: "date", Header: "datum", Role: RoleDate},
		{Word: "decision", Header: "beslut", Role: RoleName},
		{Word: "type", Header: "slag", Role: RoleChoice, Choices: []Choice{
			{"supplement", []string{"tilläggsbudget", "tilläggsanslag"}},
			{carriedOver, []string{"ombudgetering", "ombudgeterat"}},
			{transfer, []string{"omfördelning", "omdisponering"}},
		}},
		{Word: "from", Header: "från", Role: RoleSection},
		{Word: "to", Header: "till", Role: RoleSection},
		{Word: "amount", Header: "belopp", Role: RoleValue, Value: shorthand{value: Number}},
	},
	checks: []func(*checker){(*checker).moves},
}
