package expediente_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/report"
)

const unit = 1_000_000 // micros in one

// pedimento is a fact of one partida of q whole kilos.
func pedimento(key, clave, operacion string, pago document.Date, fraccion string, q int64) *ledger.Fact {
	return &ledger.Fact{
		Key: key, Doc: document.HashOf([]byte(key)), Source: document.SourceDataStage, AsOf: pago, Clave: clave, Operacion: operacion,
		Tipo: "1", Pago: pago, Entrada: pago, Seleccion: pago, Remesa: pago, Lineas: []ledger.Line{{
			Sec: 1, Fraccion: fraccion, Descripcion: "RESINA <PE> & \"OTRAS\"", UMC: "1", CantidadUMC: quantity.Micros(q * unit), UMT: "1",
			CantidadUMT: quantity.Micros(q * unit), Aduana: money.Int(q * 100), Comercial: money.Int(q * 100), Origen: "USA",
		}},
	}
}

func factLine(tb testing.TB, f *ledger.Fact) expediente.FactLine {
	tb.Helper()
	raw, err := f.Encode()
	if err != nil {
		tb.Fatal(err)
	}
	return expediente.FactLine{Kind: expediente.Pedimento, Group: f.Key, Data: raw}
}

func source(name, body string, kind document.Kind) expediente.Source {
	return expediente.Source{
		SHA: document.HashOf([]byte(body)), Name: name, Kind: kind, Key: name, Status: document.Accepted, Period: "2021-03",
		Bytes: func() ([]byte, error) { return []byte(body), nil },
	}
}

// input is a small cut with one of everything.
func input(tb testing.TB) expediente.Input {
	tb.Helper()
	day := document.NewDate
	feb := pedimento("212432101000001", "IN", "IMP", day(2021, 2, 10), "39012001", 100)
	mar := pedimento("212432101000002", "IN", "IMP", day(2021, 3, 5), "39012001", 60)
	f4 := pedimento("212432102000001", "F4", "IMP", day(2021, 3, 20), "39012001", 40)
	f4.Nombrados = []ledger.Named{{Key: feb.Key, Clave: "IN", Fecha: feb.Pago, Fraccion: "39012001", Unidad: "1", Cantidad: 40 * unit}}
	rt := pedimento("212432103000001", "RT", "EXP", day(2021, 3, 25), "85365001", 10)
	gc := pedimento("212432104000001", "ZZ", "IMP", day(2021, 3, 26), "85365001", 10)
	parts := &ledger.PartList{Pedimento: mar.Key, Doc: document.HashOf([]byte("f")), Invoice: "INV-1", Lines: []ledger.PartLine{
		{Parte: "P-1", Fraccion: "39012001", Cantidad: 60 * unit}, {Parte: "P-2", Fraccion: "39012001", Cantidad: 61 * unit},
	}}
	list, err := parts.Encode()
	if err != nil {
		tb.Fatal(err)
	}
	in := expediente.Input{
		RFC: "MEN210101AB1", Nombre: "Manufacturas Ejemplo del Norte, S.A. de C.V.", Programa: "1234-2006", Period: "2021-03",
		From: day(2021, 3, 1), To: day(2021, 3, 31), State: expediente.Definitivo, Policy: ledger.DefaultPolicy(),
		Catalog: catalog.Default(), Tool: "0.1.0", Rules: document.HashOf([]byte("rules")), Lang: document.Spanish,
		Documents: []expediente.Source{
			source("DataStage 2021-03.zip", "PK not really", document.KindDataStage),
			source("../..\\factura ñ.csv", strings.Repeat("a,b\n", 50), document.KindInvoice),
		},
		Findings: []report.Found{{Document: document.HashOf([]byte("PK not really")), Finding: document.Finding{
			Code: "late", Severity: document.Notice, Where: "551.asc line 1", Message: document.Text{ES: "Llegó tarde.", EN: "It came late."},
		}}},
		Pending: []document.Text{{ES: "Falta el Data Stage de abril.", EN: "The Data Stage of April is missing."}},
	}
	for _, f := range []*ledger.Fact{feb, mar, f4, rt, gc} {
		in.Facts = append(in.Facts, factLine(tb, f))
	}
	in.Facts = append(in.Facts,
		expediente.FactLine{Kind: expediente.Parts, Group: mar.Key, Data: list},
		expediente.FactLine{Kind: expediente.Programme, Group: "programa", Data: []byte("rfc: MEN210101AB1\n# \xff\n")})
	return in
}

// large is a cut of n partidas: half entries, half changes of regime by PEPS,
// over many fracciones.
func large(tb testing.TB, n int) expediente.Input {
	tb.Helper()
	in := input(tb)
	in.Facts = nil
	const lines, fracciones = 20, 50
	for p := range n / lines {
		day := document.NewDate(2021, 3, 1).AddDays(p * 30 / max(1, n/lines))
		clave := "IN"
		if p%2 == 1 {
			clave = "F4"
		}
		f := pedimento(fmt.Sprintf("21243210%07d", p), clave, "IMP", day, "39012001", 10)
		l := f.Lineas[0]
		f.Lineas = nil
		for i := range lines {
			l.Sec, l.Fraccion = i+1, fmt.Sprintf("390120%02d", (p/2*lines+i)%fracciones)
			f.Lineas = append(f.Lineas, l)
		}
		in.Facts = append(in.Facts, factLine(tb, f))
	}
	return in
}

func sealed(tb testing.TB, in expediente.Input) []byte {
	tb.Helper()
	var b bytes.Buffer
	if _, err := expediente.Build(&b, in); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func verify(tb testing.TB, raw []byte) *expediente.Verdict {
	tb.Helper()
	v, err := expediente.Verify(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		tb.Fatal(err)
	}
	if v.OK != (v.Kind == expediente.OK) || v.OK != (v.First == nil) {
		tb.Fatalf("verdict contradicts itself: %+v", v)
	}
	return v
}

func all(tb testing.TB, r io.ReadCloser) []byte {
	tb.Helper()
	raw, err := io.ReadAll(r)
	if err != nil {
		tb.Fatal(err)
	}
	if err := r.Close(); err != nil {
		tb.Fatal(err)
	}
	return raw
}
