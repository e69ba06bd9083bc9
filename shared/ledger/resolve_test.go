package ledger_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
)

// TestEffectOfClave: what a pedimento by itself does to the books.
func TestEffectOfClave(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		clave, operacion string
		lots, exits      int
		tipo             string
		code             string
	}{
		{"IN", "IMP", 1, 0, "insumo", ""},
		{"V1", "IMP", 1, 0, "transferencia", ""},
		{"V2", "IMP", 1, 0, "transferencia", ""},
		{"V5", "IMP", 1, 0, "devolucion", ""},
		{"AF", "IMP", 1, 0, "activo_fijo", ""},
		{"E1", "IMP", 1, 0, "insumo", ""},
		{"E2", "IMP", 1, 0, "activo_fijo", ""},
		{"RT", "EXP", 0, 1, "retorno", ""},
		{"V1", "EXP", 0, 1, "transferencia", ""},
		{"V5", "EXP", 0, 1, "enajenacion", ""},
		{"V9", "EXP", 0, 1, "donacion", ""},
		{"V4", "EXP", 0, 1, "ctm", ""},
		{"F4", "IMP", 0, 1, "insumo", ""},
		{"F5", "IMP", 0, 1, "activo_fijo", ""},
		{"A3", "IMP", 0, 1, "regularizacion", ""},
		{"A1", "IMP", 0, 0, "", ""},
		{"A1", "EXP", 0, 0, "", ""},
		{"GC", "IMP", 0, 0, "", ""},
		{"I1", "IMP", 0, 0, "", ""},
		{"BM", "EXP", 0, 0, "", ""},
		{"BO", "EXP", 0, 0, "", ""},
		{"CT", "EXP", 0, 0, "", ""},
		{"K1", "EXP", 0, 0, "", ""},
		{"BP", "IMP", 0, 0, "", "clave_without_effect"},
		{"IN", "EXP", 0, 0, "", "clave_without_effect"},
		{"RT", "IMP", 0, 0, "", "clave_without_effect"},
		{"ZZ", "IMP", 0, 0, "", "clave_without_effect"},
	} {
		f := fact(1, tt.clave, "2021-03-01", line(1, resin, 10))
		f.Operacion = tt.operacion
		g := resolve(t, ledger.DefaultPolicy(), f)
		var lots, exits int
		var tipo string
		for _, m := range g.Movements {
			lots, exits = lots+len(m.Lots), exits+len(m.Exits)
			for _, l := range m.Lots {
				tipo = l.Tipo
			}
			for _, x := range m.Exits {
				tipo = x.Tipo
			}
		}
		code := ""
		if len(g.Findings) > 0 {
			code = g.Findings[0].Code
		}
		if lots != tt.lots || exits != tt.exits || tipo != tt.tipo || code != tt.code || g.Root != ped(1) {
			t.Errorf("%s %s: %d lots, %d exits of %q, finding %q; want %d, %d, %q, %q", tt.clave, tt.operacion, lots, exits, tipo, code, tt.lots, tt.exits, tt.tipo, tt.code)
		}
	}
}

// TestDatesOfALot: what decides eligibility and what decides the due date.
func TestDatesOfALot(t *testing.T) {
	t.Parallel()
	type dates struct{ Available, Basis, Start, StartBasis, Due string }
	for name, tt := range map[string]struct {
		clave string
		edit  func(*ledger.Fact)
		want  dates
	}{
		"an input: entry, selection": {
			"IN", func(f *ledger.Fact) { f.Entrada, f.Seleccion = day("2021-02-27"), day("2021-03-02") },
			dates{"2021-02-27", "entrada", "2021-03-02", "seleccion", "2022-09-02"},
		},
		"no dates but payment": {
			"IN", func(*ledger.Fact) {},
			dates{"2021-03-01", "pago_aproximado", "2021-03-01", "pago_aproximado", "2022-09-01"},
		},
		"a consolidado: first remesa, closing": {"IN", func(f *ledger.Fact) {
			f.Consolidado, f.Remesa, f.Seleccion, f.Entrada = true, day("2021-02-22"), day("2021-02-26"), day("2021-02-20")
		}, dates{"2021-02-22", "remesa", "2021-03-01", "cierre_consolidado", "2022-09-01"}},
		"a consolidado without selections": {
			"IN", func(f *ledger.Fact) { f.Consolidado, f.Entrada = true, day("2021-02-20") },
			dates{"2021-02-20", "entrada", "2021-03-01", "cierre_consolidado", "2022-09-01"},
		},
		"a transfer: its own date and six months": {
			"V1", func(f *ledger.Fact) { f.Entrada, f.Seleccion = day("2021-02-28"), day("2021-03-02") },
			dates{"2021-02-28", "transferencia", "2021-02-28", "transferencia", "2021-08-28"},
		},
		"a transfer by payment": {
			"V1", func(*ledger.Fact) {},
			dates{"2021-03-01", "pago_aproximado", "2021-03-01", "pago_aproximado", "2021-09-01"},
		},
		"fixed assets: the life of the programme": {
			"AF", func(f *ledger.Fact) { f.Entrada, f.Seleccion = day("2021-02-27"), day("2021-03-02") },
			dates{"2021-02-27", "entrada", "2021-03-02", "seleccion", ""},
		},
		"the day that does not exist": {
			"V1", func(f *ledger.Fact) { f.Entrada = day("2021-08-31") },
			dates{"2021-08-31", "transferencia", "2021-08-31", "transferencia", "2022-03-01"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := fact(1, tt.clave, "2021-03-01", line(1, resin, 10))
			tt.edit(&f)
			l := resolve(t, ledger.DefaultPolicy(), f).Movements[0].Lots[0]
			got := dates{l.AvailableFrom.String(), l.AvailableBasis, l.StayStart.String(), l.StayBasis, l.Due.String()}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if l.NamedOnly != (tt.clave == "AF") || l.DueSource == "" {
				t.Errorf("named only %v, due by %q", l.NamedOnly, l.DueSource)
			}
		})
	}
}

// TestWhenGoodsMove: selection for what crosses the border, payment for
// virtual operations and changes of regime.
func TestWhenGoodsMove(t *testing.T) {
	t.Parallel()
	for clave, want := range map[string]string{"RT": "2021-03-05", "V1": "2021-03-01", "V5": "2021-03-01", "F4": "2021-03-01", "A3": "2021-03-01"} {
		f := export(1, clave, "2021-03-01", line(1, resin, 10))
		if clave == "F4" || clave == "A3" {
			f.Operacion = "IMP"
		}
		f.Seleccion = day("2021-03-05")
		x := resolve(t, ledger.DefaultPolicy(), f).Movements[0].Exits[0]
		if x.MovedAt.String() != want || x.PaidAt != day("2021-03-01") {
			t.Errorf("%s moved %s, paid %s; want %s", clave, x.MovedAt, x.PaidAt, want)
		}
	}
}

// TestPackaging: A1 discharges only the packaging that carries EB.
func TestPackaging(t *testing.T) {
	t.Parallel()
	boxed := line(2, screw, 4)
	boxed.Casos = []string{"EB"}
	in := fact(1, "IN", "2021-03-01", line(1, resin, 100), line(2, screw, 100))
	for name, tt := range map[string]struct {
		edit func(*ledger.Fact)
		want map[string]int
	}{
		"without EB":          {func(f *ledger.Fact) { f.Lineas[1].Casos = nil }, map[string]int{resin: 0, screw: 0}},
		"one partida with EB": {func(*ledger.Fact) {}, map[string]int{resin: 0, screw: 1}},
		"the pedimento is EB": {func(f *ledger.Fact) { f.Lineas[1].Casos, f.Casos = nil, []string{"EB"} }, map[string]int{resin: 1, screw: 1}},
	} {
		out := export(2, "A1", "2021-04-01", line(1, resin, 10), boxed)
		tt.edit(&out)
		bs, codes := books(t, ledger.DefaultPolicy(), []ledger.Fact{in}, []ledger.Fact{out})
		for fraccion, n := range tt.want {
			if got := len(bs[fraccion].Descargos); got != n {
				t.Errorf("%s: %d descargos of %s, want %d", name, got, fraccion, n)
			}
		}
		if len(codes) != 0 {
			t.Errorf("%s: %v", name, codes)
		}
	}
}

// TestParts: inventory_key part keeps a balance of each part, and part
// evidence is as good as a BOM.
func TestParts(t *testing.T) {
	t.Parallel()
	in, out := fact(1, "IN", "2021-03-01", line(1, resin, 100)), export(2, "RT", "2021-04-01", line(1, resin, 30))
	in.Lineas[0].Parte, out.Lineas[0].Parte = "P-1", "P-1"
	policy := byPart()
	policy.SinBOM = ledger.SinBOMFaltante
	bs, codes := books(t, policy, []ledger.Fact{in}, []ledger.Fact{out})
	if d := cmp.Diff([]string{"2-1 takes 30 of 1-1 peps proved", "left 70 of 1-1"}, told(bs["P-1"])); d != "" || len(codes) > 0 {
		t.Errorf("%s%v", d, codes)
	}
	bs, codes = books(t, ledger.DefaultPolicy(), []ledger.Fact{in}, []ledger.Fact{out})
	if d := cmp.Diff([]string{"2-1 lacks 30 no_bom", "left 100 of 1-1"}, told(bs[resin])); d != "" || len(codes) != 1 {
		t.Errorf("by fracción the part proves nothing: %s%v", d, codes)
	}
}

// TestInvoicesGiveParts: exactly one line with the fracción and quantity.
func TestInvoicesGiveParts(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		lines []ledger.PartLine
		parts [2]string
		codes int
	}{
		"each its own":             {[]ledger.PartLine{{Parte: "A", Fraccion: resin, Cantidad: kg(10)}, {Parte: "B", Fraccion: screw, Cantidad: kg(4)}}, [2]string{"A", "B"}, 0},
		"another quantity":         {[]ledger.PartLine{{Parte: "A", Fraccion: resin, Cantidad: kg(11)}}, [2]string{}, 1},
		"another fracción":         {[]ledger.PartLine{{Parte: "A", Fraccion: "85423101", Cantidad: kg(10)}}, [2]string{}, 1},
		"two lines for a partida":  {[]ledger.PartLine{{Parte: "A", Fraccion: resin, Cantidad: kg(10)}, {Parte: "B", Fraccion: resin, Cantidad: kg(10)}}, [2]string{}, 2},
		"the invoice has no lines": {nil, [2]string{}, 0},
	} {
		obs := observe(fact(1, "IN", "2021-03-01", line(1, resin, 10), line(2, screw, 4)))
		obs = append(obs, ledger.Observation{Hash: "aa", Parts: &ledger.PartList{Pedimento: ped(1), Invoice: "F-1", Lines: tt.lines}})
		g := ledger.Resolve(obs, defaults(), byPart())
		got := map[string]string{}
		for _, m := range g.Movements {
			for _, l := range m.Lots {
				got[l.Fraccion] = l.Parte
			}
		}
		if got[resin] != tt.parts[0] || got[screw] != tt.parts[1] || len(g.Findings) != tt.codes {
			t.Errorf("%s: parts %v, findings %v", name, got, codesOf(g.Findings))
		}
		if obs[0].Fact.Lineas[0].Parte != "" {
			t.Errorf("%s: resolving wrote into the fact", name)
		}
	}
}

// TestRivals: two partidas an invoice cannot tell apart keep no part.
func TestRivals(t *testing.T) {
	t.Parallel()
	obs := observe(fact(1, "IN", "2021-03-01", line(1, resin, 10), line(2, resin, 10)))
	obs = append(obs, ledger.Observation{Hash: "aa", Parts: &ledger.PartList{Pedimento: ped(1), Lines: []ledger.PartLine{{Parte: "A", Fraccion: resin, Cantidad: kg(10)}}}})
	g := ledger.Resolve(obs, defaults(), byPart())
	if d := cmp.Diff([]string{"invoice_line_unmatched"}, codesOf(g.Findings)); d != "" || len(g.Movements) != 1 || g.Movements[0].Material.Kind != "fraccion" {
		t.Errorf("%s%+v", d, g.Movements)
	}
}

// TestInvoiceAlone waits for its pedimento, and says so.
func TestInvoiceAlone(t *testing.T) {
	t.Parallel()
	obs := []ledger.Observation{{Hash: "bb", Parts: &ledger.PartList{Pedimento: ped(2)}}, {Hash: "aa", Parts: &ledger.PartList{Pedimento: ped(1)}}}
	g := ledger.Resolve(obs, defaults(), directo())
	if d := cmp.Diff([]string{"invoice_without_pedimento", "invoice_without_pedimento"}, codesOf(g.Findings)); d != "" || g.Root != ped(1) || len(g.Movements) > 0 {
		t.Errorf("root %s %s", g.Root, d)
	}
}

// TestNothingOfNothing: a partida of zero makes neither lot nor exit.
func TestNothingOfNothing(t *testing.T) {
	t.Parallel()
	for _, f := range []ledger.Fact{fact(1, "IN", "2021-03-01", line(1, resin, 0)), export(1, "RT", "2021-03-01", line(1, resin, 0)), naming(fact(1, "F4", "2021-03-01", line(1, resin, 0)), named(2, resin, 0))} {
		if g := resolve(t, directo(), f); len(g.Movements) > 0 {
			t.Errorf("%s of zero moves %+v", f.Clave, g.Movements)
		}
	}
}

// TestWithdrawn: what the authority says was withdrawn undoes what it moved,
// whichever comes first; a withdrawn rectification rectifies nothing.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	gone := func(f ledger.Fact) ledger.Fact {
		f.Desistido, f.Lineas, f.Doc = true, nil, document.HashOf([]byte("withdrawn"))
		return f
	}
	paid := fact(1, "IN", "2021-03-01", line(1, resin, 10))
	if g := resolve(t, directo(), paid, gone(paid)); len(g.Movements) != 0 || g.Root != ped(1) || codesOf(g.Findings)[0] != "pedimento_desistido" {
		t.Errorf("%+v", g)
	}
	r1 := rectify(fact(2, "IN", "2021-04-01", line(1, resin, 7)), 1, "2021-03-01")
	g := resolve(t, directo(), paid, r1, gone(r1))
	if len(g.Movements) != 1 || g.Movements[0].Lots[0].Cantidad != kg(10) {
		t.Errorf("the original holds again: %+v", g)
	}
	if g := resolve(t, directo(), gone(paid)); len(g.Movements) != 0 || g.Root != ped(1) {
		t.Errorf("a withdrawal alone: %+v", g)
	}
}
