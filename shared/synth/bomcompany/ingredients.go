package bomcompany

import (
	"fmt"

	"example.com/immex/shared/document"
)

// ingredients adds to a month what the options ask for.
func (t *teller) ingredients() {
	if t.opt.Assets && t.index%6 == 1 {
		t.machine()
	}
	if t.opt.Expiry {
		t.foam()
	}
	if t.opt.Decisions {
		t.decide()
	}
	if t.opt.Counts && t.index%4 == 3 {
		t.count()
	}
	if t.opt.Opening && t.index == 0 {
		t.openBooks()
	}
}

// machine comes in with an AF; no invoice of parts tells of it.
func (t *teller) machine() {
	p := t.open("AF", 1, t.on(10))
	p.factura = ""
	p.lines = []line{{
		fraccion: "84798999", texto: "PRENSA DE ENSAMBLE", umc: pieza, umt: pieza, qUMC: unit, qUMT: unit, cents: 1_250_000, origen: "DEU",
	}}
	p.price()
	t.peds = append(t.peds, p)
}

// foam is used so slowly that the first lot expires after 18 months.
func (t *teller) foam() {
	esp := t.part("ESP-80")
	plain := func(p *ped, q Micros) *ped {
		t.put(p, partShare{esp, q})
		p.price()
		t.peds = append(t.peds, p)
		return p
	}
	switch {
	case t.index == 0:
		plain(t.open("IN", 1, t.on(6)), 500*unit)
	case t.index == 12:
		plain(t.open("IN", 1, t.on(6)), 300*unit)
	case t.index > 18:
		t.stale(plain)
	case t.index%2 == 0:
		plain(t.open("RT", 2, t.on(19)), Micros(t.r.between(5, 9))*unit)
	}
}

// stale are the returns after the first lot expired: held, left, taken, and
// the A3 that names it.
func (t *teller) stale(plain func(*ped, Micros) *ped) {
	q := Micros(t.r.between(3, 8)) * unit
	switch t.index % 4 {
	case 3:
		plain(t.open("RT", 2, t.on(19)), q)
	case 0:
		p := plain(t.open("RT", 2, t.on(19)), q)
		t.record(decision{tipo: "dejar_vencido", fecha: t.on(20), salida: p.number, partida: 1, motivo: "Se regulariza con A3"})
	case 1:
		p := plain(t.open("RT", 2, t.on(19)), q)
		t.record(decision{tipo: "tomar_vencido", fecha: t.on(20), salida: p.number, partida: 1, motivo: "Retorno extemporaneo"})
	default:
		for _, of := range t.peds {
			if i := of.lineOf("ESP-80"); of.clave == "IN" && i > 0 {
				p := t.open("A3", 1, t.on(23))
				p.names = []naming{{of, of.lines[i-1].fraccion, kilo, q}}
				plain(p, q)
				return
			}
		}
	}
}

// record numbers a decision.
func (t *teller) record(d decision) {
	d.numero = fmt.Sprintf("DEC-%03d", len(t.decisions)+1)
	t.decisions = append(t.decisions, d)
}

// sunday is the k-th Sunday of the month.
func (t *teller) sunday(k int) document.Date {
	d := t.month
	for weekday(d) != 0 {
		d = d.AddDays(1)
	}
	return d.AddDays(7 * (k - 1))
}

// decide records what the months bring in turn.
func (t *teller) decide() {
	switch t.index % 6 {
	case 0:
		t.direct()
	case 1:
		t.block()
	case 2:
		t.record(decision{tipo: "faltante", fecha: t.sunday(4), parte: "TOR-50", cantidad: Micros(t.r.between(5, 60)) * unit, motivo: "Robo en almacen"})
		t.record(decision{tipo: "faltante", fecha: t.sunday(4), parte: "CON-20", cantidad: Micros(t.r.between(1, 6)) * unit, motivo: "Robo en almacen"})
	case 3:
		t.record(decision{tipo: "hallado", fecha: t.sunday(3), parte: "TOR-50", cantidad: Micros(t.r.between(1, 5)) * unit, motivo: "Aparecio en otro estante"})
	case 4:
		t.acts = append(t.acts,
			act{acta: "DEST-" + t.month.String()[:7], renglon: 1, fecha: t.sunday(4), parte: "ETI-70", good: true, cantidad: Micros(t.r.between(5, 30)) * unit})
	}
}

// direct returns a part and says of which lot: the latest, not the oldest.
func (t *teller) direct() {
	var lot *LotRef
	for _, of := range t.peds {
		if i := of.lineOf("CON-10"); of.op == 1 && i > 0 && !t.mistyped(of) {
			lot = &LotRef{of.number, i, "CON-10"}
		}
	}
	if lot == nil {
		return
	}
	p := t.open("RT", 2, t.on(27))
	t.put(p, partShare{t.part("CON-10"), Micros(t.r.between(2, 30)) * unit})
	p.price()
	t.peds = append(t.peds, p)
	t.record(decision{
		tipo: "dirigir", fecha: t.on(28), salida: p.number, partida: 1, lote: lot, cantidad: p.lines[0].qUMC, motivo: "El cliente devolvio ese lote",
	})
}

// block keeps a lot of resin from being taken for some weeks.
func (t *teller) block() {
	for _, of := range t.peds {
		i := of.lineOf("RES-40")
		if of.op != 1 || i == 0 || t.mistyped(of) || of.month != t.index {
			continue
		}
		lot := &LotRef{of.number, i, "RES-40"}
		t.record(decision{tipo: "bloquear", fecha: t.sunday(2), lote: lot, motivo: "Retenido por calidad"})
		t.record(decision{tipo: "liberar", fecha: t.sunday(4).AddDays(14), lote: lot, motivo: "Liberado por calidad"})
		return
	}
}

// count counts some parts at the end of the month, at two places: a little
// less than the books have, or a little more.
func (t *teller) count() {
	on := t.month.MonthEnd()
	books := simulate(t.world)
	for _, parte := range []string{"RES-40", "TOR-50", "CON-20", "CON-21"} {
		var good Micros
		for _, l := range books.Lots {
			if l.Parte == parte && l.Disponible <= on {
				good += l.Saldo
			}
		}
		counted := good + Micros(t.r.between(-30, 8))*unit
		if counted < 2*unit {
			continue
		}
		there := counted / 3 / unit * unit
		t.counts = append(t.counts, count{on, parte, "PLANTA-1", counted - there}, count{on, parte, "BODEGA-2", there})
	}
}

// openBooks states what is open at the end of the first month: lots that came
// before the documents do, and what the books have of the month's own. One of
// these is forgotten.
func (t *teller) openBooks() {
	on := t.month.MonthEnd()
	for len(t.due) > 0 { // what it states is right from the start
		t.rectify(t.on(27))
	}
	books := simulate(t.world)
	forgotten := false
	var rows []opening
	for _, l := range books.Lots {
		if l.Saldo == 0 || l.Material.Kind != "part" && l.Material.Kind != "familia" {
			continue
		}
		if l.Parte == "CAJ-60" && !forgotten {
			forgotten = true
			continue
		}
		row := l
		row.CantidadUMT = share(l.CantidadUMT, l.Saldo, l.Cantidad)
		row.Cantidad = l.Saldo
		rows = append(rows, opening{row, "IN", false})
	}
	for i, numero := range []string{"CON-10", "CAB-30", "RES-40", "TOR-50", "ETI-70"} {
		p := t.part(numero)
		q := p.lote * Micros(t.r.between(1, 3))
		entered := day(t.month.AddMonths(-2 - 3*i))
		rows = append(rows, opening{LotTruth{
			LotRef:   LotRef{fmt.Sprintf("%02d%s%s%d%06d", entered.Year()%100, aduana[:2], patente, entered.Year()%10, 700_001+i), 1, numero},
			Material: t.material(p), Fraccion: p.fraccion, UMT: p.umt, Cantidad: q, CantidadUMT: p.inUMT(q / (p.perDeclared / unit)),
			Disponible: entered, Vence: entered.AddMonths(18),
		}, "IN", true})
	}
	t.openings, t.keyDate = rows, on
}
