package credito

import (
	"maps"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// Books gathers what the books of parts say of the credit: granted by the
// contributions of their lots, discharged by their descargos.
type Books struct {
	entries    map[string]*Entry // by pedimento
	discharges []Discharge
	lots       []partLot
	last       document.Date
}

// partLot is a lot as the ledger of parts will be compared by, and what left
// of it, in UMT, by date.
type partLot struct {
	part PartSaldo
	from document.Date
	out  []umtMove
}

type umtMove struct {
	on  document.Date
	qty quantity.Micros
}

// NewBooks is of no book.
func NewBooks() *Books { return &Books{entries: map[string]*Entry{}} }

// Add takes a book.
func (g *Books) Add(b *ledger.Book) {
	lots := make(map[string]int, len(b.Lots))
	base := len(g.lots)
	for i := range b.Lots {
		lots[b.Lots[i].ID] = i
		g.grant(b, &b.Lots[i])
	}
	exits := make(map[string]*ledger.Exit, len(b.Exits))
	for e := range b.Exits {
		exits[b.Exits[e].ID] = &b.Exits[e]
	}
	for i := range b.Descargos {
		d := &b.Descargos[i]
		at := lots[d.Lot]
		l := &b.Lots[at]
		g.last = max(g.last, d.MovedAt)
		g.lots[base+at].out = append(g.lots[base+at].out, umtMove{d.MovedAt, d.CantidadUMT})
		if d.CantidadUMT == 0 {
			continue // less than a millionth: it goes with the next one
		}
		x := exits[d.Exit]
		taken := dischargeOf(d, l, kindOf(x.Rol, x.Tipo))
		taken.ID = nameOf(d.Exit, d.Lot, d.Basis)
		g.discharges = append(g.discharges, taken)
	}
}

// kindOf is an exit as the table credito.csv names it: by its effect, but what is
// inside a product and what an act ends by its role.
func kindOf(rol ledger.Role, tipo string) string {
	if rol == ledger.RoleIncorporado || rol == ledger.RoleActa {
		return string(rol)
	}
	return ledger.EffectOf(rol, tipo)
}

// grant takes what came in with a lot. An opening balance says that part of it
// left before the books begin: that is a discharge nobody proved.
func (g *Books) grant(b *ledger.Book, l *ledger.Lot) {
	e := g.entries[l.Pedimento]
	if e == nil {
		e = &Entry{Pedimento: l.Pedimento, Date: l.Pago}
		g.entries[l.Pedimento] = e
	}
	came := l.CantidadUMT
	key := Key{Pedimento: l.Pedimento, Fraccion: l.Fraccion, UMT: l.UMT}
	if gone := l.EntradaUMT - l.CantidadUMT; gone > 0 {
		came = l.EntradaUMT
		g.discharges = append(g.discharges, Discharge{
			ID: "saldo inicial " + l.ID, Pedimento: l.Pedimento, Partida: l.Partida, Fraccion: l.Fraccion, UMT: l.UMT,
			Date: max(b.Policy.KeyDate, l.Pago), Cantidad: gone, Kind: string(ledger.RoleSalida),
		})
	}
	p := Partida{Numero: l.Partida, Fraccion: l.Fraccion, UMT: l.UMT, Cantidad: came, Due: l.Due, Doubt: l.Provisional || len(l.DueReasons) > 0}
	p.Unknown = l.OpeningOnly() && l.CantidadUMT > 0
	for _, t := range l.Tributos {
		pesos, ok := Pesos(t.Importe)
		if !ok {
			pesos = -1 // the credit refuses it aloud
		}
		p.Cargos = append(p.Cargos, Cargo{Contribucion: t.Clave, Forma: t.Forma, Importe: pesos})
	}
	e.Partidas = append(e.Partidas, p)
	g.last = max(g.last, l.AvailableFrom, l.Pago)
	g.lots = append(g.lots, partLot{PartSaldo{Key: key, Partida: l.Partida, Abierta: l.CantidadUMT}, l.AvailableFrom, nil})
}

// Last is the last day anything in the books is dated.
func (g *Books) Last() document.Date { return g.last }

// Ledger is the credit the books make, the same in whatever order they came.
func (g *Books) Ledger(cat *catalog.Catalog) *Ledger {
	return New(g.sorted(), g.discharges, cat)
}

// sorted are the entries by pedimento.
func (g *Books) sorted() []Entry {
	entries := make([]Entry, 0, len(g.entries))
	for _, k := range slices.Sorted(maps.Keys(g.entries)) {
		entries = append(entries, *g.entries[k])
	}
	return entries
}

// Parts are the lots of the ledger of parts that were there on a day, with
// what was left of each.
func (g *Books) Parts(on document.Date) []PartSaldo {
	out := make([]PartSaldo, 0, len(g.lots))
	for i := range g.lots {
		s := &g.lots[i]
		if s.from > on {
			continue
		}
		p := s.part
		for _, m := range s.out {
			if m.on <= on {
				p.Abierta -= m.qty
			}
		}
		out = append(out, p)
	}
	return out
}
