package report

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// puente is a line from the closing of the month before to the opening of a
// period: closing + correction = opening, running and past due apart.
type puente struct {
	nivel   string // cuenta, contribucion, total; fraccion, lote
	cuenta  credito.Cuenta
	nombre  string
	lot     *stood
	sealed  *[2]int64 // as the package before has it; nil when it does not say
	was, is [2]int64  // running, past due; of stock all in the first
	causes  causes
}

// version is what other law, another policy or another release changed in a
// closing that was sealed.
func (p *puente) version(i int) int64 {
	if p.sealed == nil {
		return 0
	}
	return p.was[i] - p.sealed[i]
}

// closing is the closing of the month before: as it was sealed, else as known.
func (p *puente) closing(i int) int64 {
	if p.sealed != nil {
		return p.sealed[i]
	}
	return p.was[i]
}

func (p *puente) correction(i int) int64 { return p.is[i] - p.was[i] }

// tell completes the causes of a line by those of its version.
func (p *puente) tell() {
	if p.version(0) != 0 || p.version(1) != 0 {
		p.causes.add(causeVersion, "")
	}
	p.causes.sorted()
}

func (p *puente) add(o *puente) {
	for i := range p.was {
		p.was[i] += o.was[i]
		p.is[i] += o.is[i]
	}
	p.causes.join(o.causes)
}

// creditBridge leads from what was owed when the month before was closed to the
// opening of the roll-forward. Every account that differs has its line; the
// totals hold all accounts.
func (s *Set) creditBridge(more *More) (Table, error) {
	byKey := map[credito.Key]causes{}
	for i := range s.month.stood {
		x := &s.month.stood[i]
		if k := (credito.Key{Pedimento: x.lot().Pedimento, Fraccion: x.fraccion, UMT: x.umt}); len(x.causes.why) > 0 {
			c := byKey[k]
			c.join(x.causes)
			byKey[k] = c
		}
	}
	rows, err := s.creditLines(more, byKey)
	if err != nil {
		return Table{}, err
	}
	s.month.creditBridge = rows
	text := func(key, es, en string, of func(*puente) string) field[puente] {
		return field[puente]{key, es, en, Text, of}
	}
	p := func(key, es, en string, of func(*puente) string) field[puente] {
		return field[puente]{key, es, en, Money, of}
	}
	n := func(v int64) string { return strconv.FormatInt(v, 10) }
	return tabulate("puente_credito", document.Text{
		ES: "Crédito IVA/IEPS: del cierre anterior al saldo inicial", EN: "IVA/IEPS credit: from the closing before to the opening",
	}, s.Head, append([]field[puente]{
		text("nivel", "Nivel", "Level", func(r *puente) string { return r.nivel }),
		text("pedimento", "Pedimento", "Pedimento", func(r *puente) string { return r.cuenta.Pedimento }),
		text("fraccion", "Fracción", "Fracción", func(r *puente) string { return r.cuenta.Fraccion }),
		text("umt", "UMT", "UMT", func(r *puente) string { return r.cuenta.UMT }),
		text("contribucion", "Contribución", "Contribution", func(r *puente) string { return r.cuenta.Contribucion }),
		text("contribucion_nombre", "Nombre de la contribución", "Name of the contribution", func(r *puente) string { return r.nombre }),
		text("forma_pago", "Forma de pago", "Form of payment", func(r *puente) string { return r.cuenta.Forma }),
		p("cierre_anterior", "Cierre anterior (MXN)", "Closing before (MXN)", func(r *puente) string { return n(r.closing(0)) }),
		p("por_otra_version", "Por otra ley, política o versión (MXN)", "By other law, policy or release (MXN)", func(r *puente) string { return n(r.version(0)) }),
		p("correccion", "Corrección (MXN)", "Correction (MXN)", func(r *puente) string { return n(r.correction(0)) }),
		p("saldo_inicial", "Saldo inicial (MXN)", "Opening (MXN)", func(r *puente) string { return n(r.is[0]) }),
		p("vencido_cierre_anterior", "Vencido, cierre anterior (MXN)", "Expired, closing before (MXN)", func(r *puente) string { return n(r.closing(1)) }),
		p("vencido_por_otra_version", "Vencido, por otra versión (MXN)", "Expired, by another release (MXN)", func(r *puente) string { return n(r.version(1)) }),
		p("vencido_correccion", "Vencido, corrección (MXN)", "Expired, correction (MXN)", func(r *puente) string { return n(r.correction(1)) }),
		p("vencido_inicial", "Vencido, inicial (MXN)", "Expired, opening (MXN)", func(r *puente) string { return n(r.is[1]) }),
	}, bridgeFields(more.Before)...), rows), nil
}

// bridgeFields say why a line differs, by which papers, and since when.
func bridgeFields(b *Before) []field[puente] {
	base, pack := "hechos", b.Package // of b nothing is held: its books are let go
	if pack != "" {
		base = "sello"
	}
	return []field[puente]{
		{"motivo", "Motivo", "Reason", Text, func(r *puente) string { return strings.Join(r.causes.why, " ") }},
		{"por", "Pedimentos y tablas que lo corrigen", "Pedimentos and tables that correct it", Text, func(r *puente) string { return strings.Join(r.causes.by, " ") }},
		{"base", "Base del cierre anterior", "Basis of the closing before", Text, func(*puente) string { return base }},
		{"paquete_anterior", "Paquete anterior", "Package before", Text, func(*puente) string { return pack }},
	}
}

// creditLines are the accounts that differ, the totals and the total; one that
// is not the opening of the roll-forward is an error.
func (s *Set) creditLines(more *More, byKey map[credito.Key]causes) ([]puente, error) {
	var rows []puente
	totals := map[[2]string]*puente{}
	total := puente{nivel: "total"}
	for a := range bothClosings(more.Before.Credit, more.Credit, s.Head.From.AddDays(-1)) {
		c := a.cuenta
		if a.was != a.is {
			a.nombre = more.Catalog.Contribution(c.Contribucion)
			if a.causes = byKey[c.Key]; len(a.causes.why) == 0 {
				a.causes.add(more.Before.other(), "")
			}
			a.tell()
			rows = append(rows, a)
		}
		k := [2]string{c.Contribucion, c.Forma}
		if totals[k] == nil {
			totals[k] = &puente{nivel: "contribucion", nombre: more.Catalog.Contribution(c.Contribucion), cuenta: credito.Cuenta{Contribucion: c.Contribucion, Forma: c.Forma}}
		}
		totals[k].add(&a)
	}
	if more.Before.SealedCredit != nil {
		total.sealed = &[2]int64{}
	}
	for _, x := range more.Before.SealedCredit {
		k := [2]string{x.Contribucion, x.Forma}
		if totals[k] == nil {
			totals[k] = &puente{nivel: "contribucion", nombre: more.Catalog.Contribution(x.Contribucion), cuenta: credito.Cuenta{Contribucion: x.Contribucion, Forma: x.Forma}}
		}
		totals[k].sealed = &[2]int64{x.Closing, x.Expired}
		total.sealed[0] += x.Closing
		total.sealed[1] += x.Expired
	}
	for _, k := range slices.SortedFunc(maps.Keys(totals), func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }) {
		t := totals[k]
		if t.sealed == nil && total.sealed != nil {
			t.sealed = &[2]int64{} // the package before has no such account
		}
		total.add(t)
		t.tell()
		rows = append(rows, *t)
	}
	total.tell()
	rows = append(rows, total)
	var opening [2]int64
	for i := range s.month.creditTotals {
		if r := &s.month.creditTotals[i]; r.nivel == "total" {
			opening = [2]int64{r.Opening, r.ExpiredOpening}
		}
	}
	if opening != total.is {
		return nil, fmt.Errorf("bridge of the credit of %s: %w", s.Head.Period, ErrUnbalanced)
	}
	return rows, nil
}

// bothClosings visits every account that was there on a day, as it was known then
// and as it is now, in the order of accounts: none is held.
func bothClosings(was, is *credito.Ledger, on document.Date) iter.Seq[puente] {
	owed := func(x *credito.Saldo) [2]int64 { return [2]int64{x.Open - x.Expired, x.Expired} }
	return func(yield func(puente) bool) {
		next, stop := iter.Pull(was.Saldos(on))
		defer stop()
		then, before := next()
		other, stopOther := iter.Pull(is.Saldos(on))
		defer stopOther()
		now, after := other()
		for before || after {
			order := credito.CompareAccounts(then.Cuenta, now.Cuenta)
			first, second := before && (!after || order <= 0), after && (!before || order >= 0)
			a := puente{nivel: "cuenta"}
			if first {
				a.cuenta, a.was = then.Cuenta, owed(&then)
				then, before = next()
			}
			if second {
				a.cuenta, a.is = now.Cuenta, owed(&now)
				now, after = other()
			}
			if !yield(a) {
				return
			}
		}
	}
}

// stockBridge leads from the balances when the month before was closed to the
// opening ones: every fracción, and every lot that differs.
func (s *Set) stockBridge(more *More) (Table, error) {
	type key struct{ fraccion, umt string }
	rows, lots := map[key]*puente{}, map[key][]puente{}
	at := func(k key) *puente {
		if rows[k] == nil {
			rows[k] = &puente{nivel: "fraccion", lot: &stood{lotKey: lotKey{fraccion: k.fraccion, umt: k.umt}}}
		}
		return rows[k]
	}
	for i := range s.month.stood {
		x := &s.month.stood[i]
		p := puente{nivel: "lote", lot: x, was: [2]int64{int64(x.was)}, is: [2]int64{int64(x.is)}}
		k := key{x.fraccion, x.umt}
		if x.was != x.is {
			p.causes = x.causes.sorted()
			differs := *x // the others are let go
			p.lot = &differs
			lots[k] = append(lots[k], p)
		}
		at(k).add(&p)
	}
	for _, x := range more.Before.SealedStock {
		at(key{x.Fraccion, x.UMT}).sealed = &[2]int64{int64(x.Closing)}
	}
	var out []puente
	opening := map[key]int64{}
	for i := range s.saldos {
		if s.saldos[i].nivel == withoutLot {
			continue // nothing opened
		}
		opening[key{s.saldos[i].fraccion, s.saldos[i].umt}] = int64(s.saldos[i].opening)
	}
	for _, k := range slices.SortedFunc(maps.Keys(rows), func(a, b key) int {
		return cmp.Or(cmp.Compare(a.fraccion, b.fraccion), cmp.Compare(a.umt, b.umt))
	}) {
		r := rows[k]
		if r.sealed == nil && more.Before.SealedStock != nil {
			r.sealed = &[2]int64{}
		}
		if r.is[0] != opening[k] {
			return Table{}, fmt.Errorf("bridge of the balance of %s: %w", k.fraccion, ErrUnbalanced)
		}
		r.tell()
		out = append(append(out, *r), lots[k]...)
	}
	s.month.stockBridge = out
	return s.stockTable(more.Before, out), nil
}

func (s *Set) stockTable(b *Before, rows []puente) Table {
	text := func(key, es, en string, of func(*puente) string) field[puente] {
		return field[puente]{key, es, en, Text, of}
	}
	ofLot := func(of func(*stood) string) func(*puente) string {
		return func(r *puente) string {
			if r.nivel != "lote" {
				return ""
			}
			return of(r.lot)
		}
	}
	q := func(key, es, en string, of func(*puente) int64) field[puente] {
		return field[puente]{key, es, en, Quantity, func(r *puente) string { return quantity.Micros(of(r)).String() }}
	}
	return tabulate("puente_saldos", document.Text{
		ES: "Saldos: del cierre anterior al saldo inicial", EN: "Balances: from the closing before to the opening",
	}, s.Head, append([]field[puente]{
		text("nivel", "Nivel", "Level", func(r *puente) string { return r.nivel }),
		text("fraccion", "Fracción", "Fracción", func(r *puente) string { return r.lot.fraccion }),
		text("umt", "UMT", "UMT", func(r *puente) string { return r.lot.umt }),
		text("pedimento", "Pedimento", "Pedimento", ofLot(func(x *stood) string { return x.lot().Pedimento })),
		{"partida", "Partida", "Partida", Integer, ofLot(func(x *stood) string { return partida(x.lot().Partida) })},
		text("parte", "Número de parte", "Part number", ofLot(func(x *stood) string { return x.lot().Parte })),
		q("cierre_anterior", "Cierre anterior", "Closing before", func(r *puente) int64 { return r.closing(0) }),
		q("por_otra_version", "Por otra ley, política o versión", "By other law, policy or release", func(r *puente) int64 { return r.version(0) }),
		q("correccion", "Corrección", "Correction", func(r *puente) int64 { return r.correction(0) }),
		q("saldo_inicial", "Saldo inicial", "Opening", func(r *puente) int64 { return r.is[0] }),
		text("lote", "Lote", "Lot", ofLot(func(x *stood) string { return x.lotKey.lot })),
		text("material", "Libro del material", "Book of the material", ofLot(func(x *stood) string { return x.material })),
	}, bridgeFields(b)...), rows)
}
