package step_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
	"example.com/immex/shared/pedimento/datastage"
	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
	"example.com/immex/shared/synth/bomcompany"
)

// addsUp holds the classes of a coverage to its total, exactly.
func addsUp(t *testing.T, c *step.Coverage) {
	t.Helper()
	lines, unpriced := 0, 0
	pesos := money.Int(0)
	by := map[string]money.Amount{}
	for i := range c.Classes {
		k := &c.Classes[i]
		lines, unpriced = lines+k.Lines, unpriced+k.Unpriced
		if sum, ok := k.Pesos.Total(); ok {
			pesos = plus(t, pesos, sum)
		}
		for unit, sum := range k.Quantities {
			q, ok := sum.Total()
			if !ok {
				t.Fatalf("%s: quantities of unit %s do not add up", k.Class, unit)
			}
			if !by[unit].Known() {
				by[unit] = money.Int(0)
			}
			by[unit] = plus(t, by[unit], q)
		}
	}
	total, _ := c.Total.Pesos.Total()
	if lines != c.Total.Lines || unpriced != c.Total.Unpriced || total.Known() && !pesos.Equal(total) {
		t.Errorf("sin_bom %s: classes have %d lines, %d unpriced and %s pesos; the exits %d, %d, %s",
			c.SinBOM, lines, unpriced, pesos, c.Total.Lines, c.Total.Unpriced, total)
	}
	if len(by) != len(c.Total.Quantities) {
		t.Errorf("sin_bom %s: %d units in the classes, %d in the exits", c.SinBOM, len(by), len(c.Total.Quantities))
	}
	for unit, sum := range c.Total.Quantities {
		if q, ok := sum.Total(); !ok || !q.Equal(by[unit]) {
			t.Errorf("sin_bom %s unit %s: classes have %s, the exits %s", c.SinBOM, unit, by[unit], q)
		}
	}
}

func plus(t *testing.T, a, b money.Amount) money.Amount {
	t.Helper()
	sum, err := a.Add(b)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// class is one class of a coverage, empty when nothing is in it.
func class(c *step.Coverage, name string) step.CoverageClass {
	for _, k := range c.Classes {
		if k.Class == name {
			return k
		}
	}
	return step.CoverageClass{}
}

// declaredExits counts the partidas that leave, from the Data Stage itself:
// those of the last pedimento of each chain whose clave takes goods out.
func declaredExits(t *testing.T, name string) (lines int, pesos money.Amount) {
	t.Helper()
	cat, last := catalog.Default(), map[string]*pedimento.Pedimento{}
	replaced := map[string]bool{}
	eachDelivery(t, name, func(_, _ string, b []byte) {
		d, err := datastage.Open(t.Context(), bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		for i := range d.Len() {
			p := d.Pedimento(i)
			last[p.Number] = p
			if r := p.Rectifica; r != nil {
				replaced[ledger.Suffix(pedimento.Number(pedimento.YearFor(r.Documento, p.FechaPago), r.Aduana, r.Patente, r.Documento))] = true
			}
		}
	})
	pesos = money.Int(0)
	for number, p := range last {
		if replaced[ledger.Suffix(number)] {
			continue
		}
		for i := range p.Partidas {
			q := &p.Partidas[i]
			var claves []string
			for _, id := range slices.Concat(p.Identificadores, q.Identificadores) {
				claves = append(claves, id.Clave)
			}
			row, ok := cat.Effect(p.Clave, p.Operacion, claves, p.FechaPago)
			if !ok || row.Effect != catalog.EffectExit && row.Effect != catalog.EffectRegime || row.Tipo == "empaque" && !slices.Contains(claves, "EB") || q.CantidadUMT.Sign() == 0 {
				continue
			}
			lines++
			pesos = plus(t, pesos, q.ValorComercial)
		}
	}
	return lines, pesos
}

// TestCoverageCorpus is the reconciliation issue 4 asks for.
func TestCoverageCorpus(t *testing.T) {
	inOneLine(t)
	w, rfc := ofCorpus(t, "EMPRESA C")
	lines, pesos := declaredExits(t, "EMPRESA C")
	start := time.Now()
	both, err := step.CoverageOf(t.Context(), w.books, rfc, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("both coverages in %s", time.Since(start).Round(time.Millisecond))
	for _, c := range both {
		addsUp(t, c)
		if total, _ := c.Total.Pesos.Total(); c.Total.Lines != lines || !total.Equal(pesos) {
			t.Errorf("sin_bom %s: %d lines of %s pesos; the tables declare %d of %s", c.SinBOM, c.Total.Lines, total, lines, pesos)
		}
		for _, k := range append(c.Classes, c.Total) {
			p, _ := k.Pesos.Total()
			t.Logf("sin_bom %s %-16s %6d lines (%d unpriced) %16s pesos, %d units", c.SinBOM, k.Class, k.Lines, k.Unpriced, p, len(k.Quantities))
		}
	}
}

// TestCoverage: an F4 that names its lot, a return of goods nobody can tell,
// and one that left before anything came in.
func TestCoverage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	in := line(1, "39012001", 100)
	w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: 20210110, Entrada: 20210110, Lineas: []ledger.Line{in}}))
	f4 := line(1, "39012001", 30)
	f4.Comercial = money.Int(1000)
	w.settle(paper(ledger.Fact{Key: number(2021, 2), Clave: "F4", Pago: 20210201, Lineas: []ledger.Line{f4}, Nombrados: []ledger.Named{
		{Key: number(2021, 1), Clave: "IN", Fecha: 20210110, Fraccion: "39012001", Unidad: "1", Cantidad: micros(10)},
	}}))
	rt := line(1, "39012001", 90)
	rt.Comercial = money.Int(1000)
	other := line(2, "84099199", 7) // states no value
	w.settle(paper(ledger.Fact{Key: number(2021, 3), Clave: "RT", Operacion: "EXP", Pago: 20210301, Seleccion: 20210301, Lineas: []ledger.Line{rt, other}}))
	w.match(rfc)
	both, err := step.CoverageOf(t.Context(), w.books, rfc, 0, 0)
	if err != nil || len(both) != 2 || !both[0].Stored || both[1].Stored {
		t.Fatalf("%v %+v", err, both)
	}
	const none = "0 0  " // nothing in it is said too
	want := []map[string]string{
		{"proved": "1 0 1000 30", "assumed": none, "expired": none, "no_bom": "2 1 1000 97", "before_window": none, "unit": none},
		{"proved": "1 0 1000 30", "assumed": "0 0 778 70", "expired": none, "no_bom": none, "before_window": "1 1  7", "unit": none, "over_discharge": "1 0 222 20"},
	}
	for i, c := range both {
		addsUp(t, c)
		got := map[string]string{}
		for j := range c.Classes {
			k := &c.Classes[j]
			p, _ := k.Pesos.Total()
			var q money.Amount
			if sum := k.Quantities["1"]; sum != nil {
				q, _ = sum.Total()
			}
			got[k.Class] = fmt.Sprintf("%d %d %s %s", k.Lines, k.Unpriced, p, q)
		}
		if d := cmp.Diff(want[i], got); d != "" {
			t.Errorf("sin_bom %s: %s", c.SinBOM, d)
		}
	}
	march, err := step.CoverageOf(t.Context(), w.books, rfc, 20210301, 20210331)
	if err != nil || march[0].Total.Lines != 2 || len(class(march[0], "proved").Quantities) != 0 {
		t.Errorf("%v %+v", err, march[0])
	}
}

// TestCoverageOfProducts: the needs of a product share its value once, and what
// the made-up company says it took, held and lacked is all there.
func TestCoverageOfProducts(t *testing.T) {
	t.Parallel()
	w, truth := assembles(t, bomcompany.Options{Seed: 3, Months: 6, Expiry: true})
	both, err := step.CoverageOf(t.Context(), w.books, truth.RFC, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]bool{}
	for _, x := range truth.Exits {
		if x.Pedimento != "" && (x.Rol == "salida" || x.Rol == "incorporado") {
			lines[x.Pedimento+"-"+ledger.LineNumber(x.Partida)] = true
		}
	}
	for _, c := range both {
		addsUp(t, c)
		if c.Total.Lines != len(lines) || c.Total.Lines == 0 || class(c, "proved").Lines == 0 {
			t.Errorf("sin_bom %s: %d lines, %d proved; the truth has %d", c.SinBOM, c.Total.Lines, class(c, "proved").Lines, len(lines))
		}
	}
}

// TestCoverageOfKeptBooks: the coverage under the policy of the programme is the same
// of the books that are kept as of the facts alone, of which it is worked out while
// something waits to be matched.
func TestCoverageOfKeptBooks(t *testing.T) {
	t.Parallel()
	for _, policy := range []string{"sin_bom: faltante\n", "sin_bom: directo\n"} {
		w := newWorld(t)
		c := invent(t, synth.Options{Seed: 5, Months: 3, Pedimentos: 12, ErrorsOn: true})
		rfc := c.truth.Company.RFC
		for _, name := range c.documents() {
			w.settle(c.read(name)...)
		}
		file := "rfc: " + rfc + "\nnombre: Manufacturas Ejemplo\nprograma: \"1234-2006\"\nvigente_desde: \"2020-01-01\"\n" + policy
		w.settle(reader().Read(w.ctx, step.Input{Name: "programa.yaml", RFC: rfc, Bytes: []byte(file)})...)
		if waits, err := w.books.Dirty(w.ctx, rfc); err != nil || len(waits) == 0 {
			t.Fatalf("nothing waits to be matched: %v", err)
		}
		coverage := func() (out []string) {
			both, err := step.CoverageOf(w.ctx, w.books, rfc, 0, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range both {
				addsUp(t, c)
				out = append(out, fmt.Sprint(c.SinBOM, c.Stored, c.Lots, c.Exits))
				for _, k := range append(slices.Clone(c.Classes), c.Total) {
					pesos, known := k.Pesos.Total()
					out = append(out, fmt.Sprint(k.Class, k.Lines, k.Unpriced, pesos, known))
					for _, unit := range slices.Sorted(maps.Keys(k.Quantities)) {
						q, known := k.Quantities[unit].Total()
						out = append(out, fmt.Sprint(unit, q, known))
					}
				}
			}
			return out
		}
		facts := coverage()
		w.match(rfc)
		if d := cmp.Diff(facts, coverage()); d != "" || len(facts) < 20 {
			t.Errorf("%s(-facts +kept):\n%s", policy, d)
		}
	}
}
