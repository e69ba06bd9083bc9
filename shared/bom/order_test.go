package bom_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
	"example.com/immex/shared/unit"
)

// plant is a catalogue of parts: names "old>new from", units and factors.
type plant struct {
	names    map[string]string        // old name to new one
	since    document.Date            // of all new names
	units    map[string]string        // part to its unit
	factors  map[string][]unit.Factor // by part
	switched document.Date            // the day units change from "6" to "11", if any
}

func (p *plant) Name(name string, on document.Date) (part string, from, to document.Date) {
	now, ok := p.names[name]
	switch {
	case !ok:
		return name, 0, 99991231
	case on < p.since:
		return name, 0, p.since.AddDays(-1)
	}
	return now, p.since, 99991231
}

func (p *plant) Names(part string) (out []string) {
	for old, now := range p.names {
		if now == part {
			out = append(out, old)
		}
	}
	return out
}

func (p *plant) Measure(part string, on document.Date) bom.Measure {
	m := bom.Measure{Unit: p.units[part], Factors: p.factors[part], To: 99991231}
	if p.switched.Known() {
		if on < p.switched {
			m.To = p.switched.AddDays(-1)
		} else {
			m.Unit, m.From = "11", p.switched
		}
	}
	return m
}

// documented is needs as "component role quantity date order version".
func documented(e bom.Explosion) (out []string) {
	for _, n := range e.Needs {
		out = append(out, fmt.Sprintf("%s %s %s %s %s %s %v", n.Componente, n.Rol, n.Cantidad, n.Fecha, n.Orden, n.Version, n.Documentado))
	}
	for _, p := range e.Problems {
		out = append(out, "problem "+string(p.Kind)+" "+p.Orden)
	}
	return out
}

func order(name string, q int64, date document.Date, consumos ...bom.Consumo) bom.Order {
	return bom.Order{Orden: name, Producto: "PT", Cantidad: micros(q), Fecha: date, Pedimento: exit, Partida: 1, Consumos: consumos}
}

// TestOrders: who made it, when, and of what.
func TestOrders(t *testing.T) {
	t.Parallel()
	rows := list(t, "PT A M 1 6 10 - - 2026-01-01 2026-02-28", "PT B M 2 6 10 - - 2026-03-01", "S 1 N 3 6 - 50")
	versionA := order("O", 100, 20260305)
	versionA.Version = "A"
	versionZ := versionA
	versionZ.Version = "Z"
	elsewhere := order("O", 100, 20260110)
	elsewhere.Partida = 2
	other := order("O", 100, 20260110)
	other.Producto = "OTHER"
	half := bom.Consumo{Componente: "M", Cantidad: micros(200), Unidad: "6"}
	for name, tt := range map[string]struct {
		orders []bom.Order
		q      int64
		want   []string
	}{
		"none": {nil, 90, []string{"M incorporado 180 2026-03-10  B false", "M merma 20 2026-03-10  B false"}},
		"its date tells the version": {
			[]bom.Order{order("O", 90, 20260110)},
			90,
			[]string{"M incorporado 90 2026-03-10 O A true", "M merma 10 2026-01-10 O A true"},
		},
		"its version wins over its date":   {[]bom.Order{versionA}, 9, []string{"M incorporado 9 2026-03-10 O A true", "M merma 1 2026-03-05 O A true"}},
		"a version nobody wrote":           {[]bom.Order{versionZ}, 9, []string{"problem unknown_version O"}},
		"of another line":                  {[]bom.Order{elsewhere}, 90, []string{"M incorporado 180 2026-03-10  B false", "M merma 20 2026-03-10  B false"}},
		"of another product":               {[]bom.Order{other}, 90, []string{"M incorporado 180 2026-03-10  B false", "M merma 20 2026-03-10  B false"}},
		"after the shipment":               {[]bom.Order{order("O", 90, 20260311)}, 90, []string{"problem order_date O"}},
		"before there was a list":          {[]bom.Order{order("O", 90, 20251231)}, 90, []string{"problem no_version O"}},
		"what was consumed, in proportion": {[]bom.Order{order("O", 100, 20260110, half)}, 50, []string{"M incorporado 90 2026-03-10 O A true", "M merma 10 2026-01-10 O A true"}},
		"a subassembly that was consumed": {
			[]bom.Order{order("O", 10, 20260110, bom.Consumo{Componente: "S", Cantidad: micros(20), Unidad: "6"})},
			5,
			[]string{"N incorporado 30 2026-03-10 O A true", "N desperdicio 30 2026-01-10 O A true"},
		},
		"consumed where no list is": {[]bom.Order{order("O", 10, 20251231, half)}, 5, []string{"M incorporado 100 2026-03-10 O  true"}},
		"two orders and a rest": {[]bom.Order{order("P", 20, 20260301), order("O", 10, 20260110)}, 40, []string{
			"M incorporado 10 2026-03-10 O A true", "M incorporado 40 2026-03-10 P B true", "M incorporado 20 2026-03-10  B false",
			"M merma 1.111111 2026-01-10 O A true", "M merma 4.444445 2026-03-01 P B true", "M merma 2.222222 2026-03-10  B false",
		}},
		"the earlier order first": {[]bom.Order{order("P", 20, 20260301), order("O", 10, 20260110)}, 9, []string{"M incorporado 9 2026-03-10 O A true", "M merma 1 2026-01-10 O A true"}},
	} {
		x := build(t, rows, tt.orders, nil)
		got := documented(x.Explode(bom.Request{Producto: "PT", Cantidad: micros(tt.q), Moved: moved, Pedimento: exit, Partida: 1}))
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// TestBadOrders keep their exits from being exploded, and no other.
func TestBadOrders(t *testing.T) {
	t.Parallel()
	rows := list(t, "PT A M 1 6")
	twice := []bom.Order{order("O", 1, start), order("O", 2, start)}
	for name, orders := range map[string][]bom.Order{
		"twice":          twice,
		"of nothing":     {order("O", 0, start)},
		"without a date": {order("O", 1, 0)},
		"consumed below": {order("O", 1, start, bom.Consumo{Componente: "M", Cantidad: -1, Unidad: "6"})},
	} {
		x, problems := bom.New(rows, orders, nil, unit.Default())
		if len(problems) == 0 {
			t.Errorf("%s is not told", name)
		}
		r := bom.Request{Producto: "PT", Cantidad: 1, Moved: moved, Pedimento: exit, Partida: 1}
		if e := x.Explode(r); len(e.Problems) == 0 || len(e.Needs) > 0 {
			t.Errorf("%s: %v", name, e)
		}
		r.Partida = 2
		if e := x.Explode(r); len(e.Problems) > 0 || len(e.Needs) != 1 {
			t.Errorf("%s, another line: %v", name, e)
		}
	}
}

// TestLossesOfTwoRows: a consumption whose part has two rows, under two names,
// of different losses.
func TestLossesOfTwoRows(t *testing.T) {
	t.Parallel()
	rows := list(t, "PT A M 1 6 10", "PT A OLD 1 6 20")
	p := &plant{names: map[string]string{"OLD": "M"}, since: 20260201}
	consumed := bom.Consumo{Componente: "M", Cantidad: micros(2), Unidad: "6"}
	for date, want := range map[document.Date]string{20260131: "M incorporado 1.8", 20260201: "problem duplicate"} {
		x := build(t, rows, []bom.Order{order("O", 1, date, consumed)}, p)
		got := documented(x.Explode(bom.Request{Producto: "PT", Cantidad: micros(1), Moved: moved, Pedimento: exit, Partida: 1}))
		if len(got) == 0 || got[0][:len(want)] != want {
			t.Errorf("on %s %v", date, got)
		}
	}
}

// TestNames: lists written under old names are those of the part, from the day
// the name is.
func TestNames(t *testing.T) {
	t.Parallel()
	rows := list(t, "OLD A OLDM 2 6", "PT A M 3 6 - - - 2025-01-01 2025-12-31")
	p := &plant{names: map[string]string{"OLD": "PT", "OLDM": "M"}, since: 20260201}
	x := build(t, rows, nil, p)
	for _, tt := range []struct {
		product string
		moved   document.Date
		want    string
	}{
		{"OLD", 20260131, "OLDM incorporado 2 6"},
		{"OLD", 20260201, "M incorporado 2 6"},
		{"PT", 20260201, "M incorporado 2 6"},
		{"PT", 20251231, "M incorporado 3 6"},
		{"PT", 20260131, "problem no_version"},
		{"OLD", 20251231, "problem no_version"},
	} {
		for range 2 { // once more from what is known
			if got := told(x.Explode(bom.Request{Producto: tt.product, Cantidad: micros(1), Moved: tt.moved})); !cmp.Equal(got, []string{tt.want}) {
				t.Errorf("%s on %s: %v, want %s", tt.product, tt.moved, got, tt.want)
			}
		}
	}
	if !x.IsProduct("OLD", 20260131) || !x.IsProduct("PT", 20260131) || x.IsProduct("M", moved) {
		t.Error("products by both names")
	}
	joined := build(t, list(t, "PT A OLDM 1 6 - - F", "PT A N 1 6 - - F"), nil, p)
	if d := cmp.Diff(map[string]string{"OLDM": "M", "M": "M", "N": "M"}, joined.Families()); d != "" {
		t.Error(d)
	}
}

// TestMeasures: needs come in the component's own unit of the day.
func TestMeasures(t *testing.T) {
	t.Parallel()
	weight := []unit.Factor{{From: "6", To: "1", Rate: amount(t, "0.5")}}
	p := &plant{units: map[string]string{"M": "2", "N": "11"}, factors: map[string][]unit.Factor{"M": weight}}
	x := build(t, list(t, "PT A M 3 6", "PT A N 500 6", "PT A Q 1 11"), nil, p)
	want := []string{"M incorporado 1500 2", "N incorporado 0.5 11", "Q incorporado 1000 6"}
	if d := cmp.Diff(want, told(x.Explode(bom.Request{Producto: "PT", Cantidad: micros(1), Moved: moved}))); d != "" {
		t.Error(d)
	}
	x = build(t, list(t, "PT A N 3 1"), nil, p)
	if got := told(x.Explode(bom.Request{Producto: "PT", Cantidad: micros(1), Moved: moved})); !cmp.Equal(got, []string{"problem unit"}) {
		t.Error(got)
	}
	p = &plant{units: map[string]string{"M": "6"}, switched: 20260301}
	x = build(t, list(t, "PT A M 3 6"), []bom.Order{order("O", 1, 20260228)}, p)
	for moved, want := range map[document.Date]string{20260228: "M incorporado 3 6", 20260301: "M incorporado 0.003 11"} {
		if got := told(x.Explode(bom.Request{Producto: "PT", Cantidad: micros(1), Moved: moved})); !cmp.Equal(got, []string{want}) {
			t.Errorf("on %s %v", moved, got)
		}
	}
	// One exit of an order before the change and a rest after it: each in its unit.
	got := told(x.Explode(bom.Request{Producto: "PT", Cantidad: micros(2), Moved: moved, Pedimento: exit, Partida: 1}))
	if d := cmp.Diff([]string{"M incorporado 0.003 11", "M incorporado 3 6"}, got); d != "" {
		t.Error(d)
	}
}

// TestChain: an order finds its exit by any number of the chain, whatever the
// source makes of the year.
func TestChain(t *testing.T) {
	t.Parallel()
	x := build(t, list(t, "PT A M 1 6"), []bom.Order{order("O", 1, start)}, nil)
	for name, tt := range map[string]struct {
		number  string
		chain   []string
		partida int
		want    bool
	}{
		"itself":           {exit, nil, 1, true},
		"a year apart":     {"25" + exit[2:], nil, 1, true},
		"two years apart":  {"24" + exit[2:], nil, 1, false},
		"another line":     {exit, nil, 2, false},
		"by its chain":     {"262432106000999", []string{"262432106000998", "25" + exit[2:]}, 1, true},
		"by both, once":    {exit, []string{exit}, 1, true},
		"of another chain": {"262432106000999", []string{"262432106000998"}, 1, false},
		"of no pedimento":  {"", nil, 1, false},
	} {
		e := x.Explode(bom.Request{Producto: "PT", Cantidad: micros(1), Moved: moved, Pedimento: tt.number, Numeros: tt.chain, Partida: tt.partida})
		if len(e.Needs) != 1 || e.Needs[0].Documentado != tt.want || e.Needs[0].Cantidad != micros(1) {
			t.Errorf("%s: %+v", name, e)
		}
	}
}
