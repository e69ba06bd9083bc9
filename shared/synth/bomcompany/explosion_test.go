package bomcompany_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/synth/bomcompany"
	"example.com/immex/shared/unit"
)

// records are the rows of all files whose name has a word, by heading.
func records(t *testing.T, o output, word string) []map[string]string {
	t.Helper()
	var out []map[string]string
	for _, f := range o.truth.Files {
		if !strings.Contains(f.Name, "_"+word+".") && !strings.Contains(f.Name, "_"+word+"_20") || f.Expect != document.Accepted {
			continue
		}
		rows, err := csv.NewReader(bytes.NewReader(o.files[f.Name])).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			m := map[string]string{}
			for i, heading := range rows[0] {
				m[heading] = row[i]
			}
			out = append(out, m)
		}
	}
	return out
}

func amount(t *testing.T, s string) money.Amount {
	t.Helper()
	if s == "" {
		return money.Amount{}
	}
	a, err := money.Parse(strings.TrimSuffix(s, "%"))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func date(t *testing.T, s string) document.Date {
	t.Helper()
	d, err := document.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func micros(t *testing.T, s string) quantity.Micros {
	t.Helper()
	q, err := quantity.From(amount(t, s))
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// measures answers for the parts of partes.csv.
type measures map[string]string

func (measures) Name(name string, _ document.Date) (part string, from, to document.Date) {
	return name, 0, 99991231
}

func (measures) Names(string) []string { return nil }

func (m measures) Measure(part string, _ document.Date) bom.Measure {
	return bom.Measure{Unit: m[part], To: 99991231}
}

// index is the product's own reading of the company's lists and orders.
func index(t *testing.T, o output) *bom.Index {
	t.Helper()
	var rows []bom.Row
	for i, r := range append(records(t, o, "bom_revisado"), records(t, o, "bom_refacciones")...) {
		rows = append(rows, bom.Row{
			Producto: r["producto"], Version: r["version"], Componente: r["componente"], Cantidad: amount(t, r["cantidad"]), Unidad: r["unidad"],
			Merma: amount(t, r["merma"]), Desperdicio: amount(t, r["desperdicio"]), Desde: date(t, r["vigente_desde"]), Hasta: date(t, r["vigente_hasta"]),
			Familia: r["familia"], Fila: i,
		})
	}
	var orders []bom.Order
	for _, r := range records(t, o, "ordenes") {
		if n := len(orders); n == 0 || orders[n-1].Orden != r["orden"] {
			partida, err := strconv.Atoi(r["partida"])
			if err != nil {
				t.Fatal(err)
			}
			orders = append(orders, bom.Order{
				Orden: r["orden"], Producto: r["producto"], Cantidad: micros(t, r["cantidad"]), Fecha: date(t, r["fecha"]), Version: r["version"],
				Pedimento: r["pedimento"], Partida: partida,
			})
		}
		if r["componente"] != "" {
			last := &orders[len(orders)-1]
			last.Consumos = append(last.Consumos, bom.Consumo{Componente: r["componente"], Cantidad: micros(t, r["consumo"]), Unidad: r["unidad_consumo"]})
		}
	}
	parts := measures{}
	for _, r := range records(t, o, "partes") {
		parts[r["parte"]] = r["umc"]
	}
	units, err := unit.Of(catalog.Default())
	if err != nil {
		t.Fatal(err)
	}
	x, problems := bom.New(rows, orders, parts, units)
	if len(problems) != 1 || problems[0].Kind != bom.Overlap || problems[0].Producto != "PT-940" || len(rows) == 0 || len(orders) == 0 {
		t.Fatalf("%d rows, %d orders, %v", len(rows), len(orders), problems)
	}
	return x
}

// shipped is the day a pedimento left: that of what it built in.
func shipped(o output) map[string]document.Date {
	out := map[string]document.Date{}
	for _, x := range o.truth.Exits {
		if x.Rol == "incorporado" || x.Rol == "salida" {
			out[x.Pedimento] = x.Fecha
		}
	}
	return out
}

// TestExplosionAgrees gives the documents' lists and orders to the product's
// own explosion: every need, its date, version and order, and what rounding
// left, must be those of the truth.
func TestExplosionAgrees(t *testing.T) {
	t.Parallel()
	for name, opt := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := run(t, opt)
			x, moved := index(t, o), shipped(o)
			for _, l := range o.truth.Lots {
				if family := x.Family(l.Parte); (l.Material.Kind == "familia") != (family != "") || family != "" && family != l.Material.Key {
					t.Errorf("lot %v is of %v, its family is %q", l.LotRef, l.Material, family)
				}
			}
			type line struct {
				pedimento, producto string
				partida             int
			}
			want := map[line][]string{}
			units := map[line]bomcompany.Micros{}
			for i := range o.truth.Exits {
				e := &o.truth.Exits[i]
				if e.Producto == "" {
					continue
				}
				l := line{e.Pedimento, e.Producto, e.Partida}
				units[l] = e.Unidades
				if e.Exacta == "" { // no list
					want[l] = nil
					continue
				}
				exact, _ := new(big.Rat).SetString(e.Exacta)
				rounded, _ := new(big.Rat).SetString(e.Cantidad.String())
				want[l] = append(want[l], fmt.Sprint(e.Parte, e.Rol, e.Fecha, e.Cantidad, e.Version, e.Orden, rounded.Sub(rounded, exact).RatString()))
			}
			got := map[line][]string{}
			for l, q := range units {
				done := x.Explode(bom.Request{
					Producto: l.producto, Cantidad: quantity.Micros(q), Moved: moved[l.pedimento], LeadDays: opt.LeadDays, Pedimento: l.pedimento, Partida: l.partida,
				})
				got[l] = nil
				for _, n := range done.Needs {
					got[l] = append(got[l], fmt.Sprint(n.Componente, n.Rol, n.Fecha, n.Cantidad, n.Version, n.Orden, n.Residue))
				}
			}
			for l := range want {
				slices.Sort(want[l])
				slices.Sort(got[l])
			}
			if d := cmp.Diff(want, got); d != "" || len(want) == 0 {
				t.Errorf("%d lines; they differ (-truth +bom):\n%.3000s", len(want), d)
			}
		})
	}
}
