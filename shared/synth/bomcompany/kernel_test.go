package bomcompany_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/match"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/synth/bomcompany"
)

// TestKernelAgrees gives the matcher the lots and exits of the truth: its
// takes, what it holds and what it leaves must be those of the simulation.
func TestKernelAgrees(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			truth := run(t, opt).truth
			got := bomcompany.Truth{Lots: truth.Lots}
			for _, b := range truth.Materials {
				matched(truth, b.Material, &got)
			}
			byLot, short := map[string]string{}, map[int]string{}
			for _, k := range truth.Takes {
				byLot[fmt.Sprint(k.Exit, k.Lot, k.Base)] += k.Cantidad.String()
			}
			for _, h := range truth.Held {
				byLot[fmt.Sprint(h.Exit, h.Lot, "held")] += h.Cantidad.String()
			}
			for _, s := range append(truth.Shortages, truth.Surplus...) {
				short[s.Exit] = s.Cantidad.String()
			}
			kernel, gone := map[string]string{}, map[int]string{}
			for _, k := range got.Takes {
				kernel[fmt.Sprint(k.Exit, k.Lot, k.Base)] += k.Cantidad.String()
			}
			for _, s := range got.Shortages {
				gone[s.Exit] = s.Cantidad.String()
			}
			if d := cmp.Diff(byLot, kernel); d != "" {
				t.Errorf("takes differ (-simulation +kernel):\n%.2000s", d)
			}
			if d := cmp.Diff(short, gone); d != "" {
				t.Errorf("shortages differ (-simulation +kernel):\n%.2000s", d)
			}
		})
	}
}

// matched runs the matcher over one material and appends what it says.
func matched(truth *bomcompany.Truth, m bomcompany.Material, got *bomcompany.Truth) {
	var in match.Input
	var lots []*bomcompany.LotTruth
	var exits []*bomcompany.ExitTruth
	place, classes := map[bomcompany.LotRef]int32{}, map[string]int32{}
	class := func(parte string) int32 {
		if m.Kind != "familia" {
			return 0
		}
		if classes[parte] == 0 {
			classes[parte] = int32(len(classes) + 1)
		}
		return classes[parte]
	}
	for i := range truth.Lots {
		if l := &truth.Lots[i]; l.Material == m {
			place[l.LotRef] = int32(len(lots))
			lots = append(lots, l)
			in.Lots = append(in.Lots, match.Lot{
				Qty: quantity.Micros(l.Cantidad), Available: l.Disponible, Due: l.Vence, NamedOnly: l.SoloNombrado, Class: class(l.Parte),
			})
			if l.BloqueadoDesde.Known() {
				in.Lots[len(in.Lots)-1].Blocks = []match.Block{{From: l.BloqueadoDesde, To: l.BloqueadoHasta}}
			}
		}
	}
	roles := map[string]match.Role{"desperdicio": match.ToWaste, "acta": match.Act, "faltante": match.ToMissing, "hallado": match.Found, "conteo": match.Count}
	for i := range truth.Exits {
		x := &truth.Exits[i]
		if x.Material != m {
			continue
		}
		e := match.Exit{
			Qty: quantity.Micros(x.Cantidad), Moved: x.Fecha, Role: roles[x.Rol], Class: class(x.Parte), NamedFrom: int32(len(in.Names)),
			TakesExpired: x.TomaVencido, LeavesExpired: x.DejaVencido, NamedOnly: x.SoloNombrado, Hold: x.Apartada != "",
		}
		if x.DeMaterial {
			e.Role = match.Out
		}
		if x.DeDesperdicio {
			e.Role = match.Act
		}
		for _, n := range x.Nombra {
			in.Names = append(in.Names, match.Name{Lot: place[n.Lot], Qty: quantity.Micros(n.Cantidad), More: n.Comparte})
		}
		e.NamedTo = int32(len(in.Names))
		in.Exits, exits = append(in.Exits, e), append(exits, x)
	}
	var out match.Output
	match.Run(in, &out)
	bases := map[match.Basis]string{match.Named: "named", match.PEPS: "peps", match.Held: "held", match.Back: "back"}
	for _, k := range out.Takes {
		if k.Basis == match.Freed {
			continue // of the take before
		}
		take := bomcompany.TakeTruth{Exit: exits[k.Exit].ID, Lot: lots[k.Lot].LotRef, Cantidad: bomcompany.Micros(k.Qty), Base: bases[k.Basis]}
		got.Takes = append(got.Takes, take)
	}
	for e, q := range out.Short {
		if q > 0 {
			s := bomcompany.ShortTruth{Exit: exits[e].ID, Cantidad: bomcompany.Micros(q)}
			got.Shortages = append(got.Shortages, s)
		}
	}
}
