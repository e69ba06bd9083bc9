package ledger

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/unit"
)

// piece is a partida, or the share of one part in it.
type piece struct {
	Line
	id    string // of the lot or exit
	whole bool   // the partida has no other piece
}

// share divides a whole among its parts by running totals: the last part
// leaves nothing over.
type share struct {
	of, done quantity.Micros // UMC of the partida, UMC already divided
}

// micros is the step of a quantity for the next part.
func (s share) micros(total, next quantity.Micros) quantity.Micros {
	return proportion(total, s.done+next, s.of) - proportion(total, s.done, s.of)
}

// amount is the step of an amount for the next part, in whole multiples of a
// grain (millionths); unknown stays unknown.
func (s share) amount(total money.Amount, next quantity.Micros, grain int64) money.Amount {
	n, ok := total.Micros()
	if !ok || n < 0 || s.of == 0 {
		return money.Amount{}
	}
	at := func(q quantity.Micros) int64 {
		part, err := quantity.Micros(n).MulDiv(q, s.of)
		if err != nil || int64(part) > math.MaxInt64-grain || q == s.of {
			return n
		}
		return min(n, (int64(part)+grain/2)/grain*grain)
	}
	return money.FromMicros(at(s.done+next) - at(s.done))
}

// The grains of what a partida declares (Anexo 22: whole pesos, cents of a
// dollar).
const (
	pesos = 1_000_000
	cents = 10_000
)

// pieces divides each partida among the parts its invoices name.
func (r *resolver) pieces(f *Fact, papers behind) []piece {
	r.byLine = map[int][]PartLine{}
	r.assign(f, papers.lists)
	r.assign(f, papers.tied) // a CFDI tells what no invoice told
	out := make([]piece, 0, len(f.Lineas))
	for i := range f.Lineas {
		l := &f.Lineas[i]
		parts := r.byLine[l.Sec]
		if len(parts) < 2 {
			if len(parts) == 1 {
				l.Parte = parts[0].Parte
			}
			l.Parte = r.rename(l.Parte)
			out = append(out, piece{Line: *l, id: lineID(r.e.root, l.Sec), whole: true})
			continue
		}
		out = append(out, r.divide(l, parts)...)
	}
	return out
}

// divide cuts a partida into one piece per part, in the order of the parts.
func (r *resolver) divide(l *Line, parts []PartLine) []piece {
	slices.SortFunc(parts, func(a, b PartLine) int { return cmp.Compare(a.Parte, b.Parte) })
	s := share{of: l.CantidadUMC}
	out := make([]piece, 0, len(parts))
	for _, p := range parts {
		q := piece{Line: *l, id: lineID(r.e.root, l.Sec) + "/" + p.Parte}
		q.Parte = p.Parte
		q.CantidadUMC, q.CantidadUMT = p.Cantidad, s.micros(l.CantidadUMT, p.Cantidad)
		q.Aduana, q.Comercial = s.amount(l.Aduana, p.Cantidad, pesos), s.amount(l.Comercial, p.Cantidad, pesos)
		q.Dolares = s.amount(l.Dolares, p.Cantidad, cents)
		q.Tributos = slices.Clone(l.Tributos)
		for i := range q.Tributos {
			q.Tributos[i].Importe = s.amount(l.Tributos[i].Importe, p.Cantidad, pesos)
		}
		s.done += p.Cantidad
		out = append(out, q)
	}
	return out
}

// measured is a piece in the material it belongs to.
type measured struct {
	Material
	qty quantity.Micros // in the unit of the material
	umt quantity.Micros
	// clash: of a part whose own unit could not be reached.
	clash bool
}

// measure decides the material of a piece and its quantity in it. A part whose
// quantity cannot be turned into its own unit keeps the unit it came in.
func (r *resolver) measure(p *piece) measured {
	if r.t.Policy.InventoryKey != KindPart || p.Parte == "" {
		return measured{Material: Fraccion(r.fraccion(p.Fraccion), p.UMT), qty: p.CantidadUMT, umt: p.CantidadUMT}
	}
	m := measured{umt: p.CantidadUMT}
	m.Material = r.partMaterial(p.Parte, p.UMC)
	on, factors := r.e.first.Pago, r.factors(p.Parte)
	q, err := unit.Default().Convert(p.CantidadUMC, p.UMC, m.Unit, on, factors)
	if p.UMC == "" || err != nil {
		var other error
		if q, other = unit.Default().Convert(p.CantidadUMT, p.UMT, m.Unit, on, factors); other == nil {
			err = nil
		}
	}
	if err == nil {
		m.qty = q
		return m
	}
	r.find("unit_clash", document.Warning, "partida "+LineNumber(p.Sec), clashText(err, p.Parte))
	m.Unit, m.qty, m.clash = p.UMC, p.CantidadUMC, true
	if p.UMC == "" {
		m.Unit, m.qty = p.UMT, p.CantidadUMT
	}
	return m
}

func clashText(err error, parte string) document.Text {
	why := document.Text{ES: "no cabe en los libros", EN: "does not fit the books"}
	if sentence, ok := errors.AsType[interface {
		error
		Text() document.Text
	}](err); ok {
		why = sentence.Text()
		why.ES, why.EN = strings.TrimSuffix(why.ES, "."), strings.TrimSuffix(why.EN, ".")
	}
	return document.Text{
		ES: "La parte " + parte + " de la partida no pasa a su propia unidad: " + why.ES + ". Queda en la unidad del pedimento; dé el factor de la parte en la tabla partes.",
		EN: "Part " + parte + " of the partida does not turn into its own unit: " + why.EN + ". It stays in the unit of the pedimento; give the factor of the part in table partes.",
	}
}

// partMaterial is the material a part is kept in: its family, or itself, in
// the unit of the catalogue of parts, else the base unit of what it came in.
func (r *resolver) partMaterial(parte, umc string) Material {
	m := Material{Kind: KindPart, Key: parte}
	on := r.e.first.Pago
	if r.t.Plant != nil {
		info, _ := r.t.Plant.Part(parte, on)
		m.Unit = info.Unit
		if family := r.t.Plant.BOM().Family(parte); family != "" {
			m.Kind, m.Key = KindFamilia, family
		}
	}
	if m.Unit == "" {
		m.Unit = umc
		if base, ok := unit.Default().Base(umc, on); ok {
			m.Unit = base
		}
	}
	return m
}

func (r *resolver) factors(parte string) []unit.Factor {
	if r.t.Plant == nil || parte == "" {
		return nil
	}
	info, _ := r.t.Plant.Part(parte, r.e.first.Pago)
	return info.Factors
}

// rename is the plant's own name of a part on the day of the pedimento.
func (r *resolver) rename(parte string) string {
	if r.t.Plant == nil || parte == "" {
		return parte
	}
	return r.t.Plant.Name(parte, r.e.first.Pago)
}

// fraccion is the fracción a balance is kept under: the newest of its line of
// corrections.
func (r *resolver) fraccion(f string) string {
	if r.t.Plant == nil {
		return f
	}
	return r.t.Plant.Fraccion(f)
}
