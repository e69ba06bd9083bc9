package bomcompany_test

import (
	"bytes"
	"strconv"
	"testing"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// floor is the plant as its documents tell it, read in the plainest way.
type floor struct {
	parts   map[string]ledger.PartInfo
	aliases []map[string]string
	lists   *bom.Index
}

func newFloor(t *testing.T, o output) *floor {
	t.Helper()
	f := &floor{parts: map[string]ledger.PartInfo{}, aliases: records(t, o, "alias"), lists: index(t, o)}
	for _, r := range records(t, o, "partes") {
		info := ledger.PartInfo{Tipo: r["tipo"], Fraccion: r["fraccion"], UMT: r["umt"], Unit: r["umc"]}
		if r["factor"] != "" {
			info.Factors = []unit.Factor{{From: r["umc"], To: r["umt"], Rate: amount(t, r["factor"])}}
		}
		f.parts[r["parte"]] = info
	}
	return f
}

func (f *floor) Name(name string, on document.Date) string {
	for _, a := range f.aliases {
		if from, err := document.ParseDate(a["vigente_desde"]); a["alias"] == name && err == nil && from <= on {
			return a["parte"]
		}
	}
	return name
}

func (f *floor) Part(part string, _ document.Date) (ledger.PartInfo, bool) {
	info, ok := f.parts[part]
	return info, ok
}

func (f *floor) IsProduct(part string, on document.Date) bool {
	return f.parts[part].Tipo == "producto" || f.lists.IsProduct(part, on)
}

func (f *floor) Fraccion(fraccion string) string { return fraccion }

func (f *floor) BOM() *bom.Index { return f.lists }

// terms are those that the company's tables give its books.
func terms(t *testing.T, o output, leadDays int) (*ledger.Terms, ledger.Rows) {
	t.Helper()
	var rows ledger.Rows
	policy := ledger.Policy{SinBOM: ledger.SinBOMFaltante, InventoryKey: ledger.KindPart, BOMLeadDays: leadDays}
	for _, r := range records(t, o, "saldos_iniciales") {
		policy.KeyDate = date(t, r["fecha"])
		rows.Openings = append(rows.Openings, ledger.OpeningRow{
			Pedimento: r["pedimento"], Partida: whole(t, r["partida"]), Parte: r["parte"], Fraccion: r["fraccion"], UMT: r["umt"], UMC: r["umc"],
			SaldoUMT: micros(t, r["saldo_umt"]), SaldoUMC: micros(t, r["saldo_umc"]), Fecha: date(t, r["fecha"]), Entrada: date(t, r["fecha_entrada"]),
			Clave: r["clave"], Procedencia: r["procedencia"],
		})
	}
	for _, r := range records(t, o, "desperdicios") {
		rows.Acts = append(rows.Acts, ledger.ActRow{
			Acta: r["acta"], Tipo: r["tipo"], Renglon: whole(t, r["renglon"]), Fecha: date(t, r["fecha"]), Parte: r["parte"],
			Cantidad: micros(t, r["cantidad"]), Unidad: r["unidad"], Goods: r["de"] == "material", Documento: r["documento"],
		})
	}
	for _, r := range records(t, o, "conteos") {
		rows.Counts = append(rows.Counts, ledger.CountRow{
			Fecha: date(t, r["fecha"]), Parte: r["parte"], Contado: micros(t, r["contado"]), Unidad: r["unidad"], Motivo: r["motivo"],
		})
	}
	decided := map[string][]ledger.Decided{}
	for _, r := range records(t, o, "decisiones") {
		d := ledger.Decided{ID: r["decision"], Fecha: date(t, r["fecha"]), Tipo: r["tipo"], Unidad: r["unidad"]}
		if r["cantidad"] != "" {
			d.Cantidad = micros(t, r["cantidad"])
		}
		if d.Tipo == "faltante" || d.Tipo == "hallado" {
			rows.Losses = append(rows.Losses, ledger.LossRow{
				ID: d.ID, Fecha: d.Fecha, Found: d.Tipo == "hallado", Parte: r["parte"], Cantidad: d.Cantidad, Unidad: d.Unidad, Motivo: r["motivo"],
			})
			continue
		}
		key := r["lote"]
		if r["salida"] != "" {
			d.Exit, key = r["salida"]+"-"+r["salida_partida"], r["salida"]
		}
		if r["lote"] != "" { // of a partida of several parts, the lot of one
			d.Lot = r["lote"] + "-" + r["lote_partida"]
			if several(o, r["lote"], r["lote_partida"]) {
				d.Lot += "/" + r["parte"]
			}
		}
		decided[ledger.Suffix(key)] = append(decided[ledger.Suffix(key)], d)
	}
	return &ledger.Terms{Policy: policy, Catalog: catalog.Default(), Plant: newFloor(t, o), Records: ledger.Records{Decided: decided}}, rows
}

// several reports a partida that more than one part came in.
func several(o output, pedimento, partida string) bool {
	n := 0
	for _, l := range o.truth.Lots {
		if l.Pedimento == pedimento && strconv.Itoa(l.Partida) == partida {
			n++
		}
	}
	return n > 1
}

func whole(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// observed are the facts and part lists of all documents, by the first
// pedimento of their chain.
func observed(t *testing.T, o output) map[string][]ledger.Observation {
	t.Helper()
	facts, replaces := map[document.Hash]*ledger.Fact{}, map[string]string{}
	lists := map[document.Hash]*ledger.PartList{}
	for _, f := range o.truth.Files {
		b := o.files[f.Name]
		switch f.Kind {
		case document.KindDataStage:
			d, err := datastage.Open(t.Context(), bytes.NewReader(b), int64(len(b)))
			if err != nil {
				t.Fatal(err)
			}
			for i := range d.Len() {
				fact, findings, ok := ledger.FromPedimento(d.Pedimento(i), document.HashOf(b))
				if !ok {
					t.Fatalf("%s: %v", f.Name, findings)
				}
				if fact.Rectifica != nil {
					replaces[fact.Key] = fact.Rectifica.Key
				}
				facts[hashOf(t, fact.Encode)] = fact
			}
		case document.KindInvoice:
			list := partList(t, b)
			lists[hashOf(t, list.Encode)] = list
		}
	}
	root := func(number string) string {
		for replaces[number] != "" {
			number = replaces[number]
		}
		return number
	}
	out := map[string][]ledger.Observation{}
	for h, f := range facts {
		out[root(f.Key)] = append(out[root(f.Key)], ledger.Observation{Hash: h, Fact: f})
	}
	for h, l := range lists {
		out[root(l.Pedimento)] = append(out[root(l.Pedimento)], ledger.Observation{Hash: h, Parts: l})
	}
	return out
}

func hashOf(t *testing.T, encode func() ([]byte, error)) document.Hash {
	t.Helper()
	b, err := encode()
	if err != nil {
		t.Fatal(err)
	}
	return document.HashOf(b)
}

func partList(t *testing.T, b []byte) *ledger.PartList {
	t.Helper()
	list, findings := invoice.ReadCSV(b)
	if len(list) != 1 {
		t.Fatal(findings)
	}
	out := &ledger.PartList{
		Pedimento: list[0].Pedimento, Doc: document.HashOf(b), Invoice: list[0].Numero,
		Emisor: list[0].ProveedorID, Fecha: list[0].Fecha,
	}
	for _, l := range list[0].Lineas {
		q, err := quantity.From(l.Cantidad)
		if err != nil {
			t.Fatal(err)
		}
		out.Lines = append(out.Lines, ledger.PartLine{Parte: l.Parte, Fraccion: l.Fraccion, Cantidad: q, Unidad: l.Unidad})
	}
	return out
}
