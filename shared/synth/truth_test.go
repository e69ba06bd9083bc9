package synth_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/synth"
)

func micros(t *testing.T, s string) quantity.Micros {
	t.Helper()
	a, err := money.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	q, err := quantity.From(a)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return q
}

// movement is what the deliveries themselves say of a (fracción, UMT).
type movement struct{ in, out quantity.Micros }

// movements adds up 551 by effect, a rectified pedimento giving way to the
// one that replaces it.
func movements(t *testing.T, o output) map[string]*movement {
	t.Helper()
	replaced := map[string]bool{}
	good := o.good(t)
	for _, d := range good {
		for _, row := range d["701"].rows {
			a := d["701"]
			doc := a.col(row, "PedimentoAnterior")
			replaced[a.col(row, "PatenteAnterior")+"|"+strings.Repeat("0", 7-len(doc))+doc+"|"+a.col(row, "SeccionAduaneraAnterior")] = true
		}
	}
	out := map[string]*movement{}
	for _, d := range good {
		a := d["551"]
		for _, row := range a.rows {
			if replaced[key(row)] {
				continue
			}
			k := a.col(row, "Fraccion") + "|" + a.col(row, "UnidadMedidaTarifa")
			q := micros(t, a.col(row, "CantidadUMTarifa"))
			if out[k] == nil {
				out[k] = &movement{}
			}
			switch a.col(row, "ClaveDocumento") + a.col(row, "TipoOperacion") {
			case "IN1", "V11", "AF1", "E11":
				out[k].in += q
			case "RT2", "V12", "F41", "A31":
				out[k].out += q
			}
		}
	}
	return out
}

func TestTruthConserves(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := run(t, opt)
			moved := movements(t, o)
			for _, m := range o.truth.Materials {
				k := m.Fraccion + "|" + m.UMT
				discharged := quantity.Micros(0)
				for _, q := range m.Salidas {
					discharged += micros(t, q)
				}
				short := micros(t, m.Faltante) + micros(t, m.Retenido)
				in, last := micros(t, m.Entradas), micros(t, m.Saldos[len(m.Saldos)-1])
				if in != discharged+last {
					t.Errorf("%s: entries %s, discharged %s, balance %s", k, in, discharged, last)
				}
				got := movement{}
				if moved[k] != nil {
					got = *moved[k]
				}
				if got.in != in || got.out != discharged+short {
					t.Errorf("%s: deliveries say %s in, %s out; truth %s in, %s discharged, %s short", k, got.in, got.out, in, discharged, short)
				}
				delete(moved, k)
			}
			for k, m := range moved {
				if m.in != 0 || m.out != 0 {
					t.Errorf("%s moves but the truth has no such material", k)
				}
			}
		})
	}
}

func TestLotsAddUpToBalances(t *testing.T) {
	t.Parallel()
	o := run(t, synth.Options{Seed: 9, Months: 4, ErrorsOn: true})
	sums := map[string]quantity.Micros{}
	for _, l := range o.truth.Lots {
		sums[l.Fraccion+"|"+l.UMT] += micros(t, l.Saldo)
	}
	for _, m := range o.truth.Materials {
		if got, want := sums[m.Fraccion+"|"+m.UMT], micros(t, m.Saldos[3]); got != want {
			t.Errorf("%s: lots leave %s, balance %s", m.Fraccion, got, want)
		}
	}
}

func TestOnlyPlannedShortages(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := run(t, opt)
			var causes []string
			for _, s := range o.truth.Shortages {
				causes = append(causes, fmt.Sprint(s.Causa, " ", s.Cantidad))
			}
			slices.Sort(causes)
			want := ""
			if opt.ErrorsOn {
				want = "before_window 300,late_import 150,over_discharge 500"
			}
			if got := strings.Join(causes, ","); got != want {
				t.Errorf("shortages %q, want %q", got, want)
			}
		})
	}
}

// TestNothingExpiresByAccident: PEPS reaches no expired lot in two years of a
// company of usual size, so that its balances depend on no policy of expiry.
func TestNothingExpiresByAccident(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2) {
		o := run(t, synth.Options{Seed: seed, Months: 24, Pedimentos: 50})
		for _, m := range o.truth.Materials {
			if m.Retenido != "0" {
				t.Errorf("seed %d: %s of %s held against expired lots", seed, m.Retenido, m.Fraccion)
			}
		}
	}
}

func TestStoryHasItsKinds(t *testing.T) {
	t.Parallel()
	o := run(t, synth.Options{Seed: 1, ErrorsOn: true})
	for _, k := range []string{
		"IN IMP", "RT EXP", "V1 IMP", "V1 EXP", "AF IMP", "F4 IMP", "A3 IMP", "A1 IMP", "A1 EXP", "E1 IMP", "BP IMP",
	} {
		if o.truth.Pedimentos[k] == 0 {
			t.Errorf("no %s in the demo: %v", k, o.truth.Pedimentos)
		}
	}
	same, later := 0, 0
	paid := map[string]string{}
	for _, p := range o.truth.List {
		paid[p.Number] = p.FechaPago.String()[:7]
	}
	for _, p := range o.truth.List {
		switch {
		case p.Rectifica == "":
		case paid[p.Rectifica] == paid[p.Number]:
			same++
		default:
			later++
		}
	}
	if same == 0 || later == 0 {
		t.Errorf("%d rectifications in the same month, %d in a later one; want both", same, later)
	}
}
