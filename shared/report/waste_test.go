package report_test

import (
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// scrap is a material with desperdicio of before, some generated in March in three ways
// of being known, and some that left.
func scrap(t *testing.T) *ledger.Book {
	t.Helper()
	day := document.NewDate
	lot := ledger.Lot{
		ID: "212432101000001-1", Pedimento: "212432101000001", Partida: 1, Fraccion: "39012001", UMT: "1", Parte: "MAT", Cantidad: micros(t, "100"), CantidadUMT: micros(t, "100"),
		Desperdicio: micros(t, "4"), Pago: day(2021, 2, 1), AvailableFrom: day(2021, 2, 1), Due: day(2022, 8, 1),
	}
	b := &ledger.Book{RFC: "MEN210101AB1", ID: "m", Material: ledger.Material{Kind: ledger.KindPart, Key: "MAT", Unit: "1"}, Lots: []ledger.Lot{lot}}
	generate := func(id, on, cantidad string, status ledger.Status) {
		d, err := document.ParseDate(on)
		if err != nil {
			t.Fatal(err)
		}
		b.Exits = append(b.Exits, ledger.Exit{ID: id, Rol: ledger.RoleDesperdicio, Cantidad: micros(t, cantidad), MovedAt: d})
		b.Cambios = append(b.Cambios, ledger.Change{Exit: id, Lot: lot.ID, Cantidad: micros(t, cantidad), MovedAt: d, A: ledger.ToDesperdicio, Status: status})
	}
	end := func(id, on, tipo, cantidad string, rol ledger.Role) {
		d, err := document.ParseDate(on)
		if err != nil {
			t.Fatal(err)
		}
		b.Exits = append(b.Exits, ledger.Exit{ID: id, Rol: rol, Tipo: tipo, Cantidad: micros(t, cantidad), MovedAt: d, Desperdicio: true})
		b.Descargos = append(b.Descargos, ledger.Descargo{Exit: id, Lot: lot.ID, Cantidad: micros(t, cantidad), CantidadUMT: micros(t, cantidad), MovedAt: d, Rol: rol, Status: ledger.Proved})
	}
	generate("a", "2021-02-10", "6", ledger.Proved)
	end("b", "2021-02-20", "destruccion", "3", ledger.RoleActa)
	generate("c", "2021-03-02", "5", ledger.Proved)
	generate("d", "2021-03-03", "2", ledger.Assumed)
	generate("e", "2021-03-04", "1", ledger.Undocumented)
	end("f", "2021-03-10", "destruccion", "4", ledger.RoleActa)
	end("g", "2021-03-11", "donacion", "1.5", ledger.RoleActa)
	end("h", "2021-03-12", "retorno", "2", ledger.RoleSalida)
	b.Exits = append(b.Exits,
		ledger.Exit{ID: "i", Rol: ledger.RoleActa, Tipo: "destruccion", Cantidad: micros(t, "9"), MovedAt: day(2021, 3, 15), Desperdicio: true},
		ledger.Exit{ID: "j", Rol: ledger.RoleDesperdicio, Cantidad: micros(t, "8"), MovedAt: day(2021, 3, 16)},
		ledger.Exit{ID: "k", Rol: ledger.RoleSalida, Tipo: "retorno", Cantidad: micros(t, "7"), MovedAt: day(2021, 3, 17)})
	for _, s := range []struct{ exit, q string }{{"i", "9"}, {"j", "8"}, {"k", "7"}} {
		b.Shortages = append(b.Shortages, ledger.Shortage{Exit: s.exit, Cantidad: micros(t, s.q), MovedAt: day(2021, 3, 15), Cause: ledger.CauseNoWaste})
	}
	generate("z", "2021-04-02", "11", ledger.Proved) // of the month after
	return b
}

// TestDesperdicios: opening + generated − out = closing per material, each part by how
// it is known, and what is not resolved apart.
func TestDesperdicios(t *testing.T) {
	s := closedBooks(t, []*ledger.Book{scrap(t)})
	all := rows(t, csvOf(t, s, "desperdicios"))
	if len(all) != 1 {
		t.Fatalf("%d rows", len(all))
	}
	for k, want := range map[string]string{
		"clave": "MAT", "unit_name": "Kilogram", "saldo_inicial": "7", "en_saldo_inicial": "0", "generado": "8", "retornado": "2", "destruido": "4", "donado": "1.5",
		"cambio_regimen": "0", "transferido": "0", "otras": "0", "salidas": "7.5", "saldo_final": "7.5",
		"generado_probado": "5", "generado_supuesto": "2", "generado_sin_documento": "1", "generado_sin_resolver": "8",
		"salidas_probado": "7.5", "salidas_supuesto": "0", "salidas_sin_documento": "0", "salidas_sin_resolver": "9",
	} {
		if got := all[0][k]; got != want {
			t.Errorf("%s: %q, want %q", k, got, want)
		}
	}
	var loose string
	for _, r := range rows(t, csvOf(t, s, "saldos")) {
		if r["nivel"] == "sin_lote" {
			loose = r["sin_resolver"]
		}
	}
	if loose != "16" { // what was to become desperdicio is no exit
		t.Errorf("unresolved exits: %q", loose)
	}
	if rows(t, csvOf(t, closedOf(t, march(t), ledger.DefaultPolicy()), "desperdicios")) != nil {
		t.Error("a company without desperdicio has some")
	}
	if s.Table("desperdicios").Close != true {
		t.Error("it is not written as JSON")
	}
}
