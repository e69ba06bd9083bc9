package step_test

import (
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// TestPartByCatalogueReplays: what the catalogue gives is a function of the
// facts. A second part of the fracción takes it back, the end of that part
// gives it again, an invoice proves it, and what changes the past is on record.
func TestPartByCatalogueReplays(t *testing.T) {
	t.Parallel()
	const head = "parte,descripcion,tipo,fraccion,umc,umt,factor,evidencia,vigente_desde,vigente_hasta\n"
	w := newWorld(t)
	entry := ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: date("2021-01-10"), Lineas: []ledger.Line{line(1, resin, 100)}}
	exit := ledger.Fact{Key: number(2022, 1), Clave: "RT", Operacion: "EXP", Pago: date("2021-03-15"), Lineas: []ledger.Line{line(1, resin, 60)}}
	invoiceOf := func(key, name string, q int64) *step.Paper {
		sha := document.HashOf([]byte(name))
		return &step.Paper{
			Parts:  &ledger.PartList{Pedimento: key, Doc: sha, Invoice: name, Lines: []ledger.PartLine{{Parte: "P-1", Fraccion: resin, Cantidad: micros(q)}}},
			Record: step.Record{RFC: rfc, SHA: sha, Name: name, Kind: document.KindInvoice, Source: "csv", Key: name, Status: document.Accepted},
		}
	}
	material := ledger.Material{Kind: ledger.KindPart, Key: "P-1", Unit: "1"}
	holds := func(what string, status ledger.Status) {
		t.Helper()
		book := w.heads()[material.ID(rfc)]
		switch {
		case status == "" && book == nil:
		case status == "" || book == nil || len(book.Descargos) != 1 || book.Descargos[0].Status != status || book.Descargos[0].Cantidad != micros(60):
			t.Errorf("%s: expected %q, the book is %+v", what, status, book)
		}
	}
	w.at(0, programmePaper("inventory_key: part\nparte_sin_factura: catalogo\nvigente_desde: 2021-01-01\n"))
	w.at(1, tableOf(t, head+"P-1,resina,insumo,"+resin+",1,1,,,2020-01-01,\n"))
	w.at(2, paper(entry))
	w.at(3, paper(exit))
	holds("the only part", ledger.Assumed)
	w.at(4, tableOf(t, head+"P-2,resina,insumo,"+resin+",1,1,,,2020-06-01,\n"))
	holds("two parts", "")
	w.at(5, tableOf(t, head+"P-2,resina,insumo,"+resin+",1,1,,,2020-06-01,2020-12-31\n"))
	holds("the other had ended", ledger.Assumed)
	w.at(6, invoiceOf(entry.Key, "F-1", 100))
	holds("an invoice of the entry", ledger.Assumed)
	w.at(7, invoiceOf(exit.Key, "F-2", 60))
	holds("invoices of both", ledger.Proved)
	list, err := step.Rewrites(w.ctx, w.books, rfc)
	if err != nil {
		t.Fatal(err)
	}
	stored := map[int64]bool{}
	for _, r := range list {
		if r.Material == material {
			stored[r.ToSeq] = true
		}
	}
	if len(stored) != 2 { // taken back, and proved; that the lot alone is proved changes no descargo
		t.Errorf("%d of its generations say what they changed", len(stored))
	}
}
