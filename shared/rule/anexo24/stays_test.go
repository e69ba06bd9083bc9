package anexo24_test

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/ruletest"
)

func due(day, last document.Date) func(*rule.Books) {
	return withLot(func(l *rule.Lot) { l.Vence, l.VenceUltimo = day, last })
}

// unknown adds an exit that found no lot, for a cause.
func unknown(day document.Date, cause string) func(*rule.Books) {
	return func(b *rule.Books) {
		b.Exits = append(b.Exits, rule.Exit{ID: "x", Sale: day, Cantidad: 1e6, Faltante: 1e6, Causa: cause})
	}
}

// product is an exit without bill of materials under a fracción.
func product(fraccion string) func(*rule.Books) {
	return func(b *rule.Books) {
		b.Exits = append(b.Exits, rule.Exit{ID: "x", Sale: 20240601, Cantidad: 1e6, Faltante: 1e6, Causa: "no_bom", Fraccion: fraccion})
	}
}

func goods(tipo, fraccion string) func(*rule.Books) {
	return withLot(func(l *rule.Lot) { l.Tipo, l.Fraccion = tipo, fraccion })
}

func entered(day document.Date) func(*rule.Books) {
	return withLot(func(l *rule.Lot) { l.Entrada = day })
}

// delivered says of which months a Data Stage came.
func delivered(months ...string) func(*rule.Books) {
	return func(b *rule.Books) {
		s := *b.Setting
		s.Others = &ruletest.Others{Months: months}
		b.Setting = &s
	}
}

// stays are the examples of rules about due dates.
func stays() []ruletest.Example {
	life := withLot(func(l *rule.Lot) { l.Vence, l.VenceUltimo = 0, 0 })
	waste := func(day document.Date) func(*rule.Books) {
		return withLot(func(l *rule.Lot) { l.Desperdicio, l.Vence = 20e6, day })
	}
	const expired, near, scrap = "anexo24_lote_vencido", "anexo24_lote_vence", "anexo24_desperdicio_vence"
	return slices.Concat(
		four(expired, rule.Error, due(20240629, 20240629), due(20240630, 20240630), life),
		[]ruletest.Example{
			{Rule: expired, Name: "nothing came since", Want: rule.Warning, Books: books(due(20240629, 20240629), func(b *rule.Books) { b.Hasta = 20240601 })},
			{Rule: expired, Name: "something came since", Want: rule.Error, Books: books(due(20240629, 20240629), func(b *rule.Books) { b.Hasta = 20240630 })},
			{Rule: expired, Name: "a product without bill of materials left while it was here", Want: rule.Warning, Books: books(due(20240629, 20240629), unknown(20240601, "no_bom"))},
			{Rule: expired, Name: "one left before it came", Want: rule.Error, Books: books(due(20240629, 20240629), unknown(20200101, "no_bom"))},
			{Rule: expired, Name: "one left after it was due", Want: rule.Error, Books: books(due(20240629, 20240629), unknown(20240630, "no_bom"))},
			{Rule: expired, Name: "a product of another chapter may be made of it", Want: rule.Warning, Books: books(due(20240629, 20240629), goods("insumo", "39012001"), product("85444299"))},
			{Rule: expired, Name: "no product is made of a machine", Want: rule.Error, Books: books(due(20240629, 20240629), goods("activo_fijo", "84771001"), product("85444299"))},
			{Rule: expired, Name: "what left may be the machine itself", Want: rule.Warning, Books: books(due(20240629, 20240629), goods("activo_fijo", "84771001"), product("84771099"))},
			{Rule: expired, Name: "what left is under no fracción", Want: rule.Warning, Books: books(due(20240629, 20240629), goods("activo_fijo", "84771001"), product(""))},
			{Rule: expired, Name: "the machine came under Regla 8a", Want: rule.Warning, Books: books(due(20240629, 20240629), goods("activo_fijo", "98020013"), product("85444299"))},
			{Rule: expired, Name: "what left is under a special operation", Want: rule.Warning, Books: books(due(20240629, 20240629), goods("activo_fijo", "84771001"), product("98020013"))},
			{Rule: expired, Name: "the machine is under no fracción", Want: rule.Warning, Books: books(due(20240629, 20240629), goods("activo_fijo", ""), product("85444299"))},
			{Rule: expired, Name: "an exit that found no lot left", Want: rule.Error, Books: books(due(20240629, 20240629), unknown(20240601, "over_discharge"))},
			{Rule: expired, Name: "a month of its stay was not delivered", Want: rule.Warning, Books: books(due(20240629, 20240629), entered(20231203), delivered("2023-12", "2024-01", "2024-02", "2024-03", "2024-05", "2024-06"))},
			{Rule: expired, Name: "all months of its stay were", Want: rule.Error, Books: books(due(20240629, 20240629), entered(20231203), delivered("2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"))},
			{Rule: expired, Name: "it came by other papers", Want: rule.Error, Books: books(due(20240629, 20240629), entered(20231203), delivered("2024-01"))},
			{Rule: expired, Name: "another reading of the law may hold", Want: rule.Warning, Books: books(due(20240629, 20250629))},
			{Rule: expired, Name: "the last reading is in doubt", Want: rule.Warning, Books: books(due(20240629, 0))},
			{Rule: expired, Name: "nothing is left", Want: rule.NotApplicable, Books: books(withLot(func(l *rule.Lot) { l.Saldo, l.Vence = 0, 20240101 }))},
			{Rule: expired, Name: "only desperdicio is left", Want: rule.Error, Books: books(withLot(func(l *rule.Lot) {
				l.Saldo, l.Desperdicio, l.Vence, l.VenceUltimo = 0, 1, 20240101, 20240101
			}))},
		},
		four(near, rule.Notice, due(20240725, 20240725), due(20240929, 20240929), life),
		[]ruletest.Example{
			{Rule: near, Name: "on the ninetieth day", Want: rule.Notice, Books: books(due(20240928, 20240928))},
			{Rule: near, Name: "past it already", Want: rule.NotApplicable, Books: books(due(20240629, 20240629))},
		},
		four(scrap, rule.Warning, waste(20240629), waste(20250629), nil),
		[]ruletest.Example{{Rule: scrap, Name: "soon", Want: rule.Notice, Books: books(waste(20240801))}},
	)
}
