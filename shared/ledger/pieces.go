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
	id      string // of the lot or exit
	whole   bool   // the partida has no other piece
	assumed bool   // its part is of the catalogue alone
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
	r.byLine, r.loose = map[int][]PartLine{}, map[string]bool{}
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
			p := piece{Line: *l, id: lineID(r.e.root, l.Sec), whole: true}
			p.Parte, p.assumed = r.catalogued(l)
			out = append(out, p)
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
	// direct: the partida itself says so, without the factor of the part;
	// clash: of a part whose own unit could not be reached.
	direct, clash bool
}

// measure decides the material of a piece and its quantity in it. A part whose
// quantity cannot be turned into its own unit keeps the unit it came in.
func (r *resolver) measure(p *piece) measured {
	if r.t.Policy.InventoryKey != KindPart || p.Parte == "" {
		return measured{Material: Fraccion(r.fraccion(p.Fraccion), p.UMT), qty: p.CantidadUMT, umt: p.CantidadUMT}
	}
	m := measured{umt: p.CantidadUMT}
	m.Material = r.partMaterial(p.Parte, p.UMC)
	q, direct, err := r.inUnit(p, m.Unit)
	if err == nil {
		m.qty, m.direct = q, direct
		return m
	}
	r.find("unit_clash", document.Warning, "partida "+LineNumber(p.Sec), clashText(err, p.Parte))
	m.Unit, m.qty, m.clash = p.UMC, p.CantidadUMC, true
	if p.UMC == "" {
		m.Unit, m.qty = p.UMT, p.CantidadUMT
	}
	return m
}

// stated is a quantity of a partida as it declares it.
type stated struct {
	unit string
	qty  quantity.Micros
}

// says is what a partida declares of its quantity: commercial, then tariff.
func (l *Line) says() [2]stated {
	return [2]stated{{l.UMC, l.CantidadUMC}, {l.UMT, l.CantidadUMT}}
}

// factorRule is what forgives a difference between a partida and the factor of
// its part, wherever they are compared.
const factorRule = "anexo22_factor_parte"

// checkFactor holds the factor of a part to what an entry declares, which
// rules: by each of its units the part's quantity must be about the same. Of a
// partida of several parts nobody weighed each.
func (r *resolver) checkFactor(p *piece, m measured) {
	if !m.direct || !p.whole {
		return
	}
	on, factors := r.e.first.Pago, r.factors(p.Parte)
	for _, s := range p.says() {
		if _, err := unit.Default().Convert(s.qty, s.unit, m.Unit, on, nil); len(factors) == 0 || s.qty == 0 || err == nil {
			continue
		}
		q, err := unit.Default().Convert(s.qty, s.unit, m.Unit, on, factors)
		if err != nil {
			continue
		}
		t := r.t.Catalog.RuleTolerance(factorRule, on)
		most, ok := t.Of(money.FromMicros(int64(max(q, m.qty))), 1).Micros()
		if ok && max(q, m.qty)-min(q, m.qty) <= quantity.Micros(most) {
			continue
		}
		r.find("factor_differs", document.Warning, "partida "+LineNumber(p.Sec), document.Textf(
			"La partida declara %s de la parte %s en su unidad y el factor de la tabla partes da %s: cuenta lo que declara la partida. Revise el factor o la partida.",
			"The partida declares %s of part %s in its own unit and the factor of table partes gives %s: what the partida declares counts. Check the factor or the partida.",
			m.qty, p.Parte, q))
	}
}

// inUnit is the quantity of a piece in a unit: what the partida itself says in
// it, or in one of its dimension, and only else by the factor of the part.
func (r *resolver) inUnit(p *piece, to string) (q quantity.Micros, direct bool, err error) {
	on := r.e.first.Pago
	says := p.says()
	for _, s := range says {
		if s.unit == to && s.unit != "" && s.qty > 0 {
			return s.qty, true, nil
		}
	}
	for _, factors := range [][]unit.Factor{nil, r.factors(p.Parte)} {
		for i, s := range says {
			q, other := unit.Default().Convert(s.qty, s.unit, to, on, factors)
			if other == nil && s.unit != "" && s.qty > 0 {
				return q, factors == nil, nil
			}
			if i == 0 || p.UMC == "" {
				err = other // of the commercial unit, which a person knows
			}
		}
	}
	return 0, false, err
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
