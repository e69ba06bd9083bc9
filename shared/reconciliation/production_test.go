package reconciliation_test

import (
	"cmp"
	"slices"
	"testing"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/reconciliation"
)

const shipped = "262432104000009"

// need is what 10 units of PT-1 take of a part: of `asked` kilos `took` were
// discharged.
func need(asked, took int64, change ...func(*ledger.Book, *ledger.Exit)) func(*ledger.Book) {
	return func(b *ledger.Book) {
		x := ledger.Exit{
			ID: "x", Rol: ledger.RoleIncorporado, Pedimento: shipped, Partida: 1, Parte: b.Material.Key, Producto: "PT-1", Cantidades: 10 * kilo,
			Cantidad: kilo * quantityOf(asked), MovedAt: 20260615, PaidAt: 20260616,
		}
		if took > 0 {
			b.Descargos = append(b.Descargos, ledger.Descargo{Exit: "x", Lot: "L", Cantidad: kilo * quantityOf(took), MovedAt: 20260615})
		}
		if took < asked {
			b.Shortages = append(b.Shortages, ledger.Shortage{Exit: "x", Cantidad: kilo * quantityOf(asked-took), Cause: ledger.CauseLateImport})
		}
		for _, c := range change {
			c(b, &x)
		}
		b.Exits = append(b.Exits, x)
	}
}

func order(q int64, change ...func(*bom.Order)) bom.Order {
	o := bom.Order{Orden: "OP-1", Producto: "PT-1", Cantidad: quantity.Micros(q * kilo), Fecha: 20260610, Pedimento: shipped, Partida: 1}
	for _, c := range change {
		c(&o)
	}
	return o
}

// aliases are names of parts on any day.
type aliases map[string]string

func (a aliases) Name(alias string, _ document.Date) (string, bool) {
	return cmp.Or(a[alias], alias), true
}

// TestProduction: what products that left needed, what was discharged for them,
// and what the orders say, both ways. Of a lot of 100 kilos worth 5,000 pesos 20
// kilos more would be worth 1,000.
func TestProduction(t *testing.T) {
	t.Parallel()
	july := func(_ *ledger.Book, x *ledger.Exit) { x.PaidAt = 20260701 }
	held := func(b *ledger.Book, _ *ledger.Exit) {
		b.Shortages = nil
		b.Held = []ledger.Held{{Exit: "x", Lot: "L", Cantidad: 20 * kilo}}
	}
	scrap := func(b *ledger.Book, x *ledger.Exit) {
		b.Descargos, b.Shortages = nil, nil
		x.Rol = ledger.RoleDesperdicio
		b.Cambios = []ledger.Change{{Exit: "x", Lot: "L", Cantidad: x.Cantidad, A: ledger.ToDesperdicio}}
	}
	unknown := func(_ *ledger.Book, x *ledger.Exit) { x.Causa = ledger.CauseNoBOM }
	sold := func(cause ledger.Cause, id string) func(*ledger.Book, *ledger.Exit) { // of one piece: every need states its value
		return func(_ *ledger.Book, x *ledger.Exit) {
			x.ID, x.Causa, x.Comercial = id+":incorporado:"+x.Parte, cause, money.Int(700)
		}
	}
	of := func(product string, q int64) func(*ledger.Book, *ledger.Exit) {
		return func(b *ledger.Book, x *ledger.Exit) {
			x.ID, x.Producto, x.Cantidades = "x"+product, product, kilo*quantityOf(q)
			b.Descargos[len(b.Descargos)-1].Exit = x.ID
		}
	}
	made := func(product string, q int64) bom.Order {
		return order(q, func(o *bom.Order) { o.Producto, o.Orden = product, "OP-"+product })
	}
	for name, tt := range map[string]struct {
		books  []*ledger.Book
		orders []bom.Order
		agreed int
		want   []string
		parts  reconciliation.Names
	}{
		"nothing":             {[]*ledger.Book{book("A")}, nil, 0, nil, nil},
		"all discharged":      {[]*ledger.Book{book("A", need(20, 20)), book("B", need(5, 5))}, []bom.Order{order(10)}, 1, nil, nil},
		"two orders":          {[]*ledger.Book{book("A", need(20, 20))}, []bom.Order{order(4), order(6, func(o *bom.Order) { o.Orden = "OP-2" })}, 1, nil, nil},
		"scrap is discharged": {[]*ledger.Book{book("A", need(20, 0, scrap))}, []bom.Order{order(10)}, 1, nil, nil},
		"one short":           {[]*ledger.Book{book("A", need(40, 20)), book("B", need(5, 5))}, []bom.Order{order(10)}, 0, []string{"sin_lote " + shipped + "/1 1000"}, nil},
		"held":                {[]*ledger.Book{book("A", need(40, 20, held))}, []bom.Order{order(10)}, 0, []string{"retenido " + shipped + "/1 1000"}, nil},
		"not exploded":        {[]*ledger.Book{book("PT-1", need(10, 0, unknown))}, []bom.Order{order(10)}, 0, []string{"sin_explotar " + shipped + "/1 "}, nil},
		"sold once": {
			[]*ledger.Book{book("A", need(10, 0, sold(ledger.CauseUnit, "p"))), book("B", need(5, 0, sold(ledger.CauseUnit, "p")))},
			[]bom.Order{order(10)},
			0,
			[]string{"sin_explotar " + shipped + "/1 700"},
			nil,
		},
		"sold in two pieces": {
			[]*ledger.Book{book("A", need(10, 0, sold(ledger.CauseUnit, "p"))), book("B", need(5, 0, sold(ledger.CauseNoBOM, "q")))},
			[]bom.Order{order(10)},
			0,
			[]string{"sin_explotar " + shipped + "/1 1400"},
			nil,
		},
		"before the books open": {
			[]*ledger.Book{book("A", need(10, 0, sold(ledger.CauseBeforeWindow, "p"))), book("B", need(5, 0, sold(ledger.CauseBeforeWindow, "p")))},
			[]bom.Order{order(10)},
			0,
			[]string{"antes_de_abrir " + shipped + "/1 700"},
			nil,
		},
		"of another month":                      {[]*ledger.Book{book("A", need(40, 20, july))}, nil, 0, nil, nil},
		"no order":                              {[]*ledger.Book{book("A", need(20, 20))}, nil, 0, []string{"salida_sin_orden " + shipped + "/1 "}, nil},
		"order of less":                         {[]*ledger.Book{book("A", need(20, 20))}, []bom.Order{order(9)}, 0, []string{"orden_de_menos " + shipped + "/1 "}, nil},
		"order of more":                         {[]*ledger.Book{book("A", need(20, 20))}, []bom.Order{order(11)}, 0, []string{"orden_de_mas " + shipped + "/1 "}, nil},
		"order alone":                           {[]*ledger.Book{book("A")}, []bom.Order{order(10)}, 0, []string{"orden_sin_salida " + shipped + "/1 "}, nil},
		"order of May":                          {[]*ledger.Book{book("A")}, []bom.Order{order(10, func(o *bom.Order) { o.Fecha = 20260531 })}, 0, nil, nil},
		"another line":                          {[]*ledger.Book{book("A", need(20, 20))}, []bom.Order{order(10, func(o *bom.Order) { o.Partida = 2 })}, 0, []string{"orden_sin_salida " + shipped + "/2 ", "salida_sin_orden " + shipped + "/1 "}, nil},
		"an order of each product of a partida": {[]*ledger.Book{book("A", need(20, 20, of("PT-A", 60)), need(20, 20, of("PT-B", 40)))}, []bom.Order{made("PT-A", 60), made("PT-B", 40)}, 2, nil, nil},
		"by an alias":                           {[]*ledger.Book{book("A", need(20, 20, of("PT-A", 60)), need(20, 20, of("PT-B", 40)))}, []bom.Order{made("ALIAS", 60), made("PT-B", 40)}, 2, nil, aliases{"ALIAS": "PT-A"}},
		"too much of one of them": {
			[]*ledger.Book{book("A", need(20, 20, of("PT-A", 60)), need(20, 20, of("PT-B", 40)))},
			[]bom.Order{made("PT-A", 60), made("PT-B", 41)},
			1,
			[]string{"orden_de_mas " + shipped + "/1 "},
			nil,
		},
		"of another product": {
			[]*ledger.Book{book("A", need(20, 20))}, []bom.Order{made("PT-2", 10)}, 0, []string{"orden_sin_salida " + shipped + "/1 ", "salida_sin_orden " + shipped + "/1 "}, nil,
		},
	} {
		for range 2 {
			r := reconciliation.OfProduction(slices.Values(tt.books), tt.orders, tt.parts, document.Date(20260601), 20260630)
			got := told(r)
			slices.Sort(got)
			slices.Sort(tt.want)
			hold(t, name, &reconciliation.Result{Agreed: r.Agreed}, tt.agreed)
			if !slices.Equal(got, tt.want) {
				t.Errorf("%s: %q, want %q", name, got, tt.want)
			}
			slices.Reverse(tt.books)
			slices.Reverse(tt.orders)
		}
	}
}
