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

// Decided is a decision of a person about an exit or a lot.
type Decided struct {
	ID       string
	Fecha    document.Date
	Tipo     string // dirigir, bloquear, liberar, tomar_vencido, dejar_vencido
	Exit     string // "<15 digits>-<partida>"
	Lot      string // same
	Cantidad quantity.Micros
	Unidad   string // of Cantidad
	Fact     document.Hash
}

// Asset is one machine of an entry, by its serial number.
type Asset struct {
	Pedimento string
	Partida   int
	Serie     string
	Fact      document.Hash
}

// Records are the rows of the plant's tables that speak of one pedimento,
// found by the last 13 digits of its number.
type Records struct {
	Decided map[string][]Decided
	Assets  map[string][]Asset
}

// decided joins what persons recorded to the lots and exits of the group.
func (r *resolver) decided() {
	var all []Decided
	for _, n := range append([]string{r.e.root}, r.e.numbers...) {
		for _, d := range r.t.Records.Decided[Suffix(n)] {
			if !slices.Contains(all, d) {
				all = append(all, d)
			}
		}
	}
	slices.SortFunc(all, func(a, b Decided) int {
		return cmp.Or(cmp.Compare(a.Fecha, b.Fecha), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Fact, b.Fact))
	})
	for i := range all {
		if !r.decide(&all[i]) {
			r.find("decision_without_object", document.Warning, all[i].ID, document.Textf(
				"La decisión %s (%s) nombra %s%s, que este pedimento no tiene: no cambia nada. Revise la partida.",
				"Decision %s (%s) names %s%s, which this pedimento does not have: it changes nothing. Check the partida.",
				all[i].ID, all[i].Tipo, all[i].Exit, all[i].Lot))
		}
	}
}

// decide applies one decision; done is false when nothing here is its object.
// A directed discharge belongs to its exit, a block to its lot.
func (r *resolver) decide(d *Decided) (done bool) {
	onLot := d.Tipo == "bloquear" || d.Tipo == "liberar"
	id := d.Exit
	if onLot {
		id = d.Lot
	}
	if !r.mine(id) {
		return true // the other pedimento of the decision has it
	}
	for _, m := range r.byMat {
		for i := range m.Lots {
			if l := &m.Lots[i]; onLot && l.isLine(d.Lot) {
				done = r.block(l, d) || done
			}
		}
		for i := range m.Exits {
			if x := &m.Exits[i]; !onLot && x.isLine(d.Exit) {
				r.decideExit(m.Material, x, d)
				done = true
			}
		}
	}
	return done
}

// mine reports whether the id of a lot or exit is one of the group's.
func (r *resolver) mine(id string) bool {
	number := pedimentoOf(id)
	return samePedimento(r.e.root, number) || slices.ContainsFunc(r.e.numbers, func(n string) bool { return samePedimento(n, number) })
}

// decideExit applies a decision to an exit. One that says take or leave an
// expired lot and names a lot is about that lot only: taking it directs to it;
// leaving it alone cannot be told apart from the others and is refused.
func (r *resolver) decideExit(m Material, x *Exit, d *Decided) {
	x.Facts = sortedWith(x.Facts, d.Fact)
	switch {
	case d.Tipo == "dirigir" && x.Producto != "" && x.Rol != RoleIncorporado:
		return // the quantity is what is inside the product, once
	case d.Tipo == "dirigir":
		q, err := unit.Default().Convert(d.Cantidad, d.Unidad, m.Unit, r.e.first.Pago, r.factors(x.Parte))
		if err != nil {
			r.find("unit_clash", document.Warning, d.ID, clashText(err, x.Parte))
			return
		}
		x.Dirigido = append(x.Dirigido, Directed{d.Lot, q})
	case d.Tipo == "tomar_vencido" && d.Lot != "":
		x.Dirigido = append(x.Dirigido, Directed{d.Lot, x.Cantidad})
	case d.Tipo == "tomar_vencido":
		x.TakesExpired, x.LeaveExpired = true, false
	case d.Lot != "":
		r.find("decision_lot", document.Warning, d.ID, document.Textf(
			"La decisión %s deja un solo lote vencido (%s); se deja por salida: quite el lote, o bloquéelo.",
			"Decision %s leaves one expired lot (%s); leaving is by exit: remove the lot, or block it.", d.ID, d.Lot))
	default:
		x.TakesExpired, x.LeaveExpired = false, true
	}
}

// block opens a block of a lot or ends the one that is open; decisions come in
// the order of their days. A lot that is blocked already stays so, and one that
// is free is not freed again.
func (r *resolver) block(l *Lot, d *Decided) bool {
	n := len(l.Bloqueos)
	open := n > 0 && l.Bloqueos[n-1].Hasta == 0
	switch {
	case d.Tipo == "bloquear" && !open:
		l.Bloqueos = append(slices.Clip(l.Bloqueos), Bloqueo{Desde: d.Fecha})
	case d.Tipo == "liberar" && open:
		l.Bloqueos[n-1].Hasta = d.Fecha
	case d.Tipo == "liberar" && n == 0:
		return false
	}
	l.Facts = sortedWith(l.Facts, d.Fact)
	return true
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
