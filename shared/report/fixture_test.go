package report_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/report"
)

func micros(t *testing.T, s string) quantity.Micros {
	t.Helper()
	a, err := money.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	q, err := quantity.From(a)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// line is a partida of q in unit umt.
func line(t *testing.T, sec int, fraccion, umt, q string, aduana int64) ledger.Line {
	t.Helper()
	return ledger.Line{
		Sec: sec, Fraccion: fraccion, NICO: "00", Descripcion: "MERCANCIA " + fraccion, UMC: umt, CantidadUMC: micros(t, q),
		UMT: umt, CantidadUMT: micros(t, q), Aduana: money.Int(aduana), Comercial: money.Int(aduana), Origen: "USA",
	}
}

func fact(key, clave, operacion string, pago document.Date, lines ...ledger.Line) *ledger.Fact {
	return &ledger.Fact{
		Key: key, Doc: document.HashOf([]byte(key)), Source: document.SourceDataStage, AsOf: pago, Clave: clave, Operacion: operacion,
		Tipo: "1", Pago: pago, Entrada: pago, Seleccion: pago, Remesa: pago, Lineas: lines,
	}
}

// march is a company with one of everything in March 2021: an old lot that
// expired, entries of February and March, a transfer, a machine, a change of
// regime that names its lot, one that goes by PEPS into the expired lot, one
// that names a pedimento nobody has, and a return without bill of materials.
func march(t *testing.T) []*ledger.Fact {
	t.Helper()
	day := document.NewDate
	old := fact("192432109000001", "IN", "IMP", day(2019, 1, 10), line(t, 1, "39012001", "1", "7", 700))
	feb := fact("212432101000001", "IN", "IMP", day(2021, 2, 10), line(t, 1, "39012001", "1", "100", 10000), line(t, 2, "85365001", "6", "50", 2500))
	feb.Lineas[0].Tributos = []ledger.Tributo{{Clave: "3", Forma: "21", Importe: money.Int(1600)}}
	mar := fact("212432101000002", "IN", "IMP", day(2021, 3, 5), line(t, 1, "39012001", "1", "200.5", 30001))
	mar.Lineas[0].Descripcion = `=HYPERLINK("http://example.com","resina, grado ""A""")`
	mar.Lineas[0].Parte = "-P100"
	mar.Lineas[0].Tributos = []ledger.Tributo{{Clave: "3", Forma: "21", Importe: money.Int(4800)}, {Clave: "6", Forma: "0", Importe: money.Int(10)}}
	v1 := fact("212432101000003", "V1", "IMP", day(2021, 3, 8), line(t, 1, "39012001", "1", "30", 3000))
	af := fact("212432101000004", "AF", "IMP", day(2021, 3, 9), line(t, 1, "84771001", "6", "1", 900000))
	f4 := fact("212432102000001", "F4", "IMP", day(2021, 3, 20), line(t, 1, "39012001", "1", "40", 4000))
	f4.Nombrados = []ledger.Named{{Key: feb.Key, Clave: "IN", Fecha: feb.Pago, Fraccion: "39012001", Unidad: "1", Cantidad: micros(t, "40")}}
	peps := fact("212432102000002", "F4", "IMP", day(2021, 3, 22), line(t, 1, "39012001", "1", "20", 2000))
	lost := fact("212432102000003", "F4", "IMP", day(2021, 3, 23), line(t, 1, "39012001", "1", "5", 500))
	lost.Nombrados = []ledger.Named{{Key: "202432105555555", Clave: "IN", Fecha: day(2020, 6, 1), Fraccion: "39012001", Unidad: "1", Cantidad: micros(t, "5")}}
	rt := fact("212432103000001", "RT", "EXP", day(2021, 3, 25), line(t, 1, "85365001", "6", "10", 900))
	april := fact("212432102000004", "F4", "IMP", day(2021, 4, 2), line(t, 1, "39012001", "1", "1", 100))
	april.Nombrados = []ledger.Named{{Key: feb.Key, Clave: "IN", Fecha: feb.Pago, Fraccion: "39012001", Unidad: "1", Cantidad: micros(t, "1")}}
	return []*ledger.Fact{old, feb, mar, v1, af, f4, peps, lost, rt, april}
}

// booksOf evaluates facts, each its own group.
func booksOf(t *testing.T, facts []*ledger.Fact, policy ledger.Policy) []*ledger.Book {
	t.Helper()
	cat := catalog.Default()
	by := map[ledger.Material][]ledger.Movements{}
	groups := map[string][]ledger.Observation{}
	for _, f := range facts {
		raw, err := f.Encode()
		if err != nil {
			t.Fatal(err)
		}
		root := f.Key
		if f.Rectifica != nil { // one step back is enough here
			root = f.Rectifica.Key
		}
		groups[root] = append(groups[root], ledger.Observation{Hash: document.HashOf(raw), Fact: f})
	}
	for _, obs := range groups {
		g := ledger.Resolve(obs, cat, policy)
		for _, m := range g.Movements {
			by[m.Material] = append(by[m.Material], m)
		}
	}
	var out []*ledger.Book
	for m, rows := range by {
		b := ledger.Evaluate("MEN210101AB1", m, rows, policy, cat.Version)
		if err := b.Check(); err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}

func marchHead() report.Head {
	return report.Head{
		RFC: "MEN210101AB1", Nombre: "Manufacturas Ejemplo del Norte, S.A. de C.V.", Programa: "1234-2006", Period: "2021-03",
		From: document.NewDate(2021, 3, 1), To: document.NewDate(2021, 3, 31), State: "definitivo",
	}
}

func found() []report.Found {
	return []report.Found{
		{Pedimento: "212432101000003", Finding: document.Finding{
			Code: "v1_without_pair", Severity: document.Warning, Where: "encabezado",
			Message: document.Text{ES: "La transferencia no tiene su par.", EN: "The transfer has no counterpart."},
		}},
		{Document: document.HashOf([]byte("x")), Finding: document.Finding{
			Code: "totals", Severity: document.Error, Where: "@cmd",
			Message: document.Text{ES: "+1 no concuerda.", EN: "+1 does not agree."},
		}},
	}
}
