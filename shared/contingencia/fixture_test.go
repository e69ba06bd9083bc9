package contingencia_test

import (
	"testing"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/contingencia"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
)

// law is the embedded tables with what a test delivers on top.
type law struct {
	*catalog.Catalog
	inpc  map[string]string
	fines map[string]catalog.FineRow
	fees  map[string]catalog.FeeRow
}

func (l law) Index(m string) (catalog.Figure, error) {
	if v, ok := l.inpc[m]; ok {
		return catalog.Figure{Value: amount(v), Validity: catalog.Validity{Confidence: "C"}}, nil
	}
	return l.Catalog.Index(m)
}

func (l law) Fine(code string, on document.Date) (catalog.FineRow, error) {
	if f, ok := l.fines[code]; ok {
		return f, nil
	}
	return l.Catalog.Fine(code, on)
}

func (l law) Fee(code string, on document.Date) (catalog.FeeRow, error) {
	if f, ok := l.fees[code]; ok {
		return f, nil
	}
	return l.Catalog.Fee(code, on)
}

func tables() law { return law{Catalog: catalog.Default()} }

func amount(s string) money.Amount {
	a, err := money.Parse(s)
	if err != nil {
		panic(err) // a test's own constant
	}
	return a
}

func units(n int64) quantity.Micros { return quantity.Micros(n * 1_000_000) }

func tributo(clave, forma string, pesos int64) ledger.Tributo {
	return ledger.Tributo{Clave: clave, Forma: forma, Importe: money.Int(pesos)}
}

// example is the lot of the worked example of the dossier, 6.2: what is left is
// half of what it brought.
func example() contingencia.Lot {
	return contingencia.Lot{
		ID: "252432101000001-1", Pedimento: "252432101000001", Partida: 1, Fraccion: "39012001", Unidad: "1",
		Entrada: 20250115, Vence: 20260715, VenceUltimo: 20260715, Trajo: units(1000), Queda: units(500),
		Aduana: money.Int(800_000), Comercial: money.Int(780_000),
		Tributos: []ledger.Tributo{tributo("IGI", "5", 120_000), tributo("IVA", "21", 148_224)},
	}
}

func calculo(tb testing.TB, l contingencia.Law, opt contingencia.Options) *contingencia.Calculo {
	tb.Helper()
	c, err := contingencia.New(l, opt)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// priced is the estimate of a lot; its totals are held to the sum of its parts.
func priced(tb testing.TB, l contingencia.Law, opt contingencia.Options, lot contingencia.Lot) contingencia.Lote {
	tb.Helper()
	out := calculo(tb, l, opt).Lot(&lot)
	addsUp(tb, &out)
	return out
}

type failer interface {
	Helper()
	Fatalf(string, ...any)
}

// addsUp holds every sum of an estimate to its parts, to the peso.
func addsUp(t failer, l *contingencia.Lote) {
	t.Helper()
	for i := range l.Puntos {
		p := &l.Puntos[i]
		var contribs, recargos, plain, plainRec []money.Amount
		for _, k := range p.Componentes {
			contribs, recargos = append(contribs, k.Actualizado), append(recargos, k.Recargos)
			plain, plainRec = append(plain, k.Importe), append(plainRec, k.SinActualiza)
		}
		for name, c := range map[string][2]money.Amount{
			"updated": {p.Actualizado.Contribuciones, total(contribs)}, "recargos": {p.Actualizado.Recargos, total(recargos)},
			"sum":   {p.Actualizado.Suma, total([]money.Amount{p.Actualizado.Contribuciones, p.Actualizado.Recargos})},
			"plain": {p.SinActualizar.Contribuciones, total(plain)}, "plain recargos": {p.SinActualizar.Recargos, total(plainRec)},
			"plain sum": {p.SinActualizar.Suma, total([]money.Amount{p.SinActualizar.Contribuciones, p.SinActualizar.Recargos})},
		} {
			if !c[0].Equal(c[1]) {
				t.Fatalf("%s %s: %s is %q, its parts %q", l.Lote, p.Inicio, name, c[0], c[1])
			}
		}
		for _, e := range p.Escenarios {
			base := map[bool]money.Amount{true: p.Actualizado.Suma, false: p.SinActualizar.Suma}
			for updated, r := range map[bool]contingencia.Rango{true: e.Actualizado, false: e.SinActualizar} {
				b := base[updated]
				if e.Clave == contingencia.S0 {
					b = money.Int(0)
				}
				if !r.Minimo.Equal(total([]money.Amount{b, r.MultaMinima})) || !r.Maximo.Equal(total([]money.Amount{b, r.MultaMaxima})) {
					t.Fatalf("%s %s %s: %+v on %q", l.Lote, p.Inicio, e.Clave, r, b)
				}
			}
		}
	}
}

// total is a sum that one unknown makes unknown.
func total(as []money.Amount) money.Amount {
	var s money.Sum
	s.Add(money.Int(0))
	for _, a := range as {
		s.Add(a)
	}
	if t, ok := s.Total(); ok {
		return t
	}
	return money.Amount{}
}

// component is a contribution of a starting point.
func component(tb testing.TB, p *contingencia.Punto, clave string) contingencia.Componente {
	tb.Helper()
	for _, k := range p.Componentes {
		if k.Clave == clave {
			return k
		}
	}
	tb.Fatalf("no %s in %+v", clave, p.Componentes)
	return contingencia.Componente{}
}
