package programme

import (
	"fmt"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/material"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/unit"
)

// readTables puts the plant's tables together and hands the books what of them
// they ask for.
func (b *Basis) readTables(tables []File, upTo document.Date) error {
	if len(tables) == 0 {
		return nil
	}
	files := make([]plant.File, 0, len(tables))
	for _, t := range tables {
		f, doc, err := material.Decode(t.Data)
		if err != nil {
			return fmt.Errorf("table %s: %w", t.Hash, err)
		}
		files = append(files, plant.File{File: f, Hash: t.Hash, Doc: doc})
	}
	x := plant.New(files, unit.Default())
	cat, err := b.Terms.Catalog.With(x.Law())
	if err != nil {
		return fmt.Errorf("tables of law: %w", err)
	}
	b.Terms.Catalog = cat
	b.Plant = x
	b.Terms.Plant, b.Terms.Parts = shop{x}, shop{x}
	b.Terms.Policy.KeyDate = x.KeyDate()
	b.Terms.Records = records(x)
	b.Rows = rows(x, upTo)
	b.Terms.Records.OfLot = b.Rows.OfLots()
	b.Terms.Records.Openings = map[string][]ledger.OpeningRow{}
	for i := range b.Rows.Openings {
		o := &b.Rows.Openings[i]
		b.Terms.Records.Openings[ledger.Suffix(o.Pedimento)] = append(b.Terms.Records.Openings[ledger.Suffix(o.Pedimento)], *o)
	}
	for _, p := range x.Problems() {
		b.Findings = append(b.Findings, ledger.Finding{Finding: p.Finding})
	}
	sortFindings(b.Findings)
	return nil
}

// shop is the plant's tables as the books ask for them.
type shop struct{ x *plant.Index }

const lastDay = document.Date(99991231)

func (s shop) Name(name string, on document.Date) string {
	part, _ := s.x.Name(name, on) // an alias in doubt renames nothing, and is a finding
	return part
}

func (s shop) Part(part string, on document.Date) (ledger.PartInfo, bool) {
	p, ok := s.x.Part(part, on)
	return ledger.PartInfo{Tipo: p.Tipo, Fraccion: p.Fraccion, UMT: p.UMT, Unit: p.UMC, Factors: p.Factors}, ok
}

func (s shop) PartsOf(fraccion, umt string, on document.Date) (out []ledger.PartOf) {
	for _, p := range s.x.PartsOf(fraccion, umt, on) {
		out = append(out, ledger.PartOf{Parte: p.Parte, NICO: p.NICO})
	}
	return out
}

func (s shop) IsProduct(part string, on document.Date) bool { return s.x.IsProduct(part, on) }

func (s shop) Fraccion(f string) string { return s.x.Fraccion(f, lastDay) }

func (s shop) BOM() *bom.Index { return s.x.BOM() }

// line is the id of a lot or exit line, "" without a number.
func line(number string, partida int) string {
	if number == "" {
		return ""
	}
	return number + "-" + ledger.LineNumber(partida)
}

// records are the rows that speak of one pedimento, by its number without the
// year.
func records(x *plant.Index) ledger.Records {
	r := ledger.Records{Decided: map[string][]ledger.Decided{}, Assets: map[string][]ledger.Asset{}, Partners: map[string][]ledger.Partner{}}
	for _, p := range x.Partners() {
		for _, name := range []string{p.RFC, p.IDFiscal, p.IMMEX} {
			if k := ledger.PartnerKey(name); k != "" {
				r.Partners[k] = append(r.Partners[k], ledger.Partner{Programa: p.Programa, Desde: p.Desde, Hasta: p.Hasta, Fact: p.Source.Fact})
			}
		}
	}
	for _, d := range x.Decisions() {
		if d.Tipo == "faltante" || d.Tipo == "hallado" {
			continue // they move stock by themselves
		}
		one := ledger.Decided{
			ID: d.Decision, Fecha: d.Fecha, Orden: d.Orden, Tipo: d.Tipo, Exit: line(d.Salida, d.SalidaPartida), Lot: line(d.Lote, d.LotePartida),
			Parte: d.Parte, Cantidad: d.Cantidad, Unidad: d.Unidad, Fact: d.Source.Fact,
		}
		about := d.Salida
		if about == "" {
			about = d.Lote
		}
		r.Decided[ledger.Suffix(about)] = append(r.Decided[ledger.Suffix(about)], one)
	}
	for _, a := range x.AllAssets() {
		k := ledger.Suffix(a.Pedimento)
		r.Assets[k] = append(r.Assets[k], ledger.Asset{Pedimento: a.Pedimento, Partida: a.Partida, Serie: a.Serie, Fact: a.Source.Fact})
	}
	return r
}

// rows are those that move stock by themselves, up to a day.
func rows(x *plant.Index, upTo document.Date) (out ledger.Rows) {
	late := func(d document.Date) bool { return upTo.Known() && d > upTo }
	for _, o := range x.AllOpenings() {
		out.Openings = append(out.Openings, ledger.OpeningRow{
			Pedimento: o.Pedimento, Partida: o.Partida, Parte: o.Parte, Fraccion: o.Fraccion, UMT: o.UMT, UMC: o.UMC,
			SaldoUMT: o.SaldoUMT, SaldoUMC: o.SaldoUMC, DesperdicioUMT: o.DesperdicioUMT, Fecha: o.Fecha, Entrada: o.Entrada, Vencimiento: o.Vencimiento,
			Clave: o.Clave, Procedencia: o.Procedencia, Fact: o.Source.Fact,
		})
	}
	for _, a := range x.Acts() {
		if late(a.Fecha) {
			continue
		}
		act := ledger.ActRow{
			Acta: a.Acta, Tipo: a.Tipo, Renglon: a.Renglon, Fecha: a.Fecha, Parte: a.Parte, Lot: line(a.Pedimento, a.Partida),
			Cantidad: a.Cantidad, Unidad: a.Unidad, Goods: a.De == "material", Documento: a.Documento, Fact: a.Source.Fact,
		}
		switch {
		case a.Producto != "":
			act.Parte, act.Product = a.Producto, true
		case a.Pedimento != "" && a.Partida == 0:
			act.Lot = a.Pedimento // all its lots of that part
		}
		out.Acts = append(out.Acts, act)
	}
	for _, c := range x.Counts() {
		if late(c.Fecha) {
			continue
		}
		row := ledger.CountRow{Fecha: c.Fecha, Parte: c.Parte, Contado: c.Cantidad, Unidad: c.Unidad, Motivo: c.Motivo}
		for _, s := range c.Sources {
			row.Facts = append(row.Facts, s.Fact)
		}
		out.Counts = append(out.Counts, row)
	}
	for _, d := range x.Decisions() {
		if late(d.Fecha) || d.Tipo != "faltante" && d.Tipo != "hallado" {
			continue
		}
		out.Losses = append(out.Losses, ledger.LossRow{
			ID: d.Decision, Fecha: d.Fecha, Found: d.Tipo == "hallado", Parte: d.Parte, Lot: line(d.Lote, d.LotePartida),
			Cantidad: d.Cantidad, Unidad: d.Unidad, Motivo: d.Motivo, Fact: d.Source.Fact,
		})
	}
	return out
}
