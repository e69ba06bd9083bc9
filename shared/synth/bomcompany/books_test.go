package bomcompany_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/synth/bomcompany"
)

// account is what both sides say, each figure under a name of its own.
type account map[string]string

func (a account) add(q fmt.Stringer, name ...any) {
	key := fmt.Sprintln(name...)
	was, err := quantityOf(a[key])
	if err == nil {
		now, err := quantityOf(q.String())
		if err == nil {
			a[key] = (was + now).String()
		}
	}
}

func quantityOf(s string) (quantity.Micros, error) {
	var q quantity.Micros
	if s == "" {
		return 0, nil
	}
	err := q.UnmarshalJSON([]byte(`"` + s + `"`))
	return q, err
}

// told is the truth as an account.
func told(truth *bomcompany.Truth) account {
	a := account{}
	for _, l := range truth.Lots {
		for name, q := range map[string]bomcompany.Micros{
			"cantidad": l.Cantidad, "cantidad_umt": l.CantidadUMT, "saldo": l.Saldo, "desperdicio": l.Desperdicio, "missing": l.Missing, "saldo_umt": l.SaldoUMT,
		} {
			a.add(q, "lote", l.LotRef, l.Material, l.Disponible, l.Vence, name)
		}
	}
	exits := map[int]*bomcompany.ExitTruth{}
	for i := range truth.Exits {
		x := &truth.Exits[i]
		exits[x.ID] = x
		if x.Pedimento == "" {
			x.Partida = 0
		}
	}
	exit := func(id int) string {
		x := exits[id]
		return fmt.Sprint(x.Pedimento, x.Partida, x.Rol, x.Parte, x.Fecha, x.Producto, x.Version, x.Orden)
	}
	for _, k := range truth.Takes {
		a.add(k.Cantidad, "toma", exit(k.Exit), k.Lot, k.Base)
		if k.UMT != 0 {
			a.add(k.UMT, "umt", exit(k.Exit), k.Lot, k.Base)
		}
	}
	for _, s := range truth.Shortages {
		a.add(s.Cantidad, "falta", exit(s.Exit), s.Causa)
	}
	for _, h := range truth.Held {
		a.add(h.Cantidad, "retenido", exit(h.Exit), h.Lot)
	}
	for _, s := range truth.Surplus {
		a.add(s.Cantidad, "sobra", exit(s.Exit))
	}
	return a
}

// booked adds a book of the ledger to an account, in the same names.
func (a account) booked(b *ledger.Book) {
	m := bomcompany.Material{Kind: b.Material.Kind, Key: b.Material.Key, Unit: b.Material.Unit}
	lots, exits := map[string]bomcompany.LotRef{}, map[string]string{}
	for i := range b.Lots {
		l := &b.Lots[i]
		lots[l.ID] = bomcompany.LotRef{Pedimento: l.Pedimento, Partida: l.Partida, Parte: l.Parte}
		s := &b.Saldos[i]
		for name, q := range map[string]quantity.Micros{
			"cantidad": l.Cantidad, "cantidad_umt": l.CantidadUMT, "saldo": s.Cantidad, "desperdicio": s.Desperdicio, "missing": s.Faltante, "saldo_umt": s.CantidadUMT,
		} {
			a.add(q, "lote", lots[l.ID], m, l.AvailableFrom, l.Due, name)
		}
	}
	for i := range b.Exits {
		x := &b.Exits[i]
		exits[x.ID] = fmt.Sprint(x.Pedimento, x.Partida, x.Rol, x.Parte, x.MovedAt, x.Producto, x.Version, x.Orden)
	}
	for _, d := range b.Descargos {
		a.add(d.Cantidad, "toma", exits[d.Exit], lots[d.Lot], d.Basis)
		if d.CantidadUMT != 0 {
			a.add(d.CantidadUMT, "umt", exits[d.Exit], lots[d.Lot], d.Basis)
		}
	}
	for _, c := range b.Cambios {
		basis := c.Basis
		if c.A == ledger.ToBueno {
			basis = "back"
		}
		a.add(c.Cantidad, "toma", exits[c.Exit], lots[c.Lot], basis)
	}
	for _, s := range b.Shortages {
		a.add(s.Cantidad, "falta", exits[s.Exit], s.Cause)
	}
	for _, h := range b.Held {
		a.add(h.Cantidad, "retenido", exits[h.Exit], lots[h.Lot])
	}
	for _, s := range b.Sobrantes {
		a.add(s.Cantidad, "sobra", exits[s.Exit])
	}
}

// TestBooksReconcile: the books that the ledger keeps of the documents are the
// truth, to the last unit: every lot in its three states and in UMT, every
// descargo, every shortage with its cause, everything held.
func TestBooksReconcile(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := run(t, opt)
			terms, rows := terms(t, o, opt.LeadDays)
			movements := map[ledger.Material][]ledger.Movements{}
			groups := []ledger.Group{terms.ResolvePlant(rows)}
			for _, obs := range observed(t, o) {
				groups = append(groups, terms.Resolve(obs))
			}
			for _, g := range groups {
				for _, m := range g.Movements {
					movements[m.Material] = append(movements[m.Material], m)
				}
			}
			got := account{}
			for m, ms := range movements {
				book := ledger.Evaluate(o.truth.RFC, m, ms, terms.Policy, terms.Catalog.Version)
				if err := book.Check(); err != nil {
					t.Error(err)
				}
				got.booked(book)
			}
			want := told(o.truth)
			if d := cmp.Diff(want, got); d != "" || len(want) < 100 {
				t.Errorf("%d figures; the books differ from the truth (-truth +books):\n%.6000s", len(want), d)
			}
		})
	}
}
