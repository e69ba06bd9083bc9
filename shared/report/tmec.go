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
	undivided        map[string]money.Amount // what it determines of no partida, in its first row
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
	case len(r.duty) > 0, r.partida == 0 && len(r.undivided) > 0:
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
func foreign(duty map[string]money.Amount) (amount, currency string) {
	for name, a := range duty {
		if c, ok := strings.CutPrefix(name, saidForeign); ok {
			return a.String(), c
		}
	}
	return "", ""
}

// say takes what the facts of a partida declare; of a pedimento that was
// rectified, what the last rectification does. Two sources of one pedimento that
// give other amounts leave them unknown, as does a duty in two currencies. The layouts
// before the ninth tell nothing of what is determined of no partida.
func (r *devuelto) say(all []*Declared, old bool) {
	apart := false // sources give other amounts for the whole
	all = current(all)
	for _, d := range all {
		apart = agree(&r.whole, d.Duty) || apart
		l, ok := d.Lines[r.partida]
		if !ok {
			continue
		}
		r.casos = append(append(r.casos, d.Casos...), l.Casos...)
		r.differ = agree(&r.duty, l.Duty) || l.Differ || r.differ
	}
	if apart {
		r.whole = nil
	}
	if r.differ = !oneCurrency(r.duty) || r.differ; r.differ {
		r.duty = nil
	}
	if !old {
		r.differ = r.differ || apart && len(r.duty) == 0
		r.determine(all)
	}
	r.paid = len(r.whole) > 0
	slices.Sort(r.casos)
	r.casos = slices.Compact(r.casos)
}

// determine takes what current facts determine of no partida. What one of them says so
// and another of partidas is the same goods: it is told by partida when both come to
// the same, and contradicts else.
func (r *devuelto) determine(all []*Declared) {
	differ, twice := false, false
	for _, d := range all {
		differ = agree(&r.undivided, d.Whole) || d.Differ || differ
	}
	differ = !oneCurrency(r.undivided) || differ
	for _, d := range all {
		if by := d.byPartida(); by != nil && len(r.undivided) > 0 && (d.Mixed || len(d.Whole) == 0) {
			twice = true
			differ = differ || !comesTo(by, r.undivided)
		}
	}
	if differ || twice {
		r.undivided = nil
	}
	if differ && twice {
		maps.DeleteFunc(r.duty, func(name string, _ money.Amount) bool {
			gone := ofDetermination(name)
			r.differ = r.differ || gone
			return gone
		})
	}
	r.differ = r.differ || differ && len(r.duty) == 0
}

// comesTo reports partidas that come to the same as the whole.
func comesTo(by map[string]*money.Sum, all map[string]money.Amount) bool {
	for name, a := range all {
		if sum := by[name]; sum == nil || !sameAmount(whole(sum), a) {
			return false
		}
	}
	return len(by) == len(all)
}

// agree adds what is said to what was said before, and reports amounts that are
// not the same: they contradict each other.
func agree(had *map[string]money.Amount, said map[string]*money.Sum) (differ bool) {
	for name, sum := range said {
		amount := whole(sum)
		if before, ok := (*had)[name]; ok && !sameAmount(before, amount) {
			differ = true
			continue
		}
		if *had == nil {
			*had = map[string]money.Amount{}
		}
		(*had)[name] = amount
	}
	return differ
}

// oneCurrency reports a duty of the country of destination in one currency at most.
// A source that names none says the same as one that gives the amount in another.
func oneCurrency(duty map[string]money.Amount) bool {
	bare, ok := duty[saidForeign]
	for name, a := range duty {
		if ok && name != saidForeign && strings.HasPrefix(name, saidForeign) && sameAmount(a, bare) {
			delete(duty, saidForeign)
		}
	}
	currencies := 0
	for name := range duty {
		if strings.HasPrefix(name, saidForeign) {
			currencies++
		}
	}
	return currencies <= 1
}

// sameAmount reports amounts that are equal, or both unknown.
func sameAmount(a, b money.Amount) bool { return a.Known() == b.Known() && (!a.Known() || a.Equal(b)) }

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
func (s *Set) returned(more *More, declared []*Declared) []devuelto {
	a := &abroad{by: map[goods]*devuelto{}, facts: map[goods][]document.Hash{}, seen: map[string]bool{}}
	for b := range ledger.Lent(slices.SortedFunc(slices.Values(more.Books), func(a, b *ledger.Kept) int { return cmp.Compare(a.ID, b.ID) })) {
		for _, at := range b.Between(s.Head.From, s.Head.To) {
			a.take(&b.Exits[at], more.Catalog)
		}
	}
	said := map[document.Hash]*Declared{}
	for _, d := range declared {
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
		r.say(all, more.Old)
		out = append(out, *r)
	}
	return out
}

// complements are the partidas of the complementary pedimentos paid in the
// period, whichever sources tell of them. Which return each one is of no fact says.
func (s *Set) complements(more *More, declared []*Declared) []devuelto {
	by := map[string][]*Declared{}
	for _, d := range current(complementary(declared)) {
		if d.Pago >= s.Head.From && d.Pago <= s.Head.To {
			by[d.Key] = append(by[d.Key], d)
		}
	}
	var out []devuelto
	for key, all := range by {
		destinos := map[int]string{}
		for _, d := range all {
			for sec := range d.Lines {
				destinos[sec] = cmp.Or(destinos[sec], d.Lines[sec].Destino)
			}
		}
		if len(destinos) == 0 {
			destinos[0] = "" // of a pedimento that has amounts for the whole alone
		}
		for sec, destino := range destinos {
			r := devuelto{pedimento: key, clave: claveComplementario, partida: sec, pago: all[0].Pago, destino: destino}
			r.say(all, more.Old)
			out = append(out, r)
		}
	}
	return out
}

// undivided leaves what a whole pedimento paid or determined in one row, in the
// period of its rows: when it left, or of a complementary one when it was paid; they
// are of one day, and so of no second period. Its contributions are in none where its partidas tell
// of payments: they are the sum of theirs. A determination of no partida in a source
// that has some of partidas is beside them: it may be of another.
func undivided(rows []devuelto) {
	own, told, determined := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range rows {
		own[rows[i].pedimento] = own[rows[i].pedimento] || rows[i].says(said25, saidEUR, saidPaid)
	}
	for i := range rows {
		r := &rows[i]
		r.paid = r.paid && !own[r.pedimento]
		if determined[r.pedimento] {
			r.undivided = nil
		}
		determined[r.pedimento] = determined[r.pedimento] || len(r.undivided) > 0
		if !r.paid || told[r.pedimento] {
			r.whole = nil
			continue
		}
		told[r.pedimento] = true
	}
}

// tmec is what returned to countries whose treaty limits the deferral of duty,
// and what was declared of it. No duty is computed.
func (s *Set) tmec(more *More) (Table, error) {
	declared := standing(more.Declared)
	rows := append(s.returned(more, declared), s.complements(more, declared)...)
	slices.SortFunc(rows, func(a, b devuelto) int {
		return cmp.Or(cmp.Compare(a.salida, b.salida), cmp.Compare(a.pedimento, b.pedimento), cmp.Compare(a.partida, b.partida), cmp.Compare(a.umc, b.umc))
	})
	undivided(rows)
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
	atOnce := func(key, es, en, name string, of func(*devuelto) map[string]money.Amount) field[devuelto] {
		return field[devuelto]{key, es + " de todo el pedimento, una vez (MXN)", en + " of the whole pedimento, once (MXN)", Money, func(r *devuelto) string { return of(r)[name].String() }}
	}
	ofWhole := func(r *devuelto) map[string]money.Amount { return r.whole }
	ofNone := func(r *devuelto) map[string]money.Amount { return r.undivided }
	fields := []field[devuelto]{
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
		{"arancel_destino", "Arancel del país de destino", "Duty of the country of destination", Money, func(r *devuelto) string { a, _ := foreign(r.duty); return a }},
		text("moneda_arancel", "Moneda del arancel", "Currency of that duty", func(r *devuelto) string { _, c := foreign(r.duty); return c }),
		atOnce("pedimento_12", "Contribución 12", "Contribution 12", said25, ofWhole),
		atOnce("pedimento_16", "Contribución 16", "Contribution 16", saidEUR, ofWhole),
	}
	if !more.Old {
		fields = append(fields, atOnce("pedimento_no_originario", "Valor de lo no originario", "Value of what is not originating", saidValue, ofNone),
			atOnce("pedimento_igi", "IGI de lo no originario", "IGI of what is not originating", saidIGI, ofNone), atOnce("pedimento_exento", "Exento", "Exempt", saidExempt, ofNone),
			field[devuelto]{"pedimento_arancel", "Arancel del país de destino de todo el pedimento, una vez", "Duty of the country of destination of the whole pedimento, once", Money, func(r *devuelto) string { a, _ := foreign(r.undivided); return a }},
			text("pedimento_moneda", "Moneda del arancel de todo el pedimento", "Currency of the duty of the whole pedimento", func(r *devuelto) string { _, c := foreign(r.undivided); return c }))
	}
	return tabulate("tmec25", tmecTitle(), s.Head, fields, rows), nil
}
