package anexo24_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule"
	"example.com/immex/shared/rule/anexo24"
	"example.com/immex/shared/rule/ruletest"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/unit"
)

const today document.Date = 20240630

// lot is an open lot in time.
func lot() rule.Lot {
	return rule.Lot{
		ID: "232432103000001-1", Pedimento: "232432103000001", Partida: 1, Material: "85366999", Fraccion: "85366999", Clave: "IN", Tipo: "insumo",
		Cantidad: 1000e6, Saldo: 400e6, Entrada: 20231001, Inicio: 20231001, Vence: 20250401, VenceUltimo: 20250401, Aduana: ruletest.Amount("1000"),
	}
}

// exit is an exit that is proved whole.
func exit() rule.Exit {
	return rule.Exit{
		ID: "242432104000777-1", Pedimento: "242432104000777", Partida: 1, Clave: "RT", Rol: "salida", Material: "85366999",
		Cantidad: 100e6, Probado: 100e6, Sale: 20240601, Paga: 20240601, UltimaEntrada: 20231001,
	}
}

// on are the books of that lot and exit on a day, changed by each change.
func on(day document.Date, changes ...func(*rule.Books)) *rule.Books {
	b := rule.NewBooks(ruletest.Setting(), day)
	b.Lots, b.Exits = []rule.Lot{lot()}, []rule.Exit{exit()}
	for _, change := range changes {
		change(b)
	}
	return b
}

func books(changes ...func(*rule.Books)) *rule.Books { return on(today, changes...) }

func empty(b *rule.Books)   { b.Lots, b.Exits, b.Pairs = nil, nil, nil }
func noLots(b *rule.Books)  { b.Lots = nil }
func noExits(b *rule.Books) { b.Exits = nil }

func withLot(change func(*rule.Lot)) func(*rule.Books) {
	return func(b *rule.Books) { change(&b.Lots[0]) }
}

func withExit(change func(*rule.Exit)) func(*rule.Books) {
	return func(b *rule.Books) { change(&b.Exits[0]) }
}

// tables gives the books the plant's tables.
func tables(t *testing.T, csv string) func(*rule.Books) {
	t.Helper()
	s, findings := sheet.Read([]byte(csv))
	if s == nil {
		t.Fatalf("%v", findings)
	}
	f, findings := material.Read(s)
	if f == nil {
		t.Fatalf("%v", findings)
	}
	return func(b *rule.Books) { b.Plant = plant.New([]plant.File{{File: f}}, unit.Default()) }
}

// four are the examples of a rule that every rule of the books has alike: what
// fails, what passes, where nothing is of its kind, without books, and before
// Anexo 24 was in force.
func four(code string, want rule.Outcome, fails, passes, other func(*rule.Books)) []ruletest.Example {
	keep := func(*rule.Books) {}
	for _, f := range []*func(*rule.Books){&passes, &other} {
		if *f == nil {
			*f = keep
		}
	}
	return []ruletest.Example{
		{Rule: code, Name: "fails", Want: want, Books: books(fails)},
		{Rule: code, Name: "passes", Want: rule.Pass, Books: books(passes)},
		{Rule: code, Name: "nothing of the kind", Want: rule.NotApplicable, Books: books(other)},
		{Rule: code, Name: "no books", Want: rule.Unreadable, Books: books(empty)},
		{Rule: code, Name: "before it was law", Want: rule.NotInForce, Books: on(20061112, fails)},
	}
}

// TestRules: every rule passes, fails, does not apply, and was not always law.
func TestRules(t *testing.T) {
	t.Parallel()
	ruletest.Table(t, anexo24.Rules(), slices.Concat(stays(), exits(), production(t), shelves(t), transfers(), deliveries()))
}
