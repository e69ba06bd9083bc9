package credito

import (
	"cmp"
	"math"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/quantity"
)

// New builds the ledger.
func New(entries []Entry, all []Discharge, cat *catalog.Catalog) *Ledger {
	return build(entries, discharges{given: all}, cat)
}

func build(entries []Entry, in discharges, cat *catalog.Catalog) *Ledger {
	l := &Ledger{root: map[string]string{}, index: map[Key]int{}, input: in}
	for _, g := range l.chains(entries) {
		l.grant(&g, cat)
	}
	l.lots = slices.Clone(l.lots) // without the room they grew in
	slices.SortFunc(l.lots, func(a, b lot) int { return compareKeys(a.key, b.key) })
	for i := range l.lots {
		l.index[l.lots[i].key] = i
		l.closeGrant(&l.lots[i])
	}
	l.tellUnknown()
	l.discharge(cat)
	l.index, l.room = nil, nil // lots are found by their order
	l.sort()
	return l
}

// sort puts the findings in the order of their keys.
func (l *Ledger) sort() {
	slices.SortFunc(l.findings, func(a, b Finding) int {
		return cmp.Or(compareKeys(a.Key, b.Key), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message.ES, b.Message.ES))
	})
}

func compareKeys(a, b Key) int {
	return cmp.Or(cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Fraccion, b.Fraccion), cmp.Compare(a.UMT, b.UMT))
}

func (l *Ledger) note(k Key, code string, sev document.Severity, msg document.Text) {
	where := "saldos iniciales"
	if k.Pedimento != "" {
		where = "pedimento " + k.Pedimento
	}
	if k.Fraccion != "" {
		where += " fracción " + k.Fraccion
	}
	l.findings = append(l.findings, Finding{k, document.Finding{Code: code, Severity: sev, Where: where, Message: msg}})
}

// grant adds the partidas of a chain to the lots of their keys; those without
// credit make none.
func (l *Ledger) grant(g *grant, cat *catalog.Catalog) {
	for i := range g.partidas {
		p := &g.partidas[i]
		if l.all++; p.Unknown {
			l.unknown++
		}
		key := Key{g.pedimento, p.Fraccion, p.UMT}
		cargos := l.credited(key, p.Cargos, g.date, cat)
		if len(cargos) == 0 {
			continue
		}
		at, ok := l.index[key]
		if !ok {
			at = len(l.lots)
			l.index[key] = at
			l.lots = append(l.lots, lot{key: key, date: g.date, due: p.Due, doubt: g.doubt})
		}
		b := &l.lots[at]
		b.doubt = b.doubt || p.Doubt || b.due != p.Due
		b.due = sooner(b.due, p.Due)
		b.partidas = append(b.partidas, p.Numero)
		if p.Cantidad < 0 || b.qty > math.MaxInt64-p.Cantidad {
			l.note(key, "credit_quantity_range", document.Error, document.Textf(
				"La cantidad de la partida %d (%s) no cabe: su crédito no se puede descargar en proporción.",
				"The quantity of partida %d (%s) does not fit: its credit cannot be discharged in proportion.", p.Numero, p.Cantidad))
		} else {
			b.qty += p.Cantidad
		}
		for _, c := range cargos {
			b.add(c)
		}
	}
}

// UnknownCredit is the code of the finding about lots of opening balances alone.
const UnknownCredit = "credit_opening_unknown"

// tellUnknown says how many lots are in no sum of the credit, since nobody tells
// their contributions: where there is any, or nothing to tell that there is none.
func (l *Ledger) tellUnknown() {
	if l.unknown == 0 || len(l.lots) == 0 && l.unknown < l.all {
		return
	}
	l.note(Key{}, UnknownCredit, document.Warning, document.Textf(
		"De %d lotes de los saldos iniciales no está la entrada en los libros: su crédito de IVA e IEPS no se sabe y no está en ninguna suma. Agregue el Data Stage de sus meses.",
		"Of %d lots of the opening balances the entry is not in the books: their IVA and IEPS credit is not known and is in no total. Add the Data Stage of their months.", l.unknown))
}

// credited are the charges a form of payment grants credit for.
func (l *Ledger) credited(key Key, cargos []Cargo, on document.Date, cat *catalog.Catalog) []Cargo {
	var out []Cargo
	for _, c := range cargos {
		if !cat.CreditForm(c.Forma, on) || c.Importe == 0 {
			continue
		}
		if c.Importe < 0 || c.Importe > MaxImporte {
			l.note(key, "credit_amount", document.Error, document.Textf(
				"El importe %d de %s no es de un pedimento; no cuenta. Revise el documento.",
				"The amount %d of %s is not one of a pedimento; it does not count. Check the document.", c.Importe, c.Contribucion))
			continue
		}
		out = append(out, c)
	}
	return out
}

func (b *lot) add(c Cargo) {
	for i := range b.cuentas {
		if a := &b.cuentas[i]; a.contribucion == c.Contribucion && a.forma == c.Forma {
			a.pesos += c.Importe
			return
		}
	}
	b.cuentas = append(b.cuentas, importe{c.Contribucion, c.Forma, c.Importe})
}

// closeGrant orders what a lot holds and says what it cannot do.
func (l *Ledger) closeGrant(b *lot) {
	slices.Sort(b.partidas)
	slices.SortFunc(b.cuentas, func(x, y importe) int {
		return cmp.Or(cmp.Compare(x.contribucion, y.contribucion), cmp.Compare(x.forma, y.forma))
	})
	if b.qty == 0 {
		l.note(b.key, "credit_without_quantity", document.Warning, document.Textf(
			"El crédito no tiene cantidad en UMT: queda abierto hasta que la tenga.",
			"The credit has no quantity in UMT: it stays open until it has."))
	}
}

// discharge takes every discharge to its lot, in the order of dates. All
// lists and moves share two arrays: a million discharges are few allocations.
func (l *Ledger) discharge(cat *catalog.Catalog) {
	w := &strays{l: l, seen: map[strayKey]bool{}}
	n := l.input.len()
	lots, ends, all := make([]int32, n), make([]int, len(l.lots)+1), 0
	var d Discharge
	for i := range n {
		lots[i] = -1
		if !l.input.unnamed(i, &d, nil) {
			continue
		}
		if d.void() {
			l.input.read(i, &d, nil) // it is told by its name
		}
		at, ok := w.lotOf(&d, cat)
		if !ok {
			continue
		}
		lots[i] = int32(at) //nolint:gosec // lots of a programme
		ends[at+1]++
		all++
	}
	for at := range l.lots {
		ends[at+1] += ends[at]
	}
	list, next := make([]uint32, all), slices.Clone(ends)
	for i, at := range lots {
		if at >= 0 {
			list[next[at]] = uint32(i)
			next[at]++
		}
	}
	moves := make([]move, all)
	for at := range l.lots {
		from, to := ends[at], ends[at+1]
		l.take(&l.lots[at], list[from:to], moves[from:from:to])
	}
}

// taken is a discharge with its number.
type taken struct {
	Discharge
	of uint32
}

// take applies the discharges of one lot: each once, none beyond the grant.
// into has room for all of them.
func (l *Ledger) take(b *lot, numbers []uint32, into []move) {
	list := slices.Grow(l.room[:0], len(numbers))[:len(numbers)]
	l.room = list // of the next lot
	for k, i := range numbers {
		list[k].of = i
		l.input.read(int(i), &list[k].Discharge, nil)
	}
	list = l.eachOnce(b, list)
	slices.SortFunc(list, func(a, c taken) int {
		return cmp.Or(cmp.Compare(max(a.Date, b.date), max(c.Date, b.date)), cmp.Compare(a.Date, c.Date), cmp.Compare(a.ID, c.ID))
	})
	b.moves = into
	var cum, over quantity.Micros
	var first *taken
	for i := range list {
		d := &list[i]
		takes := min(d.Cantidad, b.qty-cum)
		cum += takes
		m := move{cum: cum, on: max(d.Date, b.date), of: d.of}
		if d.Proved {
			m.of |= provedBit
		}
		if beyond := d.Cantidad - takes; beyond > 0 {
			if first == nil {
				first, b.over = d, map[uint32]quantity.Micros{}
			}
			b.over[uint32(i)] = beyond
			over += min(beyond, math.MaxInt64-over)
		}
		b.moves = append(b.moves, m)
	}
	if first != nil {
		l.note(b.key, "credit_over_discharge", document.Warning, document.Textf(
			"Se descarga %s más (UMT %s) de lo que el crédito ampara (%s), desde %s del %s: sobredescargo. No baja de cero.",
			"%s more (UMT %s) is discharged than the credit covers (%s), from %s of %s on: over-discharge. It does not fall below zero.",
			over, b.key.UMT, b.qty, first.ID, first.Date))
	}
}

// eachOnce drops repeated discharges; of two of one id that differ the first
// in canonical order counts.
func (l *Ledger) eachOnce(b *lot, list []taken) []taken {
	slices.SortFunc(list, func(x, y taken) int { return compareDischarges(&x.Discharge, &y.Discharge) })
	return slices.CompactFunc(list, func(a, c taken) bool {
		if a.ID != c.ID {
			return false
		}
		sev, es, en := document.Notice, "igual", "alike"
		if compareDischarges(&a.Discharge, &c.Discharge) != 0 {
			sev, es, en = document.Error, "distinto", "different"
		}
		l.note(b.key, "credit_discharge_twice", sev, document.Text{
			ES: "El descargo " + a.ID + " viene dos veces, " + es + "; cuenta uno.",
			EN: "Discharge " + a.ID + " comes twice, " + en + "; one counts.",
		})
		return true
	})
}

func compareDischarges(a, b *Discharge) int {
	if c := cmp.Compare(a.ID, b.ID); c != 0 {
		return c // nearly always
	}
	proved := 0
	if a.Proved != b.Proved {
		proved = 1
		if b.Proved {
			proved = -1
		}
	}
	return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Cantidad, b.Cantidad), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Partida, b.Partida), proved)
}
