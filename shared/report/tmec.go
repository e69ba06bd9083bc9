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

// The clave of a return, and that of the complementary pedimento which
// determines afterwards what a return did not.
const (
	claveRetorno        = "RT"
	claveComplementario = "CT"
)

// Declared is what a pedimento of return, or a complementary one, says of the
// duty that was deferred (T-MEC art. 2.5; contributions 12 and 16, identifiers
// ST, SU, DT, DU and PR of Apéndice 8).
type Declared struct {
	Fact  document.Hash
	Key   string
	Clave string
	Pago  document.Date
	Casos []string // identifiers of the pedimento
	Lines map[int]DeclaredLine
}

// DeclaredLine is what one partida says.
type DeclaredLine struct {
	Destino string
	Casos   []string
	Duty    map[string]*money.Sum // by contribution; of a line that gives none, nil
}

// DeclaredOf reads it from a fact; nil when the fact is neither kind of
// pedimento.
func DeclaredOf(hash document.Hash, f *ledger.Fact, cat *catalog.Catalog) *Declared {
	if f.Operacion != "EXP" || f.Clave != claveRetorno && f.Clave != claveComplementario || f.Desistido {
		return nil
	}
	d := &Declared{Fact: hash, Key: f.Key, Clave: f.Clave, Pago: f.Pago, Casos: deferring(f.Casos), Lines: map[int]DeclaredLine{}}
	for i := range f.Lineas {
		l := &f.Lineas[i]
		own := DeclaredLine{Destino: l.Origen, Casos: deferring(l.Casos)}
		for k := range l.Tributos {
			name := cat.Contribution(l.Tributos[k].Clave)
			if name != "2.5" && name != "EUR" {
				continue
			}
			if own.Duty == nil {
				own.Duty = map[string]*money.Sum{}
			}
			if own.Duty[name] == nil {
				own.Duty[name] = &money.Sum{}
			}
			own.Duty[name].Add(l.Tributos[k].Importe)
		}
		d.Lines[l.Sec] = own
	}
	return d
}

// deferring are the identifiers of the determination among those of a
// pedimento or partida, without complements.
func deferring(casos []string) []string {
	var out []string
	for _, c := range casos {
		clave, _, _ := strings.Cut(c, "|")
		if slices.Contains([]string{"ST", "SU", "DT", "DU", "PR"}, clave) && !slices.Contains(out, clave) {
			out = append(out, clave)
		}
	}
	slices.Sort(out)
	return out
}

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
	differ           bool // sources give other amounts
}

// declarado says how the partida was determined.
func (r *devuelto) declarado() string {
	switch {
	case r.differ:
		return "contradictorio"
	case len(r.duty) > 0:
		return "importe"
	case len(r.casos) > 0:
		return "identificador"
	}
	return "no_consta"
}

// paidAs is a duty the partida declares, blank when it declares none.
func (r *devuelto) paidAs(name string) string { return r.duty[name].String() }

// say takes what the facts of a partida declare. Two sources of one pedimento
// that give other amounts leave it unknown.
func (r *devuelto) say(all []*Declared) {
	for _, d := range all {
		l, ok := d.Lines[r.partida]
		if !ok {
			continue
		}
		r.casos = append(append(r.casos, d.Casos...), l.Casos...)
		for name, sum := range l.Duty {
			amount, _ := sum.Total()
			if had, ok := r.duty[name]; ok && (had.Known() != amount.Known() || had.Known() && !had.Equal(amount)) {
				r.differ = true
				continue
			}
			if r.duty == nil {
				r.duty = map[string]money.Amount{}
			}
			r.duty[name] = amount
		}
	}
	if r.differ {
		r.duty = nil
	}
	slices.Sort(r.casos)
	r.casos = slices.Compact(r.casos)
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
	for _, d := range more.Declared {
		if d.Clave != claveComplementario || d.Pago < s.Head.From || d.Pago > s.Head.To {
			continue
		}
		for _, sec := range slices.Sorted(maps.Keys(d.Lines)) {
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
			a.paidAs("2.5") == b.paidAs("2.5") && a.paidAs("EUR") == b.paidAs("EUR")
	})
	for i := range rows {
		if rows[i].over {
			return Table{}, ErrRange
		}
	}
	s.month.returned = rows
	text := func(key, es, en string, of func(*devuelto) string) field[devuelto] {
		return field[devuelto]{key, es, en, Text, of}
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
		{"contribucion_12", "Contribución 12, 2.5 (MXN)", "Contribution 12, 2.5 (MXN)", Money, func(r *devuelto) string { return r.paidAs("2.5") }},
		{"contribucion_16", "Contribución 16, EUR (MXN)", "Contribution 16, EUR (MXN)", Money, func(r *devuelto) string { return r.paidAs("EUR") }},
	}, rows), nil
}
