package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// devuelto is a partida that returned to a country of such a treaty, or one of
// a complementary pedimento of the period.
type devuelto struct {
	pedimento, clave string
	partida          int
	salida, pago     document.Date
	destino, acuerdo string
	fraccion, desc   string
	umc              string
	cantidad         quantity.Micros
	over             bool
	comercial        money.Sum
	casos            []string
	duty             map[string]money.Amount
	whole            map[string]money.Amount // of the whole pedimento, in its first row
	paid             bool                    // the pedimento paid, whichever partida it was for
	differ           bool                    // sources give other amounts
}

// declarado says how the partida was determined.
func (r *devuelto) declarado() string {
	switch {
	case r.differ:
		return "contradictorio"
	case r.says(said25, saidEUR, saidPaid):
		return "importe"
	case len(r.duty) > 0:
		return "determinacion"
	case r.paid:
		return "pedimento"
	case len(r.casos) > 0:
		return "identificador"
	}
	return "no_consta"
}

// says reports that one of these is said, whether or not its amount is known.
func (r *devuelto) says(names ...string) bool {
	return slices.ContainsFunc(names, func(n string) bool { _, ok := r.duty[n]; return ok })
}

// paidAs is what the partida declares under a name, blank when it declares none.
func (r *devuelto) paidAs(name string) string { return r.duty[name].String() }

// foreign is the duty of the country of destination, and its currency.
func (r *devuelto) foreign() (amount, currency string) {
	for name, a := range r.duty {
		if c, ok := strings.CutPrefix(name, saidForeign); ok {
			return a.String(), c
		}
	}
	return "", ""
}

// say takes what the facts of a partida declare; of a pedimento that was
// rectified, what the last rectification does. Two sources of one pedimento that
// give other amounts leave them unknown, as does a duty in two currencies.
func (r *devuelto) say(all []*Declared) {
	for _, d := range current(all) {
		r.whole = r.agree(r.whole, d.Duty)
		l, ok := d.Lines[r.partida]
		if !ok {
			continue
		}
		r.casos = append(append(r.casos, d.Casos...), l.Casos...)
		r.duty = r.agree(r.duty, l.Duty)
	}
	currencies := 0
	for name := range r.duty {
		if strings.HasPrefix(name, saidForeign) {
			currencies++
		}
	}
	if r.differ = r.differ || currencies > 1; r.differ {
		r.duty, r.whole = nil, nil
	}
	r.paid = len(r.whole) > 0
	slices.Sort(r.casos)
	r.casos = slices.Compact(r.casos)
}

// agree adds what is said to what was said before; amounts that are not the same
// contradict each other.
func (r *devuelto) agree(had map[string]money.Amount, said map[string]*money.Sum) map[string]money.Amount {
	for name, sum := range said {
		amount, known := sum.Total()
		if !known {
			amount = money.Amount{}
		}
		if before, ok := had[name]; ok && (before.Known() != amount.Known() || before.Known() && !before.Equal(amount)) {
			r.differ = true
			continue
		}
		if had == nil {
			had = map[string]money.Amount{}
		}
		had[name] = amount
	}
	return had
}

// goods is a partida of a return, and the unit it is sold in.
type goods struct {
	pedimento string
	partida   int
	umc       string
}

// abroad gathers partidas of returns to countries of a treaty.
type abroad struct {
	by    map[goods]*devuelto
	facts map[goods][]document.Hash
	seen  map[string]bool // pieces: the needs of one product are one piece
}

// take adds an exit, unless it is no return or its piece was counted.
func (a *abroad) take(x *ledger.Exit, cat *catalog.Catalog) {
	if x.Clave != claveRetorno || !x.Bears() {
		return
	}
	row, ok := cat.Deferral(x.Destino, x.PaidAt)
	if !ok || a.seen[x.Piece()] {
		return
	}
	a.seen[x.Piece()] = true
	k := goods{x.Pedimento, x.Partida, x.UMC}
	r := a.by[k]
	if r == nil {
		r = &devuelto{
			pedimento: x.Pedimento, clave: x.Clave, partida: x.Partida, salida: x.MovedAt, pago: x.PaidAt, destino: x.Destino, acuerdo: row.Acuerdo,
			fraccion: x.Fraccion, desc: x.Descripcion, umc: x.UMC,
		}
		a.by[k], a.facts[k] = r, x.Facts
	}
	sum := r.cantidad + x.CantidadUMC
	r.over = r.over || sum < r.cantidad
	r.cantidad = sum
	r.comercial.Add(x.Comercial)
}

// returned are the partidas of returns to countries of a treaty that left in
// the period.
func (s *Set) returned(more *More) []devuelto {
	a := &abroad{by: map[goods]*devuelto{}, facts: map[goods][]document.Hash{}, seen: map[string]bool{}}
	for b := range ledger.Lent(slices.SortedFunc(slices.Values(more.Books), func(a, b *ledger.Kept) int { return cmp.Compare(a.ID, b.ID) })) {
		for _, at := range b.Between(s.Head.From, s.Head.To) {
			a.take(&b.Exits[at], more.Catalog)
		}
	}
	said := map[document.Hash]*Declared{}
	for _, d := range more.Declared {
		said[d.Fact] = d
	}
	out := make([]devuelto, 0, len(a.by))
	for k, r := range a.by {
		var all []*Declared
		for _, h := range a.facts[k] {
			if d := said[h]; d != nil {
				all = append(all, d)
			}
		}
		r.say(all)
		out = append(out, *r)
	}
	return out
}

// complements are the partidas of the complementary pedimentos paid in the
// period. Which return each one is of no fact says.
func (s *Set) complements(more *More) []devuelto {
	var out []devuelto
	later := slices.DeleteFunc(slices.Clone(more.Declared), func(d *Declared) bool { return d.Clave != claveComplementario })
	for _, d := range current(later) {
		if d.Pago < s.Head.From || d.Pago > s.Head.To {
			continue
		}
		secs := slices.Sorted(maps.Keys(d.Lines))
		if len(secs) == 0 {
			secs = []int{0} // of a pedimento that has amounts for the whole alone
		}
		for _, sec := range secs {
			r := devuelto{pedimento: d.Key, clave: d.Clave, partida: sec, pago: d.Pago, destino: d.Lines[sec].Destino}
			r.say([]*Declared{d})
			out = append(out, r)
		}
	}
	return out
}

// tmec is what returned to countries whose treaty limits the deferral of duty,
// and what was declared of it. No duty is computed.
func (s *Set) tmec(more *More) (Table, error) {
	rows := append(s.returned(more), s.complements(more)...)
	slices.SortFunc(rows, func(a, b devuelto) int {
		return cmp.Or(cmp.Compare(a.salida, b.salida), cmp.Compare(a.pedimento, b.pedimento), cmp.Compare(a.partida, b.partida), cmp.Compare(a.umc, b.umc))
	})
	rows = slices.CompactFunc(rows, func(a, b devuelto) bool { // two sources of one complementary pedimento
		return a.clave == claveComplementario && b.clave == a.clave && a.pedimento == b.pedimento && a.partida == b.partida && slices.Equal(a.casos, b.casos) &&
			maps.EqualFunc(a.duty, b.duty, sameAmount) && maps.EqualFunc(a.whole, b.whole, sameAmount)
	})
	told := map[string]bool{}
	for i := range rows {
		if told[rows[i].pedimento] {
			rows[i].whole = nil
		}
		told[rows[i].pedimento] = true
	}
	for i := range rows {
		if rows[i].over {
			return Table{}, ErrRange
		}
	}
	s.month.returned = rows
	text := func(key, es, en string, of func(*devuelto) string) field[devuelto] {
		return field[devuelto]{key, es, en, Text, of}
	}
	paid := func(key, es, en, name string) field[devuelto] {
		return field[devuelto]{key, es, en, Money, func(r *devuelto) string { return r.paidAs(name) }}
	}
	return tabulate("tmec25", document.Text{ES: "T-MEC 2.5: retornos a países de tratado", EN: "T-MEC 2.5: returns to treaty countries"}, s.Head, []field[devuelto]{
		text("pedimento", "Pedimento", "Pedimento", func(r *devuelto) string { return r.pedimento }),
		text("clave", "Clave", "Key", func(r *devuelto) string { return r.clave }),
		{"partida", "Partida", "Partida", Integer, func(r *devuelto) string { return partida(r.partida) }},
		{"fecha_salida", "Fecha de salida", "Exit date", Date, func(r *devuelto) string { return r.salida.String() }},
		{"fecha_pago", "Fecha de pago", "Payment date", Date, func(r *devuelto) string { return r.pago.String() }},
		text("destino", "Destino", "Destination", func(r *devuelto) string { return r.destino }),
		text("acuerdo", "Acuerdo", "Treaty", func(r *devuelto) string { return r.acuerdo }),
		text("fraccion", "Fracción", "Fracción", func(r *devuelto) string { return r.fraccion }),
		text("descripcion", "Descripción", "Description", func(r *devuelto) string { return r.desc }),
		text("umc", "UMC", "UMC", func(r *devuelto) string { return r.umc }),
		{"cantidad_umc", "Cantidad UMC", "Quantity UMC", Quantity, func(r *devuelto) string { return blankZero(r.cantidad) }},
		{"valor_comercial", "Valor comercial (MXN)", "Commercial value (MXN)", Money, func(r *devuelto) string { return whole(&r.comercial).String() }},
		text("declarado", "Cómo se declara", "How it is declared", func(r *devuelto) string { return r.declarado() }),
		text("identificadores", "Identificadores (ST SU DT DU PR)", "Identifiers (ST SU DT DU PR)", func(r *devuelto) string { return strings.Join(r.casos, " ") }),
		paid("contribucion_12", "Contribución 12, 2.5 (MXN)", "Contribution 12, 2.5 (MXN)", said25),
		paid("contribucion_16", "Contribución 16, EUR (MXN)", "Contribution 16, EUR (MXN)", saidEUR),
		paid("valor_no_originario", "Valor de lo no originario (MXN)", "Value of what is not originating (MXN)", saidValue),
		paid("igi_no_originario", "IGI de lo no originario (MXN)", "IGI of what is not originating (MXN)", saidIGI),
		paid("exento", "Exento (MXN)", "Exempt (MXN)", saidExempt),
		paid("pago_355", "Pagado, registro 355 (MXN)", "Paid, record 355 (MXN)", saidPaid),
		{"arancel_destino", "Arancel del país de destino", "Duty of the country of destination", Money, func(r *devuelto) string { a, _ := r.foreign(); return a }},
		text("moneda_arancel", "Moneda del arancel", "Currency of that duty", func(r *devuelto) string { _, c := r.foreign(); return c }),
		{"pedimento_12", "Contribución 12 de todo el pedimento, en su primera partida (MXN)", "Contribution 12 of the whole pedimento, in its first partida (MXN)", Money, func(r *devuelto) string { return r.whole[said25].String() }},
		{"pedimento_16", "Contribución 16 de todo el pedimento, en su primera partida (MXN)", "Contribution 16 of the whole pedimento, in its first partida (MXN)", Money, func(r *devuelto) string { return r.whole[saidEUR].String() }},
	}, rows), nil
}

// sameAmount reports amounts that are written alike.
func sameAmount(a, b money.Amount) bool { return a.Known() == b.Known() && a.String() == b.String() }
