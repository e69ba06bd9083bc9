package step

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/quantity"
)

// definitives are the partidas of definitive exports (A1) that discharge
// nothing, since they carry no EB, by their fracción: goods of a fracción that
// stood in an open temporary lot that day may have been a return.
type definitives struct {
	lines map[string][]*definitive // by fracción
}

type definitive struct {
	key  string
	sec  int
	line ledger.Line
	on   document.Date
	open map[string]quantity.Micros // good stock on that day, in UMT by unit
	lot  string                     // the first open one
}

// newDefinitives reads them from the facts: they make no movement.
func newDefinitives(ctx context.Context, store FactStore, rfc string) (*definitives, error) {
	d := &definitives{lines: map[string][]*definitive{}}
	err := EachTied(ctx, store, rfc, func(_ string, obs []ledger.Observation) error {
		d.group(obs)
		return nil
	})
	return d, err
}

// group takes the lines of a pedimento once, as its last rectification and its
// best source tell them.
func (d *definitives) group(obs []ledger.Observation) {
	best := ledger.Best(obs)
	if best == nil {
		return
	}
	packing, ok := catalog.Default().Effect(best.Clave, best.Operacion, []string{"EB"}, best.Pago)
	if !ok || packing.Tipo != "empaque" {
		return // no definitive export
	}
	for i := range best.Lineas {
		l := &best.Lineas[i]
		var cases []string
		for _, c := range slices.Concat(best.Casos, l.Casos) {
			clave, _, _ := strings.Cut(c, "|")
			cases = append(cases, clave)
		}
		if slices.Contains(cases, "EB") || l.CantidadUMT == 0 {
			continue
		}
		on := best.Pago
		if best.Seleccion.Known() {
			on = best.Seleccion
		}
		d.lines[l.Fraccion] = append(d.lines[l.Fraccion], &definitive{best.Key, l.Sec, *l, on, map[string]quantity.Micros{}, ""})
	}
}

// add looks for open lots of their fracciones in a book, on their days.
func (d *definitives) add(b *ledger.Book) {
	seen := map[string]bool{}
	for i := range b.Lots {
		fraccion := b.Lots[i].Fraccion
		if seen[fraccion] {
			continue
		}
		seen[fraccion] = true
		for _, x := range d.lines[fraccion] {
			for _, s := range b.AsOf(x.on) {
				if s.Saldo > 0 && s.Lot.Fraccion == fraccion {
					x.open[s.Lot.UMT] += s.SaldoUMT
					if x.lot == "" || s.Lot.ID < x.lot {
						x.lot = s.Lot.ID
					}
				}
			}
		}
	}
}

// findings warn of each of them that met an open lot.
func (d *definitives) findings() []ledger.Finding {
	var out []ledger.Finding
	for _, lines := range d.lines {
		for _, x := range lines {
			if x.lot == "" {
				continue
			}
			out = append(out, ledger.Finding{Pedimento: x.key, Finding: document.Finding{
				Code: "a1_should_be_rt", Severity: document.Warning, Where: x.key + "-" + ledger.LineNumber(x.sec), Message: document.Textf(
					"Se exportan %s de la fracción %s en definitiva (A1 sin EB) el %s, y ese día había %s en lotes temporales de la misma fracción (el primero, %s): ¿debió ser RT? Si lo fue, rectifique; si no, nada sale de esos lotes.",
					"%s of fracción %s are exported for good (A1 without EB) on %s, and that day %s of the same fracción stood in temporary lots (the first, %s): should it have been RT? If so, rectify; if not, nothing leaves those lots.",
					x.line.CantidadUMT, x.line.Fraccion, x.on, x.open[x.line.UMT], x.lot),
			}})
		}
	}
	slices.SortFunc(out, func(a, b ledger.Finding) int {
		return cmp.Or(cmp.Compare(a.Pedimento, b.Pedimento), cmp.Compare(a.Where, b.Where))
	})
	return out
}
