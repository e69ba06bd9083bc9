package step

import (
	"context"
	"maps"
	"slices"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/credito"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// Credit is the IVA and IEPS a programme did not pay when goods came in, as
// its books tell it: granted by the lots' contributions of forms 21 and 22,
// discharged by their descargos.
type Credit struct {
	RFC string
	// On is the last day anything is dated; balances of later days are its.
	On     document.Date
	ledger *credito.Ledger
	books  []creditSaldo
}

// creditSaldo is a lot as the ledger of parts will be compared by, and what
// left of it, in UMT, by date.
type creditSaldo struct {
	part credito.PartSaldo
	from document.Date
	out  []umtMove
}

type umtMove struct {
	on  document.Date
	qty quantity.Micros
}

// CreditOf builds the credit from the books.
func CreditOf(ctx context.Context, store BookStore, rfc string) (*Credit, error) {
	c := newCrediter()
	if err := EachBook(ctx, store, rfc, func(b *ledger.Book) error { c.add(b); return nil }); err != nil {
		return nil, err
	}
	return c.close(rfc, catalog.Default()), nil
}

// crediter gathers the books of a programme.
type crediter struct {
	entries    map[string]*credito.Entry // by pedimento
	discharges []credito.Discharge
	saldos     []creditSaldo
	on         document.Date
}

func newCrediter() *crediter { return &crediter{entries: map[string]*credito.Entry{}} }

func (c *crediter) add(b *ledger.Book) {
	lots := make(map[string]int, len(b.Lots))
	base := len(c.saldos)
	for i := range b.Lots {
		lots[b.Lots[i].ID] = i
		c.grant(b, &b.Lots[i])
	}
	exits := make(map[string]*ledger.Exit, len(b.Exits))
	for e := range b.Exits {
		exits[b.Exits[e].ID] = &b.Exits[e]
	}
	for i := range b.Descargos {
		d := &b.Descargos[i]
		at := lots[d.Lot]
		l := &b.Lots[at]
		c.on = max(c.on, d.MovedAt)
		c.saldos[base+at].out = append(c.saldos[base+at].out, umtMove{d.MovedAt, d.CantidadUMT})
		if d.CantidadUMT == 0 {
			continue // less than a millionth: it goes with the next one
		}
		c.discharges = append(c.discharges, credito.Discharge{
			ID: d.Exit + " ← " + d.Lot + " " + d.Basis, Pedimento: l.Pedimento, Partida: l.Partida, Fraccion: l.Fraccion, UMT: l.UMT,
			Date: d.MovedAt, Cantidad: d.CantidadUMT, Kind: creditKind(exits[d.Exit]), Proved: d.Status == ledger.Proved,
		})
	}
}

// creditKind is an exit as the table credito.csv names it: by its effect where
// goods of a pedimento leave, else by its role.
func creditKind(x *ledger.Exit) string {
	if x.Rol == ledger.RoleSalida && x.Tipo != "" {
		return x.Tipo
	}
	return string(x.Rol)
}

// grant takes what came in with a lot. An opening balance says that part of it
// left before the books begin: that is a discharge nobody proved.
func (c *crediter) grant(b *ledger.Book, l *ledger.Lot) {
	e := c.entries[l.Pedimento]
	if e == nil {
		e = &credito.Entry{Pedimento: l.Pedimento, Date: l.Pago}
		c.entries[l.Pedimento] = e
	}
	came := l.CantidadUMT
	key := credito.Key{Pedimento: l.Pedimento, Fraccion: l.Fraccion, UMT: l.UMT}
	if gone := l.EntradaUMT - l.CantidadUMT; gone > 0 {
		came = l.EntradaUMT
		c.discharges = append(c.discharges, credito.Discharge{
			ID: "saldo inicial " + l.ID, Pedimento: l.Pedimento, Partida: l.Partida, Fraccion: l.Fraccion, UMT: l.UMT,
			Date: max(b.Policy.KeyDate, l.Pago), Cantidad: gone, Kind: string(ledger.RoleSalida),
		})
	}
	p := credito.Partida{Numero: l.Partida, Fraccion: l.Fraccion, UMT: l.UMT, Cantidad: came, Due: l.Due, Doubt: l.Provisional || len(l.DueReasons) > 0}
	for _, t := range l.Tributos {
		pesos, ok := credito.Pesos(t.Importe)
		if !ok {
			pesos = -1 // the credit refuses it aloud
		}
		p.Cargos = append(p.Cargos, credito.Cargo{Contribucion: t.Clave, Forma: t.Forma, Importe: pesos})
	}
	e.Partidas = append(e.Partidas, p)
	c.on = max(c.on, l.AvailableFrom, l.Pago)
	c.saldos = append(c.saldos, creditSaldo{credito.PartSaldo{Key: key, Partida: l.Partida, Abierta: l.CantidadUMT}, l.AvailableFrom, nil})
}

func (c *crediter) close(rfc string, cat *catalog.Catalog) *Credit {
	var entries []credito.Entry
	for _, k := range slices.Sorted(maps.Keys(c.entries)) {
		entries = append(entries, *c.entries[k])
	}
	return &Credit{RFC: rfc, On: c.on, ledger: credito.New(entries, c.discharges, cat), books: c.saldos}
}

// AsOf is every account on a day; an unknown day is the last one.
func (c *Credit) AsOf(on document.Date) []credito.Saldo { return c.ledger.AsOf(c.day(on)) }

// Roll is the roll-forward of every account after from up to and with to.
func (c *Credit) Roll(from, to document.Date) []credito.Roll { return c.ledger.Roll(from, c.day(to)) }

func (c *Credit) day(on document.Date) document.Date {
	if on.Known() {
		return on
	}
	return c.On
}

// Findings are what is wrong with the credit itself, and where it differs from
// the ledger of parts on a day. A programme without credit has none.
func (c *Credit) Findings(on document.Date) []ledger.Finding {
	on = c.day(on)
	if len(c.ledger.AsOf(document.NewDate(9999, 12, 31))) == 0 {
		return nil
	}
	parts := make([]credito.PartSaldo, 0, len(c.books))
	for i := range c.books {
		s := &c.books[i]
		if s.from > on {
			continue
		}
		p := s.part
		for _, m := range s.out {
			if m.on <= on {
				p.Abierta -= m.qty
			}
		}
		parts = append(parts, p)
	}
	var out []ledger.Finding
	for _, f := range slices.Concat(c.ledger.Findings(), c.ledger.Differences(on, parts)) {
		out = append(out, ledger.Finding{Pedimento: f.Key.Pedimento, Finding: f.Finding})
	}
	return out
}
