package report

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// saldo is one row of saldos: a fracción in its tariff unit, or one lot.
type saldo struct {
	nivel           string // fraccion | sin_lote | lote
	fraccion, umt   string
	lot             *lote // nil on a fracción
	opening, in     quantity.Micros
	out             outs
	proved, assumed quantity.Micros
	unresolved      quantity.Micros // of the exits of the period in this fracción
	closing, held   quantity.Micros
	undocumented    quantity.Micros
	waste, missing  quantity.Micros            // of the closing
	due             map[string]quantity.Micros // of the closing, by term
	value           money.Sum                  // customs value of the closing
	open            int                        // lots with something left
}

// term says when a balance falls due: 30, 60, 90 days after the period,
// expired, later, or never.
func term(to, due document.Date) string {
	if !due.Known() {
		return "sin_plazo"
	}
	switch n := to.DaysUntil(due); {
	case n < 0:
		return "vencido"
	case n <= 30:
		return "30"
	case n <= 60:
		return "60"
	case n <= 90:
		return "90"
	}
	return "despues"
}

// saldos are the balances per fracción and unit, in their order.
func (b *builder) saldos() []saldo {
	byKey := map[[3]string]*saldo{}
	at := func(nivel, fraccion, umt string) *saldo {
		k := [3]string{nivel, fraccion, umt}
		if byKey[k] == nil {
			byKey[k] = &saldo{
				nivel: nivel, fraccion: fraccion, umt: umt,
				due: map[string]quantity.Micros{},
			}
		}
		return byKey[k]
	}
	for i := range b.lots {
		b.fold(at(ofFraccion, b.lots[i].Fraccion, b.lots[i].UMT), &b.lots[i])
	}
	b.unsettled(at)
	out := make([]saldo, 0, len(byKey))
	for _, s := range byKey {
		out = append(out, *s)
	}
	slices.SortFunc(out, func(x, y saldo) int {
		return cmp.Or(cmp.Compare(x.fraccion, y.fraccion), cmp.Compare(x.umt, y.umt), cmp.Compare(x.nivel, y.nivel))
	})
	return out
}

// ofFraccion is the level of a fracción in its tariff unit; withoutLot that of what
// left of materials that have no lot: neither their fracción nor their tariff unit is
// known, so that they are counted in their own unit.
const ofFraccion, withoutLot = "fraccion", "sin_lote"

// unsettled adds what exits of the period have without a descargo to the balance it
// is of. What names its tariff unit is of the fracción of the exit; what is held for
// a lot, of that lot; and what has no lot is apart.
func (b *builder) unsettled(at func(nivel, fraccion, umt string) *saldo) {
	var x salida
	add := func(nivel, fraccion, umt string, q quantity.Micros) {
		s := at(nivel, fraccion, umt)
		s.unresolved = b.add(s.unresolved, q)
		if nivel == ofFraccion && !b.plain() {
			b.unmatched(umt, x.MovedAt, q)
		}
	}
	for i := range b.exits {
		if len(b.stragglers(&b.exits[i]).loose) == 0 {
			continue
		}
		b.salida(i, &x)
		if x.CantidadUMT == 0 || x.Cantidad == 0 {
			b.unmeasured(&x, &b.books[b.exits[i].book].Material, add)
			continue
		}
		q, err := b.unresolved(&x).MulDiv(x.CantidadUMT, x.Cantidad)
		if err != nil {
			b.over = true
		}
		add(ofFraccion, x.Fraccion, x.UMT, q)
	}
}

// unmeasured adds what is open of an exit that tells no tariff unit: of a material in
// a product, or of a part that is measured in its own unit.
func (b *builder) unmeasured(x *salida, m *ledger.Material, add func(nivel, fraccion, umt string, q quantity.Micros)) {
	if b.old || x.Rol == ledger.RoleDesperdicio || x.Rol == ledger.RoleFaltante || x.Rol == ledger.RoleHallado { // none of them is an exit; desperdicios and faltantes tell them
		return
	}
	for i := range x.loose {
		l := &x.loose[i]
		switch {
		case l.of != nil:
			add(ofFraccion, l.of.Fraccion, l.of.UMT, inUMT(l.of, l.cantidad))
		case m.Kind == ledger.KindFraccion:
			add(ofFraccion, m.Key, m.Unit, l.cantidad)
		default:
			add(withoutLot, "", m.Unit, l.cantidad)
		}
	}
}

// shown is the fracción of a balance for people.
func (s *saldo) shown() document.Text {
	if s.nivel == withoutLot {
		return document.Text{ES: "(sin lote)", EN: "(no lot)"}
	}
	return document.Text{ES: s.fraccion, EN: s.fraccion}
}

// fold adds one lot to its fracción.
func (b *builder) fold(s *saldo, l *lote) {
	s.opening = b.add(s.opening, l.opening)
	s.in = b.add(s.in, l.entered)
	s.proved = b.add(s.proved, l.proved)
	s.assumed = b.add(s.assumed, l.assumed)
	s.closing = b.add(s.closing, l.closing)
	s.held = b.add(s.held, l.held)
	s.undocumented = b.add(s.undocumented, l.undocumented)
	s.waste = b.add(s.waste, l.waste)
	s.missing = b.add(s.missing, l.missing)
	for i := range l.out {
		s.out[i] = b.add(s.out[i], l.out[i])
	}
	if l.closing == 0 {
		return
	}
	k := term(b.head.To, l.Due)
	s.due[k] = b.add(s.due[k], l.closing)
	s.value.Add(share(l))
	s.open++
}

// one is a lot as a row of saldos.
func (b *builder) one(l *lote) saldo {
	s := saldo{
		nivel: "lote", fraccion: l.Fraccion, umt: l.UMT, lot: l, opening: l.opening, in: l.entered, out: l.out,
		proved: l.proved, assumed: l.assumed, closing: l.closing, held: l.held, undocumented: l.undocumented, waste: l.waste, missing: l.missing, due: map[string]quantity.Micros{},
	}
	if l.closing != 0 {
		s.due[term(b.head.To, l.Due)] = l.closing
		s.value.Add(share(l))
	}
	return s
}

// ofLot reads a cell that only a lot has.
func ofLot(get func(*lote) string) func(*saldo) string {
	return func(s *saldo) string {
		if s.lot == nil {
			return ""
		}
		return get(s.lot)
	}
}

// saldosTable is fracciones on top, then every lot that had something in the
// period. The first column tells them apart, so that nobody adds both.
func (b *builder) saldosTable(fracciones []saldo) Table {
	lots := make([]*lote, 0, len(b.lots))
	for i := range b.lots {
		if l := &b.lots[i]; l.opening != 0 || l.entered != 0 {
			lots = append(lots, l)
		}
	}
	slices.SortStableFunc(lots, func(x, y *lote) int {
		return cmp.Or(cmp.Compare(x.Fraccion, y.Fraccion), cmp.Compare(x.UMT, y.UMT))
	})
	return tabulated("saldos", document.Text{
		ES: "Saldos de mercancías de importación temporal", EN: "Balances of temporarily imported goods",
	}, b.head, b.saldoFields(), len(fracciones)+len(lots), func(r int, s *saldo) *saldo {
		if r < len(fracciones) {
			return &fracciones[r]
		}
		*s = b.one(lots[r-len(fracciones)])
		return s
	})
}

// of is a quantity of the balance, blank where there is none: what has no lot is no
// balance, in a unit of which nobody knows whether it is one of the tariff.
func (s *saldo) of(q quantity.Micros) string {
	if s.nivel == withoutLot {
		return ""
	}
	return q.String()
}

// balance is the cell of such a quantity.
func balance(get func(*saldo) quantity.Micros) func(*saldo) string {
	return func(s *saldo) string { return s.of(get(s)) }
}

func (b *builder) saldoFields() []field[saldo] {
	out := func(k string) func(*saldo) string {
		return balance(func(s *saldo) quantity.Micros { return s.out.of(k) })
	}
	due := func(k string) func(*saldo) string { return balance(func(s *saldo) quantity.Micros { return s.due[k] }) }
	return []field[saldo]{
		{"nivel", "Nivel", "Level", Text, func(s *saldo) string { return s.nivel }},
		{"fraccion", "Fracción", "Fracción", Text, func(s *saldo) string { return s.fraccion }},
		{"umt", "UMT", "UMT", Text, func(s *saldo) string { return s.umt }},
		{"unidad", "Unidad", "Unit", Text, func(s *saldo) string { return b.unidad(s.umt) }},
		{"pedimento", "Pedimento", "Pedimento", Text, ofLot(func(l *lote) string { return l.Pedimento })},
		{"partida", "Partida", "Partida", Integer, ofLot(func(l *lote) string { return partida(l.Partida) })},
		{"clave", "Clave", "Key", Text, ofLot(func(l *lote) string { return l.Clave })},
		{"parte", "Número de parte", "Part number", Text, ofLot(func(l *lote) string { return l.Parte })},
		{"descripcion", "Descripción", "Description", Text, ofLot(func(l *lote) string { return l.Descripcion })},
		{"inicio_plazo", "Inicio del plazo", "Start of stay", Date, ofLot(func(l *lote) string { return l.StayStart.String() })},
		{"vencimiento", "Vencimiento", "Due", Date, ofLot(func(l *lote) string { return l.Due.String() })},
		{"saldo_inicial", "Saldo inicial", "Opening", Quantity, balance(func(s *saldo) quantity.Micros { return s.opening })},
		{"entradas", "Entradas", "Entries", Quantity, balance(func(s *saldo) quantity.Micros { return s.in })},
		{"salidas_retorno", "Salidas por retorno", "Exits: return", Quantity, out("retorno")},
		{"salidas_transferencia", "Salidas por transferencia", "Exits: transfer", Quantity, out("transferencia")},
		{"salidas_cambio_regimen", "Salidas por cambio de régimen", "Exits: change of regime", Quantity, out("cambio_regimen")},
		{"salidas_otras", "Otras salidas", "Exits: other", Quantity, out("otras")},
		{"descargado_probado", "Descargado probado", "Discharged, proved", Quantity, balance(func(s *saldo) quantity.Micros { return s.proved })},
		{"descargado_supuesto", "Descargado supuesto", "Discharged, assumed", Quantity, balance(func(s *saldo) quantity.Micros { return s.assumed })},
		{"descargado_sin_documento", "Descargado sin documento", "Discharged, undocumented", Quantity, balance(func(s *saldo) quantity.Micros { return s.undocumented })},
		{"sin_resolver", "Salidas sin resolver", "Exits unresolved", Quantity, func(s *saldo) string {
			if s.lot != nil {
				return ""
			}
			return s.unresolved.String()
		}},
		{"saldo_final", "Saldo final", "Closing", Quantity, balance(func(s *saldo) quantity.Micros { return s.closing })},
		{"de_desperdicio", "De ello, desperdicio", "Of it, desperdicio", Quantity, balance(func(s *saldo) quantity.Micros { return s.waste })},
		{"de_extraviado", "De ello, extraviado", "Of it, missing", Quantity, balance(func(s *saldo) quantity.Micros { return s.missing })},
		{"retenido", "Retenido por decidir", "Held, to decide", Quantity, balance(func(s *saldo) quantity.Micros { return s.held })},
		{"vencido", "Vencido", "Expired", Quantity, due("vencido")},
		{"vence_30", "Vence en 30 días", "Due within 30 days", Quantity, due("30")},
		{"vence_60", "Vence en 31 a 60 días", "Due in 31 to 60 days", Quantity, due("60")},
		{"vence_90", "Vence en 61 a 90 días", "Due in 61 to 90 days", Quantity, due("90")},
		{"vence_despues", "Vence después", "Due later", Quantity, due("despues")},
		{"sin_plazo", "Vigencia del programa", "Life of the programme", Quantity, due("sin_plazo")},
		{"valor_aduana_saldo", "Valor en aduana del saldo (MXN)", "Customs value of the closing (MXN)", Money, func(s *saldo) string {
			return whole(&s.value).String()
		}},
		{"lote", "Lote", "Lot", Text, ofLot(func(l *lote) string { return l.ID })},
		{"material", "Libro del material", "Book of the material", Text, ofLot(func(l *lote) string { return l.material })},
	}
}
