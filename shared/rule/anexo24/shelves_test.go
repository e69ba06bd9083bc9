package anexo24_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

// shelves are the examples of rules about what lies in the plant.
func shelves(t *testing.T) []ruletest.Example {
	t.Helper()
	counted := func(day string) func(*rule.Books) {
		return tables(t, "fecha,parte,lugar,contado,unidad,motivo\n"+day+",CON-10,P1,5,6,Anual\n")
	}
	missing := withLot(func(l *rule.Lot) { l.Faltante = 40e6 })
	asset := func(serial string) func(*rule.Books) {
		return withLot(func(l *rule.Lot) { l.Tipo, l.Serie = "activo_fijo", serial })
	}
	const review = "anexo24_revisiones"
	seen := func(archive string) func(*rule.Books) {
		return tables(t, "asunto,fecha,resultado,folio\n"+archive+"bitacora,2024-06-20,positivo,R2\ntablas,2024-06-21,positivo,R3\n")
	}
	const count = "anexo24_conteo_fecha"
	return slices.Concat(
		four("anexo24_faltante_fisico", rule.Warning, missing, nil, noLots),
		four("anexo24_activo_serie", rule.Warning, asset(""), asset("SN-1"), nil),
		[]ruletest.Example{
			{Rule: review, Name: "reviewed", Want: rule.Pass, Books: books(seen("archivo,2024-05-30,positivo,R1\n"))},
			{Rule: review, Name: "32 days ago", Want: rule.Notice, Books: books(seen("archivo,2024-05-29,positivo,R1\n"))},
			{Rule: review, Name: "with faults", Want: rule.Warning, Books: books(seen("archivo,2024-06-20,negativo,R1\n"))},
			{Rule: review, Name: "of one nobody says", Want: rule.Unreadable, Books: books(seen(""))},
			{Rule: review, Name: "of one only after that day", Want: rule.Unreadable, Books: books(seen("archivo,2024-07-01,positivo,R1\n"))},
			{Rule: review, Name: "nothing to keep", Want: rule.NotApplicable, Books: books(noLots, noExits)},
			{Rule: review, Name: "before it was law", Want: rule.NotInForce, Books: on(20061112, seen(""))},
			{Rule: count, Name: "a year ago", Want: rule.Pass, Books: books(counted("2023-06-30"))},
			{Rule: count, Name: "longer ago", Want: rule.Notice, Books: books(counted("2023-06-29"))},
			{Rule: count, Name: "nothing to count", Want: rule.NotApplicable, Books: books(noLots)},
			{Rule: count, Name: "never", Want: rule.Unreadable, Books: books()},
			{Rule: count, Name: "only after that day", Want: rule.Unreadable, Books: books(counted("2024-07-01"))},
			{Rule: count, Name: "before it was law", Want: rule.NotInForce, Books: on(20061112, counted("2000-01-01"))},
		},
	)
}
