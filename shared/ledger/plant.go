package ledger

import (
	"cmp"
	"slices"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// PartInfo is what the catalogue of parts says of one on a date.
type PartInfo struct {
	Tipo     string // insumo, producto, activo, empaque, desperdicio
	Fraccion string
	UMT      string
	Unit     string        // the part's own unit
	Factors  []unit.Factor // between what the part is measured in
}

// Plant is what resolving asks of the plant's own tables. All answers are pure
// and depend on the day of the pedimento, never on today.
type Plant interface {
	// Name is the part a name stands for: itself, without an alias.
	Name(name string, on document.Date) (part string)
	// Part is the catalogue's row of a part; ok is false without one.
	Part(part string, on document.Date) (info PartInfo, ok bool)
	// IsProduct reports a part that is made here.
	IsProduct(part string, on document.Date) bool
	// Fraccion is what a fracción is called since its last correction.
	Fraccion(fraccion string) string
	// BOM explodes products, and knows families of substitutes.
	BOM() *bom.Index
}

// Asset is one machine of an entry, by its serial number.
type Asset struct {
	Pedimento string
	Partida   int
	Serie     string
	Fact      document.Hash
}

// Records are the rows of the plant's tables that speak of one pedimento,
// found by the last 13 digits of its number, and of the company it is with.
type Records struct {
	Decided map[string][]Decided
	Assets  map[string][]Asset
	// Partners are those of whom it is recorded whether they have a programme,
	// by RFC, tax id and number of programme (PartnerKey).
	Partners map[string][]Partner
	Openings map[string][]OpeningRow
	OfLot    map[string]Rows // losses and acts that name a lot and no part
}

// isLine reports whether "<15 digits>-<partida>" (or the whole id) means this
// exit or one of the needs of its line.
func (x *Exit) isLine(id string) bool {
	if x.ID == id {
		return true
	}
	number := pedimentoOf(id)
	return id == number+"-"+LineNumber(x.Partida) && (samePedimento(x.Pedimento, number) ||
		slices.ContainsFunc(x.Numeros, func(n string) bool { return samePedimento(n, number) }))
}

// one machine, in pieces, the only unit that counts machines (Apéndice 7).
const (
	one   = quantity.Micros(1_000_000)
	pieza = "6"
)

// assets cuts the entry of fixed assets into one lot per serial number; what
// no serial covers stays an unidentified group.
func (r *resolver) assets(l Lot) []Lot {
	if l.Tipo != "activo_fijo" {
		return []Lot{l}
	}
	of := r.serials(l.Partida)
	if len(of) == 0 {
		return []Lot{l}
	}
	if l.UMC != pieza {
		r.find("assets_unit", document.Warning, "partida "+LineNumber(l.Partida), document.Textf(
			"La partida está en la unidad %s y no en piezas: no se sabe cuánto es cada máquina, y queda como grupo sin identificar.",
			"The partida is in unit %s and not in pieces: how much each machine is cannot be told, and it stays an unidentified group.", l.UMC))
		return []Lot{l}
	}
	if l.CantidadUMC < quantity.Micros(len(of))*one {
		r.find("assets_over_entry", document.Warning, "partida "+LineNumber(l.Partida), document.Textf(
			"La tabla activos da %d números de serie y la partida trajo %s; queda como grupo sin identificar. Revise la tabla.",
			"Table activos gives %d serial numbers and the partida brought %s; it stays an unidentified group. Check the table.", len(of), l.CantidadUMC))
		return []Lot{l}
	}
	s := share{of: l.CantidadUMC}
	out := make([]Lot, 0, len(of)+1)
	for _, a := range of {
		m := s.cut(l, one)
		m.ID, m.Serie, m.Facts = l.ID+"/"+a.Serie, a.Serie, sortedWith(l.Facts, a.Fact)
		out = append(out, m)
	}
	if rest := l.CantidadUMC - s.done; rest > 0 {
		m := s.cut(l, rest)
		m.Serie = ""
		out = append(out, m)
	}
	return out
}

// serials are the machines of a partida, each once, by serial number.
func (r *resolver) serials(partida int) []Asset {
	var of []Asset
	for _, n := range append([]string{r.e.root}, r.e.numbers...) {
		for _, a := range r.t.Records.Assets[Suffix(n)] {
			if a.Partida == partida && a.Serie != "" && samePedimento(a.Pedimento, n) {
				of = append(of, a)
			}
		}
	}
	slices.SortFunc(of, func(a, b Asset) int { return cmp.Or(cmp.Compare(a.Serie, b.Serie), cmp.Compare(a.Fact, b.Fact)) })
	return slices.CompactFunc(of, func(a, b Asset) bool { return a.Serie == b.Serie })
}

// cut is the next part of a lot, with its share of everything.
func (s *share) cut(l Lot, q quantity.Micros) Lot {
	m := l
	m.Cantidad, m.CantidadUMT, m.CantidadUMC = s.micros(l.Cantidad, q), s.micros(l.CantidadUMT, q), q
	m.Aduana, m.Dolares = s.amount(l.Aduana, q, pesos), s.amount(l.Dolares, q, cents)
	m.Tributos = slices.Clone(l.Tributos)
	for i := range m.Tributos {
		m.Tributos[i].Importe = s.amount(l.Tributos[i].Importe, q, pesos)
	}
	s.done += q
	return m
}
